"""The bundled fonts as a style sheet and as files, so that slides look as they were measured on any machine."""

from __future__ import annotations

from functools import cache

from builder.assets import asset_path, font_path
from builder.write.svg.syntax import family


@cache
def faces() -> tuple[str, ...]:
    """Return the keys of all bundled faces."""
    return tuple(path.stem for path in sorted(asset_path("fonts").glob("*/*.ttf")))


@cache
def font(key: str) -> bytes | None:
    """Return the bytes of a face; None if there is none of that key."""
    return font_path(key).read_bytes() if key in faces() else None


@cache
def style_sheet() -> str:
    """Return the rules that bring every face; browsers fetch those that a page uses."""
    return "".join(_rule(key) for key in faces())


def _rule(key: str) -> str:
    style = key.rpartition("-")[2]
    weight, slant = ("700" if "Bold" in style else "400"), ("italic" if "Italic" in style else "normal")
    named = f"font-family:'{family(key)}';font-weight:{weight};font-style:{slant};font-display:block"
    return f"@font-face{{{named};src:url(/assets/fonts/{key}.ttf) format('truetype')}}\n"
