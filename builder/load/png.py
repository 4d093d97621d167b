"""PNG files that are plain already: what shows goes on as it stands, all else is left behind.

A picture of 8-bit grey, RGB or RGBA rows needs no decoding and encoding anew, which took longer than all else about a
slide. Its rows are unpacked once, to see that they are whole; the chunks that hold them are written anew, so nothing of
the file comes along but pixels (PNG specification, third edition, 5 and 11).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from builder.frozen import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SAMPLES = {0: 1, 2: 3, 6: 4}
"""Samples of a pixel by colour type: grey, RGB, RGBA."""
_CHANGING = frozenset({b"tRNS", b"iCCP", b"eXIf", b"acTL"})
"""Chunks that change what shows: who meets one must decode."""
_FILTERS = 4
WORTH = 0.8
"""Rows that are packed to more than this share of their size are packed anew."""
PART = 8192
"""Bytes that are unpacked at a time: their rows stay in the processor's reach."""


@dataclass(frozen=True, slots=True)
class Header:
    """Width and height in pixels, bits a sample, colour type and interlacing, as the file says."""

    width: int
    height: int
    bits: int
    kind: int
    interlaced: bool


def header_of(data: bytes) -> Header | None:
    """Return what the first chunk says; None where it isn't a PNG's header, or asks for what PNG doesn't have."""
    if len(data) < 33 or data[:8] != SIGNATURE or data[8:16] != b"\0\0\0\rIHDR":
        return None
    width, height, bits, kind, packing, filtering, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    if packing or filtering or interlaced > 1 or not width or not height:
        return None
    return Header(width, height, bits, kind, bool(interlaced))


def stripped(data: bytes, header: Header) -> bytes | None:
    """Return a plain PNG with nothing but its pixels; None where somebody has to decode it to know what shows."""
    if header.bits != 8 or header.kind not in _SAMPLES or header.interlaced:
        return None
    packed = []
    for name, body in _chunks(data):
        if name in _CHANGING or (name[:1].isupper() and name not in {b"IHDR", b"PLTE", b"IDAT", b"IEND"}):
            return None
        if name == b"IDAT":
            packed.append(body)
        elif name == b"IEND":
            rows = b"".join(packed)
            return _written(data[16:29], rows) if _whole(rows, header) else None
    return None


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield names and bodies, as far as the sums of the chunks are right."""
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        end = at + 8 + length
        if end + 4 > len(data) or zlib.crc32(data[at + 4 : end]) != int.from_bytes(data[end : end + 4], "big"):
            return
        yield data[at + 4 : at + 8], data[at + 8 : end]
        at = end + 4


def _whole(packed: bytes, header: Header) -> bool:
    """Tell whether packed rows are exactly those of the picture, each by a filter that there is."""
    stride = 1 + header.width * _SAMPLES[header.kind]
    size = stride * header.height
    unpacking, view, count = zlib.decompressobj(), memoryview(packed), 0
    try:
        for start in range(0, len(packed), PART):
            rows = unpacking.decompress(view[start : start + PART], size + 1 - count)
            if max(rows[-count % stride :: stride], default=0) > _FILTERS:
                return False
            count += len(rows)
            if count > size:
                return False
    except zlib.error:
        return False
    whole = count == size and unpacking.eof and not unpacking.unused_data
    return whole and len(packed) <= WORTH * size + 1000


def _written(header: bytes, packed: bytes) -> bytes:
    chunks = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
