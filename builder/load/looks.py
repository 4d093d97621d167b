"""The type of a theme: typefaces, styles by role, grids, from a tree of texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast

from builder.geometry import Size
from builder.theme import Color, Face, FontSlot, Grid, Medium, TextStyle, Typeface

Tree: TypeAlias = "str | Sequence[Tree] | Mapping[str, Tree]"
Table: TypeAlias = Mapping[str, Tree]


def table(data: Table, key: str) -> Table:
    """Return the mapping under a key; KeyError if there is none."""
    return cast(Table, data[key])


def texts(data: Table, key: str) -> Sequence[str]:
    """Return the list of texts under a key; KeyError if there is none."""
    return cast("Sequence[str]", data[key])


def typefaces(data: Table) -> Mapping[str, Typeface]:
    """Return the typefaces by name."""
    return {key: _typeface(cast("Mapping[str, str]", value)) for key, value in data.items()}


def _typeface(data: Mapping[str, str]) -> Typeface:
    slot = cast("FontSlot | None", str(data["slot"]) if "slot" in data else None)
    regular, bold, italic, both = (
        Face(f"{data['files']}-{style}", str(data["family"]), "Bold" in style, "Italic" in style, slot)
        for style in ("Regular", "Bold", "Italic", "BoldItalic")
    )
    return Typeface(regular, bold, italic, both, float(data["line_height"]))


def medium(data: Table, colors: Mapping[str, Color], faces: Mapping[str, Typeface]) -> Medium:
    """Return a medium's styles, body steps and grids, its text in the given colours."""
    styles = {
        role: _style(cast("Mapping[str, str]", value), colors, faces) for role, value in table(data, "styles").items()
    }
    grids = {name: _grid(cast(Table, value)) for name, value in table(data, "grids").items()}
    return Medium(styles, tuple(float(step) for step in texts(data, "steps")), grids)


def _style(data: Mapping[str, str], colors: Mapping[str, Color], faces: Mapping[str, Typeface]) -> TextStyle:
    return TextStyle(
        typeface=faces[data["typeface"]],
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
    width, height = (float(v) for v in texts(data, "page"))
    left, top, right, bottom = (float(v) for v in texts(data, "margins"))
    return Grid(Size(width, height), left, top, right, bottom, int(str(data["columns"])), float(str(data["gutter"])))
