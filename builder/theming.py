"""Which theme a deck or an edition asks for, and what a project's own theme file says: data, no looks yet."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from builder.base import Model
from builder.frozen import dataclass, field
from builder.regex import regex
from builder.template import Template
from builder.values import Form, Name, Slug

DEFAULT = "clinic"
"""The theme of a deck that names none, and what a theme file extends when it doesn't say."""

Rgb: TypeAlias = Annotated[
    str,
    Form(
        regex(r"#?[0-9A-Fa-f]{6}|[a-z]+(_[a-z]+)*"),
        "a colour (six hex digits in quotes, or the name of another colour)",
        limit="name",
    ),
]
"""A colour as an author writes it: hex digits, or another colour whose value it takes over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tint(Model):
    """A colour of a theme file: the name of its meaning, and its value."""

    token: Name
    rgb: Rgb


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFile(Model):
    """A project's own theme: a shipped theme in other colours.

    `colors` count on slides and on paper, `slide_colors` and `print_colors` on one of the two. `series` are the
    colours of a chart's series in order.
    """

    theme: Slug
    title: Name | None = None
    extends: Slug = DEFAULT
    colors: tuple[Tint, ...] = field(default=(), metadata={"keyed": "token", "holds": "rgb"})
    slide_colors: tuple[Tint, ...] = field(default=(), metadata={"keyed": "token", "holds": "rgb"})
    print_colors: tuple[Tint, ...] = field(default=(), metadata={"keyed": "token", "holds": "rgb"})
    series: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeChoice(Model):
    """A theme by `name`, or a theme file of the project by `file`. A bare text is either.

    `own` is what the file says, once it is read. `template` is an institution's own presentation file, whose looks
    slides take over, and `brand` what it holds, once it is read; `at` is then where the file is named.
    """

    name: Slug | None = None
    file: Name | None = None
    template: Name | None = None
    own: ThemeFile | None = field(default=None, metadata={"key": None})
    brand: Template | None = field(default=None, metadata={"key": None}, hash=False)

    @property
    def shipped(self) -> str:
        """The name of the shipped theme that is used or extended."""
        return self.own.extends if self.own else self.name or DEFAULT


USUAL = ThemeChoice()
"""What a deck without `theme` asks for."""
