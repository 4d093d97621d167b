"""A whole deck: package, theme, master, layouts, slides in order, notes, presentation."""

from __future__ import annotations

from collections.abc import Mapping

from builder.frozen import dataclass
from builder.plan.page import Page, Plan
from builder.template import Template
from builder.write.pptx.charts import refer
from builder.write.pptx.known import SLIDES, Held, Written, keep, known, manner
from builder.write.pptx.master import LayoutSheet, add_layout, add_master, master_part
from builder.write.pptx.notes import add_notes, add_notes_master
from builder.write.pptx.opc import CT, RT
from builder.write.pptx.package import Package, RawPart
from builder.write.pptx.palette import SLOTS, Palette
from builder.write.pptx.presentation import Ids, add_settings, presentation_part
from builder.write.pptx.properties import add_properties
from builder.write.pptx.shapes import item_xml, shape_tree
from builder.write.pptx.sheet import Deck, Sheet
from builder.write.pptx.style import PLAIN, Look
from builder.write.pptx.theme_part import theme_part
from builder.write.pptx.timing import timing
from builder.write.pptx.xml import el, root


def write_pptx(plan: Plan) -> bytes:
    """Return the bytes of a PowerPoint deck. The same plan gives the same bytes, always and everywhere.

    Raises:
        ValueError: the plan is not one of slides: a colour slot, a layout, a link's target or its scheme is missing.
    """
    template = plan.template
    palette, plain = _template_looks(plan, template) if template else (_palette(plan), PLAIN)
    package = Package()
    main = template.parts[0].name if template else "/ppt/presentation.xml"
    presentation = package.add(main, CT.PML_PRESENTATION_MAIN)
    package.relate(presentation, RT.OFFICE_DOCUMENT)
    add_properties(plan, package)
    # a template's notes pages have a theme of their own, whose colours nobody has looked up
    printed = Palette({} if template else palette.scheme)
    deck = Deck(package, palette, printed, plan.properties.language, plan.properties.created, plain)
    if template:
        _fill_template(plan, template, presentation, deck)
    else:
        _fill_own(plan, presentation, deck)
    return package.to_bytes()


def _fill_own(plan: Plan, presentation: RawPart, deck: Deck) -> None:
    """Write the slides of a plan with a master and layouts of our own."""
    frame = _add_frame(plan, deck)
    slides = _add_slides(plan, frame, deck)
    ids = Ids(
        presentation.relate(frame.master, RT.SLIDE_MASTER),
        presentation.relate(frame.notes_master, RT.NOTES_MASTER),
        tuple(presentation.relate(slide, RT.SLIDE) for slide in slides),
    )
    presentation.relate(frame.theme, RT.THEME)
    add_settings(deck.package, presentation)
    presentation.blob = presentation_part(plan, ids)


def _fill_template(plan: Plan, template: Template, presentation: RawPart, deck: Deck) -> None:
    """Write the slides of a plan into a template's own package."""
    from builder.write.pptx.template import (  # noqa: PLC0415  # lxml is slow to import
        carry_over,
        complete,
        fill_presentation,
        template_layouts,
    )

    parts = carry_over(template, deck.package, presentation)
    notes_master = complete(plan, parts, presentation, deck)
    frame = _Frame(notes_master, template_layouts(plan, parts, deck))
    slides = _add_slides(plan, frame, deck)
    kept = next((link.rid for link in template.parts[0].links if link.target == template.notes_master), None)
    ids = Ids(
        "",
        kept or presentation.relate(notes_master, RT.NOTES_MASTER),
        tuple(presentation.relate(slide, RT.SLIDE) for slide in slides),
    )
    presentation.blob = fill_presentation(plan, ids, template)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all slides share."""

    notes_master: RawPart
    layouts: Mapping[str, LayoutSheet]


@dataclass(frozen=True, slots=True)
class _OwnFrame(_Frame):
    """The same with a master and a theme of our own."""

    theme: RawPart
    master: RawPart


def _template_looks(plan: Plan, template: Template) -> tuple[Palette, Look]:
    """Return the colours of a template's master, and the look of text that nothing else is said of."""
    from builder.write.pptx.template import plain_look, template_palette  # noqa: PLC0415  # as above

    palette = template_palette(template, plan.master)
    return palette, plain_look(template.plain, palette)


def _palette(plan: Plan) -> Palette:
    scheme = dict(plan.scheme)
    missing = [slot for slot in SLOTS if slot not in scheme]
    if missing:
        raise ValueError(f"the plan's scheme has no {', '.join(missing)}")
    return Palette(scheme, plan.dark)


def _add_frame(plan: Plan, deck: Deck) -> _OwnFrame:
    colors = theme_part(plan, deck.palette)
    theme = deck.package.add("/ppt/theme/theme{}.xml", CT.OFC_THEME, colors)
    master = add_master(plan.layouts, deck)
    layouts = {layout.key: add_layout(layout, master, deck) for layout in plan.layouts}
    master.part.blob = master_part(master, layouts.values(), deck)
    master.part.relate(theme, RT.THEME)
    notes_master = add_notes_master(deck, colors, plan.size.width / plan.size.height)
    return _OwnFrame(notes_master, layouts, theme, master.part)


def _add_slides(plan: Plan, frame: _Frame, deck: Deck) -> list[RawPart]:
    """Return the slide parts, written. All are made first, so that links can lead to any of them."""
    slides = [deck.package.add("/ppt/slides/slide{}.xml", CT.PML_SLIDE) for _ in plan.pages]
    deck.anchors.update({page.anchor: part for page, part in zip(plan.pages, slides, strict=True) if page.anchor})
    for number, (page, part) in enumerate(zip(plan.pages, slides, strict=True), 1):
        layout = frame.layouts.get(page.layout or "")
        if layout is None:
            raise ValueError(f"slide {number}: the plan has no layout {page.layout!r}")
        sheet = Sheet(deck, part, layout.slots, layout.palette)
        part.relate(layout.part, RT.SLIDE_LAYOUT)
        part.blob = _slide(page, sheet, layout, (plan.properties.description, number))
        if page.notes:
            add_notes(page.notes, part, frame.notes_master, deck, (plan.properties.description, number))
    return slides


def _slide(page: Page, sheet: Sheet, layout: LayoutSheet, key: tuple[str, int]) -> bytes:
    held = Held(tuple(page.items), (page.reveal, layout.colors, layout.slots, manner(sheet.deck, layout.palette)))
    if found := known(SLIDES, key, held):
        for one in found.asked:
            refer(sheet, one)
        return found.blob
    shapes, ids = [], []
    for item in page.items:
        ids.append(sheet.next_id)
        shapes.append(item_xml(item, sheet))
    blob = root("p:sld", "a r p", el("p:cSld", shape_tree(*shapes)), layout.colors, timing(page, ids))
    return keep(SLIDES, key, Written(held, blob, tuple(sheet.asked))).blob
