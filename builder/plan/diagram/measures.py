"""Lengths of a diagram that go with its type size."""

from __future__ import annotations

from builder.frozen import dataclass

LEAST_GAP = 14.0
"""Points between two boxes, so that an arrow's head is seen."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths that go with a type size, in points: the paddings of a box, the gaps between boxes, what lanes need.

    A compact drawing takes as little height as arrows allow: their heads need 14 pt.
    """

    size: float
    leading: float
    compact: bool = False

    @property
    def unit(self) -> float:
        """What 1 pt at 14 pt type is at this size."""
        return self.size / 14

    @property
    def pad(self) -> tuple[float, float]:
        """The least space between a label and the border of its box, sideways and above."""
        return 5.5 * self.unit, (2.0 if self.compact else 3.5) * self.unit

    @property
    def gap(self) -> tuple[float, float]:
        """The least gap between two boxes beside and below each other."""
        return 28 * self.unit, LEAST_GAP if self.compact else 18 * self.unit

    @property
    def roomy(self) -> tuple[float, float]:
        """The gaps that room is given to before anything else grows."""
        return 58 * self.unit, 40 * self.unit

    @property
    def lane(self) -> float:
        """The distance of two lanes, and of two ports."""
        return 7 * self.unit

    @property
    def clear(self) -> float:
        """The least distance of a lane from the boxes beside it: an arrow head finds room there."""
        return 7.5 * self.unit

    @property
    def sign(self) -> float:
        """The same where a question mark stands at the end of an arrow."""
        return 18 * self.unit

    @property
    def outside(self) -> float:
        """The distance of the first lane that runs around the boxes from them."""
        return 9 * self.unit

    def height(self, lines: int) -> float:
        """Return the height of a box with so many lines."""
        return lines * self.leading + 2 * self.pad[1]

    def comfort(self, lines: int) -> float:
        """Return the height that boxes with so many lines grow to where there is room: a low box looks like a label."""
        return (lines + 1.5) * self.leading

    def widest(self) -> float:
        """Return the width that no box passes while its label has room otherwise."""
        return 176 * self.unit
