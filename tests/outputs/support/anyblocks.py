"""Random blocks of every kind: own words for some readers, plain words for others."""

from __future__ import annotations

from datetime import date
from typing import Any

from builder.values import Audience

from .anycharts import chart
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
    if pen.often():
        made["title"] = pen.text(readers, "content", 3)
    if pen.often():
        made["source"] = pen.cited(readers, "content", 3)
    return made


def image(pen: Pen, readers: frozenset[Audience]) -> Any:
    made: dict[str, Any] = {"file": "dot.png", "alt": pen.name(readers, "alt")}
    if pen.often():
        made |= {"caption": pen.text(readers, "content", 3), "credit": pen.name(readers, "content")}
    return made


KINDS = {
    "point": point, "text": point, "steps": steps, "checklist": steps, "callout": callout, "quote": quote,
    "table": table, "chart": chart, "image": image,
}  # fmt: skip
"""How the content of each kind of block is made; `define` is apart, since the glossary holds its words."""

WORDS = ("point", "text", "steps", "checklist")
FIGURES = ("table", "chart", "image")


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
