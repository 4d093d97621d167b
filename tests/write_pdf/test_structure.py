"""The structure tree: what assistive technology reads, in which order, and that nothing is left outside of it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from builder.geometry import Rect
from builder.plan import page as p
from builder.write.pdf import write_pdf

from . import reading, sample
from .sample import paragraph, run

GOLDEN = Path(__file__).with_name("leaflet.txt")


def test_the_tree_reads_as_the_golden_text_says(pdf: pikepdf.Pdf) -> None:
    text = "\n".join(reading.Tree(pdf).lines()) + "\n"
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_furniture_is_an_artifact_and_nothing_else_is(pdf: pikepdf.Pdf) -> None:
    expected = []
    for number in (1, 2, 3):
        expected += ["DRAFT, not approved", f"TB-001 \u00b7 version 1.0.0 \u00b7 page {number} of 3"]
    assert reading.artifact_text(pdf) == expected
    first = pdf.pages[0].Contents.read_bytes().decode()
    assert "/Subtype /Header" in first and "/Subtype /Footer" in first


def test_every_marked_sequence_has_one_owner_and_the_parent_tree_knows_it(pdf: pikepdf.Pdf) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    claimed: list[tuple[tuple[int, int], int]] = []
    for element in reading.Tree(pdf).elements():
        for kid in element.get("/K", []):
            if isinstance(kid, Dictionary) and kid.get("/S") is not None:
                continue
            if isinstance(kid, Dictionary) and kid.Type == Name.OBJR:
                assert parents[int(kid.Obj.StructParent)].objgen == element.objgen
                continue
            page, mcid = (kid.Pg, int(kid.MCID)) if isinstance(kid, Dictionary) else (element.Pg, int(kid))
            assert parents[int(page.StructParents)][mcid].objgen == element.objgen
            claimed.append((page.objgen, mcid))
    owned = [(page.obj.objgen, mcid) for page in pdf.pages for mcid in range(len(parents[int(page.obj.StructParents)]))]
    assert sorted(claimed) == sorted(owned)
    assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == max(parents) + 1


def test_every_link_annotation_is_in_the_tree_and_on_its_page(pdf: pikepdf.Pdf) -> None:
    in_tree = [kid.Obj.objgen for e in reading.Tree(pdf).elements() for kid in e.get("/K", [])
               if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR]  # fmt: skip
    on_pages = [annotation.objgen for page in pdf.pages for annotation in page.obj.get("/Annots", [])]
    assert sorted(in_tree) == sorted(on_pages) and len(in_tree) == 8
    for page in pdf.pages:
        assert page.obj.Tabs == Name.S
        for annotation in page.obj.get("/Annots", []):
            assert annotation.P.objgen == page.obj.objgen and int(annotation.F) == 4


def test_notes_have_identifiers_that_the_tree_finds(pdf: pikepdf.Pdf) -> None:
    notes = [element for element in reading.Tree(pdf).elements() if Name.Note == element.S]
    names = pdf.Root.StructTreeRoot.IDTree.Kids[0].Names
    assert [(str(note.ID), note.objgen) for note in notes] == [(str(names[0]), names[1].objgen)]


def test_the_catalog_says_what_readers_need(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked is True
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.pdf_version == "1.7"
    assert "/RoleMap" not in pdf.Root.StructTreeRoot


def _plan(items: tuple[p.Item, ...], *elements: p.Element) -> p.Plan:
    root = p.Element(0, p.Role.DOCUMENT, None)
    return replace(sample.leaflet(), pages=(p.Page(items, "One"),), elements=(root, *elements), bookmarks=())


def _lines(plan: p.Plan) -> list[str]:
    with reading.opened(write_pdf(plan)) as pdf:
        return [line.strip() for line in reading.Tree(pdf).lines()]


def _box(*paragraphs: p.Paragraph, x: float = 50) -> p.TextBox:
    return p.TextBox(Rect(x, 50, 300, 40), Rect(x, 50, 300, 40), paragraphs, "Text")


def test_two_paragraphs_of_one_element_do_not_run_together() -> None:
    cell = p.Element(1, p.Role.P, 0)
    words = _box(paragraph([run("given once.")], element=1), paragraph([run("Then")], y=20, element=1))
    assert "| 1: 'given once. Then'" in _lines(_plan((words,), cell))


@pytest.mark.parametrize(("first", "second", "whole"), [
    ("given", "once", "given once"), ("well-", "known", "well-known"), ("given ", "once", "given once"),
])  # fmt: skip
def test_a_paragraph_in_parts_of_its_own_goes_on(first: str, second: str, whole: str) -> None:
    parts = [paragraph([run(words)], element=1) for words in (first, second)]
    boxes = tuple(_box(part, x=50 + 250 * index) for index, part in enumerate(parts))
    assert "".join(line[6:-1] for line in _lines(_plan(boxes, p.Element(1, p.Role.P, 0))) if line[0] == "|") == whole


def test_an_element_that_nothing_was_drawn_for_keeps_its_place() -> None:
    elements = (
        p.Element(1, p.Role.P, 0),
        p.Element(2, p.Role.SECT, 0),
        p.Element(3, p.Role.P, 2),
        p.Element(4, p.Role.P, 0),
    )
    words = _box(paragraph([run("a")], element=1), paragraph([run("b")], y=20, element=4))
    assert _lines(_plan((words,), *elements)) == ["Document", "P", "| 1: 'a'", "Sect", "P", "P", "| 1: 'b'"]


def test_a_bullet_without_a_label_is_decoration_and_a_number_is_not() -> None:
    square = p.Bullet("square", sample.TEAL, 4)
    number = p.Bullet("number", sample.TEAL, 0, run("2."), 2)
    words = _box(paragraph([run("a")], indent=18, hanging=18, bullet=square, element=1),
                 paragraph([run("b")], y=20, indent=18, hanging=18, bullet=number, element=2))  # fmt: skip
    lines = _lines(_plan((words,), p.Element(1, p.Role.P, 0), p.Element(2, p.Role.P, 0)))
    assert lines == ["Document", "P", "| 1: 'a'", "P", "| 1: '2. b'"]


def test_the_language_of_an_element_is_not_said_again() -> None:
    element = p.Element(1, p.Role.P, 0, lang="de")
    words = _box(paragraph([run("Guten Tag, ", lang="de"), run("good day", lang="en-GB")], element=1))
    lines = _lines(_plan((words,), element))
    assert lines == ["Document", "P Lang='de'", "| 1: 'Guten Tag, '", "Span Lang='en-GB'", "| 1: 'good day'"]


def test_a_raised_figure_at_a_line_end_keeps_the_space_after_it() -> None:
    runs = [run("a very long word m"), sample.raised("2"), run(" and more")]
    words = _box(paragraph(runs, 120, element=1))
    lines = _lines(_plan((words,), p.Element(1, p.Role.P, 0)))
    assert lines[2:] == ["| 1: 'a very long word m'", "Span ActualText='\u00b2'", "| 1: '2'", "| 1: ' and more'"]


def test_furniture_has_no_links() -> None:
    words = _box(paragraph([run("example.org", href="https://example.org")]))
    with reading.opened(write_pdf(_plan((words,)))) as pdf:
        assert "/Annots" not in pdf.pages[0].obj
        assert reading.artifact_text(pdf) == ["example.org"]


def test_a_figure_swallows_the_elements_inside_it() -> None:
    group = p.Group(
        (_box(paragraph([run("6 of 10")], element=2)), sample.paragraph_rule()), Rect(0, 0, 9, 9), "G", "six", 1
    )
    lines = _lines(_plan((group,), p.Element(1, p.Role.FIGURE, 0), p.Element(2, p.Role.P, 1)))
    assert lines[1].startswith("Figure Alt='six'") and lines[2:] == ["| 1: '6 of 10'", "P"]
