"""The font of what is typed into fields: all letters of Western languages, embedded, as a simple font.

Readers make the looks of a field anew when somebody types, with the font that the field names. Most can do so with
simple fonts only, whose codes are bytes: Windows' Latin (WinAnsiEncoding) is what they know by name. About 11 KB.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from struct import pack

from builder.theme import Face
from builder.write.pdf.engine import Engine, ref
from builder.write.pdf.faces import TTFontMaker, TTFontParser
from builder.write.pdf.fontfile import Glyphs
from builder.write.pdf.fonts import descriptor, parsed, program
from builder.write.pdf.syntax import array, dictionary, number

FIRST, LAST = 0x20, 0xFF
NONSYMBOLIC = 32
"""The font descriptor's flag of fonts whose encoding is a standard one (ISO 32000-1, 9.8.2)."""


def embed_typed(face: Face, engine: Engine) -> str:
    """Write the font of what is typed in a face, and return its reference."""
    found, letters = parsed(face.key), _letters(face.key)
    name = found.name.decode("ascii")
    widths = (found.width(point) if point else 0.0 for point in letters.values())
    entries = {
        "Type": "/Font",
        "Subtype": "/TrueType",
        "BaseFont": f"/{name}",
        "Encoding": "/WinAnsiEncoding",
        "FirstChar": str(FIRST),
        "LastChar": str(LAST),
        "Widths": array(map(number, widths)),
        "FontDescriptor": descriptor(found, name, _program(face.key), engine, NONSYMBOLIC),
    }
    return ref(engine.add(dictionary(entries)))


def _letters(key: str) -> Mapping[int, int]:
    """Return the code points of Windows' Latin by code; 0 for a code without a character, or one not in the face."""
    glyphs = parsed(key).charToGlyph
    points = {code: ord(bytes([code]).decode("cp1252", "replace")) for code in range(FIRST, LAST + 1)}
    return {code: point if glyphs[point] else 0 for code, point in points.items()}


@lru_cache(maxsize=8)
def _program(key: str) -> bytes:
    """Return the font file, once a process: its glyphs are found by Unicode, as readers of simple fonts expect."""
    points = sorted({point for point in _letters(key).values() if point})
    whole = TTFontParser(BytesIO(program(key, tuple(points))))
    maker = TTFontMaker()
    for tag in whole.table:
        maker.add(tag, whole.get_table(tag))  # type: ignore[no-untyped-call]  # reportlab has no types here
    maker.add("cmap", _cmap(points, parsed(key).charToGlyph))
    return bytes(maker.makeStream())


def _cmap(points: Sequence[int], glyphs: Glyphs) -> bytes:
    """Return a table of characters by Unicode (platform 3, encoding 1), format 4: a segment for each character."""
    order: dict[int, int] = {0: 0}
    numbers = [order.setdefault(glyphs[point], len(order)) for point in points]
    ends = [*points, 0xFFFF]
    deltas = [*((glyph - point) & 0xFFFF for glyph, point in zip(numbers, points, strict=True)), 1]
    count = len(ends)
    power = 1 << (count.bit_length() - 1)
    head = (count * 2, power * 2, power.bit_length() - 1, (count - power) * 2)
    words = (*head, *ends, 0, *ends, *deltas, *(0 for _ in ends))
    return pack(f">HHHHL{3 + len(words)}H", 0, 1, 3, 1, 12, 4, 6 + 2 * len(words), 0, *words)
