"""Which addresses a fetch may go to: the form of the address, its host, and where that host lies."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Container

import httpx

from dateline.capture import refusals
from dateline.capture.wording import CONTROL, one_line
from dateline.errors import SourceError

WEB_PORTS = frozenset({80, 443})
MAX_URL_CHARS = 8_000

# The registries of special addresses (IANA, RFC 6890 and its updates), and what they leave out. Much of
# it ``ipaddress`` calls private too, but not all, and not in every version of Python.
_SPECIAL_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT; a cloud's metadata at 100.100.100.200
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # a cloud's wire server: public in form, answered by the host machine
        "169.254.0.0/16",  # link-local; metadata at 169.254.169.254
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; a cloud's metadata at 192.0.0.192
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # multicast tunnels
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
#: All that is assigned as global unicast. Outside of it lie loopback, mapped and NAT64 forms, unique local,
#: link-local, site-local and multicast addresses, and what nobody has been given.
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
_SPECIAL_6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: carries any address of version 4
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)
#: The middle of an ISATAP interface identifier, ``0:5efe`` or ``200:5efe``, before an address of version 4.
_ISATAP = (0x00005EFE, 0x02005EFE)

#: Names that never lead to the public internet (RFC 6761 and its registry, and the habit of networks).
_PRIVATE_NAMES = (
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "home.arpa",
    "lan",
    "onion",
    "alt",
)

_AUTHORITY = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//([^/?#]*)", re.IGNORECASE)
_SPLITTING = re.compile(rb"%0[0ad]", re.IGNORECASE)
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_-]{1,63}\Z")


def is_public(address: str) -> bool:
    """Return True if the address, in its plain form, lies on the public internet.

    Forms that carry another address inside (mapped, NAT64, 6to4, Teredo, ISATAP) never do.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if parsed.is_multicast or parsed.is_reserved or not parsed.is_global:
        return False
    if isinstance(parsed, ipaddress.IPv4Address):
        return not any(parsed in network for network in _SPECIAL_4)
    if parsed.scope_id is not None or parsed not in _GLOBAL_6:
        return False
    return (int(parsed) >> 32) & 0xFFFFFFFF not in _ISATAP and not any(parsed in net for net in _SPECIAL_6)


def literal(host: str) -> str | None:
    """Return the host if it is an address in plain form, None if it is a name."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return None


def check_url(url: str, *, ports: Container[int] = WEB_PORTS, base: httpx.URL | None = None) -> httpx.URL:
    """Return the address as it will be asked for, without fragment, once its form has been found sound.

    With ``base``, ``url`` is the target of a redirect from there and may be relative.

    Raises:
        SourceError: D115 another scheme, D116 another port, D117 a form that hides something, D118 a host
            that by its name alone is not public.
    """
    _check_text(url)
    try:
        parsed = _parse(url, base)
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceError(refusals.ADDRESS_FORM, f"no address: {one_line(str(error))}") from None
    check_parsed(parsed, ports=ports)
    return parsed


def _parse(url: str, base: httpx.URL | None) -> httpx.URL:
    """Return the address without fragment, and ``example.com.`` as ``example.com``, which certificates name."""
    parsed = (base.join(url) if base is not None else httpx.URL(url)).copy_with(fragment=None)
    host = parsed.raw_host.decode("ascii")
    return parsed.copy_with(host=host[:-1]) if host.endswith(".") else parsed


def _check_text(url: str) -> None:
    if len(url) > MAX_URL_CHARS:
        raise SourceError(refusals.ADDRESS_FORM, f"an address of more than {MAX_URL_CHARS} characters")
    if CONTROL.search(url):
        raise SourceError(refusals.ADDRESS_FORM, "control characters or line ends in the address")
    authority = _AUTHORITY.match(url)
    if authority is None:
        return
    if "@" in authority[1]:
        raise SourceError(refusals.ADDRESS_FORM, "a user name or password in the address")
    if re.search(r"[\\%\s]", authority[1]):
        raise SourceError(refusals.ADDRESS_FORM, "backslash, blank or % in the host")


def check_parsed(url: httpx.URL, *, ports: Container[int] = WEB_PORTS) -> None:
    """Check what will really be asked for. Raises as ``check_url`` does."""
    if url.scheme not in ("http", "https"):
        scheme = one_line(url.scheme) or "no"
        raise SourceError(refusals.SCHEME, f"{scheme} scheme: only http and https are fetched")
    if url.userinfo:
        raise SourceError(refusals.ADDRESS_FORM, "a user name or password in the address")
    if _SPLITTING.search(url.raw_path.partition(b"?")[0]):
        raise SourceError(refusals.ADDRESS_FORM, "line ends or a null in the path")
    check_host(url.raw_host.decode("ascii", errors="replace"))
    port = url.port if url.port is not None else 443 if url.scheme == "https" else 80
    if port not in ports:
        raise SourceError(refusals.PORT, f"port {port}: only 80 and 443 are fetched from")


def check_host(host: str) -> None:
    """Check a host in the form that goes to the resolver.

    Raises:
        SourceError: D117 when it is neither a plain address nor a name, D118 when its name is a private one.
    """
    if literal(host) is not None and "%" not in host:
        return
    labels = host.lower().split(".")
    if _NUMBER.match(labels[-1]):
        raise SourceError(refusals.ADDRESS_FORM, "the host is a number, but no plain address")
    if len(host) > 253 or not all(_LABEL.match(label) for label in labels):
        raise SourceError(refusals.ADDRESS_FORM, "the host is no name")
    if len(labels) == 1 or host.lower().endswith(tuple(f".{name}" for name in _PRIVATE_NAMES)):
        raise SourceError(refusals.NOT_PUBLIC, f"{host} is a name of private networks")
