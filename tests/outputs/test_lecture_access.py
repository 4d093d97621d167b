"""The shipped lecture as readers with a screen reader, a keyboard or weak eyes get it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from pptx.presentation import Presentation as Deck

from .support import opened
from .support.builds import File
from .support.opened import A, P

BODY, FOOTER, REFERENCE, TABLE_HEAD = 18, 11, 12, 14
"""Least sizes of type in points: the body's is the design's (18 to 24)."""


def test_everything_seen_has_a_text_or_is_marked_as_decoration(lecture: File) -> None:
    for slide in opened.slides(lecture.data):
        root = opened.tree(slide.blob)
        assert_described(root, slide.name)


def assert_described(root: etree._Element, where: str) -> None:
    for kind in ("sp", "pic", "graphicFrame", "cxnSp", "grpSp"):
        for shape in root.iter(P + kind):
            identity = next(shape.iter(f"{P}cNvPr"))
            said = bool(identity.get("descr"))
            decorative = any(e.get("val") == "1" for e in identity.iter("{*}decorative"))
            words = kind == "sp" and bool("".join(shape.itertext()).strip())
            assert said + decorative + words == 1, f"{where}: {identity.get('name')}"
            if kind in {"pic", "graphicFrame"}:
                assert not words and (said or decorative)


def test_charts_and_tables_say_what_the_plan_says_of_them(lecture: File) -> None:
    from builder.plan.page import Chart, Image, Table

    for slide, page in zip(opened.slides(lecture.data), lecture.plan.pages, strict=True):
        planned = [item.alt for item in page.items if isinstance(item, Chart | Table | Image) and item.alt]
        root = opened.tree(slide.blob)
        frames = [*root.iter(f"{P}graphicFrame"), *root.iter(f"{P}pic")]
        assert sorted(next(frame.iter(f"{P}cNvPr")).get("descr") for frame in frames) == sorted(planned)


def test_every_run_says_its_language(lecture: File) -> None:
    runs = 0
    for name, blob in opened.parts(lecture.data).items():
        if re.match(r"ppt/(slides|notesSlides|slideLayouts|slideMasters|charts)/[^/]+\.xml$", name):
            for run in (*opened.tree(blob).iter(A + "r"), *opened.tree(blob).iter(A + "fld")):
                properties = run.find(A + "rPr")
                assert properties is not None and properties.get("lang"), (name, "".join(run.itertext()))
                runs += 1
    assert runs > 800


def test_languages_are_those_of_the_plan(lecture: File) -> None:
    for slide, page in zip(opened.slides(lecture.data), lecture.plan.pages, strict=True):
        found = {run.find(A + "rPr").get("lang") for run in opened.tree(slide.blob).iter(A + "r")}
        assert found <= {"en-GB"}, page.title


def test_tables_mark_their_header_row(deck: Deck) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_table:
                assert shape.table.first_row, slide.shapes.title.text
                assert all(cell.text for cell in shape.table.rows[0].cells), slide.shapes.title.text


def test_type_is_never_smaller_than_its_floor(lecture: File) -> None:
    """Sizes are said on every run; a raised number has its line's size and is drawn at two thirds of it."""
    for slide, page in zip(opened.slides(lecture.data), lecture.plan.pages, strict=True):
        for shape in opened.tree(slide.blob).iter(P + "sp"):
            place = next(shape.iter(P + "ph"), None)
            idx = place.get("idx") if place is not None else None
            body = idx in {"1", "2"} and page.layout not in {"references", "cover"}
            for properties in (r.find(A + "rPr") for r in shape.iter(A + "r")):
                size = int(properties.get("sz")) / 100
                assert size >= (BODY if body else FOOTER), (page.title, size)
                if page.layout == "references" and idx in {"1", "2"}:
                    assert size >= REFERENCE


def test_table_cells_are_no_smaller_than_the_body(lecture: File) -> None:
    for slide in opened.slides(lecture.data):
        for number, row in (pair for table in opened.tree(slide.blob).iter(A + "tbl") for pair in rows(table)):
            sizes = [int(run.find(A + "rPr").get("sz")) / 100 for run in row.iter(A + "r")]
            assert all(size >= (TABLE_HEAD if number == 0 else BODY) for size in sizes), sizes


def rows(table: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    return enumerate(table.findall(A + "tr"))


def test_no_placeholder_is_empty(deck: Deck) -> None:
    for slide in deck.slides:
        for shape in slide.placeholders:
            assert not shape.has_text_frame or shape.text_frame.text.strip(), (slide.shapes.title.text, shape.name)


def test_points_are_real_bullets_that_hang(lecture: File) -> None:
    """The master's first level hangs on a bullet, and a paragraph has it unless it says otherwise."""
    master = opened.tree(opened.parts(lecture.data)["ppt/slideMasters/slideMaster1.xml"])
    level = next(master.iter(P + "bodyStyle")).find(A + "lvl1pPr")
    assert level.find(A + "buChar") is not None and int(level.get("indent")) < 0
    bullets = 0
    for slide, page in zip(opened.slides(lecture.data), lecture.plan.pages, strict=True):
        assert not any(re.match(r"[•▪■‣\-–]\s", text) for text in opened.paragraphs(slide.blob)), "no bullet is typed"
        planned = [p for item in page.items if item_is_body(item) for p in item.paragraphs]
        found = [
            p for shape in opened.tree(slide.blob).iter(P + "sp") if shape_is_body(shape) for p in shape.iter(A + "p")
        ]
        for plan, paragraph in zip(planned, found, strict=True):
            none = paragraph.find(f"{A}pPr/{A}buNone") is not None
            own = paragraph.find(f"{A}pPr/{A}buAutoNum") is not None
            kind = plan.bullet.kind if plan.bullet else None
            if page.layout in {"points", "points-callout", "two-columns", "points-figure", "objectives", "disclosures"}:
                assert (none, own) == (kind is None, kind == "number"), plan.text
                bullets += kind == "square"
    assert bullets > 20


def item_is_body(item: object) -> bool:
    return getattr(item, "placeholder", None) in {"body", "body-2"}


def shape_is_body(shape: etree._Element) -> bool:
    place = next(shape.iter(P + "ph"), None)
    return place is not None and place.get("idx") in {"1", "2"}
