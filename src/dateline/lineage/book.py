"""One key for every source, whatever each report calls it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from dateline.lineage.cues import Mention, find_mentions, mention_before
from dateline.lineage.sources import Source, identify
from dateline.model import EntityKind, Reading, Report
from dateline.text.fold import fold, strip_article
from dateline.text.outlets import find_outlets, outlet_key


def report_outlet(report: Report) -> str:
    """Return the key of the outlet: its name, else the host of its address, else the report's own id."""
    if report.outlet:
        return outlet_key(report.outlet)
    host = urlsplit(report.url).hostname if report.url else None
    return outlet_key(host) if host else f"report:{report.id}"


#: A signature that opens the text lies this near its start (code points).
OPENING = 60


def _signed_outlet(reading: Reading, mentions: Sequence[Mention]) -> str | None:
    """Return the outlet that signs the opening of a report which does not say whose it is otherwise."""
    if reading.report.outlet or reading.report.url:
        return None
    opening = [m for m in mentions if m.cue_class == "credit" and m.start < OPENING]
    found = identify(opening[0].text) if opening else None
    return found.outlet if found else None


class SourceBook:
    """Keys of all sources that a set of readings names.

    Outlets carry their outlet key; organisations and persons meet by equal words, by acronym, by a
    shorter form inside the report that gives the longer one, and by a shorter form that only one longer form
    of the whole set can mean. People without a name stay apart by the outlet that cites them.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.mentions: dict[str, tuple[Mention, ...]] = {r.id: find_mentions(r) for r in readings}
        self.outlets: dict[str, str] = {
            r.id: _signed_outlet(r, self.mentions[r.id]) or report_outlet(r.report) for r in readings
        }
        self._captured = _captured_names(readings)
        self._local: dict[str, list[tuple[int, Source]]] = {r.id: self._named_in(r) for r in readings}
        self._keys = _merge(
            {s for rows in self._local.values() for _, s in rows} | set(self._captured.values())
        )

    def _named_in(self, reading: Reading) -> list[tuple[int, Source]]:
        """Sources and other names that a report gives in full: what its shorter forms can mean."""
        text = reading.text
        spans = {(m.start, m.text) for m in self.mentions[reading.id]}
        spans |= {(m.start, m.text) for m in find_outlets(text)}
        kinds = (EntityKind.ORGANISATION, EntityKind.MEDIA)
        spans |= {(e.start, e.text) for e in reading.entities if e.kind in kinds}
        rows = [(at, self._identify(words)) for at, words in sorted(spans)]
        return [(at, s) for at, s in rows if s is not None and not s.anonymous]

    def _identify(self, text: str) -> Source | None:
        """Identify a phrase, the names of captured outlets known."""
        folded = f" {fold(text)} "
        inside = [
            (key, s) for key, s in self._captured.items() if len(s.text) > 3 and f" {s.text} " in folded
        ]
        if inside:
            key, outlet = max(inside, key=lambda row: (len(row[1].text), row[0]))
            return Source(text, outlet.words, outlet.head, outlet=key)
        return identify(text)

    def key(self, report: str, text: str, *, at: int | None = None, told: str | None = None) -> str | None:
        """Return the key of a source phrase of a report; None where it names nobody.

        ``at`` is where it stands, for "the ministry" and "he". ``told`` is the outlet that people without a
        name spoke to, when it is not the report's own.
        """
        source = self._identify(text)
        if source is None or _is_echo(source):
            return self._antecedent(report, source, at)
        if source.anonymous:
            return anonymous_key(told or self.outlets[report], self._fuller_crowd(report, source, at))
        return self._resolve(report, source, at)

    def _fuller_crowd(self, report: str, source: Source, at: int | None) -> Source:
        """ "The sources" are the "local sources" that the report named before."""
        if source.words != {source.head}:
            return source
        for mention in mention_before(self.mentions[report], len(source.text) if at is None else at):
            known = self._identify(mention.text)
            if known is not None and known.anonymous and known.head == source.head:
                return known
        return source

    def names(self, key: str) -> list[str]:
        """Return the wordings under which the reports name a source, commonest first."""
        seen: Counter[str] = Counter()
        for report, mentions in self.mentions.items():
            for mention in mentions:
                if self.key(report, mention.text, at=mention.start) == key:
                    seen[strip_article(mention.text)] += 1
        return [name for name, _ in sorted(seen.items(), key=lambda row: (-row[1], -len(row[0]), row[0]))]

    def _resolve(self, report: str, source: Source, at: int | None) -> str:
        if source.outlet:
            return source.outlet
        fuller = [s for _, s in self._before(report, at) if _shortens(source, s)]
        best = fuller[0] if fuller else source
        return self._keys.get(best) or self._keys.get(source) or named_key(best)

    def _before(self, report: str, at: int | None) -> list[tuple[int, Source]]:
        rows = self._local[report]
        if at is None:
            return rows
        return sorted(rows, key=lambda row: (row[0] > at, abs(at - row[0])))

    def _antecedent(self, report: str, source: Source | None, at: int | None) -> str | None:
        rows = [row for row in self._before(report, at) if at is None or row[0] < at]
        if rows:
            return self._resolve(report, rows[0][1], rows[0][0])
        return anonymous_key(self.outlets[report], source) if source is not None else None


def named_key(source: Source) -> str:
    """Return the key of a source with a name of its own."""
    return source.outlet or "-".join(sorted(source.words))


def anonymous_key(outlet: str, source: Source) -> str:
    """Return the key of people without a name: theirs is the outlet that cites them."""
    return f"anon:{outlet}:{'-'.join(sorted(source.words))}"


def is_anonymous(key: str) -> bool:
    """Return whether a key stands for people without a name."""
    return key.startswith("anon:")


_ECHOES = frozenset(
    ("statement", "report", "spokesman", "spokeswoman", "spokesperson", "agency", "account", "group")
)


def _is_echo(source: Source) -> bool:
    """ "The statement", "the spokesman": somebody named before."""
    return not source.outlet and source.head in _ECHOES and source.words == {source.head}


def _captured_names(readings: Sequence[Reading]) -> dict[str, Source]:
    names: dict[str, Source] = {}
    for reading in sorted(readings, key=lambda r: r.id):
        name = reading.report.outlet
        if name:
            key = outlet_key(name)
            found = identify(name)
            names.setdefault(
                key,
                Source(
                    fold(name),
                    found.words if found and not found.outlet else frozenset(fold(name).split()),
                    found.head if found else None,
                    outlet=key,
                    initials=found.initials if found else "",
                ),
            )
    return names


def _shortens(short: Source, long: Source) -> bool:
    """Return whether one source can be a shorter form of another."""
    if short.words == long.words:
        return False
    if short.words <= long.person:
        return True
    same_head = short.head is None or short.head == long.head
    return same_head and bool(short.words) and short.words < long.words


def _acronym(short: Source, long: Source) -> bool:
    word = next(iter(short.words)) if len(short.words) == 1 else ""
    return len(word) >= 3 and len(long.words) > 2 and word == long.initials


def _merge(sources: set[Source]) -> dict[Source, str]:
    """Return the key of each named source, shorter forms joined to the only longer one they can mean."""
    by_words: dict[frozenset[str], list[Source]] = defaultdict(list)
    for source in sources:
        by_words[source.words].append(source)
    holding = _holding(by_words)
    final: dict[frozenset[str], str] = {}
    for words, group in sorted(by_words.items(), key=lambda row: (-len(row[0]), sorted(row[0]))):
        longer = {final[w] for w in holding(words) if w in final and _meets(group, by_words[w])}
        joins = len(longer) == 1 and not _has_outlet(group)
        final[words] = longer.pop() if joins else _group_key(group)
    return {source: final[words] for words, group in by_words.items() for source in group}


def _holding(
    by_words: Mapping[frozenset[str], Sequence[Source]],
) -> Callable[[frozenset[str]], set[frozenset[str]]]:
    """Return a look-up of the groups that a shorter form can belong to."""
    places: dict[str, set[frozenset[str]]] = defaultdict(set)
    for words, group in by_words.items():
        keys = set(words).union(*(s.person for s in group), (s.initials for s in group))
        for key in keys:
            places[key].add(words)

    def look_up(words: frozenset[str]) -> set[frozenset[str]]:
        return min((places[word] for word in sorted(words)), key=len, default=set())

    return look_up


def _meets(shorter: Sequence[Source], longer: Sequence[Source]) -> bool:
    """Return whether a form of one report can mean a form of another: one bare word is not enough."""
    return any(
        _acronym(s, g)
        or (_shortens(s, g) and (s.head is not None or len(s.words) > 1 or s.words <= g.person))
        for s in shorter
        for g in longer
    )


def _has_outlet(group: Sequence[Source]) -> bool:
    return any(s.outlet for s in group)


def _group_key(group: Sequence[Source]) -> str:
    keys = sorted(s.outlet for s in group if s.outlet)
    return keys[0] if keys else named_key(group[0])
