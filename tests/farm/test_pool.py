"""A pool does what one process does: the same files, the same words, in the same order; and nobody else pays for a death."""

from __future__ import annotations

import gc
import json
import os
import pickle
import subprocess
import sys
import types
from collections import Counter
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from builder.batch import Order, examine, make, tasks_of
from builder.farm import pool, start
from builder.farm.task import Afresh, Outcome, Task, perform, staged
from builder.job import Job
from builder.output import Staging
from builder.process import died
from tests.conftest import MINIMAL, ROOT, Ran
from tests.farm.support import Failing, Noting, Project, broken, decks, killed, left, out_of_memory, tree

Teachback = Callable[..., Ran]


def mixed(number: int, text: str) -> str:
    """Decks with a warning, an error, another's id, a file that isn't there, and a claim that must reach people."""
    match number:
        case 1:
            return text.replace("A point", "About 45% respond")
        case 2:
            return text.replace("title: A sample", "title: A sample\nsubtitel: Words")
        case 4:
            return text.replace("deck: d4", "deck: d3")
        case 5:
            return text.replace("[A point]", "[{image: {file: no.png, alt: None}}]")
        case 6:
            return text.replace("[A point]", "[{point: Call for help, safety: must}]")
        case _:
            return text


@pytest.mark.parametrize("verb", ["build", "check"])
def test_a_pool_says_and_writes_what_one_process_does(teachback: Teachback, project: Project, verb: str) -> None:
    root = project(decks(8, mixed))
    alone = teachback(verb, "--no-cache", "--jobs", "1")
    files = tree(root / "build") if verb == "build" else {}
    for path in files:
        (root / "build" / path).unlink()
    assert teachback(verb, "--no-cache", "--jobs", "3") == alone
    assert alone.code == 1 and "OUT002" in alone.err and "EV003" in alone.err and "YML010" in alone.err
    if verb == "build":
        assert tree(root / "build") == files
        assert "1 claim that must reach people" in alone.out


def test_verbose_and_json_are_the_same_too(teachback: Teachback, project: Project) -> None:
    project(decks(3, mixed))
    assert (
        teachback("build", "-v", "--no-cache", "--jobs", "3").out
        == teachback("build", "-v", "--no-cache", "--jobs", "1").out
    )
    said = [teachback("check", "--format", "json", "--no-cache", "--jobs", jobs).out for jobs in "13"]
    assert said[0] == said[1]
    assert json.loads(said[0])["fit"]


def test_building_again_touches_nothing(teachback: Teachback, project: Project) -> None:
    root = project(decks(3))
    first = teachback("build", "--no-cache", "--jobs", "2")
    for path in (root / "build").rglob("*.*"):
        os.utime(path, (0, 0))
    assert teachback("build", "--no-cache", "--jobs", "2") == first
    assert {path.stat().st_mtime for path in (root / "build").rglob("*.*")} == {0}


def test_a_worker_that_dies_costs_its_own_deck(project: Project) -> None:
    root = project(decks(8))
    using = Failing(ways={"d1": killed, "d3": left, "d5": out_of_memory, "d6": broken})
    said: list[str] = []
    made = make(Order((root / "decks",), jobs=2), root / "out", said.append, using=using)
    assert made.code == 2
    assert [(Path(shown).name, lost.why) for shown, lost in made.lost] == [
        ("d1", "its worker was killed (SIGKILL; perhaps there was not enough memory)"),
        ("d3", "its worker ended by itself (exit code 3)"),
        ("d5", "not enough memory"),
        ("d6", "internal error (ZeroDivisionError): what nobody expected"),
    ]
    built = ["d0", "d2", "d4", "d7"]
    assert sorted(tree(root / "out")) == [*(f"{name}/{name}-lecture.pptx" for name in built), "manifest.json"]
    listed = json.loads((root / "out/manifest.json").read_text())["outputs"]
    assert [entry["deck"] for entry in listed] == built
    assert [line.split(" -> ")[0][-2:] for line in said] == built


def test_workers_are_replaced_before_their_memory_has_grown(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(decks(9))
    notes = root / "notes"
    notes.mkdir()
    monkeypatch.setattr(pool, "LIFE", 2)
    made = make(Order((root / "decks",), jobs=2), root / "out", lambda _: None, using=Noting(folder=notes))
    each = Counter(path.name.partition("-")[0] for path in notes.iterdir())
    assert made.code == 0 and each.total() == 9
    assert max(each.values()) <= 2 and str(os.getpid()) not in each


def test_every_worker_may_die(project: Project) -> None:
    root = project(decks(5))
    made = examine(Order((root / "decks",), jobs=3), using=Failing(ways={f"d{n}": killed for n in range(5)}))
    assert [Path(shown).name for shown, _ in made.lost] == [f"d{n}" for n in range(5)]


def test_what_was_lost_is_said_with_its_deck(
    teachback: Teachback, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from builder import batch

    project(decks(3))
    monkeypatch.setattr(batch, "AFRESH", Failing(ways={"d1": killed}))
    ran = teachback("build", "--no-cache", "--jobs", "2")
    assert ran.code == 2
    assert ran.err == (
        "error: decks/d1: its worker was killed (SIGKILL; perhaps there was not enough memory)\n"
        "nothing written for decks/d1\n"
    )


def test_an_output_that_cannot_be_written_ends_the_build(teachback: Teachback, project: Project) -> None:
    root = project(decks(4))
    (root / "build/d2/d2-lecture.pptx/x").mkdir(parents=True)
    ran = teachback("build", "--no-cache", "--jobs", "2")
    assert ran.code == 2
    assert ran.err.endswith("d2/d2-lecture.pptx: a folder is in its place\n")
    assert sorted(tree(root / "build")) == ["d0/d0-lecture.pptx", "d1/d1-lecture.pptx", "manifest.json"]
    assert not list((root / "build").glob(".teachback-*"))


def test_an_output_folder_that_stays_empty_is_not_left(teachback: Teachback, project: Project) -> None:
    root = project(decks(3, lambda _, text: text.replace("title: A sample", "titel: A sample")))
    assert teachback("build", "--no-cache", "--jobs", "2").code == 1
    assert not (root / "build").exists()


def test_workers_get_only_what_the_cache_does_not_know(
    teachback: Teachback, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(decks(5))
    sent: list[list[str]] = []
    real = pool.run

    def noted(tasks: list[Task], *given: object) -> object:
        sent.append([task.job.path.parent.name for task in tasks])
        return real(tasks, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(pool, "run", noted)
    first = teachback("build", "--jobs", "2")
    assert sent == [["d0", "d1", "d2", "d3", "d4"]]
    for number in (1, 3):
        path = root / f"decks/d{number}/deck.yaml"
        path.write_text(path.read_text().replace("A point", "Another point"))
    assert teachback("build", "--jobs", "2") == first
    assert sent[1:] == [["d1", "d3"]]
    files = tree(root / "build")
    teachback("build", "--no-cache", "--jobs", "1", "--out", "afresh")
    assert tree(root / "afresh") == files


# Memory


def test_a_result_is_small_however_large_its_deck(project: Project) -> None:
    """Neither bytes, texts nor plans come back: what the parent keeps of a deck doesn't grow with it."""
    slides = "".join(f"      - {{title: Slide {i}, blocks: [About 45% respond]}}\n" for i in range(120))
    large = MINIMAL.replace("      - title: One thing\n        blocks: [A point]\n", slides)
    root = project({"large/deck.yaml": large, "small/deck.yaml": MINIMAL})
    sizes = {}
    for name in ("large", "small"):
        staging = Staging(root / "out")
        task = Task(name, Job(PurePosixPath("deck.yaml")), root / name)
        result = staged(perform(task, Afresh()), staging.open())
        staging.close()
        assert isinstance(result, Outcome)
        slim = pickle.dumps([result.products, result.read.files, result.coverage, result.editions])
        each = len(pickle.dumps([result.diagnostics, result.excerpts])) / max(1, len(result.diagnostics))
        sizes[name] = len(slim), each
    assert sizes["large"][0] < sizes["small"][0] + 20
    assert sizes["large"][1] < 400, "bytes for each diagnostic, with the line that it shows"


def test_results_do_not_pile_up_in_the_parent(project: Project) -> None:
    root = project(decks(24))
    alive: list[int] = []

    def count(_: str) -> None:
        alive.append(sum(isinstance(one, Outcome) for one in gc.get_objects()))

    make(Order((root / "decks",), jobs=2), root / "out", count)
    assert len(alive) == 24
    assert max(alive[12:]) <= max(alive[:12]) + 2
    assert max(alive) < 12


# Starting workers


def test_a_pool_is_used_where_it_pays_or_is_asked_for(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(decks(6, lambda n, text: text + f"# {'x' * 40_000}\n" if n < 5 else text))
    used: list[int] = []

    def run(tasks: list[Task], jobs: int, *_: object) -> object:
        used.append(jobs)
        return ((n, perform(task, Afresh())) for n, task in enumerate(tasks))

    monkeypatch.setattr(pool, "run", run)
    monkeypatch.setattr(start, "cores", lambda: 4)
    few = tuple(root / "decks" / f"d{n}" for n in range(3))
    for order in (Order((root / "decks",)), Order(few), Order(few, jobs=9), Order(few, jobs=1), Order(few[:1], jobs=2)):
        examine(order)
    assert used == [4, 3]
    monkeypatch.setattr(sys, "flags", types.SimpleNamespace(ignore_environment=True, safe_path=False))
    assert start.workers(few, 2) == 1, "`python -E`"


def test_cores_are_those_that_this_process_may_use() -> None:
    assert 1 <= start.cores() <= (os.cpu_count() or 1)
    one = f"import os; os.sched_setaffinity(0, [{min(os.sched_getaffinity(0))}]); "
    code = f"{one} from builder.farm.start import cores; print(cores())"
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) == "1\n"


def test_workers_are_warm_before_their_first_deck() -> None:
    code = (
        "import builder.farm.preload, gc, sys; print(gc.get_freeze_count() > 50_000, "
        "*(f'builder.write.{name}' in sys.modules for name in ('pptx', 'pdf', 'html')))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) == "True True True True\n"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (0, "ended by itself (exit code 0)"),
        (-11, "was killed (SIGSEGV)"),
        (-64, "was killed (SIGRTMAX)"),
        (-99, "was killed (signal 99)"),
    ],
)
def test_how_a_process_died(code: int, words: str) -> None:
    assert died(code) == words


def test_tasks_can_be_sent(project: Project) -> None:
    root = project(decks(2))
    tasks = tasks_of(Order((root / "decks",)), "build")
    assert pickle.loads(pickle.dumps(tasks)) == tasks
