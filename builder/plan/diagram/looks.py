"""What boxes and arrows look like: by kind, by certainty, and muted where the slide is about other ones.

Kinds differ in outline and shade, not only in colour, so that they survive a photocopier.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from builder import model
from builder.frozen import dataclass
from builder.plan.setting import Setting
from builder.theme import Color

Corners: TypeAlias = Literal["square", "round", "pill"]

LINES: Mapping[str, tuple[float, ...]] = MappingProxyType({"strong": (), "moderate": (3.6, 2.2), "weak": (1.0, 1.8)})
"""Dashes of an arrow by its certainty, in line widths."""
EDGE = 1.75
"""Width of an arrow in points at 14 pt type."""


@dataclass(frozen=True, slots=True)
class NodeLook:
    """How a box is drawn: colour tokens of its fill, outline and text, the outline's width, its dashes and corners."""

    fill: str
    line: str
    width: float
    text: str = "ink"
    bold: bool = False
    dashed: bool = False
    corners: Corners = "round"


GROUND, ON_STRONG = "ground", "on_strong"
"""Tokens of the ground that diagrams are drawn on, and of text on the strong colours."""

KINDS: Mapping[model.NodeKind, NodeLook] = MappingProxyType(
    {
        "drug": NodeLook("teal", "teal", 1.5, ON_STRONG, bold=True),
        "metabolite": NodeLook("teal_tint", "teal", 1.5, corners="pill"),
        "receptor": NodeLook(GROUND, "teal", 1.75),
        "cell": NodeLook("grey_tint", "grey", 1.0, corners="pill"),
        "transmitter": NodeLook("teal_tint", "teal", 0.75, corners="pill"),
        "factor": NodeLook("teal_tint", "teal", 0.75, corners="square"),
        "pathway": NodeLook(GROUND, "grey", 1.25, corners="square"),
        "structure": NodeLook("grey_tint", "grey", 1.0),
        "circuit": NodeLook("grey_tint", "grey", 1.0, corners="square"),
        "process": NodeLook(GROUND, "grey", 1.25),
        "state": NodeLook(GROUND, "grey", 1.25, dashed=True),
        "context": NodeLook(GROUND, "grey", 1.25, dashed=True, corners="pill"),
        "challenge": NodeLook("amber_tint", "amber", 1.5, corners="square"),
        "outcome": NodeLook("ink", "ink", 1.5, ON_STRONG, bold=True),
    }
)

MUTED = NodeLook(GROUND, "muted", 1.0, "grey")
"""A box that the slide is not about: its words can still be read, at a contrast of 4.5 at least."""


@dataclass(frozen=True, slots=True)
class Look:
    """Where looks come from, and which boxes are in full colour (all, if None)."""

    setting: Setting
    shown: frozenset[str] | None

    def color(self, token: str) -> Color:
        """Return the colour of a token."""
        return self.setting.color(token)

    def node(self, node: model.DiagramNode) -> NodeLook:
        """Return how a box is drawn now: a muted one keeps its kind's outline."""
        full = KINDS[node.kind]
        if self.shown is None or node.id in self.shown:
            return full
        return NodeLook(MUTED.fill, MUTED.line, MUTED.width, MUTED.text, full.bold, full.dashed, full.corners)

    def full(self, edge: model.DiagramEdge) -> bool:
        """Tell whether an arrow is in full colour: both its boxes are."""
        return self.shown is None or (edge.source in self.shown and edge.target in self.shown)

    def edge(self, edge: model.DiagramEdge) -> Color:
        """Return the colour of an arrow."""
        return self.color("ink" if self.full(edge) else "muted")


def dash_of(edge: model.DiagramEdge, width: float) -> tuple[float, ...]:
    """Return an arrow's dashes in points: by certainty; where none is said, dotted if it is disputed."""
    kind = edge.certainty or ("weak" if edge.sign == "disputed" else "strong")
    return tuple(length * width for length in LINES[kind])
