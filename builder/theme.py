"""Looks by meaning: colours, fonts, type scales and spacing as immutable values. No file is read here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from builder.frozen import dataclass, replace
from builder.geometry import Size

SchemeSlot: TypeAlias = Literal[
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"
]
"""The twelve colours of an Office theme."""

FontSlot: TypeAlias = Literal["major", "minor"]


@dataclass(frozen=True, slots=True)
class Color:
    """A colour as six hex digits, and the Office theme slot that carries it, if any."""

    rgb: str
    slot: SchemeSlot | None = None


@dataclass(frozen=True, slots=True)
class Face:
    """One font file that is measured, and embedded in PDF.

    `key` names the file under `assets/fonts/` without its suffix ("Carlito-Bold"). `family` is what an office
    program is told ("Calibri"); `slot` says that the family is the theme's heading (major) or body (minor) font.
    `stretch` is what measured widths are multiplied by: more than 1 where the family is only known to be no wider.
    """

    key: str
    family: str
    bold: bool = False
    italic: bool = False
    slot: FontSlot | None = None
    stretch: float = 1.0


@dataclass(frozen=True, slots=True)
class Typeface:
    """The four faces of a family, and the line height of the family at 1 pt (the larger of named and measured font).

    `exact` says that nobody knows the family's own line height: lines are then set at their distance in points.
    """

    regular: Face
    bold: Face
    italic: Face
    bold_italic: Face
    line_height: float
    exact: bool = False

    def face(self, *, bold: bool, italic: bool) -> Face:
        """Return the face for a style."""
        if bold:
            return self.bold_italic if italic else self.bold
        return self.italic if italic else self.regular


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a role's text is set: typeface, size and leading in points, colour, weight, space around paragraphs, side."""

    typeface: Typeface
    size: float
    leading: float
    color: Color
    bold: bool = False
    italic: bool = False
    space_before: float = 0.0
    space_after: float = 0.0
    tracking: float = 0.0
    align: Literal["left", "right", "center"] = "left"


@dataclass(frozen=True, slots=True)
class ListMark:
    """The character that stands before points: its font, colour, and size as a share of the text's."""

    char: str
    family: str
    color: Color
    share: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A page's size, margins and columns in points."""

    page: Size
    left: float
    top: float
    right: float
    bottom: float
    columns: int
    gutter: float


@dataclass(frozen=True, slots=True)
class Medium:
    """The looks of one medium (slides, handout, large print): styles by role, and body steps from large to small.

    `mark` stands before points; None is a small drawn square.
    """

    styles: Mapping[str, TextStyle]
    steps: tuple[float, ...]
    grids: Mapping[str, Grid]
    mark: ListMark | None = None


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours by name, and those of a chart's series in order: one set for slides, one for paper."""

    colors: Mapping[str, Color]
    series: tuple[Color, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, resolved: every look that a planner asks for by meaning.

    `inks` are the colours of slides; `on_paper` gives the theme as it is printed. `weights` are widths of lines in
    points, by meaning. `fallbacks` are faces tried for characters that a typeface lacks. `dark` says that slides have
    light text on a dark ground; `slides_on_paper` are their looks in the colours of paper, for small prints of them.
    """

    name: str
    inks: Inks
    print_inks: Inks
    scheme: Mapping[SchemeSlot, Color]
    weights: Mapping[str, float]
    slides: Medium
    handout: Medium
    large: Medium
    fallbacks: tuple[Face, ...]
    dark: bool = False
    slides_on_paper: Medium | None = None

    def color(self, token: str) -> Color:
        """Return the colour of a token; KeyError if the theme lacks it, which loading has ruled out."""
        return self.inks.colors[token]

    @property
    def series(self) -> tuple[Color, ...]:
        """The colours of a chart's series in order."""
        return self.inks.series

    def weight(self, token: str) -> float:
        """Return the width in points of a kind of line; KeyError if the theme lacks it."""
        return self.weights[token]

    def on_paper(self) -> Theme:
        """Return the theme with the colours of paper, which is white whatever colour slides have."""
        return replace(self, inks=self.print_inks, slides=self.slides_on_paper or self.slides, dark=False)


def luminance(rgb: str) -> float:
    """Return the relative luminance of six hex digits (WCAG 2.2, "relative luminance")."""
    channels = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def shaded(rgb: str, share: float) -> str:
    """Return a colour nearer to white (`share` up to 1) or to black (down to -1), channel by channel."""
    end = 255 if share > 0 else 0
    channels = (int(rgb[i : i + 2], 16) for i in (0, 2, 4))
    return "".join(f"{round(c + (end - c) * abs(share)):02X}" for c in channels)
