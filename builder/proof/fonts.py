"""Fonts of a file: what their codes say, how wide they are, and how high an "x" is."""

from __future__ import annotations

import re
from io import BytesIO

from builder.proof.objects import Objects, Value, name_of, number_of
from builder.proof.printed import Font
from builder.regex import regex

_CHARS = regex(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = regex(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = regex(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_TRIPLE = regex(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")

PER_MM = 72 / 25.4


def read_font(objects: Objects, ref: Value) -> Font:
    """Return a font dictionary as a value; one that isn't composite has codes of one byte."""
    font = objects.dictionary(ref)
    composite = font.get("/Subtype") == "/Type0"
    inner = objects.dictionary(next(iter(objects.array(font.get("/DescendantFonts"))), None)) if composite else font
    descriptor = objects.dictionary(inner.get("/FontDescriptor"))
    program = next((descriptor[key] for key in ("/FontFile2", "/FontFile3", "/FontFile") if key in descriptor), None)
    unicode = objects.stream(font.get("/ToUnicode"))
    angle = descriptor.get("/ItalicAngle", 0)
    return Font(
        name=name_of(font.get("/BaseFont")).partition("+")[2] or name_of(font.get("/BaseFont")),
        program=number_of(program) or None,
        mapped=bool(unicode),
        unicode=_unicode(unicode),
        widths=_wide(objects, inner) if composite else _simple(objects, font),
        default=float(inner.get("/DW", 1000)) if composite else 0.0,
        two_bytes=composite,
        slanted=isinstance(angle, int | float) and angle != 0,
    )


def _unicode(cmap: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for block in _CHARS.findall(cmap):
        for code, text in _PAIR.findall(block):
            found[int(code, 16)] = _utf16(text)
    for block in _RANGES.findall(cmap):
        for first, last, text in _TRIPLE.findall(block):
            start, said = int(first, 16), _utf16(text)
            for code in range(start, min(int(last, 16), start + 0xFFFF) + 1):
                found[code] = said[:-1] + chr(ord(said[-1]) + code - start)
    return found


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")


def _wide(objects: Objects, inner: dict[str, Value]) -> dict[int, float]:
    """Return the widths of a composite font: `code [w w ...]` or `first last w` (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    entries = objects.array(inner.get("/W"))
    at = 0
    while at + 1 < len(entries):
        first, second = entries[at], objects.get(entries[at + 1])
        if isinstance(second, list):
            found |= {int(first) + i: float(width) for i, width in enumerate(second)}
            at += 2
        elif at + 2 < len(entries):
            found |= dict.fromkeys(range(int(first), int(second) + 1), float(entries[at + 2]))
            at += 3
        else:
            break
    return found


def _simple(objects: Objects, font: dict[str, Value]) -> dict[int, float]:
    first = font.get("/FirstChar", 0)
    return {int(first) + i: float(width) for i, width in enumerate(objects.array(font.get("/Widths")))}


def x_height(data: bytes, program: int) -> float | None:
    """Return the height of a font's "x" as a share of the type size, None where the font has none that can be read.

    `data` is the PDF, `program` the font file's object number. Subsets keep the table that says it (OS/2, sxHeight).
    """
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  # only for what is to be reported

    try:
        with TTFont(BytesIO(Objects(data).stream(f"{program} 0 R")), lazy=True) as font:
            stated = getattr(font["OS/2"], "sxHeight", 0) if "OS/2" in font else 0
            return float(stated) / float(font["head"].unitsPerEm) if stated else None
    except (TTLibError, KeyError, AttributeError):
        return None


def in_mm(points: float) -> float:
    """Return points as millimetres."""
    return points / PER_MM
