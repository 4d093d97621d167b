"""The short notation of a diagram's arrows: `a -| b (animal, weak) [@key]` -> the keys that it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from builder.diagnostics import Span, did_you_mean
from builder.diagrams import Certainty, Evidence, Sign
from builder.frozen import dataclass
from builder.load.faults import Faults, shorten
from builder.load.scope import Scope
from builder.located import Broken, Entry, Fields, Items, Node, Scalar
from builder.regex import regex

SIGNS: dict[str, Sign] = {"->": "raises", "-|": "blocks", "-?": "disputed"}
CERTAINTIES: tuple[str, ...] = get_args(Certainty)
EVIDENCE: tuple[str, ...] = get_args(Evidence)

_NOTATION = regex(
    r"\s*(?P<edge>(?P<source>[^\s()\[\]]+)\s+(?P<sign>->|-\||-\?)\s+(?P<target>[^\s()\[\]]+))"
    r"\s*(?:\((?P<words>[^()]*)\))?\s*(?P<cites>\[.*\])?\s*",
    re.DOTALL,
)
_START = regex(r"\s*\S+\s+(->|-\||-\?)\s+\S+")
_WORD = regex(r"[^,]+")
FORM = "write `a -> b` (raises), `a -| b` (blocks) or `a -? b` (disputed), with spaces around the sign"
MORE = "after the boxes come (evidence, certainty) and then [@citations]; other words are written under `text`"
CUT = "in [...] each comma ends an item: write the list with `- `, one arrow a line, or quote the arrow"


@dataclass(frozen=True, slots=True)
class Ends:
    """What an arrow joins, as written: the ids with their places, and the sign."""

    source: str
    target: str
    sign: Sign
    source_at: Span
    target_at: Span


def ends(typed: Scalar) -> Ends | None:
    """Return the boxes that an arrow joins, or None when the text is no arrow."""
    found = _NOTATION.fullmatch(typed.text)
    if not found:
        return None
    return Ends(
        found["source"],
        found["target"],
        SIGNS[found["sign"]],
        typed.place(*found.span("source")),
        typed.place(*found.span("target")),
    )


def expand(node: Node, scope: Scope) -> Node:
    """Turn the notation into keys: `edge`, `evidence`, `certainty`, and `text` with the citations.

    It may stand alone or under `edge`, beside other keys; what is said twice is an error.
    """
    if isinstance(node, Scalar):
        return _long(node, scope.faults) if node.text.strip() else node
    if isinstance(node, Fields) and (labelled := _labelled(node)):
        scope.faults.error("YML012", node.at, "an arrow with words is written with two keys", labelled)
        return Broken(node.at)
    typed = node.entries.get("edge") if isinstance(node, Fields) else None
    if not isinstance(node, Fields) or typed is None or not isinstance(typed.value, Scalar) or typed.value.absent:
        return node
    long = _long(typed.value, scope.faults)
    if not isinstance(long, Fields):
        return long
    for key, entry in long.entries.items():
        if key != "edge" and (other := node.entries.get(key)):
            message = f"`{key}` is said twice, here and at {other.value.at}"
            scope.faults.error("YML012", entry.value.at, message, "say it in one of the two places")
    return Fields({**long.entries, **{k: e for k, e in node.entries.items() if k != "edge"}}, node.at)


def _labelled(node: Fields) -> str | None:
    """Return how an arrow that stands before a colon, its words behind it, is written."""
    ((key, entry), *others) = node.entries.items() if node.entries else [("", None)]
    if others or entry is None or not isinstance(entry.value, Scalar) or not _NOTATION.fullmatch(key):
        return None
    return f"write `{{edge: {key}, text: {shorten(entry.value.text)}}}`"


def _long(typed: Scalar, faults: Faults) -> Node:
    """Return the keys that a notation stands for, each part at its place."""
    found = _NOTATION.fullmatch(typed.text)
    if not found:
        cut = typed.text.count("(") != typed.text.count(")")
        hint = CUT if cut else MORE if _START.match(typed.text) else FORM
        faults.error("YML013", typed.at, f"`{shorten(typed.text)}` is no arrow", hint)
        return Broken(typed.at)
    values: dict[str, Node] = {"edge": _part(typed, *found.span("edge"))}
    evidence: list[Node] = []
    for word in _words(typed, found):
        if word.text in EVIDENCE:
            evidence.append(word)
        elif word.text in CERTAINTIES and "certainty" not in values:
            values["certainty"] = word
        else:
            _refuse(word, faults)
    if evidence:
        values["evidence"] = Items(tuple(evidence), evidence[0].at)
    if found["cites"]:
        values["text"] = _part(typed, *found.span("cites"))
    return Fields({key: Entry(Scalar(key, value.at), value) for key, value in values.items()}, typed.at)


def _words(typed: Scalar, found: re.Match[str]) -> Iterator[Scalar]:
    """Yield the words in brackets, each at its place."""
    if found["words"] is None:
        return
    start = found.start("words")
    for word in _WORD.finditer(found["words"]):
        bare = word[0].strip()
        begin = start + word.start() + len(word[0]) - len(word[0].lstrip())
        yield _part(typed, begin, begin + len(bare))


def _refuse(word: Scalar, faults: Faults) -> None:
    if word.text in CERTAINTIES:
        faults.error("YML012", word.at, f"a second certainty, `{word.text}`", "keep one of the two")
        return
    known = (*EVIDENCE, *CERTAINTIES)
    listed = ", ".join(f"`{name}`" for name in known)
    hint = did_you_mean(word.text, known) or f"choose from {listed}"
    faults.error("YML013", word.at, f"`{shorten(word.text)}` is neither evidence nor certainty", hint)


def _part(typed: Scalar, start: int, end: int) -> Scalar:
    """Return part of a scalar as one of its own; a comment that cuts the whole cuts each part."""
    words = typed.text[start:end]
    return Scalar(words, typed.place(start, end), words, "quoted", typed.comment)
