import pytest

from dateline.model import Yardstick
from dateline.odds import in_gap, word_for


@pytest.mark.parametrize(
    ("prob", "word"),
    [
        (0.02, "remote chance"),
        (0.06, "remote chance"),
        (0.09, "highly unlikely"),
        (0.15, "highly unlikely"),
        (0.3, "unlikely"),
        (0.45, "realistic possibility"),
        (0.5, "realistic possibility"),
        (0.53, "likely"),
        (0.77, "likely"),
        (0.79, "highly likely"),
        (0.93, "almost certain"),
        (0.98, "almost certain"),
    ],
)
def test_phia_takes_the_nearer_band(prob: float, word: str) -> None:
    assert word_for(prob, Yardstick.PHIA) == word


@pytest.mark.parametrize(
    ("prob", "word"),
    [
        (0.075, "highly unlikely"),
        (0.375, "realistic possibility"),
        (0.525, "realistic possibility"),
        (0.775, "likely"),
    ],
)
def test_midway_the_word_commits_to_less(prob: float, word: str) -> None:
    assert word_for(prob, Yardstick.PHIA) == word


@pytest.mark.parametrize(
    ("prob", "word"),
    [
        (0.03, "almost no chance"),
        (0.2, "unlikely"),
        (0.5, "roughly even chance"),
        (0.8, "likely"),
        (0.96, "almost certain"),
    ],
)
def test_icd203_words(prob: float, word: str) -> None:
    assert word_for(prob, Yardstick.ICD203) == word


def test_only_phia_has_gaps() -> None:
    assert in_gap(0.77, Yardstick.PHIA)
    assert not in_gap(0.75, Yardstick.PHIA)
    assert not any(in_gap(n / 100, Yardstick.ICD203) for n in range(101))
