"""A page as it was drawn: its content, and what it tells the document, in order, as values.

Drawing asks a document for little and changes nothing in it, so a page can be kept: `Drawn` says what else there was.
Elements go by number: those of the plan by theirs, from 0; those made on the page from -1 downwards.
"""

from __future__ import annotations

from typing import TypeAlias

from builder.frozen import dataclass
from builder.geometry import Rect
from builder.plan.page import Field, Image
from builder.write.pdf.flow import Said


@dataclass(frozen=True, slots=True)
class Marked:
    """The page's next marked content belongs to an element, which starts at `top` if it has no place yet."""

    element: int
    top: float


@dataclass(frozen=True, slots=True)
class Made:
    """A new element under another."""

    role: str
    parent: int
    lang: str | None
    actual: str | None
    expansion: str | None


@dataclass(frozen=True, slots=True)
class Linked:
    """An element is a link: where its words stand (a rectangle a line), where it leads, what it is called."""

    element: int
    areas: tuple[Rect, ...]
    target: str
    contents: str


@dataclass(frozen=True, slots=True)
class Filled:
    """There is a field on the page."""

    field: Field


@dataclass(frozen=True, slots=True)
class Told:
    """What an element says of itself: alternative text, unless it has one; text in its place; an attribute more."""

    element: int
    alt: str | None = None
    actual: str | None = None
    attribute: str | None = None


Event: TypeAlias = Marked | Made | Linked | Filled | Told
Codes: TypeAlias = tuple[tuple[str, tuple[int, ...]], ...]
"""Fonts by key, in the order of their first use, each with its characters in the order of their codes."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a page found in the document as far as it asked: roles and languages of elements, what they had said, and
    the fonts and pictures of the pages before.
    """

    roles: tuple[tuple[int, str], ...]
    languages: tuple[tuple[int, str | None], ...]
    said: tuple[tuple[int, Said | None], ...]
    codes: Codes
    pictures: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page: its content, packed; what it tells; what it found; and what it leaves to the next page."""

    content: bytes
    events: tuple[Event, ...]
    images: tuple[Image, ...]
    around: Around
    said: tuple[tuple[int, Said], ...]
    codes: Codes
