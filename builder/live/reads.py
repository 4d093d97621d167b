"""What a deck's builds read, and which of it has changed on disk since."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import Literal, TypeAlias

from builder.diagnostics import printable
from builder.frozen import dataclass, field
from builder.world import Disk, Unreadable, within

Stamp: TypeAlias = "tuple[int, int, int, int, int] | None"
"""Times of the last change of its content and of anything else (ns), size, inode and device; None without a file."""

RACY = 50_000_000
"""Nanoseconds. A file that changed so shortly before it was read may change again without a new time: clocks of file
systems tick a few milliseconds apart. Its content is looked at, whatever its stamp says."""


PATIENCE = 0.2
"""Seconds that a file which is gone or empty is given: some editors remove or empty a file before they write it."""
PAUSE = 0.01


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as a build met it: its stamp before it was read, the SHA-256 of its bytes ("" if it couldn't be read).

    `limit` is how many bytes the build would have taken; `sure` tells that its stamp stands for its content.
    """

    stamp: Stamp
    sha256: str
    limit: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A file that a build read, or looked for, and that isn't as it was; `path` is below the project's root."""

    path: PurePosixPath
    kind: Literal["changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Followed:
    """A world that remembers every file that was asked for, there or not, with its stamp from before it was read."""

    world: Disk
    seen: dict[PurePosixPath, Seen] = field(default_factory=dict)

    def read(self, path: PurePosixPath, limit: int) -> bytes:
        """Read through the inner world."""
        try:
            key = within(path)
        except Unreadable:
            return self.world.read(path, limit)
        seen, data = _look(self.world, key, limit)
        self.seen[key] = seen
        return data if data is not None else self.world.read(path, limit)  # once more, for its message

    def names(self, folder: PurePosixPath) -> tuple[str, ...]:
        """Pass the question on: names are only for hints."""
        return self.world.names(folder)


def changes(world: Disk, seen: dict[PurePosixPath, Seen]) -> tuple[Change, ...]:
    """Return what has changed since, by content, and bring `seen` up to date: asked again, nothing has changed."""
    found = []
    for path, old in list(seen.items()):
        if old.sure and _stamp(world, path) == old.stamp:
            continue
        new, _ = _look(world, path, old.limit)
        seen[path] = new
        if new.sha256 != old.sha256:
            kind: Literal["changed", "added", "removed"]
            kind = "changed" if old.sha256 and new.sha256 else "added" if new.sha256 else "removed"
            found.append(Change(path, kind))
        elif (new.stamp is None) != (old.stamp is None):  # unreadable, as before, but for another reason
            found.append(Change(path, "added" if new.stamp else "removed"))
    return tuple(found)


def told(found: Collection[Change], home: PurePosixPath) -> str:
    """Return changes in words, names shown from a deck's own folder: "a.yaml, b.yaml changed; c.png added"."""
    parts = []
    for kind in ("changed", "added", "removed"):
        names = [_from(one.path, home) for one in found if one.kind == kind]
        if names:
            parts.append(f"{', '.join(sorted(names))} {kind}")
    return "; ".join(parts)


def _from(path: PurePosixPath, home: PurePosixPath) -> str:
    return printable((path.relative_to(home) if path.is_relative_to(home) else path).as_posix())


def settled(world: Disk, seen: dict[PurePosixPath, Seen]) -> tuple[Change, ...]:
    """Return what has changed, as `changes`, once nothing seems to be in the middle of being saved any more."""
    before = dict(seen)
    changed = changes(world, seen)
    until = time.monotonic() + PATIENCE
    while _unfinished(seen, changed) and time.monotonic() < until:
        time.sleep(PAUSE)
        seen |= before
        changed = changes(world, seen)
    return changed


def _unfinished(seen: dict[PurePosixPath, Seen], changed: tuple[Change, ...]) -> bool:
    """Tell whether a file was gone a moment ago, or emptied."""
    return any(one.kind == "removed" or (seen[one.path].stamp or (0, 0, 1))[2] == 0 for one in changed)


def folders(world: Disk, paths: list[PurePosixPath]) -> set[Path]:
    """Return the folders in which a change of the files shows: their own, where links lead, or the nearest there is."""
    found = set()
    for path in paths:
        place = world.root / path
        found.add(_nearest(place.parent))
        # pathlib's own raise on links that lead in a circle, and on names that are too long
        led = os.path.realpath(place)
        if os.path.islink(place) or os.path.dirname(led) != str(place.parent):  # noqa: PTH114, PTH120
            found.add(_nearest(Path(led).parent))
    return found


def _nearest(folder: Path) -> Path:
    return next(one for one in (folder, *folder.parents) if os.path.isdir(one))  # noqa: PTH112  # as above


def _look(world: Disk, path: PurePosixPath, limit: int) -> tuple[Seen, bytes | None]:
    stamp = _stamp(world, path)
    sure = stamp is not None and time.time_ns() - stamp[0] > RACY
    try:
        data = world.read(path, limit)
    except Unreadable:
        return Seen(stamp, "", limit, sure=stamp is None or sure), None
    return Seen(stamp, hashlib.sha256(data).hexdigest(), limit, sure), data


def _stamp(world: Disk, path: PurePosixPath) -> Stamp:
    try:
        status = (world.root / path).stat()
    except (OSError, ValueError):
        return None
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, status.st_dev)
