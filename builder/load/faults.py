"""Where loading collects what is wrong, so that every fault of an outline is said in one run."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from typing import Final, TypeAlias

from builder.diagnostics import Diagnostic, Severity, Span, ordered
from builder.frozen import dataclass, field, replace


class Verdict(Enum):
    """A value that could not be made; why has been said already."""

    BAD = "bad"


Bad: TypeAlias = Verdict
BAD: Final = Verdict.BAD


@dataclass(slots=True)
class Faults:
    """A growing list of diagnostics. `errors` counts those that stop a build."""

    found: list[Diagnostic] = field(default_factory=list)
    errors: int = 0
    skipped: dict[str, int] = field(default_factory=dict)

    def error(self, rule: str, at: Span, message: str, hint: str | None = None) -> Bad:
        """Note an error and return `BAD`, so that a decoder can return it."""
        self.errors += 1
        self.found.append(Diagnostic(at, rule, message, Severity.ERROR, hint))
        return BAD

    def warn(self, rule: str, at: Span, message: str, hint: str | None = None) -> None:
        """Note something that doesn't stop a build."""
        self.found.append(Diagnostic(at, rule, message, Severity.WARNING, hint))

    def skip(self, file: str, more: int) -> None:
        """Note that a file has `more` faults that nobody will list."""
        self.skipped[file] = self.skipped.get(file, 0) + more

    def result(self, cap: int, named_at: dict[str, Span]) -> tuple[Diagnostic, ...]:
        """Return the diagnostics in order, at most `cap` a file; the last one says how many more there are.

        The first fault of an included file also says where the file is named (`named_at`).
        """
        by_file: dict[str, list[Diagnostic]] = defaultdict(list)
        for diagnostic in ordered(self.found):
            by_file[diagnostic.at.file].append(diagnostic)
        shown: list[Diagnostic] = []
        for file, diagnostics in by_file.items():
            by_weight = sorted(diagnostics, key=lambda d: d.severity is not Severity.ERROR)
            kept, more = list(ordered(by_weight[:cap])), len(by_weight[cap:]) + self.skipped.get(file, 0)
            if file in named_at:
                kept[0] = _with_help(kept[0], f"this file is named at {named_at[file]}")
            if more:
                kept[-1] = _with_help(kept[-1], f"and {more} more in this file")
            shown += kept
        return ordered(shown)


def _with_help(diagnostic: Diagnostic, words: str) -> Diagnostic:
    return replace(diagnostic, help=f"{diagnostic.help}; {words}" if diagnostic.help else words)


def shorten(text: str, most: int = 60) -> str:
    """Return author text short enough for a message."""
    return text if len(text) <= most else f"{text[: most - 3]}..."
