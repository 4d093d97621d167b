"""A chart: one resolved specification for a native chart, and the same chart as drawn marks."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from builder import model
from builder.geometry import Rect
from builder.plan.bars import plan_bars
from builder.plan.chart_alt import describe
from builder.plan.lines import plan_lines
from builder.plan.page import Chart, ChartSpec, Mark, RowSpec
from builder.plan.pictogram import plan_pictogram
from builder.plan.rows import plan_rows
from builder.plan.series import Look
from builder.plan.setting import Setting


def plan_chart(content: model.ChartContent, box: Rect, setting: Setting, *, element: int | None = None) -> Chart:
    """Return the chart in (the upper part of) `box`; its own box may be lower where it needs less height.

    Raises:
        FitError: labels that have no room even in the other direction.
    """
    setting = replace(setting, place=content.at)
    drawn, spec, marks = _planned(content, box, Look.of(setting), setting)
    name = f"Chart: {content.title.text}" if content.title else "Chart"
    return Chart(drawn, spec, marks, content.alt or describe(content), name, element=element, at=content.at)


def _planned(
    content: model.ChartContent, box: Rect, look: Look, setting: Setting
) -> tuple[Rect, ChartSpec | RowSpec, tuple[Mark, ...]]:
    match content.kind:
        case "bar" | "grouped-bar" | "stacked-bar":
            return plan_bars(content, box, look, setting)
        case "line":
            return plan_lines(content, box, look, setting)
        case "dot" | "range":
            return plan_rows(content, box, look, setting)
        case "pictogram":
            return plan_pictogram(content, box, look, setting)
        case _:
            assert_never(content.kind)
