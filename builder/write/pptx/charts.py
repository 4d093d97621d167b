"""Charts: native and editable, with the plan's data, axes and looks, and a workbook behind them."""

from __future__ import annotations

import re
from typing import Final

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from builder.geometry import Rect
from builder.plan.page import Chart, ChartSeries, ChartSpec
from builder.write.pptx.axes import AXIS_IDS, axes, double
from builder.write.pptx.chart_text import ChartText, place
from builder.write.pptx.labels import data_labels
from builder.write.pptx.palette import NO_FILL, NO_LINE, Palette
from builder.write.pptx.sheet import Sheet
from builder.write.pptx.workbook import cells_at, heading_at, workbook
from builder.write.pptx.xml import el, emu, esc, root

_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NO_LOOK: Final = el("c:spPr", NO_FILL, NO_LINE)
_MARKER_SIZE: Final = 8
_STRAIGHT: Final = '<c:smooth val="0"/>'
_LITERAL: Final = re.compile(r"(?=_x[0-9A-Fa-f]{4}_)")


def chart_frame(chart: Chart, sheet: Sheet, properties: str) -> str:
    """Return a chart's frame, its parts added. `properties` is `p:nvPr`, with a placeholder's mark if it fills one."""
    package, deck = sheet.deck.package, sheet.deck
    part = package.add("/ppt/charts/chart{}.xml", CT.DML_CHART)
    data = package.add("/ppt/embeddings/Microsoft_Excel_Sheet{}.xlsx", CT.SML_SHEET, workbook(chart.spec, deck.created))
    part.blob = chart_part(chart, part.relate(data, RT.PACKAGE), sheet.palette, sheet.language)
    identity = el(
        "p:nvGraphicFramePr",
        sheet.identity(chart.name, alt=chart.alt),
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>',
        properties,
    )
    left, top = emu(chart.box.x), emu(chart.box.y)
    frame = el(
        "p:xfrm",
        el("a:off", x=left, y=top),
        el("a:ext", cx=emu(chart.box.right) - left, cy=emu(chart.box.bottom) - top),
    )
    pointer = f'<c:chart xmlns:c="{_URI}" r:id="{sheet.part.relate(part, RT.CHART)}"/>'
    return el("p:graphicFrame", identity, frame, el("a:graphic", el("a:graphicData", pointer, uri=_URI)))


def chart_part(chart: Chart, workbook_id: str, palette: Palette, language: str) -> bytes:
    """Return the chart part."""
    spec = chart.spec
    text = ChartText(spec, palette, language)
    heading = _heading(text)
    inner = el(
        "c:chart",
        heading,
        el("c:autoTitleDeleted", val=not heading),
        el("c:plotArea", _plot_layout(spec.plot, chart.box), _plot(text), axes(text), _NO_LOOK),
        _legend(text, chart.box),
        # A line stops at a missing value, as the plan draws it.
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>',
    )
    return root(
        "c:chartSpace",
        "c a r",
        '<c:date1904 val="0"/>',
        el("c:lang", val=language),
        '<c:roundedCorners val="0"/>',
        inner,
        _NO_LOOK,
        text.defaults(spec.label_color),
        el("c:externalData", '<c:autoUpdate val="0"/>', r_id=workbook_id),
    )


def _heading(text: ChartText) -> str:
    """Return what the values are as the chart's own title, at its top left, where the plan keeps room for it.

    As an axis title PowerPoint would break it into a column of words, or turn it on its side.
    """
    return text.title(text.spec.heading, place(x="0", y="0"), over=True)


def _plot_layout(plot: Rect, box: Rect) -> str:
    """Return the place of the plot area without its labels, in shares of the chart's box."""
    return place(
        inner=True,
        x=double(round((plot.x - box.x) / box.width, 6)),
        y=double(round((plot.y - box.y) / box.height, 6)),
        w=double(round(plot.width / box.width, 6)),
        h=double(round(plot.height / box.height, 6)),
    )


def _legend(text: ChartText, box: Rect) -> str:
    """Return the legend, if any: a row at the left, at the height that the plan keeps for it."""
    if not text.spec.legend:
        return ""
    look = text.defaults(text.spec.label_color)
    top = double(round(max(0.0, text.spec.legend_top - box.y) / box.height, 6))
    return el("c:legend", '<c:legendPos val="t"/>', place(x="0", y=top), '<c:overlay val="0"/>', look)


def _plot(text: ChartText) -> str:
    spec = text.spec
    series = "".join(_series(index, one, text) for index, one in enumerate(spec.series))
    ids = "".join(el("c:axId", val=axis) for axis in AXIS_IDS)
    varied = '<c:varyColors val="0"/>'
    if spec.kind == "bar":
        head = el("c:barDir", val="bar" if spec.horizontal else "col") + '<c:grouping val="clustered"/>'
        bars = el("c:gapWidth", val=spec.gap_width) + el("c:overlap", val=spec.overlap)
        return el("c:barChart", head, varied, series, bars, ids)
    if spec.xs:
        return el("c:scatterChart", '<c:scatterStyle val="lineMarker"/>', varied, series, ids)
    return el("c:lineChart", '<c:grouping val="standard"/>', varied, series, '<c:marker val="1"/>', ids)


def _series(index: int, series: ChartSeries, text: ChartText) -> str:
    spec, palette = text.spec, text.palette
    name = el("c:tx", el("c:strRef", el("c:f", heading_at(index + 1)), _texts((series.name,))))
    head = el("c:idx", val=index) + el("c:order", val=index) + name
    labels = data_labels(series, text)
    values = _numbers(cells_at(index + 1, len(series.values)), series.values)
    if spec.kind == "bar":
        look = el("c:spPr", palette.fill(series.color), NO_LINE) + '<c:invertIfNegative val="0"/>'
        return el("c:ser", head, look, _bar_points(series, palette), labels, _categories(spec), el("c:val", values))
    look = _line_look(series, spec.weights.line, palette)
    if spec.xs:
        places = el("c:xVal", _numbers(cells_at(0, len(spec.xs)), spec.xs))
        return el("c:ser", head, look, labels, places, el("c:yVal", values), _STRAIGHT)
    return el("c:ser", head, look, labels, _categories(spec), el("c:val", values), _STRAIGHT)


def _line_look(series: ChartSeries, width: float, palette: Palette) -> str:
    dash = '<a:prstDash val="dash"/>' if series.dash else ""
    line = el("a:ln", palette.fill(series.color), dash, "<a:round/>", w=emu(width), cap="flat")
    return el("c:spPr", line) + _marker(series, palette)


def _bar_points(series: ChartSeries, palette: Palette) -> str:
    return "".join(
        el("c:dPt", el("c:idx", val=index), '<c:invertIfNegative val="0"/><c:bubble3D val="0"/>', look)
        for index, color in enumerate(series.point_colors[: len(series.values)])
        if color is not None and color != series.color
        for look in (el("c:spPr", palette.fill(color), NO_LINE),)
    )


def _marker(series: ChartSeries, palette: Palette) -> str:
    symbol = el("c:symbol", val=series.marker)
    if series.marker == "none":
        return el("c:marker", symbol)
    look = el("c:spPr", palette.fill(series.color), NO_LINE)
    return el("c:marker", symbol, el("c:size", val=_MARKER_SIZE), look)


def _categories(spec: ChartSpec) -> str:
    address = el("c:f", cells_at(0, len(spec.categories)))
    return el("c:cat", el("c:strRef", address, _texts(spec.categories)))


def _texts(texts: tuple[str, ...]) -> str:
    points = (el("c:pt", el("c:v", cached(text)), idx=index) for index, text in enumerate(texts))
    return el("c:strCache", el("c:ptCount", val=len(texts)), *points)


def _numbers(address: str, values: tuple[float | None, ...]) -> str:
    points = (
        el("c:pt", el("c:v", double(value)), idx=index) for index, value in enumerate(values) if value is not None
    )
    cache = el("c:numCache", "<c:formatCode>General</c:formatCode>", el("c:ptCount", val=len(values)), *points)
    return el("c:numRef", el("c:f", address), cache)


def cached(text: str) -> str:
    """Return a text for a chart's cache, whose type reads `_x0041_` as a letter: such a text is escaped there."""
    return esc(_LITERAL.sub("_x005F", text))
