"""One figure many times over as a single freeform: a lecturer gives all of them another colour with one click."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

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
    figure = [_contour(contour) for contour in item.outline]
    path = "".join(parts(emu(x) - left, emu(y) - top) for x, y in item.places for parts in figure)
    shape = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}">{path}</a:path></a:pathLst></a:custGeom>'
    )
    frame = el("a:xfrm", el("a:off", x=left, y=top), el("a:ext", cx=width, cy=height))
    identity = el("p:nvSpPr", sheet.identity(item.name, decorative=True), "<p:cNvSpPr/>", "<p:nvPr/>")
    return el("p:sp", identity, el("p:spPr", frame, shape, sheet.palette.fill(item.fill), NO_LINE))


def _contour(contour: Circle | Contour) -> Callable[[int, int], str]:
    """Return what writes a contour for a figure whose top left is at (x, y): its own points are reckoned once."""
    match contour:
        case Circle():
            return _circle(contour)
        case Contour():
            return _line(contour)


def _circle(circle: Circle) -> Callable[[int, int], str]:
    radius = emu(circle.radius)
    dx, dy = emu(circle.x - circle.radius), emu(circle.y)
    turn = -_TURN if circle.hole else _TURN
    arc = f'</a:moveTo><a:arcTo wR="{radius}" hR="{radius}" stAng="{_HALF_TURN}" swAng="{turn}"/><a:close/>'
    return lambda x, y: f'<a:moveTo><a:pt x="{x + dx}" y="{y + dy}"/>{arc}'


def _line(contour: Contour) -> Callable[[int, int], str]:
    steps = [_Step("moveTo", _points(contour.start))]
    steps += [_Step("lnTo" if len(step) == 2 else "cubicBezTo", _points(step)) for step in contour.steps]

    def written(x: int, y: int) -> str:
        parts = []
        for step in steps:
            points = "".join([f'<a:pt x="{x + dx}" y="{y + dy}"/>' for dx, dy in step.points])
            parts.append(f"<a:{step.tag}>{points}</a:{step.tag}>")
        return "".join(parts) + "<a:close/>"

    return written


class _Step(NamedTuple):
    """A step of a path: its element, and its points from the figure's top left in EMU."""

    tag: str
    points: list[tuple[int, int]]


def _points(numbers: tuple[float, ...]) -> list[tuple[int, int]]:
    return [(emu(numbers[i]), emu(numbers[i + 1])) for i in range(0, len(numbers), 2)]
