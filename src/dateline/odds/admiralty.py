"""The Admiralty code (STANAG 2511, AJP-2.1): a letter for the source, a digit for the information."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model import Claim, Evidence, Hedge, Stance

#: "Cannot be judged": the letter is an editor's to give, never ours to guess from an outlet's name.
UNJUDGED = "F"
_LETTERS = frozenset("ABCDEF")


def rate_report(claim: Claim | None, *, letter: str = UNJUDGED, report: str | None = None) -> str:
    """Return the rating of a report that makes this claim, such as ``F3``.

    The digit is computed from the claim's evidence, as seen by ``report`` where it denies the claim:
    1 another independent origin openly says the same and none disagrees; 2 to 5 by the odds; a claim with one
    origin is 3 at best; 6 where there is no claim, or nobody stands behind it.

    Raises:
        ValueError: the letter is none of A to F.
    """
    if letter not in _LETTERS:
        raise ValueError(f"an Admiralty letter is one of A to F, not {letter!r}")
    return f"{letter}{6 if claim is None else _digit(claim, _side(claim, report))}"


def _side(claim: Claim, report: str | None) -> Stance:
    own = {e.stance for e in claim.evidence if e.report == report}
    return Stance.DENIES if Stance.DENIES in own and Stance.AFFIRMS not in own else Stance.AFFIRMS


def _digit(claim: Claim, side: Stance) -> int:
    other = Stance.AFFIRMS if side is Stance.DENIES else Stance.DENIES
    backing = _origins(claim.evidence, side)
    against = _origins(claim.evidence, other)
    if not backing | against:
        return 6
    prob = claim.odds.prob if side is Stance.AFFIRMS else 1.0 - claim.odds.prob
    openly = _origins((e for e in claim.evidence if e.hedge is Hedge.NONE), side)
    if len(openly) > 1 and not against and prob >= 0.55:
        return 1
    if prob >= 0.55:
        return 2 if len(backing) > 1 else 3
    return 3 if prob >= 0.4 else 4 if prob >= 0.2 else 5


def _origins(evidence: Iterable[Evidence], stance: Stance) -> set[str]:
    return {e.origin for e in evidence if e.stance is stance}
