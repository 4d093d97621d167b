"""The reference list: entries in two even columns on slides, one after another on paper."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from builder.diagnostics import Span
from builder.frozen import replace
from builder.plan.front import Heads
from builder.plan.lay import Copy, lay
from builder.plan.marks import text_box
from builder.plan.page import Bullet, Item, Role
from builder.plan.setting import FitError, Setting, plain_runs, runs_of
from builder.plan.structure import Structure
from builder.theme import TextStyle
from builder.values import RichText, Run


def reference_boxes(
    entries: Sequence[tuple[int, RichText]], heads: Heads, otherwise: Span
) -> list[tuple[tuple[Item, ...], tuple[int, ...]]]:
    """Return the reference list in two columns a slide: items, and the numbers of the entries on each slide.

    It takes as few slides as it can, and its columns are about equally high.

    Raises:
        FitError: an entry that is higher than a column.
    """
    setting, style = heads.setting, heads.setting.style("reference")
    box = heads.grid.references()[0]
    copies = [(number, reference_copy(number, rich, style, setting)) for number, rich in entries]
    heights = [lay([copy], box.width, safety=setting.safety).height + style.space_after for _, copy in copies]
    if max(heights) > box.height:
        raise FitError("a reference is higher than a slide", otherwise)
    counts = _even_columns(heights, box.height)
    ends = list(accumulate(counts))
    columns = [copies[end - count : end] for end, count in zip(ends, counts, strict=True)]
    return [_reference_page(columns[index : index + 2], heads) for index in range(0, len(columns), 2)]


def _even_columns(heights: Sequence[float], limit: float) -> list[int]:
    """Return how many entries stand in each column of at most `limit` points, full slides made even."""
    columns = _columns(heights, limit)
    most = len(columns) + len(columns) % 2
    if len(columns) == 1:
        return columns
    low = max(heights)
    while limit - low > 1:
        middle = (low + limit) / 2
        low, limit = (low, middle) if len(_columns(heights, middle)) <= most else (middle, limit)
    return _columns(heights, limit)


def _columns(heights: Sequence[float], limit: float) -> list[int]:
    counts, used = [0], 0.0
    for height in heights:
        if used + height > limit and counts[-1]:
            counts.append(0)
            used = 0.0
        counts[-1] += 1
        used += height
    return counts


def _reference_page(
    columns: Sequence[Sequence[tuple[int, Copy]]], heads: Heads
) -> tuple[tuple[Item, ...], tuple[int, ...]]:
    items: list[Item] = []
    for index, (column, box) in enumerate(zip(columns, heads.grid.references(), strict=False)):
        laid = lay([copy for _, copy in column], box.width, safety=heads.setting.safety)
        key = "body" if index == 0 else "body-2"
        name = "References" if index == 0 else "More references"
        items.append(text_box(laid, box, name, placeholder=key))
    return tuple(items), tuple(number for column in columns for number, _ in column)


def upright(rich: RichText) -> RichText:
    """Return text without italics."""
    plain = (replace(one, italic=False) if isinstance(one, Run) else one for one in rich.inlines)
    return replace(rich, inlines=tuple(plain))


def reference_copy(
    number: int, rich: RichText, style: TextStyle, setting: Setting, structure: Structure | None = None, parent: int = 0
) -> Copy:
    """Return an entry of the reference list: a hanging number and the text."""
    indent = style.size * 2.1
    run = plain_runs(f"{number}.", replace(style, color=setting.color("teal"), bold=True), setting)[0]
    mark = Bullet("number", setting.color("teal"), style.size, run, number)
    element = label = None
    if structure:
        item = structure.add(Role.LI, parent, anchor=f"ref-{number}")
        label = structure.add(Role.LBL, item)
        element = structure.add(Role.LBODY, item)
    if setting.medium is setting.theme.large:  # italics are hard to read for those who need large print
        rich = upright(rich)
    return Copy(
        runs_of(rich, style, setting), style, indent, indent, mark, element=element, label_element=label, at=rich.at
    )
