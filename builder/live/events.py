"""What a session tells: a closed union of events, in the order in which they happen."""

from __future__ import annotations

from typing import TypeAlias

from builder.frozen import dataclass
from builder.job import Built


@dataclass(frozen=True, slots=True)
class Found:
    """Decks that are followed from now on, in order."""

    decks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Began:
    """A round began for a deck: it is new (`why` is empty), or files that it read changed, as `why` says."""

    deck: str
    why: str


@dataclass(frozen=True, slots=True)
class Worked:
    """A part of a round is done: what came of it, for which editions, and how long after the change (milliseconds).

    `editions` are those that this result is about: all of the deck in its first round, one at a time later.
    """

    deck: str
    editions: tuple[str, ...]
    built: Built
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """A fault of this program, not of an outline: the round ends here, and the next change begins another."""

    deck: str
    fault: Exception


@dataclass(frozen=True, slots=True)
class Ended:
    """A round is over. `broken` tells that the deck couldn't be read; another change may have cut the round short."""

    deck: str
    why: str
    milliseconds: float
    broken: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """A deck is no longer there."""

    deck: str


@dataclass(frozen=True, slots=True)
class Idle:
    """All decks are up to date. It is told again and again, at least once a second, until a file changes."""


@dataclass(frozen=True, slots=True)
class Lost:
    """There is no deck at all where some were asked for; the message is for the author."""

    message: str


Event: TypeAlias = Found | Began | Worked | Failed | Ended | Gone | Idle | Lost
