"""The box of a handout that says when to get help, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder import model
from builder.frozen import replace
from builder.geometry import Rect
from builder.locales import Contact, Locale
from builder.plan.callouts import colors
from builder.plan.flowables import Solid
from builder.plan.lay import Copy, Laid, lay
from builder.plan.marks import bar
from builder.plan.page import Item, Role, TextRun
from builder.plan.panels import BAR, PAD
from builder.plan.setting import plain_runs, runs_of
from builder.plan.sheet import Sheet, laid_box
from builder.plan.words import ListLook, bullet_copies
from builder.regex import regex
from builder.theme import TextStyle


def emergency_boxes(emergency: model.Emergency, sheet: Sheet, parent: int, *, halved: bool) -> list[Solid]:
    """Return the box that says when and whom to call: two columns on wide paper, the numbers largest.

    Where it is asked for, and where it is higher than a page, its halves are boxes of their own, one below the other.
    """
    full, wide = sheet.frame.full, sheet.frame.margin is not None
    group = sheet.structure.add(Role.DIV, parent, look="help")
    inner = full.inset(BAR + PAD, 0, PAD, 0)
    head, element = _heading(sheet, group, inner.width)
    boxes = inner.columns(2, 22.0) if wide else (inner, inner)
    sides = [sheet.structure.tagged(side, group) for side in _help(emergency, sheet)]
    laid = [lay(side, box.width) for side, box in zip(sides, boxes, strict=True)]
    advice = lay(sheet.structure.tagged(_advice(sheet), group), inner.width)
    if wide:
        height = PAD + head.height + GAP + max(one.height for one in laid) + _after(advice) + PAD
        return [
            Solid(
                height,
                lambda y: _columns(head, laid, advice, y, height, sheet),
                emergency.at,
                *AROUND,
                elements=(element,),
            )
        ]
    stack = [one for one in (head, *laid, advice) if one.paragraphs]
    if halved or sum(one.height + GAP for one in stack) + 2 * PAD > sheet.frame.column.height:
        return [_stack(stack[:2], sheet, emergency, (element,)), _stack(stack[2:], sheet, emergency)]
    return [_stack(stack, sheet, emergency, (element,))]


GAP = 6.0
AROUND = (12.0, 12.0, True)
"""Points before and after the box; it reaches across the page."""


def _after(laid: Laid) -> float:
    return laid.height + GAP if laid.paragraphs else 0.0


def _heading(sheet: Sheet, group: int, width: float) -> tuple[Laid, int]:
    """Return the box's heading and its element."""
    setting = sheet.setting
    strong, _ = colors("emergency", setting)
    heading = replace(setting.style("question"), color=strong, space_before=0.0, space_after=4.0)
    element = sheet.structure.add(Role.H2, group)
    runs = plain_runs(sheet.locale.wording.emergency, heading, setting)
    return lay([Copy(runs, heading, element=element)], width), element


def _panel(y: float, height: float, sheet: Sheet) -> tuple[Item, ...]:
    full, (strong, tint) = sheet.frame.full, colors("emergency", sheet.setting)
    ground = bar(Rect(full.x, y, full.width, height), tint, "Emergency panel")
    return ground, bar(Rect(full.x, y, BAR, height), strong, "Emergency bar")


def _columns(
    head: Laid, sides: Sequence[Laid], advice: Laid, y: float, height: float, sheet: Sheet
) -> tuple[Item, ...]:
    """Return the box with its halves beside each other, and further numbers below both."""
    inner = sheet.frame.full.inset(BAR + PAD, 0, PAD, 0)
    boxes = inner.columns(2, 22.0)
    top = y + PAD + head.height + GAP
    below = top + max(one.height for one in sides) + GAP
    last = (laid_box(advice, inner.x, below, inner.width, "Advice"),) if advice.paragraphs else ()
    return (
        *_panel(y, height, sheet),
        laid_box(head, inner.x, y + PAD, inner.width, "Emergency"),
        laid_box(sides[0], boxes[0].x, top, boxes[0].width, "When to call"),
        laid_box(sides[1], boxes[1].x, top, boxes[1].width, "Crisis and doctor"),
        *last,
    )


def _stack(laid: Sequence[Laid], sheet: Sheet, emergency: model.Emergency, elements: tuple[int, ...] = ()) -> Solid:
    """Return a box of what stands below each other."""
    inner = sheet.frame.full.inset(BAR + PAD, 0, PAD, 0)
    height = sum(one.height for one in laid) + GAP * (len(laid) - 1) + 2 * PAD

    def place(y: float) -> tuple[Item, ...]:
        items = list(_panel(y, height, sheet))
        top = y + PAD
        for one in laid:
            items.append(laid_box(one, inner.x, top, inner.width, "Emergency"))
            top += one.height + GAP
        return tuple(items)

    return Solid(height, place, emergency.at, *AROUND, elements=elements)


def _advice(sheet: Sheet) -> Iterator[Copy]:
    """Yield further numbers of the place, a line each: poisons, drugs."""
    setting, locale = sheet.setting, sheet.locale
    body = replace(setting.style("callout"), space_before=2.0)
    for pattern, contact in ((locale.wording.poison, locale.poison), (locale.wording.drugs, locale.drugs)):
        if contact:
            hours = f", {contact.hours}" if contact.hours else ""
            text = f"{pattern.format(label=contact.label, number=contact.number)}{hours}. {checked(contact, locale)}"
            yield Copy(_dialled(text.strip(), contact, body, sheet), body)


def checked(contact: Contact, locale: Locale) -> str:
    """Return the words that say when somebody last checked a number, or that nobody has."""
    if not contact.confirmed:
        return locale.wording.unchecked
    return locale.wording.checked.format(date=locale.date(contact.checked_on)) if contact.checked_on else ""


def _help(emergency: model.Emergency, sheet: Sheet) -> tuple[list[Copy], list[Copy]]:
    """Return the two halves of the emergency box: call at once; crisis line and doctor."""
    setting, locale, wording = sheet.setting, sheet.locale, sheet.locale.wording
    number, body = setting.style("number"), setting.style("callout")
    bold = replace(body, bold=True, space_before=6.0)
    look = ListLook(body, body.size)

    def said(text: str, style: TextStyle) -> Copy:
        return Copy(plain_runs(text, style, setting), style, keep_next=style.bold)

    def called(text: str, contact: Contact) -> list[Copy]:
        note = checked(contact, locale)
        small = replace(setting.style("label"), space_after=4.0)
        small_print = [replace(said(note, small), look=None if contact.confirmed else "unchecked")] if note else []
        return [Copy(_dialled(text, contact, number, sheet), number, space_after=2.0, look="call"), *small_print]

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
    return left, right or [said(" ", body)]


DIALLED = regex(r"\+?[0-9][0-9 -]*")
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
