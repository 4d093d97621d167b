"""Pictures as external objects: JPEG and PNG data pass through as they are wherever PDF can read them."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import Literal

from builder.frozen import dataclass
from builder.plan.page import Image
from builder.write.pdf.engine import Engine, ref
from builder.write.pdf.syntax import array, dictionary, string

_GRAY, _RGB, _PALETTE = 0, 2, 3
_COLORS = {_GRAY: 1, _RGB: 3, _PALETTE: 1}


@dataclass(frozen=True, slots=True)
class _Picture:
    """The dictionary and data of an image object, and the picture that holds its transparency, if any."""

    entries: dict[str, str]
    data: bytes
    mask: _Picture | None = None


class Pictures:
    """The pictures of one document, each written once however often it is drawn."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._names: dict[bytes, str] = {}

    @property
    def known(self) -> tuple[bytes, ...]:
        """The pictures so far, by digest."""
        return tuple(self._names)

    def add(self, image: Image) -> tuple[str, str]:
        """Write a picture unless it is there, and return its name and its resource name."""
        digest = sha256(image.data).digest()
        name = self._names.get(digest)
        if name is None:
            name = self._names[digest] = f"I{len(self._names) + 1}"
            picture = _read(image.data, image.mime)
            entries = dict(picture.entries)
            if picture.mask:
                entries["SMask"] = ref(self._engine.stream(picture.mask.entries, picture.mask.data))
            self._engine.image(name, entries, picture.data)
        return name, self._engine.resource(name)


def _read(data: bytes, mime: Literal["image/png", "image/jpeg"]) -> _Picture:
    found = _jpeg(data) if mime == "image/jpeg" else _png(data)
    return found or _decoded(data)


def _entries(width: int, height: int, space: str, bits: int, coding: str) -> dict[str, str]:
    return {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": str(width),
        "Height": str(height),
        "ColorSpace": space,
        "BitsPerComponent": str(bits),
        "Filter": coding,
    }


_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Start-of-frame markers of the JPEG kinds that DCTDecode reads: baseline, extended, progressive."""


def _jpeg(data: bytes) -> _Picture | None:
    """Return a JPEG in grey or colour as it is; None for what PDF/A with an RGB intent can't show (CMYK) or read."""
    at = 2
    while data[:2] == b"\xff\xd8" and at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            bits, height, width, parts = data[at + 4], data[at + 5 : at + 7], data[at + 7 : at + 9], data[at + 9]
            space = {1: "/DeviceGray", 3: "/DeviceRGB"}.get(parts)
            if bits != 8 or space is None:
                return None
            size = int.from_bytes(width, "big"), int.from_bytes(height, "big")
            return _Picture(_entries(*size, space, bits, "/DCTDecode"), data)
        at += 2 + length
    return None


def _png(data: bytes) -> _Picture | None:
    """Return a PNG's own compressed rows (PDF has PNG's predictors); None where PDF reads pixels otherwise.

    That is so for transparency and interlacing.
    """
    chunks: dict[bytes, bytes] = {}
    for name, body in _chunks(data):
        chunks[name] = chunks.get(name, b"") + body
    header = chunks.get(b"IHDR", b"")
    if len(header) != 13 or b"tRNS" in chunks or b"IDAT" not in chunks:
        return None
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    bits, kind, interlaced = header[8], header[9], header[12]
    if kind not in _COLORS or interlaced:
        return None
    space = {_GRAY: "/DeviceGray", _RGB: "/DeviceRGB"}.get(kind) or _indexed(chunks.get(b"PLTE", b""))
    entries = _entries(width, height, space, bits, "/FlateDecode")
    rows = {"Predictor": 15, "Colors": _COLORS[kind], "BitsPerComponent": bits, "Columns": width}
    entries["DecodeParms"] = dictionary({name: str(value) for name, value in rows.items()})
    return _Picture(entries, chunks[b"IDAT"])


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def _indexed(palette: bytes) -> str:
    return array(("/Indexed", "/DeviceRGB", str(len(palette) // 3 - 1), string(palette)))


def _decoded(data: bytes) -> _Picture:
    """Return a picture by its pixels, made into PNGs that pass through: one of colours, one of transparency.

    Raises:
        ValueError: the data is no picture.
    """
    from PIL import Image as Pillow  # noqa: PLC0415  # seldom needed, and slow to import

    with Pillow.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
        clear = opened.mode in {"LA", "PA", "RGBA"} or "transparency" in opened.info
        whole = opened.convert("RGBA" if clear else "RGB")
    colors = _png(_saved(whole.convert("RGB")))
    mask = _png(_saved(whole.getchannel("A"))) if clear else None
    if colors is None:
        raise ValueError("the picture's pixels can't be written")
    return _Picture(colors.entries, colors.data, mask)


def _saved(picture: object) -> bytes:
    from PIL import Image as Pillow  # noqa: PLC0415

    if not isinstance(picture, Pillow.Image):
        raise TypeError("no picture")
    buffer = BytesIO()
    picture.save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()
