"""What a web page has besides its text: words around it, its foot, and its looks by meaning."""

from __future__ import annotations

from collections.abc import Mapping

from builder.frozen import dataclass, field
from builder.plan.items import Item
from builder.theme import Color, TextStyle


@dataclass(frozen=True, slots=True)
class Surround:
    """The words around the text of a web page, and what its style sheet is made from.

    `skip` leads past the head, `contents` heads the list of headings, `scroll` says of a wide figure or table that it
    scrolls, `foot` is the page's foot line by line, `digest` its last line. `colors` are the theme's on paper, `styles`
    those of the text by role (points). `narrow` are figures once more, drawn for a phone: each takes the place of the
    figure with the same element.
    """

    skip: str
    contents: str
    foot: tuple[str, ...]
    digest: str
    colors: Mapping[str, Color] = field(repr=False)
    styles: Mapping[str, TextStyle] = field(repr=False)
    fallbacks: tuple[str, ...] = ()
    narrow: tuple[Item, ...] = ()
