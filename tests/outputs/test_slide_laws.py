"""The laws of slides hold for the shipped deck, the goldens, and outlines that nobody wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from builder.audience import for_audience
from builder.blocks import CalloutContent
from builder.geometry import Rect
from builder.model import Callout, Deck
from builder.plan.fit import BODY
from builder.plan.page import Item, Page, Plan, TextBox
from builder.write.pptx import write_pptx
from tests.fit.decks import deck as random_deck

from .support import slidelaws
from .support.anyoutline import Outline, outlines
from .support.builds import File, drafted, in_memory, loaded
from .support.goldens import OUTLINES, planned

DECK = PurePosixPath("deck.yaml")
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
TALKS = ("lecture", "seminar", "talk")
SEEDS = st.integers(0, 2**32)


def test_the_shipped_lecture_keeps_the_laws(lecture: File) -> None:
    assert slidelaws.faults(lecture.plan) == []


@pytest.mark.parametrize("name", OUTLINES)
def test_the_goldens_keep_the_laws(name: str) -> None:
    for draft in planned(name):
        if draft.kind == "pptx":
            assert slidelaws.faults(draft.plan) == []


@settings(SLOW, max_examples=30)
@given(outlines(editions=TALKS))
def test_any_outline_keeps_the_laws(outline: Outline) -> None:
    deck = loaded(DECK, in_memory(outline.text, outline.files))
    for edition in deck.editions:
        faults, made = drafted(deck, edition)
        assume(not faults)
        for draft in made:
            assert slidelaws.faults(draft.plan) == []
            assert split_or_shrunk(for_audience(deck, edition.audience), draft.plan) == []


@settings(SLOW, max_examples=40)
@given(SEEDS)
def test_random_decks_keep_the_laws(seed: int) -> None:
    made = random_deck(seed)
    assert slidelaws.faults(made.plan) == []
    assert split_or_shrunk(made.deck, made.plan) == []


@settings(SLOW, max_examples=5)
@given(SEEDS)
def test_the_same_random_deck_gives_the_same_bytes(seed: int) -> None:
    assert write_pptx(random_deck(seed).plan) == write_pptx(random_deck(seed).plan)


# Callouts that keep people safe


def split_or_shrunk(deck: Deck, plan: Plan) -> list[str]:
    """Warnings and emergencies of a resolved deck that no single box holds whole and large enough."""
    boxes = [
        item
        for page in plan.pages
        for item in slidelaws.flat(page.items)
        if isinstance(item, TextBox) and item.paragraphs
    ]
    return [
        f"{content.kind} {words!r}"
        for content in safety_callouts(deck)
        if (words := said_by(content)) and not any(holds(box, words) for box in boxes)
    ]


def safety_callouts(deck: Deck) -> Iterator[CalloutContent]:
    blocks = (block for section in deck.sections for slide in section.slides for block in slide.blocks)
    yield from (b.callout for b in blocks if isinstance(b, Callout) and b.callout.kind != "info")


def said_by(content: CalloutContent) -> list[str]:
    """The texts of a callout, citations left out."""
    texts = [content.title, content.text, *content.points]
    return [squeezed(text.text) for text in texts if text]


def holds(box: TextBox, words: Sequence[str]) -> bool:
    """Tell whether the box has these texts as its paragraphs, none under 18 pt."""
    said = [squeezed("".join(run.text for run in p.runs if not run.reference)) for p in box.paragraphs]
    sizes = [run.nominal for paragraph in box.paragraphs for run in paragraph.runs]
    return said == list(words) and min(sizes) >= BODY


def squeezed(text: str) -> str:
    return "".join(text.split())


# The laws see what breaks them


def moved(item: Item, **changes: float) -> Item:
    assert isinstance(item, TextBox)
    box = item.box
    placed = Rect(**({"x": box.x, "y": box.y, "width": box.width, "height": box.height} | changes))
    return replace(item, box=placed, inner=placed)


def title_of(page: Page) -> TextBox:
    item = page.items[0]
    assert isinstance(item, TextBox)
    return item


def smaller(item: TextBox) -> TextBox:
    first = item.paragraphs[0]
    runs = tuple(replace(run, nominal=17.0) for run in first.runs)
    return replace(item, name="Points", placeholder="body", paragraphs=(replace(first, runs=runs),))


BREAKS: dict[str, Callable[[Page], tuple[Item, ...]]] = {
    "texts_stay_in_their_boxes": lambda page: (moved(title_of(page), height=10.0), *page.items[1:]),
    "boxes_hold_their_insides": lambda page: (replace(title_of(page), box=Rect(48, 52, 10, 72)), *page.items[1:]),
    "words_survive_wrapping": lambda page: (
        replace(title_of(page), paragraphs=(replace(title_of(page).paragraphs[0], lines=()),)), *page.items[1:]
    ),
    "everything_is_on_the_slide": lambda page: (*page.items, moved(page.items[-1], x=900.0)),
    "words_and_figures_keep_apart": lambda page: (*page.items, page.items[0]),
    "the_title_has_its_place": lambda page: (moved(title_of(page), y=60.0), *page.items[1:]),
    "the_body_starts_at_its_line": lambda page: tuple(
        moved(item, y=150.0) if isinstance(item, TextBox) and item.placeholder == "body" else item for item in page.items
    ),
    "type_keeps_its_floor": lambda page: (*page.items, smaller(title_of(page))),
}  # fmt: skip


@pytest.mark.parametrize("law", [law.__name__ for law in slidelaws.PAGE_LAWS])
def test_each_law_bites(lecture: File, law: str) -> None:
    page = next(page for page in lecture.plan.pages if page.layout == "points")
    broken = replace(page, items=BREAKS[law](page))
    assert any(fault.startswith(law) for fault in slidelaws.faults(replace(lecture.plan, pages=(broken,))))


def test_a_continued_slide_that_does_not_say_so_is_seen(lecture: File) -> None:
    page = next(page for page in lecture.plan.pages if page.layout == "points" and page.at)
    assert any("called" in fault for fault in slidelaws.faults(replace(lecture.plan, pages=(page, page))))


def test_a_safety_callout_that_is_cut_is_seen() -> None:
    text = "deck: one\ntitle: One\nlanguage: en-GB\nsections:\n  - section: s\n    title: S\n    slides:\n      - title: T\n"
    text += "        blocks: [{callout: {kind: emergency, text: Call, points: [first, second]}}]\n"
    text += "editions: {lecture: {audience: clinician, output: slides}}\n"
    deck = loaded(DECK, in_memory(text))
    ((draft,),) = [drafted(deck, edition)[1] for edition in deck.editions]
    assert split_or_shrunk(deck, draft.plan) == []
    page = draft.plan.pages[-1]
    cut = tuple(
        replace(item, paragraphs=item.paragraphs[:-1]) if isinstance(item, TextBox) and "Callout" in item.name else item
        for item in page.items
    )
    assert split_or_shrunk(deck, replace(draft.plan, pages=(replace(page, items=cut),))) != []
