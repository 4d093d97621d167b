"""Laws of diagrams: whatever the graph, boxes keep apart and lines keep clear of them."""

from __future__ import annotations

import pytest
from graphs import Graph, faults, graphs
from hypothesis import HealthCheck, assume, given, settings

from builder.plan.diagram import layout
from builder.plan.diagram.board import Board
from builder.plan.diagram.drawing import crossings
from builder.plan.diagram.frames import Frame
from builder.plan.diagram.joints import joined
from builder.plan.diagram.layout import Task, lay_out
from builder.plan.diagram.tangles import steps, tangled
from builder.plan.diagram.traffic import Link
from builder.plan.diagram.ways import Plane, Side, ways, winding
from builder.plan.page import Glue

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@settings(SLOW, max_examples=120)
@given(graphs())
def test_boxes_and_lines_keep_clear_on_a_slide(graph: Graph):
    task = graph.task()
    drawing = lay_out(task)
    assume(drawing is not None)
    assert list(faults(drawing, task)) == []


@settings(SLOW, max_examples=60)
@given(graphs(12))
def test_boxes_and_lines_keep_clear_on_half_a_slide_and_on_paper(graph: Graph):
    for task in (
        graph.task(480.0, 330.0),
        graph.task(346.0, 640.0, compact=True),
        graph.task(346.0, 640.0, direction="down"),
    ):
        drawing = lay_out(task)
        if drawing:
            assert list(faults(drawing, task)) == []


@settings(SLOW, max_examples=40)
@given(graphs(14))
def test_small_graphs_always_have_room_on_a_slide(graph: Graph):
    short = Graph(graph.links, tuple((2.4,) for _ in graph.words))
    depth = len(short.words)
    assume(depth <= 14 and len(short.links) <= depth + 3)
    assert lay_out(short.task()) is not None


def test_a_dense_graph_is_given_up_after_a_bounded_number_of_tries(monkeypatch: pytest.MonkeyPatch):
    boxes = 20
    links = {(a, b) for a in range(boxes) for b in (a + 1, a + 3, a + 7) if b < boxes}
    graph = Graph(tuple(Link(a, b) for a, b in sorted(links)), ((2.4,),) * boxes)
    tried, whole = [], layout._seated

    def seated(frame: Frame, task: Task) -> Board | None:
        tried.append(frame)
        return whole(frame, task)

    monkeypatch.setattr(layout, "_seated", seated)
    lay_out.cache_clear()
    lay_out(graph.task())
    assert 0 < len(tried) <= 2 * layout.tries_of(graph.task()) < 20


@settings(SLOW, max_examples=40)
@given(graphs())
def test_the_same_graph_gives_the_same_drawing(graph: Graph):
    first = lay_out(graph.task())
    lay_out.cache_clear()
    assert lay_out(graph.task()) == first


@settings(SLOW, max_examples=60)
@given(graphs(16))
def test_paths_are_joined_from_pieces_that_lead_from_box_to_box(graph: Graph):
    drawing = lay_out(graph.task())
    assume(drawing is not None)
    for number, path in enumerate(drawing.paths):
        leaves, enters = drawing.sides[number]
        for bend_start, bend_end in ((True, True), (False, True), (True, False), (False, False)):
            start = Glue("a", leaves if bend_start else len(Side))
            end = Glue("b", enters if bend_end else len(Side))
            made = joined(path, start, end, "k", 2.0)
            assert (made.pieces[0].start, made.pieces[-1].end) == (start, end)
            keys = [key for key, _ in made.joints]
            assert [piece.end.key for piece in made.pieces[:-1]] == keys
            assert [piece.start.key for piece in made.pieces[1:]] == keys
            assert all(len(piece.points) <= 4 for piece in made.pieces)
            assert all(len(piece.points) == 2 for piece in made.pieces if {piece.start.site, piece.end.site} & {4})
            corners = [corner for _, corner in made.joints] + [p for piece in made.pieces for p in piece.points[1:-1]]
            assert sorted(corners) == sorted(path[1:-1])


def test_ways_are_sorted_by_cost_and_leave_both_ends_free():
    plane = Plane.holding(6, 5)
    for right in range(-5, 6):
        for down in range(-4, 5):
            if (right, down) == (0, 0):
                continue
            for choices, bends in ((ways(right, down, plane), range(3)), (winding(right, down, plane), range(3, 5))):
                assert [way.cost for way in choices] == sorted(way.cost for way in choices)
                for way in choices:
                    assert way.corners[0] == (0, 0) and way.corners[-1] == (2 * right, 2 * down)
                    assert len(way.corners) - 2 in bends
                    points = steps(way.corners)
                    assert len(set(points)) == len(points), "a way crosses itself"
                    middle = [(x + 2 * plane.columns + 1, y + 2 * plane.rows + 1) for x, y in points[1:-1]]
                    assert way.touched == sum(plane.bit(x, y) for x, y in set(middle))


def test_ways_that_change_sides_on_a_shared_stretch_cross():
    straight = [(0, 1), (1, 1), (2, 1), (3, 1), (4, 1)]
    place = {point: index for index, point in enumerate(straight)}
    over = [(1, 0), (1, 1), (2, 1), (3, 1), (3, 2)]
    back = [(1, 0), (1, 1), (2, 1), (3, 1), (3, 0)]
    fork = [(0, 1), (1, 1), (2, 1), (2, 2)]
    assert tangled(over, straight, place) == tangled(over[::-1], straight, place) == 1
    assert tangled(back, straight, place) == 0
    assert tangled(fork, straight, place) == 0


def test_crossings_are_counted_but_not_forks_and_joins():
    flat, steep = ((0.0, 5.0), (10.0, 5.0)), ((5.0, 0.0), (5.0, 10.0))
    assert crossings([flat, steep]) == 1
    assert crossings([flat, ((5.0, 5.0), (5.0, 10.0))]) == 0
    assert crossings([flat, ((0.0, 7.0), (10.0, 7.0))]) == 0
