"""A deck on another machine: its files come as values, what it asks for besides is asked back, its outputs return."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TypeAlias

from builder.farm.identity import Identity, identity, unlike
from builder.farm.task import Builder, Lost, Result, Task, perform
from builder.frozen import dataclass, field
from builder.kept import let_go
from builder.load.deck import load
from builder.process import harden
from builder.world import Unreadable, size, within

ONE = threading.Lock()
"""Libraries keep fonts and caches for the whole process: a worker with several threads builds one deck at a time."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a project's files: the digest of each (SHA-256, hex) by its path below the root.

    `refused` are those that can't be read within a limit of bytes, with the reason; `listings` are folders' names.
    """

    digests: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[tuple[str, int], str] = field(default_factory=dict)
    listings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Questions:
    """What a deck wants to know besides: files, each with the most bytes that it takes, and folders."""

    files: tuple[tuple[str, int], ...]
    folders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stranger:
    """A worker that builds with other versions: it does nothing but say so."""

    difference: str


Reply: TypeAlias = "Result | Questions | Stranger"


@dataclass(frozen=True, slots=True)
class Given:
    """A world of what is known. It notes what it is asked besides, and acts as if that weren't there."""

    files: Mapping[str, bytes]
    known: Known
    asked: dict[tuple[str, int], None] = field(default_factory=dict)
    folders: dict[str, None] = field(default_factory=dict)

    def read(self, path: PurePosixPath, limit: int) -> bytes:
        """Return a file's bytes; raise `Unreadable` as the disk would."""
        key = within(path).as_posix()
        data = self.files.get(key)
        if data is None:
            if (key, limit) not in self.known.refused:
                self.asked[key, limit] = None
            raise Unreadable(self.known.refused.get((key, limit), "it isn't here yet"))
        if len(data) > limit:
            raise Unreadable(f"it is larger than {size(limit)}")
        return data

    def names(self, folder: PurePosixPath) -> tuple[str, ...]:
        """Return the names in a folder, sorted."""
        try:
            key = within(folder).as_posix()
        except Unreadable:
            return ()
        if key not in self.known.listings:
            self.folders[key] = None
        return self.known.listings.get(key, ())


def done_for(task: Task, using: Builder, client: Identity, known: Known, data: Sequence[bytes]) -> Reply:
    """Do a task for a client with this identity; `data` are the files of `known.digests`, in its order.

    The outline is loaded first by itself: that is quick, and tells which files are missing.
    """
    harden()
    if difference := unlike(client, identity()):
        return Stranger(difference)
    files = dict(zip(known.digests, data, strict=True))
    for path, digest in known.digests.items():
        if hashlib.sha256(files[path]).hexdigest() != digest:
            return Lost(f"{path} arrived damaged")
    with ONE:
        asking = Given(files, known)
        with suppress(Exception):  # `perform` meets it again, and says so
            load(task.job.path, asking, shown=task.job.shown, limits=task.job.limits)
        if asking.asked or asking.folders:
            return Questions(tuple(asking.asked), tuple(asking.folders))
        try:
            return perform(task, using, Given(files, known))
        finally:
            let_go()


def same(data: bytes) -> bytes:
    """Return the bytes: as a task of its own, a file lies on the cluster once, and is sent to a worker once."""
    return data
