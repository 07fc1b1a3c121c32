from __future__ import annotations

import numpy as np
import pytest

from dateline.claims.link_candidates import Candidate
from dateline.claims.link_features import Scene
from dateline.claims.link_weights import LinkWeights, shipped_weights
from dateline.claims.linker import Table, build_table
from dateline.model import TagKind

TEXT = "The mayor said the bridge was shut."


def table_of(*tags: Candidate, text: str = TEXT) -> Table:
    return build_table(Scene.of(text, [[(0, len(text))]], tags=tags))


def whole() -> Table:
    return table_of(
        Candidate(0, 9, TagKind.SOURCE, 0),
        Candidate(10, 14, TagKind.CUE, 0),
        Candidate(15, 34, TagKind.CONTENT, 0),
    )


def test_a_content_may_go_with_each_cue_and_source_or_none() -> None:
    table = whole()
    [(content, first, last)] = table.groups
    assert TEXT[content.start : content.end] == "the bridge was shut"
    shown = [(cue is not None, source is not None) for cue, source in table.options[first:last]]
    assert shown == [(False, False), (False, True), (True, False), (True, True)]


def test_without_a_content_there_is_nothing_to_choose() -> None:
    table = table_of(Candidate(10, 14, TagKind.CUE, 0))
    assert table.groups == []
    assert shipped_weights().choose(table) == []


def test_a_faint_cue_of_another_sentence_is_out_of_reach() -> None:
    text = "He thinks. Nobody knows anything at all of that. The bridge was shut."
    sentences = [(0, 10), (11, 48), (49, 69)]
    tags = [Candidate(3, 9, TagKind.CUE, 1), Candidate(49, 68, TagKind.CONTENT, 0)]
    table = build_table(Scene.of(text, [sentences], tags=tags))
    assert table.options == [(None, None)]


def test_the_choices_of_a_content_sum_to_one() -> None:
    [probs] = shipped_weights().choose(whole())
    assert sum(probs) == pytest.approx(1)
    assert max(range(4), key=probs.__getitem__) == 3


def test_a_feature_without_weights_changes_nothing() -> None:
    weights = LinkWeights({}, np.zeros((0, 3), np.float32), np.zeros(2, np.float32), np.zeros(2, np.float32))
    [probs] = weights.choose(whole())
    assert probs == pytest.approx([0.25] * 4)
