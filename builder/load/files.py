"""The files of one outline: read once each, parsed once each, with the place that names them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from builder.diagnostics import Span, did_you_mean
from builder.load.faults import shorten
from builder.load.limits import raise_with
from builder.load.scope import Scope
from builder.load.source import decode, join_surrogates, looks_like_json
from builder.load.tree import parse
from builder.located import Broken, Node, Scalar
from builder.world import Unreadable, within

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(slots=True)
class Files:
    """Every file that was asked for. `root` is what messages put before a path."""

    scope: Scope
    root: str = ""
    sources: dict[str, str] = field(default_factory=dict)
    named_at: dict[str, Span] = field(default_factory=dict)
    trees: dict[PurePosixPath, Node | None] = field(default_factory=dict)
    indexes: dict[tuple[PurePosixPath, str], dict[str, Node]] = field(default_factory=dict)

    def shown(self, path: PurePosixPath) -> str:
        """Return a path as messages write it."""
        return (PurePosixPath(self.root) / path).as_posix()

    def path(self, name: Scalar) -> PurePosixPath | None:
        """Return the file that a scalar names, relative to the root; note why not."""
        text = name.text
        try:
            if not text.strip() or not text.isprintable() or "\\" in text:
                raise Unreadable("file names are written with `/` and hold no backslash or control character")
            if _ADDRESS.match(text):
                raise Unreadable("this is an address; only files of the project can be used")
            return within(self.scope.paths[name.at.file].parent / text)
        except Unreadable as error:
            self.scope.faults.error("YML001", name.at, f"`{shorten(text)}` can't be used: {error}")
            return None

    def read(self, path: PurePosixPath, name: Scalar | None, limit: int) -> bytes | None:
        """Return a file's bytes; note at `name` (or at the file itself) why it can't be read."""
        try:
            return self.scope.world.read(path, limit)
        except Unreadable as error:
            at = name.at if name else Span(self.shown(path))
            shown = shorten(name.text) if name else path.name
            message = f"`{shown}` can't be read: {error}"
            self.scope.faults.error("YML001", at, message, self._near(path) if name else None)
            return None

    def _near(self, path: PurePosixPath) -> str | None:
        return did_you_mean(path.name, self.scope.world.names(path.parent)[:200])

    def text(self, path: PurePosixPath, name: Scalar | None = None) -> str | None:
        """Return a file's text, checked; note what is wrong. Each file is read once."""
        shown = self.shown(path)
        self.scope.paths[shown] = path
        if name and name.at.file != shown:
            self.named_at.setdefault(shown, name.at)
        if len(self.scope.paths) > self.scope.limits.files:
            at = name.at if name else Span(shown)
            message = f"the outline uses more than {self.scope.limits.files} files"
            self.scope.faults.error("YML007", at, message, raise_with("files", 2 * self.scope.limits.files))
            return None
        data = self.read(path, name, self.scope.limits.file_bytes)
        if data is None:
            return None
        text, self.sources[shown] = decode(data, shown, self.scope.faults, self.scope.limits)
        return text

    def tree(self, path: PurePosixPath, name: Scalar | None = None) -> Node | None:
        """Return a YAML or JSON file's node; None for an empty file; `Broken` for a bad one, which is noted."""
        if path not in self.trees:
            self.trees[path] = self._parse(path, name)
        return self.trees[path]

    def _parse(self, path: PurePosixPath, name: Scalar | None) -> Node | None:
        before = self.scope.faults.errors
        text, shown = self.text(path, name), self.shown(path)
        if text is None:
            return Broken(name.at if name else Span(shown))
        if looks_like_json(text):
            text = join_surrogates(text)
        node = parse(text, shown, self.scope.faults, self.scope.limits)
        return node if node is not None or self.scope.faults.errors == before else Broken(Span(shown))

    def included(self, name: Scalar) -> Node:
        """Return the content of the file that a scalar names; `Broken` when there is none, which is noted."""
        path = self.path(name)
        if path is None:
            return Broken(name.at)
        node = self.tree(path, name)
        if node is None:
            self.scope.faults.error("YML011", name.at, f"`{shorten(name.text)}` holds nothing")
        return node if node is not None else Broken(name.at)
