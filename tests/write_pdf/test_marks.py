"""What is painted: pictures, shapes, colours, rules, by the file's objects and by its pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Name

from builder.geometry import Rect
from builder.plan import page as p
from builder.theme import Color
from builder.write.pdf import write_pdf

from . import reading, sample


class Canvas:
    """A page as pixels, by points from the top left."""

    def __init__(self, data: bytes, page: int) -> None:
        pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
        document = pdfium.PdfDocument(data)
        self._scale = 4
        self._image = document[page].render(scale=self._scale).to_pil().convert("RGB")
        document.close()

    def at(self, x: float, y: float) -> str:
        return "{:02X}{:02X}{:02X}".format(*self._image.getpixel((round(x * self._scale), round(y * self._scale))))


def _items(kind: type[p.Item], page: int) -> Iterator[p.Item]:
    return (item for item in sample.leaflet().pages[page].items if isinstance(item, kind))


def test_fills_bars_and_rules_have_their_colours_in_their_places(leaflet: bytes) -> None:
    front, middle = Canvas(leaflet, 0), Canvas(leaflet, 1)
    panel = next(item for item in _items(p.TextBox, 0) if isinstance(item, p.TextBox) and item.fill)
    assert front.at(panel.box.x + 2, panel.box.y + 2) == sample.TINT.rgb
    assert front.at(panel.box.right + 2, panel.box.y + 2) == "FFFFFF"
    table = next(item for item in _items(p.Table, 0) if isinstance(item, p.Table))
    assert front.at(table.box.right - 5, table.box.y + 22) == sample.INK.rgb
    assert front.at(table.box.right - 5, table.box.bottom - 5) == sample.TINT.rgb
    chart = next(item for item in _items(p.Chart, 1) if isinstance(item, p.Chart))
    bars = [mark for mark in chart.marks if isinstance(mark, p.Shape)]
    assert [middle.at(bar.box.x + 20, bar.box.y + 13) for bar in bars] == [sample.TEAL.rgb, sample.GREY.rgb]


def test_shapes_have_their_outlines(leaflet: bytes) -> None:
    middle = Canvas(leaflet, 1)
    shapes = {item.kind: item for item in _items(p.Shape, 1) if isinstance(item, p.Shape)}
    sign, pill = shapes["triangle"].box, shapes["round-rect"].box
    assert middle.at(sign.x + 10, sign.bottom - 3) == sample.ACCENT.rgb
    assert middle.at(sign.x + 2, sign.y + 2) == "FFFFFF", "a triangle leaves its upper corners free"
    assert middle.at(pill.x + 20, pill.y + 10) == sample.TINT.rgb
    assert middle.at(pill.x + 20, pill.y) == sample.TEAL.rgb
    assert middle.at(pill.x, pill.y) == "FFFFFF", "a rounded corner is free"


def test_bullets_and_tick_boxes_stand_beside_their_lines(leaflet: bytes) -> None:
    front = Canvas(leaflet, 0)
    boxes = [item for item in _items(p.TextBox, 0) if isinstance(item, p.TextBox) and item.paragraphs[0].bullet]
    for item in boxes:
        bullet, line = item.paragraphs[0].bullet, item.paragraphs[0].lines[0]
        assert bullet is not None
        baseline, middle = item.inner.y + line.baseline, item.inner.x + bullet.size / 2
        if bullet.kind == "square":
            assert front.at(middle, baseline - 3.2) == sample.TEAL.rgb
        if bullet.kind == "box":
            assert front.at(middle, baseline - 4) == "FFFFFF"
            assert front.at(item.inner.x + 0.4, baseline - 4) == sample.TEAL.rgb


def test_dashes_are_dashed(pdf: pikepdf.Pdf) -> None:
    assert "[2 2] 0 d" in pdf.pages[1].Contents.read_bytes().decode()


def test_pictures_pass_through_where_pdf_can_read_them(pdf: pikepdf.Pdf) -> None:
    images = {str(name): image for name, image in pdf.pages[1].obj.Resources.XObject.items()}
    assert len(images) == 6, "a picture drawn twice is written once"
    jpeg, rgb, palette, alpha, cmyk, deep = (images[f"/FormXob.I{index}"] for index in range(1, 7))
    assert jpeg.read_raw_bytes() == sample.picture("jpeg") and jpeg.Filter == Name.DCTDecode
    assert rgb.read_raw_bytes() in sample.picture("rgb") and int(rgb.DecodeParms.Predictor) == 15
    assert palette.ColorSpace[0] == Name.Indexed and palette.read_raw_bytes() in sample.picture("palette")
    assert alpha.SMask.ColorSpace == Name.DeviceGray and alpha.ColorSpace == Name.DeviceRGB
    assert cmyk.ColorSpace == Name.DeviceRGB and cmyk.Filter == Name.FlateDecode
    assert deep.ColorSpace == Name.DeviceGray and int(deep.BitsPerComponent) == 16


def test_pictures_show_their_pixels(leaflet: bytes) -> None:
    middle = Canvas(leaflet, 1)
    images = [item for item in _items(p.Image, 1) if isinstance(item, p.Image)]
    ramps = [
        item
        for item in images
        if item.name == "Picture" and "alpha" not in str(item.alt) and "deep" not in str(item.alt)
    ]
    for item in ramps:
        seen = middle.at(item.box.x + 27, item.box.y + 18)
        assert [abs(int(seen[i : i + 2], 16) - 128) < 16 for i in (0, 2, 4)] == [True] * 3, (item.alt, seen)
        top = middle.at(item.box.x + 27, item.box.y + 1)
        assert int(top[:2], 16) < 40 and int(top[2:4], 16) > 200, (item.alt, top)
    deep = next(item for item in images if "deep" in str(item.alt))
    assert int(middle.at(deep.box.x + 27, deep.box.bottom - 1)[:2], 16) > 200
    assert int(middle.at(deep.box.x + 27, deep.box.y + 1)[:2], 16) < 40


def test_what_is_no_picture_is_refused() -> None:
    broken = p.Image(Rect(0, 0, 9, 9), b"\x89PNG\r\n\x1a\nnothing", "image/png", (1, 1), None, "Broken")
    plan = replace(sample.leaflet(), pages=(p.Page((broken,), "One"),), bookmarks=())
    with pytest.raises(OSError, match="cannot identify"):
        write_pdf(plan)


def test_a_slide_is_painted_on_its_layout() -> None:
    data = write_pdf(sample.slide())
    slide = Canvas(data, 0)
    assert slide.at(10, 300) == sample.TEAL.rgb
    assert slide.at(900, 500) == "FAF8F4"
    with reading.opened(data) as pdf:
        assert reading.artifact_text(pdf) == ["Ketamine blocks the NMDA receptor"]
        assert [float(side) for side in pdf.pages[0].mediabox] == [0, 0, 960, 540]


def test_of_a_clipped_shape_only_the_part_in_its_box_is_drawn() -> None:
    cut = p.Shape(Rect(100, 100, 40, 40), "ellipse", "Figure", fill=sample.TEAL, clip=Rect(100, 100, 20, 40))
    after = p.Shape(Rect(200, 100, 40, 40), "rect", "Bar", fill=sample.TEAL)
    plan = replace(sample.leaflet(), pages=(p.Page((cut, after), "One"),), bookmarks=())
    page = Canvas(write_pdf(plan), 0)
    assert (page.at(110, 120), page.at(130, 120)) == (sample.TEAL.rgb, "FFFFFF")
    assert page.at(220, 120) == sample.TEAL.rgb, "what comes after is whole"


def test_an_invisible_shape_draws_nothing() -> None:
    ghost = p.Shape(Rect(10, 10, 10, 10), "rect", "Ghost")
    plan = replace(sample.leaflet(), pages=(p.Page((ghost,), "One"),), bookmarks=())
    with reading.opened(write_pdf(plan)) as pdf:
        assert " re" not in pdf.pages[0].Contents.read_bytes().decode()


def test_colours_are_written_as_fractions() -> None:
    shape = p.Shape(Rect(10, 10, 10, 10), "rect", "Box", fill=Color("336699"))
    plan = replace(sample.leaflet(), pages=(p.Page((shape,), "One"),), bookmarks=())
    with reading.opened(write_pdf(plan)) as pdf:
        assert "0.2 0.4 0.6 rg\n10 821.89 10 10 re f" in pdf.pages[0].Contents.read_bytes().decode()
