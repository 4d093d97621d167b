"""What flows over pages of paper: paragraphs, boxes, tables, side heads, columns; and the frame that they flow in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, assert_never

from builder.diagnostics import Span
from builder.frozen import dataclass
from builder.geometry import MM, Rect, Size
from builder.plan.lay import Copy
from builder.plan.page import Item, Table
from builder.plan.tables import MeasuredTable
from builder.theme import Grid

TEXT_WIDTH = 122 * MM
"""Width of the text column: about 60 characters at 12 pt."""
WHOLE = 0.6
"""A table to fill in that is no higher than this share of a page is not cut: a week stays in sight as a week."""
LEAST_MARGIN = 90.0
"""An outer column narrower than this many points holds nothing; the text then takes the whole width."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page of paper: its size, the column for text, the whole width, and the outer column if there is one."""

    size: Size
    column: Rect
    full: Rect
    margin: Rect | None


def frame_of(grid: Grid, *, wide: bool, foot: float) -> Frame:
    """Return the frame of a paper with at least `foot` points free at the bottom; `wide` text takes the whole width."""
    page = grid.page
    full = Rect(
        grid.left, grid.top, page.width - grid.left - grid.right, page.height - grid.top - max(grid.bottom, foot)
    )
    left = full.width - TEXT_WIDTH - grid.gutter
    if wide or left < LEAST_MARGIN:
        return Frame(page, full, full, None)
    column = Rect(full.x + left + grid.gutter, full.y, TEXT_WIDTH, full.height)
    margin = Rect(full.x, full.y, left, full.height)
    return Frame(page, column, full, margin)


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph in the text column. `notes` are paragraphs for the outer column beside it."""

    copy: Copy
    notes: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Solid:
    """A box that never breaks: `place` makes its items at a y. `wide` boxes reach into the outer column.

    `elements` are the headings that the box holds, for the bookmarks; `ahead` is how many points of what follows
    must stand on the same page at least. `words` is what a diagram's boxes say, `notes` are paragraphs for the outer
    column beside it. A `spare` box is left out where a page has no room for it.
    """

    height: float
    place: Callable[[float], tuple[Item, ...]]
    at: Span | None
    before: float = 0.0
    after: float = 0.0
    wide: bool = False
    keep_next: bool = False
    elements: tuple[int, ...] = ()
    ahead: float = 0.0
    words: str = ""
    notes: tuple[Copy, ...] = ()
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A measured table that may break between rows; `element` is its Table element.

    `fill` returns what stands for a placed stretch of it, given which rows it holds: what there is to fill in. Such a
    table breaks only where it is long: `WHOLE` says what it keeps together.
    """

    measured: MeasuredTable
    element: int
    before: float = 0.0
    after: float = 0.0
    fill: Callable[[Table, Sequence[int]], tuple[Item, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """A heading in the outer column, beside what follows it; it takes no height of its own."""

    copy: Copy


@dataclass(frozen=True, slots=True)
class Columns:
    """Paragraphs in columns of equal width across the page, filled from the left, even on the last page."""

    copies: tuple[Copy, ...]
    count: int
    gutter: float


Flowable: TypeAlias = Words | Solid | Rows | Side | Columns


def spaces(flowable: Flowable) -> tuple[float, float, bool]:
    """Return space before and after a flowable in points, and whether it stays with the next."""
    match flowable:
        case Words():
            copy = flowable.copy
            before = copy.style.space_before if copy.space_before is None else copy.space_before
            after = copy.style.space_after if copy.space_after is None else copy.space_after
            return before, after, copy.keep_next
        case Solid():
            return flowable.before, flowable.after, flowable.keep_next
        case Rows():
            return flowable.before, flowable.after, False
        case Side():
            before = (
                flowable.copy.style.space_before if flowable.copy.space_before is None else flowable.copy.space_before
            )
            return before, 0.0, True
        case Columns():
            return 0.0, 0.0, False
        case _:
            assert_never(flowable)


def is_wide(flowable: Flowable, width: float) -> bool:
    """Tell whether a flowable reaches out of a text column of so many points, into the outer one."""
    match flowable:
        case Solid():
            return flowable.wide
        case Rows():
            return flowable.measured.width > width + 1
        case Columns():
            return True
        case Words() | Side():
            return False
        case _:
            assert_never(flowable)
