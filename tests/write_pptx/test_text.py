"""Text: every word, its language, size and look; bullets, spacing, links."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation

from builder.geometry import Rect
from builder.plan.page import Page, Plan, TextBox, TextRun
from builder.write.pptx import write_pptx

from .opened import NS, Opened, find, one, sample_deck, shape_named, slide_titled, words
from .sample import BODY, heads, plan
from .words import BOLD, SERIF, TEAL, TITLE, box, numbered, para, point, run

BLOCKS = "Ketamine blocks the NMDA receptor"


@pytest.fixture(scope="module")
def body() -> etree._Element:
    return shape_named(slide_titled(sample_deck(), BLOCKS), "Points")


def deck_of(*items: TextBox, title: str = "A title") -> Opened:
    """A deck of one slide on the points layout."""
    page = Page((*heads(title, 1), *items), title, "points")
    return Opened(write_pptx(replace(plan(), pages=(page,))))


def paragraphs(node: etree._Element) -> list[etree._Element]:
    return find(node, ".//a:p")


def texts_of(made: Plan) -> list[list[str]]:
    return [
        [p.text for item in page.items if isinstance(item, TextBox) for p in item.paragraphs] for page in made.pages
    ]


def test_every_paragraph_of_the_plan_stands_on_its_slide_in_order() -> None:
    for slide, expected in zip(sample_deck().slides, texts_of(plan()), strict=True):
        boxes = find(slide, "/p:sld/p:cSld/p:spTree/p:sp[p:txBody]")
        assert [words(p) for shape in boxes for p in paragraphs(shape)] == expected


def test_no_line_break_is_written_where_the_plan_broke_a_line() -> None:
    assert not [node for slide in sample_deck().slides for node in find(slide, "//a:br")]


def test_every_run_says_its_language_and_size() -> None:
    deck = sample_deck()
    for slide in deck.slides:
        runs = find(slide, "//a:r | //a:fld")
        assert runs
        for node in runs:
            properties = one(node, "a:rPr")
            assert properties.get("lang")
            assert properties.get("sz"), words(node)
        assert all(node.get("lang") for node in find(slide, "//a:endParaRPr"))
    for name in deck.under("ppt/notesSlides/"):
        assert all(find(node, "a:rPr/@lang") for node in deck.find(name, "//a:r"))


def test_a_run_in_another_language_keeps_it(body: etree._Element) -> None:
    assert one(body, ".//a:r[a:t='Esketamin']/a:rPr").get("lang") == "de-DE"


def test_text_never_resizes_itself() -> None:
    for slide in sample_deck().slides:
        assert len(find(slide, "//p:sp/p:txBody/a:bodyPr/a:noAutofit")) == len(find(slide, "//p:sp/p:txBody"))


def test_what_a_placeholder_gives_is_not_said_again(body: etree._Element) -> None:
    first = paragraphs(body)[0]
    assert not find(first, "a:pPr"), "the first point is like the layout's sample"
    plain = one(first, "a:r[2]/a:rPr")
    assert dict(plain.attrib) == {"lang": "en-GB", "sz": "2200"}
    assert len(plain) == 0
    assert one(first, "a:r[1]/a:rPr").get("b") == "1"


def test_a_face_of_the_theme_is_named_by_its_role_and_another_by_its_family(body: etree._Element) -> None:
    arrow = one(body, ".//a:r[a:t='→']/a:rPr")
    assert {node.get("typeface") for node in arrow if node.tag.endswith(("latin", "ea", "cs"))} == {"Noto Sans"}
    aside = box(Rect(700, 136, 200, 100), para(run("Serif", 20, SERIF)), name="Aside")
    shape = shape_named(deck_of(aside).slides[0], "Aside")
    assert one(shape, ".//a:r/a:rPr/a:latin").get("typeface") == "+mj-lt"
    assert one(shape, ".//a:r/a:rPr/a:ea").get("typeface") == "+mj-ea"


def test_scripts_are_shifts_of_the_nominal_size(body: etree._Element) -> None:
    below, above = one(body, ".//a:r[a:t='2']/a:rPr"), one(body, ".//a:r[a:t='9']/a:rPr")
    assert (below.get("baseline"), above.get("baseline")) == ("-25000", "30000")
    assert below.get("sz") == above.get("sz") == "2200"


def test_bullets_are_true_bullets_that_hang(body: etree._Element) -> None:
    plain, first, second, tick = (p for p in paragraphs(body)[3:])
    assert find(plain, "a:pPr/a:buNone")
    assert (one(plain, "a:pPr").get("marL"), one(plain, "a:pPr").get("indent")) == ("0", "0")
    for step in (first, second):
        number = one(step, "a:pPr/a:buAutoNum")
        assert (number.get("type"), number.get("startAt")) == ("arabicPeriod", None)
    assert one(tick, "a:pPr/a:buChar").get("char") == "☐"
    assert not [p for p in paragraphs(body) if words(p)[:1] in {"▪", "•", "☐"} or words(p)[:2] in {"1.", "2."}]


def test_a_list_that_goes_on_starts_at_its_number() -> None:
    listed = [point(run(f"Step {n}"), bullet=numbered(n)) for n in (3, 4, 5)]
    again = [point(run("New"), bullet=numbered(1))]
    shape = shape_named(deck_of(box(BODY, *listed, *again, name="L", placeholder="body")).slides[0], "L")
    starts = [node.get("startAt") for node in find(shape, ".//a:buAutoNum")]
    assert starts == ["3", "3", "3", None]


def test_a_bullet_is_never_higher_than_its_line() -> None:
    for slide in sample_deck().slides:
        assert all(25_000 <= int(node.get("val")) <= 100_000 for node in find(slide, "//a:buSzPct"))


def test_space_between_paragraphs_is_what_the_plan_laid_out(body: etree._Element) -> None:
    gaps = [find(p, "a:pPr/a:spcBef/a:spcPts/@val") for p in paragraphs(body)]
    # 10 pt is the layout's; the larger of 10 after and 16 before counts; 4 after the plain paragraph.
    assert gaps == [[], [], [], ["1600"], ["400"], [], []]
    assert not find(body, ".//a:spcAft")


def test_spacing_of_lines_is_the_plans_share() -> None:
    tight = box(BODY, para(run("Tight"), leading=24.0), name="Tight")
    shape = shape_named(deck_of(tight).slides[0], "Tight")
    share = int(one(shape, ".//a:lnSpc/a:spcPct").get("val")) / 100_000
    assert share * 22 * 1.2207 == pytest.approx(24.0, abs=0.01)


def test_a_list_right_after_another_starts_anew_on_a_level_of_its_own() -> None:
    """PowerPoint and LibreOffice number paragraphs of one level and look on and on, whatever their start."""
    lists = [point(run(f"Step {n}"), bullet=numbered(n)) for n in (1, 2, 1, 2, 1)]
    lists += [point(run("A point")), point(run("Last"), bullet=numbered(1))]
    shape = shape_named(deck_of(box(BODY, *lists, name="Lists")).slides[0], "Lists")
    properties = [one(p, "a:pPr") for p in paragraphs(shape) if find(p, "a:pPr/a:buAutoNum")]
    assert [node.get("lvl") for node in properties] == [None, None, "1", "1", "2", None]
    assert {node.get("marL") for node in properties[2:5]} == {str(round(lists[0].indent * 12700))}
    for level in properties[2:5]:
        assert find(level, "a:lnSpc") and find(level, "a:spcBef"), "a deeper level would give its own"


def test_a_list_after_one_that_goes_on_starts_anew_though_a_text_parts_them() -> None:
    """LibreOffice would count on from a list that starts at 4, over paragraphs without a bullet."""
    goes_on, new = point(run("Fourth"), bullet=numbered(4)), point(run("First"), bullet=numbered(1))
    shape = shape_named(deck_of(box(BODY, goes_on, para(run("A text")), new, name="Lists")).slides[0], "Lists")
    assert [one(p, "a:pPr").get("lvl") for p in paragraphs(shape)] == [None, None, "1"]
    parted = shape_named(deck_of(box(BODY, goes_on, point(run("A point")), new, name="Lists")).slides[0], "Lists")
    assert not find(parted, ".//a:pPr/@lvl")


def test_exact_spacing_is_in_points() -> None:
    exact = box(BODY, replace(para(run("Exact"), leading=24.0), exact=True), name="Exact")
    shape = shape_named(deck_of(exact).slides[0], "Exact")
    assert one(shape, ".//a:lnSpc/a:spcPts").get("val") == "2400"
    assert not find(shape, ".//a:lnSpc/a:spcPct")


def test_insets_and_anchor_come_from_the_boxes() -> None:
    shape = shape_named(slide_titled(sample_deck(), BLOCKS), "Callout")
    body = one(shape, "p:txBody/a:bodyPr")
    insets = [int(body.get(side)) / 12700 for side in ("lIns", "tIns", "rIns", "bIns")]
    assert insets == [20, 12, 12, 12]
    assert (body.get("anchor"), body.get("wrap")) == ("ctr", "square")
    assert shape.xpath("boolean(p:nvSpPr/p:cNvSpPr[@txBox='1'])", namespaces=NS)


def test_tracking_is_in_hundredths_of_a_point() -> None:
    wide = box(BODY, para(run("Wide", tracking=0.6)), name="Wide")
    assert one(shape_named(deck_of(wide).slides[0], "Wide"), ".//a:r/a:rPr").get("spc") == "60"


def test_links_lead_out_by_relationship_and_in_by_a_jump(body: etree._Element) -> None:
    deck = sample_deck()
    links = {link.rid: link for link in deck.links(deck.slide_names[2])}
    rid = f"{{{NS['r']}}}id"
    out, jump, mail = find(body, ".//a:r/a:rPr/a:hlinkClick")
    assert links[out.get(rid)].target == "https://doi.org/10.1/x?a=1&b=%3C2%3E"
    assert (links[out.get(rid)].external, out.get("tooltip")) == (True, 'Paper "A" & B')
    assert links[mail.get(rid)].target == "mailto:a@b.example"
    assert jump.get("action") == "ppaction://hlinksldjump"
    assert links[jump.get(rid)].target == deck.slide_names[1]


def test_a_link_in_its_own_colour_keeps_it(body: etree._Element) -> None:
    out, jump, mail = find(body, ".//a:r/a:rPr/a:hlinkClick")
    assert not find(out, ".//ahyp:hlinkClr"), "the theme's link colour needs no saying"
    assert not find(jump, ".//ahyp:hlinkClr"), "nor does another slot with the same colour"
    assert find(mail, ".//ahyp:hlinkClr/@val") == ["tx"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "\\\\host\\share", "ppaction://x", ""]
)
def test_any_other_link_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="link must be"):
        deck_of(box(BODY, para(run("x", href=address or "x:")), placeholder="body"))


def test_a_jump_to_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        deck_of(box(BODY, para(run("x", href="#nowhere")), placeholder="body"))


def test_the_end_of_a_paragraph_goes_on_in_its_plain_look() -> None:
    cited = box(BODY, para(run("Word", color=TEAL), replace(run("1"), shift=30)), name="Cited", placeholder="body")
    end = one(shape_named(deck_of(cited).slides[0], "Cited"), ".//a:endParaRPr")
    assert end.get("baseline") is None
    assert find(end, "a:solidFill/a:schemeClr/@val") == ["accent1"]


def test_a_colour_whose_slot_holds_another_is_written_in_digits() -> None:
    wrong = replace(TEAL, rgb="123456")
    aside = box(BODY, para(run("x", color=wrong)), name="Odd")
    shape = shape_named(deck_of(aside).slides[0], "Odd")
    assert find(shape, ".//a:r//a:srgbClr/@val") == ["123456"]


def test_an_empty_placeholder_has_its_one_paragraph() -> None:
    shape = shape_named(deck_of(box(BODY, name="Empty", placeholder="body")).slides[0], "Empty")
    assert len(paragraphs(shape)) == 1


def test_a_second_box_of_a_name_gets_a_number() -> None:
    boxes = [box(BODY, para(run(w)), name=n) for w, n in (("a", "Box"), ("b", "Box 2"), ("c", "Box"), ("d", "Box"))]
    names = find(deck_of(*boxes).slides[0], "//p:cNvPr/@name")
    assert names[-4:] == ["Box", "Box 2", "Box 3", "Box 4"]


LEGAL = st.characters(
    codec="utf-8",
    exclude_categories=["Cs", "Cc", "Cn"],
    exclude_characters="\ufffe\uffff\u2028\u2029",
)
TEXTS = st.one_of(st.text(LEGAL, min_size=1), st.sampled_from(["_x000B_", "<a:t>&amp;", "]]>", "=1+1", "&#10;", "\"'"]))


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_reads_back_as_it_was(parts: list[str]) -> None:
    runs = tuple(TextRun(part, BOLD if i % 2 else TITLE, 20, TEAL, "en", 20) for i, part in enumerate(parts))
    item = TextBox(BODY, BODY, (para(*runs),), parts[0][:40])
    data = write_pptx(replace(plan(), pages=(Page((*heads("T", 1), item), "T", "points", "S"),)))
    slide = Presentation(io.BytesIO(data)).slides[0]
    shape = slide.shapes[-1]
    assert shape.name == parts[0][:40]
    assert [r.text for r in shape.text_frame.paragraphs[0].runs] == parts
