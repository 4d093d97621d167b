"""Figures on a slide: chart, table, picture or icon array, its caption above, its source below, inside a region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, assert_never

from builder import model
from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.chart import plan_chart
from builder.plan.lay import Copy, baseline_offset, lay
from builder.plan.marks import bar, text_box
from builder.plan.page import Chart, Image, Item, Table, TextRun
from builder.plan.setting import FitError, Setting, plain_runs, runs_of, scaled
from builder.plan.tables import TableLook, WholeTable, measure_table, place_table
from builder.plan.words import Part
from builder.theme import TextStyle
from builder.values import RichText, words

FigureBlock: TypeAlias = model.Table | model.Chart | model.Image | model.Icons | model.Diagram | model.FillIn

CAPTION_GAP = 8.0
SOURCE_GAP = 8.0
LEAST_CHART = 150.0
"""A chart lower than this many points can't be read from the back row."""
LEAST_PICTURE = 100.0
"""A picture in a room lower than this shows nothing either."""
TABLE_FLOOR = 18.0
TABLE_STEP = 20.0
TABLE_AIR = 3.5
"""Most points that a row gets above and below its words besides the usual; twice as many in a table of few rows."""
FEW_ROWS = 4


@dataclass(frozen=True, slots=True)
class PlacedItems:
    """Items, and the y where they end."""

    items: tuple[Item, ...]
    bottom: float


def place_figure(part: Part, region: Rect, step: float, setting: Setting, *, slots: str = "") -> PlacedItems:
    """Return a figure at the top of a region, with its caption and source. `step` is the slide's body size.

    Caption and source fill the layout's placeholders for them, whose keys end in `slots`.

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
        head = small_print((caption,), "caption", Rect(region.x, top, region.width, 0), setting, slot=f"caption{slots}")
        items += head.items
        top = head.bottom + CAPTION_GAP
    if isinstance(block, model.Chart) and block.chart.read:
        told = _reading(block.chart.read, Rect(region.x, top, region.width, 0), setting)
        items += told.items
        top = told.bottom + CAPTION_GAP
    foot = small_print(source, "source", region, setting).bottom - region.y + SOURCE_GAP if source else 0.0
    room = Rect(region.x, top, region.width, region.bottom - top - foot)
    figure, bottom = _figure(block, part.whole, room, step, setting)
    items += figure
    if source:
        place = Rect(region.x, bottom + SOURCE_GAP, region.width, 0)
        below = small_print(source, "source", place, setting, slot=f"source{slots}")
        items += below.items
        bottom = below.bottom
    return PlacedItems(tuple(items), bottom)


def caption_drop(part: Part, step: float, setting: Setting) -> float:
    """Return by how many points a figure starts lower than words beside it, so that first baselines agree."""
    if not isinstance(part.block, FigureBlock) or not _texts(part.block)[0]:
        return 0.0
    body = baseline_offset(scaled(setting.style("body"), step))
    return max(0.0, body - baseline_offset(setting.style("caption")))


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
        case model.Icons():
            return block.icons.title, _some(block.icons.note, block.icons.source)
        case model.Diagram():
            from builder.plan.diagram.texts import small_print as diagram_print  # noqa: PLC0415  # only diagrams

            return block.diagram.title, diagram_print(block.diagram)
        case model.FillIn():
            return block.fill_in.title, ()
        case _:
            assert_never(block)


def _reading(rich: RichText, place: Rect, setting: Setting) -> PlacedItems:
    """Return the line that says how to read a chart, between its caption and the chart."""
    style = setting.style("label")
    laid = lay([Copy(runs_of(rich, style, setting), style, at=rich.at)], place.width, safety=setting.safety)
    box = Rect(place.x, place.y, place.width, laid.height)
    return PlacedItems((text_box(laid, box, "How to read it", at=rich.at),), box.bottom)


def _some(*texts: RichText | None) -> tuple[RichText, ...]:
    return tuple(text for text in texts if text)


def small_print(
    texts: Sequence[RichText],
    role: Literal["caption", "source"],
    place: Rect,
    setting: Setting,
    *,
    slot: str | None = None,
) -> PlacedItems:
    """Return the caption over a figure or the small print under it, at a place's top, as the text of a placeholder."""
    style = setting.style(role)
    copies = [
        Copy(source_runs(t, style, setting) if role == "source" else runs_of(t, style, setting), style, at=t.at)
        for t in texts
    ]
    laid = lay(copies, place.width, safety=setting.safety)
    box = Rect(place.x, place.y, place.width, laid.height)
    item = text_box(laid, box, role.capitalize(), placeholder=slot, at=texts[0].at)
    return PlacedItems((item,), box.bottom)


def source_runs(rich: RichText, style: TextStyle, setting: Setting) -> tuple[TextRun, ...]:
    """Return the small print under a figure; where it is citations only, it says that they are the sources."""
    runs = runs_of(rich, style, setting, flat=True)
    if rich.text.strip():
        return runs
    return (*plain_runs("Sources: " if len(rich.citations) > 1 else "Source: ", style, setting, rich.at), *runs)


def _figure(
    block: FigureBlock, whole: WholeTable | None, room: Rect, step: float, setting: Setting
) -> tuple[tuple[Item, ...], float]:
    match block:
        case model.Table():
            table = _table(block.table, whole, room, step, setting)
            return (table,), table.box.bottom
        case model.Chart():
            if room.height < LEAST_CHART:
                raise FitError(f"the chart has only {room.height:.0f} pt of height", block.at)
            chart = plan_chart(block.chart, room, setting)
            _inside(chart, room, block)
            return (chart,), chart.box.bottom
        case model.Image():
            image = _image(block.image, room)
            return (*_plate(block.image, image.box, setting), image), image.box.bottom
        case model.Icons():
            from builder.plan.iconarray import IconLook, measure_icons  # noqa: PLC0415  # only icon arrays
            from builder.plan.iconmarks import place_icons  # noqa: PLC0415  # only icon arrays

            icons = measure_icons(block.icons, room, IconLook.of_slide(step, setting), setting, block.language)
            return place_icons(icons, room.x, room.y, setting), room.y + icons.height
        case model.Diagram():
            from builder.plan.diagram.figure import plan_diagram  # noqa: PLC0415  # only diagrams

            group = plan_diagram(block.diagram, room, setting)
            return (group,), group.box.bottom
        case model.FillIn():
            from builder.plan.fillin import place_fill_in  # noqa: PLC0415  # only what is to be filled in

            return place_fill_in(block, room, step, setting)
        case _:
            assert_never(block)


def table_size(step: float) -> float:
    """Return the type size of a table on a slide whose body has a size."""
    return TABLE_STEP if step > TABLE_STEP else TABLE_FLOOR


def _plate(content: model.ImageContent, box: Rect, setting: Setting) -> tuple[Item, ...]:
    """Return a light plate for a picture with transparent parts on a dark ground: it was drawn to stand on white."""
    picture = content.picture
    if not (picture and picture.see_through and setting.theme.dark):
        return ()
    return (bar(box, setting.color("plate"), "Picture plate"),)


def _inside(chart: Chart, room: Rect, block: model.Chart) -> None:
    if chart.box.bottom > room.bottom + 0.5:
        raise FitError("the chart is higher than its room", block.at)


def _table(content: model.TableContent, whole: WholeTable | None, room: Rect, step: float, setting: Setting) -> Table:
    size = table_size(step)
    look = TableLook(setting.style("table_head"), scaled(setting.style("table"), size), 9.0, 6.5, setting.safety)
    measured = measure_table(content, room.width, look, setting, like=whole)
    rows = range(len(content.rows))
    height = measured.height(rows)
    spare = (room.height - height) / (2 * (len(rows) + 1))
    if spare > 0:
        # Rows breathe where there is room, up to a measure: a table spread over the slide would fall apart.
        airy = replace(look, pad_y=look.pad_y + min(TABLE_AIR * (1 if len(rows) > FEW_ROWS else 2), spare * 0.5))
        measured = replace(measured, look=airy).aired()
        height = measured.height(rows)
    if height > room.height + 0.5:
        raise FitError(f"the table needs {height:.0f} pt of height, but has {room.height:.0f} pt", content.at)
    return place_table(measured, rows, room.x, room.y, setting)


def _image(content: model.ImageContent, room: Rect) -> Image:
    picture = content.picture
    if picture is None:
        raise FitError(f"the picture `{content.file}` was not read", content.at)
    if room.height < LEAST_PICTURE:
        raise FitError(f"the picture has only {max(0.0, room.height):.0f} pt of height", content.at)
    scale = min(room.width / picture.width, room.height / picture.height)
    box = Rect(room.x, room.y, picture.width * scale, picture.height * scale)
    return Image(
        box,
        picture.data,
        picture.mime,
        (picture.width, picture.height),
        None if content.decorative else content.alt,
        f"Picture: {content.file}",
        at=content.at,
    )
