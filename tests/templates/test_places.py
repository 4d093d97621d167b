"""Words stand in placeholders of the template, on whichever of its layouts has them; where none has, that is an error."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation

from builder.build import Job, build
from builder.diagnostics import Diagnostic, Severity
from builder.plan.page import Shape, TextBox
from builder.plan.template.gather import gathered
from tests.outputs.support.builds import drafts

from .designs import FEET, feet, level, levels
from .make import Design, Layout, Master, Ph, template
from .outline import outline
from .read import DECK, DESIGNS, WORDLESS, Deck, deck, design, dressed, world

OF_FIGURES = {"Caption", "Source", "How to read it", "What a figure stands for"}
"""Texts of figures: they belong to what is drawn."""
OF_SLIDES = {"Footer", "Edition and version", "Contact"}
"""What the planner says by itself, where the template has no place for it."""
COLORS = "222222 FFFFFF 5A6670 EEF3F1 00695C C2185B 8D9E9A F9A825 1565C0 6D4C41 00695C 5A6670"
TITLE = Ph("title", 0, (48, 30, 864, 80), level(1, 28, font="+mj-lt"))
HALVES = [Ph("obj", 1, (48, 124, 424, 360)), Ph("obj", 2, (488, 124, 424, 360))]


@pytest.mark.parametrize("name", [name for name in DESIGNS if name not in WORDLESS])
def test_no_words_stand_outside_of_the_templates_places(name: str) -> None:
    for page in deck(name).plan.pages:
        loose = {item.name for item in page.items if isinstance(item, TextBox) and item.placeholder is None}
        assert not {n for n in loose - OF_FIGURES - OF_SLIDES if not n.startswith("Callout: ")}, page.title


def said(name: str, text: str | None = None, data: bytes | None = None) -> list[Diagnostic]:
    return [
        d for d in build(Job(DECK), world(name, data, text)).diagnostics if d.rule in {"TPL007", "FIT001", "FIT010"}
    ]


def errors(found: list[Diagnostic]) -> list[Diagnostic]:
    return [d for d in found if d.severity is Severity.ERROR]


def brand(*layouts: Layout, body: Ph | None = None, footers: str = "") -> bytes:
    """A template of a few layouts on one plain master."""
    places = [TITLE, body or Ph("body", 1, (48, 124, 864, 360)), *feet(502, 960)]
    return template(Design((960.0, 540.0), [Master(places, layouts, COLORS, "Arial", "Arial", title=level(1, 28), body=levels(22), footers=footers)]))  # fmt: skip


def slides(*blocks: str, layout: str = "", more: str = "") -> str:
    """A deck of one slide."""
    asked = f"        layout: {layout}\n" if layout else ""
    lines = "".join(f"          - {block}\n" for block in blocks)
    return (
        f"deck: d\ntitle: T\n{more}language: en-GB\ntheme: {{template: brand.pptx}}\n"
        "editions: {lecture: {audience: clinician, output: slides}}\n"
        f"sections:\n  - section: s\n    title: S\n    slides:\n      - title: The slide\n{asked}        blocks:\n{lines}"
    )


def test_words_without_a_place_are_an_error_at_their_line() -> None:
    """Every slide with words is told of, at the line of its first block; slides of figures alone are not."""
    text = outline("bare.pptx")
    found = errors(said("bare.pptx", text))
    lines = text.splitlines()
    assert {d.rule for d in found} == {"TPL007"}
    told = {d.message.split("what the slide `")[1].split("`")[0]: d for d in found}
    assert {"Ketamine blocks the NMDA receptor", "In the words of a patient", "Disclosures", "References"} <= set(told)
    assert not {"A ring seen from above", "Two alarms of equal weight", "The effect wanes within a week"} & set(told)
    one = told["Ketamine blocks the NMDA receptor"]
    assert lines[one.at.line - 1].strip().startswith("- Ketamine is an **NMDA-receptor**")
    assert one.message.startswith("no layout of the template `bare.pptx` has a place for")
    assert "(3 points); looked at `Titre seul`" in one.message
    assert "add a layout with a title and a content placeholder" in (one.help or "")
    assert "figures alone" in (one.help or "")
    built = build(Job(DECK), world("bare.pptx", None, text))
    assert not built.outputs, "a build with errors writes nothing"


def test_what_can_not_be_served_is_said_before_an_outline_asks(
    tmp_path: Path, teachback: Callable[..., object]
) -> None:
    (tmp_path / "bare.pptx").write_bytes(design("bare.pptx"))
    ran = teachback("template", "check", "bare.pptx")
    assert ran.code == 0
    assert "warning[TPL007]: no layout of the template has a placeholder for words; slides of `points`" in ran.err
    rows = {line.split()[0]: line for line in ran.out.splitlines() if line.strip()}
    assert "can't be made" in rows["points"] and "Titre seul" in rows["figure"]
    assert teachback("template", "check", "bare.pptx", "--strict").code == 1
    (tmp_path / "bureau.potx").write_bytes(design("bureau.potx"))
    ran = teachback("template", "check", "bureau.potx")
    assert "info[TPL007]" in ran.err and "`three-columns`, `comparison-three`" in ran.err
    rows = {line.split()[0]: line for line in ran.out.splitlines() if line.strip()}
    assert "as headed lists" in rows["comparison-three"] and "Comparaison" in rows["comparison"]


def test_another_layout_that_has_a_place_is_taken_before_giving_up() -> None:
    """No layout was made for points: those of two columns hold them, and a figure beside them."""
    data = brand(Layout("Deux contenus", [TITLE, *HALVES, *FEET]), Layout("Seul", [TITLE, *FEET]))
    chart = "chart: {categories: [A, B], values: [1, 2], title: C, source: Ours}"
    (draft,) = drafts(DECK, world("brand.pptx", data, slides("A point", chart)))
    page = draft.plan.pages[-1]
    (words,) = (item for item in page.items if isinstance(item, TextBox) and "A point" in item.paragraphs[0].text)
    assert words.placeholder == "body"
    assert not errors(said("brand.pptx", slides("A point"), data))


def test_the_largest_place_is_taken_where_no_layout_has_a_name_that_says_so() -> None:
    data = brand(
        Layout("Alpha", [TITLE, Ph("body", 1, (48, 124, 200, 360)), Ph("obj", 2, (300, 124, 612, 360)), *FEET]),
        Layout("Beta", [TITLE, *FEET]),
    )
    (draft,) = drafts(DECK, world("brand.pptx", data, slides("A point")))
    page = draft.plan.pages[-1]
    (words,) = (item for item in page.items if isinstance(item, TextBox) and item.placeholder == "body")
    assert words.box.x == pytest.approx(300), "the larger of its two places"


def test_a_layout_that_the_template_has_no_places_for_is_passed_over_and_told() -> None:
    points = [f"Point number {n}" for n in range(3)]
    found = said("bureau.potx", slides(*points, layout="three-columns").replace("brand.pptx", "bureau.potx"))
    (told,) = (d for d in found if d.rule == "FIT010")
    assert told.severity is Severity.WARNING
    assert "the template has no layout for `three-columns`" in told.message
    assert "this template can have: `points`" in (told.help or "")
    assert not errors(found)


def test_a_subtitle_stands_where_a_layout_has_a_place_for_it_and_is_an_error_where_none_has() -> None:
    cover = Layout("Title Slide", [Ph("ctrTitle", 0, (48, 180, 864, 100))], kind="title")
    opener = Layout("Section Header", [Ph("title", 0, (48, 180, 864, 100)), Ph("body", 1, (48, 300, 864, 120))], kind="secHead")  # fmt: skip
    content = Layout("Title and Content", [TITLE, Ph("obj", 1), *FEET], kind="obj")
    text = slides("A point", more="subtitle: What it is about\n")
    (draft,) = drafts(DECK, world("brand.pptx", brand(cover, opener, content), text))
    first = draft.plan.pages[0]
    placed = [item.placeholder for item in first.items if isinstance(item, TextBox) and item.name == "Subtitle"]
    assert (first.layout, placed) == ("section", ["body"])
    (one,) = errors(said("brand.pptx", text, brand(cover, content)))
    assert (one.rule, one.at.line) == ("TPL007", 3)
    assert "a subtitle" in one.message and "`Title Slide`" in one.message


def test_a_figure_without_room_is_an_error_at_its_line() -> None:
    low = brand(Layout("Title and Content", [TITLE, Ph("obj", 1, (48, 124, 864, 80)), *FEET], kind="obj"))
    (one,) = errors(said("brand.pptx", slides("chart: {categories: [A, B], values: [1, 2], source: Ours}"), low))
    assert one.rule == "TPL007" and "(one chart); looked at `Title and Content`" in one.message
    assert one.at.line == 12


COMPARED = 'compare: {sides: [{title: Benefits, kind: benefit, points: ["Mood lifts"]}, {title: Harms, kind: harm, points: ["Pressure rises"]}]}'


@pytest.mark.parametrize("name", ["bureau.potx", "klinikum.potx", "office.pptx"])
def test_comparisons_fill_the_headings_and_the_places_of_powerpoints_own_layout(name: str) -> None:
    shown = Presentation(BytesIO(deck(name).data)).slides
    (slide,) = (one for one in shown if one.shapes.title.text_frame.text.startswith("What it may do for people"))
    assert slide.slide_layout.name in {"Comparaison", "Vergleich", "Comparison"}
    words = {shape.placeholder_format.idx: shape.text_frame.text for shape in slide.placeholders}
    assert (words[1], words[3]) == ("Benefits", "Harms")
    assert words[2].startswith("Mood may lift") and words[4].startswith("Blood pressure")
    heads = [shape for shape in slide.placeholders if shape.placeholder_format.idx in {1, 3}]
    assert len({(shape.top, shape.width, shape.height) for shape in heads}) == 1, "in equal weight"


def test_in_a_template_with_one_place_a_comparison_stands_as_headed_lists() -> None:
    one = brand(Layout("Title and Content", [TITLE, Ph("obj", 1), *FEET], kind="obj"))
    (draft,) = drafts(DECK, world("brand.pptx", one, slides(COMPARED)))
    page = draft.plan.pages[-1]
    (words,) = (item for item in page.items if isinstance(item, TextBox) and item.placeholder == "body")
    assert [p.text for p in words.paragraphs] == ["Benefits", "Mood lifts", "Harms", "Pressure rises"]
    assert "as headed lists, since no layout of the template has a place for each" in page.reason


def test_steps_of_a_diagram_stand_on_the_templates_own_layout_for_them_or_that_of_figures() -> None:
    titles = ("How the effect may come about", "First the receptor", "Then the mood")
    pages = [page for page in deck("university.pptx").plan.pages if page.title in titles]
    served = dressed("university.pptx").served["step-build"]
    assert [page.layout for page in pages] == ["step-build"] * 3
    assert (served.layout.name, served.how) == ("Title and Content", "instead")
    figure = Layout("Title and Content", [TITLE, Ph("obj", 1), *FEET], kind="obj")
    steps = Layout("Schritt für Schritt", [TITLE, Ph("obj", 1), *FEET])
    text = slides('diagram: {nodes: {a: A, b: B}, edges: ["a -> b"], build: [{title: One, nodes: [a]}]}')
    (draft,) = drafts(DECK, world("brand.pptx", brand(figure, steps), text))
    names = {layout.key: layout.name for layout in draft.plan.layouts}
    assert [names[page.layout or ""] for page in draft.plan.pages[-2:]] == ["Schritt für Schritt"] * 2


ASKED = "question: {text: Which?, options: [One, Two], answer: Two, rationale: Because.}"


@pytest.mark.parametrize(("halves", "keys"), [(True, ["body", "body-2"]), (False, ["body"])])
def test_an_answer_stands_in_a_place_with_or_beside_its_question(halves: bool, keys: list[str]) -> None:
    layouts = [Layout("Title and Content", [TITLE, Ph("obj", 1), *FEET], kind="obj")]
    layouts += [Layout("Two Content", [TITLE, *HALVES, *FEET], kind="twoObj")] if halves else []
    (draft,) = drafts(DECK, world("brand.pptx", brand(*layouts), slides(ASKED)))
    asked, told = draft.plan.pages[-2:]
    assert [p.text for p in words_of(asked)] == ["Which?", "One", "Two"]
    assert [p.text for p in words_of(told)] == ["Which?", "One", "Two", "Answer: B", "Because."]
    assert [key for item in told.items if (key := getattr(item, "placeholder", "")) and key.startswith("body")] == keys
    before, after = ([line.baseline + p_y for line, p_y in places(page)] for page in (asked, told))
    assert after[: len(before)] == pytest.approx(before), "nothing moves"
    panels = [item for item in told.items if isinstance(item, Shape) and item.name == "Answer panel"]
    assert bool(panels) is not halves


def test_an_answer_has_the_third_place_of_a_layout_that_has_three() -> None:
    thirds = [Ph("obj", n, (48 + 292 * (n - 1), 124, 280, 360)) for n in (1, 2, 3)]
    layouts = [
        Layout("Title and Content", [TITLE, Ph("obj", 1), *FEET], kind="obj"),
        Layout("Answer", [TITLE, *thirds, *FEET]),
    ]
    (draft,) = drafts(DECK, world("brand.pptx", brand(*layouts), slides(ASKED)))
    told = draft.plan.pages[-1]
    placed = [getattr(item, "placeholder", "") for item in told.items if getattr(item, "paragraphs", ())]
    assert [key for key in placed if key and key.startswith("body")] == ["body", "body-2", "body-3"]


def words_of(page: object) -> list[object]:
    return [p for item in page.items if isinstance(item, TextBox) and (item.placeholder or "").startswith("body") for p in item.paragraphs]  # type: ignore[attr-defined]  # fmt: skip


def places(page: object) -> list[tuple[object, float]]:
    """Each line with where its box starts."""
    boxes = [item for item in page.items if isinstance(item, TextBox) and (item.placeholder or "").startswith("body")]  # type: ignore[attr-defined]  # fmt: skip
    return [(line, box.inner.y) for box in boxes for p in box.paragraphs for line in p.lines]


def test_marks_of_ours_are_not_covered_by_a_ground_that_the_placeholder_has(name: str = "mosaic.pptx") -> None:
    """The tick before the right option, the signs of a comparison: the slide's text has no ground of its own there."""
    shown = {page.title: page for page in deck(name).plan.pages}
    for title in ("What do you ask first? (answer)", "What it may do for people, and how it may harm them"):
        boxes = [item for item in shown[title].items if isinstance(item, TextBox) and item.placeholder]
        bodies = [box for box in boxes if (box.placeholder or "").startswith("body") and box.fill is None]
        assert bodies and all(box.clear for box in bodies), title
    slide = next(one for one in Presentation(BytesIO(deck(name).data)).slides if "(answer)" in one.shapes.title.text_frame.text)  # fmt: skip
    assert slide.placeholders[1]._element.spPr.find("{http://schemas.openxmlformats.org/drawingml/2006/main}noFill") is not None  # fmt: skip


def test_panels_of_the_template_are_as_high_as_one_another_and_not_half_empty() -> None:
    made: Deck = deck("mosaic.pptx")
    slot = dressed("mosaic.pptx").served["points"].slots["body"]
    heights = {
        page.title: {round(item.box.height) for item in page.items if isinstance(item, TextBox) and item.placeholder in {"body", "body-2"}}
        for page in made.plan.pages
    }  # fmt: skip
    (low,) = heights["Ketamine blocks the NMDA receptor"]
    assert low < 0.6 * slot.box.height
    assert heights["What to do, step by step"] == {round(slot.box.height)}, "well filled: as the designer made it"
    assert len(heights["Some blocks read better in two columns, side by side"]) == 1


def test_texts_are_gathered_where_they_stood() -> None:
    page = next(p for p in deck("bureau.potx").plan.pages if p.title.endswith("(answer)"))
    (body,) = (item for item in page.items if getattr(item, "placeholder", "") == "body")
    assert isinstance(body, TextBox)
    assert gathered([body], {"body"}).items == (body,), "nothing to gather"
    tops = [p.y for p in body.paragraphs]
    assert tops == sorted(tops) and body.paragraphs[1].indent > body.paragraphs[0].indent
