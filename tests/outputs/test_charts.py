"""Native charts show what was planned: data, labels, ranges, colours; and their workbooks hold the same numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest
from hypothesis import assume, given, settings

from builder.plan.bars import bar_boxes
from builder.plan.page import Chart, ChartSpec, Plan, Shape, TextBox

from .support import nativechart, opened
from .support.anyoutline import Outline, outlines
from .support.builds import File, drafted, in_memory, loaded, written
from .support.goldens import planned
from .support.opened import C


def charts(plan: Plan, data: bytes) -> Iterator[tuple[Chart, bytes, str]]:
    """Every planned chart, the native one in its place, and the name of its workbook."""
    package = opened.parts(data)
    for slide, page in zip(opened.slides(data), plan.pages, strict=True):
        wanted = [item for item in page.items if isinstance(item, Chart)]
        order = [e.get(opened.R + "id") for e in opened.tree(slide.blob).iter(C + "chart")]
        assert len(order) == len(wanted)
        for chart, identity in zip(wanted, order, strict=True):
            blob = slide.related[identity][1]
            name = next(n for n, b in package.items() if b is blob or (b == blob and "charts/chart" in n))
            yield chart, blob, workbook_of(name, package)


def workbook_of(chart: str, package: dict[str, bytes]) -> str:
    folder, _, base = chart.rpartition("/")
    (relation,) = opened.tree(package[f"{folder}/_rels/{base}.rels"])
    return "ppt/embeddings/" + str(relation.get("Target")).rpartition("/")[2]


def assert_as_planned(plan: Plan, data: bytes) -> int:
    package = opened.parts(data)
    scheme = nativechart.scheme_of(package)
    count = 0
    for chart, blob, workbook in charts(plan, data):
        root = opened.tree(blob)
        assert_kind(chart.spec, root)
        assert_data(chart.spec, nativechart.series_of(root, scheme, line=chart.spec.kind == "line"))
        assert_axes(chart.spec, nativechart.value_axes(root))
        assert_place(chart, root)
        assert nativechart.sheet_of(package, workbook) == wanted_cells(chart.spec)
        count += 1
    return count


def assert_kind(spec: ChartSpec, root: object) -> None:
    kinds = {
        tag: next(root.iter(C + tag), None)  # type: ignore[attr-defined]
        for tag in ("barChart", "lineChart", "scatterChart")
    }
    wanted = "barChart" if spec.kind == "bar" else "scatterChart" if spec.xs else "lineChart"
    assert [tag for tag, found in kinds.items() if found is not None] == [wanted]
    if spec.kind == "bar":
        plot = kinds["barChart"]
        assert plot.find(C + "barDir").get("val") == ("bar" if spec.horizontal else "col")
        assert int(plot.find(C + "gapWidth").get("val")) == spec.gap_width
        assert int(plot.find(C + "overlap").get("val")) == spec.overlap
    legend = next(root.iter(C + "legend"), None)  # type: ignore[attr-defined]
    assert (legend is not None) == spec.legend


def assert_data(spec: ChartSpec, found: list[nativechart.Series]) -> None:
    assert [one.name for one in found] == [one.name for one in spec.series]
    for one, planned_one in zip(found, spec.series, strict=True):
        assert one.values == planned_one.values
        if spec.xs:
            assert tuple(float(x) for x in one.categories) == spec.xs
        else:
            assert one.categories == spec.categories
        assert one.color.upper() == planned_one.color.rgb.upper()
        own = {
            index: color.rgb.upper()
            for index, color in enumerate(planned_one.point_colors)
            if color and color.rgb != planned_one.color.rgb
        }
        assert {index: color.upper() for index, color in one.points.items()} == own
        shown = [
            label if value is not None else None for label, value in zip(planned_one.labels, one.values, strict=True)
        ]
        assert list(one.labels) == shown


def assert_axes(spec: ChartSpec, found: dict[str, nativechart.ReadAxis]) -> None:
    axis = found["b" if spec.kind == "bar" and spec.horizontal else "l"]
    plan = spec.value_axis
    assert (axis.minimum, axis.maximum, axis.major) == pytest.approx((plan.minimum, plan.maximum, plan.major))
    assert (axis.number_format, axis.visible, axis.gridlines) == (plan.number_format, plan.visible, plan.gridlines)
    if spec.x_axis:
        along = found["b"]
        wanted = (spec.x_axis.minimum, spec.x_axis.maximum, spec.x_axis.major)
        assert (along.minimum, along.maximum, along.major) == pytest.approx(wanted)
        assert along.title == (spec.category_title or "")


def assert_place(chart: Chart, root: object) -> None:
    """The plot area stands where the plan has it, to a tenth of a point."""
    layout = next(root.iter(C + "plotArea")).find(f"{C}layout/{C}manualLayout")  # type: ignore[attr-defined]
    x, y, w, h = (float(layout.find(C + key).get("val")) for key in "xywh")
    box, plot = chart.box, chart.spec.plot
    found = (box.x + x * box.width, box.y + y * box.height, w * box.width, h * box.height)
    assert found == pytest.approx((plot.x, plot.y, plot.width, plot.height), abs=0.1)


def wanted_cells(spec: ChartSpec) -> dict[str, str | float]:
    """The sheet of a chart: what stands along the axis in column A, a series in each column after it."""
    columns = [(spec.category_title or "", spec.xs or spec.categories), *((s.name, s.values) for s in spec.series)]
    return {
        f"{chr(ord('A') + column)}{row}": value
        for column, (heading, values) in enumerate(columns)
        for row, value in enumerate((heading, *values), 1)
        if value not in (None, "")
    }


def test_the_lectures_charts_are_as_planned(lecture: File) -> None:
    assert assert_as_planned(lecture.plan, lecture.data) >= 4


@pytest.mark.parametrize("name", ["charts", "symbols"])
def test_golden_charts_are_as_planned(name: str) -> None:
    (draft,) = (draft for draft in planned(name) if draft.kind == "pptx")
    assert assert_as_planned(draft.plan, written(draft)) > 0


@settings(deadline=None, max_examples=40)
@given(outlines(editions=("lecture",), shapes=("chart",)))
def test_any_chart_is_as_planned(outline: Outline) -> None:
    deck = loaded(PurePosixPath("deck.yaml"), in_memory(outline.text, outline.files))
    faults, made = drafted(deck, deck.editions[0])
    assume(not faults)
    for draft in made:
        assert_as_planned(draft.plan, written(draft))


def drawn(plan: Plan) -> Iterator[Chart]:
    return (item for page in plan.pages for item in page.items if isinstance(item, Chart))


def test_bars_are_drawn_as_long_as_their_values() -> None:
    """The vector drawing and the native chart share one geometry: a bar's length is its value's share of the axis."""
    checked = 0
    for draft in planned("charts"):
        for chart in drawn(draft.plan):
            spec = chart.spec
            if spec.kind != "bar":
                continue
            span = spec.value_axis.maximum - spec.value_axis.minimum
            room = spec.plot.width if spec.horizontal else spec.plot.height
            shapes = [mark.box for mark in chart.marks if isinstance(mark, Shape)]
            for series, boxes in zip(spec.series, bar_boxes(spec), strict=True):
                for value, box in zip(series.values, boxes, strict=True):
                    if value is None or box is None:
                        assert value is None and box is None
                        continue
                    length = box.width if spec.horizontal else box.height
                    assert length == pytest.approx(abs(value) / span * room)
                    assert box in shapes
                    checked += 1
    assert checked > 20


def test_values_are_written_as_their_author_typed_them() -> None:
    texts = {
        paragraph.text
        for draft in planned("charts")
        for chart in drawn(draft.plan)
        for mark in chart.marks
        if isinstance(mark, TextBox)
        for paragraph in mark.paragraphs
    }
    assert texts >= {"52.2%", "47.9%", "39.8%", "\u22121.5", "64%", "1350", "0.25", "Ketamine", "Drug", "Placebo"}


def test_charts_reach_no_workbook_but_their_own(lecture: File) -> None:
    """Parts of charts are referred to once each, and no chart or workbook names anything outside the package."""
    package = opened.parts(lecture.data)
    books = [workbook for _, _, workbook in charts(lecture.plan, lecture.data)]
    assert len(set(books)) == len(books) == sum(1 for name in package if name.endswith(".xlsx"))
    for name, blob in package.items():
        if "!" in name or name.startswith("ppt/charts/"):
            assert b"TargetMode" not in blob and not re.search(rb"externalLink|<f>", blob), name
