"""Random blocks: one function a kind. A new kind of block gets its function here, and a line in `KINDS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any, TypeAlias

from .pen import FOUND, PICTURES, TERMS, Pen

Make: TypeAlias = Callable[[Pen], Any]
"""Writes what stands under a block's key in an outline."""


def point(pen: Pen) -> Any:
    return pen.text(2, pen.pick(8, 16, 28), cites=True)


def text(pen: Pen) -> Any:
    return pen.text(4, pen.pick(14, 40), cites=True)


def entries(pen: Pen) -> Any:
    return pen.texts(1, pen.pick(3, 6, 12), 1, pen.pick(6, 18))


def callout(pen: Pen) -> Any:
    made: dict[str, Any] = {"kind": pen.pick("info", "warning", "emergency")}
    if pen.chance(0.7):
        made["title"] = pen.text(1, 7)
    shape = pen.pick("text", "text", "text", "points", "both")
    if shape != "points":
        made["text"] = pen.text(3, 30, cites=True)
    if shape != "text":
        made["points"] = pen.texts(1, 4, 2, 12)
    return made


def quote(pen: Pen) -> Any:
    return {"text": pen.text(4, 45), "by": pen.text(1, 12, cites=True)}


def define(pen: Pen) -> Any:
    return pen.random.sample(TERMS, pen.number(1, 3))


def table(pen: Pen) -> Any:
    columns = pen.number(1, 6)
    most = pen.pick(2, 4, 10)
    header = [pen.text(1, 3) for _ in range(columns)]
    rows = [[_cell(pen, most) for _ in range(columns)] for _ in range(pen.count(1, pen.pick(3, 7, 14)))]
    made: dict[str, Any] = {"header": header, "rows": rows}
    return made | _captions(pen)


def _cell(pen: Pen, most: int) -> Any:
    if pen.chance(0.25):
        return pen.pick("–", "", str(pen.number(0, 4000)), f"{pen.number(0, 99)}.5", "12 (3–45)")
    return pen.text(1, most, cites=True)


def _captions(pen: Pen) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if pen.chance(0.6):
        made["title"] = pen.text(2, 12)
    if pen.chance(0.6):
        made["source"] = pen.text(2, 40, cites=True)
    return made


def chart(pen: Pen) -> Any:
    kind = pen.pick("bar", "grouped-bar", "line")
    count = pen.number(2, 6)
    made: dict[str, Any] = {"kind": kind, "categories": [f"{pen.name(1, 3)} {n}" for n in range(count)]}
    if kind == "bar":
        made["values"] = [pen.number(0, 100) for _ in range(count)]
        made["horizontal"] = pen.chance(0.5)
    else:
        made["series"] = {f"{pen.name(1, 2)} {n}": [pen.number(0, 100) for _ in range(count)] for n in (1, 2)}
    if pen.chance(0.4):
        made["note"] = pen.text(3, 20)
    return made | {"alt": pen.name(3, 8), "unit": pen.pick("", "%", " mg")} | _captions(pen)


def image(pen: Pen) -> Any:
    made: dict[str, Any] = {"file": pen.pick(*PICTURES), "alt": pen.name(3, 8)}
    if pen.chance(0.5):
        made |= {"caption": pen.text(2, 12), "credit": pen.name(1, 4), "licence": "CC BY 4.0"}
    return made


def icons(pen: Pen) -> Any:
    arms = {pen.name(1, 3): pen.count(0, 99) for _ in range(pen.count(1, 2))}
    return {"arms": arms, "event": pen.name(1, 4), "rest": pen.name(1, 4), "time": pen.name(1, 4)} | _captions(pen)


def compare(pen: Pen) -> Any:
    sides = [
        {"title": pen.text(1, 4), "kind": pen.pick("benefit", "harm", "neutral"), "points": pen.texts(1, 3, 2, 8)}
        for _ in range(pen.pick(2, 2, 3))
    ]
    return {"sides": sides}


def question(pen: Pen) -> Any:
    if pen.chance(0.4):
        return {"text": pen.text(4, 18), "answer": pen.text(2, 14, cites=True)}
    asked, options = pen.text(4, 18), pen.texts(2, 4, 1, 7)
    numbered = [f"{option} {number}" for number, option in enumerate(options, 1)]  # no option may stand there twice
    return {"text": asked, "options": numbered, "answer": "A", "rationale": pen.text(3, 16)}


def number(pen: Pen) -> Any:
    made: dict[str, Any] = {"value": f"{pen.count(1, 99)}%", "counts": pen.text(2, 9)}
    if pen.chance(0.6):
        made["compared"] = {"value": f"{pen.count(1, 99)}%", "counts": pen.text(2, 9)}
    return made | {"source": pen.text(2, 8, cites=True)}


def diagram(pen: Pen) -> Any:
    ids = [f"n{index}" for index in range(pen.count(2, 6))]
    edges = [f"{a} {pen.pick('->', '-|', '-?')} {b} (animal, moderate)" for a, b in pairwise(ids)]
    made: dict[str, Any] = {"nodes": {one: pen.text(1, 3) for one in ids}, "edges": edges}
    if pen.chance(0.5):
        made["build"] = [{"title": pen.text(2, 6), "nodes": [one]} for one in ids[:2]]
    return made


def fill_in(pen: Pen) -> Any:
    """Fields or a diary; labels differ by their number."""

    def labels(most: int, least: int, words: int) -> list[str]:
        return [f"{pen.text(least, words)} {number}" for number in range(pen.count(1, most))]

    if pen.chance(0.4):
        made: dict[str, Any] = {"rows": labels(pen.pick(3, 7, 14), 1, 3), "columns": labels(3, 1, 4)}
        return made | ({"title": pen.text(2, 12)} if pen.chance(0.6) else {})
    fields: list[Any] = [
        {"label": label, "lines": pen.count(1, 6)} for label in labels(pen.pick(3, 12), 1, pen.pick(4, 14))
    ]
    if pen.chance(0.5):
        fields[0]["hint"] = pen.text(2, 12)
    return {"fields": fields} | ({"title": pen.text(2, 12)} if pen.chance(0.4) else {})


def finding(pen: Pen) -> Any:
    """One of the records that every random deck holds; its words are real ones, so that LibreOffice breaks them."""
    return {"id": pen.pick(*FOUND), "as": pen.pick("sentence", "icons", "chart", "facts", "row")}


KINDS: Mapping[str, Make] = {
    "point": point, "text": text, "steps": entries, "checklist": entries, "define": define, "callout": callout,
    "quote": quote, "table": table, "chart": chart, "image": image, "icons": icons, "compare": compare,
    "question": question, "number": number, "diagram": diagram, "finding": finding, "fill-in": fill_in,
}  # fmt: skip
"""How each kind of block is written. A test asks that every kind of the model is here."""

ALONE = ("quote", "compare", "question", "number")
"""Kinds that stand alone on their slide."""

FLOWING = ("point", "point", "point", "text", "steps", "checklist", "define")
"""Kinds that stand under one another on a slide, the common one most often; the others stand out."""
