"""Shapes with words inside, and connectors that are glued to them: drag one and the lines follow."""

from __future__ import annotations

import math
from typing import Final

from builder.geometry import Rect
from builder.plan.page import Connector, Head, Site, TextShape
from builder.write.pptx.palette import custom_dash
from builder.write.pptx.sheet import Sheet
from builder.write.pptx.style import PLAIN
from builder.write.pptx.text import body_properties, text_body
from builder.write.pptx.xml import el, emu, thousandths

_NO_PROPERTIES: Final = "<p:nvPr/>"
_PRESETS: Final = {
    "rect": "rect",
    "round-rect": "roundRect",
    "ellipse": "ellipse",
    "triangle": "triangle",
    "diamond": "diamond",
}
_ANGLES: Final = (16_200_000, 10_800_000, 5_400_000, 0)
"""Directions that the sites of a rectangle look to, in 60,000ths of a degree: up, left, down, right."""
_QUARTER: Final = 5_400_000
_CORNER_SHARE: Final = 1 - math.sqrt(0.5)
"""How far the words of a rounded rectangle stand in from its sides, as a share of the radius (its preset geometry)."""


def text_shape(item: TextShape, sheet: Sheet) -> str:
    """Return a shape with its words; its id is remembered by its key."""
    decorative = not item.paragraphs
    identity = el("p:nvSpPr", sheet.identity(item.name, decorative=decorative), "<p:cNvSpPr/>", _NO_PROPERTIES)
    sheet.remember(item.key)
    look = el(
        "p:spPr",
        _frame(item.box),
        _own_geometry(item) if item.sites else _preset(item),
        sheet.palette.fill(item.fill),
        sheet.palette.line(item.line, item.line_width, custom_dash(item.dash, item.line_width)),
    )
    if not item.paragraphs:
        return el("p:sp", identity, look)
    box = item.box
    if item.kind == "round-rect" and not item.sites:
        inset = item.radius * _CORNER_SHARE
        box = item.box.inset(inset, inset, inset, inset)
    properties = body_properties(box, item.inner, "middle", wrap=item.wrap)
    return el("p:sp", identity, look, text_body("p:txBody", properties, item.paragraphs, PLAIN, sheet))


def _frame(box: Rect, **turns: int | None) -> str:
    left, top = emu(box.x), emu(box.y)
    size = el("a:ext", cx=emu(box.right) - left, cy=emu(box.bottom) - top)
    return el("a:xfrm", el("a:off", x=left, y=top), size, **turns)


def _preset(item: TextShape) -> str:
    guide = ""
    if item.kind == "round-rect":
        share = min(0.5, item.radius / max(1e-6, min(item.box.width, item.box.height)))
        guide = el("a:gd", name="adj", fmla=f"val {thousandths(share)}")
    return el("a:prstGeom", el("a:avLst", guide), prst=_PRESETS[item.kind])


def _own_geometry(item: TextShape) -> str:
    """Return a rounded rectangle with further connection sites, which no preset has."""
    wide, high, radius = emu(item.box.width), emu(item.box.height), emu(item.radius)
    middles = (
        Site(item.box.width / 2, 0, 0),
        Site(0, item.box.height / 2, 1),
        Site(item.box.width / 2, item.box.height, 2),
        Site(item.box.width, item.box.height / 2, 3),
    )
    sites = "".join(
        el("a:cxn", el("a:pos", x=emu(site.x), y=emu(site.y)), ang=_ANGLES[site.side])
        for site in (*middles, *item.sites)
    )
    corners = (
        ((wide - radius, 0), 3 * _QUARTER),
        ((wide, high - radius), 0),
        ((radius, high), _QUARTER),
    )
    path = el("a:moveTo", el("a:pt", x=0, y=radius)) + _arc(radius, 2 * _QUARTER)
    for (x, y), angle in corners:
        path += el("a:lnTo", el("a:pt", x=x, y=y)) + _arc(radius, angle)
    return el(
        "a:custGeom",
        "<a:avLst/><a:gdLst/><a:ahLst/>",
        el("a:cxnLst", sites),
        '<a:rect l="0" t="0" r="r" b="b"/>',
        el("a:pathLst", el("a:path", path, "<a:close/>", w=wide, h=high)),
    )


def _arc(radius: int, start: int) -> str:
    return el("a:arcTo", wR=radius, hR=radius, stAng=start, swAng=_QUARTER) if radius else ""


def connector(item: Connector, sheet: Sheet) -> str:
    """Return a connector: straight, or an elbow of one or two bends."""
    glue = "".join(
        el(tag, id=sheet.id_of(end.key), idx=end.site)
        for tag, end in (("a:stCxn", item.start), ("a:endCxn", item.end))
        if end
    )
    identity = el("p:nvCxnSpPr", sheet.identity(item.name, decorative=True), el("p:cNvCxnSpPr", glue), _NO_PROPERTIES)
    line = sheet.palette.line(item.color, item.width, custom_dash(item.dash, item.width) + _head(item.head, item.width))
    return el("p:cxnSp", identity, el("p:spPr", *_elbow(item), line))


def _elbow(item: Connector) -> tuple[str, str]:
    """Return position and preset of a connector; one that starts up or down is a turned elbow."""
    (x1, y1), (x2, y2) = item.points[0], item.points[-1]
    box = Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
    bends = len(item.points) - 2
    if bends == 0:
        turns = {"flipH": 1 if x2 < x1 else None, "flipV": 1 if y2 < y1 else None}
        return _frame(box, **turns), '<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
    guide = el("a:gd", name="adj1", fmla="val 50000") if bends == 2 else ""
    shape = el("a:prstGeom", el("a:avLst", guide), prst=f"bentConnector{bends + 1}")
    if item.points[1][1] == y1:
        return _frame(box, flipH=1 if x2 < x1 else None, flipV=1 if y2 < y1 else None), shape
    x, y = box.x + box.width / 2, box.y + box.height / 2
    turned = Rect(x - box.height / 2, y - box.width / 2, box.height, box.width)
    # turned by a quarter, what ran to the right runs down, and what ran down runs to the left
    turns = {"rot": _QUARTER, "flipH": 1 if y2 < y1 else None, "flipV": 1 if x2 > x1 else None}
    return _frame(turned, **turns), shape


def _head(head: Head | None, width: float) -> str:
    if head is None:
        return ""
    return el("a:tailEnd", type=head.kind, w=_step(head.width / width), len=_step(head.length / width))


def _step(share: float) -> str:
    """Return PowerPoint's name for a head's size against its line's: twice, three times or five times as much."""
    return "sm" if share < 2.5 else "med" if share < 4 else "lg"
