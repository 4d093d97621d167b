"""A chart: one resolved specification for a native chart, and the same chart as drawn marks."""

from __future__ import annotations

from contextlib import suppress
from typing import assert_never

from builder import model
from builder.frozen import replace
from builder.geometry import Rect
from builder.plan.chart_alt import describe
from builder.plan.chart_head import headed, long_unit
from builder.plan.page import Chart, ChartSpec, Mark, RowSpec
from builder.plan.series import Look
from builder.plan.setting import FitError, Setting

PAIRS = 4
"""Categories up to which a comparison group has bars of its own; in more, two marks in a row are seen better."""


def plan_chart(content: model.ChartContent, box: Rect, setting: Setting, *, element: int | None = None) -> Chart:
    """Return the chart in (the upper part of) `box`; its own box may be lower where it needs less height.

    Raises:
        FitError: labels that have no room even in the other direction.
    """
    setting = replace(setting, place=content.at)
    drawn, spec, marks = _with_unit(content, box, Look.of(setting), setting)
    name = f"Chart: {content.title.text}" if content.title else "Chart"
    return Chart(drawn, spec, marks, content.alt or describe(content), name, element=element, at=content.at)


def _with_unit(
    content: model.ChartContent, box: Rect, look: Look, setting: Setting
) -> tuple[Rect, ChartSpec | RowSpec, tuple[Mark, ...]]:
    """Return the chart with its unit behind each number, or once over the chart where it is too long for that."""
    over = headed(content)
    if over is None:
        return _planned(content, box, look, setting)
    if long_unit(content, box.width, look, setting):
        return _planned(over, box, look, setting)
    try:
        return _planned(content, box, look, setting)
    except FitError:
        return _planned(over, box, look, setting)


def _planned(
    content: model.ChartContent, box: Rect, look: Look, setting: Setting
) -> tuple[Rect, ChartSpec | RowSpec, tuple[Mark, ...]]:
    match content.kind:
        case "bar" | "grouped-bar" | "stacked-bar":
            from builder.plan.bars import plan_bars  # noqa: PLC0415  # few decks have every kind

            if not content.comparator:
                return plan_bars(content, box, look, setting)
            if len(content.categories) <= PAIRS:
                with suppress(FitError):
                    return plan_bars(content, box, look, setting)
            return _planned(replace(content, kind="dot", horizontal=False), box, look, setting)
        case "line":
            from builder.plan.lines import plan_lines  # noqa: PLC0415  # as above

            return plan_lines(content, box, look, setting)
        case "dot" | "range":
            from builder.plan.rows import plan_rows  # noqa: PLC0415  # as above

            return plan_rows(content, box, look, setting)
        case "pictogram":
            from builder.plan.pictogram import plan_pictogram  # noqa: PLC0415  # as above

            return plan_pictogram(content, box, look, setting)
        case _:
            assert_never(content.kind)
