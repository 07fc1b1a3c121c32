from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.events import event_verbs, find_verbs
from dateline.model import AssertionKind

CLASSES = {
    "", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "verb", "kind"),
    [
        ("Warplanes struck the depot.", "air_strike", AssertionKind.STRIKE),
        ("Mortar rounds fell on the yard.", "shell", AssertionKind.STRIKE),
        ("A suicide bomber struck the gate.", "suicide_bomb", AssertionKind.STRIKE),
        ("A car bomb went off at the market.", "plant_bomb", AssertionKind.STRIKE),
        ("A grenade was thrown at the post.", "throw_grenade", AssertionKind.STRIKE),
        ("Chlorine was smelt in the quarter.", "use_chemical", AssertionKind.STRIKE),
        ("Guards clashed with an armed group.", "clash", AssertionKind.CLASH),
        ("The guards repelled the column.", "repulse", AssertionKind.CLASH),
        ("Gunmen opened fire on shoppers.", "attack_civilians", AssertionKind.CASUALTY),
        ("The mayor was assassinated.", "kill_targeted", AssertionKind.CASUALTY),
        ("Two drivers were kidnapped.", "abduct", AssertionKind.OTHER),
        ("Police arrested nine people.", "detain", AssertionKind.OTHER),
        ("The crowd looted the store.", "destroy_loot", AssertionKind.OTHER),
        ("The army recaptured the village.", "seize", AssertionKind.TERRITORY),
        ("The column withdrew before dawn.", "lose_withdraw", AssertionKind.TERRITORY),
        ("The post was handed over to the guard.", "transfer", AssertionKind.TERRITORY),
        ("The town is under siege.", "besiege", AssertionKind.TERRITORY),
        ("The road was cut off.", "interdict", AssertionKind.TERRITORY),
        ("Troops advanced along the river.", "advance", AssertionKind.MOVEMENT),
        ("Reinforcements came at noon.", "mobilise", AssertionKind.MOVEMENT),
        ("Families fled to the hills.", "displace", AssertionKind.MOVEMENT),
        ("A truce began at six.", "ceasefire", AssertionKind.NEGOTIATION),
        ("Both sides signed an accord.", "agree", AssertionKind.NEGOTIATION),
        ("The envoys held talks.", "consult", AssertionKind.NEGOTIATION),
        ("Humanitarian goods reached the town.", "aid", AssertionKind.AID),
        ("The minister issued an ultimatum.", "threaten", AssertionKind.STATEMENT),
        ("Each blamed the other.", "accuse", AssertionKind.STATEMENT),
        ("The authority denied it.", "deny_reject", AssertionKind.STATEMENT),
        ("An embargo was imposed.", "sanction", AssertionKind.OTHER),
        ("Teachers demonstrated on the square.", "protest", AssertionKind.OTHER),
        ("Stone-throwing went on until night.", "riot", AssertionKind.OTHER),
    ],
)
def test_every_verb_is_found_by_its_words(text: str, verb: str, kind: AssertionKind) -> None:
    found = {v.name: v.kind for v in find_verbs(text)}
    assert found.get(verb) is kind


def test_names_are_distinct_and_classes_known() -> None:
    verbs = event_verbs()
    assert len({verb.name for verb in verbs}) == len(verbs)
    assert {verb.plover.partition(":")[0] for verb in verbs} <= CLASSES
    assert {code for verb in verbs for code in verb.ucdp} == {"S", "N", "O"}


def test_taking_a_place_has_no_class_elsewhere() -> None:
    (seize,) = (verb for verb in event_verbs() if verb.name == "seize")
    assert seize.plover == ""


@given(st.text(max_size=80))
def test_any_text_gives_each_verb_once_at_most(text: str) -> None:
    found = find_verbs(text)
    assert len(set(found)) == len(found)
