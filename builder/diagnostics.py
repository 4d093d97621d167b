"""What a check says and where: spans, diagnostics, and their text with source line, caret and help."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeAlias

from builder.frozen import dataclass
from builder.regex import regex


class Severity(StrEnum):
    """How much a diagnostic weighs: only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one line of a source file; lines and columns count from 1, in characters.

    `file` is the path as shown to the author. `width` is the caret's length, at least 1.
    """

    file: str
    line: int = 1
    column: int = 1
    width: int = 1

    def shift(self, characters: int, width: int) -> Span:
        """Return a span on the same line, `characters` further right."""
        return Span(self.file, self.line, self.column + characters, max(1, width))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message of one rule about one place."""

    at: Span
    rule: str
    message: str
    severity: Severity = Severity.ERROR
    help: str | None = None

    def key(self) -> tuple[Span, str, str]:
        """Return the sort key: place first, then rule."""
        return (self.at, self.rule, self.message)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics sorted by place, each once."""
    return tuple(sorted(set(diagnostics), key=Diagnostic.key))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any diagnostic stops a build."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return a help text that names the known word nearest to `word`, or None; of equally near ones, the first."""
    import difflib  # noqa: PLC0415  # only for words that nobody knows

    words = list(known)
    near = difflib.get_close_matches(word, words, n=max(len(words), 1), cutoff=0.6)
    if not near:
        return None
    least = difflib.SequenceMatcher(None, near[0], word).ratio()
    alike = {one for one in near if difflib.SequenceMatcher(None, one, word).ratio() == least}
    return f"did you mean `{next(one for one in words if one in alike)}`?"


def printable(text: str) -> str:
    """Return `text` with everything that could steer a terminal or hide from a reader escaped.

    Control, format, surrogate, private and unassigned characters become `\\xNN`, `\\uNNNN` or `\\UNNNNNNNN`.
    """
    return "".join(c if c == " " or unicodedata.category(c)[0] not in "CZ" else _escape(c) for c in text)


def _escape(char: str) -> str:
    code = ord(char)
    if char == "\u00a0":
        return char
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


_BREAK = regex(r"\r\n|\r|\n")

SHOWN_LINE = 160
"""Characters of a source line that a message shows at most, around the caret."""


Excerpts: TypeAlias = Mapping[str, Mapping[int, str]]
"""Lines of source files, by `Span.file` and by their numbers from 1: as many as diagnostics show."""


def excerpts(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> Excerpts:
    """Return the lines that diagnostics show, of the whole texts."""
    wanted: dict[str, set[int]] = {}
    for diagnostic in diagnostics:
        wanted.setdefault(diagnostic.at.file, set()).add(diagnostic.at.line)
    return {file: _lines(sources[file], numbers) for file, numbers in wanted.items() if file in sources}


def _lines(text: str, numbers: Iterable[int]) -> dict[int, str]:
    # YAML's own line breaks: `splitlines` would also cut at form feeds and other refused characters.
    lines = _BREAK.split(text)
    return {number: lines[number - 1] for number in numbers if 0 < number <= len(lines)}


def render(diagnostic: Diagnostic, sources: Mapping[str, str] | Excerpts) -> str:
    """Return the message as text: head, place, source line with caret, help. Lines end without a newline.

    `sources` maps `Span.file` to the file's text, or to those lines of it that are shown; without it, the excerpt is
    left out.
    """
    at = diagnostic.at
    head = f"{diagnostic.severity}[{diagnostic.rule}]: {printable(diagnostic.message)}"
    lines = [head, f"  --> {printable(at.file)}:{at.line}:{at.column}"]
    source = _line(sources.get(at.file), at.line)
    if source is not None:
        lines += _excerpt(source, at)
    if diagnostic.help:
        gutter = " " * len(str(at.line))
        lines.append(f"{gutter} = help: {printable(diagnostic.help)}")
    return "\n".join(lines)


def _line(source: str | Mapping[int, str] | None, number: int) -> str | None:
    match source:
        case None:
            return None
        case str():
            return _lines(source, [number]).get(number)
        case _:
            return source.get(number)


def _excerpt(source: str, at: Span) -> list[str]:
    gutter = " " * len(str(at.line))
    start = max(0, at.column - 1 - SHOWN_LINE // 2) if len(source) > SHOWN_LINE else 0
    shown = source[start : start + SHOWN_LINE]
    before = shown[: at.column - 1 - start]
    marked = shown[len(before) : len(before) + at.width]
    pad = " " * len(printable(before))
    carets = "^" * max(1, len(printable(marked)))
    return [f"{gutter} |", f"{at.line} | {printable(shown)}".rstrip(), f"{gutter} | {pad}{carets}"]
