"""Font files are read in quick ways of our own: what reportlab would find in them, for every shipped font."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from struct import unpack_from

import pytest
from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

from builder.write.pdf.fontfile import FontFile

FONTS = sorted((Path(__file__).parents[2] / "assets" / "fonts").glob("*/*.ttf"))
SHARED = (
    "name",
    "flags",
    "ascent",
    "descent",
    "capHeight",
    "bbox",
    "italicAngle",
    "stemV",
    "numGlyphs",
    "defaultWidth",
)


def true_metrics(face: TTFontFace) -> list[tuple[int, int]]:
    """reportlab's, but where glyphs share the last advance: there it holds thousandths instead of the font's units."""
    (count,) = unpack_from(">H", face.get_table("hhea"), 34)
    return [*face.hmetrics[:count], *((face.hmetrics[count - 1][0], bearing) for _, bearing in face.hmetrics[count:])]


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_shipped_font_says_what_reportlab_reads(path: Path) -> None:
    ours, theirs = FontFile(path), TTFontFace(str(path))
    assert {name: getattr(ours, name) for name in SHARED} == {name: getattr(theirs, name) for name in SHARED}
    assert [*ours.hmetrics] == true_metrics(theirs)
    assert [*ours.glyphPos] == theirs.glyphPos
    points = range(0x20, 0x1FFFF)
    assert [ours.charToGlyph[point] for point in points] == [theirs.charToGlyph.get(point, 0) for point in points]
    assert {point: ours.width(point) for point in theirs.charWidths} == pytest.approx(theirs.charWidths, abs=0)


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_cut_font_has_the_same_bytes(path: Path) -> None:
    ours, theirs = FontFile(path), TTFontFace(str(path))
    theirs.hmetrics = true_metrics(theirs)
    source = random.Random(path.stem)
    points = [*source.sample(sorted(theirs.charToGlyph), 60), 0x20, 0xA0, 0xE9, 0x1F600]
    assert ours.makeSubset(points) == theirs.makeSubset(points)


def test_what_is_no_font_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.ttf").write_bytes(b"no font at all")
    with pytest.raises(TTFError):
        FontFile(tmp_path / "no.ttf")


def test_harfbuzz_is_not_loaded_with_reportlab_and_can_be_loaded_later() -> None:
    asked = "import sys, builder.write.pdf.faces; print('uharfbuzz' in sys.modules); import uharfbuzz; print('ok')"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False", "ok"]


def test_what_reportlab_never_uses_is_not_loaded_and_stays_whole() -> None:
    asked = """
import sys
import builder.write.pdf.faces as faces
print([name for name in faces.LATER if name in sys.modules])
from reportlab.lib import utils
print(utils.Image.MAX_IMAGE_PIXELS > 0, utils.isSeq([]), utils.rl_safe_eval("1 + 2"), utils.literal_eval("(3, 4)"))
import PIL.Image, ast, inspect, pickle, platform, tempfile
print(type(PIL.Image) is type(sys), inspect.isclass(int), bool(tempfile.gettempdir()), utils.Image.Image is PIL.Image.Image)
print(utils.isPyPy == (platform.python_implementation() == "PyPy"), ast.parse("1") is not None, utils.pickle.loads(pickle.dumps(5)))
from reportlab.lib import rl_safe_eval
print(type(rl_safe_eval) is type(sys), rl_safe_eval.rl_safe_eval("2 * 3"))
"""
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    wanted = ["[]", "True True 3 (3, 4)", "True True True True", "True True 5", "True 6"]
    assert said.stdout.splitlines() == wanted


def test_a_module_that_is_loaded_already_is_left_as_it_is() -> None:
    asked = "import tempfile, sys, builder.write.pdf.faces; print(sys.modules['tempfile'] is tempfile, tempfile.gettempdir())"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.startswith("True /")
