"""Places in files, taken out of values and put back: lines that only moved make nothing anew.

A value's digest holds its places by their order alone. What is recorded of it names places by number, so that its
messages point at the lines where the same words stand today.
"""

from __future__ import annotations

import hashlib
from dataclasses import field
from typing import Any, TypeAlias, TypeVar

import msgspec

from builder.diagnostics import Span
from builder.frozen import dataclass
from builder.regex import regex

T = TypeVar("T")
Spot: TypeAlias = tuple[str, int, int, int]
"""File, line, column and width of a `Span`."""

_KEYS = frozenset({"file", "line", "column", "width"})
_NUMBER = "#place"
_SPELT = regex(rb"\bline \d|\.[a-z]+:\d")
"""A place that stands in the words of a message can't be put elsewhere."""


@dataclass(frozen=True, slots=True)
class Text:
    """A value without its places: the digest of the rest, and the places in the order in which it names them."""

    digest: str
    spots: tuple[Spot, ...]


def text_of(value: object) -> Text:
    """Return a value that was taken apart."""
    seen: dict[Spot, int] = {}
    tree = _numbered(msgspec.msgpack.decode(msgspec.msgpack.encode(value)), seen)
    return Text(hashlib.sha256(msgspec.msgpack.encode(tree)).hexdigest(), tuple(seen))


def _numbered(node: Any, seen: dict[Spot, int]) -> Any:
    """Return a tree with the number of each place in the place of it."""
    if type(node) is dict:
        if len(node) == len(_KEYS) and node.keys() == _KEYS:
            return seen.setdefault((node["file"], node["line"], node["column"], node["width"]), len(seen))
        return {key: _numbered(one, seen) if type(one) in _NESTED else one for key, one in node.items()}
    return [_numbered(one, seen) if type(one) in _NESTED else one for one in node]


_NESTED = frozenset({dict, list})


@dataclass(slots=True)
class Places:
    """The places of all values that something was made from, each once."""

    numbers: dict[Spot, int] = field(default_factory=dict)
    spots: list[Spot] = field(default_factory=list)

    def add(self, text: Text) -> list[int]:
        """Take in a value's places; return their numbers."""
        for spot in text.spots:
            if spot not in self.numbers:
                self.numbers[spot] = len(self.spots)
                self.spots.append(spot)
        return [self.numbers[spot] for spot in text.spots]

    @property
    def order(self) -> list[int]:
        """The numbers of all places in the order of files, lines and columns: that much may decide what is made."""
        return sorted(range(len(self.spots)), key=self.spots.__getitem__)

    @property
    def digest(self) -> str:
        """The digest of the places themselves."""
        return hashlib.sha256(msgspec.msgpack.encode(self.spots)).hexdigest()

    def lifted(self, value: object) -> bytes:
        """Return a value as it is recorded: with numbers for places, if all of its places are known by number."""
        data = msgspec.msgpack.encode(value)
        if _SPELT.search(data):
            return msgspec.msgpack.encode((self.digest, data))
        try:
            tree = self._replaced(msgspec.msgpack.decode(data))
        except KeyError:
            return msgspec.msgpack.encode((self.digest, data))
        return msgspec.msgpack.encode(("", msgspec.msgpack.encode(tree)))

    def lowered(self, kind: type[T], data: bytes) -> T | None:
        """Return a recorded value with the places of today; None if it holds only where everything stood then.

        Raises:
            ValueError: the bytes are no such value.
        """
        try:
            fixed, body = _FRAME.decode(data)
            if fixed:
                return msgspec.msgpack.decode(body, type=kind) if fixed == self.digest else None
            return msgspec.convert(self._restored(msgspec.msgpack.decode(body)), kind)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, IndexError) as fault:
            raise ValueError(str(fault)) from fault

    def _replaced(self, node: Any) -> Any:
        """Return a tree with numbered places; KeyError for a place that none of the values holds."""
        if type(node) is dict:
            if len(node) == len(_KEYS) and node.keys() == _KEYS:
                return {_NUMBER: self.numbers[node["file"], node["line"], node["column"], node["width"]]}
            return {key: self._replaced(one) if type(one) in _NESTED else one for key, one in node.items()}
        return [self._replaced(one) if type(one) in _NESTED else one for one in node] if type(node) is list else node

    def _restored(self, node: Any) -> Any:
        if type(node) is dict:
            if len(node) == 1 and _NUMBER in node:
                return Span(*self.spots[int(node[_NUMBER])])
            return {key: self._restored(one) if type(one) in _NESTED else one for key, one in node.items()}
        return [self._restored(one) if type(one) in _NESTED else one for one in node] if type(node) is list else node


_FRAME = msgspec.msgpack.Decoder(tuple[str, bytes])
