"""Copies of a process tell what they made, in order, and leave nothing behind, however they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.copies import Copy, Send, ready
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


def children() -> set[str]:
    return {pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()}


@pytest.fixture(autouse=True)
def nothing_stays_behind() -> Iterator[None]:
    before, files = children(), len([*Path("/proc/self/fd").iterdir()])
    yield
    assert children() <= before and len([*Path("/proc/self/fd").iterdir()]) == files


def test_messages_come_whole_and_in_order() -> None:
    def work(send: Send) -> None:
        for number in range(3):
            send((number, "x" * number * 700_000))

    copy = Copy(work)
    assert [copy.receive() for _ in range(3)] == [(n, "x" * n * 700_000) for n in range(3)]
    with pytest.raises(EOFError):
        copy.receive()
    assert copy.ended() == 0
    copy.end()  # once more does nothing


@pytest.mark.parametrize(
    ("ending", "code"),
    [("os.kill(os.getpid(), signal.SIGKILL)", -9), ("1 / 0", 1), ("os._exit(7)", 7)],
    ids=["killed", "error", "exit"],
)
def test_a_copy_that_ends_early_is_told_by_its_code(ending: str, code: int) -> None:
    def work(send: Send) -> None:
        send("first")
        exec(ending, {"os": os, "signal": signal})

    copy = Copy(work)
    assert copy.receive() == "first"
    with pytest.raises(EOFError):
        copy.receive()
    assert copy.ended() == code


def test_a_message_that_is_cut_short_is_none() -> None:
    def work(send: Send) -> None:
        pid = os.getpid()
        if os.fork() == 0:  # somebody who kills it while it waits for room in its pipe
            time.sleep(0.3)
            os.kill(pid, signal.SIGKILL)
            os._exit(0)
        send("x" * 5_000_000)

    copy = Copy(work)
    time.sleep(0.6)
    with pytest.raises(EOFError):
        copy.receive()
    assert copy.ended() == -9


def test_nobody_waits_longer_than_asked() -> None:
    copy = Copy(lambda _: time.sleep(60))
    start = time.monotonic()
    assert ready((copy,), 0.0) == [] and ready(()) == []
    with pytest.raises(TimeoutError):
        copy.receive(start + 0.1)
    copy.end()
    assert time.monotonic() - start < 30


def test_whoever_has_told_something_is_heard_first() -> None:
    slow = Copy(lambda _: time.sleep(60))
    quick = Copy(lambda send: send("here"), [slow])
    assert ready((slow, quick)) == [quick] and quick.receive() == "here"
    for copy in (slow, quick):
        copy.end()


LONELY = """
import os, sys, time
from builder.copies import Copy
def tell(send):
    while True:
        send("x" * 100_000)
copies = []
for _ in range(3):
    copies.append(Copy(tell, copies))
print(*(copy._process for copy in copies), flush=True)
os._exit(0)
"""


def test_no_copy_outlives_its_parent() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LONELY], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    pids = list(map(int, done.stdout.split()))
    assert len(pids) == 3 and done.stderr == ""
    until = time.monotonic() + 20
    while any(_runs(pid) for pid in pids) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [pid for pid in pids if _runs(pid)]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
