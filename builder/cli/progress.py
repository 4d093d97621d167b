"""How far the work is: a bar on a terminal, with counts, failures and the time left; nothing anywhere else."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from builder.cli.said import Transcript, complain, say
from builder.diagnostics import printable

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

LEAST = 5
"""Decks that are worth a bar."""


class Bar:
    """A bar on standard error; what is said to standard output meanwhile stands above it.

    Without a terminal, and for a few decks, there is no bar and lines are printed as always.
    """

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._failed = 0

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _at: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def start(self, decks: int) -> None:
        """Show the bar, if there is somebody to look at it."""
        if decks < LEAST or not sys.stderr.isatty():
            return
        from rich import progress  # noqa: PLC0415  # only on a terminal
        from rich.console import Console  # noqa: PLC0415  # only on a terminal

        columns = (
            progress.BarColumn(),
            progress.MofNCompleteColumn(),
            progress.TextColumn("decks{task.fields[failed]}"),
            progress.TimeElapsedColumn(),
            progress.TextColumn("left"),
            progress.TimeRemainingColumn(),
        )
        self._progress = progress.Progress(
            *columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False
        )
        self._task = self._progress.add_task("", total=decks, failed="")
        self._progress.start()

    def done(self, *, failed: bool) -> None:
        """Count a deck."""
        if self._progress is None or self._task is None:
            return
        self._failed += failed
        said = f", {self._failed} failed," if self._failed else ","
        self._progress.update(self._task, advance=1, failed=said)

    def note(self, text: str) -> None:
        """Print a line to standard error, above the bar."""
        if self._progress is not None:
            self._progress.console.print(printable(text), markup=False, highlight=False, emoji=False, soft_wrap=True)
            Transcript.said.append((2, printable(text)))
        else:
            complain(printable(text))

    def say(self, text: str) -> None:
        """Print a line to standard output, above the bar if both are on the terminal."""
        if self._progress is not None and sys.stdout.isatty():
            self._progress.console.print(text, markup=False, highlight=False, emoji=False, soft_wrap=True)
            Transcript.said.append((1, text))
        else:
            say(text)
