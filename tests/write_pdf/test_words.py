"""The words come out again as they went in: by our own reading, poppler, PDFium and MuPDF."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import text as ruler
from builder.assets import font_path
from builder.geometry import Rect
from builder.plan import page as p
from builder.theme import Face
from builder.write.pdf import write_pdf
from builder.write.pdf.fonts import MissingGlyphError

from . import reading, sample
from .sample import MATH, NOTO, SANS, SERIF, paragraph, run

SENTENCES = (
    "It can lift mood within a day. It does not work for everyone.",
    "felt better a day later1,2. Read this: what the national guideline for doctors says about this new treatment or",
    "\u2265 4 \u00d7 109/L, 5 \u00b5g, H2O, \u03b2-blocker, \u03b1 and \u03a9, \U0001d465 \u2264 \U0001d466",
    "<b>&amp; (50%)\\, ad libitum and long-term, dose-dependent,",
    "1. Eat lightly 2. Bring a friend",
    "See the figures and the first page.",
)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _assert_all_there(text: str) -> None:
    for sentence in SENTENCES:
        assert sentence in text
    places = [
        text.index(start) for start in ("Ketamine for", "What is known", "Group", "How many get", "References 1.")
    ]
    assert places == sorted(places)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize("mode", ["-raw", "-layout", "-nopgbrk"])
def test_poppler_reads_it(leaflet: bytes, tmp_path: Path, mode: str) -> None:
    (tmp_path / "a.pdf").write_bytes(leaflet)
    done = subprocess.run(
        ["pdftotext", mode, "-enc", "UTF-8", tmp_path / "a.pdf", "-"], capture_output=True, check=True
    )
    assert done.stderr == b""
    _assert_all_there(_plain(done.stdout.decode()))


def test_pdfium_reads_it(leaflet: bytes) -> None:
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    document = pdfium.PdfDocument(leaflet)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    _assert_all_there(_plain(text))
    assert "later1,2. Read" in text and "109/L" in text, "a superscript is not a line of its own"


def test_mupdf_reads_it(leaflet: bytes) -> None:
    pymupdf = pytest.importorskip("pymupdf", reason="pymupdf is not installed")
    text = "".join(page.get_text() for page in pymupdf.open(stream=leaflet, filetype="pdf"))
    _assert_all_there(_plain(text).replace("\u2079", "9"))


def _page_of(*paragraphs: p.Paragraph) -> p.Plan:
    box = Rect(50, 50, 400, 700)
    page = p.Page((p.TextBox(box, box, paragraphs, "Text"),), "One")
    elements = (p.Element(0, p.Role.DOCUMENT, None), p.Element(1, p.Role.P, 0), p.Element(2, p.Role.P, 0))
    return replace(sample.leaflet(), pages=(page,), elements=elements, bookmarks=())


def _text(plan: p.Plan) -> str:
    with reading.opened(write_pdf(plan)) as pdf:
        return "".join(string.text for string in reading.shown(pdf.pages[0]) if string.mcid is not None)


@lru_cache
def _alphabet(face: Face) -> list[str]:
    drawn = [chr(code) for code in TTFont(font_path(face.key)).getBestCmap() if code > 0x20]
    return [char for char in drawn if char not in ruler.INVISIBLE]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_character_of_a_font_comes_out_again(data: st.DataObject) -> None:
    face = data.draw(st.sampled_from([SANS, SERIF, NOTO, MATH, Face("Carlito-Regular", "Calibri")]))
    words = data.draw(st.text(st.sampled_from(_alphabet(face)), min_size=1, max_size=40))
    line = p.Line(20, 0, 100, (p.Piece(run(words, face=face), 0, 100),))
    assert _text(_page_of(p.Paragraph((run(words, face=face),), (line,), 0, 20, 1, element=1))) == words


WORDS = ("a", "dose-dependent", "well-", "\u2013", "mood,", "x\u00a0y", "12", "day\u2014night")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1), st.integers(90, 300), st.integers(1, 5))
def test_no_break_joins_or_parts_words(words: list[str], width: int, cut: int) -> None:
    text = " ".join(words)
    runs = [run(part) for part in re.findall(f"(?s).{{1,{cut * 7}}}", text)]
    whole = paragraph(runs, width, element=1)
    half = len(whole.lines) // 2
    parts = (replace(whole, lines=whole.lines[:half]), replace(whole, lines=whole.lines[half:]))
    assert _text(_page_of(*parts)) == text


def test_invisible_characters_draw_nothing_and_breaks_are_spaces() -> None:
    words = "dis\u00adsocia\u200btive\nsta\u2060te\u200d"
    line = p.Line(20, 0, 100, (p.Piece(run(words), 0, 100),))
    assert _text(_page_of(p.Paragraph((run(words),), (line,), 0, 20, 1, element=1))) == "dissociative state"


def test_a_character_without_a_glyph_is_refused() -> None:
    with pytest.raises(MissingGlyphError, match=r"AtkinsonHyperlegibleNext-Regular has no glyph for U\+0416"):
        write_pdf(_page_of(paragraph([run("\u0416")], element=1)))


def test_lines_that_say_something_else_than_their_paragraph_are_refused() -> None:
    told = paragraph([run("one")], element=1)
    with pytest.raises(ValueError, match="is not in the text"):
        write_pdf(_page_of(replace(told, runs=(run("two"),))))


def test_pieces_stand_where_the_plan_puts_them(pdf: pikepdf.Pdf) -> None:
    plan = sample.leaflet()
    box = next(
        item for item in plan.pages[0].items if isinstance(item, p.TextBox) and "Blood" in item.paragraphs[0].text
    )
    bottom = plan.size.height - box.inner.y
    expected = [
        (box.inner.x + line.x + piece.x, bottom - line.baseline + piece.run.rise, piece.run.size, piece.run.text)
        for line in box.paragraphs[0].lines
        for piece in line.pieces
    ]
    strings = reading.shown(pdf.pages[0])
    first = next(i for i, string in enumerate(strings) if string.text.startswith("Blood"))
    found = [(s.x, s.y, s.size, s.text) for s in strings[first : first + len(expected)]]
    assert [f[3].rstrip() for f in found] == [e[3].rstrip() for e in expected]
    assert [f[:3] for f in found] == [pytest.approx(e[:3], abs=0.001) for e in expected]


def test_tracking_is_written_for_the_size_of_the_type(pdf: pikepdf.Pdf) -> None:
    assert f"{0.4 / 10.5:.6f} Tc" in pdf.pages[0].Contents.read_bytes().decode()
