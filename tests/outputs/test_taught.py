"""Icon arrays, comparisons and questions read back from the files: groups, freeforms, placeholders, alt text, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.slide import Slide

from builder.load.themes import load_theme
from builder.plan.layouts import slide_layouts
from builder.world import Disk

from .support import opened
from .support.builds import File, files
from .support.goldens import GOLDEN
from .support.opened import A, P


@pytest.fixture(scope="module")
def icons() -> Mapping[str, File]:
    return made("icons")


@pytest.fixture(scope="module")
def weighed() -> Mapping[str, File]:
    return made("weighed")


def made(name: str) -> Mapping[str, File]:
    from pathlib import PurePosixPath

    return {file.name: file for file in files(PurePosixPath(f"{name}.yaml"), Disk(GOLDEN))}


def slides(file: File) -> dict[str, Slide]:
    return {slide.shapes.title.text_frame.text: slide for slide in Presentation(BytesIO(file.data)).slides}


# Icon arrays in PowerPoint


def arms(slide: Slide) -> list[object]:
    return [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]


def test_an_arm_is_one_group_with_its_numbers_as_alternative_text(icons: Mapping[str, File]) -> None:
    slide = slides(icons["icons-lecture.pptx"])["Two arms stand side by side, with one denominator"]
    first, second = arms(slide)
    assert [group.name for group in (first, second)] == ["Icon array: Medicine", "Icon array: Dummy"]
    alts = [group._element.nvGrpSpPr.cNvPr.get("descr") for group in (first, second)]
    assert alts[0] == "Icon array. Medicine: 64 of 100 felt much better; 36 did not, after 24 hours."
    assert "28 of 100 felt much better; 72 did not" in alts[1]
    texts = [shape.text_frame.text for shape in first.shapes if shape.has_text_frame and shape.text_frame.text]
    assert texts == ["Medicine", "64 of 100 felt much better", "36 did not"]


def test_each_outcome_is_one_freeform_with_a_head_and_a_body_for_each_person(icons: Mapping[str, File]) -> None:
    slide = slides(icons["icons-lecture.pptx"])["Two arms stand side by side, with one denominator"]
    group = arms(slide)[0]
    shapes = {shape.name: shape for shape in group.shapes if shape.shape_type == MSO_SHAPE_TYPE.FREEFORM}
    full, hollow = shapes["64 felt much better"]._element, shapes["36 did not"]._element
    assert len(list(full.iter(A + "moveTo"))) == 64 * 2, "head and body, both filled"
    assert len(list(hollow.iter(A + "moveTo"))) == 36 * 4, "each with a hole"
    assert len(list(full.iter(A + "path"))) == 1
    fills = [shape.find(f"{P}spPr/{A}solidFill") for shape in (full, hollow)]
    assert all(fill is not None for fill in fills), "one fill, so one click recolours all"


def test_points_of_a_freeform_lie_in_its_own_frame(icons: Mapping[str, File]) -> None:
    for slide in opened.slides(icons["icons-lecture.pptx"].data):
        for path in opened.tree(slide.blob).iter(A + "path"):
            width, height = int(path.get("w")), int(path.get("h"))
            for point in path.iter(A + "pt"):
                assert -2 <= int(point.get("x")) <= width + 2 and -2 <= int(point.get("y")) <= height + 2
            extent = path.getparent().getparent().getparent().find(f"{A}xfrm/{A}ext")
            assert (width, height) == (int(extent.get("cx")), int(extent.get("cy")))


def test_a_thousand_people_stay_light(icons: Mapping[str, File]) -> None:
    sizes = [len(slide.blob) for slide in opened.slides(icons["icons-lecture.pptx"].data)]
    assert max(sizes) < 700_000
    assert len(icons["icons-lecture.pptx"].data) < 200_000


# Comparisons and questions in PowerPoint


def boxes(slide: Slide, *indices: int) -> list[object]:
    return [place for index in indices for place in slide.placeholders if place.placeholder_format.idx == index]


def test_both_sides_fill_placeholders_of_the_same_size(weighed: Mapping[str, File]) -> None:
    slide = slides(weighed["weighed-lecture.pptx"])["Benefit and harm get panels of the same size"]
    assert slide.slide_layout.name == "Comparison"
    bodies, heads = boxes(slide, 1, 2), boxes(slide, 19, 20)
    assert len({(box.width, box.height, box.top) for box in bodies}) == 1
    assert [box.text_frame.text for box in heads] == ["What it may do for you", "How it may harm you"]
    sizes = {run.font.size.pt for box in bodies for p in box.text_frame.paragraphs for run in p.runs}
    assert sizes == {22.0}


def test_the_answer_is_in_no_part_of_the_question_slide(weighed: Mapping[str, File]) -> None:
    parts = opened.slides(weighed["weighed-lecture.pptx"].data)
    asked = [
        part
        for part, page in zip(parts, weighed["weighed-lecture.pptx"].plan.pages, strict=True)
        if page.layout == "question"
    ]
    assert len(asked) == 2
    for part in asked:
        raw = part.blob.decode() + "".join(blob.decode() for blob in part.of_kind("notesSlide"))
        for words in (
            "Without its comparator",
            "Answer:",
            "Right option",
            "Tick",
            "69 felt much better with the spray",
        ):
            assert words not in raw
    titles = [opened.paragraphs(part.blob)[0] for part in parts]
    assert "What do you ask first?" in titles and "What do you ask first? (answer)" in titles


def test_options_are_lettered_by_powerpoint(weighed: Mapping[str, File]) -> None:
    for title in ("What do you ask first?", "What do you ask first? (answer)"):
        slide = slides(weighed["weighed-lecture.pptx"])[title]
        (options,) = boxes(slide, 2)
        kinds = [p._p.pPr.find(f"{A}buAutoNum").get("type") for p in options.text_frame.paragraphs]
        assert kinds == ["alphaUcPeriod"] * 3


def test_the_last_slide_says_whom_to_ask(weighed: Mapping[str, File]) -> None:
    slide = slides(weighed["weighed-lecture.pptx"])["Questions and answers"]
    assert slide.slide_layout.name == "Questions"
    assert "Contact: teaching@example.org" in [p.text for b in boxes(slide, 1) for p in b.text_frame.paragraphs]


# The master offers every layout


def test_new_slide_offers_every_layout_with_named_prompts(weighed: Mapping[str, File]) -> None:
    made_ = Presentation(BytesIO(weighed["weighed-lecture.pptx"].data))
    names = [layout.name for layout in made_.slide_layouts]
    assert names == [layout.name for layout in slide_layouts(load_theme("clinic"))]
    assert len(set(names)) == len(names) >= 24
    assert names[0] == "Title and points", "what New Slide gives without asking"
    for layout in made_.slide_layouts:
        kinds = [place.placeholder_format.type for place in layout.placeholders]
        assert any("TITLE" in str(kind) for kind in kinds), layout.name
        inner = [
            place
            for place in layout.placeholders
            if place.placeholder_format.idx < 13 or place.placeholder_format.idx > 17
        ]
        for place in inner:
            assert place.text_frame.text.strip(), f"{layout.name}: {place.name} has a prompt"
    figures = {
        layout.name: [p for p in layout.placeholders if "OBJECT" in str(p.placeholder_format.type)]
        for layout in made_.slide_layouts
    }
    assert {name: len(found) for name, found in figures.items() if found} == {
        "Points beside a figure": 1, "Figure beside points": 1, "Points above a figure": 1, "Figure above points": 1,
        "Figure": 1, "Two figures": 2, "Step build": 1, "Table": 1,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["icons", "weighed", "layouts", "columns"])
def test_the_outline_view_shows_words_points_captions_and_sources(name: str) -> None:
    """What stands in placeholders is in PowerPoint's outline: all words of a slide but figures' own."""
    for file in made(name).values():
        if not file.slides:
            continue
        for slide in Presentation(BytesIO(file.data)).slides:
            loose = [
                shape
                for shape in slide.shapes
                if shape.has_text_frame and not shape.is_placeholder and shape.text_frame.text
            ]
            names = {re.sub(r" \d+$", "", shape.name) for shape in loose}
            allowed = {"What a figure stands for", "Caption", "Source"}
            assert names - allowed <= {n for n in names if n.startswith("Callout")}, (slide.slide_layout.name, names)
            if slide.slide_layout.name != "Two figures":
                assert not names & {"Caption", "Source"}, slide.slide_layout.name


# On paper


def tags(file: File) -> list[tuple[str, str]]:
    return opened.paper_paragraphs(file.data)


def test_on_paper_an_icon_array_is_a_figure_and_its_lines_are_read(icons: Mapping[str, File]) -> None:
    file = icons["icons-paper.pdf"]
    alts = [element.alt for element in file.plan.elements if element.role == "Figure"]
    assert any("Medicine: 64 of 100 felt much better; 36 did not, after 24 hours." in (alt or "") for alt in alts)
    said = [text for _, text in tags(file)]
    start = said.index("Each figure is one of 100 people, after 24 hours")
    assert said[start : start + 7] == [
        "Each figure is one of 100 people, after 24 hours",
        "Medicine", "64 of 100 felt much better", "36 did not",
        "Dummy", "28 of 100 felt much better", "72 did not",
    ]  # fmt: skip
    words = opened.paper_words(file.data)
    assert all(alt in words for alt in alts if alt), "every alternative text is in the file"


def test_on_paper_questions_come_before_their_answers(weighed: Mapping[str, File]) -> None:
    for name in ("weighed-paper.pdf", "weighed-large.pdf"):
        said = tags(weighed[name])
        order = [text for _, text in said]
        asked = order.index("1. After a treatment, when may you drive again?")
        answers = next(i for i, (role, text) in enumerate(said) if text == "Answers" and role == "H2")
        told = order.index("1. B. The next day after a good sleep")
        assert asked < answers < told
        assert not any("Do not drive" in text for text in order[:answers])


def test_on_paper_sides_have_headings_and_lists(weighed: Mapping[str, File]) -> None:
    said = tags(weighed["weighed-paper.pdf"])
    heads = [text for role, text in said if role == "H4"]
    assert heads[:2] == ["What it may do for you", "How it may harm you"]
    at = said.index(("H4", "How it may harm you"))
    following = list(_until_heading(said[at + 1 :]))
    assert [text for role, text in following if role == "LBody"] == [
        "61 to 75 of 100 felt spaced out.2",
        "You may feel sick.",
    ]


def _until_heading(said: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for role, text in said:
        if re.fullmatch(r"H[1-6]", role):
            return
        yield role, text
