"""Which decks a path means: a deck folder, an outline file, or a folder of decks."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from builder.world import Project, find_project

DECK_FILE = "deck.yaml"

HOME = Path("decks")
"""Where decks are looked for when no path is given."""


class Misuse(Exception):
    """What the user asked for can't be done: no deck at a path, a limit that isn't one. The message says what to do."""


def find_decks(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the deck files that the paths mean, each once, in the order given; a folder's decks by name.

    Raises:
        Misuse: a path that isn't there, or a folder without decks.
    """
    return tuple(dict.fromkeys(deck for path in paths for deck in _decks_of(path)))


def _decks_of(path: Path) -> Iterator[Path]:
    if not os.path.lexists(path):
        raise Misuse(f"{path}: there is no such file or folder")
    if not path.is_dir():
        yield path
    elif os.path.lexists(path / DECK_FILE):
        yield path / DECK_FILE
    else:
        try:
            folders = sorted(entry for entry in path.iterdir() if not entry.name.startswith(".") and entry.is_dir())
        except OSError as fault:
            raise Misuse(f"{path}: it can't be looked into: {fault.strerror}") from fault
        found = [folder / DECK_FILE for folder in folders if os.path.lexists(folder / DECK_FILE)]
        if not found:
            raise Misuse(f"{path}: no deck here; a deck is a folder with a {DECK_FILE}")
        yield from found


def project_of(deck: Path, root: Path | None) -> Project:
    """Return the project of a deck file: below `root` if one is given, else as its folders say.

    Raises:
        Misuse: the deck lies outside `root`.
    """
    if root is None:
        return find_project(deck)
    full, top = Path(os.path.abspath(deck)), Path(os.path.abspath(root))  # noqa: PTH100  # links are resolved when read
    if not full.is_relative_to(top):
        raise Misuse(f"{deck}: it lies outside the root {root}")
    return Project(top, PurePosixPath(full.relative_to(top).as_posix()), root.as_posix())
