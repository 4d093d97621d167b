"""Native charts show what was planned: data, labels, ranges, colours; and their workbooks hold the same numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest
from hypothesis import assume, given, settings

from builder.plan.bar_boxes import bar_boxes
from builder.plan.page import Chart, ChartSeries, ChartSpec, Plan, RowSpec, Shape, Stretches, TextBox
from builder.write.pptx.spreadsheet import letters

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
    relations = opened.tree(package[f"{folder}/_rels/{base}.rels"])
    (relation,) = (one for one in relations if str(one.get("Type")).endswith("/package"))
    return "ppt/embeddings/" + str(relation.get("Target")).rpartition("/")[2]


def assert_as_planned(plan: Plan, data: bytes) -> int:
    package = opened.parts(data)
    scheme = nativechart.scheme_of(package)
    count = 0
    for chart, blob, workbook in charts(plan, data):
        root = opened.tree(blob)
        assert_place(chart, root)
        sheet = nativechart.sheet_of(package, workbook)
        if isinstance(chart.spec, RowSpec):
            assert_rows(chart.spec, root, scheme)
            assert sheet == row_cells(chart.spec)
        else:
            assert_kind(chart.spec, root)
            assert_data(chart.spec, nativechart.series_of(root, scheme, line=chart.spec.kind == "line"))
            assert_error_bars(chart.spec, root)
            assert_axes(chart.spec, nativechart.value_axes(root))
            assert sheet == wanted_cells(chart.spec)
        assert_caches(root, sheet)
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
        grouping = {"clustered": "clustered", "stacked": "stacked", "shares": "percentStacked"}[spec.grouping]
        assert plot.find(C + "grouping").get("val") == grouping
        assert int(plot.find(C + "gapWidth").get("val")) == spec.gap_width
        assert int(plot.find(C + "overlap").get("val")) == spec.overlap
        places = {place.get("val") for place in plot.iter(C + "dLblPos")}
        assert spec.grouping == "clustered" or "outEnd" not in places, "PowerPoint calls such a file damaged"
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
        assert_colors(spec, planned_one, one)
        shown = [
            label if value is not None else None for label, value in zip(planned_one.labels, one.values, strict=True)
        ]
        assert list(one.labels) == shown


def assert_colors(spec: ChartSpec, series: ChartSeries, found: nativechart.Series) -> None:
    """Each bar has its colour (that of the lines of a hatch), and only bars unlike the others are apart."""

    def look(index: int | None) -> tuple[object, ...]:
        return series.fill(index), series.rim(index), series.hatching(index)

    def color(index: int | None) -> str:
        drawn = series.rim(index) if series.hatching(index) else None
        return "" if spec.figure else (drawn or series.fill(index)).rgb.upper()

    assert found.color.upper() == color(None)
    apart = {index for index in range(len(series.values)) if look(index) != look(None)}
    assert set(found.points) == apart
    assert {index: value.upper() for index, value in found.points.items()} == {index: color(index) for index in apart}


def assert_error_bars(spec: ChartSpec, root: object) -> None:
    for one, series in zip(root.iter(C + "ser"), spec.series, strict=True):  # type: ignore[attr-defined]
        found = nativechart.error_bars_of(one)
        assert (found is None) == (series.whiskers is None)
        if found and series.whiskers:
            assert found == (series.whiskers.minus, series.whiskers.plus)
        assert (None in nativechart.hatches_of(one)) == (series.hatch is not None)


def assert_rows(spec: RowSpec, root: object, scheme: dict[str, str]) -> None:
    """A row chart's lines, markers and labels, in the order in which the plan draws them."""
    assert next(root.iter(C + "scatterChart"), None) is not None  # type: ignore[attr-defined]
    found = nativechart.traces_of(root, scheme)
    wanted: list[tuple[object, ...]] = [
        (one.name, points_of(one), one.color.rgb.upper(), pytest.approx(one.width, abs=0.01), "none")
        for one in spec.stretches
    ]
    wanted += [(g.name, [(g.x, g.top), (g.x, g.bottom)], g.color.rgb.upper(), 1.5, "none") for g in spec.guides]
    wanted += [(d.name, list(zip(d.xs, d.rows, strict=True)), d.color.rgb.upper(), 0.0, d.marker) for d in spec.dots]
    wanted += [(w.name, [(w.x, row) for row in w.rows], "", 0.0, "none") for w in spec.words]
    assert [(t.name, list(t.points), t.color.upper(), t.line, t.marker) for t in found] == wanted
    texts = [tuple("\n".join(lines) for lines in words.texts) for words in spec.words]
    assert [trace.labels for trace in found[len(found) - len(texts) :]] == texts
    axes = nativechart.value_axes(root)
    along, across = axes["b"], axes["l"]
    assert (along.minimum, along.maximum) == pytest.approx((spec.x_axis.minimum, spec.x_axis.maximum))
    assert (along.major, along.number_format) == (pytest.approx(spec.x_axis.major), spec.x_axis.number_format)
    bases = [float(base.get("val")) for base in root.iter(C + "logBase")]  # type: ignore[attr-defined]
    assert bases == ([spec.x_axis.log] if spec.x_axis.log else [])
    assert (across.minimum, across.maximum, across.visible) == (spec.low, spec.high, False)


def points_of(lines: Stretches) -> list[tuple[float, float] | None]:
    """The ends of lines with a gap after each but the last."""
    rows = zip(lines.lows, lines.highs, lines.rows, strict=True)
    return [point for low, high, row in rows for point in ((low, row), (high, row), None)][:-1]


def assert_caches(root: object, sheet: dict[str, str | float]) -> None:
    """What the part remembers stands in the cells that it names: editing starts from what is seen."""
    for kind in ("strRef", "numRef"):
        for reference in root.iter(C + kind):  # type: ignore[attr-defined]
            column, first = re.fullmatch(r"Sheet1!\$([A-Z]+)\$(\d+)(?::.*)?", reference.find(C + "f").text).groups()
            for point in reference.iter(C + "pt"):
                shown = nativechart.literal(point.find(C + "v").text or "")
                held = sheet.get(f"{column}{int(first) + int(point.get('idx'))}", "")
                assert shown == held or float(shown) == held


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
    """The sheet of a chart: what stands along the axis in column A, then each series, with its error bars behind it."""
    columns: list[tuple[str, tuple[object, ...]]] = [(spec.category_title or "", spec.xs or spec.categories)]
    for series in spec.series:
        columns.append((series.name, series.values))
        if series.whiskers:
            name = ", ".join(filter(None, (series.name, series.whiskers.name)))
            columns.append((f"{name}: distance up", series.whiskers.plus))
            columns.append((f"{name}: distance down", series.whiskers.minus))
    return cells(columns)


def row_cells(spec: RowSpec) -> dict[str, str | float]:
    """The sheet of a row chart: the rows' names in column A, then values and rows of everything that is drawn."""
    traces: list[tuple[str, list[tuple[float, float] | None]]] = [(one.name, points_of(one)) for one in spec.stretches]
    traces += [(guide.name, [(guide.x, guide.top), (guide.x, guide.bottom)]) for guide in spec.guides]
    traces += [(dots.name, list(zip(dots.xs, dots.rows, strict=True))) for dots in spec.dots]
    traces += [(words.name, [(words.x, row) for row in words.rows]) for words in spec.words]
    columns: list[tuple[str, tuple[object, ...]]] = [("", spec.categories)]
    for name, points in traces:
        columns.append((name, tuple(point and point[0] for point in points)))
        columns.append(("Row", tuple(point and point[1] for point in points)))
    return cells(columns)


def cells(columns: list[tuple[str, tuple[object, ...]]]) -> dict[str, str | float]:
    return {
        f"{letters(column)}{row}": value  # type: ignore[misc]
        for column, (heading, values) in enumerate(columns)
        for row, value in enumerate((heading, *values), 1)
        if value not in (None, "")
    }


def test_the_lectures_charts_are_as_planned(lecture: File) -> None:
    assert assert_as_planned(lecture.plan, lecture.data) >= 4


@pytest.mark.parametrize("name", ["charts", "kinds", "symbols"])
def test_golden_charts_are_as_planned(name: str) -> None:
    (draft,) = (draft for draft in planned(name) if draft.kind == "pptx")
    assert assert_as_planned(draft.plan, written(draft)) > 0


@settings(deadline=None, max_examples=60)
@given(outlines(editions=("lecture",), shapes=("chart",)))
def test_any_chart_is_as_planned(outline: Outline) -> None:
    deck = loaded(PurePosixPath("deck.yaml"), in_memory(outline.text, outline.files))
    faults, made = drafted(deck, deck.editions[0])
    assume(not faults)
    for draft in made:
        assert_as_planned(draft.plan, written(draft))


def drawn(plan: Plan) -> Iterator[Chart]:
    return (item for page in plan.pages for item in page.items if isinstance(item, Chart))


def painted(shape: Shape) -> tuple[float, ...]:
    """Where a shape is seen, its line included: left, top, width, height."""
    half = shape.line_width / 2 if shape.line else 0.0
    box = shape.box.inset(-half, -half, -half, -half)
    return tuple(round(number, 6) for number in (box.x, box.y, box.width, box.height))


def test_bars_are_drawn_as_long_as_their_values() -> None:
    """The vector drawing and the native chart share one geometry: a bar's length is its value's share of the axis."""
    checked = 0
    for draft in planned("charts"):
        for chart in drawn(draft.plan):
            spec = chart.spec
            if isinstance(spec, RowSpec) or spec.kind != "bar":
                continue
            span = spec.value_axis.maximum - spec.value_axis.minimum
            room = spec.plot.width if spec.horizontal else spec.plot.height
            shapes = [painted(mark) for mark in chart.marks if isinstance(mark, Shape)]
            for series, boxes in zip(spec.series, bar_boxes(spec), strict=True):
                for value, box in zip(series.values, boxes, strict=True):
                    if value is None or box is None:
                        assert value is None and box is None
                        continue
                    length = box.width if spec.horizontal else box.height
                    assert length == pytest.approx(abs(value) / span * room)
                    assert painted(Shape(box, "rect", "Bar")) in shapes
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
