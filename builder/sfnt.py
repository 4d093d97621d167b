"""The few numbers of a TrueType font file that widths of lines need: which character has which glyph, how wide it is.

Loading HarfBuzz for them took as long as reading a deck, and nothing here is shaped: characters that would need it are
refused (`builder.glyphs.SIMPLE`). The tests compare every character of every shipped font with HarfBuzz.
Source: ISO/IEC 14496-22, Open Font Format (tables `cmap`, `head`, `hhea`, `hmtx`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path
from struct import iter_unpack, unpack, unpack_from

from builder.frozen import dataclass

NO_GLYPH = 0
"""The glyph of a character that the font doesn't have."""
_WHOLE = ((3, 10), (0, 6), (0, 4))
_BASIC = ((3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""Platform and encoding of Unicode's maps: all of it, then what fits into 16 bits; the first that is there counts."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """Characters with glyphs, in stretches: first and last character of each, then the first one's glyph.

    In stretch i, character c has glyph `glyphs[i] + c - firsts[i]`; where there is `listed[i]`, the entry of that place
    in it, `glyphs[i]` higher.
    """

    firsts: tuple[int, ...]
    lasts: tuple[int, ...]
    glyphs: tuple[int, ...]
    listed: Mapping[int, tuple[int, ...]]

    def glyph(self, character: int) -> int:
        """Return the glyph of a character, `NO_GLYPH` if it has none."""
        place = bisect_left(self.lasts, character)
        if place == len(self.lasts) or character < self.firsts[place]:
            return NO_GLYPH
        step = character - self.firsts[place]
        if place not in self.listed:
            return (self.glyphs[place] + step) & 0xFFFF
        row = self.listed[place]
        found = row[step] if step < len(row) else NO_GLYPH
        return (found + self.glyphs[place]) & 0xFFFF if found else NO_GLYPH


@dataclass(frozen=True, slots=True)
class Metrics:
    """A font's numbers, in its own units, of which `upem` are one em. The descent is negative."""

    upem: int
    ascent: int
    descent: int
    advances: tuple[int, ...]
    characters: Ranges

    def advance(self, glyph: int) -> int:
        """Return how far a glyph moves the pen; all from some glyph on share the last width."""
        return self.advances[min(glyph, len(self.advances) - 1)]


def metrics(path: Path) -> Metrics:
    """Read a font.

    Raises:
        OSError: it can't be read.
        ValueError: it has no map of Unicode characters.
    """
    data = path.read_bytes()
    tables = {tag: data[start : start + size] for tag, _, start, size in _directory(data)}
    _, ascent, descent = unpack_from(">Ihh", tables[b"hhea"])
    (count,) = unpack_from(">H", tables[b"hhea"], 34)
    advances = unpack(f">{2 * count}H", tables[b"hmtx"][: 4 * count])[::2]
    (upem,) = unpack_from(">H", tables[b"head"], 18)
    return Metrics(upem, ascent, descent, advances, characters(tables[b"cmap"]))


def _directory(data: bytes) -> list[tuple[bytes, int, int, int]]:
    (count,) = unpack_from(">H", data, 4)
    return [*iter_unpack(">4s3I", data[12 : 12 + 16 * count])]


def characters(table: bytes) -> Ranges:
    """Return the map of Unicode characters of a `cmap` table."""
    (count,) = unpack_from(">H", table, 2)
    places = {(platform, code): at for platform, code, at in iter_unpack(">HHI", table[4 : 4 + 8 * count])}
    for known in (*_WHOLE, *_BASIC):
        if known in places:
            part = table[places[known] :]
            kind = unpack_from(">H", part)[0]
            if kind == 12:  # the format's number
                return _segmented(part)
            if kind == 4:  # as above
                return _delta(part)
    raise ValueError("the font has no map of Unicode characters")


def _segmented(part: bytes) -> Ranges:
    """Read a map of format 12: groups of (first, last, glyph of the first)."""
    (count,) = unpack_from(">I", part, 12)
    firsts, lasts, glyphs = zip(*iter_unpack(">3I", part[16 : 16 + 12 * count]), strict=True)
    return Ranges(firsts, lasts, glyphs, {})


def _delta(part: bytes) -> Ranges:
    """Read a map of format 4: parallel arrays, some stretches with a list of glyphs that lies behind them."""
    count = unpack_from(">H", part, 6)[0] // 2
    size = 2 * count
    lasts, firsts, deltas, offsets = (
        unpack(f">{count}H", part[start : start + size]) for start in (14, 16 + size, 16 + 2 * size, 16 + 3 * size)
    )
    listed = {}
    for place, offset in enumerate(offsets):
        if offset:
            start = 16 + 3 * size + 2 * place + offset
            length = max(0, min(lasts[place] - firsts[place] + 1, (len(part) - start) // 2))
            listed[place] = unpack(f">{length}H", part[start : start + 2 * length])
    glyphs = (delta if offset else first + delta for first, delta, offset in zip(firsts, deltas, offsets, strict=True))
    return Ranges(firsts, lasts, tuple(glyphs), listed)
