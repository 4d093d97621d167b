"""The small figures of an icon array: what they look like, and where the n-th of 100 or 1,000 stands.

Groups differ in which parts are filled, so that they are told apart in black and white: a figure has a head and a
body, a disc a ring and a core. What nobody counts is hollow.
"""

from __future__ import annotations

from builder.frozen import dataclass
from builder.plan.page import Circle, Contour, Outline
from builder.plan.setting import Setting
from builder.theme import Color

HOLLOW = -1
"""The look of those whom no group counts."""

TOKENS = ("teal", "accent", "ink")
"""Colour of each group; never red, which is for emergencies."""

CURVE = 0.45
"""How far a curve's control points stay from the corner, as a share of the radius (a quarter circle)."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """How the figures of a denominator stand: columns and rows, gaps after every so many, and their pitch.

    Measures are shares of a figure's height: `wide` its width, `across` and `down` the distance from one to the next,
    `aisle` what is added after every `columns_in` columns and `rows_in` rows.
    """

    total: int
    columns: int
    rows: int
    wide: float
    across: float
    down: float
    columns_in: int
    rows_in: int
    aisle: float

    @property
    def width(self) -> float:
        """The width of the whole array."""
        return (self.columns - 1) * self.across + self.wide + (self.columns - 1) // self.columns_in * self.aisle

    @property
    def height(self) -> float:
        """The height of the whole array."""
        return (self.rows - 1) * self.down + 1.0 + (self.rows - 1) // self.rows_in * self.aisle

    def places(self, size: float) -> list[tuple[float, float]]:
        """Return where figures of a height stand, row by row from the top left, in points from there."""
        xs = [(i * self.across + i // self.columns_in * self.aisle) * size for i in range(self.columns)]
        ys = [(i * self.down + i // self.rows_in * self.aisle) * size for i in range(self.rows)]
        return [(x, y) for y in ys for x in xs]


HUNDRED = Crowd(100, 10, 10, wide=0.54, across=0.84, down=1.17, columns_in=10, rows_in=10, aisle=0.0)
THOUSAND = Crowd(1000, 40, 25, wide=1.0, across=1.3, down=1.3, columns_in=10, rows_in=5, aisle=0.7)


def crowd(total: int) -> Crowd:
    """Return how 100 or 1,000 figures stand."""
    return HUNDRED if total == HUNDRED.total else THOUSAND


def color_of(look: int, setting: Setting) -> Color:
    """Return the colour of a group, counted from 0; of the rest for `HOLLOW`."""
    return setting.color("grey" if look == HOLLOW else TOKENS[look])


def outline(total: int, look: int, size: float) -> Outline:
    """Return the figure of a group, `size` points high: a person where there are 100, a disc where there are 1,000."""
    return _person(look, size) if total == HUNDRED.total else _disc(look, size)


def _person(look: int, size: float) -> Outline:
    """Filled head and body; only the body; only the head; neither."""
    wall = max(0.055 * size, 0.75)
    radius, wide = 0.2 * size, HUNDRED.wide * size
    head: Outline = (Circle(wide / 2, radius, radius),)
    if look in (1, HOLLOW):
        head = (*head, Circle(wide / 2, radius, radius - wall, hole=True))
    body: Outline = (_torso(0.0, 0.46 * size, wide, size, 0.19 * size),)
    if look in (2, HOLLOW):
        inner = _torso(wall, 0.46 * size + wall, wide - wall, size - wall, 0.19 * size - wall)
        body = (*body, _backwards(inner))
    return (*head, *body)


def _torso(left: float, top: float, right: float, bottom: float, radius: float) -> Contour:
    """Return a box with round shoulders, clockwise from its lower left corner."""
    pull = radius * CURVE
    return Contour(
        (left, bottom),
        (
            (left, top + radius),
            (left, top + pull, left + pull, top, left + radius, top),
            (right - radius, top),
            (right - pull, top, right, top + pull, right, top + radius),
            (right, bottom),
        ),
    )


def _backwards(contour: Contour) -> Contour:
    """Return the same closed line run through the other way round."""
    points: list[tuple[float, ...]] = [contour.start]
    for step in contour.steps:
        points.append(step)
    steps: list[tuple[float, ...]] = []
    for index in range(len(points) - 1, 0, -1):
        here, before = points[index], points[index - 1][-2:]
        steps.append((*here[2:4], *here[0:2], *before) if len(here) == 6 else before)
    last = points[-1][-2:]
    return Contour((last[0], last[1]), tuple(steps))


def _disc(look: int, size: float) -> Outline:
    """A disc; a ring with a core; a square; a ring."""
    radius = size / 2
    wall = max(0.1 * size, 0.55)
    ring = (Circle(radius, radius, radius), Circle(radius, radius, radius - wall, hole=True))
    match look:
        case 0:
            return (Circle(radius, radius, radius),)
        case 1:
            return (*ring, Circle(radius, radius, radius * 0.4))
        case 2:
            low, high = 0.06 * size, 0.94 * size
            return (Contour((low, high), ((low, low), (high, low), (high, high))),)
        case _:
            return ring
