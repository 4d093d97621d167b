"""Arranging the blocks of one slide: which layout, what stands where, at which type size.

An arrangement is tried whole; it fits, or says why not (`FitError`). The first that fits at the largest step wins.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from builder import model
from builder.geometry import Rect
from builder.plan.callouts import CalloutLook, measure_callout, place_callout, stack_callouts
from builder.plan.figures import FigureBlock, place_figure
from builder.plan.grid import SlideGrid
from builder.plan.lay import Copy, Laid, lay
from builder.plan.marks import bar, text_box
from builder.plan.page import Item
from builder.plan.setting import FitError, Setting, runs_of, scaled
from builder.plan.words import ListLook, Part, WordBlock, word_copies

GAP = 20.0


@dataclass(frozen=True, slots=True)
class Arranged:
    """What stands on a slide: its layout's key, the items under the title, and the body's type size in points."""

    layout: str
    items: tuple[Item, ...]
    step: float


@dataclass(frozen=True, slots=True)
class Desk:
    """What every arrangement needs: the setting, the grid, the glossary's terms."""

    setting: Setting
    grid: SlideGrid
    terms: Mapping[str, model.Term]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The parts of a slide by what they are, each in reading order."""

    words: tuple[Part, ...]
    figures: tuple[Part, ...]
    callouts: tuple[model.Callout, ...]
    quotes: tuple[model.Quote, ...]


Arrangement: TypeAlias = Callable[[Sorted, float, Desk], tuple[str, tuple[Item, ...]]]


def sort_parts(parts: Sequence[Part]) -> Sorted:
    """Return the parts sorted by kind."""
    blocks = [part.block for part in parts]
    return Sorted(
        tuple(part for part in parts if isinstance(part.block, WordBlock)),
        tuple(part for part in parts if isinstance(part.block, FigureBlock)),
        tuple(block for block in blocks if isinstance(block, model.Callout)),
        tuple(block for block in blocks if isinstance(block, model.Quote)),
    )


def arrange(parts: Sequence[Part], desk: Desk, layout: model.Layout | None, steps: Sequence[float]) -> Arranged:
    """Return the parts arranged at the largest of `steps` that any arrangement fits.

    Raises:
        FitError: nothing fits, with the last reason.
    """
    sorted_parts = sort_parts(parts)
    fault = FitError("the slide has more than it can hold", parts[0].block.at if parts else None)
    for step in steps:
        for arrangement in _candidates(sorted_parts, layout):
            try:
                key, items = arrangement(sorted_parts, step, desk)
            except FitError as reason:
                fault = reason
            else:
                return Arranged(key, items, step)
    raise fault


def _candidates(parts: Sorted, layout: model.Layout | None) -> Iterator[Arrangement]:
    """Yield the arrangements that suit what the slide holds, the best-looking first."""
    words, figures, callouts, quotes = bool(parts.words), len(parts.figures), len(parts.callouts), len(parts.quotes)
    if quotes:
        yield _quote
    elif layout == "two-columns" and len(parts.words) > 1 and not figures:
        yield _two_columns
    elif figures > 1 and not words:
        yield _halves
    elif figures == 1 and words:
        if layout not in {"figure", "table"}:
            yield _beside
        yield _stacked
    elif figures == 1:
        yield _full_figure
    elif not figures and words:
        yield _points
        if callouts:
            yield _points_aside
    elif callouts and not figures:
        yield _panels


def _look(step: float, desk: Desk) -> ListLook:
    return ListLook(scaled(desk.setting.style("body"), step), desk.grid.indent(step))


def _callout_look(step: float, desk: Desk) -> CalloutLook:
    size = max(18.0, min(20.0, step))
    return CalloutLook(replace(scaled(desk.setting.style("body"), size), space_after=5.0), 26.0)


def _words(parts: Sequence[Part], box: Rect, step: float, desk: Desk, placeholder: str = "body") -> tuple[Item, Laid]:
    copies = list(word_copies(parts, _look(step, desk), desk.setting, desk.terms))
    return _copies_box(copies, box, desk, placeholder, parts[0])


def _copies_box(copies: Sequence[Copy], box: Rect, desk: Desk, placeholder: str, first: Part) -> tuple[Item, Laid]:
    laid = lay(copies, box.width, safety=desk.setting.safety)
    if laid.height > box.height + 0.5:
        lines = math.ceil((laid.height - box.height) / copies[0].style.leading)
        message = f"the text is about {lines} line{'s' if lines > 1 else ''} too long for its slide"
        raise FitError(message, first.block.at, "say it in fewer words, or on two slides")
    name = "Points" if placeholder == "body" else "More points"
    return text_box(laid, box, name, placeholder=placeholder, at=first.block.at), laid


def _points(parts: Sorted, step: float, desk: Desk) -> tuple[str, tuple[Item, ...]]:
    """Points at a readable measure; callouts stand under them, at the same width or a little more."""
    box = desk.grid.place("points", "body", desk.grid.across(0, 9))
    body, laid = _words(parts.words, box, step, desk)
    if not parts.callouts:
        return "points", (body,)
    room = desk.grid.across(0, 10, box.y + laid.height + GAP)
    items, taken = stack_callouts(list(parts.callouts), room, _callout_look(step, desk), desk.setting)
    shorter = box.with_height(taken.y - GAP / 2 - box.y)
    return "points", (_words(parts.words, shorter, step, desk)[0], *items)


def _points_aside(parts: Sorted, step: float, desk: Desk) -> tuple[str, tuple[Item, ...]]:
    """Points on the left, callouts as a panel on the right."""
    body, _ = _words(parts.words, desk.grid.across(0, 7).inset(0, 0, 12, 0), step, desk)
    items, _ = stack_callouts(list(parts.callouts), desk.grid.across(7, 5), _callout_look(step, desk), desk.setting)
    return "points", (body, *items)


def _two_columns(parts: Sorted, step: float, desk: Desk) -> tuple[str, tuple[Item, ...]]:
    """Two columns of words of about the same height; callouts under both."""
    left = desk.grid.place("two-columns", "body", desk.grid.across(0, 6))
    right = desk.grid.place("two-columns", "body-2", desk.grid.across(6, 6))
    cut = _even_cut(parts.words, left.width, step, desk)
    if cut == 0:
        raise FitError("two columns need at least two blocks", parts.words[0].block.at)
    halves = parts.words[:cut], parts.words[cut:]
    laid = [_words(half, left, step, desk)[1] for half in halves]
    items: tuple[Item, ...] = ()
    if parts.callouts:
        room = desk.grid.across(0, 12, left.y + max(one.height for one in laid) + GAP)
        items, taken = stack_callouts(list(parts.callouts), room, _callout_look(step, desk), desk.setting)
        left, right = (box.with_height(taken.y - GAP / 2 - box.y) for box in (left, right))
    first, _ = _words(halves[0], left, step, desk)
    second, _ = _words(halves[1], right, step, desk, "body-2")
    return "two-columns", (first, second, *items)


def _even_cut(parts: Sequence[Part], width: float, step: float, desk: Desk) -> int:
    """Return how many parts go left so that the higher column is lowest; a text that heads points stays with them."""

    def height(some: Sequence[Part]) -> float:
        copies = word_copies(some, _look(step, desk), desk.setting, desk.terms)
        return lay(copies, width, safety=desk.setting.safety).height

    cuts = [n for n in range(1, len(parts)) if not isinstance(parts[n - 1].block, model.Text)]
    return min(cuts, key=lambda n: max(height(parts[:n]), height(parts[n:])), default=0)


def _beside(parts: Sorted, step: float, desk: Desk) -> tuple[str, tuple[Item, ...]]:
    """Words over five columns, the figure over seven."""
    region = desk.grid.across(0, 12)
    items: tuple[Item, ...] = ()
    if parts.callouts:
        items, taken = stack_callouts(
            list(parts.callouts), region, _callout_look(step, desk), desk.setting, at_bottom=True
        )
        region = region.with_height(taken.y - GAP - region.y)
    left = desk.grid.place("points-figure", "body", desk.grid.across(0, 5).inset(0, 0, 10, 0))
    right = desk.grid.place("points-figure", "figure", desk.grid.across(5, 7))
    left, right = (replace(box, height=region.bottom - box.y) for box in (left, right))
    body, _ = _words(parts.words, left, step, desk)
    figure = place_figure(parts.figures[0], right, step, desk.setting)
    return "points-figure", (body, *figure.items, *items)


def _stacked(parts: Sorted, step: float, desk: Desk) -> tuple[str, tuple[Item, ...]]:
    """The figure across, words under it, callouts at the foot."""
    region = desk.grid.across(0, 12)
    words = list(word_copies(parts.words, _look(step, desk), desk.setting, desk.terms))
    height = lay(words, desk.grid.across(0, 10).width, safety=desk.setting.safety).height
    figure = place_figure(parts.figures[0], region.with_height(region.height - height - GAP), step, desk.setting)
    box = desk.grid.across(0, 10, figure.bottom + GAP)
    body, laid = _copies_box(words, box, desk, "body", parts.words[0])
    key = "table" if isinstance(parts.figures[0].block, model.Table) else "points-figure"
    if not parts.callouts:
        return ("points-figure" if key == "table" else key), (*figure.items, body)
    room = desk.grid.across(0, 12, box.y + laid.height + GAP)
    items, _ = stack_callouts(list(parts.callouts), room, _callout_look(step, desk), desk.setting)
    return "points-figure", (*figure.items, body, *items)


def _full_figure(parts: Sorted, step: float, desk: Desk) -> tuple[str, tuple[Item, ...]]:
    """One figure across the slide, callouts under it."""
    region = desk.grid.across(0, 12)
    key = "table" if isinstance(parts.figures[0].block, model.Table) else "figure"
    if not parts.callouts:
        return key, place_figure(parts.figures[0], region, step, desk.setting).items
    look = _callout_look(step, desk)
    height = sum(measure_callout(c.callout, region.width, look, desk.setting).height + 12 for c in parts.callouts)
    figure = place_figure(parts.figures[0], region.with_height(region.height - height - GAP + 12), step, desk.setting)
    room = desk.grid.across(0, 12, figure.bottom + GAP)
    items, _ = stack_callouts(list(parts.callouts), room, look, desk.setting)
    return key, (*figure.items, *items)


def _halves(parts: Sorted, step: float, desk: Desk) -> tuple[str, tuple[Item, ...]]:
    """Two figures side by side in equal weight."""
    if len(parts.figures) > 2:
        raise FitError("more than two figures on one slide", parts.figures[2].block.at)
    region = desk.grid.across(0, 12)
    items: tuple[Item, ...] = ()
    if parts.callouts:
        items, taken = stack_callouts(
            list(parts.callouts), region, _callout_look(step, desk), desk.setting, at_bottom=True
        )
        region = region.with_height(taken.y - GAP - region.y)
    boxes = region.columns(2, 36.0)
    placed = [place_figure(f, box, step, desk.setting) for f, box in zip(parts.figures, boxes, strict=True)]
    return "figure", (*(item for one in placed for item in one.items), *items)


def _panels(parts: Sorted, step: float, desk: Desk) -> tuple[str, tuple[Item, ...]]:
    """Callouts alone: two side by side in equal height, otherwise stacked."""
    setting = desk.setting
    look = CalloutLook(replace(scaled(setting.style("body"), step), space_after=6.0), 30.0)
    region = desk.grid.across(0, 12)
    if len(parts.callouts) == 2:
        boxes = region.columns(2, 20.0)
        both = [
            measure_callout(c.callout, b.width, look, setting, c.language)
            for c, b in zip(parts.callouts, boxes, strict=True)
        ]
        height = max(one.height for one in both)
        if height > region.height:
            raise FitError(f"the callouts need {height:.0f} pt of height", parts.callouts[0].at)
        placed = [place_callout(m, b.x, b.y, setting, height=height) for m, b in zip(both, boxes, strict=True)]
        return "figure", tuple(item for items in placed for item in items)
    items, _ = stack_callouts(list(parts.callouts), desk.grid.across(0, 10), look, setting)
    return "figure", items


def _quote(parts: Sorted, step: float, desk: Desk) -> tuple[str, tuple[Item, ...]]:
    """One quotation in large type with its source under it."""
    if len(parts.quotes) > 1 or parts.words or parts.figures or parts.callouts:
        raise FitError("a quotation stands alone on its slide", parts.quotes[-1].at)
    said, setting = parts.quotes[0].quote, desk.setting
    large = scaled(setting.style("quote"), 30.0 if step > 20 else 26.0 if step > 18 else 22.0)
    small = replace(setting.style("quote_by"), space_before=0.0)
    box = desk.grid.place("quote", "body", desk.grid.across(0, 10).inset(30, 0, 0, 0))
    lang = parts.quotes[0].language
    copies = [
        Copy(runs_of(said.text, large, setting, lang=lang), large, at=said.text.at, space_after=18.0),
        Copy(runs_of(said.by, small, setting), small, at=said.by.at),
    ]
    body, laid = _copies_box(copies, box, desk, "body", Part(parts.quotes[0]))
    mark = bar(Rect(box.x - 30, box.y + 4, 6, laid.height - 4), setting.color("teal"), "Quotation bar")
    return "quote", (body, mark)
