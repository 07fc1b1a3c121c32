from __future__ import annotations

import pytest

from dateline.model import Gazetteer, Report
from dateline.places.ranking.home import home_country, lean, read_home, wording
from dateline.places.ranking.spelled import Stands


def _home(gazetteer: Gazetteer, **about: str) -> set[str]:
    report = Report(id="r", text="", **about)  # type: ignore[arg-type]
    return {one.text for one in read_home(report, gazetteer) if one.stands is Stands.HOME}


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("www.mansfieldexamplejournal.com", set()),
        ("www.mansfieldnewsjournal.com", {"mansfield"}),
        ("thekansascitypost.com", {"kansas city"}),
        ("lancasterandmorecambetimes.co.uk", {"lancaster", "morecambe"}),
        ("daily-news.com", set()),
        ("example.org", set()),
    ],
)
def test_the_letters_of_a_host_are_read_for_names(gazetteer: Gazetteer, host: str, names: set[str]) -> None:
    assert _home(gazetteer, url=f"https://{host}/news/1") == names


def test_an_outlets_printed_name_is_read_too(gazetteer: Gazetteer) -> None:
    assert _home(gazetteer, outlet="The Oxford Times") == {"oxford"}
    assert _home(gazetteer, outlet="The Daily Example") == set()


def test_folders_of_an_address_are_names_of_the_story(gazetteer: Gazetteer) -> None:
    report = Report(id="r", text="", url="https://example.org/news/tamil-nadu/story/1.html")
    assert [(one.text, one.stands) for one in read_home(report, gazetteer)] == [("tamil nadu", Stands.TITLE)]


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://example.co.uk/a", "GB"), ("https://example.com.au/a", "AU"), ("https://example.ie", "IE"),
        ("https://example.com/a", None), ("https://example.tv/a", None), ("https://www.sana.sy/a", "SY"),
        ("not an address", None),
    ],
)  # fmt: skip
def test_an_address_tells_a_country(url: str, country: str | None) -> None:
    assert home_country(Report(id="r", text="", url=url)) == country


def test_an_address_of_no_country_leans_to_where_most_such_are() -> None:
    assert lean(Report(id="r", text="", url="https://example.com/a")).likeliest == "US"
    assert lean(Report(id="r", text="")).likeliest is None


def test_words_that_few_countries_use_are_counted() -> None:
    told = wording("The sheriff met the school district; councillors were not there.")
    assert told["US"] > told["GB"] > 0
    assert wording("") == {}
