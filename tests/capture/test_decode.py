"""Content encodings undone: every one, twice over, cut short, damaged, and never beyond the caps."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from dateline.capture.decode import decode_body
from dateline.errors import SourceError
from dateline.model.capture import Exchange
from tests.capture.fetchers import NOON


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("x-gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "deflate without its head": ("deflate", _raw_deflate),
    "brotli": ("br", lambda data: bytes(brotli.compress(data, quality=4))),
    "zstd": ("zstd", lambda data: zstandard.ZstdCompressor().compress(data)),
}
TEXT = "".join(f"The bridge at km {n} is closed. " for n in range(500)).encode()


def unpacked(body: bytes, *encodings: str, max_bytes: int = 5_000_000, max_ratio: float = 100) -> bytes:
    made = Exchange(
        url="http://wire.example/",
        final_url="http://wire.example/",
        fetched_at=NOON,
        status=200,
        response_headers=tuple(("Content-Encoding", value) for value in encodings),
        body=body,
    )
    return decode_body(made, max_bytes=max_bytes, max_ratio=max_ratio)


def code_of(body: bytes, *encodings: str, max_bytes: int = 5_000_000) -> str:
    with pytest.raises(SourceError) as told:
        unpacked(body, *encodings, max_bytes=max_bytes)
    return told.value.code


@pytest.mark.parametrize("name", PACKERS)
@given(data=st.binary(max_size=5_000))
def test_packing_and_unpacking_change_nothing(name: str, data: bytes) -> None:
    encoding, pack = PACKERS[name]
    assert unpacked(pack(data), encoding) == data


@pytest.mark.parametrize("name", PACKERS)
@given(cut=st.integers(1, 400))
def test_a_body_cut_short_is_never_taken_for_a_whole_one(name: str, cut: int) -> None:
    encoding, pack = PACKERS[name]
    packed = pack(TEXT)
    assert code_of(packed[: max(1, len(packed) - cut)], encoding) == "D125"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
@given(noise=st.binary(min_size=1, max_size=300))
def test_noise_is_refused_or_unpacked_and_nothing_else(encoding: str, noise: bytes) -> None:
    try:
        got = len(unpacked(noise, encoding, max_bytes=100_000))
    except SourceError as error:
        got = {"D123": -1, "D125": -1}[error.code]
    assert got <= 100_000


def test_nothing_packed_is_left_alone() -> None:
    assert unpacked(TEXT) == TEXT
    assert unpacked(TEXT, "identity", "UTF-8, none") == TEXT
    assert unpacked(b"", "gzip") == b""


def test_two_encodings_are_undone_last_one_first() -> None:
    packed = bytes(brotli.compress(gzip.compress(TEXT)))
    assert unpacked(packed, "gzip, br") == TEXT
    assert unpacked(packed, "gzip", "BR") == TEXT


def test_three_encodings_are_refused() -> None:
    assert code_of(gzip.compress(gzip.compress(gzip.compress(TEXT))), "gzip, gzip, gzip") == "D125"


def test_an_unknown_encoding_is_refused() -> None:
    assert code_of(TEXT, "compress") == "D125"


def test_all_members_and_frames_count() -> None:
    assert unpacked(gzip.compress(b"one ") + gzip.compress(b"two"), "gzip") == b"one two"
    pack = zstandard.ZstdCompressor().compress
    assert unpacked(pack(b"one ") + pack(b"two"), "zstd") == b"one two"


def test_bytes_behind_the_last_member_are_passed_over() -> None:
    assert unpacked(gzip.compress(b"page") + b"\0\0\0", "gzip") == b"page"


@pytest.mark.parametrize("name", PACKERS)
def test_a_bomb_is_stopped_by_its_ratio_and_a_large_page_by_its_size(name: str) -> None:
    encoding, pack = PACKERS[name]
    assert code_of(pack(bytes(20_000_000)), encoding, max_bytes=50_000_000) == "D125"
    assert code_of(pack(TEXT * 100), encoding, max_bytes=200_000) == "D123"


def test_a_small_page_may_pack_well() -> None:
    assert unpacked(gzip.compress(bytes(900_000)), "gzip") == bytes(900_000)


def test_a_window_beyond_the_webs_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    assert code_of(packer.compress(TEXT) + packer.flush(), "zstd") == "D125"
