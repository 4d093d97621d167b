"""The editions of one deck in several processes: the same files and words, and no process that stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from uuid import uuid4

import pytest

from builder.build import read_by
from builder.edition import EditionJob
from builder.load.deck import load
from builder.load.locales import load_locale
from builder.spread import shares
from builder.world import Memory
from tests.conftest import MINIMAL, ROOT, Ran
from tests.farm.support import interruptible, tree
from tests.farm.test_stopping import family, until

Project = Callable[[Mapping[str, str]], Path]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there, a process is copied")

EDITIONS = """\
  notes: {audience: student, output: notes}
  handout: {audience: student, output: handout, paper: [A4, Letter]}
  seminar: {audience: student, output: slides}
"""
DECK = MINIMAL.replace("[A point]", "[About 45% respond, {point: Call for help, safety: must}]") + EDITIONS
LONG = DECK.replace(
    "      - title: One thing\n",
    "".join(f"      - {{title: Slide {n}, blocks: [Words]}}\n" for n in range(80)) + "      - title: One thing\n",
)

CALLED = """
import os, signal, sys
from builder import batch, edition, spread
from builder.cli import main
parent, copies = os.getpid(), []
batch.ALONE = batch.AMONG = {least}
{patch}
code = main(sys.argv[1:])
print("copies", len(copies), file=sys.stderr)
sys.exit(code)
"""
COUNT = """
real_copy = spread.Copy
def noted(*given):
    copies.append(real_copy(*given))
    return copies[-1]
spread.Copy = noted
"""
NO_ROOM = """
def fork():
    raise OSError
os.fork = fork
"""
IN_A_COPY = """
real = edition.draft_plans
def draft_plans(deck, which, *given, **named):
    if os.getpid() != parent and which.name == "notes":
        {what}
    return real(deck, which, *given, **named)
edition.draft_plans = draft_plans
"""


def teachback(root: Path, *arguments: str, patch: str = "", least: int = 1) -> Ran:
    """Run the command in a process of its own, where decks from so many slides on are worth copies."""
    code = CALLED.format(patch=COUNT + patch, least=least)
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def said(ran: Ran) -> list[str]:
    return ran.err.splitlines()[:-1]


@pytest.mark.parametrize("verb", ["build", "check"])
def test_copies_say_and_write_what_one_process_does(project: Project, verb: str) -> None:
    root = project({"deck.yaml": DECK})
    alone = teachback(root, verb, "deck.yaml", "--no-cache", "--jobs", "1")
    files = tree(root / "build")
    for path in files:
        (root / "build" / path).unlink()
    shared = teachback(root, verb, "deck.yaml", "--no-cache", "--jobs", "3")
    assert (shared.code, shared.out, said(shared)) == (alone.code, alone.out, said(alone)) and alone.code == 0
    assert (alone.err.splitlines()[-1], shared.err.splitlines()[-1]) == ("copies 0", "copies 2")
    assert tree(root / "build") == files and len(files) == (6 if verb == "build" else 0)
    assert "EV003" in alone.err and ("1 claim" in alone.out) == (verb == "build")


@pytest.mark.parametrize(("least", "patch"), [(1000, ""), (1, NO_ROOM)], ids=["small", "no room"])
def test_where_copies_do_not_pay_or_find_no_room_one_process_does_all(project: Project, least: int, patch: str) -> None:
    root = project({"deck.yaml": DECK})
    ran = teachback(root, "build", "deck.yaml", "--no-cache", "--jobs", "3", least=least, patch=patch)
    assert (ran.code, ran.err.splitlines()[-1]) == (0, "copies 0")
    assert len(tree(root / "build")) == 6


@pytest.mark.parametrize(
    "fault",
    [
        ("title: A sample", "titel: A sample"),
        ("[About 45% respond,", "[{image: {file: no.png, alt: None}},"),
        ("{audience: student, output: notes}", "{audience: student, output: notes, theme: {use: nothing}}"),
    ],
)
def test_faults_are_said_once_and_nothing_is_written(project: Project, fault: tuple[str, str]) -> None:
    root = project({"deck.yaml": DECK.replace(*fault)})
    alone, shared = (teachback(root, "build", "deck.yaml", "--no-cache", "--jobs", jobs) for jobs in "13")
    assert (shared.code, said(shared)) == (alone.code, said(alone))
    assert alone.code == 1 and not (root / "build").exists()


def test_only_what_the_cache_does_not_know_is_made_in_copies(project: Project) -> None:
    root = project({"deck.yaml": DECK})
    first = teachback(root, "build", "deck.yaml", "--jobs", "4")
    (root / "deck.yaml").write_text(DECK.replace("output: notes}", "output: notes, paper: Letter}"))
    again = teachback(root, "build", "deck.yaml", "--jobs", "4")
    assert (first.err.splitlines()[-1], again.err.splitlines()[-1]) == ("copies 3", "copies 0"), "one is no copy worth"
    alone = teachback(root, "build", "deck.yaml", "--no-cache", "--jobs", "1", "--out", "alone")
    assert alone.out.replace("alone/", "build/") == again.out
    assert tree(root / "alone") == tree(root / "build")


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (
            "os.kill(os.getpid(), signal.SIGKILL)",
            "its worker was killed (SIGKILL; perhaps there was not enough memory)",
        ),
        ("raise MemoryError", "not enough memory"),
        ("raise ZeroDivisionError('oh')", "internal error (ZeroDivisionError): oh"),
    ],
)
def test_a_copy_that_fails_is_told_as_the_deck(project: Project, what: str, words: str) -> None:
    root = project({"deck.yaml": DECK})
    ran = teachback(root, "build", "deck.yaml", "--no-cache", "--jobs", "2", patch=IN_A_COPY.format(what=what))
    assert ran.code == 2
    assert ran.err.splitlines()[0] == f"error: .: {words}"
    assert "Traceback" not in ran.err and not (root / "build").exists()


def test_a_copy_that_says_nothing_is_not_waited_for(project: Project) -> None:
    root = project({"deck.yaml": DECK})
    silent = "spread._make = lambda send, share, kinds: None\n"
    ran = teachback(root, "build", "deck.yaml", "--no-cache", "--jobs", "3", patch=silent)
    assert ran.code == 2
    assert ran.err.splitlines()[0] == "error: .: its worker ended by itself (exit code 0)"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_copy_stays(project: Project, number: signal.Signals) -> None:
    root = project({"deck.yaml": LONG})
    value = str(uuid4())
    running = subprocess.Popen(
        [sys.executable, "-m", "builder", "build", "deck.yaml", "--no-cache", "--jobs", "3"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TEACHBACK_TEST": value},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=interruptible,  # noqa: PLW1509  # nothing else runs in this process yet
    )
    assert until(lambda: len(list(family(value))) == 3 or running.poll() is not None)
    assert running.poll() is None, "a deck of this size is made in copies"
    if number == signal.SIGINT:
        os.killpg(running.pid, number)
    else:
        running.send_signal(number)
    _, err = running.communicate(timeout=60)
    assert b"Traceback" not in err
    assert running.returncode == (-number if number == signal.SIGKILL else 128 + number)
    assert until(lambda: not list(family(value)))


def test_shares_take_about_as_long() -> None:
    text = DECK + "  card: {audience: student, output: card}\n"
    deck = load(PurePosixPath("deck.yaml"), Memory({"deck.yaml": text.encode()})).deck
    assert deck is not None
    jobs = [EditionJob(reading, load_locale("en-GB"), asked=False) for reading in read_by(deck)]
    named = [sorted(job.name for job in share) for share in shares(jobs, 2)]
    assert named == [["notes", "seminar"], ["card", "handout", "lecture"]]
    assert len(shares(jobs, 9)) == len(jobs) and shares(jobs[:1], 4) == [jobs[:1]]
