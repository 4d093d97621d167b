"""Figures on a slide: chart, table or picture with its caption above and its source below, inside a region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from builder import model
from builder.geometry import Rect
from builder.plan.chart import plan_chart
from builder.plan.lay import Copy, lay
from builder.plan.marks import text_box
from builder.plan.page import Chart, Image, Item, TextRun
from builder.plan.setting import FitError, Setting, plain_runs, runs_of, scaled
from builder.plan.tables import TableLook, measure_table, place_table
from builder.plan.words import Part
from builder.theme import TextStyle
from builder.values import RichText, words

FigureBlock: TypeAlias = model.Table | model.Chart | model.Image

CAPTION_GAP = 8.0
SOURCE_GAP = 8.0
LEAST_CHART = 150.0
"""A chart lower than this many points can't be read from the back row."""
TABLE_FLOOR = 18.0
TABLE_STEP = 20.0


@dataclass(frozen=True, slots=True)
class PlacedItems:
    """Items, and the y where they end."""

    items: tuple[Item, ...]
    bottom: float


def place_figure(part: Part, region: Rect, step: float, setting: Setting) -> PlacedItems:
    """Return a figure at the top of a region, with its caption and source. `step` is the slide's body size.

    Raises:
        FitError: the figure doesn't fit the region.
    """
    block = part.block
    if not isinstance(block, FigureBlock):
        raise FitError("this is no figure", block.at)
    caption, source = _texts(block)
    top = region.y
    items: list[Item] = []
    if caption:
        box = _text(caption, "caption", Rect(region.x, top, region.width, 0), setting, "Caption")
        items += box.items
        top = box.bottom + CAPTION_GAP
    if isinstance(block, model.Chart) and block.chart.read:
        box = _text(block.chart.read, "label", Rect(region.x, top, region.width, 0), setting, "How to read it")
        items += box.items
        top = box.bottom + CAPTION_GAP
    below = [_text(text, "source", region, setting, "Source") for text in source]
    foot = sum(placed.bottom - region.y for placed in below) + (SOURCE_GAP if below else 0.0)
    room = Rect(region.x, top, region.width, region.bottom - top - foot)
    figure, bottom = _figure(block, part.whole, room, step, setting)
    items.append(figure)
    if below:
        y = bottom + SOURCE_GAP
        for text in source:
            placed = _text(text, "source", Rect(region.x, y, region.width, 0), setting, "Source")
            items += placed.items
            bottom = y = placed.bottom
    return PlacedItems(tuple(items), bottom)


def _texts(block: FigureBlock) -> tuple[RichText | None, tuple[RichText, ...]]:
    """Return a figure's caption and the small texts under it."""
    match block:
        case model.Table():
            return block.table.title, _some(block.table.source)
        case model.Chart():
            return block.chart.title, _some(block.chart.note, block.chart.source)
        case model.Image():
            rights = " · ".join(part for part in (block.image.credit, block.image.licence) if part)
            return block.image.caption, (words(rights, block.at),) if rights else ()
        case _:
            assert_never(block)


def _some(*texts: RichText | None) -> tuple[RichText, ...]:
    return tuple(text for text in texts if text)


def _text(rich: RichText, role: str, place: Rect, setting: Setting, name: str) -> PlacedItems:
    style = setting.style(role)
    runs = source_runs(rich, style, setting) if role == "source" else runs_of(rich, style, setting)
    laid = lay([Copy(runs, style, at=rich.at)], place.width, safety=setting.safety)
    box = Rect(place.x, place.y, place.width, laid.height)
    return PlacedItems((text_box(laid, box, name, at=rich.at),), box.bottom)


def source_runs(rich: RichText, style: TextStyle, setting: Setting) -> tuple[TextRun, ...]:
    """Return the small print under a figure; where it is citations only, it says that they are the sources."""
    runs = runs_of(rich, style, setting, flat=True)
    if rich.text.strip():
        return runs
    return (*plain_runs("Sources: " if len(rich.citations) > 1 else "Source: ", style, setting, rich.at), *runs)


def _figure(
    block: FigureBlock, whole: model.TableContent | None, room: Rect, step: float, setting: Setting
) -> tuple[Item, float]:
    match block:
        case model.Table():
            return _table(block.table, whole, room, step, setting)
        case model.Chart():
            if room.height < LEAST_CHART:
                raise FitError(f"the chart has only {room.height:.0f} pt of height", block.at)
            chart = plan_chart(block.chart, room, setting)
            _inside(chart, room, block)
            return chart, chart.box.bottom
        case model.Image():
            return _image(block.image, room)
        case _:
            assert_never(block)


def _inside(chart: Chart, room: Rect, block: model.Chart) -> None:
    if chart.box.bottom > room.bottom + 0.5:
        raise FitError("the chart is higher than its room", block.at)


def _table(
    content: model.TableContent, whole: model.TableContent | None, room: Rect, step: float, setting: Setting
) -> tuple[Item, float]:
    size = TABLE_STEP if step > TABLE_STEP else TABLE_FLOOR
    look = TableLook(setting.style("table_head"), scaled(setting.style("table"), size), 9.0, 6.5, setting.safety)
    measured = measure_table(content, room.width, look, setting, like=whole)
    rows = range(len(content.rows))
    height = measured.height(rows)
    if height > room.height + 0.5:
        raise FitError(f"the table needs {height:.0f} pt of height, but has {room.height:.0f} pt", content.at)
    table = place_table(measured, rows, room.x, room.y, setting)
    return table, table.box.bottom


def _image(content: model.ImageContent, room: Rect) -> tuple[Item, float]:
    picture = content.picture
    if picture is None:
        raise FitError(f"the picture `{content.file}` was not read", content.at)
    scale = min(room.width / picture.width, room.height / picture.height)
    box = Rect(room.x, room.y, picture.width * scale, picture.height * scale)
    image = Image(
        box,
        picture.data,
        picture.mime,
        (picture.width, picture.height),
        None if content.decorative else content.alt,
        f"Picture: {content.file}",
        at=content.at,
    )
    return image, box.bottom
