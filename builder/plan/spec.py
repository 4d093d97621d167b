"""What a native chart needs: series, axes, looks, all resolved. Points, in page coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from builder.geometry import Rect
from builder.theme import Color, Face


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """A series of a native chart. `point_colors` overrides the colour point by point (None keeps it)."""

    name: str
    values: tuple[float | None, ...]
    labels: tuple[str | None, ...]
    color: Color
    point_colors: tuple[Color | None, ...] = ()
    marker: Literal["none", "circle", "square", "diamond", "triangle"] = "none"
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """A chart axis as resolved: both outputs show exactly this range, these ticks and this format.

    `number_format` is a spreadsheet format such as `0` or `0.0"%"`. `visible` False hides line and labels.
    """

    minimum: float
    maximum: float
    major: float
    number_format: str
    title: str | None = None
    gridlines: bool = False
    visible: bool = True


@dataclass(frozen=True, slots=True)
class Weights:
    """Widths in points of a chart's lines: axes, gridlines, and the lines of its series."""

    axis: float = 1.0
    grid: float = 0.75
    line: float = 2.25


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """What a native chart needs: kind, data, axes, looks. `plot` is the plot area in page coordinates.

    `heading` says at the top left of the chart what its values are; the legend's top is at `legend_top`.

    For `line` with numeric `xs`, the category axis is numeric too (`x_axis` set): points stand at their true distance.
    """

    kind: Literal["bar", "line"]
    horizontal: bool
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    value_axis: Axis
    plot: Rect
    label_face: Face
    label_size: float
    label_color: Color
    axis_color: Color
    grid_color: Color
    gap_width: int
    overlap: int
    legend: bool = False
    show_values: bool = True
    heading: str | None = None
    legend_top: float = 0.0
    category_title: str | None = None
    xs: tuple[float, ...] = ()
    x_axis: Axis | None = None
    weights: Weights = Weights()
