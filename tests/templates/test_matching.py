"""Which layout serves what: by name in many languages, by type, by placeholders, else by the nearest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.build import Job, check
from builder.diagnostics import Severity
from builder.geometry import Rect
from builder.load.themes import load_theme
from builder.plan.layouts import slide_layouts
from builder.plan.template.dress import dress
from builder.plan.template.families import ruler_of, typeface_of
from builder.plan.template.match import match, normal
from builder.plan.template.roles import ROLES, role_of
from builder.plan.template.shades import readable
from builder.template import Slot, Template, TemplateLayout, TextLook, least_contrast, overlap
from builder.text import width
from builder.theme import Color

from .read import DECK, DESIGNS, deck, dressed, read, world

OWN = slide_layouts(load_theme("clinic"))
EXPECTED = {
    "university.pptx": {"cover": "Title Slide", "points": "Title and Content", "section": "Section Header", "two-columns": "Two Content", "points-figure": "Two Content", "figure": "Title and Content", "quote": "Quote", "references": "Two Content"},
    "klinikum.potx": {"cover": "Titelfolie", "points": "Titel und Inhalt", "section": "Abschnittsüberschrift", "two-columns": "Zwei Inhalte", "table": "Titel und Inhalt", "quote": "Titel und Inhalt"},
    "nocturne.pptx": {"quote": "Quote", "two-columns": "Two Content"},
    "agency.pptx": {"cover": "A0 – Start", "points": "A1 – Text, one column", "two-columns": "A2 – Text left / object right", "section": "A3 – Trenner"},
    "bare.pptx": {"cover": "Diapositive de titre", "section": "Titre de section", "points": "Titre seul", "quote": "Titre seul"},
    "mosaic.pptx": {"cover": "Diapositiva de título", "points": "Título y objetos", "section": "Encabezado de sección", "two-columns": "Dos objetos"},
    "office.pptx": {"cover": "Title Slide", "points": "Title and Content", "section": "Section Header", "two-columns": "Two Content"},
    "bureau.potx": {"cover": "Diapositive de titre", "points": "Titre et contenu", "section": "En-tête de section", "two-columns": "Deux contenus", "comparison": "Comparaison", "points-figure": "Deux contenus"},
}  # fmt: skip


@pytest.mark.parametrize("name", DESIGNS)
def test_each_role_has_the_layout_that_a_person_would_take(name: str) -> None:
    served = dressed(name).served
    assert set(served) == {layout.key for layout in OWN}
    for role, layout in EXPECTED[name].items():
        assert served[role].layout.name == layout, role


def test_of_two_masters_the_one_that_serves_most_is_taken_and_named() -> None:
    assert dressed("agency.pptx").matched.master == 1
    said = [d.message for d in check(Job(DECK), world("agency.pptx")).diagnostics if d.rule == "TPL006"]
    assert any("2 slide masters; `Slides` (number 2) is used" in message for message in said)


LOOK = TextLook("Arial", None, 20.0, Color("0" * 6))
TITLE = Slot("title", (("type", "title"),), 0, Rect(40, 20, 880, 80), Rect(47, 24, 866, 72), "top", LOOK)


def place(kind: str, idx: int, x: float, y: float, w: float, h: float) -> Slot:
    box = Rect(x, y, w, h)
    return Slot(kind, (("idx", str(idx)),), idx, box, box.inset(7, 4, 7, 4), "top", LOOK)  # type: ignore[arg-type]


def layout(name: str, *slots: Slot, kind: str = "", part: str = "") -> TemplateLayout:
    return TemplateLayout(part or name, name, kind, 0, (TITLE, *slots), ("F" * 6,))


def template(*layouts: TemplateLayout) -> Template:
    return replace(read("university.pptx"), layouts=layouts)


BODY = place("object", 1, 40, 120, 880, 360)
HALVES = place("object", 1, 40, 120, 430, 360), place("object", 2, 490, 120, 430, 360)


@pytest.mark.parametrize("name", sorted({n for role in ("points", "two-columns") for n in ROLES[role].names}))
def test_names_of_many_languages_are_known(name: str) -> None:
    two = name in ROLES["two-columns"].names
    made = template(layout("x", BODY), layout("y", *HALVES), layout(f"1_{name}", *(HALVES if two else (BODY,))))
    found = match(made, OWN)
    assert found is not None
    served = found.served["two-columns" if two else "points"]
    assert (served.layout.name, served.how) == (f"1_{name}", "name")


def test_types_serve_where_names_say_nothing_and_places_where_types_say_nothing() -> None:
    typed = match(template(layout("Alpha", BODY, kind="obj"), layout("Beta", *HALVES, kind="twoObj")), OWN)
    assert typed is not None
    assert [(typed.served[key].layout.name, typed.served[key].how) for key in ("points", "two-columns")] == [
        ("Alpha", "type"),
        ("Beta", "type"),
    ]
    bare = match(template(layout("Beta", *HALVES), layout("Alpha", BODY)), OWN)
    assert bare is not None
    assert [(bare.served[key].layout.name, bare.served[key].how) for key in ("points", "two-columns")] == [
        ("Alpha", "placeholders"),
        ("Beta", "placeholders"),
    ]


def test_a_name_without_the_places_is_told_and_not_taken() -> None:
    found = match(template(layout("Title and Content"), layout("Alpha", BODY)), OWN)
    assert found is not None
    assert found.served["points"].layout.name == "Alpha"
    assert ("points", "Title and Content") in found.blind


def test_upright_turned_and_columned_places_are_not_taken() -> None:
    odd = replace(BODY, plain=False)
    found = match(template(layout("Title and Content", odd), layout("Alpha", BODY)), OWN)
    assert found is not None and found.served["points"].layout.name == "Alpha"


def test_a_layout_whose_words_nobody_could_read_is_not_taken() -> None:
    dark = replace(layout("Two Content", *HALVES), ground=("101010",))
    found = match(template(layout("Title and Content", BODY), dark), OWN)
    assert found is not None
    assert found.served["two-columns"].layout.name == "Title and Content"


def test_layouts_that_others_add_are_matched_by_what_they_hold() -> None:
    assert role_of("thirds", "Thirds", 3).contents == 2
    assert role_of("poster", "Poster", 1).instead[0] == "points"
    assert role_of("diagram", "Diagram", 0).instead[0] == "figure"
    extra = replace(next(one for one in OWN if one.key == "points"), key="poster", name="Poster")
    named = layout("Poster", BODY, part="big")
    found = match(template(layout("Title and Content", BODY), named), (*OWN, extra))
    assert found is not None and found.served["poster"].layout.part == "big"


def test_no_title_anywhere_is_an_error_at_the_templates_name() -> None:
    made = template(TemplateLayout("x", "Blank", "blank", 0, (BODY,), ("F" * 6,)))
    assert match(made, OWN) is None


@pytest.mark.parametrize(("name", "plain"), [("1_Title Slide", "title slide"), ("Title Slide 2", "title slide"), ("2 Columns", "2 columns"), ("03. Titelfolie", "titelfolie"), ("Título  y objetos", "título y objetos")])  # fmt: skip
def test_names_are_compared_without_numbers_of_copies(name: str, plain: str) -> None:
    assert normal(name) == plain


def test_colours_that_cannot_be_read_become_the_nearest_that_can() -> None:
    orange, white = Color("F77F00", "accent1"), "F" * 6
    mended = readable(orange, (white,))
    assert 4.5 <= least_contrast(mended.rgb, (white,)) < 5.2, "no darker than needed"
    assert readable(Color("0B3C7D", "accent1"), (white,)) == Color("0B3C7D", "accent1")
    assert least_contrast(readable(orange, ("404040", "808080")).rgb, ("404040", "808080")) > 2


def test_fonts_that_nobody_knows_are_measured_wide_and_set_at_exact_distances() -> None:
    known, unknown = typeface_of("Arial", "minor"), typeface_of("Brand Grotesk", "minor")
    text = "Response means a fall of at least half on the scale"
    assert width(text, unknown.regular, 20) > 1.1 * width(text, known.regular, 20)
    assert unknown.exact and not known.exact
    assert (ruler_of("ARIAL").how, ruler_of("Calibri Light").how, ruler_of("Aptos").how) == ("same", "near", "wider")
    assert ruler_of("Courier New").stretch > ruler_of("Aptos").stretch


def test_titles_of_a_deck_have_one_size_but_for_the_longest() -> None:
    made = deck("university.pptx")
    sizes = [item.paragraphs[0].runs[0].nominal for page in made.plan.pages for item in page.items if getattr(item, "placeholder", "") == "title" and page.layout not in {"cover", "section", "questions"}]  # fmt: skip
    assert len(set(sizes)) == 1 and sizes[0] == 28


@pytest.mark.parametrize("name", DESIGNS)
def test_every_mismatch_is_said_and_none_stops_the_build(name: str) -> None:
    found = check(Job(DECK), world(name)).diagnostics
    said = [d for d in found if d.rule.startswith("TPL") or d.rule == "THEME010"]
    assert all(d.severity is not Severity.ERROR and d.at.line == 5 for d in said)
    lent = [
        role
        for role, served in dressed(name).served.items()
        if not served.own and role in {"quote", "section", "cover"}
    ]
    for role in lent:
        assert any(d.rule in {"TPL002", "TPL007"} and f"`{role}`" in d.message for d in said)
    if name == "agency.pptx":
        assert {"TPL002", "TPL003", "TPL004", "TPL006", "THEME010"} <= {d.rule for d in said}
        assert any("B8C0CC on FFFFFF has 1.83, needs 4.5" in d.message for d in said)


def test_areas_overlap_as_drawn() -> None:
    assert overlap(Rect(0, 0, 10, 10), Rect(5, 5, 10, 10)) == pytest.approx(0.25)
    assert overlap(Rect(0, 0, 4, 4), Rect(5, 5, 1, 1)) == 0


def test_words_at_one_side_leave_the_other_to_the_figure() -> None:
    words = place("body", 1, 40, 120, 360, 360)
    made = template(layout("Title and Content", BODY), layout("Text and Picture", words))
    found = match(made, OWN)
    assert found is not None
    served = found.served["points-figure"]
    assert (served.layout.name, served.how, list(served.slots)) == ("Text and Picture", "name", ["title", "body"])
    put_on = dress(load_theme("clinic"), made)
    assert put_on is not None
    figure = put_on.grid.places["points-figure", "object"]
    assert figure.x > words.box.right and figure.right == pytest.approx(BODY.inner.right)
