"""Follows each assertion to who stands behind it: through chains, passages, credit lines and restatement."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dateline.lineage.book import SourceBook
from dateline.lineage.cues import contradicts, phrase_after
from dateline.lineage.merging import is_anonymous
from dateline.lineage.reporting import reports_itself
from dateline.lineage.sources import identify
from dateline.lineage.standing import Trail
from dateline.lineage.trace import NAMED
from dateline.lineage.wording import closest, content_words
from dateline.model import Assertion, CueClass, Direction, Edge, PartKind, Reading, Relation, Span

#: An assertion that shares this part of its content words with another of the same report restates it.
RESTATES = 0.5
#: A speaker this far from the cue was named in another sentence (code points).
FAR = 60
#: A relayed assertion is followed into the report it came from when they share this part of their words.
SAME_WORDS = 0.34

#: A body named just before another speaker: "a hospital and a rescue group".
_ALSO = re.compile(r"\b((?:[Aa]n?|[Tt]he)\s+(?:[\w-]+\s+){0,4}?[\w-]+)\s+and\s+\Z")
_OWN_PEOPLE = re.compile(
    r"\b(?:[Aa]n?|[Tt]he)\s+([A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3})\s+"
    r"(?:correspondent|reporter|journalist|photographer|crew|team)s?\b"
)
#: Classes of mentions that name where news comes from.
_TELLING = frozenset(("say", "relay", "credit"))


class Resolver:
    """Follows assertions through chains, passages and credit lines; every answer is kept."""

    def __init__(self, readings: Sequence[Reading], edges: Sequence[Edge]) -> None:
        self.readings = {r.id: r for r in readings}
        self._order = {ident: number for number, ident in enumerate(self.readings)}
        self.book = SourceBook(readings)
        self.parents: dict[str, list[Edge]] = defaultdict(list)
        for edge in edges:
            if edge.direction is Direction.PARENT_TO_CHILD and not edge.parent.startswith(NAMED):
                self.parents[edge.child].append(edge)
        self.by_outlet: dict[str, list[Reading]] = defaultdict(list)
        for reading in readings:
            self.by_outlet[self.book.outlets[reading.id]].append(reading)
        self._known: dict[tuple[str, str], Trail] = {}
        self._open: set[tuple[str, str]] = set()

    def trail(self, reading: Reading, assertion: Assertion) -> Trail:
        """Return where an assertion comes from."""
        at = (reading.id, assertion.id)
        if at in self._known:
            return self._known[at]
        if at in self._open:
            return self._voice(reading)
        self._open.add(at)
        found = self._sourced(reading, assertion) if assertion.chain else self._own(reading, assertion)
        self._open.discard(at)
        self._known[at] = found
        return found

    def _sourced(self, reading: Reading, assertion: Assertion) -> Trail:
        """The chain's last member, or what stands behind it where its own report is at hand."""
        copied = self._copied(reading, assertion)
        keys = self._chain_keys(reading, assertion)
        if not keys or (copied is not None and is_anonymous(keys[-1])):
            return copied or self._own(reading, assertion)
        path, last = tuple(keys[:-1]), keys[-1]
        beyond = self._beyond(reading, assertion, last)
        if beyond is None and is_anonymous(last) and path:
            beyond = self._beyond(reading, assertion, path[-1])
            if beyond is not None:
                return Trail(beyond.key, (*path, *beyond.path))
        if beyond is None:
            return Trail(last, path)
        return Trail(beyond.key, (*path, *beyond.path) if beyond.key == last else (*path, last, *beyond.path))

    def _voice(self, reading: Reading) -> Trail:
        return Trail(self.book.outlets[reading.id], (), reading.id)

    def second_hand(self, reading: Reading) -> frozenset[str]:
        """Return whom a report without reporting of its own names for its news; nobody where it has its own."""
        if reports_itself(reading.report) or self.book.issues(reading.id):
            return frozenset()
        mentions = [m for m in self.book.mentions[reading.id] if m.direct and m.cue_class in _TELLING]
        keys = {self.book.key(reading.id, m.text, at=m.start) for m in mentions}
        return frozenset(key for key in keys if key and key != self.book.outlets[reading.id])

    def _chain_keys(self, reading: Reading, assertion: Assertion) -> list[str]:
        """Keys of the chain, nearest first; people without a name belong to the outlet they told."""
        if assertion.cue is not None and assertion.cue.cue_class is CueClass.ATTITUDE:
            return []
        keys: list[str] = []
        told = None
        for link in self._first_named(reading, assertion.chain):
            if contradicts(reading.text, link.start):
                continue
            key = self.book.key(reading.id, link.text, at=link.start, told=told)
            if key is None or key in keys or key == self.book.outlets[reading.id]:
                continue
            keys.append(key)
            told = key if not is_anonymous(key) else told
        return keys or self._instead(reading, assertion)

    def _first_named(self, reading: Reading, chain: Sequence[Span]) -> list[Span]:
        """The links of a chain; the last one is a body named before it, where two say the same ("A and B said")."""
        last = chain[-1]
        before = _ALSO.search(reading.text, max(0, last.start - 60), last.start)
        if before is None:
            return list(chain)
        start, end = before.span(1)
        source = identify(reading.text[start:end])
        if source is None or (source.head is None and not source.outlet) or source.anonymous:
            return list(chain)
        return [*chain[:-1], Span(start=start, end=end, text=reading.text[start:end])]

    def _instead(self, reading: Reading, assertion: Assertion) -> list[str]:
        """Who speaks where the chain names nobody that can: the name behind the cue, or whom "he" means."""
        cue, link = assertion.cue, assertion.chain[-1]
        own = self.book.outlets[reading.id]
        if cue is None or any(self.book.key(reading.id, m.text, at=m.start) == own for m in assertion.chain):
            return []
        if max(cue.start - link.end, link.start - cue.end) > FAR:
            key = self.book.speaker_before(reading.id, cue.start)
        else:
            after = phrase_after(reading.text, cue.end)
            key = self.book.key(reading.id, after[1], at=after[0]) if after else None
        return [key] if key is not None and key != own else []

    def _own(self, reading: Reading, assertion: Assertion) -> Trail:
        """Own voice: copied words have their parent's root, credited ones the credited outlet's."""
        copied = self._copied(reading, assertion)
        if copied is not None:
            return copied
        witness = self._witness(reading, assertion)
        if witness is not None:
            return witness
        restated = self._restated(reading, assertion)
        if restated is not None:
            return self.trail(reading, restated)
        credited = self._credited(reading)
        if credited is not None:
            beyond = self._beyond(reading, assertion, credited)
            path = (credited, *beyond.path) if beyond and beyond.key != credited else ()
            return replace(beyond, path=path) if beyond else Trail(credited, path, reading.id)
        relayed = self._relayed(reading, assertion) or self._secondhand(reading, assertion)
        return relayed or self._voice(reading)

    def _witness(self, reading: Reading, assertion: Assertion) -> Trail | None:
        """An outlet whose own people saw it: "a Daily Wire correspondent saw the gates shut"."""
        for match in _OWN_PEOPLE.finditer(assertion.text):
            source = identify(match.group(1))
            if source is not None and source.outlet:
                key = self.book.key(reading.id, match.group(1), at=assertion.start + match.start(1))
                if key is not None:
                    return self._voice(reading) if key == self.book.outlets[reading.id] else Trail(key, ())
        return None

    def _secondhand(self, reading: Reading, assertion: Assertion) -> Trail | None:
        """Own voice in a report that names whom it relays and shows no reporting of its own: its parent's."""
        if not self.parents[reading.id] or reports_itself(reading.report):
            return None
        words = content_words(assertion.text)
        ranked = []
        for edge in self.parents[reading.id]:
            parent = self.readings[edge.parent]
            shared = len(words & content_words(parent.text))
            ranked.append((shared, edge.prob, -self._rank(edge.parent), edge.parent))
        parent = self.readings[max(ranked)[3]]
        source = closest(assertion, parent, least=0.0)
        trail = self.trail(parent, source) if source else self._voice(parent)
        return self._through(parent, trail)

    def _rank(self, parent: str) -> int:
        """Return how early a report came out, whatever its id; named origins come last."""
        return self._order.get(parent, len(self._order))

    def _copied(self, reading: Reading, assertion: Assertion) -> Trail | None:
        """The root of the parent's assertion whose words this one is, if they were copied."""
        for edge in sorted(self.parents[reading.id], key=lambda e: (-e.prob, self._rank(e.parent))):
            parent = self.readings.get(edge.parent)
            inside = _inside(assertion, [p.child for p in edge.passages])
            if parent is None or not inside:
                continue
            source = closest(assertion, parent, least=SAME_WORDS)
            if source is not None:
                return self._through(parent, self.trail(parent, source))
        return None

    def _relayed(self, reading: Reading, assertion: Assertion) -> Trail | None:
        """Own voice in a report that names its parent: the parent's, where it says the same."""
        for edge in sorted(self.parents[reading.id], key=lambda e: (-e.prob, self._rank(e.parent))):
            parent = self.readings.get(edge.parent)
            if parent is None or (edge.cue is None and edge.relation is Relation.ATTRIBUTED):
                continue
            source = closest(assertion, parent, least=RESTATES)
            if source is not None:
                return self._through(parent, self.trail(parent, source))
        return None

    def _through(self, parent: Reading, trail: Trail) -> Trail:
        outlet = self.book.outlets[parent.id]
        return trail if trail.key == outlet else replace(trail, path=(outlet, *trail.path))

    def _restated(self, reading: Reading, assertion: Assertion) -> Assertion | None:
        """The sourced assertion of the same report that a headline or an opening line only restates."""
        sourced = [a for a in reading.assertions if a.chain and a.id != assertion.id]
        found = closest(assertion, replace(reading, assertions=tuple(sourced)), least=RESTATES)
        if found is None and _heads(reading, assertion):
            body = [a for a in reading.assertions if a.id != assertion.id and not _heads(reading, a)]
            found = closest(assertion, replace(reading, assertions=tuple(body)), least=0.2)
            return found if found is not None and found.chain else None
        return found

    def _credited(self, reading: Reading) -> str | None:
        """The outlet that the credit line names, the report's own aside."""
        own = self.book.outlets[reading.id]
        for mention in self.book.mentions[reading.id]:
            if mention.cue_class == "credit":
                key = self.book.key(reading.id, mention.text, at=mention.start)
                if key is not None and key != own and not is_anonymous(key):
                    return key
        return None

    def _beyond(self, reading: Reading, assertion: Assertion, key: str) -> Trail | None:
        """What stands behind a captured outlet's own report of the same thing."""
        best: tuple[float, str, Reading, Assertion] | None = None
        words = content_words(assertion.text)
        for parent in self.by_outlet.get(key, []):
            if parent.id == reading.id:
                continue
            source = closest(assertion, parent, least=SAME_WORDS)
            if source is None:
                continue
            shared = len(words & content_words(source.text)) / max(1, len(words))
            if best is None or shared > best[0]:
                best = (shared, parent.id, parent, source)
        return None if best is None else self.trail(best[2], best[3])


def _inside(assertion: Assertion, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether at least half of an assertion lies in the spans."""
    shared = sum(max(0, min(assertion.end, b) - max(assertion.start, a)) for a, b in spans)
    return 2 * shared >= assertion.end - assertion.start


def _heads(reading: Reading, assertion: Assertion) -> bool:
    """Return whether an assertion stands in a headline, standfirst or caption: parts that sum up."""
    kinds = (PartKind.HEADLINE, PartKind.STANDFIRST, PartKind.CAPTION)
    return any(
        part.kind in kinds and part.start is not None and part.end is not None
        and part.start <= assertion.start < part.end
        for part in reading.report.parts
    )  # fmt: skip
