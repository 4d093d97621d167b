"""Picture files -> `Picture`: PNG and JPEG by content, bounded, decoded once, turned, stripped, encoded anew.

A PNG that is plain already keeps its rows and loses all else (`load.png`).
Later stages see only these bytes, so no metadata (places, people, thumbnails) and no trick of the file survives.
Pillow is imported when the first picture comes.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from builder.frozen import replace
from builder.kept import Kept
from builder.load.faults import BAD, Bad, shorten
from builder.load.limits import Limits, raise_with
from builder.load.paths import named_path, read
from builder.load.png import header_of, stripped
from builder.load.scope import Scope
from builder.located import Scalar
from builder.model import ImageContent, Picture

if TYPE_CHECKING:
    from PIL import Image

JPEG_QUALITY = 92
"""High enough that a photograph shows no blocks; chroma is not subsampled."""


class Refused(Exception):
    """A picture that can't be used; the message says why, `hint` what to do."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def load_picture(content: ImageContent, name: Scalar, scope: Scope) -> ImageContent | Bad:
    """Return the content with its picture; note at the file's name why it can't be used."""
    path = named_path(name, scope)
    data = read(path, name, scope.limits.image_bytes, scope) if path else None
    if data is None:
        return BAD
    try:
        return replace(content, picture=picture_from(data, scope.limits))
    except Refused as refusal:
        message = f"the picture `{shorten(name.text)}` can't be used: {refusal}"
        return scope.faults.error("YML020", name.at, message, refusal.hint)


_KNOWN: Kept[tuple[bytes, Limits], Picture] = Kept(32_000_000, staying=4, shared=2_000_000)
"""The latest pictures, by their bytes: a deck may show one many times."""


def picture_from(data: bytes, limits: Limits) -> Picture:
    """Return the cleaned picture of a file's bytes; raise `Refused`. The same bytes give the same result."""
    known = _KNOWN.get((data, limits))
    if known is not None:
        return known
    picture = _read(data, limits)
    return _KNOWN.put((data, limits), picture, len(data) + len(picture.data))


def _read(data: bytes, limits: Limits) -> Picture:
    kind = _kind(data)
    if plain := _plain(data, limits):
        return plain
    from PIL import Image  # noqa: PLC0415 - only decks with pictures pay for it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.simplefilter("ignore", UserWarning)
            with Image.open(io.BytesIO(data), formats=(kind,)) as image:
                _check_size(image.size, limits)
                return _clean(image, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("it has too many pixels") from None
    except Refused:
        raise
    except Exception as error:  # decoders raise whatever a damaged file makes of them
        raise Refused(f"it is damaged ({_short(error)})", "save it again from its source") from None


def _plain(data: bytes, limits: Limits) -> Picture | None:
    """Return a PNG that needs no decoding; None for any other picture. Raise `Refused` for one that is too large."""
    header = header_of(data)
    if header is None:
        return None
    _check_size((header.width, header.height), limits)
    pixels = stripped(data, header)
    return Picture(data=pixels, mime="image/png", width=header.width, height=header.height) if pixels else None


def _short(error: Exception) -> str:
    return shorten(str(error).splitlines()[0] if str(error) else type(error).__name__, 80)


_OTHERS = (
    (b"GIF8", "a GIF"),
    (b"II*\x00", "a TIFF"),
    (b"MM\x00*", "a TIFF"),
    (b"BM", "a BMP"),
    (b"%!PS", "an EPS"),
    (b"%PDF", "a PDF"),
    (b"<svg", "an SVG"),
    (b"<?xml", "an SVG or XML file"),
    (b"version https://git-lfs", "a pointer of Git LFS, not the picture itself"),
)


def _kind(data: bytes) -> str:
    """Return Pillow's name of the format, by the first bytes."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if not data:
        raise Refused("the file is empty")
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    other = "a WebP" if webp else next((name for start, name in _OTHERS if data.lstrip()[: len(start)] == start), None)
    raise Refused(f"it is {other}" if other else "it is neither PNG nor JPEG", "save it as PNG or JPEG")


def _check_size(pixels: tuple[int, int], limits: Limits) -> None:
    width, height = pixels
    if width * height > limits.image_pixels:
        hint = raise_with("image_pixels", width * height)
        raise Refused(f"it has {width:,} x {height:,} pixels; at most {limits.image_pixels:,} in all", hint)
    if max(width, height) > limits.image_ratio * max(1, min(width, height)):
        raise Refused(f"it is {width:,} x {height:,} pixels, a strip that can't be shown")


def _clean(image: Image.Image, kind: str) -> Picture:
    """Decode, turn as the camera was held, reduce to 8-bit grey, RGB or RGBA, and encode without metadata."""
    from PIL import ImageOps  # noqa: PLC0415 - as above

    image.load()
    plain = _reduced(_to_srgb(ImageOps.exif_transpose(image)))
    plain.info.clear()
    buffer = io.BytesIO()
    if kind == "JPEG" and plain.mode in ("L", "RGB"):
        plain.save(buffer, "JPEG", quality=JPEG_QUALITY, subsampling=0, optimize=True)
        return Picture(data=buffer.getvalue(), mime="image/jpeg", width=plain.width, height=plain.height)
    plain.save(buffer, "PNG", compress_level=6)
    return Picture(data=buffer.getvalue(), mime="image/png", width=plain.width, height=plain.height)


def _to_srgb(image: Image.Image) -> Image.Image:
    """Return the picture in sRGB when it carries another colour profile: later stages know sRGB only."""
    profile = image.info.get("icc_profile")
    if not isinstance(profile, bytes) or image.mode not in ("RGB", "CMYK") or _says_srgb(profile):
        return image
    from PIL import ImageCms  # noqa: PLC0415 - as above

    try:
        wide = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(image, wide, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return turned or image


def _says_srgb(profile: bytes) -> bool:
    return b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile


def _reduced(image: Image.Image) -> Image.Image:
    """Return the picture in a mode that both outputs can hold."""
    if image.mode.startswith("I"):  # 16-bit grey: Pillow's own conversion would clip at 255
        return image.convert("I").point(lambda level: level / 257).convert("L")
    if image.mode in ("L", "RGB", "RGBA"):
        return image.copy() if "transparency" not in image.info else image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("P", "PA", "LA", "La") and ("transparency" in image.info or "A" in image.mode.upper()):
        return image.convert("RGBA")
    return image.convert("RGB")
