"""The key at the foot of a diagram: what its signs, lines and badges mean, as far as they occur."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from builder import model
from builder.frozen import dataclass
from builder.geometry import Rect
from builder.plan.diagram.badges import BADGES, Mark, badge, badge_width, least_side
from builder.plan.diagram.looks import EDGE, LINES
from builder.plan.marks import runs_label
from builder.plan.page import Connector, Head, Item, Stroke, TextRun
from builder.plan.setting import Setting, plain_runs
from builder.text import natural_width
from builder.theme import TextStyle

Sample: TypeAlias = Literal["raises", "blocks", "strong", "moderate", "weak"]

WORDS: dict[Sample, str] = {
    "raises": "raises",
    "blocks": "blocks",
    "strong": "strong",
    "moderate": "moderate",
    "weak": "weak",
}
SAMPLE, GAP, BETWEEN = 24.0, 4.0, 13.0
"""Points of a sample line, between a sample and its words, and between entries, at 12 pt type."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: what is drawn, its words, and how wide both are."""

    sample: Sample | Mark
    line: bool
    runs: tuple[TextRun, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Key:
    """A key set in rows of a width; `height` is 0 when there is nothing to explain."""

    rows: tuple[tuple[Entry, ...], ...]
    style: TextStyle
    height: float


def measure_key(content: model.DiagramContent, width: float, setting: Setting) -> Key:
    """Return the key of a diagram, in rows of at most `width` points."""
    style = setting.style("source")
    rows: list[list[Entry]] = []
    used = width
    for entry in _entries(content, style, setting):
        if used + entry.width > width or not rows:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += entry.width + BETWEEN * _unit(style)
    return Key(tuple(map(tuple, rows)), style, len(rows) * style.leading * 1.1)


def _unit(style: TextStyle) -> float:
    return style.size / 12


def _side(style: TextStyle, setting: Setting) -> float:
    """Return the side of a badge beside text: so that its letter is not much smaller, and large enough to be read."""
    return max(style.size * 7 / 6, least_side(setting))


def _entries(content: model.DiagramContent, style: TextStyle, setting: Setting) -> Iterator[Entry]:
    """Yield the entries: signs when there are several, certainties when any is given, evidence."""
    edges = content.edges
    signs = {edge.sign for edge in edges}
    signed: tuple[Literal["raises", "blocks"], ...] = ("raises", "blocks")
    for sign in signed:
        if sign in signs and len(signs) > 1:
            yield _entry(sign, WORDS[sign], style, setting, line=True)
    if "disputed" in signs:
        yield _entry("disputed", BADGES["disputed"].words, style, setting, line=False)
    certain = {edge.certainty for edge in edges if edge.certainty}
    for certainty in ("strong", "moderate", "weak"):
        if certainty in certain:
            yield _entry(certainty, WORDS[certainty], style, setting, line=True)
    seen = {evidence for edge in edges for evidence in edge.evidence}
    for evidence in ("human", "animal", "in vitro", "inferred"):
        if evidence in seen:
            yield _entry(evidence, BADGES[evidence].words, style, setting, line=False)


def _entry(sample: Sample | Mark, words: str, style: TextStyle, setting: Setting, *, line: bool) -> Entry:
    runs = plain_runs(words, style, setting)
    drawn = SAMPLE * _unit(style) if line else badge_width(sample, _side(style, setting))  # type: ignore[arg-type]
    return Entry(sample, line, runs, drawn + GAP * _unit(style) + natural_width(runs) + 1)


def place_key(key: Key, x: float, y: float, setting: Setting) -> Iterator[Item]:
    """Yield a key's items, its top left corner at (x, y)."""
    for row, entries in enumerate(key.rows):
        left, top = x, y + row * key.style.leading * 1.1
        for entry in entries:
            yield from _placed(entry, left, top, key.style, setting)
            left += entry.width + BETWEEN * _unit(key.style)


def _placed(entry: Entry, x: float, y: float, style: TextStyle, setting: Setting) -> Iterator[Item]:
    unit, middle = _unit(style), y + style.leading / 2
    if entry.line:
        drawn = SAMPLE * unit
        yield from _sample(entry.sample, x, middle, drawn, setting)  # type: ignore[arg-type]
    else:
        side = _side(style, setting)
        drawn = badge_width(entry.sample, side)  # type: ignore[arg-type]
        yield badge(entry.sample, Rect(x, middle - side / 2, drawn, side), setting)  # type: ignore[arg-type]
    left = x + drawn + GAP * unit
    box = Rect(left, y, entry.width - drawn - GAP * unit, style.leading)
    yield runs_label(entry.runs, style, box, "Key")


def _sample(sample: Sample, x: float, y: float, width: float, setting: Setting) -> Iterator[Item]:
    pen, line = setting.color("ink"), EDGE * width / SAMPLE
    dash = tuple(length * line for length in LINES[sample]) if sample in LINES else ()
    match sample:
        case "raises":
            yield Connector(((x, y), (x + width, y)), pen, line, "Key line", head=head_of(line))
        case "blocks":
            yield Stroke(x, y, x + width - line, y, pen, line, "Key line")
            yield Stroke(x + width - line, y - 3.2 * line, x + width - line, y + 3.2 * line, pen, 1.5 * line, "Key bar")
        case _:
            yield Stroke(x, y, x + width, y, pen, line, "Key line", dash)


def head_of(width: float) -> Head:
    """Return the head of an arrow of a width: five times as wide, three times as long."""
    return Head("triangle", 5 * width, 3 * width)
