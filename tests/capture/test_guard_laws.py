"""Laws of the guard: no spelling of a closed address opens it, and every address of a name counts."""

from __future__ import annotations

import ipaddress

from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.capture.addresses import check_url, is_public
from dateline.errors import SourceError
from tests.capture.test_guard import REFUSED, fetcher
from tests.capture.wire import PUBLIC, PUBLIC_6, Lines, Names

CLOSED_4 = [
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "224.0.0.0/3",
    )
]
closed_4 = st.sampled_from(CLOSED_4).flatmap(lambda network: st.ip_addresses(v=4, network=network))
any_4 = st.ip_addresses(v=4)
any_6 = st.one_of(st.ip_addresses(v=6), st.ip_addresses(v=6, network="2000::/3"))


def _number(value: int, base: str) -> str:
    return {"decimal": f"{value}", "octal": f"0{value:o}", "hexadecimal": f"0x{value:x}"}[base]


@st.composite
def spellings(draw: st.DrawFn) -> tuple[ipaddress.IPv4Address, str]:
    """Draw a closed address and one of the ways in which a resolver would read it."""
    address = draw(closed_4)
    assert isinstance(address, ipaddress.IPv4Address)
    parts = draw(st.integers(1, 4))
    octets = list(address.packed)
    tail = int.from_bytes(bytes(octets[parts - 1 :]), "big")
    bases = st.sampled_from(["decimal", "octal", "hexadecimal"])
    numbers = [_number(value, draw(bases)) for value in [*octets[: parts - 1], tail]]
    host = draw(st.sampled_from([".", "。", "．", "｡"])).join(numbers) + draw(st.sampled_from(["", "."]))
    return address, host


@given(spellings(), st.sampled_from(["http", "https", "HTTP"]))
def test_no_spelling_of_a_closed_address_is_called(
    drawn: tuple[ipaddress.IPv4Address, str], scheme: str
) -> None:
    """Even where the resolver reads it as inet_aton does."""
    address, host = drawn
    lines = Lines()
    with fetcher(Names({host: [[str(address)]]}), lines) as opened:
        try:
            opened.fetch(f"{scheme}://{host}/")
        except SourceError as error:
            code = error.code
        else:
            code = "fetched"
    assert code in REFUSED
    assert not lines.called


@given(any_4)
def test_no_address_of_version_6_that_carries_one_of_version_4_is_public(
    address: ipaddress.IPv4Address,
) -> None:
    low = int(address)
    carriers = {
        "mapped": (0xFFFF << 32) | low,
        "compatible": low,
        "translated": (0xFFFF << 48) | low,
        "NAT64": (0x64FF9B << 96) | low,
        "own NAT64": (0x64FF9B0001 << 80) | low,
        "6to4": (0x2002 << 112) | (low << 80) | 1,
        "Teredo": (0x20010000 << 96) | (low ^ 0xFFFFFFFF),
        "ISATAP": (0x26062800 << 96) | (0x5EFE << 32) | low,
        "ISATAP, universal": (0x26062800 << 96) | (0x2005EFE << 32) | low,
    }
    carried = {name: str(ipaddress.IPv6Address(value)) for name, value in carriers.items()}
    assert not [name for name, text in carried.items() if is_public(text)]


@given(st.one_of(any_4, any_6))
def test_what_is_public_is_so_for_the_standard_library_too(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    assume(is_public(str(address)))
    closed = ("private", "loopback", "link_local", "multicast", "reserved", "unspecified")
    assert address.is_global
    assert not [word for word in closed if getattr(address, f"is_{word}")]


@given(st.lists(st.sampled_from([PUBLIC, PUBLIC_6]), max_size=5), closed_4, st.integers(0, 5))
def test_one_closed_address_closes_the_name(
    public: list[str], closed: ipaddress.IPv4Address, place: int
) -> None:
    answers = list(public)
    answers.insert(place, str(closed))
    lines = Lines()
    with fetcher(Names({"name.example": [answers]}), lines) as opened:
        try:
            opened.fetch("http://name.example/")
        except SourceError as error:
            code = error.code
        else:
            code = "fetched"
    assert code == "D118"
    assert not lines.called


def assert_one_line(error: SourceError) -> None:
    assert error.code in REFUSED
    assert len(error.message.splitlines()) == 1


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://", "http://name.example", "//"]))
def test_any_text_is_checked_or_refused(text: str, before: str) -> None:
    """What passes is a plain web address of one line, with a host that went through the checks."""
    try:
        url = check_url(before + text)
    except SourceError as error:
        assert_one_line(error)
        return
    assert url.scheme in ("http", "https")
    assert url.host
    assert not url.userinfo
    assert url.raw_path.isascii()
    assert not set(url.raw_path + url.raw_host) & set(b"\r\n\0 ")
    assert not url.fragment
