"""Text -> located nodes, from libyaml's events: no tags, anchors or other machinery, bounded depth and size.

libyaml's composer kills the process on deep nesting; its events are a flat stream, so a depth check stops in time.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Protocol, cast

import yaml

from builder.diagnostics import Span
from builder.load.characters import check_unescaped
from builder.load.faults import Faults, shorten
from builder.load.limits import Limits, raise_with
from builder.load.syntax import explain
from builder.located import Broken, Entry, Fields, Items, Node, Scalar, Style

if not hasattr(yaml, "CSafeLoader"):
    raise ImportError(
        "PyYAML was built without libyaml; install a wheel of PyYAML, or libyaml's headers and build again"
    )

_STYLES: dict[str | None, Style] = {"'": "quoted", '"': "quoted", "|": "block", ">": "block"}


class _Stop(Exception):
    """Reading on makes no sense; why has been said."""


@dataclass(slots=True)
class _Open:
    """A container that is being filled. `key` is the mapping key that waits for its value."""

    at: Span
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] | None = None
    key: Scalar | None = None
    twice: bool = False


def parse(text: str, file: str, faults: Faults, limits: Limits) -> Node | None:
    """Return the file's one node; None when there is none, or when it can't be read (which is noted)."""
    builder = _Builder(text, file, faults, limits)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.YAMLError as error:
        at, message, hint = explain(error, text, file)
        faults.error("YML002", at, message, hint)
        return None
    except _Stop:
        return None
    return builder.root


def _start(top: _Open) -> Span:
    """Return where a mapping starts: a block mapping at its first key."""
    first = next(iter(top.entries.values()), None) if top.entries else None
    return (
        first.key.at if first and first.key.at.line == top.at.line and first.key.at.column == top.at.column else top.at
    )


class _Mark(Protocol):
    """A place in the text, from 0."""

    index: int
    line: int
    column: int


def _marks(event: yaml.Event) -> tuple[_Mark, _Mark]:
    """Return where an event starts and ends; libyaml always says."""
    return cast(_Mark, event.start_mark), cast(_Mark, event.end_mark)


@dataclass(slots=True)
class _Builder:
    """Turns the stream of events into nodes; open containers lie on a stack."""

    text: str
    file: str
    faults: Faults
    limits: Limits
    root: Node | None = None
    documents: int = 0
    nodes: int = 0
    stack: list[_Open] = field(default_factory=list)

    def take(self, event: yaml.Event) -> None:
        """Add one event."""
        match event:
            case yaml.ScalarEvent():
                self._plainly(event)
                self._add(self._scalar(event))
            case yaml.MappingStartEvent():
                self._open(event, {})
            case yaml.SequenceStartEvent():
                self._open(event, None)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close()
            case yaml.AliasEvent():
                self._refuse(event, f"`*{shorten(str(event.anchor))}` repeats another part of the file")
                self._add(Broken(self._span(event)))
            case yaml.DocumentStartEvent():
                self._document(event)

    def _span(self, event: yaml.Event) -> Span:
        start, end = _marks(event)
        width = end.column - start.column if end.line == start.line else 1
        return Span(self.file, start.line + 1, start.column + 1, max(1, width))

    def _refuse(self, event: yaml.Event, what: str) -> None:
        self.faults.error("YML003", self._span(event), f"{what}; outlines don't use this part of YAML")

    def _plainly(self, event: yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        """Refuse anchors and tags."""
        if event.anchor is not None:
            self._refuse(event, f"the anchor `&{shorten(str(event.anchor))}` is for repeating")
        if event.tag is not None:
            self._refuse(
                event, f"the tag `{shorten(str(event.tag))}` asks for a type; put a text that starts with `!` in quotes"
            )

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if event.version or event.tags:
            self._refuse(event, "a line with `%` gives orders to YAML")
        if self.documents > 1:
            self._refuse(event, "`---` starts a second document")
            raise _Stop

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start, end = _marks(event)
        source = self.text[start.index : end.index]
        scalar = Scalar(event.value, self._span(event), source, _STYLES.get(event.style, "plain"))
        if len(scalar.text) > self.limits.scalar:
            message = (
                f"this text has {len(scalar.text):,} characters; at most {self.limits.scalar:,} may stand in one place"
            )
            self.faults.error("YML007", scalar.at, message, raise_with("scalar", len(scalar.text)))
            raise _Stop
        if scalar.style == "quoted" and "\\" in scalar.source:
            check_unescaped(scalar, self.faults)
        return scalar

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, entries: dict[str, Entry] | None) -> None:
        self._plainly(event)
        self._check_key(event)
        if len(self.stack) >= self.limits.depth:
            message = f"lists and mappings are nested more than {self.limits.depth} deep"
            self.faults.error("YML007", self._span(event), message)
            raise _Stop
        self.stack.append(_Open(self._span(event), entries=entries))

    def _check_key(self, event: yaml.Event) -> None:
        """Refuse a list or mapping in a key's place: nothing below it could be named."""
        if self.stack and self.stack[-1].entries is not None and self.stack[-1].key is None:
            self._refuse(event, "a list or mapping stands where a key should")
            raise _Stop

    def _close(self) -> None:
        top = self.stack.pop()
        self._add(Items(tuple(top.items), top.at) if top.entries is None else Fields(top.entries, _start(top)))

    def _add(self, node: Node) -> None:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            message = f"the file has more than {self.limits.nodes:,} values"
            self.faults.error("YML007", node.at, message, raise_with("nodes", 2 * self.limits.nodes))
            raise _Stop
        if not self.stack:
            self.root = node
        elif self.stack[-1].entries is None:
            self.stack[-1].items.append(node)
        else:
            self._entry(self.stack[-1], self.stack[-1].entries, node)

    def _entry(self, top: _Open, entries: dict[str, Entry], node: Node) -> None:
        if top.key is None:
            top.key = node if isinstance(node, Scalar) else Scalar("", node.at)
            self._check_name(top, top.key, entries)
            return
        name = unicodedata.normalize("NFC", top.key.text)
        if not top.twice:
            entries[name] = Entry(top.key, node)
        top.key = None

    def _check_name(self, top: _Open, key: Scalar, entries: dict[str, Entry]) -> None:
        if key.text == "<<" and key.style == "plain":
            self.faults.error("YML003", key.at, "`<<` merges another mapping; outlines don't use this part of YAML")
        first = entries.get(unicodedata.normalize("NFC", key.text))
        top.twice = first is not None
        if first is not None:
            message = f"the key `{shorten(key.text)}` stands twice in one mapping; again at {key.at}"
            self.faults.error("YML004", first.key.at, message, "keep one of the two")
