"""Icon arrays, comparisons, big numbers and questions on paper, as flowables; answers stand at the handout's end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from builder import model
from builder.frozen import replace
from builder.geometry import Rect
from builder.plan.asking import LETTERS, option_copies
from builder.plan.flowables import Flowable, Solid, Words
from builder.plan.iconarray import IconLook, Tags, measure_icons
from builder.plan.iconmarks import place_icons
from builder.plan.lay import Copy, Laid, lay
from builder.plan.marks import bar, text_box
from builder.plan.page import Item, Role
from builder.plan.printed import small_copy
from builder.plan.setting import FitError, plain_runs, runs_of, scaled
from builder.plan.sheet import ANSWERS, Sheet
from builder.plan.sides import point_copies, side_color, side_mark
from builder.plan.words import ListLook
from builder.theme import TextStyle
from builder.values import RichText

PAD = 12.0


def taught_flow(
    block: model.Icons | model.Compare | model.Number, sheet: Sheet, parent: int, level: Role
) -> list[Flowable]:
    """Return an icon array, a comparison or a big number; `level` is that of headings inside."""
    match block:
        case model.Icons():
            return _icons(block, sheet, parent)
        case model.Compare():
            return [_compare(block, sheet, parent, level)]
        case model.Number():
            return _number(block, sheet, parent)
        case _:
            assert_never(block)


def heading_across(copy: Copy, sheet: Sheet) -> Solid:
    """Return a heading over a box that takes the whole width: nothing could stand beside it."""
    full = sheet.frame.full
    laid = lay([replace(copy, space_before=0.0)], full.width)

    def place(y: float) -> tuple[Item, ...]:
        return (text_box(laid, Rect(full.x, y, full.width, laid.height), "Heading"),)

    elements = () if copy.element is None else (copy.element,)
    before, after = copy.style.space_before, copy.style.space_after
    return Solid(laid.height, place, copy.at, before, after, wide=True, keep_next=True, elements=elements)


def _icons(block: model.Icons, sheet: Sheet, parent: int) -> list[Flowable]:
    """Return an icon array in the text column, or across the page where it needs that width."""
    content, setting = block.icons, sheet.setting
    flow: list[Flowable] = []
    if content.title:
        flow.append(Words(small_copy(content.title, "caption", sheet, parent, keep=True)))
    column = sheet.frame.column
    room = Rect(0.0, 0.0, column.width, column.height)
    tags = Tags(sheet.structure, parent)
    notes = [text for text in (content.note, content.source) if text]
    small: list[Copy] = []
    if len(content.arms) == 1:
        small = [small_copy(note, "source", sheet, parent, keep=False) for note in notes]
        notes = []
    measured = measure_icons(content, room, IconLook.of_print(setting), setting, block.language, tags, small)

    def place(y: float) -> tuple[Item, ...]:
        return place_icons(measured, column.x, y, setting)

    flow.append(Solid(measured.height, place, content.at, before=4.0, after=8.0, keep_next=bool(notes)))
    return flow + _small(notes, sheet, parent)


def _small(notes: Sequence[RichText], sheet: Sheet, parent: int) -> list[Flowable]:
    last = len(notes) - 1
    return [Words(small_copy(note, "source", sheet, parent, keep=index < last)) for index, note in enumerate(notes)]


def _compare(block: model.Compare, sheet: Sheet, parent: int, level: Role) -> Solid:
    """Return panels of equal size across the page: beside each other, or one under the other on narrow paper."""
    content, full = block.compare, sheet.frame.full
    group = sheet.structure.add(Role.DIV, parent, look="sides")
    title = lay([_tagged(content.title, "caption", sheet, group)], full.width) if content.title else Laid((), 0.0)
    wide = sheet.frame.margin is not None
    boxes = full.columns(len(content.sides), 12.0) if wide else (full,) * len(content.sides)
    laid = [
        _side(side, box.width, sheet, group, level, block.language)
        for side, box in zip(content.sides, boxes, strict=True)
    ]
    source = lay([_tagged(content.source, "source", sheet, group)], full.width) if content.source else Laid((), 0.0)
    head = title.height + 6.0 if content.title else 0.0
    high = max(one.height for one in laid) + 2 * PAD
    rows = high if wide else high * len(laid) + 10.0 * (len(laid) - 1)
    height = head + rows + (source.height + 6.0 if content.source else 0.0)
    if not wide and height > sheet.frame.column.height:
        raise FitError("the sides of this comparison are too high for one page", content.at, "use fewer points")

    def place(y: float) -> tuple[Item, ...]:
        items: list[Item] = []
        if content.title:
            items.append(text_box(title, Rect(full.x, y, full.width, title.height), "Caption"))
        for index, (side, box, words) in enumerate(zip(content.sides, boxes, laid, strict=True)):
            top = y + head + (0.0 if wide else index * (high + 10.0))
            items += _panel(side, Rect(box.x, top, box.width, high), words, sheet)
        if content.source:
            items.append(
                text_box(source, Rect(full.x, y + height - source.height, full.width, source.height), "Source")
            )
        return tuple(items)

    heads = tuple(one.paragraphs[0].element or 0 for one in laid)
    return Solid(height, place, content.at, before=8.0, after=12.0, wide=True, elements=heads)


def _tagged(rich: RichText, role: str, sheet: Sheet, parent: int) -> Copy:
    return replace(small_copy(rich, role, sheet, parent, keep=False), space_before=0.0)


def _mark_size(sheet: Sheet) -> float:
    return sheet.body * 1.5


def _side(side: model.Side, width: float, sheet: Sheet, parent: int, level: Role, lang: str | None) -> Laid:
    """Return a side's heading and points; the heading leaves room for its mark."""
    setting, structure = sheet.setting, sheet.structure
    body = setting.style("callout")
    heading = replace(setting.style("heading"), color=side_color(side.kind, setting), space_before=0.0, space_after=4.0)
    element = structure.add(level, parent, look=side.kind)
    indent = _mark_size(sheet) + sheet.body * 0.6
    head = Copy(runs_of(side.title, heading, setting, lang=lang), heading, indent, element=element, at=side.title.at)
    points = structure.tagged(point_copies(side, ListLook(body, sheet.body), setting, lang), parent)
    return lay([head, *points], width - 2 * PAD)


def _panel(side: model.Side, box: Rect, words: Laid, sheet: Sheet) -> tuple[Item, ...]:
    setting = sheet.setting
    size = _mark_size(sheet)
    inner = box.inset(PAD, PAD, PAD, PAD)
    top = inner.y + (words.paragraphs[0].leading - size) / 2
    return (
        bar(box, setting.color("grey_tint"), "Side panel"),
        bar(Rect(box.x, box.y, box.width, 4.0), side_color(side.kind, setting), "Side bar"),
        *side_mark(side.kind, inner.x, top, size, setting),
        text_box(words, inner, "Side"),
    )


def _number(block: model.Number, sheet: Sheet, parent: int) -> list[Flowable]:
    """Return a big number and the one beside it, what each counts under it."""
    content, setting, column = block.number, sheet.setting, sheet.frame.column
    both = [model.Counted(value=content.value, counts=content.counts, at=content.at)]
    both += [content.compared] if content.compared else []
    boxes = Rect(column.x, 0.0, column.width, 0.0).columns(2, sheet.body * 2)
    colors = (setting.color("teal"), setting.color("grey"))
    large = scaled(setting.style("title"), sheet.body * 2.8)
    laid = []
    for one, box, color in zip(both, boxes, colors, strict=False):
        laid.append(lay(_counted(one, replace(large, color=color), sheet, parent), box.width))
    notes = [text for text in (content.note, content.source) if text]

    def place(y: float) -> tuple[Item, ...]:
        return tuple(
            text_box(words, Rect(box.x, y, box.width, words.height), "Big number")
            for words, box in zip(laid, boxes, strict=False)
        )

    height = max(one.height for one in laid)
    solid = Solid(height, place, content.at, before=6.0, after=8.0, keep_next=bool(notes))
    return [solid, *_small(notes, sheet, parent)]


def _counted(one: model.Counted, large: TextStyle, sheet: Sheet, parent: int) -> list[Copy]:
    setting, structure = sheet.setting, sheet.structure
    body = setting.style("body")
    over, under = structure.add(Role.P, parent, look="value"), structure.add(Role.P, parent, look="counts")
    value = Copy(plain_runs(one.value, large, setting, one.at), large, element=over, at=one.at)
    counts = Copy(runs_of(one.counts, body, setting), body, element=under, at=one.counts.at)
    return [replace(value, space_before=0.0, space_after=0.0), replace(counts, space_before=2.0)]


# Questions


def question_flow(block: model.Question, number: int, sheet: Sheet, parent: int) -> list[Flowable]:
    """Return a question, its options, and a line that says where the answer stands."""
    content, setting, structure = block.question, sheet.setting, sheet.structure
    body = setting.style("body")
    bold = replace(body, bold=True)
    runs = (*plain_runs(f"{number}. ", bold, setting), *runs_of(content.text, bold, setting, lang=block.language))
    element = structure.add(Role.P, parent)
    flow: list[Flowable] = [
        Words(Copy(runs, bold, element=element, at=content.text.at, space_before=6.0, keep_next=True))
    ]
    copies = option_copies(content.options, ListLook(body, body.size * 1.5), setting, block.language)
    flow += [Words(replace(copy, keep_next=True)) for copy in structure.tagged(copies, parent)]
    phrases, small = setting.phrases, setting.style("source")
    words = phrases.answer_later.format(answers=phrases.answers)
    link = [replace(run, href=f"#{ANSWERS}", link_title=phrases.answers) for run in plain_runs(words, small, setting)]
    element = structure.add(Role.P, parent)
    return [*flow, Words(Copy(tuple(link), small, element=element, at=content.at, space_after=8.0))]


def answer_flow(asked: Sequence[model.Question], sheet: Sheet, parent: int) -> Iterator[Flowable]:
    """Yield the answers to the questions of a handout, numbered as these are."""
    setting, structure = sheet.setting, sheet.structure
    body = setting.style("body")
    bold = replace(body, bold=True)
    for number, block in enumerate(asked, 1):
        content, lang = block.question, block.language
        letter = "" if content.right is None else f"{LETTERS[content.right]}. "
        answer = content.answer if content.right is None else content.options[content.right]
        head = plain_runs(f"{number}. {letter}", bold, setting)
        runs = (*head, *runs_of(answer, bold, setting, lang=lang))
        element = structure.add(Role.P, parent)
        more = content.rationale is not None
        yield Words(Copy(runs, bold, element=element, at=answer.at, space_after=2.0 if more else None, keep_next=more))
        if content.rationale:
            why = runs_of(content.rationale, body, setting, lang=lang)
            yield Words(Copy(why, body, element=structure.add(Role.P, parent), at=content.rationale.at))
