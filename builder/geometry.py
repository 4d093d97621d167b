"""Rectangles and sizes in points (1/72 inch), origin at the top left, y pointing down."""

from __future__ import annotations

from builder.frozen import dataclass

MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Rect:
    """A box in points: `x`, `y` of its top left corner, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    def inset(self, left: float, top: float, right: float, bottom: float) -> Rect:
        """Return the rectangle inside the given margins."""
        return Rect(self.x + left, self.y + top, self.width - left - right, self.height - top - bottom)

    def moved(self, dx: float, dy: float) -> Rect:
        """Return the same rectangle, `dx` to the right and `dy` down."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def overlaps(self, other: Rect, tolerance: float = 0.0) -> bool:
        """Tell whether the rectangles share more than `tolerance` points in both directions."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return across > tolerance and down > tolerance

    def crossed(self, x1: float, y1: float, x2: float, y2: float) -> bool:
        """Tell whether the line from (x1, y1) to (x2, y2) runs through the rectangle (Liang and Barsky, 1984)."""
        first, last = 0.0, 1.0
        sides = (
            (x1 - x2, x1 - self.x),
            (x2 - x1, self.right - x1),
            (y1 - y2, y1 - self.y),
            (y2 - y1, self.bottom - y1),
        )
        for step, room in sides:
            if step == 0 and room < 0:
                return False
            if step < 0:
                first = max(first, room / step)
            elif step > 0:
                last = min(last, room / step)
        return first < last

    def with_height(self, height: float) -> Rect:
        """Return the rectangle with another height and the same top."""
        return Rect(self.x, self.y, self.width, height)

    def columns(self, count: int, gutter: float) -> tuple[Rect, ...]:
        """Return `count` equal columns with `gutter` points between them."""
        width = (self.width - gutter * (count - 1)) / count
        return tuple(Rect(self.x + i * (width + gutter), self.y, width, self.height) for i in range(count))
