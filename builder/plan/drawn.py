"""Drawn items: shapes with words or without, lines, and connectors that are glued to shapes.

Points, origin at the page's top left, y down.
"""

from __future__ import annotations

from typing import Literal

from builder.diagnostics import Span
from builder.frozen import dataclass
from builder.geometry import Rect
from builder.plan.typeset import Paragraph
from builder.theme import Color


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn shape. Without `alt` it is decorative. Of a mark with `clip`, only what lies in that box is drawn."""

    box: Rect
    kind: Literal["rect", "round-rect", "ellipse", "triangle", "diamond"]
    name: str
    fill: Color | None = None
    line: Color | None = None
    line_width: float = 0.0
    radius: float = 0.0
    alt: str | None = None
    element: int | None = None
    clip: Rect | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A place where connectors may be glued to a shape: points from the shape's top left, and the side it looks to.

    `side` counts as PowerPoint numbers a rectangle's own sites: 0 top, 1 left, 2 bottom, 3 right.
    """

    x: float
    y: float
    side: int


@dataclass(frozen=True, slots=True)
class TextShape:
    """A drawn shape with words inside, which move with it; without paragraphs, just something to glue connectors to.

    `key` names it on its page for `Glue`. Every shape has four sites, the middles of its sides in the order of `Site`;
    `sites` are further ones, numbered from 4. `wrap` tells whether words break at `inner`; single letters don't.
    """

    box: Rect
    inner: Rect
    kind: Literal["rect", "round-rect", "ellipse", "triangle", "diamond"]
    paragraphs: tuple[Paragraph, ...]
    name: str
    key: str = ""
    fill: Color | None = None
    line: Color | None = None
    line_width: float = 0.0
    dash: tuple[float, ...] = ()
    radius: float = 0.0
    sites: tuple[Site, ...] = ()
    wrap: bool = True
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class Glue:
    """Where a connector's end is fixed: a shape of the same page by its key, and the number of its site."""

    key: str
    site: int


@dataclass(frozen=True, slots=True)
class Head:
    """What a connector ends in: a triangle with its tip at the end, or a dot around it. Width and length in points."""

    kind: Literal["triangle", "oval"]
    width: float
    length: float


@dataclass(frozen=True, slots=True)
class Connector:
    """A line from shape to shape over its corners, flat and steep by turns; moved shapes take its ends along.

    It has at most two corners, and with two they lie half way: so every program draws it as planned.
    """

    points: tuple[tuple[float, float], ...]
    color: Color
    width: float
    name: str
    dash: tuple[float, ...] = ()
    head: Head | None = None
    start: Glue | None = None
    end: Glue | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line from (x1, y1) to (x2, y2). Decorative."""

    x1: float
    y1: float
    x2: float
    y2: float
    color: Color
    width: float
    name: str
    dash: tuple[float, ...] = ()
