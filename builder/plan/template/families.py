"""How the fonts of a template are measured: by a shipped font of the same widths, or by one that is surely wider."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

from builder.frozen import dataclass
from builder.regex import regex
from builder.theme import Face, FontSlot, Typeface

How = Literal["same", "near", "wider"]
"""The measured font has the family's widths; is known to be no narrower; or is taken because nobody knows."""

WIDER = 1.15
"""What the widths of Noto Sans, the widest text font that is shipped, are multiplied by for families that nobody knows.

Measured over running English text: DejaVu Sans, about as wide as Verdana, is 1.07 of it (bold 1.14), Montserrat 1.06
(1.05), Poppins 1.05 (1.02), Open Sans 0.99 (1.00), Roboto 0.94, Lato 0.92. So 1.15 holds for all text fonts among them.
"""
FIXED = 1.32
"""The same for typewriter fonts, whose characters are all 0.6 em wide."""
EXACT_LINE = 1.2
"""Line height of a family that nobody knows: lines are then set at exact distances."""

_TYPEWRITER = regex(r"mono|courier|consol|typewriter|\bcode\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ruler:
    """The shipped font that measures a family, the factor on its widths, and the family's line height at 1 pt."""

    files: str
    line_height: float
    how: How = "same"
    stretch: float = 1.0


_SANS = Ruler("LiberationSans", 1.15)
_SERIF = Ruler("LiberationSerif", 1.15)
_CALIBRI = Ruler("Carlito", 1.2207)

RULERS: Mapping[str, Ruler] = MappingProxyType(
    {
        "arial": _SANS,
        "helvetica": _SANS,
        "liberation sans": _SANS,
        "arimo": _SANS,
        "times new roman": _SERIF,
        "times": _SERIF,
        "liberation serif": _SERIF,
        "tinos": _SERIF,
        "calibri": _CALIBRI,
        "carlito": _CALIBRI,
        "calibri light": Ruler("Carlito", 1.2207, "near", 1.03),
        "cambria": Ruler("Caladea", 1.1724),
        "caladea": Ruler("Caladea", 1.1724),
        "georgia": Ruler("Gelasio", 1.27),
        "gelasio": Ruler("Gelasio", 1.27),
        "atkinson hyperlegible next": Ruler("AtkinsonHyperlegibleNext", 1.3),
        "noto sans": Ruler("NotoSans", 1.362),
        "open sans": Ruler("NotoSans", 1.362, "near", 1.01),
    }
)
"""By family, in lower case. Metric-compatible: Liberation Sans and Serif with Arial and Times New Roman, Carlito with
Calibri, Caladea with Cambria, Gelasio with Georgia."""

TWO_STYLES = frozenset({"NotoSans"})
"""Shipped fonts without italics: upright ones measure these."""


def ruler_of(family: str) -> Ruler:
    """Return how a family is measured."""
    known = RULERS.get(" ".join(family.casefold().split()))
    if known:
        return known
    factor = FIXED if _TYPEWRITER.search(family) else WIDER
    return Ruler("NotoSans", EXACT_LINE, "wider", factor)


@cache
def typeface_of(family: str, slot: FontSlot | None) -> Typeface:
    """Return the faces that stand for a family, as an office program names it."""
    ruler = ruler_of(family)
    regular, bold, italic, both = (
        Face(_key(ruler, style), family, "Bold" in style, "Italic" in style, slot, ruler.stretch)
        for style in ("Regular", "Bold", "Italic", "BoldItalic")
    )
    return Typeface(regular, bold, italic, both, ruler.line_height, exact=ruler.how == "wider")


def _key(ruler: Ruler, style: str) -> str:
    if ruler.files in TWO_STYLES:
        style = "Bold" if "Bold" in style else "Regular"
    return f"{ruler.files}-{style}"


def in_words(family: str) -> str:
    """Return how a family is measured, for people."""
    ruler = ruler_of(family)
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", ruler.files)
    match ruler.how:
        case "same":
            return f"measured with {name}, which has the same widths"
        case "near":
            return f"measured {round((ruler.stretch - 1) * 100)} % wider than {name}, which is close to it"
        case "wider":
            wider = round((ruler.stretch - 1) * 100)
            return f"not known here: measured {wider} % wider than {name}, so lines end earlier than they could"
