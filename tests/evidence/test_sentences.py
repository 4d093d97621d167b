"""What a finding says of itself: for colleagues, and for patients in whole people."""

from __future__ import annotations

import pytest

from builder.evidence.sentences import plain, professional
from builder.evidence.voice import Unsayable, capital

from .records import SURVEY, TRIAL, finding

MEASURED = "randomised, double-blind"


def test_two_arms_with_difference_size_and_design() -> None:
    assert professional(finding(TRIAL)) == (
        "Response, 4 weeks: 64% with drug v 28.5% with placebo "
        "(difference 35.5 points; n = 200; randomised, double-blind)"
    )


def test_a_published_difference_stands_before_a_reckoned_one() -> None:
    found = professional(finding(TRIAL, effect="{measure: RD, value: 35.4 (20 to 48), p: <0.001}"))
    assert "(difference 35.4 points, 95% CI 20 to 48, P <0.001; n = 200;" in found
    assert "35.5" not in found


def test_events_and_n_bring_counts_and_newcombes_interval() -> None:
    arms = "[{label: drug, events: 56, n: 70, percent: 80}, {label: placebo, events: 48, n: 80, percent: 60}]"
    assert (
        "80% (56/70) with drug v 60% (48/80) with placebo (difference 20 points, 95% CI 5.2 to 33.4;"
        in professional(finding(TRIAL_SHORT, arms=arms))
    )


def test_events_that_somebody_reckoned_back_bring_neither() -> None:
    arms = (
        "[{label: drug, events: 56, n: 70, percent: 80, derived: true},"
        " {label: placebo, events: 48, n: 80, percent: 60, derived: true}]"
    )
    found = professional(finding(TRIAL_SHORT, arms=arms))
    assert "56" not in found and "95% CI" not in found


TRIAL_SHORT = TRIAL[: TRIAL.index("  arms:")] + "  source: {ref: able2001, locator: abstract}\n"


@pytest.mark.parametrize(
    ("level", "start"),
    [
        ("high", "Drug increases response compared with placebo, 4 weeks: 64%"),
        ("moderate", "Drug probably increases response compared with placebo, 4 weeks: 64%"),
        ("low", "Drug may increase response compared with placebo, 4 weeks: 64%"),
        ("very low", "The evidence is very uncertain about the effect of drug on response, 4 weeks, compared with placebo"),
        ("not rated", "Response, 4 weeks: 64%"),
    ],
)  # fmt: skip
def test_the_verb_follows_the_certainty(level: str, start: str) -> None:
    assert professional(finding(TRIAL, certainty=level)).startswith(start)


@pytest.mark.parametrize(
    ("mid", "large", "verb"),
    [
        (40, 60, "results in little to no difference in response"),
        (10, 60, "increases response"),
        (10, 30, "results in a large increase in response"),
    ],
)
def test_the_verb_follows_the_size_where_the_record_names_thresholds(mid: int, large: int, verb: str) -> None:
    outcome = f"{{name: response, event: responded, mid: {mid}, large: {large}}}"
    assert f"Drug {verb}" in professional(finding(TRIAL, certainty="high", outcome=outcome))


@pytest.mark.parametrize(
    ("interval", "says"), [("14.2 (3.9 to 24.2)", True), ("14.2 (-12 to 24.2)", False), ("14.2", False)]
)
def test_non_inferiority_is_said_only_where_the_interval_keeps_off_the_margin(interval: str, says: bool) -> None:
    found = professional(
        finding(
            TRIAL,
            design="randomised, non-inferiority",
            certainty="high",
            effect=f"{{measure: RD, value: {interval}, margin: -10}}",
        )
    )
    assert ("was non-inferior to placebo" in found) is says
    assert "increases" not in found


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"comparator": "~"}, "no comparison group"),
        ({"secondary": "true"}, "secondary outcome"),
        ({"rounded": "true"}, "rounded by the source"),
        ({"source": "{ref: able2001, kind: secondary, via: a review}"}, "read in a review"),
    ],
)
def test_what_weakens_a_number_stands_with_it(changes: dict[str, str], words: str) -> None:
    assert words in professional(finding(TRIAL, **changes))


def test_mean_differences_carry_their_unit() -> None:
    found = finding(TRIAL_SHORT, unit="MADRS points", effect="{measure: MD, value: -3.16 (-8.54 to 2.22), p: 0.25}")
    assert professional(found) == (
        "Response, drug v placebo, 4 weeks: difference −3.16 MADRS points, 95% CI −8.54 to 2.22, P = 0.25 "
        "(n = 200; randomised, double-blind)"
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"basis": "attributed", "body": "A. Author", "dated": "2024"}, "According to A. Author (2024), More people responded"),
        ({"basis": "regulatory", "body": "FDA", "document": "label", "dated": "2025"}, "More people responded (FDA, label, 2025)"),
        ({"basis": "mechanistic", "evidence": "animal"}, "More people responded (animal)"),
    ],
)  # fmt: skip
def test_findings_that_nobody_measured_say_who_or_in_what(changes: dict[str, str], sentence: str) -> None:
    assert professional(finding(TRIAL, **changes)).startswith(sentence)


# For patients


def test_patients_get_whole_people_and_both_ways_round() -> None:
    assert plain(finding(TRIAL)) == (
        "Out of 100 people who had the drug, 64 felt much better after four weeks; 36 did not. "
        "Out of 100 people who had a dummy pill, about 29 felt much better after four weeks; 71 did not."
    )


def test_a_share_below_one_percent_makes_the_denominator_a_thousand_for_both() -> None:
    arms = "[{label: drug, plain: the drug, percent: 7}, {label: placebo, plain: a dummy pill, percent: 0.9}]"
    found = plain(finding(TRIAL_SHORT, arms=arms))
    assert "Out of 1,000 people who had the drug, 70 felt much better" in found
    assert "Out of 1,000 people who had a dummy pill, 9 felt much better" in found
    assert "930 did not" in found and "991 did not" in found


def test_a_survey_counts_its_own_people() -> None:
    assert plain(finding(SURVEY)) == "Out of 100 people who used it, about 27 had trouble; 73 did not."


def test_patients_are_told_of_a_missing_comparison_and_of_certainty() -> None:
    found = plain(finding(TRIAL, comparator="~", certainty="low"))
    assert found.endswith("There was no comparison group. This may be so: we are not sure.")


def test_a_range_is_said_as_a_range() -> None:
    arms = "[{label: drug, plain: the drug, percent: 61 to 75}]"
    found = plain(finding(TRIAL_SHORT, arms=arms, comparator="~"))
    assert "from 61 to 75 felt much better after four weeks." in found and "did not" not in found


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"outcome": "{name: response}"}, "no plain words for its outcome"),
        ({"arms": "[{label: drug, percent: 64}, {label: placebo, percent: 28}]"}, "the arm `drug`"),
    ],
)
def test_words_that_are_missing_are_named(changes: dict[str, str], why: str) -> None:
    with pytest.raises(Unsayable, match=why):
        plain(finding(TRIAL_SHORT if "arms" in changes else TRIAL, **changes))


def test_animal_evidence_says_so_to_patients() -> None:
    found = finding(TRIAL, basis="mechanistic", evidence="animal", plain="Brain cells may grow new links.")
    assert plain(found) == "Brain cells may grow new links. This was seen in animals."


@pytest.mark.parametrize(
    ("text", "started"), [("drug", "Drug"), ("mTOR block", "mTOR block"), ("n = 4", "n = 4"), ("", "")]
)
def test_capitals(text: str, started: str) -> None:
    assert capital(text) == started
