"""Where bars stand: the geometry that PowerPoint derives from axis, gap, overlap and grouping."""

from __future__ import annotations

from builder.geometry import Rect
from builder.plan.axis import share_of
from builder.plan.page import ChartSpec


def bar_boxes(spec: ChartSpec) -> list[list[Rect | None]]:
    """Return the box of every bar or part of a bar, series by series; None for a gap."""
    count = len(spec.categories)
    many = len(spec.series)
    length = spec.plot.height if spec.horizontal else spec.plot.width
    band = length / count
    share = 1 - spec.overlap / 100
    thick = band / (1 + (many - 1) * share + spec.gap_width / 100)
    first = thick * spec.gap_width / 200
    starts = [0.0] * count
    rows: list[list[Rect | None]] = []
    for order, series in enumerate(spec.series):
        row: list[Rect | None] = []
        for index, value in enumerate(series.values):
            if value is None:
                row.append(None)
                continue
            offset = index * band + first + order * thick * share
            start, end = _ends(spec, index, starts[index], value)
            row.append(_box(spec, start, end, offset, thick))
            if spec.grouping != "clustered":
                starts[index] += value
        rows.append(row)
    return rows


def _ends(spec: ChartSpec, index: int, start: float, value: float) -> tuple[float, float]:
    """Return where a bar starts and ends on the axis of values."""
    if spec.grouping == "clustered":
        return 0.0, value
    if spec.grouping == "stacked":
        return start, start + value
    whole = sum(series.values[index] or 0.0 for series in spec.series) or 1.0
    return start / whole, (start + value) / whole


def _box(spec: ChartSpec, first: float, last: float, offset: float, thick: float) -> Rect:
    axis, plot = spec.value_axis, spec.plot
    start, end = sorted((share_of(axis, first), share_of(axis, last)))
    if spec.horizontal:
        return Rect(plot.x + start * plot.width, plot.y + offset, (end - start) * plot.width, thick)
    return Rect(plot.x + offset, plot.bottom - end * plot.height, thick, (end - start) * plot.height)
