"""Writes down what a command read, wrote and said, for the quick way to find that nothing has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from builder.cache.identity import Identity
from builder.cache.quick import (
    VERSION,
    Index,
    Row,
    asked,
    digest_of,
    digest_of_names,
    index_path,
    row_of,
    write_index,
)
from builder.cache.signature import SETTLED, signature
from builder.decks import DECK_FILE
from builder.frozen import dataclass
from builder.job import Read


class Done(Protocol):
    """What a command did: what was read for each deck, the outputs that stand now with their sizes, the exit code."""

    @property
    def read(self) -> Sequence[Read]:
        """What each deck read."""

    @property
    def outputs(self) -> Mapping[str, int]:
        """Sizes in bytes of all outputs and of the manifest, by their paths below the output folder."""

    @property
    def code(self) -> int:
        """The exit code."""


class Unsure(Exception):
    """Something changed while the command ran, or can't be told by its status: nothing is written down."""


@dataclass(frozen=True, slots=True)
class Start:
    """What stood when the command began: when that was, and where decks were looked for."""

    at: int
    folders: tuple[Row, ...]


def started(paths: Iterable[Path]) -> Start:
    """Note where decks are looked for, before anybody looks: a deck that comes later is news."""
    return Start(time.time_ns(), tuple(row for path in paths for row in _looked_into(path)))


def _looked_into(path: Path) -> Iterator[Row]:
    """Yield the folders in which a new name may be a new deck."""
    if not path.is_dir() or os.path.lexists(path / DECK_FILE):
        return
    yield _folder(str(path))
    for entry in sorted(path.iterdir()):
        if not entry.name.startswith(".") and entry.is_dir() and not os.path.lexists(entry / DECK_FILE):
            yield _folder(str(entry))


def _folder(path: str) -> Row:
    known = signature(path)
    if known is None:
        raise Unsure(path)
    return row_of(path, known, digest_of_names(path))


def remember(
    home: Path,
    arguments: Sequence[str],
    start: Start,
    made: Done,
    out: Path,
    builder: Identity,
    said: Sequence[tuple[int, str]],
) -> bool:
    """Write the index of a command that is done; tell whether that could be done."""
    try:
        absent, folders = [], list(start.folders)
        files: dict[str, str] = {}
        for deck in made.read:
            for file in deck.files:
                path = os.path.join(deck.root, file.path)  # noqa: PTH118 - thousands of them
                if files.setdefault(path, file.sha256) != file.sha256:
                    raise Unsure(path)
            absent += [_absent(str(deck.root / path)) for path in deck.refused]
            folders += [_listed(str(deck.root / folder), digest) for folder, digest in deck.listings.items()]
        index = Index(
            version=VERSION,
            asked=asked(arguments),
            absent=absent,
            files=[_file(path, digest, start) for path, digest in files.items()],
            folders=folders,
            outputs=[_output(str(out / path), size) for path, size in made.outputs.items()],
            builder=builder.rows,
            code=made.code,
            said=said,
        )
        write_index(index_path(str(home), arguments), index)
    except (OSError, Unsure):
        return False
    return True


def _file(path: str, digest: str, start: Start) -> Row:
    """Return the row of a file that was read: of one that may have changed since then, its bytes decide."""
    known = signature(path)
    if known is None or (max(known[1], known[2]) > start.at - SETTLED and digest_of(path) != digest):
        raise Unsure(path)
    return row_of(path, known, digest)


def _absent(path: str) -> str:
    if os.path.lexists(path):
        raise Unsure(path)
    return path


def _listed(path: str, digest: str) -> Row:
    row = _folder(path)
    if digest_of_names(path) != digest:
        raise Unsure(path)
    return row


def _output(path: str, size: int) -> Row:
    """Return the row of an output. We wrote it under a name of its own and renamed it, so its status is proof."""
    known = signature(path)
    if known is None or known[0] != size:
        raise Unsure(path)
    return [path, *known, ""]
