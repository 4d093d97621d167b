"""What a native chart needs: series, axes, looks, all resolved. Points, in page coordinates."""

from __future__ import annotations

from typing import Literal, TypeAlias

from builder.frozen import dataclass
from builder.geometry import Rect
from builder.theme import Color, Face

Place: TypeAlias = Literal["end", "base", "center", "above", "below", "right", "left"]
"""Where a label stands: behind the far end of a bar, inside it at its base, in the middle of it; above,
below, right or left of a point."""

Hatch: TypeAlias = Literal["up", "down", "level"]
"""Lines that fill a bar instead of a flat colour: rising, falling, lying. They tell bars apart without colour."""

MarkerShape: TypeAlias = Literal["none", "circle", "square", "diamond", "triangle"]


@dataclass(frozen=True, slots=True)
class Whiskers:
    """Error bars of a series: how far each reaches below and above its value (None for none), and what they are."""

    name: str
    minus: tuple[float | None, ...]
    plus: tuple[float | None, ...]
    color: Color


@dataclass(frozen=True, slots=True)
class Figure:
    """A symbol that bars are made of: one stands for `each`, in a cell of `width` by `height` points.

    `parts` are its shapes in the cell: an ellipse or a rounded rectangle with its radius.
    """

    each: float
    width: float
    height: float
    parts: tuple[tuple[Literal["ellipse", "round-rect"], Rect, float], ...]


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """A series of a native chart. `point_colors` overrides the colour point by point (None keeps it).

    `hatch` and `point_hatches` fill bars with lines; `edge` and `point_edges` are colours of lines around filled bars.
    `label_places`, `label_colors` and `label_grounds` say for each label where it stands, its colour, and what is
    painted behind it (empty or None: as usual); `label_shifts` how many points to the right and down it is moved from
    that place.
    """

    name: str
    values: tuple[float | None, ...]
    labels: tuple[str | None, ...]
    color: Color
    point_colors: tuple[Color | None, ...] = ()
    marker: MarkerShape = "none"
    dash: bool = False
    hatch: Hatch | None = None
    point_hatches: tuple[Hatch | None, ...] = ()
    edge: Color | None = None
    point_edges: tuple[Color | None, ...] = ()
    label_places: tuple[Place | None, ...] = ()
    label_colors: tuple[Color | None, ...] = ()
    label_grounds: tuple[Color | None, ...] = ()
    label_shifts: tuple[tuple[float, float] | None, ...] = ()
    whiskers: Whiskers | None = None

    def fill(self, index: int | None) -> Color:
        """Return the colour of a bar or marker; None stands for the series' own."""
        return (self.point_colors[index] if self.point_colors and index is not None else None) or self.color

    def hatching(self, index: int | None) -> Hatch | None:
        """Return the lines that fill a bar, if any."""
        return self.hatch or (self.point_hatches[index] if self.point_hatches and index is not None else None)

    def rim(self, index: int | None) -> Color | None:
        """Return the colour of the line around a filled bar, if any."""
        return (self.point_edges[index] if self.point_edges and index is not None else None) or self.edge


@dataclass(frozen=True, slots=True)
class Axis:
    """A chart axis as resolved: both outputs show exactly this range, these ticks and this format.

    `number_format` is a spreadsheet format such as `0` or `0.0"%"`. `visible` False hides line and labels. With `log`,
    the axis is logarithmic to this base, and `major` is the factor from tick to tick.
    """

    minimum: float
    maximum: float
    major: float
    number_format: str
    title: str | None = None
    gridlines: bool = False
    visible: bool = True
    log: int | None = None


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
    grouping: Literal["clustered", "stacked", "shares"] = "clustered"
    ground: Color | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Dots:
    """Markers of a row chart: where each stands, its shape, colour and size in points.

    `edge` is the colour of an outline; `key` markers are named in the legend.
    """

    name: str
    xs: tuple[float, ...]
    rows: tuple[float, ...]
    marker: MarkerShape
    color: Color
    size: float
    edge: Color | None = None
    key: bool = False


@dataclass(frozen=True, slots=True)
class Stretches:
    """Lines of a row chart from a low to a high value: intervals (thin) or ranges (as thick as bars)."""

    name: str
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    rows: tuple[float, ...]
    color: Color
    width: float


@dataclass(frozen=True, slots=True)
class Guide:
    """A dashed line across all rows, at a value."""

    name: str
    x: float
    top: float
    bottom: float
    color: Color


@dataclass(frozen=True, slots=True)
class RowLabels:
    """Labels of a row chart, each broken into lines, at one value: on its left, on its right, or over it."""

    name: str
    x: float
    rows: tuple[float, ...]
    texts: tuple[tuple[str, ...], ...]
    side: Literal["left", "right", "above"]
    color: Color
    ground: Color | None = None


@dataclass(frozen=True, slots=True)
class RowSpec:
    """What a native row chart needs (dot plots, ranges): a scatter chart whose rows count from the foot up, from 1.

    `low` and `high` bound the rows' axis, which is hidden. What stands later in each tuple is drawn over what stands
    before: stretches, guides, dots, words.
    """

    categories: tuple[str, ...]
    x_axis: Axis
    low: float
    high: float
    guides: tuple[Guide, ...]
    stretches: tuple[Stretches, ...]
    dots: tuple[Dots, ...]
    words: tuple[RowLabels, ...]
    plot: Rect
    label_face: Face
    label_size: float
    label_color: Color
    axis_color: Color
    grid_color: Color
    ground: Color
    heading: str | None = None
    legend: bool = False
    legend_top: float = 0.0
    weights: Weights = Weights()
