"""Where things stand on a slide: its columns, the boxes that layouts share, and what surrounds the content.

Our own slides have one grid for all; a template's slides have its columns, and boxes of their own for placeholders.
Points.
"""

from __future__ import annotations

from collections.abc import Mapping

from builder.frozen import dataclass, field, replace
from builder.geometry import Rect, Size
from builder.plan.needs import Slots
from builder.theme import Grid

BODY_TOP = 128.0
"""Where the body starts on every slide of ours, so that nothing jumps."""
TITLE_TOP = 52.0
TITLE_HEIGHT = 72.0
EYEBROW_TOP = 30.0
EYEBROW_HEIGHT = 17.0
FOOTER_TOP = 507.0
FOOTER_HEIGHT = 16.0
BODY_BOTTOM = FOOTER_TOP - 12
"""The lowest y that content of ours may reach: above the footer."""
BULLET_INDENT = 24.0
"""Points by which points hang at `INDENTED_AT` points of type."""
INDENTED_AT = 22.0
LEAST_ROOM = Size(240.0, 100.0)
"""A figure in less room than this shows nothing."""


@dataclass(frozen=True, slots=True)
class SlideGrid:
    """The columns of a slide, and the fixed places around its content.

    `body_top` and `bottom` bound what arrangements fill. `eyebrow`, `step` and `number` are None where slides don't
    show them. `title_sizes` are the sizes of titles in points from the largest, each with the most lines that it may
    take. `places` are boxes that a layout has of its own, by layout and placeholder: arrangements take them instead of
    columns. `slots` are the placeholders of each layout, None where none is lacking. `indents` is how far points hang,
    None in proportion to their size.
    """

    grid: Grid
    title: Rect
    footer: Rect
    body_top: float = BODY_TOP
    bottom: float = BODY_BOTTOM
    eyebrow: Rect | None = None
    step: Rect | None = None
    number: Rect | None = None
    title_sizes: tuple[tuple[float, int], ...] = ((30.0, 1), (26.0, 2))
    places: Mapping[tuple[str, str], Rect] = field(default_factory=dict)
    slots: Slots | None = None
    indents: float | None = None

    def across(self, first: int, count: int, top: float | None = None, bottom: float | None = None) -> Rect:
        """Return the rectangle over `count` columns from column `first` (from 0), from `top` to `bottom`."""
        x, width = _span(self.grid, first, count)
        y = self.body_top if top is None else top
        return Rect(x, y, width, (self.bottom if bottom is None else bottom) - y)

    def place(self, layout: str, key: str, otherwise: Rect) -> Rect:
        """Return the box that a layout gives a placeholder, or the columns that it takes where it gives none."""
        return self.places.get((layout, key), otherwise)

    def pair(self, layout: str, keys: tuple[str, ...], otherwise: tuple[Rect, ...]) -> tuple[Rect, ...]:
        """Return the boxes that a layout gives several placeholders, if it gives them all, else the columns."""
        own = tuple(self.places[layout, key] for key in keys if (layout, key) in self.places)
        return own if len(own) == len(keys) else otherwise

    @property
    def cramped(self) -> bool:
        """Tell whether a template leaves no room for figures between its titles and its feet."""
        room = self.across(0, 12)
        return self.slots is not None and (room.width < LEAST_ROOM.width or room.height < LEAST_ROOM.height)

    def acting(self, role: str, layout: str) -> SlideGrid:
        """Return the grid for slides of `layout` that are arranged as those of `role` are: it has that one's places."""
        own = {(role, key): box for (name, key), box in self.places.items() if name == layout}
        slots = None if self.slots is None else {**self.slots, role: self.slots.get(layout, frozenset())}
        return replace(self, places={**self.places, **own}, slots=slots)

    def indent(self, size: float) -> float:
        """Return how far a point of `size` points of type hangs."""
        return BULLET_INDENT * size / INDENTED_AT if self.indents is None else self.indents

    def columns(self, count: int) -> tuple[Rect, ...]:
        """Return two or three columns of words."""
        layout = "two-columns" if count == 2 else "three-columns"
        even = tuple(self.across(index * 12 // count, 12 // count) for index in range(count))
        return self.pair(layout, ("body", "body-2", "body-3")[:count], even)

    def beside(self, *, words_left: bool) -> tuple[Rect, Rect]:
        """Return the boxes of words (five columns) and of a figure beside them (seven)."""
        if words_left:
            layout, boxes = "points-figure", (self.across(0, 5).inset(0, 0, 10, 0), self.across(5, 7))
        else:
            layout, boxes = "figure-points", (self.across(7, 5).inset(10, 0, 0, 0), self.across(0, 7))
        words, figure = self.pair(layout, ("body", "object"), boxes)
        return words, figure

    def halves(self) -> tuple[Rect, ...]:
        """Return the boxes of two figures of equal weight."""
        return self.pair("figures", ("object", "object-2"), self.across(0, 12).columns(2, 36.0))

    def panels(self, count: int) -> tuple[Rect, ...]:
        """Return the boxes of two or three panels of equal width."""
        return self.across(0, 12).columns(count, 24.0 if count == 2 else 18.0)

    def references(self) -> tuple[Rect, ...]:
        """Return the two columns of the reference list, equally high."""
        both = self.pair("references", ("body", "body-2"), (self.across(0, 6), self.across(6, 6)))
        return tuple(box.with_height(min(one.height for one in both)) for box in both)


def _span(grid: Grid, first: int, count: int) -> tuple[float, float]:
    """Return left edge and width of `count` columns."""
    column = (grid.page.width - grid.left - grid.right - grid.gutter * (grid.columns - 1)) / grid.columns
    return grid.left + first * (column + grid.gutter), count * column + (count - 1) * grid.gutter


def own_grid(grid: Grid) -> SlideGrid:
    """Return the places of our own slides on a page's columns."""

    def strip(first: int, count: int, top: float, height: float) -> Rect:
        x, width = _span(grid, first, count)
        return Rect(x, top, width, height)

    return SlideGrid(
        grid,
        title=strip(0, 12, TITLE_TOP, TITLE_HEIGHT),
        footer=strip(0, 10, FOOTER_TOP, FOOTER_HEIGHT),
        eyebrow=strip(0, 9, EYEBROW_TOP, EYEBROW_HEIGHT),
        step=strip(9, 3, EYEBROW_TOP, EYEBROW_HEIGHT),
        number=strip(11, 1, FOOTER_TOP, FOOTER_HEIGHT),
    )
