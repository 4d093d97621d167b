"""SVG syntax: numbers, colours, and how text names its font."""

from __future__ import annotations

from builder.theme import Color, Face


def number(value: float) -> str:
    """Return a number with at most two decimals: a hundredth of a point is finer than any screen."""
    digits = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def paint(color: Color | None) -> str:
    """Return a colour for `fill` and `stroke`."""
    return f"#{color.rgb}" if color else "none"


def family(key: str) -> str:
    """Return the name by which style sheets know a measured font: "Carlito" for the face "Carlito-Bold"."""
    return key.rpartition("-")[0] or key


def families(face: Face) -> str:
    """Return the fonts of a face, best first: the one that it was measured with, then the one that it stands for."""
    named = dict.fromkeys((family(face.key), face.family))
    return ",".join(f"'{_plain(name)}'" for name in named)


def _plain(name: str) -> str:
    return "".join(char for char in name if char.isalnum() or char in " -")
