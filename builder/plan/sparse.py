"""Slides that hold little: larger type and more air for a few words, the optical centre for what stands alone.

A list starts at the body's line, however short it is, so that nothing jumps from slide to slide; it grows instead. What
stands alone (a callout, a quotation, a low drawing) is no list to be read from the top: it stands where the eye rests,
a little above the middle.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Span
from builder.frozen import replace
from builder.plan.lay import Copy
from builder.plan.setting import FitError, Setting

LEAD = (28 / 22, 24 / 22)
"""Sizes for a few words, against the largest of the body: 28 and 24 pt where that is 22."""
MOST_LEAD = 0.55
"""Share of its room that text in such a size may take: a fuller slide looks better at the body's own size."""
AIR, LEAD_AIR, AIR_SHARE = 0.55, 0.8, 0.4
"""Most space that goes between paragraphs besides the usual, in type sizes: of the body's size, and of a larger one.

No more than that share of what is free goes there.
"""
ALONE = 0.62
"""Share of its room up to which something stands at the optical centre: what is higher fills the slide anyway."""
OPTICAL = 0.3
"""Share of the free height that stays above what stands alone: its middle is then a little above the slide's."""


def lead_steps(setting: Setting) -> tuple[float, ...]:
    """Return the type sizes in points for a few words, from the largest."""
    return tuple(float(round(setting.medium.steps[0] * share)) for share in LEAD)


def is_lead(step: float, setting: Setting) -> bool:
    """Tell whether a type size in points is larger than the body's."""
    return step > setting.medium.steps[0]


def measure(columns: int, step: float, setting: Setting) -> int:
    """Return how many of twelve columns hold as many letters at a type size as `columns` do at the body's largest."""
    return min(11, max(columns, round(columns * step / setting.medium.steps[0])))


def held_to_lead(
    height: float, room: float, step: float, setting: Setting, at: Span | None, *, narrow: bool = False
) -> None:
    """Refuse text of a height in points that is too much for a size larger than the body's.

    Raises:
        FitError: it takes more than about half of its room, or is `narrow`: that breaks into many lines at the largest.
    """
    if is_lead(step, setting) and (height > room * MOST_LEAD or (narrow and step == lead_steps(setting)[0])):
        raise FitError(f"this is too much for {step:g} pt", at)


def crowded(copies: Sequence[Copy], room: float, step: float, setting: Setting) -> bool:
    """Tell whether so many paragraphs are too much for a size larger than the body's, before their lines are broken."""
    return is_lead(step, setting) and sum(copy.style.leading for copy in copies) > room * MOST_LEAD


def air(copies: Sequence[Copy], height: float, room: float, step: float, setting: Setting) -> float:
    """Return how much space goes between paragraphs besides the usual, where `height` of what `room` there is is full.

    All in points.
    """
    most = copies[0].style.size * (LEAD_AIR if is_lead(step, setting) else AIR)
    spare = (room - height) * AIR_SHARE / max(1, len(copies) - 1)
    return round(min(spare, most), 1) if spare >= 1 else 0.0


def aired(copies: Sequence[Copy], points: float) -> list[Copy]:
    """Return paragraphs with so many points of space more after each; headings stay close to what they head."""
    if not points:
        return list(copies)
    return [copy if copy.keep_next else replace(copy, space_after=_after(copy) + points) for copy in copies]


def _after(copy: Copy) -> float:
    return copy.style.space_after if copy.space_after is None else copy.space_after


def sunk(height: float, room: float) -> float:
    """Return how far down something stands that is alone on its slide, in points: `height` of what `room` there is."""
    return round((room - height) * OPTICAL) if height < room * ALONE else 0.0


def stated(copies: Sequence[Copy]) -> list[Copy]:
    """Return paragraphs without marks that say no more than that each is one of several."""
    return [replace(copy, indent=0.0, hanging=0.0, bullet=None) if _is_point(copy) else copy for copy in copies]


def _is_point(copy: Copy) -> bool:
    return copy.bullet is not None and copy.bullet.kind in {"square", "char"}
