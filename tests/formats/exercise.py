"""An exercise by hand: eight invented reports of one crossing, and the sheet they add up to."""

from __future__ import annotations

import math

from dateline.model import (
    Claim,
    Confidence,
    ControlClaim,
    ControlState,
    Count,
    Counted,
    Direction,
    Edge,
    Estimate,
    Evidence,
    Failure,
    Hedge,
    LedgerRow,
    Odds,
    Operation,
    Origin,
    OriginKind,
    Part,
    PartKind,
    Passage,
    Place,
    Precision,
    Progress,
    Reading,
    Relation,
    Report,
    Sheet,
    SheetPlace,
    SheetReport,
    Span,
    Stance,
    TimelineEntry,
    Toponym,
    ToponymKind,
    Unresolved,
    When,
    Yardstick,
)

_CLOSED = "The Al-Qaim crossing was closed to lorries at dawn on Tuesday"
_WIRE = f"{_CLOSED}, two drivers told Meridian Wire. At least 9 people were hurt in the crush."

REPORTS: dict[str, tuple[str, str, str, str]] = {
    "wire": (
        "Meridian Wire",
        "2031-03-11T06:10+00:00",
        "Border crossing closes at Al-Qaim",
        f"EXERCISE. {_WIRE}\n\nTraffic on the road to Abu Kamal stood still by noon. Guards held the gate.",
    ),
    "gazette": (
        "The Harbour Gazette",
        "2031-03-11T07:45+00:00",
        "Border crossing closes",
        f"EXERCISE. {_WIRE}\n\n(Meridian Wire)",
    ),
    "post": (
        "Northgate Post",
        "2031-03-11T09:30+00:00",
        "Lorries stuck as gate shuts",
        f"EXERCISE. {_CLOSED}, according to Meridian Wire. Our own count of the queue was 140 lorries.",
    ),
    "authority": (
        "Crossings Authority",
        "2031-03-11T11:00+00:00",
        "Statement on the Al-Qaim crossing",
        "EXERCISE. The crossing at Qaim is open and was never closed. Four people were treated for heat.",
    ),
    "live": (
        "Border Desk Live",
        "2031-03-11T13:20+00:00",
        "Al-Qaim: what we know",
        "EXERCISE. 13:20: The Valley Monitor says the crossing remains shut. The monitor counts 14 wounded, "
        "including 3 children.\n\n12:05: The Crossings Authority denies that the gate was closed.",
    ),
    "radio": (
        "Delta Radio",
        "2031-03-11T16:00+00:00",
        "Toll rises at crossing",
        "EXERCISE. The number of wounded rose to 21, the Valley Monitor said, up from 14. It "
        "reportedly holds film of the crush.",
    ),
    "courier": (
        "The Example Courier",
        "2031-03-12",
        "Gate reopens",
        "EXERCISE. The crossing reopened on Wednesday morning, the Crossings Authority said. The first "
        "phase of the clearance is 70% complete.",
    ),
    "sahil": (
        "صدى الساحل",
        "2031-03-12T08:15+00:00",
        "إعادة فتح المعبر",
        "تمرين. أعيد فتح معبر القائم صباح الأربعاء، بحسب هيئة المعابر. <b>لا نص برمجي هنا</b>",
    ),
}

OUTLET = {key: row[0] for key, row in REPORTS.items()}


def when(value: str) -> When:
    """Return a time with the precision its form shows."""
    return When(value=value, precision=Precision.MINUTE if "T" in value else Precision.DAY)


def find(report: str, words: str) -> tuple[int, int]:
    """Return where the words stand in a report of the exercise."""
    start = REPORTS[report][3].index(words)
    return start, start + len(words)


def readings() -> list[Reading]:
    """Return the readings of the exercise; the wire's has places, one name left open."""
    return [
        Reading(
            report=Report(
                id=key,
                outlet=outlet,
                title=title,
                text=text,
                published=when(at),
                parts=(Part(kind=PartKind.BODY, start=0, end=len(text), text=text, method="hand"),),
            ),
            toponyms=_toponyms() if key == "wire" else (),
        )
        for key, (outlet, at, title, text) in REPORTS.items()
    ]


def _toponyms() -> tuple[Toponym, ...]:
    rows = (("Al-Qaim crossing", 34.4, 41.02, 0.5), ("Abu Kamal", 34.45, 40.92, 2.0))
    made = []
    for n, (name, lat, lon, precision) in enumerate(rows):
        start, end = find("wire", name)
        place = Place(
            id=f"dl:{n}", name=name, country="IQ", lat=lat, lon=lon, precision_km=precision, prob=0.95
        )
        made.append(Toponym(start=start, end=end, text=name, kind=ToponymKind.POPULATED, place=place))
    start, end = find("wire", "Meridian")
    lost = Toponym(
        start=start, end=end, text="Meridian", kind=ToponymKind.REGION, reason=Unresolved.AMBIGUOUS
    )
    return (*made, lost)


def evidence(report: str, words: str, origin: str, stance: Stance, *, hops: int = 0) -> Evidence:
    """Return one assertion's part in a claim."""
    start, end = find(report, words)
    return Evidence(
        report=report,
        assertion=f"a{start}",
        stance=stance,
        origin=origin,
        hedge=Hedge.NONE,
        hops=hops,
        start=start,
        end=end,
        text=words,
    )


def claim(ident: str, text: str, kind: str, rows: list[tuple[Evidence, float]], *, word: str) -> Claim:
    """Return a claim whose odds follow from its rows; the first row of each origin stands in the ledger."""
    ledger: dict[str, LedgerRow] = {}
    for e, log_odds in rows:
        row = LedgerRow(
            origin=e.origin,
            stance=e.stance,
            hedge=e.hedge,
            hops=e.hops,
            log_odds=log_odds,
            report=e.report,
            start=e.start,
            end=e.end,
            text=e.text,
        )
        ledger.setdefault(e.origin, row)
    prob = 1 / (1 + math.exp(0.2 - sum(row.log_odds for row in ledger.values())))
    return Claim(
        id=ident,
        text=text,
        kind=kind,
        evidence=tuple(e for e, _ in rows),
        reports=len({e.report for e, _ in rows}),
        independent_origins=len(ledger),
        odds=Odds(
            prior_log_odds=-0.2,
            prob=prob,
            interval=(max(0.02, prob - 0.14), min(0.98, prob + 0.1)),
            word=word,
            confidence=Confidence.MODERATE,
            flips=(next(iter(ledger)),),
            ledger=tuple(ledger.values()),
        ),
    )


def _claims() -> tuple[Claim, ...]:
    says, denies = Stance.AFFIRMS, Stance.DENIES
    return (
        claim(
            "k1",
            "The Al-Qaim crossing was closed at dawn on Tuesday",
            "territory",
            [
                (evidence("wire", _CLOSED, "o1", says, hops=1), 1.3),
                (evidence("gazette", _CLOSED, "o1", says, hops=2), 1.3),
                (evidence("post", _CLOSED, "o1", says, hops=2), 1.3),
                (evidence("authority", "was never closed", "o2", denies), -0.9),
                (evidence("live", "the crossing remains shut", "o3", says, hops=1), 1.1),
                (evidence("live", "denies that the gate was closed", "o2", denies, hops=1), -0.9),
            ],
            word="highly likely",
        ),
        claim(
            "k2",
            "The crossing reopened on Wednesday morning",
            "territory",
            [
                (evidence("courier", "The crossing reopened on Wednesday morning", "o2", says, hops=1), 0.9),
                (evidence("sahil", "أعيد فتح معبر القائم صباح الأربعاء", "o2", says, hops=1), 0.9),
            ],
            word="likely",
        ),
        claim(
            "k3",
            "The queue was 140 lorries long",
            "other",
            [(evidence("post", "Our own count of the queue was 140 lorries", "o4", says), 0.6)],
            word="likely",
        ),
    )


def count(
    what: Counted,
    low: float | None,
    high: float | None,
    claimant: str,
    at: tuple[str, str],
    *,
    links: tuple[int | None, int | None, int | None] = (None, None, None),
) -> Count:
    """Return a count; ``at`` is report and words, ``links`` supersedes, superseded by, part of."""
    start, end = find(*at)
    return Count(
        what=what,
        low=low,
        high=high,
        approx=False,
        claimant=claimant,
        report=at[0],
        at=when(REPORTS[at[0]][1]),
        supersedes=links[0],
        superseded_by=links[1],
        part_of=links[2],
        start=start,
        end=end,
        text=at[1],
    )


def _counts() -> tuple[Count, ...]:
    hurt = Counted.WOUNDED
    return (
        count(hurt, 9, None, "o1", ("wire", "At least 9 people were hurt")),
        count(hurt, 4, 4, "o2", ("authority", "Four people were treated")),
        count(hurt, 14, 14, "o3", ("live", "14 wounded"), links=(None, 4, None)),
        count(hurt, 3, 3, "o3", ("live", "3 children"), links=(None, None, 2)),
        count(hurt, 21, 21, "o3", ("radio", "rose to 21"), links=(2, None, None)),
        count(Counted.OTHER, 140, 140, "o4", ("post", "140 lorries")),
    )


def _edge(child: str, parent: str, relation: Relation, shared: str | None, cue: str | None) -> Edge:
    passages = () if shared is None else (Passage(child=find(child, shared), parent=find(parent, shared)),)
    start, end = find(child, cue) if cue else (0, 0)
    return Edge(
        child=child,
        parent=parent,
        direction=Direction.PARENT_TO_CHILD,
        relation=relation,
        prob=0.96,
        share=0.7 if shared else 0.0,
        passages=passages,
        cue=Span(start=start, end=end, text=cue) if cue else None,
        method="hand",
    )


def _control() -> tuple[ControlClaim, ...]:
    rows = (
        ("authority", "The crossing at Qaim is open", "Crossings Authority", "o2", Stance.AFFIRMS),
        ("live", "the crossing remains shut", "guards", "o3", Stance.AFFIRMS),
    )
    made = []
    for report, words, actor, claimant, stance in rows:
        start, end = find(report, words)
        made.append(
            ControlClaim(
                place="dl:al-qaim-crossing",
                actor=actor,
                state=ControlState.HELD,
                as_of=when(REPORTS[report][1]),
                claimant=claimant,
                report=report,
                stance=stance,
                start=start,
                end=end,
                text=words,
            )
        )
    return tuple(made)


def _places() -> tuple[SheetPlace, ...]:
    rows = (
        (
            "dl:al-qaim-crossing",
            "Al-Qaim crossing",
            34.4,
            41.02,
            0.5,
            9,
            ("Al-Qaim", "Qaim", "القائم"),
        ),
        ("geonames:174448", "Abu Kamal", 34.45, 40.92, 2.0, 4, ("Abu Kamal", "Al Bukamal")),
        ("geonames:99347", "Rawa", 34.48, 41.92, 2.0, 1, ("Rawah",)),
        ("geonames:99237", "Iraq", 33.0, 44.0, 400.0, 3, ("Iraq", "Iraqi")),
    )
    return tuple(
        SheetPlace(id=i, name=n, lat=lat, lon=lon, precision_km=p, mentions=m, spellings=s)
        for i, n, lat, lon, p, m, s in rows
    )


def _origins() -> tuple[Origin, ...]:
    rows = (
        ("o1", "Meridian Wire", OriginKind.CAPTURED, ("wire", "gazette", "post")),
        ("o2", "Crossings Authority", OriginKind.CAPTURED, ("authority", "live", "courier", "sahil")),
        ("o3", "Valley Monitor", OriginKind.NAMED, ("live", "radio")),
        ("o4", "Northgate Post", OriginKind.CAPTURED, ("post",)),
    )
    return tuple(Origin(id=i, name=n, names=(n,), kind=k, reports=r) for i, n, k, r in rows)


def _operations() -> tuple[Operation, ...]:
    start, end = find("courier", "70% complete")
    step = Progress(
        measure="clearance",
        value=70,
        unit="percent",
        of="the first phase",
        claimant="o2",
        report="courier",
        at=when("2031-03-12"),
        start=start,
        end=end,
        text="70% complete",
    )
    return (
        Operation(
            name="Clearance of the crossing", axes=("north",), phases=("first phase",), progress=(step,)
        ),
    )


def exercise_sheet() -> Sheet:
    """Return the sheet of the exercise."""
    roots = {
        "wire": ("o1",),
        "gazette": ("o1",),
        "post": ("o1", "o4"),
        "authority": ("o2",),
        "live": ("o3", "o2"),
        "radio": ("o3",),
        "courier": ("o2",),
        "sahil": ("o2",),
    }
    return Sheet(
        as_of=None,
        yardstick=Yardstick.PHIA,
        errors=(Failure(id="broken", line=None, code="D103", message="empty file"),),
        reports=tuple(
            SheetReport(id=k, outlet=v[0], published=when(v[1]), title=v[2], origins=roots[k], admiralty="B2")
            for k, v in REPORTS.items()
        ),
        lineage=(
            _edge("gazette", "wire", Relation.REPRINT, _WIRE, "(Meridian Wire)"),
            _edge("post", "wire", Relation.PARTIAL, _CLOSED, "according to Meridian Wire"),
            _edge("live", "o3", Relation.ATTRIBUTED, None, "The Valley Monitor says"),
            _edge("live", "authority", Relation.ATTRIBUTED, None, "The Crossings Authority denies"),
            _edge("radio", "o3", Relation.ATTRIBUTED, None, "the Valley Monitor said"),
            _edge("courier", "authority", Relation.ATTRIBUTED, None, "the Crossings Authority said"),
            _edge("sahil", "authority", Relation.ATTRIBUTED, None, "بحسب هيئة المعابر"),
        ),
        origins=_origins(),
        claims=_claims(),
        counts=_counts(),
        estimates=(
            Estimate(what=Counted.WOUNDED, low=4, best=9, high=21, independent_origins=3, left_out=(3,)),
        ),
        places=_places(),
        timeline=(
            TimelineEntry(
                at=when("2031-03-11"),
                text="The crossing is said to close at dawn",
                claims=("k1",),
                places=("dl:al-qaim-crossing",),
            ),
            TimelineEntry(
                at=when("2031-03-12"),
                text="The crossing reopens",
                claims=("k2",),
                places=("dl:al-qaim-crossing",),
            ),
            TimelineEntry(at=None, text="A queue of lorries is counted", claims=("k3",), places=()),
        ),
        control=_control(),
        operations=_operations(),
    )
