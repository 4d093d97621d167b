"""The layout that an author names for a slide: taken if it can hold the slide, told of and let go if it can't."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from builder import model
from builder.diagnostics import Diagnostic, Severity
from builder.plan.choose import unsuitable
from builder.plan.grid import SlideGrid
from builder.plan.needs import NEEDS, lacking
from builder.plan.words import Part

if TYPE_CHECKING:
    from builder.plan.template.dress import Dress


def wished(
    slide: model.Slide,
    parts: Sequence[Part],
    grid: SlideGrid,
    dress: Dress | None,
    report: Callable[[Diagnostic], None],
) -> model.Layout | None:
    """Return the layout that the author names, or None: none is named, or it can't hold the slide, which is reported.

    A template that has no place for words at all is another matter, told of by itself.
    """
    if slide.layout is None:
        return None
    others = unsuitable(parts, slide.layout)
    message = f"the layout `{slide.layout}` can't hold this slide's content; another one is chosen"
    if others is None and dress and short_of(slide.layout, grid) and not short_of("points", grid):
        from builder.plan.template.unserved import can_have  # noqa: PLC0415  # only decks in a template

        others = can_have(dress)
        message = f"the template has no layout for `{slide.layout}`; another one is chosen"
    if others is None:
        return slide.layout
    report(Diagnostic(slide.layout_at, "FIT010", message, Severity.WARNING, others))
    return None


def short_of(layout: str, grid: SlideGrid) -> bool:
    """Tell whether the slides lack placeholders for the words of a layout."""
    return lacking(layout, NEEDS.get(layout, ()), grid.slots)
