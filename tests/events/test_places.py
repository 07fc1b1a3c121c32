from __future__ import annotations

from dataclasses import replace

from dateline.events import list_places
from dateline.model import Inside, ToponymKind
from tests.events.readings import reading, toponym

TEXT = "Example Town, the Example Town Bank, Exampler drivers and Nowhere Farm."


def test_only_named_places_are_places_of_the_reports() -> None:
    town = toponym(TEXT, "Example Town")
    bank = replace(toponym(TEXT, "Example Town Bank", "dl:bank"), inside=Inside.ORGANISATION)
    drivers = toponym(TEXT, "Exampler", "dl:land", ToponymKind.DEMONYM)
    farm = toponym(TEXT, "Nowhere Farm", "dl:unlisted-iq-nowhere-farm")
    (place,) = list_places([reading("r1", TEXT, assertions=[], toponyms=[town, bank, drivers, farm])])
    assert (place.id, place.mentions) == ("dl:test", 1)
