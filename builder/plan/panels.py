"""Boxes of a handout that never break: title band, main message, callouts, figures, help in an emergency."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from builder import model
from builder.geometry import Rect
from builder.locales import Contact, Locale
from builder.plan.callouts import CalloutLook, callout_copies, colors
from builder.plan.chart import plan_chart
from builder.plan.diagram.figure import Scale, plan_diagram
from builder.plan.diagram.texts import small_print
from builder.plan.figures import source_runs
from builder.plan.flowables import Flowable, Frame, Rows, Solid, Words
from builder.plan.lay import Copy, Laid, lay
from builder.plan.marks import bar, icon, text_box
from builder.plan.page import Chart, Image, Item, Role, TextBox
from builder.plan.setting import FitError, Setting, plain_runs, runs_of
from builder.plan.structure import Structure
from builder.plan.tables import TableLook, measure_table
from builder.plan.words import ListLook, bullet_copies
from builder.theme import TextStyle
from builder.values import RichText, words

DrawnBlock: TypeAlias = model.Table | model.Chart | model.Image | model.Diagram
"""Figures with a caption above and small print below."""

BAR = 6.0
PAD = 13.0
CHART_HEIGHTS = (200.0, 300.0, 420.0)
"""Heights of a chart on paper at 12 pt type, the first that holds it; they grow with the type."""
DIAGRAM_LIMIT = 0.8
"""Largest share of a page's height that a diagram takes."""
LEAST_LABEL = 9.5
"""Smallest type of a diagram on paper, in points; in large print it is the label's."""
PICTURE_LIMIT = 0.42
"""Largest share of a page's height that a picture takes."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every box of a handout needs: the setting, the frame, the structure tree, the locale."""

    setting: Setting
    frame: Frame
    structure: Structure
    locale: Locale

    @property
    def body(self) -> float:
        """The body's type size in points."""
        return self.setting.style("body").size


def _box(laid: Laid, x: float, y: float, width: float, name: str) -> TextBox:
    return text_box(laid, Rect(x, y, width, laid.height), name)


def band(title: RichText, service: str | None, status: str, sheet: Sheet) -> tuple[tuple[Item, ...], float]:
    """Return the title band across the top of page 1 and the y under it: service, title, status, on ink."""
    setting, frame, structure = sheet.setting, sheet.frame, sheet.structure
    full, page = frame.full, frame.size
    small, large = setting.style("band"), setting.style("title")
    top = 27.0
    items: list[Item] = []
    state = plain_runs(status, setting.style("status"), setting)
    heading = structure.add(Role.H1)
    lines = [Copy(plain_runs(service, small, setting), small, element=structure.add(Role.P))] if service else []
    lines.append(Copy(state, setting.style("status"), element=structure.add(Role.P)))
    head = lay(lines, full.width)
    laid = lay([Copy(runs_of(title, large, setting), large, element=heading, at=title.at)], full.width)
    height = top + head.height + 7 + laid.height + 18
    items.append(bar(Rect(0, 0, page.width, height), setting.color("panel"), "Title band"))
    items.append(bar(Rect(0, height, page.width, 5), setting.color("teal"), "Title rule"))
    items.append(_box(laid, full.x, top + head.height + 7, full.width, "Title"))
    items.append(_box(head, full.x, top, full.width, "Service and status"))
    return tuple(items), height + 5 + 16


def message_panel(message: RichText, sheet: Sheet, parent: int) -> Solid:
    """Return the main message in a tinted panel across the page."""
    setting, full = sheet.setting, sheet.frame.full
    style = setting.style("message")
    copy = Copy(runs_of(message, style, setting), style, element=sheet.structure.add(Role.P, parent), at=message.at)
    laid = lay([copy], full.width - BAR - 2 * PAD - 4)
    height = laid.height + 2 * PAD

    def place(y: float) -> tuple[Item, ...]:
        return (
            bar(Rect(full.x, y, full.width, height), setting.color("teal_tint"), "Message panel"),
            bar(Rect(full.x, y, BAR, height), setting.color("teal"), "Message bar"),
            _box(laid, full.x + BAR + PAD + 4, y + PAD, full.width - BAR - 2 * PAD - 4, "Main message"),
        )

    return Solid(height, place, message.at, after=14.0, wide=True)


def callout_box(block: model.Callout, sheet: Sheet, parent: int) -> Solid:
    """Return a callout in the text column."""
    setting, column = sheet.setting, sheet.frame.column
    content = block.callout
    look = CalloutLook(setting.style("callout"), sheet.body * 1.5)
    group = sheet.structure.add(Role.DIV, parent)
    copies = sheet.structure.tagged(callout_copies(content, look, setting, block.language), group)
    inset = BAR + PAD + look.icon + PAD * 0.8
    laid = lay(copies, column.width - inset - PAD)
    height = max(laid.height, look.icon) + 2 * PAD * 0.85
    strong, tint = colors(content.kind, setting)

    def place(y: float) -> tuple[Item, ...]:
        top = y + PAD * 0.85
        return (
            bar(Rect(column.x, y, column.width, height), tint, "Callout panel"),
            bar(Rect(column.x, y, BAR, height), strong, "Callout bar"),
            *icon(content.kind, column.x + BAR + PAD, top, look.icon, strong, setting.color("on_strong")),
            _box(laid, column.x + inset, top, column.width - inset - PAD, "Callout"),
        )

    return Solid(height, place, content.at, before=8.0, after=10.0)


def quote_box(block: model.Quote, sheet: Sheet, parent: int) -> Solid:
    """Return a quotation with its bar."""
    setting, column, said = sheet.setting, sheet.frame.column, block.quote
    group = sheet.structure.add(Role.BLOCK_QUOTE, parent)
    large, small = setting.style("quote"), setting.style("source")
    laid = lay(
        [
            Copy(
                runs_of(said.text, large, setting, lang=block.language),
                large,
                element=sheet.structure.add(Role.P, group),
                at=said.text.at,
            ),
            Copy(
                runs_of(said.by, small, setting),
                small,
                element=sheet.structure.add(Role.P, group),
                at=said.by.at,
                space_before=4.0,
            ),
        ],
        column.width - 18,
    )

    def place(y: float) -> tuple[Item, ...]:
        rule = bar(Rect(column.x, y, 4, laid.height), setting.color("teal"), "Quotation bar")
        return (rule, _box(laid, column.x + 18, y, column.width - 18, "Quotation"))

    return Solid(laid.height, place, said.at, before=8.0, after=10.0)


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


def small_copy(rich: RichText, role: str, sheet: Sheet, parent: int, *, keep: bool) -> Copy:
    """Return a figure's caption or the small print under it as a paragraph; with `keep` it stays with what follows."""
    style = sheet.setting.style(role)
    element = sheet.structure.add(Role.P, parent)
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
    room, first = _chart_room(content, sheet, element)
    sheet.structure.describe(element, first.alt)

    def place(y: float) -> tuple[Item, ...]:
        return (plan_chart(content, room.moved(0, y), sheet.setting, element=element),)

    return Solid(first.box.height, place, content.at, before=4.0, after=8.0, keep_next=keep)


def _chart_room(content: model.ChartContent, sheet: Sheet, element: int) -> tuple[Rect, Chart]:
    """Return the lowest room that holds a chart, and the chart in it; FitError when none on a page does."""
    column = sheet.frame.column
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
    column = sheet.frame.column
    room = Rect(column.x, 0.0, column.width, column.height * DIAGRAM_LIMIT)
    label = sheet.setting.style("label").size
    scale = Scale((sheet.body, label) if sheet.body > 12 else (sheet.body, label, LEAST_LABEL), compact=True)
    element = sheet.structure.add(Role.FIGURE, parent)
    first = plan_diagram(content, room, sheet.setting, scale, element=element)
    sheet.structure.describe(element, first.alt or "")

    def place(y: float) -> tuple[Item, ...]:
        return (plan_diagram(content, room.moved(0, y), sheet.setting, scale, element=element),)

    words = " ".join(node.label.text for node in content.nodes)
    return Solid(first.box.height, place, content.at, before=3.0, after=6.0, keep_next=keep, words=words)


def emergency_box(emergency: model.Emergency, sheet: Sheet, parent: int) -> Solid:
    """Return the box that says when and whom to call: two columns on wide paper, the numbers largest."""
    setting, full = sheet.setting, sheet.frame.full
    group = sheet.structure.add(Role.DIV, parent)
    strong, tint = colors("emergency", setting)
    heading = replace(setting.style("question"), color=strong, space_before=0.0, space_after=4.0)
    element = sheet.structure.add(Role.H2, group)
    title = Copy(plain_runs(sheet.locale.wording.emergency, heading, setting), heading, element=element)
    head = lay([title], full.width - BAR - 2 * PAD)
    sides = [sheet.structure.tagged(side, group) for side in _help(emergency, sheet)]
    wide = sheet.frame.margin is not None
    inner = full.inset(BAR + PAD, 0, PAD, 0)
    boxes = inner.columns(2, 22.0) if wide else (inner, inner)
    laid = [lay(side, box.width) for side, box in zip(sides, boxes, strict=True)]
    body = max(one.height for one in laid) if wide else laid[0].height + 12 + laid[1].height
    height = PAD + head.height + 6 + body + PAD

    def place(y: float) -> tuple[Item, ...]:
        top = y + PAD + head.height + 6
        second = top if wide else top + laid[0].height + 12
        return (
            bar(Rect(full.x, y, full.width, height), tint, "Emergency panel"),
            bar(Rect(full.x, y, BAR, height), strong, "Emergency bar"),
            _box(head, inner.x, y + PAD, inner.width, "Emergency"),
            _box(laid[0], boxes[0].x, top, boxes[0].width, "When to call"),
            _box(laid[1], boxes[1].x, second, boxes[1].width, "Crisis and doctor"),
        )

    return Solid(height, place, emergency.at, before=12.0, after=12.0, wide=True, elements=(element,))


def _help(emergency: model.Emergency, sheet: Sheet) -> tuple[list[Copy], list[Copy]]:
    """Return the two halves of the emergency box: call at once; crisis line and doctor."""
    setting, locale, wording = sheet.setting, sheet.locale, sheet.locale.wording
    number, body = setting.style("number"), setting.style("callout")
    bold = replace(body, bold=True, space_before=6.0)
    look = ListLook(body, body.size)

    def said(text: str, style: TextStyle) -> Copy:
        return Copy(plain_runs(text, style, setting), style, keep_next=style.bold)

    def called(text: str, contact: Contact) -> list[Copy]:
        unsure = (
            [] if contact.confirmed else [said(wording.unchecked, replace(setting.style("label"), space_after=4.0))]
        )
        return [Copy(plain_runs(text, number, setting), number, space_after=2.0), *unsure]

    left = called(wording.call.format(number=locale.emergency.number), locale.emergency)
    left += bullet_copies(emergency.red_flags, look, setting)
    if emergency.first_aid:
        left += [said(wording.first_aid, bold), *bullet_copies(emergency.first_aid, look, setting)]
    right: list[Copy] = []
    if emergency.crisis:
        crisis = locale.crisis
        right.append(Copy(runs_of(emergency.crisis, bold, setting), bold, at=emergency.crisis.at))
        line = wording.crisis_call.format(label=crisis.label, number=crisis.number, hours=crisis.hours or "")
        right += called(line, crisis)
    if emergency.see_doctor:
        right += [said(wording.see_doctor, bold), *bullet_copies(emergency.see_doctor, look, setting)]
    if locale.poison:
        right.append(said(wording.poison.format(label=locale.poison.label, number=locale.poison.number), body))
    return left, right or [said(" ", body)]
