"""Slides: arrangements, steps down the type scale, continuation, errors at their place."""

from __future__ import annotations

import pytest
from outlines import HEAD, content, good, only, outline, slides

from builder.plan.grid import BODY_TOP
from builder.plan.page import Chart, Group, Page, Plan, Table, TextBox

SENTENCE = "Each of these points says one thing in about twelve words or so [@one2001]"


def body_sizes(plan: Plan) -> set[float]:
    return {
        run.nominal
        for page in plan.pages
        if page.title.startswith("One thing")
        for item in page.items
        if isinstance(item, TextBox) and item.placeholder in {"body", "body-2"}
        for paragraph in item.paragraphs
        for run in paragraph.runs
        if not run.reference
    }


@pytest.mark.parametrize(("count", "size"), [(1, 28.0), (4, 28.0), (5, 24.0), (6, 22.0)])
def test_the_fewer_points_a_slide_has_the_larger_they_are(count: int, size: float):
    plan = good(slides(outline(f"- {SENTENCE}\n" * count)))
    assert body_sizes(plan) == {size}
    assert [page.layout for page in plan.pages] == ["cover", "section", "points", "references"]
    assert len(content(plan)) == 1


def page_of(blocks: str) -> Page:
    return next(page for page in good(slides(outline(blocks))).pages if page.anchor == "slide")


def body_of(blocks: str) -> TextBox:
    return next(item for item in page_of(blocks).items if isinstance(item, TextBox) and item.placeholder == "body")


def test_a_single_point_is_a_statement_where_the_eye_rests_and_a_list_starts_at_its_line():
    said, listed = (body_of(f"- {SENTENCE}\n" * count) for count in (1, 2))
    assert [paragraph.bullet for paragraph in said.paragraphs] == [None]
    assert all(paragraph.bullet for paragraph in listed.paragraphs)
    assert listed.box.y == BODY_TOP < said.box.y < 540 / 2


def test_points_have_air_where_there_is_room_and_none_where_there_is_not():
    def gap(count: int) -> float:
        first, second = body_of(f"- {SENTENCE}\n" * count).paragraphs[:2]
        return (second.y - first.y - first.leading * len(first.lines)) / first.runs[0].nominal

    gaps = [gap(count) for count in (2, 5, 7, 9)]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] > 1
    assert gaps[-1] < 0.6


@pytest.mark.parametrize(
    ("blocks", "alone"),
    [
        ("- callout: Mind this\n", True),
        ("- callout: Mind this\n- callout: And this\n", True),
        ("- quote: {text: Few words, by: Someone}\n", True),
        ("- diagram: {nodes: {a: A, b: B}, edges: [a -> b]}\n", True),
        ("- A point\n- callout: Mind this\n", False),
        ("- table: {header: [A, B], rows: [[c, d]]}\n", False),
    ],
)
def test_what_stands_alone_stands_at_the_optical_centre(blocks: str, *, alone: bool):
    page = page_of(blocks)
    top = min(item.box.y for item in page.items if isinstance(item, TextBox | Group | Table) and item.box.y > 125)
    assert (top > BODY_TOP + 20) == alone


def test_more_points_step_down_the_type_scale():
    plan = good(slides(outline(f"- {SENTENCE}, and then some\n" * 6)))
    assert len(content(plan)) == 1
    assert body_sizes(plan) == {20.0}


def test_too_many_points_continue_evenly_and_in_order():
    points = "".join(
        f"- Point number {n} says one thing in about twelve words or so and a few more\n" for n in range(1, 17)
    )
    plan = good(slides(outline(points)))
    pages = content(plan)
    assert len(pages) == 2
    assert [page[0] for page in pages] == ["One thing is said here (1 of 2)", "One thing is said here (2 of 2)"]
    said = [words for page in pages for words in page[1].split(" / ")]
    assert [int(words.split()[2]) for words in said] == list(range(1, 17))
    counts = [len(page[1].split(" / ")) for page in pages]
    assert max(counts) - min(counts) <= 1
    assert len(body_sizes(plan)) == 1


def lines_of_body(plan: Plan) -> list[int]:
    return [
        sum(len(paragraph.lines) for paragraph in item.paragraphs)
        for page in plan.pages
        if page.title.startswith("One thing")
        for item in page.items
        if isinstance(item, TextBox) and item.placeholder == "body"
    ]


def test_blocks_of_several_kinds_continue_evenly_too():
    steps = ", ".join(f'"Step {n}: {SENTENCE[:40]}"' for n in range(1, 9))
    blocks = f"- {SENTENCE}\n" * 5 + f"- steps: [{steps}]\n" + f'- checklist: ["{SENTENCE}", "Another"]\n'
    lines = lines_of_body(good(slides(outline(blocks))))
    assert len(lines) == 2
    assert max(lines) - min(lines) <= 2


def test_a_text_stays_with_what_it_heads():
    blocks = "".join(f"- text: Heading {n}\n- {SENTENCE}\n- {SENTENCE}\n" for n in range(1, 7))
    for page in content(good(slides(outline(blocks)))):
        assert not page[1].rpartition(" / ")[2].startswith("Heading")


def test_a_table_of_one_column_has_no_row_headers():
    plan = good(slides(outline("- table: [[Sign], [Nystagmus], [Ataxia]]\n")))
    table = next(item for page in plan.pages for item in page.items if isinstance(item, Table))
    assert not any(run.face.bold for row in table.rows[1:] for p in row.cells[0].paragraphs for run in p.runs)


def test_steps_go_on_counting_on_the_next_slide():
    steps = ", ".join(f'"Step that says what to do and why it matters, with number {n}"' for n in range(1, 21))
    plan = good(slides(outline(f"- steps: [{steps}]\n")))
    numbers = [
        paragraph.bullet.number
        for page in plan.pages
        for item in page.items
        if isinstance(item, TextBox) and item.placeholder == "body" and page.title.startswith("One thing")
        for paragraph in item.paragraphs
        if paragraph.bullet
    ]
    assert numbers == list(range(1, 21))


def test_a_long_table_continues_with_its_header_repeated():
    rows = "\n".join(f'    - ["Trial {n}", "{n}", "A result that is said in a few words"]' for n in range(1, 18))
    plan = good(
        slides(outline(f"- table:\n    header: [Trial, n, Result]\n    rows:\n{rows.replace('    -', '      -')}\n"))
    )
    tables = [item for page in plan.pages for item in page.items if isinstance(item, Table)]
    assert len(tables) > 1
    for table in tables:
        assert table.rows[0].header
        assert [cell.paragraphs[0].text for cell in table.rows[0].cells] == ["Trial", "n", "Result"]
        assert table.box.bottom <= 507
    assert len({table.columns for table in tables}) == 1, "the columns don't jump from slide to slide"
    counts = [len(table.rows) for table in tables]
    assert max(counts) - min(counts) <= 1
    first = [row.cells[0].paragraphs[0].text for table in tables for row in table.rows[1:]]
    assert first == [f"Trial {n}" for n in range(1, 18)]


def test_columns_of_numbers_are_set_flush_right():
    plan = good(slides(outline('- table: [[Trial, n, Note], [A, "18", x], [B, "7.5", y]]\n')))
    table = next(item for page in plan.pages for item in page.items if isinstance(item, Table))
    assert [cell.paragraphs[0].align for cell in table.rows[1].cells] == ["left", "right", "left"]


@pytest.mark.parametrize(
    ("blocks", "token"),
    [
        ("- fine\n- " + "Wort" * 18 + "\n", "WortWort"),
        ("- table: [[A, B], [" + "x" * 30 + ", " + "y" * 99 + "]]\n", "yyy"),
        ("- fine\n- chart: {categories: [" + "z" * 190 + "], values: [1]}\n", "zzz"),
    ],
)
def test_a_word_or_cell_that_cannot_fit_is_an_error_where_it_stands(blocks, token):
    text = outline(blocks)
    fault = only(slides(text))
    assert fault.rule == "FIT001"
    assert token in text.splitlines()[fault.at.line - 1]


def test_a_title_of_three_lines_is_an_error_at_the_title():
    text = outline("- x\n", title="word " * 40)
    fault = only(slides(text))
    assert fault.rule == "FIT001"
    assert "word word" in text.splitlines()[fault.at.line - 1]


def test_no_word_stands_alone_on_the_last_line_of_a_title():
    plan = good(
        slides(outline("- x\n", title="Adults who were thought to be quite stable had hydroxynorketaminehydrochloride"))
    )
    (title,) = [item for page in plan.pages if page.title.startswith("Adults") for item in page.items[:1]]
    assert [len(line.pieces[0].run.text.split()) for line in title.paragraphs[0].lines] == [8, 2]


def test_words_stand_beside_a_chart():
    plan = good(slides(outline("- One point\n- chart: {categories: [A, B], values: [1, 2]}\n")))
    page = next(page for page in plan.pages if page.layout == "points-figure")
    chart = next(item for item in page.items if isinstance(item, Chart))
    body = next(item for item in page.items if isinstance(item, TextBox) and item.placeholder == "body")
    assert body.box.right < chart.box.x


def test_nothing_reaches_into_the_footer_and_nothing_leaves_the_slide():
    blocks = f"- {SENTENCE}\n" * 5 + "- callout: {kind: warning, title: Take care, text: It matters}\n"
    for page in good(slides(outline(blocks))).pages:
        for item in page.items:
            if isinstance(item, TextBox) and item.name not in {"Footer", "Slide number"} and page.layout == "points":
                assert item.box.bottom <= 507
                for paragraph in item.paragraphs:
                    for line in paragraph.lines:
                        assert item.inner.x + line.x + line.width <= 960 - 48 + 0.1


def test_a_callout_is_never_split():
    points = ", ".join(f'"A point of the callout that says what to do, number {n}, at some length"' for n in range(40))
    fault = only(slides(outline(f"- callout: {{kind: emergency, title: Now, points: [{points}]}}\n")))
    assert fault.rule == "FIT001"


def test_a_long_word_on_the_cover_is_set_smaller():
    head = HEAD.replace("title: A sample deck", "title: Electroencephalography")
    cover = good(slides(outline("- x\n", head=head))).pages[0]
    sizes = {run.size for item in cover.items if item.name == "Title" for p in item.paragraphs for run in p.runs}
    assert sizes == {40.0}


def test_a_section_title_too_long_for_its_line_is_an_error_where_it_stands():
    text = outline("- x\n").replace("title: The part", f"title: {'Long ' * 21}")
    fault = only(slides(text))
    assert (fault.rule, fault.at.line) == ("FIT001", text[: text.index("Long")].count("\n") + 1)


def test_a_title_that_has_no_room_at_the_foot_of_slides_is_said_once_where_it_stands():
    text = outline("- x\n", head=HEAD.replace("A sample deck", "A title of many words " * 9))
    text += "      - {title: Another thing, blocks: [y]}\n      - {title: A third thing, blocks: [z]}\n"
    (fault,) = [one for one in slides(text).diagnostics if "at the foot of every slide" in one.message]
    assert (fault.rule, fault.at.line) == ("FIT001", 2)
    assert fault.message.startswith("`A title of many words")


def test_a_line_that_other_fonts_or_subscripts_would_heighten_is_spaced_exactly():
    plan = good(slides(outline("- Plain words\n- H~2~O\n- x ⇌ y\n- 10^9^ cells [@one2001]\n")))
    points = [p for page in plan.pages for item in page.items if item.name == "Points" for p in item.paragraphs]
    assert [(p.text, p.exact) for p in points] == [
        ("Plain words", False), ("H2O", True), ("x ⇌ y", True), ("109 cells1", False)
    ]  # fmt: skip


def test_equal_titles_are_told_apart():
    text = outline("- x\n")
    again = text[text.index("      - id: slide") :].replace("id: slide", "id: other")
    titles = [page.title for page in good(slides(text + again)).pages]
    assert titles.count("One thing is said here") == 1
    assert "One thing is said here (2)" in titles
