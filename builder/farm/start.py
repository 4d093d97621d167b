"""Whether a pool pays, and its server started early: it warms up while the command still imports what it needs itself.

This module is light: nothing that builds is imported here.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from builder.decks import DECK_FILE, HOME, find_decks

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

PRELOAD = "builder.farm.preload"

PAYS_FROM = 200_000
"""Bytes of outlines from which on starting workers takes less time than they save: about ten decks of 20 slides."""
EACH = 2_000
"""What every deck costs besides, in bytes of outline."""
ALONE, AMONG = 30, 100
"""Slides, all editions together, from which on copying the process takes less time than it saves: of a deck that is
built alone, and of one among others, since what a copy loads and learns is lost to those that follow.
"""


def cores() -> int:
    """Return how many processors this process may use: by its affinity, and by the limit of its container."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError):
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        count = min(count, max(1, int(quota) // int(period)))
    return count


def workers(decks: Sequence[Path], jobs: int | None) -> int:
    """Return with how many workers to build decks: 1 stands for this process alone.

    `jobs` is what the user asked for; without it, few or small decks get no workers.
    """
    count = min(jobs or cores(), len(decks))
    able = not sys.flags.ignore_environment or sys.flags.safe_path  # with -E, the current folder stays on their path
    return count if count > 1 and able and (jobs or _pays(decks)) else 1


def _pays(decks: Sequence[Path]) -> bool:
    weight = 0
    for deck in decks:
        weight += EACH
        with suppress(OSError):
            outlines = deck.parent.glob("*.yaml") if deck.name == DECK_FILE else [deck]
            weight += sum(outline.stat().st_size for outline in outlines)
        if weight >= PAYS_FROM:
            return True
    return False


def context() -> BaseContext:
    """Return how workers are started: forked from a warm server, which holds no threads and no open files of ours."""
    from multiprocessing import get_all_start_methods, get_context  # noqa: PLC0415  # only where workers are started

    made = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    made.set_forkserver_preload([PRELOAD])
    return made


def prestart(paths: Sequence[Path], jobs: int | None) -> None:
    """Start the workers' server, if decks at these paths will need it. What is wrong with the paths is said later."""
    with suppress(Exception):
        if workers(find_decks(paths or (HOME,)), jobs) > 1 and context().get_start_method() == "forkserver":
            from multiprocessing import forkserver  # noqa: PLC0415  # not everywhere

            with surroundings():
                forkserver.ensure_running()


@contextmanager
def surroundings() -> Iterator[None]:
    """Start processes with this module path and without the current folder, where strangers' modules may lie.

    `multiprocessing` starts its server with `-c`, which would put the current folder first.
    """
    path = [os.path.abspath(entry) for entry in sys.path if entry]  # noqa: PTH100  # pathlib is slower
    wanted = {"PYTHONSAFEPATH": "1", "PYTHONPATH": os.pathsep.join(path)}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    # Ctrl-C reaches all processes of a terminal, and this one answers it: those that it starts never hear of it
    held = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT]) if hasattr(signal, "pthread_sigmask") else None
    try:
        yield
    finally:
        if held is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, held)
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)
