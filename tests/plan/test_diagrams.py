"""Diagrams on slides and on paper: direction, looks, badges, key, clusters, step build."""

from __future__ import annotations

from itertools import pairwise
from textwrap import indent

import pytest
from outlines import good, handout, only, outline, slides

from builder.geometry import Rect
from builder.graph import reading_order
from builder.load.themes import load_theme
from builder.plan.diagram.frames import layered
from builder.plan.diagram.traffic import Link
from builder.plan.page import Connector, Group, Page, Plan, Shape, Stroke, TextBox, TextShape
from builder.theme import contrast

CHAIN = """\
diagram:
  nodes:
    drug: {label: Ketamine, kind: drug}
    receptor: {label: NMDA receptor, kind: receptor}
    signal: {label: Glutamate, kind: transmitter}
    mood: {label: Mood, kind: outcome}
  edges:
    - drug -| receptor (animal, in vitro, moderate) [@one2001]
    - receptor -> signal (human, strong) [@one2001; @two2002]
    - signal -? mood (human, weak)
"""


def block(text: str) -> str:
    """A block's text as an item of a list."""
    return "- " + indent(text, "  ")[2:]


def chain_of(count: int, label: str = "A thing that counts") -> str:
    names = [f"n{number}" for number in range(count)]
    edges = ", ".join(f"{a} -> {b}" for a, b in pairwise(names))
    nodes = ", ".join(f"{name}: {label} {number}" for number, name in enumerate(names))
    return f"diagram:\n  nodes: {{{nodes}}}\n  edges: [{edges}]\n"


def page_of(plan: Plan, title: str = "One thing is said here") -> Page:
    return next(page for page in plan.pages if page.title == title)


def group_of(page: Page) -> Group:
    return next(item for item in page.items if isinstance(item, Group) and item.name.startswith("Diagram"))


def drawn(text: str) -> Group:
    return group_of(page_of(good(slides(outline(block(text))))))


def boxes(group: Group) -> list[TextShape]:
    return [item for item in group.items if isinstance(item, TextShape) and item.key and item.paragraphs]


def words(shape: TextShape | TextBox) -> str:
    return " ".join(paragraph.text for paragraph in shape.paragraphs)


def marks(group: Group, name: str = "Evidence") -> list[TextShape]:
    foot = max(box.box.bottom for box in boxes(group))
    return [i for i in group.items if isinstance(i, TextShape) and i.name.startswith(name) and i.box.y < foot]


def key_words(group: Group) -> list[str]:
    return [words(item) for item in group.items if isinstance(item, TextBox) and item.name == "Key"]


def sizes(group: Group) -> set[float]:
    return {run.size for box in boxes(group) for paragraph in box.paragraphs for run in paragraph.runs}


# Direction and size


def test_a_chain_runs_across_a_slide_in_large_type():
    group = drawn(CHAIN)
    assert [words(box) for box in boxes(group)] == ["Ketamine", "NMDA receptor", "Glutamate", "Mood"]
    assert len({box.box.y for box in boxes(group)}) == 1
    assert [box.box.x for box in boxes(group)] == sorted(box.box.x for box in boxes(group))
    assert group.box.width == 864
    assert max(box.box.right for box in boxes(group)) > 48 + 0.9 * 864
    assert min(sizes(group)) >= 16


@pytest.mark.parametrize("count", [9, 12, 16])
def test_a_long_chain_is_set_in_bands_that_are_read_from_the_left(count: int):
    group = drawn(chain_of(count))
    places = [(box.box.y, box.box.x) for box in boxes(group)]
    assert places == sorted(places), "band by band, and each from the left"
    assert 1 < len({y for y, _ in places}) <= 4
    assert min(sizes(group)) >= 14
    assert max(box.box.bottom for box in boxes(group)) <= 136 + 359


def test_an_author_may_ask_for_the_direction():
    down = drawn(CHAIN.replace("diagram:\n", "diagram:\n  direction: down\n"))
    assert len({box.box.x for box in boxes(down)}) == 1
    assert [box.box.y for box in boxes(down)] == sorted(box.box.y for box in boxes(down))


def test_boxes_of_a_diagram_are_equal_and_hold_their_words():
    group = drawn(CHAIN.replace("Glutamate", "A glutamate surge in the prefrontal cortex"))
    assert len({(round(box.box.width, 3), round(box.box.height, 3)) for box in boxes(group)}) == 1
    for box in boxes(group):
        (paragraph,) = box.paragraphs
        assert paragraph.align == "center" and 1 <= len(paragraph.lines) <= 3
        for line in paragraph.lines:
            assert line.x >= 0 and line.x + line.width <= box.inner.width
            assert box.box.x + 4 < box.inner.x + line.x and box.inner.x + line.x + line.width < box.box.right - 4
        assert paragraph.lines[0].baseline > 10 and paragraph.lines[-1].baseline < box.inner.height - 3


def test_a_diagram_with_too_much_for_a_slide_is_an_error_at_its_place():
    fault = only(slides(outline(block(chain_of(36, "Something with a label of many long words")))))
    assert fault.rule == "FIT001" and "36 boxes" in fault.message and "14 pt" in fault.message
    assert fault.help and "two diagrams" in fault.help and "the longest first: `Something with" in fault.help
    assert "arrows" not in fault.help, "a chain has few"
    assert fault.at.line == 21


# Looks


def test_kinds_differ_in_more_than_colour():
    kinds = (
        "drug", "metabolite", "receptor", "cell", "transmitter", "factor", "pathway", "structure", "circuit", "process",
        "state", "context", "challenge", "outcome",
    )  # fmt: skip
    nodes = "".join(f"    n{number}: {{label: Box {number}, kind: {kind}}}\n" for number, kind in enumerate(kinds))
    edges = "".join(f"    - n0 -> n{number}\n" for number in range(1, 8))
    edges += "".join(f"    - n{number - 7} -> n{number}\n" for number in range(8, len(kinds)))
    group = drawn(f"diagram:\n  nodes:\n{nodes}  edges:\n{edges}")
    looks = {
        (box.fill.rgb if box.fill else None, box.line_width, bool(box.dash), round(box.radius, 1))
        for box in boxes(group)
    }
    assert len(looks) == len(kinds)
    for box in boxes(group):
        assert box.fill is not None
        assert contrast(box.paragraphs[0].runs[0].color.rgb, box.fill.rgb) >= 4.5


def test_signs_differ_at_the_ends_and_certainty_in_the_dashes():
    lines = [item for item in drawn(CHAIN).items if isinstance(item, Connector) and item.end]
    blocked, bar, raised, disputed = lines
    assert blocked.head is None and bar.name == "Bar" and bar.width > blocked.width
    assert bar.start and bar.end and bar.start.key == bar.end.key == blocked.end.key  # type: ignore[union-attr]
    assert raised.head and raised.head.kind == "triangle" and raised.head.width > 2 * raised.width
    assert disputed.head is None
    assert raised.dash == () and blocked.dash and disputed.dash and len({blocked.dash, disputed.dash}) == 2
    assert [words(mark) for mark in marks(drawn(CHAIN), "Sign")] == ["?"]
    assert 1.5 <= raised.width <= 3


def test_badges_of_evidence_differ_in_shape_and_letter_and_stand_free():
    text = CHAIN.replace("(human, weak)", "(inferred)")
    group = drawn(text)
    found = marks(group)
    assert [words(mark) for mark in found] == ["A", "V", "H", "I"]
    filled = {words(mark): mark.fill == mark.line for mark in found}
    assert filled == {"A": False, "V": False, "H": True, "I": False}
    assert len({(mark.kind, filled[words(mark)]) for mark in found}) == 4
    assert all(run.size >= 11 for mark in found for p in mark.paragraphs for run in p.runs)
    for mark in found:
        assert not any(overlap(mark.box, box.box) for box in boxes(group))
        assert not any(overlap(mark.box, other.box) for other in found if other is not mark)


def overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.right - 0.01
        and other.x < one.right - 0.01
        and one.y < other.bottom - 0.01
        and other.y < one.bottom - 0.01
    )


def test_the_key_explains_what_occurs_and_nothing_else():
    assert key_words(drawn(CHAIN)) == [
        "raises", "blocks", "disputed", "strong", "moderate", "weak", "seen in people", "animals, not people",
        "in vitro, not people",
    ]  # fmt: skip
    bare = "diagram:\n  nodes: {a: A, b: B}\n  edges: [a -> b]\n"
    assert key_words(drawn(bare)) == []
    assert key_words(drawn(bare.replace("a -> b", '"a -> b (animal)"'))) == ["animals, not people"]
    key = [item for item in drawn(CHAIN).items if isinstance(item, TextBox) and item.name == "Key"]
    assert all(run.size >= 12 for item in key for paragraph in item.paragraphs for run in paragraph.runs)


def test_few_arrows_carry_the_numbers_of_their_sources_and_many_share_a_line():
    page = page_of(good(slides(outline(block(CHAIN)))))
    numbers = [words(i) for i in group_of(page).items if isinstance(i, TextBox) and i.name == "Sources"]
    assert numbers == ["1", "1,2"]
    assert not any(isinstance(item, TextBox) and item.name == "Source" for item in page.items)
    many = chain_of(13).replace("[n0 -> n1", '["n0 -> n1 [@two2002]"')
    page = page_of(good(slides(outline(block(many)))))
    assert [words(i) for i in page.items if isinstance(i, TextBox) and i.name == "Source"] == ["Source: [1]"]


def test_words_about_an_arrow_are_told_under_the_diagram_by_their_letter():
    edge = '{edge: signal -? mood, certainty: weak, text: "seen at rest only [@two2002]"}'
    page = page_of(good(slides(outline(block(CHAIN.replace("signal -? mood (human, weak)", edge))))))
    assert [words(i) for i in group_of(page).items if isinstance(i, TextBox) and i.name == "Sources"][-1] == "a"
    assert [words(i) for i in page.items if isinstance(i, TextBox) and i.name == "Source"] == [
        "a seen at rest only [2]"
    ]


def test_a_cluster_stands_on_a_panel_unless_others_are_in_its_way():
    fork = """\
diagram:
  nodes: {a: A, b: B, c: C, d: D, e: E}
  edges: [a -> b, b -> c, a -> d, d -> e]
  clusters: {Upper: [b, c]}
"""

    def panels(text: str) -> list[Shape]:
        return [i for i in drawn(text).items if isinstance(i, Shape) and i.name.startswith("Cluster")]

    (panel,) = panels(fork)
    inside = {words(box) for box in boxes(drawn(fork)) if overlap(panel.box, box.box)}
    assert inside == {"B", "C"}
    names = [words(i) for i in drawn(fork).items if isinstance(i, TextBox) and i.name.startswith("Cluster")]
    assert names == ["Upper"]
    assert panels(fork.replace("[b, c]", "[a, c]")) == []
    assert "Upper: A, C." in (drawn(fork.replace("[b, c]", "[a, c]")).alt or "")


# Alternative text


def test_alternative_text_tells_every_arrow_in_reading_order():
    assert drawn(CHAIN).alt == (
        "Diagram. Ketamine blocks NMDA receptor (animal, in vitro; moderate). "
        "NMDA receptor raises Glutamate (human; strong). Glutamate may affect (disputed) Mood (human; weak)."
    )
    assert drawn(CHAIN.replace("diagram:\n", "diagram:\n  title: How it works\n")).alt.startswith(
        "Diagram: How it works."
    )  # type: ignore[union-attr]
    assert drawn(CHAIN + "  alt: My own words.\n").alt == "My own words."


def test_a_plain_chain_is_told_as_steps():
    assert drawn(chain_of(3, "Step")).alt == (
        "Diagram. 3 steps, each leading to the next: 1. Step 0; 2. Step 1; 3. Step 2."
    )


def test_a_circle_is_read_from_its_first_box():
    text = "diagram:\n  nodes: {a: A, b: B, c: C}\n  edges: [b -> c, c -> a, a -> b]\n"
    assert [words(box) for box in boxes(drawn(text))] == ["A", "B", "C"]
    assert drawn(text).alt == "Diagram. A raises B. B raises C. C raises A."


# Step build

BUILD = CHAIN + """\
  build:
    - {title: First the receptor, nodes: [drug, receptor], notes: Say it slowly.}
    - {title: Then the mood, nodes: [signal, mood]}
"""  # fmt: skip


def test_a_build_adds_slides_on_which_nothing_moves():
    plan = good(slides(outline(block(BUILD))))
    pages = [page_of(plan, title) for title in ("One thing is said here", "First the receptor", "Then the mood")]
    places = [[(item.key, item.box) for item in boxes(group_of(page))] for page in pages]
    assert places[0] == places[1] == places[2]
    lines = [sorted(i.points for i in group_of(page).items if isinstance(i, Connector)) for page in pages]
    assert lines[0] == lines[1] == lines[2]
    assert [page.anchor for page in pages] == ["slide", None, None]
    assert ["".join(run.text for p in page.notes for run in p) for page in pages] == ["", "Say it slowly.", ""]
    numbers = [words(i) for page in pages for i in page.items if isinstance(i, TextBox) and i.name == "Slide number"]
    assert numbers == ["3", "4", "5"]


def test_what_a_step_is_not_about_is_muted_and_can_still_be_read():
    plan = good(slides(outline(block(BUILD))))
    theme = load_theme("clinic")
    first, step = (group_of(page_of(plan, title)) for title in ("One thing is said here", "First the receptor"))
    full = {words(box): (box.fill, box.line) for box in boxes(first)}
    now = {words(box): (box.fill, box.line) for box in boxes(step)}
    assert [name for name in full if full[name] != now[name]] == ["Glutamate", "Mood"]
    for box in boxes(step):
        assert box.fill is not None
        assert contrast(box.paragraphs[0].runs[0].color.rgb, box.fill.rgb) >= 4.5
    colors = {i.name: i.color for i in step.items if isinstance(i, Connector) and i.name != "Bar" and i.start}
    assert [color == theme.color("ink") for color in colors.values()] == [False, False, True], "muted ones lie behind"
    assert step.alt == (
        "Diagram. Highlighted: Ketamine, NMDA receptor. Ketamine blocks NMDA receptor (animal, in vitro; moderate)."
    )


def test_equal_titles_of_steps_are_told_apart():
    text = BUILD.replace("Then the mood", "First the receptor")
    titles = [page.title for page in good(slides(outline(block(text)))).pages]
    assert "First the receptor" in titles and "First the receptor (2)" in titles


def test_a_highlight_mutes_the_rest_of_a_single_slide():
    group = drawn(CHAIN + "  highlight: [drug, receptor]\n")
    muted = load_theme("clinic").color("muted")
    assert [box.line == muted for box in boxes(group)] == [False, False, True, True]


# Paper


PLAIN = """\
- diagram:
    nodes: {a: Own words, b: More own words}
    edges: [a -> b]
    build: [{title: A step, nodes: [a], notes: For the lecturer}]
  plain:
    nodes:
      a: {label: The medicine calms a brake in the brain for a short time., kind: drug}
      b: A signal goes up.
      c: Mood may get better.
    edges: [a -> b, b -> c]
    note: Most of it was seen in rats and mice.
"""


@pytest.mark.parametrize("large", [False, True])
def test_a_patients_chain_runs_down_the_column_in_plain_words(large: bool):
    plan = good(handout(outline(PLAIN), large=large))
    page = next(page for page in plan.pages if any(isinstance(item, Group) for item in page.items))
    group = group_of(page)
    assert [words(box).split()[0] for box in boxes(group)] == ["The", "A", "Mood"]
    assert [box.box.y for box in boxes(group)] == sorted(box.box.y for box in boxes(group))
    assert all(b.box.y - a.box.bottom >= 14 for a, b in pairwise(boxes(group)))
    assert sizes(group) == {18.0 if large else 12.0}
    assert len([i for i in group.items if isinstance(i, Connector) and i.head]) == 2
    assert not any(isinstance(item, Stroke) for item in group.items), "no key"
    figure = next(element for element in plan.elements if element.role == "Figure")
    assert figure.id == group.element
    assert figure.alt == group.alt and "1. The medicine calms a brake" in (figure.alt or "")
    said = "\n".join(words(i) for p in plan.pages for i in p.items if isinstance(i, TextBox))
    assert "Most of it was seen in rats and mice." in said
    assert "A step" not in said and "Own words" not in said


@pytest.mark.parametrize("more", [(), (("x", "d"),), (("x", "d"), ("e", "c"))])
def test_of_a_circle_the_arrow_leads_back_that_closes_it(more: tuple[tuple[str, str], ...]) -> None:
    """Whatever else leads into the circle, a cascade runs as its author wrote it down."""
    arrows = [*pairwise("abcde"), ("e", "a"), *more]
    order = reading_order(sorted({name for arrow in arrows for name in arrow}), arrows)
    made = layered(len(order), [Link(order.index(a), order.index(b)) for a, b in arrows])
    ranks = [made.rank[order.index(name)] for name in "abcde"]
    assert ranks == sorted(set(ranks))
