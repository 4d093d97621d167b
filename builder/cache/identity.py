"""Which builder this is: a digest over its own source, its assets and the libraries that it writes with.

A new line of code may change any output, so all that another builder made counts for nothing. Assets that only some
editions read (themes, locales, words to avoid, fonts) are not part of `code`: keys of editions hold what they read.
"""

from __future__ import annotations

import hashlib
import platform
import sys
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from builder import __version__
from builder.assets import asset_path
from builder.cache.quick import PACKAGE, Index, Row, builder_files, digest_of, read_index, row_of, write_index
from builder.cache.signature import is_regular, signature
from builder.frozen import dataclass

LIBRARIES = (
    "bibtexparser",
    "citeproc-py",
    "fonttools",
    "graphlay",
    "lxml",
    "markdown-it-py",
    "msgspec",
    "pikepdf",
    "pillow",
    "python-pptx",
    "pylatexenc",
    "pyyaml",
    "reportlab",
    "segno",
)
"""Distributions whose code has a part in what is made; a test compares them with pyproject.toml."""

READ_BY_SOME = ("fonts", "language", "locales", "themes")
"""Folders of assets that only some editions read."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A builder. `whole` covers all of it, `code` what every edition depends on; `fonts` are digests by family.

    `rows` are its files with their signatures.
    """

    whole: str
    code: str
    fonts: Mapping[str, str]
    rows: tuple[Row, ...]


def identity(home: Path) -> Identity:
    """Return what this builder is: from what the cache below `home` remembers, if no file has changed since."""
    path = str(home / "builder" / f"{zlib.crc32(f'{PACKAGE}{sys.version}'.encode()):08x}.json")
    rows = tuple(_rows())
    kept = _remembered(path, rows)
    if kept:
        return kept
    found = _digested(rows)
    if not any(row[-1] for row in found.rows):  # a file that changed just now may change again unseen
        said = [(1, found.whole), (1, found.code), *((2, f"{name} {sha}") for name, sha in found.fonts.items())]
        with suppress(OSError):
            write_index(path, Index(1, [PACKAGE, sys.version], (), (), (), (), found.rows, 0, said))
    return found


def _rows() -> Iterable[Row]:
    for path in builder_files():
        known = signature(path)
        if known is not None:
            yield row_of(path, known, "changed" if is_regular(path) else "")


def _remembered(path: str, rows: tuple[Row, ...]) -> Identity | None:
    try:
        index = read_index(path)
    except (OSError, ValueError, TypeError):
        return None
    if (
        index is None
        or list(index.asked) != [PACKAGE, sys.version]
        or [*map(list, index.builder)] != [*map(list, rows)]
    ):
        return None
    (_, whole), (_, code), *fonts = index.said
    return Identity(whole, code, dict(text.split(" ") for _, text in fonts), rows)


def _digested(rows: tuple[Row, ...]) -> Identity:
    """Read every file of the builder."""
    assets = asset_path()
    families: dict[str, list[str]] = {}
    every = list(_surroundings())
    code = list(every)
    for path in (Path(row[0]) for row in rows if row[0].startswith((PACKAGE, str(assets)))):
        if not path.is_file():
            continue
        part = path.relative_to(assets).parts if path.is_relative_to(assets) else ()
        line = f"{'/'.join(part) if part else path.relative_to(PACKAGE).as_posix()} {digest_of(str(path))}"
        every.append(line)
        if part[:1] == ("fonts",) and len(part) == 3:
            families.setdefault(part[1], []).append(line)
        elif not part or part[0] not in READ_BY_SOME:
            code.append(line)
    fonts = {family: _digest(lines) for family, lines in families.items()}
    return Identity(_digest(every), _digest(code), fonts, rows)


def _surroundings() -> Iterable[str]:
    """Yield what is not ours and has a part in the bytes: Python, its compression, the system, the libraries."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  # slow to import

    yield from (__version__, sys.version, zlib.ZLIB_RUNTIME_VERSION, sys.platform, platform.machine())
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
