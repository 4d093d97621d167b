"""Axes of charts: exactly the plan's range, steps and format."""

from __future__ import annotations

from typing import Final

from builder.plan.page import Axis
from builder.theme import Color
from builder.write.pptx.chart_text import ChartText
from builder.write.pptx.palette import NO_LINE, Palette
from builder.write.pptx.xml import el

AXIS_IDS: Final = (111_111_111, 222_222_222)
"""The axis along which points stand, and that of their values. Signed ids, as some writers make, are not valid."""
_NO_TICKS: Final = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'


def axes(text: ChartText) -> str:
    """Return both axes of a chart."""
    spec = text.spec
    along, across = AXIS_IDS
    if spec.xs and spec.x_axis:
        return _value_axis(spec.x_axis, along, across, "b", text) + _value_axis(
            spec.value_axis, across, along, "l", text
        )
    lies = spec.kind == "bar" and spec.horizontal
    return _category_axis(text, lies=lies) + _value_axis(spec.value_axis, across, along, "b" if lies else "l", text)


def _category_axis(text: ChartText, *, lies: bool) -> str:
    spec = text.spec
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


def _value_axis(axis: Axis, own: int, other: int, position: str, text: ChartText) -> str:
    spec = text.spec
    lies = spec.kind == "bar" and spec.horizontal
    along = own == AXIS_IDS[0]
    return el(
        "c:valAx",
        el("c:axId", val=own),
        el(
            "c:scaling",
            '<c:orientation val="minMax"/>',
            el("c:max", val=double(axis.maximum)),
            el("c:min", val=double(axis.minimum)),
        ),
        el("c:delete", val=not axis.visible),
        el("c:axPos", val=position),
        el("c:majorGridlines", _rule(spec.grid_color, spec.weights.grid, text.palette)) if axis.gridlines else "",
        text.title(spec.category_title) if along else "",  # the other axis's stands over the chart
        el("c:numFmt", formatCode=axis.number_format, sourceLinked=False),
        _NO_TICKS,
        '<c:tickLblPos val="low"/>',
        _rule(spec.axis_color, spec.weights.axis, text.palette)
        if position == "b" and not lies
        else el("c:spPr", NO_LINE),
        text.defaults(spec.axis_color),
        el("c:crossAx", val=other),
        # Across reversed categories "max" is the foot of the chart, where the numbers belong.
        el("c:crosses", val="max" if lies else "min" if spec.xs else "autoZero"),
        el("c:crossBetween", val="midCat" if spec.xs else "between"),
        el("c:majorUnit", val=double(axis.major)),
    )


def _rule(color: Color, width: float, palette: Palette) -> str:
    return el("c:spPr", palette.line(color, width))


def double(value: float) -> str:
    """Return a number in its shortest form."""
    whole = int(value)
    return str(whole) if whole == value else repr(float(value))
