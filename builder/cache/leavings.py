"""Takes away what builds left in an output folder: files that the manifest lists, as long as they are still ours."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from builder.frozen import dataclass
from builder.manifest import NAME
from builder.output import WriteError, locked


@dataclass(frozen=True, slots=True)
class Taken:
    """How many files were removed, and those that stay because they are not as they were built."""

    removed: int
    changed: tuple[str, ...]


def remove_outputs(out: Path) -> Taken | None:
    """Remove every output that the manifest of `out` lists with the bytes that it has, then the manifest.

    A file that somebody has changed stays, and so does whatever isn't listed; folders go when they are empty. None
    where there is no manifest.

    Raises:
        WriteError: a file can't be removed.
    """
    manifest = out / NAME
    if manifest.is_symlink() or not manifest.is_file():
        return None
    removed, changed = 0, []
    with locked(out):
        try:
            for path, sha256 in _listed(manifest):
                place = out / path
                if not place.is_file():
                    continue
                if place.is_symlink() or hashlib.sha256(place.read_bytes()).hexdigest() != sha256:
                    changed.append(path)
                    continue
                place.unlink()
                removed += 1
                with suppress(OSError):  # not empty
                    place.parent.rmdir()
            if not changed:
                manifest.unlink()
        except OSError as fault:
            raise WriteError(f"can't remove {fault.filename or out}: {fault.strerror or fault}") from fault
    with suppress(OSError):  # not empty
        out.rmdir()
    return Taken(removed, tuple(changed))


def _listed(manifest: Path) -> Iterator[tuple[str, str]]:
    """Yield path and SHA-256 of every output; a path that leads elsewhere is none of ours."""
    try:
        outputs = json.loads(manifest.read_bytes())["outputs"]
        entries = [(str(entry["path"]), str(entry["sha256"])) for entry in outputs]
    except (ValueError, KeyError, TypeError, RecursionError):
        return
    for path, sha256 in entries:
        deck, _, name = path.partition("/")
        plain = all(part not in {"", ".", ".."} and "/" not in part and "\0" not in part for part in (deck, name))
        if plain and not (manifest.parent / deck).is_symlink():
            yield path, sha256
