"""The one door to files: what a deck may read, and how it is kept inside the project's root."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol

from builder.frozen import dataclass, field


class Unreadable(Exception):
    """A file that can't be read. The message is for the author and names no path outside the project."""


class World(Protocol):
    """What loading may ask. Paths are relative to the root, with `/` between names."""

    def read(self, path: PurePosixPath, limit: int) -> bytes:
        """Return the bytes of a file of at most `limit` bytes; raise `Unreadable` otherwise."""

    def names(self, folder: PurePosixPath) -> tuple[str, ...]:
        """Return the names in a folder, sorted; nothing where there is no such folder."""


@dataclass(frozen=True, slots=True)
class Project:
    """Where a deck lives: the root that it may read, its own path inside, and the root as the author types it."""

    root: Path
    deck: PurePosixPath
    shown: str


def find_project(path: Path) -> Project:
    """Return the project of a deck file, by its name alone (nothing is read).

    The root is the nearest folder above named `decks`, else the deck's own folder. `path` stays as typed in messages.
    """
    full = Path(os.path.abspath(path))  # noqa: PTH100 - lexical on purpose: links are resolved when a file is read
    root = next((folder for folder in full.parents if folder.name == "decks"), full.parent)
    deck = PurePosixPath(full.relative_to(root).as_posix())
    typed = path.as_posix()
    tail = deck.as_posix()
    shown = typed[: -len(tail)].rstrip("/") if typed.endswith(tail) else os.path.relpath(root)
    if not shown and typed.startswith("/"):
        shown = "/"
    return Project(root, deck, shown)


def within(path: PurePosixPath) -> PurePosixPath:
    """Return the path with `.` and `..` worked out; raise `Unreadable` where it leaves the root."""
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and not parts:
            raise Unreadable("it lies outside the project folder")
        if part == "..":
            parts.pop()
        elif part == "/":
            raise Unreadable("the path is absolute; write it relative to this file")
        else:
            parts.append(part)
    return PurePosixPath(*parts)


@dataclass(frozen=True, slots=True)
class Disk:
    """Real files below `root`. Links are followed, then checked; only regular files are opened."""

    root: Path

    def read(self, path: PurePosixPath, limit: int) -> bytes:
        """Return a file's bytes; raise `Unreadable` for whatever is not a plain file below the root."""
        try:
            return _read_regular(self.locate(within(path)), limit)
        except OSError as error:
            raise Unreadable(_reason(error)) from None
        except ValueError:
            raise Unreadable("this is no file name") from None

    def names(self, folder: PurePosixPath) -> tuple[str, ...]:
        """Return the names in a folder below the root, sorted."""
        try:
            real = self.locate(within(folder))
            return tuple(sorted(entry.name for entry in Path(real).iterdir()))
        except (OSError, ValueError, Unreadable):
            return ()

    def locate(self, path: PurePosixPath) -> str:
        """Return where a file really lies, links followed.

        Raises:
            Unreadable: it lies outside the root.
            OSError: there is no such file.
        """
        root = os.path.realpath(self.root)
        try:
            real = os.path.realpath(os.path.join(root, path), strict=True)  # noqa: PTH118 - bytes-safe and fast
        except FileNotFoundError:
            real = os.path.realpath(_normalised(root, path), strict=True)
        if os.path.commonpath((root, real)) != root:
            raise Unreadable("it lies outside the project folder")
        return real


def _normalised(root: str, path: PurePosixPath) -> str:
    """Return the path with each name as the folder spells it: composed and decomposed accents are one name."""
    here = root
    for part in path.parts:
        wanted = unicodedata.normalize("NFC", part)
        names = os.listdir(here)  # noqa: PTH208 - as in names
        same = (name for name in names if unicodedata.normalize("NFC", name) == wanted)
        here = os.path.join(here, next(same, part))  # noqa: PTH118 - as in locate
    return here


def _read_regular(real: str, limit: int) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(real, flags)
    with open(handle, "rb", closefd=True) as file:  # noqa: PTH123 - a descriptor
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable("it is a folder")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("it is not a regular file")
        data = b"" if status.st_size > limit else file.read(limit + 1)
    if status.st_size > limit or len(data) > limit:
        raise Unreadable(f"it is larger than {size(limit)}")
    return data


def size(count: int) -> str:
    """Return a number of bytes in words: `2 MB`, `512 kB`."""
    return (
        f"{count // 1_000_000} MB"
        if count >= 1_000_000
        else f"{count // 1000} kB"
        if count >= 1000
        else f"{count} bytes"
    )


_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is no such file",
    errno.EISDIR: "it is a folder",
    errno.EACCES: "it may not be read (permissions)",
    errno.EPERM: "it may not be read (permissions)",
    errno.ELOOP: "its links go round in a circle",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ENXIO: "it is not a regular file",
}


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0) or f"the system says: {error.strerror or 'input or output error'}"


@dataclass(frozen=True, slots=True)
class Memory:
    """Files from a mapping of path to bytes, for tests and for callers that have read everything already."""

    files: Mapping[str, bytes]

    def read(self, path: PurePosixPath, limit: int) -> bytes:
        """Return the bytes; raise `Unreadable` for a path that is not there."""
        data = self.files.get(within(path).as_posix())
        if data is None:
            raise Unreadable(_REASONS[errno.ENOENT])
        if len(data) > limit:
            raise Unreadable(f"it is larger than {size(limit)}")
        return data

    def names(self, folder: PurePosixPath) -> tuple[str, ...]:
        """Return the names directly in a folder, sorted."""
        prefix = "" if folder == PurePosixPath() else f"{folder}/"
        return tuple(sorted({key[len(prefix) :].split("/")[0] for key in self.files if key.startswith(prefix)}))


@dataclass(frozen=True, slots=True)
class Recording:
    """A world that remembers everything that it was asked and what it answered.

    `digests` has the SHA-256 (hex) of every file that was read, and "" for one that couldn't be, for the reason in
    `refused`; `listings` has the digest of the names in every folder that was looked into. All are by path.
    """

    world: World
    digests: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    listings: dict[str, str] = field(default_factory=dict)

    def read(self, path: PurePosixPath, limit: int) -> bytes:
        """Read through the inner world and note the digest."""
        try:
            data = self.world.read(path, limit)
        except Unreadable as fault:
            self.digests.setdefault(path.as_posix(), "")
            self.refused[path.as_posix()] = str(fault)
            raise
        self.digests[path.as_posix()] = hashlib.sha256(data).hexdigest()
        return data

    def names(self, folder: PurePosixPath) -> tuple[str, ...]:
        """Pass the question on and note the digest of the answer."""
        names = self.world.names(folder)
        self.listings[folder.as_posix()] = digest_of_names(names)
        return names

    def still(self, world: World, most: int) -> bool:
        """Tell whether a world answers all that was asked as the inner one did; files have `most` bytes at most."""
        asked = all(
            _answer(world, path, most) == (sha, self.refused.get(path, "")) for path, sha in self.digests.items()
        )
        return asked and all(digest_of_names(world.names(PurePosixPath(f))) == sha for f, sha in self.listings.items())


def digest_of_names(names: Iterable[str]) -> str:
    """Return the SHA-256 (hex) of the names in a folder."""
    return hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()


def _answer(world: World, path: str, most: int) -> tuple[str, str]:
    """Return a file's digest, or "" and the reason why it can't be read."""
    try:
        return hashlib.sha256(world.read(PurePosixPath(path), most)).hexdigest(), ""
    except Unreadable as fault:
        return "", str(fault)
