"""The inline markup: markdown-it-py with our few constructs; whatever is not one of them is literal text.

Strong and emphasis are markdown-it's own; sub- and superscript, citations, links and language spans are rules here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize
from markdown_it.token import Token

from builder.regex import regex

MARKS = regex(r"[*~^\[\]\\]")
"""Every character that can begin or end markup; text without them needs no parser."""

_CITE = regex(r"\[(@[^\[\]]*)\]")
_ADDRESS = regex(r"\(((?:[^()\s]|\([^()\s]*\))*)\)")
_SPACED = regex(r"\([A-Za-z][A-Za-z0-9+.-]*:[^()]*\)")
_LANG = regex(r"\{lang=([^{}\s]*)\}")
_SCRIPT = {"~": regex(r"~([^\s~^*\[\]\\]+)~"), "^": regex(r"\^([^\s~^*\[\]\\]+)\^")}
_BASE_END = ")]*'\u2019\u2032\u2033%\u00b0\u00b5"


class Problem(NamedTuple):
    """A fault in the markup, from `start` to `end` of the text."""

    rule: str
    start: int
    end: int
    message: str
    hint: str | None


class Parsed(NamedTuple):
    """The tokens of a paragraph, what is wrong in it, and start and end of what stands in brackets that are no mark."""

    tokens: list[Token]
    problems: list[Problem]
    brackets: list[tuple[int, int]]


def parsed(text: str) -> Parsed:
    """Return what the markup of one paragraph says."""
    found = Parsed([], [], [])
    env = {"problems": found.problems, "brackets": found.brackets}
    _parser().inline.parse(text, _parser(), env, found.tokens)
    return found


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero")
    parser.inline.terminator_re = MARKS
    ruler = parser.inline.ruler
    for name, rule in (("mark", _escape), ("star", _star), ("script", _script), ("bracket", _bracket)):
        ruler.push(name, rule)
    ruler.enableOnly(["text", "mark", "star", "script", "bracket"])
    parser.inline.ruler2.enableOnly(["balance_pairs", "emphasis", "fragments_join"])
    return parser


def _escape(state: StateInline, silent: bool) -> bool:
    """Take `\\*`, `\\~`, `\\^`, `\\[` and `\\]` as the bare mark; any other backslash is itself."""
    following = state.src[state.pos + 1 : state.pos + 2]
    if state.src[state.pos] != "\\" or following not in ("*", "~", "^", "[", "]"):
        return False
    if not silent:
        state.push("text_special", "", 0).content = following
    state.pos += 2
    return True


def _star(state: StateInline, silent: bool) -> bool:
    """Emphasis by `*`, but never inside a word or number: `2*3*4` stays."""
    start, source = state.pos, state.src
    if source[start] != "*":
        return False
    end = start
    while end < state.posMax and source[end] == "*":
        end += 1
    sides = source[start - 1 : start] + source[end : end + 1] if start else ""
    if len(sides) == 2 and sides.isascii() and sides.isalnum():
        state.append_pending(source[start:end])
        state.pos = end
        return True
    return tokenize(state, silent)


def _script(state: StateInline, silent: bool) -> bool:
    """Sub- and superscript: no spaces inside, and something before that they belong to."""
    found = (
        _SCRIPT[state.src[state.pos]].match(state.src, state.pos, state.posMax)
        if state.src[state.pos] in "~^"
        else None
    )
    before = state.src[state.pos - 1 : state.pos] if state.pos else ""
    if found is None or not (before.isalnum() or (before in _BASE_END and before)):
        return False
    if not silent:
        token = state.push("sub" if found[0][0] == "~" else "sup", "", 0)
        token.content = found[1]
    state.pos = found.end()
    return True


def _bracket(state: StateInline, silent: bool) -> bool:
    """Citation, link or language span; any other bracket is literal."""
    source, start = state.src, state.pos
    if source[start] != "[" or state.linkLevel:
        return False
    if source.startswith("[@", start):
        return _citation(state)
    close = _closing(state).get(start, -1)
    if close < 0 or close >= state.posMax:
        return False
    if link := _ADDRESS.match(source, close + 1, state.posMax):
        _wrap(state, close, "link", link[1], link.end())
        return True
    if span := _LANG.match(source, close + 1, state.posMax):
        _wrap(state, close, "lang", span[1], span.end())
        return True
    if not silent:
        state.env["brackets"].append((start + 1, close))
    if broken := _SPACED.match(source, close + 1, state.posMax):
        _complain(state, "YML018", close + 2, broken.end() - 1, "an address can't hold spaces", "take the spaces out")
    return False


def _wrap(state: StateInline, close: int, kind: str, value: str, end: int) -> None:
    """Push the tokens of `[label]` between an opening and a closing token that carry the value and its place."""
    opening = state.push(f"{kind}_open", "", 1)
    opening.content, opening.meta = value, {"start": close + 2 + (5 if kind == "lang" else 0)}
    limit = state.posMax
    state.pos, state.posMax = state.pos + 1, close
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push(f"{kind}_close", "", -1)
    state.pos, state.posMax = end, limit


def _citation(state: StateInline) -> bool:
    found = _CITE.match(state.src, state.pos, state.posMax)
    if found is None:
        _complain(
            state,
            "YML019",
            state.pos,
            state.pos + 2,
            "a citation is opened here and not closed",
            "write `[@key]`, or `\\[@`",
        )
        return False
    token = state.push("cite", "", 0)
    token.content, token.meta = found[1], {"start": state.pos + 1}
    state.pos = found.end()
    return True


def _complain(state: StateInline, rule: str, start: int, end: int, message: str, hint: str) -> None:
    state.env["problems"].append(Problem(rule, start, end, message, hint))


def _closing(state: StateInline) -> dict[int, int]:
    """Return the closing bracket of each opening one, found once for the whole text."""
    pairs: dict[int, int] | None = state.env.get("pairs")
    if pairs is None:
        pairs, waiting = {}, []
        for mark in re.finditer(r"\\[\[\]]|[\[\]]", state.src):
            if mark[0] == "[":
                waiting.append(mark.start())
            elif mark[0] == "]" and waiting:
                pairs[waiting.pop()] = mark.start()
        state.env["pairs"] = pairs
    return pairs
