"""Placing words, figures and callouts on one slide. Each arrangement is tried whole: it fits, or says why not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from builder import model
from builder.frozen import replace
from builder.geometry import Rect
from builder.plan.callouts import (
    SLOTS,
    CalloutLook,
    measure_callout,
    place_callout,
    stack_callouts,
    stack_height,
)
from builder.plan.desk import GAP, Desk, Sorted, callout_look, copies_box, list_look, over_callouts, words_box
from builder.plan.figures import caption_drop, place_figure
from builder.plan.lay import Copy, Laid, lay
from builder.plan.marks import bar, text_box
from builder.plan.page import Item
from builder.plan.setting import FitError, Setting, plain_runs, runs_of, scaled
from builder.plan.sparse import air, aired, crowded, held_to_lead, is_lead, measure, stated, sunk
from builder.plan.words import ListLook, Part, word_copies


def points(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """Points at a readable measure; callouts stand under them, at the same width or a little more."""
    layout = "points-callout" if parts.callouts else "points"
    columns = measure(9, step, desk.setting)
    box = desk.grid.place(layout, "body", desk.grid.across(0, columns))
    look = _headed_look(parts.words, step, desk) if headed(parts.words) > 1 else list_look(step, desk)
    copies = list(word_copies(parts.words, look, desk.setting, desk.terms))
    if crowded(copies, box.height, step, desk.setting):
        raise FitError(f"this is too much for {step:g} pt", copies[0].at)
    laid = lay(copies, box.width, safety=desk.setting.safety)
    if not parts.callouts:
        held_to_lead(laid.height, box.height, step, desk.setting, copies[0].at)
        return (_list(copies, laid, box, step, desk, parts.words[0]),)
    panel, width = callout_look(step, desk), desk.grid.across(0, max(10, columns)).width
    height = stack_height(parts.callouts, width, panel, desk.setting) + GAP
    held_to_lead(laid.height + height, box.height, step, desk.setting, copies[0].at)
    copies = aired(copies, air(copies, laid.height, box.height - height, step, desk.setting))
    laid = lay(copies, box.width, safety=desk.setting.safety)
    room = desk.grid.across(0, max(10, columns), box.y + laid.height + GAP)
    items, taken = stack_callouts(list(parts.callouts), room, panel, desk.setting)
    shorter = box.with_height(taken.y - GAP / 2 - box.y)
    return (copies_box(copies, shorter, desk, "body", parts.words[0])[0], *items)


def _list(copies: Sequence[Copy], laid: Laid, box: Rect, step: float, desk: Desk, first: Part) -> Item:
    """Return points alone on a slide: with air between them; a single one in large type is no list, but a statement."""
    said = list(copies)
    if len(copies) == 1 and is_lead(step, desk.setting):
        said = stated(copies)
        box = box.inset(0, sunk(laid.height, box.height), 0, 0)
    said = aired(said, air(said, laid.height, box.height, step, desk.setting))
    return copies_box(said, box, desk, "body", first)[0]


def points_aside(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """Points on the left, callouts as a panel on the right."""
    body, _ = words_box(parts.words, desk.grid.across(0, 7).inset(0, 0, 12, 0), step, desk)
    aside = desk.grid.across(7, 5)
    items, _ = stack_callouts(list(parts.callouts), aside, callout_look(step, desk), desk.setting)
    return (body, *items)


def two_columns(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """Two columns of words of about the same height; callouts under both."""
    return _columns(parts, 2, step, desk)


def three_columns(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """Three columns of words; callouts under them."""
    return _columns(parts, 3, step, desk)


def _columns(parts: Sorted, count: int, step: float, desk: Desk) -> tuple[Item, ...]:
    boxes = desk.grid.columns(count)
    look = _headed_look(parts.words, step, desk)
    held_to_lead(0.0, boxes[0].height, step, desk.setting, parts.words[0].block.at, narrow=True)
    stretches = _even_groups(parts.words, count, boxes[0].width, look, desk)
    groups = [list(word_copies(some, look, desk.setting, desk.terms)) for some in stretches]
    laid = [lay(group, box.width, safety=desk.setting.safety) for group, box in zip(groups, boxes, strict=True)]
    high = max(one.height for one in laid)
    held_to_lead(high, boxes[0].height, step, desk.setting, parts.words[0].block.at, narrow=True)
    items: tuple[Item, ...] = ()
    if parts.callouts:
        room = desk.grid.across(0, 12, boxes[0].y + high + GAP)
        items, taken = stack_callouts(list(parts.callouts), room, callout_look(step, desk), desk.setting)
        boxes = tuple(box.with_height(taken.y - GAP / 2 - box.y) for box in boxes)
    else:
        more = min(air(group, high, boxes[0].height, step, desk.setting) for group in groups)
        groups = [aired(group, more) for group in groups]
    columns = zip(groups, boxes, ("body", "body-2", "body-3"), stretches, strict=False)
    placed = (copies_box(group, box, desk, key, some[0])[0] for group, box, key, some in columns)
    return (*placed, *items)


def _headed_look(words: Sequence[Part], step: float, desk: Desk) -> ListLook:
    """Return how lists are set, their headings in the brand's colour where they have some."""
    look = list_look(step, desk)
    if not headed(words):
        return look
    return replace(look, heads=replace(look.style, bold=True, color=desk.setting.color("teal")))


HEADING = 60
"""A paragraph of at most so many characters, and without a full stop, heads the points that follow it."""


def headed(words: Sequence[Part]) -> int:
    """Return how many headed lists the words are, or 0: each starts with a short paragraph, and points follow."""
    heads = [
        isinstance(part.block, model.Text)
        and len(part.block.text.text) <= HEADING
        and not part.block.text.text.rstrip().endswith(".")
        for part in words
    ]
    if not heads[0] or any(a and b for a, b in pairwise([*heads, True])):
        return 0
    return sum(heads)


def _even_groups(parts: Sequence[Part], count: int, width: float, look: ListLook, desk: Desk) -> list[Sequence[Part]]:
    """Return the parts cut into columns of which the highest is as low as can be; headings stay with what they head.

    Raises:
        FitError: there are fewer places to cut than columns ask for.
    """
    cuts = [n for n in range(1, len(parts)) if not isinstance(parts[n - 1].block, model.Text)]
    heads = [n for n in cuts if isinstance(parts[n].block, model.Text)]
    if len(heads) == count - 1:
        cuts = heads
    if len(cuts) < count - 1:
        raise FitError(f"{count} columns need at least {count} blocks", parts[0].block.at)

    def height(some: Sequence[Part]) -> float:
        copies = word_copies(some, look, desk.setting, desk.terms)
        return lay(copies, width, safety=desk.setting.safety).height

    edges = (0, len(parts))
    heights = {(a, b): height(parts[a:b]) for a in (0, *cuts) for b in (*cuts, len(parts)) if a < b}
    choices = [(edges[0], *middle, edges[1]) for middle in combinations(cuts, count - 1)]
    best = min(choices, key=lambda choice: max(heights[pair] for pair in pairwise(choice)))
    return [parts[a:b] for a, b in pairwise(best)]


def beside(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """Words over five columns on the left, the figure over seven on the right."""
    return _beside(parts, step, desk, words_left=True)


def mirrored(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """The figure over seven columns on the left, words over five on the right."""
    return _beside(parts, step, desk, words_left=False)


def _beside(parts: Sorted, step: float, desk: Desk, *, words_left: bool) -> tuple[Item, ...]:
    region, items = over_callouts(parts, desk.grid.across(0, 12), step, desk)
    text, side = (_down_to(box, region) for box in desk.grid.beside(words_left=words_left))
    drop = caption_drop(parts.figures[0], step, desk.setting)
    body, _ = words_box(parts.words, text, step, desk)
    figure = place_figure(parts.figures[0], side.inset(0, drop, 0, 0), step, desk.setting)
    both = (body, *figure.items) if words_left else (*figure.items, body)
    return (*both, *items)


def _down_to(box: Rect, region: Rect) -> Rect:
    """Return a box that ends where a region ends, which callouts may have cut, or before it."""
    return box.with_height(min(box.bottom, region.bottom) - box.y)


def stacked(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """The figure across, words under it, callouts at the foot."""
    region = desk.grid.across(0, 12)
    words = list(word_copies(parts.words, list_look(step, desk), desk.setting, desk.terms))
    height = lay(words, desk.grid.across(0, 10).width, safety=desk.setting.safety).height
    room = region.with_height(region.height - height - GAP)
    figure = place_figure(parts.figures[0], room, step, desk.setting)
    box = desk.grid.across(0, 10, figure.bottom + GAP)
    body, laid = copies_box(words, box, desk, "body", parts.words[0])
    if not parts.callouts:
        return (*figure.items, body)
    room = desk.grid.across(0, 12, box.y + laid.height + GAP)
    items, taken = stack_callouts(list(parts.callouts), room, callout_look(step, desk), desk.setting)
    body, _ = copies_box(words, box.with_height(taken.y - GAP / 2 - box.y), desk, "body", parts.words[0])
    return (*figure.items, body, *items)


def under(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """Words across, the figure under them, callouts at the foot."""
    region, items = over_callouts(parts, desk.grid.across(0, 12), step, desk)
    box = desk.grid.across(0, 10).with_height(region.height)
    _, laid = words_box(parts.words, box, step, desk)
    body, _ = words_box(parts.words, box.with_height(laid.height), step, desk)
    room = region.inset(0, laid.height + GAP, 0, 0)
    figure = place_figure(parts.figures[0], room, step, desk.setting)
    return (body, *figure.items, *items)


def full_figure(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """One figure across the slide, callouts under it."""
    region, part = desk.grid.across(0, 12), parts.figures[0]
    if not parts.callouts:
        figure = place_figure(part, region, step, desk.setting)
        down = (
            0.0 if isinstance(part.block, model.Table | model.FillIn) else sunk(figure.bottom - region.y, region.height)
        )
        return place_figure(part, region.moved(0, down), step, desk.setting).items if down else figure.items
    look = callout_look(step, desk)
    height = stack_height(parts.callouts, region.width, look, desk.setting)
    figure = place_figure(part, region.inset(0, 0, 0, height + GAP), step, desk.setting)
    room = desk.grid.across(0, 12, figure.bottom + GAP)
    items, _ = stack_callouts(list(parts.callouts), room, look, desk.setting)
    return (*figure.items, *items)


def step_build(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """One diagram across the slide, and over it which step of building it up is shown; no step is the whole of it."""
    figure, stage, box = full_figure(parts, step, desk), parts.figures[0].stage, desk.grid.step
    if box is None or stage is None or not stage.number:
        return figure
    setting, style = desk.setting, desk.setting.style("eyebrow")
    said = setting.phrases.build_step.format(number=stage.number, count=stage.count)
    laid = lay([Copy(plain_runs(said, style, setting), style, align="right")], box.width, safety=setting.safety)
    return (text_box(laid, box, "Step", placeholder="step"), *figure)


def halves(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """Two figures side by side in equal weight."""
    if len(parts.figures) > 2:
        raise FitError("more than two figures on one slide", parts.figures[2].block.at)
    region, items = over_callouts(parts, desk.grid.across(0, 12), step, desk)
    boxes = (_down_to(box, region) for box in desk.grid.halves())
    placed = [
        place_figure(figure, box, step, desk.setting, slots=suffix)
        for figure, box, suffix in zip(parts.figures, boxes, ("", "-2"), strict=True)
    ]
    return (*(item for one in placed for item in one.items), *items)


def panels(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """Callouts alone: two side by side in equal height, otherwise stacked."""
    setting = desk.setting
    style = replace(scaled(setting.style("body"), step), space_after=6.0)
    look = CalloutLook(style, 30.0 * max(1.0, step / setting.medium.steps[0]))
    region = desk.grid.across(0, 12)
    if len(parts.callouts) != 2:
        height = stack_height(parts.callouts, desk.grid.across(0, 10).width, look, setting)
        held_to_lead(height, region.height, step, setting, parts.callouts[0].at)
        room = desk.grid.across(0, 10, region.y + sunk(height, region.height))
        return stack_callouts(list(parts.callouts), room, look, setting, slots=2)[0]
    boxes = region.columns(2, 20.0)
    both = [
        measure_callout(c.callout, b.width, look, setting, c.language)
        for c, b in zip(parts.callouts, boxes, strict=True)
    ]
    height = max(one.height for one in both)
    held_to_lead(height, region.height, step, setting, parts.callouts[0].at, narrow=True)
    if height > region.height:
        raise FitError(f"the callouts need {height:.0f} pt of height", parts.callouts[0].at)
    y = region.y + sunk(height, region.height)
    placed = [
        place_callout(m, b.x, y, setting, height=height, slot=slot)
        for m, b, slot in zip(both, boxes, SLOTS, strict=True)
    ]
    return tuple(item for items in placed for item in items)


def quote(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """One quotation in large type with its source under it."""
    block = parts.alone[0]
    if not isinstance(block, model.Quote):
        raise FitError("this is no quotation", block.at)
    said, setting = block.quote, desk.setting
    large = scaled(setting.style("quote"), _quoted(step, setting))
    small = replace(setting.style("quote_by"), space_before=0.0)
    box = desk.grid.place("quote", "body", desk.grid.across(0, 10).inset(30, 0, 0, 0))
    lang = block.language
    copies = [
        Copy(runs_of(said.text, large, setting, lang=lang), large, at=said.text.at, space_after=18.0),
        Copy(runs_of(said.by, small, setting), small, at=said.by.at),
    ]
    laid = lay(copies, box.width, safety=setting.safety)
    held_to_lead(laid.height, box.height, step, setting, block.at)
    box = box.inset(0, sunk(laid.height, box.height), 0, 0)
    body, laid = copies_box(copies, box, desk, "body", Part(block))
    mark = bar(Rect(box.x - 30, box.y + 4, 6, laid.height - 4), setting.color("teal"), "Quotation bar")
    return (body, mark)


def _quoted(step: float, setting: Setting) -> float:
    """Return the size of a quotation beside a body size, in points."""
    if is_lead(step, setting):
        return round(30.0 * step / setting.medium.steps[0])
    return 30.0 if step > 20 else 26.0 if step > 18 else 22.0
