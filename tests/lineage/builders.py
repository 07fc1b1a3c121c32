"""Readings by hand: what the rooms before lineage would have handed over."""

from __future__ import annotations

from dateline.model import (
    Assertion,
    Credit,
    Cue,
    CueClass,
    Link,
    Part,
    PartKind,
    Polarity,
    Precision,
    Reading,
    Report,
    Span,
    Speaker,
    When,
)


def reading(
    id: str,
    text: str,
    *,
    outlet: str | None = None,
    at: str | None = None,
    credit: str | None = None,
    headline: str | None = None,
    said: tuple[tuple[str, tuple[str, ...]], ...] = (),
    based_on: tuple[str, ...] = (),
    url: str | None = None,
    link: tuple[str, str] | None = None,
) -> Reading:
    """Return a reading; ``said`` pairs the words of assertions with their chains, nearest first."""
    parts = []
    if headline:
        text = f"{headline}\n\n{text}"
        parts.append(_part(PartKind.HEADLINE, 0, len(headline), text))
    start = len(headline) + 2 if headline else 0
    parts.append(_part(PartKind.BODY, start, len(text), text))
    credits: tuple[Credit, ...] = ()
    if credit:
        text = f"{text}\n\n{credit}"
        at_credit = len(text) - len(credit)
        parts.append(_part(PartKind.CREDIT, at_credit, len(text), text))
        name = credit.removeprefix("From ").rstrip(".")
        credits = (Credit(start=at_credit, end=len(text), text=credit, outlet=name),)
    report = Report(
        id=id,
        text=text,
        outlet=outlet,
        url=url,
        links=_links(text, link),
        title=headline,
        published=When(value=at, precision=Precision.MINUTE) if at else None,
        credits=credits,
        parts=tuple(parts),
        based_on=based_on,
    )
    assertions = tuple(_assertion(f"a{n}", text, words, chain) for n, (words, chain) in enumerate(said, 1))
    return Reading(report=report, assertions=assertions)


def _links(text: str, link: tuple[str, str] | None) -> tuple[Link, ...]:
    if link is None:
        return ()
    start = text.index(link[0])
    return (Link(start=start, end=start + len(link[0]), text=link[0], url=link[1]),)


def _part(kind: PartKind, start: int, end: int, text: str) -> Part:
    return Part(kind=kind, start=start, end=end, text=text[start:end], method="rule:test/1")


def _assertion(id: str, text: str, words: str, chain: tuple[str, ...]) -> Assertion:
    start = text.index(words)
    links = tuple(Span(start=(at := text.index(link)), end=at + len(link), text=link) for link in chain)
    speaker = Speaker(start=links[-1].start, end=links[-1].end, text=links[-1].text) if links else None
    cue = Cue(start=start, end=start, text="", cue_class=CueClass.SAY) if links else None
    return Assertion(
        id=id,
        start=start,
        end=start + len(words),
        text=words,
        spans=((start, start + len(words)),),
        speaker=speaker,
        cue=cue,
        chain=links,
        polarity=Polarity.AFFIRM,
        method="rule:test/1",
    )


WIRE = (
    "Three warehouses beside the river port of Tel Marwan burned through the night after a fuel barge broke"
    " its moorings and struck the quay.\n\nCrews pumped water from both banks until the flames were out"
    " before dawn, and no boat was allowed to pass the lower lock while they worked.\n\nThe barge had been"
    " waiting for a berth since the weekend because the upper channel was too shallow for loaded vessels."
)
OTHER = (
    "The regional football cup goes to extra time for the third year running after both sides missed early"
    " chances on a wet pitch.\n\nSupporters stayed until the last whistle and sang in the rain while the"
    " groundsmen covered the goal mouths with straw and sand."
)
UNRELATED = (
    "A baker in the hill town of Orsk has won the prize for the longest loaf with a rye bread of nine paces."
    " The jury measured it twice, because a dog had eaten from one end while the mayor was speaking."
)
