"""Text -> located nodes, from libyaml's events: no tags, anchors or other machinery, bounded depth and size.

libyaml's composer kills the process on deep nesting; its events are a flat stream, so a depth check stops in time.
"""

from __future__ import annotations

import unicodedata
from sys import intern
from typing import TYPE_CHECKING, NoReturn, Protocol, TypeAlias, cast

from builder.diagnostics import Span
from builder.frozen import dataclass, field
from builder.late import late
from builder.load.characters import check_unescaped
from builder.load.faults import Faults, shorten
from builder.load.libyaml import yaml
from builder.load.limits import Limits, raise_with
from builder.located import Broken, Entry, Fields, Items, Node, Scalar, Style
from builder.regex import regex

if TYPE_CHECKING:
    from builder.load.syntax import explain
else:
    explain = late("builder.load.syntax", "explain")

if not hasattr(yaml, "CSafeLoader"):
    raise ImportError(
        "PyYAML was built without libyaml; install a wheel of PyYAML, or libyaml's headers and build again"
    )

UNUSED = "outlines don't use this part of YAML"

# Two spaces and `# note` are meant as a comment; `#1 rule`, `# 5`, words that cite and whatever follows a single space
# were more likely meant as text.
_COMMENT = regex(r"([ \t]*)(#[^\r\n]*)")
_WORDS = regex(r"#(?=[\w.(]|[ \t]*\d|[^!].*\[@)")
_STYLES: dict[str | None, Style] = {"'": "quoted", '"': "quoted", "|": "block", ">": "block"}


NESTED = "exceeded maximum nesting depth"
"""What libyaml 0.2.6 and later say of nesting that no outline reaches."""
TOO_DEEP = "lists and mappings are nested more than {} deep"


KEY = 24
"""Characters that keys and other words of the schema have at most, which come again and again."""


class _Stop(Exception):
    """Reading on makes no sense; why has been said."""


def parse(text: str, file: str, faults: Faults, limits: Limits) -> Node | None:
    """Return the file's one node; None when there is none, or when it can't be read (which is noted)."""
    top = _Root()
    builder = _Builder(text, file, faults, limits, top)
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            builder.take(event)
    except yaml.YAMLError as error:
        if NESTED in str(error):  # it reads ahead for a `:`, so it may give up before our own count does
            at = builder.span(builder.last) if builder.last else Span(file, 1, 1)
            faults.error("YML007", at, TOO_DEEP.format(limits.depth))
            return None
        at, message, hint = explain(error, text, file)
        faults.error("YML002", at, message, hint)
        return None
    except _Stop:
        return None
    return top.node


@dataclass(slots=True)
class _Root:
    """What holds the file's one node."""

    node: Node | None = None

    def add(self, node: Node) -> None:
        """Take the node."""
        self.node = node


@dataclass(slots=True)
class _List:
    """A sequence that is being filled."""

    at: Span
    flow: bool = False
    items: list[Node] = field(default_factory=list)

    def add(self, node: Node) -> None:
        """Take the next item."""
        self.items.append(node)

    def done(self) -> Items:
        """Return the sequence."""
        return Items(tuple(self.items), self.at, self.flow)


@dataclass(slots=True)
class _Mapping:
    """A mapping that is being filled. `key` waits for its value."""

    at: Span
    faults: Faults
    flow: bool
    entries: dict[str, Entry] = field(default_factory=dict)
    key: Scalar | None = None

    def add(self, node: Node) -> None:
        """Take the next key, or the value of the last one. Of two equal keys the first counts; both are named."""
        if self.key is None:
            self.key = node if isinstance(node, Scalar) else Scalar("", node.at)
            return
        key, self.key = self.key, None
        name = key.text if key.text.isascii() else unicodedata.normalize("NFC", key.text)
        if name == "<<" and key.style == "plain":
            self.faults.error("YML003", key.at, f"`<<` merges another mapping; {UNUSED}")
        first = self.entries.setdefault(name, Entry(key, node)).key
        if first is not key:
            message = f"the key `{shorten(key.text)}` stands twice in one mapping; again at {key.at}"
            self.faults.error("YML004", first.at, message, "keep one of the two")

    def done(self) -> Fields:
        """Return the mapping; one without braces stands where its first key does."""
        first = None if self.flow else next(iter(self.entries.values()), None)
        return Fields(self.entries, first.key.at if first else self.at)


def _shared(source: str, value: str) -> tuple[str, str]:
    """Return what stands in the file and what it says as one string where they are equal; keys as the same everywhere.

    All nodes of an outline are there before its first slide is read: they decide how much memory loading takes.
    """
    if len(source) <= KEY:
        value, source = intern(value), intern(source)
    return (value, value) if source == value else (source, value)


_Open: TypeAlias = _Root | _List | _Mapping
_Start: TypeAlias = yaml.MappingStartEvent | yaml.SequenceStartEvent


class _Mark(Protocol):
    """A place in the text, from 0."""

    index: int
    line: int
    column: int


@dataclass(slots=True)
class _Builder:
    """Turns the stream of events into nodes; containers that are being filled lie on a stack below `top`."""

    text: str
    file: str
    faults: Faults
    limits: Limits
    top: _Open
    stack: list[_Open] = field(default_factory=list)
    documents: int = 0
    nodes: int = 0
    last: yaml.Event | None = None

    def take(self, event: yaml.Event) -> None:
        """Add one event."""
        self.last = event
        match event:
            case yaml.ScalarEvent():
                self.top.add(self._scalar(event))
            case yaml.MappingStartEvent():
                self._open(event, _Mapping(self.span(event), self.faults, bool(event.flow_style)))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close()
            case yaml.SequenceStartEvent():
                self._open(event, _List(self.span(event), bool(event.flow_style)))
            case yaml.AliasEvent():
                self._refuse(event, f"`*{shorten(str(event.anchor))}` repeats another part of the file")
                self.top.add(Broken(self.span(event)))
            case yaml.DocumentStartEvent():
                self._document(event)

    def span(self, event: yaml.Event) -> Span:
        """Return where an event stands."""
        start, end = cast(_Mark, event.start_mark), cast(_Mark, event.end_mark)
        width = end.column - start.column if end.line == start.line else 1
        return Span(self.file, start.line + 1, start.column + 1, width if width > 0 else 1)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        self._count(event)
        start, end = cast(_Mark, event.start_mark), cast(_Mark, event.end_mark)
        source, value = _shared(self.text[start.index : end.index], event.value)
        style = _STYLES.get(event.style, "plain")
        comment = self._comment(end) if style == "plain" else None
        scalar = Scalar(value, self.span(event), source, style, comment)
        if len(scalar.text) > self.limits.scalar:
            count, most = len(scalar.text), self.limits.scalar
            message = f"this text has {count:,} characters; at most {most:,} may stand in one place"
            self._stop(event, message, raise_with("scalar", count))
        if scalar.style == "quoted" and "\\" in source:
            check_unescaped(scalar, self.faults)
        return scalar

    def _comment(self, end: _Mark) -> Span | None:
        """Return the place of words that follow on the same line and that YAML, by a `#`, takes for a comment."""
        found = _COMMENT.match(self.text, end.index)
        if not found:
            return None
        start = end.index
        while start and self.text[start - 1] in " \t":
            start -= 1
        space = found.start(2) - start
        if space == 0 or (space > 1 and not _WORDS.match(found[2])):
            return None
        return Span(self.file, end.line + 1, end.column + 1 + len(found[1]), len(found[2].rstrip()))

    def _open(self, event: _Start, container: _List | _Mapping) -> None:
        self._count(event)
        if isinstance(self.top, _Mapping) and self.top.key is None:
            self._refuse(event, "a list or mapping stands where a key should")
            raise _Stop
        if len(self.stack) >= self.limits.depth:
            self._stop(event, TOO_DEEP.format(self.limits.depth), None)
        self.stack.append(self.top)
        self.top = container

    def _close(self) -> None:
        full, self.top = self.top, self.stack.pop()
        if not isinstance(full, _Root):
            self.top.add(full.done())

    def _count(self, event: yaml.ScalarEvent | _Start) -> None:
        """Count a value; refuse too many, anchors and tags."""
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            message = f"the file has more than {self.limits.nodes:,} values"
            self._stop(event, message, raise_with("nodes", 2 * self.limits.nodes))
        if event.anchor is not None:
            self._refuse(event, f"the anchor `&{shorten(str(event.anchor))}` is for repeating")
        if event.tag is not None:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            what = f"the tag `{shorten(tag)}` asks for a type"
            self._refuse(event, what, "a text that starts with `!` needs quotes")

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if event.version or event.tags:
            self._refuse(event, "a line with `%` gives orders to YAML")
        if self.documents > 1:
            self._refuse(event, "`---` starts a second document")
            raise _Stop

    def _refuse(self, event: yaml.Event, what: str, hint: str | None = None) -> None:
        self.faults.error("YML003", self.span(event), f"{what}; {UNUSED}", hint)

    def _stop(self, event: yaml.Event, message: str, hint: str | None) -> NoReturn:
        self.faults.error("YML007", self.span(event), message, hint)
        raise _Stop
