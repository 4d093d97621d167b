"""LANG: words that hurt the people they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from builder.check.rule import Readers
from builder.diagnostics import Diagnostic, Severity
from builder.language import Avoided
from builder.passages import Kind, Passage
from builder.regex import regex


def stigmatising_words(passage: Passage, readers: Readers) -> Iterator[Diagnostic]:
    """LANG001: a word that stigmatises people.

    What: words of `assets/language/stigma.yaml` ("addict", "drug abuse", "committed suicide" ...) in what an edition
    says, speaker notes included. A warning for clinicians and students, an error in what patients and the public
    read. Not checked: `quote` blocks, words in quotation marks, reference titles, names of organisations, and decks in
    other languages than English.

    Why: people who feel judged ask for help later. Clinicians who read such words judge more harshly.

    Example: `Ketamine users`; better `People who use ketamine`.

    What to do: use the words that the message suggests; each row of the list names its source.

    Source: NIDA, "Words Matter"; American Academy of Pediatrics; Samaritans media guidelines.
    """
    if passage.kind is Kind.QUOTE or not readers.language.lower().startswith("en"):
        return
    if not readers.avoided.any_of.search(passage.text.text.lower()):
        return
    severity = Severity.ERROR if readers.lay else Severity.WARNING
    words = QUOTED.sub(_blank, passage.text.text)
    for row in readers.avoided.rows:
        pattern, unless = _compiled(row)
        for phrase in unless:
            words = phrase.sub(_blank, words)
        found = pattern.search(words)
        if found:
            message = f"`{found[0]}` stigmatises people"
            yield Diagnostic(passage.text.at, "LANG001", message, severity, f"better: {row.use} ({row.source})")
            words = pattern.sub(_blank, words)


QUOTED = regex(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


@cache
def _compiled(row: Avoided) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    unless = tuple(regex(rf"\b(?:{phrase})\b", re.IGNORECASE) for phrase in row.unless)
    return regex(rf"(?<![\w-])(?:{row.pattern})(?![\w-])", re.IGNORECASE), unless
