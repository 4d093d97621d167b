"""Finding blocks become ordinary blocks for each audience, with the record's numbers; what can't be shown says why."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builder.audience import for_audience, refusals
from builder.model import Block, Chart, Icons, Point, Table
from builder.values import Audience

from .records import SURVEY, TRIAL, deck_of

OTHER = TRIAL.replace("trial:", "other:").replace("able2001", "two2002").replace("placebo", "usual care")
COURSE = "".join(
    TRIAL.replace("trial:", f"after-{n}:").replace("comparator: placebo\n  ", "").replace("4 weeks", f"{n} days").replace(
        "    - {label: placebo, plain: a dummy pill, percent: 28.5}\n", ""
    ).replace("percent: 64", f"percent: {80 - n}")
    for n in (1, 3, 7)
)  # fmt: skip


def blocks(text: str, block: str, audience: Audience = Audience.CLINICIAN) -> tuple[Block, ...]:
    deck = for_audience(deck_of(text, f"[{block}]"), audience)
    return deck.sections[0].slides[0].blocks if deck.sections else ()


def only(text: str, block: str, audience: Audience = Audience.CLINICIAN) -> Block:
    (made,) = blocks(text, block, audience)
    return made


def test_a_sentence_is_a_point_that_cites_its_source() -> None:
    made = only(TRIAL, "{finding: trial}")
    assert isinstance(made, Point)
    assert made.point.text.startswith("Response, 4 weeks: 64% with drug v 28.5% with placebo")
    assert [citation.key for citation in made.point.citations] == ["able2001"]
    assert made.findings == ("trial",)


def test_several_sentences_are_points_each_at_its_own_place() -> None:
    made = blocks(TRIAL + SURVEY, "{finding: [trial, survey]}")
    assert [block.findings for block in made] == [("trial",), ("survey",)]
    assert len({block.point.at for block in made}) == 2


def test_patients_see_nothing_of_a_finding_without_plain() -> None:
    assert blocks(TRIAL, "{finding: trial}", Audience.PATIENT) == ()


def test_patients_get_an_icon_array_where_nothing_else_is_asked() -> None:
    made = only(TRIAL, "{finding: trial, for: [patient]}", Audience.PATIENT)
    assert isinstance(made, Icons)
    assert [(arm.label, arm.groups[0].count) for arm in made.icons.arms] == [
        ("People who had a dummy pill", 29), ("People who had the drug", 64)
    ]  # fmt: skip
    assert (made.icons.of, made.icons.rest, made.icons.time) == (100, "did not", "after four weeks")


def test_whole_people_that_were_rounded_are_about_so_many() -> None:
    arms = only(TRIAL, "{finding: trial, as: icons, plain: icons}", Audience.PATIENT).icons.arms
    assert [(arm.groups[0].count, arm.about) for arm in arms] == [(29, True), (64, False)]


def test_plain_in_one_word_is_the_form_for_patients() -> None:
    block = "{finding: trial, as: chart, plain: sentence}"
    assert isinstance(only(TRIAL, block), Chart)
    patients = only(TRIAL, block, Audience.PATIENT)
    assert isinstance(patients, Point) and patients.point.text.startswith("Out of 100 people who had the drug, 64")


def test_a_chart_of_one_finding_shows_its_arms_on_an_axis_of_all_people() -> None:
    chart = only(TRIAL, "{finding: trial, as: chart}").chart
    assert chart.categories == ("Drug", "Placebo")
    assert [value.value for value in chart.series[0].values] == [64, Decimal("28.5")]
    assert (chart.unit, chart.min, chart.max, chart.highlight) == ("%", 0, 100, ("Drug",))
    assert [citation.key for citation in chart.source.citations] == ["able2001"]


def test_a_chart_of_several_shows_the_comparison_and_says_that_it_is_no_ranking() -> None:
    chart = only(
        TRIAL + OTHER + SURVEY.replace("any symptom", "response"), "{finding: [trial, other, survey], as: chart}"
    ).chart
    assert chart.comparator == (Decimal("28.5"), Decimal("28.5"), None)
    assert chart.note.text.endswith("Not a ranking: populations, comparators and times differ.")
    assert [citation.key for citation in chart.source.citations] == ["able2001", "two2002"]


def test_one_trials_own_outcomes_are_no_heterogeneity() -> None:
    second = TRIAL.replace("trial:", "remission:").replace("name: response", "name: remission")
    chart = only(TRIAL + second, "{finding: [trial, remission], as: chart}").chart
    assert "ranking" not in (chart.note.text if chart.note else "")


def test_findings_of_one_group_over_time_become_a_line() -> None:
    chart = only(COURSE, "{finding: [after-1, after-3, after-7], as: chart}").chart
    assert (chart.kind, chart.categories) == ("line", ("24", "72", "168"))
    assert [value.value for value in chart.series[0].values] == [79, 77, 73]


def test_effects_become_a_dot_plot_with_intervals_and_the_line_of_no_difference() -> None:
    text = "".join(
        one[: one.index("  arms:")] + one[one.index("  source:") :] + f"  effect: {{measure: HR, value: {value}}}\n"
        for one, value in ((TRIAL, "0.49 (0.29 to 0.84)"), (OTHER, "0.30 (0.16 to 0.55)"))
    ).replace("higher is better", "lower is better")
    chart = only(text, "{finding: [trial, other], as: chart}").chart
    assert (chart.kind, chart.log, chart.interval) == ("dot", True, "95% CI")
    assert (chart.reference.value, chart.reference.below) == (1, "Favours what was given")
    assert chart.series[0].values[0].low == Decimal("0.29")


def test_a_facts_box_compares_without_and_with() -> None:
    harm = TRIAL.replace("trial:", "harm:").replace("percent: 64", "percent: 7").replace("28.5", "0.9").replace(
        "name: response", "name: stopped"
    ).replace("felt much better", "stopped").replace("higher is better", "lower is better")  # fmt: skip
    table = only(TRIAL + harm, "{finding: [harm, trial], as: facts, plain: facts}", Audience.PATIENT).table
    assert [cell.text for cell in table.header] == ["", "A dummy pill", "The drug"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Benefit: felt much better", "285 in 1,000", "640 in 1,000"],
        ["Harm: stopped", "9 in 1,000", "70 in 1,000"],
    ]


def test_rows_that_follow_each_other_are_one_table() -> None:
    made = blocks(TRIAL + OTHER, "{finding: trial, as: row}, {finding: other, as: row}, A point")
    table, point = made
    assert isinstance(table, Table) and isinstance(point, Point)
    assert [[cell.text.strip() for cell in row][1:] for row in table.table.rows] == [
        ["placebo", "200", "Response 64% v 28.5%, 4 weeks"], ["usual care", "200", "Response 64% v 28.5%, 4 weeks"]
    ]  # fmt: skip
    assert table.findings == ("trial", "other")
    rounded = blocks(TRIAL + "  rounded: true\n", "{finding: trial, as: row}")[0]
    assert isinstance(rounded, Table) and rounded.table.rows[0][3].text == "Response about 64% v 28.5%, 4 weeks"


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("{finding: survey, as: facts}", "two groups"),
        ("{finding: [trial, survey], as: chart, kind: dot}", "measure of effect"),
        ("{finding: trial, as: chart, kind: line}", "two times"),
        ("{finding: trial, as: chart, kind: range}", "values in one unit"),
        ("{finding: [trial, other], as: facts}", "same two groups"),
        ("{finding: trial, language: fr}", "in English, not in `fr`"),
    ],
)
def test_what_cant_be_shown_so_says_why(block: str, why: str) -> None:
    deck = deck_of(TRIAL + OTHER + SURVEY, f"[{block}]")
    (refusal,) = refusals(deck, Audience.CLINICIAN)
    assert why in refusal.message


@pytest.mark.parametrize(
    "block", ["{finding: trial, as: row, plain: row}", "{finding: [trial, survey], as: chart, plain: chart}"]
)
def test_what_patients_dont_get_says_what_they_may_have(block: str) -> None:
    (refusal,) = refusals(deck_of(TRIAL + SURVEY, f"[{block}]"), Audience.PATIENT)
    assert "icons" in (refusal.hint or "")
