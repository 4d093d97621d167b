"""Links lead where they say, over the words that say it; bookmarks nest."""

from __future__ import annotations

import ctypes
from dataclasses import replace

import pikepdf
import pytest

from builder.geometry import Rect
from builder.plan import page as p
from builder.write.pdf import write_pdf

from . import reading, sample
from .sample import paragraph, run


def _linked(href: str) -> p.Plan:
    box = Rect(50, 50, 300, 40)
    words = p.TextBox(box, box, (paragraph([run("here", href=href)], element=1),), "Text")
    elements = (p.Element(0, p.Role.DOCUMENT, None), p.Element(1, p.Role.P, 0))
    return replace(sample.leaflet(), pages=(p.Page((words,), "One"),), elements=elements, bookmarks=())


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "file:///etc/passwd", "//host/share", "ftp://x", "HTTPS://x", ""]
)
def test_other_addresses_are_refused_or_no_links(href: str) -> None:
    if href:
        with pytest.raises(ValueError, match="only https, http, mailto"):
            write_pdf(_linked(href))
    else:
        with reading.opened(write_pdf(_linked(href))) as pdf:
            assert "/Annots" not in pdf.pages[0].obj


def test_a_link_to_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="'#gone'"):
        write_pdf(_linked("#gone"))


def test_a_link_over_two_lines_is_one_annotation_with_two_areas(pdf: pikepdf.Pdf) -> None:
    link = next(a for a in pdf.pages[0].obj.Annots if str(a.Contents) == "Guideline on depression")
    quads = [float(value) for value in link.QuadPoints]
    left, bottom, right, top = (float(side) for side in link.Rect)
    assert len(quads) == 16
    assert all(left <= x <= right for x in quads[::2]) and all(bottom <= y <= top for y in quads[1::2])
    first, second = quads[:8], quads[8:]
    assert first[1] > first[5] >= second[1] > second[5], "the second area stands below the first"
    strings = [s for s in reading.shown(pdf.pages[0]) if s.tag == "/Link" and s.size == 12][:2]
    assert strings[0].text.startswith("what the national")
    for area, string in zip((first, second), strings, strict=True):
        assert area[0] == pytest.approx(string.x, abs=0.01) and area[5] < string.y < area[1]


def test_targets_are_where_the_named_things_stand(pdf: pikepdf.Pdf) -> None:
    targets = {str(a.Contents): a.A.D for page in pdf.pages for a in page.obj.get("/Annots", []) if "/D" in a.A}
    assert targets["Reference 2"][0].objgen == pdf.pages[2].obj.objgen
    entry = next(s for s in reading.shown(pdf.pages[2]) if s.text == "2. ")
    assert 0 < float(targets["Reference 2"][3]) - entry.y < 20
    assert targets["the figures"][0].objgen == pdf.pages[1].obj.objgen
    assert float(targets["the first page"][3]) == pytest.approx(sample.A4.height, abs=0.01)


def test_bookmarks_nest_by_level(pdf: pikepdf.Pdf) -> None:
    def below(entry: pikepdf.Object) -> list[object]:
        found: list[object] = []
        kid = entry.get("/First")
        while kid is not None:
            assert kid.Parent.objgen == entry.objgen
            found.append([str(kid.Title), *below(kid)])
            kid = kid.get("/Next")
        return found

    root = pdf.Root.Outlines
    assert below(root) == [
        ["Ketamine for depression", ["What is known?"], ["How many get better?"]],
        ["References", ["Sources \u2265 2"]],
    ]
    assert int(root.Count) == 5
    assert root.First.Dest[0].objgen == pdf.pages[0].obj.objgen
    assert float(root.First.Dest[3]) == pytest.approx(sample.A4.height - 60, abs=0.01)


def test_a_reader_follows_links_to_names() -> None:
    """Where a name is, is an object of its own; not every reader would have to look there."""
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    raw, pages = pdfium.raw, set[int]()
    document = pdfium.PdfDocument(write_pdf(sample.leaflet()))
    for page in document:
        position, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
            action = raw.FPDFLink_GetAction(link)
            if raw.FPDFAction_GetType(action) == raw.PDFACTION_GOTO:
                pages.add(raw.FPDFDest_GetDestPageIndex(document.raw, raw.FPDFAction_GetDest(document.raw, action)))
    assert pages and pages <= set(range(len(document)))
