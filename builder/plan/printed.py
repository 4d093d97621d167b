"""Figures on paper: table, chart, picture or diagram, its caption above, its small print below."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias, assert_never

from builder import model
from builder.geometry import Rect
from builder.plan.chart import plan_chart
from builder.plan.figures import source_runs
from builder.plan.flowables import Flowable, Rows, Solid, Words
from builder.plan.lay import Copy
from builder.plan.page import Chart, ChartSpec, Group, Image, Item, Look, Role
from builder.plan.setting import FitError, runs_of
from builder.plan.sheet import Sheet
from builder.plan.tables import TableLook, measure_table
from builder.values import RichText, words

DrawnBlock: TypeAlias = model.Table | model.Chart | model.Image | model.Diagram
"""Figures with a caption above and small print below."""

CHART_HEIGHTS = (200.0, 300.0, 420.0)
"""Heights of a chart on paper at 12 pt type, the first that holds it; they grow with the type."""
PLOT_HEIGHT = 140.0
"""Least height of what upright bars or lines are drawn in, at 12 pt type: flatter, differences are hard to see."""
DIAGRAM_LIMIT = 0.8
"""Largest share of a page's height that a diagram takes."""
LEAST_LABEL = 9.5
"""Smallest type of a diagram on paper, in points; in large print it is the label's."""
PICTURE_LIMIT = 0.42
"""Largest share of a page's height that a picture takes."""


def figure_flow(block: DrawnBlock, sheet: Sheet, parent: int) -> list[Flowable]:
    """Return a table, chart or picture with its caption above and its source below."""
    notes: tuple[RichText | None, ...]
    match block:
        case model.Table():
            caption, notes = block.table.title, (block.table.source,)
        case model.Chart():
            caption, notes = block.chart.title, (block.chart.note, block.chart.source)
        case model.Image():
            rights = " · ".join(part for part in (block.image.credit, block.image.licence) if part)
            caption, notes = block.image.caption, (words(rights, block.at) if rights else None,)
        case model.Diagram():
            from builder.plan.diagram.texts import small_print  # noqa: PLC0415  # only diagrams

            caption, notes = block.diagram.title, small_print(block.diagram)
        case _:
            assert_never(block)
    flow: list[Flowable] = []
    if caption:
        flow.append(Words(small_copy(caption, "caption", sheet, parent, keep=True)))
    if isinstance(block, model.Chart) and block.chart.read:
        flow.append(Words(small_copy(block.chart.read, "body", sheet, parent, keep=True)))
    below = [note for note in notes if note]
    flow.append(_figure(block, sheet, parent, keep=bool(below)))
    for index, note in enumerate(below):
        flow.append(Words(small_copy(note, "source", sheet, parent, keep=index < len(below) - 1)))
    return flow


SMALL: Mapping[str, Look] = MappingProxyType({"caption": "caption", "source": "source"})


def small_copy(rich: RichText, role: str, sheet: Sheet, parent: int, *, keep: bool) -> Copy:
    """Return a figure's caption or the small print under it as a paragraph; with `keep` it stays with what follows."""
    style = sheet.setting.style(role)
    element = sheet.structure.add(Role.P, parent, look=SMALL.get(role))
    before = 8.0 if role == "caption" else 0.0
    runs = source_runs(rich, style, sheet.setting) if role == "source" else runs_of(rich, style, sheet.setting)
    return Copy(runs, style, element=element, at=rich.at, space_before=before, keep_next=keep)


def _figure(block: DrawnBlock, sheet: Sheet, parent: int, *, keep: bool) -> Flowable:
    match block:
        case model.Table():
            return _table(block.table, sheet, parent)
        case model.Chart():
            return _chart(block.chart, sheet, parent, keep=keep)
        case model.Image():
            return _image(block.image, sheet, parent, keep=keep)
        case model.Diagram():
            return _diagram(block.diagram, sheet, parent, keep=keep)
        case _:
            assert_never(block)


def _table(content: model.TableContent, sheet: Sheet, parent: int) -> Rows:
    setting, frame = sheet.setting, sheet.frame
    look = TableLook(setting.style("table_head"), setting.style("table"), 6.0, 4.5)
    alt = content.alt or None
    element = sheet.structure.add(Role.TABLE, parent, alt=alt)
    try:
        measured = measure_table(content, frame.column.width, look, setting)
    except FitError:
        measured = measure_table(content, frame.full.width, look, setting)
    return Rows(measured, element, before=4.0, after=10.0)


def _chart(content: model.ChartContent, sheet: Sheet, parent: int, *, keep: bool) -> Solid:
    element = sheet.structure.add(Role.FIGURE, parent)
    wide = False
    try:
        room, first = _chart_room(content, sheet, element, sheet.frame.column)
    except FitError:
        if sheet.frame.margin is None:
            raise
        room, first = _chart_room(content, sheet, element, sheet.frame.full)
        wide = True
    sheet.structure.describe(element, first.alt)

    def place(y: float) -> tuple[Item, ...]:
        return (plan_chart(content, room.moved(0, y), sheet.setting, element=element),)

    # without a caption, a chart's own heading would touch what stands above it
    before = 4.0 if content.title or content.read else 10.0
    return Solid(first.box.height, place, content.at, before=before, after=8.0, wide=wide, keep_next=keep)


def _chart_room(content: model.ChartContent, sheet: Sheet, element: int, column: Rect) -> tuple[Rect, Chart]:
    """Return the room in a column that a chart needs, and the chart in it; FitError when it needs more than a page."""
    room, chart = _lowest(content, sheet, element, column)
    if not isinstance(chart.spec, ChartSpec) or chart.spec.horizontal:
        return room, chart
    lacking = PLOT_HEIGHT * sheet.body / 12 - chart.spec.plot.height
    taller = room.with_height(min(room.height + lacking, column.height))
    if taller.height <= room.height:
        return room, chart
    return taller, plan_chart(content, taller, sheet.setting, element=element)


def _lowest(content: model.ChartContent, sheet: Sheet, element: int, column: Rect) -> tuple[Rect, Chart]:
    """Return the lowest room that holds a chart, and the chart in it; FitError when none on a page does."""
    heights = [height * sheet.body / 12 for height in CHART_HEIGHTS]
    rooms = [Rect(column.x, 0.0, column.width, height) for height in heights if height <= column.height]
    for room in rooms[:-1]:
        try:
            return room, plan_chart(content, room, sheet.setting, element=element)
        except FitError:
            continue
    return rooms[-1], plan_chart(content, rooms[-1], sheet.setting, element=element)


def _image(content: model.ImageContent, sheet: Sheet, parent: int, *, keep: bool) -> Solid:
    picture = content.picture
    if picture is None:
        raise FitError(f"the picture `{content.file}` was not read", content.at)
    column, page = sheet.frame.column, sheet.frame.size
    scale = min(column.width / picture.width, page.height * PICTURE_LIMIT / picture.height)
    width, height = picture.width * scale, picture.height * scale
    alt = None if content.decorative else content.alt
    element = sheet.structure.add(Role.FIGURE, parent, alt=alt) if alt else None

    def place(y: float) -> tuple[Item, ...]:
        box = Rect(column.x, y, width, height)
        pixels = (picture.width, picture.height)
        return (Image(box, picture.data, picture.mime, pixels, alt, f"Picture: {content.file}", element, content.at),)

    return Solid(height, place, content.at, before=4.0, after=8.0, keep_next=keep)


def _diagram(content: model.DiagramContent, sheet: Sheet, parent: int, *, keep: bool) -> Solid:
    """Return a diagram as wide as the text, as high as it needs."""
    element = sheet.structure.add(Role.FIGURE, parent)
    first = drawn_diagram(content, sheet, element)
    sheet.structure.describe(element, first.alt or "")

    def place(y: float) -> tuple[Item, ...]:
        return (drawn_diagram(content, sheet, element, y),)

    words = " ".join(node.label.text for node in content.nodes)
    return Solid(first.box.height, place, content.at, before=3.0, after=6.0, keep_next=keep, words=words)


def drawn_diagram(content: model.DiagramContent, sheet: Sheet, element: int, y: float = 0.0) -> Group:
    """Return a diagram in the text column with its top at `y`; FitError when it needs more of a page."""
    from builder.plan.diagram.figure import Scale, plan_diagram  # noqa: PLC0415  # only diagrams

    column = sheet.frame.column
    room = Rect(column.x, y, column.width, column.height * DIAGRAM_LIMIT)
    label = sheet.setting.style("label").size
    large = sheet.setting.medium is sheet.setting.theme.large
    scale = Scale((sheet.body, label) if large else (sheet.body, label, LEAST_LABEL), compact=True)
    return plan_diagram(content, room, sheet.setting, scale, element=element)


def drawn_chart(content: model.ChartContent, sheet: Sheet, element: int) -> Chart:
    """Return a chart in the text column with its top at 0; FitError when it needs more than a page."""
    return _chart_room(content, sheet, element, sheet.frame.column)[1]
