"""libyaml's complaints in the author's words: what is wrong, where it starts, how to mend it."""

from __future__ import annotations

import re

from builder.diagnostics import Span
from builder.load.characters import position
from builder.load.libyaml import yaml
from builder.regex import regex

_TABLE = (
    ("character that cannot start any token", "this character can't start a text", "put the text in quotes"),
    ("mapping values are not allowed", "`: ` stands inside a text without quotes", "put the text in quotes"),
    (
        "unexpected end of stream",
        "a quote is opened here and never closed",
        "close it; a quote inside a text needs the other kind",
    ),
    ("unexpected document indicator", "a quote is opened here and never closed", "close it"),
    ("expected ',' or ']'", "a list is opened with `[` here and not closed, or a comma is missing", None),
    ("expected ',' or '}'", "a mapping is opened with `{` here and not closed, or a comma is missing", None),
    ("expected node content", "a value is missing, or `[` or `{` is not closed", "put a text with brackets in quotes"),
    (
        "expected key",
        "this line does not fit those above: its indentation differs",
        "indent with spaces, the same for all keys",
    ),
    (
        "expected '-' indicator",
        "this line does not fit the list above: its indentation differs",
        "indent all `-` alike",
    ),
    ("block sequence entries are not allowed", "a `- ` can't stand here", "start the list on a line of its own"),
    ("could not find expected ':'", "a `:` is missing after a key, or this line is not indented as those above", None),
    (
        "unknown escape character",
        "a backslash in double quotes starts an escape, and this is none",
        "use single quotes, or write `\\\\`",
    ),
    ("Unicode character escape", "this escape names no character", "use single quotes, or write `\\\\`"),
    ("expected hexdecimal number", "this escape needs hexadecimal digits", "use single quotes, or write `\\\\`"),
    ("expected alphabetic or numeric", "`&` and `*` are no text here", "put the text in quotes"),
    ("incompatible YAML document", "a line with `%YAML` asks for another version of YAML", "take the line out"),
    ("tab character", "a tab can't indent", "use spaces"),
    ("expected <document start>", "something follows the end of the outline", "indent it, or give it a key"),
    ("expected digit or", "`|` or `>` may be followed by nothing but `-`, `+` or a digit", "put the text in quotes"),
    (
        "did not find expected comment or line break",
        "`|` or `>` must be the last thing on its line",
        "put the text in quotes",
    ),
    ("undefined tag handle", "`!` asks for a type", "put the text in quotes"),
)
"""Part of libyaml's message, what we say, help."""

_KEY = regex(r"[ ]*(?:- )?([a-z][a-z_-]*):")
_ENDED = regex(r"""[ ]*(?:- )?(?:[a-z][a-z_-]*: +)?(?:"[^"]*"|'[^']*'|\{[^{}]*\}|\[[^\[\]]*\]) *[^ ,#:]""")
_AFTER = ("expected '-' indicator", "expected key")
"""The start of a line that looks like a key, one that begins with something closed, and what libyaml says of that."""
_CONFLICT = regex(r"^<{7} ", re.MULTILINE)

_AT_THE_START = ("unexpected end of stream", "unexpected document indicator", "expected ',' or")


def explain(error: yaml.YAMLError, text: str, file: str) -> tuple[Span, str, str | None]:
    """Return place, message and help for a syntax error."""
    problem = str(getattr(error, "problem", None) or error).strip().splitlines()[0]
    start, mark = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    if any(words in problem for words in _AT_THE_START) and start is not None:
        mark = start
    at = Span(file, mark.line + 1, mark.column + 1) if mark is not None else Span(file)
    if conflict := _CONFLICT.search(text):
        at = Span(file, *position(text, conflict.start()), width=7)
        return at, "an unfinished merge: here are git's conflict markers", "settle the conflict"
    line = _line(text, at.line)
    if "mapping values are not allowed" in problem and (key := _KEY.match(line)) and key.end() == at.column:
        mend = f"if `{key[1]}` is a key, indent it like the keys around it; if not, put the text in quotes"
        return at, "`: ` stands inside a text without quotes", mend
    if any(words in problem for words in _AFTER) and (ended := _ENDED.match(line)) and ended.end() == at.column:
        return at, "a text goes on after its closing quote or bracket", "put the whole text in quotes"
    if line[at.column - 1 : at.column] == "\t":
        return at, "a tab can't indent", "use spaces"
    for words, message, hint in _TABLE:
        if words in problem:
            return at, message, hint
    return at, f"this is not valid YAML: {problem}", None


def _line(text: str, number: int) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[number - 1] if number <= len(lines) else ""
