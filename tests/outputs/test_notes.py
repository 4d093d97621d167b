"""Notes of a talk and guided notes, read back: all words of the slides, in order, tagged, linked; blanks and their key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest
from hypothesis import HealthCheck, assume, given, settings
from pikepdf import Name

from builder.audience import for_audience
from builder.drafts import Draft
from builder.model import Deck
from builder.plan.page import Page, TextBox
from builder.plan.walk import paragraphs_of
from builder.values import Audience
from tests.write_pdf import reading

from .support import opened
from .support.anyoutline import EDITIONS, Outline, outlines
from .support.builds import KETAMINE, ROOT, drafted, drafts, in_memory, loaded, written
from .support.goldens import planned

BLANK = re.compile(r"\((\d+)\)_{10,}")
SLOW = settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

EDITIONS |= {
    "three": {"audience": "clinician", "output": "notes"},
    "said": {"audience": "clinician", "output": "notes", "per_page": 2, "beside": "notes"},
    "guided": {"audience": "clinician", "output": "guided"},
}


def golden(name: str) -> Draft:
    return next(draft for draft in planned("notes") if draft.edition == name)


def paragraphs(page: Page) -> Iterator[str]:
    for item in page.items:
        for paragraph in paragraphs_of(item):
            yield paragraph.text


def lines(draft: Draft) -> list[str]:
    with reading.opened(written(draft)) as pdf:
        return reading.Tree(pdf).lines()


def roles(draft: Draft) -> list[tuple[str, str]]:
    return [(role, text) for role, text in opened.paper_paragraphs(written(draft))]


@pytest.mark.parametrize(("name", "pages"), [("three", 4), ("two", 5), ("six", 3), ("said", 4)])
def test_so_many_slides_stand_on_a_page(name: str, pages: int) -> None:
    """Seven slides, and a page with the references."""
    shown = golden(name).plan.pages
    assert len(shown) == pages
    numbers = [text for page in shown for text in paragraphs(page) if re.fullmatch(r"Slide \d+", text)]
    assert numbers == [f"Slide {number}" for number in range(1, 8)]


def test_slides_have_headings_lists_tables_and_warnings() -> None:
    told = roles(golden("three"))
    assert ("H1", "Sedation") in told
    assert ("H2", "Watching") in told
    assert ("H3", "Watch the breath first") in told
    assert ("TH", "Sign") in told and ("TD", "90%") in told
    order = [text for _, text in told]
    assert order.index("Watch the breath first") < order.index("Numbers to know") < order.index("90%")
    with reading.opened(written(golden("three"))) as pdf:
        assert {str(element.S) for element in reading.Tree(pdf).elements()} >= {
            "/Sect",
            "/L",
            "/LI",
            "/LBody",
            "/Table",
        }


def test_links_lead_to_the_thumbnail_and_to_the_reference() -> None:
    with reading.opened(written(golden("three"))) as pdf:
        led = [
            (number, pdf.pages.index(annotation.A.D[0]))
            for number, page in enumerate(pdf.pages)
            for annotation in page.get("/Annots", [])
            if Name.GoTo == annotation.A.S
        ]
    last = len(golden("three").plan.pages) - 1
    assert (1, 1) in led or (1, 2) in led
    assert any(there == last for _, there in led)


def test_speaker_notes_stand_where_they_are_asked_for_and_nowhere_else() -> None:
    said = [name for name in ("three", "two", "six", "said", "guided")
            if any("Ask who has used it." in text for _, text in roles(golden(name)))]  # fmt: skip
    assert said == ["said"]
    with reading.opened(written(golden("said"))) as pdf:
        uris = [str(one.A.URI) for page in pdf.pages for one in page.get("/Annots", []) if Name.URI == one.A.S]
    assert "https://example.org/breath" in uris


def test_blanks_are_read_aloud_and_their_key_comes_last() -> None:
    draft = golden("guided")
    texts = [text for page in draft.plan.pages for text in paragraphs(page)]
    assert [number for text in texts for number in BLANK.findall(text)] == ["1", "2"]
    assert list(paragraphs(draft.plan.pages[-1]))[:3] == ["Key to the blanks", "capnography", "Apnoea"]
    with reading.opened(written(draft)) as pdf:
        spoken = [str(one.ActualText) for one in reading.Tree(pdf).elements() if "/ActualText" in one]
    assert [one for one in spoken if one.startswith("blank")] == ["blank 1", "blank 2"]


def test_what_must_reach_people_warnings_and_numbers_are_never_blanked() -> None:
    texts = [text for page in golden("guided").plan.pages for text in paragraphs(page)]
    assert "Call for help when apnoea lasts" in texts
    assert "Capnography does not show oxygen" in texts
    assert any("level 3" in text for text in texts)


def test_a_blank_is_as_wide_as_a_hand_needs() -> None:
    pieces = [
        piece
        for page in golden("guided").plan.pages
        for item in page.items
        for paragraph in paragraphs_of(item)
        for line in paragraph.lines
        for piece in line.pieces
        if BLANK.search(piece.run.text)
    ]
    assert pieces and all(piece.width >= 40 * 72 / 25.4 for piece in pieces)


# Laws


def made(outline: Outline) -> tuple[Deck, dict[str, Draft]]:
    """The plans by edition; an outline with too much for a slide is no example."""
    deck = loaded(PurePosixPath("deck.yaml"), in_memory(outline.text, outline.files))
    found: dict[str, Draft] = {}
    for edition in deck.editions:
        faults, drafts = drafted(deck, edition)
        assume(not faults and drafts)
        found[edition.name] = drafts[0]
    return deck, found


@SLOW
@given(outlines(editions=("lecture", "three", "said")))
def test_all_words_of_the_slides_are_in_the_notes(outline: Outline) -> None:
    _, drafts = made(outline)
    for name in ("three", "said"):
        words = opened.paper_words(written(drafts[name]))
        for slide in drafts["lecture"].plan.pages:
            for item in slide.items if slide.layout != "references" else ():
                if isinstance(item, TextBox) and item.placeholder in ("footer", "number"):
                    continue
                for paragraph in paragraphs_of(item):
                    text = re.sub("lecture", name, paragraph.text, flags=re.IGNORECASE)
                    assert opened.squeezed(text).casefold() in opened.squeezed(words).casefold()


@SLOW
@given(outlines(editions=("guided",)))
def test_the_key_has_each_blank_and_no_blank_hides_a_number(outline: Outline) -> None:
    _, drafts = made(outline)
    runs = [run for page in drafts["guided"].plan.pages for item in page.items for paragraph in paragraphs_of(item)
            for run in paragraph.runs if run.stands_for]  # fmt: skip
    numbers = [BLANK.fullmatch(run.text) for run in runs]
    assert [match and match[1] for match in numbers] == [str(number) for number in range(1, len(runs) + 1)]
    assert not any(char.isdigit() for run in runs for char in run.stands_for or "")
    last = list(paragraphs(drafts["guided"].plan.pages[-1]))
    assert not runs or last[1 : len(runs) + 1] == [run.stands_for for run in runs]


def test_the_shipped_guided_notes_blank_only_key_terms_and_words_of_the_glossary() -> None:
    from builder.world import Disk

    deck = loaded(KETAMINE, Disk(ROOT / "decks"))
    edition = next(one for one in deck.editions if one.output == "guided")
    resolved = for_audience(deck, Audience.STUDENT)
    terms = {term.casefold() for goal in resolved.objectives for term in goal.key_terms}
    terms |= {term.term.casefold() for term in resolved.glossary}
    _, (draft,) = drafted(deck, edition)
    blanks = [run for page in draft.plan.pages for item in page.items for one in paragraphs_of(item)
              for run in one.runs if run.stands_for]  # fmt: skip
    assert len(blanks) > 8
    assert all(re.sub(r"e?s$", "", (run.stands_for or "").casefold()) in {*terms, *(re.sub(r"e?s$", "", t) for t in terms)}
               for run in blanks)  # fmt: skip


def test_speaker_notes_hold_characters_that_only_the_type_of_slides_has() -> None:
    """The type of slides has a Greek beta, the type of paper has none: another face stands in."""
    text = """
deck: sample
title: A sample
language: en-GB
sections:
  - section: one
    title: First part
    slides:
      - {title: One thing, blocks: [A point], notes: A β-blocker helps.}
editions:
  said: {audience: clinician, output: notes, per_page: 2, beside: notes}
"""
    (draft,) = drafts(PurePosixPath("deck.yaml"), in_memory(text))
    assert "A β-blocker helps." in opened.spaced(opened.paper_words(written(draft)))
