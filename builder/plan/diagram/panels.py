"""Quiet panels behind the boxes of a cluster, with its name; left out where they would reach over other boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.frozen import dataclass
from builder.geometry import Rect
from builder.plan.diagram.drawing import Drawing

AROUND = 6.0
"""Points of a panel around its boxes, at 14 pt type."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A cluster's panel, and where its name stands in it, from the top left of the drawing."""

    cluster: int
    box: Rect
    title: Rect


def find_panels(
    drawing: Drawing, clusters: Sequence[Sequence[int]], titles: Sequence[tuple[float, float]]
) -> Iterator[Panel]:
    """Yield a panel for each cluster of boxes, by number, that has room for one and for its title.

    `titles` are the widths and heights of the names. The name stands over the boxes or under them, on a free stretch.
    """
    around = AROUND * drawing.size / 14
    done: list[Rect] = []
    for number, (members, (width, height)) in enumerate(zip(clusters, titles, strict=True)):
        boxes = [drawing.boxes[member] for member in members]
        others = [box for index, box in enumerate(drawing.boxes) if index not in members]
        hull = _hull(boxes)
        for above in (True, False):
            top = hull.y - around - (height if above else 0.0)
            panel = Rect(hull.x - around, top, hull.width + 2 * around, hull.height + 2 * around + height)
            if any(_meet(panel, other) for other in (*others, *done)) or not _inside(panel, drawing, around):
                continue
            y = top + around / 3 if above else panel.bottom - height - around / 3
            title = next(_free_titles(panel, y, width, height, drawing), None)
            if title:
                done.append(panel)
                yield Panel(number, panel, title)
                break


def _hull(boxes: Sequence[Rect]) -> Rect:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Rect(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)


def _meet(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def _inside(panel: Rect, drawing: Drawing, around: float) -> bool:
    """Tell whether a panel reaches out of the drawing by no more than it stands around its boxes."""
    most = around + 0.1
    return (
        panel.x >= -most
        and panel.y >= -most
        and panel.right <= drawing.width + most
        and panel.bottom <= drawing.height + most
    )


def _free_titles(panel: Rect, y: float, width: float, height: float, drawing: Drawing) -> Iterator[Rect]:
    """Yield places for a name along a panel's edge, from the left, that no line and no box crosses."""
    lines = [
        Rect(min(x1, x2) - 2, min(y1, y2) - 2, abs(x2 - x1) + 4, abs(y2 - y1) + 4)
        for path in drawing.paths
        for (x1, y1), (x2, y2) in pairwise(path)
    ]
    x = panel.x + 6
    while x + width <= panel.right - 4:
        title = Rect(x, y, width, height)
        if not any(_meet(title, other) for other in (*lines, *drawing.boxes)):
            yield title
        x += 8
