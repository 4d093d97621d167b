"""Which layout a slide gets, what the planner says about it, wishes that can't be met, and points that go to the notes."""

from __future__ import annotations

import pytest
from outlines import HEAD, good, outline, slides

from builder.diagnostics import Severity
from builder.plan.page import Group, Page, TextBox

CHART = "- chart: {categories: [A, B], values: [1, 2]}\n"
TABLE = "- table: [[A, B], [1, 2]]\n"
ICONS = "- icons: {count: 4, event: felt better, rest: did not}\n"
POINT = "- A point\n"
SIDES = "- compare: {sides: [{title: A, points: [a]}, {title: B, points: [b]}]}\n"
THREE = "- compare: {sides: [{title: A, points: [a]}, {title: B, points: [b]}, {title: C, points: [c]}]}\n"
QUOTE = "- quote: {text: Said, by: Somebody}\n"
NUMBER = "- number: {value: 45%, counts: responded}\n"
HEADED = "- text: Before\n- One\n- text: After\n- Two\n"


def page_of(blocks: str, layout: str | None = None) -> Page:
    return next(p for p in good(slides(asking(blocks, layout))).pages if p.title.startswith("One thing"))


def asking(blocks: str, layout: str | None, *, more: str = "") -> str:
    text = outline(blocks)
    return text.replace("        blocks:\n", f"        layout: {layout}\n{more}        blocks:\n") if layout else text


@pytest.mark.parametrize(
    ("blocks", "layout", "why"),
    [
        (POINT * 2, "points", "2 points: points at a readable measure at 28 pt, as the words are few"),
        (POINT + CHART, "points-figure", "one point and one chart: points beside the figure at 22 pt"),
        (CHART + POINT, "figure-points", "one chart and one point: the figure first, points beside it at 22 pt"),
        (ICONS + POINT, "figure-points", "one icon array and one point"),
        (TABLE + POINT, "figure-above", "one table and one point: the figure across, points under it at 22 pt"),
        (POINT + TABLE, "points-above", "one point and one table"),
        (CHART, "figure", "one chart: a figure across the slide"),
        (TABLE, "table", "one table: a table across the slide at 20 pt"),
        (CHART + CHART, "figures", "2 charts: two figures of equal weight side by side"),
        (HEADED, "two-columns", "2 paragraphs and 2 points: two headed lists side by side at 24 pt"),
        (HEADED + "- text: Later\n- Three\n", "three-columns", "3 paragraphs and 3 points: three headed lists"),
        ("- text: A sentence is no heading.\n- One\n- text: Nor is this.\n- Two\n", "points", "2 paragraphs"),
        (SIDES, "comparison", "one comparison: panels of equal size at 22 pt"),
        (THREE, "comparison-three", "one comparison"),
        (QUOTE, "quote", "one quotation: a quotation in large type at 28 pt"),
        (NUMBER, "big-number", "one big number: a big number with its context"),
        ("- callout: Mind this\n", "callouts", "one callout: callouts as panels"),
    ],
)  # fmt: skip
def test_the_layout_follows_from_what_the_slide_holds(blocks: str, layout: str, why: str) -> None:
    page = page_of(blocks)
    assert page.layout == layout
    assert page.reason.startswith(why)


@pytest.mark.parametrize(
    ("blocks", "asked"),
    [
        (POINT * 3, "summary"),
        (POINT * 3, "two-columns"),
        (POINT * 3, "three-columns"),
        (POINT + CHART, "figure-points"),
        (POINT + CHART, "figure-above"),
        (POINT + CHART, "points-above"),
        (CHART + POINT, "points-figure"),
        (TABLE + POINT, "points-figure"),
        (HEADED, "points"),
    ],
)
def test_an_author_may_ask_for_another(blocks: str, asked: str) -> None:
    page = page_of(blocks, asked)
    assert page.layout == asked
    assert "as the outline asks" in page.reason


@pytest.mark.parametrize(
    ("blocks", "asked", "others"),
    [
        (POINT, "two-columns", "`points`, `summary`"),
        (POINT * 2, "three-columns", "`points`, `summary`, `two-columns`"),
        (POINT, "table", "`points`, `summary`"),
        (CHART, "points-figure", "`figure`"),
        (TABLE, "figure", "`table`"),
        (SIDES, "two-columns", "`comparison`"),
        (QUOTE, "points", "`quote`"),
        (POINT + CHART, "big-number", "`points-figure`, `points-above`, `figure`, `figure-points`, `figure-above`"),
    ],
)
def test_a_layout_that_cannot_hold_the_slide_is_told_of_with_those_that_can(
    blocks: str, asked: str, others: str
) -> None:
    text = asking(blocks, asked)
    planned = slides(text)
    (warning,) = planned.diagnostics
    assert planned.plan is not None, "another one is chosen"
    assert (warning.rule, warning.severity) == ("FIT010", Severity.WARNING)
    assert text.splitlines()[warning.at.line - 1].strip() == f"layout: {asked}"
    assert warning.help is not None and warning.help.endswith(f"can have: {others}")


STEPS = (
    '- diagram: {nodes: {a: A, b: B, c: C}, edges: ["a -> b", "b -> c"], '
    "build: [{title: First, nodes: [a, b]}, {title: Then, nodes: [b, c]}]}\n"
)


def test_a_diagram_that_is_built_up_has_a_layout_of_its_own_that_says_which_step_is_shown() -> None:
    """The whole picture comes first and says no step; what is drawn stands in the same place on all of them."""
    plan = good(slides(outline(STEPS)))
    pages = [page for page in plan.pages if page.title.split(" ")[0] in {"One", "First", "Then"}]
    assert [page.layout for page in pages] == ["step-build"] * 3
    said = [
        [item.paragraphs[0].text for item in page.items if getattr(item, "placeholder", "") == "step"] for page in pages
    ]  # type: ignore[union-attr]
    assert said == [[], ["Step 1 of 2"], ["Step 2 of 2"]]
    assert "whole picture" in pages[0].reason
    assert "step 2 of 2, all else where it stood; built up slide by slide" in pages[2].reason
    boxes = [next(item.box for item in page.items if isinstance(item, Group)) for page in pages]
    assert len(set(boxes)) == 1, "nothing moves"


def test_an_author_may_name_the_layout_of_steps_or_another_for_them() -> None:
    asked = {layout: page_of(STEPS, layout) for layout in ("step-build", "figure")}
    assert [page.layout for page in asked.values()] == ["step-build", "figure"]
    assert all("as the outline asks" in page.reason for page in asked.values())
    (warning,) = slides(asking(CHART, "step-build")).diagnostics
    assert (warning.rule, warning.help) == ("FIT010", "one chart can have: `figure`")


def test_smaller_type_says_why() -> None:
    points = "- Each of these points says one thing in about twelve words or so, and then some\n" * 6
    page = page_of(points)
    assert page.reason == "6 points: points at a readable measure at 20 pt (22 pt would be too large)"
    assert page.step == 20.0


def test_what_goes_on_says_so() -> None:
    points = "- Each of these points says one thing in about twelve words or so, and then some\n" * 18
    pages = [p for p in good(slides(outline(points))).pages if p.title.startswith("One thing")]
    assert len(pages) > 1
    assert all("continued at" in page.reason for page in pages)


def test_pages_that_the_planner_adds_have_reasons_too() -> None:
    head = HEAD.replace("language:", "disclosures: [None]\nclosing: Questions\nlanguage:")
    plan = good(slides(outline("- A point [@one2001]\n", head=head)))
    assert all(page.reason for page in plan.pages)
    assert [page.layout for page in plan.pages] == [
        "cover", "disclosures", "section", "points", "questions", "references"
    ]  # fmt: skip


# Points that go to the notes

LONG = "- Point {} says one thing in about twelve words or so, and then a few more of them at some length\n"
SAFE = "- callout: {kind: emergency, title: Now, text: A callout never goes}\n"


def overflowing(blocks: str) -> str:
    return outline(blocks).replace("        blocks:\n", "        overflow: notes\n        blocks:\n")


def test_the_last_points_go_to_the_notes_when_the_author_lets_them() -> None:
    text = overflowing("".join(LONG.format(n) for n in range(1, 19)))
    planned = slides(text)
    (page,) = [p for p in good(planned).pages if p.title.startswith("One thing")]
    shown = [
        p.text.split()[1]
        for i in page.items
        if isinstance(i, TextBox) and i.placeholder == "body"
        for p in i.paragraphs
    ]
    said = ["".join(run.text for run in paragraph) for paragraph in page.notes]
    assert said[0] == "Further points, not on the slide:"
    assert shown + [text.split()[1] for text in said[1:]] == [str(n) for n in range(1, 19)], (
        "none is lost, order is kept"
    )
    (note,) = planned.diagnostics
    assert (note.rule, note.severity) == ("FIT011", Severity.INFO)
    assert f"Point {len(shown) + 1} says" in text.splitlines()[note.at.line - 1]
    assert note.message.startswith(f"{18 - len(shown)} points moved")
    assert "(1 of" not in page.title and page.step == 18.0


def test_what_fits_stays_on_the_slide() -> None:
    planned = slides(overflowing(POINT * 3))
    assert not planned.diagnostics
    assert not next(p for p in good(planned).pages if p.title.startswith("One thing")).notes


def test_callouts_and_figures_never_go() -> None:
    many = "".join(LONG.format(n) for n in range(1, 14))
    page = next(p for p in good(slides(overflowing(many + SAFE))).pages if p.title.startswith("One thing"))
    assert any(isinstance(i, TextBox) and i.name == "Callout: Now" for i in page.items)
    notes = "".join(run.text for paragraph in page.notes for run in paragraph)
    assert "never goes" not in notes and "Point 13" in notes


def test_without_it_slides_go_on_as_ever() -> None:
    pages = [
        p for p in good(slides(outline("".join(LONG.format(n) for n in range(1, 19))))).pages if "One thing" in p.title
    ]
    assert [page.title[-8:] for page in pages] == ["(1 of 3)", "(2 of 3)", "(3 of 3)"]
    assert not any(page.notes for page in pages)
