"""What charts look like where it was once ugly: single bars, short parts of stacks, steep lines, long units, paper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import PurePosixPath

import pytest

from builder.diagnostics import Diagnostic
from builder.geometry import Rect
from builder.plan.bar_boxes import bar_boxes
from builder.plan.line_labels import INK
from builder.plan.page import Chart, ChartSpec, Plan, Stroke, TextBox

from .support.builds import drafted, in_memory, loaded
from .support.goldens import planned
from .test_chart_laws import assert_lawful, extent

DECK = """\
deck: sample
title: A sample
language: en-GB
sections:
  - section: one
    title: First part
    slides:
      - title: One chart
        blocks:
          - chart: {{{chart}, alt: A chart}}
editions:
  lecture: {{audience: clinician, output: slides}}
  paper: {{audience: clinician, output: handout}}
  large: {{audience: clinician, output: handout, type: large, paper: A5}}
"""
LONG = "points on the Montgomery-Asberg scale"


def made(chart: str) -> tuple[list[Diagnostic], list[Plan]]:
    """What has no room, and the plans: slides, paper, large print on small paper."""
    deck = loaded(PurePosixPath("deck.yaml"), in_memory(DECK.format(chart=chart)))
    found: list[Diagnostic] = []
    plans: list[Plan] = []
    for edition in deck.editions:
        faults, drafts = drafted(deck, edition)
        found += faults
        plans += [draft.plan for draft in drafts]
    return found, plans


def charts(chart: str) -> list[Chart]:
    faults, plans = made(chart)
    assert not faults
    return [one for plan in plans for one in drawn(plan)]


def drawn(plan: Plan) -> Iterator[Chart]:
    return (item for page in plan.pages for item in page.items if isinstance(item, Chart))


def written(chart: Chart) -> str:
    return " | ".join(p.text for mark in chart.marks if isinstance(mark, TextBox) for p in mark.paragraphs)


def test_a_single_category_lies() -> None:
    for kind, series in (("bar", "values: [64]"), ("stacked-bar", "series: {A: [64], B: [30]}")):
        for chart in charts(f"kind: {kind}, categories: [Ketamine], {series}"):
            assert isinstance(chart.spec, ChartSpec)
            assert chart.spec.horizontal
            assert chart.box.height < 130


def test_parts_of_stacks_without_room_for_a_value_are_read_from_an_axis() -> None:
    def axes(values: str) -> set[bool]:
        found = charts(
            f"kind: stacked-bar, horizontal: true, categories: [A, B], series: {{Better: [60, 40], {values}}}"
        )
        return {chart.spec.value_axis.visible for chart in found if isinstance(chart.spec, ChartSpec)}

    assert axes("Worse: [40, 60]") == {False}
    assert axes("Worse: [1, 60]") == {True}
    assert axes("Worse: [0, 60]") == {False}


STEEP = (
    "categories: [0, 1, 2, 3, 4], values: [1000, 320, 90, 30, 12], unit: ng/mL",
    "categories: [January, April, July, October], values: [10, 1350, 90, 1010]",
    "categories: [0, 1, 2, 3, 4, 5], values: [5, 20, 40, 60, 80, 100], unit: '%'",
    "log: true, categories: [0, 1, 2, 3, 4], values: [1000, 320, 90, 30, 12], unit: ng/mL",
)


@pytest.mark.parametrize("chart", STEEP)
def test_values_of_a_steep_line_stand_beside_it(chart: str) -> None:
    *roomy, large = charts(f"kind: line, {chart}")
    for one in [*roomy, large] if large.spec.show_values else roomy:  # on A5, an axis may have to do
        lines = [mark for mark in one.marks if isinstance(mark, Stroke) and mark.name == "Line"]
        values = [mark for mark in one.marks if isinstance(mark, TextBox) and mark.name == "Value or name"]
        assert len(lines) + 1 == len(values)
        for value in values:
            box = extent(value).inset(0, INK, 0, INK)
            assert not any(box.crossed(line.x1, line.y1, line.x2, line.y2) for line in lines), written(one)


@pytest.mark.parametrize("kind", ["bar", "bar, horizontal: true", "line", "pictogram, each: 10"])
def test_a_long_unit_stands_once_over_the_chart(kind: str) -> None:
    for chart in charts(f"kind: {kind}, categories: [First, Second], values: [64, 30], unit: {LONG}"):
        assert " ".join(written(chart).split()).count("points on the") <= 2  # a pictogram says what its figure is
        assert " | 64 | " in f" | {written(chart)} | "


COMPARED = "values: [64, 30], comparator: [28, 30.5], unit: '%', comparator_name: Comparison group"


@pytest.mark.parametrize("horizontal", ["true", "false"])
def test_a_comparison_group_has_bars_of_its_own_beside_the_others(horizontal: str) -> None:
    """On each other, two bars would be read as the parts of one."""
    for chart in charts(f"horizontal: {horizontal}, categories: [First, Second], {COMPARED}"):
        assert_lawful(chart, 10.5)
        assert isinstance(chart.spec, ChartSpec)
        own, other = chart.spec.series
        assert other.name == "Comparison group"
        assert other.name in written(chart)
        assert own.fill(0) != other.fill(0)
        bars = [box for row in bar_boxes(chart.spec) for box in row if box]
        assert len(bars) == 4
        assert not any(one.overlaps(two) for one, two in combinations(bars, 2))
        assert all(value in written(chart) for value in ("64%", "30%", "28%", "30.5%"))


def test_where_two_bars_each_have_no_room_there_are_two_marks_in_a_row() -> None:
    many = ", ".join(f"C{number}" for number in range(12))
    for chart in charts(
        f"horizontal: true, categories: [{many}], values: [{', '.join(['40'] * 12)}], "
        f"comparator: [{', '.join(['20'] * 12)}], comparator_name: Comparison group, unit: '%'"
    ):
        if isinstance(chart.spec, ChartSpec):
            continue
        assert_lawful(chart, 10.5)
        assert "40% v 20%" in written(chart)
        break
    else:
        pytest.fail("twelve pairs of bars had room everywhere")


def test_a_short_unit_and_a_percent_sign_stay_with_the_numbers() -> None:
    for unit in ("mg", "'%'"):
        for chart in charts(f"categories: [First, Second], values: [64, 30], unit: {unit}"):
            assert "64\u00a0mg" in written(chart) or "64%" in written(chart)


def test_what_has_no_room_at_all_says_where_and_what_to_do() -> None:
    word = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk"
    faults, _ = made(f"horizontal: true, categories: [{word}, B], values: [64, 30], unit: {LONG}")
    assert {(fault.rule, str(fault.at), bool(fault.help)) for fault in faults} == {("FIT001", "deck.yaml:10:20", True)}


@pytest.mark.parametrize("name", ["charts", "kinds"])
def test_upright_charts_on_paper_are_high_enough_to_see_differences(name: str) -> None:
    upright = [
        chart.spec.plot.height
        for draft in planned(name)
        if draft.kind == "pdf"
        for chart in drawn(draft.plan)
        if isinstance(chart.spec, ChartSpec) and not chart.spec.horizontal
    ]
    assert len(upright) > 3
    assert min(upright) > 139.5


@pytest.mark.parametrize("kind", ["bar", "dot"])
def test_names_that_are_too_long_for_one_row_of_the_key_stand_in_two(kind: str) -> None:
    names = "Esketamine and a new medicine", "Placebo spray and a new medicine"
    series = f"series: {{{names[0]}: [69.3, 52.5], {names[1]}: [52, 31]}}"
    rows = set[int]()
    for chart in charts(f"kind: {kind}, categories: [Response, Remission], {series}, unit: '%'"):
        assert_lawful(chart, 10.5)
        keys = [mark.inner for mark in chart.marks if isinstance(mark, TextBox) and mark.name == "Key label"]
        assert len(keys) == 2
        assert all(key.right <= chart.box.right + 0.5 and key.bottom <= chart.spec.plot.y for key in keys)
        assert keys[0].y == keys[1].y or keys[0].bottom <= keys[1].y
        rows.add(len({key.y for key in keys}))
    assert rows == {1, 2}, "wide and narrow"


def keys_of(chart: Chart) -> list[Rect]:
    return [mark.inner for mark in chart.marks if isinstance(mark, TextBox) and mark.name == "Key label"]


def test_names_of_lines_that_are_too_long_for_one_row_of_the_key_stand_in_more() -> None:
    names = [f"{letter} medicine with a long name" for letter in "ABCDE"]
    series = ", ".join(f"{name}: [{20 + n}, 15]" for n, name in enumerate(names))
    for chart in charts(f"kind: line, categories: [0, 4], series: {{{series}}}"):
        keys = keys_of(chart)
        assert len(keys) == 5
        assert len({key.y for key in keys}) > 1
        assert all(key.right <= chart.box.right + 0.5 and key.bottom <= chart.spec.plot.y - 5 for key in keys)


def test_office_programs_make_columns_of_a_key_as_wide_as_its_widest_name() -> None:
    """Five names of which one is long have no room in one row there, though they would have it side by side."""
    names = "Ketamine", "Midazolam", "Placebo", "Esketamine as a nasal spray", "Scopolamine"
    series = ", ".join(f"{name}: [{20 + n}, 15]" for n, name in enumerate(names))
    slide = charts(f"kind: line, categories: [0, 4], series: {{{series}}}")[0]
    rows = len({key.y for key in keys_of(slide)})
    assert rows == 2
    assert slide.spec.plot.y - slide.spec.legend_top >= rows * 16


def test_where_something_is_tentative_nothing_else_is_striped() -> None:
    def stripes(more: str) -> list[str | None]:
        series = "series: {A: [4, 5], B: [3, 4], C: [6, 7], D: [5, 5]}"
        chart = charts(f"kind: bar, categories: [Then, Now], {series}{more}")[0]
        assert isinstance(chart.spec, ChartSpec)
        return [one.hatch for one in chart.spec.series]

    assert stripes("") == [None, None, "up", "down"]
    assert stripes(", tentative: [C]") == [None, None, "up", None]
    assert stripes(", tentative: [Now]") == [None] * 4


def test_shares_that_lie_in_little_room_have_every_other_number_on_their_axis() -> None:
    series = "series: {A: [30, 20], B: [14, 22]}"
    found = charts(
        f"kind: stacked-bar, shares: true, horizontal: true, categories: [Day 1, {'Long word ' * 3}], {series}"
    )
    steps = []
    for chart in found:
        ticks = [mark for mark in chart.marks if isinstance(mark, TextBox) and mark.name == "Tick"]
        shown = [paragraph.text for mark in ticks for paragraph in mark.paragraphs]
        assert shown in (["0%", "25%", "50%", "75%", "100%"], ["0%", "50%", "100%"])
        assert all(a.box.right < b.box.x for a, b in pairwise(ticks))
        assert isinstance(chart.spec, ChartSpec)
        assert chart.spec.value_axis.major == 1 / (len(shown) - 1)
        steps.append(len(shown))
    assert steps[0] == 5
