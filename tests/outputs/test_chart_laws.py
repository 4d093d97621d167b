"""Laws of drawn charts, of every kind and in both media: all marks lie in their chart, and labels are free of others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import PurePosixPath

import pytest
from hypothesis import HealthCheck, assume, given, settings

from builder.geometry import Rect
from builder.plan.page import Chart, ChartSpec, Mark, Plan, RowSpec, Shape, Stroke, TextBox

from .support.anyoutline import Outline, outlines
from .support.builds import drafted, in_memory, loaded
from .support.goldens import planned

LEAST = {"slides": 14.0, "handout": 10.5}
"""Least type sizes in charts: from the back row, and on paper."""


def charts_of(plan: Plan) -> Iterator[Chart]:
    return (item for page in plan.pages for item in page.items if isinstance(item, Chart))


def extent(mark: Mark) -> Rect:
    """Where a mark is seen: words as far as their lines reach."""
    match mark:
        case TextBox():
            lines = [(p, line) for p in mark.paragraphs for line in p.lines]
            left = min(line.x for _, line in lines)
            right = max(line.x + line.width for _, line in lines)
            top = min(p.y for p in mark.paragraphs)
            bottom = max(p.y + p.leading * len(p.lines) for p in mark.paragraphs)
            return Rect(mark.inner.x + left, mark.inner.y + top, right - left, bottom - top)
        case Shape():
            half = mark.line_width / 2 if mark.line else 0.0
            return (mark.clip or mark.box).inset(-half, -half, -half, -half)
        case Stroke():
            x, y = min(mark.x1, mark.x2), min(mark.y1, mark.y2)
            return Rect(x, y, abs(mark.x2 - mark.x1), abs(mark.y2 - mark.y1))


def assert_lawful(chart: Chart, least: float) -> None:
    box = chart.box.inset(-1.5, -1.5, -1.5, -1.5)
    for mark in chart.marks:
        seen = extent(mark)
        inside = box.x <= seen.x and box.y <= seen.y and seen.right <= box.right and seen.bottom <= box.bottom
        # a pale marker or a thin interval may touch the edge of the plot, never pass the chart's
        assert inside, f"{mark.name} {seen} is not in {chart.box}"
    labels = [mark for mark in chart.marks if isinstance(mark, TextBox)]
    for one, other in combinations(labels, 2):
        assert not extent(one).overlaps(extent(other), 1.0), f"{words(one)!r} stands on {words(other)!r}"
    sizes = {run.nominal for mark in labels for p in mark.paragraphs for run in p.runs}
    assert min(sizes) >= least


def words(box: TextBox) -> str:
    return " / ".join(paragraph.text for paragraph in box.paragraphs)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(outlines(editions=("lecture", "paper"), shapes=("chart",)))
def test_any_chart_keeps_to_its_box_and_its_labels_apart(outline: Outline) -> None:
    deck = loaded(PurePosixPath("deck.yaml"), in_memory(outline.text, outline.files))
    for edition in deck.editions:
        faults, made = drafted(deck, edition)
        assume(not faults)
        for draft in made:
            for chart in charts_of(draft.plan):
                assert_lawful(chart, LEAST[edition.output])


@pytest.mark.parametrize("name", ["charts", "kinds"])
def test_golden_charts_keep_to_their_boxes(name: str) -> None:
    for draft in planned(name):
        for chart in charts_of(draft.plan):
            assert_lawful(chart, LEAST["slides" if draft.kind == "pptx" else "handout"])


def test_both_media_show_the_same_axes() -> None:
    """A chart's range is its numbers', not its room's; only ticks may be fewer where there is less room."""

    def axes(plan: Plan) -> list[tuple[float, float]]:
        found = [
            chart.spec.x_axis if isinstance(chart.spec, RowSpec) else chart.spec.value_axis for chart in charts_of(plan)
        ]
        return [(axis.minimum, axis.maximum) for axis in found if axis.visible]

    lecture, paper = planned("kinds")
    assert axes(lecture.plan) == axes(paper.plan)
    assert len(axes(lecture.plan)) > 10


def test_the_law_sees_a_label_that_stands_on_another() -> None:
    chart = next(
        chart for draft in planned("charts") for chart in charts_of(draft.plan) if isinstance(chart.spec, ChartSpec)
    )
    label = next(mark for mark in chart.marks if isinstance(mark, TextBox))
    from dataclasses import replace

    with pytest.raises(AssertionError, match="stands on"):
        assert_lawful(replace(chart, marks=(*chart.marks, label)), 10.0)
    with pytest.raises(AssertionError, match="is not in"):
        assert_lawful(replace(chart, box=chart.box.moved(300, 0)), 10.0)
