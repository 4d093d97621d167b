"""Where the objects of a file in our form are: a table of all at its end, in a stream (ISO 32000-1, 7.5.8)."""

from __future__ import annotations

import zlib
from array import array
from struct import Struct

from builder.regex import regex


class NotPlainError(Exception):
    """A file or an object has another form than the one that is read here."""


STREAM, TAIL = b" >>\nstream\n", b"\nendstream\nendobj\n"
_END = regex(rb"\nstartxref\n(\d{1,12})\n%%EOF\n\Z")
_LATEST = 60
"""Bytes from the end of a file in which it says where its table is."""
_TABLE = regex(
    rb"(\d{1,7}) 0 obj\n<< /Filter /FlateDecode /ID \[ <[0-9a-f]{32}> <[0-9a-f]{32}> \] /Info \d{1,7} 0 R"
    rb" /Root (\d{1,7} 0 R) /Size (\d{1,7}) /Type /XRef /W \[ 1 4 2 \] /Length (\d{1,12}) >>\nstream\n"
)
_ENTRY = Struct(">BIH")
_OFFSET, _PACKED = 1, 2


class Table:
    """The places of the objects of one file.

    A place is `(start, end)` of an object that stands by itself, with its first and last line; or `(holder, -1 - n)` of
    one that is number `n` in the object stream `holder`.
    """

    def __init__(self, data: bytes) -> None:
        """Read the table, and look whether it says where everything is.

        Raises:
            NotPlainError: the file has another form.
        """
        end = _END.search(data, max(0, len(data) - _LATEST))
        head = _TABLE.match(data, int(end[1])) if end else None
        if end is None or head is None or not data.startswith(b"%PDF-1."):
            raise NotPlainError
        rows = inflated(data[head.end() : head.end() + int(head[4])])
        if len(rows) != int(head[3]) * _ENTRY.size or head.end() + int(head[4]) + len(TAIL) != end.start() + 1:
            raise NotPlainError
        self._firsts, self._seconds = array("Q"), array("q")
        alone = list[tuple[int, int]]()
        for number, (kind, where, index) in enumerate(_ENTRY.iter_unpack(rows)):
            self._firsts.append(where)
            self._seconds.append(-1 - index)
            if kind == _OFFSET and not index:  # its generation
                alone.append((where, number))
            elif kind != _PACKED and number:
                raise NotPlainError
        self._bound(data, sorted(alone), end.start() + 1)
        self.root = head[2].decode("ascii")

    def __len__(self) -> int:
        return len(self._firsts)

    def place(self, number: int) -> tuple[int, int]:
        """Return the place of an object, which is one of the table's."""
        return self._firsts[number], self._seconds[number]

    def _bound(self, data: bytes, alone: list[tuple[int, int]], end: int) -> None:
        """Note where objects that stand by themselves end: at the next one, all the way to `end`."""
        ends = [*(where for where, _ in alone[1:]), end]
        for (where, number), bound in zip(alone, ends, strict=True):
            if not data.startswith(b"%d 0 obj\n" % number, where) or not data.endswith(TAIL, where, bound):
                raise NotPlainError
            self._seconds[number] = bound


def inflated(data: bytes) -> bytes:
    """Return the content of Flate data, after which a line may end.

    Raises:
        NotPlainError: it is broken, or more comes after it.
    """
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(data)
    except zlib.error as broken:
        raise NotPlainError from broken
    if not unpacking.eof or unpacking.unused_data not in (b"", b"\n"):
        raise NotPlainError
    return unpacked
