"""File names in an outline -> bytes: relative to the file that names them, inside the project, or a located error."""

from __future__ import annotations

from pathlib import PurePosixPath

from builder.diagnostics import Span, did_you_mean
from builder.load.faults import shorten
from builder.load.scope import Scope
from builder.located import Scalar
from builder.regex import regex
from builder.world import Unreadable, within

_ADDRESS = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")


def shown(path: PurePosixPath, scope: Scope) -> str:
    """Return a path as messages write it."""
    return (PurePosixPath(scope.root) / path).as_posix()


def named_path(name: Scalar, scope: Scope) -> PurePosixPath | None:
    """Return the file that a scalar names, relative to the root; note why it can't be one."""
    try:
        _check(name.text)
        return within(scope.paths[name.at.file].parent / name.text)
    except Unreadable as error:
        scope.faults.error("YML001", name.at, f"`{shorten(name.text)}` can't be used: {error}")
        return None


def _check(name: str) -> None:
    """Raise `Unreadable` for what is no relative path: addresses, drives, backslashes, control characters."""
    if not name.strip():
        raise Unreadable("the name of a file is missing")
    if _ADDRESS.match(name):
        raise Unreadable("this is an address; only files of the project can be used")
    if "\\" in name or not name.isprintable():
        raise Unreadable("file names are written with `/`, without backslashes and control characters")
    if len(name) > 1024:
        raise Unreadable("the name is too long")


def read(path: PurePosixPath, name: Scalar | None, limit: int, scope: Scope) -> bytes | None:
    """Return a file's bytes; note at `name` (at the file itself without one) why it can't be read."""
    scope.looked += 1
    try:
        return scope.world.read(path, limit)
    except Unreadable as error:
        at = name.at if name else Span(shown(path, scope))
        message = f"`{shorten(name.text) if name else path.name}` can't be read: {error}"
        near = did_you_mean(path.name, scope.world.names(path.parent)[:500]) if name else None
        scope.faults.error("YML001", at, message, near)
        return None
