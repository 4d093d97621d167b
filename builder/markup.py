"""HTML and SVG, escaped by construction: text is text, and only what `tag` made is markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

from builder.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Markup:
    """A piece of HTML or SVG."""

    html: str


Inside: TypeAlias = Markup | str | None

VOID = frozenset({"meta", "br", "img", "input", "link", "wbr"})


def tag(name: str, /, *inside: Inside, **attributes: str | None) -> Markup:
    """Return an element; None leaves an attribute out.

    Underscores in names of attributes stand for hyphens, and one at the end (`class_`) for nothing.
    """
    given = "".join(f' {_name(key)}="{escape(value)}"' for key, value in attributes.items() if value is not None)
    if name in VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{joined(inside).html}</{name}>")


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def joined(parts: Iterable[Inside], between: str = "") -> Markup:
    """Return parts one after another."""
    return Markup(between.join(_html(part) for part in parts if part is not None))


def _html(part: Markup | str) -> str:
    return part.html if isinstance(part, Markup) else escape(part, quote=False)
