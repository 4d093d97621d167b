"""`manifest.json`: every output of a folder, what it was made from, and what it may be used for."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TypeAlias

from builder import __version__
from builder.frozen import dataclass, fields
from builder.output import File

NAME = "manifest.json"
LARGEST = 50_000_000
"""Bytes of a manifest that is read at most; a larger one isn't ours."""

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its path below the project's root, and the SHA-256 of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One output. `digest` is that of the edition's content; `pages` counts pages or slides."""

    path: str
    sha256: str
    deck: str
    edition: str
    digest: str
    status: str
    pages: int
    sources: tuple[Source, ...]


def manifest_file(out: Path, entries: Iterable[Entry], built: Collection[tuple[str, str | None]]) -> File:
    """Return the manifest with `entries`, and those of other decks that it held before.

    `built` says what this build made: (deck, edition), or (deck, None) for all editions of a deck. Earlier entries of
    these go, and so do entries whose file is gone. Entries are sorted by path, so equal builds give equal bytes.
    """
    new = [_plain(entry) for entry in entries]
    paths = {entry["path"] for entry in new}
    kept = [
        entry
        for entry in _earlier(out / NAME)
        if (entry["deck"], None) not in built
        and (entry["deck"], entry["edition"]) not in built
        and entry["path"] not in paths
        and (out / str(entry["path"])).is_file()
    ]
    outputs = sorted([*kept, *new], key=lambda entry: str(entry["path"]))
    text = json.dumps({"teachback": __version__, "outputs": outputs}, ensure_ascii=False, indent=1)
    # a name that is no text is written as JSON can: as escapes
    return File(NAME, f"{text}\n".encode("utf-8", "backslashreplace"))


def _plain(entry: Entry) -> dict[str, Json]:
    """Return an entry as JSON has it."""
    said = {one.name: getattr(entry, one.name) for one in fields(entry)}
    return said | {"sources": [{one.name: getattr(file, one.name) for one in fields(file)} for file in entry.sources]}


def _earlier(path: Path) -> list[dict[str, Json]]:
    """Return the entries of an earlier manifest; a manifest that can't be read counts as none."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
            return []
        data = json.loads(path.read_bytes())
        outputs = data["outputs"]
        return [entry for entry in outputs if {"path", "deck", "edition"} <= entry.keys()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []
