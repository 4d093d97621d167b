"""The fit report: what is reckoned full, and by what."""

from __future__ import annotations

import pytest
from outlines import good, outline, slides

from builder.plan.fit import BODY, FLOORS, BoxFit, PageFit, fit_of, fullest, smallest_type
from builder.plan.grid import BODY_TOP, FOOTER_TOP

ROOM = FOOTER_TOP - 12 - BODY_TOP
"""The height of a slide's body in points."""
SENTENCE = "Each of these points says one thing in about twelve words or so"
CHART = "- chart: {categories: [A, B], values: [1, 2], title: A chart, source: Somewhere}\n"


def content(blocks: str, **options: str) -> PageFit:
    """The content slide of an outline with one slide."""
    return next(page for page in fit_of(good(slides(outline(blocks, **options)))) if page.title.startswith("One"))


def box(page: PageFit, name: str) -> BoxFit:
    return next(box for box in page.boxes if box.name.startswith(name))


def test_points_fill_the_room_of_their_placeholder() -> None:
    points = box(content(f"- {SENTENCE}\n" * 8), "Points")
    assert (points.lines, points.sizes, points.least, points.room) == (8, (22.0,), BODY, ROOM)
    spare = (ROOM - 8 * 27 - 7 * 10) * 0.4 / 7  # air between points is part of what they use
    assert points.used == pytest.approx(8 * 27 + 7 * (10 + spare), abs=0.5)
    assert points.fill == pytest.approx(points.used / ROOM)
    assert (points.status, points.at is not None) == ("ok", True)


def test_a_full_box_is_tight() -> None:
    points = [box(content(f"- {SENTENCE}\n" * count), "Points") for count in range(5, 15)]
    fills = [one.fill or 0 for one in points]
    assert max(fills) > 0.95
    assert all((one.status == "tight") == (fill > 0.95) for one, fill in zip(points, fills, strict=True))
    assert all(one.status != "over" for one in points)


def test_what_stands_below_could_move_down() -> None:
    """A callout under points takes none of the room that is free under it."""
    page = content(f"- {SENTENCE}\n- callout: Good to know\n")
    points, callout = box(page, "Points"), box(page, "Callout")
    assert points.room == pytest.approx(ROOM - 20 - 26 - 2 * 14 * 0.85, abs=12)
    assert (points.fill or 1) < 0.15 and (callout.fill or 1) < 0.15


def test_small_print_at_the_foot_is_not_tight_while_a_chart_can_give_way() -> None:
    page = content(f"- {SENTENCE}\n{CHART}")
    assert box(page, "Source").status == box(page, "Caption").status == "ok"
    assert box(page, "Source").least == FLOORS["Source"]
    assert (box(page, "Chart").kind, box(page, "Chart").sizes) == ("chart", (14.0,))


def test_labels_and_small_print_are_no_body_text() -> None:
    page = content(f"- {SENTENCE}\n{CHART}")
    assert smallest_type([page]) == 22.0
    table = content("- table: {header: [A, B], rows: [[c, d]], source: Somewhere}\n")
    assert box(table, "Table").sizes == (20.0, 14.0)
    assert smallest_type([table]) == 20.0


def test_the_fullest_box_is_found_with_its_page() -> None:
    pages = fit_of(good(slides(outline(f"- {SENTENCE}\n" * 8))))
    page, most, fill = fullest(pages) or pytest.fail("no box")
    assert (page.title, most.name) == ("One thing is said here", "Points")
    assert fill == most.fill == max(b.fill for p in pages for b in p.boxes if b.fill is not None and b.body)


def test_lines_of_furniture_fill_their_width() -> None:
    footer = next(b for b in content(f"- {SENTENCE}\n").boxes if b.placeholder == "footer")
    assert footer.fill == pytest.approx(footer.widest / footer.width)


def test_a_title_of_ninety_characters_has_room_on_the_cover() -> None:
    words = "Hypertension in older adults with several long-term conditions and many more words besides"
    text = outline("- A point\n").replace("title: A sample deck", f"title: {words}")
    assert text.count(words) == 1
    cover = good(slides(text)).pages[0]
    assert box(fit_of(good(slides(text)))[0], "Title").lines == 3
    assert cover.title == words
