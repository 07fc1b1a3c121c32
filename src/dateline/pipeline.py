"""read() and sheet(): the only place that wires the rooms together. Pure: what it needs is passed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.claims import find_sentences, read_assertions
from dateline.dissect import dissect
from dateline.events import (
    DECAY_DAYS,
    build_timeline,
    estimate,
    ladder_counts,
    list_places,
    read_control,
    read_operations,
)
from dateline.lineage import Root, Roots, common_zone, moment, root_assertions, trace_relays
from dateline.matching import AnswerIndex, ClaimGroup, Member, match_assertions
from dateline.model import (
    Assertion,
    Capture,
    Claim,
    Encoder,
    Entity,
    EntityKind,
    Evidence,
    Failure,
    Gazetteer,
    Marks,
    Origin,
    Reading,
    Report,
    Sheet,
    SheetReport,
    Stance,
    Tagger,
    Toponym,
    ToponymKind,
    When,
    Yardstick,
)
from dateline.odds import rate_report, weigh_evidence
from dateline.places import StoryPrior, find_toponyms
from dateline.reader import find_entities
from dateline.reader.name_nesting import with_inner_names
from dateline.text.dates import sort_key
from dateline.text.language import reads_as_english


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A report as the tagger has read it, before its names are placed; ``english`` says whether it could."""

    report: Report
    marks: Marks
    names: tuple[Entity, ...]
    english: bool


def read(
    capture: Capture, *, gazetteer: Gazetteer, tagger: Tagger, prior: StoryPrior | None = None
) -> Reading:
    """Take one report apart and return what it says; ``prior`` is what a desk says of where the story is.

    A report in another language than English has parts and places, and no assertions: the reader is English.

    Raises:
        SourceError: nothing can be taken off the page.
    """
    tagged = tag(capture, tagger=tagger)
    report, marks = tagged.report, tagged.marks
    toponyms = place_names(tagged, gazetteer=gazetteer, prior=prior)
    entities = _with_places(tagged.names, toponyms)
    assertions: tuple[Assertion, ...] = ()
    if tagged.english:
        assertions = read_assertions(report, toponyms=toponyms, entities=entities, tagger=tagger, marks=marks)
    names_inside = tuple(with_inner_names(entities))
    return Reading(report=report, toponyms=toponyms, entities=names_inside, assertions=assertions)


def tag(capture: Capture, *, tagger: Tagger) -> Tagged:
    """Take one report apart and return it with the tagger's marks and the names found.

    Raises:
        SourceError: nothing can be taken off the page.
    """
    report = dissect(capture)
    prose = [(start, end) for start, end, _ in report.prose()]
    marks, english = Marks(), reads_as_english(report.text)
    if english:
        marks = tagger.mark(report.text, [find_sentences(report.text, a, b) for a, b in prose])
    names = find_entities(report.text, spans=prose, names=marks.names)
    return Tagged(report=report, marks=marks, names=tuple(names), english=english)


def place_names(
    tagged: Tagged, *, gazetteer: Gazetteer, prior: StoryPrior | None = None
) -> tuple[Toponym, ...]:
    """Return the names of places in a tagged report, each with its place or a reason why not."""
    return find_toponyms(
        tagged.report, gazetteer, entities=tagged.names, leanings=tagged.marks.leanings, prior=prior
    )


def _with_places(names: Sequence[Entity], toponyms: Sequence[Toponym]) -> tuple[Entity, ...]:
    """Return the names and, where no name stands yet, the toponyms as entities of kind place."""
    taken = {(e.start, e.end) for e in names}
    places = [
        Entity(start=t.start, end=t.end, text=t.text, kind=EntityKind.PLACE)
        for t in toponyms
        if t.inside is None and t.kind is not ToponymKind.DEMONYM and (t.start, t.end) not in taken
    ]
    return tuple(sorted([*names, *places], key=lambda e: (e.start, e.end)))


def sheet(
    readings: Sequence[Reading],
    *,
    encoder: Encoder,
    yardstick: Yardstick = Yardstick.PHIA,
    as_of: When | None = None,
    failures: Sequence[Failure] = (),
    seed: int = 7,
    control_decay_days: float = DECAY_DAYS,
) -> Sheet:
    """Weigh the readings of one event and return its incident sheet.

    ``as_of`` leaves out what was published later, and what does not say when; ``failures`` are handed
    through.
    """
    known, left_out = _known_at(readings, as_of=as_of)
    edges = trace_relays(known)
    groups = match_assertions(known, encoder=encoder)
    stated = [[(m.report, m.assertion) for m in group.members] for group in groups]
    roots = root_assertions(known, edges, claims=stated)
    claims = _weigh_claims(groups, roots, known, yardstick=yardstick, seed=seed)
    origin_of = {key: root.origin for key, root in roots.by_assertion.items()}
    counts = ladder_counts(known, origin_of=origin_of)
    return Sheet(
        as_of=as_of,
        yardstick=yardstick,
        errors=(*failures, *left_out),
        reports=tuple(_report_row(reading, claims, roots) for reading in known),
        lineage=roots.edges,
        origins=roots.origins,
        claims=claims,
        counts=counts,
        estimates=estimate(counts, origins=roots.origins),
        places=list_places(known),
        timeline=build_timeline(claims, known),
        control=read_control(known, origin_of=origin_of, as_of=as_of, decay_days=control_decay_days),
        operations=read_operations(known, origin_of=origin_of),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What some reports say to a claim in words: the evidence, and who stands behind it independently."""

    text: str
    evidence: tuple[Evidence, ...]
    origins: tuple[Origin, ...]

    @property
    def independent_origins(self) -> int:
        """Return how many origins take a stand; where all merely report, how many do that."""
        return _independent(self.evidence)


def ask(texts: Sequence[str], readings: Sequence[Reading], *, encoder: Encoder) -> tuple[Answer, ...]:
    """Return what the readings say to each claim in words; without evidence where none says anything to it."""
    known, _ = _known_at(readings, as_of=None)
    index = AnswerIndex(known, encoder=encoder)
    groups = [index.answer(text) for text in texts]
    stated = [[(m.report, m.assertion) for m in group.members] if group else [] for group in groups]
    roots = root_assertions(known, trace_relays(known), claims=stated)
    assertions = {(r.id, a.id): a for r in known for a in r.assertions}
    answers = []
    for text, group, behind_it in zip(texts, groups, roots.by_claim, strict=True):
        members = group.members if group else ()
        evidence = tuple(_evidence(m, assertions[m.report, m.assertion], behind_it) for m in members)
        held = {e.origin for e in evidence}
        origins = tuple(origin for origin in roots.origins if origin.id in held)
        answers.append(Answer(text=text, evidence=evidence, origins=origins))
    return tuple(answers)


def _independent(evidence: Sequence[Evidence]) -> int:
    taking = {e.origin for e in evidence if e.stance is not Stance.REPORTS}
    return len(taking or {e.origin for e in evidence})


def _known_at(
    readings: Sequence[Reading], *, as_of: When | None
) -> tuple[tuple[Reading, ...], tuple[Failure, ...]]:
    """Return the readings published by ``as_of``, in order of publication, and a row for each undated one.

    A time without a zone is read by the clock that most of the reports print; a day lasts to its end.
    """

    zone = common_zone(readings)

    def order(reading: Reading) -> tuple[float, str]:
        at = moment(reading.report.published, zone)
        return (float("inf") if at is None else at.start, reading.id)

    ordered = tuple(sorted(readings, key=order))
    limit = moment(as_of, zone)
    if limit is None:
        return ordered, ()
    known = tuple(r for r in ordered if order(r)[0] < limit.start + limit.length)
    undated = [r for r in ordered if sort_key(r.report.published) is None]
    return known, tuple(
        Failure(
            id=r.id,
            line=None,
            code="D209",
            message="gives no time of publication: left out of a sheet as of an instant",
        )
        for r in undated
    )


def _weigh_claims(
    groups: Sequence[ClaimGroup],
    roots: Roots,
    readings: Sequence[Reading],
    *,
    yardstick: Yardstick,
    seed: int,
) -> tuple[Claim, ...]:
    assertions = {(r.id, a.id): a for r in readings for a in r.assertions}
    claims = []
    for group, behind_it in zip(groups, roots.by_claim, strict=True):
        evidence = tuple(_evidence(m, assertions[m.report, m.assertion], behind_it) for m in group.members)
        claims.append(
            Claim(
                id=group.id,
                text=group.text,
                kind=group.kind,
                evidence=evidence,
                reports=len({e.report for e in evidence}),
                independent_origins=_independent(evidence),
                odds=weigh_evidence(
                    evidence,
                    kind=group.kind,
                    yardstick=yardstick,
                    seed=seed,
                    published=[reading.id for reading in readings],
                ),
            )
        )
    return tuple(claims)


def _evidence(member: Member, assertion: Assertion, roots: Mapping[tuple[str, str], Root]) -> Evidence:
    root = roots[member.report, member.assertion]
    return Evidence(
        report=member.report,
        assertion=member.assertion,
        stance=member.stance,
        origin=root.origin,
        hedge=assertion.hedge,
        hops=root.hops,
        start=assertion.start,
        end=assertion.end,
        text=assertion.text,
    )


def _report_row(reading: Reading, claims: Sequence[Claim], roots: Roots) -> SheetReport:
    central = _central_claim(reading, claims)
    own = () if central is None else tuple(e for e in central.evidence if e.report == reading.id)
    if own:
        found = {e.origin for e in own}
    else:
        found = {root.origin for (report, _), root in roots.by_assertion.items() if report == reading.id}
    report = reading.report
    return SheetReport(
        id=report.id,
        outlet=report.outlet,
        published=report.published,
        title=report.title,
        origins=tuple(origin.id for origin in roots.origins if origin.id in found),
        admiralty=rate_report(central, report=report.id),
    )


def _central_claim(reading: Reading, claims: Sequence[Claim]) -> Claim | None:
    """Return the claim that the report leads with; one that others share goes before one that none does."""
    order = {a.id: n for n, a in enumerate(reading.assertions)}
    own: dict[str, int] = {}
    for claim in claims:
        for e in claim.evidence:
            if e.report == reading.id:
                own[claim.id] = min(own.get(claim.id, len(order)), order[e.assertion])
    by_id: Mapping[str, Claim] = {claim.id: claim for claim in claims}
    return min((by_id[k] for k in own), key=lambda c: (c.reports == 1, own[c.id]), default=None)
