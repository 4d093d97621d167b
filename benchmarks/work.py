"""The work item that rivals share: 20 slides and the same words as a handout of six or seven pages.

A title, twelve slides of five points, two tables, two charts, two pictures and a list of sources, each with about 80
words of notes; in the handout, the notes are its text. `Work` is plain data: every tool gets all of it, as it likes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Literal, TypeAlias

from PIL import Image, ImageDraw, ImageFilter

from benchmarks.yaml_text import Tree, as_yaml

Kind: TypeAlias = Literal["points", "table", "chart", "picture"]
KINDS: tuple[Kind, ...] = (
    "points", "points", "points", "table", "points", "points", "picture", "points", "chart", "points",
    "points", "table", "points", "points", "picture", "points", "points", "chart",
)  # fmt: skip
"""What stands between the title and the list of sources."""

PICTURES = ("photo.png", "drawing.png")
SOURCES = 6
NOTES = 80
"""Words of notes at least."""

NAMES = (
    "river", "garden", "bridge", "market", "library", "harbour", "forest", "workshop", "meadow", "station", "orchard",
    "valley", "mill", "museum", "school", "archive", "lantern", "quarry", "railway", "theatre",
)  # fmt: skip
DID = ("shapes", "follows", "supports", "explains", "limits", "feeds", "crosses", "outlives", "divides", "reveals")
WHICH = ("old", "quiet", "northern", "broad", "hidden", "careful", "early", "narrow", "open", "common", "slow", "late")
WHERE = (
    "along the coast", "beyond the hills", "in most regions", "under a wide sky", "between two roads", "by design",
    "for those who live nearby", "with little effort", "before the season turns", "without much notice",
)  # fmt: skip
TITLE = "A deck to be measured"
SUBTITLE = "A course, week seven"
MADE_UP = "Made up to be measured"


class Words:
    """A source of neutral sentences, without numbers and claims: no check has anything to say of them."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def pick(self, options: tuple[str, ...]) -> str:
        return self._random.choice(options)

    def number(self) -> int:
        return self._random.randint(5, 60)

    def thing(self) -> str:
        return f"the {self.pick(WHICH)} {self.pick(NAMES)}"

    def title(self) -> str:
        """Return five words."""
        return f"The {self.pick(NAMES)} {self.pick(DID)} the {self.pick(NAMES)}"

    def point(self) -> str:
        """Return about eleven words."""
        return f"{self.thing()} {self.pick(DID)} {self.thing()} {self.pick(WHERE)}".capitalize()

    def talk(self) -> str:
        said = ""
        while len(said.split()) < NOTES:
            said += f"{self.point()}. "
        return said.rstrip()


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide: its title, its notes, and whichever of the others its kind has."""

    kind: Kind
    title: str
    notes: str
    points: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    categories: tuple[str, ...] = ()
    series: tuple[tuple[str, tuple[int, ...]], ...] = ()
    line: bool = False
    image: str = ""
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """The whole item."""

    title: str
    subtitle: str
    opening: str
    slides: tuple[Slide, ...]
    sources: tuple[str, ...]


def work(seed: int = 7) -> Work:
    """Return the item; another seed gives other words."""
    words = Words(seed)
    slides = tuple(_slide(kind, number, words) for number, kind in enumerate(KINDS, 1))
    sources = tuple(f"{words.point()}. Journal of Measures." for _ in range(SOURCES))
    return Work(TITLE, SUBTITLE, words.talk(), slides, sources)


def _slide(kind: Kind, number: int, words: Words) -> Slide:
    title, notes, alt, caption = f"{words.title()} {number}", words.talk(), f"{words.point()}.", f"{words.title()}."
    match kind:
        case "points":
            return Slide(kind, title, notes, points=tuple(words.point() for _ in range(5)))
        case "table":
            body = [(words.pick(NAMES).capitalize(), *(str(words.number()) for _ in range(3))) for _ in range(5)]
            return Slide(kind, title, notes, rows=(("Group", "Before", "After", "Later"), *body), caption=caption)
        case "chart":
            line = number == len(KINDS)
            names = tuple(f"M{month:02}" for month in range(1, 13)) if line else ("North", "South", "East", "West")
            labels = ("One", "Two") if line else ("One", "Two", "Three")
            series = tuple((label, tuple(words.number() for _ in names)) for label in labels)
            return Slide(kind, title, notes, categories=names, series=series, line=line, alt=alt)
        case "picture":
            return Slide(kind, title, notes, image=PICTURES[number > 10], alt=alt, caption=caption)


def write_pictures(folder: Path) -> None:
    """Write the two pictures: 800 x 600 pixels, one like a photograph, one of lines and areas."""
    noise = Image.effect_noise((800, 600), 40).convert("RGB").filter(ImageFilter.GaussianBlur(2))
    slope = Image.linear_gradient("L").resize((800, 600)).convert("RGB")
    (folder / PICTURES[0]).write_bytes(_png(Image.blend(noise, slope, 0.5)))
    drawing, chance = Image.new("RGB", (800, 600), "white"), Random(3)
    pen = ImageDraw.Draw(drawing)
    for _ in range(24):
        x, y = chance.randrange(700), chance.randrange(520)
        fill = (chance.randrange(256), chance.randrange(256), 230)
        pen.rectangle((x, y, x + 90, y + 60), outline="black", fill=fill, width=2)
        pen.line((x, y, chance.randrange(800), chance.randrange(600)), fill="black", width=2)
    (folder / PICTURES[1]).write_bytes(_png(drawing))


def _png(image: Image.Image) -> bytes:
    data = BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def write_outline(item: Work, folder: Path) -> Path:
    """Write the item as an outline with the editions `lecture` and `handout`; return its deck file.

    Slides and text are sections of their own, since a handout is read without a lecturer: there, notes are its text.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_pictures(folder)
    deck = folder / "deck.yaml"
    talk = {"section": "talk", "title": item.subtitle, "outputs": ["slides"], "slides": _talk(item)}
    text = {"section": "text", "title": item.subtitle, "outputs": ["handout"], "slides": _text(item)}
    deck.write_text(as_yaml({**_head(item), "sections": [talk, text]}), encoding="utf-8")
    return deck


def _head(item: Work) -> Mapping[str, Tree]:
    return {
        "deck": "work",
        "title": item.title,
        "subtitle": item.subtitle,
        "language": "en-GB",
        "editions": {
            "lecture": {"audience": "student", "output": "slides"},
            "handout": {"audience": "student", "output": "handout"},
        },
        "governance": {"owner": "Benchmark", "version": "1.0.0", "last_reviewed": "2026-11-01"},
    }


def _talk(item: Work) -> list[Tree]:
    slides: list[Tree] = [
        {"id": f"talk-{n}", "title": slide.title, "blocks": _blocks(slide), "notes": slide.notes}
        for n, slide in enumerate(item.slides)
    ]
    return [*slides, {"id": "talk-sources", "title": "Sources", "blocks": [{"steps": [*item.sources]}]}]


def _text(item: Work) -> list[Tree]:
    opening: Tree = {"id": "text-opening", "title": item.title, "blocks": [{"text": item.opening}]}
    slides: list[Tree] = [
        {"id": f"text-{n}", "title": slide.title, "blocks": [{"text": slide.notes}, *_blocks(slide)]}
        for n, slide in enumerate(item.slides)
    ]
    return [opening, *slides, {"id": "text-sources", "title": "Sources", "blocks": [{"steps": [*item.sources]}]}]


def _blocks(slide: Slide) -> list[Tree]:
    match slide.kind:
        case "points":
            return [*slide.points]
        case "table":
            header, *body = ([*row] for row in slide.rows)
            table: dict[str, Tree] = {"title": slide.caption, "header": header, "rows": [*body]}
            return [{"table": table | {"source": MADE_UP, "alt": slide.caption}}]
        case "chart":
            kind = "line" if slide.line else "grouped-bar"
            series = {name: [*values] for name, values in slide.series}
            chart: dict[str, Tree] = {"kind": kind, "title": slide.title, "categories": [*slide.categories]}
            return [{"chart": chart | {"series": series, "unit": "%", "source": MADE_UP, "alt": slide.alt}}]
        case "picture":
            picture: dict[str, Tree] = {"file": slide.image, "alt": slide.alt, "caption": slide.caption}
            return [{"image": picture | {"licence": "CC0", "credit": "Benchmark"}}]
