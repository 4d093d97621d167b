"""Items as shapes: placeholders, text boxes, drawn shapes, lines, pictures and groups of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from builder.geometry import Rect
from builder.late import late
from builder.plan.page import (
    Chart,
    Connector,
    Field,
    Group,
    Image,
    Item,
    Placeholder,
    Shape,
    Stamps,
    Stroke,
    Table,
    TextBox,
    TextShape,
)
from builder.write.pptx.charts import chart_frame
from builder.write.pptx.palette import NO_LINE, custom_dash
from builder.write.pptx.sheet import Sheet, Slot
from builder.write.pptx.tables import table_frame
from builder.write.pptx.text import body_properties, text_body
from builder.write.pptx.xml import el, emu, thousandths

if TYPE_CHECKING:
    from builder.write.pptx.connectors import connector, text_shape
    from builder.write.pptx.stamps import stamps
else:
    connector, text_shape = late("builder.write.pptx.connectors", "connector", "text_shape")
    stamps = late("builder.write.pptx.stamps", "stamps")

NO_GROUP: Final = '<a:spLocks noGrp="1"/>'
_NO_PROPERTIES: Final = "<p:nvPr/>"
_GEOMETRY: Final = {
    "rect": "rect",
    "round-rect": "roundRect",
    "ellipse": "ellipse",
    "triangle": "triangle",
    "diamond": "diamond",
}
_TYPE: Final = {
    "title": ("title", None),
    "subtitle": ("subTitle", None),
    "body": ("body", None),
    "footer": ("ftr", "quarter"),
    "number": ("sldNum", "quarter"),
    "object": (None, None),
}
"""Placeholder type and size hint by the plan's kind; an object has no type, which is the schema's default."""


def item_xml(item: Item, sheet: Sheet) -> str:
    """Return the element of one item, with its parts and relationships added to the sheet's."""
    match item:
        case TextBox():
            return text_box(item, sheet)
        case Shape():
            return drawn_shape(item, sheet)
        case TextShape():
            return text_shape(item, sheet)
        case Connector():
            return connector(item, sheet)
        case Stroke():
            return straight_line(item, sheet)
        case Stamps():
            return stamps(item, sheet)
        case Image():
            return picture(item, sheet)
        case Table():
            return table_frame(item, sheet, _slot_properties(item.box, sheet))
        case Chart():
            return chart_frame(item, sheet, _slot_properties(item.box, sheet))
        case Group():
            return group(item, sheet)
        case Field():
            raise ValueError(f"the field {item.name!r} stands on a slide: only pages of paper have fields")
        case _:
            assert_never(item)


def transform(box: Rect, tag: str = "a:xfrm", *, flip_h: bool = False, flip_v: bool = False) -> str:
    """Return position and size of a box, the edges rounded to EMU so that boxes that touch still touch."""
    left, top = emu(box.x), emu(box.y)
    return el(
        tag,
        el("a:off", x=left, y=top),
        el("a:ext", cx=emu(box.right) - left, cy=emu(box.bottom) - top),
        flipH=flip_h or None,
        flipV=flip_v or None,
    )


def geometry(kind: str, *guides: str) -> str:
    """Return a preset geometry."""
    return el("a:prstGeom", el("a:avLst", *guides), prst=kind)


def filled_mark(place: Placeholder) -> str:
    """Return `p:nvPr` with the mark of what fills a placeholder: as a template's layout says it, or by its kind."""
    return el("p:nvPr", el("p:ph", **dict(place.marks))) if place.native else slot_mark(place.kind, place.idx)


def slot_mark(kind: str, idx: int, *, custom_prompt: bool = False) -> str:
    """Return `p:nvPr` with the mark of a placeholder of the plan's kind."""
    type_, size = _TYPE[kind]
    number = None if kind == "title" else idx
    return el("p:nvPr", el("p:ph", type=type_, sz=size, idx=number, hasCustomPrompt=custom_prompt or None))


def _slot_properties(box: Rect, sheet: Sheet) -> str:
    """Return the mark of the layout's object slot that a figure stands in, so that a change of layout moves it."""
    slot = sheet.take_slot(box)
    return filled_mark(slot.placeholder) if slot else _NO_PROPERTIES


def text_box(item: TextBox, sheet: Sheet) -> str:
    """Return a text box, or the filled placeholder that the item names (KeyError when the layout lacks it)."""
    if item.placeholder is not None:
        return _filled_slot(item, sheet.slots[item.placeholder], sheet)
    identity = el("p:nvSpPr", sheet.identity(item.name), '<p:cNvSpPr txBox="1"/>', _NO_PROPERTIES)
    look = el("p:spPr", transform(item.box), geometry("rect"), sheet.palette.fill(item.fill))
    properties = body_properties(item.box, item.inner, item.anchor)
    return el("p:sp", identity, look, text_body("p:txBody", properties, item.paragraphs, sheet.deck.plain, sheet))


def _filled_slot(item: TextBox, slot: Slot, sheet: Sheet) -> str:
    place = slot.placeholder
    identity = el("p:nvSpPr", sheet.identity(item.name), el("p:cNvSpPr", NO_GROUP), filled_mark(place))
    moved = transform(item.box) if item.box != place.box else ""
    look = el("p:spPr", moved, sheet.palette.fill(item.fill) if item.fill or item.clear else "")
    properties = body_properties(item.box, item.inner, item.anchor, slot.body)
    number = place.kind == "number"
    words = text_body("p:txBody", properties, item.paragraphs, slot.look, sheet, number=number, styles=slot.styles)
    return el("p:sp", identity, look, words)


def drawn_shape(item: Shape, sheet: Sheet) -> str:
    """Return a drawn shape."""
    identity = el(
        "p:nvSpPr",
        sheet.identity(item.name, alt=item.alt, decorative=item.alt is None),
        "<p:cNvSpPr/>",
        _NO_PROPERTIES,
    )
    guides = ""
    if item.kind == "round-rect":
        share = min(0.5, item.radius / max(1e-6, min(item.box.width, item.box.height)))
        guides = el("a:gd", name="adj", fmla=f"val {thousandths(share)}")
    look = el(
        "p:spPr",
        transform(item.box),
        geometry(_GEOMETRY[item.kind], guides),
        sheet.palette.fill(item.fill),
        sheet.palette.line(item.line, item.line_width),
    )
    return el("p:sp", identity, look)


def straight_line(item: Stroke, sheet: Sheet) -> str:
    """Return a straight line as a connector, flipped when it rises or runs leftwards."""
    box = Rect(min(item.x1, item.x2), min(item.y1, item.y2), abs(item.x2 - item.x1), abs(item.y2 - item.y1))
    identity = el("p:nvCxnSpPr", sheet.identity(item.name, decorative=True), "<p:cNvCxnSpPr/>", _NO_PROPERTIES)
    look = el(
        "p:spPr",
        transform(box, flip_h=item.x2 < item.x1, flip_v=item.y2 < item.y1),
        geometry("line"),
        sheet.palette.line(item.color, item.width, custom_dash(item.dash, item.width)),
    )
    return el("p:cxnSp", identity, look)


def picture(item: Image, sheet: Sheet) -> str:
    """Return a picture; its bytes are a part that other pictures with the same bytes share."""
    identity = el(
        "p:nvPicPr",
        sheet.identity(item.name, alt=item.alt, decorative=item.alt is None),
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>',
        _slot_properties(item.box, sheet) if item.alt is not None else _NO_PROPERTIES,
    )
    fill = el("p:blipFill", el("a:blip", r_embed=sheet.embed(item)), "<a:stretch><a:fillRect/></a:stretch>")
    return el("p:pic", identity, fill, el("p:spPr", transform(item.box), geometry("rect"), NO_LINE))


def group(item: Group, sheet: Sheet) -> str:
    """Return a group. Its children keep their places on the slide: child space and group space are the same.

    Raises:
        ValueError: the group holds a table or a placeholder, which PowerPoint can't group.
    """
    identity = el(
        "p:nvGrpSpPr",
        sheet.identity(item.name, alt=item.alt, decorative=not _speaks(item)),
        "<p:cNvGrpSpPr/>",
        _NO_PROPERTIES,
    )
    for child in item.items:
        if isinstance(child, Table) or (isinstance(child, TextBox) and child.placeholder is not None):
            raise ValueError(f"{child.name!r} can't stand in the group {item.name!r}")
    left, top = emu(item.box.x), emu(item.box.y)
    width, height = emu(item.box.right) - left, emu(item.box.bottom) - top
    frame = el(
        "a:xfrm",
        el("a:off", x=left, y=top),
        el("a:ext", cx=width, cy=height),
        el("a:chOff", x=left, y=top),
        el("a:chExt", cx=width, cy=height),
    )
    return el("p:grpSp", identity, el("p:grpSpPr", frame), *(item_xml(child, sheet) for child in item.items))


def _speaks(item: Item) -> bool:
    """Tell whether an item has words or alternative text, or holds one that has."""
    match item:
        case Group():
            return item.alt is not None or any(_speaks(child) for child in item.items)
        case Shape() | Image():
            return item.alt is not None
        case Stroke() | Stamps() | Connector() | Field():
            return False
        case TextShape():
            return bool(item.paragraphs)
        case TextBox() | Table() | Chart():
            return True
        case _:
            assert_never(item)


TREE_START: Final = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/>'
    "</a:xfrm></p:grpSpPr>"
)


def shape_tree(*shapes: str) -> str:
    """Return the tree that holds a sheet's shapes, in order of reading and of painting."""
    return el("p:spTree", TREE_START, *shapes)
