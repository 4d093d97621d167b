"""What a rule is given and what it gives: one function, whose docstring is the rule's manual page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from builder.diagnostics import Diagnostic
from builder.language import WordList
from builder.locales import Locale
from builder.model import Block, Deck, Edition, Section, Slide
from builder.passages import Passage


@dataclass(frozen=True, slots=True)
class Shelf:
    """What rules look things up in: the shipped locales' names and the words to avoid."""

    locales: tuple[str, ...]
    avoided: WordList


@dataclass(frozen=True, slots=True)
class Reading:
    """One edition as its readers get it. `deck` is resolved for their audience; `locale` is None if there is none."""

    deck: Deck
    edition: Edition
    locale: Locale | None
    shelf: Shelf

    @property
    def lay(self) -> bool:
        """Tell whether patients or the public read it."""
        return self.edition.audience.lay


@dataclass(frozen=True, slots=True)
class Outline:
    """A deck as written, and all its editions as read."""

    deck: Deck
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A block as written, and where it stands."""

    deck: Deck
    section: Section
    slide: Slide
    block: Block


DeckRule: TypeAlias = Callable[[Outline], Iterator[Diagnostic]]
BlockRule: TypeAlias = Callable[[Place], Iterator[Diagnostic]]
EditionRule: TypeAlias = Callable[[Reading], Iterator[Diagnostic]]
ReadBlockRule: TypeAlias = Callable[[Block, Reading], Iterator[Diagnostic]]
PassageRule: TypeAlias = Callable[[Passage, Reading], Iterator[Diagnostic]]
Rule: TypeAlias = DeckRule | BlockRule | EditionRule | ReadBlockRule | PassageRule


def code_of(rule: Callable[..., object]) -> str:
    """Return a rule's code: the first word of its manual page."""
    return (rule.__doc__ or "").strip().partition(":")[0]
