from __future__ import annotations

import pytest

from dateline.lineage.merging import plain_name


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("anon:examplewire:activist", "activist (told to examplewire)"),
        ("anon:examplewire:local-sources", "local sources (told to examplewire)"),
        ("exampleborderauthority", "exampleborderauthority"),
    ],
)
def test_no_key_of_ours_is_shown_to_a_reader(key: str, shown: str) -> None:
    assert plain_name(key) == shown
