"""What is packed once is kept for a while: a page or a part that didn't change needn't be packed again."""

from __future__ import annotations

import zlib

from builder.kept import Kept

LEVEL = 6
ROOM = 2_000_000
"""Bytes, packed and unpacked, that are kept at most: what the decks of a batch have in common."""
STAYING = 8
"""So many times as much where one project stays: all parts of its outputs."""


class Packer:
    """Deflates, and remembers the last of what it deflated; safe for threads."""

    def __init__(self, window: int, room: int = ROOM, *, session: bool = False) -> None:
        """`window` is zlib's: 15 for a zlib stream (RFC 1950), -15 for bare deflated data (RFC 1951).

        With `session`, only a process that stays with one project remembers.
        """
        self._window = window
        self._known: Kept[bytes, bytes] = Kept(room, staying=STAYING, session=session)

    def pack(self, data: bytes) -> bytes:
        """Return the data deflated."""
        known = self._known.get(data)
        if known is not None:
            return known
        packing = zlib.compressobj(LEVEL, zlib.DEFLATED, self._window)
        packed = packing.compress(data) + packing.flush()
        return self._known.put(data, packed, len(data) + len(packed))


STREAMS = Packer(15)
"""Streams of PDFs."""
OBJECTS = Packer(15, session=True)
"""Object streams of PDFs, which no two documents share."""
MEMBERS = Packer(-15)
"""Members of zip files."""
