"""Random outlines as YAML text, each of whose texts holds a word of its own and says who may read it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from builder.values import Audience

from .yamltext import yaml_text

PROFESSIONALS = frozenset({Audience.CLINICIAN, Audience.STUDENT})
LAY = frozenset({Audience.PATIENT, Audience.PUBLIC})
EVERYBODY = PROFESSIONALS | LAY
NOBODY: frozenset[Audience] = frozenset()

TOKENS = (
    ("rest", "rest"), ("water", "water"), ("long-term", "long-term"), ("therapeutically", "therapeutically"),
    ("A&E", "A&E"), ("K+ <LLN", "K+ <LLN"), (">=", ">="), ("≥", "≥"), ("<", "<"), ("&", "&"), ("&amp;", "&amp;"),
    ("<b>", "<b>"), ("]]>", "]]>"), ("</a:t>", "</a:t>"), ("“said”", "“said”"), ("it’s", "it’s"), ("café", "café"),
    ("**bold**", "bold"), ("*slanted*", "slanted"), ("H~2~O", "H2O"), ("m^2^", "m2"), ("β-blocker", "β-blocker"),
    ("𝑥", "𝑥"), ("\\*", "*"), ("\\[", "["), ("{{x}}", "{{x}}"), ("=A1", "=A1"), ("#", "#"), ("a_b", "a_b"),
    ("[chose]{lang=fr}", "chose"), ("no", "no"), ("~", "~"), ("_x0041_", "_x0041_"),
)  # fmt: skip
"""Words as they are typed and as they are read."""

CITED = ("one2001", "two2002", "three2003")


@dataclass(frozen=True)
class Said:
    """A text of the outline: its words as read, its own word, who may read it, and where it stands.

    `place` is "content" for what slides and handouts both say, else the part of the outline.
    """

    words: str
    own: str
    readers: frozenset[Audience]
    place: str


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
    Image.new("RGB", (40, 30), (10, 92, 99)).save(buffer, "PNG")
    return buffer.getvalue()


class Pen:
    """Writes texts with words of their own and remembers them."""

    def __init__(self, draw: st.DrawFn, shapes: Sequence[str]) -> None:
        self.draw, self.shapes = draw, shapes
        self.said: list[Said] = []
        self.owned = 0

    def pick(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def count(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def often(self) -> bool:
        return self.draw(st.booleans())

    def own_word(self) -> str:
        self.owned += 1
        letters = "".join(chr(ord("a") + self.owned // 26**power % 26) for power in (2, 1, 0))
        return f"Zq{letters}x"

    def text(self, readers: frozenset[Audience], place: str, most: int = 6) -> str:
        """A text with markup, such as a point's."""
        own = self.own_word()
        tokens = self.draw(st.lists(st.sampled_from(TOKENS), max_size=most))
        cut = self.count(0, len(tokens))
        tokens = [("The", "The"), *tokens[:cut], (own, own), *tokens[cut:]]
        self.said.append(Said(" ".join(read for _, read in tokens), own, readers, place))
        return " ".join(typed for typed, _ in tokens)

    def cited(self, readers: frozenset[Audience], place: str, most: int = 6) -> str:
        text = self.text(readers, place, most)
        return f"{text} [@{self.pick(*CITED)}]" if self.often() else text

    def name(self, readers: frozenset[Audience], place: str) -> str:
        """A text without markup, such as a category's."""
        own = self.own_word()
        words = f"{self.pick('A&E', '<5', '≥5', 'Some', '=1+1')} {own}"
        self.said.append(Said(words, own, readers, place))
        return words

    def texts(self, readers: frozenset[Audience], place: str, low: int, high: int) -> list[str]:
        return [self.text(readers, place) for _ in range(self.count(low, high))]


# Blocks: what a kind holds for given readers


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


SHAPES = ("words", "table", "chart", "image", "callout", "quote", "words")
"""What a slide may hold; the last stands twice."""


def kinds_of_slide(pen: Pen) -> list[str]:
    """Which blocks a slide holds: few enough that they have room."""
    shape = pen.pick(*pen.shapes)
    if shape == "words":
        return [pen.pick(*WORDS) for _ in range(pen.count(1, 4))]
    if shape in FIGURES:
        return [*(pen.pick("point", "text") for _ in range(pen.count(0, 2))), shape]
    return ["callout"] * pen.count(1, 2) if shape == "callout" else ["quote"]


def some_readers(pen: Pen) -> tuple[list[str] | None, frozenset[Audience]]:
    named = pen.pick(None, None, None, None, PROFESSIONALS, EVERYBODY, frozenset({Audience.PATIENT}))
    return (names(named), named) if named else (None, EVERYBODY)


def names(audiences: AbstractSet[Audience]) -> list[str]:
    return sorted(audience.value for audience in audiences)


def slide(pen: Pen, doors: frozenset[Audience], *, defines: bool = False) -> dict[str, Any]:
    """A slide; one that `defines` explains terms of the glossary."""
    named, own = some_readers(pen)
    allowed = doors & own
    made: dict[str, Any] = {"title": pen.text(allowed & PROFESSIONALS, "content", 3)}
    if named:
        made["for"] = named
    blocks = [block(pen, kind, allowed) for kind in kinds_of_slide(pen)]
    if defines and not any(kind in one for one in blocks for kind in ("quote", "callout", *FIGURES)):
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


def front(pen: Pen) -> dict[str, Any]:
    """What a deck says besides its sections; `plain` words of the title are the title of lay readers."""
    everyone = EVERYBODY
    made: dict[str, Any] = {"deck": "any", "language": "en-GB", "title": pen.text(PROFESSIONALS, "title", 2)}
    made["plain"] = pen.text(LAY, "title", 2)
    made["keywords"] = [pen.name(everyone, "keywords")]
    made["subtitle"] = pen.text(PROFESSIONALS, "subtitle", 2)
    made["main_message"] = pen.text(LAY, "front", 4)
    made["disclosures"] = pen.texts(PROFESSIONALS, "disclosures", 0, 2)
    for key in ("key_points", "unknowns", "questions", "teach_back"):
        made[key] = pen.texts(LAY, "front", 0, 2)
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
    """Evidence that no output shows yet."""
    return {
        "finding-one": {
            "claim": pen.text(NOBODY, "finding"), "population": pen.name(NOBODY, "finding"),
            "outcome": {"name": pen.name(NOBODY, "finding")}, "time": "24 hours", "design": "randomised",
            "arms": [{"label": pen.name(NOBODY, "finding"), "percent": 64}], "source": {"ref": CITED[0]},
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
