"""Whole processes: CPU time, wall time and peak memory of a command, with bytecode cached and nothing else warm."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, TypeAlias

ROOT = Path(__file__).resolve().parent.parent


Spread: TypeAlias = tuple[float, float, float]
"""Least, median and greatest of several rounds."""


def spread(values: Sequence[float]) -> Spread:
    """Return least, median and greatest."""
    return min(values), median(values), max(values)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds of CPU (user and system), seconds on the clock, megabytes at most."""

    cpu: float
    wall: float
    peak: float


@cache
def scratch() -> Path:
    """Return this run's own folder for decks, outputs and bytecode, made when it is first asked for."""
    folder = tempfile.TemporaryDirectory(prefix="bench-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def surroundings() -> dict[str, str]:
    """Return the environment of every child: bytecode is cached, as in an installed program."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(scratch() / "bytecode"), "PYTHONHASHSEED": "0"}


def python(*arguments: str) -> tuple[str, ...]:
    """Return a command for the Python that runs this."""
    return (sys.executable, *arguments)


def cost(command: Sequence[str]) -> Cost:
    """Run a command to its end and return what it took; its output is thrown away.

    Raises:
        SystemExit: the command failed.
    """
    start = perf_counter()
    with (scratch() / "stderr").open("w+b") as said:
        child = subprocess.Popen(command, env=surroundings(), cwd=scratch(), stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        wall = perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)}: exit code {child.returncode}\n{said.read().decode()}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def answer(command: Sequence[str]) -> Any:
    """Run a command and return the JSON on the last line that it prints.

    Raises:
        SystemExit: the command failed.
    """
    done = subprocess.run(command, env=surroundings(), cwd=scratch(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def interleaved(commands: Iterable[tuple[str, ...]], rounds: int) -> list[list[Cost]]:
    """Return each command's costs, one a round, the commands taking turns; a first round isn't counted."""
    todo = list(commands)
    for command in todo:
        cost(command)
    found: list[list[Cost]] = [[] for _ in todo]
    for number in range(rounds):
        order = range(len(todo)) if number % 2 else reversed(range(len(todo)))
        for index in order:
            found[index].append(cost(todo[index]))
    return found
