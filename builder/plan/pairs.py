"""Two headed lists side by side, in equal form."""

from __future__ import annotations

from collections.abc import Sequence

from builder.frozen import replace
from builder.geometry import Rect
from builder.plan.flowables import Solid
from builder.plan.lay import Copy, lay
from builder.plan.marks import text_box
from builder.plan.page import Item, Role
from builder.plan.setting import plain_runs
from builder.plan.sheet import Sheet
from builder.plan.words import ListLook, bullet_copies
from builder.values import RichText


def pair_box(lists: Sequence[tuple[str, Sequence[RichText]]], look: ListLook, sheet: Sheet) -> Solid:
    """Return headed lists in columns of equal width across the page."""
    structure, setting = sheet.structure, sheet.setting
    boxes = sheet.frame.full.columns(len(lists), sheet.body * 2)
    heading = replace(setting.style("heading"), space_before=0.0)
    laid, headings = [], []
    for (title, texts), box in zip(lists, boxes, strict=True):
        part = structure.add(Role.SECT)
        headings.append(structure.add(Role.H2, part))
        head = Copy(plain_runs(title, heading, setting), heading, element=headings[-1])
        items = structure.tagged(bullet_copies(texts, look, setting), part)
        laid.append(lay([head, *items], box.width))

    def place(y: float) -> tuple[Item, ...]:
        places = [Rect(box.x, y, box.width, one.height) for one, box in zip(laid, boxes, strict=True)]
        return tuple(text_box(one, box, "List") for one, box in zip(laid, places, strict=True))

    return Solid(max(one.height for one in laid), place, lists[0][1][0].at, wide=True, elements=tuple(headings))
