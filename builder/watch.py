"""Watching: outputs are built again, edition by edition, as their authors save; each edition whole, or as it was."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import assert_never

from builder.batch import Order, entries_of
from builder.build import Built, build, weighed
from builder.diagnostics import Diagnostic, Severity, has_errors
from builder.frozen import dataclass, field
from builder.live.events import Began, Ended, Event, Failed, Found, Gone, Idle, Lost, Worked
from builder.live.session import Session, Work
from builder.manifest import Entry, manifest_file
from builder.output import File, WriteError, locked, write_files


@dataclass(frozen=True, slots=True)
class Update:
    """What came of a change: why, which editions have new files and which have the same, what is wrong, how long.

    `deck` is its path as the author types it. `why` is empty for a deck that is new. `paths` are the new files, below
    the output folder. `held` are editions with errors: their files stay as they were; of a deck that can't be read
    (`broken`), all stay. `milliseconds` count from the change to the last new file.
    """

    deck: str
    why: str
    written: tuple[str, ...]
    same: tuple[str, ...]
    held: tuple[str, ...]
    paths: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: dict[str, str]
    milliseconds: float
    broken: bool


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say that is no update: a deck has gone, or there is none at all."""

    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A fault of this program, not of an outline; the files of the deck stay as they are."""

    deck: str
    fault: Exception


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything is up to date: nothing happens until a file changes."""


@dataclass(slots=True)
class Round:
    """What a round has given so far, over its editions."""

    written: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    deck: str = ""
    milliseconds: float = 0.0


def watch(order: Order, out: Path, work: Work = build) -> Iterator[Update | Note | Broken | Waiting]:
    """Build every deck into `out` by `work`, then again whatever changes, for ever; yield what was done.

    Raises:
        Misuse: no deck where one was named, or a limit that isn't one.
        WriteError: an output can't be written.
    """
    rounds: dict[str, Round] = {}
    for event in Session(order, work).events():
        try:
            yield from _told(event, rounds, out, whole=not order.editions)
        except WriteError as fault:
            yield Note(f"error: {fault}")


def _told(
    event: Event, rounds: dict[str, Round], out: Path, *, whole: bool
) -> Iterator[Update | Note | Broken | Waiting]:
    match event:
        case Found():
            return
        case Began(deck):
            rounds[deck] = Round()
        case Worked(deck, editions, built, milliseconds):
            rounds[deck].milliseconds = milliseconds
            _take(rounds[deck], editions, built, out)
        case Ended(deck, why, _, broken, cut):
            done = rounds.pop(deck)
            _remember(done, out, whole=whole and not cut and not done.held)
            if not cut or done.paths:
                yield _update(deck, why, done, broken=broken)
        case Failed(deck, fault):
            yield Broken(deck, fault)
        case Gone(deck):
            yield Note(f"{deck} is gone; its outputs stay as they are")
        case Lost(message):
            yield Note(message)
        case Idle():
            yield Waiting()
        case _:
            assert_never(event)


def _take(done: Round, editions: tuple[str, ...], built: Built, out: Path) -> None:
    """Write a part of a deck, or hold it back; the manifest follows at the end of the round."""
    done.found += built.diagnostics
    done.texts |= built.texts
    if built.deck is None or has_errors(built.diagnostics):
        done.held += editions
        return
    done.deck = built.deck
    started = time.perf_counter()
    with locked(out):
        paths = write_files(out, (File(output.path, output.data) for output in built.outputs))
    done.milliseconds += 1000 * (time.perf_counter() - started)
    fresh = {output.edition for output in built.outputs if output.path in paths}
    done.written += [edition for edition in editions if edition in fresh]
    done.same += [edition for edition in editions if edition not in fresh]
    done.paths += paths
    done.entries += entries_of(built)


def _remember(done: Round, out: Path, *, whole: bool) -> None:
    """Write the manifest: a whole round also forgets editions that the deck no longer has."""
    made = {(done.deck, None)} if whole else {(done.deck, edition) for edition in (*done.written, *done.same)}
    if done.entries:
        with locked(out):
            write_files(out, [manifest_file(out, done.entries, made)])


def _update(deck: str, why: str, done: Round, *, broken: bool) -> Update:
    said = weighed(done.found, strict=False)
    return Update(
        deck=deck,
        why=why,
        written=tuple(done.written),
        same=tuple(done.same),
        held=tuple(done.held),
        paths=tuple(done.paths),
        diagnostics=tuple(one for one in said if one.severity is not Severity.INFO),
        texts=done.texts,
        milliseconds=done.milliseconds,
        broken=broken,
    )
