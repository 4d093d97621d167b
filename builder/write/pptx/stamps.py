"""One figure many times over as a single freeform: a lecturer gives all of them another colour with one click."""

from __future__ import annotations

from builder.plan.page import Circle, Contour, Stamps
from builder.write.pptx.palette import NO_LINE
from builder.write.pptx.sheet import Sheet
from builder.write.pptx.xml import el, emu

_HALF_TURN = 10_800_000
_TURN = 21_600_000
"""Angles in 60,000ths of a degree (ECMA-376, ST_Angle)."""


def stamps(item: Stamps, sheet: Sheet) -> str:
    """Return the shape: a custom geometry with one path, in EMU from the box's top left.

    Holes run the other way round, so that both rules of filling (even-odd and nonzero) leave them open.
    """
    left, top = emu(item.box.x), emu(item.box.y)
    width, height = emu(item.box.right) - left, emu(item.box.bottom) - top
    path = "".join(_contour(contour, emu(x) - left, emu(y) - top) for x, y in item.places for contour in item.outline)
    shape = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}">{path}</a:path></a:pathLst></a:custGeom>'
    )
    frame = el("a:xfrm", el("a:off", x=left, y=top), el("a:ext", cx=width, cy=height))
    identity = el("p:nvSpPr", sheet.identity(item.name, decorative=True), "<p:cNvSpPr/>", "<p:nvPr/>")
    return el("p:sp", identity, el("p:spPr", frame, shape, sheet.palette.fill(item.fill), NO_LINE))


def _contour(contour: Circle | Contour, x: int, y: int) -> str:
    match contour:
        case Circle():
            return _circle(contour, x, y)
        case Contour():
            start = f"<a:moveTo>{_point(contour.start, x, y)}</a:moveTo>"
            return start + "".join(_step(step, x, y) for step in contour.steps) + "<a:close/>"


def _circle(circle: Circle, x: int, y: int) -> str:
    radius = emu(circle.radius)
    start = _point((circle.x - circle.radius, circle.y), x, y)
    turn = -_TURN if circle.hole else _TURN
    arc = f'<a:arcTo wR="{radius}" hR="{radius}" stAng="{_HALF_TURN}" swAng="{turn}"/>'
    return f"<a:moveTo>{start}</a:moveTo>{arc}<a:close/>"


def _step(step: tuple[float, ...], x: int, y: int) -> str:
    points = "".join(_point((step[i], step[i + 1]), x, y) for i in range(0, len(step), 2))
    return f"<a:lnTo>{points}</a:lnTo>" if len(step) == 2 else f"<a:cubicBezTo>{points}</a:cubicBezTo>"


def _point(point: tuple[float, float], x: int, y: int) -> str:
    return f'<a:pt x="{x + emu(point[0])}" y="{y + emu(point[1])}"/>'
