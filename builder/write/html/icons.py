"""Signs of callouts and of a comparison's sides, drawn in the colour of their text: they differ in outline, too."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from builder.markup import Markup, tag

SIGNS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "info": ("M10 0a10 10 0 1 0 0 20a10 10 0 1 0 0-20z", "M8.6 4h2.8v2.8h-2.8zM9 8.4h2v7.2h-2z"),
        "warning": ("M10 0L20 20H0z", "M9 7.2h2v6h-2zM8.6 14.8h2.8v2.8h-2.8z"),
        "emergency": ("M3.6 0h12.8L20 3.6v12.8L16.4 20H3.6L0 16.4V3.6z", "M8 4h4v4h4v4h-4v4H8v-4H4V8h4z"),
        "benefit": ("M10 0a10 10 0 1 0 0 20a10 10 0 1 0 0-20z", "M8.6 5h2.8v3.6H15v2.8h-3.6V15H8.6v-3.6H5V8.6h3.6z"),
        "harm": ("M10 0L20 10L10 20L0 10z", "M5 8.6h10v2.8H5z"),
        "neutral": ("M0 0h20v20H0z", "M7 7h6v6H7z"),
    }
)
"""The ground and the sign on it, as paths in a square of 20."""


def sign(kind: str) -> Markup | None:
    """Return a sign, decorative; None for what has none."""
    if kind not in SIGNS:
        return None
    ground, mark = SIGNS[kind]
    paths = (tag("path", d=ground, fill="currentColor"), tag("path", d=mark, class_="on"))
    return tag("svg", *paths, viewBox="0 0 20 20", aria_hidden="true", class_="sign")
