"""A copy of a process that makes one paper while the process makes another: the same, or it is done again."""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from builder import edition, twin
from builder.build import build
from builder.job import Job
from builder.kept import Kept
from builder.twin import Twin, pays
from builder.world import Disk

DECKS = Path(__file__).parents[1] / "decks"
JOB = Job(PurePosixPath("ketamine/deck.yaml"), editions=("leaflet",))

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


def children() -> set[str]:
    """Return the processes that this one has started, those included that ended and that nobody waited for."""
    return {pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()}


@pytest.fixture(autouse=True)
def nobody_stays_behind() -> Iterator[None]:
    before = children()
    yield
    assert children() <= before


def test_what_a_copy_gives_is_what_the_process_would_give() -> None:
    assert Twin(lambda: ("a" * 3_000_000, os.getpid() > 0)).result() == ("a" * 3_000_000, True)


@pytest.mark.parametrize(
    "work",
    [
        lambda: 1 / 0,
        lambda: os.kill(os.getpid(), signal.SIGKILL),
        lambda: sys.exit(3),
        lambda: lambda: "functions don't travel",
    ],
    ids=["error", "killed", "exit", "unsendable"],
)
def test_a_copy_that_fails_gives_nothing(work: object, capfd: pytest.CaptureFixture[str]) -> None:
    assert Twin(work).result() is None  # type: ignore[arg-type]
    assert capfd.readouterr() == ("", "")


def test_a_copy_that_takes_too_long_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twin, "PATIENCE", 0.2)
    start = time.monotonic()
    assert Twin(lambda: time.sleep(60)).result() is None
    assert time.monotonic() - start < 30


def test_a_signal_that_comes_while_a_copy_is_made_is_the_process_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy would else go on as its parent, interrupted."""
    real = os.fork

    def fork() -> int:
        pid = real()
        os.kill(os.getpid(), signal.SIGINT)
        return pid

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.setattr(os, "fork", fork)
    mine, others, codes = os.getpid(), children(), list[int]()
    try:
        with pytest.raises(KeyboardInterrupt):
            Twin(lambda: 1)
    finally:
        if os.getpid() != mine:
            os._exit(9)  # here is a copy that takes itself for its parent
        signal.signal(signal.SIGINT, before)
        codes += [os.waitstatus_to_exitcode(os.waitpid(int(one), 0)[1]) for one in children() - others]
    assert codes == [0]


def test_a_copy_that_nobody_asks_is_gone() -> None:
    Twin(lambda: time.sleep(60)).end()


def test_no_copy_is_made_by_who_builds_once_or_has_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Kept, "stays", False)
    assert not pays()
    monkeypatch.setattr(Kept, "stays", True)
    monkeypatch.setattr(twin, "THREADS", 0)
    assert not pays()


@pytest.mark.parametrize("failing", [False, True])
def test_papers_are_the_same_whoever_makes_them(failing: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = build(JOB, Disk(DECKS))
    made: list[str] = []

    class Counted(Twin[edition.Proved]):
        def result(self) -> edition.Proved | None:
            found = super().result()
            made.append("nothing" if found is None else found.output.path)
            return None if failing else found

    monkeypatch.setattr(edition, "pays", lambda: True)
    monkeypatch.setattr(edition, "Twin", Counted)
    monkeypatch.setattr(Kept, "stays", True)
    monkeypatch.setattr(edition.Fresh, "_made", set())
    assert build(JOB, Disk(DECKS)).outputs == alone.outputs and not made  # nothing is known yet
    both, again = build(JOB, Disk(DECKS)), build(JOB, Disk(DECKS))
    assert sorted(made) == [f"ketamine/ketamine-leaflet-{paper}.pdf" for paper in ("A4", "Letter")]  # each in turn
    for one in (both, again):
        assert one.outputs == alone.outputs and one.diagnostics == alone.diagnostics
    assert len(alone.outputs) == 3


def test_without_room_for_a_copy_the_process_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    alone, opened = build(JOB, Disk(DECKS)), len([*Path("/proc/self/fd").iterdir()])
    monkeypatch.setattr(edition, "pays", lambda: True)
    monkeypatch.setattr(edition.Fresh, "_made", {output.path for output in alone.outputs})

    def refuse() -> int:
        raise OSError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr(os, "fork", refuse)
    assert build(JOB, Disk(DECKS)).outputs == alone.outputs
    assert len([*Path("/proc/self/fd").iterdir()]) == opened


def test_an_error_in_one_paper_leaves_no_copy_of_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edition, "pays", lambda: True)
    papers = {f"ketamine/ketamine-leaflet-{paper}.pdf" for paper in ("A4", "Letter")}
    monkeypatch.setattr(edition.Fresh, "_made", papers)
    monkeypatch.setattr(edition, "proved", lambda draft: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        build(JOB, Disk(DECKS))
