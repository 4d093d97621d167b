"""The grid of a slide: where title, body and footer stand, and the boxes that layouts share. Points."""

from __future__ import annotations

from dataclasses import dataclass

from builder.geometry import Rect
from builder.theme import Grid

BODY_TOP = 128.0
"""Where the body starts on every slide, so that nothing jumps."""
TITLE_TOP = 52.0
TITLE_HEIGHT = 72.0
EYEBROW_TOP = 30.0
FOOTER_TOP = 507.0
FOOTER_HEIGHT = 16.0


@dataclass(frozen=True, slots=True)
class SlideGrid:
    """The twelve columns of a slide: rectangles by first column and count, from a top to a bottom."""

    grid: Grid

    @property
    def bottom(self) -> float:
        """The lowest y that content may reach: above the footer."""
        return FOOTER_TOP - 12

    def across(self, first: int, count: int, top: float = BODY_TOP, bottom: float | None = None) -> Rect:
        """Return the rectangle over `count` columns from column `first` (from 0)."""
        g = self.grid
        column = (g.page.width - g.left - g.right - g.gutter * (g.columns - 1)) / g.columns
        x = g.left + first * (column + g.gutter)
        width = count * column + (count - 1) * g.gutter
        return Rect(x, top, width, (self.bottom if bottom is None else bottom) - top)

    def columns(self, count: int) -> tuple[Rect, ...]:
        """Return two or three columns of equal width from the body's top."""
        return tuple(self.across(index * 12 // count, 12 // count) for index in range(count))

    def beside(self, *, words_left: bool) -> tuple[Rect, Rect]:
        """Return the boxes of words (five columns) and of a figure beside them (seven)."""
        if words_left:
            return self.across(0, 5).inset(0, 0, 10, 0), self.across(5, 7)
        return self.across(7, 5).inset(10, 0, 0, 0), self.across(0, 7)

    def halves(self) -> tuple[Rect, ...]:
        """Return the boxes of two figures of equal weight."""
        return self.across(0, 12).columns(2, 36.0)

    def panels(self, count: int) -> tuple[Rect, ...]:
        """Return the boxes of two or three panels of equal width."""
        return self.across(0, 12).columns(count, 24.0 if count == 2 else 18.0)
