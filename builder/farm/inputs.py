"""The files of a deck as values, for whoever builds it elsewhere: a first guess, then what it asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from builder.decks import DECK_FILE
from builder.farm.remote import Known, Questions
from builder.farm.task import Task
from builder.frozen import dataclass, field
from builder.world import Disk, Unreadable

LARGEST = 1_000_000
"""Bytes of a file that is sent unasked at most."""
MOST = 100
"""Files that are sent unasked at most."""


@dataclass(slots=True)
class Inputs:
    """What is known of a deck's files. Their bytes are kept by digest (SHA-256, hex) until they are sent."""

    disk: Disk
    digests: dict[str, str] = field(default_factory=dict)
    refused: dict[tuple[str, int], str] = field(default_factory=dict)
    listings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)

    @property
    def known(self) -> Known:
        """What is sent beside the bytes."""
        return Known(dict(self.digests), dict(self.refused), dict(self.listings))

    def answer(self, questions: Questions) -> None:
        """Look up what was asked."""
        for path, limit in questions.files:
            self._read(path, limit)
        for folder in questions.folders:
            self.listings[folder] = self.disk.names(PurePosixPath(folder))

    def _read(self, path: str, limit: int) -> None:
        try:
            data = self.disk.read(PurePosixPath(path), limit)
        except Unreadable as fault:
            self.refused[path, limit] = str(fault)
            return
        digest = hashlib.sha256(data).hexdigest()
        self.digests[path], self.blobs[digest] = digest, data


def inputs_of(task: Task) -> Inputs:
    """Return the deck's file and, of a deck with a folder of its own, the small files in it.

    A guess may be wrong both ways: what isn't needed is never read, what is missing is asked for.
    """
    inputs = Inputs(Disk(task.root))
    inputs.answer(Questions(tuple((path, LARGEST) for path in _guess(task, inputs.disk)), ()))
    inputs.refused.clear()  # too large to be sent unasked is not too large
    return inputs


def _guess(task: Task, disk: Disk) -> Iterator[str]:
    deck = task.job.path
    yield deck.as_posix()
    if deck.name == DECK_FILE:
        names = [name for name in disk.names(deck.parent) if not name.startswith(".") and name != DECK_FILE]
        yield from ((deck.parent / name).as_posix() for name in names[:MOST])
