"""PDF syntax: numbers, colours and text strings as they stand in a file (ISO 32000-1, 7.3)."""

from __future__ import annotations

from functools import lru_cache

from builder.geometry import Rect


def number(value: float, places: int = 3) -> str:
    """Return a number with at most `places` decimals: a thousandth of a point is finer than any printer."""
    digits = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


@lru_cache(maxsize=1024)
def color(rgb: str) -> str:
    """Return six hex digits as the operands of `rg` and `RG`."""
    return " ".join(number(int(rgb[i : i + 2], 16) / 255) for i in (0, 2, 4))


_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


def text(words: str) -> str:
    """Return a text string: plain where it is printable ASCII, UTF-16 in hex where it isn't (7.9.2.2)."""
    if words.isascii() and words.isprintable():
        return f"({words.translate(_ESCAPES)})"
    return f"<FEFF{words.encode('utf-16-be').hex().upper()}>"


def box(rect: Rect, height: float) -> str:
    """Return a rectangle as an array `[left bottom right top]` on a page of `height` points."""
    sides = (rect.x, height - rect.bottom, rect.right, height - rect.y)
    return "[" + " ".join(map(number, sides)) + "]"
