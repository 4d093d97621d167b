"""A small project in several files, and a session or command that follows it while a test edits it."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from builder.batch import Order
from builder.build import Built, Job, plan
from builder.live.events import Event
from builder.live.session import Session
from builder.world import World

PATIENCE = 60.0
"""Seconds that a test waits for something to happen before it fails; on a busy machine, everything takes long."""

DECK = """\
deck: demo
title: A demonstration
plain: A short demonstration
language: en-GB
sections: [one.yaml, two.yaml]
main_message: It may help.
key_points: [One thing., Two things., Three things.]
unknowns: [How long it lasts.]
actions: [{text: Ask, why: It helps., when: Today.}]
teach_back: [What now?]
questions: [Who helps?]
emergency: {red_flags: [They will not wake up]}
governance: {last_reviewed: 2026-11-01, review_due: 2027-11-01}
editions:
  lecture: {audience: clinician, output: slides}
  leaflet: {audience: patient, output: handout, formats: [pdf, html], locale: en-GB}
"""
ONE = """\
section: one
title: First part
plain: What is it?
slides:
  - id: alpha
    title: The first assertion
    plain: The first thing
    blocks:
      - {point: Colleagues read this, plain: Patients read this}
    notes: |
      Say it slowly.
  - id: beta
    title: The second assertion
    blocks: [Only colleagues read this]
"""
TWO = """\
section: two
title: Second part
plain: What helps?
slides:
  - id: gamma
    title: The third assertion
    plain: The third thing
    blocks:
      - {point: Colleagues read the third, plain: Patients read the third}
"""


def write_project(root: Path) -> Path:
    """Write the project below a folder and return the deck's folder."""
    home = root / "decks" / "demo"
    home.mkdir(parents=True)
    for name, text in {"deck.yaml": DECK, "one.yaml": ONE, "two.yaml": TWO}.items():
        (home / name).write_text(text, encoding="utf-8")
    return home


def change(path: Path, old: str, new: str) -> None:
    """Replace words of a file, as an editor that writes in place."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


class Following:
    """A session in a thread of its own; what it tells is waited for."""

    def __init__(
        self, order: Order, work: Callable[[Job, World], Built] = plan, *, singly: bool = False, most: int | None = None
    ) -> None:
        self.session = Session(order, work, singly=singly, most=most)
        self.told: queue.Queue[Event] = queue.Queue()
        self.heard: list[Event] = []
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        for event in self.session.events():
            self.told.put(event)

    def __enter__(self) -> Following:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.session.stop()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def until(self, wanted: Callable[[Event], bool]) -> list[Event]:
        """Return what is told until something is, that included."""
        heard: list[Event] = []
        end = time.monotonic() + PATIENCE
        while not heard or not wanted(heard[-1]):
            heard.append(self.told.get(timeout=max(0.1, end - time.monotonic())))
        self.heard += heard
        return heard


class Command:
    """The command as a process, whose lines are waited for."""

    def __init__(self, *arguments: str, cwd: Path) -> None:
        root = Path(__file__).parent.parent.parent
        # a shell that runs tests in the background ignores Ctrl-C, and so would every process that they start
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "builder", *arguments],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(root)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.out: queue.Queue[str] = queue.Queue()
        self.err: list[str] = []
        self._readers = [threading.Thread(target=self._read_out), threading.Thread(target=self._read_err)]
        for one in self._readers:
            one.start()

    def _read_out(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.out.put(line.rstrip("\n"))

    def _read_err(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.err.append(line.rstrip("\n"))

    def line(self, pattern: str) -> str:
        """Return the next line of standard output that a pattern fits."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                found = self.out.get(timeout=max(0.1, end - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no line fits {pattern!r}; standard error: {self.err}") from None
            if re.search(pattern, found):
                return found

    def end(self, number: int = signal.SIGINT) -> int:
        """Send a signal and return the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        for one in self._readers:
            one.join(PATIENCE)
        assert self.process.stdout and self.process.stderr
        self.process.stdout.close()
        self.process.stderr.close()
        return code
