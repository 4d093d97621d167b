"""A real scheduler and real workers, each a process; and builders that wait, die or lie. Workers import this."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from builder.farm.task import Afresh
from builder.job import Built, Job
from builder.world import World
from tests.conftest import ROOT

QUIET = {
    "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error",
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "30s",
}


def until(told: Callable[[], object], seconds: float = 90) -> bool:
    """Wait for a condition."""
    deadline = time.monotonic() + seconds
    while not told():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@dataclass
class Cluster:
    """A scheduler's address, and the processes of the workers."""

    address: str
    file: Path
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def hire(self, **env: str) -> subprocess.Popen[bytes]:
        """Start one more worker. It has no nanny: when it dies, it is dead."""
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self.file.parent))
        self.workers.append(dask("worker", "--scheduler-file", str(self.file), "--host", "127.0.0.1", *options, **env))
        return self.workers[-1]

    def staff(self, count: int) -> None:
        """Have this many workers alive."""
        self.workers = [one for one in self.workers if one.poll() is None]
        for _ in range(count - len(self.workers)):
            self.hire()


def dask(*arguments: str, **env: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **QUIET, **env},
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """Run a scheduler and workers on this machine."""
    file = folder / "scheduler.json"
    address = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    scheduler = dask("scheduler", *address)
    made = Cluster("", file, scheduler)
    try:
        assert until(file.exists), "no scheduler"
        made.address = json.loads(file.read_text())["address"]
        made.staff(workers)
        yield made
    finally:
        for process in (*made.workers, scheduler):
            process.kill()
            process.wait()


@dataclass(frozen=True)
class Waiting(Afresh):
    """A builder that says in a folder which process builds a deck, and waits there until it may go on."""

    folder: Path = Path()
    deck: str = ""

    def build(self, job: Job, world: World) -> Built:
        if job.path.parent.name == self.deck:
            (self.folder / f"begun-{os.getpid()}").touch()
            assert until((self.folder / "go").exists)
        return Afresh.build(self, job, world)


@dataclass(frozen=True)
class Killing(Afresh):
    """A builder that takes its worker with it."""

    deck: str = ""

    def build(self, job: Job, world: World) -> Built:
        if job.path.parent.name == self.deck:
            os.kill(os.getpid(), signal.SIGKILL)
        return Afresh.build(self, job, world)
