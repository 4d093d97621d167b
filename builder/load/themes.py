"""A theme file from `assets/themes/`: YAML -> `Theme`, with the contrast of its colours computed, not assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias, cast, get_args

import yaml

from builder.assets import asset_path
from builder.geometry import Size
from builder.theme import Color, Face, FontSlot, Grid, Medium, SchemeSlot, TextStyle, Theme, Typeface, contrast

Tree: TypeAlias = "str | Sequence[Tree] | Mapping[str, Tree]"
Table: TypeAlias = Mapping[str, Tree]


SLOTS = ("hlink", "lt2", "dk2", "accent6", "accent5", "accent4", "accent3", "accent2", "accent1", "lt1", "dk1")
"""Theme slots that a colour may stand for, the preferred ones last: restyling accent 1 must recolour what uses it."""


class ThemeError(Exception):
    """A theme that can't be used; the message names the file and what to mend."""


@cache
def theme_names() -> tuple[str, ...]:
    """Return the names of the themes that are shipped."""
    return tuple(sorted(path.stem for path in asset_path("themes").glob("*.yaml")))


@cache
def load_theme(name: str) -> Theme:
    """Return the theme of that name.

    Raises:
        ThemeError: no such theme, a missing or malformed value, or a pair of colours below its contrast.
    """
    if name not in theme_names():
        raise ThemeError(f"there is no theme `{name}`; themes: {', '.join(theme_names())}")
    text = asset_path("themes", f"{name}.yaml").read_text(encoding="utf-8")
    try:
        return theme_from(_plain(yaml.compose(text, Loader=yaml.CSafeLoader)))
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        raise ThemeError(f"theme `{name}`: {type(fault).__name__}: {fault}") from fault


def _plain(node: yaml.Node | None) -> Tree:
    """Return a node's content with every scalar as text: types come from the reader, not from YAML."""
    match node:
        case yaml.ScalarNode():
            return str(node.value)
        case yaml.SequenceNode():
            return [_plain(child) for child in node.value]
        case yaml.MappingNode():
            return {key.value: _plain(child) for key, child in node.value}
        case _:
            raise ValueError("an empty theme")


def theme_from(tree: Tree) -> Theme:
    """Return the theme that a tree of texts describes; ThemeError when a pair of colours is below its contrast."""
    data = cast(Table, tree)
    slots = {str(_table(data, "scheme")[slot]): slot for slot in SLOTS}
    colors = {
        token: Color(str(rgb), cast("SchemeSlot | None", slots.get(token)))
        for token, rgb in _table(data, "colors").items()
    }
    check_contrast(colors, [cast(Sequence[str], pair) for pair in cast(Sequence[Tree], data["contrast"])])
    typefaces = {key: _typeface(cast(Mapping[str, str], value)) for key, value in _table(data, "typefaces").items()}
    scheme = {slot: colors[str(_table(data, "scheme")[slot])] for slot in get_args(SchemeSlot)}
    return Theme(
        name=str(data["title"]),
        colors=colors,
        scheme=scheme,
        series=tuple(colors[token] for token in cast(Sequence[str], data["series"])),
        slides=_medium(_table(data, "slides"), colors, typefaces),
        handout=_medium(_table(data, "handout"), colors, typefaces),
        large=_medium(_table(data, "large"), colors, typefaces),
        fallbacks=tuple(Face(key, str(family)) for key, family in _table(data, "fallbacks").items()),
    )


def check_contrast(colors: Mapping[str, Color], pairs: Sequence[Sequence[str]]) -> None:
    """Raise ThemeError naming every pair (token, token, least ratio) whose contrast is too low."""
    low = [
        f"{first} on {second} has {ratio:.2f}, needs {least}"
        for first, second, least in pairs
        if (ratio := contrast(colors[first].rgb, colors[second].rgb)) < float(least)
    ]
    if low:
        raise ThemeError("contrast too low: " + "; ".join(low))


def _table(data: Table, key: str) -> Table:
    return cast(Table, data[key])


def _typeface(data: Mapping[str, str]) -> Typeface:
    slot = cast("FontSlot | None", data.get("slot"))
    regular, bold, italic, both = (
        Face(f"{data['files']}-{style}", data["family"], "Bold" in style, "Italic" in style, slot)
        for style in ("Regular", "Bold", "Italic", "BoldItalic")
    )
    return Typeface(regular, bold, italic, both, float(data["line_height"]))


def _medium(data: Table, colors: Mapping[str, Color], typefaces: Mapping[str, Typeface]) -> Medium:
    styles = {
        role: _style(cast(Mapping[str, str], value), colors, typefaces)
        for role, value in _table(data, "styles").items()
    }
    grids = {name: _grid(cast(Table, value)) for name, value in _table(data, "grids").items()}
    return Medium(styles, tuple(float(step) for step in cast(Sequence[str], data["steps"])), grids)


def _style(data: Mapping[str, str], colors: Mapping[str, Color], typefaces: Mapping[str, Typeface]) -> TextStyle:
    return TextStyle(
        typeface=typefaces[data["typeface"]],
        size=float(data["size"]),
        leading=float(data["leading"]),
        color=colors[data["color"]],
        bold=data.get("bold") == "true",
        italic=data.get("italic") == "true",
        space_before=float(data.get("space_before", 0)),
        space_after=float(data.get("space_after", 0)),
        tracking=float(data.get("tracking", 0)),
    )


def _grid(data: Table) -> Grid:
    width, height = (float(v) for v in cast(Sequence[str], data["page"]))
    left, top, right, bottom = (float(v) for v in cast(Sequence[str], data["margins"]))
    return Grid(Size(width, height), left, top, right, bottom, int(str(data["columns"])), float(str(data["gutter"])))
