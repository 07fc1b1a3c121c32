"""Chooses the place of each toponym, or says why none, and what lost against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import Gazetteer, Report, Toponym
from dateline.places.finding.find import find_mentions
from dateline.places.finding.mentions import Mention
from dateline.places.ranking.answers import Answer, Story, answer, answer_lying
from dateline.places.ranking.around import find_anchors, held_anchors, lie_at
from dateline.places.ranking.home import lean, read_home
from dateline.places.ranking.lineup import Lineup
from dateline.places.ranking.prior import StoryPrior
from dateline.places.ranking.ranker import Ranking
from dateline.places.ranking.spelled import Spelled, Stands, add_sounding, cut, first_votes, gather, held_in
from dateline.places.ranking.weights import rank_weights

#: Countries of the story in which a name's other spellings are looked for.
_MOST_COUNTRIES = 2


@dataclass(slots=True, eq=False)
class Scene:
    """All that a report tells of its places: spellings, each mention's own, and candidates side by side."""

    spelled: list[Spelled]
    own: list[int]
    lineup: Lineup


def set_scene(
    mentions: Sequence[Mention], report: Report, gazetteer: Gazetteer, *, prior: StoryPrior
) -> Scene:
    """Return the spellings of a report with their candidates: the text's, its title's, the outlet's."""
    spelled, own = gather(_with_held(mentions), report.text)
    countries, units = first_votes(spelled, prior)
    story = [*prior.countries, *(c for c, _ in countries.most_common(_MOST_COUNTRIES))]
    add_sounding(spelled, gazetteer, list(dict.fromkeys(story)))
    every = [*spelled, *_in_title(report, gazetteer), *read_home(report, gazetteer)]
    cut(every, countries, units)
    return Scene(spelled, own, Lineup(every, prior, lean(report)))


def _with_held(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, and behind them those that stand inside longer names that nobody lists."""
    return [*mentions, *(held for mention in mentions for held in held_in(mention))]


def _in_title(report: Report, gazetteer: Gazetteer) -> list[Spelled]:
    """Return the spellings of a title that is no part of the text."""
    title = report.title or ""
    if not title or title in report.text:
        return []
    found = find_mentions(title, [(0, len(title))], gazetteer, entities=())
    return gather([mention for mention in found if mention.entries], title, Stands.TITLE)[0]


def resolve_mentions(
    mentions: Sequence[Mention], report: Report, gazetteer: Gazetteer, *, prior: StoryPrior | None = None
) -> list[Toponym]:
    """Return the mentions as toponyms; what is believed of each place speaks for the others."""
    scene = set_scene(mentions, report, gazetteer, prior=prior or StoryPrior())
    weights = rank_weights()
    ranking = Ranking(scene.lineup, weights)
    chances = ranking.chances()
    story = Story(scene.lineup, chances)
    number = {id(one): n for n, one in enumerate(scene.lineup.spelled)}
    answers: dict[int, Answer] = {}
    anchors = find_anchors(ranking, chances)
    found = []
    for mention, own in zip(mentions, scene.own, strict=False):
        at = number.get(id(scene.spelled[own]))
        if at is None:
            every = [*held_anchors(mention, ranking, chances), *anchors]
            found.append(answer_lying(mention, lie_at(mention, report.text, every, weights["around"])))
            continue
        if at not in answers:
            answers[at] = answer(ranking, chances, at, story)
        found.append(answers[at].toponym(mention))
    return found
