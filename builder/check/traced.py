"""EV006 to EV010, EV015, EV040: numbers come from records, and records from places that can be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.audience import refusals
from builder.check.numbers import Known, Typed, known_numbers, said_in, typed_numbers
from builder.check.rule import Outline, Readers, Record, weight
from builder.diagnostics import Diagnostic, Severity
from builder.evidence.hours import hours
from builder.findings import Finding
from builder.model import Chart, Compare, Diagram, Icons, Image, Number, Question, Table
from builder.passages import Kind, Passage
from builder.values import Cites, Run
from builder.within import rich_texts

JOINT = (Chart, Compare, Diagram, Icons, Image, Number, Question, Table)
"""Blocks that are looked at as a whole: a source anywhere in one counts for all of it."""

UNCITED = (Kind.TITLE, Kind.LABEL, Kind.ALT, Kind.NOTE)
"""What carries no citations: titles, labels, alternative text, and what is only said."""


def place_of_source(record: Record) -> Iterator[Diagnostic]:
    """EV006: a finding doesn't say where in its source it was read.

    What: a finding with numbers whose `source` has no `locator`, nor, for a secondary source, `via`. A warning; an
    error where patients or the public are shown it. Without numbers it is only said.

    Why: the next reviewer has to find the number again, in a paper of twelve pages and its supplement.

    Example:

        source: murrough2013                                       # EV006
        source: {ref: murrough2013, locator: "abstract; table 2"}

    What to do: add the page, table, figure or section; `abstract` is an answer as well.

    Source: IPDAS 2013, evidence items; DISCERN, question 4.
    """
    finding = record.finding
    severity = weight(lay=record.lay) if finding.arms or finding.effects else Severity.INFO
    for source in finding.sources:
        if not source.locator and not (source.kind == "secondary" and source.via):
            message = f"`{finding.id}` doesn't say where in `{source.ref}` it was read"
            yield Diagnostic(source.at, "EV006", message, severity, "add `locator`: a page, a table, `abstract`")


def uncited_number(passage: Passage, readers: Readers) -> Iterator[Diagnostic]:
    """EV007: a passage takes a number from a finding and doesn't cite its source.

    What: words that hold `{id.arm.percent}` and no citation of one of that finding's sources. In a table, chart, icon
    array, comparison, big number or question, a citation anywhere in the block counts. Titles, labels, alternative text
    and speaker notes are left out. In a lecture it warns; in what patients read it is an error.

    Why: readers see only what is printed beside the number.

    Example:

        - point: "{murrough2013-24h.ketamine.percent} responded"                    # EV007
        - point: "{murrough2013-24h.ketamine.percent} responded [@murrough2013]"

    What to do: cite the finding's source in the same passage.

    Source: IPDAS 2013; DISCERN 4.
    """
    taken = dict.fromkeys(run.finding for run in passage.text.inlines if isinstance(run, Run) and run.finding)
    if not taken or passage.kind in UNCITED:
        return
    texts = rich_texts(passage.block) if isinstance(passage.block, JOINT) else (passage.text,)
    cited = {citation.key for text in texts for citation in text.citations}
    for name in taken:
        finding = readers.evidence.by_id.get(name or "")
        if finding and not cited & {source.ref for source in finding.sources}:
            message = f"this takes a number from `{finding.id}` and doesn't cite `{finding.source.ref}`"
            help_text = f"add [@{finding.source.ref}]"
            yield Diagnostic(passage.text.at, "EV007", message, weight(lay=readers.lay), help_text)


def unsayable_finding(outline: Outline) -> Iterator[Diagnostic]:
    """EV010: a finding can't be shown as asked.

    What: a `finding` block that some edition can't show: an icon array without percentages, bars without numbers, a
    facts box of different groups, words for patients that the record lacks, or another language than English. An error.

    Why: the block would be missing from that edition, and nobody would notice.

    Example:

        - finding: popova2019-difference        # EV010: the record holds a mean difference and no percentages
          as: icons

    What to do: what the message says: another form, or words in the record (`outcome: {plain: ...}`).

    Source: design of the tool.
    """
    for audience in dict.fromkeys(reading.edition.audience for reading in outline.readings):
        for refusal in refusals(outline.deck, audience):
            message = f"{refusal.message} (for {audience}{'s' if audience != 'public' else ''})"
            yield Diagnostic(refusal.at, "EV010", message, help=refusal.hint)


def number_of_no_record(record: Record) -> Iterator[Diagnostic]:
    """EV015: a claim holds a number that its record doesn't.

    What: a number in `claim` or `plain` that is none of the record's: not a percentage, its complement, a difference,
    a count, an effect or a bound, also rounded ("about 71%" for 70.8%, "1 in 4" for 26.6%), and stands in none of its
    names, times and definitions. In `claim` it warns; in `plain` it is an error. Findings that rest on somebody's word
    or document and hold no numbers are left out.

    Why: the claim is what readers remember. A number that was typed twice will differ one day.

    Example:

        claim: Of 100 people, 46 responded             # EV015
        arms: [{label: ketamine, percent: 64}]

    What to do: mend the number, or add it to the record: an arm, an effect, or the outcome's definition.

    Source: design of the tool: a number is written once.
    """
    finding = record.finding
    if not finding.arms and not finding.effects and finding.basis != "measured":
        return
    known: Sequence[Known] | None = None
    for said, lay in ((finding.claim, False), (finding.plain, True)):
        for typed in typed_numbers(said.text) if said else ():
            known = tuple(known_numbers(finding)) if known is None else known
            if said and not _recorded(typed, known, finding):
                message = f"`{typed.text}` is no number of this record"
                help_text = "mend it, or add it to the record"
                yield Diagnostic(said.at, "EV015", message, weight(lay=lay), help_text)


def _recorded(typed: Typed, known: Sequence[Known], finding: Finding) -> bool:
    if any(typed.means(number) for number in known):
        return True
    if typed.hours is not None and typed.hours == hours(finding.time.text):
        return True
    for said in typed_numbers(said_in(finding)):
        if (said.sort == "percent") == (typed.sort == "percent") and said.value == typed.value:
            return True
        if typed.hours is not None and said.hours == typed.hours:
            return True
    return False


def typed_again(passage: Passage, readers: Readers) -> Iterator[Diagnostic]:
    """EV040: a number is typed by hand although a finding holds it, or holds another one.

    What: a passage that cites a reference which findings were read in, with a percentage, a number of people, a ratio
    or a difference of its own. Where the findings hold that number, a note tells how to pull it in. Where every source
    of the passage has findings, the words name the outcome of one of them, and none holds the percentage: a warning.
    The same for `n = 70` where every finding of the source has another n. Quotes, questions and speaker notes are left
    out, and so is everything that a `finding` block shows.

    Why: a corrected finding changes every chart and sentence, but not what was typed beside it.

    Example:

        - point: With ketamine 46% responded [@murrough2013]                 # EV040: the finding says 64%
        - point: "With ketamine {murrough2013-24h.ketamine.percent} responded [@murrough2013]"

    What to do: pull the number in, `{id.arm.percent}`; or add the finding that holds it.

    Source: design of the tool: a number is written once.
    """
    keys = dict.fromkeys(citation.key for citation in passage.text.citations)
    by_ref = readers.evidence.by_ref
    made = passage.block is not None and passage.block.findings
    if made or passage.kind in (Kind.QUOTE, Kind.NOTE) or not any(key in by_ref for key in keys):
        return
    words = own_words(passage)
    numbers = [typed for typed in typed_numbers(words) if typed.hours is None]
    if not numbers or words.rstrip().endswith("?"):
        return
    findings = list({finding.id: finding for key in keys for finding in by_ref.get(key, ())}.values())
    known = [number for finding in findings for number in known_numbers(finding)]
    held = [(typed, found) for typed in numbers if (found := _held(typed, known))]
    if pulled := "; ".join(f"`{typed.text}`: {{{found.path}}}" for typed, found in held if found.path):
        message = "a finding holds a number that is typed here"
        yield Diagnostic(passage.text.at, "EV040", message, Severity.INFO, f"pull it in: {pulled}")
    if all(key in by_ref for key in keys):
        for typed in numbers:
            if not _held(typed, known) and (why := _contradicts(typed, words, findings)):
                message = f"`{typed.text}` is no number of the findings of this source: {why}"
                help_text = "mend it, or add the finding that holds it, and pull it in"
                yield Diagnostic(passage.text.at, "EV040", message, Severity.WARNING, help_text)


def own_words(passage: Passage) -> str:
    """Return what the author typed; numbers that were pulled in stand as `#`."""
    return "".join(
        " " if isinstance(inline, Cites) else "#" if inline.finding else inline.text for inline in passage.text.inlines
    )


def _held(typed: Typed, known: Sequence[Known]) -> Known | None:
    """Return the record's number that was typed: exactly of the same sort first."""
    found = [number for number in known if typed.means(number)]
    if typed.sort == "other":  # a bare number is one of a record only where it is printed alike
        found = [number for number in found if number.sort == "other" and abs(number.value) == typed.value]
    return next((one for one in found if one.sort == typed.sort and one.path), found[0] if found else None)


def _contradicts(typed: Typed, words: str, findings: Sequence[Finding]) -> str | None:
    """Return what the findings say instead, where they are about the same thing."""
    if typed.sort == "percent":
        for finding in findings:
            shares = [number for number in known_numbers(finding) if number.sort == "percent" and number.path]
            if shares and names(words, finding):
                listed = ", ".join(dict.fromkeys(f"{number.value:f}%" for number in shares))
                return f"`{finding.id}` has {listed}"
    if typed.sort == "people" and typed.text[:1].isdigit() and re.search(rf"\bn\s*=\s*{typed.text}", words):
        sizes = {finding.n for finding in findings}
        if None not in sizes:
            return "n is " + " or ".join(f"{size:,}" for size in sorted(size for size in sizes if size))
    return None


_COMMON = frozenset(
    {"change", "after", "people", "patients", "score", "scale", "total", "adverse", "events", "symptom"}
)


def names(words: str, finding: Finding) -> bool:
    """Tell whether words are about a finding's outcome: they hold the stem of a word of its name."""
    outcome = finding.outcome
    said = words.casefold()
    for name in (outcome.name, outcome.event or ""):
        stems = [word[:6] for word in re.findall(r"[a-z]{5,}", name.casefold()) if word not in _COMMON]
        if stems and all(stem in said for stem in stems):
            return True
    return False
