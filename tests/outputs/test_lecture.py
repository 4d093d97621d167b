"""The shipped lecture, read back with an independent library and as XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from builder.load.locales import load_locale, locale_names
from builder.world import Disk

from .support import opened
from .support.builds import KETAMINE, ROOT, File, loaded
from .support.opened import A, P

FRONT = ("cover", "section", "references")
"""Layouts of the pages that the planner makes by itself."""

LEAST = {"footer": 11, "number": 11, "eyebrow": 13, "source": 12, "references": 12}
BODY = 18
"""Least size of type in the body, in points (design: 18 to 24)."""


@pytest.fixture(scope="module")
def deck(lecture: File) -> Deck:
    return Presentation(BytesIO(lecture.data))


def shapes_of(slide: Slide) -> Iterator[BaseShape]:
    """Every shape, those in groups included."""

    def below(shapes: object) -> Iterator[BaseShape]:
        for shape in shapes:  # type: ignore[attr-defined]
            yield shape
            if hasattr(shape, "shapes"):
                yield from below(shape.shapes)

    return below(slide.shapes)


def is_content(slide: Slide) -> bool:
    """Tell whether a slide holds content of the outline: it names its section above the title."""
    return any(shape.is_placeholder and shape.placeholder_format.idx == 13 for shape in slide.placeholders) and (
        slide.slide_layout.name not in {"Section opener", "Cover"}
    )


def test_slides_stand_in_the_plans_order_with_the_plans_titles(lecture: File, deck: Deck) -> None:
    assert 28 <= len(deck.slides) <= 40
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == [page.title for page in lecture.plan.pages]
    assert len({title.casefold() for title in titles}) == len(titles)
    for slide in deck.slides:
        assert slide.shapes.title.placeholder_format.type in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)


def test_slides_name_the_layouts_of_the_plan(lecture: File, deck: Deck) -> None:
    names = {layout.key: layout.name for layout in lecture.plan.layouts}
    assert [slide.slide_layout.name for slide in deck.slides] == [
        names[page.layout or ""] for page in lecture.plan.pages
    ]
    assert {page.layout for page in lecture.plan.pages} >= {
        "cover",
        "section",
        "points",
        "points-figure",
        "table",
        "references",
    }
    assert (deck.slide_width.pt, deck.slide_height.pt) == (960, 540)


def test_every_slide_of_the_outline_is_there_in_order() -> None:
    from builder.audience import for_audience
    from builder.values import Audience

    from .support.builds import ketamine

    outline = for_audience(loaded(KETAMINE, Disk(ROOT / "decks")), Audience.CLINICIAN)
    wanted = [slide.title.text for section in outline.sections for slide in section.slides]
    titles = [page.title for page in ketamine()["ketamine-lecture.pptx"].plan.pages]
    assert [title for title in titles if title in wanted] == wanted


def test_content_slides_have_notes_that_a_lecturer_can_speak_from(deck: Deck) -> None:
    content = [slide for slide in deck.slides if is_content(slide)]
    assert len(content) > 20
    for slide in content:
        assert slide.has_notes_slide, slide.shapes.title.text
        notes = slide.notes_slide.notes_text_frame.text
        assert len(notes.split()) > 40, slide.shapes.title.text
        for shape in slide.placeholders:
            for paragraph in shape.text_frame.paragraphs if shape.placeholder_format.idx in (1, 2) else ():
                assert paragraph.text not in notes, "notes don't repeat the points"


def test_charts_and_tables_are_native(deck: Deck) -> None:
    shapes = [shape for slide in deck.slides for shape in shapes_of(slide)]
    assert sum(1 for shape in shapes if shape.has_chart) >= 4
    assert sum(1 for shape in shapes if shape.has_table) >= 3


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


def test_sections_hold_every_slide_once_in_order(lecture: File) -> None:
    root = opened.tree(opened.parts(lecture.data)["ppt/presentation.xml"])
    order = [slide.get("id") for slide in root.iter(P + "sldId")]
    sections = list(root.iter("{*}section"))
    assert [slide.get("id") for section in sections for slide in section.iter("{*}sldId")] == order
    names = [section.get("name") for section in sections]
    assert len(set(names)) == len(names)
    wanted = ["Ketamine", "How ketamine works", "What non-medical use risks", "Whom treatment helps, and for how long"]
    assert names == [*wanted, "References"]


def test_properties_are_the_outlines(lecture: File, deck: Deck) -> None:
    outline = loaded(KETAMINE, Disk(ROOT / "decks"))
    core = deck.core_properties
    assert (core.title, core.language) == ("Ketamine", "en-GB")
    assert core.subject == outline.subtitle.text  # type: ignore[union-attr]
    assert core.keywords == ", ".join(outline.keywords)
    assert core.author == outline.governance.owner
    assert core.created is not None and core.created.date() == outline.governance.issued
    assert "DRAFT" in core.comments and outline.governance.version in core.comments
    custom = opened.parts(lecture.data)["docProps/custom.xml"].decode()
    assert f">{lecture.plan.properties.digest}<" in custom


def links(data: bytes) -> Mapping[str, str]:
    """Texts of runs that link to an address outside, with the address."""
    found = {}
    package = opened.parts(data)
    for slide in opened.slides(data):
        folder, _, base = slide.name.rpartition("/")
        relations = opened.tree(package[f"{folder}/_rels/{base}.rels"])
        targets = {r.get("Id"): r.get("Target") for r in relations if r.get("TargetMode") == "External"}
        for run in opened.tree(slide.blob).iter(A + "r"):
            for link in run.iter(A + "hlinkClick"):
                if link.get(opened.R + "id") in targets:
                    found["".join(run.itertext())] = targets[link.get(opened.R + "id")]
    return found


def test_references_link_to_their_sources(lecture: File) -> None:
    found = links(lecture.data)
    assert all(target.startswith(("https://", "http://", "mailto:")) for target in found.values())
    outline = loaded(KETAMINE, Disk(ROOT / "decks"))
    cited = {r.doi for r in outline.references if r.doi} & {text.removeprefix("doi:") for text in found}
    assert len(cited) > 40
    for doi in cited:
        assert found[f"doi:{doi}"].casefold() == f"https://doi.org/{doi}".casefold()
    plain = [target for target in found.values() if target.startswith("http://")]
    without = {reference.url for reference in outline.references if not reference.doi}
    assert set(plain) <= without, "an address without encryption is the source's own"


def test_every_entry_of_the_reference_list_is_cited_and_every_number_has_its_entry(lecture: File) -> None:
    listed: list[int] = []
    cited: set[int] = set()
    for slide, page in zip(opened.slides(lecture.data), lecture.plan.pages, strict=True):
        root = opened.tree(slide.blob)
        if page.layout == "references":
            listed += (
                int(number.get("startAt", "1")) for number in root.iter(A + "buAutoNum") if number.get("startAt", "1")
            )
            continue
        for run in root.iter(A + "r"):
            text = "".join(run.itertext())
            if int(run.find(A + "rPr").get("baseline", "0")) > 0 and re.fullmatch(r"[\d,\-–]+", text):
                cited |= numbers(text)
            for flat in re.findall(r"\[([\d,\-–]+)\]", text):
                cited |= numbers(flat)
    entries = [
        i.paragraphs
        for p in lecture.plan.pages
        if p.layout == "references"
        for i in p.items
        if hasattr(i, "paragraphs")
    ]
    count = sum(1 for paragraphs in entries for paragraph in paragraphs if paragraph.bullet)
    assert cited == set(range(1, count + 1))
    assert listed, "entries are numbered by PowerPoint's own numbers"


def numbers(label: str) -> set[int]:
    """The numbers of a citation's label such as `1,3-5`."""
    found: set[int] = set()
    for part in label.split(","):
        first, _, last = part.replace("–", "-").partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def test_type_is_never_smaller_than_its_floor(lecture: File) -> None:
    """Sizes are said on every run; a raised number has its line's size and is drawn at two thirds of it."""
    for slide, page in zip(opened.slides(lecture.data), lecture.plan.pages, strict=True):
        for shape in opened.tree(slide.blob).iter(P + "sp"):
            place = next(shape.iter(P + "ph"), None)
            idx = place.get("idx") if place is not None else None
            body = idx in {"1", "2"} and page.layout not in {"references", "cover"}
            for properties in (r.find(A + "rPr") for r in shape.iter(A + "r")):
                size = int(properties.get("sz")) / 100
                assert size >= (BODY if body else 11), (page.title, size)
                if page.layout == "references" and idx in {"1", "2"}:
                    assert size >= LEAST["references"]


def test_table_cells_are_no_smaller_than_the_body(lecture: File) -> None:
    for slide in opened.slides(lecture.data):
        for cell in opened.tree(slide.blob).iter(A + "tc"):
            sizes = [int(r.find(A + "rPr").get("sz")) / 100 for r in cell.iter(A + "r")]
            assert all(size >= 14 for size in sizes)


def test_every_slide_says_that_it_is_a_draft(lecture: File) -> None:
    for slide in opened.slides(lecture.data):
        assert any("DRAFT: not clinically approved" in text for text in opened.paragraphs(slide.blob)), slide.number


def test_slides_show_their_numbers_as_fields(lecture: File) -> None:
    for slide, page in zip(opened.slides(lecture.data), lecture.plan.pages, strict=True):
        fields = [field for field in opened.tree(slide.blob).iter(A + "fld") if field.get("type") == "slidenum"]
        wanted = [] if page.layout == "cover" else [str(slide.number)]
        assert [opened.paragraph_text(field) for field in fields] == wanted


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
            if page.layout == "points":
                assert (none, own) == (kind is None, kind == "number"), plan.text
                bullets += kind == "square"
    assert bullets > 20


def item_is_body(item: object) -> bool:
    return getattr(item, "placeholder", None) in {"body", "body-2"}


def shape_is_body(shape: etree._Element) -> bool:
    place = next(shape.iter(P + "ph"), None)
    return place is not None and place.get("idx") in {"1", "2"}


def test_the_lecture_prints_no_phone_numbers(lecture: File) -> None:
    text = "\n".join(text for slide in opened.slides(lecture.data) for text in opened.paragraphs(slide.blob))
    for locale in map(load_locale, locale_names()):
        for contact in locale.contacts:
            assert not re.search(rf"(?<![\d.,-]){re.escape(contact.number)}(?![\d.,-])", text), contact.label
