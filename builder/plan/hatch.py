"""Bars filled with lines in place of a flat colour, so that a photocopy tells them apart."""

from __future__ import annotations

from builder.geometry import Rect
from builder.plan.marks import rimmed
from builder.plan.page import Hatch, Mark, Stroke
from builder.theme import Color

STEP = 6.0
"""Points from line to line, along the bar."""
WIDTH = 2.0
EDGE = 1.0


def hatched(box: Rect, color: Color, ground: Color, hatch: Hatch, name: str = "Bar") -> list[Mark]:
    """Return a rectangle with an edge, filled with lines of its colour on the ground."""
    lines = (Stroke(x1, y1, x2, y2, color, WIDTH, "Hatch") for x1, y1, x2, y2 in _lines(box, hatch))
    return [rimmed(box, ground, color, name, EDGE), *lines]


def _lines(box: Rect, hatch: Hatch) -> list[tuple[float, float, float, float]]:
    """Return the lines that fill a box, cut at its edges."""
    if hatch == "level":
        count = int(box.height / STEP)
        return [(box.x, box.y + (i + 0.5) * STEP, box.right, box.y + (i + 0.5) * STEP) for i in range(count)]
    lines = []
    reach = box.width + box.height
    for index in range(1, int(reach / (STEP * 1.5)) + 1):
        far = index * STEP * 1.5
        # along the foot and up the right side; up the left side and along the top
        start = (box.x + max(0.0, far - box.height), box.y + min(far, box.height))
        end = (box.x + min(far, box.width), box.y + max(0.0, far - box.width))
        lines.append((*start, *end))
    if hatch == "down":
        middle = 2 * box.y + box.height
        return [(x1, middle - y1, x2, middle - y2) for x1, y1, x2, y2 in lines]
    return lines
