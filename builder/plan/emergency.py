"""The box of a handout that says when to get help, and whom to call."""

from __future__ import annotations

import re
from dataclasses import replace

from builder import model
from builder.geometry import Rect
from builder.locales import Contact
from builder.plan.callouts import colors
from builder.plan.flowables import Solid
from builder.plan.lay import Copy, lay
from builder.plan.marks import bar
from builder.plan.page import Item, Role, TextRun
from builder.plan.panels import BAR, PAD
from builder.plan.setting import plain_runs, runs_of
from builder.plan.sheet import Sheet, laid_box
from builder.plan.words import ListLook, bullet_copies
from builder.theme import TextStyle


def emergency_box(emergency: model.Emergency, sheet: Sheet, parent: int) -> Solid:
    """Return the box that says when and whom to call: two columns on wide paper, the numbers largest."""
    setting, full = sheet.setting, sheet.frame.full
    group = sheet.structure.add(Role.DIV, parent, look="help")
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
            laid_box(head, inner.x, y + PAD, inner.width, "Emergency"),
            laid_box(laid[0], boxes[0].x, top, boxes[0].width, "When to call"),
            laid_box(laid[1], boxes[1].x, second, boxes[1].width, "Crisis and doctor"),
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
        small = replace(setting.style("label"), space_after=4.0)
        unsure = [] if contact.confirmed else [replace(said(wording.unchecked, small), look="unchecked")]
        return [Copy(_dialled(text, contact, number, sheet), number, space_after=2.0, look="call"), *unsure]

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
        line = wording.poison.format(label=locale.poison.label, number=locale.poison.number)
        right.append(Copy(_dialled(line, locale.poison, body, sheet), body))
    return left, right or [said(" ", body)]


DIALLED = re.compile(r"\+?[0-9][0-9 -]*")
"""Numbers that a phone can dial as they are written."""


def _dialled(text: str, contact: Contact, style: TextStyle, sheet: Sheet) -> tuple[TextRun, ...]:
    """Return words with a number to call, which is a link where the sheet is read on a screen."""
    before, number, after = text.partition(contact.number)
    if not sheet.dials or not number or not DIALLED.fullmatch(number):
        return plain_runs(text, style, sheet.setting)
    digits = number.replace(" ", "").replace("-", "")
    called = (replace(run, href=f"tel:{digits}") for run in plain_runs(number, style, sheet.setting))
    sides = [plain_runs(words, style, sheet.setting) if words else () for words in (before, after)]
    return (*sides[0], *called, *sides[1])
