"""A chart: one resolved specification for a native chart, and the same chart as drawn marks."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from builder import model
from builder.geometry import Rect
from builder.plan.axis import typed
from builder.plan.bars import plan_bars
from builder.plan.lines import plan_lines
from builder.plan.page import Chart
from builder.plan.series import Look
from builder.plan.setting import Setting


def plan_chart(content: model.ChartContent, box: Rect, setting: Setting, *, element: int | None = None) -> Chart:
    """Return the chart in (the upper part of) `box`; its own box may be lower where it needs less height.

    Raises:
        FitError: labels that have no room even in the other direction.
    """
    setting = replace(setting, place=content.at)
    look = Look.of(setting)
    match content.kind:
        case "bar" | "grouped-bar":
            drawn, spec, marks = plan_bars(content, box, look, setting)
        case "line":
            drawn, spec, marks = plan_lines(content, box, look, setting)
        case _:
            assert_never(content.kind)
    name = f"Chart: {content.title.text}" if content.title else "Chart"
    return Chart(drawn, spec, marks, content.alt or describe(content), name, element=element, at=content.at)


def describe(content: model.ChartContent) -> str:
    """Return alternative text made of the chart's own numbers, category by category."""
    kind = {"bar": "Bar chart", "grouped-bar": "Grouped bar chart", "line": "Line chart"}[content.kind]
    head = f"{kind}: {content.title.text.rstrip('.')}." if content.title else f"{kind}."
    several = len(content.series) > 1
    parts = []
    for index, category in enumerate(content.categories):
        said = [
            f"{series.name} {typed(value, content.unit)}" if several else typed(value, content.unit)
            for series in content.series
            if (value := series.values[index]) is not None
        ]
        parts.append(f"{category}: {', '.join(said) if said else 'no value'}")
    return f"{head} {'; '.join(parts)}."
