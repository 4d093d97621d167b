"""Bytes by their digest, and small records by a key: on disk, for several processes at once, never more than a bound.

Whatever is read is proved by its digest first; what fails the proof is dropped and counts as never kept. Nothing here
raises for a disk that is full or read-only: the cache then keeps nothing more, and `trouble` says why.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal, TypeAlias

from builder.cache.shared import Shared
from builder.frozen import dataclass, field
from builder.regex import regex

Kind: TypeAlias = Literal["blobs", "records"]

USUAL_BOUND = 1_000_000_000
"""Bytes that a cache holds at most, when nothing else is said."""
KEPT = 0.8
"""The share of the bound that is kept when it was passed: so that not every build has to tidy up."""
STALE = 3600.0
"""Seconds after which a staged file belongs to a process that was killed."""

_DIGEST = regex(r"[0-9a-f]{64}")
_HEAD = b"teachback record "


@dataclass(slots=True)
class _State:
    shared: Shared | None = None
    written: int = 0
    trouble: list[str] = field(default_factory=list)
    broken: bool = False
    spoilt: set[str] = field(default_factory=set)
    """Names under which the shared cache gave something else: what is made again takes their place."""


class Store:
    """A cache below `folder`, with a shared one behind it where a URL is given. It can be sent to other processes."""

    def __init__(self, folder: Path, bound: int = USUAL_BOUND, url: str | None = None) -> None:
        self.folder, self.bound, self.url = folder, bound, url
        self._state = _State(Shared(url) if url else None)

    def __reduce__(self) -> tuple[type[Store], tuple[Path, int, str | None]]:
        """Other processes get the same cache, with a connection of their own to the shared one."""
        return Store, (self.folder, self.bound, self.url)

    @property
    def trouble(self) -> tuple[str, ...]:
        """What keeps the cache from working, in words: nothing is worse than slow for it."""
        shared = self._state.shared
        return (*self._state.trouble, *((shared.trouble,) if shared and shared.trouble else ()))

    def blob(self, digest: str) -> bytes | None:
        """Return the bytes with this SHA-256 (hex), or None if they aren't kept."""
        return self._got("blobs", digest)

    def keep_blob(self, data: bytes) -> str:
        """Keep bytes and return their SHA-256."""
        digest = hashlib.sha256(data).hexdigest()
        self._keep("blobs", digest, data)
        return digest

    def record(self, key: str) -> bytes | None:
        """Return what was recorded under a key (64 hex digits), or None."""
        framed = self._got("records", key)
        return None if framed is None else framed[_framing() :]

    def keep_record(self, key: str, data: bytes) -> None:
        """Record small bytes under a key, in the place of what was there."""
        head = _HEAD + hashlib.sha256(data).hexdigest().encode("ascii") + b"\n"
        self._keep("records", key, head + data)

    def drop_record(self, key: str) -> None:
        """Forget a record whose bytes are whole but make no sense."""
        with suppress(OSError):
            self._path("records", key).unlink()

    # Places

    def _path(self, kind: Kind, name: str) -> Path:
        if not _DIGEST.fullmatch(name):
            raise ValueError(f"{name!r} is no digest")
        return self.folder / kind / name[:2] / name[2:]

    def _got(self, kind: Kind, name: str) -> bytes | None:
        path = self._path(kind, name)
        data = _read(path)
        if data is not None:
            if proved(kind, name, data):
                with suppress(OSError):
                    os.utime(path)  # used just now: the last to be evicted
                return data
            with suppress(OSError):
                path.unlink()
        shared = self._state.shared
        data = shared.get(f"{kind}/{name[:2]}/{name}") if shared else None
        if data is None:
            return None
        if not proved(kind, name, data):
            self._state.spoilt.add(name)
            return None
        self._write(path, data)
        return data

    def _keep(self, kind: Kind, name: str, data: bytes) -> None:
        path = self._path(kind, name)
        if kind == "blobs" and _size(path) == len(data):
            with suppress(OSError):
                os.utime(path)
        else:
            self._write(path, data)
        if shared := self._state.shared:
            shared.put(f"{kind}/{name[:2]}/{name}", data, again=kind == "records" or name in self._state.spoilt)

    def _write(self, path: Path, data: bytes) -> None:
        state = self._state
        if state.broken or len(data) > self.bound:
            return
        try:
            write_whole(self.folder, path, data)
        except OSError as fault:
            state.broken = True
            state.trouble.append(f"nothing more is kept in {self.folder}: {fault.strerror or fault}")
            return
        state.written += len(data)
        if state.written > self.bound // 8:
            self.tidy()

    # Bounds

    def tidy(self) -> None:
        """Evict what was not used for the longest time, if the bound is passed. It looks at every file: once a run."""
        self._state.written = 0
        entries = sorted(_entries(self.folder))
        total = sum(size for _, size, _ in entries)
        if total <= self.bound:
            return
        for _, size, path in entries:
            with suppress(OSError):
                os.unlink(path)  # noqa: PTH108 - text from scandir
                total -= size
            if total <= self.bound * KEPT:
                return


def proved(kind: Kind, name: str, data: bytes) -> bool:
    """Tell whether bytes are what their name, or the digest in front of them, says."""
    if kind == "blobs":
        return hashlib.sha256(data).hexdigest() == name
    body = hashlib.sha256(data[_framing() :]).hexdigest()
    return data[: _framing()] == _HEAD + body.encode("ascii") + b"\n"


def write_whole(home: Path, path: Path, data: bytes) -> None:
    """Write a file below a cache's folder whole or not at all: others see the old one or the new one.

    Raises:
        OSError: it can't be written.
    """
    staged = home / "staged" / os.urandom(8).hex()
    for folder in (staged.parent, path.parent):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        staged.write_bytes(data)
        staged.replace(path)
    except BaseException:
        with suppress(OSError):
            staged.unlink()
        raise


def _framing() -> int:
    return len(_HEAD) + 65


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _entries(folder: Path) -> Iterator[tuple[int, int, str]]:
    """Yield time of use, size and path of everything that may be evicted; sweep away what killed processes left."""
    for part in ("blobs", "records", "seen", "index", "staged"):
        for entry in _files(str(folder / part)):
            with suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                if part != "staged":
                    yield status.st_mtime_ns, status.st_size, entry.path
                elif time.time() - status.st_mtime > STALE:
                    os.unlink(entry.path)  # noqa: PTH108 - text from scandir


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                yield entry
