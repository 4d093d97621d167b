"""Widths come from the font files' own tables: as HarfBuzz reads them, for every character of every shipped font."""

from __future__ import annotations

from pathlib import Path
from struct import pack

import pytest
import uharfbuzz

from builder.assets import asset_path
from builder.sfnt import NO_GLYPH, characters, metrics

FONTS = sorted(asset_path("fonts").glob("*/*.ttf"))


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_shipped_font_says_what_harfbuzz_reads(path: Path) -> None:
    theirs = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    ours = metrics(path)
    extents = theirs.get_font_extents("ltr")
    assert (ours.upem, ours.ascent, ours.descent) == (theirs.face.upem, extents.ascender, extents.descender)
    seen = 0
    for character in [*range(0xD800), *range(0xE000, 0x20000)]:
        glyph = ours.characters.glyph(character)
        assert glyph == (theirs.get_nominal_glyph(character) or NO_GLYPH), hex(character)
        assert ours.advance(glyph) == theirs.get_glyph_h_advance(glyph), hex(character)
        seen += glyph != NO_GLYPH
    assert seen > 200
    assert ours.characters.glyph(0x10FFFF) == NO_GLYPH


def test_there_are_fonts_to_compare() -> None:
    assert len(FONTS) > 20


def segments(*, offset: int) -> bytes:
    """Return a `cmap` of format 4 with the stretches 0x41-0x43 and 0xFFFF; `offset` leads to a list behind them."""
    arrays = pack(">2H", 0x43, 0xFFFF) + pack(">H", 0) + pack(">2H", 0x41, 0xFFFF)
    arrays += pack(">2H", (7 - 0x41) & 0xFFFF if not offset else 10, 1) + pack(">2H", offset, 0)
    part = pack(">7H", 4, 16 + len(arrays) + 6, 0, 4, 0, 0, 0) + arrays + pack(">3H", 5, 0, 6)
    return pack(">2H", 0, 1) + pack(">HHI", 3, 1, 12) + part


def test_a_map_of_16_bits_counts_on_or_looks_up_a_list() -> None:
    counted, listed = characters(segments(offset=0)), characters(segments(offset=4))
    assert [counted.glyph(c) for c in (0x40, 0x41, 0x43, 0x44)] == [NO_GLYPH, 7, 9, NO_GLYPH]
    assert [listed.glyph(c) for c in (0x40, 0x41, 0x42, 0x43)] == [NO_GLYPH, 15, NO_GLYPH, 16]
