"""One layout with its master: placeholders in their places, and what is painted behind and beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, Literal

from lxml import etree

from builder.frozen import dataclass
from builder.geometry import Rect, Size
from builder.load.pptx.colors import Fill, Paints, color_in, fill_in, picture_fill
from builder.load.pptx.text import Fonts, Styles, deeper_bullet, text_look
from builder.load.pptx.xml import EMU, A, P, rect, truth, whole
from builder.template import Slot, SlotKind, Wash

_KINDS: Final[dict[str, SlotKind]] = {
    "title": "title", "ctrTitle": "title", "subTitle": "subtitle", "body": "body", "obj": "object", "pic": "picture",
    "clipArt": "picture", "chart": "chart", "tbl": "table", "dgm": "media", "media": "media", "dt": "date",
    "ftr": "footer", "sldNum": "number",
}  # fmt: skip
_FAMILY: Final = {"title": "title", "ctrTitle": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum", "hdr": "hdr"}
_ANCHORS: Final[dict[str, Literal["top", "middle", "bottom"]]] = {"t": "top", "ctr": "middle", "b": "bottom"}
_LIST_STYLES: Final = {"title": "titleStyle", "body": "bodyStyle"}
_SIDES: Final = (("lIns", 91_440), ("tIns", 45_720), ("rIns", 91_440), ("bIns", 45_720))
_FULL: Final = frozenset({"rect", "roundRect", "round1Rect", "round2SameRect", "snip1Rect", "flowChartProcess"})
"""Shapes that paint (nearly) all of their box."""
LARGE: Final = 0.5
"""Share of the slide from which a shape is ground that text stands on, and no longer something to keep clear of."""
SMALL: Final = 40.0
"""Square points below which a shape is a dot or a thin rule: no ground, nothing to keep clear of."""

Pictures = Callable[[str], "tuple[tuple[str, ...], ...] | None"]
"""Gives a picture's colours as rows of a coarse mosaic, by relationship id; None when they can't be told."""


@dataclass(frozen=True, slots=True)
class Page:
    """A master or layout: its root, what colours and fonts mean on it, and its pictures."""

    root: etree._Element
    paints: Paints
    fonts: Fonts
    pictures: Pictures
    size: Size


def placeholders(page: Page) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Yield each placeholder's shape with its `p:ph`."""
    for shape in page.root.iterfind(f"{P}cSld/{P}spTree/*"):
        mark = shape.find(f"./*/{P}nvPr/{P}ph")
        if mark is not None:
            yield shape, mark


def family(mark: etree._Element) -> str:
    """Return the master's placeholder that one inherits from, by its type."""
    return _FAMILY.get(mark.get("type", "obj"), "body")


@dataclass(frozen=True, slots=True)
class Heritage:
    """What a layout's placeholders inherit: the master, and the presentation's default text style."""

    master: Page
    default: etree._Element | None

    def shape(self, name: str) -> etree._Element | None:
        """Return the master's placeholder of a family."""
        return next((shape for shape, mark in placeholders(self.master) if family(mark) == name), None)

    def styles(self, name: str) -> etree._Element | None:
        """Return the master's list style of a family."""
        return self.master.root.find(f"{P}txStyles/{P}{_LIST_STYLES.get(name, 'otherStyle')}")


def slots(page: Page, heritage: Heritage) -> Iterator[Slot]:
    """Yield the placeholders of a layout, without those that have no place."""
    for shape, mark in placeholders(page):
        kind = _KINDS.get(mark.get("type", "obj"))
        parent = heritage.shape(family(mark))
        box = _box(shape) or (None if parent is None else _box(parent))
        if kind is None or box is None or box.width <= 0 or box.height <= 0:
            continue
        yield _slot(shape, mark, kind, box, parent, page, heritage)


def _slot(
    shape: etree._Element,
    mark: etree._Element,
    kind: SlotKind,
    box: Rect,
    parent: etree._Element | None,
    page: Page,
    heritage: Heritage,
) -> Slot:
    both = [node for node in (shape, parent) if node is not None]
    bodies = [body for node in both if (body := node.find(f"{P}txBody/{A}bodyPr")) is not None]
    lists = [node.find(f"{P}txBody/{A}lstStyle") for node in both]
    styles = Styles([*lists, heritage.styles(family(mark)), heritage.default], page.paints, page.fonts)
    look = text_look(styles)
    left, top, right, bottom = (whole(_attribute(bodies, side), usual) / EMU for side, usual in _SIDES)
    inner = box.inset(left, top, right, bottom)
    fills = [fill for node in both if (fill := fill_in(node.find(f"{P}spPr"), page.paints))]
    return Slot(
        kind=kind,
        attributes=tuple((key, mark.get(key, "")) for key in ("type", "orient", "sz", "idx") if mark.get(key)),
        idx=whole(mark.get("idx")),
        box=box,
        inner=inner,
        anchor=_ANCHORS.get(_attribute(bodies, "anchor") or "t", "top"),
        look=look,
        plain=_is_plain(shape, parent, bodies) and inner.width > 0 and inner.height > 0,
        deeper=None if look.bullet or kind == "title" else deeper_bullet(styles, look),
        fill=fills[0].colors if fills and fills[0].opacity > LARGE else (),
        name=named(shape.find(f"./*/{P}cNvPr")),
    )


def named(node: etree._Element | None) -> str:
    """Return the name that an element says, no longer than a message can show."""
    return "" if node is None else (node.get("name") or "")[:80]


def _attribute(bodies: Sequence[etree._Element], name: str) -> str | None:
    return next((value for body in bodies if (value := body.get(name)) is not None), None)


def _is_plain(shape: etree._Element, parent: etree._Element | None, bodies: Sequence[etree._Element]) -> bool:
    own = shape.find(f"{P}spPr/{A}xfrm")
    place = own if own is not None else (None if parent is None else parent.find(f"{P}spPr/{A}xfrm"))
    turned = place is not None and (whole(place.get("rot")) != 0 or truth(place.get("flipV"), otherwise=False))
    upright = (_attribute(bodies, "vert") or "horz") == "horz" and whole(_attribute(bodies, "rot")) == 0
    return not turned and upright and whole(_attribute(bodies, "numCol"), 1) <= 1


def _box(shape: etree._Element) -> Rect | None:
    found = rect(shape.find(f"{P}spPr/{A}xfrm"))
    return found if found is not None else rect(shape.find(f"{P}xfrm"))


@dataclass(frozen=True, slots=True)
class Painted:
    """What a page paints: areas behind text, and boxes to keep clear of. `known` is off for unknown pictures."""

    washes: tuple[Wash, ...] = ()
    obstacles: tuple[Rect, ...] = ()
    known: bool = True

    def __add__(self, other: Painted) -> Painted:
        """Return both, the other one on top."""
        return Painted(self.washes + other.washes, self.obstacles + other.obstacles, self.known and other.known)


Move = tuple[float, float, float, float]
"""A group's transform: a point (x, y) is at (x * a + b, y * c + d) on the slide."""


def painted(page: Page) -> Painted:
    """Return what a page's own shapes paint, placeholders left out."""
    found = Painted()
    for shape, move in _shapes(page.root.find(f"{P}cSld/{P}spTree"), (1.0, 0.0, 1.0, 0.0)):
        box = _box(shape)
        if box is not None:
            found += _shape(shape, _moved(box, move), page)
    return found


def _shapes(tree: etree._Element | None, move: Move) -> Iterator[tuple[etree._Element, Move]]:
    """Yield every drawn shape of a tree, groups entered, with the transform of its group."""
    waiting = [(node, move) for node in reversed([] if tree is None else list(tree))]
    while waiting:
        node, where = waiting.pop()
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name == "grpSp":
            inner = _group_move(node.find(f"{P}grpSpPr/{A}xfrm"), where)
            waiting += [(child, inner) for child in reversed(list(node))]
        elif name in {"sp", "pic", "graphicFrame"} and node.find(f"./*/{P}nvPr/{P}ph") is None and not _hidden(node):
            yield node, where


def _hidden(shape: etree._Element) -> bool:
    identity = shape.find(f"./*/{P}cNvPr")
    return identity is not None and truth(identity.get("hidden"), otherwise=False)


def _group_move(xfrm: etree._Element | None, move: Move) -> Move:
    outer = rect(xfrm)
    off = None if xfrm is None else xfrm.find(f"{A}chOff")
    ext = None if xfrm is None else xfrm.find(f"{A}chExt")
    if outer is None or off is None or ext is None:
        return move
    width, height = whole(ext.get("cx")) / EMU, whole(ext.get("cy")) / EMU
    a = outer.width / width if width else 1.0
    c = outer.height / height if height else 1.0
    x, y = whole(off.get("x")) / EMU, whole(off.get("y")) / EMU
    b, d = outer.x - x * a, outer.y - y * c
    return (a * move[0], b * move[0] + move[1], c * move[2], d * move[2] + move[3])


def _moved(box: Rect, move: Move) -> Rect:
    a, b, c, d = move
    return Rect(box.x * a + b, box.y * c + d, box.width * a, box.height * c)


def _shape(shape: etree._Element, box: Rect, page: Page) -> Painted:
    seen = _on_slide(box, page.size)
    if seen is None or seen.width * seen.height < SMALL:
        return Painted()
    large = seen.width * seen.height > LARGE * page.size.width * page.size.height
    fill = _fill(shape, page)
    has_words = any(text.text and text.text.strip() for text in shape.iter(f"{A}t"))
    blocks = () if large or not (has_words or fill is None or fill.colors or fill.picture) else (seen,)
    if fill is None:
        return Painted(obstacles=blocks if has_words or etree.QName(shape).localname == "graphicFrame" else ())
    if fill.picture:
        return _picture(fill, box, blocks, page)
    preset = shape.find(f"{P}spPr/{A}prstGeom")
    full = preset is not None and preset.get("prst") in _FULL
    wash = (Wash(box, fill.colors, fill.opacity, full),) if fill.colors else ()
    return Painted(wash, blocks)


def _on_slide(box: Rect, size: Size) -> Rect | None:
    """Return the part of a box that lies on the slide."""
    x, y = max(0.0, box.x), max(0.0, box.y)
    right, bottom = min(size.width, box.right), min(size.height, box.bottom)
    return Rect(x, y, right - x, bottom - y) if right > x and bottom > y else None


def _fill(shape: etree._Element, page: Page) -> Fill | None:
    """Return what a shape is filled with, by itself or by its style."""
    if etree.QName(shape).localname == "pic":
        blip = shape.find(f"{P}blipFill")
        return None if blip is None else picture_fill(blip)
    own = fill_in(shape.find(f"{P}spPr"), page.paints)
    if own is not None:
        return own
    style = shape.find(f"{P}style/{A}fillRef")
    found = color_in(style, page.paints) if style is not None and whole(style.get("idx")) > 0 else None
    return Fill((found[0].rgb,), found[1]) if found else None


def _picture(fill: Fill, box: Rect, blocks: tuple[Rect, ...], page: Page) -> Painted:
    """Return a picture as ground: small ones are only kept clear of, large ones are a mosaic of their colours."""
    if blocks:
        return Painted(obstacles=blocks)
    rows = page.pictures(fill.picture or "")
    if rows is None:
        return Painted(known=False)
    return Painted((Wash(box, (), fill.opacity, tiles=rows),))
