"""Numbers of charts as papers print them: `64`, `14.2 (3.9 to 24.2)`, `12 ± 3`, `70 to 160`."""

from __future__ import annotations

from decimal import Decimal

from builder.load.faults import BAD, Bad, shorten
from builder.load.scalars import number, scalar
from builder.load.scope import Scope
from builder.located import Node, Scalar
from builder.regex import regex
from builder.values import Form, Measure, plain_number

_NUMBER = r"[-\u2212]?[0-9][0-9.]*"
_TO = r"\s*(?:\bto\b|[-\u2013,;])\s*"
_INTERVAL = regex(rf"({_NUMBER})\s*[(\[]\s*({_NUMBER}){_TO}({_NUMBER})\s*[)\]]")
_EVEN = regex(rf"({_NUMBER})\s*(?:\u00b1|\+/-)\s*({_NUMBER})")
_RANGE = regex(rf"({_NUMBER})\s*(?:\bto\b|\u2013)\s*({_NUMBER})")
_LOOKS = regex(r"[(\[\u00b1]|\bto\b|[0-9]\s*\u2013")
FORMS = "write a number, `12.5`, one with its interval, `12.5 (9 to 16)` or `12 \u00b1 3`, or a range, `9 to 16`"


def measure(node: Node, form: Form, scope: Scope) -> Measure | Bad:
    """Return a number, a number with its interval, or a range; what is out of order or no number is noted."""
    found = scalar(node, "a number", scope)
    if isinstance(found, Bad):
        return BAD
    typed = found.text.strip()
    if match := _INTERVAL.fullmatch(typed):
        value, low, high = (_plain(part) for part in match.groups())
        return _ordered(found, scope, value, low, high)
    if match := _EVEN.fullmatch(typed):
        value, half = (_plain(part) for part in match.groups())
        if value is None or half is None:
            return _no_number(found, scope)
        return _ordered(found, scope, value, value - half, value + half)
    if match := _RANGE.fullmatch(typed):
        low, high = (_plain(part) for part in match.groups())
        return _ordered(found, scope, low, low, high, alone=True)
    if _LOOKS.search(typed):
        return _no_number(found, scope)
    alone = number(node, form, scope)
    return BAD if isinstance(alone, Bad) else Measure(alone)


def _plain(text: str) -> Decimal | None:
    return plain_number(text.replace("\u2212", "-"))


def _no_number(found: Scalar, scope: Scope) -> Bad:
    return scope.faults.error("YML013", found.at, f"`{shorten(found.text)}` is not a number", FORMS)


def _ordered(
    found: Scalar,
    scope: Scope,
    value: Decimal | None,
    low: Decimal | None,
    high: Decimal | None,
    *,
    alone: bool = False,
) -> Measure | Bad:
    """Return the measure when its numbers are in order and not too long; `alone` is a range."""
    if value is None or low is None or high is None:
        return _no_number(found, scope)
    if len(found.text) > 4 * scope.limits.digits:
        message = f"this number has {len(found.text):,} characters; at most {4 * scope.limits.digits} are sensible"
        return scope.faults.error("YML007", found.at, message)
    if not low <= value <= high:
        message = f"`{shorten(found.text)}` is out of order: the value lies between its bounds, the lower one first"
        return scope.faults.error("YML013", found.at, message)
    return Measure(None if alone else value, low, high)
