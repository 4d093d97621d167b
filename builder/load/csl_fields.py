"""The values of CSL fields: texts, people and dates, frozen so that a `Reference` can be compared and hashed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from builder.diagnostics import did_you_mean
from builder.load import csl
from builder.load.faults import BAD, Bad, shorten
from builder.load.limits import raise_with
from builder.load.scalars import looks_numeric, mismatch, one_line, scalar
from builder.load.scope import Scope
from builder.located import Fields, Items, Node, Scalar
from builder.regex import regex

Frozen: TypeAlias = "str | int | tuple[Frozen, ...]"
"""A CSL value as immutable data: a mapping is a tuple of (name, value) pairs."""

_ISO = regex(r"\d{4}(-\d{1,2}(-\d{1,2})?)?", re.ASCII)
_WHOLE = regex(r"-?\d{1,4}", re.ASCII)


def field_value(key: str, node: Node, scope: Scope) -> Frozen | Bad:
    """Return the value of a CSL field by the field's kind; `BAD` without an error where it says nothing."""
    if key in csl.NAMES:
        return _each(node, "a list of people", _person, scope)
    if key in csl.DATES:
        return _date(node, scope)
    return _text(node, scope)


def _text(node: Node, scope: Scope) -> str | Bad:
    found = scalar(node, "text", scope)
    if isinstance(found, Bad):
        return BAD
    if len(found.text) > scope.limits.text:
        message = f"this text has {len(found.text):,} characters; at most {scope.limits.text:,} fit here"
        return scope.faults.error("YML007", found.at, message, raise_with("text", len(found.text)))
    return one_line(found.text)


def _each(node: Node, what: str, read: Callable[[Node, Scope], Frozen | Bad], scope: Scope) -> Frozen | Bad:
    """Read every item of a list; bad ones are noted and left out."""
    if not isinstance(node, Items):
        return mismatch(node, what, scope)
    values = [read(item, scope) for item in node.items]
    return tuple(value for value in values if not isinstance(value, Bad))


def _person(node: Node, scope: Scope) -> Frozen | Bad:
    """Read a person's parts, or a name that has none: a bare text, such as an institution's."""
    if isinstance(node, Scalar):
        name = _text(node, scope)
        return BAD if isinstance(name, Bad) else (("literal", name),)
    if not isinstance(node, Fields):
        return mismatch(node, "a person (family and given)", scope)
    parts: list[tuple[str, str]] = []
    for key, entry in node.entries.items():
        if key not in csl.NAME_PARTS | csl.NAME_FLAGS:
            message = f"a person has no `{shorten(key)}` in CSL; it is left out"
            scope.faults.warn("YML010", entry.key.at, message, did_you_mean(key, csl.NAME_PARTS))
        elif key in csl.NAME_PARTS and not (isinstance(entry.value, Scalar) and not entry.value.text.strip()):
            value = _text(entry.value, scope)
            parts += [] if isinstance(value, Bad) else [(key, value)]
    if not {"family", "literal", "given"} & {key for key, _ in parts}:
        return scope.faults.error("YML021", node.at, "this person has neither `family` nor `literal`")
    return tuple(parts)


def _date(node: Node, scope: Scope) -> Frozen | Bad:
    """Read a CSL date; ISO dates in `raw`, `literal` or as a bare text become its parts."""
    if isinstance(node, Scalar):
        return _iso(node, scope)
    if not isinstance(node, Fields):
        return mismatch(node, "a date", scope)
    for key, entry in node.entries.items():
        if key not in csl.DATE_PARTS:
            scope.faults.warn("YML010", entry.key.at, f"a date has no `{shorten(key)}` in CSL; it is left out")
    if parts := node.get("date-parts"):
        days = _each(parts, "a list of dates such as [[2024, 5]]", _parts, scope)
        return (("date-parts", days),) if days and not isinstance(days, Bad) else BAD
    written = node.get("raw") or node.get("literal")
    if isinstance(written, Scalar):
        return _iso(written, scope)
    return scope.faults.error("YML021", node.at, "this date has no `date-parts`")


def _iso(node: Scalar, scope: Scope) -> Frozen | Bad:
    if not _ISO.fullmatch(node.text) and looks_numeric(node.text):
        return scope.faults.error("YML021", node.at, f"`{shorten(node.text)}` is not a date", "write 2024-05-31")
    if not _ISO.fullmatch(node.text):
        scope.faults.warn("YML021", node.at, f"`{shorten(node.text)}` is not a date", "write 2024-05-31")
        return (("literal", one_line(node.text)),)
    numbers = tuple(int(part) for part in node.text.split("-"))
    return (("date-parts", (numbers,)),) if _exists(numbers, node, scope) else BAD


def _parts(node: Node, scope: Scope) -> Frozen | Bad:
    """Read `[year, month, day]`; month and day may be missing. `[null]`, as some sources send, says nothing."""
    if not isinstance(node, Items):
        return mismatch(node, "[year, month, day]", scope)
    written = [item for item in node.items if not (isinstance(item, Scalar) and item.absent)]
    if not written:
        scope.faults.warn("YML021", node.at, "this date says no year; it is left out")
        return BAD
    numbers: list[int] = []
    for item in written:
        if not isinstance(item, Scalar) or not _WHOLE.fullmatch(item.text):
            return scope.faults.error("YML021", item.at, "a date is [year, month, day], in numbers")
        numbers.append(int(item.text))
    return tuple(numbers) if _exists(tuple(numbers), node, scope) else BAD


def _exists(numbers: tuple[int, ...], node: Node, scope: Scope) -> bool:
    """Tell whether there is such a year, month or day; note it otherwise."""
    try:
        if len(numbers) > 3:
            raise ValueError
        date(*numbers, *(1, 1, 1)[len(numbers) :])
    except ValueError:
        scope.faults.error("YML021", node.at, f"there is no such date: {'-'.join(str(n) for n in numbers)}")
        return False
    return True
