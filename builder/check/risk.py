"""RISK002 to RISK004: what patients read gives risks in absolute numbers, out of one denominator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from builder.check.numbers import shares_of
from builder.check.rule import Readers, Reading, Waivable, english, weight
from builder.check.sentences import asserted
from builder.diagnostics import Diagnostic, Severity, Span
from builder.evidence.figures import share
from builder.findings import RELATIVE, Finding
from builder.model import Icons, Slide, Waiver
from builder.passages import Kind, Passage, slide_passages
from builder.regex import regex
from builder.values import Run


def carried(passage: Passage) -> dict[str, None]:
    """Return the ids of the findings that a passage, or the block around it, was made from."""
    taken = [run.finding for run in passage.text.inlines if isinstance(run, Run) and run.finding]
    return dict.fromkeys([*taken, *(passage.block.findings if passage.block else ())])


RELATIVE_WORDS = regex(
    r"""\b(?:doubles?(?!-|\ (?:blind|dummy|masked|vision)\b)|doubled|halves|halved|triples?|tripled
      |two-?fold|three-?fold|\d+(?:\.\d+)?-?fold)\b
    | \b(?:twice|\d+(?:\.\d+)?\ times|two\ times|three\ times|half)\ as\ (?:many|likely|often|high|common|great|much)\b
    | \b(?:\d+(?:\.\d+)?|two|three|four|five|ten)\ times\ (?:more|higher|greater|less|lower)\b
    | \d+(?:\.\d+)?\s?(?:%|per\ cent)\ (?:lower|higher|less|more|fewer|greater|better|worse
      | reduction|increase|drop|rise)\b
    | \b(?:reduce[sd]?|cuts?|lower(?:s|ed)?|increase[sd]?|raise[sd]?|drop(?:s|ped)?|fell|falls|rose)\b
      [^.;]{0,40}?\bby\ (?:\d+(?:\.\d+)?\s?(?:%|per\ cent)|half|a\ third|a\ quarter)
    | \b(?:relative\ risk|risk\ ratio|odds\ ratio|hazard\ ratio)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
NOT_A_RISK = regex(r"\b(?:dose|amount|number of (?:doses|visits|sessions)|a day|a week|daily|weekly)\b", re.IGNORECASE)
ABSOLUTE = regex(
    r"\bfrom (?:about )?\d[^.;]{0,30}\bto (?:about )?\d|\d\s?(?:%|per cent)\s?(?:v|vs|versus|against|compared with)\b",
    re.I,
)


def relative_alone(passage: Passage, readers: Readers) -> Iterator[Diagnostic]:
    """RISK002: a relative effect without the risk that it starts from.

    What: in what patients and the public read, words such as "halves the risk", "30% lower", "twice as likely" or
    "hazard ratio" without absolute numbers ("from 20 to 10 in 100") in the same passage: an error. And a finding that
    is shown whose only effects are RR, OR or HR and that has no arms with percentages: an error for patients, a
    warning for clinicians and students.

    Why: "twice the risk" may be 2 instead of 1 in a million. Told relative numbers only, more people choose a drug.

    Example:

        plain: It halves the risk of relapse. [@daly2019]                      # RISK002
        plain: Out of 100 people, 27 relapsed with it and 45 without. [@daly2019]

    What to do: give both groups' numbers out of 100; add the arms to the finding.

    Source: PIF, communicating benefits and risks; Cochrane review of risk formats (Akl et al., 2011).
    """
    for name in carried(passage):
        finding = readers.evidence.by_id.get(name)
        if finding and _only_relative(finding):
            message = f"`{name}` holds a relative effect only: no reader knows the risk that it starts from"
            help_text = "add the arms with their percentages, or events and n"
            yield Diagnostic(passage.text.at, "RISK002", message, weight(lay=readers.lay), help_text)
    if not readers.lay or passage.kind is Kind.QUOTE or not english(readers, passage.block):
        return
    words = passage.text.text
    found = RELATIVE_WORDS.search(words)
    if found and not (any(shares_of(words)) or ABSOLUTE.search(words) or NOT_A_RISK.search(words)):
        message = f"`{found[0].strip()}` is a relative effect without the numbers that it starts from"
        yield Diagnostic(passage.text.at, "RISK002", message, help="say how many of 100 people, with and without")


def _only_relative(finding: Finding) -> bool:
    measures = {effect.measure for effect in finding.effects}
    return bool(measures) and measures <= set(RELATIVE) and not any(share(arm) for arm in finding.arms)


def several_denominators(reading: Reading) -> Iterator[Waivable]:
    """RISK003: shares out of different numbers of people, or without a time.

    What: in what patients and the public read, a slide (one part of a leaflet) whose shares have different
    denominators, "1 in 4" beside "45 in 100" and icon arrays included: an error. "1 in X" with different X in one
    section: an error as well. And icon arrays and findings that don't say when: a warning. (`time` of the icon array,
    `time: {plain: ...}` of the finding.)

    Why: "1 in 25" looks larger than "1 in 20" to many people. A share without a time can't be compared with anything.

    Example:

        plain: About 1 in 4 had bladder trouble, and 17 in 100 were hooked.        # RISK003

    What to do: say all of them out of 100 (or out of 1,000), and say when.

    Source: PIF, communicating benefits and risks; Zikmund-Fisher and others on "1 in X".
    """
    if not reading.lay:
        return
    for section in reading.deck.sections:
        small: list[_Share] = []
        for slide in section.slides:
            yield from _without_time(slide, reading)
            shares = list(_shares(slide))
            if other := next((one for one in shares if one.of != shares[0].of), None):
                yield _unlike(other, shares[0]), other.waive
            elif small and (other := next((one for one in shares if one.of not in (*_USUAL, small[0].of)), None)):
                yield _unlike(other, small[0]), other.waive
            small += [one for one in shares if one.of not in _USUAL]


_USUAL = (100, 1000)


class _Share(NamedTuple):
    """A share of people as it is told: its words, its denominator, and where it stands."""

    text: str
    of: int
    at: Span
    waive: tuple[Waiver, ...]


def _unlike(one: _Share, other: _Share) -> Diagnostic:
    message = f"`{one.text}` is out of {one.of:,}, and `{other.text}` near it out of {other.of:,}"
    return Diagnostic(one.at, "RISK003", message, help="say both out of the same number of people, best 100")


def _shares(slide: Slide) -> Iterator[_Share]:
    """Yield the shares that a slide tells, icon arrays included."""
    for block in slide.blocks:
        waive = block.waive + slide.waive
        if isinstance(block, Icons):
            yield _Share("the icon array", block.icons.of, block.at, waive)
    for passage in slide_passages(slide, {}):
        if passage.kind not in (Kind.QUOTE, Kind.NOTE, Kind.ALT):
            for text, of in shares_of(passage.text.text):
                yield _Share(text, of, passage.text.at, passage.waive)


def _without_time(slide: Slide, reading: Reading) -> Iterator[Waivable]:
    """Yield the icon arrays and findings of a slide that don't say when."""
    for block in slide.blocks:
        message = None
        if isinstance(block, Icons) and not block.icons.time:
            message = "this icon array doesn't say when"
        elif not isinstance(block, Icons):
            findings = (reading.evidence.by_id.get(name) for name in block.findings)
            untimed = [one for one in findings if one and not one.time.plain and any(share(arm) for arm in one.arms)]
            message = f"`{untimed[0].id}` doesn't tell patients when" if untimed else None
        if message:
            help_text = "add `time` to the icon array, or `time: {text: ..., plain: ...}` to the finding"
            yield Diagnostic(block.at, "RISK003", message, Severity.WARNING, help_text), block.waive + slide.waive


OFTEN = regex(
    r"""\b(?:very\ )?(?:(?P<adjective>
        (?:un)?common(?:ly)?(?!\ (?:cold|sense|room|ground|knowledge|language|name|law|questions?|mistakes?)\b)
      | rare(?!\ (?:disease|condition|disorder)) | (?:in)?frequent | (?:un)?likely )
    | (?P<adverb> (?:often|frequently|usually|rarely|seldom|occasionally)(?=\ [a-z]) ) )\b""",
    re.VERBOSE | re.IGNORECASE,
)
NOT_HOW_MANY = regex(
    r"""\b(?:how|in|as|than|too|so)\ (?:un)?(?:common|often|likely|usual|rare(?:ly)?|frequent(?:ly)?)\b
    | \bcommon(?:ly)?\ (?:called|known|named|used|prescribed|given)\b
    | \b(?:more|less|most|least)\ (?:often|frequent(?:ly)?)\b
    | \b(?:pee(?:ing)?|wee(?:ing)?|urinat(?:e|ing)|pass(?:ing)?\ (?:water|urine)|wak(?:e|ing)(?:\ up)?)
      \ (?:very\ )?(?:often|frequently)\b
    | ^\W*(?:drink|wash|check|ask|rest|call|see|eat|take|visit|talk|tell|try|go|keep|use)\b.*\boften\b""",
    re.VERBOSE | re.IGNORECASE,
)
FREQUENCY = regex(
    r"""\d\s?(?:%|per\ cent|percent)
    | \b(?:half|a\ third|two\ thirds|a\ quarter|three\ quarters|nearly\ all|nobody|no\ one)\b
    | \b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twenty)\ (?:to\ \w+\ )?
      (?:in|out\ of|of|per)\ (?:every\ )?(?:\d|an?\ \w+|two|three|four|five|six|seven|eight|nine|ten|twenty)
    | \bout\ of\ (?:every\ )?\d""",
    re.VERBOSE | re.IGNORECASE,
)


def frequency_word_alone(passage: Passage, readers: Readers) -> Iterator[Diagnostic]:
    """RISK004: a word of frequency without a number.

    What: in what patients and the public read, "common", "rare", "likely", "frequent" and their opposites without a
    share of people in the same sentence: an error; "often", "usually", "rarely" before a verb, and such words in
    headings: a warning. A share is `10 in 100`, `10%`, "half". Not counted: questions, quotations, "common cold",
    "how often", "as usual", "commonly called", "pee more often", advice ("drink often"), and decks in other languages
    than English.

    Why: people read "common", which is meant for 1 to 10%, as about 45%. Numbers alone were understood better than
    numbers with such words.

    Example:

        plain: Feeling spaced out is common.                                # RISK004
        plain: Out of 100 people, 61 to 75 feel spaced out.

    What to do: give the number, and leave the word out. If nobody has counted, say what may happen: "you may feel".

    Source: Büchter et al., 2014 (verbal terms); Knapp et al., 2013 (EU format); PIF, communicating benefits and risks.
    """
    if not readers.lay or passage.kind in (Kind.QUOTE, Kind.ALT) or not english(readers, passage.block):
        return
    if not OFTEN.search(passage.text.text):
        return
    for sentence in asserted(passage.text.text):
        bare = NOT_HOW_MANY.sub(" ", sentence)
        found = OFTEN.search(bare)
        if found and not FREQUENCY.search(sentence):
            grave = found["adjective"] and passage.kind is not Kind.TITLE
            severity = Severity.ERROR if grave else Severity.WARNING
            message = f"`{found[0].strip()}` doesn't say how many"
            help_text = "give the number of people out of 100, and leave the word out"
            yield Diagnostic(passage.text.at, "RISK004", message, severity, help_text)
