"""Addresses and chains of redirects that must not be followed. The bench puts the same to a peer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from tests.capture.wire import PUBLIC, PUBLIC_6

#: A host that redirects to what stands in its query; the only one that may be called.
START = "http://start.example/to?"

#: Where a plain address in one of its forms leads to, and who lives there.
_PLAIN = (
    ("loopback", "127.0.0.1"),
    ("loopback, another", "127.255.255.254"),
    ("this network", "0.0.0.0"),
    ("private 10", "10.0.0.1"),
    ("private 172", "172.31.255.255"),
    ("private 192", "192.168.1.1"),
    ("link-local", "169.254.1.1"),
    ("metadata", "169.254.169.254"),
    ("metadata behind carrier NAT", "100.100.100.200"),
    ("carrier NAT", "100.64.0.1"),
    ("wire server of a cloud", "168.63.129.16"),
    ("metadata in protocol assignments", "192.0.0.192"),
    ("benchmarks", "198.18.0.1"),
    ("documentation", "203.0.113.7"),
    ("multicast", "224.0.0.1"),
    ("reserved", "240.0.0.1"),
    ("broadcast", "255.255.255.255"),
    ("relay of 6to4", "192.88.99.1"),
    ("loopback 6", "::1"),
    ("no address 6", "::"),
    ("mapped loopback", "::ffff:127.0.0.1"),
    ("mapped metadata, in hexadecimal", "::ffff:a9fe:a9fe"),
    ("compatible loopback", "::127.0.0.1"),
    ("translated loopback", "::ffff:0:127.0.0.1"),
    ("NAT64 loopback", "64:ff9b::7f00:1"),
    ("NAT64 of a network's own", "64:ff9b:1::7f00:1"),
    ("6to4 loopback", "2002:7f00:1::"),
    ("6to4 metadata", "2002:a9fe:a9fe::1"),
    ("Teredo", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
    ("ISATAP loopback", "2606:2800::5efe:7f00:1"),
    ("unique local", "fc00::1"),
    ("metadata 6", "fd00:ec2::254"),
    ("link-local 6", "fe80::1"),
    ("site-local", "fec0::1"),
    ("multicast 6", "ff02::1"),
    ("documentation 6", "2001:db8::1"),
    ("discard", "100::1"),
)
#: Other spellings and tricks: what the guard sees before any look-up.
_TRICKS = (
    ("localhost", "http://localhost/"),
    ("localhost with a dot", "http://localhost./"),
    ("below localhost", "http://a.localhost/"),
    ("internal name", "http://metadata.google.internal/computeMetadata/v1/"),
    ("one word", "http://metadata/"),
    ("decimal", "http://2130706433/"),
    ("octal", "http://0177.0.0.1/"),
    ("octal in one", "http://017700000001/"),
    ("hexadecimal", "http://0x7f.1/"),
    ("hexadecimal in one", "http://0x7f000001/"),
    ("short", "http://127.1/"),
    ("short of three", "http://127.0.1/"),
    ("nothing but zero", "http://0/"),
    ("leading zeros", "http://127.000.000.001/"),
    ("final dot", "http://127.0.0.1./"),
    ("two final dots", "http://127.0.0.1../"),
    ("ideographic dots", "http://127。0。0。1/"),
    ("full-width digits", "http://１２７.0.0.1/"),
    ("circled digits", "http://①②⑦.⓪.⓪.①/"),
    ("zone of a link", "http://[fe80::1%25lo]/"),
    ("user information", "http://good.example@127.0.0.1/"),
    ("user information before a public host", "http://user:word@start.example/"),
    ("empty user information", "http://@start.example/"),
    ("encoded slash in the host", "http://start.example%2f@127.0.0.1/"),
    ("encoded slash behind an address", "http://127.0.0.1%2f.start.example/"),
    ("encoded dots", "http://127%2e0%2e0%2e1/"),
    ("backslash", "http://start.example\\@127.0.0.1/"),
    ("hash behind an address", "http://127.0.0.1#@start.example/"),
    ("line end in the path", "http://start.example/a\r\nHost: 127.0.0.1/"),
    ("line end in the host", "http://start.example\r\n.127.0.0.1/"),
    ("encoded line end in the path", "http://start.example/a%0d%0aX-Injected:%20yes"),
    ("tab in the scheme", "ht\ttp://127.0.0.1/"),
    ("null in the host", "http://start.example\0.127.0.0.1/"),
    ("port 22", "http://start.example:22/"),
    ("port 25", "http://start.example:25/"),
    ("port 6379", "http://start.example:6379/"),
    ("port 0", "http://start.example:0/"),
    ("port out of range", "http://start.example:65616/"),
    ("file", "file:///etc/passwd"),
    ("ftp", "ftp://start.example/"),
    ("gopher", "gopher://start.example:6379/_INFO"),
    ("data", "data:text/html,<p>x</p>"),
    ("jar", "jar:http://start.example/!/"),
    ("no host", "http:///etc/passwd"),
    ("no slashes", "http:127.0.0.1/"),
)
_TARGETS = (
    ("loopback", "http://127.0.0.1/"),
    ("metadata", "http://169.254.169.254/latest/meta-data/"),
    ("private", "https://10.0.0.1/"),
    ("mapped", "http://[::ffff:127.0.0.1]/"),
    ("NAT64", "http://[64:ff9b::a9fe:a9fe]/"),
    ("decimal", "http://2130706433/"),
    ("localhost", "http://localhost:80/"),
    ("no scheme", "//169.254.169.254/"),
    ("port 22", "http://start.example:22/"),
    ("user information", "http://start.example@127.0.0.1/"),
    ("file", "file:///etc/passwd"),
    ("ftp", "ftp://127.0.0.1/"),
    ("gopher", "gopher://127.0.0.1:6379/_FLUSHALL"),
    ("data", "data:text/html,<p>x</p>"),
    ("a name inside", "http://inside.example/"),
    ("a name that turns inside", "http://turns.example/"),
)


class Attack(NamedTuple):
    """An address to fetch, and what the names in it lead to, an answer a look-up."""

    name: str
    url: str
    names: Mapping[str, Sequence[Sequence[str]]] = {}


_NAMES: Mapping[str, Sequence[Sequence[str]]] = {
    "start.example": [[PUBLIC]],
    "inside.example": [["10.1.2.3"]],
    "turns.example": [["127.0.0.1"]],
}


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def direct() -> list[Attack]:
    """Return addresses that are themselves the attack, and names that lead there."""
    made = [Attack(f"address: {name}", f"http://{_bracketed(at)}/", _NAMES) for name, at in _PLAIN]
    made += [
        Attack(f"name of {name}", "http://name.example/", {"name.example": [[at]]}) for name, at in _PLAIN
    ]
    made += [Attack(f"form: {name}", url, _NAMES) for name, url in _TRICKS]
    mixed = {
        "public first": [PUBLIC, "127.0.0.1"],
        "public last": ["10.0.0.1", PUBLIC],
        "public of the other kind": [PUBLIC_6, "192.168.0.1"],
        "one of many": [*[PUBLIC] * 20, "169.254.169.254"],
        "with a zone": [PUBLIC_6, "fe80::1%eth0"],
    }
    made += [
        Attack(f"mixed: {name}", "http://name.example/", {"name.example": [at]}) for name, at in mixed.items()
    ]
    return made


def redirects() -> list[Attack]:
    """Return chains that begin at a public host."""
    made = [Attack(f"redirect: {name}", START + quote(at, safe=""), _NAMES) for name, at in _TARGETS]
    twice = START + quote(START + quote("http://127.0.0.1/", safe=""), safe="")
    split = START + quote("http://start.example/a\rb", safe="")
    return [
        *made,
        Attack("redirect: over another", twice, _NAMES),
        Attack("redirect: line end", split, _NAMES),
    ]


def rebinding() -> list[Attack]:
    """Return names that are public when first asked, and inside from then on; the second fetch is theirs."""
    return [
        Attack(f"rebinding: {inside}", "http://rebind.example/", {"rebind.example": [[PUBLIC], [inside]]})
        for inside in ("127.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1")
    ]
