"""What a chart part remembers of its workbook: texts and numbers with the addresses of their cells."""

from __future__ import annotations

from typing import Final

from builder.regex import regex
from builder.write.pptx.axes import double
from builder.write.pptx.workbook import heading_at
from builder.write.pptx.xml import el, esc

_LITERAL: Final = regex(r"(?=_x[0-9A-Fa-f]{4}_)")


def series_head(index: int, name: str, column: int) -> str:
    """Return the start of a series: its number, its order and its name, which heads a column."""
    title = el("c:tx", el("c:strRef", el("c:f", heading_at(column)), texts((name,))))
    return el("c:idx", val=index) + el("c:order", val=index) + title


def texts(found: tuple[str, ...]) -> str:
    """Return cached texts."""
    points = (el("c:pt", el("c:v", cached(text)), idx=index) for index, text in enumerate(found))
    return el("c:strCache", el("c:ptCount", val=len(found)), *points)


def numbers(address: str, values: tuple[float | None, ...]) -> str:
    """Return numbers with their address."""
    points = (
        el("c:pt", el("c:v", double(value)), idx=index) for index, value in enumerate(values) if value is not None
    )
    cache = el("c:numCache", "<c:formatCode>General</c:formatCode>", el("c:ptCount", val=len(values)), *points)
    return el("c:numRef", el("c:f", address), cache)


def cached(text: str) -> str:
    """Return a text for a chart's cache, whose type reads `_x0041_` as a letter: such a text is escaped there."""
    return esc(_LITERAL.sub("_x005F", text))
