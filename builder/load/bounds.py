"""Counts against their limits, and counts in words."""

from __future__ import annotations

from builder.diagnostics import Span
from builder.load.faults import Bad
from builder.load.limits import raise_with
from builder.load.scope import Scope


def bounded(limit: str, count: int, what: str, at: Span, scope: Scope) -> Bad | None:
    """Note when there are more than a limit allows."""
    most: int = getattr(scope.limits, limit)
    if count <= most:
        return None
    message = f"there are {count:,} {what}; at most {most:,} are built"
    return scope.faults.error("YML007", at, message, raise_with(limit, count))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 cell`, `2 cells`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
