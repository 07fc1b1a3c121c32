from __future__ import annotations

from pathlib import Path

from bench.kill import series


def test_nothing_reported_as_stored_is_lost_to_kill_9(tmp_path: Path) -> None:
    """The bench does the same twenty times in a thousand pages, half of them fetched."""
    tally = series(tmp_path, kills=3, pages=60, seed=1, over_http=False)
    assert (tally.unclean, tally.missing, tally.stored) == (0, 0, 60)
