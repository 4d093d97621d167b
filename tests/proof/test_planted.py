"""Every rule about written PDFs fires on a fault that is planted in a file, at the line of the outline it came from."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

from builder.diagnostics import Diagnostic
from builder.proof.lines import Block, lines_of
from builder.proof.printed import Font, Node, Shown
from builder.proof.typography import justified, readable_line_length
from builder.proofing import proof

from .support import GOLDEN, Change, append, elements, golden, outlined, rewrite, xmp

LEAFLET = golden("leaflet")["leaflet-leaflet-A4.pdf"]


def without(*path: str) -> Change:
    """Take an entry out of the catalogue, or out of what it holds."""

    def change(pdf: Pdf) -> None:
        holder: Any = pdf.Root
        for name in path[:-1]:
            holder = holder[f"/{name}"]
        del holder[f"/{path[-1]}"]

    return change


def on(role: str, act: Callable[[Any], None], *, every: bool = False, index: int = 0) -> Change:
    """Change the structure elements of a role: one, or all."""

    def change(pdf: Pdf) -> None:
        found = elements(pdf, role)
        assert found
        for element in found if every else found[index : index + 1]:
            act(element)

    return change


def lacks(name: str) -> Callable[[Any], None]:
    def act(element: Any) -> None:
        del element[f"/{name}"]

    return act


def becomes(role: str) -> Callable[[Any], None]:
    def act(element: Any) -> None:
        element.S = Name(f"/{role}")

    return act


def on_fonts(act: Callable[[Any], None]) -> Change:
    def change(pdf: Pdf) -> None:
        for one in pdf.objects:
            if isinstance(one, Dictionary) and one.get("/Type") == Name.Font and one.get("/Subtype") == Name.Type0:
                act(one)

    return change


def unlinked(element: Any) -> None:
    element.K = Array([kid for kid in element.K if not isinstance(kid, Dictionary)])


def undescribed(pdf: Pdf) -> None:
    link = next(one for page in pdf.pages for one in page.obj.get("/Annots", []))
    del link["/Contents"]


def tabless(pdf: Pdf) -> None:
    for page in pdf.pages:
        del page.obj["/Tabs"]


def see_through(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(G1=Dictionary(ca=0.5))
    append(0, b"/Artifact <</Type /Layout>> BDC /G1 gs 0 0 9 9 re f EMC")(pdf)


def scripted(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def unspoken(font: Any) -> None:
    """Take the last entries out of a font's ToUnicode map."""
    font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<0001>", b"<7001>"))


FILE = {
    "untagged": (without("MarkInfo"), "not tagged"),
    "no title": (xmp(b"dc:title", b"dc:titel"), "no title"),
    "no PDF/UA": (xmp(b"<pdfuaid:part>1</pdfuaid:part>", b""), "doesn't name PDF/UA-1"),
    "no PDF/A": (xmp(b"<pdfaid:part>2</pdfaid:part>", b""), "doesn't name PDF/A-2a"),
    "title not shown": (without("ViewerPreferences"), "show its title"),
    "no language": (without("Lang"), "no language"),
    "no output intent": (without("OutputIntents"), "no output intent"),
    "a script": (scripted, "a script"),
    "loose mark": (append(0, b"0 0 9 9 re f"), "neither tagged nor artifacts"),
    "mark of no element": (append(0, b"/P <</MCID 999>> BDC 0 0 9 9 re f EMC"), "belongs to no element"),
    "artifact in a tag": (rewrite(0, b"BDC\nBT", b"BDC\n/Artifact <</Type /Layout>> BDC\nEMC\nBT"), "Artifact within"),
    "see-through": (see_through, "see-through"),
    "no tab order": (tabless, "order of the structure"),
    "undescribed link": (undescribed, "no description"),
    "link outside the structure": (on("Link", unlinked), "outside of the structure"),
    "font not embedded": (on_fonts(lambda font: font.DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2")), "not embedded"),
    "no ToUnicode": (on_fonts(lacks("ToUnicode")), "ToUnicode"),
    "character without Unicode": (on_fonts(unspoken), "without saying which"),
    "figure without Alt": (on("Figure", lacks("Alt")), "no alternative text"),
    "skipped level": (on("H3", becomes("H5")), "is an H5 after H2"),
    "no first level": (on("H1", becomes("H2")), "after the start"),
    "no header cells": (on("TH", becomes("TD"), every=True), "no header cells"),
    "no scope": (on("TH", lacks("A")), "doesn't say what it heads"),
    "a row too short": (on("TD", becomes("P")), "differ in their number of cells"),
    "item without a body": (on("LBody", becomes("P")), "no body of its own"),
    "list without numbering": (on("L", lacks("A")), "ListNumbering"),
    "list of paragraphs": (on("LI", becomes("P")), "something else than items"),
    "note without identifier": (on("BlockQuote", becomes("Note")), "no identifier"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILE)
def test_a_file_that_is_not_accessible(name: str) -> None:
    change, said = FILE[name]
    assert any(one.rule == "A11Y010" and said in one.message for one in LEAFLET.found(change)), LEAFLET.found(change)


def test_an_encrypted_file() -> None:
    buffer = BytesIO()
    with Pdf.open(BytesIO(LEAFLET.data)) as pdf:
        pdf.save(buffer, encryption=Encryption(owner="o", user="", R=6))
    assert any("encrypted" in one.message for one in proof(LEAFLET.draft, buffer.getvalue()))


INK = b"0.086 0.149 0.227 rg"
SMALL_BODY = rewrite(0, b"12 0 0 12 216.453 510.382 Tm", b"10 0 0 10 216.453 510.382 Tm")
UNDERLINE = b"/Artifact <</Type /Layout>> BDC 1 w 199 602.8 m 470 602.8 l S EMC"


def slanting(font: Any) -> None:
    font.DescendantFonts[0].FontDescriptor.ItalicAngle = -12


TYPE = {
    "one list item drawn smaller": (SMALL_BODY, "is drawn at 10 pt"),
    "a smaller foot": (rewrite(2, b"9 0 0 9 51", b"8 0 0 8 51"), "8 pt"),
    "all scaled": (rewrite(0, b"/Artifact", b".8 0 0 .8 0 0 cm\n/Artifact"), "at least 12 pt"),
    "tight lines": (rewrite(0, b"51 588.582 Tm", b"51 592.582 Tm"), "pt apart at 12 pt"),
    "stretched spaces": (rewrite(0, b"0 Tc", b"0 Tc 2 Tw"), "is justified"),
    "underlined": (append(0, UNDERLINE), "is underlined"),
    "slanted": (on_fonts(slanting), "in italics"),
}


@pytest.mark.parametrize("name", TYPE)
def test_type_that_is_hard_to_read(name: str) -> None:
    change, said = TYPE[name]
    found = [one for one in LEAFLET.found(change) if one.rule == "PRINT001"]
    assert any(said in one.message for one in found), found


def small_body() -> Diagnostic:
    (found,) = [one for one in LEAFLET.found(SMALL_BODY) if one.rule == "PRINT001"]
    return found


def test_messages_tell_the_height_of_letters_in_mm() -> None:
    found = small_body()
    told = re.search(r"\(x-height (\d\.\d) mm\)", found.message)
    assert told
    assert float(told[1]) == 1.7  # 0.496 of 10 pt


def test_a_fault_is_told_at_the_line_that_the_words_were_written_on() -> None:
    found = small_body()
    text = (GOLDEN / "leaflet.yaml").read_text(encoding="utf-8").splitlines()
    assert "Wash your hands first" in text[found.at.line - 1]


PAGES = {
    "no id": (rewrite(0, b"9 0 0 9 51 36", b"9 0 0 9 51 536"), "doesn't say `leaflet-leaflet`"),
    "a shifted foot": (rewrite(1, b"9 0 0 9 51 24", b"9 0 0 9 51 14"), "from the edge"),
    "cut at the side": (rewrite(0, b"12 0 0 12 216.453 510.382 Tm", b"12 0 0 12 -9 510.382 Tm"), "is cut"),
    "near the side": (rewrite(0, b"12 0 0 12 216.453 510.382 Tm", b"12 0 0 12 9 510.382 Tm"), "3.2 mm from the edge"),
    "one line on another": (rewrite(0, b"216.453 489.182 Tm", b"216.453 509.182 Tm"), "lies over"),
}


def test_a_foot_without_its_number_of_pages() -> None:
    found = [one for one in LEAFLET.found(lambda pdf: pdf.pages.__delitem__(2)) if one.rule == "PRINT002"]
    assert any("`Page 1 of 3`" in one.message for one in found)


@pytest.mark.parametrize("name", PAGES)
def test_pages_that_are_not_sound(name: str) -> None:
    change, said = PAGES[name]
    found = [one for one in LEAFLET.found(change) if one.rule == "PRINT002"]
    assert any(said in one.message for one in found), found


def test_another_paper() -> None:
    def wider(pdf: Pdf) -> None:
        pdf.pages[1].obj.MediaBox = Array([0, 0, 612, 792])

    assert any("612 x 792 pt instead of 595 x 842" in one.message for one in LEAFLET.found(wider))


def test_a_page_that_hides_that_it_is_a_draft() -> None:
    def emptied(pdf: Pdf) -> None:
        pdf.pages[1].Contents.write(b"")

    assert any("page 2: nothing says `DRAFT" in one.message for one in LEAFLET.found(emptied))


def test_a_heading_that_its_text_left_behind() -> None:
    def last_is_heading(pdf: Pdf) -> None:
        there = (*elements(pdf, "P"), *elements(pdf, "LBody"))
        own = [e for e in there if e.get("/Pg") is not None and e.Pg.objgen == pdf.pages[0].obj.objgen]
        max(own, key=lambda e: int(e.K[0])).S = Name.H4

    found = [one for one in LEAFLET.found(last_is_heading) if one.rule == "PRINT002"]
    assert any("the last thing on its page" in one.message for one in found), found


CONTRAST = {
    "pale text": (rewrite(1, INK, b"0.6 0.6 0.6 rg", -1), "contrast of 2.8:1 (#999999 on #FFFFFF)"),
    "a panel that is too dark": (rewrite(0, b"0.902 0.945 0.945 rg", b"0.3 0.4 0.4 rg"), "on #4C6666); 3:1"),
    "dark text on red, seen but lost when copied": (
        rewrite(0, b"0.902 0.945 0.945 rg", b"1 0 0 rg"),
        "on a black-and-white copy",
    ),
}


@pytest.mark.parametrize("name", CONTRAST)
def test_text_that_does_not_stand_out(name: str) -> None:
    change, said = CONTRAST[name]
    found = [one for one in LEAFLET.found(change) if one.rule == "A11Y011"]
    assert any(said in one.message for one in found), found


SHOUTING = """
deck: shout
title: Loud
plain: Loud
language: en-GB
unknowns: [We do not know how long it lasts.]
actions: [{text: Ask your nurse, why: It helps you to plan., when: Before you go home.}]
teach_back: [What will you do at home?]
questions: [Whom can I call?]
main_message: Rest helps most people.
key_points: [One.]
emergency: {red_flags: [blood], crisis: Ask for help.}
sections:
  - section: one
    title: One
    slides: [{title: Two, blocks: [{point: PLEASE READ ALL THIS now, plain: PLEASE READ ALL THIS now}]}]
editions:
  leaflet: {audience: AUDIENCE, output: handout, locale: en-GB}
governance: {owner: A, version: 1.0.0, issued: 2026-01-05, last_reviewed: 2026-01-05, review_due: 2027-01-05}
"""


@pytest.mark.parametrize(("audience", "severity"), [("patient", "error"), ("student", "warning")])
def test_words_in_capitals(audience: str, severity: str) -> None:
    (made,) = outlined(SHOUTING.replace("AUDIENCE", audience)).values()
    (found,) = [one for one in made.found() if one.rule == "PRINT001"]
    assert "`PLEASE READ ALL THIS` is in capitals" in found.message
    assert (found.severity, found.at.line) == (severity, 16)


@pytest.mark.parametrize(
    ("lines", "characters", "told"), [(3, 90, True), (2, 90, False), (5, 30, True), (4, 30, False), (6, 60, False)]
)
def test_lines_that_are_too_long_or_too_short_are_a_warning(lines: int, characters: int, told: bool) -> None:
    font = Font("Some", False, False, {}, {})
    shown = [Shown("x" * characters, font, 12, 50, 100 + 16 * n, 200 + n % 2, "0" * 6, 1, "P", n) for n in range(lines)]
    block = Block(Node("P", (), 1), ("Document",), tuple(lines_of([(0, one) for one in shown])))
    found = list(readable_line_length(block))
    assert bool(found) == told
    assert all(fault.severity == "warning" and "characters on average" in fault.message for fault in found)


def test_justified_lines_are_seen_by_their_ends() -> None:
    font = Font("Some", False, False, {}, {})

    def block(step: float) -> Block:
        shown = [Shown("some words", font, 12, 50, 100 + 16 * n, 200 + step * n, "0" * 6, 1, "P", n) for n in range(6)]
        return Block(Node("P", (), 1), ("Document",), tuple(lines_of([(0, one) for one in shown])))

    assert justified(block(0.05).lines)
    assert not justified(block(3).lines)


def test_nothing_is_planted_in_vain() -> None:
    assert LEAFLET.found() == []
