"""Boxes of a handout that never break: title band, main message, callouts, quotations."""

from __future__ import annotations

from builder import model
from builder.geometry import Rect
from builder.plan.callouts import CalloutLook, callout_copies, colors
from builder.plan.flowables import Solid
from builder.plan.lay import Copy, lay
from builder.plan.marks import bar, icon
from builder.plan.page import Item, Role
from builder.plan.setting import plain_runs, runs_of
from builder.plan.sheet import Sheet, laid_box
from builder.values import RichText

BAR = 6.0
PAD = 13.0


def band(title: RichText, service: str | None, status: str, sheet: Sheet) -> tuple[tuple[Item, ...], float]:
    """Return the title band across the top of page 1 and the y under it: service, title, status, on ink."""
    setting, frame, structure = sheet.setting, sheet.frame, sheet.structure
    full, page = frame.full, frame.size
    small, large = setting.style("band"), setting.style("title")
    top = 27.0
    items: list[Item] = []
    state = plain_runs(status, setting.style("status"), setting)
    heading = structure.add(Role.H1)
    lines = (
        [Copy(plain_runs(service, small, setting), small, element=structure.add(Role.P, look="service"))]
        if service
        else []
    )
    lines.append(Copy(state, setting.style("status"), element=structure.add(Role.P, look="status")))
    head = lay(lines, full.width)
    laid = lay([Copy(runs_of(title, large, setting), large, element=heading, at=title.at)], full.width)
    height = top + head.height + 7 + laid.height + 18
    items.append(bar(Rect(0, 0, page.width, height), setting.color("panel"), "Title band"))
    items.append(bar(Rect(0, height, page.width, 5), setting.color("teal"), "Title rule"))
    items.append(laid_box(laid, full.x, top + head.height + 7, full.width, "Title"))
    items.append(laid_box(head, full.x, top, full.width, "Service and status"))
    return tuple(items), height + 5 + 16


def message_panel(message: RichText, sheet: Sheet, parent: int) -> Solid:
    """Return the main message in a tinted panel across the page."""
    setting, full = sheet.setting, sheet.frame.full
    style = setting.style("message")
    element = sheet.structure.add(Role.P, parent, look="message")
    copy = Copy(runs_of(message, style, setting), style, element=element, at=message.at)
    laid = lay([copy], full.width - BAR - 2 * PAD - 4)
    height = laid.height + 2 * PAD

    def place(y: float) -> tuple[Item, ...]:
        return (
            bar(Rect(full.x, y, full.width, height), setting.color("teal_tint"), "Message panel"),
            bar(Rect(full.x, y, BAR, height), setting.color("teal"), "Message bar"),
            laid_box(laid, full.x + BAR + PAD + 4, y + PAD, full.width - BAR - 2 * PAD - 4, "Main message"),
        )

    return Solid(height, place, message.at, after=14.0, wide=True)


def callout_box(block: model.Callout, sheet: Sheet, parent: int) -> Solid:
    """Return a callout in the text column."""
    setting, column = sheet.setting, sheet.frame.column
    content = block.callout
    look = CalloutLook(setting.style("callout"), sheet.body * 1.5)
    group = sheet.structure.add(Role.DIV, parent, look=content.kind)
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
            laid_box(laid, column.x + inset, top, column.width - inset - PAD, "Callout"),
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
                element=sheet.structure.add(Role.P, group, look="by"),
                at=said.by.at,
                space_before=4.0,
            ),
        ],
        column.width - 18,
    )

    def place(y: float) -> tuple[Item, ...]:
        rule = bar(Rect(column.x, y, 4, laid.height), setting.color("teal"), "Quotation bar")
        return (rule, laid_box(laid, column.x + 18, y, column.width - 18, "Quotation"))

    return Solid(laid.height, place, said.at, before=8.0, after=10.0)
