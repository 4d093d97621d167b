"""The content of one page while it is drawn: operators, marked content, and the graphics state that readers are in.

Coordinates come in points from the top left and are turned here. Only changes of state are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from typing import TypeAlias

from builder.geometry import Rect, Size
from builder.plan.page import Image, Outline, TextRun
from builder.theme import Color
from builder.write.pdf.drawn import Event, Made, Marked
from builder.write.pdf.flow import Flow
from builder.write.pdf.fonts import Fonts
from builder.write.pdf.images import Pictures
from builder.write.pdf.stamps import ARC, stamped
from builder.write.pdf.structure import Elements
from builder.write.pdf.syntax import color, number


class Artifact(Enum):
    """What is not part of the text: its property list in marked content (ISO 32000-1, 14.8.2.2)."""

    LAYOUT = "<</Type /Layout>>"
    HEADER = "<</Type /Pagination /Subtype /Header /Attached [/Top]>>"
    FOOTER = "<</Type /Pagination /Subtype /Footer /Attached [/Bottom]>>"


Owner: TypeAlias = int | Artifact
"""The element that marks belong to, by number (`builder.write.pdf.drawn`), or none."""


class Sheet:
    """One page being drawn. `fonts` and `pictures` grow with it; all else that it tells the document are `events`.

    `spoken` is the document's language.
    """

    def __init__(self, size: Size, spoken: str, elements: Elements, fonts: Fonts, pictures: Pictures,
                 flow: Flow) -> None:  # fmt: skip
        self.size, self.spoken, self.fonts, self.flow = size, spoken, fonts, flow
        self.operators: list[str] = []
        self.events: list[Event] = []
        self.images: list[Image] = []
        self.roles: dict[int, str] = {}
        self.languages: dict[int, str | None] = {}
        self._elements, self._pictures = elements, pictures
        self._marks, self._made = 0, 0
        self._owner: Owner | None = None
        self._held = False
        self._in_text = False
        self._state: dict[str, str] = {}

    @property
    def held(self) -> bool:
        """Whether a figure owns all that is drawn."""
        return self._held

    def mark(self, owner: Owner, top: float) -> None:
        """Say to whom the following marks belong; `top` is where they start.

        Inside a figure nothing changes: it owns all its marks, and marked content doesn't nest.
        """
        if self._held or owner is self._owner:
            return
        self._unmark()
        self._owner = owner
        if isinstance(owner, Artifact):
            self.operators.append(f"/Artifact {owner.value} BDC")
            return
        self.events.append(Marked(owner, top))
        self.operators.append(f"/{self.role(owner)} <</MCID {self._marks}>> BDC")
        self._marks += 1

    def role(self, element: int) -> str:
        """Return what an element is; KeyError if the plan has none of that number."""
        if element not in self.roles:
            self.roles[element] = self._elements.role(element)
        return self.roles[element]

    def language(self, element: int) -> str | None:
        """Return the language that an element of the plan sets or inherits, None for the document's."""
        if element not in self.languages:
            self.languages[element] = self._elements.language(element)
        return self.languages[element]

    def make(self, role: str, parent: int, lang: str | None, actual: str | None, expansion: str | None) -> int:
        """Return a new element under another."""
        self._made -= 1
        self.roles[self._made] = role
        self.events.append(Made(role, parent, lang, actual, expansion))
        return self._made

    @contextmanager
    def whole(self, owner: Owner, top: float) -> Iterator[None]:
        """Give everything drawn in the block to one owner, in one sequence."""
        outer = self._held
        self.mark(owner, top)
        self._held = True
        yield
        self._held = outer

    def finish(self) -> Sequence[str]:
        """Return the operators of the whole page."""
        self._unmark()
        return self.operators

    def _unmark(self) -> None:
        self._leave_text()
        if self._owner is not None:
            self.operators.append("EMC")
            self._owner = None

    def _leave_text(self) -> None:
        if self._in_text:
            self.operators.append("ET")
            self._in_text = False

    def _set(self, key: str, operator: str) -> None:
        """Write an operator that sets the part `key` of the graphics state, unless it is set so already."""
        if self._state.get(key) != operator:
            self._state[key] = operator
            self.operators.append(operator)

    def text(self, x: float, baseline: float, run: TextRun, words: str) -> None:
        """Draw words in a run's look from `x` on a baseline that the run's rise lifts.

        The size stands in the text matrix, the font's own size is 1: PDFium compares distances in units of the matrix
        and would else take a superscript for a line of its own.
        """
        subset = self.fonts.subset(run.face)
        codes = words.translate(subset)
        if not codes:
            return
        if not self._in_text:
            self.operators.append("BT")
            self._in_text = True
        self._set("font", f"/{subset.name} 1 Tf")
        self._set("fill", f"{color(run.color.rgb)} rg")
        self._set("tracking", f"{number(run.tracking / run.size, 6)} Tc")
        size = number(run.size)
        self.operators.append(f"{size} 0 0 {size} {self._at(x, baseline - run.rise)} Tm <{codes}> Tj")

    def line(self, x1: float, y1: float, x2: float, y2: float, pen: Color, width: float,
             dash: Sequence[float] = ()) -> None:  # fmt: skip
        """Draw a straight line."""
        self._pen(pen, width, dash)
        self.operators.append(f"{self._at(x1, y1)} m {self._at(x2, y2)} l S")

    def polyline(self, points: Sequence[tuple[float, float]], pen: Color, width: float,
                 dash: Sequence[float] = ()) -> None:  # fmt: skip
        """Draw a line over several corners."""
        self._pen(pen, width, dash)
        start, *rest = (self._at(x, y) for x, y in points)
        self.operators.append(f"{start} m {' '.join(f'{corner} l' for corner in rest)} S")

    def polygon(self, points: Sequence[tuple[float, float]], fill: Color) -> None:
        """Draw a filled polygon."""
        start, *rest = (self._at(x, y) for x, y in points)
        self._path(f"{start} m {' '.join(f'{corner} l' for corner in rest)} h", fill, None, 0.0)

    def rect(self, rect: Rect, fill: Color | None, pen: Color | None = None, width: float = 0.0,
             dash: Sequence[float] = ()) -> None:  # fmt: skip
        """Draw a rectangle, filled, outlined or both."""
        corner = self._at(rect.x, rect.bottom)
        self._path(f"{corner} {number(rect.width)} {number(rect.height)} re", fill, pen, width, dash)

    def triangle(self, rect: Rect, fill: Color | None, pen: Color | None, width: float) -> None:
        """Draw a triangle with its apex in the middle of the top side."""
        apex, left = self._at(rect.x + rect.width / 2, rect.y), self._at(rect.x, rect.bottom)
        self._path(f"{apex} m {left} l {self._at(rect.right, rect.bottom)} l h", fill, pen, width)

    def diamond(self, rect: Rect, fill: Color | None, pen: Color | None, width: float) -> None:
        """Draw a square on its corner: the middles of the rectangle's sides joined."""
        x, y = rect.x + rect.width / 2, rect.y + rect.height / 2
        at = self._at
        path = f"{at(x, rect.y)} m {at(rect.x, y)} l {at(x, rect.bottom)} l {at(rect.right, y)} l h"
        self._path(path, fill, pen, width)

    def rounded(self, rect: Rect, rx: float, ry: float, fill: Color | None, pen: Color | None, width: float,
                dash: Sequence[float] = ()) -> None:  # fmt: skip
        """Draw a rectangle whose corners are quarter ellipses; an ellipse where the radii are half its sides."""
        x, y, right, bottom = rect.x, rect.y, rect.right, rect.bottom
        cx, cy = rx * (1 - ARC), ry * (1 - ARC)
        at = self._at
        parts = (
            f"{at(x + rx, y)} m {at(right - rx, y)} l",
            f"{at(right - cx, y)} {at(right, y + cy)} {at(right, y + ry)} c {at(right, bottom - ry)} l",
            f"{at(right, bottom - cy)} {at(right - cx, bottom)} {at(right - rx, bottom)} c {at(x + rx, bottom)} l",
            f"{at(x + cx, bottom)} {at(x, bottom - cy)} {at(x, bottom - ry)} c {at(x, y + ry)} l",
            f"{at(x, y + cy)} {at(x + cx, y)} {at(x + rx, y)} c h",
        )
        self._path(" ".join(parts), fill, pen, width, dash)

    def stamps(self, outline: Outline, places: Sequence[tuple[float, float]], fill: Color) -> None:
        """Draw a figure at each of the places (its top left), all of them as one filled path."""
        self._path(stamped(outline, places, self.size.height), fill, None, 0.0)

    def picture(self, image: Image) -> None:
        """Draw a picture."""
        self._leave_text()
        self.images.append(image)
        resource, rect = self._pictures.add(image)[1], image.box
        matrix = f"{number(rect.width)} 0 0 {number(rect.height)} {self._at(rect.x, rect.bottom)} cm"
        self.operators.append(f"q {matrix} /{resource} Do Q")

    @contextmanager
    def clipped(self, rect: Rect) -> Iterator[None]:
        """Draw only what lies in a rectangle."""
        self._leave_text()
        state = dict(self._state)
        corner = self._at(rect.x, rect.bottom)
        self.operators.append(f"q {corner} {number(rect.width)} {number(rect.height)} re W n")
        yield
        self._leave_text()
        self.operators.append("Q")
        self._state = state

    def _at(self, x: float, y: float) -> str:
        return f"{number(x)} {number(self.size.height - y)}"

    def _pen(self, pen: Color, width: float, dash: Sequence[float] = ()) -> None:
        self._leave_text()
        self._set("stroke", f"{color(pen.rgb)} RG")
        self._set("width", f"{number(width)} w")
        self._set("dash", f"[{' '.join(map(number, dash))}] 0 d")

    def _path(self, path: str, fill: Color | None, pen: Color | None, width: float,
              dash: Sequence[float] = ()) -> None:  # fmt: skip
        self._leave_text()
        outlined = pen is not None and width > 0
        if fill is None and not outlined:
            return
        if fill is not None:
            self._set("fill", f"{color(fill.rgb)} rg")
        if pen is not None and outlined:
            self._pen(pen, width, dash)
        paint = ("B" if outlined else "f") if fill is not None else "S"
        self.operators.append(f"{path} {paint}")
