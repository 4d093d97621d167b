"""Scalars -> text, numbers, dates, choices: types come from the schema, and nothing is guessed.

A text keeps the literal scalar (`no`, `1:30`, `012`, `1e3`); a number is digits with at most one point.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from builder.diagnostics import did_you_mean
from builder.load.faults import BAD, Bad, shorten
from builder.load.limits import raise_with
from builder.load.scope import Scope
from builder.located import Broken, Fields, Items, Node, Scalar
from builder.regex import regex
from builder.values import Form, plain_number

PLAIN = Form()

_SPACE = regex(r"[\n\t]")
_DATE = regex(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_READS_ON = regex(
    r"(and|or|nor|but|so|even (if|when|though)|which|who|whose|because|although|though|especially|including|such as"
    r"|as well as)\b"
)
_WORD = regex(r"\S+")
_NUMERIC = regex(r"[-+]?(\.?(nan|inf)|[0-9.][0-9_,.]*(e[-+]?[0-9]+)?)", re.IGNORECASE | re.ASCII)
_THOUSANDS = regex(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", re.ASCII)
_UNBOUNDED = regex(r"[-+]?(\.(nan|inf)|[0-9]+(\.[0-9]*)?e\+?[0-9]{3,6})", re.IGNORECASE | re.ASCII)


def shape(node: Node) -> str:
    """Return what a node is, in words."""
    match node:
        case Items():
            return "a list"
        case Fields():
            return "a mapping"
        case Broken() | Scalar(absent=True):
            return "nothing"
        case Scalar():
            return "text"


def mismatch(node: Node, what: str, scope: Scope, hint: str | None = None) -> Bad:
    """Note that a node is not what is expected; a broken one has been spoken of already."""
    if isinstance(node, Broken):
        return BAD
    found = shape(node)
    return scope.faults.error(
        "YML011" if found == "nothing" else "YML012", node.at, f"expected {what}, found {found}", hint
    )


def scalar(node: Node, what: str, scope: Scope) -> Scalar | Bad:
    """Return the node as a scalar that says something; note what is there instead of `what` otherwise."""
    if not isinstance(node, Scalar):
        return mismatch(node, what, scope)
    if node.absent and not is_whole(node, scope):
        return BAD
    if node.absent:
        quoted = f'write "{node.text}" in quotes if you mean the word' if node.text.isalpha() else None
        return mismatch(node, what, scope, quoted)
    if not node.text.strip():
        hint = "fill it in, or leave out an optional key"
        return scope.faults.error("YML013", node.at, f"expected {what}, found an empty text", hint)
    return node


def is_whole(found: Scalar, scope: Scope) -> bool:
    """Tell whether nothing of a text that is to be printed was taken for a comment; note it otherwise."""
    if not found.comment:
        return True
    message = "a `#` after a space starts a comment: from here on, nothing of this line is printed"
    hint = "put the text in quotes, or move the comment to a line of its own"
    scope.faults.error("YML009", found.comment, message, hint)
    return False


def check_cuts(texts: Items, scope: Scope) -> None:
    """Warn of each item of a list in brackets that reads on from the one before: a comma may have cut a sentence."""
    for item in texts.items[1:]:
        if isinstance(item, Scalar) and item.style == "plain" and (found := _READS_ON.match(item.text)):
            message = f"this item starts with `{found[0]}`: in [...] each comma ends an item"
            scope.faults.warn(
                "YML022", item.at, message, "write the list with `- `, one item a line, or quote the text"
            )


def one_line(text: str) -> str:
    """Return text with each line break and tab as a space."""
    return _SPACE.sub(" ", text.rstrip("\n"))


def text(node: Node, form: Form, scope: Scope) -> str | Bad:
    """Return a text without markup, as typed; line breaks become spaces."""
    if form.empty and isinstance(node, Scalar) and (node.absent or not node.text):
        return ""
    found = scalar(node, form.what or "text", scope)
    if isinstance(found, Bad) or not fits(found, form, scope):
        return BAD
    if not (form.pattern or form.refers) and not is_whole(found, scope):
        return BAD
    value = one_line(found.text)
    if form.defines:
        scope.names.define(form.defines, value, found.at, scope.faults)
    if form.refers:
        scope.names.refer(form.refers, value, found.at)
    if form.pattern and not form.pattern.fullmatch(value):
        return scope.faults.error("YML013", found.at, f"`{shorten(value)}` is not {form.what}")
    return value


def looks_numeric(typed: str) -> bool:
    """Tell whether a text is what YAML or a spreadsheet takes for a number."""
    return bool(_NUMERIC.fullmatch(typed))


def _is_finite(found: Scalar, scope: Scope) -> bool:
    """Note a bare `.nan`, `.inf` or `1e999`: it comes from a broken export, nobody means to print it."""
    if found.style != "plain" or not _UNBOUNDED.fullmatch(found.text) or _value(found.text) < math.inf:
        return True
    message = f"`{shorten(found.text)}` is no finite number"
    scope.faults.error("YML013", found.at, message, "put it in quotes if you mean the text")
    return False


def _value(typed: str) -> float:
    """Return the size of a number with an exponent; infinite for `.nan` and `.inf`."""
    return math.inf if typed.lstrip("+-").startswith((".n", ".N", ".i", ".I")) else abs(float(typed))


def fits(found: Scalar, form: Form, scope: Scope) -> bool:
    """Tell whether a text is no longer than allowed, and none that a broken export leaves; note it otherwise."""
    most: int = getattr(scope.limits, form.limit)
    if len(found.text) > most:
        message = f"this text has {len(found.text):,} characters; at most {most:,} fit here"
        scope.faults.error("YML007", found.at, message, raise_with(form.limit, len(found.text)))
        return False
    if len(found.text) > scope.limits.word:
        return _words_fit(found, scope)
    return _is_finite(found, scope)


def _words_fit(found: Scalar, scope: Scope) -> bool:
    longest = max(_WORD.finditer(found.text), key=lambda m: len(m[0]))
    if len(longest[0]) <= scope.limits.word:
        return True
    message = f"one word has {len(longest[0]):,} characters; at most {scope.limits.word} can be laid out"
    scope.faults.error("YML007", found.place(*longest.span()), message, raise_with("word", len(longest[0])))
    return False


def number(node: Node, form: Form, scope: Scope) -> Decimal | Bad:
    """Return a plain decimal number: digits, at most one point, a minus sign before."""
    found = scalar(node, "a number", scope)
    if isinstance(found, Bad):
        return BAD
    value = plain_number(found.text)
    if value is None:
        return scope.faults.error(
            "YML013", found.at, f"`{shorten(found.text)}` is not a number", _number_help(found.text)
        )
    if len(found.text) > scope.limits.digits:
        message = f"this number has {len(found.text):,} digits; at most {scope.limits.digits} are sensible"
        return scope.faults.error("YML007", found.at, message)
    if (form.low is not None and value < form.low) or (form.high is not None and value > form.high):
        bounds = f"from {form.low} to {form.high}" if form.high is not None else f"{form.low} or more"
        return scope.faults.error("YML013", found.at, f"{found.text} is out of bounds: {bounds}")
    if form.among and value not in form.among:
        return scope.faults.error("YML013", found.at, f"{found.text} is not {' or '.join(map(str, form.among))}")
    return value


def _number_help(typed: str) -> str:
    mended = typed.strip().rstrip("% ").replace("\u2212", "-").removeprefix("+")
    if _THOUSANDS.fullmatch(mended):
        return f"use {mended.replace(',', '')} for the thousands, or a point for decimals"
    mended = mended.replace(",", ".") if mended.count(",") == 1 and "." not in mended else mended
    mended = f"0{mended}" if mended.startswith(".") else mended.rstrip(".").replace("_", "")
    if typed.rstrip().endswith("%") and plain_number(mended) is not None:
        return f'write {mended}; in a chart, `unit: "%"` adds the sign'
    return f"use {mended}" if plain_number(mended) is not None else "write digits with a point, such as 12.5"


def whole(node: Node, form: Form, scope: Scope) -> int | Bad:
    """Return a whole number."""
    value = number(node, form, scope)
    if isinstance(value, Bad):
        return BAD
    if value != value.to_integral_value():
        return scope.faults.error("YML013", node.at, f"{value} is not a whole number")
    return int(value)


def truth(node: Node, _form: Form, scope: Scope) -> bool | Bad:
    """Return `true` or `false`; `yes` and `on` are words."""
    found = scalar(node, "`true` or `false`", scope)
    if isinstance(found, Bad):
        return BAD
    if found.text not in ("true", "false") or found.style != "plain":
        return scope.faults.error("YML013", found.at, f"`{shorten(found.text)}` is neither `true` nor `false`")
    return found.text == "true"


def day(node: Node, _form: Form, scope: Scope) -> date | Bad:
    """Return a day written as 2026-11-30."""
    found = scalar(node, "a date", scope)
    if isinstance(found, Bad):
        return BAD
    try:
        if _DATE.fullmatch(found.text):
            return date.fromisoformat(found.text)
        hint: str | None = "write year-month-day, such as 2026-11-30"
    except ValueError:
        hint = "there is no such day"
    return scope.faults.error("YML013", found.at, f"`{shorten(found.text)}` is not a date", hint)


def choice(node: Node, options: Sequence[str], scope: Scope) -> str | Bad:
    """Return one of the options, as written."""
    listed = ", ".join(f"`{option}`" for option in options)
    found = scalar(node, f"one of {listed}", scope)
    if isinstance(found, Bad):
        return BAD
    if found.text not in options:
        hint = did_you_mean(found.text, options) or f"choose from {listed}"
        return scope.faults.error("YML013", found.at, f"`{shorten(found.text)}` is not possible here", hint)
    return found.text
