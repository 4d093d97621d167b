"""What charts share: the styles of their text, and the names, colours, hatches and labels of their series."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from builder import model
from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.axis import typed
from builder.plan.hatch import hatched
from builder.plan.lay import Copy, Laid, even
from builder.plan.marks import Anchor, bar, rimmed, runs_label, text_box
from builder.plan.page import Align, ChartSeries, ChartSpec, Hatch, Mark, MarkerShape, Shape, TextRun, Whiskers
from builder.plan.setting import FitError, Setting, plain_runs
from builder.plan.spec import Weights
from builder.text import natural_width
from builder.theme import Color, TextStyle, contrast
from builder.values import Measure

GAP = 6.0
"""Points between a mark and its label, and between the plot and the labels around it."""
HATCHES: tuple[Hatch | None, ...] = (None, None, "up", "down", "level")
"""How bars of the first, second ... series are filled: from the third on, lightness alone doesn't tell them apart."""
SWATCH, SWATCH_GAP, KEY_GAP = 0.7, 5.0, 18.0
"""Side of a swatch as a share of the type size; points from it to its name, and between the entries of a key."""
LINE_SAMPLE = 3.5
"""What office programs take for the sample of a line in a key and the gaps around it, in type sizes (measured in
LibreOffice: five names of 121 points at 14 go in rows of 864 points, and of 150 don't)."""
SHAPES: dict[MarkerShape, Literal["ellipse", "rect", "diamond", "triangle"]] = {
    "circle": "ellipse",
    "square": "rect",
    "diamond": "diamond",
    "triangle": "triangle",
    "none": "ellipse",
}


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of a chart's text, labels of values and categories, and of axes; its ground and its darkest colour."""

    label: TextStyle
    axis: TextStyle
    ground: Color
    ink: Color

    @staticmethod
    def of(setting: Setting) -> Look:
        """Return the look that the medium's styles give."""
        label = setting.style("label")
        return Look(label, setting.style("axis"), setting.color("ground"), label.color)

    def on(self, fill: Color) -> Color:
        """Return the colour in which words are read best on a fill: the ink's or the ground's."""
        return max((self.ink, self.ground), key=lambda color: contrast(color.rgb, fill.rgb))


def names(content: model.ChartContent) -> tuple[str, ...]:
    """Return the labels of the categories, each with the number of people behind it where it is known."""
    counts = content.n or (None,) * len(content.categories)
    return tuple(
        name if count is None else f"{name} (n\u00a0=\u00a0{count:,})"
        for name, count in zip(content.categories, counts, strict=True)
    )


def chart_weights(setting: Setting) -> Weights:
    """Return the widths of a chart's lines that the theme gives."""
    return Weights(setting.weight("axis"), setting.weight("grid"), setting.weight("line"))


def broken(labels: Sequence[str], style: TextStyle, width: float, setting: Setting) -> tuple[str, ...]:
    """Return labels with the breaks that they need in a width: office programs break them elsewhere, or not at all."""
    return tuple("\n".join(texts_of(even([Copy(plain_runs(words, style, setting), style)], width))) for words in labels)


def texts_of(laid: Laid) -> tuple[str, ...]:
    """Return the lines of paragraphs as texts."""
    return tuple("".join(piece.run.text for piece in line.pieces) for p in laid.paragraphs for line in p.lines)


def category_label(words: str, style: TextStyle, box: Rect, setting: Setting, *, align: Align, anchor: Anchor) -> Mark:
    """Return a label that `broken` has broken to the width of its box."""
    copy = Copy(plain_runs(words.replace("\n", " "), style, setting), style, align=align)
    laid = even([copy], box.width)
    left = {"left": box.x, "right": box.right - laid.room, "center": box.x + (box.width - laid.room) / 2}[align]
    place = Rect(left, box.y, laid.room, box.height)
    return text_box(laid, place, "Category", anchor=anchor)


def series_colors(content: model.ChartContent, setting: Setting) -> tuple[Color, ...]:
    """Return a colour for each series: with a highlight, that one in the brand colour and the others muted."""
    named = [series.name for series in content.series]
    palette = setting.theme.series
    if any(name in content.highlight for name in named):
        first = setting.color("teal")
        others = [
            setting.color("muted"),
            setting.color("grey"),
            *(c for c in palette[2:] if c != setting.color("grey")),
        ]
        rest = iter(others * len(named))
        return tuple(first if name in content.highlight else next(rest) for name in named)
    return tuple(palette[index % len(palette)] for index in range(len(named)))


def point_colors(content: model.ChartContent, order: int, setting: Setting) -> tuple[Color | None, ...]:
    """Return the colours of single bars of series number `order`, where a category is highlighted.

    In a chart of one series the highlighted bar has the brand colour and the others are muted; among several series,
    the highlighted category's first bar has the accent and all others keep their series' colour.
    """
    if not any(category in content.highlight for category in content.categories):
        return ()
    if len(content.series) > 1:
        accent = setting.color("accent")
        return tuple(accent if order == 0 and c in content.highlight else None for c in content.categories)
    first, muted = setting.color("teal"), setting.color("muted")
    return tuple(first if category in content.highlight else muted for category in content.categories)


def hatch_of(content: model.ChartContent, order: int) -> Hatch | None:
    """Return how the bars of a series are filled: what is tentative with lines, or, where nothing is, all from the
    third series on."""
    if content.tentative:
        return "up" if content.series[order].name and content.series[order].name in content.tentative else None
    return HATCHES[order % len(HATCHES)] if len(content.series) > 2 else None


def point_hatches(content: model.ChartContent) -> tuple[Hatch | None, ...]:
    """Return how single bars are filled: tentative categories with lines."""
    if not any(category in content.tentative for category in content.categories):
        return ()
    return tuple("up" if category in content.tentative else None for category in content.categories)


def values_of(series: model.Series) -> tuple[float | None, ...]:
    """Return the values of a series as numbers."""
    return tuple(None if m is None or m.value is None else float(m.value) for m in series.values)


def value_labels(values: Sequence[Measure | None], unit: str) -> tuple[str | None, ...]:
    """Return each value as its author typed it, with its unit; None for a gap."""
    return tuple(None if m is None or m.value is None else typed(m.value, unit) for m in values)


def all_values(content: model.ChartContent) -> list[Decimal]:
    """Return every number of the chart: values, bounds of intervals, the comparison group's."""
    found = [number for series in content.series for m in series.values if m is not None for number in m.numbers]
    return found + [number for number in content.comparator if number is not None]


def has_intervals(content: model.ChartContent) -> bool:
    """Tell whether any value carries an interval."""
    return any(m.bounded for series in content.series for m in series.values if m is not None)


def whiskers(content: model.ChartContent, series: model.Series, look: Look) -> Whiskers | None:
    """Return the error bars of a series; None when no value has an interval."""
    if not any(m is not None and m.bounded for m in series.values):
        return None
    minus = tuple(_reach(m.value, m.low) if m else None for m in series.values)
    plus = tuple(_reach(m.high, m.value) if m else None for m in series.values)
    return Whiskers(content.interval or "interval", minus, plus, look.ink)


def pale(series: ChartSeries, setting: Setting) -> ChartSeries:
    """Return a series whose bars are pale, the strong colours around them: a whisker is seen on them as beside them."""
    tints = {
        setting.color("teal"): setting.color("teal_tint"),
        setting.color("muted"): setting.color("grey_tint"),
        setting.color("grey"): setting.color("grey_tint"),
        setting.color("accent"): setting.color("amber_tint"),
        setting.color("amber"): setting.color("amber_tint"),
    }
    points = series.point_colors
    return replace(
        series,
        color=tints.get(series.color, series.color),
        edge=series.color,
        point_colors=tuple(color and tints.get(color, color) for color in points),
        point_edges=points,
    )


def receding(series: ChartSeries, setting: Setting) -> ChartSeries:
    """Return a series whose muted bars have the look of such: a fill on which values are read, and the line around it.

    Lines and markers stay `muted`: their colour is all that is seen of them.
    """
    muted, fill, edge = (setting.color(token) for token in ("muted", "muted_bar", "muted_edge"))
    points = series.point_colors
    return replace(
        series,
        color=fill if series.color == muted else series.color,
        edge=edge if series.color == muted else None,
        point_colors=tuple(fill if color == muted else color for color in points),
        point_edges=tuple(edge if color == muted else None for color in points),
    )


def _reach(upper: Decimal | None, lower: Decimal | None) -> float | None:
    return float(upper - lower) if upper is not None and lower is not None else None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a key: its row, how far from the left it begins, its name's runs and their width."""

    row: int
    x: float
    runs: tuple[TextRun, ...]
    width: float


def key_entries(names: Sequence[str], width: float, look: Look, setting: Setting, *, line: bool = False) -> list[Entry]:
    """Return the entries of a key in rows of a width, none for no name; FitError for a name that is wider.

    On slides, office programs set them, all columns as wide as the widest entry needs; `line` tells that their samples
    are pieces of lines.
    """
    named = [plain_runs(name, look.label, setting) for name in names if name]
    wide = [natural_width(runs) + 1 for runs in named]
    swatch = look.label.size * SWATCH + SWATCH_GAP
    if swatch + max(wide, default=0.0) > width + 0.5:
        raise FitError("the name of a series is wider than the chart", setting.place, "use shorter names")
    most = len(named)
    if setting.safety < 1:
        sample = look.label.size * LINE_SAMPLE if line else swatch + KEY_GAP / 2
        most = max(1, int(width * setting.safety / (max(wide, default=0.0) + sample)))
    entries: list[Entry] = []
    row, x, column = 0, 0.0, 0
    for runs, one in zip(named, wide, strict=True):
        if column and (column == most or x + swatch + one > width + 0.5):
            row, x, column = row + 1, 0.0, 0
        entries.append(Entry(row, x, runs, one))
        x, column = x + swatch + one + KEY_GAP, column + 1
    return entries


def legend_height(names: Sequence[str], width: float, look: Look, setting: Setting, *, line: bool = False) -> float:
    """Return the height that a key of these names takes over the plot; FitError as `key_entries`."""
    entries = key_entries(names, width, look, setting, line=line)
    return (entries[-1].row + 1) * look.label.leading + GAP if entries else 0.0


def legend_marks(spec: ChartSpec, box: Rect, look: Look, setting: Setting) -> list[Mark]:
    """Return the key above the plot: a swatch and a name for each series that has one.

    Raises:
        FitError: it is wider than the chart, or needs more rows than there is room for.
    """
    if not spec.legend:
        return []
    marks: list[Mark] = []
    named = [series for series in spec.series if series.name]
    side = look.label.size * SWATCH
    line = spec.kind == "line"
    entries = key_entries([series.name for series in named], box.width, look, setting, line=line)
    for series, entry in zip(named, entries, strict=True):
        x, top = box.x + entry.x, spec.legend_top + entry.row * look.label.leading
        if entry.row and top + look.label.leading > spec.plot.y:
            raise FitError("the names of the series are wider than the chart", setting.place, "use shorter names")
        swatch = Rect(x, top + (look.label.leading - side) / 2, side, side)
        marks += swatch_marks(series, swatch, look, line=line)
        place = Rect(x + side + SWATCH_GAP, top, entry.width, look.label.leading)
        marks.append(runs_label(entry.runs, look.label, place, "Key label"))
    return marks


def swatch_marks(series: ChartSeries, box: Rect, look: Look, *, line: bool) -> list[Mark]:
    """Return the sample of a series that stands in the key: filled or hatched as its bars, or its marker."""
    if line and series.marker != "none":
        return [Shape(box, SHAPES[series.marker], "Key", fill=series.color)]
    if series.hatch:
        return hatched(box, series.edge or series.color, look.ground, series.hatch, "Key")
    if series.edge:
        return [rimmed(box, series.color, series.edge, "Key")]
    return [bar(box, series.color, "Key")]
