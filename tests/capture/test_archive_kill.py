from __future__ import annotations

from pathlib import Path

import pytest
from bench.kill import series


@pytest.mark.enable_socket
def test_nothing_reported_as_stored_is_lost_to_kill_9(tmp_path: Path) -> None:
    """The bench does the same twenty times in a thousand pages."""
    tally = series(tmp_path, kills=3, pages=60, seed=1)
    assert (tally.unclean, tally.missing, tally.stored) == (0, 0, 60)
