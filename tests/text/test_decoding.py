from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.decoding import decode, looks_binary


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Brücke".encode(), "Brücke", "utf-8"),
        (b"\xef\xbb\xbfplain", "plain", "utf-8-sig"),
        ("Brücke".encode("utf-16"), "Brücke", "utf-16"),
        (
            b'<meta charset="iso-8859-2">' + "Łódź".encode("iso-8859-2"),
            '<meta charset="iso-8859-2">Łódź',
            "iso8859-2",
        ),
        (b'<meta charset="latin1">\x93Br\xfccke\x94', '<meta charset="latin1">“Brücke”', "cp1252"),
        (b"Br\xfccke", "Brücke", "cp1252"),
    ],
)
def test_the_encoding_is_found(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_valid_utf_8_beats_a_wrong_declaration() -> None:
    assert decode('<meta charset="iso-8859-1">Brücke'.encode()).text.endswith("Brücke")


def test_broken_utf_8_is_counted() -> None:
    assert decode("naïve café".encode() + b"\xff").broken == 1


@pytest.mark.parametrize(
    ("data", "binary"),
    [(b"text\n", False), (b"a\x00b", True), (bytes(range(1, 32)) * 9, True), ("ü".encode("utf-16"), False)],
)
def test_binary_is_told_from_text(data: bytes, binary: bool) -> None:
    assert looks_binary(data) is binary


@given(st.binary(max_size=300))
def test_nothing_raises(data: bytes) -> None:
    looks_binary(data)
    assert isinstance(decode(data).text, str)
