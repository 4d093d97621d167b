"""Words to avoid, as data: each with what to say instead and who says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Avoided:
    """A word list's row. `pattern` is a regular expression over whole words, case ignored; `use` says what is better.

    `unless` are regular expressions of longer phrases in which the words are right: a name, another sense.
    """

    pattern: str
    use: str
    source: str
    unless: tuple[str, ...] = ()
