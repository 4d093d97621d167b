"""One big number, what it counts under it, and beside it the number to compare it with, in the same form."""

from __future__ import annotations

from builder import model
from builder.frozen import replace
from builder.geometry import Rect
from builder.plan.desk import Desk, Sorted, over_callouts
from builder.plan.figures import small_print
from builder.plan.lay import Copy, lay
from builder.plan.layouts import COUNTS_SIZE, NUMBER_SIZE, number_boxes
from builder.plan.marks import Anchor, text_box
from builder.plan.page import Item
from builder.plan.setting import FitError, Setting, plain_runs, runs_of, scaled
from builder.theme import Color, TextStyle

SIZES = (NUMBER_SIZE, 80.0, 66.0, 54.0)
ANCHOR: Anchor = "bottom"


def big_number(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """The number at 96 points, or as large as its column lets it be; what it counts at 24, never under the body."""
    block = parts.alone[0]
    if not isinstance(block, model.Number):
        raise FitError("this is no number", block.at)
    content, setting = block.number, replace(desk.setting, language=block.language or desk.setting.language)
    region, callouts = over_callouts(parts, desk.grid.across(0, 12), step, desk)
    both = [model.Counted(value=content.value, counts=content.counts, at=content.at)]
    both += [content.compared] if content.compared else []
    boxes = [number_boxes(column) for column in desk.grid.columns(2)]
    size = _size([one.value for one in both], boxes[0][0].width, setting, content)
    words = scaled(setting.style("body"), min(COUNTS_SIZE, step + 2))
    items: list[Item] = []
    bottom = region.y
    colors = (setting.color("teal"), setting.color("grey"))
    for index, (one, color) in enumerate(zip(both, colors, strict=False)):
        value, counts = boxes[index]
        suffix = f"-{index + 1}" if index else ""
        items.append(_value(one, size, color, value, suffix, setting))
        laid = lay(
            [Copy(runs_of(one.counts, words, setting), words, at=one.counts.at)], counts.width, safety=setting.safety
        )
        alone = not (content.note or content.source or callouts)
        place = counts if alone else counts.with_height(laid.height)
        items.append(text_box(laid, place, "What it counts", placeholder=f"body{suffix}", at=one.counts.at))
        bottom = max(bottom, counts.y + laid.height)
    if bottom > region.bottom + 0.5:
        raise FitError("what the number counts is too long for its slide", content.at, "say it in fewer words")
    items += _small(content, bottom + 26, region, setting)
    return (*items, *callouts)


def _number_style(size: float, color: Color, setting: Setting) -> TextStyle:
    style = scaled(setting.style("numeral"), size)
    return replace(style, color=color, leading=size * 1.1)


def _size(values: list[str], width: float, setting: Setting, content: model.NumberContent) -> float:
    """Return the largest size at which every number stands on one line; FitError when none does."""
    for size in SIZES:
        style = _number_style(size, setting.color("teal"), setting)
        try:
            laid = [lay([Copy(plain_runs(v, style, setting), style)], width, safety=setting.safety) for v in values]
        except FitError:
            continue
        if all(one.lines == 1 for one in laid):
            return size
    raise FitError(
        "the number is too long to be a big one", content.at, "write a few digits, such as `45%` or `9 in 10`"
    )


def _value(one: model.Counted, size: float, color: Color, box: Rect, suffix: str, setting: Setting) -> Item:
    style = _number_style(size, color, setting)
    laid = lay([Copy(plain_runs(one.value, style, setting), style, at=one.at)], box.width, safety=setting.safety)
    return text_box(laid, box, "Big number", placeholder=f"value{suffix}", anchor=ANCHOR, at=one.at)


def _small(content: model.NumberContent, top: float, region: Rect, setting: Setting) -> tuple[Item, ...]:
    """Return note and source under the numbers; FitError when they reach below the region."""
    texts = tuple(text for text in (content.note, content.source) if text)
    if not texts:
        return ()
    placed = small_print(texts, "source", Rect(region.x, top, region.width, 0), setting, slot="source")
    if placed.bottom > region.bottom + 0.5:
        raise FitError("what the number counts is too long for its slide", content.at, "say it in fewer words")
    return placed.items
