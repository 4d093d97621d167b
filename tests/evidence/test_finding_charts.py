"""Charts of findings: what stands at each row, what rests on less, a line across, bars of values, the study beneath."""

from __future__ import annotations

from decimal import Decimal
from pathlib import PurePosixPath

import pytest

from builder.blocks import Chart, ChartContent, Table
from builder.evidence.figures import interval
from builder.evidence.show import show
from builder.findings import FindingBlock
from builder.load.deck import load
from builder.world import Memory

DECK = """\
deck: sample
title: A sample
language: en-GB
references:
  - {{id: a, title: A, type: article}}
  - {{id: b, title: B, type: article}}
findings:
  one:
    {common}
    study: Able 2001
    label: One drip v placebo, day 1
    outcome: {{name: response, direction: higher is better}}
    n: 40
    arms: [{{label: drug, percent: 60 (50 to 70)}}, {{label: placebo, percent: 30}}]
    source: a
  two:
    {common}
    study: Able 2001
    label: One drip v placebo, day 1
    outcome: {{name: remission, direction: higher is better}}
    n: 40
    arms: [{{label: drug, percent: 40}}, {{label: placebo, percent: 20}}]
    source: a
  three:
    {common}
    label: Six drips v placebo, week 4
    outcome: {{name: remission, direction: higher is better}}
    n: 90
    arms: [{{label: drug, percent: 50}}, {{label: placebo, percent: 45}}]
    source: b
  said:
    basis: attributed
    claim: 70% get better
    population: people
    label: An article
    outcome: {{name: benefit}}
    time: not given
    design: statement
    arms: [{{label: claimed, percent: 70}}]
    source: b
  alone:
    claim: Half responded
    population: people
    exposure: a course
    label: Open-label course
    outcome: {{name: response}}
    time: day 12
    design: open-label
    n: 24
    arms: [{{label: drug, percent: 55 (45 to 65)}}]
    source: b
  low:
    {level}
    label: Low
    arms: [{{label: level, value: 5 to 9}}]
    source: a
  high:
    {level}
    label: High
    arms: [{{label: level, value: 20}}]
    source: b
  capacity:
    claim: Smaller
    population: people at a clinic
    outcome: {{name: capacity}}
    time: first visit
    design: cross-section
    n: 12
    unit: mL
    arms: [{{label: still using, value: 127}}, {{label: stopped, value: 205}}]
    source: a
  spread:
    {common}
    outcome: {{name: thoughts}}
    effect: {{measure: SMD, value: 0.48 to 0.85}}
    source: a
sections:
  - section: one
    title: First
    slides: [{{title: One thing, blocks: [{{finding: [{ids}], {how}}}]}}]
editions:
  lecture: {{audience: clinician, output: slides}}
"""
COMMON = """claim: It helped
    population: people
    exposure: drug
    comparator: placebo
    time: day 1
    design: randomised"""
LEVEL = """claim: Seen at this level
    population: volunteers
    outcome: {name: level}
    time: during the effect
    design: review
    unit: ng/mL"""


def shown(ids: str, how: str = "as: chart") -> object:
    """Return the block that an outline's finding block becomes for clinicians."""
    text = DECK.format(ids=ids, how=how, common=COMMON, level=LEVEL)
    deck = load(PurePosixPath("deck.yaml"), Memory({"deck.yaml": text.encode()})).deck
    assert deck is not None
    block = deck.sections[0].slides[0].blocks[0]
    assert isinstance(block, FindingBlock)
    made = show(block, {one.id: one for one in deck.findings}, lay=False)
    assert not made.refusals, made.refusals[0].message
    return made.blocks[0]


def chart(ids: str, how: str = "as: chart") -> ChartContent:
    block = shown(ids, how)
    assert isinstance(block, Chart)
    return block.chart


@pytest.mark.parametrize(
    ("ids", "labels"),
    [
        ("one, alone", ("One drip v placebo, day 1", "Open-label course")),
        ("one, two", ("Response", "Remission")),
        ("one, three", ("Response: One drip v placebo, day 1", "Remission: Six drips v placebo, week 4")),
        ("said, one", ("An article", "One drip v placebo, day 1")),
    ],
)
def test_outcomes_are_named_where_they_differ(ids: str, labels: tuple[str, ...]) -> None:
    assert chart(ids).categories == labels


def test_what_somebody_said_rests_on_less_and_so_does_what_the_author_names() -> None:
    made = chart("said, one, alone", "as: chart, tentative: alone, highlight: one")
    assert made.tentative == ("An article", "Open-label course")
    assert made.highlight == ("One drip v placebo, day 1",)
    assert made.value_title == "Response"


def test_bars_beside_a_comparison_have_no_whiskers_and_those_alone_have() -> None:
    beside = chart("one, alone, said, three")
    assert beside.interval is None
    assert [value and value.bounded for value in beside.series[0].values] == [False] * 4
    assert beside.comparator == (Decimal(30), None, None, Decimal(45))
    assert chart("alone, said").interval == "95% CI"


def test_bars_and_those_of_the_comparison_have_names() -> None:
    made = chart("one, two")
    assert (made.series[0].name, made.comparator_name) == ("Drug", "Placebo")
    assert chart("one, alone").comparator_name == "Comparison group"


def test_few_bars_stand_and_many_lie() -> None:
    assert not chart("one, two").horizontal
    assert chart("one, two, three, alone").horizontal


def test_values_make_bars_from_zero_without_a_highest() -> None:
    made = chart("capacity", "as: chart, kind: bar")
    assert (made.categories, made.unit) == (("Still using", "Stopped"), " mL")
    assert (made.min, made.max) == (Decimal(0), None)


def test_a_finding_is_a_line_across_the_others_and_is_cited() -> None:
    made = chart("low", "as: chart, reference: high")
    assert made.reference is not None
    assert (made.reference.value, made.reference.label) == (Decimal(20), "High: 20 ng/mL")
    assert made.source is not None
    assert [one.key for one in made.source.citations] == ["a", "b"]


def test_a_line_across_bars_is_refused() -> None:
    with pytest.raises(AssertionError, match="can't be a line across this chart"):
        chart("one, two", "as: chart, reference: high")


def test_the_study_stands_in_the_source_under_an_authors_note() -> None:
    made = chart("one, two", "as: chart, note: Mind this")
    assert made.note is not None
    assert made.source is not None
    assert (made.note.text, made.source.text) == ("Mind this", "Randomised; n = 40 ")
    assert made.n == ()


def test_rows_go_by_their_study() -> None:
    table = shown("one, two", "as: row")
    assert isinstance(table, Table)
    assert table.table.header[0].text == "Study"
    assert [row[0].text for row in table.table.rows] == ["Able 2001 ", "Able 2001 "]


def test_a_range_over_studies_is_no_confidence_interval() -> None:
    text = DECK.format(ids="spread", how="as: sentence", common=COMMON, level=LEVEL)
    deck = load(PurePosixPath("deck.yaml"), Memory({"deck.yaml": text.encode()})).deck
    assert deck is not None
    spread = next(one for one in deck.findings if one.id == "spread")
    assert interval(spread.effects[0]) == ""
