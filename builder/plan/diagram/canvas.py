"""What the parts of a diagram are drawn with: the drawing and its place, looks, and what lines are glued to."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from builder import model
from builder.geometry import Rect
from builder.graph import in_order
from builder.plan.diagram.badges import LEAST_SIDE, MOST_SIDE, SIDE, least_side
from builder.plan.diagram.drawing import Drawing
from builder.plan.diagram.looks import EDGE, Look
from builder.plan.diagram.ways import Side
from builder.plan.page import Glue, Site
from builder.plan.setting import Setting

NEAR = 0.05
"""Points by which a place may miss the middle of a side and still be it."""


@dataclass
class Canvas:
    """A drawing whose top left corner is at (x, y). Boxes and arrows have their numbers in reading order."""

    content: model.DiagramContent
    drawing: Drawing
    x: float
    y: float
    look: Look
    _sites: dict[int, list[Site]] = field(default_factory=dict)

    @property
    def setting(self) -> Setting:
        """The setting."""
        return self.look.setting

    @property
    def unit(self) -> float:
        """What 1 pt at 14 pt type is here."""
        return self.drawing.size / 14

    @property
    def pen(self) -> float:
        """The width of arrows in points."""
        return EDGE * self.unit

    @property
    def side(self) -> float:
        """The side of badges in points."""
        return max(min(max(SIDE * self.unit, LEAST_SIDE), MOST_SIDE), least_side(self.setting))

    @cached_property
    def nodes(self) -> tuple[model.DiagramNode, ...]:
        """The boxes in reading order."""
        return in_order(self.content)[0]

    @cached_property
    def edges(self) -> tuple[model.DiagramEdge, ...]:
        """The arrows in reading order."""
        return in_order(self.content)[1]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The numbers of boxes by their ids."""
        return {node.id: number for number, node in enumerate(self.nodes)}

    def key(self, number: int) -> str:
        """Return the key of a box, which no other diagram of the page has."""
        at = self.content.at
        return f"{at.line}:{at.column}/{self.nodes[number].id}"

    def rect(self, number: int) -> Rect:
        """Return a box on the page."""
        return self.drawing.boxes[number].moved(self.x, self.y)

    def sites(self, number: int) -> tuple[Site, ...]:
        """Return the sites of a box besides the middles of its sides, as far as lines were glued to them."""
        return tuple(self._sites.get(number, ()))

    def glue(self, number: int, side: Side, point: tuple[float, float]) -> Glue:
        """Return what fixes a line's end at a box: the middle of a side, or a further site made there."""
        box = self.rect(number)
        x, y = point[0] - box.x, point[1] - box.y
        middle = {
            Side.TOP: (box.width / 2, 0.0),
            Side.LEFT: (0.0, box.height / 2),
            Side.BOTTOM: (box.width / 2, box.height),
            Side.RIGHT: (box.width, box.height / 2),
        }[side]
        if abs(x - middle[0]) < NEAR and abs(y - middle[1]) < NEAR:
            return Glue(self.key(number), side)
        sites = self._sites.setdefault(number, [])
        site = Site(round(x, 3), round(y, 3), side)
        if site not in sites:
            sites.append(site)
        return Glue(self.key(number), len(Side) + sites.index(site))
