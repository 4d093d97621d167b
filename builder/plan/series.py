"""What bar and line charts share: the styles of their text, and the colours and labels of their series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder import model
from builder.geometry import Rect
from builder.plan.axis import typed
from builder.plan.marks import bar, runs_label
from builder.plan.page import ChartSpec, Mark
from builder.plan.setting import FitError, Setting, plain_runs
from builder.plan.spec import Weights
from builder.text import natural_width
from builder.theme import Color, TextStyle


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of a chart's text: labels of values and categories, and of axes."""

    label: TextStyle
    axis: TextStyle

    @staticmethod
    def of(setting: Setting) -> Look:
        """Return the look that the medium's styles give."""
        return Look(setting.style("label"), setting.style("axis"))


def chart_weights(setting: Setting) -> Weights:
    """Return the widths of a chart's lines that the theme gives."""
    return Weights(setting.weight("axis"), setting.weight("grid"), setting.weight("line"))


def series_colors(content: model.ChartContent, setting: Setting) -> tuple[Color, ...]:
    """Return a colour for each series: with a highlight, that one in the brand colour and the others muted."""
    names = [series.name for series in content.series]
    if any(name in content.highlight for name in names):
        first, muted = setting.color("teal"), setting.color("muted")
        return tuple(first if name in content.highlight else muted for name in names)
    palette = setting.theme.series
    return tuple(palette[index % len(palette)] for index in range(len(names)))


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


def value_labels(values: Sequence[Decimal | None], unit: str) -> tuple[str | None, ...]:
    """Return each value as its author typed it, with its unit; None for a gap."""
    return tuple(None if value is None else typed(value, unit) for value in values)


def all_values(content: model.ChartContent) -> list[Decimal]:
    """Return every number of the chart."""
    return [value for series in content.series for value in series.values if value is not None]


def legend_marks(content: model.ChartContent, spec: ChartSpec, box: Rect, look: Look, setting: Setting) -> list[Mark]:
    """Return the key above the plot: a swatch and a name for each series; FitError when it is wider than the chart."""
    if not spec.legend:
        return []
    marks: list[Mark] = []
    x, side = box.x, look.label.size * 0.7
    for series in spec.series:
        runs = plain_runs(series.name, look.label, setting)
        wide = natural_width(runs) + 1
        if x + side + 5 + wide > box.right + 0.5:
            raise FitError("the names of the series are wider than the chart", content.at, "use shorter names")
        marks.append(bar(Rect(x, spec.legend_top + (look.label.leading - side) / 2, side, side), series.color, "Key"))
        marks.append(
            runs_label(runs, look.label, Rect(x + side + 5, spec.legend_top, wide, look.label.leading), "Key label")
        )
        x += side + 5 + wide + 18
    return marks
