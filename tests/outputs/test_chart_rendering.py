"""LibreOffice draws each native chart as the plan's own marks: the same words, bars, markers, in the same places."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from builder.geometry import Rect
from builder.plan.page import Chart, ChartSpec, Page, Shape, TextBox

from .support import office
from .support.builds import written
from .support.goldens import planned

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="soffice (LibreOffice Impress) is not installed")

SCALE = 3
ACROSS, DOWN = 13.0, 9.0
"""Points by which a label's middle may stand elsewhere: office programs set their own distance from bar to label."""
FREE = {"Labels": 40.0, "Category": 40.0, "Axis title": 25.0, "Key label": 130.0}
"""As ACROSS, for labels that LibreOffice centres line by line, or sets by measures of its own: the key of lying groups
of bars it turns round."""
OFF = 16
"""How far a channel of a colour may be from the plan's: edges are smoothed."""


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("charts")
    decks = {name: written(slides(name)) for name in ("charts", "kinds")}
    return office.rendered(decks, Path(folder))


@cache
def slides(name: str):  # type: ignore[no-untyped-def]
    return next(draft for draft in planned(name) if draft.kind == "pptx")


def charts_of(page: Page) -> Iterator[Chart]:
    return (item for item in page.items if isinstance(item, Chart))


@pytest.mark.parametrize("name", ["charts", "kinds"])
def test_every_label_stands_where_it_is_planned(name: str, rendered: dict[str, bytes]) -> None:
    checked, faults = 0, []
    for page, glyphs in zip(slides(name).plan.pages, office.pages_of(rendered[name]), strict=True):
        for chart in charts_of(page):
            near = [g for g in glyphs if chart.box.x - 20 <= g.x <= chart.box.right + 20 and inside(g, chart.box)]
            for mark in chart.marks:
                for line, place in lines_of(mark):
                    found = nearest(line, place, near)
                    across = FREE.get(mark.name, ACROSS)
                    checked += 1
                    if found is None:
                        faults.append(f"{page.title}: {line!r} is not there")
                    elif abs(found[0] - middle(place)[0]) > across or abs(found[1] - middle(place)[1]) > DOWN:
                        faults.append(f"{page.title}: {line!r} stands at {found}, planned {middle(place)}")
    assert not faults, "\n".join(faults)
    assert checked > 30


def inside(glyph: office.Glyph, box: Rect) -> bool:
    return box.y - 10 <= glyph.y <= box.bottom + 10


def lines_of(mark: object) -> Iterator[tuple[str, Rect]]:
    """The lines of a label and where they are planned."""
    if not isinstance(mark, TextBox):
        return
    for paragraph in mark.paragraphs:
        for line in paragraph.lines:
            text = "".join(piece.run.text for piece in line.pieces)
            top = mark.inner.y + line.baseline - paragraph.leading * 0.8
            yield office.squeezed(text), Rect(mark.inner.x + line.x, top, line.width, paragraph.leading)


def middle(place: Rect) -> tuple[float, float]:
    return place.x + place.width / 2, place.y + place.height / 2


def nearest(words: str, place: Rect, glyphs: Sequence[office.Glyph]) -> tuple[float, float] | None:
    """The middle of the drawn words that are nearest to their place."""
    stream = "".join(glyph.text for glyph in glyphs)
    spots = []
    start = stream.find(words)
    while start >= 0:
        taken = glyphs[start : start + len(words)]
        size = max(glyph.size for glyph in taken)
        spots.append(((taken[0].x + taken[-1].right) / 2, taken[0].y - size * 0.3))
        start = stream.find(words, start + 1)
    x, y = middle(place)
    return min(spots, key=lambda spot: (spot[0] - x) ** 2 + (spot[1] - y) ** 2, default=None)


@pytest.mark.parametrize("name", ["charts", "kinds"])
def test_every_bar_and_marker_is_drawn_where_it_is_planned(name: str, rendered: dict[str, bytes]) -> None:
    pages = pypdfium2.PdfDocument(rendered[name])
    checked, faults = 0, []
    for page, drawn in zip(slides(name).plan.pages, pages, strict=True):
        for chart in charts_of(page):
            picture = drawn.render(scale=SCALE).to_pil().convert("RGB")
            covered = [mark.box for mark in chart.marks if isinstance(mark, TextBox)]
            for shape in (mark for mark in chart.marks if isinstance(mark, Shape) and mark.fill):
                if shape.name not in ("Bar", "Range", "Marker") or hatched(chart, shape):
                    continue
                for spot in spots(shape):
                    if any(box.x <= spot[0] <= box.right and box.y <= spot[1] <= box.bottom for box in covered):
                        continue
                    checked += 1
                    if not alike(picture, spot, shape.fill.rgb):
                        faults.append(f"{page.title}: {shape.name} {shape.box} is not {shape.fill.rgb} at {spot}")
    assert len(faults) <= checked * 0.02, "\n".join(faults)
    assert checked > 20


def hatched(chart: Chart, shape: Shape) -> bool:
    """Whether a bar is filled with lines or figures: their colours are not flat."""
    return isinstance(chart.spec, ChartSpec) and (
        any(series.hatch or any(series.point_hatches) for series in chart.spec.series)
    )


def spots(shape: Shape) -> Iterator[tuple[float, float]]:
    """Points near both ends and in the middle of a mark, all inside it."""
    box = shape.box
    if shape.name == "Marker":
        yield middle(box)
        return
    if box.width < 8 or box.height < 8:
        return
    for across in (3.0, box.width / 2, box.width - 3.0):
        for down in (3.0, box.height / 2, box.height - 3.0):
            yield box.x + across, box.y + down


def alike(picture: Image.Image, spot: tuple[float, float], rgb: str) -> bool:
    """Whether a pixel at or beside a spot has a colour: a line of a grid or a whisker may run over it."""
    wanted = tuple(int(rgb[i : i + 2], 16) for i in (0, 2, 4))
    for dx, dy in ((0, 0), (2.5, 0), (-2.5, 0), (0, 2.5), (0, -2.5)):
        x, y = int((spot[0] + dx) * SCALE), int((spot[1] + dy) * SCALE)
        if 0 <= x < picture.width and 0 <= y < picture.height:
            found = picture.getpixel((x, y))
            if all(abs(a - b) <= OFF for a, b in zip(found, wanted, strict=True)):
                return True
    return False
