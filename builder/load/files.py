"""The files of one outline: read once each, parsed once each, with the place that names them."""

from __future__ import annotations

from pathlib import PurePosixPath

from builder.diagnostics import Span
from builder.frozen import dataclass, field
from builder.kept import Kept
from builder.load.faults import Faults, shorten
from builder.load.limits import Limits, raise_with
from builder.load.paths import named_path, read, shown
from builder.load.scope import Scope
from builder.load.source import decode, join_surrogates, looks_like_json
from builder.load.tree import parse
from builder.located import Broken, Node, Scalar, renewed


@dataclass(slots=True)
class Files:
    """Every text file that was asked for: its text, its node, and the place that first named it."""

    scope: Scope
    sources: dict[str, str] = field(default_factory=dict)
    named_at: dict[str, Span] = field(default_factory=dict)
    trees: dict[PurePosixPath, Node | None] = field(default_factory=dict)
    indexes: dict[tuple[PurePosixPath, str], dict[str, Node]] = field(default_factory=dict)

    def included(self, name: Scalar) -> Node:
        """Return the content of the file that a scalar names; `Broken` when there is none, which is noted."""
        path = named_path(name, self.scope)
        if path is None:
            return Broken(name.at)
        node = self.tree(path, name)
        if node is None:
            self.scope.faults.error("YML011", name.at, f"`{shorten(name.text)}` holds nothing")
        return node if node is not None else Broken(name.at)

    def tree(self, path: PurePosixPath, name: Scalar | None = None) -> Node | None:
        """Return a file's node; None for an empty file; `Broken` for one that can't be read, which is noted."""
        if path not in self.trees:
            self.trees[path] = self._parse(path, shown(path, self.scope), name)
        return self.trees[path]

    def _parse(self, path: PurePosixPath, file: str, name: Scalar | None) -> Node | None:
        before = self.scope.faults.errors
        text = self._text(path, file, name)
        if text is None:
            return Broken(name.at if name else Span(file))
        if path.suffix.lower() == ".bib":
            from builder.load.bibtex import parse_bibtex  # noqa: PLC0415 - slow to import, and few decks have BibTeX

            return parse_bibtex(text, file, self.scope.faults)
        if looks_like_json(text):
            text = join_surrogates(text)
        node = _parsed(text, file, self.scope.faults, self.scope.limits)
        return node if node is not None or self.scope.faults.errors == before else Broken(Span(file))

    def _text(self, path: PurePosixPath, file: str, name: Scalar | None) -> str | None:
        """Return a file's text, checked; note what is wrong."""
        faults, limits = self.scope.faults, self.scope.limits
        self.scope.paths[file] = path
        if name and name.at.file != file:
            self.named_at.setdefault(file, name.at)
        if len(self.trees) >= limits.files:
            message = f"the outline uses more than {limits.files} files"
            faults.error("YML007", name.at if name else Span(file), message, raise_with("files", 2 * limits.files))
            return None
        data = read(path, name, limits.file_bytes, self.scope)
        if data is None:
            return None
        text, self.sources[file] = _decoded(data, file, faults, limits)
        return text


_KNOWN: Kept[tuple[str, str, Limits], Node] = Kept(4_000_000, session=True)
"""Nodes of files without a fault, by text and name: most files are as they were when an author saved another."""


_TEXTS: Kept[tuple[bytes, str, Limits], tuple[str | None, str]] = Kept(16_000_000, session=True)
"""Texts of files without a fault, by bytes and name: each of their characters was looked at."""


def _decoded(data: bytes, file: str, faults: Faults, limits: Limits) -> tuple[str | None, str]:
    key = data, file, limits
    if (known := _TEXTS.get(key)) is not None:
        return known
    before = len(faults.found)
    texts = decode(data, file, faults, limits)
    return texts if len(faults.found) > before else _TEXTS.put(key, texts, len(data))


_LATEST: Kept[tuple[str, Limits], Node] = Kept(1_000, session=True)
"""The latest nodes of each file: of the next ones, those that are the same stay the same objects."""


def _parsed(text: str, file: str, faults: Faults, limits: Limits) -> Node | None:
    key = text, file, limits
    if (known := _KNOWN.get(key)) is not None:
        _LATEST.put((file, limits), known, 1)
        return known
    before = len(faults.found)
    node = parse(text, file, faults, limits)
    if node is None or len(faults.found) > before:
        return node
    latest = _LATEST.get((file, limits))
    node = _LATEST.put((file, limits), renewed(latest, node) if latest else node, 1)
    return _KNOWN.put(key, node, len(text))
