"""Random decks: outlines by seed, softened where a slide can't hold what was drawn for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import PurePosixPath
from random import Random
from typing import Any

from PIL import Image

from builder.audience import for_audience
from builder.diagnostics import Diagnostic
from builder.load.themes import theme_names
from builder.model import Deck
from builder.plan.page import Plan
from tests.outputs.support.builds import drafted, in_memory, loaded
from tests.outputs.support.yamltext import yaml_text

from .blocks import ALONE, FLOWING, KINDS
from .pen import FOUND, KEYS, PICTURES, TERMS, Pen
from .vocabulary import LANGUAGES

STANDING = tuple(kind for kind in KINDS if kind not in FLOWING)
ROUNDS = 5
"""How often a slide that is too full is written anew, with less each time, before another is drawn in its place."""


@dataclass
class Drawn:
    """A slide as drawn so far: its own seed, and how much it is to hold."""

    seed: str
    full: float = 1.0
    named: bool = True

    def softened(self) -> None:
        """Ask for less: first leave the layout to the planner, then write fewer words."""
        self.full *= 1.0 if self.named else 0.6
        self.named = False

    def made(self) -> dict[str, Any]:
        """The slide as an outline has it."""
        random = Random(self.seed)
        language = random.choice(tuple(LANGUAGES)) if random.random() < 0.35 else "en-GB"
        pen = Pen(random, language, self.full)
        slide: dict[str, Any] = {"title": pen.text(2, pen.pick(5, 9, 13)), "language": language}
        kinds = _kinds(pen)
        slide["blocks"] = [{kind: KINDS[kind](pen)} for kind in kinds]
        layout = random.choice(_suited(kinds))
        if self.named and random.random() < 0.6:
            slide["layout"] = layout
        return slide


def _suited(kinds: list[str]) -> tuple[str, ...]:
    """Layouts that a slide may ask for by what it holds; a few of them will still have no room for it."""
    own = {"quote": "quote", "compare": "comparison", "question": "question", "number": "big-number"}
    if kinds[0] in own:
        return (own[kinds[0]],)
    words = [kind for kind in kinds if kind in FLOWING]
    if len(words) == len(kinds):
        return ("points", "two-columns", "three-columns", "three-columns", "summary")
    figure = "table" if "table" in kinds else "figure"
    figures = (figure, "step-build") if kinds[0] == "diagram" else (figure,)
    many = ("points-figure", "figure-points", "points-above", "figure-above", figure, figure)
    return many if words else figures


def _kinds(pen: Pen) -> list[str]:
    """Which blocks a slide holds: words; something that stands out, with words beside it or without; anything."""
    if pen.chance(0.35):
        kinds = [pen.pick(*FLOWING) for _ in range(pen.count(1, 6))]
        return [*kinds, *(["callout"] if pen.chance(0.25) else [])]
    kinds = [pen.pick(*STANDING)]
    if kinds[0] in ALONE:
        return kinds
    if pen.chance(0.5):
        kinds = [pen.pick(*FLOWING) for _ in range(pen.count(1, 3))] + kinds
    if pen.chance(0.15):
        kinds.append(pen.pick("callout", *STANDING))
    return kinds


@dataclass
class Recipe:
    """A deck before it is written: what its seed drew, and its slides by section."""

    seed: int
    sections: list[list[Drawn]] = field(default_factory=list)
    full: float = 1.0
    front: str = "front"

    @classmethod
    def drawn(cls, seed: int) -> Recipe:
        random = Random(seed)
        counts = [random.randint(1, 3) for _ in range(random.choice([1, 1, 1, 2]))]
        return cls(seed, [[Drawn(f"{seed}-{s}-{n}") for n in range(count)] for s, count in enumerate(counts)])

    @property
    def slides(self) -> list[Drawn]:
        return [slide for section in self.sections for slide in section]

    def softened(self, places: set[int]) -> None:
        """Ask for less where it is too full: slides counted from 0, and -1 for what a deck says in front of them."""
        for place in places:
            if place < 0:
                self.full *= 0.6
            else:
                self.slides[place].softened()

    def drawn_again(self, places: set[int]) -> None:
        """Draw other slides, or another front, where even few words have no room."""
        for place in places:
            if place < 0:
                self.front, self.full = f"{self.front}-again", 1.0
            else:
                old = self.slides[place]
                old.seed, old.full, old.named = f"{old.seed}-again", 1.0, True

    def outline(self) -> dict[str, Any]:
        """The deck as YAML holds it."""
        random = Random(f"{self.seed}-{self.front}")
        pen = Pen(random, full=self.full)
        made: dict[str, Any] = {"deck": f"random-{self.seed}", "title": pen.text(1, 6), "language": "en-GB"}
        made["theme"] = random.choice(theme_names())
        if pen.chance(0.7):
            made["subtitle"] = pen.text(2, 9)
        if pen.chance(0.3):
            made["disclosures"] = pen.texts(1, 3, 2, 12)
        if pen.chance(0.3):
            made["objectives"] = [{"id": f"goal-{n}", "text": pen.text(2, 12)} for n in range(pen.number(1, 4))]
        if pen.chance(0.3):
            made["closing"] = pen.text(1, 4)
        made["governance"] = {"owner": pen.name(1, 4), "version": "1.0.0"}
        made["glossary"] = {term: {"meaning": pen.text(3, 14), "say": "so"} for term in TERMS}
        made["references"] = _references(pen)
        made["findings"] = {name: _finding(pen, name) for name in FOUND}
        made["sections"] = [
            {"section": f"part-{number}", "title": pen.text(1, 6), "slides": [slide.made() for slide in section]}
            for number, section in enumerate(self.sections)
        ]
        made["editions"] = {"lecture": {"audience": pen.pick("clinician", "student"), "output": "slides"}}
        return made


def _references(pen: Pen) -> list[dict[str, Any]]:
    names = [{"family": family, "given": "A. B."} for family in ("Able", "Ó Briain", "Łukasiewicz", "Dyer", "Şahin")]
    return [
        {"id": key, "type": "article-journal", "title": pen.name(4, 16), "author": names[: pen.number(1, 5)],
         "container-title": pen.pick("BMJ Open", "The Lancet Psychiatry"), "issued": {"date-parts": [[int(key[-4:])]]},
         "volume": "12", "page": "100-110", "DOI": f"10.1000/a-long-suffix.{key}"}
        for key in KEYS
    ]  # fmt: skip


def _finding(pen: Pen, name: str) -> dict[str, Any]:
    """A record whose labels and design are as long as authors write them."""
    arms = [{"label": pen.name(1, 4), "n": pen.number(20, 400), "percent": pen.number(0, 100)}]
    compared = {}
    if name != "survey":
        arms.append({"label": "comparison", "n": pen.number(20, 400), "percent": pen.number(0, 100)})
        compared = {"exposure": pen.name(1, 3), "comparator": "comparison"}
    return {"claim": pen.text(4, 12), "population": pen.name(2, 8), "outcome": pen.name(1, 4), "arms": arms,
            "time": f"{pen.number(1, 30)} days", "design": pen.name(2, 8), "n": pen.number(40, 4000),
            "source": {"ref": pen.pick(*KEYS), "locator": "abstract"}} | compared  # fmt: skip


@cache
def pictures() -> Mapping[str, bytes]:
    """The picture files of every random deck."""
    found = {}
    for name, size in PICTURES.items():
        buffer = BytesIO()
        Image.new("RGB", size, (10, 92, 99)).save(buffer, "PNG")
        found[name] = buffer.getvalue()
    return found


@dataclass(frozen=True)
class Made:
    """A random deck: its seed, its outline, the deck as its readers get it, its plan, and what had no room at first."""

    seed: int
    text: str
    deck: Deck
    plan: Plan
    theme: str
    faults: tuple[Diagnostic, ...]


def deck(seed: int) -> Made:
    """The deck of a seed. Slides that are too full are written anew with less, and at last drawn again."""
    recipe, faults = Recipe.drawn(seed), []
    for turn in range(6 * ROUNDS):
        outline = recipe.outline()
        text = yaml_text(outline)
        read = loaded(PurePosixPath("deck.yaml"), in_memory(text, pictures()))
        found, made = drafted(read, read.editions[0])
        if made:
            resolved = for_audience(read, read.editions[0].audience)
            return Made(seed, text, resolved, made[0].plan, outline["theme"], tuple(faults))
        full = _places(read, [fault.at.line for fault in found])
        faults += found
        if turn % ROUNDS == ROUNDS - 1:
            recipe.drawn_again(full)
        else:
            recipe.softened(full)
    raise AssertionError(f"seed {seed}: {found}")


def _places(read: Deck, lines: list[int]) -> set[int]:
    """The slides, counted from 0, that hold the given lines of the outline; -1 for what stands outside of them."""
    starts, places, number = [0], [-1], 0
    for section in read.sections:
        starts.append(section.title.at.line)
        places.append(-1)
        for slide in section.slides:
            starts.append(slide.title.at.line)
            places.append(number)
            number += 1
    return {places[bisect_right(starts, line) - 1] for line in lines}


def decks(count: int, first: int = 0) -> Iterator[Made]:
    """`count` decks, from a seed on."""
    return (deck(seed) for seed in range(first, first + count))
