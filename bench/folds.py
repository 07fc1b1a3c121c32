"""``bench folds``: author and day on sites that the weights were not fitted on, five folds by site.

Candidates are those of the shipped rules; only weights and thresholds are fitted anew. Of several right answers
an author counts when the whole set of names is right.
"""

from __future__ import annotations

from collections.abc import Sequence

from bench.quality import SHARED
from bench.results import Reached, append, commit
from bench.speed import PAGES
from dateline.dissect.fit_facts import Poll, read_polls, without_each_fold


def folds() -> None:
    """Fit fold by fold over all labelled pages and write what came out of the pages left out."""
    begun = commit()
    polls = read_polls([SHARED / "data" / name for name in PAGES])
    rows = [
        Reached("out of fold", name, must, told, "")
        for question, names in (
            ("author", ("author right", "author invented")),
            ("published", ("day right", "")),
        )
        for name, must, told in _figures(names, polls[question])
    ]
    append("python -m bench folds", rows, measured=begun)


def _figures(names: tuple[str, str], polls: Sequence[Poll]) -> list[tuple[str, str, str]]:
    right = invented = asked = silent = 0
    for ballot, left in without_each_fold(polls):
        for poll in left:
            elected = ballot.elect(poll.candidates)
            asked, silent = asked + poll.asked, silent + (not poll.asked)
            right += poll.asked and elected is not None and elected.right
            invented += not poll.asked and elected is not None
    must = ("≥ .75 (issue 3)", "≤ .15 (issue 3)") if names[1] else ("≥ .93 (issue 3)", "")
    rows = [(f"{names[0]}, {asked} pages of all sets", must[0], f"{right / max(1, asked):.3f}")]
    if names[1]:
        rows.append((f"{names[1]}, {silent} pages of all sets", must[1], f"{invented / max(1, silent):.3f}"))
    return rows
