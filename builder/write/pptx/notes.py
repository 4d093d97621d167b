"""Speaker notes: the notes master, and a notes page for each slide that has something to say."""

from __future__ import annotations

from typing import Final, TypeAlias

from builder.geometry import Rect
from builder.plan.page import TextRun
from builder.write.pptx.charts import refer
from builder.write.pptx.known import SLIDES, Held, Written, keep, known, manner
from builder.write.pptx.master import MASTER_COLORS
from builder.write.pptx.opc import CT, RT
from builder.write.pptx.package import RawPart
from builder.write.pptx.shapes import geometry, shape_tree, transform
from builder.write.pptx.sheet import Deck, Sheet
from builder.write.pptx.style import Look, ParagraphLook, RunLook, outline_levels
from builder.write.pptx.text import run_xml
from builder.write.pptx.xml import el, root

Notes: TypeAlias = tuple[tuple[TextRun, ...], ...]
"""What is said to a slide, a paragraph each."""
NOTES_WIDTH, NOTES_HEIGHT = 540.0, 720.0
_NOTES_LOOK: Final = Look(ParagraphLook(before=600), RunLook(), 12.0)
_IMAGE_LOCKS: Final = '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
_TEXT_LOCKS: Final = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'


def add_notes_master(deck: Deck, theme: bytes, ratio: float) -> RawPart:
    """Return the notes master, written, with a theme part of its own. `ratio` is the slides' width by their height."""
    part = deck.package.add("/ppt/notesMasters/notesMaster1.xml", CT.PML_NOTES_MASTER)
    part.relate(deck.package.add("/ppt/theme/theme{}.xml", CT.OFC_THEME, theme), RT.THEME)
    sheet = Sheet(deck, part, printed=True)
    width = NOTES_WIDTH - 72
    picture = Rect(36, 60, width, width / ratio)
    words = Rect(54, picture.bottom + 24, width - 36, NOTES_HEIGHT - picture.bottom - 72)
    part.blob = root(
        "p:notesMaster",
        "a r p",
        el(
            "p:cSld",
            '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>',
            shape_tree(_image_slot(sheet, 2, _outlined(picture)), _words_slot(sheet, words)),
        ),
        deck.printed.color_map(),
        el("p:notesStyle", *outline_levels(_NOTES_LOOK)),
    )
    return part


def _outlined(picture: Rect) -> str:
    line = '<a:ln w="9525"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln>'
    return transform(picture) + geometry("rect") + "<a:noFill/>" + line


def _words_slot(sheet: Sheet, words: Rect) -> str:
    mark = '<p:nvPr><p:ph type="body" sz="quarter" idx="3"/></p:nvPr>'
    identity = el("p:nvSpPr", sheet.identity("Notes"), _TEXT_LOCKS, mark)
    text = el("a:p", el("a:endParaRPr", lang=sheet.language))
    body = el("p:txBody", "<a:bodyPr/><a:lstStyle/>", text)
    return el("p:sp", identity, el("p:spPr", transform(words), geometry("rect")), body)


def _image_slot(sheet: Sheet, idx: int | None, look: str = "") -> str:
    mark = el("p:nvPr", el("p:ph", type="sldImg", idx=idx))
    return el("p:sp", el("p:nvSpPr", sheet.identity("Slide image"), _IMAGE_LOCKS, mark), el("p:spPr", look))


def add_notes(notes: Notes, slide: RawPart, master: RawPart, deck: Deck, key: tuple[str, int]) -> None:
    """Add the notes page of a slide: a picture of it and the notes, a paragraph each. `key` says which slide it is."""
    part = deck.package.add("/ppt/notesSlides/notesSlide{}.xml", CT.PML_NOTES_SLIDE)
    part.relate(master, RT.NOTES_MASTER)
    part.relate(slide, RT.SLIDE)
    slide.relate(part, RT.NOTES_SLIDE)
    part.blob = _notes(notes, Sheet(deck, part, printed=True), (*key, "notes"))


def _notes(notes: Notes, sheet: Sheet, key: tuple[str, int, str]) -> bytes:
    held = Held((), (notes, manner(sheet.deck)))
    if found := known(SLIDES, key, held):
        for one in found.asked:
            refer(sheet, one)
        return found.blob
    picture = _image_slot(sheet, None)
    mark = '<p:nvPr><p:ph type="body" idx="1"/></p:nvPr>'
    identity = el("p:nvSpPr", sheet.identity("Notes"), _TEXT_LOCKS, mark)
    text = (el("a:p", *(run_xml(run, _NOTES_LOOK, sheet, sized=False) for run in runs)) for runs in notes)
    words = el("p:sp", identity, "<p:spPr/>", el("p:txBody", "<a:bodyPr/><a:lstStyle/>", *text))
    blob = root("p:notes", "a r p", el("p:cSld", shape_tree(picture, words)), MASTER_COLORS)
    return keep(SLIDES, key, Written(held, blob, tuple(sheet.asked))).blob
