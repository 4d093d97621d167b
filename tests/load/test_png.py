"""Plain PNGs go through as they are: the same pixels, no decoder, and nothing else of the file."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from builder.load.images import Refused, picture_from
from builder.load.limits import Limits
from builder.load.png import PART, header_of, stripped

from .test_images import chunk, opened, png

LIMITS = Limits()
HEAD, ROWS = 33, b"".join(b"\0" + bytes(range(30)) for _ in range(10))


def drawn(mode: str, **options: object) -> tuple[bytes, bytes]:
    """Return a picture of many shades as a PNG, and its pixels."""
    image = Image.effect_mandelbrot((40, 30), (-2.0, -1.5, 1.0, 1.5), 60).convert(mode)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", **options)
    return buffer.getvalue(), image.tobytes()


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_pixels_stay_and_the_rest_goes(mode: str) -> None:
    data, pixels = drawn(mode)
    told = data[:HEAD] + chunk(b"tEXt", b"k\0SECRET") + chunk(b"zzZz", b"SECRET") + data[HEAD:] + b"SECRET"
    picture = picture_from(told, LIMITS)
    assert opened(picture).tobytes() == pixels
    assert b"SECRET" not in picture.data
    assert picture.data == picture_from(data, LIMITS).data
    assert zlib.decompress(picture.data[41:-16]) == zlib.decompress(data[data.index(b"IDAT") + 4 : -16])


def test_no_decoder_is_loaded_for_a_plain_picture(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(drawn("RGB")[0])
    program = (
        "import sys; from pathlib import Path; from builder.load.images import picture_from, Limits;"
        "picture_from(Path(sys.argv[1]).read_bytes(), Limits()); sys.exit('PIL' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(tmp_path / "a.png")], check=False).returncode == 0


@pytest.mark.parametrize(
    "data",
    [
        drawn("P")[0],
        drawn("1")[0],
        drawn("RGB", transparency=(0, 0, 0))[0],
        drawn("RGB", icc_profile=b"a profile")[0],
        drawn("L")[0][:HEAD] + chunk(b"CgBI", b"") + drawn("L")[0][HEAD:],
        png(10, 10, zlib.compress(ROWS, 0)),
        png(10, 10, zlib.compress(ROWS) + b"more"),
        png(10, 10, zlib.compress(ROWS[:-31])),
        png(10, 10, zlib.compress(ROWS + ROWS)),
        png(10, 10, zlib.compress(b"\x05" + ROWS[1:])),
        png(10, 10, zlib.compress(ROWS)[:-5]),
        png(10, 10, b"no rows"),
    ],
    ids=["palette", "bits", "clear", "profile", "apple", "loose", "more", "short", "long", "filter", "cut", "rubbish"],
)
def test_whatever_is_not_plain_is_left_to_the_decoder(data: bytes) -> None:
    header = header_of(data)
    assert header is not None
    kept = stripped(data, header)
    assert kept is None or data == png(10, 10, zlib.compress(ROWS, 0))  # too small to be worth packing


NOISE = [b"\2" + hashlib.shake_128(bytes([row])).digest(150) * 2 for row in range(200)]
"""Rows of 100 pixels; packed, they take several of the parts that are unpacked one after the other."""


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        (NOISE, True),
        ([*NOISE[:150], b"\5" + NOISE[150][1:], *NOISE[151:]], False),
        ([*NOISE[:-1], b"\5" + NOISE[-1][1:]], False),
        (NOISE[:-1], False),
        ([*NOISE, NOISE[0][:1]], False),
        ([*NOISE, *NOISE], False),
    ],
    ids=["whole", "a filter", "the last filter", "short", "a byte more", "twice"],
)
def test_large_pictures_are_looked_at_to_their_end(rows: list[bytes], whole: bool) -> None:
    packed = zlib.compress(b"".join(rows))
    assert len(packed) > 3 * PART
    data = png(100, 200, packed)
    header = header_of(data)
    assert header is not None
    assert (stripped(data, header) is not None) == whole
    assert stripped(png(100, 200, packed[:-1]), header) is None
    assert stripped(png(100, 200, packed + b"\0" * PART), header) is None


def test_rows_that_are_hardly_packed_are_packed_anew() -> None:
    image = Image.new("RGB", (200, 200))
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=0)
    assert len(picture_from(buffer.getvalue(), LIMITS).data) < 5_000


def test_a_wrong_sum_is_damage() -> None:
    data = bytearray(drawn("RGB")[0])
    data[-20] ^= 1
    header = header_of(bytes(data))
    assert header is not None
    assert stripped(bytes(data), header) is None
    with pytest.raises(Refused, match="damaged"):
        picture_from(bytes(data), LIMITS)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(Refused, match="pixels"):
        picture_from(png(30_000, 30_000, zlib.compress(bytes(1000))), LIMITS)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", drawn("L")[0][:30], b"x" * 60, png(0, 10)])
def test_what_has_no_header_is_none(data: bytes) -> None:
    assert header_of(data) is None
