"""A resolved deck -> units: stretches that say one thing, with what they cite and what marks them in a plan.

A point is a unit, and so is an entry of a list, a row of a table, an arrow with words, a chart. Together, units hold
every citation of an edition (a test compares them with `passages`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.diagnostics import Span
from builder.frozen import replace
from builder.model import Action, Deck, Diagram, Section, Slide
from builder.trail.figures import block_units
from builder.trail.unit import DEFINITION, Unit, listed, said
from builder.values import RichText

OPENING, CLOSING = "Opening", "End matter"
"""Names of what stands before and after the sections of an outline."""


def units(deck: Deck) -> Iterator[Unit]:
    """Yield what a resolved deck says, unit by unit, in the order of the outline."""
    yield from (replace(unit, section=OPENING) for unit in _opening(deck))
    for section in deck.sections:
        yield from (replace(unit, section=section.section) for unit in _section(section))
    yield from (replace(unit, section=CLOSING) for unit in _closing(deck))


def _opening(deck: Deck) -> Iterator[Unit]:
    top = deck.at
    yield said("title", deck.title, (top, "title"), loose=True)
    yield from _some("subtitle", deck.subtitle, top, loose=True)
    yield from listed("disclosure", deck.disclosures, (top, "disclosures"), loose=True)
    for goal in deck.objectives:
        yield said("objective", goal.text, (goal.at, "text"), loose=True)
    yield from _some("main message", deck.main_message, top)
    yield from _some("purpose", deck.purpose, top)
    yield from listed("key point", deck.key_points, (top, "key_points"))
    if deck.emergency:
        help_ = deck.emergency
        yield from listed("red flag", help_.red_flags, (help_.at, "red_flags"))
        yield from listed("first aid", help_.first_aid, (help_.at, "first_aid"))
        yield from _some("crisis", help_.crisis, help_.at)
        yield from listed("see a doctor", help_.see_doctor, (help_.at, "see_doctor"))


def _closing(deck: Deck) -> Iterator[Unit]:
    top = deck.at
    yield from listed("without treatment", deck.without_treatment, (top, "without_treatment"))
    yield from listed("not known", deck.unknowns, (top, "unknowns"))
    for action in deck.actions:
        yield from _action(action)
    yield from listed("question to ask", deck.questions, (top, "questions"), loose=True)
    yield from listed("teach-back", deck.teach_back, (top, "teach_back"), loose=True)
    yield from _some("interpreter", deck.interpreter, top, loose=True)
    yield from _some("other formats", deck.other_formats, top, loose=True)
    yield from _some("update policy", deck.governance.update_policy, deck.governance.at, loose=True)
    yield from _some("closing", deck.closing, top, loose=True)
    for term in deck.glossary:
        meaning = term.meaning or term.plain
        if meaning:
            unit = said(DEFINITION, meaning, (term.at, "meaning"), marks=(term.at,))
            yield replace(unit, text=f"{term.term}: {meaning.text}")


def _action(action: Action) -> Iterator[Unit]:
    yield said("action", action.text, (action.at, "text"), loose=True)
    for form, text in (("why", action.why), ("when", action.when), ("contact", action.contact)):
        yield from _some(form, text, action.at, loose=True)
    yield from listed("step of an action", action.steps, (action.at, "steps"), loose=True)


def _section(section: Section) -> Iterator[Unit]:
    yield said("section title", section.title, (section.at, "title"), loose=True)
    for slide in section.slides:
        yield from _backed(slide, tuple(_slide(slide)))


def _backed(slide: Slide, made: Sequence[Unit]) -> Iterator[Unit]:
    """Yield a slide's units; what its title and notes say is backed by whatever the slide cites."""
    backed = any(unit.citations or unit.findings for unit in made)
    for unit in made:
        loose = unit.loose or (backed and unit.form in ("title", "notes"))
        yield replace(unit, slide=slide.at, slide_title=slide.title.text, loose=loose, waive=unit.waive + slide.waive)


def _slide(slide: Slide) -> Iterator[Unit]:
    yield said("title", slide.title, (slide.at, "title"))
    for block in slide.blocks:
        for unit in block_units(block):
            yield replace(unit, waive=block.waive)
    if slide.notes:
        yield replace(said("notes", slide.notes, (slide.at, "notes")), noted=slide.at)
    for block in slide.blocks:
        for step in block.diagram.build if isinstance(block, Diagram) else ():
            yield replace(said("title", step.title, (step.at, "title")), waive=block.waive)
            if step.notes:
                yield replace(said("notes", step.notes, (step.at, "notes")), noted=step.at, waive=block.waive)


def _some(form: str, text: RichText | None, at: Span, *, loose: bool = False) -> Iterator[Unit]:
    if text is not None:
        yield said(form, text, (at, form), loose=loose)
