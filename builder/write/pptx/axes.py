"""Axes of charts: exactly the plan's range, steps and format."""

from __future__ import annotations

from typing import Final

from builder.plan.page import Axis, ChartSpec, RowSpec
from builder.theme import Color
from builder.write.pptx.chart_text import ChartText
from builder.write.pptx.palette import NO_LINE, Palette
from builder.write.pptx.xml import el

AXIS_IDS: Final = (111_111_111, 222_222_222)
"""The axis along which points stand, and that of their values. Signed ids, as some writers make, are not valid."""
_NO_TICKS: Final = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'


def axes(spec: ChartSpec, text: ChartText) -> str:
    """Return both axes of a bar or line chart."""
    along, across = AXIS_IDS
    if spec.xs and spec.x_axis:
        first = _value_axis(spec.x_axis, text, along, across, position="b", title=spec.category_title, crosses="min")
        return first + _value_axis(spec.value_axis, text, across, along, position="l", crosses="min")
    if spec.kind == "bar" and spec.horizontal:
        # Across reversed categories "max" is the foot of the chart, where the numbers belong.
        values = _value_axis(
            spec.value_axis, text, across, along, position="b", crosses="max", labels="nextTo", ruled=False, along=False
        )
        return _category_axis(spec, text, lies=True) + values
    values = _value_axis(spec.value_axis, text, across, along, position="l", crosses="autoZero", along=False)
    return _category_axis(spec, text, lies=False) + values


def number_axis(axis: Axis, text: ChartText) -> str:
    """Return the axis under a row chart."""
    along, across = AXIS_IDS
    return _value_axis(axis, text, along, across, position="b", crosses="min")


def row_axis(spec: RowSpec, text: ChartText) -> str:
    """Return the axis of a row chart's rows, hidden."""
    along, across = AXIS_IDS
    axis = Axis(spec.low, spec.high, 1.0, "General", visible=False)
    return _value_axis(axis, text, across, along, position="l", crosses="min")


def _category_axis(spec: ChartSpec, text: ChartText, *, lies: bool) -> str:
    along, across = AXIS_IDS
    return el(
        "c:catAx",
        el("c:axId", val=along),
        # Lying bars are read from the top, where a chart would put the last category.
        el("c:scaling", el("c:orientation", val="maxMin" if lies else "minMax")),
        '<c:delete val="0"/>',
        el("c:axPos", val="l" if lies else "b"),
        text.title(spec.category_title),
        '<c:numFmt formatCode="General" sourceLinked="0"/>',
        _NO_TICKS,
        el("c:tickLblPos", val="low" if spec.value_axis.minimum < 0 else "nextTo"),
        _rule(spec.axis_color, spec.weights.axis, text.palette),
        text.defaults(spec.label_color if spec.kind == "bar" else spec.axis_color),
        el("c:crossAx", val=across),
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="1"/>',
    )


def _value_axis(
    axis: Axis, text: ChartText, own: int, other: int, *, position: str, crosses: str, title: str | None = None,
    labels: str = "low", ruled: bool = True, along: bool = True,
) -> str:  # fmt: skip
    """Return an axis of numbers; `along`: points stand at its ticks, else between them; `ruled`: a lying one's line."""
    spec = text.spec
    return el(
        "c:valAx",
        el("c:axId", val=own),
        el(
            "c:scaling",
            el("c:logBase", val=axis.log) if axis.log else "",
            '<c:orientation val="minMax"/>',
            el("c:max", val=double(axis.maximum)),
            el("c:min", val=double(axis.minimum)),
        ),
        el("c:delete", val=not axis.visible),
        el("c:axPos", val=position),
        el("c:majorGridlines", _rule(spec.grid_color, spec.weights.grid, text.palette)) if axis.gridlines else "",
        text.title(title),
        el("c:numFmt", formatCode=axis.number_format, sourceLinked=False),
        _NO_TICKS,
        el("c:tickLblPos", val=labels),
        _rule(spec.axis_color, spec.weights.axis, text.palette) if position == "b" and ruled else el("c:spPr", NO_LINE),
        text.defaults(spec.axis_color),
        el("c:crossAx", val=other),
        el("c:crosses", val=crosses),
        el("c:crossBetween", val="midCat" if along else "between"),
        el("c:majorUnit", val=double(axis.major)),
    )


def _rule(color: Color, width: float, palette: Palette) -> str:
    return el("c:spPr", palette.line(color, width))


def double(value: float) -> str:
    """Return a number in its shortest form."""
    whole = int(value)
    return str(whole) if whole == value else repr(float(value))
