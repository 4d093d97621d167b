"""Laws of every layout: nothing outside the grid, nothing on top of another, no word lost, whatever the slide holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

import yaml
from hypothesis import HealthCheck, Phase, assume, event, given, settings
from hypothesis import strategies as st
from outlines import HEAD, slides

from builder.geometry import Rect
from builder.model import Layout
from builder.plan.grid import BODY_TOP, FOOTER_TOP
from builder.plan.page import Chart, Group, Image, Item, Page, Stamps, Table, TextBox

LEFT, RIGHT, BOTTOM = 48.0, 912.0, FOOTER_TOP - 12
FURNITURE = {"Footer", "Slide number", "Section", "Step", "Title"}
SLOW = settings(
    deadline=None,
    max_examples=120,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)

words = st.integers(1, 18).map(
    lambda n: " ".join(["Ketamine", "may", "lift", "a", "low", "mood", "within", "hours"][i % 8] for i in range(n))
)
short = st.integers(1, 4).map(lambda n: " ".join(["felt", "much", "better", "then"][:n]))
count = st.integers(0, 100)


def block(kind: str) -> st.SearchStrategy[dict[str, object]]:
    points = st.lists(words, min_size=1, max_size=5)
    side = st.fixed_dictionaries(
        {"title": short, "kind": st.sampled_from(["benefit", "harm", "neutral"]), "points": points}
    )
    made: dict[str, st.SearchStrategy[object]] = {
        "point": words,
        "text": words,
        "steps": points,
        "checklist": points,
        "callout": st.fixed_dictionaries({"kind": st.sampled_from(["info", "warning", "emergency"]), "title": short, "text": words}),
        "quote": st.fixed_dictionaries({"text": words, "by": short}),
        "table": st.integers(1, 9).flatmap(lambda n: st.lists(st.tuples(short, words, short).map(list), min_size=n, max_size=n)).map(
            lambda rows: {"title": "Rows", "header": ["One", "Two", "Three"], "rows": rows, "source": "A source"}
        ),
        "chart": st.fixed_dictionaries({"categories": st.just(["One", "Two"]), "values": st.tuples(count, count).map(list), "title": words, "note": words}),
        "icons": st.fixed_dictionaries(
            {
                "of": st.sampled_from([100, 1000]),
                "arms": st.integers(1, 3).flatmap(lambda n: st.fixed_dictionaries({f"Arm {i}": st.integers(0, 99) for i in range(n)})),
                "event": short,
                "rest": short,
                "title": words,
                "source": words,
            }
        ),
        "compare": st.fixed_dictionaries({"sides": st.lists(side, min_size=2, max_size=3), "source": words}),
        "question": st.fixed_dictionaries(
            {"text": words, "options": st.lists(words, min_size=2, max_size=5, unique=True), "answer": st.just("A"), "rationale": words}
        ),
        "fill-in": st.one_of(
            st.lists(st.fixed_dictionaries({"label": words, "lines": st.integers(1, 6)}), min_size=1, max_size=12, unique_by=lambda one: one["label"]),
            st.integers(1, 31).map(lambda n: {"title": "Days", "rows": [f"Day {i}" for i in range(n)], "columns": ["Mood", "Sleep"]}),
        ),
        "number": st.fixed_dictionaries({"value": st.sampled_from(["45%", "1 in 100", "2,665"]), "counts": words, "source": words}),
    }  # fmt: skip
    return st.fixed_dictionaries({kind: made[kind]})


WORDS, FIGURES = ("point", "text", "steps", "checklist"), ("table", "chart", "icons", "fill-in")
shapes = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7),
    st.tuples(st.lists(st.sampled_from(WORDS), max_size=4), st.sampled_from(FIGURES)).map(lambda pair: [*pair[0], pair[1]]),
    st.tuples(st.sampled_from(FIGURES), st.lists(st.sampled_from(WORDS), max_size=3)).map(lambda pair: [pair[0], *pair[1]]),
    st.lists(st.sampled_from(FIGURES), min_size=2, max_size=2),
    st.sampled_from([["quote"], ["compare"], ["question"], ["number"]]),
    st.sampled_from([["compare", "callout"], ["number", "callout"], ["point", "callout", "callout"], ["callout", "callout"]]),
)  # fmt: skip


@st.composite
def decks(draw: st.DrawFn) -> tuple[str, list[dict[str, object]]]:
    """An outline of one slide as YAML, and its blocks."""
    blocks = [draw(block(kind)) for kind in draw(shapes)]
    slide: dict[str, object] = {"title": "One thing is said here", "blocks": blocks}
    if draw(st.booleans()):
        slide["layout"] = draw(st.sampled_from(get_args(Layout)))
    if draw(st.booleans()):
        slide["overflow"] = "notes"
    deck = {**yaml.safe_load(HEAD), "sections": [{"section": "part", "title": "The part", "slides": [slide]}]}
    return yaml.safe_dump(deck, allow_unicode=True, sort_keys=False), blocks


def pages(text: str) -> list[Page]:
    planned = slides(text)
    assume(planned.plan is not None)
    assert planned.plan is not None
    return [page for page in planned.plan.pages if page.title.startswith("One thing")]


def flat(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield from flat(item.items) if isinstance(item, Group) else (item,)


def used(item: Item) -> Rect | None:
    """Where an item's words or picture stand; None for decoration and empty boxes."""
    match item:
        case Table() | Chart() | Image() | Stamps():
            return item.box
        case TextBox() if item.paragraphs and item.name not in FURNITURE:
            last = item.paragraphs[-1]
            left = min(line.x for p in item.paragraphs for line in p.lines)
            right = max(line.x + line.width for p in item.paragraphs for line in p.lines)
            top, bottom = item.paragraphs[0].y, last.y + last.leading * len(last.lines)
            return Rect(item.inner.x + left, item.inner.y + top, right - left, bottom - top)
        case _:
            return None


@SLOW
@given(decks())
def test_everything_stands_on_the_grid(deck: tuple[str, list[dict[str, object]]]) -> None:
    for page in pages(deck[0]):
        event(page.layout or "")
        for item in flat(page.items):
            box = used(item)
            if box:
                assert box.x >= LEFT - 0.5 and box.right <= RIGHT + 0.5, (page.layout, item)
                assert box.y >= BODY_TOP - 0.5 and box.bottom <= BOTTOM + 1.0, (page.layout, item)


@SLOW
@given(decks())
def test_nothing_stands_on_another(deck: tuple[str, list[dict[str, object]]]) -> None:
    for page in pages(deck[0]):
        boxes = [(item, box) for item in flat(page.items) if (box := used(item))]
        for index, (one, first) in enumerate(boxes):
            for other, second in boxes[index + 1 :]:
                if same_array(one, other):
                    continue
                across = min(first.right, second.right) - max(first.x, second.x)
                down = min(first.bottom, second.bottom) - max(first.y, second.y)
                assert across <= 0.5 or down <= 0.5, (page.layout, one, other)


def same_array(one: Item, other: Item) -> bool:
    """Tell whether two shapes are outcomes of one array, whose figures share a row."""
    return all(isinstance(item, Stamps) and item.name != "Key" for item in (one, other))


@SLOW
@given(decks())
def test_no_word_is_lost(deck: tuple[str, list[dict[str, object]]]) -> None:
    said: list[str] = []
    for page in pages(deck[0]):
        for item in flat(page.items):
            said += [p.text for p in item.paragraphs] if isinstance(item, TextBox) else []
            said += (
                [p.text for row in item.rows for c in row.cells for p in c.paragraphs]
                if isinstance(item, Table)
                else []
            )
            said += (
                [p.text for m in item.marks if isinstance(m, TextBox) for p in m.paragraphs]
                if isinstance(item, Chart)
                else []
            )
        said += ["".join(run.text for run in paragraph) for paragraph in page.notes]
    for text in texts(deck[1]):
        assert any(text in one for one in said), text


PLAIN = {"kind", "answer", "of"}
"""Keys whose values are no words of the slide."""


def texts(value: object, key: str = "") -> Iterator[str]:
    """Every text in the blocks; an icon array's event and rest stand after their numbers."""
    if isinstance(value, str) and key not in PLAIN:
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, key)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from texts(item, name)
            if key == "arms":
                yield name


@SLOW
@given(decks())
def test_callouts_are_whole_and_on_the_slide(deck: tuple[str, list[dict[str, object]]]) -> None:
    wanted = [b["callout"] for b in deck[1] if "callout" in b]
    shown = [
        [p.text for p in item.paragraphs]
        for page in pages(deck[0])
        for item in page.items
        if isinstance(item, TextBox) and item.name.startswith("Callout")
    ]
    assert shown == [[callout["title"], callout["text"]] for callout in wanted]  # type: ignore[index]
