"""Who reads what: the one function that resolves an audience, before anything is planned or counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from builder.evidence.told import untold, with_findings
from builder.frozen import dataclass, replace
from builder.known import Known
from builder.model import (
    Block,
    Deck,
    Define,
    Diagram,
    DiagramContent,
    Objective,
    OutputKind,
    Reference,
    Section,
    Slide,
    Waiver,
)
from builder.reading import with_reading
from builder.values import Audience, Cites, Inline, RichText, Run
from builder.within import rich_texts, with_rich_texts, with_slides

if TYPE_CHECKING:
    from builder.evidence.show import Refusal

T = TypeVar("T")

_SLIDES: Known[Slide | None] = Known(8_000)
_SECTIONS: Known[Section] = Known(512)
_PUBLIC: Known[Reference] = Known(8_000)
_ALIVE: Known[Slide] = Known(4_000)
"""As their readers got them the last time, in a process that stays: by the slide and whatever else decides."""

PRIVATE_FIELDS = frozenset({"abstract", "annote", "keyword", "note"})
"""Fields of a CSL entry that hold its keeper's remarks. No reference list prints them, so no edition holds them."""


def for_audience(deck: Deck, audience: Audience) -> Deck:
    """Return the deck as `audience` may read it: later stages see nothing else.

    Clinicians and students read own words; plain words and the leaflet's parts (main message, key points, ...) are
    gone. Patients and the public read plain words; a block without them is gone unless its `for` names the audience,
    and so are notes, disclosures, findings, slides left without blocks and sections left without slides. Finding blocks
    are replaced by what shows them. Charts tell them how to read them. References that the result doesn't cite are gone
    for everybody. Links to slides that are gone become plain text.
    """
    resolved = _for_lay(deck, audience) if audience.lay else _for_professionals(deck, audience)
    told = with_findings(resolved, {finding.id: finding for finding in deck.findings}, lay=audience.lay)
    return _without_leftovers(with_reading(told, lay=audience.lay))


def for_output(deck: Deck, output: OutputKind) -> Deck:
    """Return the deck without the sections and slides that an output doesn't show.

    A card shows what names `card`; every other output shows what names it, and what names no output at all.
    """
    sections = (
        with_slides(section, tuple(slide for slide in section.slides if _on(slide, section, output)))
        for section in deck.sections
    )
    return replace(deck, sections=tuple(section for section in sections if section.slides))


def _on(slide: Slide, section: Section, output: OutputKind) -> bool:
    return shows(section.outputs, slide.outputs, output)


def shows(section: tuple[OutputKind, ...] | None, slide: tuple[OutputKind, ...] | None, output: OutputKind) -> bool:
    """Tell whether an output shows a slide with these `outputs`, in a section with those."""
    if slide is None and section is None:
        return output != "card"
    return (section is None or output in section) and (slide is None or output in slide)


def refusals(deck: Deck, audience: Audience) -> Iterator[Refusal]:
    """Yield why finding blocks can't be shown to an audience as they should."""
    resolved = _for_lay(deck, audience) if audience.lay else _for_professionals(deck, audience)
    yield from untold(resolved, {finding.id: finding for finding in deck.findings}, lay=audience.lay)


def shown(audiences: tuple[Audience, ...] | None, audience: Audience) -> bool:
    """Tell whether a `for` lets this audience in; without a `for`, everybody may come."""
    return audiences is None or audience in audiences


def named(audiences: tuple[Audience, ...] | None, audience: Audience) -> bool:
    """Tell whether a `for` names this audience."""
    return audiences is not None and audience in audiences


# Clinicians and students


def _for_professionals(deck: Deck, audience: Audience) -> Deck:
    return replace(
        deck,
        plain=None,
        main_message=None,
        purpose=None,
        key_points=(),
        without_treatment=(),
        unknowns=(),
        legal_status=(),
        actions=(),
        questions=(),
        teach_back=(),
        interpreter=None,
        other_formats=None,
        emergency=None,
        sections=_each(deck.sections, lambda section: _own_section(section, audience)),
        glossary=_each(deck.glossary, lambda term: replace(term, meaning=term.meaning or term.plain, plain=None)),
        objectives=_each(
            deck.objectives, lambda goal: replace(goal, plain=None) if shown(goal.audiences, audience) else None
        ),
    )


def _own_section(section: Section, audience: Audience) -> Section | None:
    if not shown(section.audiences, audience):
        return None
    slides = _each(section.slides, lambda slide: _SLIDES.of(partial(_own_slide, slide, audience), slide, also=audience))
    return _SECTIONS.of(lambda: replace(section, plain=None, slides=slides), section, *slides, also=audience.lay)


def _own_slide(slide: Slide, audience: Audience) -> Slide | None:
    if not shown(slide.audiences, audience):
        return None
    return replace(slide, plain=None, blocks=_each(slide.blocks, lambda block: _own_block(block, audience)))


def _own_block(block: Block, audience: Audience) -> Block | None:
    if not shown(block.audiences, audience):
        return None
    return block if isinstance(block, Define) else replace(block, plain=None)


# Patients and the public


def _for_lay(deck: Deck, audience: Audience) -> Deck:
    glossary = _each(deck.glossary, lambda term: replace(term, meaning=None) if term.plain else None)
    terms = frozenset(term.term for term in glossary)
    objectives = _each(deck.objectives, lambda goal: _plain_objective(goal, audience))
    kept = frozenset(goal.id for goal in objectives)
    return replace(
        deck,
        title=deck.plain or deck.title,
        subtitle=None,
        plain=None,
        disclosures=(),
        closing=None,
        findings=(),
        sections=_each(deck.sections, lambda section: _plain_section(section, audience, terms, kept)),
        glossary=glossary,
        objectives=objectives,
    )


def _plain_objective(goal: Objective, audience: Audience) -> Objective | None:
    if not shown(goal.audiences, audience):
        return None
    words = goal.plain or (goal.text if named(goal.audiences, audience) else None)
    return replace(goal, text=words, plain=None, key_terms=()) if words else None


def _plain_section(
    section: Section, audience: Audience, terms: frozenset[str], goals: frozenset[str]
) -> Section | None:
    if not shown(section.audiences, audience):
        return None
    asked = audience, terms, goals
    slides = _each(section.slides, lambda slide: _SLIDES.of(partial(_plain_slide, slide, *asked), slide, also=asked))
    if not slides:
        return None
    title = _heading(section.title, section.plain)
    return _SECTIONS.of(
        lambda: replace(section, title=title, plain=None, slides=slides), section, *slides, also=audience.lay
    )


def _plain_slide(slide: Slide, audience: Audience, terms: frozenset[str], goals: frozenset[str]) -> Slide | None:
    if not shown(slide.audiences, audience):
        return None
    blocks = _each(slide.blocks, lambda block: _plain_block(block, audience, terms))
    if not blocks:
        return None
    return replace(
        slide,
        title=_heading(slide.title, slide.plain),
        plain=None,
        blocks=blocks,
        notes=None,
        objectives=tuple(goal for goal in slide.objectives if goal in goals),
        waive=_anonymous(slide.waive),
    )


def _heading(title: RichText, plain: RichText | None) -> RichText:
    return plain or RichText((), title.at)


def _anonymous(waivers: tuple[Waiver, ...]) -> tuple[Waiver, ...]:
    """Return the waivers without the words of whoever signed them: those are for colleagues."""
    return tuple(replace(waiver, reason="", by="") for waiver in waivers)


def _plain_block(block: Block, audience: Audience, terms: frozenset[str]) -> Block | None:
    if not shown(block.audiences, audience):
        return None
    if isinstance(block, Define):
        known = tuple(term for term in block.define if term in terms)
        return replace(block, define=known, waive=_anonymous(block.waive)) if known else None
    if block.plain is None and not named(block.audiences, audience):
        return None
    return _in_plain_words(replace(block, waive=_anonymous(block.waive)))


def _in_plain_words(block: Block) -> Block:
    """Return the block with its plain content, where it has one, in the place of its own."""
    if isinstance(block, Diagram):
        return replace(block, diagram=_without_notes(block.plain or block.diagram), plain=None)
    if isinstance(block, Define) or block.plain is None:
        return block
    # every kind has its content in a field of its own name, and `plain` is of the same type
    changes: dict[str, Any] = {block.kind.replace("-", "_"): block.plain, "plain": None}
    return replace(block, **changes)


def _without_notes(diagram: DiagramContent) -> DiagramContent:
    """Return the diagram without what a lecturer says while building it up."""
    return replace(diagram, build=tuple(replace(step, notes=None) for step in diagram.build))


# What a resolved deck no longer needs


def _each(items: Iterable[T], resolve: Callable[[T], T | None]) -> tuple[T, ...]:
    return tuple(kept for item in items if (kept := resolve(item)) is not None)


def _without_leftovers(deck: Deck) -> Deck:
    """Return the deck without references that it doesn't cite, and without links to slides that it doesn't hold."""
    there = frozenset(f"#{slide.id}" for section in deck.sections for slide in section.slides if slide.id)
    slides = [_leads(slide) for section in deck.sections for slide in section.slides]
    rest = _led(rich_texts(replace(deck, sections=tuple(replace(section, slides=()) for section in deck.sections))))
    cited = frozenset[str]().union(*(one.cited for one in (*slides, rest)))
    public = (_PUBLIC.of(partial(_public, entry), entry) for entry in deck.references if entry.id in cited)
    deck = replace(deck, references=tuple(public))
    dead = any(one.linked - there for one in (*slides, rest))
    return _without_dead(deck, there) if dead else deck


@dataclass(frozen=True, slots=True)
class _Leads:
    """Where texts lead: the sources that they cite, the slides that they link to (with a `#`)."""

    cited: frozenset[str]
    linked: frozenset[str]


_LEADS: Known[_Leads] = Known(8_000)


def _leads(slide: Slide) -> _Leads:
    return _LEADS.of(lambda: _led(rich_texts(slide)), slide)


def _led(texts: Iterable[RichText]) -> _Leads:
    inlines = [inline for text in texts for inline in text.inlines]
    cited = (one.key for inline in inlines if isinstance(inline, Cites) for one in inline.citations)
    hrefs = (inline.href for inline in inlines if isinstance(inline, Run) and inline.href)
    return _Leads(frozenset(cited), frozenset(href for href in hrefs if href[:1] == "#"))


def _without_dead(deck: Deck, there: frozenset[str]) -> Deck:
    def unlinked(slide: Slide) -> Slide:
        return _ALIVE.of(lambda: with_rich_texts(slide, lambda text: _unlinked(text, there)), slide, also=there)

    sections = tuple(with_slides(section, tuple(map(unlinked, section.slides))) for section in deck.sections)
    return with_rich_texts(replace(deck, sections=sections), lambda text: _unlinked(text, there))


def _public(entry: Reference) -> Reference:
    return replace(entry, csl=tuple((name, value) for name, value in entry.csl if name not in PRIVATE_FIELDS))


def _dead(inline: Inline, there: AbstractSet[str]) -> bool:
    return isinstance(inline, Run) and inline.href is not None and inline.href[:1] == "#" and inline.href not in there


def _unlinked(text: RichText, there: AbstractSet[str]) -> RichText:
    inlines = (replace(i, href=None) if isinstance(i, Run) and _dead(i, there) else i for i in text.inlines)
    return RichText(tuple(inlines), text.at)
