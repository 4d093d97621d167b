"""A PDF's bytes -> what it says and shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.geometry import Rect, Size
from builder.proof.content import Player
from builder.proof.fonts import read_font
from builder.proof.matrix import box_between
from builder.proof.objects import Objects, Value, name_of, number_of, numbers_of, text_of
from builder.proof.printed import About, Annotation, Font, Printed, Sheet
from builder.proof.tree import Tree
from builder.regex import regex

_UA = regex(r"pdfuaid:part\s*(?:>|=\s*[\"'])\s*(\d+)")
_PART = regex(r"pdfaid:part\s*(?:>|=\s*[\"'])\s*(\d+)")
_CONFORMANCE = regex(r"pdfaid:conformance\s*(?:>|=\s*[\"'])\s*(\w)")
_TITLE = regex(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)


def read(data: bytes) -> Printed:
    """Return a whole PDF as values.

    Raises:
        pikepdf.PdfError: this is no PDF.
    """
    objects = Objects(data)
    fonts: dict[str, Font] = {}
    sheets = tuple(_sheet(objects, number, fonts) for number in range(len(objects.pages)))
    tree = Tree(objects, sheets)
    tops = tree.tops()
    used = {(n, one.mcid) for n, sheet in enumerate(sheets) for one in sheet.marks() if one.mcid is not None}
    unowned = tuple(sorted((n, mcid) for n, mcid in used - tree.owned if mcid is not None))
    return Printed(_about(objects), sheets, tops, tuple(fonts.values()), unowned)


def _about(objects: Objects) -> About:
    root = objects.root
    xmp = objects.stream(root.get("/Metadata")).decode("utf-8", "replace")
    title, part, letter = _TITLE.search(xmp), _PART.search(xmp), _CONFORMANCE.search(xmp)
    ua = _UA.search(xmp)
    intents = (objects.dictionary(one) for one in objects.array(root.get("/OutputIntents")))
    return About(
        marked=objects.dictionary(root.get("/MarkInfo")).get("/Marked") is True,
        lang=text_of(root.get("/Lang")),
        shows_title=objects.dictionary(root.get("/ViewerPreferences")).get("/DisplayDocTitle") is True,
        title=title[1].strip() if title else None,
        ua=ua[1] if ua else None,
        archive=f"{part[1]}{letter[1].lower()}" if part and letter else None,
        intent=any(one.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in one for one in intents),
        encrypted=objects.encrypted,
        script=_script(objects),
    )


def _script(objects: Objects) -> bool:
    """Tell whether the file runs anything: scripts by name, on opening, in annotations or fields."""
    names = objects.dictionary(objects.root.get("/Names"))
    if "/JavaScript" in names or "/AA" in objects.root:
        return True
    opening = objects.get(objects.root.get("/OpenAction"))
    actions = [opening] if isinstance(opening, dict) else []
    for page in objects.pages:
        for ref in objects.array(objects.dictionary(page).get("/Annots")):
            found = objects.dictionary(ref)
            actions.append(objects.dictionary(found.get("/A")))
            actions += [objects.dictionary(one) for one in objects.dictionary(found.get("/AA")).values()]
    return any("/JS" in action or action.get("/S") == "/JavaScript" for action in actions)


def _sheet(objects: Objects, number: int, known: dict[str, Font]) -> Sheet:
    page = objects.dictionary(objects.pages[number])
    resources = objects.dictionary(_inherited(objects, page, "/Resources"))
    sides = numbers_of(objects.get(_inherited(objects, page, "/MediaBox"))) or (0.0, 0.0, 0.0, 0.0)
    size = Size(sides[2] - sides[0], sides[3] - sides[1])
    player = Player(size.height, dict(_fonts(objects, resources, known)), frozenset(_faint(objects, resources)))
    player.play(objects.content(number))
    return Sheet(
        size=size,
        shown=tuple(player.shown),
        paints=tuple(player.paints),
        pictures=tuple(player.pictures),
        annotations=tuple(_annotations(objects, page, size.height)),
        tabs=name_of(page.get("/Tabs")),
        loose=player.loose,
        nested=tuple(player.nested),
        faint=player.faint,
    )


def _inherited(objects: Objects, page: dict[str, Value], key: str) -> Value:
    """Return an attribute of a page or of the page tree above it (ISO 32000-1, 7.7.3.4)."""
    for _ in range(50):
        if key in page or "/Parent" not in page:
            return page.get(key)
        page = objects.dictionary(page["/Parent"])
    return None


def _fonts(objects: Objects, resources: dict[str, Value], known: dict[str, Font]) -> Iterator[tuple[str, Font]]:
    for name, ref in objects.dictionary(resources.get("/Font")).items():
        key = str(ref)
        if key not in known:
            known[key] = read_font(objects, ref)
        yield name[1:], known[key]


def _faint(objects: Objects, resources: dict[str, Value]) -> Iterator[str]:
    """Yield the names of graphics states that let what lies below shine through."""
    for name, ref in objects.dictionary(resources.get("/ExtGState")).items():
        state = objects.dictionary(ref)
        clear = any(isinstance(state.get(key), int | float) and state[key] < 1 for key in ("/CA", "/ca"))
        blended = state.get("/BM", "/Normal") not in {"/Normal", "/Compatible"}
        if clear or blended or state.get("/SMask", "/None") != "/None":
            yield name[1:]


def _annotations(objects: Objects, page: dict[str, Value], height: float) -> Iterator[Annotation]:
    for ref in objects.array(page.get("/Annots")):
        found = objects.dictionary(ref)
        sides = numbers_of(objects.get(found.get("/Rect")))
        box = Rect(0.0, 0.0, 0.0, 0.0)
        if len(sides) == 4:
            box = box_between((sides[0], sides[1]), (sides[2], sides[3]), height)
        yield Annotation(
            number=number_of(ref),
            kind=name_of(found.get("/Subtype")),
            contents=text_of(found.get("/Contents")) or text_of(found.get("/TU")) or "",
            box=box,
            target=text_of(objects.dictionary(found.get("/A")).get("/URI")) or "",
        )
