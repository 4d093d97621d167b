"""XML as text: element building, escaping and units. Every attribute and every text of a part is escaped here."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, TypeAlias

from builder.regex import regex

Attribute: TypeAlias = str | int | bool | None

HEADER: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_OFFICE: Final = "http://schemas.openxmlformats.org"
NAMESPACES: Final = {
    "a": f"{_OFFICE}/drawingml/2006/main",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "p": f"{_OFFICE}/presentationml/2006/main",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "ahyp": "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor",
}

EMU_PER_POINT: Final = 12700

_SPECIAL = regex('[&<>"\t\n\r]')
_ESCAPES: Final = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
}


def esc(text: str) -> str:
    """Return text that reads back as it was, as an attribute's value or as an element's content."""
    if text.isalnum() or not _SPECIAL.search(text):  # most attributes are names and numbers
        return text
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], text)


def attributes(**values: Attribute) -> str:
    """Return attributes, each with a space before it and its value escaped; None leaves an attribute out.

    An underscore in an attribute's name stands for the colon of its prefix: `r_id` is `r:id`.
    """
    text = ""
    for key, value in values.items():
        if value is not None:
            name = key.replace("_", ":") if "_" in key else key
            text += f' {name}="{value if value.__class__ is int else _value(value)}"'
    return text


def _value(value: str | int) -> str | int:
    return esc(value) if isinstance(value, str) else int(value)


def el(name: str, /, *children: str, **values: Attribute) -> str:
    """Return an element. Children are XML; attributes are as `attributes` takes them."""
    start = f"{name}{attributes(**values)}" if values else name
    content = "".join(children) if children else ""
    return f"<{start}>{content}</{name}>" if content else f"<{start}/>"


def root(name: str, prefixes: str, /, *children: str, **values: Attribute) -> bytes:
    """Return a whole part: XML declaration and root element, with the namespaces of `prefixes` ("a r p") declared."""
    declared = "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes.split())
    return f"{HEADER}<{name}{declared}{attributes(**values)}>{''.join(children)}</{name}>".encode()


def extension(uri: str, *children: str) -> str:
    """Return an `a:ext` of the given identifier (a GUID in braces)."""
    return el("a:ext", *children, uri=uri)


def emu(points: float) -> int:
    """Return points as English Metric Units, the unit of positions and sizes."""
    return round(points * EMU_PER_POINT)


def edges(start: float, lengths: tuple[float, ...]) -> tuple[int, ...]:
    """Return lengths in EMU whose sum is exactly the rounded whole: each edge is rounded, not each length."""
    sums = [start]
    for length in lengths:
        sums.append(sums[-1] + length)
    return tuple(emu(right) - emu(left) for left, right in pairwise(sums))


def centi(points: float) -> int:
    """Return points as hundredths of a point, the unit of type sizes and tracking."""
    return round(points * 100)


def thousandths(share: float) -> int:
    """Return a share as thousandths of a percent (1.0 is 100000), the unit of percentages."""
    return round(share * 100_000)
