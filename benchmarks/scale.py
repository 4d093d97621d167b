"""Thousands of editions: on one core, on several, on a Dask cluster of this machine: `python -m benchmarks.scale`.

Every deck is another one: a lecture and a leaflet of its own words. Told are the time on the clock, the time a deck at
the start and at the end (is the cost flat?), the memory of the parent when ten decks are done and when all are (is that
flat, too?), and the peak memory of the parent and of all processes together (shared memory counted once). `--decks 100`
is enough for ratios; the machine should have nothing else to do.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.outlines import write_deck
from benchmarks.process import ROOT, python, scratch

DECKS = 2500
SLIDES = 8
WAIT = 60
TEN = 10


@dataclass(frozen=True, slots=True)
class Run:
    """One build of all decks: seconds, CPU seconds of all processes, milliseconds a deck, megabytes.

    `first` and `last` are milliseconds a deck in the second and in the last tenth: the first has the start in it.
    `after_ten` and `after_all` are the parent's memory when so many decks are done.
    """

    name: str
    decks: int
    seconds: float
    cpu: float
    each: float
    first: float
    last: float
    after_ten: float
    after_all: float
    parent: float
    together: float


class Watcher(threading.Thread):
    """Looks at the memory and the CPU time of a session's processes from time to time."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session, self.parent, self.together, self.over = session, 0.0, 0.0, threading.Event()
        self.spent: dict[int, float] = {}

    def run(self) -> None:
        while not self.over.wait(0.2):
            self.spent |= (seen := dict(members(self.session)))
            found = {pid: pss(pid) for pid in seen}
            self.parent = max(self.parent, found.get(self.session, 0.0))
            self.together = max(self.together, sum(found.values()))


def members(session: int) -> Iterator[tuple[int, float]]:
    """Yield the processes of a session, with the seconds of CPU that each has taken."""
    tick = os.sysconf("SC_CLK_TCK")
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                yield int(folder.name), (int(fields[11]) + int(fields[12])) / tick


def pss(pid: int) -> float:
    """Return a process's share of memory in megabytes."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def project(folder: Path, decks: int, slides: int) -> Path:
    """Write the decks, once."""
    if not folder.exists():
        for seed in range(decks):
            write_deck(folder / f"d{seed:05}", slides, seed)
    return folder


def built(name: str, folder: Path, decks: int, *options: str) -> Run:
    """Build all decks in a process of its own, and tell when each was there by the lines that it prints.

    Raises:
        SystemExit: the build failed.
    """
    out = scratch() / "scale-out"
    shutil.rmtree(out, ignore_errors=True)
    command = python("-m", "builder", "build", "--no-cache", str(folder), "--out", str(out), *options)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    with (scratch() / "scale-err").open("w+") as err:
        running = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=err, text=True, env=environment, start_new_session=True
        )
        watcher = Watcher(running.pid)
        watcher.start()
        assert running.stdout
        times: list[float] = []
        memory = {TEN: 0.0, decks: 0.0}
        for line in running.stdout:
            if line.endswith(" pages)\n"):
                times.append(time.perf_counter() - start)
                if len(times) in memory:
                    memory[len(times)] = pss(running.pid)
        _, status, used = os.wait4(running.pid, 0)
        code = running.returncode = os.waitstatus_to_exitcode(status)
        watcher.over.set()
        seconds = time.perf_counter() - start
        if code or len(times) != decks:
            err.seek(0)
            raise SystemExit(f"{name}: exit code {code}, {len(times)} leaflets\n{err.read()[-2000:]}")
    cpu = sum(watcher.spent.values()) - watcher.spent.get(running.pid, 0.0) + used.ru_utime + used.ru_stime
    tenth = max(1, decks // 10)
    first, last = (
        times[2 * tenth - 1] - times[tenth - 1],
        times[-1] - times[-1 - tenth],
    )
    each = 1000 / decks * seconds
    return Run(
        name,
        decks,
        seconds,
        cpu,
        each,
        first=1000 * first / tenth,
        last=1000 * last / tenth,
        after_ten=memory[TEN],
        after_all=memory[decks],
        parent=watcher.parent,
        together=watcher.together,
    )


@contextmanager
def dask(workers: int) -> Iterator[str]:
    """Run a scheduler and workers of one thread each; yield the address."""
    file = scratch() / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = (sys.executable, "-m", "dask", *arguments, "--no-dashboard")
        return subprocess.Popen(command, env=environment, cwd="/", **quiet)  # type: ignore[call-overload, no-any-return]

    options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(scratch()))
    running = [start("scheduler", "--port", "0", "--host", "127.0.0.1", "--scheduler-file", str(file))]
    try:
        while not file.exists():
            time.sleep(0.1)
        running += (start("worker", "--scheduler-file", str(file), *options) for _ in range(workers))
        address = json.loads(file.read_text())["address"]
        from distributed import Client

        with Client(address) as client:
            client.wait_for_workers(workers, timeout=WAIT)
        yield address
    finally:
        for process in running:
            process.kill()
            process.wait()


def table(runs: Sequence[Run]) -> str:
    """Return the runs as text; `speed` is the first run's time over each one's.

    The CPU time and memory of a cluster's workers aren't counted.
    """
    head = f"{'':22}{'decks':>7}{'s':>9}{'CPU s':>9}{'ms/deck':>9}{'early':>8}{'late':>8}{'speed':>7}"
    lines = [f"{head}{'MB at 10':>10}{'at end':>8}{'parent MB':>11}{'all MB':>8}"]
    for run in runs:
        line = (
            f"{run.name:22}{run.decks:7}{run.seconds:9.1f}{run.cpu:9.1f}{run.each:9.1f}{run.first:8.1f}{run.last:8.1f}"
        )
        speed = runs[0].each / run.each
        lines.append(
            f"{line}{speed:7.2f}{run.after_ten:10.1f}{run.after_all:8.1f}{run.parent:11.0f}{run.together:8.0f}"
        )
    return "\n".join(lines)


def measure(decks: int, slides: int, jobs: Sequence[int], workers: int, show: Callable[[str], None]) -> list[Run]:
    """Build so many decks with so many processes, and on a cluster of so many workers (0: none)."""
    folder = project(scratch() / "scale", decks, slides)
    runs: list[Run] = []

    def run(name: str, *options: str) -> None:
        runs.append(built(name, folder, decks, *options))
        show(table(runs) if len(runs) == 1 else table(runs).splitlines()[-1])

    for count in jobs:
        run(f"{count} process{'' if count == 1 else 'es'}", "--jobs", str(count))
    if workers:
        with dask(workers) as address:
            run(f"cluster of {workers}", "--scheduler", address)
    return runs


def main() -> None:
    """Measure, print a table, and write the figures as JSON."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    words.add_argument("--decks", type=int, default=DECKS, help=f"two editions each ({DECKS})")
    words.add_argument("--slides", type=int, default=SLIDES)
    words.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    words.add_argument("--cluster", type=int, default=2, metavar="N", help="workers of a cluster here; 0: none")
    words.add_argument("--json", type=Path, metavar="FILE")
    asked = words.parse_args()
    runs = measure(asked.decks, asked.slides, asked.jobs, asked.cluster, lambda line: print(line, flush=True))
    if asked.json:
        asked.json.write_text(json.dumps([asdict(run) for run in runs], indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
