"""Words to avoid, as data: each with what to say instead and who says so."""

from __future__ import annotations

import re

from builder.frozen import dataclass
from builder.regex import regex


@dataclass(frozen=True, slots=True, kw_only=True)
class Avoided:
    """A word list's row. `pattern` is a regular expression over whole words, case ignored; `use` says what is better.

    `unless` are regular expressions of longer phrases in which the words are right: a name, another sense.
    """

    pattern: str
    use: str
    source: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordList:
    """Rows in order, and one pattern for any of them in lower-case text: most texts hold none of the words."""

    rows: tuple[Avoided, ...] = ()
    any_of: re.Pattern[str] = regex(r"(?!)")


def word_list(rows: tuple[Avoided, ...]) -> WordList:
    """Return the list of the rows."""
    words = "|".join(row.pattern for row in rows)
    return WordList(rows, regex(rf"(?<![\w-])(?:{words})" if rows else r"(?!)"))
