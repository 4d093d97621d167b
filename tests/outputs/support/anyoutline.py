"""Random outlines as YAML text, each of whose texts holds a word of its own and says who may read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from builder.values import Audience

from .anyblocks import ALONE, FIGURES, WORDS, block
from .pen import CITED, EVERYBODY, FOUND, LAY, NOBODY, PROFESSIONALS, Pen, Said, names
from .yamltext import yaml_text


@dataclass(frozen=True)
class Outline:
    """An outline as YAML text, the files beside it, and what it says."""

    text: str
    said: tuple[Said, ...]

    @property
    def files(self) -> dict[str, bytes]:
        return {"dot.png": dot()}


@cache
def dot() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (1200, 900), (10, 92, 99)).save(buffer, "PNG")
    return buffer.getvalue()


SHAPES = ("words", "table", "chart", "image", "icons", "callout", *ALONE, "words")
"""What a slide may hold; the last stands twice."""


def kinds_of_slide(pen: Pen) -> list[str]:
    """Which blocks a slide holds: few enough that they have room."""
    shape = pen.pick(*pen.shapes)
    if shape == "words":
        return [pen.pick(*WORDS) for _ in range(pen.count(1, 4))]
    if shape in FIGURES:
        return [*(pen.pick("point", "text") for _ in range(pen.count(0, 2))), shape]
    if shape == "callout":
        return ["callout"] * pen.count(1, 2)
    return [shape, *(["callout"] if shape in ("compare", "number") and pen.often() else [])]


def some_readers(pen: Pen) -> tuple[list[str] | None, frozenset[Audience]]:
    named = pen.pick(None, None, None, None, PROFESSIONALS, EVERYBODY, frozenset({Audience.PATIENT}))
    return (names(named), named) if named else (None, EVERYBODY)


def slide(pen: Pen, doors: frozenset[Audience], *, defines: bool = False) -> dict[str, Any]:
    """A slide; one that `defines` explains terms of the glossary."""
    named, own = some_readers(pen)
    allowed = doors & own
    made: dict[str, Any] = {"title": pen.text(allowed & PROFESSIONALS, "content", 3)}
    if named:
        made["for"] = named
    blocks = [block(pen, kind, allowed) for kind in kinds_of_slide(pen)]
    if defines and not any(kind in one for one in blocks for kind in ("callout", *ALONE, *FIGURES)):
        blocks.append({"define": pen.pick(["Baseline"], ["Baseline", "Leading"])})
    lay = frozenset(who for who in allowed & LAY if any(shows(one, who) for one in blocks))
    if pen.often():
        made["plain"] = pen.text(lay, "content", 3)
    made["blocks"] = blocks
    if pen.often():
        made["notes"] = pen.text(allowed & PROFESSIONALS, "notes", 12)
    return made


def shows(one: dict[str, Any], audience: Audience) -> bool:
    """Tell whether a block has something for an audience of lay readers; of the glossary's terms, one has."""
    named = one.get("for")
    if "define" in one:
        return True
    return audience in named if named else "plain" in one


def section(pen: Pen, number: int) -> dict[str, Any]:
    named, doors = some_readers(pen)
    made: dict[str, Any] = {"section": f"part-{number}", "title": pen.text(doors & PROFESSIONALS, "content", 2)}
    if named:
        made["for"] = named
    made["slides"] = [slide(pen, doors, defines=number == 1 and index == 0) for index in range(pen.count(1, 3))]
    lay = frozenset(who for who in doors & LAY if any(_reaches(one, who) for one in made["slides"]))
    if pen.often():
        made["plain"] = pen.text(lay, "content", 2)
    return made


def _reaches(made: dict[str, Any], who: Audience) -> bool:
    return who in made.get("for", EVERYBODY) and any(shows(one, who) for one in made["blocks"])


def action(pen: Pen) -> dict[str, Any]:
    made: dict[str, Any] = {"text": f"Ask: {pen.text(LAY, 'front', 2)}", "why": pen.text(LAY, "front", 2)}
    made["steps"] = pen.texts(LAY, "front", 0, 2)
    for key in ("when", "contact"):
        if pen.often() or not made["steps"]:
            made[key] = pen.text(LAY, "front", 2)
    return {key: value for key, value in made.items() if value}


def front(pen: Pen) -> dict[str, Any]:
    """What a deck says besides its sections; `plain` words of the title are the title of lay readers."""
    everyone = EVERYBODY
    made: dict[str, Any] = {"deck": "any", "language": "en-GB", "title": pen.text(PROFESSIONALS, "title", 2)}
    made["plain"] = pen.text(LAY, "title", 2)
    made["keywords"] = [pen.name(everyone, "keywords")]
    made["subtitle"] = pen.text(PROFESSIONALS, "subtitle", 2)
    made["main_message"] = f"Read this: {pen.text(LAY, 'front', 4)}."
    made["disclosures"] = pen.texts(PROFESSIONALS, "disclosures", 0, 2)
    for key, low, high in (("key_points", 3, 4), ("unknowns", 1, 2), ("questions", 0, 2), ("teach_back", 1, 2)):
        made[key] = pen.texts(LAY, "front", low, high)
    made["without_treatment"] = pen.texts(LAY, "front", 0, 2)
    made["actions"] = [action(pen) for _ in range(pen.count(1, 2))]
    for key in ("interpreter", "other_formats"):
        if pen.often():
            made[key] = pen.text(LAY, "front", 4)
    if pen.often():
        made["purpose"] = pen.text(LAY, "front", 4)
    made["emergency"] = {key: pen.texts(LAY, "front", 1, 2) for key in ("red_flags", "first_aid", "see_doctor")}
    made["objectives"] = [
        {"id": "own", "text": pen.text(PROFESSIONALS, "objectives"), "plain": pen.text(LAY, "objectives"),
         "key_terms": [pen.name(PROFESSIONALS, "key terms")]},
        {"id": "clinic", "text": pen.text(frozenset({Audience.CLINICIAN}), "objectives"), "for": ["clinician"]},
    ]  # fmt: skip
    return {key: value for key, value in made.items() if value}


def references(pen: Pen) -> list[dict[str, Any]]:
    """Three entries whose keepers' remarks nobody reads."""
    return [
        {"id": key, "type": "article-journal", "title": f"Study {number}", "note": pen.name(NOBODY, "remark"),
         "abstract": pen.name(NOBODY, "remark"), "author": [{"family": "Able", "given": "A"}],
         "issued": {"date-parts": [[2000 + number]]}, "DOI": f"10.1000/{key}"}
        for number, key in enumerate(CITED, 1)
    ]  # fmt: skip


def findings(pen: Pen) -> dict[str, Any]:
    """Evidence: what was found is shown in the record's words, which nobody else writes; its claim and source aren't."""
    arms = [{"label": "drug", "plain": "the drug", "percent": pen.pick(64, 12.5, 0.4)},
            {"label": "other", "plain": "the other drug", "percent": 28}]  # fmt: skip
    return {
        FOUND: {
            "claim": pen.text(NOBODY, "finding"), "population": {"text": "adults", "plain": "people"},
            "exposure": "drug", "comparator": "other", "design": "randomised", "n": 73, "arms": arms,
            "outcome": {"name": "response", "event": "responded", "plain": "felt better"},
            "time": {"text": "24 hours", "plain": "after a day"},
            "source": {"ref": CITED[0], "locator": pen.name(NOBODY, "finding")},
            "funding": pen.name(NOBODY, "finding"), "note": pen.text(NOBODY, "finding"),
        }
    }  # fmt: skip


def glossary(pen: Pen) -> dict[str, Any]:
    return {
        "Baseline": {"meaning": pen.text(PROFESSIONALS, "glossary"), "plain": pen.text(LAY, "glossary")},
        "Leading": {"meaning": pen.text(PROFESSIONALS, "glossary")},
    }


EDITIONS = {
    "lecture": {"audience": "clinician", "output": "slides"},
    "paper": {"audience": "clinician", "output": "handout"},
    "seminar": {"audience": "student", "output": "slides"},
    "leaflet": {"audience": "patient", "output": "handout", "paper": "Letter", "locale": "en-GB"},
    "web": {"audience": "patient", "output": "web", "locale": "en-GB"},
    "talk": {"audience": "public", "output": "slides", "locale": "en-US"},
}


@st.composite
def outlines(draw: st.DrawFn, editions: Sequence[str] = tuple(EDITIONS), shapes: Sequence[str] = SHAPES) -> Outline:
    """Outlines of two sections that use every kind of block, or slides of the given shapes, for the given editions."""
    pen = Pen(draw, shapes)
    deck = front(pen)
    deck["sections"] = [section(pen, number) for number in (1, 2)]
    deck |= {"glossary": glossary(pen), "references": references(pen), "findings": findings(pen)}
    deck["editions"] = {name: EDITIONS[name] for name in editions}
    deck["governance"] = {"owner": pen.name(EVERYBODY, "owner"), "version": "1.0.0", "issued": date(2026, 1, 5),
                          "last_reviewed": date(2026, 1, 2), "review_due": date(2028, 1, 2)}  # fmt: skip
    return Outline(yaml_text(deck), tuple(pen.said))
