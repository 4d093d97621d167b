"""Links between boxes, the routes that they take over the grid, and what all routes take up together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from builder.frozen import dataclass
from builder.model import Sign
from builder.plan.diagram.ways import Point, Way

OUT = 1
IN: Mapping[Sign, int] = MappingProxyType({"raises": 2, "blocks": 4, "disputed": 8})
"""What ways do at a side of a box, as bits."""


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow between two boxes, by number. Arrows of one look may share a line on a stretch of their way."""

    source: int
    target: int
    sign: Sign = "raises"
    look: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """A way put on the board: its masks moved to where it lies, what it costs, and how many others it crosses.

    `points` are all points that it passes, `place` finds them.
    """

    way: Way
    touched: int
    flat: int
    steep: int
    flat_units: int
    steep_units: int
    cost: float
    crossings: int
    points: tuple[Point, ...]
    place: dict[Point, int]


@dataclass(slots=True)
class Traffic:
    """What routes take up together: their masks joined, and what they do at each side of each box."""

    sides: list[int]
    flat: int = 0
    steep: int = 0
    flat_units: int = 0
    steep_units: int = 0

    def add(self, link: Link, route: Route) -> None:
        """Add a route."""
        self.flat |= route.flat
        self.steep |= route.steep
        self.flat_units |= route.flat_units
        self.steep_units |= route.steep_units
        self.sides[4 * link.source + route.way.leaves] |= OUT
        self.sides[4 * link.target + route.way.enters] |= IN[link.sign]

    def copy(self) -> Traffic:
        """Return the same traffic, to be added to."""
        return Traffic(list(self.sides), self.flat, self.steep, self.flat_units, self.steep_units)
