"""Random decks fit: LibreOffice, which breaks lines for itself, needs no more than was planned. `make fit` takes 500."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

import pytest

from builder import model
from builder.blocks import Block
from builder.plan.page import Item, TextBox

from .blocks import FLOWING, KINDS
from .compare import Figures
from .decks import Made, deck, decks
from .rendering import Slide, slides
from .vocabulary import LANGUAGES

pytestmark = pytest.mark.xdist_group("fit")  # one worker renders the decks

SAMPLE = 60
"""Decks that every run of the tests builds."""


@pytest.fixture(scope="module")
def sample() -> Sequence[Made]:
    return tuple(decks(SAMPLE))


@pytest.fixture(scope="module")
def drawn(sample: Sequence[Made], tmp_path_factory: pytest.TempPathFactory) -> Sequence[Slide]:
    if not shutil.which("soffice"):
        pytest.skip("soffice (LibreOffice Impress) is not installed")
    return tuple(slides(sample, tmp_path_factory.mktemp("fit")))


# The generator


def test_every_kind_of_block_can_be_drawn() -> None:
    """A kind that is new in `builder.blocks` needs a function in `tests/fit/blocks.py`."""
    assert set(KINDS) == {kind.kind for kind in get_args(Block)}
    assert set(FLOWING) <= set(KINDS)


def test_the_sample_holds_every_kind_of_block_every_layout_and_every_language(sample: Sequence[Made]) -> None:
    found = [slide for made in sample for section in made.deck.sections for slide in section.slides]
    blocks = [block for slide in found for block in slide.blocks]
    shown = {"finding"} if any(block.findings for block in blocks) else set()
    assert {block.kind for block in blocks} | shown == set(KINDS)
    assert {slide.language for slide in found} >= set(LANGUAGES)
    assert {slide.layout for slide in found} >= set(get_args(model.Layout))
    for made in sample:
        assert {page.layout for page in made.plan.pages} <= {layout.key for layout in made.plan.layouts}
    used = {page.layout for made in sample for page in made.plan.pages}
    assert used == {layout.key for made in sample for layout in made.plan.layouts}


def test_the_same_seed_gives_the_same_deck() -> None:
    assert deck(7).text == deck(7).text
    assert deck(7).text != deck(8).text


def test_few_slides_are_drawn_again(sample: Sequence[Made]) -> None:
    """A generator that gives up on what doesn't fit would test only what is easy."""
    again = [made for made in sample if len(made.faults) > 6]
    assert len(again) <= SAMPLE / 10


# What LibreOffice makes of them


def test_no_box_needs_more_than_planned(drawn: Sequence[Slide]) -> None:
    figures = Figures().compare(drawn)
    assert not figures.faults, "\n".join(figures.faults)
    assert figures.slides > 5 * SAMPLE and figures.boxes > 20 * SAMPLE
    assert figures.same > figures.lines * 0.8, "most lines break where the plan breaks them"
    assert max(figures.filled) < 1 and max(figures.kerned) < 1, "no line takes all of its room"


def worse(slides: Sequence[Slide], change: str) -> Iterator[Slide]:
    """The slides with a plan that promises more than was drawn."""
    for slide in slides:
        yield replace(slide, page=replace(slide.page, items=tuple(_worse(i, change) for i in slide.page.items)))


def _worse(item: Item, change: str) -> Item:
    if not isinstance(item, TextBox) or not item.paragraphs:
        return item
    *before, last = item.paragraphs
    match change:
        case "fewer lines":
            last = replace(last, lines=last.lines[:1])
        case "higher up":
            last = replace(last, lines=tuple(replace(line, baseline=line.baseline - 9.0) for line in last.lines))
        case "narrower":
            return replace(item, inner=replace(item.inner, width=item.inner.width * 0.9))
    return replace(item, paragraphs=(*before, last))


@pytest.mark.parametrize(
    ("change", "said"),
    [("fewer lines", "1 lines planned"), ("higher up", "lower than planned"), ("narrower", "wider than its box")],
)
def test_a_plan_that_promises_more_is_seen(drawn: Sequence[Slide], change: str, said: str) -> None:
    assert not any(said in fault for fault in Figures().compare(drawn[:40]).faults)
    assert any(said in fault for fault in Figures().compare(worse(drawn[:40], change)).faults)


def test_text_that_is_not_drawn_is_seen(drawn: Sequence[Slide]) -> None:
    slide = drawn[0]
    assert Figures().compare([replace(slide, glyphs=slide.glyphs[5:])]).faults
    low = [replace(glyph, y=glyph.y + 600) for glyph in slide.glyphs]
    assert any("outside of the slide" in fault for fault in Figures().compare([replace(slide, glyphs=low)]).faults)
