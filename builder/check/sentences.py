"""Sentences of a passage as rules about words look at them: without quotations and questions."""

from __future__ import annotations

import re

from builder.check.wording import QUOTED
from builder.kept import of_deck
from builder.regex import regex

_END = regex(r"(?<=[.!?])[\"”’)]*\s+|\n+")
_CLAUSE = regex(r"[,;:()]|\b(?:but|although|though|while|whereas|and|which)\b", re.IGNORECASE)


@of_deck(256)
def asserted(text: str) -> tuple[str, ...]:
    """Return the sentences that claim something: quotations are taken out, questions left out.

    Several rules look at the same words one after the other, so the last ones are kept.
    """
    return tuple(
        sentence
        for sentence in _END.split(QUOTED.sub(" ", text))
        if not sentence.rstrip().endswith("?") and any(letter.isalpha() for letter in sentence)
    )


def clause_before(sentence: str, place: int) -> str:
    """Return the words of the clause that lead up to a place."""
    start = max((found.end() for found in _CLAUSE.finditer(sentence, 0, place)), default=0)
    return sentence[start:place]


def clause_around(sentence: str, start: int, end: int) -> str:
    """Return the clause around a stretch of a sentence."""
    after = _CLAUSE.search(sentence, end)
    return clause_before(sentence, start) + sentence[start : after.start() if after else len(sentence)]
