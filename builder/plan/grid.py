"""Where things stand on a slide: one value that layouts, planned pages and arrangements share. Points throughout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.geometry import Rect
from builder.theme import Grid

BULLET_INDENT = 24.0
"""Points by which points hang at `INDENTED_AT` points of type."""
INDENTED_AT = 22.0
COVER_SHARE = 2 / 3
"""The share of the cover's width that the dark panel takes."""


@dataclass(frozen=True, slots=True)
class SlideGrid:
    """The columns of a slide, and the fixed places around its content.

    `body_top` and `bottom` bound what arrangements fill. `eyebrow` and `number` are None where slides show neither.
    `title_sizes` are the sizes of titles in points from the largest, each with the most lines that it may take;
    `even_titles` narrows a title so that its lines are of about the same length. `places` are boxes that a layout has
    of its own, by layout and placeholder: arrangements take them instead of columns. `indents` is how far points hang,
    None in proportion to their size.
    """

    grid: Grid
    title: Rect
    footer: Rect
    body_top: float
    bottom: float
    references_top: float
    eyebrow: Rect | None = None
    number: Rect | None = None
    title_sizes: tuple[tuple[float, int], ...] = ((30.0, 1), (26.0, 2))
    even_titles: bool = True
    places: Mapping[tuple[str, str], Rect] = field(default_factory=dict)
    indents: float | None = None

    def across(self, first: int, count: int, top: float | None = None, bottom: float | None = None) -> Rect:
        """Return the rectangle over `count` columns from column `first` (from 0), from `top` to `bottom`."""
        g = self.grid
        column = (g.page.width - g.left - g.right - g.gutter * (g.columns - 1)) / g.columns
        x = g.left + first * (column + g.gutter)
        width = count * column + (count - 1) * g.gutter
        y = self.body_top if top is None else top
        return Rect(x, y, width, (self.bottom if bottom is None else bottom) - y)

    def place(self, layout: str, key: str, otherwise: Rect) -> Rect:
        """Return the box that a layout gives a placeholder, or the columns that it takes where it gives none."""
        return self.places.get((layout, key), otherwise)

    def indent(self, size: float) -> float:
        """Return how far a point of `size` points of type hangs."""
        return BULLET_INDENT * size / INDENTED_AT if self.indents is None else self.indents


def own_grid(grid: Grid) -> SlideGrid:
    """Return the places of our own slides on a page's columns."""
    bare = SlideGrid(grid, Rect(0, 0, 0, 0), Rect(0, 0, 0, 0), body_top=136.0, bottom=495.0, references_top=112.0)
    return SlideGrid(
        grid,
        title=bare.across(0, 12, 52.0, 124.0),
        footer=bare.across(0, 10, 507.0, 523.0),
        body_top=136.0,
        bottom=495.0,
        references_top=112.0,
        eyebrow=bare.across(0, 9, 30.0, 47.0),
        number=bare.across(11, 1, 507.0, 523.0),
    )
