"""A small sheet by hand: two reports, one of them a reprint, one count."""

from __future__ import annotations

from dateline.model import (
    Claim,
    Confidence,
    Count,
    Counted,
    Direction,
    Edge,
    Estimate,
    Evidence,
    Hedge,
    LedgerRow,
    Odds,
    Origin,
    OriginKind,
    Passage,
    Relation,
    Sheet,
    SheetReport,
    Stance,
    Yardstick,
)

WORDS = "4 people were wounded"


def small_sheet() -> Sheet:
    """Return a sheet of two reports with one origin."""
    evidence = tuple(
        Evidence(
            report=r,
            assertion="a1",
            stance=Stance.AFFIRMS,
            origin="o1",
            hedge=Hedge.NONE,
            hops=1,
            start=16,
            end=37,
            text=WORDS,
        )
        for r in ("r1", "r2")
    )
    row = LedgerRow(
        origin="o1",
        stance=Stance.AFFIRMS,
        hedge=Hedge.NONE,
        hops=1,
        log_odds=1.1,
        report="r1",
        start=16,
        end=37,
        text=WORDS,
    )
    odds = Odds(
        prior_log_odds=0.0,
        prob=0.750260,
        interval=(0.5, 0.9),
        word="likely",
        confidence=Confidence.LOW,
        flips=("o1",),
        ledger=(row,),
    )
    return Sheet(
        as_of=None,
        yardstick=Yardstick.PHIA,
        errors=(),
        reports=tuple(
            SheetReport(id=r, outlet=None, published=None, title=None, origins=("o1",), admiralty="F6")
            for r in ("r1", "r2")
        ),
        lineage=(
            Edge(
                child="r2",
                parent="r1",
                direction=Direction.PARENT_TO_CHILD,
                relation=Relation.REPRINT,
                prob=0.98,
                share=1.0,
                passages=(Passage(child=(0, 37), parent=(0, 37)),),
                method="test/1",
            ),
        ),
        origins=(
            Origin(
                id="o1",
                name="Example Crossing Authority",
                names=("the authority",),
                kind=OriginKind.NAMED,
                reports=("r1", "r2"),
            ),
        ),
        claims=(
            Claim(
                id="k1",
                text=WORDS,
                kind="casualty",
                evidence=evidence,
                reports=2,
                independent_origins=1,
                odds=odds,
            ),
        ),
        counts=(
            Count(
                what=Counted.WOUNDED,
                low=4.0,
                high=4.0,
                approx=False,
                claimant="o1",
                report="r1",
                at=None,
                supersedes=None,
                superseded_by=None,
                part_of=None,
                start=16,
                end=24,
                text="4 people",
            ),
        ),
        estimates=(
            Estimate(
                what=Counted.WOUNDED,
                low=4.0,
                best=4.0,
                high=4.0,
                independent_origins=1,
                left_out=(),
            ),
        ),
        places=(),
        timeline=(),
        control=(),
        operations=(),
    )
