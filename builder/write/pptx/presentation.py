"""The presentation part: masters, slides, sizes and sections; and the parts that stand beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from hashlib import sha1
from itertools import groupby
from typing import Final

from builder.frozen import dataclass
from builder.plan.page import Page, Plan
from builder.write.pptx.notes import NOTES_HEIGHT, NOTES_WIDTH
from builder.write.pptx.opc import CT, RT
from builder.write.pptx.package import Package, RawPart
from builder.write.pptx.palette import NO_FILL
from builder.write.pptx.style import PLAIN, outline_levels
from builder.write.pptx.tables import NO_STYLE
from builder.write.pptx.xml import el, emu, root

FIRST_SLIDE_ID: Final = 256
_MASTER_ID: Final = 2_147_483_648
_URLS: Final = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")
_SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


@dataclass(frozen=True, slots=True)
class Ids:
    """The presentation's relationships: to its master, its notes master, and its slides in order."""

    master: str
    notes_master: str
    slides: tuple[str, ...]


def presentation_part(plan: Plan, ids: Ids) -> bytes:
    """Return the presentation part."""
    defaults = el("a:defPPr", el("a:defRPr", lang=plan.properties.language))
    return root(
        "p:presentation",
        "a r p",
        el("p:sldMasterIdLst", el("p:sldMasterId", id=_MASTER_ID, r_id=ids.master)),
        el("p:notesMasterIdLst", el("p:notesMasterId", r_id=ids.notes_master)),
        slide_list(ids) if ids.slides else "",
        el("p:sldSz", cx=emu(plan.size.width), cy=emu(plan.size.height)),
        el("p:notesSz", cx=emu(NOTES_WIDTH), cy=emu(NOTES_HEIGHT)),
        el("p:defaultTextStyle", defaults, *outline_levels(PLAIN)),
        el("p:extLst", sections) if (sections := section_list(plan)) else "",
        autoCompressPictures=False,
        saveSubsetFonts=True,
    )


def slide_list(ids: Ids) -> str:
    """Return the list of slides."""
    slides = (el("p:sldId", id=FIRST_SLIDE_ID + index, r_id=rid) for index, rid in enumerate(ids.slides))
    return el("p:sldIdLst", *slides)


@dataclass(frozen=True, slots=True)
class _Section:
    name: str
    slides: tuple[int, ...]


def section_list(plan: Plan) -> str:
    """Return the extension that holds the sections, if any page names one.

    Their identifiers follow from order and name.
    """
    sections = list(_sections(plan.pages, plan.properties.title))
    if not any(page.section for page in plan.pages):
        return ""
    return el(
        "p:ext",
        '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">',
        *(_section(section, index) for index, section in enumerate(sections)),
        "</p14:sectionLst>",
        uri=_SECTIONS,
    )


def _section(section: _Section, index: int) -> str:
    identifier = f"{{{_uuid5(f'section:{index}:{section.name}')}}}".upper()
    slides = (el("p14:sldId", id=FIRST_SLIDE_ID + slide) for slide in section.slides)
    return el("p14:section", el("p14:sldIdLst", *slides), name=section.name, id=identifier)


def _uuid5(name: str) -> str:
    """Return the UUID of a name in the URL name space (RFC 9562, 5.5), as `uuid.uuid5`: importing that takes 4 ms."""
    number = bytearray(sha1(_URLS + name.encode(), usedforsecurity=False).digest()[:16])
    number[6], number[8] = number[6] & 0x0F | 0x50, number[8] & 0x3F | 0x80
    plain = number.hex()
    return "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]))


def _sections(pages: Sequence[Page], otherwise: str) -> Iterator[_Section]:
    """Yield stretches of pages of one section. A page without one belongs to the section before it.

    A name that comes again gets a number: PowerPoint's checker wants names that differ.
    """
    names: list[str] = []
    for page in pages:
        names.append(page.section or (names[-1] if names else otherwise))
    seen: dict[str, int] = {}
    for name, stretch in groupby(range(len(pages)), key=names.__getitem__):
        seen[name] = seen.get(name, 0) + 1
        yield _Section(name if seen[name] == 1 else f"{name} ({seen[name]})", tuple(stretch))


def add_settings(package: Package, presentation: RawPart, *, without: Collection[str] = ()) -> None:
    """Add the parts for presentation properties, the view, and table styles, `without` those that are there."""
    for name, content_type, reltype, blob in (
        ("presProps", CT.PML_PRES_PROPS, RT.PRES_PROPS, root("p:presentationPr", "a r p")),
        ("viewProps", CT.PML_VIEW_PROPS, RT.VIEW_PROPS, root("p:viewPr", "a r p")),
        ("tableStyles", CT.PML_TABLE_STYLES, RT.TABLE_STYLES, table_styles()),
    ):
        if name not in without:
            presentation.relate(package.add(f"/ppt/{name}.xml", content_type, blob), reltype)


def table_styles() -> bytes:
    """Return the one table style that our tables name, as PowerPoint writes it."""
    font = '<a:fontRef idx="minor"><a:scrgbClr r="0" g="0" b="0"/></a:fontRef><a:schemeClr val="tx1"/>'
    sides = ("left", "right", "top", "bottom", "insideH", "insideV")
    borders = "".join(el(f"a:{side}", el("a:ln", NO_FILL)) for side in sides)
    cell = el("a:tcStyle", el("a:tcBdr", borders), el("a:fill", NO_FILL))
    whole = el("a:wholeTbl", el("a:tcTxStyle", font), cell)
    style = el("a:tblStyle", whole, styleId=NO_STYLE, styleName="No Style, No Grid")
    return root("a:tblStyleLst", "a", style, **{"def": NO_STYLE})
