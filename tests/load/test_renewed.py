"""Nodes of a file that was saved again: whatever stands as it stood is the same object, and nothing else is."""

from __future__ import annotations

import random

import pytest

from builder.load.faults import Faults
from builder.load.limits import Limits
from builder.load.tree import parse
from builder.located import Fields, Items, Node, renewed

OLD = """\
section: one
title: First part
slides:
  - title: One
    blocks: [A point, {point: Another, plain: In plain words}]
  - title: Two
    blocks:
      - point: A third
        plain: "Quoted # words"
      - text: >-
          Folded
          words
"""


def parsed(text: str) -> Node:
    faults = Faults()
    node = parse(text, "a.yaml", faults, Limits())
    assert node is not None
    assert not faults.found
    return node


def slides(node: Node) -> tuple[Node, ...]:
    assert isinstance(node, Fields)
    found = node.get("slides")
    assert isinstance(found, Items)
    return found.items


def test_the_same_text_gives_the_same_nodes() -> None:
    old = parsed(OLD)
    assert renewed(old, parsed(OLD)) is old


def test_a_word_that_changed_leaves_the_other_slides_as_they_were() -> None:
    old, new = parsed(OLD), parsed(OLD.replace("A third", "A fifth"))
    made = renewed(old, new)
    assert made == new != old
    assert slides(made)[0] is slides(old)[0]
    assert slides(made)[1] is not slides(old)[1]


@pytest.mark.parametrize(
    "text",
    [
        f"# a comment\n{OLD}",
        OLD.replace("  - title: Two", "\n  - title: Two"),
        OLD.replace("A point", "A points"),
        OLD.replace('"Quoted # words"', "'Quoted # words'"),
        OLD.replace("[A point, {point: Another, plain: In plain words}]", "[A point]"),
        OLD.replace("[A point, {", "[{").replace("}]", "}, A point]"),
        OLD.replace("section: one\ntitle: First part\n", "title: First part\nsection: one\n"),
        OLD.replace("title: First part", "title: First part  # a comment"),
        OLD.replace("title: First part", "title: First part # words"),
        "[a, b]",
        "words",
    ],
)
def test_places_styles_order_and_comments_count(text: str) -> None:
    old, new = parsed(OLD), parsed(text)
    made = renewed(old, new)
    assert repr(made) == repr(new), "the order of keys counts, too"


@pytest.mark.parametrize("seed", range(20))
def test_whatever_was_typed_is_what_is_read(seed: int) -> None:
    chance = random.Random(seed)
    lines = OLD.split("\n")
    here, there = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines.insert(here, lines[there])
    faults = Faults()
    new = parse("\n".join(lines), "a.yaml", faults, Limits())
    if new is not None:
        assert repr(renewed(parsed(OLD), new)) == repr(new)
