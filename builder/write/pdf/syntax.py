"""PDF syntax: numbers, colours, strings and what holds them, as they stand in a file (ISO 32000-1, 7.3).

Everything is written in one form: entries by name, a space between any two parts, strings as qpdf writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from builder.geometry import Rect


@lru_cache(maxsize=4096)
def number(value: float, places: int = 3) -> str:
    """Return a number with at most `places` decimals: a thousandth of a point is finer than any printer."""
    digits = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


@lru_cache(maxsize=1024)
def color(rgb: str) -> str:
    """Return six hex digits as the operands of `rg` and `RG`."""
    return " ".join(number(int(rgb[i : i + 2], 16) / 255) for i in (0, 2, 4))


_ESCAPES = str.maketrans(
    {chr(code): f"\\{code:03o}" for code in (*range(24, 32), *range(127, 160))}
    | {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\\": "\\\\", "(": "\\(", ")": "\\)"}
)
_UNPRINTED = frozenset(range(24)) - frozenset(b"\b\t\n\f\r")
_FOREIGN = frozenset((*range(24, 32), *range(127, 256)))


def string(data: bytes) -> str:
    """Return a string, one character a byte: in parentheses, or in hex where a byte in five and more isn't ASCII."""
    if not _UNPRINTED.isdisjoint(data) or 5 * sum(map(_FOREIGN.__contains__, data)) > len(data):
        return f"<{data.hex()}>"
    return f"({data.decode('latin-1').translate(_ESCAPES)})"


def text(words: str) -> str:
    """Return a text string: plain where it is printable ASCII, UTF-16 where it isn't (7.9.2.2)."""
    if words.isascii() and words.isprintable():
        return f"({words.translate(_ESCAPES)})"
    return string(b"\xfe\xff" + words.encode("utf-16-be"))


_DOCUMENT = {chr(code): code for code in (*range(0x18), *range(0x20, 0x7F), *range(0xA1, 0x100)) if code != 0xAD} | {
    character: code
    for start, characters in (
        (0x18, "\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc"),
        (0x80, "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018"),
        (0x90, "\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e"),
        (0xA0, "\u20ac"),
    )
    for code, character in enumerate(characters, start)
}
"""PDFDocEncoding: characters with a code of one byte (annex D.2)."""


def encoded(words: str) -> bytes:
    """Return words as bytes of a text string: PDFDocEncoding as far as that can say them, else UTF-16 (7.9.2.2)."""
    codes = [_DOCUMENT.get(character) for character in words]
    known = bytes(code for code in codes if code is not None)
    if len(known) == len(codes) and not known.startswith((b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")):
        return known
    return b"\xfe\xff" + words.encode("utf-16-be")


def array(parts: Iterable[str]) -> str:
    """Return an array."""
    held = " ".join(parts)
    return f"[ {held} ]" if held else "[ ]"


def dictionary(entries: Mapping[str, str]) -> str:
    """Return a dictionary of names without slash."""
    held = " ".join(f"/{name} {entries[name]}" for name in sorted(entries))
    return f"<< {held} >>" if held else "<< >>"


def box(rect: Rect, height: float) -> str:
    """Return a rectangle as an array `[ left bottom right top ]` on a page of `height` points."""
    sides = (rect.x, height - rect.bottom, rect.right, height - rect.y)
    return array(map(number, sides))
