"""Words as measured: runs, the lines that they were broken into, paragraphs, and boxes of them.

Points, origin at the page's top left, y down.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from builder.diagnostics import Span
from builder.frozen import dataclass
from builder.geometry import Rect
from builder.theme import Color, Face


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text in one face, size and colour.

    `rise` lifts the baseline (points, negative for subscripts); `size` is what is drawn, `nominal` what PowerPoint is
    told together with a baseline shift of `shift` percent. `href` is an https, http or mailto address, or "#name" for
    a bookmark of this plan. `lang` is a BCP 47 tag, always set. `spoken` is what is read aloud in place of the text,
    `stands_for` the words that a blank leaves out: for whoever traces claims, never for writers. `expansion` is what an
    abbreviation stands for.
    """

    text: str
    face: Face
    size: float
    color: Color
    lang: str
    nominal: float
    rise: float = 0.0
    shift: int = 0
    tracking: float = 0.0
    href: str | None = None
    link_title: str | None = None
    reference: bool = False
    spoken: str | None = None
    stands_for: str | None = None
    expansion: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line: text from x (points from the line's left), `width` points wide.

    `run` holds just the text of this piece, with the style of the run that it was cut from.
    """

    run: TextRun
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line as measured. `baseline` and `x` count from the top left of the inner box that holds the paragraph.

    So a piece is drawn at (inner.x + line.x + piece.x, inner.y + line.baseline). `pieces` hold the text in order; white
    space at the break is left out. Words are never divided.
    """

    baseline: float
    x: float
    width: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Bullet:
    """What stands before a list paragraph: a drawn square, a tick box, a character, a number ("1.") or a letter ("A.").

    `run` is set for numbers and letters; a letter's `number` is its place in the alphabet. For squares and boxes,
    `color` and `size` (points, side length) say how to draw it. For characters, `size` is the type size of `char` in
    the font `family`.
    """

    kind: Literal["square", "box", "number", "letter", "char"]
    color: Color
    size: float
    run: TextRun | None = None
    number: int | None = None
    char: str = ""
    family: str = ""


Align: TypeAlias = Literal["left", "right", "center"]

CHARACTER_SIDE = 0.34
"""Side of the square that stands for a point's character, as a share of the type size."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as said (`runs`) and as broken (`lines`).

    `indent` is the left edge of the text inside the box, `hanging` how far the bullet stands to the left of it.
    `leading` is the distance of baselines in points, `spacing` the same as a share of the font's own line height
    (PowerPoint's percentage), 0 where only the distance is known. `exact` asks for the leading in points instead, where
    a line holds what would make it higher: a subscript, a character of another font. `space_before` and `space_after`
    are points. `y` is the top of its first line, from the top of the inner box.
    """

    runs: tuple[TextRun, ...]
    lines: tuple[Line, ...]
    y: float
    leading: float
    spacing: float
    align: Align = "left"
    indent: float = 0.0
    hanging: float = 0.0
    space_before: float = 0.0
    space_after: float = 0.0
    bullet: Bullet | None = None
    element: int | None = None
    label_element: int | None = None
    at: Span | None = None
    exact: bool = False

    @property
    def text(self) -> str:
        """The words of the paragraph."""
        return "".join(run.text for run in self.runs)

    def square(self, inner: Rect) -> Rect:
        """Return where the drawn square or tick box of the first line stands; the paragraph is laid in `inner`.

        A slide's own character counts as a square.

        Raises:
            ValueError: the paragraph has no bullet, or no line.
        """
        if self.bullet is None or not self.lines:
            raise ValueError("no bullet stands before this paragraph")
        first, bullet = self.lines[0], self.bullet
        em = first.pieces[0].run.nominal if first.pieces else bullet.size * 2
        side = em * CHARACTER_SIDE if bullet.kind == "char" else bullet.size
        middle = inner.y + first.baseline - em * (0.33 if bullet.kind == "box" else 0.26)
        return Rect(inner.x + self.indent - self.hanging, middle - side / 2, side, side)


@dataclass(frozen=True, slots=True)
class TextBox:
    """Text in a box. With `placeholder`, it fills that placeholder of the page's layout.

    `inner` is where lines are laid (the box less its insets), `anchor` how text stands in it (already reckoned in `y`).
    `fill` paints the box's background; with `clear`, what its placeholder paints is left out. `name` is what
    PowerPoint's selection pane shows.
    A box without an element on a PDF page is furniture (an artifact).
    """

    box: Rect
    inner: Rect
    paragraphs: tuple[Paragraph, ...]
    name: str
    placeholder: str | None = None
    anchor: Literal["top", "middle", "bottom"] = "top"
    fill: Color | None = None
    at: Span | None = None
    clear: bool = False
