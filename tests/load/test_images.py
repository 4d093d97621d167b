"""Pictures: two formats by content, bounded, decoded whole, turned, stripped; anything else is a located error."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from builder.load import images
from builder.load.images import Refused, picture_from
from builder.load.limits import Limits
from builder.model import Image as ImageBlock
from builder.model import Picture

from .outlines import good, outline, read, said

LIMITS = Limits()


def encoded(mode: str, kind: str, size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, kind, **options)
    return buffer.getvalue()


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.data), formats=("PNG", "JPEG"))


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, data: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def test_a_picture_reaches_the_model() -> None:
    text = outline("- image: {file: pics/a.png, alt: A grey square}")
    block = good(text, {"pics/a.png": encoded("L", "PNG")}).sections[0].slides[0].blocks[0]
    assert isinstance(block, ImageBlock)
    assert block.image.picture
    assert (block.image.picture.mime, block.image.picture.width, block.image.picture.height) == ("image/png", 64, 48)


@pytest.mark.parametrize(
    "mode, kind, mime",
    [
        ("RGB", "JPEG", "image/jpeg"),
        ("L", "JPEG", "image/jpeg"),
        ("CMYK", "JPEG", "image/jpeg"),
        ("RGB", "PNG", "image/png"),
        ("RGBA", "PNG", "image/png"),
        ("LA", "PNG", "image/png"),
        ("P", "PNG", "image/png"),
        ("1", "PNG", "image/png"),
        ("I;16", "PNG", "image/png"),
    ],
)
def test_every_mode_becomes_eight_bits_that_both_outputs_hold(mode: str, kind: str, mime: str) -> None:
    picture = picture_from(encoded(mode, kind), LIMITS)
    assert (picture.mime, picture.width, picture.height) == (mime, 64, 48)
    assert opened(picture).mode in ("L", "RGB", "RGBA")


def test_sixteen_bits_keep_their_shades() -> None:
    image = Image.frombytes("I;16", (4, 1), struct.pack("<4H", 0, 65535, 32768, 257 * 100))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    assert opened(picture_from(buffer.getvalue(), LIMITS)).tobytes() == bytes([0, 255, 127, 100])


def test_transparency_of_a_palette_is_kept() -> None:
    picture = picture_from(encoded("P", "PNG", transparency=0), LIMITS)
    assert opened(picture).mode == "RGBA"
    assert opened(picture).getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_a_picture_is_turned_as_the_camera_was_held_and_stripped() -> None:
    exif = Image.Exif()
    exif[0x112] = 6
    exif[0x010E] = "SECRET PLACE"
    picture = picture_from(encoded("RGB", "JPEG", exif=exif, comment=b"SECRET"), LIMITS)
    assert (picture.width, picture.height) == (48, 64)
    assert b"SECRET" not in picture.data
    assert not opened(picture).getexif()
    text = picture_from(encoded("RGB", "PNG")[:33] + chunk(b"tEXt", b"k\0SECRET") + encoded("RGB", "PNG")[33:], LIMITS)
    assert b"SECRET" not in text.data


def test_another_colour_profile_becomes_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    assert picture_from(encoded("RGB", "PNG", icc_profile=lab), LIMITS).width == 64
    assert picture_from(encoded("RGB", "PNG", icc_profile=b"rubbish"), LIMITS).width == 64
    assert "icc_profile" not in opened(picture_from(encoded("RGB", "PNG", icc_profile=lab), LIMITS)).info


def test_the_same_bytes_give_the_same_bytes() -> None:
    data = encoded("RGB", "JPEG")
    first = picture_from(data, LIMITS)
    images._KNOWN.clear()
    assert picture_from(data, LIMITS) == first


NOISE = io.BytesIO()
Image.frombytes("RGB", (64, 48), bytes((i * i * 31 + i // 7) % 251 for i in range(64 * 48 * 3))).save(NOISE, "PNG")
GOOD = encoded("RGB", "PNG")

REFUSED = {
    "nothing": (b"", "the file is empty"),
    "text": (b"not an image\n", "neither PNG nor JPEG"),
    "html": (b"<html>404</html>", "neither PNG nor JPEG"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG"),
    "lfs pointer": (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
    "gif": (encoded("P", "GIF"), "a GIF"),
    "tiff": (encoded("RGB", "TIFF"), "a TIFF"),
    "bmp": (encoded("RGB", "BMP"), "a BMP"),
    "webp": (encoded("RGB", "WEBP"), "a WebP"),
    "pdf": (encoded("RGB", "PDF"), "a PDF"),
    "eps": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\nshowpage\n", "an EPS"),
    "truncated": (NOISE.getvalue()[:-400], "damaged"),
    "truncated header": (GOOD[:20], "damaged"),
    "bad idat": (png(64, 48, b"garbage"), "damaged"),
    "bad crc": (GOOD[:29] + b"\0\0\0\0" + GOOD[33:], "damaged"),
    "no pixels": (png(0, 0), "damaged"),
    "truncated jpeg": (encoded("RGB", "JPEG", (300, 300))[:-200], "damaged"),
    "a bomb": (png(50_000, 50_000), "pixels"),
    "a long bomb": (png(1_000_000_000, 1), "pixels"),
    "too many pixels": (png(13_000, 13_000), "pixels"),
    "a strip": (encoded("L", "PNG", (1, 200)), "a strip"),
}


@pytest.mark.parametrize("data, words", REFUSED.values(), ids=REFUSED.keys())
def test_anything_else_is_refused_at_the_name_of_the_file(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        picture_from(data, LIMITS)
    lines = said(read(outline("- image: {file: a.png, alt: A}"), {"a.png": data}))
    assert len(lines) == 1
    assert lines[0].startswith("deck.yaml:10 YML020 the picture `a.png` can't be used")


def test_a_text_bomb_in_a_picture_is_harmless() -> None:
    bomb = GOOD[:33] + chunk(b"zTXt", b"k\0\0" + zlib.compress(b"\0" * (20 << 20), 9)) + GOOD[33:]
    try:
        picture = picture_from(bomb, LIMITS)
    except Refused:
        return
    assert len(picture.data) < 10_000


def test_size_limits_bite() -> None:
    data = encoded("L", "PNG", (100, 100))
    text = outline("- image: {file: a.png, alt: A}")
    assert "pixels" in said(read(text, {"a.png": data}, limits=Limits(image_pixels=5000)))[0]
    assert "larger than" in said(read(text, {"a.png": data}, limits=Limits(image_bytes=10)))[0]
