"""Fonts of a file: what their codes say, how wide they are, and how high an "x" is."""

from __future__ import annotations

import re
from io import BytesIO

from builder.kept import Kept
from builder.proof.objects import Objects, Value, name_of, number_of
from builder.proof.printed import Font
from builder.regex import regex

_CHARS = regex(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = regex(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = regex(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_TRIPLE = regex(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")

PER_MM = 72 / 25.4


_KNOWN: Kept[tuple[object, ...], Font] = Kept(4_000_000, session=True)
"""Fonts by all that they are: pages that are kept stay good for as long as their fonts do."""


def read_font(objects: Objects, ref: Value) -> tuple[Font, int]:
    """Return a font dictionary as a value, and its file's object number, 0 where nothing is embedded.

    A font that isn't composite has codes of one byte. One that is the same as before is the very same value where a
    process stays with one project.
    """
    font = objects.dictionary(ref)
    composite = font.get("/Subtype") == "/Type0"
    inner = objects.dictionary(next(iter(objects.array(font.get("/DescendantFonts"))), None)) if composite else font
    descriptor = objects.dictionary(inner.get("/FontDescriptor"))
    program = next((descriptor[key] for key in ("/FontFile2", "/FontFile3", "/FontFile") if key in descriptor), None)
    unicode = objects.stream(font.get("/ToUnicode"))
    angle = descriptor.get("/ItalicAngle", 0)
    name = name_of(font.get("/BaseFont")).partition("+")[2] or name_of(font.get("/BaseFont"))
    file = number_of(program)
    widths = _wide(objects, inner) if composite else _simple(objects, font)
    default = float(inner.get("/DW", 1000)) if composite else 0.0
    slanted = isinstance(angle, int | float) and angle != 0
    key = name, file > 0, unicode, tuple(widths.items()), default, composite, slanted
    known = _KNOWN.get(key)
    if known is None:
        made = Font(name, file > 0, bool(unicode), _unicode(unicode), widths, default, composite, slanted)
        known = _KNOWN.put(key, made, 200 * len(widths) + 4 * len(unicode))
    return known, file


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
