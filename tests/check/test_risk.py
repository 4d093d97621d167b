"""RISK001 to RISK005: what patients read about benefits and harms."""

from __future__ import annotations

from typing import Any

import pytest

from tests.check.faults import FINDING, WAIVER, deck, finding, weights

ICONS = {"finding": "f", "plain": "icons"}


def lay(*blocks: Any, findings: dict[str, Any] | None = None, **more: Any) -> str:
    """Return a leaflet of blocks; a bare text is a plain point."""
    made = [{"point": "For colleagues", "plain": one} if isinstance(one, str) else one for one in blocks]
    return deck(findings, made, audience="patient", **more)


# Balance

HARM = finding(
    outcome={"name": "sedation", "plain": "felt sleepy", "direction": "lower is better"},
    arms=[{"label": "drugon", "plain": "drugon", "percent": 48}, {"label": "placebo", "plain": "a dummy", "percent": 12}],
    claim="More people were sedated", plain="More people felt sleepy.",
)  # fmt: skip
RELAPSE = finding(
    outcome={"name": "relapse", "plain": "got ill again", "direction": "lower is better"},
    arms=[{"label": "drugon", "plain": "drugon", "percent": 27}, {"label": "placebo", "plain": "a dummy", "percent": 45}],
    claim="Fewer people relapsed", plain="Fewer people got ill again.",
)  # fmt: skip


def show(name: str, form: str = "icons") -> dict[str, Any]:
    return {"finding": name, "plain": form}


@pytest.mark.parametrize(
    "blocks",
    [
        [show("f")],
        [show("harm")],
        [show("f"), show("relapse")],
        [show("f"), show("relapse"), show("again"), show("harm")],
    ],
)
def test_one_side_outweighs_the_other(blocks: list[dict[str, Any]]) -> None:
    again = finding(outcome={"name": "remission", "plain": "felt well", "direction": "higher is better"})
    known = {"f": FINDING, "harm": HARM, "relapse": RELAPSE, "again": again}
    assert weights(lay(*blocks, findings=known), "RISK001") == ["error"]
    assert weights(deck(known, blocks), "RISK001") == []


def test_a_picture_of_one_side_alone_is_a_warning() -> None:
    known = {"f": FINDING, "harm": HARM}
    assert weights(lay(show("f"), show("harm", "sentence"), findings=known), "RISK001") == ["warning"]


@pytest.mark.parametrize(
    "blocks",
    [
        [show("f"), show("harm")],
        [show("f"), show("relapse"), show("harm")],
        [{"finding": ["f", "harm"], "plain": "facts"}],
        ["Words alone"],
        [{**show("f"), "waive": [{"rule": "RISK001", **WAIVER}]}],
        [show("survey")],
        [show("neither")],
    ],
)
def test_both_sides_are_told_alike(blocks: list[Any]) -> None:
    survey = {
        **HARM,
        "population": {"text": "people who used it", "plain": "people who used it", "kind": "non-medical"},
    }
    neither = finding(outcome={"name": "response", "plain": "felt better"})
    known = {"f": FINDING, "harm": HARM, "relapse": RELAPSE, "survey": survey, "neither": neither}
    assert weights(lay(*blocks, findings=known), "RISK001") == []


def sides(benefit: list[str], harm: list[str], kinds: tuple[str, str] = ("benefit", "harm")) -> dict[str, Any]:
    both = [
        {"kind": kinds[0], "title": "What helps", "points": benefit},
        {"kind": kinds[1], "title": "What harms", "points": harm},
    ]
    return {"compare": {"sides": both}, "for": ["patient"]}


NUMBER = "45 in 100 people felt better"


@pytest.mark.parametrize(
    ("benefit", "harm", "expected"),
    [
        ([NUMBER], ["You may feel spaced out and sleepy"], "error"),
        (["You may feel better soon"], [NUMBER], "error"),
        (["You may feel better"] * 5, ["You may feel sick"] * 2, "warning"),
        (["You may feel very much better, sleep well and get back to work"], ["You may feel sick"], "warning"),
    ],
)
def test_sides_of_unequal_weight(benefit: list[str], harm: list[str], expected: str) -> None:
    block = sides(benefit, harm)
    assert weights(lay(block), "RISK005") == [expected]
    assert weights(lay({**block, "waive": [{"rule": "RISK005", **WAIVER}]}), "RISK005") == []


@pytest.mark.parametrize(
    "block",
    [
        sides([NUMBER], ["7 in 100 people felt sick"]),
        sides(["You may feel better", "You may sleep"], ["You may feel sick"]),
        sides([NUMBER], ["You may feel sick"], ("neutral", "neutral")),
    ],
)
def test_sides_of_equal_weight(block: dict[str, Any]) -> None:
    assert weights(lay(block), "RISK005") == []


# Relative effects


@pytest.mark.parametrize(
    "words",
    ["It halves the risk of relapse", "The risk is 30% lower with it", "You are twice as likely to feel better",
     "It cuts relapse by half", "The hazard ratio was 0.49", "Relapse is 3 times more likely without it",
     "It reduces the risk of relapse by 30%"],
)  # fmt: skip
def test_a_relative_effect_alone(words: str) -> None:
    assert weights(lay(f"{words}. [@able2001]"), "RISK002") == ["error"]
    assert weights(deck(None, [f"{words} [@able2001]"]), "RISK002") == []
    waived = {"point": "a", "plain": f"{words}. [@able2001]", "waive": [{"rule": "RISK002", **WAIVER}]}
    assert weights(lay(waived), "RISK002") == []


@pytest.mark.parametrize(
    "words",
    ["It halves the risk of relapse: 10 in 100 instead of 20 in 100", "The risk falls by half, from 20% to 10%",
     "Take it twice a day", "About half of the people felt better", "Your doctor may cut the dose by half",
     "27% v 45% relapsed, a risk ratio of 0.6", "It doubles the dose", "Some feel better"],
)  # fmt: skip
def test_a_relative_effect_with_its_numbers(words: str) -> None:
    assert weights(lay(f"{words}. [@able2001]"), "RISK002") == []


def test_quoted_words_may_be_relative() -> None:
    block = {"quote": {"text": "It halves the risk", "by": "A. Able"}, "for": ["patient"]}
    assert weights(lay(block), "RISK002") == []


ONLY = {
    "arms": None,
    "effect": {"measure": "HR", "value": "0.49 (0.29 to 0.84)"},
    "plain": "Fewer people got ill again.",
}


@pytest.mark.parametrize("measure", ["HR", "OR", "RR"])
def test_a_finding_that_is_relative_only(measure: str) -> None:
    made = {"f": finding(**{**ONLY, "effect": {"measure": measure, "value": 0.49}})}
    assert weights(deck(made, [{"finding": "f"}]), "RISK002") == ["warning"]
    assert weights(lay({"finding": "f", "plain": "sentence"}, findings=made), "RISK002") == ["error"]
    assert weights(deck(made), "RISK002") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"effect": {"measure": "HR", "value": 0.49}},
        {"arms": None, "effect": {"measure": "RD", "value": 14.2}},
        {"arms": None, "effect": [{"measure": "HR", "value": 0.49}, {"measure": "NNT", "value": 6}]},
    ],
)
def test_a_finding_with_an_absolute_effect(changes: dict[str, Any]) -> None:
    assert weights(deck({"f": finding(**changes)}, [{"finding": "f"}]), "RISK002") == []


# Denominators


@pytest.mark.parametrize(
    "blocks",
    [
        ["About 1 in 4 had trouble, and 17 in 100 were hooked. [@able2001]"],
        ["1 in 4 had trouble. [@able2001]", "1 in 6 were hooked. [@able2001]"],
        ["Out of 1,000 people, 4 fainted. [@able2001]", "45 in 100 felt better. [@able2001]"],
        [{"icons": {"count": 45, "event": "felt better", "rest": "did not", "time": "in a week", "source": "[@able2001]"}, "for": ["patient"]},
         "1 in 3 felt well. [@able2001]"],
    ],
)  # fmt: skip
def test_several_denominators_on_one_page(blocks: list[Any]) -> None:
    assert weights(lay(*blocks), "RISK003") == ["error"]
    assert weights(deck(None, [one for one in blocks if isinstance(one, str)]), "RISK003") == []


def test_one_in_x_varies_within_a_section() -> None:
    slides = [
        {"title": f"Slide {number}", "blocks": [{"point": "a", "plain": f"1 in {number} had it. [@able2001]"}]}
        for number in (4, 6)
    ]
    assert weights(deck(None, slides=slides, audience="patient"), "RISK003") == ["error"]
    slides[1]["waive"] = [{"rule": "RISK003", **WAIVER}]  # type: ignore[assignment]
    assert weights(deck(None, slides=slides, audience="patient"), "RISK003") == []


@pytest.mark.parametrize(
    "blocks",
    [
        ["45 in 100 felt better, 30 in 100 felt well. [@able2001]"],
        ["Out of 100 people, 45 felt better; about 1 in 100 fainted. [@able2001]"],
        ["A study of 62 people in 2019 found no gain. [@able2001]", "1 in 4 had trouble. [@able2001]"],
        ["Two in three days are fine. [@able2001]"],
    ],
)
def test_one_denominator(blocks: list[Any]) -> None:
    assert weights(lay(*blocks), "RISK003") == []


def test_shares_without_a_time() -> None:
    icons = {"count": 45, "event": "felt better", "rest": "did not", "source": "[@able2001]"}
    assert weights(lay({"icons": icons, "for": ["patient"]}), "RISK003") == ["warning"]
    assert weights(lay({"icons": {**icons, "time": "in a week"}, "for": ["patient"]}), "RISK003") == []
    untimed = {"f": finding(time="4 weeks")}
    assert weights(lay(ICONS, findings=untimed), "RISK003") == ["warning"]
    assert weights(lay({"finding": "f", "plain": "sentence"}, findings=untimed), "RISK003") == ["warning"]
    assert weights(lay(ICONS, findings={"f": FINDING}), "RISK003") == []


# Words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Feeling spaced out is common.", "error"),
        ("Fits are rare.", "error"),
        ("Very rarely people faint. Fits are very rare.", "error"),
        ("You are likely to feel sick.", "error"),
        ("Uncommon effects are fits.", "error"),
        ("People often feel sick.", "warning"),
        ("It usually wears off in two weeks.", "warning"),
        ("It is more likely to help.", "error"),
    ],
)
def test_a_word_of_frequency_alone(words: str, expected: str) -> None:
    assert expected in weights(lay(words), "RISK004")
    assert weights(deck(None, [words]), "RISK004") == []
    waived = {"point": "a", "plain": words, "waive": [{"rule": "RISK004", **WAIVER}]}
    assert weights(lay(waived), "RISK004") == []


@pytest.mark.parametrize(
    "words",
    ["Feeling spaced out is common: 61 to 75 in 100 people. [@able2001]", "A common cold is no reason to stay away.",
     "How common is it?", "Is it common to feel sick?", "Tell us how often you feel sick.", "You may need to pee more often.",
     "Needing to pee often is a sign.", "Ketamine, commonly called K, is strong.", "See your usual doctor.",
     "They called it “common”.", "It is more likely to help: 64% against 28%. [@able2001]", "Drink water often during the day.",
     "People with a rare disease may ask.", "About half of people often feel sick. [@able2001]"],
)  # fmt: skip
def test_a_word_of_frequency_with_its_number_or_another_sense(words: str) -> None:
    assert weights(lay(words), "RISK004") == []


def test_a_heading_is_only_warned() -> None:
    assert weights(
        deck(None, [{"point": "a", "plain": "b"}], slide={"plain": "Common effects"}, audience="patient"), "RISK004"
    ) == ["warning"]


def test_words_of_other_languages_and_quotations_are_left_alone() -> None:
    assert weights(lay("Fits are rare.", language="fr"), "RISK004") == []
    block = {"quote": {"text": "It is common", "by": "A. Able"}, "for": ["patient"]}
    assert weights(lay(block), "RISK004") == []
