"""Where the shipped assets lie: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from builder.regex import regex

_PLAIN = regex(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@cache
def _root() -> Path:
    """Return the assets folder; an installed wheel has it as `builder/assets/`, a checkout as `assets/`."""
    package = Path(__file__).resolve().parent
    installed = package / "assets"
    return installed if installed.is_dir() else package.parent / "assets"


def asset_path(*parts: str) -> Path:
    """Return the path of a shipped asset, file or folder, whether it exists or not.

    Raises:
        ValueError: a part that isn't a plain file name, so that no name leads out of the assets.
    """
    for part in parts:
        if not _PLAIN.fullmatch(part):
            raise ValueError(f"{part!r} is no name of an asset")
    return _root().joinpath(*parts)


@cache
def font_path(key: str) -> Path:
    """Return the file of a face by its key: "Carlito-Bold" is `fonts/Carlito/Carlito-Bold.ttf`.

    Raises:
        ValueError: the key isn't a plain name.
        FileNotFoundError: no font of that key is shipped.
    """
    path = asset_path("fonts", key.rpartition("-")[0] or key, f"{key}.ttf")
    if not path.is_file():
        raise FileNotFoundError(f"no font {key!r} is shipped: {path} is missing")
    return path
