"""Files in the plainest modern form of PDF, read here: streams where the table of objects says, all else in object
streams, a space between parts.

That is how we write files; a general reader takes much longer for them, and longer still to load. What has another form
is `NotPlainError`, be it a file or one object in it: that is left to the general reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Any, TypeAlias

from builder.kept import Kept
from builder.proof.table import STREAM, TAIL, NotPlainError, Table, inflated
from builder.regex import regex

Value: TypeAlias = Any
"""As in `builder.proof.objects`."""

_STRING = regex(r"(\((?:[ -'*-\[\]-~]|\\[()\\])*\))")
_NAME = regex(r"/[A-Za-z0-9.+_-]+")
_DIGITS = 15
_INTEGER = regex(rf"-?\d{{1,{_DIGITS}}}")
_REAL = regex(r"-?\d{1,12}\.\d{1,12}")
_UTF16 = regex(r"<feff(?:[0-9a-f]{4})*>")
_ESCAPE = regex(r"\\(.)")
_SHORT = 3
"""Characters of parts that are kept, beside names."""
_HOLDERS = 4
"""Object streams that are held unpacked: the elements of the plan and those of pages come from two, in their order."""
DEEPEST = 50
"""Levels from which on a tree of pages is taken for one that bites its tail."""


_KNOWN: Kept[str, tuple[Value, int]] = Kept(24_000_000, session=True)
"""Objects by the text that stands for them, with the greatest number that they refer to."""


class _Parts(dict[str, Value]):
    """What single parts of objects stand for: names, and what is short, worked out once. A long document has tens of
    thousands of numbers and texts, each of which comes once or twice.
    """

    def __missing__(self, part: str) -> Value:
        value = self._value(part)
        if part.startswith("/") or len(part) <= _SHORT:
            self[part] = value
        return value

    @staticmethod
    def _value(part: str) -> Value:
        value: Value
        if part.isascii() and part.isdigit() and len(part) <= _DIGITS:  # most of them
            value = int(part)
        elif _NAME.fullmatch(part):
            value = part
        elif _INTEGER.fullmatch(part):
            value = int(part)
        elif _REAL.fullmatch(part):
            value = float(part)
        elif _UTF16.fullmatch(part):
            value = _utf16(part)
        elif part.startswith("(") and _STRING.fullmatch(part):
            value = "u:" + _ESCAPE.sub(r"\1", part[1:-1])
        else:
            raise NotPlainError
        return value


def _utf16(part: str) -> str:
    try:
        return "u:" + bytes.fromhex(part[5:-1]).decode("utf-16-be")
    except UnicodeDecodeError as broken:
        raise NotPlainError from broken


class Plain:
    """The objects of one file."""

    def __init__(self, data: bytes) -> None:
        """Find the objects.

        Raises:
            NotPlainError: the file has another form.
        """
        self._data, self._table = data, Table(data)
        self._held: dict[int, tuple[tuple[int, str], ...]] = {}
        self._parts = _Parts({"true": True, "false": False, "null": None})
        self._shapes: set[tuple[str, ...]] = set()
        self.root = self._table.root

    def __len__(self) -> int:
        """Return one more than the greatest number of an object."""
        return len(self._table)

    def value(self, number: int) -> Value:
        """Return an object, of a stream its dictionary; None where there is none of that number."""
        if not 0 < number < len(self._table):
            return None
        return self._value(self._split(number)[0])

    def stream(self, number: int) -> bytes:
        """Return a stream's data, decoded; nothing for what is no stream."""
        data, packed = self.held(number)
        return inflated(data) if packed else data

    def held(self, number: int) -> tuple[bytes, bool]:
        """Return a stream's data as it stands in the file, and whether it is Flate data; nothing for no stream."""
        said, data = self._split(number) if 0 < number < len(self._table) else ("", None)
        if data is None:
            return b"", False
        entries = self._value(said)
        if "/Filter" not in entries:
            return data, False
        if entries["/Filter"] not in ("/FlateDecode", ["/FlateDecode"]) or "/DecodeParms" in entries:
            raise NotPlainError
        return data, True

    def pages(self) -> tuple[str, ...]:
        """Return references to the pages, in order."""
        root = self.value(_number(self.root))
        found = tuple(self._leaves(root["/Pages"] if isinstance(root, dict) and "/Pages" in root else None, 0))
        if len(set(found)) < len(found):
            raise NotPlainError
        return found

    def _leaves(self, ref: Value, depth: int) -> Iterator[str]:
        node = self.value(_number(ref))
        kind = node.get("/Type") if isinstance(node, dict) else None
        kids = node.get("/Kids") if kind == "/Pages" else None
        if kind == "/Page":
            yield ref
        elif isinstance(kids, list) and depth < DEEPEST:
            for kid in kids:
                yield from self._leaves(kid, depth + 1)
        else:
            raise NotPlainError

    def _split(self, number: int) -> tuple[str, bytes | None]:
        """Return what an object is, as it stands there, and a stream's data."""
        where, end = self._table.place(number)
        if end < 0:
            held = self._packed(where)
            index = -1 - end
            if index >= len(held) or held[index][0] != number:
                raise NotPlainError
            return held[index][1], None
        start, last = where + len(b"%d 0 obj\n" % number), end - len(TAIL)
        cut = self._data.find(STREAM, start, end)
        if cut < 0 or not self._data.endswith(b" /Length %d" % (last - cut - len(STREAM)), start, cut):
            raise NotPlainError
        return self._data[start : cut + len(b" >>")].decode("latin-1"), self._data[cut + len(STREAM) : last]

    def _packed(self, holder: int) -> tuple[tuple[int, str], ...]:
        """Return the objects of an object stream, each with its number."""
        held = self._held.pop(holder, None)
        if held is None:
            if not 0 < holder < len(self._table) or self._table.place(holder)[1] < 0:
                raise NotPlainError
            entries, content = self.value(holder), self.stream(holder).decode("latin-1")
            if not isinstance(entries, dict) or entries.get("/Type") != "/ObjStm":
                raise NotPlainError
            held = _unpacked(content, entries.get("/N"), entries.get("/First"))
            while len(self._held) >= _HOLDERS:
                del self._held[next(iter(self._held))]
        self._held[holder] = held
        return held

    def _value(self, said: str) -> Value:
        """Return what stands for an object as a value, which nobody changes."""
        known = _KNOWN.get(said)
        if known is None:
            known = _KNOWN.put(said, self._parsed(said), 100 + 10 * len(said))
        value, greatest = known
        if greatest >= len(self._table):  # a reference to nothing is nothing, to qpdf
            raise NotPlainError
        return value

    def _parsed(self, said: str) -> tuple[Value, int]:
        """Return what stands for an object as a value, and the greatest number of an object that it refers to."""
        parts, known, outer, held, greatest = _cut(said), self._parts, list[list[Value]](), list[Value](), 0
        try:
            for part in parts:
                if part == "R":
                    if held.pop() != 0 or not isinstance(held[-1], int):
                        raise NotPlainError
                    greatest = max(greatest, held[-1])
                    held[-1] = f"{held[-1]} 0 R"
                elif part in {"<<", "["}:
                    outer.append(held)
                    held = []
                elif part == "]":
                    inner, held = held, outer.pop()
                    held.append(inner)
                elif part == ">>":
                    inner, held = held, outer.pop()
                    held.append(self._dictionary(inner))
                else:
                    held.append(known[part])
        except (IndexError, TypeError) as broken:
            raise NotPlainError from broken
        if outer or len(held) != 1:
            raise NotPlainError
        return held[0], greatest

    def _dictionary(self, parts: list[Value]) -> dict[str, Value]:
        keys = tuple(parts[::2])
        if keys not in self._shapes:
            named = all(isinstance(key, str) and key.startswith("/") for key in keys)
            if not named or len(set(keys)) < len(keys):
                raise NotPlainError
            self._shapes.add(keys)
        values = parts[1::2]
        if len(values) != len(keys) or None in values:
            raise NotPlainError
        return dict(zip(keys, values, strict=True))


def _cut(said: str) -> list[str]:
    """Return the parts of an object: what stands between spaces, strings whole."""
    if "(" not in said:
        return said.split(" ")
    parts: list[str] = []
    for index, piece in enumerate(_STRING.split(said)):
        parts += [piece] if index % 2 else piece.strip(" ").split(" ") if piece != " " else []
    return parts


def _unpacked(content: str, count: Value, first: Value) -> tuple[tuple[int, str], ...]:
    """Return the objects of an object stream: `count` pairs of number and offset, then the objects, a line each."""
    if not isinstance(count, int) or not isinstance(first, int) or not 0 < first <= len(content):
        raise NotPlainError
    head = content[: first - 1].split(" ")
    if len(head) != 2 * count or not all(part.isascii() and part.isdigit() for part in head):
        raise NotPlainError
    numbers, offsets = list(map(int, head[::2])), list(map(int, head[1::2]))
    bodies = content[first:].split("\n")
    lengths = [0, *(len(body) + 1 for body in bodies[:-1])]
    if len(bodies) != count or list(accumulate(lengths)) != offsets:
        raise NotPlainError
    return tuple(zip(numbers, bodies, strict=True))


def _number(ref: Value) -> int:
    if not isinstance(ref, str) or not ref.endswith(" 0 R"):
        raise NotPlainError
    return int(ref[: -len(" 0 R")])
