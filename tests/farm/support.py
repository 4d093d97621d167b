"""What pools are tried with: projects of many small decks, and builders that fail in every way. Workers import this."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from builder.farm.task import Afresh
from builder.job import Built, Job
from builder.world import World
from tests.conftest import MINIMAL

Project = Callable[[Mapping[str, str]], Path]


def decks(count: int, change: Callable[[int, str], str] = lambda _, text: text) -> dict[str, str]:
    """Return the files of a project of small decks, `d0` and so on."""
    return {
        f"decks/d{number}/deck.yaml": change(number, MINIMAL.replace("deck: sample", f"deck: d{number}"))
        for number in range(count)
    }


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def killed() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("alive")


def left() -> NoReturn:
    os._exit(3)


def out_of_memory() -> NoReturn:
    raise MemoryError


def broken() -> NoReturn:
    raise ZeroDivisionError("what nobody expected")


@dataclass(frozen=True)
class Noting(Afresh):
    """A builder that leaves a file for every deck, named by the process that built it."""

    folder: Path = Path()

    def build(self, job: Job, world: World) -> Built:
        (self.folder / f"{os.getpid()}-{job.path.parent.name}").touch()
        return Afresh.build(self, job, world)


@dataclass(frozen=True)
class Failing(Afresh):
    """A builder whose decks of these folders don't come back."""

    ways: Mapping[str, Callable[[], NoReturn]] = field(default_factory=dict)

    def build(self, job: Job, world: World) -> Built:
        self._fail(job)
        return Afresh.build(self, job, world)

    def check(self, job: Job, world: World) -> Built:
        self._fail(job)
        return Afresh.check(self, job, world)

    def spread(self, jobs: int) -> Failing:
        return self

    def _fail(self, job: Job) -> None:
        if job.path.parent.name in self.ways:
            self.ways[job.path.parent.name]()


def interruptible() -> None:
    """Let a new process hear Ctrl-C, even where tests run in the background of a shell, which switches that off."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
