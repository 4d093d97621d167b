"""What the command says: to standard output what was asked for, to standard error what is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from builder.diagnostics import Severity, printable

if TYPE_CHECKING:
    from builder.batch import Made

T = TypeVar("T")

DONE, FAULTS, USAGE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; an error in an outline; wrong usage, or a file that can't be read or written; Ctrl-C."""


class Stop(Exception):
    """A reason to end now: what to say, and the exit code."""

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(message)
        self.code = code


class Debug:
    """Whether an internal error shows where it happened."""

    on = False


class Transcript:
    """The words that were typed, and what this command has said so far: to standard output (1) and error (2)."""

    words: tuple[str, ...] = ()
    said: ClassVar[list[tuple[int, str]]] = []


def say(text: str) -> None:
    """Print to standard output."""
    Transcript.said.append((1, text))
    print(text, flush=True)  # noqa: T201  # what the command says


def complain(text: str) -> None:
    """Print to standard error."""
    Transcript.said.append((2, text))
    print(text, file=sys.stderr, flush=True)  # noqa: T201  # what the command says


def told(made: Made, *, notes: bool) -> int:
    """Print diagnostics and counts; return the exit code. Without `notes`, those of severity info are only counted."""
    from builder.report import as_text, summary  # noqa: PLC0415  # only where something was built

    shown = [d for d in made.diagnostics if notes or d.severity is not Severity.INFO]
    if shown:
        complain(as_text(shown, made.texts) + "\n")
    hidden = len(made.diagnostics) - len(shown)
    more = f"; {hidden} more with `teachback check`" if hidden else ""
    if made.diagnostics or notes:
        complain(f"{made.decks} deck{'' if made.decks == 1 else 's'}: {summary(shown)}{more}")
    complain_of_lost(made)
    if made.failed and not notes:
        complain(f"nothing written for {', '.join(map(printable, made.failed))}")
    return made.code


def complain_of_lost(made: Made) -> None:
    """Print which decks could not be finished, and why; after `--debug`, also where."""
    for shown, lost in made.lost:
        complain(f"error: {printable(shown)}: {printable(lost.why)}")
        if Debug.on and lost.traceback:
            complain("\n".join(map(printable, lost.traceback.splitlines())))
    if any(lost.traceback for _, lost in made.lost) and not Debug.on:
        complain("please report internal errors with what `--debug` shows")


def guarded(work: Callable[[], T]) -> T:
    """Run a command's work; what the user can mend becomes a message and exit code 2."""
    from builder.decks import Misuse  # noqa: PLC0415  # only where something is built
    from builder.output import WriteError  # noqa: PLC0415  # only where something is built

    try:
        return work()
    except (Misuse, WriteError) as fault:
        raise Stop(str(fault)) from fault


def internal(fault: Exception) -> None:
    """Report a fault of this program: in one line, or with its traceback after `--debug`."""
    from builder.diagnostics import printable  # noqa: PLC0415  # only after a fault

    if Debug.on:
        import traceback  # noqa: PLC0415  # slow to import

        complain("\n".join(map(printable, "".join(traceback.format_exception(fault)).splitlines())))
    words = printable(" ".join(str(fault).split()))[:200]
    complain(f"internal error ({type(fault).__name__}): {words}")
