"""What a page of the preview is about, and the addresses of pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias
from urllib.parse import quote, urlencode

from builder.diagnostics import Severity, Span
from builder.frozen import dataclass
from builder.serve.desk import DeckView, Desk, EditionView
from builder.serve.sheets import Leaf, Sheet

Editor: TypeAlias = Literal["cursor", "idea", "pycharm", "sublime", "vscode", "vscodium", "zed"]
EDITORS: Mapping[Editor, str] = MappingProxyType(
    {
        "cursor": "cursor://file{path}:{line}:{column}",
        "idea": "idea://open?file={path}&line={line}&column={column}",
        "pycharm": "pycharm://open?file={path}&line={line}&column={column}",
        "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
        "vscode": "vscode://file{path}:{line}:{column}",
        "vscodium": "vscodium://file{path}:{line}:{column}",
        "zed": "zed://file{path}:{line}:{column}",
    }
)
"""Addresses by which editors open a file at a place. They are links: nothing follows them by itself."""

WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at: a deck."""

    desk: Desk
    deck: DeckView
    editor: Editor | None


@dataclass(frozen=True, slots=True)
class Looking(View):
    """An output and one of its pages, maybe another output beside it, or how it was before."""

    sheet: Sheet
    leaf: Leaf
    beside: Sheet | None = None
    before: bool = False

    @property
    def edition(self) -> EditionView:
        """The edition of the output."""
        return self.deck.of(self.sheet)

    def to(self, leaf: Leaf | None = None, *, before: bool | None = None) -> str:
        """Return the address of this view with another page, or with or without how it was before."""
        turned = self.before if before is None else before
        return address(self.deck, self.sheet, leaf or self.leaf, beside=self.beside, before=turned)


def deck_address(deck: DeckView) -> str:
    """Return the address of a deck."""
    return f"/view/{quote(deck.key)}"


def address(
    deck: DeckView, sheet: Sheet, leaf: Leaf | None = None, *, beside: Sheet | None = None, before: bool = False
) -> str:
    """Return the address of an output, at a page."""
    asked = {}
    if leaf is not None and leaf.number > 1:
        asked = {"page": leaf.key, "near": str(leaf.number)}
    if beside is not None:
        asked["with"] = beside.name
    if before:
        asked["before"] = "1"
    return f"{deck_address(deck)}/{quote(sheet.name)}" + (f"?{urlencode(asked)}" if asked else "")


def file_address(deck: DeckView, sheet: Sheet) -> str:
    """Return the address under which an output is downloaded."""
    return f"/files/{quote(deck.key)}/{quote(sheet.name)}"


def source_address(deck: DeckView, at: Span) -> str:
    """Return the address of a place in a source file."""
    asked = {"file": at.file, "line": at.line, "column": at.column, "width": at.width}
    return f"/source/{quote(deck.key)}?{urlencode(asked)}#line"


def editor_address(editor: Editor, at: Span) -> str:
    """Return the address by which an editor opens a place; columns count from 1."""
    path = Path(at.file).absolute().as_posix()
    kept = quote(path if path.startswith("/") else f"/{path}", safe="/:")
    return EDITORS[editor].format(path=kept, line=at.line, column=at.column)


def many(count: int, word: str) -> str:
    """Return a count with its word: "1 slide", "2 slides"."""
    return f"{count} {word}{'' if count == 1 else 's'}"
