"""What a command sets up before it reads anything: no settings from the surroundings, no torn output on a signal."""

from __future__ import annotations

import gc
import os
import signal
import sys
import types
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from builder.heap import set_apart
from builder.kept import let_go

STOPPED = 128
"""Exit codes of a process stopped by a signal start here."""

COLLECT_AFTER = 200_000
"""Objects made before the collector looks for circles. Outlines and plans hold none; with Python's own 700, the
looking took a tenth of the time of a deck of 20 slides and a fifth of one of 1,000."""


def harden() -> None:
    """Keep environment, home folder and signals from changing or tearing what is built.

    reportlab would run `reportlab_settings.py` from the module path or `~/.reportlab_settings`, and take `RL_*` from
    the environment: an empty module in its place and an environment without them leave it its own defaults. It would
    take `SOURCE_DATE_EPOCH` too, but dates come from the outline. The collector is told to look less often.
    """
    for name in [name for name in os.environ if name.startswith("RL_") or name == "SOURCE_DATE_EPOCH"]:
        del os.environ[name]
    collect_seldom()
    sys.modules["reportlab_settings"] = types.ModuleType("reportlab_settings")
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # replaced streams lack it
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        with suppress(ValueError):  # only the main thread may set signals
            signal.signal(number, _stop)


def collect_seldom() -> None:
    """Tell the collector of circles to look less often."""
    gc.set_threshold(COLLECT_AFTER)


def tidy(done: int) -> None:
    """Let go of what a deck left behind, between two decks of a batch of which so many are done.

    Its words and drawings that were kept in case they are asked for again go first; then what lies in circles, which
    the collector looks for seldom: a batch would grow by them.
    """
    let_go()
    set_apart(done)


STOPS = (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let signals wait while this process is copied (POSIX only).

    One that met the copy before it is `deaf` would unwind the stack of its parent there.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def deaf() -> None:
    """Be a copy to which Ctrl-C means nothing, since its parent answers it, and that other signals end at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in STOPS[1:]:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


def _stop(number: int, _frame: types.FrameType | None) -> None:
    """Leave through every `finally`, so that no temporary file stays."""
    raise SystemExit(STOPPED + number)


class WorkerDied(Exception):
    """A process that worked for this one ended before it was done; the message says how."""


def died(code: int | None) -> str:
    """Return in words how a process ended: "was killed (SIGKILL; perhaps there was not enough memory)"."""
    if code is None or code >= 0:
        return f"ended by itself (exit code {code})"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"was killed ({name}{'; perhaps there was not enough memory' if name == 'SIGKILL' else ''})"
