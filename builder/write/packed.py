"""What is packed once is kept for a while: a page or a part that didn't change needn't be packed again."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from threading import Lock

LEVEL = 6
ROOM = 16_000_000
"""Bytes, packed and unpacked, that are kept at most: an outline's outputs, not a publisher's."""


class Packer:
    """Deflates, and remembers the last of what it deflated; safe for threads."""

    def __init__(self, window: int, room: int = ROOM) -> None:
        """`window` is zlib's: 15 for a zlib stream (RFC 1950), -15 for bare deflated data (RFC 1951)."""
        self._window, self._room, self._held = window, room, 0
        self._known: OrderedDict[bytes, bytes] = OrderedDict()
        self._lock = Lock()

    def pack(self, data: bytes) -> bytes:
        """Return the data deflated."""
        with self._lock:
            if (known := self._known.get(data)) is not None:
                self._known.move_to_end(data)
                return known
        packing = zlib.compressobj(LEVEL, zlib.DEFLATED, self._window)
        packed = packing.compress(data) + packing.flush()
        with self._lock:
            self._keep(data, packed)
        return packed

    def _keep(self, data: bytes, packed: bytes) -> None:
        size = len(data) + len(packed)
        if size > self._room // 8 or data in self._known:
            return
        self._known[data] = packed
        self._held += size
        while self._held > self._room:
            old, its = self._known.popitem(last=False)
            self._held -= len(old) + len(its)


STREAMS = Packer(15)
"""Streams of PDFs."""
MEMBERS = Packer(-15)
"""Members of zip files."""
