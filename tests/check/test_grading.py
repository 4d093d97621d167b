"""EV020 to EV023: words about findings and how strong they are."""

from __future__ import annotations

import pytest

from tests.check.faults import FINDING, WAIVER, deck, finding, weights

SURVEY = "online survey"
TRIAL = "randomised, double-blind"


@pytest.mark.parametrize(
    ("claim", "certainty", "design"),
    [
        ("Drugon reduces relapse", "moderate", TRIAL),
        ("Drugon reduces relapse", "low", TRIAL),
        ("Drugon reduces relapse", "not rated", TRIAL),
        ("Drugon probably reduces relapse", "low", TRIAL),
        ("Drugon may reduce relapse", "very low", TRIAL),
        ("Drugon prevents relapse", "very low", TRIAL),
        ("In this trial drugon proved that it cures asthma", "moderate", TRIAL),
        ("Drugon will help most of them", "low", TRIAL),
        ("Drugon caused bladder damage", "not rated", SURVEY),
        ("Drugon reduced pain in half of them", "low", "case series"),
        ("Response was higher, and drugon leads to remission", "low", TRIAL),
        ("Treatment results in fewer relapses", "low", TRIAL),
        ("The changes were not large, but drugon improves mood", "low", TRIAL),
    ],
)
def test_a_claim_that_is_too_strong(claim: str, certainty: str, design: str) -> None:
    changes = {"comparator": None} if design != TRIAL else {}
    made = finding(claim=claim, certainty=certainty, design=design, plain=None, **changes)
    # "may reduce" needs a word of doubt only where the certainty is very low
    expected = ["warning"] if "may reduce" not in claim else []
    assert weights(deck({"f": made}), "EV020") == expected


@pytest.mark.parametrize(
    ("claim", "certainty", "design"),
    [
        ("Drugon reduces relapse", "high", TRIAL),
        ("Drugon probably reduces relapse", "moderate", TRIAL),
        ("Drugon may reduce relapse", "low", TRIAL),
        ("The evidence is very uncertain: it is not known whether drugon reduces relapse", "very low", TRIAL),
        ("More people responded on drugon than on placebo", "not rated", TRIAL),
        ("Drugon reduced relapse in this trial", "low", TRIAL),
        ("About half improved after they stopped", "not rated", SURVEY),
        ("Drugon does not prevent relapse", "low", TRIAL),
        ("Whether drugon prevents relapse is open", "low", TRIAL),
        ("Does drugon reduce relapse?", "low", TRIAL),
        ("Authors wrote “drugon prevents relapse”; relapse was rarer", "low", TRIAL),
        ("People with reduced consciousness were watched", "not rated", SURVEY),
        ("Causes of death were recorded", "not rated", SURVEY),
        ("Results in inpatients and outpatients were alike", "low", TRIAL),
        ("Mood improved within a day", "low", "case series"),
        ("Pain was reduced at week 1", "low", "case series"),
        ("Mood was better with drugon", "low", TRIAL),
        ("Use was associated with symptoms", "low", SURVEY),
    ],
)
def test_a_claim_that_is_as_strong_as_it_may_be(claim: str, certainty: str, design: str) -> None:
    changes = {"comparator": None} if design != TRIAL else {}
    made = finding(claim=claim, certainty=certainty, design=design, plain=None, **changes)
    assert weights(deck({"f": made}), "EV020") == []


def test_plain_words_that_are_too_strong_are_an_error() -> None:
    made = finding(plain="Drugon prevents relapse.", certainty="low")
    assert weights(deck({"f": made}), "EV020") == ["error"]


PULLED = "{f.drugon.percent}"


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        (f"Drugon prevents relapse: {PULLED} [@able2001]", ["warning"]),
        (f"It lifts mood in {PULLED} of people [@able2001]", ["warning"]),
        (f"With drugon {PULLED} responded. Drugon prevents relapse [@able2001]", []),
        (f"With drugon {PULLED} responded [@able2001]", []),
        (f"Drugon probably improves response: {PULLED} [@able2001]", []),
    ],
)
def test_sentences_that_hold_a_number_of_a_finding(point: str, expected: list[str]) -> None:
    assert weights(deck({"f": FINDING}, [{"point": point}]), "EV020") == expected


def test_a_passage_can_set_the_rule_aside() -> None:
    block = {"point": f"Drugon prevents relapse: {PULLED} [@able2001]", "waive": [{"rule": "EV020", **WAIVER}]}
    assert weights(deck({"f": FINDING}, [block]), "EV020") == []


def test_a_title_may_rest_on_another_source() -> None:
    blocks = [{"finding": "f"}, "Drugon works in other trials as well [@baker2002]"]
    assert weights(deck({"f": FINDING}, blocks, slide={"title": "Drugon prevents relapse"}), "EV020") == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Drugon prevents relapse", ["warning"]),
        ("Drugon probably improves response", []),
        ("Most of them responded", []),
    ],
)
def test_a_slides_title_over_a_finding(title: str, expected: list[str]) -> None:
    assert weights(deck({"f": FINDING}, [{"finding": "f"}], slide={"title": title}), "EV020") == expected


def test_a_title_may_rest_on_the_surest_finding_under_it() -> None:
    both = {"f": finding(certainty="low"), "g": finding(certainty="high")}
    assert weights(deck(both, [{"finding": ["f", "g"]}], slide={"title": "Drugon reduces relapse"}), "EV020") == []


def test_other_languages_are_not_judged() -> None:
    text = deck({"f": finding(claim="Drugon reduces relapse")}, language="fr")
    assert weights(text, "EV020") == []


# Non-inferiority

NI = {"design": "open-label, randomised, non-inferiority", "plain": None}


@pytest.mark.parametrize(
    "claim",
    [
        "Drugon was better than placebo",
        "Drugon was superior for response",
        "Drugon is more effective",
        "Drugon beat placebo",
        "Drugon outperformed placebo at four weeks",
    ],
)
def test_superiority_of_a_design_that_cannot_show_it(claim: str) -> None:
    assert weights(deck({"f": finding(claim=claim, **NI)}), "EV021") == ["warning"]
    assert weights(deck({"f": finding(**{**NI, "plain": claim})}), "EV021") == ["error"]


@pytest.mark.parametrize(
    ("claim", "design"),
    [
        ("Drugon was non-inferior to placebo", NI["design"]),
        ("Drugon was not superior to placebo", NI["design"]),
        ("Drugon was no better than placebo", NI["design"]),
        ("It cannot be called superior", NI["design"]),
        ("More people felt better on drugon", NI["design"]),
        ("Drugon was better tolerated", NI["design"]),
        ("Fewer people remitted with drugon", NI["design"]),
        ("Drugon was better than placebo", TRIAL),
        ("Drugon was superior", "randomised, non-inferiority, then superiority"),
    ],
)
def test_words_that_a_design_allows(claim: str, design: str) -> None:
    assert weights(deck({"f": finding(claim=claim, design=design, plain=None)}), "EV021") == []


def test_superiority_in_a_title_and_beside_a_pulled_number() -> None:
    made = {"f": finding(**NI)}
    assert weights(deck(made, [{"finding": "f"}], slide={"title": "Drugon is better than placebo"}), "EV021")
    assert weights(deck(made, [{"point": f"Drugon was superior ({PULLED}) [@able2001]"}]), "EV021") == ["warning"]
    assert weights(deck(made, [{"point": f"Not “superior”: {PULLED} responded [@able2001]"}]), "EV021") == []


# Mechanisms, and evidence that is not from people

MECHANISM = {
    "basis": "mechanistic",
    "claim": "New synapses formed within hours",
    "plain": None,
    "population": {"text": "adult mice", "kind": "animals"},
    "exposure": None,
    "comparator": None,
    "outcome": {"name": "synapses"},
    "design": "experiment",
    "n": None,
    "arms": None,
    "certainty": "not rated",
    "evidence": "animal",
}


def mechanism(**changes: object) -> dict[str, object]:
    return finding(**{**MECHANISM, **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {"plain": "Drugon grows new links between brain cells."},
        {"plain": "Drugon restores the links."},
        {"plain": "Growth protein is why mood lifts. It lifts mood, and it makes new links."},
    ],
)
def test_plain_words_that_tell_a_mechanism_as_a_fact(changes: dict[str, object]) -> None:
    assert weights(deck({"f": mechanism(**changes)}), "EV022") == ["error"]


@pytest.mark.parametrize("evidence", ["human", "theory"])
def test_a_claim_that_tells_a_mechanism_as_a_fact(evidence: str) -> None:
    people = {"text": "adults with depression"}
    made = mechanism(claim="Drugon restores synapses", evidence=evidence, population=people)
    assert weights(deck({"f": made}), "EV022") == ["warning"]
    assert weights(deck({"f": {**made, "certainty": "high"}}), "EV022") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"plain": "Drugon may grow new links between brain cells."},
        {"plain": "In mice, drugon grows new links."},
        {"plain": "Drugon is thought to restore links."},
        {"plain": "It does not restore links."},
        {"claim": "AMPA activity is needed for the effect"},
        {"claim": "Drugon is an NMDA-receptor channel blocker", "evidence": "human", "population": {"text": "people"}},
        {"claim": "It leads to about this blood level", "evidence": "human", "population": {"text": "people"}},
    ],
)
def test_a_mechanism_in_careful_words(changes: dict[str, object]) -> None:
    assert weights(deck({"f": mechanism(**changes)}), "EV022") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"claim": "New synapses formed in patients"},
        {"evidence": None, "population": {"text": "not said"}},
        {"evidence": "human"},
        {"basis": "measured", "evidence": None},
        {"basis": "measured", "evidence": "in vitro", "population": {"text": "neurons", "kind": "in vitro"}},
    ],
)
def test_evidence_that_does_not_say_where_it_is_from(changes: dict[str, object]) -> None:
    assert weights(deck({"f": mechanism(**changes)}), "EV023") == ["warning"]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"claim": "In mice, new synapses formed", "basis": "measured", "evidence": None},
        {"claim": "In people as in mice, new synapses formed"},
        {"evidence": "human", "population": {"text": "volunteers", "kind": "volunteers"}},
        {"claim": "It binds to the human receptor", "basis": "measured", "design": "in vitro binding"},
        {"claim": "Cultured cells fired more", "basis": "measured", "evidence": "in vitro"},
    ],
)
def test_evidence_that_says_where_it_is_from(changes: dict[str, object]) -> None:
    assert weights(deck({"f": mechanism(**changes)}), "EV023") == []


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ("New synapses after {f.time} [@able2001]", ["warning"]),
        ("New synapses in mice after {f.time} [@able2001]", []),
        ("New synapses may form after {f.time} (rats) [@able2001]", []),
    ],
)
def test_a_number_from_mice_in_prose(point: str, expected: list[str]) -> None:
    assert weights(deck({"f": mechanism()}, [{"point": point}]), "EV023") == expected


# People


@pytest.mark.parametrize(
    ("changes", "words", "expected"),
    [
        ({}, "Everyone responded on drugon", "warning"),
        ({}, "People with depression responded on drugon", "warning"),
        ({}, "Drugon helps children too", "warning"),
        ({"population": {"text": "healthy men", "kind": "volunteers"}}, "Patients floated", "error"),
        ({"population": {"text": "people who used it", "kind": "non-medical"}}, "1 in 4 patients had it", "error"),
        ({"population": {"text": "people who used it", "kind": "non-medical"}}, "Treatment harmed a quarter", "error"),
        ({"population": {"text": "patients", "kind": "clinical"}}, "Recreational use harmed a quarter", "error"),
    ],
)
def test_words_that_reach_further_than_the_people(changes: dict[str, object], words: str, expected: str) -> None:
    assert expected in weights(deck({"f": finding(plain=words, **changes)}), "EV030")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "People with treatment-resistant depression responded"),
        ({}, "People with depression that other drugs did not help felt better"),
        ({}, "It does not help everyone"),
        ({}, "Does everyone respond?"),
        ({"population": {"text": "children with asthma"}}, "More children responded"),
        ({"population": {"text": "people who used it", "kind": "non-medical"}}, "In a survey of people who use it"),
        ({"population": {"text": "people in treatment for use", "kind": "non-medical"}}, "People in treatment had it"),
        ({"population": {"text": "patients", "kind": "clinical"}}, "Patients felt better"),
    ],
)
def test_words_about_the_people_of_the_finding(changes: dict[str, object], words: str) -> None:
    assert weights(deck({"f": finding(plain=words, **changes)}), "EV030") == []


@pytest.mark.parametrize(
    "design", ["randomised", "phase 3, double-blind", "placebo-controlled", "open-label, non-inferiority"]
)
def test_a_controlled_study_without_its_comparator(design: str) -> None:
    alone = finding(design=design, comparator=None, arms=FINDING["arms"][:1])
    assert weights(deck({"f": alone}), "EV032") == ["warning"]
    shown = deck({"f": alone}, [{"finding": "f", "plain": "icons"}], audience="patient")
    assert weights(shown, "EV032") == ["error"]


@pytest.mark.parametrize(
    "design",
    ["open-label, uncontrolled", "meta-analysis of nine randomised trials, ketamine arms only", "online survey",
     "systematic review of randomised trials", "randomised withdrawal, one arm alone"],
)  # fmt: skip
def test_a_study_that_has_no_comparator(design: str) -> None:
    assert weights(deck({"f": finding(design=design, comparator=None, arms=FINDING["arms"][:1])}), "EV032") == []


OTHER = {
    "comparator": "saline",
    "population": {"text": "inpatients"},
    "source": {"ref": "baker2002", "locator": "p. 4"},
}


@pytest.mark.parametrize("form", ["chart", "row", "facts"])
def test_unlike_findings_side_by_side(form: str) -> None:
    both = {"f": FINDING, "g": finding(**OTHER)}
    shown = {"finding": ["f", "g"], "as": form}
    assert weights(deck(both, [shown]), "EV031") == ["warning"]
    assert weights(deck(both, [{**shown, "note": "Do not rank them."}]), "EV031") == ["info"]
    assert weights(deck(both, [{**shown, "waive": [{"rule": "EV031", **WAIVER}]}]), "EV031") == []


@pytest.mark.parametrize(
    ("changes", "form"),
    [
        ({"source": {"ref": "baker2002", "locator": "p. 4"}}, "chart"),
        ({"comparator": "saline", "time": "8 weeks"}, "chart"),
        (OTHER, "sentence"),
    ],
)
def test_findings_that_may_stand_side_by_side(changes: dict[str, object], form: str) -> None:
    both = {"f": FINDING, "g": finding(**changes)}
    assert weights(deck(both, [{"finding": ["f", "g"], "as": form}]), "EV031") == []
