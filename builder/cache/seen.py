"""The digests of a project's files, remembered with their signatures: only what has changed is read again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from builder.cache.records import read, written
from builder.cache.signature import Signature, is_settled, signature
from builder.cache.store import write_whole
from builder.frozen import dataclass, field
from builder.job import Job
from builder.world import Disk, Unreadable, World


@dataclass(slots=True)
class Seen:
    """The files of one deck: what each held when it had which signature.

    `place` is where that is remembered, `most` the bytes that any file may have.
    """

    home: Path
    place: Path | None
    most: int
    known: dict[str, tuple[Signature, str]] = field(default_factory=dict)
    fresh: dict[str, str] = field(default_factory=dict)
    changed: bool = False

    @classmethod
    def of(cls, home: Path, world: World, job: Job) -> Seen:
        """Return what is remembered of a deck's files: nothing, for a world that is not a disk."""
        most = job.limits.most_bytes
        if not isinstance(world, Disk):
            return cls(home, None, most)
        name = hashlib.sha256(f"{world.root.absolute()}\0{job.path}".encode("utf-8", "surrogateescape")).hexdigest()
        place = home / "seen" / name[:2] / name[2:]
        known: Mapping[str, tuple[Signature, str]] = {}
        with suppress(OSError, ValueError):
            known = read(dict[str, tuple[Signature, str]], place.read_bytes())
        return cls(home, place, most, dict(known))

    def digest(self, path: str, world: World) -> str | None:
        """Return the SHA-256 (hex) of a file, None if it can't be read. Each file is looked at once."""
        if path not in self.fresh:
            digest = self._digest(path, world)
            if digest is None:
                return None
            self.fresh[path] = digest
        return self.fresh[path]

    def _digest(self, path: str, world: World) -> str | None:
        now = _signature(path, world)
        before = self.known.get(path)
        if now and before and before[0] == now:
            return before[1]
        try:
            digest = hashlib.sha256(world.read(PurePosixPath(path), self.most)).hexdigest()
        except Unreadable:
            return None
        if now and is_settled(now):
            self.known[path] = now, digest
            self.changed = True
        return digest

    def save(self) -> None:
        """Remember what was seen. A disk that is full only makes the next time slower."""
        if self.changed and self.place:
            with suppress(OSError):
                write_whole(self.home, self.place, written(self.known))


def _signature(path: str, world: World) -> Signature | None:
    if not isinstance(world, Disk):
        return None
    try:
        return signature(world.locate(PurePosixPath(path)))
    except (OSError, ValueError, Unreadable):
        return None
