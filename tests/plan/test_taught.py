"""Icon arrays, comparisons, big numbers and questions on slides and on paper: counts, places, sizes, alternative text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from outlines import good, handout, only, outline, slides

from builder.geometry import Rect
from builder.plan.grid import FOOTER_TOP
from builder.plan.page import Group, Item, Page, Plan, Role, Shape, Stamps, TextBox

LEFT, RIGHT = 48.0, 960.0 - 48.0


def flat(items: Iterable[Item]) -> Iterator[Item]:
    """Items with those of groups."""
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from flat(item.items)


def pages(plan: Plan) -> list[Page]:
    return [page for page in plan.pages if page.title.startswith("One thing")]


def texts(page: Page) -> list[str]:
    return [p.text for item in flat(page.items) if isinstance(item, TextBox) for p in item.paragraphs]


def stamps(items: Iterable[Item]) -> list[Stamps]:
    return [item for item in flat(items) if isinstance(item, Stamps) and item.name != "Key"]


# Icon arrays


@pytest.mark.parametrize("total", [100, 1000])
@pytest.mark.parametrize("count", [0, 1, 45, 99, 100])
def test_every_person_is_drawn_once_and_the_counted_ones_first(total: int, count: int) -> None:
    rest = "" if count == total else ", rest: did not"
    page = pages(good(slides(outline(f"- icons: {{of: {total}, count: {count}, event: felt better{rest}}}\n"))))[0]
    drawn = stamps(page.items)
    assert sum(len(one.places) for one in drawn) == total
    assert len({place for one in drawn for place in one.places}) == total
    counted = [one for one in drawn if one.name.endswith("felt better")]
    assert sum(len(one.places) for one in counted) == count
    order = [place for one in drawn for place in one.places]
    assert order == sorted(order, key=lambda place: (place[1], place[0])), "row by row from the top left"


def test_one_shape_for_each_outcome_so_that_one_click_gives_it_another_colour() -> None:
    blocks = (
        "- icons: {arms: {A: {better: 50, same: 30, worse: 10}, B: {better: 0, same: 1, worse: 2}}, rest: not known}\n"
    )
    page = pages(good(slides(outline(blocks))))[0]
    groups = [item for item in page.items if isinstance(item, Group)]
    assert [group.name for group in groups] == ["Icon array: A", "Icon array: B"]
    first, second = (stamps(group.items) for group in groups)
    assert [one.name for one in first] == ["50 better", "30 same", "10 worse", "10 not known"]
    assert [one.name for one in second] == ["1 same", "2 worse", "97 not known"], "nobody is no shape"
    assert len({one.outline for one in first}) == 4, "groups differ in shape"
    assert len({one.fill for one in first}) == 4, "and in colour"


def test_an_arm_says_both_framings_in_text_and_to_a_screen_reader() -> None:
    blocks = "- icons: {title: Response, arms: {Drug: 64, Dummy: 28}, event: felt better, rest: did not, time: after a day}\n"
    page = pages(good(slides(outline(blocks))))[0]
    assert "64 of 100 felt better" in texts(page) and "36 did not" in texts(page)
    assert "28 of 100 felt better" in texts(page) and "72 did not" in texts(page)
    assert "Each figure is one of 100 people, after a day" in texts(page)
    alts = [item.alt for item in page.items if isinstance(item, Group)]
    assert alts == [
        "Icon array. Drug: 64 of 100 felt better; 36 did not, after a day.",
        "Icon array. Dummy: 28 of 100 felt better; 72 did not, after a day.",
    ]


def test_thousands_are_written_with_their_comma() -> None:
    page = pages(good(slides(outline("- icons: {of: 1000, count: 4, event: passed out, rest: did not}\n"))))[0]
    assert "4 of 1,000 passed out" in texts(page) and "996 did not" in texts(page)


def test_arms_have_figures_of_one_size_and_columns_of_one_width() -> None:
    blocks = "- icons: {arms: {A: 1, B: 2, A third arm with a longer name: 3}, event: felt better, rest: did not}\n"
    page = pages(good(slides(outline(blocks))))[0]
    groups = [item for item in page.items if isinstance(item, Group)]
    widths = {
        round(
            max(p[0] for s in stamps(g.items) for p in s.places) - min(p[0] for s in stamps(g.items) for p in s.places),
            3,
        )
        for g in groups
    }
    assert len(widths) == 1
    tops = {round(min(p[1] for s in stamps(g.items) for p in s.places), 3) for g in groups}
    assert len(tops) == 1
    for group in groups:
        inside(group.box)


def test_an_authors_own_alternative_text_speaks_for_the_whole() -> None:
    page = pages(good(slides(outline("- icons: {count: 4, event: a, rest: b, alt: Hardly anybody}\n"))))[0]
    whole = next(item for item in page.items if isinstance(item, Group))
    assert whole.alt == "Hardly anybody"


def test_an_icon_array_with_too_many_words_has_no_room() -> None:
    name = "a" + " very long name of a group that goes on" * 9
    blocks = f"- icons: {{count: {{{name}: 4, b{name}: 5, c{name}: 6}}, rest: d{name}}}\n"
    fault = only(slides(outline(blocks)))
    assert fault.rule == "FIT001" and "icon array" in fault.message


def test_on_paper_one_figure_speaks_and_the_lines_are_text() -> None:
    blocks = "- icons: {arms: {Drug: 64, Dummy: 28}, event: felt better, rest: did not}\n  for: [patient]\n"
    plan = good(handout(outline(blocks)))
    figures = [element for element in plan.elements if element.role is Role.FIGURE]
    assert [figure.alt for figure in figures] == [
        "Icon array. Drug: 64 of 100 felt better; 36 did not. Dummy: 28 of 100 felt better; 72 did not."
    ]
    held = [item for page in plan.pages for item in page.items if isinstance(item, Group) and item.element is not None]
    assert [group.element for group in held] == [figures[0].id]
    assert sum(len(one.places) for one in stamps(held)) == 200
    said = {
        p.text: p.element for page in plan.pages for i in page.items if isinstance(i, TextBox) for p in i.paragraphs
    }
    assert said["64 of 100 felt better"] is not None and said["72 did not"] is not None


def inside(box: Rect) -> None:
    assert box.x >= LEFT - 0.1 and box.right <= RIGHT + 0.1 and box.bottom <= FOOTER_TOP


# Comparisons

SIDES = """\
- compare:
    sides:
      - {title: Benefit, kind: benefit, points: [It may lift your mood within hours]}
      - title: Harm
        kind: harm
        points:
          - Most people feel spaced out for a while, and some are frightened by it
          - Some feel sick
          - Blood pressure rises
"""


def test_sides_have_panels_of_one_size_and_type_of_one_size() -> None:
    page = pages(good(slides(outline(SIDES))))[0]
    assert page.layout == "comparison"
    panels = [item for item in page.items if isinstance(item, Shape) and item.name == "Side panel"]
    assert len({(p.box.width, p.box.height, p.box.y, p.fill) for p in panels}) == 1
    bodies = [i for i in page.items if isinstance(i, TextBox) and (i.placeholder or "").startswith("body")]
    assert len({(b.box.width, b.box.height, b.box.y) for b in bodies}) == 1
    sizes = {run.nominal for body in bodies for p in body.paragraphs for run in p.runs}
    assert sizes == {22.0}


def test_sides_differ_in_shape_and_harms_are_not_red() -> None:
    plan = good(slides(outline(SIDES)))
    page = pages(plan)[0]
    marks = [item for item in page.items if isinstance(item, Shape) and item.name.endswith("mark")]
    assert len({mark.kind for mark in marks}) == len(marks) == 2
    reds = {"A31621", "FCEBEA"}
    assert not {i.fill.rgb for i in page.items if isinstance(i, Shape) and i.fill} & reds


@pytest.mark.parametrize("large", [False, True])
def test_on_paper_sides_are_equal_too(large: bool) -> None:
    plan = good(handout(outline(SIDES.rstrip() + "\n  for: [patient]\n"), large=large))
    panels = [i for page in plan.pages for i in page.items if isinstance(i, Shape) and i.name == "Side panel"]
    assert len(panels) == 2
    assert len({(round(p.box.width, 2), round(p.box.height, 2)) for p in panels}) == 1
    if not large:
        assert panels[0].box.y == panels[1].box.y
    heads = [element.role for element in plan.elements if element.role is Role.H4]
    assert len(heads) == 2, "under the section's and the slide's heading"


def test_a_comparison_stands_alone_but_for_callouts() -> None:
    assert [page.layout for page in pages(good(slides(outline(SIDES + "- A point\n"))))] == ["comparison", "points"]
    page = pages(good(slides(outline(SIDES + "- callout: {kind: warning, text: Mind this}\n"))))[0]
    callout = next(i for i in page.items if isinstance(i, TextBox) and i.name.startswith("Callout"))
    panel = next(i for i in page.items if isinstance(i, Shape) and i.name == "Side panel")
    assert panel.box.bottom < callout.box.y


# Big numbers


def test_a_number_and_its_comparator_have_the_same_form() -> None:
    blocks = "- number: {value: 45%, counts: responded, compared: {value: 30%, counts: remitted}, source: A trial}\n"
    page = pages(good(slides(outline(blocks))))[0]
    values = [i for i in page.items if isinstance(i, TextBox) and (i.placeholder or "").startswith("value")]
    assert {run.nominal for value in values for p in value.paragraphs for run in p.runs} == {96.0}
    assert len({(v.box.y, v.box.width, v.paragraphs[0].lines[0].baseline) for v in values}) == 1
    assert values[0].box.right <= values[1].box.x
    assert texts(page)[-3:-2] == ["A trial"] or "A trial" in texts(page)


def test_a_long_number_is_smaller_and_one_that_is_no_number_an_error() -> None:
    page = pages(good(slides(outline('- number: {value: "1,200–2,400", counts: ng/mL}\n'))))[0]
    value = next(i for i in page.items if isinstance(i, TextBox) and i.placeholder == "value")
    assert value.paragraphs[0].runs[0].nominal < 96 and len(value.paragraphs[0].lines) == 1
    fault = only(slides(outline("- number: {value: nearly half of everybody who took part, counts: a}\n")))
    assert "too long to be a big one" in fault.message


# Questions

ASKED = """\
- question:
    text: What do you ask first?
    options: [How large was the dose?, Compared with what?, Who paid?]
    answer: Compared with what?
    rationale: A rate says little without its comparator. [@one2001]
"""


def test_the_answer_is_on_the_next_slide_and_nowhere_on_the_first() -> None:
    ask, tell = pages(good(slides(outline(ASKED))))
    assert (ask.layout, tell.layout) == ("question", "answer")
    assert tell.title == ask.title + " (answer)"
    assert not [text for text in texts(ask) if "Answer" in text or "comparator" in text]
    assert not [item for item in flat(ask.items) if isinstance(item, Shape)], "nothing is marked"
    assert "Answer: B" in texts(tell)
    assert any("comparator" in text for text in texts(tell))


def test_nothing_moves_from_question_to_answer() -> None:
    ask, tell = pages(good(slides(outline(ASKED))))
    first = {i.placeholder: i for i in ask.items if isinstance(i, TextBox) and i.placeholder in ("body", "body-2")}
    second = {i.placeholder: i for i in tell.items if isinstance(i, TextBox) and i.placeholder in ("body", "body-2")}
    assert first == second
    band = next(i for i in tell.items if isinstance(i, Shape) and i.name == "Right option")
    options = first["body-2"]
    right = options.paragraphs[1]
    middle = options.inner.y + right.y + right.leading / 2
    assert band.box.y < middle < band.box.bottom
    tick = next(i for i in tell.items if isinstance(i, Shape) and i.name == "Tick")
    assert tick.box.right < options.inner.x and band.box.y <= tick.box.y


def test_options_have_letters_that_powerpoint_counts() -> None:
    ask, _ = pages(good(slides(outline(ASKED))))
    options = next(i for i in ask.items if isinstance(i, TextBox) and i.placeholder == "body-2")
    assert [(p.bullet.kind, p.bullet.run.text) for p in options.paragraphs] == [  # type: ignore[union-attr]
        ("letter", "A."), ("letter", "B."), ("letter", "C.")
    ]  # fmt: skip


def test_an_open_question_shows_its_answer_in_words() -> None:
    blocks = "- question: {text: How would you say it?, answer: In two sentences, rationale: That is enough}\n"
    ask, tell = pages(good(slides(outline(blocks))))
    assert "In two sentences" not in texts(ask)
    assert texts(tell)[1:] and "In two sentences" in texts(tell) and "That is enough" in texts(tell)


def test_the_lecturers_notes_stay_with_the_question() -> None:
    text = outline(ASKED) + "        notes: Let them vote first.\n"
    ask, tell = pages(good(slides(text)))
    assert ask.notes and not tell.notes


def test_a_question_that_has_no_room_for_its_answer_is_an_error() -> None:
    long = " ".join(["This option goes on and on until nobody reads it any more"] * 6)
    options = ", ".join(f'"{n} {long}"' for n in range(5))
    fault = only(slides(outline(f"- question: {{text: Q?, options: [{options}], answer: A}}\n")))
    assert fault.rule == "FIT001" and "too high for a slide" in fault.message


def test_a_question_stands_alone_on_its_slide() -> None:
    fault = only(slides(outline(ASKED + "- A point\n")))
    assert "a question stands alone on its slide" in fault.message


def test_on_paper_answers_stand_at_the_end_and_questions_lead_there() -> None:
    blocks = ASKED.rstrip() + "\n  for: [patient]\n"
    plan = good(handout(outline(blocks)))
    said = [p for page in plan.pages for i in page.items if isinstance(i, TextBox) for p in i.paragraphs]
    order = [p.text for p in said]
    asked, answered = order.index("1. What do you ask first?"), order.index("1. B. Compared with what?")
    assert asked < order.index("Answers") < answered
    assert not any("comparator" in text for text in order[:answered])
    link = next(p for p in said if p.text.startswith("You will find the answer"))
    assert {run.href for run in link.runs} == {"#answers"}
    assert [e.anchor for e in plan.elements if e.anchor == "answers"] == ["answers"]
    options = [e for e in plan.elements if e.role is Role.L and e.numbering == "UpperAlpha"]
    assert len(options) == 1
