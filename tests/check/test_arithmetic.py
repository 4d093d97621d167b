"""EV011 to EV014: what a record's numbers say of each other; Newcombe's interval against a library's."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from builder.evidence.statistics import newcombe
from tests.check.faults import ARMS, FINDING, WAIVER, deck, faults, finding, weights

CASES = Path(__file__).with_name("newcombe.csv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "row", list(csv.DictReader(CASES[1:])), ids=lambda row: "{a}/{m} {b}/{n} {level}".format(**row)
)
def test_newcombes_interval_is_the_librarys(row: dict[str, str]) -> None:
    a, m, b, n = (int(row[name]) for name in "ambn")
    assert newcombe((a, m), (b, n), float(row["level"])) == pytest.approx(
        (float(row["low"]), float(row["high"])), abs=1e-9
    )


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombes_own_examples(first: tuple[int, int], second: tuple[int, int], low: float, high: float) -> None:
    """Stat Med 1998;17:873-890, table II, method 10."""
    assert newcombe(first, second) == pytest.approx((low, high), abs=0.00005)


def arm(label: str = "drugon", **numbers: object) -> dict[str, object]:
    return {"label": label, "plain": label, **numbers}


def test_the_made_up_finding_is_sound() -> None:
    assert {one.rule for one in faults(deck({"f": FINDING}, [{"finding": "f"}, "A point"]))} == {"EV002"}


SURVEY = {"comparator": None, "exposure": None, "design": "online survey", "n": 1285, "claim": "A quarter had symptoms"}


@pytest.mark.parametrize(
    "numbers",
    [
        {"events": 340, "n": 1285, "percent": 26.6},
        {"events": 8, "n": 251, "percent": 3.8},
        {"events": 64, "n": 100, "percent": 46},
        {"events": 1, "n": 3, "percent": 34},
        {"events": 10, "n": 100, "percent": "45 to 55"},
    ],
)
def test_a_percentage_that_its_events_contradict(numbers: dict[str, object]) -> None:
    changes = {**SURVEY, "plain": None, "arms": [arm(**numbers)]}
    assert weights(deck({"f": finding(**changes)}), "EV011") == ["error"]
    explained = finding(**changes, discrepancy="the abstract prints both")
    assert weights(deck({"f": explained}), "EV011") == ["warning"]


@pytest.mark.parametrize(
    "numbers",
    [
        {"events": 340, "n": 1285, "percent": 26.5},
        {"events": 340, "n": 1285, "percent": 26.46},
        {"events": 108, "n": 195, "percent": 55.4, "derived": True},
        {"events": 1, "n": 3, "percent": 33},
        {"events": 5, "n": 8, "percent": 63},
        {"events": 5, "n": 8, "percent": 62},
        {"events": 50, "n": 100, "percent": "45 to 55"},
        {"n": 1285, "percent": 26.6},
        {"events": 340, "n": 1285},
    ],
)
def test_a_percentage_that_its_events_give(numbers: dict[str, object]) -> None:
    changes = {**SURVEY, "plain": None, "arms": [arm(**numbers)]}
    assert weights(deck({"f": finding(**changes)}), "EV011") == []


def test_a_source_that_had_rounded_is_taken_at_its_word() -> None:
    changes = {**SURVEY, "plain": None, "arms": [arm(events=46, n=250, percent=20)]}
    assert weights(deck({"f": finding(**changes)}), "EV011") == ["error"]
    assert weights(deck({"f": finding(**changes, rounded=True)}), "EV011") == []


SHARES = [arm(percent=55.4), arm("placebo", percent=41.2)]


@pytest.mark.parametrize(
    "effect",
    [
        {"measure": "RD", "value": -14.2},
        {"measure": "RD", "value": 12.4},
        {"measure": "RR", "value": 0.74},
        {"measure": "RR", "value": 1.77},
        {"measure": "OR", "value": 1.34},
        {"measure": "NNT", "value": 14},
        {"measure": "NNT", "value": 5},
    ],
)
def test_an_effect_that_the_arms_contradict(effect: dict[str, object]) -> None:
    assert weights(deck({"f": finding(arms=SHARES, effect=effect)}), "EV012") == ["error"]
    assert weights(deck({"f": finding(arms=SHARES, effect=effect, discrepancy="both printed")}), "EV012") == ["warning"]


@pytest.mark.parametrize(
    "effect",
    [
        {"measure": "RD", "value": 14.2},
        {"measure": "RD", "value": 14},
        {"measure": "RD", "value": 14.1},
        {"measure": "RR", "value": 1.34},
        {"measure": "RR", "value": 1.3},
        {"measure": "OR", "value": 1.77},
        {"measure": "NNT", "value": 7.0},
        {"measure": "NNT", "value": 7},
        {"measure": "NNT", "value": 8},
        {"measure": "HR", "value": 0.3},
        {"measure": "SMD", "value": -2},
    ],
)
def test_an_effect_that_the_arms_give(effect: dict[str, object]) -> None:
    assert weights(deck({"f": finding(arms=SHARES, effect=effect)}), "EV012") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"design": "randomised, adjusted for site"},
        {"design": "meta-analysis of three trials"},
        {"note": "The difference is from a regression."},
    ],
)
def test_an_effect_out_of_a_model_need_not_be_the_raw_one(changes: dict[str, object]) -> None:
    assert weights(deck({"f": finding(arms=SHARES, effect={"measure": "RD", "value": 12.0}, **changes)}), "EV012") == []


@pytest.mark.parametrize(("value", "expected"), [(14, ["error"]), (-14, []), (-12.5, []), (0, [])])
def test_a_mean_difference_has_the_sign_of_the_arms(value: float, expected: list[str]) -> None:
    arms = [arm(value=-14, sd=10), arm("placebo", value=0, sd=12)]
    changed = finding(arms=arms, unit="points", effect={"measure": "MD", "value": value})
    assert weights(deck({"f": changed}), "EV012") == expected


@pytest.mark.parametrize(("value", "n"), [(2.8, 73), (2.7, 73), (2.9, 73)])
def test_a_number_needed_to_treat_of_rounded_percentages(value: float, n: int) -> None:
    arms = [arm(percent=64), arm("placebo", percent=28)]
    assert weights(deck({"f": finding(arms=arms, n=n, effect={"measure": "NNT", "value": value})}), "EV012") == []


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("RD", "36 (13 to 58)"),
        ("RD", "36 (30 to 42)"),
        ("RD", "36 (-24 to 48)"),
        ("HR", "-0.49 (-0.84 to -0.29)"),
        ("OR", "0.5 (-0.1 to 1.2)"),
        ("RR", "0"),
    ],
)
def test_an_interval_that_cannot_be(measure: str, value: str) -> None:
    assert "error" in weights(deck({"f": finding(effect={"measure": measure, "value": value})}), "EV013")
    explained = finding(effect={"measure": measure, "value": value}, discrepancy="printed so")
    assert weights(deck({"f": explained}), "EV013") == ["warning"]


@pytest.mark.parametrize(
    "effect",
    [
        {"measure": "RD", "value": "36 (22.5 to 47.6)"},
        {"measure": "RD", "value": "36 (23.1 to 48.9)"},
        {"measure": "RD", "value": "36 (22 to 49)"},
        {"measure": "RD", "value": "36 (25 to 46)", "level": 90},
        {"measure": "RD", "value": 36},
        {"measure": "HR", "value": "0.49 (0.29 to 0.84)"},
        {"measure": "MD", "value": "-3.16 (-8.54 to 2.22)"},
    ],
)
def test_an_interval_that_can_be(effect: dict[str, object]) -> None:
    assert weights(deck({"f": finding(effect=effect)}), "EV013") == []


def test_the_trial_against_electroconvulsive_therapy_passes() -> None:
    for derived in (True, False):
        arms = [
            arm("ketamine", events=108, n=195, percent=55.4, derived=derived),
            arm("ECT", events=70, n=170, percent=41.2, derived=derived),
        ]
        effect = {"measure": "RD", "value": "14.2 (3.9 to 24.2)", "margin": -10}
        changes = {"design": "open-label, randomised, non-inferiority", "comparator": "ECT", "exposure": "ketamine"}
        claim = {"claim": "Ketamine was non-inferior to ECT", "plain": "Ketamine was not worse than ECT.", "n": 403}
        made = finding(arms=arms, effect=effect, **changes, **claim)
        assert {one.rule for one in faults(deck({"f": made}, [{"finding": "f"}]))} <= {"EV002"}


@pytest.mark.parametrize(("n", "sizes"), [(73, (47, 62)), (73, (80, 20)), (60, (31, 30))])
def test_arms_of_more_people_than_there_were(n: int, sizes: tuple[int, int]) -> None:
    arms = [arm(n=sizes[0], percent=64), arm("placebo", n=sizes[1], percent=28)]
    assert weights(deck({"f": finding(arms=arms, n=n)}), "EV014") == ["error"]
    assert weights(deck({"f": finding(arms=arms, n=n, discrepancy="so printed")}), "EV014") == ["warning"]


@pytest.mark.parametrize(
    ("n", "sizes", "changes"),
    [
        (73, (47, 26), {}),
        (403, (195, 170), {}),
        (18, (18, 18), {"design": "randomised, double-blind, cross-over"}),
        (60, (60, 60), {"comparator": None, "design": "cohort"}),
        (60, (60, 60), {"comparator": "the week before treatment", "design": "cohort"}),
        (99, (22, 19), {"design": "randomised, dose-ranging"}),
        (99, (22, 19), {"note": "The other arms had lower doses."}),
    ],
)
def test_arms_of_the_people_there_were(n: int, sizes: tuple[int, int], changes: dict[str, object]) -> None:
    arms = [arm(n=sizes[0], percent=64), arm("placebo", n=sizes[1], percent=28)]
    assert weights(deck({"f": finding(arms=arms, n=n, **changes)}), "EV014") == []


def test_people_who_are_in_no_arm_are_asked_for() -> None:
    arms = [arm(n=40, percent=64), arm("placebo", n=40, percent=28)]
    assert weights(deck({"f": finding(arms=arms, n=200)}), "EV014") == ["info"]


def test_a_record_can_set_a_rule_aside() -> None:
    wrong = finding(arms=[{**ARMS[0], "percent": 46}, ARMS[1]], waive=[{"rule": "EV011", **WAIVER}])
    found = {one.rule for one in faults(deck({"f": wrong}))}
    assert "EV011" not in found
    assert "GOV003" in found


def test_a_record_cannot_set_aside_what_is_about_blocks() -> None:
    assert weights(deck({"f": finding(waive=[{"rule": "EV003", **WAIVER}])}), "GOV004") == ["error"]
