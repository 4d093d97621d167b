"""Things to fill in, read back: fields over the lines that are drawn, what screen readers hear, what typing shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, Object, Pdf
from pikepdf.form import ExtendedAppearanceStreamGenerator, Form
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from builder.assets import font_path
from builder.geometry import MM, Rect
from builder.plan.page import Field, Item, Plan, Stroke, Table, TextBox
from builder.plan.structure import NAME, Structure
from builder.world import Disk
from tests.write_pdf import reading

from .support import opened
from .support.builds import File, files, in_memory
from .support.goldens import GOLDEN

PAPERS = (
    "forms-leaflet-A4.pdf",
    "forms-leaflet-A5.pdf",
    "forms-leaflet-Letter.pdf",
    "forms-large.pdf",
    "forms-guided.pdf",
)
LABELS = ["Name of my nurse", "My blood pressure today", "What I want to ask at my next visit", "Name of the clinic"]


@pytest.fixture(scope="module")
def forms() -> Mapping[str, File]:
    return {file.name: file for file in files(PurePosixPath("forms.yaml"), Disk(GOLDEN))}


@pytest.fixture(params=PAPERS)
def paper(forms: Mapping[str, File], request: pytest.FixtureRequest) -> File:
    return forms[request.param]


@pytest.fixture
def leaflet(forms: Mapping[str, File]) -> File:
    return forms["forms-leaflet-A4.pdf"]


def fields(plan: Plan) -> list[tuple[int, Field]]:
    """The fields of a plan with their pages from 0, in order."""
    return [(number, item) for number, page in enumerate(plan.pages) for item in page.items if isinstance(item, Field)]


def widgets(pdf: Pdf) -> list[tuple[int, Object]]:
    """The fields of a file with their pages from 0, in the order in which pages have them."""
    return [
        (number, annotation)
        for number, page in enumerate(pdf.pages)
        for annotation in page.obj.get("/Annots", [])
        if annotation.Subtype == Name.Widget
    ]


def sides(annotation: Object, height: float) -> Rect:
    """Where an annotation stands, from the page's top left."""
    left, bottom, right, top = (float(side) for side in annotation.Rect)
    return Rect(left, height - top, right - left, top - bottom)


def kind(widget: Object) -> str:
    return str(widget.FT)


def role(element: Object) -> str:
    """The type of a structure element without its slash."""
    return str(element.S)[1:]


def near(a: float, b: float) -> bool:
    return abs(a - b) < 0.01


# What is in the file


def test_every_field_of_the_plan_is_one_of_the_file_in_reading_order(paper: File) -> None:
    pdf, planned = reading.opened(paper.data), fields(paper.plan)
    found = widgets(pdf)
    assert len(found) == len(planned) > 20
    assert [field.objgen for field in pdf.Root.AcroForm.Fields] == [widget.objgen for _, widget in found]
    for (page, widget), (number, field) in zip(found, planned, strict=True):
        assert (page, str(widget.T), str(widget.TU)) == (number, field.name, field.tooltip)
        assert kind(widget) == {"text": "/Tx", "check": "/Btn"}[field.kind]
        box = sides(widget, paper.plan.size.height)
        assert all(near(getattr(box, side), getattr(field.box, side)) for side in ("x", "y", "width", "height"))
    names = [str(widget.T) for _, widget in found]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


def test_the_form_asks_readers_for_nothing(paper: File) -> None:
    """PDF/A: all looks are in the file; nothing is computed, nothing sent."""
    pdf = reading.opened(paper.data)
    assert set(pdf.Root.AcroForm.keys()) == {"/Fields", "/DR"}
    for _, widget in widgets(pdf):
        assert int(widget.F) == 4
        assert not {"/A", "/AA", "/MaxLen"} & set(widget.keys())
        assert set(widget.AP.keys()) == {"/N"}
        looks = [widget.AP.N] if kind(widget) == "/Tx" else [widget.AP.N.Yes, widget.AP.N.Off]
        for stream in looks:
            assert stream.Subtype == Name.Form and [round(float(n)) for n in stream.BBox[:2]] == [0, 0]
        if kind(widget) == "/Btn":
            assert (Name.Off, Name.Off) == (widget.V, widget.AS)
            assert widget.AP.N.Off.read_bytes().strip() == b"" and b" l S" in widget.AP.N.Yes.read_bytes()
        else:
            assert str(widget.V) == ""
    assert all(page.obj.Tabs == Name.S for page in pdf.pages)


def test_only_a_document_with_fields_has_a_form(forms: Mapping[str, File]) -> None:
    notes = forms["forms-notes.pdf"]
    assert "/AcroForm" not in reading.opened(notes.data).Root and b"/Widget" not in notes.data
    assert fields(notes.plan) == []


def test_boxes_to_tick_need_no_font(shipped: Mapping[str, File]) -> None:
    pdf = reading.opened(shipped["ketamine-leaflet-A4.pdf"].data)
    found = widgets(pdf)
    assert found and all(kind(widget) == "/Btn" for _, widget in found)
    assert set(pdf.Root.AcroForm.keys()) == {"/Fields"}
    assert all(str(font.Subtype) in ("/Type0", "/CIDFontType2") for font in reading.fonts(pdf))


# Where fields stand


def lines(items: tuple[Item, ...]) -> list[Stroke]:
    return [item for item in items if isinstance(item, Stroke) and item.name == "Writing line"]


def test_text_fields_stand_on_the_lines_for_the_pen(paper: File) -> None:
    """The last line of a field is just under it, the others inside; each is high enough for a hand."""
    least = 9 * MM if "large" not in paper.name else 12 * MM
    for number, field in fields(paper.plan):
        if field.kind == "text":
            box, found = field.box, lines(paper.plan.pages[number].items)
            across = [one for one in found if near(one.x1, box.x) and near(one.x2, box.right)]
            assert any(near(one.y1, box.bottom + 1.0) for one in across), field
            inside = [one for one in across if box.y + 1 < one.y1 < box.bottom]
            assert len(inside) == field.lines - 1
            assert box.height / field.lines >= least - 0.01
            assert box.width > 30 * MM or "a-month" in field.name or "day-" in field.name


def strokes(pdf: Pdf, number: int) -> list[tuple[float, ...]]:
    """The operands of the outlined rectangles and straight lines that a page draws."""
    found: list[tuple[float, ...]] = []
    place: list[float] = []
    for operands, operator in pikepdf.parse_content_stream(pdf.pages[number]):
        match str(operator):
            case "m" | "re":
                place = [float(value) for value in operands]
            case "l":
                place += [float(value) for value in operands]
            case "S":
                found.append(tuple(place))
    return found


def test_the_page_draws_a_line_or_a_box_at_every_field(paper: File) -> None:
    pdf = reading.opened(paper.data)
    for page, widget in widgets(pdf):
        left, bottom, right, _ = (float(side) for side in widget.Rect)
        drawn = strokes(pdf, page)
        if kind(widget) == "/Tx":
            assert any(near(x1, left) and near(x2, right) and near(y1, bottom - 1) for x1, y1, x2, y2 in drawn)
        else:
            pen = (right - left) / 24
            assert right - left > 2.9 * MM
            assert any(
                near(x - pen, left) and near(y - pen, bottom) and near(width + 2 * pen, right - left)
                for x, y, width, _ in drawn
            )


def test_no_field_touches_another_or_the_words(paper: File) -> None:
    for number, page in enumerate(paper.plan.pages):
        mine = [field.box for place, field in fields(paper.plan) if place == number]
        for index, box in enumerate(mine):
            assert not any(box.overlaps(other, 0.01) for other in mine[index + 1 :])
            assert box.x >= 30 and box.right <= paper.plan.size.width - 30
            for words in (item for item in page.items if isinstance(item, TextBox)):
                for paragraph in words.paragraphs:
                    for line in paragraph.lines:
                        x, y = words.inner.x + line.x, words.inner.y + line.baseline
                        assert not Rect(x, y - 6, line.width, 6).overlaps(box, 0.5), paragraph.text


# What is heard


def parents(pdf: Pdf) -> dict[int, Object]:
    """The elements of the parent tree by number: of annotations alone."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return {int(key): value for key, value in pairs if isinstance(value, Dictionary)}


def test_every_field_is_a_form_element_in_the_order_of_the_document(paper: File) -> None:
    pdf = reading.opened(paper.data)
    known = parents(pdf)
    heard = [element for element in reading.Tree(pdf).elements() if role(element) == "Form"]
    found = widgets(pdf)
    assert [element.objgen for element in heard] == [known[int(widget.StructParent)].objgen for _, widget in found]
    for element, (number, widget) in zip(heard, found, strict=True):
        (kid,) = element.K
        assert kid.Type == Name.OBJR and kid.Obj.objgen == widget.objgen
        assert kid.Pg.objgen == pdf.pages[number].obj.objgen == widget.P.objgen
        assert role(element.P) in ({"Lbl"} if kind(widget) == "/Btn" else {"P", "TD"})


def test_a_label_is_read_with_its_field_and_its_hint_after_it(leaflet: File) -> None:
    told = [line.strip() for line in reading.Tree(reading.opened(leaflet.data)).lines()]
    start = next(i for i, line in enumerate(told) if "Name of my nurse" in line)
    assert told[start - 1 : start + 7] == [
        "P",
        "| 1: 'Name of my nurse'",
        "Form",
        "@ field 'name-of-my-nurse': 'Name of my nurse'",
        "P",
        "| 1: 'My blood pressure today'",
        "Form",
        "@ field 'my-blood-pressure-today': 'My blood pressure today. Ask the nurse to write it here'",
    ]
    assert told[start + 7 : start + 9] == ["P", "| 1: 'Ask the nurse to write it here'"]


def test_a_box_to_tick_is_its_items_label(leaflet: File) -> None:
    told = [line.strip() for line in reading.Tree(reading.opened(leaflet.data)).lines()]
    first = next(i for i, line in enumerate(told) if line.startswith("@ field 'a-list-of-your-medicines':"))
    assert told[first - 3 : first + 3] == [
        "LI",
        "Lbl",
        "Form",
        "@ field 'a-list-of-your-medicines': 'A list of your medicines'",
        "LBody",
        "| 3: 'A list of your medicines'",
    ]
    long = next(line for line in told if line.startswith("@ field 'somebody-who-takes-you-home"))
    assert long.endswith(": 'Somebody who takes you home, and who can stay with you until the next morning'")
    assert any(line.startswith("@ field 'a-list-of-your-medicines-2':") for line in told)


def test_a_cell_of_a_diary_is_known_by_its_row_and_column_on_every_page(leaflet: File) -> None:
    pages = {field.tooltip: number for number, field in fields(leaflet.plan)}
    assert pages["Monday, Mood from 0 to 10"] == pages["Sunday, How I slept"]
    month = [pages[f"Day {day}, Sleep"] for day in range(1, 17)]
    assert month == sorted(month) and len(set(month)) == 2
    tables = [item for page in leaflet.plan.pages for item in page.items if isinstance(item, Table)]
    assert [len(table.rows) - 1 for table in tables] == [7, month.count(month[0]), month.count(month[-1])]
    assert all(table.rows[0].header for table in tables)
    pdf = reading.opened(leaflet.data)
    for element in reading.Tree(pdf).elements():
        if role(element) == "Form" and role(element.P) == "TD":
            row = [kid for kid in element.P.P.K if isinstance(kid, Dictionary)]
            assert [role(kid) for kid in row] == ["TH", *("TD" for _ in row[1:])]
            assert all(role(cell.K[0]) == "Form" for cell in row[1:])


def diary_pages(rows: int, before: int) -> list[int]:
    """The pages on which the rows of a diary stand, with some paragraphs before it."""
    words = ", ".join(f"{{text: Paragraph {number}}}" for number in range(before))
    days = ", ".join(f"Day {number}" for number in range(rows))
    text = f"""
        {{deck: d, title: T, language: en-GB, sections: [{{section: s, title: S, slides: [{{title: A, blocks: [
        {words}, {{fill-in: {{rows: [{days}], columns: [Mood]}}}}]}}]}}],
        editions: {{paper: {{audience: clinician, output: handout}}}}}}
    """
    (file,) = files(PurePosixPath("deck.yaml"), in_memory(text))
    return [page for page, _ in fields(file.plan)]


def test_a_diary_is_cut_only_where_it_is_long() -> None:
    weeks = [diary_pages(7, before) for before in range(3, 30, 3)]
    assert all(len(set(pages)) == 1 for pages in weeks) and {pages[0] for pages in weeks} == {0, 1}
    assert len(set(diary_pages(31, 20))) == 2


def test_the_words_come_out_of_poppler_and_pdfium_in_their_order(leaflet: File) -> None:
    for texts in (opened.page_texts(leaflet.data), opened.poppler_texts(leaflet.data)):
        if texts is not None:
            said = opened.spaced(" ".join(texts))
            places = [said.index(words) for words in (*LABELS, "A plan for difficult days", "Monday", "Day 16")]
            assert places == sorted(places)


def test_a_field_in_another_language_says_so() -> None:
    text = """
        {deck: d, title: T, language: en-GB, sections: [{section: s, title: S, slides: [{title: A, blocks: [
        {fill-in: [Nom de la clinique], language: fr}, {checklist: [Une liste], language: fr}, {fill-in: [Name]},
        {fill-in: {title: Ma semaine, rows: [lundi], columns: [humeur]}, language: fr}]}]}],
        editions: {paper: {audience: clinician, output: handout}}}
    """
    (file,) = files(PurePosixPath("deck.yaml"), in_memory(text))
    pdf = reading.opened(file.data)
    elements = reading.Tree(pdf).elements()
    forms = [element for element in elements if role(element) == "Form"]
    assert [str(element.get("/Lang", "")) for element in forms] == ["fr", "fr", "", "fr"]
    told = [line.strip() for line in reading.Tree(pdf).lines()]
    for words in ("Nom de la clinique", "Ma semaine", "lundi", "humeur"):
        assert told[told.index(f"| 1: '{words}'") - 1] == "Span Lang='fr'", words


def test_no_alternative_text_stands_in_for_what_holds_fields(paper: File) -> None:
    """Screen readers say it in place of all below it."""
    pdf = reading.opened(paper.data)
    fields_heard = [element for element in reading.Tree(pdf).elements() if role(element) == "Form"]
    assert fields_heard
    for form in fields_heard:
        around = form
        while role(around) != "Document":
            assert not {"/Alt", "/ActualText"} & set(around.keys()), role(around)
            around = around.P


# Who sees it


def test_what_is_for_others_leaves_no_field(forms: Mapping[str, File]) -> None:
    for name in PAPERS[:4]:
        said = opened.everything(forms[name].data).casefold()
        assert "initials" not in said and "consent" not in said
    said = opened.everything(forms["forms-guided.pdf"].data)
    assert "initials-of-the-prescriber" in said and "consent-is-on-file" in said


# What typing shows


def letters(pdf: Pdf) -> Object:
    (font,) = pdf.Root.AcroForm.DR.Font.values()
    return font


def test_the_font_of_what_is_typed_is_embedded_with_every_letter_of_its_encoding(paper: File) -> None:
    pdf = reading.opened(paper.data)
    font = letters(pdf)
    assert (font.Subtype, font.Encoding) == (Name.TrueType, Name.WinAnsiEncoding)
    assert int(font.FontDescriptor.Flags) == 32
    whole = TTFont(font_path(str(font.BaseFont)[1:]), lazy=False)
    part = TTFont(BytesIO(font.FontDescriptor.FontFile2.read_bytes()), lazy=False)
    (table,) = part["cmap"].tables
    assert (table.platformID, table.platEncID, table.format) == (3, 1, 4)
    unit, checked = whole["head"].unitsPerEm, 0
    for code in range(0x20, 0x100):
        point = ord(bytes([code]).decode("cp1252", "replace"))
        width = float(font.Widths[code - 0x20])
        if (name := whole.getBestCmap().get(point)) is None:
            assert point not in table.cmap and width == 0
            continue
        checked += 1
        assert width == pytest.approx(whole["hmtx"][name][0] * 1000 / unit, abs=0.01)
        assert outline(part, table.cmap[point]) == outline(whole, name)
    assert checked > 210


def outline(font: TTFont, name: str) -> list[object]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return list(pen.value)


def test_fields_show_what_they_hold_in_that_font(paper: File) -> None:
    pdf = reading.opened(paper.data)
    size = paper.plan.body_size
    for _, widget in widgets(pdf):
        if kind(widget) == "/Tx":
            many = bool(int(widget.Ff) & 1 << 12)
            face, typed, operator = str(widget.DA).split(" ")[:3]
            assert (face, operator, float(typed)) == ("/T1", "Tf", size)
            assert int(widget.Ff) & 1 << 23, "more can be typed than can be seen"
            assert ("/MK" in widget) is many
            if many:
                assert [int(value) for value in widget.MK.BG] == [1, 1, 1]
    assert letters(pdf).objgen == pdf.Root.AcroForm.DR.Font.T1.objgen


def rendered(data: bytes, number: int) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    try:
        return document[number].render(scale=2, may_draw_forms=True).to_pil().convert("L")
    finally:
        document.close()


def ink(image: Image.Image, box: Rect) -> int:
    """How many dark pixels a box has, without its rim."""
    part = image.crop(tuple(round(2 * side) for side in (box.x + 1, box.y + 1, box.right - 1, box.bottom - 1)))
    return sum(part.histogram()[:128])


def test_what_a_program_fills_in_is_shown_and_ticks_are(leaflet: File) -> None:
    filled = BytesIO()
    with Pdf.open(BytesIO(leaflet.data)) as pdf:
        for field in Form(pdf, ExtendedAppearanceStreamGenerator):
            if hasattr(field, "checked"):
                field.checked = True
            else:
                field.value = "Ødegård 120/80"
        pdf.save(filled)
    texts = opened.poppler_texts(filled.getvalue())
    written = [field for _, field in fields(leaflet.plan) if field.kind == "text"]
    assert texts is None or " ".join(texts).count("Ødegård 120/80") == len(written)
    empty, full = rendered(leaflet.data, 2), rendered(filled.getvalue(), 2)
    ticks = [field for page, field in fields(leaflet.plan) if page == 2 and field.kind == "check"]
    assert len(ticks) == 3
    for field in ticks:
        assert ink(empty, field.box) + 20 < ink(full, field.box)


def typed(data: bytes, number: int, places: list[Rect], height: float, words: str) -> Image.Image:
    """A page as it looks once somebody has typed the same words at each of some places, in a real reader."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    page, form = document[number], document.formenv
    for box in places:
        x, y = box.x + box.width / 2, height - box.y - box.height / 2
        pdfium.FORM_OnMouseMove(form, page, 0, x, y)
        pdfium.FORM_OnLButtonDown(form, page, 0, x, y)
        pdfium.FORM_OnLButtonUp(form, page, 0, x, y)
        for letter in words:
            pdfium.FORM_OnChar(form, page, ord(letter), 0)
    pdfium.FORM_ForceToKillFocus(form)
    image = page.render(scale=2, may_draw_forms=True).to_pil().convert("L")
    document.close()
    return image


def test_what_somebody_types_is_seen_and_no_line_runs_through_it(leaflet: File) -> None:
    mine = [field for page, field in fields(leaflet.plan) if page == 0]
    (many,) = [field for field in mine if field.lines == 3]
    height = leaflet.plan.size.height
    before = rendered(leaflet.data, 0)
    after = typed(leaflet.data, 0, [field.box for field in mine], height, "Ä quiet wörd")
    for field in mine:
        assert ink(after, field.box) > (ink(before, field.box) if field.lines == 1 else 100)
    lower = many.box.inset(0, many.box.height / 2, 0, 0)
    assert ink(before, lower) > 300 and ink(after, lower) == 0


# Slides


def test_slides_show_labels_and_lines_that_belong_together(forms: Mapping[str, File]) -> None:
    deck = {
        slide.shapes.title.text_frame.text: slide
        for slide in Presentation(BytesIO(forms["forms-lecture.pptx"].data)).slides
    }
    (group,) = [s for s in deck["Labels stand before their lines"].shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP]
    texts = [shape.text_frame.text for shape in group.shapes if shape.has_text_frame and shape.text_frame.text]
    assert texts == [LABELS[0], LABELS[1], "Ask the nurse to write it here", LABELS[2]]
    assert len([shape for shape in group.shapes if shape.name.startswith("Writing line")]) == 5
    assert group._element.nvGrpSpPr.cNvPr.get("descr") == f"To fill in. {'; '.join(LABELS[:3])}."
    (table,) = [shape.table for shape in deck["A diary"].shapes if shape.has_table]
    cells = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    assert cells[:2] == [["", "Mood from 0 to 10", "How I slept"], ["Monday", "", ""]] and len(cells) == 8
    assert not fields(forms["forms-lecture.pptx"].plan)


def test_a_form_goes_on_over_slides_between_fields_and_between_rows(forms: Mapping[str, File]) -> None:
    titles = [page.title for page in forms["forms-lecture.pptx"].plan.pages]
    for title in ("More than a slide holds", "A diary that goes on"):
        assert [f"{title} ({number} of 2)" in titles for number in (1, 2)] == [True, True]


def boxes(items: tuple[Item, ...]) -> Iterator[TextBox]:
    return (item for item in items if isinstance(item, TextBox))


def test_long_labels_wrap_before_their_lines_or_stand_above(leaflet: File) -> None:
    placed = {box.paragraphs[0].text: box for box in boxes(leaflet.plan.pages[0].items) if box.paragraphs}
    wrapped = placed["What I want to ask at my next visit"]
    assert len(wrapped.paragraphs[0].lines) == 2
    starts = {round(field.box.x, 2) for _, field in fields(leaflet.plan)[:4]}
    assert len(starts) == 1 and min(starts) > wrapped.box.right
    above = next(box for text, box in placed.items() if text.startswith("The first sign"))
    field = next(field for _, field in fields(leaflet.plan) if field.tooltip.startswith("The first sign"))
    assert near(field.box.x, above.box.x) and field.box.y >= above.box.bottom


@given(st.lists(st.text(max_size=90), min_size=1, max_size=12))
def test_names_of_fields_are_plain_and_each_is_the_only_one(labels: list[str]) -> None:
    structure = Structure("en-GB", "T")
    names = [structure.name(label) for label in labels]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) and len(name) <= NAME + 3 for name in names)
