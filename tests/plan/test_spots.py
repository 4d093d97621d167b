"""What stands at an arrow is taken for that arrow's: no other line is as near."""

from __future__ import annotations

from builder.geometry import Rect
from builder.plan.diagram.drawing import Drawing, Path
from builder.plan.diagram.spots import Wish, find_spots
from builder.plan.diagram.ways import Side

SIDES = (Side.BOTTOM, Side.TOP)


def spots(*paths: Path, boxes: tuple[Rect, ...] = ()) -> Rect:
    """Where a badge of 14 pt at the first of some paths stands."""
    drawing = Drawing(14, 17, boxes, paths, (SIDES,) * len(paths), 300.0, 300.0, False, 0)
    return find_spots(drawing, (), (Wish(0, (14.0,), 14.0, 0.0),), 3.0)[0][0]


def off(spot: Rect, x: float) -> float:
    return max(0.0, spot.x - x, x - spot.right)


def test_a_badge_stands_on_its_own_side_of_two_lines() -> None:
    for own, other in ((100.0, 106.0), (106.0, 100.0), (100.0, 118.0), (118.0, 100.0), (100.0, 121.0)):
        spot = spots(((own, 20.0), (own, 280.0)), ((other, 20.0), (other, 280.0)))
        assert off(spot, own) + 1 < off(spot, other), (own, other, spot)


def test_between_two_lines_a_badge_stands_on_its_own() -> None:
    lines = [((x, 20.0), (x, 280.0)) for x in (100.0, 92.0, 108.0)]
    walls = (Rect(60, 0, 20, 300), Rect(120, 0, 20, 300))
    spot = spots(*lines, boxes=walls)
    assert spot.x < 100.0 < spot.right


def test_a_lone_line_has_its_badge_at_its_right() -> None:
    assert spots(((100.0, 20.0), (100.0, 280.0))).x == 103.0
