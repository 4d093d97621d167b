"""Content streams cut into statements, fast: what our own writer writes in one piece is read in one piece.

A page is mostly outlines (an icon array has thousands of corners), and nobody needs them all: a path is kept as it
stands until somebody asks where it runs.
"""

from __future__ import annotations

import re

from builder.regex import regex

STATEMENT = regex(
    rb"""
    (?P<show> (?P<tm> (?:-?[\d.]+\s+){6}) Tm\s* <(?P<codes>[0-9A-Fa-f]+)> \s*Tj \b)
  | (?P<cm> (?:[-+]?[\d.]+\s+){6}) cm \b
  | (?P<path> [-+.\d][-+.\d\smlcvyhre]*) (?P<paint> f\*? | F | S | s | B\*? | b\*? | (?P<clip>W\*?\s+)? n) (?![\w*])
  | (?P<rgb> (?:[-+]?[\d.]+\s+){3}) (?P<rgb_op> rg | RG) \b
  | (?P<open> /(?P<mark> [^\s<>\[\]()/%{}]+) \s* (?P<list> << (?: [^<>] | <<[^<>]*>> | <[0-9A-Fa-f\s]*> )* >>
        | /[^\s<>\[\]()/%{}]+ )? \s* (?: BDC | BMC) ) \b
  | (?P<operator> [A-Za-z'"][A-Za-z'"*]*[01]? )
  | (?P<operand> [-+]?[\d.]+ | /[^\s<>\[\]()/%{}]* | \[ | \] | <<(?: [^<>] | <<[^<>]*>> | <[0-9A-Fa-f\s]*> )*>>
        | <[0-9A-Fa-f\s]*> | \((?: [^\\()] | \\. | \((?:[^\\()]|\\.)*\) )*\) )
    """,
    re.VERBOSE | re.DOTALL,
)
"""One statement, or one operand of a statement that has no form of its own here."""

_ESCAPE = regex(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def string_bytes(operand: bytes) -> bytes:
    """Return the bytes of a string operand, in hex or in parentheses (ISO 32000-1, 7.3.4)."""
    if operand.startswith(b"<"):
        digits = b"".join(operand[1:-1].split()).decode("ascii")
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    return _ESCAPE.sub(_unescaped, operand[1:-1])


def _unescaped(found: re.Match[bytes]) -> bytes:
    body = found[1]
    if body[:1].isdigit():
        return bytes([int(body, 8) & 0xFF])
    return b"" if body in {b"\n", b"\r", b"\r\n"} else _NAMED.get(body, body)


def is_string(operand: bytes) -> bool:
    """Tell whether an operand is a string."""
    return operand.startswith((b"(", b"<")) and not operand.startswith(b"<<")


def floats(operands: bytes) -> list[float]:
    """Return numbers that stand side by side."""
    return list(map(float, operands.split()))
