"""A11Y011: text and figures stand out from what lies under them, in colour and on a black-and-white copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import assert_never

from builder.plan.page import ChartSeries, ChartSpec, RowSpec
from builder.proof.figures import Charted, Drawn
from builder.proof.paths import Grounds
from builder.proof.printed import Printed, Sheet, Shown
from builder.proof.rule import Asked, Fault, Noted, Wanted, noted, on_page, quoted
from builder.theme import contrast

PAPER = "F" * 6
"""The colour of paper: PDF pages have none of their own."""
TEXT, LARGE_TEXT, SHAPE = 4.5, 3.0, 3.0
"""Least contrast of text, of large text, and of shapes that mean something (WCAG 2.2, 1.4.3 and 1.4.11)."""
LARGE, LARGE_BOLD = 18.0, 14.0
"""Points from which text is large, and from which bold text is."""
APART = 1.25
"""Contrast below which two greys beside one another are taken for one: about a tenth of the way from black to white."""


def enough_contrast(printed: Printed, wanted: Wanted, found: Sequence[Noted]) -> Iterator[Fault]:
    """A11Y011: something can't be told from its ground, in colour or on a black-and-white copy.

    What: the contrast of every text on what is painted under it, from the PDF's own operators: 4.5:1, or 3:1 from 18
    points (14 if bold) on. The same for the greys of a copier, which adds red, green and blue in its own proportions
    (0.299, 0.587, 0.114) and so makes other greys than an eye does. From the plan: lines of diagrams, figures of icon
    arrays and a chart's series have 3:1 against what is beside them, in colour and in grey; series and markers that a
    legend tells apart by colour alone differ in grey by 1.25:1. Text over a picture isn't judged. An error.

    Why: pale text is lost to many readers, and leaflets are copied without colour.

    Example: a theme whose `grey` is #9AA4AD, 2.5:1 on white; a legend with two series in a blue and a green of the
    same lightness.

    What to do: choose a darker or lighter colour in the theme (docs/themes.md lists which text stands on what), or let
    a chart name its series where they are.

    Source: WCAG 2.2, 1.4.3 and 1.4.11 (contrast), 1.4.1 (colour alone); ITU-R BT.601 (luma), which drivers and copiers
    use.
    """
    del printed, wanted
    yield from noted(found, 0)
    yield from noted(found, 1)


def contrasts(sheet: Sheet, asked: Asked) -> Noted:
    """Return what can't be told from its ground on a page: words, and figures."""
    grounds = Grounds(sheet, PAPER)
    return tuple(_words(sheet, grounds, asked.number)), tuple(_figures(grounds, asked))


def _words(sheet: Sheet, grounds: Grounds, number: int) -> Iterator[Fault]:
    for shown in sheet.shown:
        if shown.color is None or not shown.text.strip():
            continue
        need = _need(shown)
        for x in (shown.x + 0.5, shown.x + max(0.5, shown.width - 0.5)):
            ground = grounds.under(x, shown.y - shown.size * 0.3, shown.order)
            lacking = _lacking(shown.color, ground, need) if ground else None
            if lacking:
                said = f"{quoted(shown.text)} has {lacking}; {need:g}:1 are needed"
                yield Fault(f"{on_page(number)}: {said}", number, shown.x, shown.y)
                break


def _need(shown: Shown) -> float:
    large = shown.size >= LARGE - 0.01 or (shown.font.bold and shown.size >= LARGE_BOLD - 0.01)
    return LARGE_TEXT if large else TEXT


def grey(color: str) -> str:
    """Return a colour as a copier or a printer's driver makes it grey (ITU-R BT.601)."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (0, 2, 4))
    return f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02X}" * 3


@lru_cache(maxsize=1024)
def _lacking(color: str, ground: str, need: float) -> str | None:
    """Return what contrast a colour has on its ground where that is too little, in colour first."""
    own, copied = contrast(color, ground), contrast(grey(color), grey(ground))
    if own < need - 0.005:
        return f"a contrast of {own:.1f}:1 (#{color} on #{ground})"
    if copied < need - 0.005:
        return f"a contrast of {copied:.1f}:1 on a black-and-white copy (#{grey(color)} on #{grey(ground)})"
    return None


def _figures(grounds: Grounds, asked: Asked) -> Iterator[Fault]:
    for figure in asked.figures:
        match figure:
            case Charted():
                yield from _chart(figure, asked.number)
            case Drawn():
                yield from _drawn(figure, grounds, asked.number)
            case _:
                assert_never(figure)


def _drawn(figure: Drawn, grounds: Grounds, number: int) -> Iterator[Fault]:
    """Yield what is wrong with a line or a crowd of figures: nothing beside it shows it."""
    beside = [grounds.under(x, y, 1 << 60) for x, y in figure.beside]
    lacking = [_lacking(figure.color, ground, SHAPE) for ground in beside if ground]
    if lacking and all(lacking):
        x, y = figure.beside[0]
        message = f"{on_page(number)}: {quoted(figure.name)} has {lacking[0]}; {SHAPE:g}:1 are needed"
        yield Fault(message, number, x, y)


def _chart(chart: Charted, number: int) -> Iterator[Fault]:
    spec = chart.spec
    ground = spec.ground.rgb if spec.ground else PAPER
    said = f"{on_page(number)}: {quoted(chart.name)}"
    place = (number, chart.x, chart.y)
    for name, colors in _series_colors(spec):
        lacking = [_lacking(color, ground, SHAPE) for color in colors]
        if lacking and all(lacking):
            yield Fault(f"{said}: {quoted(name)} has {lacking[0]}; {SHAPE:g}:1 are needed", *place)
    if spec.legend:
        for (name, look, own), (other, other_look, others) in combinations(_keys(spec), 2):
            pairs = zip(own, others, strict=True)
            if look == other_look and all(contrast(grey(one), grey(two)) < APART for one, two in pairs):
                message = f"{said}: {quoted(name)} and {quoted(other)} look alike on a black-and-white copy"
                yield Fault(message, *place, help="name the series where they are, or mark them with shapes or lines")


def _series_colors(spec: ChartSpec | RowSpec) -> Iterator[tuple[str, list[str]]]:
    """Yield, for each thing that a chart shows, the colours of which at least one must be seen: its fill, its rim."""
    if isinstance(spec, RowSpec):
        yield from ((dots.name, [c.rgb for c in (dots.color, dots.edge) if c]) for dots in spec.dots)
        yield from ((stretch.name, [stretch.color.rgb]) for stretch in spec.stretches)
        return
    for series in spec.series:
        for index in range(len(series.values)):
            rim = series.rim(index)
            yield series.name, [color.rgb for color in (series.fill(index), rim) if color]


def _keys(spec: ChartSpec | RowSpec) -> list[tuple[str, object, tuple[str, str]]]:
    """Return the entries of a legend: name, all that tells it apart without colour, colours of its fill and its rim."""
    if isinstance(spec, RowSpec):
        return [(d.name, d.marker, (d.color.rgb, (d.edge or d.color).rgb)) for d in spec.dots if d.key]
    return [(s.name, _look(s), (s.color.rgb, (s.edge or s.color).rgb)) for s in spec.series]


def _look(series: ChartSeries) -> object:
    return series.hatch, series.marker, series.dash
