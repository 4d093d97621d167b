"""Slides of every shape, to measure how long each takes to plan. A new layout or kind of block gets a function here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import TypeAlias

from PIL import Image

from benchmarks.outlines import REFERENCE, bars, table, two_series
from benchmarks.words import WHO, Words
from benchmarks.yaml_text import Tree, as_yaml

Shape: TypeAlias = Callable[[Words], list[Tree]]
"""Returns the blocks of a slide."""


def points(words: Words) -> list[Tree]:
    return [words.claim() for _ in range(4)]


def marked(words: Words) -> list[Tree]:
    """Points with markup, which are cut into more runs."""
    return [f"**{words.assertion()}**, *{words.short()}*, H~2~O and 10^9^ {REFERENCE}" for _ in range(4)]


def callout(words: Words) -> Tree:
    return {"callout": {"kind": "warning", "title": "Watch for", "text": words.claim()}}


def picture(words: Words) -> Tree:
    return {"image": {"file": "picture.png", "alt": words.claim(), "caption": words.assertion()}}


def steps(words: Words, count: int) -> Tree:
    return {"steps": [words.claim() for _ in range(count)]}


def short_table(words: Words) -> Tree:
    return {"table": {"header": ["Group", "Finding"], "rows": [[words.pick(WHO), words.short()] for _ in range(3)]}}


def compared(words: Words, count: int) -> Tree:
    sides = [{"title": words.pick(WHO), "points": [words.claim(), words.claim()]} for _ in range(count)]
    return {"compare": {"sides": sides}}


def chain(words: Words) -> Tree:
    names = [f"step-{number}" for number in range(8)]
    edges = [f"{one} -> {other} (animal, moderate) {REFERENCE}" for one, other in pairwise(names)]
    return {"diagram": {"nodes": {name: words.pick(WHO) for name in names}, "edges": edges}}


def built(words: Words) -> Tree:
    """A diagram shown step by step: each slide of it counts as one."""
    names = [f"step-{number}" for number in range(4)]
    edges = [f"{one} -> {other}" for one, other in pairwise(names)]
    steps = [{"title": words.short(), "nodes": names[:2]}, {"title": words.short(), "nodes": names[2:]}]
    return {"diagram": {"nodes": {name: words.pick(WHO) for name in names}, "edges": edges, "build": steps}}


def long_callout(words: Words) -> Tree:
    return {"callout": {"kind": "warning", "title": "Watch for", "points": [words.short() for _ in range(6)]}}


FINDING: Tree = {
    "claim": "More people responded",
    "population": "adults with depression",
    "exposure": "drug",
    "comparator": "placebo",
    "outcome": {"name": "response"},
    "time": "4 weeks",
    "design": "randomised, double-blind",
    "arms": [{"label": "drug", "percent": 64}, {"label": "placebo", "percent": 28}],
    "source": {"ref": "source", "locator": "abstract"},
}
"""One record of evidence."""

SHAPES: Mapping[str, Shape] = {
    "points": points,
    "points with markup": marked,
    "two columns": lambda words: [words.claim() for _ in range(6)],
    "points over a callout": lambda words: [*points(words)[:2], callout(words)],
    "points beside a chart": lambda words: [words.claim(), words.claim(), {"chart": bars(words)}],
    "points beside a picture": lambda words: [words.claim(), words.claim(), picture(words)],
    "points under a table": lambda words: [{"table": table(words)}, words.claim()],
    "chart": lambda words: [{"chart": two_series(words, "grouped-bar")}],
    "line chart": lambda words: [{"chart": two_series(words, "line")}],
    "table": lambda words: [{"table": table(words)}],
    "two figures": lambda words: [{"chart": bars(words)}, short_table(words)],
    "callouts": lambda words: [callout(words), callout(words)],
    "quotation": lambda words: [{"quote": {"text": words.claim(), "by": words.short()}}],
    "definitions": lambda words: [{"define": ["NMDA", "Remission"]}, {"text": words.claim()}],
    "checklist": lambda words: [{"checklist": [words.claim() for _ in range(5)]}],
    "form": lambda words: [{"fill-in": ["Name of my nurse", "Phone number", {"label": "My questions", "lines": 3}]}],
    "diary": lambda _: [{"fill-in": {"rows": ["Monday", "Tuesday", "Friday"], "columns": ["Mood", "Sleep"]}}],
    "points, continued": lambda words: [words.claim() for _ in range(16)],
    "steps, continued": lambda words: [steps(words, 20)],
    "table, continued": lambda words: [{"table": table(words, 20)}],
    "icon array": lambda words: [{"icons": {"arms": {"One": 64, "Two": 28}, "event": "did", "rest": "did not"}}],
    "comparison": lambda words: [compared(words, 2)],
    "comparison of three": lambda words: [compared(words, 3)],
    "question": lambda words: [{"question": {"text": words.claim(), "options": ["One", "Two"], "answer": "A"}}],
    "big number": lambda words: [{"number": {"value": "45%", "counts": words.short()}}],
    "diagram": lambda words: [chain(words)],
    "step build": lambda words: [built(words)],
    "finding as a sentence": lambda _: [{"finding": "trial"}],
    "finding as a chart": lambda _: [{"finding": "trial", "as": "chart"}],
    "summary": points,
    "three columns": lambda words: [words.claim() for _ in range(6)],
    "figure beside points": lambda words: [{"chart": bars(words)}, words.claim()],
    "points above a table": lambda words: [words.claim(), {"table": table(words)}],
    "points beside a callout": lambda words: [*points(words), long_callout(words)],
}
"""What is measured, by name."""

LAYOUTS: Mapping[str, str] = {
    "two columns": "two-columns",
    "three columns": "three-columns",
    "summary": "summary",
}
"""Layouts that slides ask for; others are chosen for what they hold."""


def outline(names: list[str], words: Words) -> bytes:
    """Return a deck with a slide of each shape named, in that order."""
    slides: list[Tree] = []
    for name in names:
        slide: dict[str, Tree] = {"title": words.assertion(), "blocks": SHAPES[name](words)}
        slides.append(slide | ({"layout": LAYOUTS[name]} if name in LAYOUTS else {}))
    deck: dict[str, Tree] = {
        "deck": "shapes",
        "title": "Ketamine in practice",
        "language": "en-GB",
        "disclosures": [words.claim()],
        "objectives": [{"id": "goal", "text": words.claim()}],
        "closing": "Questions",
        "references": [{"id": "source", "type": "article-journal", "title": words.claim()}],
        "findings": {"trial": FINDING},
        "glossary": {name: {"meaning": words.claim()} for name in ("NMDA", "Remission")},
        "sections": [{"section": "all", "title": words.short(), "slides": slides}],
        "editions": {"lecture": {"audience": "clinician", "output": "slides"}},
    }
    return as_yaml(deck).encode()


@cache
def image_file() -> bytes:
    """Return the picture that outlines name."""
    data = BytesIO()
    Image.new("RGB", (320, 200), (10, 92, 99)).save(data, "PNG")
    return data.getvalue()
