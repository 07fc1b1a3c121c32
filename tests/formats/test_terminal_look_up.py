from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from dateline.formats.terminal_look_up import print_matches
from dateline.model import Candidate, GazetteerEntry, ToponymKind
from dateline.places.spelling.matches import Match, Way


def entry(name: str, **changes: object) -> GazetteerEntry:
    values: dict[str, object] = {
        "id": f"geonames:{len(name)}",
        "name": name,
        "country": "SY",
        "kind": ToponymKind.POPULATED,
        "lat": 34.45,
        "lon": 40.92,
        "precision_km": 2.0,
        "population": 57_000,
        "parents": ("Deir ez-Zor",),
    }
    return GazetteerEntry(**{**values, **changes})  # type: ignore[arg-type]


def match(held: GazetteerEntry, prob: float, way: Way = Way.NAME, like: str = "") -> Match:
    offer = Candidate(id=held.id, name=held.name, country=held.country, lat=held.lat, lon=held.lon, prob=prob)
    return Match(offer, held, way, like)


def read_out(name: str, *matches: Match, width: int = 80, **options: object) -> str:
    file = io.StringIO()
    print_matches(name, matches, Console(file=file, width=width), **options)  # type: ignore[arg-type]
    return file.getvalue()


def test_a_candidate_tells_chance_place_kind_point_way_and_credit() -> None:
    text = read_out("Al Bukamal", match(entry("Abu Kamal"), 0.94, Way.KNOWN), near=(34.45, 40.0), width=100)
    assert "94%  Abu Kamal, Deir ez-Zor, Syria (town, 57,000 inhabitants)" in text
    assert "34.4500, 40.9200 ± 2 km · 84 km away · known by this spelling · geonames:9" in text
    assert "Data: GeoNames (CC BY 4.0)" in text


def test_a_spelling_that_nothing_bears_is_said_to_be_unknown() -> None:
    text = read_out("Bukmal", match(entry("Abu Kamal"), 0.8, Way.SOUND, "bukamal"), country="SY")
    assert "Bukmal, in Syria: unknown under this spelling, but close to" in text
    assert "sounds like “bukamal”" in text
    assert "without --country" in text


def test_nothing_at_all_says_what_to_try() -> None:
    text = " ".join(read_out("Zzz").split())
    assert "Zzz: unknown" in text
    assert "Try another spelling" in text


def test_what_is_near_a_better_one_or_unlikely_is_counted() -> None:
    best = match(entry("Abu Kamal"), 0.9)
    beside = match(entry("Abu Kamil", lat=34.6), 0.9, Way.CLOSE, "abu kamil")
    twin = match(entry("Kamal", lat=34.7), 0.9, Way.KNOWN)
    unlikely = match(entry("Kamala", lat=-10.0, country="AU"), 0.002, Way.SOUND, "kamala")
    text = read_out("Abu Kamal", best, beside, twin, unlikely)
    assert "or  Kamal, Deir ez-Zor" in text
    assert "Abu Kamil" not in text
    assert "2 candidates near these or less likely than 1%: --limit 4" in text
    assert "<1%  Kamala" in read_out("Abu Kamal", best, beside, twin, unlikely, show_all=True)


@pytest.mark.parametrize("width", [30, 60, 80, 120])
@pytest.mark.parametrize("name", ["البوكمال", "東京都の長い名前の町", "a" * 90])
def test_no_line_is_wider_than_the_terminal(width: int, name: str) -> None:
    text = read_out(name, match(entry(name), 0.5), match(entry("Abu Kamal", lat=10.0), 0.4), width=width)
    assert max(map(cell_len, text.splitlines())) <= width


def test_hostile_names_neither_colour_nor_steer() -> None:
    text = read_out("[red]x\x1b[2J", match(entry("[bold]y\x07\N{RIGHT-TO-LEFT OVERRIDE}"), 0.5))
    assert "[red]x" in text
    assert "[bold]y" in text
    assert not {"\x1b", "\x07", "\N{RIGHT-TO-LEFT OVERRIDE}"} & set(text)
