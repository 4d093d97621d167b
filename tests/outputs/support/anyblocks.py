"""Random blocks of every kind: own words for some readers, plain words for others."""

from __future__ import annotations

from datetime import date
from typing import Any

from builder.values import Audience

from .anycharts import chart
from .pen import EVERYBODY, FOUND, LAY, NOBODY, PROFESSIONALS, Pen, names


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


def _captions(pen: Pen, readers: frozenset[Audience]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if pen.often():
        made["title"] = pen.text(readers, "content", 3)
    if pen.often():
        made["source"] = pen.cited(readers, "content", 3)
    return made


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
    made: dict[str, Any] = {"file": "dot.png", "alt": pen.name(readers, "alt"), "licence": "CC0"}
    if pen.often():
        made["caption"] = pen.text(readers, "content", 3)
    return made | {"credit": pen.name(readers, "content")}


def icons(pen: Pen, readers: frozenset[Audience]) -> Any:
    """One to three arms of plain numbers or of groups; sometimes nobody is left."""
    total = pen.pick(100, 100, 1000)
    arms = [pen.name(readers, "content") for _ in range(pen.count(1, 3))]
    made: dict[str, Any] = {"of": total, "rest": pen.name(readers, "content"), "alt": pen.name(readers, "alt")}
    if pen.often():
        made |= {"event": pen.name(readers, "content"), "arms": {arm: pen.count(0, total - 1) for arm in arms}}
    else:
        names = [pen.name(readers, "content") for _ in range(pen.count(1, 3))]
        made["arms"] = {arm: {name: pen.count(0, total // 4) for name in names} for arm in arms}
    if pen.often():
        made |= {"time": pen.name(readers, "content"), "note": pen.text(readers, "content", 3)}
    return made | _captions(pen, readers)


def compare(pen: Pen, readers: frozenset[Audience]) -> Any:
    sides = [
        {"title": pen.text(readers, "content", 1), "kind": pen.pick("benefit", "harm", "neutral"),
         "points": [pen.cited(readers, "content", 4) for _ in range(pen.count(1, 3))]}
        for _ in range(pen.count(2, 3))
    ]  # fmt: skip
    return {"sides": sides} | _captions(pen, readers)


def question(pen: Pen, readers: frozenset[Audience]) -> Any:
    """With options, or to be answered in one's own words; its texts stand on paper with numbers before them."""
    made: dict[str, Any] = {"text": pen.cited(readers, "asked", 8), "rationale": pen.cited(readers, "asked", 6)}
    if pen.often():
        return made | {"answer": pen.cited(readers, "asked", 6)}
    options = [pen.text(readers, "asked", 4) for _ in range(pen.count(2, 5))]
    return made | {"options": options, "answer": pen.pick(*"ABCDE"[: len(options)])}


def number(pen: Pen, readers: frozenset[Audience]) -> Any:
    made: dict[str, Any] = {"value": pen.name(readers, "content"), "counts": pen.cited(readers, "content", 4)}
    if pen.often():
        made["compared"] = {"value": pen.name(readers, "content"), "counts": pen.text(readers, "content", 4)}
    if pen.often():
        made |= {"note": pen.text(readers, "content", 3), "source": pen.cited(readers, "content", 2)}
    return made


def fill_in(pen: Pen, readers: frozenset[Audience]) -> Any:
    """Fields, with hints and several lines; or a diary."""
    made: dict[str, Any] = {"title": pen.text(readers, "content", 3)} if pen.often() else {}
    if pen.often():
        made["fields"] = [
            {"label": pen.text(readers, "content", 3), "lines": pen.count(1, 3)} for _ in range(pen.count(1, 3))
        ]
        if pen.often():
            made["fields"][0]["hint"] = pen.text(readers, "content", 4)
        return made
    for key in ("rows", "columns"):
        made[key] = [pen.text(readers, "content", 2) for _ in range(pen.count(1, 3))]
    return made


def finding(pen: Pen, readers: frozenset[Audience]) -> Any:
    """A finding in each of its forms; only some have a title. Rows of evidence are for colleagues alone."""
    lay = bool(readers & LAY)
    form = pen.pick("sentence", "icons", "facts", "chart", *(() if lay else ("row",)))
    made: dict[str, Any] = {"id": FOUND, "as": form}
    if form != "sentence":
        made["title"] = pen.text(readers, "content", 3)
    if form in ("icons", "facts", "chart"):
        made["note"] = pen.cited(readers, "content", 3)
    return made


KINDS = {
    "point": point, "text": point, "steps": steps, "checklist": steps, "callout": callout, "quote": quote,
    "table": table, "chart": chart, "image": image, "icons": icons, "compare": compare, "question": question,
    "number": number, "finding": finding, "fill-in": fill_in,
}  # fmt: skip
"""How the content of each kind of block is made; `define` is apart, since the glossary holds its words."""

WORDS = ("point", "text", "steps", "checklist")
FIGURES = ("table", "chart", "image", "icons", "finding", "fill-in")
ALONE = ("quote", "compare", "question", "number")


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
