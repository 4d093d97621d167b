"""Every rule in order, and the two functions that run them. A rule is one function; its docstring is its manual."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from builder.check.access import alternative_text, link_text, unique_titles
from builder.check.audience import unread_block, unread_plain_words
from builder.check.diagrams import uncited_arrow
from builder.check.evidence import uncited_claim, unknown_key, unsourced_chart, unused_reference
from builder.check.governance import (
    approvals_later,
    main_message,
    review_dates,
    waiver_fault,
    waivers_in_force,
    waivers_without_effect,
)
from builder.check.manuals import MANUALS
from builder.check.retraction import retracted_source, stale_check
from builder.check.rule import (
    BlockRule,
    DeckRule,
    EditionRule,
    Outline,
    PassageRule,
    Place,
    ReadBlockRule,
    Reading,
    Rule,
    code_of,
)
from builder.check.safety import confirmed_numbers, dose_in_plain_words, emergency_block, known_locale
from builder.check.teaching import reveal_of_nothing
from builder.check.template_manuals import TEMPLATE_MANUALS
from builder.check.wording import stigmatising_words
from builder.diagnostics import Diagnostic
from builder.model import Waiver
from builder.passages import passages

DECK_RULES: tuple[DeckRule, ...] = (
    unknown_key,
    unused_reference,
    retracted_source,
    stale_check,
    review_dates,
    waivers_in_force,
    waivers_without_effect,
    approvals_later,
    reveal_of_nothing,
)
BLOCK_RULES: tuple[BlockRule, ...] = (alternative_text, uncited_arrow, unread_plain_words, unread_block)
EDITION_RULES: tuple[EditionRule, ...] = (known_locale, confirmed_numbers, emergency_block, main_message, unique_titles)
READ_BLOCK_RULES: tuple[ReadBlockRule, ...] = (unsourced_chart,)
PASSAGE_RULES: tuple[PassageRule, ...] = (uncited_claim, dose_in_plain_words, link_text, stigmatising_words)

RULES: tuple[Rule, ...] = (*DECK_RULES, *BLOCK_RULES, *EDITION_RULES, *READ_BLOCK_RULES, *PASSAGE_RULES)


def manual() -> Mapping[str, str]:
    """Return the manual page of every rule by code, in the order of codes."""
    pages = {code_of(rule): inspect.cleandoc(rule.__doc__ or "") for rule in RULES}
    pages |= {page.partition(":")[0]: page for page in map(inspect.cleandoc, (*MANUALS, *TEMPLATE_MANUALS))}
    return dict(sorted(pages.items()))


def explain(code: str) -> str | None:
    """Return the manual page of a rule, or None for a code that no rule has."""
    return manual().get(code.upper())


def check_outline(outline: Outline) -> Iterator[Diagnostic]:
    """Yield what is wrong with a deck as written, whoever reads it."""
    for rule in DECK_RULES:
        yield from rule(outline)
    reviewed = outline.deck.governance.last_reviewed
    for section in outline.deck.sections:
        for slide in section.slides:
            for block in slide.blocks:
                place = Place(outline.deck, section, slide, block)
                found = (diagnostic for rule in BLOCK_RULES for diagnostic in rule(place))
                yield from _unwaived(found, block.waive + slide.waive, reviewed)


def check_edition(reading: Reading) -> Iterator[Diagnostic]:
    """Yield what is wrong with one edition as its readers get it."""
    for rule in EDITION_RULES:
        yield from rule(reading)
    reviewed = reading.deck.governance.last_reviewed
    for section in reading.deck.sections:
        for slide in section.slides:
            for block in slide.blocks:
                found = (diagnostic for rule in READ_BLOCK_RULES for diagnostic in rule(block, reading))
                yield from _unwaived(found, block.waive + slide.waive, reviewed)
    for passage in passages(reading.deck, reading.edition.output):
        found = (diagnostic for each in PASSAGE_RULES for diagnostic in each(passage, reading))
        yield from _unwaived(found, passage.waive, reviewed)


def _unwaived(found: Iterable[Diagnostic], waivers: tuple[Waiver, ...], reviewed: date | None) -> Iterator[Diagnostic]:
    waived = {waiver.rule for waiver in waivers if not waiver_fault(waiver, reviewed)}
    return (diagnostic for diagnostic in found if diagnostic.rule not in waived)
