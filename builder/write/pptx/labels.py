"""Data labels of charts: live numbers where the plan's text is the value in a format, the typed text elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from builder.plan.page import ChartSeries
from builder.write.pptx.chart_text import ChartText
from builder.write.pptx.palette import NO_FILL, NO_LINE
from builder.write.pptx.xml import el

_NUMBER: Final = re.compile(r"([^\d\u2212-]*)([-\u2212]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)([^\d]*)")
_FLAGS: Final = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")


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


def data_labels(series: ChartSeries, text: ChartText) -> str:
    """Return `c:dLbls` of a series: an entry for each point whose label is not like the others, then the others'."""
    spec, values = text.spec, series.values
    look = _Look(text, "outEnd" if spec.kind == "bar" else "t" if spec.show_values else "r")
    if not series.labels:
        if not spec.show_values:
            return ""
        return el("c:dLbls", _format(spec.value_axis.number_format), look.end(value=True))
    labels = [
        _Label(index, words, label_format(words, value) if words else None)
        for index, (words, value) in enumerate(zip(series.labels, values, strict=False))
        if value is not None
    ]
    formats = [label.format for label in labels if label.format]
    common = max(dict.fromkeys(formats), key=formats.count, default=None)
    points = "".join(_point(label, common, series.name, look) for label in labels)
    if common is None:
        return el("c:dLbls", points, look.end()) if points else ""
    return el("c:dLbls", points, _format(common), look.end(value=True))


@dataclass(frozen=True, slots=True)
class _Look:
    text: ChartText
    position: str

    def end(self, *, value: bool = False, name: bool = False) -> str:
        """Return how labels look, where they stand and what they show: the end of any label's element."""
        shown = {"showVal": value, "showSerName": name}
        flags = "".join(el(f"c:{flag}", val=shown.get(flag, False)) for flag in _FLAGS)
        return self.text.defaults(self.text.spec.label_color) + el("c:dLblPos", val=self.position) + flags


@dataclass(frozen=True, slots=True)
class _Label:
    """A point's label as planned, and the format in which its value reads so, if any."""

    index: int
    words: str | None
    format: str | None


def _point(label: _Label, common: str | None, name: str, look: _Look) -> str:
    """Return the entry of a point; empty when it is like the series' own."""
    number = el("c:idx", val=label.index)
    if label.words is None:
        return el("c:dLbl", number, '<c:delete val="1"/>') if common else ""
    if label.format is not None:
        return "" if label.format == common else el("c:dLbl", number, _format(label.format), look.end(value=True))
    if label.words == name:
        return el("c:dLbl", number, look.end(name=True))
    return el("c:dLbl", number, look.text.typed(label.words, look.text.spec.label_color), look.end(value=True))


def _format(code: str) -> str:
    return el("c:numFmt", formatCode=code, sourceLinked=False) + el("c:spPr", NO_FILL, NO_LINE)
