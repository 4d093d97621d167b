"""What is on the desk: every deck with its editions and outputs, as the last builds left them.

The worker's thread folds a session's events into it; the server's threads read it. Views are never changed, only
replaced, so that whoever reads one has it whole.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from builder.build import Built, weighed
from builder.diagnostics import Diagnostic, Severity
from builder.frozen import dataclass, field, replace
from builder.live.events import Began, Ended, Event, Failed, Found, Gone, Idle, Lost, Worked
from builder.model import Edition
from builder.serve.places import Places, places_of
from builder.serve.sheets import Sheet, held, renewed

MOST = 8
"""Decks that are all planned at once; of more, each when somebody looks at it, since plans take time and memory."""


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition: what it is, its outputs, what was said when it was planned, and what the proof of its PDFs says.

    `proofs` has an entry for each output that was proved since. `round` is the deck's round in which it was planned,
    `milliseconds` the time from the change until then.
    """

    edition: Edition
    sheets: tuple[Sheet, ...] = ()
    said: tuple[Diagnostic, ...] = ()
    proofs: tuple[tuple[str, tuple[Diagnostic, ...]], ...] = ()
    planned: Built | None = None
    round: int = 0
    milliseconds: float = 0.0

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that is said of it."""
        return (*self.said, *(one for _, found in self.proofs for one in found))

    @property
    def unproved(self) -> tuple[Sheet, ...]:
        """Its PDFs that nobody has proved since they were planned."""
        done = {path for path, _ in self.proofs}
        return tuple(one for one in self.sheets if one.draft.kind == "pdf" and one.draft.path not in done)


@dataclass(frozen=True, slots=True)
class DeckView:
    """A deck: its key in addresses, its path as shown, its editions, and the news of its last round.

    `fault` is a fault of this program that ended the round.
    """

    key: str
    shown: str
    title: str
    editions: tuple[EditionView, ...] = ()
    broken: tuple[Diagnostic, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    working: bool = False
    why: str = ""
    round: int = 0
    milliseconds: float = 0.0
    fault: str = ""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that is said of it, each once, sorted by place; of a deck that can't be read, why."""
        said = self.broken or (one for edition in self.editions for one in edition.diagnostics)
        return weighed(said, strict=False)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All outputs, by edition."""
        return tuple(sheet for edition in self.editions for sheet in edition.sheets)

    def of(self, sheet: Sheet) -> EditionView:
        """Return the edition of an output."""
        return next(one for one in self.editions if sheet in one.sheets)

    def sheet(self, name: str) -> Sheet | None:
        """Return an output by its file's name."""
        return next((one for one in self.sheets if one.name == name), None)


class Desk:
    """All decks, and who wants to know when they change; `editions` are those that are shown, none for all."""

    def __init__(self, editions: tuple[str, ...] = ()) -> None:
        self.only = editions
        self.decks: dict[str, DeckView] = {}
        self.version = 0
        self.message = ""
        self._listeners: set[Callable[[int], None]] = set()
        self._lock = threading.Lock()

    def listen(self, listener: Callable[[int], None]) -> Callable[[], None]:
        """Call `listener` with the version after every change, from the worker's thread; return how to end that."""
        with self._lock:
            self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    @property
    def watched(self) -> bool:
        """Whether anybody listens."""
        return bool(self._listeners)

    def deck(self, key: str) -> DeckView | None:
        """Return a deck by its key."""
        return next((deck for deck in self.decks.values() if deck.key == key), None)

    def fold(self, event: Event) -> None:
        """Take in what a session tells."""
        match event:
            case Found(decks):
                for shown in decks:
                    self._put(self._new(shown))
            case Began(shown, why):
                deck = self.decks[shown]
                self._put(replace(deck, working=True, why=why, fault="", round=deck.round + 1))
            case Worked(shown, editions, built, milliseconds):
                deck = replace(self.decks[shown], milliseconds=milliseconds)
                self._put(_worked(deck, editions, built, self.only))
            case Ended(shown, _, milliseconds, _, cut):
                self._put(replace(self.decks[shown], working=cut, milliseconds=milliseconds))
            case Failed(shown, fault):
                words = f"internal error ({type(fault).__name__}): {fault}; what is shown may be out of date"
                self._put(replace(self.decks[shown], fault=words))
            case Gone(shown):
                self.decks = {name: deck for name, deck in self.decks.items() if name != shown}
                self._tell()
            case Lost(message):
                self.message = message
                self._tell()
            case Idle():
                return

    def stopped(self, message: str) -> None:
        """Say on every page that nothing is followed any more."""
        self.message = message
        self._tell()

    def proved(self, shown: str, edition: EditionView, path: str, found: Iterable[Diagnostic]) -> None:
        """Note what the proof of an output says, unless the edition was planned again meanwhile."""
        deck = self.decks.get(shown)
        if deck is None:
            return
        noted = replace(edition, proofs=(*edition.proofs, (path, tuple(found))))
        editions = tuple(noted if one is edition else one for one in deck.editions)
        self._put(replace(deck, editions=editions))

    def _new(self, shown: str) -> DeckView:
        name = PurePosixPath(shown).stem or "deck"
        taken = {deck.key for deck in self.decks.values()}
        key = next(one for one in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)
        return DeckView(key, shown, name)

    def _put(self, deck: DeckView) -> None:
        self.message = ""
        self.decks = {**self.decks, deck.shown: deck}
        self._tell()

    def wake(self) -> None:
        """Call every listener, though nothing has changed."""
        self._tell()

    def _tell(self) -> None:
        with self._lock:
            self.version += 1
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(self.version)


def _worked(deck: DeckView, names: tuple[str, ...], built: Built, only: tuple[str, ...]) -> DeckView:
    """Return a deck with what a part of a round gave; `only` are the editions that are shown, none for all."""
    texts = {**deck.texts, **built.texts}
    if built.outline is None:
        editions = tuple(replace(one, sheets=tuple(map(held, one.sheets)), proofs=()) for one in deck.editions)
        return replace(deck, editions=editions, broken=built.diagnostics, texts=texts)
    places, known = places_of(built.outline), {one.edition.name: one for one in deck.editions}
    editions = tuple(
        _planned(known.get(edition.name), edition, built, places, deck)
        if edition.name in names
        else known.get(edition.name) or EditionView(edition)
        for edition in built.outline.editions
        if not only or edition.name in only
    )
    return replace(deck, title=built.outline.title.text, editions=editions, broken=(), texts=texts)


def _planned(old: EditionView | None, edition: Edition, built: Built, places: Places, deck: DeckView) -> EditionView:
    """Return an edition as it was planned: outputs that couldn't be, as they were when they could."""
    before = {sheet.draft.path: sheet for sheet in old.sheets} if old else {}
    drafts = [draft for draft in built.drafts if draft.edition == edition.name]
    sheets = [renewed(draft, places, before.pop(draft.path, None), deck.round) for draft in drafts]
    failed = any(one.severity is Severity.ERROR for one in built.diagnostics)
    sheets += map(held, before.values()) if failed else ()
    return EditionView(edition, tuple(sheets), built.diagnostics, (), built, deck.round, deck.milliseconds)
