"""Small marks: where something was seen, as a letter in a shape, and what is disputed, as a question mark."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, TypeAlias

from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.diagram.looks import GROUND, ON_STRONG
from builder.plan.lay import Copy, lay, moved
from builder.plan.page import Paragraph, TextRun, TextShape
from builder.plan.setting import Setting
from builder.theme import TextStyle

Mark: TypeAlias = Literal["human", "animal", "in vitro", "inferred", "disputed"]
Kind: TypeAlias = Literal["rect", "ellipse", "diamond"]


@dataclass(frozen=True, slots=True)
class Badge:
    """A mark's letter and shape; a strong one is filled. `words` is what the key says, `grown` its size against others.

    What was seen in people is the one filled badge, so that the others show at a glance.
    """

    letter: str
    kind: Kind
    words: str
    strong: bool = False
    grown: float = 1.0


BADGES: Mapping[Mark, Badge] = MappingProxyType(
    {
        "human": Badge("H", "ellipse", "seen in people", strong=True),
        "animal": Badge("A", "rect", "animals, not people"),
        "in vitro": Badge("V", "ellipse", "in vitro, not people"),
        "inferred": Badge("I", "diamond", "inferred, not seen", grown=1.3),
        "disputed": Badge("?", "ellipse", "disputed"),
    }
)
"""Shapes differ as well as letters; the order is that in which badges stand beside each other."""

SIDE, LEAST_SIDE, MOST_SIDE = 14.0, 12.0, 18.0
"""Side of a badge in points at 14 pt type, at the smallest type on paper, and at the largest, where two find room."""
LETTER = 0.8
"""Size of a badge's letter as a share of its side."""


def least_side(setting: Setting) -> float:
    """Return the side of a badge whose letter is as large as the smallest type of its medium: 16 pt in large print."""
    return min(style.size for style in setting.medium.styles.values()) / LETTER


def badge_width(mark: Mark, side: float) -> float:
    """Return the width of a badge in points."""
    return BADGES[mark].grown * side


def badge(mark: Mark, spot: Rect, setting: Setting, *, muted: bool = False) -> TextShape:
    """Return a badge in a spot as high as badges are; one that is grown stands out above and below it."""
    look = BADGES[mark]
    side = spot.height
    grown = look.grown * side
    box = Rect(spot.x, spot.y - (grown - side) / 2, grown, grown)
    pen = setting.color("grey" if muted else "ink")
    strong = look.strong and not muted
    style = replace(
        setting.style("label"), size=side * LETTER, leading=side, bold=True,
        color=setting.color(ON_STRONG) if strong else pen,
    )  # fmt: skip
    words = _letter(look.letter, style, setting.language, box.width)
    name = f"{'Sign' if mark == 'disputed' else 'Evidence'}: {mark}"
    fill = pen if strong else setting.color(GROUND)
    return TextShape(box, box, look.kind, words, name, fill=fill, line=pen, line_width=side / 13, wrap=False)


@lru_cache(maxsize=256)
def _letter(letter: str, style: TextStyle, language: str, side: float) -> tuple[Paragraph, ...]:
    """Return a letter set in the middle of a square; a diagram has the same few again and again."""
    run = TextRun(letter, style.typeface.bold, style.size, style.color, language, style.size)
    laid = lay([Copy((run,), style, align="center")], side)
    return moved(laid.paragraphs, (side - laid.height) / 2)
