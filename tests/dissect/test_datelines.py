from __future__ import annotations

import pytest

from dateline.dissect.datelines import find_dateline


@pytest.mark.parametrize(
    ("line", "place", "outlet"),
    [
        ("AL-QAIM, Iraq (Example Wire) — The gate is shut.", "AL-QAIM, Iraq", "Example Wire"),
        ("BAGHDAD (Reuters) - The gate is shut.", "BAGHDAD", "Reuters"),
        ("Baghdad, 24 May (North Wire) -- The gate is shut.", "Baghdad, 24 May", "North Wire"),
        ("RIVER TOWN, Nov 22 — The gate is shut.", "RIVER TOWN, Nov 22", None),
        ("Bagdad – Das Tor ist zu. " + "Niemand kommt mehr über den Fluss. " * 4, "Bagdad", None),
        ("BEIRUT: The gate is shut.", "BEIRUT", None),
        ("МОСКВА, 5 мая (Example Wire) — The gate is shut.", "МОСКВА, 5 мая", "Example Wire"),
        ("ATHEN/WIEN (Example Wire) - The gate is shut.", "ATHEN/WIEN", "Example Wire"),
        ("KÖLN, 24. Mai 2031 (Example Wire) - The gate is shut.", "KÖLN, 24. Mai 2031", "Example Wire"),
        ("بغداد (رويترز) - The gate is shut.", "بغداد", "رويترز"),
        ("ŁÓDŹ — The gate is shut.", "ŁÓDŹ", None),
        ("(Reuters) - The gate is shut.", None, "Reuters"),
        ("AFP - The gate is shut.", None, "AFP"),
    ],
)
def test_datelines(line: str, place: str | None, outlet: str | None) -> None:
    head = find_dateline(line)
    assert head is not None
    assert (line[slice(*head.place)] if head.place else None) == place
    assert head.outlet == outlet
    assert line[head.end :].startswith(("The gate", "Das Tor"))


@pytest.mark.parametrize(
    "line",
    [
        "The army - which left - is back.",
        "Traders — who had waited — left.",
        "US: no comment.",
        "Read: the map",
        "E.X. POST: What is your short answer?",
        "الجيش - الذي انسحب - عاد.",
    ],
)
def test_prose_is_no_dateline(line: str) -> None:
    assert find_dateline(line) is None
