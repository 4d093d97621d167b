"""Data labels of charts: live numbers where the plan's text is the value in a format, the typed text elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from builder.frozen import dataclass
from builder.plan.page import ChartSeries, ChartSpec, Place
from builder.regex import regex
from builder.theme import Color
from builder.write.pptx.axes import double
from builder.write.pptx.chart_text import ChartText
from builder.write.pptx.palette import NO_FILL, NO_LINE
from builder.write.pptx.xml import el

_NUMBER: Final = regex(r"([^\d\u2212-]*)([-\u2212]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)([^\d]*)")
_FLAGS: Final = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
_POSITION: Final[dict[Place, str]] = {
    "end": "outEnd",
    "base": "inBase",
    "center": "ctr",
    "above": "t",
    "below": "b",
    "right": "r",
    "left": "l",
}


def label_format(text: str, value: float) -> str | None:
    """Return the spreadsheet format in which `value` reads as `text`, or None when there is none.

    `64%` for 64 is `0"%"`, for 0.64 it is `0%`; `\u22123` (with a true minus) is a format of two sections.
    """
    found = _NUMBER.fullmatch(text)
    if not found or '"' in text:
        return None
    before, sign, digits, after = found.groups()
    if before and sign == "-":
        return None  # a spreadsheet puts this sign before the words
    shown = float((sign and "-") + digits.replace(",", ""))
    whole, _, decimals = digits.partition(".")
    pattern = ("#,##0" if "," in whole else "0") + ("." + "0" * len(decimals) if decimals else "")
    if _shows(value, shown, len(decimals)):
        positive = _quoted(before) + pattern + _quoted(after)
        return f'{positive};{_quoted(before)}"{sign}"{pattern}{_quoted(after)}' if sign == "\u2212" else positive
    if after == "%" and not sign and _shows(value * 100, shown, len(decimals)):
        return _quoted(before) + pattern + "%"
    return None


def _shows(value: float, shown: float, decimals: int) -> bool:
    return f"{value:.{decimals}f}" == f"{shown:.{decimals}f}"


def _quoted(literal: str) -> str:
    return f'"{literal}"' if literal else ""


def data_labels(spec: ChartSpec, series: ChartSeries, text: ChartText) -> str:
    """Return `c:dLbls` of a series: an entry for each point whose label is not like the others, then the others'."""
    usual = _usual(spec)
    if not series.labels:
        if not spec.show_values:
            return ""
        return el("c:dLbls", _format(spec.value_axis.number_format), _end(text, _Look(usual, spec.label_color, None)))
    labels = [_label(series, index, usual, spec) for index, value in enumerate(series.values) if value is not None]
    kinds = [(label.format, label.look) for label in labels if label.format and not label.look.shift]
    common = max(dict.fromkeys(kinds), key=kinds.count, default=None)
    points = "".join(_point(label, common, series.name, text) for label in labels)
    if common is None:
        return el("c:dLbls", points, _end(text, _Look(usual, spec.label_color, None), value=False)) if points else ""
    code, look = common
    return el("c:dLbls", points, _format(code or "", look, text), _end(text, look))


def typed_labels(
    texts: Sequence[Sequence[str]], side: Place, text: ChartText, color: Color, ground: Color | None
) -> str:
    """Return `c:dLbls` of typed lines beside or over points; an empty text has no label."""
    align = {"left": "r", "right": "l", "above": "ctr"}[side]
    behind = text.palette.fill(ground)
    entries = "".join(
        el(
            "c:dLbl",
            el("c:idx", val=index),
            text.lines(lines, color, align),
            el("c:spPr", behind, NO_LINE),
            el("c:dLblPos", val=_POSITION[side]),
            _flags(value=True),
        )
        if any(lines)
        else el("c:dLbl", el("c:idx", val=index), '<c:delete val="1"/>')
        for index, lines in enumerate(texts)
    )
    return el("c:dLbls", entries, _end(text, _Look(side, color, None), value=False))


@dataclass(frozen=True, slots=True)
class _Look:
    """Where a label stands, its colour, what is painted behind it, and how far it is moved, in points."""

    place: Place
    color: Color
    ground: Color | None
    shift: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class _Label:
    """A point's label as planned, and the format in which its value reads so, if any."""

    index: int
    words: str | None
    format: str | None
    look: _Look


def _usual(spec: ChartSpec) -> Place:
    """Return where labels stand unless the plan says otherwise: never behind the end of a stack, which no bar has."""
    if spec.kind == "bar":
        return "end" if spec.grouping == "clustered" else "center"
    return "above" if spec.show_values else "right"


def _label(series: ChartSeries, index: int, usual: Place, spec: ChartSpec) -> _Label:
    words, value = series.labels[index], series.values[index] or 0.0
    place = (series.label_places[index] if series.label_places else None) or usual
    color = (series.label_colors[index] if series.label_colors else None) or spec.label_color
    ground = series.label_grounds[index] if series.label_grounds else None
    shift = series.label_shifts[index] if series.label_shifts else None
    return _Label(index, words, label_format(words, value) if words else None, _Look(place, color, ground, shift))


def _point(label: _Label, common: tuple[str | None, _Look] | None, name: str, text: ChartText) -> str:
    """Return the entry of a point; empty when it is like the series' own."""
    look = label.look
    number = el("c:idx", val=label.index) + _moved(look.shift, text)
    if label.words is None:
        return el("c:dLbl", number, '<c:delete val="1"/>') if common else ""
    if label.format is not None:
        if (label.format, look) == common:
            return ""
        return el("c:dLbl", number, _format(label.format, look, text), _end(text, look))
    if label.words == name:
        return el("c:dLbl", number, _end(text, look, value=False, name=True))
    painted = el("c:spPr", text.palette.fill(look.ground), NO_LINE) if look.ground else ""
    typed = text.label(label.words, look.color)
    return el("c:dLbl", number, typed, painted, _end(text, look))


def _moved(shift: tuple[float, float] | None, text: ChartText) -> str:
    """Return how far a label stands from its place, in shares of the chart's box."""
    if shift is None:
        return ""
    x, y = shift[0] / text.box.width, shift[1] / text.box.height
    offsets = el("c:x", val=double(round(x, 6))) + el("c:y", val=double(round(y, 6)))
    return el("c:layout", el("c:manualLayout", offsets))


def _end(text: ChartText, look: _Look, *, value: bool = True, name: bool = False) -> str:
    """Return how labels look, where they stand and what they show: the end of any label's element."""
    position = el("c:dLblPos", val=_POSITION[look.place])
    return text.defaults(look.color, wrap=False) + position + _flags(value=value, name=name)


def _flags(*, value: bool, name: bool = False) -> str:
    shown = {"showVal": value, "showSerName": name}
    return "".join(el(f"c:{flag}", val=shown.get(flag, False)) for flag in _FLAGS)


def _format(code: str, look: _Look | None = None, text: ChartText | None = None) -> str:
    ground = text.palette.fill(look.ground) if look and text else NO_FILL
    return el("c:numFmt", formatCode=code, sourceLinked=False) + el("c:spPr", ground, NO_LINE)
