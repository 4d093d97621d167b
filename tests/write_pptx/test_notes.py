"""Notes, sections and document properties."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

import pytest
from pptx import Presentation

from builder.plan.page import Properties
from builder.write.pptx import write_pptx
from builder.write.pptx.properties import shortened

from .opened import Opened, find, one, sample_deck, words
from .sample import plan


def test_notes_are_on_their_slides_a_paragraph_each() -> None:
    made = Presentation(io.BytesIO(sample_deck().data))
    for slide, page in zip(made.slides, plan().pages, strict=True):
        assert slide.has_notes_slide == bool(page.notes)
        if page.notes:
            expected = ["".join(run.text for run in runs) for runs in page.notes]
            frame = slide.notes_slide.notes_text_frame
            assert frame is not None
            assert [p.text for p in frame.paragraphs] == expected


def test_notes_keep_languages_and_weight() -> None:
    deck = sample_deck()
    name = next(link.target for link in deck.links(deck.slide_names[2]) if link.kind == "notesSlide")
    runs = deck.find(name, "//a:r/a:rPr")
    assert [(r.get("lang"), r.get("b"), r.get("sz")) for r in runs] == [
        ("en-GB", None, None),
        ("en-GB", "1", None),
        ("de-DE", None, None),
    ]
    assert deck.find(name, "//p:ph/@type") == ["sldImg", "body"]
    assert {link.kind for link in deck.links(name)} == {"notesMaster", "slide"}


def sections(deck: Opened) -> list[tuple[str, list[str]]]:
    return [
        (node.get("name"), find(node, ".//p14:sldId/@id"))
        for node in deck.find("ppt/presentation.xml", "//p14:section")
    ]


def test_sections_follow_the_pages_and_hold_every_slide_once() -> None:
    made = sections(sample_deck())
    # The references page names no section and stays in the one before it.
    assert [name for name, _ in made] == ["Ketamine", "How ketamine works", "Evidence", "How ketamine works (2)"]
    held = [number for _, slides in made for number in slides]
    assert held == sample_deck().find("ppt/presentation.xml", "//p:sldId/@id")


def test_section_ids_are_guids_that_differ() -> None:
    ids = sample_deck().find("ppt/presentation.xml", "//p14:section/@id")
    assert len(set(ids)) == 4
    assert all(len(one_) == 38 and one_ == one_.upper() for one_ in ids)


def test_pages_without_sections_make_none_and_the_first_may_lack_one() -> None:
    pages = plan().pages
    none = tuple(replace(page, section=None) for page in pages[:3])
    assert sections(Opened(write_pptx(replace(plan(), pages=none)))) == []
    mixed = (replace(pages[0], section=None), *pages[1:3])
    assert [n for n, _ in sections(Opened(write_pptx(replace(plan(), pages=mixed))))] == [
        "Ketamine & <friends>",
        "How ketamine works",
    ]


def test_core_properties_are_the_plans() -> None:
    core = Presentation(io.BytesIO(sample_deck().data)).core_properties
    day = datetime(2026, 11, 1)  # noqa: DTZ001 - python-pptx reads dates without a zone
    assert (core.title, core.subject, core.author, core.comments) == (
        "Ketamine & <friends>",
        "Teaching",
        "A. Author",
        "A sample",
    )
    assert (core.keywords, core.language, core.revision) == ("ketamine, depression", "en-GB", 1)
    assert core.created == core.modified == day


def test_the_digest_is_a_custom_property_only_when_there_is_one() -> None:
    deck = sample_deck()
    custom = deck.xml("docProps/custom.xml")
    assert (custom[0].get("name"), custom[0][0].text) == ("teachback-digest", "ab" * 32)
    bare = replace(plan().properties, digest="")
    assert "docProps/custom.xml" not in Opened(write_pptx(replace(plan(), properties=bare))).names


@pytest.mark.parametrize("title", ["word " * 100, "x" * 400])
def test_a_long_property_is_cut_at_a_word(title: str) -> None:
    properties = Properties(title, "", "", "en", (), "", "2026-01-01")
    deck = write_pptx(replace(plan(), properties=properties))
    read = Presentation(io.BytesIO(deck)).core_properties.title
    assert len(read) <= 255
    assert read.endswith("…")
    assert title.startswith(read[:-1])


def test_shortening_leaves_short_texts_alone() -> None:
    assert shortened("a b", 3) == "a b"
    assert shortened("ab cd", 4) == "ab…"


def test_the_slide_is_sixteen_by_nine_and_text_defaults_speak_the_decks_language() -> None:
    deck = sample_deck()
    size = one(deck.xml("ppt/presentation.xml"), "//p:sldSz")
    assert (size.get("cx"), size.get("cy")) == ("12192000", "6858000")
    assert deck.find("ppt/presentation.xml", "//a:defPPr/a:defRPr/@lang") == ["en-GB"]
    assert words(deck.xml("ppt/presentation.xml")) == ""
