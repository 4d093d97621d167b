"""Connectors of a deck read back: what they are glued to, and the path that PowerPoint draws for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from .opened import A, P

EMU = 12700

Point = tuple[float, float]


@dataclass(frozen=True)
class Read:
    """A connector: its corners in points as its preset geometry, flips and turn give them, its ends and its line."""

    name: str
    points: tuple[Point, ...]
    start: tuple[int, int] | None
    end: tuple[int, int] | None
    dashes: tuple[tuple[int, int], ...]
    head: str | None


def connectors(root: etree._Element) -> Iterator[Read]:
    for shape in root.iter(P + "cxnSp"):
        line = shape.find(f"{P}spPr/{A}ln")
        head = line.find(A + "tailEnd")
        yield Read(
            shape.find(f"{P}nvCxnSpPr/{P}cNvPr").get("name"),
            path(shape.find(P + "spPr")),
            glue(shape, "stCxn"),
            glue(shape, "endCxn"),
            tuple((int(dash.get("d")), int(dash.get("sp"))) for dash in line.iter(A + "ds")),
            None if head is None else head.get("type"),
        )


def glue(shape: etree._Element, tag: str) -> tuple[int, int] | None:
    found = shape.find(f"{P}nvCxnSpPr/{P}cNvCxnSpPr/{A}{tag}")
    return None if found is None else (int(found.get("id")), int(found.get("idx")))


def path(look: etree._Element) -> tuple[Point, ...]:
    """The corners of a preset connector (ECMA-376, presetShapeDefinitions): flipped in its box, then turned about it."""
    frame = look.find(A + "xfrm")
    off, ext = frame.find(A + "off"), frame.find(A + "ext")
    left, top = int(off.get("x")) / EMU, int(off.get("y")) / EMU
    wide, high = int(ext.get("cx")) / EMU, int(ext.get("cy")) / EMU
    geometry = look.find(A + "prstGeom")
    shares = [int(guide.get("fmla").removeprefix("val ")) / 100_000 for guide in geometry.iter(A + "gd")]
    match geometry.get("prst"):
        case "straightConnector1" | "line":
            local = [(0.0, 0.0), (wide, high)]
        case "bentConnector2":
            local = [(0.0, 0.0), (wide, 0.0), (wide, high)]
        case "bentConnector3":
            middle = wide * (shares[0] if shares else 0.5)
            local = [(0.0, 0.0), (middle, 0.0), (middle, high), (wide, high)]
        case other:
            raise AssertionError(other)
    if frame.get("flipH") == "1":
        local = [(wide - x, y) for x, y in local]
    if frame.get("flipV") == "1":
        local = [(x, high - y) for x, y in local]
    cx, cy = left + wide / 2, top + high / 2
    turned = [(x - wide / 2, y - high / 2) for x, y in local]
    for _ in range(int(frame.get("rot", "0")) // 5_400_000):
        turned = [(-y, x) for x, y in turned]
    return tuple((cx + x, cy + y) for x, y in turned)


@dataclass(frozen=True)
class Box:
    """A shape that may be glued to: its id, its name, its words, its box, and its sites on the slide."""

    id: int
    name: str
    words: str
    box: tuple[float, float, float, float]
    sites: tuple[Point, ...]


def boxes(root: etree._Element) -> dict[int, Box]:
    """The shapes of a slide with a box of their own, by id."""
    found = {}
    for shape in root.iter(P + "sp"):
        frame = shape.find(f"{P}spPr/{A}xfrm")
        if frame is None:
            continue
        identity = shape.find(f"{P}nvSpPr/{P}cNvPr")
        off, ext = frame.find(A + "off"), frame.find(A + "ext")
        x, y = int(off.get("x")) / EMU, int(off.get("y")) / EMU
        wide, high = int(ext.get("cx")) / EMU, int(ext.get("cy")) / EMU
        middles = ((x + wide / 2, y), (x, y + high / 2), (x + wide / 2, y + high), (x + wide, y + high / 2))
        own = tuple((x + int(p.get("x")) / EMU, y + int(p.get("y")) / EMU) for p in shape.iter(A + "pos"))
        words = " ".join("".join(t.text or "" for t in p.iter(A + "t")) for p in shape.iter(A + "p"))
        number = int(identity.get("id"))
        found[number] = Box(number, identity.get("name"), words, (x, y, wide, high), own or middles)
    return found
