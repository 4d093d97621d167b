"""The shipped leaflet, read back: structure, order, type, links, and what a patient must never find in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Name, Object, Pdf

from builder.load.locales import load_locale, locale_names
from builder.world import Disk
from tests.write_pdf import reading

from .support import opened
from .support.builds import KETAMINE, ROOT, File, loaded

HEADING = re.compile(r"H([1-6])")
BAND = 180.0
"""Points from the top of page 1 within which the title band ends."""


@pytest.fixture
def pdf(leaflet: File) -> Iterator[Pdf]:
    with reading.opened(leaflet.data) as found:
        yield found


@dataclass(frozen=True)
class Read:
    """An element that holds text: role, page (from 0), the place of its first string from the top left, and its words."""

    role: str
    page: int
    x: float
    y: float
    size: float
    text: str


def read(pdf: Pdf) -> list[Read]:
    """The elements that hold text, in the order of the structure tree; stretches inside a paragraph belong to it."""
    strings = {
        (number, string.mcid): string
        for number, page in enumerate(pdf.pages)
        for string in reversed(reading.shown(page))
        if string.mcid is not None
    }
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    found: list[Read] = []
    for element in reading.Tree(pdf).elements():
        role = str(element.S)[1:]
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary):
                if kid.get("/Type") != Name.MCR:
                    continue
                page, mcid = numbers[kid.Pg.objgen], int(kid.MCID)
            else:
                page, mcid = numbers[element.Pg.objgen], int(kid)
            string = strings.get((page, mcid))
            if string and role not in opened.INLINE:
                height = float(pdf.pages[page].mediabox[3])
                found.append(Read(role, page, string.x, height - string.y, string.size, string.text))
                break
    return found


def test_the_leaflet_has_four_to_six_pages_of_its_paper_with_its_references_at_the_end(leaflet: File, pdf: Pdf) -> None:
    texts = [opened.spaced(text) for text in opened.page_texts(leaflet.data)]
    sources = next(page for page, text in enumerate(texts) if "Where this information comes from" in text)
    assert 4 <= sources <= 5 and len(texts) - sources <= 2
    size = (595, 842) if "A4" in leaflet.name else (612, 792)
    assert {(round(float(p.mediabox[2])), round(float(p.mediabox[3]))) for p in pdf.pages} == {size}


def test_reading_order_is_what_the_eye_follows(pdf: Pdf) -> None:
    """Each element stands below the one read before it, or in a column to the right of it, or on a later page.

    In the title band the title is read first.
    """
    elements = [one for one in read(pdf) if not is_definition(one)]
    assert elements[0].role == "H1"
    band = [index for index, one in enumerate(elements) if one.page == 0 and one.y < elements[0].y]
    assert band == list(range(1, len(band) + 1)), "only the title band stands above the title, and is read next"
    rest = elements[len(band) + 1 :]
    for before, after in itertools.pairwise(rest):
        below = (after.page, after.y) >= (before.page, before.y - 0.5)
        right = after.page == before.page and after.x > before.x + 40
        assert below or right, (before, after)


def is_definition(one: Read) -> bool:
    """Tell whether an element explains a term in the outer column: small type below the title band, at the left."""
    return one.role == "P" and one.size == 10.5 and one.x < 60 and (one.page, one.y) > (0, BAND)


def test_definitions_are_read_under_the_heading_that_they_stand_under(pdf: Pdf) -> None:
    """A definition stands no higher than the heading read before it, and no lower than the one read after it."""
    elements = read(pdf)
    heading, definitions = elements[0], 0
    for number, one in enumerate(elements):
        if HEADING.fullmatch(one.role):
            heading = one
        if is_definition(one):
            after = next((e for e in elements[number + 1 :] if HEADING.fullmatch(e.role)), None)
            assert (one.page, one.y) >= (heading.page, heading.y - 0.5), (heading, one)
            assert after is None or (one.page, one.y) <= (after.page, after.y), (one, after)
            definitions += 1
    assert definitions >= 4


def test_no_text_is_outside_the_structure_but_the_footer(pdf: Pdf) -> None:
    for line in reading.artifact_text(pdf):
        assert re.search(r"ketamine-leaflet|Version|DRAFT|Page \d|Issued|reviewed|Review due|·", line), line


def test_the_title_is_the_one_first_heading_and_no_level_is_left_out(pdf: Pdf) -> None:
    levels = [int(m[1]) for element in reading.Tree(pdf).elements() if (m := HEADING.fullmatch(str(element.S)[1:]))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert levels.count(2) >= 6


def test_the_first_page_says_the_main_message_and_when_to_get_help(leaflet: File) -> None:
    outline = loaded(KETAMINE, Disk(ROOT / "decks"))
    first = opened.spaced(opened.page_texts(leaflet.data)[0])
    assert outline.main_message is not None and outline.emergency is not None
    assert outline.main_message.text in first
    assert all(flag.text in first for flag in outline.emergency.red_flags)
    assert first.index(outline.main_message.text) < first.index("999")


def test_sections_are_questions(pdf: Pdf, leaflet: File) -> None:
    headings = [text for role, text in opened.paper_paragraphs(leaflet.data) if role == "H2"]
    outline = loaded(KETAMINE, Disk(ROOT / "decks"))
    questions = [section.plain.text for section in outline.sections if section.plain]
    assert len(questions) == 3 and all(question.endswith("?") for question in questions)
    assert [heading for heading in headings if heading in questions] == questions


def test_every_page_says_draft_and_which_page_it_is(leaflet: File, pdf: Pdf) -> None:
    texts = opened.page_texts(leaflet.data)
    for number, (page, text) in enumerate(zip(pdf.pages, texts, strict=True), 1):
        footer = " ".join(string.text for string in reading.shown(page) if string.mcid is None).replace("\u00a0", " ")
        assert f"Page {number} of {len(texts)}" in footer
        assert "DRAFT" in footer and "DRAFT" in text
        assert "ketamine-leaflet" in footer and "Version 0.1.0" in footer
        assert all(day in footer for day in ("23 November 2026", "1 November 2026", "1 November 2027"))


def test_the_document_says_language_title_and_that_it_is_tagged(leaflet: File, pdf: Pdf) -> None:
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.MarkInfo.Marked) and bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    outline = loaded(KETAMINE, Disk(ROOT / "decks"))
    with pdf.open_metadata() as xmp:
        assert outline.plain is not None and str(xmp["dc:title"]) == outline.plain.text
        assert "en-GB" in str(xmp["dc:language"])
        assert (str(xmp["pdfuaid:part"]), str(xmp["pdfaid:part"]), xmp["pdfaid:conformance"]) == ("1", "2", "A")
    assert all(page.obj.Tabs == Name.S for page in pdf.pages)


def test_bookmarks_are_the_headings_in_order_and_lead_to_their_pages(leaflet: File, pdf: Pdf) -> None:
    headings = [(text, one.page) for (role, text), one in zip(heads(leaflet), places(pdf), strict=True)]
    found: list[tuple[str, int]] = []
    with pdf.open_outline() as outline:
        for item in below(outline.root):
            target = item.destination if item.destination is not None else item.action.D
            page = next(n for n, p in enumerate(pdf.pages) if p.obj.objgen == target[0].objgen)
            found.append((item.title, page))
    assert sorted(found) == sorted(headings)
    assert [page for _, page in found] == sorted(page for _, page in found)


def below(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from below(item.children)


def heads(leaflet: File) -> list[tuple[str, str]]:
    return [(role, text) for role, text in opened.paper_paragraphs(leaflet.data) if HEADING.fullmatch(role)]


def places(pdf: Pdf) -> list[Read]:
    return [one for one in read(pdf) if HEADING.fullmatch(one.role)]


def test_body_text_is_at_least_12_points(pdf: Pdf) -> None:
    """Smaller are raised numbers, the outer column's words, sources, labels in figures, footers and the reference list."""
    body = [one for one in read(pdf) if one.role == "LBody" and one.x > 40]
    references = next(one for one in read(pdf) if one.text.startswith("Where this information"))
    text = [one for one in body if (one.page, one.y) < (references.page, references.y)]
    assert len(text) > 30
    assert all(one.size >= 12 for one in text), [one for one in text if one.size < 12]
    sizes = [(string.size, len(string.text)) for page in pdf.pages for string in reading.shown(page)]
    assert min(size for size, _ in sizes if size > 8) >= 9


def links(pdf: Pdf) -> list[Object]:
    """The links of all pages; what else pages have over them are boxes to tick."""
    found = [annotation for page in pdf.pages for annotation in page.obj.get("/Annots", [])]
    assert {str(annotation.Subtype) for annotation in found} == {"/Link", "/Widget"}
    return [annotation for annotation in found if annotation.Subtype == Name.Link]


def test_references_link_to_their_sources_with_words(pdf: Pdf) -> None:
    outline = loaded(KETAMINE, Disk(ROOT / "decks"))
    found: dict[str, str] = {}
    for annotation in links(pdf):
        assert str(annotation.Contents).strip()
        if annotation.A.S == Name.URI:
            found[str(annotation.A.URI)] = str(annotation.Contents)
    dois = {f"https://doi.org/{reference.doi}" for reference in outline.references if reference.doi}
    linked = [address for address in found if address.startswith("https://doi.org/")]
    assert len(linked) > 8 and set(linked) <= dois
    assert all(address.startswith(("https://", "http://", "mailto:")) for address in found)


def test_every_citation_leads_to_its_entry(pdf: Pdf) -> None:
    jumps = [link for link in links(pdf) if Name.GoTo == link.A.S]
    assert len(jumps) > 20
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    references = next(one.page for one in read(pdf) if one.text.startswith("Where this information"))
    assert all(pages[jump.A.D[0].objgen] >= references for jump in jumps)


def test_only_the_numbers_of_its_own_locale_are_printed(leaflet: File) -> None:
    words = "\n".join(text for _, text in opened.paper_paragraphs(leaflet.data))
    own = {contact.number for contact in load_locale("en-GB").contacts}  # some are other places' numbers, too
    for name in locale_names():
        for contact in load_locale(name).contacts:
            printed = re.search(rf"(?<![\d./-]){re.escape(contact.number)}(?!\d|[./-]\d)", words) is not None
            assert printed == (contact.number in own), f"{contact.label} {contact.number} of {name}"


DOSE = re.compile(
    r"\b(\d[\d.,]*|half a|one|two|three|a few)\s?(mg|mcg|µg|ug|g|kg|ml|cl|ng|grams?|milligrams?|micrograms?|lines?|bumps?"
    r"|tablets?|sprays?|vials?)\b|\bmg\b|\bmg/kg\b|\bdoses? of \d",
    re.IGNORECASE,
)


def test_no_dose_is_printed_or_read_aloud(leaflet: File) -> None:
    references = False
    for role, text in opened.paper_paragraphs(leaflet.data):
        references = references or text == "Where this information comes from"
        if not references:
            assert not DOSE.search(text), (role, text)
    with Pdf.open(BytesIO(leaflet.data)) as pdf:
        for line in reading.Tree(pdf).lines():
            if "Alt=" in line:
                assert not DOSE.search(line), line
    assert DOSE.search("take 50 mg") and DOSE.search("Two sprays") and DOSE.search("0.5 mg/kg")


def test_words_for_colleagues_stay_out(leaflet: File) -> None:
    words = opened.everything(leaflet.data).casefold()
    outline = loaded(KETAMINE, Disk(ROOT / "decks"))
    for section in outline.sections:
        for slide in section.slides:
            for paragraph in slide.notes.paragraphs if slide.notes else ():
                assert paragraph.text[:60].casefold() not in words
    for statement in outline.disclosures:
        assert statement.text.casefold() not in words


def test_figures_say_what_they_show(leaflet: File, pdf: Pdf) -> None:
    figures = [element for element in reading.Tree(pdf).elements() if Name.Figure == element.S]
    assert figures
    for figure in figures:
        assert len(str(figure.Alt).split()) > 5


def test_both_papers_say_the_same(shipped: dict[str, File]) -> None:
    a4, letter = (opened.paper_paragraphs(shipped[f"ketamine-leaflet-{paper}.pdf"].data) for paper in ("A4", "Letter"))
    assert a4 == letter
