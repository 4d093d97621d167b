"""Alternative text of charts, made of their own numbers, row by row: whoever hears it can draw the chart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder import model
from builder.late import late
from builder.plan.axis import typed, typed_measure
from builder.plan.series import has_intervals, names

if TYPE_CHECKING:
    from builder.plan.pictogram import each_of, key_of
else:
    each_of, key_of = late("builder.plan.pictogram", "each_of", "key_of")

KINDS = {
    "bar": "Bar chart",
    "grouped-bar": "Grouped bar chart",
    "stacked-bar": "Stacked bar chart",
    "line": "Line chart",
    "dot": "Dot plot",
    "range": "Chart of ranges",
    "pictogram": "Pictogram",
}


def describe(content: model.ChartContent) -> str:
    """Return alternative text made of the chart's own numbers, category by category."""
    kind = KINDS[content.kind]
    head = f"{kind}: {content.title.text.rstrip('.')}." if content.title else f"{kind}."
    rows = "; ".join(_row(content, index, name) for index, name in enumerate(names(content)))
    return " ".join([head, *_remarks(content), f"{rows}."])


def _remarks(content: model.ChartContent) -> Iterator[str]:
    """Yield what the numbers are: their name, intervals, scale, the reference line, what a figure stands for."""
    if content.value_title:
        yield f"Shown: {content.value_title}{'; shares of each bar' if content.shares else ''}."
    if has_intervals(content):
        yield f"In brackets: {content.interval}."
    if content.log:
        yield "Logarithmic scale."
    if content.kind == "pictogram":
        said = key_of(content, each_of(content))
        yield f"{said[:1].upper()}{said[1:]}."
    line = content.reference
    if line:
        label = f", {line.label}" if line.label else ""
        sides = f"; below it: {line.below}; above it: {line.above}" if line.below else ""
        yield f"Reference line at {typed(line.value, content.unit)}{label}{sides}."
    if content.tentative:
        yield f"Tentative: {', '.join(content.tentative)}."


def _row(content: model.ChartContent, index: int, name: str) -> str:
    several = len(content.series) > 1
    said = [
        f"{series.name} {typed_measure(value, content.unit)}" if several else typed_measure(value, content.unit)
        for series in content.series
        if (value := series.values[index]) is not None
    ]
    compared = content.comparator[index] if content.comparator else None
    if compared is not None:
        said.append(f"{content.comparator_name} {typed(compared, content.unit)}")
    return f"{name}: {', '.join(said) if said else 'no value'}"
