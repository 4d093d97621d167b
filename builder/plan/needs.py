"""Which placeholders take a layout's words, and which of them a layout can't do without.

Our own layouts have them all. A template's may not: what is said in words must then stand on another of its layouts.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from builder.diagnostics import Span
from builder.plan.setting import FitError

ONE, TWO, THREE = ("body",), ("body", "body-2"), ("body", "body-2", "body-3")

NEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("points", "disclosures", "objectives", "summary", "quote", "references"), ONE),
        **dict.fromkeys(("points-callout", "points-aside", "points-above", "figure-above"), ONE),
        **dict.fromkeys(("points-figure", "figure-points", "question", "answer"), ONE),
        **dict.fromkeys(("two-columns", "comparison", "big-number"), TWO),
        **dict.fromkeys(("three-columns", "comparison-three"), THREE),
    }
)
"""By layout, the placeholders that its words must have. All other text is part of a figure, a callout or furniture."""

WITHIN: Mapping[str, str] = MappingProxyType(
    {key + side: "body" + side for key in ("head", "value") for side in ("", "-2", "-3")}
)
"""Text with a placeholder of its own in our layouts, and the one that it begins where a template has none for it."""

Slots = Mapping[str, frozenset[str]]
"""The placeholders that each layout has, by our keys."""


def lacking(layout: str, needs: tuple[str, ...], slots: Slots | None) -> bool:
    """Tell whether a layout lacks placeholders; `slots` is None for our own, which lack none."""
    return slots is not None and not slots.get(layout, frozenset()).issuperset(needs)


class SlotError(FitError):
    """Content that no layout of the template has a place for; `layouts` are those of ours that were thought of."""

    def __init__(self, what: str, at: Span | None, layouts: tuple[str, ...]) -> None:
        super().__init__(f"the template has no place for {what}", at)
        self.what, self.layouts = what, layouts
