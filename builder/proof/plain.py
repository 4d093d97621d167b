"""Files in the plainest form of PDF, read here: one table of objects, each where the table says, a space between parts.

That is how qpdf writes files, and how we do; a general reader takes much longer for them, and longer still to load.
What has another form is `NotPlainError`, be it a file or one object in it: that is left to the general reader.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, TypeAlias

from builder.kept import Kept
from builder.regex import regex

Value: TypeAlias = Any
"""As in `builder.proof.objects`."""

_TRAILER = regex(
    rb"trailer << /Info \d+ 0 R /Root (\d{1,7} 0 R) /Size (\d{1,7}) /ID \[<[0-9a-f]{32}><[0-9a-f]{32}>\] >>\n"
    rb"startxref\n(\d{1,12})\n%%EOF\n\Z"
)
_TABLE = regex(rb"xref\n0 (\d{1,7})\n0000000000 65535 f \n((?:\d{10} 00000 n \n)+)")
_LATEST = 400
"""Bytes from the end of a file in which its trailer starts."""
_STRING = regex(r"(\((?:[ -'*-\[\]-~]|\\[()\\])*\))")
_NAME = regex(r"/[A-Za-z0-9.+_-]+")
_INTEGER = regex(r"-?\d{1,15}")
_REAL = regex(r"-?\d{1,12}\.\d{1,12}")
_UTF16 = regex(r"<feff(?:[0-9a-f]{4})*>")
_ESCAPE = regex(r"\\(.)")
_STREAM, _TAIL = b" >>\nstream\n", b"\nendobj\n"
DEEPEST = 50
"""Levels from which on a tree of pages is taken for one that bites its tail."""


_KNOWN: Kept[str, tuple[Value, int]] = Kept(24_000_000, session=True)
"""Objects by the text that stands for them, with the greatest number that they refer to."""


class NotPlainError(Exception):
    """A file or an object has another form than the one that is read here."""


class _Parts(dict[str, Value]):
    """What single parts of objects stand for, each worked out once."""

    def __missing__(self, part: str) -> Value:
        value: Value
        if _NAME.fullmatch(part):
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
        self[part] = value
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
        end = _TRAILER.search(data, max(0, len(data) - _LATEST))
        table = _TABLE.fullmatch(data, int(end[3]), end.start()) if end else None
        if end is None or table is None or not data.startswith(b"%PDF-1."):
            raise NotPlainError
        starts = list(map(int, table[2].split(b" 00000 n \n")[:-1]))
        if not int(end[2]) == int(table[1]) == len(starts) + 1 or starts != sorted(set(starts)):
            raise NotPlainError
        self._data = data
        self._bounds = [*starts, int(end[3])]
        heads = (data.startswith(b"%d 0 obj\n" % number, start) for number, start in enumerate(starts, 1))
        tails = (data.endswith(_TAIL, 0, bound) for bound in self._bounds[1:])
        if not (all(heads) and all(tails)):
            raise NotPlainError
        self._parts = _Parts({"true": True, "false": False, "null": None})
        self._shapes: set[tuple[str, ...]] = set()
        self.root = end[1].decode("ascii")

    def value(self, number: int) -> Value:
        """Return an object, of a stream its dictionary; None where there is none of that number."""
        if not 0 < number < len(self._bounds):
            return None
        return self._value(self._split(number)[0])

    def stream(self, number: int) -> bytes:
        """Return a stream's data, decoded; nothing for what is no stream."""
        data, packed = self.held(number)
        return _inflated(data) if packed else data

    def held(self, number: int) -> tuple[bytes, bool]:
        """Return a stream's data as it stands in the file, and whether it is Flate data; nothing for no stream."""
        said, data = self._split(number) if 0 < number < len(self._bounds) else ("", None)
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
        data, end = self._data, self._bounds[number] - len(_TAIL)
        start = self._bounds[number - 1] + len(b"%d 0 obj\n" % number)
        if start > end:
            raise NotPlainError
        cut = data.find(_STREAM, start, end)
        if cut < 0:
            return data[start:end].decode("latin-1"), None
        first, last = cut + len(_STREAM), end - len(b"\nendstream")
        length = b" /Length %d" % (last - first)
        ends = (length, length + b" /Filter /FlateDecode")
        if not data.startswith(b"\nendstream", last) or not data.endswith(ends, start, cut):
            raise NotPlainError
        return data[start : cut + len(b" >>")].decode("latin-1"), data[first:last]

    def _value(self, said: str) -> Value:
        """Return what stands for an object as a value, which nobody changes."""
        known = _KNOWN.get(said)
        if known is None:
            known = _KNOWN.put(said, self._parsed(said), 100 + 10 * len(said))
        value, greatest = known
        if greatest >= len(self._bounds):  # a reference to nothing is nothing, to qpdf
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


def _inflated(data: bytes) -> bytes:
    """Return the content of Flate data, after which a line may end."""
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(data)
    except zlib.error as broken:
        raise NotPlainError from broken
    if not unpacking.eof or unpacking.unused_data not in (b"", b"\n"):
        raise NotPlainError
    return unpacked


def _number(ref: Value) -> int:
    if not isinstance(ref, str) or not ref.endswith(" 0 R"):
        raise NotPlainError
    return int(ref[: -len(" 0 R")])
