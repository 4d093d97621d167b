"""EV: every claim has its source, and every source its claim."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.rule import Outline, Readers
from builder.diagnostics import Diagnostic, Severity, did_you_mean
from builder.model import Block, Chart
from builder.passages import Kind, Passage
from builder.regex import regex
from builder.within import rich_texts


def unknown_key(outline: Outline) -> Iterator[Diagnostic]:
    """EV001: no reference has the key of a citation.

    What: every `[@key]`, and every `source` of a finding, names an entry of `references`. Keys are compared exactly,
    upper and lower case included. An error in every edition, also for words that only other readers see.

    Why: a number that points nowhere looks like a checked claim.

    Example:

        - point: NMDA block lifts mood [@zarate2007]      # references hold zarate2006

    What to do: mend the key, or add the entry to the references.

    Source: IPDAS 2013, evidence items; DISCERN, question 4.
    """
    known = {reference.id for reference in outline.deck.references}
    cited = [(citation.key, citation.at) for text in rich_texts(outline.deck) for citation in text.citations]
    cited += [(source.ref, source.at) for finding in outline.deck.findings for source in finding.sources]
    for key, at in cited:
        if key not in known:
            near = did_you_mean(key, known) or "add it to `references`"
            yield Diagnostic(at, "EV001", f"no reference has the key `{key}`", help=near)


def unused_reference(outline: Outline) -> Iterator[Diagnostic]:
    """EV002: no edition cites a reference.

    What: an entry of `references` that nothing cites in any edition, nor any finding names as its source. A note only;
    such entries are left out of every reference list.

    Why: the list of a bibliography manager is often longer than the deck. But an entry that was cited once and is not
    any more may mean that its claim went, or lost its source.

    Example: `references.json` holds `berman2000`, and no `[@berman2000]` is left.

    What to do: cite it, or take it out.

    Source: AMA Manual of Style, 11th edition, 3.1 (reference lists hold what is cited).
    """
    if not outline.readings:
        return
    cited = {entry.id for reading in outline.readings for entry in reading.deck.references}
    cited |= {source.ref for finding in outline.deck.findings for source in finding.sources}
    for reference in outline.deck.references:
        if reference.id not in cited:
            yield Diagnostic(reference.at, "EV002", f"no edition cites `{reference.id}`", Severity.INFO)


def uncited_claim(passage: Passage, readers: Readers) -> Iterator[Diagnostic]:
    """EV003: a point with a number or an effect cites nothing.

    What: a `point` without any citation that carries a clinical number (a share, a count, a duration, a dose, a
    statistic, "1 in 4", "half of") or states an effect ("reduces", "causes", "better than"). In a lecture it warns;
    in what patients read a number is an error and an effect warns.

    Not counted: years, dates and times of day, numbers inside names (5-HT2A, CYP3A4, phase 3, Schedule III), phone
    numbers after "call" or "text", and orders of the kind "step 2". Durations count even in instructions ("for two
    hours"): somebody decided on them, and readers act on them.

    Why: readers can't tell a checked number from a remembered one, and the next reviewer has to find its source again.

    Example:

        - point: About half of the patients respond                 # EV003
        - point: About half of the patients respond [@alnefeesi2022]

    What to do: cite the source in the same point; or, if it needs none, say why:
    `waive: [{rule: EV003, reason: standard advice, by: Dr A, until: 2027-11-01}]`.

    Source: IPDAS 2013; DISCERN 4; PEMAT has no item for it, and readers' trust depends on it.
    """
    if passage.kind is not Kind.POINT or passage.text.citations:
        return
    words = passage.text.text
    number, effect = clinical_number(words), EFFECT.search(words)
    if number:
        severity = Severity.ERROR if readers.lay else Severity.WARNING
        message = f"this point has a number (`{number}`) and no citation"
    elif effect:
        severity, message = Severity.WARNING, f"this point states an effect (`{effect[0]}`) and no citation"
    else:
        return
    help_text = "add its source, such as [@key]; `teachback explain EV003` says what counts"
    yield Diagnostic(passage.text.at, "EV003", message, severity, help_text)


def unsourced_chart(block: Block, readers: Readers) -> Iterator[Diagnostic]:
    """EV004: a chart names no source.

    What: a chart without `source` and without a citation in its title, `read` or `note`. In a lecture it warns; in
    what patients read it is an error.

    Why: a chart is the part of a page that is believed, photographed and passed on; then its source must be on it.

    Example:

        - chart: {title: Response, categories: [Drug, Placebo], values: [64, 28], unit: "%"}      # EV004

    What to do: add `source: "[@key]"`, or words such as `source: Ward audit, 2025`. If it needs none, say why with
    `waive`.

    Source: IPDAS 2013; DISCERN 4; EQUATOR's reporting guidelines ask for the origin of each figure's data.
    """
    if not isinstance(block, Chart):
        return
    chart = block.chart
    said = [text for text in (chart.title, chart.read, chart.note) if text]
    if chart.source or any(text.citations for text in said):
        return
    severity = Severity.ERROR if readers.lay else Severity.WARNING
    help_text = 'add `source: "[@key]"`, or say in words where the numbers come from'
    yield Diagnostic(chart.at, "EV004", "this chart shows numbers and names no source", severity, help_text)


WORD_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty"
TIME_UNIT = "seconds?|minutes?|hours?|days?|weeks?|months?|years?"
PHONE = r"\+?\d[\d\ -]+\d"
MONTH = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"

NO_CLAIM = regex(
    rf"""
      \b\d{{1,2}}\ {MONTH}\b(?:\ \d{{4}}\b)? | \b{MONTH}\ (?:\d{{1,2}},\ )?\d{{4}}\b | \b{MONTH}\ \d{{1,2}}\b
    | \b\d{{4}}-\d{{2}}-\d{{2}}\b
    | \b(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?s?\b(?!\s*(?:%|mg|ml|people|patients|participants))
    | \b\d{{1,2}}(?:[:.]\d\d)?\s?[ap]\.?m\b | \b\d{{1,2}}:\d\d\b
    | \b(?:phase|schedule|class|type|step|grade|stage|figure|table|section|part|level|chapter|slide|version|day)s?
      \ (?:\d+|[IVX]+)[a-z]?\b
    | \b(?:call|text|dial|ring|phone)\ (?:[a-z]+\ ){{0,4}}{PHONE}(?:\ (?:\([a-z]+\)\ )?or\ (?:[a-z]+\ ){{0,2}}{PHONE})?
    | (?<![\w.])\w*[a-z]\w*-?\d[\w-]*
    | (?-i:(?<![\w.,])\d{{1,2}}(?:-?HT\d*[A-Z]*|[A-Z]\d*)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Stretches with digits that carry no claim: dates, years, names, labels, phone numbers."""

CLAIM = regex(
    rf"""
      (?<![\w])\d[\d,.]*(?:\s?%)?
    | \b(?:{WORD_NUMBER})\ (?:in|out\ of)\ (?:{WORD_NUMBER}|\d+)\b
    | \b(?:{WORD_NUMBER})\ (?:{TIME_UNIT})\b
    | \b(?:half|a\ third|two[\ -]thirds|a\ quarter|three[\ -]quarters)\ (?:of|the)\b
    | \bper\ ?cent\b
    """,
    re.VERBOSE | re.IGNORECASE,
)

EFFECT = regex(
    r"""\b(?:
      reduces|reduced\ by|increases|improves|causes|prevents|relieves|lowers|raises|worsens|lifts|damages|doubles|halves
    | leads\ to|results\ in|protects\ against|cures
    | (?:more|less)\ effective|better\ than|worse\ than|superior\ to|inferior\ to|non-?inferior
    | significant(?:ly)?|no\ (?:significant\ |clear\ )?difference|risk\ factors?\ for
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)


def clinical_number(words: str) -> str | None:
    """Return the first clinical number in a sentence as written, or None."""
    if not CLAIM.search(words):
        return None
    found = CLAIM.search(NO_CLAIM.sub(lambda no_claim: " " * len(no_claim[0]), words))
    return found[0].strip(" ,.") if found else None
