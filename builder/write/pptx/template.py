"""A deck in a template's package: its parts carried over as they are, and what its placeholders give to their text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from builder.frozen import replace
from builder.plan.page import Bullet, Layout, Placeholder, Plan
from builder.template import Template, TextLook
from builder.write.pptx.master import MASTER_COLORS, LayoutSheet
from builder.write.pptx.notes import add_notes_master
from builder.write.pptx.package import Package, RawPart
from builder.write.pptx.palette import Palette
from builder.write.pptx.presentation import Ids, add_settings, section_list, slide_list, table_styles
from builder.write.pptx.sheet import Deck, Slot
from builder.write.pptx.style import Look, ParagraphLook, RunLook, bullet_xml, level_style, sample_look
from builder.write.pptx.tables import NO_STYLE
from builder.write.pptx.text import body_properties
from builder.write.pptx.theme_part import theme_part
from builder.write.pptx.xml import NAMESPACES, centi, el, emu, thousandths

_P: Final = f"{{{NAMESPACES['p']}}}"
_BEFORE_SLIDES: Final = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst")
_OTHER_BULLET: Final = "another bullet"


def carry_over(template: Template, package: Package, main: RawPart) -> Mapping[str, RawPart]:
    """Add the template's parts to the package, with their relationships; return all by name, `main` among them."""
    first, *others = template.parts
    parts = {first.name: main}
    for part in others:
        parts[part.name] = package.add(part.name, part.content_type, part.data)
    for part in template.parts:
        for link in part.links:
            target = link.target if link.external else parts[link.target]
            parts[part.name].keep(link.rid, link.kind, target)
    return parts


def template_palette(template: Template, master: int) -> Palette:
    """Return the colours of a template's master, by the names that its slides know them by."""
    found = template.masters[master]
    names: dict[str, str] = {}
    for name, slot in found.color_map.items():
        names.setdefault(slot, name)
    return Palette(found.scheme, names=names)


def template_layouts(plan: Plan, parts: Mapping[str, RawPart], deck: Deck) -> dict[str, LayoutSheet]:
    """Return the template's layouts by our keys, as slides see them."""
    return {layout.key: _layout_sheet(layout, parts, deck) for layout in plan.layouts}


def _layout_sheet(layout: Layout, parts: Mapping[str, RawPart], deck: Deck) -> LayoutSheet:
    palette = Palette({}) if layout.own_colors else deck.palette
    slots = {place.key: template_slot(place, palette) for place in layout.placeholders}
    mapped = el("p:clrMapOvr", el("a:overrideClrMapping", **dict(layout.color_map)))
    colors = mapped if layout.color_map else MASTER_COLORS
    return LayoutSheet(parts[layout.part], slots, palette if layout.own_colors else None, colors)


def template_slot(place: Placeholder, palette: Palette) -> Slot:
    """Return a template's placeholder with the look that its text shall have, and what it must say to have it."""
    wanted = replace(sample_look(place.sample, palette), sizes=False)
    native = native_look(place.native, palette) if place.native else wanted
    body = body_properties(place.box, place.inner, place.anchor)
    # LibreOffice doesn't take a colour from the shape's own list style where the layout's has modifiers: runs say it.
    base = replace(wanted, run=replace(wanted.run, color=native.run.color))
    return Slot(place, base, body, level_style("a:lvl1pPr", wanted, native))


def native_look(look: TextLook, palette: Palette) -> Look:
    """Return what a place gives to text by itself."""
    bullet = "<a:buNone/>"
    if look.bullet:
        mark = look.bullet
        sized = Bullet("char", mark.color, look.size * mark.share, char=mark.char, family=mark.family)
        bullet = bullet_xml(sized, look.size, 1, palette)
    elif look.marked:
        bullet = _OTHER_BULLET
    paragraph = ParagraphLook(
        left=emu(look.left),
        indent=-emu(look.hanging),
        align=look.align,
        spacing=thousandths(look.line),
        before=centi(look.before),
        bullet=bullet,
        exact=centi(look.exact),
        after=centi(look.after),
    )
    family = {"major": "+mj-lt", "minor": "+mn-lt"}[look.slot] if look.slot else look.family
    run = RunLook(family, look.bold, look.italic, palette.color(look.color), centi(look.tracking), look.caps)
    return Look(paragraph, run, look.size)


def plain_look(look: TextLook, palette: Palette) -> Look:
    """Return what text boxes and cells start from: they say all but weight, slope and the like for themselves.

    Programs differ in what they let such text inherit from a presentation, a master and a table's style.
    """
    unsaid = ParagraphLook(-1, -1, "", -1, -1, "", -1, -1)
    return Look(unsaid, replace(native_look(look, palette).run, typeface="", color=""), look.size)


def fill_presentation(plan: Plan, ids: Ids, template: Template) -> bytes:
    """Return the template's presentation part with the plan's slides and sections in it."""
    root = etree.fromstring(template.parts[0].data)
    place = max((i + 1 for i, child in enumerate(root) if _local(child) in _BEFORE_SLIDES), default=0)
    notes = root.find(f"{_P}notesMasterIdLst")
    if notes is None:
        listed = el("p:notesMasterIdLst", el("p:notesMasterId", r_id=ids.notes_master))
        place = next((i + 1 for i, child in enumerate(root) if _local(child) == "sldMasterIdLst"), 0)
        root.insert(place, _element(listed))
        place = max(i + 1 for i, child in enumerate(root) if _local(child) in _BEFORE_SLIDES)
    if ids.slides:
        root.insert(place, _element(slide_list(ids)))
    sections = section_list(plan)
    if sections:
        extensions = root.find(f"{_P}extLst")
        if extensions is None:
            extensions = etree.SubElement(root, f"{_P}extLst")
        extensions.insert(0, _element(sections))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _element(xml: str) -> etree._Element:
    """Return an element of our own text, its prefixes declared."""
    declared = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("a", "r", "p", "p14"))
    return etree.fromstring(f"<x {declared}>{xml}</x>")[0]


def complete(plan: Plan, parts: Mapping[str, RawPart], main: RawPart, deck: Deck) -> RawPart:
    """Add what the template lacks: settings, our table style, a notes master; return the notes master's part."""
    template = plan.template
    kinds = {link.kind.rpartition("/")[2]: link.target for link in template.parts[0].links} if template else {}
    add_settings(deck.package, main, without=kinds.keys())
    if styles := kinds.get("tableStyles"):
        parts[styles].blob = _with_table_style(parts[styles].blob)
    if template and template.notes_master:
        return parts[template.notes_master]
    return add_notes_master(deck, theme_part(plan, deck.palette), plan.size.width / plan.size.height)


def _with_table_style(blob: bytes) -> bytes:
    """Return a list of table styles with the one that our tables name in it."""
    root = etree.fromstring(blob)
    if any(style.get("styleId") == NO_STYLE for style in root):
        return blob
    ours = etree.fromstring(table_styles())
    root.append(ours[0])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
