"""Spaces at which no line ends: a number stays with its unit, a day with its month, "95%" with "CI", "n" with "= 60".

A dose whose unit stands on the next line is easily misread.
"""

from __future__ import annotations

from builder.regex import regex

FIXED = "\u00a0"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNITS = (
    "mg|g|kg|[µμ]g|mcg|ng|ml|mL|l|L|dl|dL|mm|cm|m|km|nm|min|h|s|ms|Hz|mmol|[µμ]mol|nmol|mol|mM|[µμ]M|nM|IU|mmHg|pt|°C"
)
_SPACE = regex(
    rf" (?:(?<=\d )(?=(?:{_UNITS})(?:/\w+)*(?![\w’'-]))"  # 0.5 mg/kg
    rf"|(?<=% )(?=Cr?I\b)"  # 95% CI
    rf"|(?:(?<=\b\d )|(?<=\b\d\d ))(?=(?:{_MONTHS})\b)"  # 1 November
    r"|(?<=\b[nNpP] )(?=[=<>≤≥] ?[\d.])|(?<=\b[nNpP] [=<>≤≥] )(?=[\d.]))"  # n = 60
)
"""The space comes first: from one to the next, the search is quick."""


def bound(text: str) -> str:
    """Return text with the spaces fixed that hold such things together; all else stays as it is."""
    return _SPACE.sub(FIXED, text) if " " in text else text
