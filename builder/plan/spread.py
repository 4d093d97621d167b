"""Spreading a slide that is too full over several: at breaks that a reader expects, as even as can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from builder import model
from builder.plan.choose import place
from builder.plan.desk import Arranged, Desk
from builder.plan.setting import FitError
from builder.plan.words import Part

Fit: TypeAlias = Callable[[Sequence[Part], Sequence[float]], Arranged]


def spread(parts: Sequence[Part], desk: Desk, layout: model.Layout | None, steps: Sequence[float]) -> list[Arranged]:
    """Return one arrangement a slide: all on one at any step if that fits, else on as few as possible, at one step.

    Points and callouts are never cut; steps, checklists and tables are, between entries, a table's header repeated.

    Raises:
        FitError: a block that has no room on a slide of its own, at the smallest step.
    """

    def fit(some: Sequence[Part], at_steps: Sequence[float]) -> Arranged:
        return place(some, desk, layout, at_steps)

    try:
        return [fit(parts, steps)]
    except FitError as fault:
        if layout_only(parts):
            raise
        return _continued(parts, fit, steps, fault)


def layout_only(parts: Sequence[Part]) -> bool:
    """Tell whether the parts are one block that can't be cut."""
    return len(parts) == 1 and len(entries(parts[0])) == 1


def entries(part: Part) -> list[Part]:
    """Return a part cut as far as it may be: a table into rows, steps and checklists into entries, others not."""
    block = part.block
    match block:
        case model.Table():
            rows = block.table.rows
            cut = [replace(block, table=replace(block.table, rows=(row,))) for row in rows]
            return [Part(one, whole=block.table) for one in cut] or [part]
        case model.Steps():
            return [Part(replace(block, steps=(s,)), part.first + i) for i, s in enumerate(block.steps)] or [part]
        case model.Checklist():
            return [Part(replace(block, checklist=(item,))) for item in block.checklist] or [part]
        case model.Define():
            return [Part(replace(block, define=(term,))) for term in block.define] or [part]
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
        case _:
            return None


def _continued(parts: Sequence[Part], fit: Fit, steps: Sequence[float], fault: FitError) -> list[Arranged]:
    atoms = [entry for part in parts for entry in entries(part)]
    if len(atoms) == 1:
        raise fault
    pages = _even(atoms, _greedy(atoms, fit, steps[-1:], len(atoms)), fit, steps[-1:])
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
        while end < min(len(atoms), start + most) and _fits(joined(atoms[start : end + 1]), fit, steps):
            end += 1
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
