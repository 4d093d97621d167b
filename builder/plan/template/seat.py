"""A planned page on a template's layout: text into its placeholders, colours that can be read there, its foot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.frozen import replace
from builder.geometry import Rect
from builder.plan.lay import Copy, lay, moved
from builder.plan.marks import text_box
from builder.plan.page import Bullet, Item, Line, Page, Paragraph, Piece, Reveal, Shape, TextBox, TextRun
from builder.plan.setting import Setting, plain_runs
from builder.plan.template.dress import Dress, foot_style, number_slot
from builder.plan.template.gather import gathered
from builder.plan.template.looks import color_of, is_content, size_of, style_of
from builder.plan.template.match import Served
from builder.plan.template.shades import SHAPE, TEXT, readable
from builder.template import COVERS, Slot, least_contrast, overlap
from builder.text import natural_width
from builder.theme import Color, TextStyle

SAME = 0.6
"""Points by which two boxes may differ and still be one."""
TOUCHES = 0.02
PANEL_EDGE = 8.0
"""Points that a placeholder with a ground of its own shows under its text where it is shortened."""
HALF, THIRD = 0.55, 0.35
"""A placeholder with a ground of its own whose words fill less than about half of it is made lower: a half-empty panel
weighs more than what it says. It stays a third as high at least."""
ASKED = frozenset({"question", "answer"})
"""Layouts of questions: their texts stand under one another, and panels behind each would part them."""
QUOTE_BAR = "Quotation bar"
"""A mark of our own quotations, which a template's own layout for them has no need of."""


def seat(page: Page, number: int, foot: Sequence[str], dress: Dress, setting: Setting) -> Page:
    """Return a page seated on its layout, with its foot. `foot` are texts of the footer, the longest first."""
    served = dress.served[page.layout or "points"]
    own_quote = served.role == "quote" and served.own
    kept = [n for n, one in enumerate(page.items) if not (own_quote and getattr(one, "name", "") == QUOTE_BAR)]
    asked = page.layout in ASKED
    found = gathered([page.items[index] for index in kept], served.slots.keys())
    low = _low(found.items, served)
    items: list[Item] = []
    for item in found.items:
        items.append(_seated(item, served, items, clear=asked, low=low))
    reveal = _revealed(page.reveal, dict(zip(kept, found.numbers, strict=True)))
    return replace(page, items=(*items, *_feet(served, number, foot, dress, setting)), reveal=reveal)


def _revealed(clicks: Sequence[Reveal], new: Mapping[int, int]) -> tuple[Reveal, ...]:
    """Return the clicks with the new numbers of the items that are kept; a click that brings none is left out."""
    kept = ((click, dict.fromkeys(new[old] for old in click.items if old in new)) for click in clicks)
    return tuple(replace(click, items=tuple(items)) for click, items in kept if items)


def _seated(item: Item, served: Served, before: Sequence[Item], *, clear: bool, low: float) -> Item:
    if not isinstance(item, TextBox):
        return item
    slot = served.slots.get(item.placeholder or "")
    if slot is None:
        return _readable(replace(item, placeholder=None), None, served, before)
    if slot.fill and item.placeholder != "title" and (clear or _on_ours(item, before)):
        item, slot = replace(item, clear=item.fill is None), replace(slot, fill=())
    lower = slot.fill and is_content(item.placeholder or "") and low < HALF * slot.inner.height
    height = max(low, THIRD * slot.inner.height) if lower else None
    return _readable(_in_slot(item, slot, height), slot, served, before)


def _low(items: Sequence[Item], served: Served) -> float:
    """Return how high the highest text of a page is that stands in a panel of the template's: all get its height."""
    return max(
        (
            max((p.y + p.leading * len(p.lines) for p in item.paragraphs), default=0.0)
            for item in items
            if isinstance(item, TextBox)
            and is_content(item.placeholder or "")
            and (slot := served.slots.get(item.placeholder or ""))
            and slot.fill
        ),
        default=0.0,
    )


def _on_ours(item: TextBox, before: Sequence[Item]) -> bool:
    """Tell whether a text stands on a panel or a mark of ours, which the placeholder's own ground would cover."""
    return any(isinstance(one, Shape) and one.fill and overlap(item.box, one.box) > 0 for one in before)


def _in_slot(item: TextBox, slot: Slot, height: float | None = None) -> TextBox:
    """Return a text in a placeholder: just where it stands by itself, or moved, with the same insets and anchor.

    With `height`, a placeholder that it would stand in as it is, from its top, is made so high.
    """
    inner, outer = slot.inner, slot.box
    if item.fill is not None:
        return item
    upright = abs(item.inner.y - inner.y) <= SAME and abs(item.inner.height - inner.height) <= SAME
    paragraphs, anchor = (_anchored(item, slot), slot.anchor) if upright else (item.paragraphs, item.anchor)
    same = upright and abs(item.inner.x - inner.x) <= SAME and abs(item.inner.width - inner.width) <= SAME
    if same and (height is None or slot.anchor != "top"):
        return replace(item, box=outer, inner=inner, anchor=anchor, paragraphs=paragraphs)
    whole = upright and height is not None and slot.anchor == "top"
    where = (item.inner.with_height(height) if whole and height else item.inner).moved(_shift(item, slot), 0.0)
    # What stands under a shortened panel must not be covered by its edge.
    low = inner.bottom - outer.bottom if upright or not slot.fill else max(inner.bottom - outer.bottom, -PANEL_EDGE)
    box = where.inset(outer.x - inner.x, outer.y - inner.y, inner.right - outer.right, low)
    return replace(item, box=box, inner=where, anchor=anchor, paragraphs=paragraphs)


def _anchored(item: TextBox, slot: Slot) -> tuple[Paragraph, ...]:
    """Return the paragraphs where the placeholder's anchor puts them."""
    bottom = max((p.y + p.leading * len(p.lines) for p in item.paragraphs), default=0.0)
    top = min((p.y for p in item.paragraphs), default=0.0)
    share = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[slot.anchor]
    spare = share * (slot.inner.height - (bottom - top)) - top
    return moved(item.paragraphs, spare) if spare else item.paragraphs


def _shift(item: TextBox, slot: Slot) -> float:
    """Return how far a narrowed text moves to stay in the middle, or at the right, as its placeholder has it."""
    if item.placeholder != "title" or not item.paragraphs:
        return 0.0
    spare = slot.inner.width - item.inner.width
    return {"left": 0.0, "center": spare / 2, "right": spare}[item.paragraphs[0].align]


def _readable(item: TextBox, slot: Slot | None, served: Served, before: Sequence[Item]) -> TextBox:
    """Return a text whose colours can be read on what lies behind its words: a panel of ours, or the layout."""
    if item.fill is not None:
        return item
    extent = _extent(item)
    panels = (one.fill.rgb for one in reversed(before) if isinstance(one, Shape) and one.fill and _under(one, extent))
    panel = next(panels, None)
    grounds = (panel,) if panel else (slot.fill if slot else ()) or served.layout.under(extent, TOUCHES)
    colors = {run.color for paragraph in item.paragraphs for run in paragraph.runs}
    low = {color for color in colors if least_contrast(color.rgb, grounds) < TEXT}
    bullets = {p.bullet.color for p in item.paragraphs if p.bullet}
    faint = {color for color in bullets if least_contrast(color.rgb, grounds) < SHAPE}
    if not low and not faint:
        return item
    best = color_of(slot, served.layout) if slot else None
    better = {color: _better(color, best, grounds, TEXT) for color in low}
    marks = {color: _better(color, best, grounds, SHAPE) for color in faint}
    return replace(item, paragraphs=tuple(_recolored(p, better, marks) for p in item.paragraphs))


def _under(shape: Shape, extent: Rect) -> bool:
    return shape.kind in {"rect", "round-rect"} and overlap(shape.box, extent) >= COVERS


def _better(color: Color, best: Color | None, grounds: tuple[str, ...], least: float) -> Color:
    return best if best and least_contrast(best.rgb, grounds) >= least else readable(color, grounds, least)


def _extent(item: TextBox) -> Rect:
    """Return where the words of a box stand."""
    lines = [(p, line) for p in item.paragraphs for line in p.lines]
    if not lines:
        return item.inner
    left = min(line.x for _, line in lines)
    right = max(line.x + line.width for _, line in lines)
    top = min(p.y for p, _ in lines)
    bottom = max(p.y + p.leading * len(p.lines) for p, _ in lines)
    return Rect(item.inner.x + left, item.inner.y + top, max(1.0, right - left), max(1.0, bottom - top))


def _recolored(paragraph: Paragraph, text: dict[Color, Color], marks: dict[Color, Color]) -> Paragraph:
    def run(one: TextRun) -> TextRun:
        return replace(one, color=text[one.color]) if one.color in text else one

    def line(one: Line) -> Line:
        return replace(one, pieces=tuple(Piece(run(p.run), p.x, p.width) for p in one.pieces))

    def mark(one: Bullet) -> Bullet:
        color = marks.get(one.color, one.color)
        return replace(one, color=color, run=run(one.run) if one.run else None)

    return replace(
        paragraph,
        runs=tuple(run(one) for one in paragraph.runs),
        lines=tuple(line(one) for one in paragraph.lines),
        bullet=mark(paragraph.bullet) if paragraph.bullet else None,
    )


def _feet(served: Served, number: int, foot: Sequence[str], dress: Dress, setting: Setting) -> Iterator[Item]:
    """Yield version and sign-off, and the slide's number where the template shows it."""
    style, place = foot_style(served.role, dress), dress.feet[served.role]
    key = "footer" if place.slot else None
    yield _fitted(foot, style, place.box, setting, "Footer", key, place.slot)
    slot = number_slot(served.role, dress)
    if slot is not None:
        shown = style_of(slot.look, color_of(slot, served.layout), size_of("number", slot))
        yield _fitted([str(number)], shown, slot.inner, setting, "Slide number", "number", slot)


def _fitted(
    texts: Sequence[str],
    style: TextStyle,
    box: Rect,
    setting: Setting,
    name: str,
    placeholder: str | None,
    slot: Slot | None,
) -> Item:
    """Return the longest of several texts that a box holds; the last one even if it must be wider than its box."""
    lines = max(1, int((box.height + 1) / style.leading))
    for words in texts:
        copy = Copy(plain_runs(words, style, setting), style, space_after=0.0)
        laid = lay([copy], box.width, safety=setting.safety)
        if laid.lines <= lines:
            break
    else:
        wide = natural_width(copy.runs) / setting.safety + 1
        box = Rect(min(box.x, box.right - wide) if style.align == "right" else box.x, box.y, wide, box.height)
        laid, slot, placeholder = lay([copy], wide), None, None
    item = text_box(laid, box, name, placeholder=placeholder)
    return _in_slot(item, slot) if slot else item
