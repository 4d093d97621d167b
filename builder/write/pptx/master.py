"""The slide master and its layouts: what slides inherit, so that restyling them in PowerPoint restyles the slides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias

from builder.frozen import dataclass, field, replace
from builder.plan.page import Layout, Placeholder
from builder.theme import Color
from builder.write.pptx.charts import refer
from builder.write.pptx.known import LAYOUTS, Held, Written, keep, known, manner
from builder.write.pptx.opc import CT, RT
from builder.write.pptx.package import RawPart
from builder.write.pptx.palette import Palette
from builder.write.pptx.shapes import NO_GROUP, item_xml, shape_tree, slot_mark, transform
from builder.write.pptx.sheet import Deck, Sheet, Slot
from builder.write.pptx.style import PLAIN, Look, level_style, outline_levels, sample_look
from builder.write.pptx.text import body_properties, number_field
from builder.write.pptx.xml import el, esc, root

Family: TypeAlias = Literal["title", "body", "footer", "number"]
"""The master's placeholders. Subtitles and objects inherit from its body."""

_NAMES: Final[Mapping[Family, str]] = {
    "title": "Title",
    "body": "Body",
    "footer": "Footer",
    "number": "Slide number",
}
FIRST_LAYOUT_ID: Final = 2_147_483_649
"""Ids of the master and its layouts start at 2147483648 (ECMA-376, ST_SlideLayoutId)."""
MASTER_COLORS: Final = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"


@dataclass(frozen=True, slots=True)
class _Form:
    """A placeholder in whichever layout holds it: most stand in several. Only the shape's number differs.

    `mark` and `rest` are XML: what it inherits from, and all after the shape's names.
    """

    slot: Slot
    name: str
    mark: str
    rest: str


@dataclass(frozen=True, slots=True)
class Master:
    """The master as its layouts see it: its part, the slots that they inherit from, and its background."""

    part: RawPart
    slots: Mapping[Family, Slot]
    background: Color
    forms: dict[int, _Form] = field(default_factory=dict, repr=False, compare=False)
    """Placeholders that were met, by identity."""


@dataclass(frozen=True, slots=True)
class LayoutSheet:
    """A layout as its slides see it: its part and its slots by key, and its colours if they are not the deck's.

    `colors` is the slide's own map of theme colours (XML): the master's, or again what its layout says.
    """

    part: RawPart
    slots: Mapping[str, Slot]
    palette: Palette | None = None
    colors: str = MASTER_COLORS


def add_master(layouts: tuple[Layout, ...], deck: Deck) -> Master:
    """Return the master, its part still empty. It stands for the first layout that has a title and a body.

    Raises:
        ValueError: no layout has both.
    """
    for layout in layouts:
        found: dict[Family, Slot] = {}
        for place in sorted(layout.placeholders, key=lambda place: place.key != "body"):
            found.setdefault(family(place), slot_of(place, deck))
        if "title" in found and "body" in found:
            slots = {name: found[name] for name in _NAMES if name in found}
            return Master(deck.package.add(MASTER_NAME, CT.PML_SLIDE_MASTER), slots, layout.background)
    raise ValueError("a plan of slides needs a layout with a title and a body")


MASTER_NAME: Final = "/ppt/slideMasters/slideMaster1.xml"


def family(place: Placeholder) -> Family:
    """Return the placeholder of the master that a layout's placeholder inherits from."""
    match place.kind:
        case "title" | "footer" | "number":
            return place.kind
        case "subtitle" | "body" | "object":
            return "body"


def slot_of(place: Placeholder, deck: Deck) -> Slot:
    """Return a placeholder with what its text inherits."""
    return Slot(place, sample_look(place.sample, deck.palette), body_properties(place.box, place.inner, place.anchor))


def master_part(master: Master, layouts: Iterable[LayoutSheet], deck: Deck) -> bytes:
    """Return the master's XML, pointing to its layouts."""
    sheet = Sheet(deck, master.part)
    ids = (
        el("p:sldLayoutId", id=FIRST_LAYOUT_ID + index, r_id=master.part.relate(layout.part, RT.SLIDE_LAYOUT))
        for index, layout in enumerate(layouts)
    )
    shapes = (_master_slot(name, index, slot, sheet) for index, (name, slot) in enumerate(master.slots.items()))
    return root(
        "p:sldMaster",
        "a r p",
        el("p:cSld", background(master.background, deck), shape_tree(*shapes)),
        deck.palette.color_map(),
        el("p:sldLayoutIdLst", *ids),
        '<p:hf hdr="0" dt="0"/>',
        _text_styles(master.slots),
    )


def _master_slot(name: Family, index: int, slot: Slot, sheet: Sheet) -> str:
    styles = level_style("a:lvl1pPr", slot.look, PLAIN) if name in {"footer", "number"} else ""
    place = replace(slot.placeholder, kind=name, idx=index)
    levels = 5 if name == "body" else 1
    rest = _slot_body(place, transform(place.box), slot.body, styles, sheet.language, levels=levels)
    return _slot_shape(_Form(slot, _NAMES[name], slot_mark(name, index), rest), sheet)


def _text_styles(slots: Mapping[Family, Slot]) -> str:
    return el(
        "p:txStyles",
        el("p:titleStyle", level_style("a:lvl1pPr", slots["title"].look)),
        el("p:bodyStyle", *outline_levels(slots["body"].look)),
        el("p:otherStyle", *outline_levels(PLAIN)),
    )


def add_layout(layout: Layout, master: Master, deck: Deck) -> LayoutSheet:
    """Return a layout, written: its background, its fixed items, its placeholders with prompts."""
    part = deck.package.add("/ppt/slideLayouts/slideLayout{}.xml", CT.PML_SLIDE_LAYOUT)
    part.relate(master.part, RT.SLIDE_MASTER)
    sheet = Sheet(deck, part)
    held = Held(layout.items, (replace(layout, items=()), master.slots, master.background, manner(deck)))
    key = layout.key, layout.background, len(layout.items)
    written = known(LAYOUTS, key, held)
    if written:
        for one in written.asked:
            refer(sheet, one)
    else:
        written = keep(LAYOUTS, key, _layout(layout, master, sheet, held))
    part.blob = written.blob
    return LayoutSheet(part, dict(written.slots))


def _layout(layout: Layout, master: Master, sheet: Sheet, held: Held) -> Written:
    forms = [_form(place, master, sheet.deck) for place in layout.placeholders]
    shapes = [item_xml(item, sheet) for item in layout.items]
    shapes += [_slot_shape(form, sheet) for form in forms]
    ground = background(layout.background, sheet.deck) if layout.background != master.background else ""
    blob = root(
        "p:sldLayout",
        "a r p",
        el("p:cSld", ground, shape_tree(*shapes), name=layout.name),
        MASTER_COLORS,
        preserve=True,
        userDrawn=True,
    )
    slots = {form.slot.placeholder.key: form.slot for form in forms}
    return Written(held, blob, tuple(sheet.asked), tuple(slots.items()))


def _form(place: Placeholder, master: Master, deck: Deck) -> _Form:
    known = master.forms.get(id(place))
    if known is None:  # which holds the placeholder, so that its identity stays its own
        known = master.forms[id(place)] = _formed(slot_of(place, deck), master.slots.get(family(place)), deck.language)
    return known


def _formed(slot: Slot, parent: Slot | None, language: str) -> _Form:
    place = slot.placeholder
    inherited: Look | None = parent.look if parent else PLAIN
    moved = parent is None or place.box != parent.placeholder.box
    body = body_properties(place.box, place.inner, place.anchor, parent.body if parent else None)
    styles = level_style("a:lvl1pPr", slot.look, inherited)
    name = place.key.replace("-", " ").capitalize()
    mark = slot_mark(place.kind, place.idx, custom_prompt=place.kind not in {"footer", "number"})
    return _Form(slot, name, mark, _slot_body(place, transform(place.box) if moved else "", body, styles, language))


def _slot_shape(form: _Form, sheet: Sheet) -> str:
    return el("p:sp", el("p:nvSpPr", sheet.identity(form.name), el("p:cNvSpPr", NO_GROUP), form.mark), form.rest)


def _slot_body(place: Placeholder, frame: str, body: str, styles: str, language: str, *, levels: int = 1) -> str:
    text = (_prompt(place, level, language) for level in range(levels))
    look = el("p:spPr", frame, '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if frame else "")
    return look + el("p:txBody", body, el("a:lstStyle", styles), *text)


def _prompt(place: Placeholder, level: int, language: str) -> str:
    properties = el("a:pPr", lvl=level) if level else ""
    end = el("a:endParaRPr", lang=language)
    if place.kind == "number":
        return el("a:p", number_field(el("a:rPr", lang=language), "\u2039#\u203a"), end)
    return el("a:p", properties, el("a:r", el("a:rPr", lang=language), el("a:t", esc(place.prompt))), end)


def background(color: Color, deck: Deck) -> str:
    """Return a plain background."""
    return el("p:bg", el("p:bgPr", deck.palette.fill(color), "<a:effectLst/>"))
