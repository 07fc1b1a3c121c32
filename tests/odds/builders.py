"""Evidence for tests, with everything that does not matter filled in."""

from __future__ import annotations

from dateline.model import Evidence, Hedge, Stance


def evidence(
    origin: str = "o1",
    stance: Stance = Stance.AFFIRMS,
    *,
    hedge: Hedge = Hedge.NONE,
    hops: int = 0,
    report: str = "r1",
    text: str = "the crossing is open",
) -> Evidence:
    return Evidence(
        report=report,
        assertion="a1",
        stance=stance,
        origin=origin,
        hedge=hedge,
        hops=hops,
        start=3,
        end=3 + len(text),
        text=text,
    )


def affirmations(count: int) -> list[Evidence]:
    return [evidence(f"o{n}", report=f"r{n}") for n in range(count)]
