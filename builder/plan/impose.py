"""Pages on the sheets that they are printed on: a booklet that is folded once, a leaflet that is folded twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from builder.frozen import dataclass, replace
from builder.geometry import Size
from builder.model import FoldKind
from builder.plan.page import Item, Page, Plan, Stroke
from builder.plan.shrink import Shrink
from builder.theme import Color, Grid

PANELS = 6
"""Pages of a leaflet that is folded twice: three on either side."""
TICK = 9.0
"""Points from the sheet's edge that a fold mark is long."""
MARGIN = 28.35
"""Points left white around a folded page: 10 mm, which printers and folds need."""


@dataclass(frozen=True, slots=True)
class Fold:
    """How a sheet is folded: the kind, the sheet's size in points, wider than high, and the colour of fold marks."""

    kind: FoldKind
    sheet: Size
    color: Color

    @property
    def across(self) -> int:
        """Return how many pages stand beside each other on one side of the sheet."""
        match self.kind:
            case "booklet":
                return 2
            case "trifold":
                return 3
            case _:
                assert_never(self.kind)

    def missing(self, pages: int) -> int:
        """Return how many pages more fill the sheets; 0 where a leaflet folded twice has too many already."""
        return max(0, PANELS - pages) if self.kind == "trifold" else -pages % 4


def fold_of(kind: FoldKind, paper: Size, color: Color) -> Fold:
    """Return the fold of a paper, laid on its long side."""
    return Fold(kind, Size(max(paper.width, paper.height), min(paper.width, paper.height)), color)


def folded_grid(fold: Fold, grid: Grid) -> Grid:
    """Return the grid of one page of a folded sheet, with its paper's foot."""
    page = Size(fold.sheet.width / fold.across, fold.sheet.height)
    return replace(grid, page=page, left=MARGIN, right=MARGIN, top=MARGIN + 4, bottom=min(grid.bottom, 48.0))


def imposed(plan: Plan, fold: Fold) -> Plan:
    """Return a plan of sheets: print it on both sides, turned over the short edge, and fold.

    Reading order, elements and bookmarks stay; on each side, pages are drawn in the order of their numbers.

    Raises:
        ValueError: the count of pages isn't a multiple of what the sheet holds.
    """
    count = len(plan.pages)
    if fold.missing(count) or (fold.kind == "trifold" and count > PANELS):
        raise ValueError(f"{count} pages can't be folded as a {fold.kind}")
    sides = list(_sides(fold, count))
    where = {page: side for side, pages in enumerate(sides) for page in pages}
    marks = tuple(replace(mark, page=where[mark.page]) for mark in plan.bookmarks)
    pages = tuple(_side(plan, fold, pages) for pages in sides)
    return replace(plan, size=fold.sheet, pages=pages, bookmarks=marks)


def _sides(fold: Fold, count: int) -> Iterator[tuple[int, ...]]:
    """Yield the pages (from 0) of each side of each sheet, from left to right."""
    match fold.kind:
        case "booklet":
            for sheet in range(count // 4):
                yield count - 1 - 2 * sheet, 2 * sheet
                yield 2 * sheet + 1, count - 2 - 2 * sheet
        case "trifold":
            yield 4, 5, 0
            yield 1, 2, 3
        case _:
            assert_never(fold.kind)


def _side(plan: Plan, fold: Fold, pages: Sequence[int]) -> Page:
    width = fold.sheet.width / fold.across
    items: list[Item] = []
    for number in sorted(pages):
        items += Shrink(1.0, width * pages.index(number), 0.0).items(plan.pages[number].items)
    folds = [width * place for place in range(1, fold.across)]
    height = fold.sheet.height
    ticks = (Stroke(x, y, x, y + TICK, fold.color, 0.5, name="Fold mark") for x in folds for y in (0.0, height - TICK))
    names = ", ".join(str(number + 1) for number in pages)
    return Page((*items, *ticks), f"{plan.properties.title}, pages {names}")
