"""Bodies: keys and mentions."""

from dateline.text.organisations import find_organisations, organisation_key
from dateline.text.tables import read_table


def test_long_and_short_forms_share_their_key() -> None:
    assert organisation_key("SDF") == organisation_key("the Syrian Democratic Forces") == "sdf"
    assert organisation_key("Harbour Guard") is None


def test_mentions() -> None:
    text = "The Syrian Democratic Forces' media office spoke; Hay'at Tahrir al-Sham and the UN did not: un."
    assert [(m.text, m.key) for m in find_organisations(text)] == [
        ("Syrian Democratic Forces", "sdf"),
        ("Hay'at Tahrir al-Sham", "hts"),
        ("UN", "un"),
    ]


def test_the_table_is_whole() -> None:
    rows = read_table("organisations")
    assert len({row["key"] for row in rows}) == len(rows)
    assert all(row["name"] and row["type"] for row in rows)
