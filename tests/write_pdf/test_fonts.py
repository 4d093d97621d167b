"""Embedded fonts: only our own, subsets with the right outlines, widths and characters."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from pikepdf import Name

from builder.assets import font_path
from builder.plan import page as p
from builder.theme import Face
from builder.write.pdf import write_pdf
from builder.write.pdf.engine import Engine, packed
from builder.write.pdf.fonts import Fonts, Subset

from . import reading
from .sample import A4, INK, leaflet


def _outline(font: TTFont, glyph: str) -> list[object]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[glyph].draw(pen)
    return list(pen.value)


def _widths(font: pikepdf.Object) -> list[float]:
    start, widths = font.DescendantFonts[0].W
    assert int(start) == 1
    return [float(width) for width in widths]


def test_all_fonts_are_embedded_subsets_and_none_is_a_base_font(pdf: pikepdf.Pdf, leaflet: bytes) -> None:
    assert b"Helvetica" not in leaflet and b"/Type1" not in leaflet
    kinds = sorted(str(font.Subtype) for font in reading.fonts(pdf))
    assert kinds == ["/CIDFontType2"] * 6 + ["/Type0"] * 6
    for font in reading.fonts(pdf):
        assert str(font.BaseFont)[7] == "+" and str(font.BaseFont)[1:7].isupper()


def test_every_code_draws_the_glyph_of_its_character(pdf: pikepdf.Pdf) -> None:
    for font in (f for f in reading.fonts(pdf) if f.Subtype == Name.Type0):
        down = font.DescendantFonts[0]
        part = TTFont(BytesIO(down.FontDescriptor.FontFile2.read_bytes()), lazy=False)
        whole = TTFont(font_path(str(font.BaseFont)[8:]), lazy=False)
        mapped = down.CIDToGIDMap
        data = None if mapped == Name.Identity else mapped.read_bytes()
        for (code, char), width in zip(reading.unicode_map(font).items(), _widths(font), strict=True):
            glyph = code if data is None else int.from_bytes(data[2 * code : 2 * code + 2], "big")
            name = whole.getBestCmap()[0x20 if char == "\u00a0" else ord(char)]
            assert glyph, f"{char!r} is drawn as a missing glyph"
            assert _outline(part, part.getGlyphName(glyph)) == _outline(whole, name)
            assert width == pytest.approx(whole["hmtx"][name][0] * 1000 / whole["head"].unitsPerEm, abs=0.001)


def test_characters_that_share_a_glyph_keep_their_own_codes() -> None:
    fonts, engine = Fonts(), Engine(A4)
    subset = fonts.subset(Face("AtkinsonHyperlegibleNext-Regular", "A"))
    assert " \u00a0a".translate(subset) == "000100020003"
    fonts.embed(engine)
    engine.page()
    engine.draw(packed([]), [], [])
    with pikepdf.Pdf.open(BytesIO(engine.data({}, {}))) as pdf:
        font = next(f for f in reading.fonts(pdf) if f.Subtype == Name.Type0)
        assert font.DescendantFonts[0].CIDToGIDMap.read_bytes() == bytes((0, 0, 0, 1, 0, 1, 0, 2))
        assert reading.unicode_map(font) == {1: " ", 2: "\u00a0", 3: "a"}


def test_characters_above_the_basic_plane_are_surrogate_pairs(pdf: pikepdf.Pdf) -> None:
    maths = next(f for f in reading.fonts(pdf) if f.Subtype == Name.Type0 and "Math" in str(f.BaseFont))
    assert b"<0001> <D835DC65>" in maths.ToUnicode.read_bytes()


def test_a_subset_has_no_entry_for_what_was_not_drawn(pdf: pikepdf.Pdf) -> None:
    for font in (f for f in reading.fonts(pdf) if f.Subtype == Name.Type0):
        assert b"<0000> <" not in font.ToUnicode.read_bytes().replace(b"<0000> <FFFF>", b"")


def test_many_characters_make_several_blocks() -> None:
    subset = Subset("NotoSans-Regular", "F1")
    "".join(chr(code) for code in range(0x400, 0x500)).translate(subset)
    assert subset.points[:2] == [0x400, 0x401] and subset[0x4FF] == "0100"


def test_a_page_without_words_has_no_font() -> None:
    line = p.Stroke(10, 10, 50, 10, INK, 1, "Rule")
    plan = replace(leaflet(), pages=(p.Page((line,), "One"),), bookmarks=())
    with reading.opened(write_pdf(plan)) as pdf:
        assert reading.fonts(pdf) == []
        assert "BT" not in pdf.pages[0].Contents.read_bytes().decode()
