"""Places in files, taken out of values and put back: lines that only moved make nothing anew.

A value's digest holds its places by their order alone. What is recorded of it names places by number, so that its
messages point at the lines where the same words stand today. Both work on values written as JSON, in which a place
can't be mistaken for an author's words: quotes in these are escaped.
"""

from __future__ import annotations

import hashlib
import re
from typing import TypeAlias, TypeVar

import msgspec

from builder.frozen import dataclass, field
from builder.regex import regex

T = TypeVar("T")
Spot: TypeAlias = tuple[bytes, int, int, int]
"""File (as JSON writes it), line, column and width of a `Span`."""

_SPAN = regex(rb'\{"file":"((?:[^"\\]|\\.)*)","line":(\d+),"column":(\d+),"width":(\d+)\}')
_NUMBER = regex(rb'\{"#place":(\d+)\}')
_SPELT = regex(rb"\bline \d|\.[a-z]+:\d")
"""A place that stands in the words of a message can't be put elsewhere."""
_FIXED, _FREE = b"fixed ", b"free "


@dataclass(frozen=True, slots=True)
class Text:
    """A value without its places: the digest of the rest, and the places in the order in which it names them."""

    digest: str
    spots: tuple[Spot, ...]


def text_of(value: object) -> Text:
    """Return a value that was taken apart."""
    seen: dict[Spot, int] = {}
    rest = _SPAN.sub(lambda found: b"#%d" % seen.setdefault(_spot(found), len(seen)), msgspec.json.encode(value))
    return Text(hashlib.sha256(rest).hexdigest(), tuple(seen))


def _spot(found: re.Match[bytes]) -> Spot:
    return found[1], int(found[2]), int(found[3]), int(found[4])


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
    def digest(self) -> bytes:
        """The digest of the places themselves."""
        return hashlib.sha256(msgspec.msgpack.encode(self.spots)).digest()

    def lifted(self, value: object) -> bytes:
        """Return a value as it is recorded: with numbers for places, if all of its places are known by number."""
        data = msgspec.json.encode(value)
        try:
            if _SPELT.search(data):
                raise KeyError
            return _FREE + _SPAN.sub(lambda found: b'{"#place":%d}' % self.numbers[_spot(found)], data)
        except KeyError:
            return _FIXED + self.digest + data

    def lowered(self, kind: type[T], data: bytes) -> T | None:
        """Return a recorded value with the places of today; None if it holds only where everything stood then.

        Raises:
            ValueError: the bytes are no such value.
        """
        try:
            if data.startswith(_FREE):
                return msgspec.json.decode(_NUMBER.sub(self._restored, data[len(_FREE) :]), type=kind)
            start = len(_FIXED) + len(self.digest)
            if not data.startswith(_FIXED):
                raise ValueError("no record")
            return msgspec.json.decode(data[start:], type=kind) if data[:start] == _FIXED + self.digest else None
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, IndexError) as fault:
            raise ValueError(str(fault)) from fault

    def _restored(self, found: re.Match[bytes]) -> bytes:
        return b'{"file":"%b","line":%d,"column":%d,"width":%d}' % self.spots[int(found[1])]
