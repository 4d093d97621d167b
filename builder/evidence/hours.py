"""Times in words -> hours, so that findings can be put in order."""

from __future__ import annotations

import re

from builder.regex import regex

_UNITS = {"minute": 1 / 60, "hour": 1, "day": 24, "week": 168, "month": 730.5, "year": 8766, "h": 1, "d": 24, "wk": 168}
_UNIT = "(minute|hour|day|week|month|year|h|d|wk)s?"
_AFTER = regex(rf"(\d+(?:\.\d+)?)\s*{_UNIT}\b", re.IGNORECASE)
_AT = regex(rf"\b{_UNIT}\s+(\d+(?:\.\d+)?)", re.IGNORECASE)


def hours(text: str) -> int | None:
    """Return the hours of the one time that a text names (`24 hours`, `day 7`, `week 4`), or None."""
    after = [float(number) * _UNITS[unit.casefold()] for number, unit in _AFTER.findall(text)]
    at = [float(number) * _UNITS[unit.casefold()] for unit, number in _AT.findall(text)]
    found = {round(time) for time in after + at}
    return found.pop() if len(found) == 1 else None
