"""The manual pages of all rules."""

from __future__ import annotations

from collections.abc import Mapping


def manual() -> Mapping[str, str]:
    """Return the manual page of every rule, by code."""
    from builder.check import manual as checks  # noqa: PLC0415  # slow to import
    from builder.load.rules import RULES  # noqa: PLC0415  # slow to import

    return dict(sorted({**checks(), **RULES}.items()))
