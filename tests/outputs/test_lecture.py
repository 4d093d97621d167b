"""The shipped lecture, read back with an independent library and as XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from builder.audience import for_audience, for_output
from builder.load.locales import load_locale, locale_names
from builder.values import Audience
from builder.world import Disk

from .support import opened
from .support.builds import KETAMINE, ROOT, File, loaded
from .support.opened import A, P


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
        slide.slide_layout.name not in {"Section opener", "Cover", "Answer"}
    )


def test_slides_stand_in_the_plans_order_with_the_plans_titles(lecture: File, deck: Deck) -> None:
    assert 28 <= len(deck.slides) <= 60
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


def test_every_slide_of_the_outline_is_there_in_order(lecture: File) -> None:
    deck = for_output(loaded(KETAMINE, Disk(ROOT / "decks")), "slides")
    outline = for_audience(deck, Audience.CLINICIAN)
    wanted = [slide.title.text for section in outline.sections for slide in section.slides]
    titles = [page.title for page in lecture.plan.pages]
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


def test_every_slide_says_that_it_is_a_draft(lecture: File) -> None:
    for slide in opened.slides(lecture.data):
        assert any("DRAFT: not clinically approved" in text for text in opened.paragraphs(slide.blob)), slide.number


def test_slides_show_their_numbers_as_fields(lecture: File) -> None:
    for slide, page in zip(opened.slides(lecture.data), lecture.plan.pages, strict=True):
        fields = [field for field in opened.tree(slide.blob).iter(A + "fld") if field.get("type") == "slidenum"]
        wanted = [] if page.layout == "cover" else [str(slide.number)]
        assert [opened.paragraph_text(field) for field in fields] == wanted


def test_the_lecture_prints_no_phone_numbers(lecture: File) -> None:
    text = "\n".join(text for slide in opened.slides(lecture.data) for text in opened.paragraphs(slide.blob))
    for locale in map(load_locale, locale_names()):
        for contact in locale.contacts:
            assert not re.search(rf"(?<![\d.,-]){re.escape(contact.number)}(?![\d.,-])", text), contact.label
