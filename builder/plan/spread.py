"""Spreading a slide that is too full over several: at breaks that a reader expects, as even as can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import TypeAlias

from builder import model
from builder.frozen import replace
from builder.plan.callouts import CalloutLook, measure_callout
from builder.plan.choose import place
from builder.plan.desk import Arranged, Desk
from builder.plan.lay import lay
from builder.plan.needs import SlotError
from builder.plan.setting import FitError, scaled
from builder.plan.sparse import lead_steps
from builder.plan.tables import WholeTable
from builder.plan.words import ListLook, Part, word_copies

Fit: TypeAlias = Callable[[Sequence[Part], Sequence[float]], Arranged]


def spread(parts: Sequence[Part], desk: Desk, layout: model.Layout | None, steps: Sequence[float]) -> list[Arranged]:
    """Return one arrangement a slide: all on one at any step if that fits, else on as few as possible, at one step.

    Points and callouts are never cut; steps, checklists, forms and tables are, between entries, a table's header
    repeated.

    Raises:
        SlotError: no layout of the template has a place for the words.
        FitError: a block that has no room on a slide of its own, at the smallest step.
    """

    parts = [replace(p, whole=WholeTable(p.block.table)) if isinstance(p.block, model.Table) else p for p in parts]

    def fit(some: Sequence[Part], at_steps: Sequence[float]) -> Arranged:
        return place(some, desk, layout, at_steps)

    try:
        return [fit(parts, (*lead_steps(desk.setting), *steps))]
    except SlotError:
        raise
    except FitError as fault:
        if layout_only(parts):
            raise
        return _continued(parts, fit, steps, fault, desk)


def layout_only(parts: Sequence[Part]) -> bool:
    """Tell whether the parts are one block that can't be cut."""
    return len(parts) == 1 and len(entries(parts[0])) == 1


def entries(part: Part) -> list[Part]:
    """Return a part cut as far as it may be: tables into rows, lists and forms into entries, others not."""
    block = part.block
    match block:
        case model.Table():
            rows = block.table.rows
            cut = [replace(block, table=replace(block.table, rows=(row,))) for row in rows]
            whole = part.whole or WholeTable(block.table)
            return [Part(one, whole=whole) for one in cut] or [part]
        case model.Steps():
            return [Part(replace(block, steps=(s,)), part.first + i) for i, s in enumerate(block.steps)] or [part]
        case model.Checklist():
            return [Part(replace(block, checklist=(item,))) for item in block.checklist] or [part]
        case model.Define():
            return [Part(replace(block, define=(term,))) for term in block.define] or [part]
        case model.FillIn(fill_in=content):
            cuts = [replace(content, fields=(one,)) for one in content.fields]
            cuts += [replace(content, rows=(row,)) for row in content.rows]
            return [Part(replace(block, fill_in=one)) for one in cuts]
        case _:
            return [part]


def joined(parts: Sequence[Part]) -> list[Part]:
    """Return entries of the same block that stand together put together again."""
    out: list[Part] = []
    for part in parts:
        merged = _merge(out[-1], part) if out else None
        if merged:
            out[-1] = merged
        else:
            out.append(part)
    return out


def _merge(first: Part, second: Part) -> Part | None:
    a, b = first.block, second.block
    if a.at != b.at:
        return None
    match a, b:
        case model.Table(), model.Table():
            return Part(replace(a, table=replace(a.table, rows=a.table.rows + b.table.rows)), whole=first.whole)
        case model.Steps(), model.Steps():
            return Part(replace(a, steps=a.steps + b.steps), first.first)
        case model.Checklist(), model.Checklist():
            return Part(replace(a, checklist=a.checklist + b.checklist))
        case model.Define(), model.Define():
            return Part(replace(a, define=a.define + b.define))
        case model.FillIn(), model.FillIn():
            one, two = a.fill_in, b.fill_in
            return Part(replace(a, fill_in=replace(one, fields=one.fields + two.fields, rows=one.rows + two.rows)))
        case _:
            return None


def _continued(parts: Sequence[Part], fit: Fit, steps: Sequence[float], fault: FitError, desk: Desk) -> list[Arranged]:
    atoms = [entry for part in parts for entry in entries(part)]
    if len(atoms) == 1:
        raise fault
    pages = _greedy(atoms, fit, steps[-1:], len(atoms))
    heights = _heights(atoms, desk, steps[-1])
    pages = _level(atoms, heights, pages, fit, steps[-1:]) if heights else _even(atoms, pages, fit, steps[-1:])
    for step in steps:
        try:
            arranged = [fit(joined(page), [step]) for page in pages]
        except FitError:
            continue
        return [
            replace(one, suffix=f" ({number} of {len(pages)})", reason=f"{one.reason}, continued")
            for number, one in enumerate(arranged, 1)
        ]
    raise fault


def _greedy(atoms: Sequence[Part], fit: Fit, steps: Sequence[float], most: int) -> list[list[Part]]:
    """Return the atoms cut into pages, each as full as it can be but of at most `most` atoms."""
    pages: list[list[Part]] = []
    start = 0
    while start < len(atoms):
        end = start + 1
        fit(joined(atoms[start:end]), steps)
        limit = min(len(atoms), start + most)
        if _fits(joined(atoms[start:limit]), fit, steps):
            end = limit
        while limit - end > 1:
            middle = (end + limit) // 2
            end, limit = (middle, limit) if _fits(joined(atoms[start:middle]), fit, steps) else (end, middle)
        if end < len(atoms) and end - start > 1 and isinstance(atoms[end - 1].block, model.Text):
            end -= 1
        pages.append(list(atoms[start:end]))
        start = end
    return pages


def _fits(parts: Sequence[Part], fit: Fit, steps: Sequence[float]) -> bool:
    try:
        fit(parts, steps)
    except FitError:
        return False
    return True


def _heights(atoms: Sequence[Part], desk: Desk, step: float) -> list[float] | None:
    """Return about how high each atom is at a step, in points, or None where some is neither words nor a callout."""
    style = scaled(desk.setting.style("body"), step)
    look = ListLook(style, desk.grid.indent(step))
    width = desk.grid.place("points", "body", desk.grid.across(0, 9)).width
    heights: list[float] = []
    for atom in atoms:
        match atom.block:
            case model.Callout():
                box = measure_callout(atom.block.callout, width, CalloutLook(style, 26.0), desk.setting)
                heights.append(box.height + style.space_after)
            case model.Point() | model.Text() | model.Steps() | model.Checklist() | model.Define():
                laid = lay(word_copies([atom], look, desk.setting, desk.terms), width, safety=desk.setting.safety)
                heights.append(laid.height + style.space_after)
            case _:
                return None
    return heights


def _level(
    atoms: Sequence[Part], heights: Sequence[float], pages: list[list[Part]], fit: Fit, steps: Sequence[float]
) -> list[list[Part]]:
    """Return the atoms on as many pages, about equally high; as they are where that doesn't fit."""
    ends = _cuts(atoms, heights, len(pages))
    level = [list(atoms[start:end]) for start, end in pairwise([0, *ends])] if ends else pages
    return level if all(_fits(joined(page), fit, steps) for page in level) else pages


def _cuts(atoms: Sequence[Part], heights: Sequence[float], count: int) -> list[int]:
    """Return where each of `count` pages ends so that the highest is lowest; a text stays with what follows it.

    Of equal cuts, the one with more on earlier pages wins.
    """
    sums = [0.0, *accumulate(heights)]
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for page in range(1, count + 1):
        after: dict[int, tuple[float, list[int]]] = {}
        for end in range(page, len(atoms) + 1):
            last = page == count
            if (end == len(atoms)) != last or (not last and isinstance(atoms[end - 1].block, model.Text)):
                continue
            reached = ((max(high, sums[end] - sums[start]), [*ends, end]) for start, (high, ends) in best.items()
                       if start < end)  # fmt: skip
            found = min(reached, key=lambda one: (one[0], [-cut for cut in one[1]]), default=None)
            if found:
                after[end] = found
        best = after
    return best[len(atoms)][1] if len(atoms) in best else []


def _even(atoms: Sequence[Part], pages: list[list[Part]], fit: Fit, steps: Sequence[float]) -> list[list[Part]]:
    """Return atoms of one kind on as many pages, of as equal numbers as fit; mixed ones as they are."""
    if len({type(atom.block) for atom in atoms}) > 1 or isinstance(atoms[0].block, model.Text):
        return pages
    fullest = max(len(page) for page in pages)
    for most in range(-(-len(atoms) // len(pages)), fullest):
        others = _greedy(atoms, fit, steps, most)
        if len(others) == len(pages):
            return others
    return pages
