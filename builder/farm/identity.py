"""Who builds: everything besides a deck that its bytes depend on. Only equals may share work."""

from __future__ import annotations

import hashlib
import platform
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeAlias

from builder import __version__
from builder.assets import asset_path
from builder.cache.identity import LIBRARIES

Identity: TypeAlias = tuple[tuple[str, str], ...]
"""Names and versions; files of this package and its assets as a digest (SHA-256, hex)."""


@cache
def identity() -> Identity:
    """Return what this process builds with."""
    digest = hashlib.sha256()
    for folder, pattern in ((Path(__file__).parent.parent, "*.py"), (asset_path(), "*")):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
    own = (("Teachback", __version__), ("files of Teachback", digest.hexdigest()[:16]))
    return (
        *own,
        ("Python", ".".join(platform.python_version_tuple()[:2])),
        ("zlib", zlib.ZLIB_RUNTIME_VERSION),
        *_libraries(),
    )


def _libraries() -> tuple[tuple[str, str], ...]:
    return tuple((name, _version(name)) for name in LIBRARIES)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def unlike(ours: Identity, theirs: Identity) -> str:
    """Return in words how another process differs: "Teachback 1.2.0 there, 1.3.0 here"; "" if it doesn't."""
    there = dict(theirs)
    differing = (
        f"{name} {there.get(name, 'none')} there, {here} here" for name, here in ours if there.get(name) != here
    )
    return "; ".join(differing)
