"""Choosing a slide's layout by what it holds, the best-looking first, and saying why; an author's wish comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from builder import model
from builder.frozen import dataclass, replace
from builder.late import late
from builder.plan import arrange
from builder.plan.desk import Arranged, Arrangement, Desk, Sorted, sort_parts
from builder.plan.figures import table_size
from builder.plan.messages import messages, summary
from builder.plan.needs import NEEDS, ONE, TWO, SlotError, lacking
from builder.plan.setting import FitError
from builder.plan.sparse import is_lead
from builder.plan.words import Part

if TYPE_CHECKING:
    from builder.plan.bignumber import big_number
    from builder.plan.sides import as_lists, comparison
else:
    big_number = late("builder.plan.bignumber", "big_number")
    as_lists, comparison = late("builder.plan.sides", "as_lists", "comparison")

Rank: TypeAlias = Literal["first", "last", "asked"]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to place what a slide holds: the master's layout, the names that an author has for it, and why it suits.

    Ways that come `last` are tried when the first fit at no size; others only when an author asks for them. Ways that
    lead are tried in larger type than the body's, too, if they are the best: few words look unfinished else. `needs`
    are the placeholders that its words must have, those of its layout unless it says so.
    """

    layout: str
    names: tuple[model.Layout, ...]
    place: Arrangement
    why: str
    rank: Rank = "first"
    leads: bool = False
    needs: tuple[str, ...] | None = None

    def open_to(self, desk: Desk) -> bool:
        """Tell whether the slides have all the placeholders that the words of this way need."""
        needs = NEEDS.get(self.layout, ()) if self.needs is None else self.needs
        return not lacking(self.layout, needs, desk.grid.slots)


def place(parts: Sequence[Part], desk: Desk, layout: model.Layout | None, steps: Sequence[float]) -> Arranged:
    """Return the parts placed at the largest of `steps` that any suitable way fits.

    An author's layout that suits none of these parts is passed over: `unsuitable` has told of it.

    Raises:
        SlotError: no suitable layout of the template has a place for the words.
        FitError: nothing fits, with the last reason.
    """
    sorted_parts = sort_parts(parts)
    fault = FitError("the slide has more than it can hold", parts[0].block.at if parts else None)
    suitable = tuple(ways(sorted_parts))
    all_ways = tuple(way for way in suitable if way.open_to(desk))
    if sorted_parts.figures and desk.grid.cramped:
        raise SlotError(held(parts), sorted_parts.figures[0].block.at, tuple(way.layout for way in suitable))
    if suitable and not all_ways:
        return _otherwise(parts, suitable, desk, steps)
    asked = tuple(way for way in all_ways if layout in way.names)
    tiers = [asked] if asked else [[way for way in all_ways if way.rank == rank] for rank in ("first", "last")]
    tiers = tiers if any(tiers) else [all_ways]
    for way, step, best in ((way, step, tier[0]) for tier in tiers if tier for step in steps for way in tier):
        if is_lead(step, desk.setting) and not (way.leads and way is best):
            continue
        try:
            items = way.place(sorted_parts, step, desk)
        except FitError as reason:
            fault = reason.with_traceback(None)  # the frames hold all that was tried
        else:
            why = f"{held(parts)}: {way.why}{', as the outline asks,' if asked else ''}"
            return Arranged(way.layout, items, type_size(way.layout, step), why)
    if not all_ways and parts:
        raise _too_mixed(sorted_parts)
    try:
        raise fault
    finally:
        del fault  # this frame and its error would hold each other until the collector looks


def _otherwise(parts: Sequence[Part], closed: Sequence[Way], desk: Desk, steps: Sequence[float]) -> Arranged:
    """Return a comparison as headed lists, which need one place; SlotError for all else, or without any place."""
    first = parts[0].block
    if isinstance(first, model.Compare):
        lists = [*as_lists(first), *parts[1:]]
        try:
            arranged = place(lists, desk, None, steps)
        except SlotError as fault:
            raise SlotError(held(parts), first.at, (*(way.layout for way in closed), *fault.layouts)) from fault
        why = "its sides as headed lists, since no layout of the template has a place for each"
        return replace(arranged, reason=f"{held(parts)}: {why},")
    layouts = tuple(dict.fromkeys(way.layout for way in closed))
    raise SlotError(held(parts), first.at, layouts)


def type_size(layout: str, step: float) -> float:
    """Return the size at which a layout sets its text where the body has a size; 0 for layouts without such text."""
    match layout:
        case "table":
            return table_size(step)
        case "figure" | "figures" | "step-build" | "big-number":
            return 0.0
        case _:
            return step


def _too_mixed(parts: Sorted) -> FitError:
    block = parts.alone[-1] if parts.alone else parts.figures[-1].block
    if isinstance(block, model.Quote):
        return FitError("a quotation stands alone on its slide", block.at)
    if parts.alone:
        help_text = "give it a slide of its own; callouts may stand under a comparison or a big number"
        return FitError(f"a {NAMES[type(block)][0]} stands alone on its slide", block.at, help_text)
    return FitError("more than two figures on one slide", block.at, "make two slides of it")


def unsuitable(parts: Sequence[Part], layout: model.Layout) -> str | None:
    """Return which layouts would hold a slide's content, in words, if the author's can't; None if it can."""
    names = [name for way in ways(sort_parts(parts)) for name in way.names]
    if not parts or layout in names:
        return None
    listed = ", ".join(f"`{name}`" for name in dict.fromkeys(names))
    return f"{held(parts)} can have: {listed}" if names else f"{held(parts)}: no layout can be chosen for that"


def ways(parts: Sorted) -> Iterator[Way]:
    """Yield the ways that suit what the slide holds, the best-looking first."""
    words, figures, callouts = bool(parts.words), len(parts.figures), bool(parts.callouts)
    if parts.alone:
        if len(parts.alone) == 1 and not words and not figures:
            yield from _alone(parts.alone[0], callouts=callouts)
    elif figures == 1 and words:
        yield from _figure_and_words(parts)
    elif figures == 1:
        yield from _full(parts.figures[0])
    elif figures == 2 and not words:
        yield Way("figures", ("figure",), arrange.halves, "two figures of equal weight side by side")
    elif words and not figures:
        yield from _worded(parts)
    elif callouts and not figures:
        yield Way("callouts", (), arrange.panels, "callouts as panels", leads=True)


def _alone(block: model.Block, *, callouts: bool) -> Iterator[Way]:
    match block:
        case model.Quote():
            if not callouts:
                yield Way("quote", ("quote",), arrange.quote, "a quotation in large type", leads=True)
        case model.Compare():
            key = "comparison" if len(block.compare.sides) == 2 else "comparison-three"
            yield Way(key, ("comparison",), comparison, "panels of equal size")
        case model.Number():
            why, needs = "a big number with its context", TWO if block.number.compared else ONE
            yield Way("big-number", ("big-number",), big_number, why, needs=needs)
        case model.Question():
            # placed by `asking`, which makes two slides of it
            if not callouts:
                yield Way("question", ("question",), _never, "a question, and its answer on the next slide")
        case _:
            raise ValueError(f"{type(block).__name__} doesn't stand alone")


def _never(parts: Sorted, step: float, desk: Desk) -> tuple[()]:
    raise FitError("a question stands alone on its slide", parts.alone[0].at)


def _full(part: Part) -> Iterator[Way]:
    if isinstance(part.block, model.Table):
        yield Way("table", ("table",), arrange.full_figure, "a table across the slide")
        return
    stage = part.stage
    if stage is not None:
        step = f"step {stage.number} of {stage.count}, all else where it stood" if stage.number else "the whole picture"
        yield Way("step-build", ("step-build",), arrange.step_build, f"{step}; built up slide by slide")
    way = Way("figure", ("figure",), arrange.full_figure, "a figure across the slide")
    yield replace(way, rank="asked") if stage else way


def _figure_and_words(parts: Sorted) -> Iterator[Way]:
    """Yield words and a figure in the order in which they were written, beside each other before one over the other.

    Tables are wide: with them, one over the other comes first.
    """
    kind: model.Layout = "table" if isinstance(parts.figures[0].block, model.Table) else "figure"
    left = Way("points-figure", ("points-figure",), arrange.beside, "points beside the figure")
    right = Way("figure-points", ("figure-points",), arrange.mirrored, "the figure first, points beside it")
    above = Way("figure-above", ("figure-above", kind), arrange.stacked, "the figure across, points under it")
    below = Way("points-above", ("points-above", kind), arrange.under, "points across, the figure under them")
    if parts.figure_first:
        first, *rest = (above, right, left, below) if kind == "table" else (right, above, left, below)
    else:
        first, *rest = (below, left, right, above) if kind == "table" else (left, below, right, above)
    yield first
    yield replace(rest[0], rank="last")
    yield from (replace(way, rank="asked") for way in rest[1:])


def _worded(parts: Sorted) -> Iterator[Way]:
    columns = [
        Way("two-columns", ("two-columns",), arrange.two_columns, "two columns", leads=True),
        Way("three-columns", ("three-columns",), arrange.three_columns, "three columns", leads=True),
    ][: max(0, len(parts.words) - 1)]
    heads = arrange.headed(parts.words)
    if heads in (2, 3) and len(columns) >= heads - 1:
        way = columns[heads - 2]
        why = f"{'two' if heads == 2 else 'three'} headed lists side by side"
        yield replace(way, why=why)
    key = "points-callout" if parts.callouts else "points"
    yield Way(key, ("points",), arrange.points, "points at a readable measure", leads=True)
    if parts.callouts:
        why = "callouts beside the points, as below there is no room"
        yield Way("points-aside", ("points",), arrange.points_aside, why)
    elif all(messages(part) for part in parts.words):
        yield Way("summary", ("summary",), summary, "messages to take home", "asked", leads=True)
    yield from (replace(way, rank="asked") for way in columns)


NAMES: dict[type[model.Block], tuple[str, str]] = {
    model.Point: ("point", "points"),
    model.Text: ("paragraph", "paragraphs"),
    model.Steps: ("list of steps", "lists of steps"),
    model.Checklist: ("checklist", "checklists"),
    model.Callout: ("callout", "callouts"),
    model.Quote: ("quotation", "quotations"),
    model.Table: ("table", "tables"),
    model.Chart: ("chart", "charts"),
    model.Image: ("picture", "pictures"),
    model.Diagram: ("diagram", "diagrams"),
    model.Define: ("definition", "definitions"),
    model.Icons: ("icon array", "icon arrays"),
    model.Compare: ("comparison", "comparisons"),
    model.Question: ("question", "questions"),
    model.Number: ("big number", "big numbers"),
    model.FillIn: ("form to fill in", "forms to fill in"),
}


def held(parts: Sequence[Part]) -> str:
    """Return what a slide holds, in words: `3 points and one chart`."""
    counts = Counter(NAMES[type(part.block)] for part in parts)
    said = [f"one {one}" if count == 1 else f"{count} {many}" for (one, many), count in counts.items()]
    if len(said) < 2:
        return said[0] if said else "nothing but a title"
    return f"{', '.join(said[:-1])} and {said[-1]}"
