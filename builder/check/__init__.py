"""Every rule in order, and the two functions that run them. A rule is one function; its docstring is its manual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial

from builder.check.access import alternative_text, link_text, unique_titles
from builder.check.actions import explicit_action, imperative, some_action, some_tool, teach_back
from builder.check.arithmetic import effect_of_arms, interval_of_effect, percent_of_events
from builder.check.assets import rights_of_pictures
from builder.check.audience import unread_block, unread_plain_words
from builder.check.balance import unbalanced_edition, unbalanced_sides
from builder.check.diagrams import uncited_arrow
from builder.check.evidence import uncited_claim, unknown_key, unsourced_chart, unused_reference
from builder.check.governance import (
    WAIVABLE,
    WAIVABLE_RECORDS,
    approvals_later,
    review_dates,
    waiver_fault,
    waivers_in_force,
    waivers_without_effect,
)
from builder.check.grading import not_in_people, superiority, too_strong, unhedged_mechanism
from builder.check.message import key_points, known_and_unknown, main_message, one_message
from builder.check.people import parts_of_people
from builder.check.population import missing_comparator, unlike_side_by_side, wider_population
from builder.check.retraction import retracted_source, stale_check
from builder.check.risk import frequency_word_alone, relative_alone, several_denominators
from builder.check.rule import (
    BlockRule,
    DeckRule,
    EditionRule,
    Evidence,
    FindingRule,
    Outline,
    PassageRule,
    Place,
    ReadBlockRule,
    Readers,
    Reading,
    Record,
    Rule,
    ToldRule,
    WideRule,
    code_of,
)
from builder.check.safety import confirmed_numbers, dose_in_plain_words, emergency_block, known_locale, legal_status
from builder.check.teaching import reveal_of_nothing
from builder.check.telling import Telling, shown_to_lay, told_by_title, told_in, told_of
from builder.check.traced import number_of_no_record, place_of_source, typed_again, uncited_number, unsayable_finding
from builder.check.wording import stigmatising_words
from builder.diagnostics import Diagnostic
from builder.findings import Finding
from builder.known import Known
from builder.model import Slide, Waiver
from builder.passages import Passage, passages
from builder.values import Audience

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
    unsayable_finding,
)
BLOCK_RULES: tuple[BlockRule, ...] = (
    alternative_text,
    uncited_arrow,
    unread_plain_words,
    unread_block,
    unlike_side_by_side,
)
EDITION_RULES: tuple[EditionRule, ...] = (
    known_locale,
    confirmed_numbers,
    legal_status,
    emergency_block,
    main_message,
    one_message,
    key_points,
    known_and_unknown,
    some_action,
    imperative,
    explicit_action,
    teach_back,
    some_tool,
    unique_titles,
)
READ_BLOCK_RULES: tuple[ReadBlockRule, ...] = (unsourced_chart, unbalanced_sides, rights_of_pictures)
PASSAGE_RULES: tuple[PassageRule, ...] = (
    uncited_claim,
    dose_in_plain_words,
    link_text,
    stigmatising_words,
    uncited_number,
    typed_again,
    relative_alone,
    frequency_word_alone,
)
FINDING_RULES: tuple[FindingRule, ...] = (
    place_of_source,
    percent_of_events,
    effect_of_arms,
    interval_of_effect,
    parts_of_people,
    number_of_no_record,
    missing_comparator,
)
TOLD_RULES: tuple[ToldRule, ...] = (too_strong, superiority, unhedged_mechanism, not_in_people, wider_population)
WIDE_RULES: tuple[WideRule, ...] = (unbalanced_edition, several_denominators)

RULES: tuple[Rule, ...] = (
    *DECK_RULES,
    *BLOCK_RULES,
    *EDITION_RULES,
    *READ_BLOCK_RULES,
    *PASSAGE_RULES,
    *FINDING_RULES,
    *TOLD_RULES,
    *WIDE_RULES,
)

_FINDINGS: Known[tuple[Diagnostic, ...]] = Known(8_000)
_WRITTEN: Known[list[Diagnostic]] = Known(8_000)
_READ: Known[list[Diagnostic]] = Known(8_000)
_PASSAGES: Known[tuple[Diagnostic, ...]] = Known(30_000)
"""What was said of the same records, slides and words the last time, in a process that stays."""


def manual() -> Mapping[str, str]:
    """Return the manual page of every rule by code, in the order of codes."""
    import inspect  # noqa: PLC0415  # slow to import; as the pages below, only for who reads them

    from builder.check.manuals import MANUALS  # noqa: PLC0415  # as above
    from builder.check.template_manuals import TEMPLATE_MANUALS  # noqa: PLC0415  # as above
    from builder.proof.rules import MANUALS as PROOFS  # noqa: PLC0415  # checks read no PDF

    pages = {code_of(rule): inspect.cleandoc(rule.__doc__ or "") for rule in RULES}
    others = map(inspect.cleandoc, (*MANUALS, *TEMPLATE_MANUALS, *PROOFS))
    pages |= {page.partition(":")[0]: page for page in others}
    return dict(sorted(pages.items()))


def explain(code: str) -> str | None:
    """Return the manual page of a rule, or None for a code that no rule has."""
    return manual().get(code.upper())


def check_outline(outline: Outline) -> Iterator[Diagnostic]:
    """Yield what is wrong with a deck as written, whoever reads it."""
    for rule in DECK_RULES:
        yield from rule(outline)
    yield from check_findings(outline)
    reviewed, evidence = outline.deck.governance.last_reviewed, Evidence.of(outline.deck.findings)
    for section in outline.deck.sections:
        for slide in section.slides:
            asked = section.audiences, reviewed
            yield from _WRITTEN.of(partial(_as_written, slide, evidence, *asked), slide, evidence, also=asked)


def _as_written(
    slide: Slide, evidence: Evidence, audiences: tuple[Audience, ...] | None, reviewed: date | None
) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for block in slide.blocks:
        place = Place(evidence, audiences, slide, block)
        said = (diagnostic for rule in BLOCK_RULES for diagnostic in rule(place))
        found += _unwaived(said, block.waive + slide.waive, reviewed)
    return found


def check_findings(outline: Outline) -> Iterator[Diagnostic]:
    """Yield what is wrong with the records of a deck and with the words that they bring along."""
    reviewed, lay = outline.deck.governance.last_reviewed, shown_to_lay(outline)
    english = outline.deck.language.casefold().startswith("en")
    for finding in outline.deck.findings:
        asked = finding.id in lay, english, reviewed
        yield from _FINDINGS.of(partial(_in_finding, finding, *asked), finding, also=asked)


def _in_finding(finding: Finding, lay: bool, english: bool, reviewed: date | None) -> tuple[Diagnostic, ...]:
    record = Record(finding, lay=lay)
    found = [diagnostic for rule in FINDING_RULES for diagnostic in rule(record)]
    for told in told_of(finding) if english else ():
        found += [diagnostic for rule in TOLD_RULES for diagnostic in rule(told, finding)]
    return tuple(_unwaived(found, finding.waive, reviewed, WAIVABLE_RECORDS))


def check_edition(reading: Reading) -> Iterator[Diagnostic]:
    """Yield what is wrong with one edition as its readers get it."""
    for rule in EDITION_RULES:
        yield from rule(reading)
    readers, reviewed = reading.readers, reading.deck.governance.last_reviewed
    asked = readers.audience, readers.language, reviewed
    for section in reading.deck.sections:
        for slide in section.slides:
            yield from _READ.of(
                partial(_as_read, slide, readers, reviewed), slide, readers.evidence, readers.avoided, also=asked
            )
    for wide in WIDE_RULES:
        for diagnostic, waivers in wide(reading):
            yield from _unwaived((diagnostic,), waivers, reviewed)
    for passage in passages(reading.deck, reading.edition.told_as):
        yield from _PASSAGES.of(
            partial(_in_passage, passage, readers, reviewed),
            *(passage.text, passage.block, *passage.waive, readers.evidence, readers.avoided),
            also=(passage.kind, *asked),
        )


def _as_read(slide: Slide, readers: Readers, reviewed: date | None) -> list[Diagnostic]:
    found = [*_unwaived(_words(told_by_title(slide, readers)), slide.waive, reviewed)]
    for block in slide.blocks:
        said = (diagnostic for rule in READ_BLOCK_RULES for diagnostic in rule(block, readers))
        found += _unwaived(said, block.waive + slide.waive, reviewed)
    return found


def _in_passage(passage: Passage, readers: Readers, reviewed: date | None) -> tuple[Diagnostic, ...]:
    found = (diagnostic for each in PASSAGE_RULES for diagnostic in each(passage, readers))
    return tuple(_unwaived((*found, *_words(told_in(passage, readers))), passage.waive, reviewed))


def _words(telling: Telling | None) -> Iterator[Diagnostic]:
    """Yield what is wrong with words about findings; a title may rest on any one of those under it."""
    told, findings = telling or (None, ())
    for rule in TOLD_RULES if told else ():
        found = [list(rule(told, finding)) for finding in findings] if told else []
        if told and told.role == "title":
            found = found[:1] if all(found) else []
        yield from (diagnostic for each in found for diagnostic in each)


def _unwaived(
    found: Iterable[Diagnostic],
    waivers: tuple[Waiver, ...],
    reviewed: date | None,
    waivable: tuple[str, ...] = WAIVABLE,
) -> Iterator[Diagnostic]:
    waived = {waiver.rule for waiver in waivers if not waiver_fault(waiver, reviewed, waivable)}
    return (diagnostic for diagnostic in found if diagnostic.rule not in waived)
