"""A font file as reportlab reads and cuts it, with quick ways to its characters and glyphs.

reportlab makes dictionaries of all characters and lists of all glyphs, number by number: 10 ms a face, where a document
needs a hundred of them. Here characters are looked up when they are asked for, and tables are unpacked at once. The
tests compare both for every character of every shipped font.
Source: ISO/IEC 14496-22, Open Font Format (tables `cmap`, `head`, `hhea`, `hmtx`, `loca`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from struct import iter_unpack, unpack, unpack_from

from builder.sfnt import Ranges, characters
from builder.write.pdf.faces import TTFontFace

SPACE, NO_BREAK = 0x20, 0xA0


class Glyphs:
    """Glyphs by code point, 0 for a character that the font lacks. A no-break space has the glyph of a space."""

    def __init__(self, ranges: Ranges) -> None:
        self._ranges = ranges
        self._known: dict[int, int] = {}

    def __contains__(self, point: int) -> bool:
        return True  # reportlab asks before it looks, and takes 0 for what isn't there

    def __getitem__(self, point: int) -> int:
        known = self._known.get(point)
        if known is None:
            found = self._ranges.glyph(SPACE if point == NO_BREAK else point)
            known = self._known[point] = found or self._ranges.glyph(point)
        return known


class FontFile(TTFontFace):
    """A font file. Its measures are thousandths of the type size."""

    charToGlyph: Glyphs  # reportlab's names
    hmetrics: Sequence[tuple[int, int]]
    glyphPos: Sequence[int]
    defaultWidth: float

    def __init__(self, path: Path) -> None:
        """Read a file.

        Raises:
            OSError: it can't be read.
            reportlab.pdfbase.ttfonts.TTFError: it is no TrueType font.
        """
        super().__init__(str(path))

    def extractInfo(self, charInfo: int = 1) -> None:  # reportlab's names
        """Set what reportlab sets, its tables in ways of our own."""
        super().extractInfo(charInfo=0)
        self.charToGlyph = Glyphs(characters(self._bytes("cmap")))
        (count,) = unpack_from(">H", self._bytes("hhea"), 34)
        self.hmetrics = _pairs(self._bytes("hmtx"), count, self.numGlyphs)
        (long,) = unpack_from(">h", self._bytes("head"), 50)
        self.glyphPos = _places(self._bytes("loca"), self.numGlyphs + 1, long=bool(long))
        self.defaultWidth = self._scaled(self.hmetrics[0][0])

    def width(self, point: int) -> float:
        """Return the advance width of a character."""
        return self._scaled(self.hmetrics[self.charToGlyph[point]][0])

    def _scaled(self, units: int) -> float:
        return float(units * (1000 / self.unitsPerEm))

    def _bytes(self, tag: str) -> bytes:
        return bytes(self.get_table(tag))  # type: ignore[no-untyped-call]  # reportlab has no types


def _pairs(table: bytes, count: int, glyphs: int) -> Sequence[tuple[int, int]]:
    """Return advance and left side bearing of each glyph; from number `count` on all share the last advance."""
    full = [*iter_unpack(">HH", table[: 4 * count])]
    more = unpack(f">{glyphs - count}H", table[4 * count : 4 * count + 2 * (glyphs - count)])
    return [*full, *((full[-1][0], bearing) for bearing in more)]


def _places(table: bytes, count: int, *, long: bool) -> Sequence[int]:
    """Return where each glyph's outline starts, and where the last one ends."""
    if long:
        return unpack(f">{count}I", table[: 4 * count])
    return [2 * half for half in unpack(f">{count}H", table[: 2 * count])]
