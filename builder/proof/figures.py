"""What a page shows besides words, as far as its plan says what it means: charts, and lines and crowds of figures."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TypeAlias

from builder.frozen import dataclass
from builder.plan.page import Chart, ChartSpec, Connector, Page, RowSpec, Stamps
from builder.proof.locate import regions

BESIDE = 4.0
"""Points beside a line at which its ground is looked at."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line or a crowd of figures in one colour, and the points beside it where its ground shows."""

    name: str
    color: str
    beside: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Charted:
    """A chart, and where it stands."""

    name: str
    spec: ChartSpec | RowSpec
    x: float
    y: float


Figure: TypeAlias = Drawn | Charted


def figures(page: Page) -> Iterator[Figure]:
    """Yield the figures of a page, in reading order."""
    for item, _ in regions(page.items):
        match item:
            case Chart():
                yield Charted(item.name, item.spec, item.box.x, item.box.y)
            case Connector():
                yield Drawn(item.name, item.color.rgb, _beside(item))
            case Stamps():
                x, y = item.places[0]
                around = ((x - 0.5, y + 1.0), (item.box.x - 1.0, item.box.y - 1.0))
                yield Drawn(item.name, item.fill.rgb, around)
            case _:
                pass


def _beside(item: Connector) -> tuple[tuple[float, float], ...]:
    (x1, y1), (x2, y2) = max(zip(item.points, item.points[1:], strict=False), key=lambda ends: math.dist(*ends))
    length = math.dist((x1, y1), (x2, y2)) or 1.0
    dx, dy = (y2 - y1) / length * BESIDE, (x1 - x2) / length * BESIDE
    along = [(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share) for share in (0.25, 0.5, 0.75)]
    return tuple((x + sign * dx, y + sign * dy) for x, y in along for sign in (1, -1))
