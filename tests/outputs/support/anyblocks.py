"""Random blocks of every kind: own words for some readers, plain words for others."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from builder.values import Audience

from .pen import EVERYBODY, LAY, NOBODY, PROFESSIONALS, Pen, names


def point(pen: Pen, readers: frozenset[Audience]) -> Any:
    return pen.cited(readers, "content", 9)


def steps(pen: Pen, readers: frozenset[Audience]) -> Any:
    return pen.texts(readers, "content", 1, 3)


def callout(pen: Pen, readers: frozenset[Audience]) -> Any:
    made: dict[str, Any] = {"kind": pen.pick("info", "warning", "emergency"), "text": pen.cited(readers, "content", 9)}
    if pen.often():
        made["title"] = pen.text(readers, "content", 3)
    if pen.often():
        made["points"] = pen.texts(readers, "content", 1, 2)
    return made


def quote(pen: Pen, readers: frozenset[Audience]) -> Any:
    return {"text": pen.text(readers, "content", 12), "by": pen.text(readers, "content", 3)}


def table(pen: Pen, readers: frozenset[Audience]) -> Any:
    columns = pen.count(2, 3)
    made: dict[str, Any] = {
        "header": [pen.text(readers, "content", 1) for _ in range(columns)],
        "rows": [
            [pen.text(readers, "content", 2) if pen.often() else pen.pick("–", 7, "") for _ in range(columns)]
            for _ in range(pen.count(1, 3))
        ],
        "alt": pen.name(readers, "alt"),
    }
    return made | _captions(pen, readers)


def _captions(pen: Pen, readers: frozenset[Audience]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if pen.often():
        made["title"] = pen.text(readers, "content", 3)
    if pen.often():
        made["source"] = pen.cited(readers, "content", 3)
    return made


NUMBERS = st.one_of(st.integers(-20, 100), st.decimals(-5, 50, places=1).map(float))


def chart(pen: Pen, readers: frozenset[Audience]) -> Any:
    kind = pen.pick("bar", "grouped-bar", "line")
    count = pen.count(2, 4)
    made: dict[str, Any] = {"kind": kind} | _categories(pen, readers, kind, count)
    if kind == "bar" or (kind == "line" and pen.often()):
        made["values"] = pen.draw(st.lists(NUMBERS, min_size=count, max_size=count))
    else:
        made["series"] = {pen.name(readers, "content"): _values(pen, count) for _ in range(2)}
    for key in ("value_title", "category_title"):
        if pen.often():
            made[key] = pen.name(readers, "content")
    if pen.often() and kind != "line":
        made |= {"horizontal": True, "highlight": [pen.pick(*made["categories"])]}
    made |= {"alt": pen.name(readers, "alt"), "unit": pen.pick("", "%", "points")}
    return made | _captions(pen, readers)


def _categories(pen: Pen, readers: frozenset[Audience], kind: str, count: int) -> dict[str, Any]:
    if kind == "line" and pen.often():
        return {"categories": sorted(pen.draw(st.sets(st.integers(0, 30), min_size=count, max_size=count)))}
    return {"categories": [pen.name(readers, "content") for _ in range(count)]}


def _values(pen: Pen, count: int) -> list[float | None]:
    """The values of a series, maybe with a gap."""
    values: list[float | None] = pen.draw(st.lists(NUMBERS, min_size=count, max_size=count))
    if pen.often():
        values[pen.count(0, count - 1)] = None
    return values


def image(pen: Pen, readers: frozenset[Audience]) -> Any:
    made: dict[str, Any] = {"file": "dot.png", "alt": pen.name(readers, "alt")}
    if pen.often():
        made |= {"caption": pen.text(readers, "content", 3), "credit": pen.name(readers, "content")}
    return made


def diagram(pen: Pen, readers: frozenset[Audience]) -> Any:
    """Boxes in a row and maybe a link more; what a step of its build is called stands on slides only."""
    count = pen.count(2, 4)
    ids = [f"n{number}" for number in range(count)]
    nodes: dict[str, Any] = {}
    for name in ids:
        label = pen.text(readers, "content", 2)
        nodes[name] = {"label": label, "kind": pen.pick("drug", "cell", "outcome")} if pen.often() else label
    edges: list[Any] = [f"{a} {pen.pick('->', '-|', '-?')} {b} (human, weak)" for a, b in pairwise(ids)]
    if pen.often():
        edges[0] = {"edge": edges[0], "text": pen.cited(readers, "content", 3)}
    if count > 2 and pen.often():
        edges.append(f"{ids[-1]} -> {ids[0]} [@one2001]")
    made: dict[str, Any] = {"nodes": nodes, "edges": edges, "alt": pen.name(readers, "alt")}
    if pen.often():
        step = {"title": pen.text(readers, "alt", 2), "nodes": ids[:1]}
        made["build"] = [step | {"notes": pen.text(readers & PROFESSIONALS, "notes", 4)}]
    return made | _captions(pen, readers)


KINDS = {
    "point": point, "text": point, "steps": steps, "checklist": steps, "callout": callout, "quote": quote,
    "table": table, "chart": chart, "image": image, "diagram": diagram,
}  # fmt: skip
"""How the content of each kind of block is made; `define` is apart, since the glossary holds its words."""

WORDS = ("point", "text", "steps", "checklist")
FIGURES = ("table", "chart", "image", "diagram")


def block(pen: Pen, kind: str, doors: frozenset[Audience]) -> dict[str, Any]:
    """A block of a kind on a slide whose readers are `doors`: for whom it likes, with plain words or without."""
    named = pen.pick(None, None, None, *(names(some) for some in (PROFESSIONALS, LAY, {Audience.STUDENT}, EVERYBODY)))
    allowed = doors & frozenset(named) if named else doors
    plain = pen.often()
    own_readers = allowed & PROFESSIONALS
    if not plain and named:
        own_readers |= allowed & LAY
    made: dict[str, Any] = {kind: KINDS[kind](pen, own_readers)}
    if named:
        made["for"] = list(named)
    if plain:
        made["plain"] = KINDS[kind](pen, allowed & LAY)
    if pen.often():
        made["waive"] = [waiver(pen)]
    return made


def waiver(pen: Pen) -> dict[str, Any]:
    """Who set a rule aside, and why: no output says so."""
    return {"rule": "EV003", "reason": pen.name(NOBODY, "waiver"), "by": pen.name(NOBODY, "waiver"),
            "until": date(2028, 1, 1)}  # fmt: skip
