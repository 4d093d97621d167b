"""Everything that an edition says, passage by passage in reading order: what numbering and wording checks walk over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.block_passages import Kind, Passage, answer_passages, block_passages, each, some, term_passages
from builder.known import Known
from builder.model import (
    Block,
    Deck,
    Define,
    Diagram,
    Emergency,
    OutputKind,
    Question,
    Slide,
    Term,
)

_BLOCKS: Known[tuple[Passage, ...]] = Known(20_000)

__all__ = ["Kind", "Passage", "block_passages", "passages", "slide_passages"]


def passages(deck: Deck, output: OutputKind) -> Iterator[Passage]:
    """Yield what an edition of a resolved deck says, in the order in which its readers meet it.

    Planners follow the same order. A handout or web page opens with the main message and closes with what is not known,
    questions and the glossary; other outputs open with disclosures and objectives. Speaker notes come after their
    slide; what students write their own notes on (`notes`, `guided`) has none.
    """
    if output in ("handout", "web"):
        yield from _handout(deck)
        return
    if output == "card":
        yield from _card(deck)
        return
    if output == "guided":
        yield from _guided(deck)
        return
    yield from (one for one in _talk(deck) if output != "notes" or one.kind is not Kind.NOTE)


def _talk(deck: Deck) -> Iterator[Passage]:
    yield from some(Kind.TITLE, deck.title, deck.subtitle)
    yield from each(Kind.FRONT, deck.disclosures)
    yield from each(Kind.FRONT, (goal.text for goal in deck.objectives))
    yield from _sections(deck, steps=True)
    yield from some(Kind.TITLE, deck.closing)


def _card(deck: Deck) -> Iterator[Passage]:
    yield from some(Kind.TITLE, deck.title)
    yield from (passage for passage in _sections(deck, answers=False) if passage.kind is not Kind.NOTE)
    yield from _answers(deck)


def _guided(deck: Deck) -> Iterator[Passage]:
    yield from some(Kind.TITLE, deck.title)
    yield from each(Kind.FRONT, (*deck.disclosures, *(goal.text for goal in deck.objectives)))
    yield from (passage for passage in _sections(deck, answers=False) if passage.kind is not Kind.NOTE)
    yield from _answers(deck)


def _handout(deck: Deck) -> Iterator[Passage]:
    said: list[str] = []
    for passage in _leaflet(deck):
        said.append(passage.text.text)
        yield passage
    text = "\n".join(said)
    for term in deck.glossary:
        if re.search(rf"\b{re.escape(term.term)}\b", text, re.IGNORECASE):
            yield from term_passages(term)


def _leaflet(deck: Deck) -> Iterator[Passage]:
    yield from some(Kind.TITLE, deck.title)
    yield from some(Kind.FRONT, deck.main_message, deck.purpose)
    yield from each(Kind.FRONT, deck.key_points)
    if deck.emergency:
        yield from _emergency(deck.emergency)
    yield from _sections(deck, answers=False)
    yield from each(Kind.FRONT, (*deck.without_treatment, *deck.unknowns))
    for action in deck.actions:
        yield from some(Kind.FRONT, action.text, action.why, action.when, action.contact)
        yield from each(Kind.ITEM, action.steps)
    yield from each(Kind.FRONT, deck.questions)
    yield from each(Kind.FRONT, deck.teach_back)
    yield from _answers(deck)
    yield from some(Kind.FRONT, deck.interpreter, deck.other_formats, deck.governance.update_policy)


def _sections(deck: Deck, *, answers: bool = True, steps: bool = False) -> Iterator[Passage]:
    terms = {term.term: term for term in deck.glossary}
    for section in deck.sections:
        yield Passage(section.title, Kind.TITLE)
        for slide in section.slides:
            yield from slide_passages(slide, terms, answers=answers)
            yield from _steps(slide) if steps else ()


def _answers(deck: Deck) -> Iterator[Passage]:
    """Yield the answers to a handout's questions: they stand at its end."""
    for slide in (slide for section in deck.sections for slide in section.slides):
        for block in slide.blocks:
            if isinstance(block, Question):
                for passage in answer_passages(block.question):
                    yield Passage(passage.text, passage.kind, block.waive + slide.waive, block)


def slide_passages(slide: Slide, terms: dict[str, Term], *, answers: bool = True) -> Iterator[Passage]:
    """Yield a slide's title, blocks and notes; `terms` are the glossary's entries by term.

    Questions come with their answers unless these are told elsewhere.
    """
    yield Passage(slide.title, Kind.TITLE, slide.waive)
    for block in slide.blocks:
        for passage in _said(block, terms):
            yield Passage(passage.text, passage.kind, block.waive + slide.waive, block)
        for passage in answer_passages(block.question) if answers and isinstance(block, Question) else ():
            yield Passage(passage.text, passage.kind, block.waive + slide.waive, block)
    if slide.notes:
        yield Passage(slide.notes, Kind.NOTE, slide.waive)


def _said(block: Block, terms: dict[str, Term]) -> tuple[Passage, ...]:
    """Return what a block says. Blocks that define terms take their words from the glossary, others from themselves."""
    if isinstance(block, Define):
        return tuple(block_passages(block, terms))
    return _BLOCKS.of(lambda: tuple(block_passages(block, terms)), block)


def _steps(slide: Slide) -> Iterator[Passage]:
    """Yield what the slides say that build up a slide's diagrams; only slides do so."""
    for block in slide.blocks:
        for step in block.diagram.build if isinstance(block, Diagram) else ():
            yield Passage(step.title, Kind.TITLE, block.waive + slide.waive)
            if step.notes:
                yield Passage(step.notes, Kind.NOTE, block.waive + slide.waive)


def _emergency(emergency: Emergency) -> Iterator[Passage]:
    yield from each(Kind.FRONT, emergency.red_flags)
    yield from each(Kind.FRONT, emergency.first_aid)
    yield from some(Kind.FRONT, emergency.crisis)
    yield from each(Kind.FRONT, emergency.see_doctor)
