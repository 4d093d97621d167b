"""A session: every deck of an order, built again, edition by edition, whenever something that it read has changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from builder.decks import HOME, Misuse
from builder.frozen import dataclass, field, replace
from builder.idle import catch_up
from builder.job import Built, Job
from builder.kept import stay
from builder.live.alarm import Alarm
from builder.live.events import Began, Ended, Event, Failed, Found, Gone, Idle, Lost, Worked
from builder.live.heap import Heap
from builder.live.reads import Change, Followed, Seen, folders, settled, told
from builder.made import Names
from builder.order import Order, jobs
from builder.world import Disk, World

Work: TypeAlias = Callable[[Job, World], Built]

NO_EDITION = ("",)
"""A name that no edition has: the outline is read and checked, and nothing is made of it."""


@dataclass(slots=True)
class Deck:
    """A deck that is followed: its job, its files, what its builds read, its editions and what is known about it."""

    job: Job
    disk: Disk
    seen: dict[PurePosixPath, Seen] = field(default_factory=dict)
    editions: tuple[str, ...] = ()
    id: str | None = None
    fresh: bool = False
    why: dict[PurePosixPath, Change] = field(default_factory=dict)
    since: float = 0.0
    took: dict[str, float] = field(default_factory=dict)


class Session:
    """What is followed, and what is done when it changes.

    `work` makes a `Built` of a job: `build`, or `plan` for those who only look. `first` says which edition of which
    deck shall come before others; it may be set by any thread, at any time. The first round of a deck makes all of its
    editions at once, or with `singly` its outline alone, to learn their names, and then one after another. Of more
    than `most` decks, only those are built that somebody asks for.
    """

    def __init__(self, order: Order, work: Work, *, singly: bool = False, most: int | None = None) -> None:
        self.order, self.work, self.singly, self.most = order, work, singly, most
        self.decks: dict[str, Deck] = {}
        self.first: tuple[str, str] = ("", "")
        self.alarm = Alarm()
        self._stopped = threading.Event()
        self._asked: set[str] = set()
        self._lost = False
        self._heap = Heap()

    def ask(self, deck: str) -> None:
        """Build a deck that nobody has asked for yet; called by any thread."""
        if deck not in self._asked:
            self._asked = {*self._asked, deck}
            self.alarm.bell.set()

    def stop(self) -> None:
        """End `events` after what is being built; called by any thread."""
        self._stopped.set()
        self.alarm.bell.set()

    def events(self) -> Iterator[Event]:
        """Build everything, then whatever changes, until `stop`; yield what happens.

        Raises:
            Misuse: at the start, no deck where one was named, or a limit that isn't one.
        """
        stay()
        with self.alarm, self._heap:
            self._found()
            yield Found(tuple(self.decks))
            self.alarm.watch(self._folders())
            while not self._stopped.is_set():
                yield from self._rounds()
                if self._stopped.is_set():
                    break
                if not self.alarm.watch(self._folders()):
                    yield from self._rested()
                    self.alarm.wait()
                yield from self._looked()
            yield from self._caught_up(lambda: False)

    def _rested(self) -> Iterator[Event]:
        """Do what was put off, as long as nothing changes."""
        yield Idle()
        yield from self._caught_up(self.alarm.bell.is_set)
        if not self.alarm.bell.is_set():
            self._heap.settle()

    def _caught_up(self, until: Callable[[], bool]) -> Iterator[Event]:
        while True:
            try:
                return catch_up(until=until)
            except Exception as fault:  # as in a round
                yield Failed(next(iter(self.decks), ""), fault)

    def _rounds(self) -> Iterator[Event]:
        """Work until every deck is up to date; the deck that is looked at comes first."""
        while waiting := [name for name, deck in self.decks.items() if not deck.fresh and self._is_wanted(name)]:
            if self._stopped.is_set():
                return
            yield from self._round(min(waiting, key=lambda name: name != self.first[0]))

    def _is_wanted(self, name: str) -> bool:
        return self.most is None or len(self.decks) <= self.most or name in self._asked

    def _round(self, name: str) -> Iterator[Event]:
        deck = self.decks[name]
        why, since = told(deck.why.values(), deck.job.path.parent), deck.since or time.perf_counter()
        self._heap.due = True
        yield Began(name, why)
        done: set[str] = set()
        seen: dict[PurePosixPath, Seen] = {}
        broken = cut = False
        while not cut and not broken and (editions := self._next(name, deck, done)) is not None:
            started = time.perf_counter()
            try:
                built = self._worked(name, deck, editions, seen)
            except Exception as fault:  # whatever it is, who writes goes on writing, and may well write it away
                yield Failed(name, fault)
                broken = True
                break
            deck.editions, deck.id = built.editions or deck.editions, built.deck or deck.id
            alone = self.singly and not editions
            known = tuple(one for one in editions or self._wanted(deck) if one in built.editions and not alone)
            deck.took |= dict.fromkeys(known, time.perf_counter() - started)
            done |= {"", *known, *editions}
            broken = built.deck is None
            yield Worked(name, known, built, 1000 * (time.perf_counter() - since))
            cut = self._stopped.is_set() or (self.alarm.rung() and self._stale(name, seen))
        deck.seen = {**deck.seen, **seen} if cut else seen
        if not cut:
            deck.fresh, deck.why, deck.since = True, {}, 0.0
        yield Ended(name, why, 1000 * (time.perf_counter() - since), broken, cut)

    def _wanted(self, deck: Deck) -> list[str]:
        return [one for one in deck.editions if not self.order.editions or one in self.order.editions]

    def _next(self, name: str, deck: Deck, done: set[str]) -> tuple[str, ...] | None:
        """Return which editions to build next: all in a deck's first round, then one by one, the quickest first.

        None says that there is nothing left; nothing named stands for all.
        """
        left = [one for one in self._wanted(deck) if one not in done]
        if not left:
            return None if done else ()
        looked_at = self.first[1] if self.first[0] == name else ""
        return (min(left, key=lambda one: (one != looked_at, deck.took.get(one, 0.0))),)

    def _worked(self, name: str, deck: Deck, editions: tuple[str, ...], seen: dict[PurePosixPath, Seen]) -> Built:
        """Build some editions (none named: those of the order), and note in `seen` what was read."""
        followed = Followed(deck.disk)
        asked = editions or (NO_EDITION if self.singly else self.order.editions)
        job = replace(deck.job, editions=asked, part=bool(editions) or self.singly)
        try:
            built = self.work(job, followed)
        finally:
            for path, one in followed.seen.items():
                seen.setdefault(path, one)  # the older look counts: a change between two editions is a change
        others = {other.id: shown for shown, other in self.decks.items() if shown != name and other.id}
        return Names((), others).judged(name, built)

    def _stale(self, name: str, seen: dict[PurePosixPath, Seen]) -> bool:
        """Tell whether to break off a deck's round: its files changed, or those of the deck that is looked at."""
        changed = {
            other: self._note(deck, settled(deck.disk, seen if other == name else deck.seen))
            for other, deck in self.decks.items()
        }
        return changed[name] or changed.get(self.first[0], False)

    def _looked(self) -> Iterator[Event]:
        """Look at all files, and for decks that came or went."""
        known = set(self.decks)
        try:
            gone = self._found()
        except Misuse as fault:
            gone = list(self.decks)
            self.decks.clear()
            if not self._lost:
                yield Lost(str(fault))
        self._lost = not self.decks
        yield from map(Gone, gone)
        if come := tuple(name for name in self.decks if name not in known):
            yield Found(come)
        for deck in self.decks.values():
            self._note(deck, settled(deck.disk, deck.seen))

    def _note(self, deck: Deck, changed: Sequence[Change]) -> bool:
        if changed:
            deck.fresh = False
            deck.since = deck.since or time.perf_counter()
            deck.why |= {change.path: change for change in changed}
        return bool(changed)

    def _found(self) -> list[str]:
        """Bring the list of decks up to date, and return those that are gone.

        Raises:
            Misuse: there is none.
        """
        found = {shown: (job, disk) for shown, job, disk in jobs(self.order)}
        gone = [name for name in self.decks if name not in found]
        self.decks = {name: self.decks.get(name) or Deck(job, disk) for name, (job, disk) in found.items()}
        return gone

    def _folders(self) -> set[Path]:
        """Return every folder in which a change may matter."""
        asked = [path.absolute() for path in self.order.paths or (HOME,)]
        found = {folder for path in asked for folder in _around(path)}
        for deck in self.decks.values():
            found |= folders(deck.disk, [deck.job.path, *deck.seen])
        return found


def _around(path: Path) -> Iterator[Path]:
    """Yield the folders that show whether a deck comes to a path: the path, the folders in it, and the one above."""
    yield next((one for one in path.parents if one.is_dir()), path.parent)
    if path.is_dir():
        yield path
        yield from (entry for entry in path.iterdir() if entry.is_dir() and not entry.name.startswith("."))
