from __future__ import annotations

import pytest

from dateline.text.countries import country_code, country_name, country_names


@pytest.mark.parametrize("written", ["SY", "sy", " Sy ", "SYR", "syr", "Syria", "SYRIA", "سوريا"])
def test_a_country_is_known_by_code_and_name(written: str) -> None:
    assert country_code(written) == "SY"


@pytest.mark.parametrize("written", ["", "XZ", "XQZ", "Syrai", "Damascus", "S.Y"])
def test_what_names_no_country_has_no_code(written: str) -> None:
    assert country_code(written) is None


def test_names_of_countries() -> None:
    assert country_name("IQ") == "Iraq"
    assert country_name(None) == ""
    assert country_name("ZZ") == "ZZ"
    assert "Ukraine" in country_names()
