"""Boxes to tick on paper as fields to tick on screen."""

from __future__ import annotations

from builder.geometry import Rect
from builder.plan.lay import Copy
from builder.plan.page import Field, Paragraph
from builder.plan.structure import Structure


def check_field(copy: Copy, form: int, paragraph: Paragraph, inner: Rect, structure: Structure) -> Field:
    """Return the field over the box of a paragraph that is laid in `inner`; what it ticks off is its name."""
    said = " ".join("".join(run.text for run in copy.runs if not run.reference).split())
    style, color = copy.style, copy.bullet.color if copy.bullet else copy.style.color
    face = style.typeface.regular
    return Field(
        paragraph.square(inner), "check", structure.name(said), said, form, face, style.size, color, at=copy.at
    )
