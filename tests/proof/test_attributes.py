"""Tables, lists and links as they are read back: scopes, spans, numbering, descriptions; and reading itself."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf

from builder.proof.access import _table
from builder.proof.content import Player
from builder.proof.paths import Grounds
from builder.proof.printed import Annotation, Font, Node, Printed
from builder.proof.read import read
from builder.proof.strings import WHOLE, Strings
from builder.proof.tokens import string_bytes

from .support import golden, ketamine


def printed(name: str, file: str) -> Printed:
    return read(golden(name)[file].data)


def test_the_first_row_heads_columns_and_the_first_column_heads_rows() -> None:
    found = printed("tables", "tables-paper.pdf")
    tables = [node for node in found.nodes() if node.role == "Table"]
    assert len(tables) > 2
    for table in tables:
        rows = [row.nodes for row in table.below() if row.role == "TR"]
        assert {cell.attributes.get("Scope") for cell in rows[0]} == {"Column"}
        for row in rows[1:]:
            scopes = {cell.attributes.get("Scope") for cell in row}
            assert scopes == {"Column"} or (row[0].role, row[0].attributes.get("Scope")) == ("TH", "Row")
            assert scopes == {"Column"} or all(cell.role == "TD" for cell in row[1:])


@pytest.mark.parametrize(("label", "numbering"), [("•", "Square"), ("1.", "Decimal"), ("A.", "UpperAlpha")])
def test_lists_say_how_their_items_are_marked(label: str, numbering: str) -> None:
    seen = 0
    for name, file in (("leaflet", "leaflet-leaflet-A4.pdf"), ("notes", "notes-guided.pdf")):
        for node in printed(name, file).nodes():
            if node.role != "L":
                continue
            labels = [mark for item in node.nodes for mark in item.nodes if mark.role == "Lbl"]
            if labels and (labels[0].actual or labels[0].text).strip() == label:
                assert node.attributes["ListNumbering"] == numbering
                seen += 1
    assert seen


def test_lists_of_boxes_have_a_field_for_each() -> None:
    lists = [node for node in printed("leaflet", "leaflet-leaflet-A4.pdf").nodes() if node.role == "L"]
    boxes = [node for node in lists if node.attributes["ListNumbering"] == "None"]
    labels = [mark for node in boxes for item in node.nodes for mark in item.nodes if mark.role == "Lbl"]
    assert len(labels) == 2 and all([kid.role for kid in label.nodes] == ["Form"] for label in labels)


def test_links_are_described_and_belong_to_a_link_each() -> None:
    for made in ketamine().values():
        found = read(made.data)
        links = [node for node in found.nodes() if node.role == "Link"]
        held = [kid for node in links for kid in node.kids if isinstance(kid, Annotation)]
        there = [one for sheet in found.sheets for one in sheet.annotations if one.kind != "Widget"]
        assert len(held) == len(links) == len(there) > 5
        assert all(one.kind == "Link" and one.contents.strip() for one in held)


def cell(role: str = "TD", **attributes: object) -> Node:
    return Node(role, (), 1, attributes={"Scope": "Row", **attributes} if role == "TH" else attributes)


def table(*rows: tuple[Node, ...]) -> list[str]:
    made = Node("Table", tuple(Node("TR", row, 1) for row in rows), 1)
    return [fault.message for fault in _table(made)]


def test_cells_that_span_count_for_as_many_as_they_reach_over() -> None:
    head = (cell("TH"), cell("TH"), cell("TH"))
    assert table(head, (cell(ColSpan=2), cell())) == []
    assert table(head, (cell(RowSpan=2), cell(), cell()), (cell(), cell())) == []
    assert table(head, (cell(RowSpan=2, ColSpan=2), cell()), (cell(),)) == []
    assert "differ" in table(head, (cell(RowSpan=2), cell(), cell()), (cell(), cell(), cell()))[0]
    assert "differ" in table(head, (cell(), cell()))[0]


# Reading any content, not only ours


FONT = Font("Some", True, True, {65: "A", 66: "B", 32: " "}, {65: 500.0, 66: 700.0, 32: 250.0}, 0.0, two_bytes=False)


def played(content: bytes) -> Player:
    player = Player(800.0, {"F1": FONT})
    player.play(content)
    return player


@pytest.mark.parametrize(
    ("content", "x", "y", "size", "text"),
    [
        (b"BT /F1 10 Tf 1 0 0 1 50 700 Tm (AB) Tj ET", 50, 100, 10, "AB"),
        (b"BT /F1 10 Tf 50 700 Td (A) Tj 0 -12 Td (B) Tj ET", 50, 112, 10, "B"),
        (b"BT /F1 10 Tf 14 TL 50 700 Td (A) Tj T* (B) Tj ET", 50, 114, 10, "B"),
        (b"BT /F1 10 Tf 14 TL 50 700 Td (A) Tj (B) ' ET", 50, 114, 10, "B"),
        (b"BT /F1 10 Tf 50 700 TD 0 -9 TD T* (B) Tj ET", 50, 118, 10, "B"),
        (b"q 2 0 0 2 10 20 cm BT /F1 10 Tf 5 100 Td (A) Tj ET Q", 20, 580, 20, "A"),
        (b"q 2 0 0 2 0 0 cm Q BT /F1 10 Tf 5 100 Td (A) Tj ET", 5, 700, 10, "A"),
        (b"BT /F1 10 Tf 5 100 Td [(A) -1000 (B)] TJ ET", 20, 700, 10, "B"),
        (b"BT /F1 10 Tf 5 100 Td (A) Tj (B) Tj ET", 10, 700, 10, "B"),
        (b"BT /F1 10 Tf 4 Ts 5 100 Td (A) Tj ET", 5, 696, 10, "A"),
        (b"BT /F1 1 Tf 12 0 0 12 5 100 Tm <4142> Tj ET", 5, 700, 12, "AB"),
        (b"BT /F1 10 Tf 5 100 Td (\\101\\102) Tj ET", 5, 700, 10, "AB"),
    ],
)
def test_text_is_found_where_its_operators_put_it(content: bytes, x: float, y: float, size: float, text: str) -> None:
    last = played(content).shown[-1]
    assert (last.text, last.x, last.y, last.size) == (text, pytest.approx(x), pytest.approx(y), pytest.approx(size))


def test_widths_come_from_the_font_and_from_what_is_set_between() -> None:
    assert played(b"BT /F1 10 Tf 1 Tc 3 Tw 0 0 Td (A B) Tj ET").shown[0].width == pytest.approx(5 + 2.5 + 7 + 3 + 3)


@pytest.mark.parametrize(
    ("operators", "color"),
    [
        (b"1 0 0 rg", "FF0000"),
        (b"0.5 g", "808080"),
        (b"0 0 0 1 k", None),
        (b"/Cs1 cs 0 1 0 sc", "00FF00"),
        (b"", "000000"),
    ],
)
def test_colours_of_text(operators: bytes, color: str | None) -> None:
    assert played(operators + b" BT /F1 9 Tf 0 0 Td (A) Tj ET").shown[0].color == color


def test_strings_with_brackets_and_escapes() -> None:
    assert string_bytes(rb"(a\)b\n\\)") == b"a)b\n\\"
    assert string_bytes(b"<41 4>") == b"A@"


GROUND = b"""1 0 0 rg 0 0 100 100 re f
0 1 0 rg 50 50 m 90 50 l 90 90 l 50 90 l h f
q 10 10 20 20 re W n 0 0 1 rg 0 0 60 60 re f Q
BT /F1 9 Tf 0 0 Td (A) Tj ET"""


@pytest.mark.parametrize(
    ("x", "up", "color"),
    [
        (5, 5, "FF0000"),
        (60, 60, "00FF00"),
        (15, 15, "0000FF"),
        (40, 40, "FF0000"),
        (150, 5, "FFFFFF"),
        (95, 95, "FF0000"),
    ],
)
def test_the_ground_is_what_was_painted_last(x: float, up: float, color: str) -> None:
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        pdf.pages[0].Contents = pdf.make_stream(GROUND)
        pdf.pages[0].Resources = Dictionary(Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1)))
        buffer = BytesIO()
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    sheet = read(buffer.getvalue()).sheets[0]
    assert Grounds(sheet, "FFFFFF").under(x, 200 - up, 99) == color
    assert Grounds(sheet, "FFFFFF").under(x, 200 - up, 0) == "FFFFFF"


def test_a_crowd_of_figures_covers_what_its_figures_cover() -> None:
    figures = b"".join(b"%d 10 m %d 10 l %d 16 l %d 16 l h " % (x, x + 6, x + 6, x) for x in range(0, 2000, 10))
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(2000, 200))
        pdf.pages[0].Contents = pdf.make_stream(b"0 0 1 rg " + figures + b"f")
        buffer = BytesIO()
        pdf.save(buffer)
    grounds = Grounds(read(buffer.getvalue()).sheets[0], "FFFFFF")
    assert [grounds.under(x, 187.0, 9) for x in (3.0, 8.0, 1203.0, 1208.0)] == ["0000FF", "FFFFFF"] * 2
    assert grounds.under(3.0, 150.0, 9) == "FFFFFF"


def test_the_strings_of_far_pages_are_the_same_in_less_room() -> None:
    sheets = printed("leaflet", "leaflet-leaflet-A4.pdf").sheets
    assert len({one.font for sheet in sheets for one in sheet.shown}) > 1
    for sheet in sheets:
        near, far = Strings(0, sheet.shown), Strings(WHOLE, sheet.shown)
        assert near.found and far.found == near.found
        assert len(far._packed) < 60 * len(sheet.shown) and not far._found
