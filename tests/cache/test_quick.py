"""The quick way, in processes of their own: nothing changed, nothing written, the same words; anything else is seen."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from builder.batch import Made
from builder.cache import quick
from builder.cache.identity import Identity
from builder.cache.index import remember, started
from builder.cache.quick import index_path, read_index, replayed
from builder.cli import main
from builder.job import Read
from builder.manifest import Source

from .sample import swap, write_sample

ROOT = Path(__file__).parents[2]
PLAIN = """\
deck: {name}
title: A plain deck
language: en-GB
sections: [one.yaml]
editions:
  lecture: {{audience: clinician, output: slides}}
"""
ONE = "section: one\ntitle: Part\nslides: [{title: One thing, blocks: [About 45% respond]}]\n"


class Teachback:
    """The command in a folder, each time in a new process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *python, "-m", "builder", *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def once(self, *arguments: str) -> int:
        """Run the whole way in this process, which has imported everything; return the exit code."""
        with contextlib.chdir(self.folder):
            return main([*arguments])

    def is_quick(self, *arguments: str) -> bool:
        """Tell whether a command would be answered at once."""
        with contextlib.chdir(self.folder):
            return replayed(arguments) is not None

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def stamps(self) -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in (self.folder / "build").rglob("*")}


@pytest.fixture
def teachback(tmp_path: Path) -> Iterator[Teachback]:
    ready = Teachback(tmp_path)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    for name in ("a", "b"):
        ready.write(f"decks/{name}/deck.yaml", PLAIN.format(name=name))
        ready.write(f"decks/{name}/one.yaml", ONE)
    yield ready
    for number, handler in handlers.items():
        signal.signal(number, handler)


def test_nothing_changed_writes_nothing_and_says_the_same_faults(teachback: Teachback) -> None:
    first = teachback("build")
    before = teachback.stamps()
    assert first.stderr.count("warning[EV003]") == 2
    for _ in range(2):
        again = teachback("build")
        assert (again.returncode, again.stderr) == (0, first.stderr)
        assert again.stdout == "2 outputs of 2 decks: up to date\n"
    assert teachback.stamps() == before
    verbose = [teachback("build", "-v") for _ in range(2)]
    assert verbose[0].stdout == verbose[1].stdout
    assert "One thing" in verbose[0].stdout


def test_the_quick_way_imports_next_to_nothing(teachback: Teachback) -> None:
    teachback.once("build")
    done = teachback("build", python=("-X", "importtime"))
    assert done.stdout == "2 outputs of 2 decks: up to date\n"
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time")}
    ours = {name for name in imported if name.startswith("builder")}
    assert ours == {"builder", "builder.cache", "builder.cache.quick", "builder.cache.signature"}
    assert not imported & {"click", "yaml", "pathlib", "dataclasses", "msgspec", "reportlab", "lxml.etree"}


def test_checks_are_told_again_in_the_form_that_was_asked_for(teachback: Teachback) -> None:
    for arguments in (("check",), ("check", "--format", "json"), ("check", "--strict")):
        first = teachback(*arguments)
        assert teachback.is_quick(*arguments)
        again = teachback(*arguments)
        assert (again.returncode, again.stdout, again.stderr) == (first.returncode, first.stdout, first.stderr)
    assert first.returncode == 1


CHANGES: dict[str, Callable[[Path], object]] = {
    "an input": lambda at: swap(at / "decks/a/one.yaml", "45%", "46%"),
    "an input that is gone": lambda at: (at / "decks/a/one.yaml").unlink(),
    "a new deck": lambda at: shutil.copytree(at / "decks/a", at / "decks/c"),
    "a deck in a folder that had none": lambda at: shutil.copy(at / "decks/a/deck.yaml", at / "decks/none/deck.yaml"),
    "a deck that is gone": lambda at: shutil.rmtree(at / "decks/b"),
    "an output": lambda at: (at / "build/a/a-lecture.pptx").write_bytes(b"damaged"),
    "an output that is gone": lambda at: (at / "build/a/a-lecture.pptx").unlink(),
    "the manifest": lambda at: (at / "build/manifest.json").write_text("{}"),
    "all outputs": lambda at: shutil.rmtree(at / "build"),
    "the cache": lambda at: shutil.rmtree(at / ".teachback"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen(teachback: Teachback, change: str) -> None:
    (teachback.folder / "decks/none").mkdir()
    teachback.once("build")
    assert teachback.is_quick("build")
    CHANGES[change](teachback.folder)
    assert not teachback.is_quick("build")


def test_a_damaged_output_is_made_again(teachback: Teachback) -> None:
    teachback.once("build")
    place = teachback.folder / "build/a/a-lecture.pptx"
    whole = place.read_bytes()
    place.write_bytes(whole[:-1] + b"x")
    assert teachback.once("build") == 0
    assert place.read_bytes() == whole


def test_a_file_of_the_same_size_changed_within_one_tick_is_seen(teachback: Teachback) -> None:
    """What git calls racy: neither size nor time tells, so a file that was just changed is read again."""
    path = teachback.folder / "decks/a/one.yaml"
    soon = time.time() + 600  # a slow machine may take so long that the file has settled by the time it is read
    os.utime(path, (soon, soon))
    teachback.once("build")
    index = teachback.folder / ".teachback" / index_of(teachback, "build")
    swap(path, "45%", "46%")
    known = quick.signature(str(path))
    assert known is not None
    kept = read_index(str(index))
    assert kept is not None
    rows = [[row[0], *known, row[-1]] if row[0] == str(path) else row for row in kept.files]
    assert [row[-1] for row in rows if row[0] == str(path)] != [""], "it was changed a moment before it was read"
    quick.write_index(str(index), kept._replace(files=rows))
    assert not teachback.is_quick("build")
    swap(path, "46%", "45%")
    known = quick.signature(str(path))
    assert known is not None
    rows = [[row[0], *known, row[-1]] if row[0] == str(path) else row for row in kept.files]
    quick.write_index(str(index), kept._replace(files=rows))
    assert teachback.is_quick("build")


def test_files_that_have_settled_are_not_read_any_more(teachback: Teachback) -> None:
    old = time.time() - 3600
    for path in (teachback.folder / "decks").rglob("*.yaml"):
        os.utime(path, (old, old))
    teachback.once("build")
    index = teachback.folder / ".teachback" / index_of(teachback, "build")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and any(row[-1] for row in rows_of(index)):
        assert teachback.is_quick("build")
        time.sleep(0.2)
    assert not any(row[-1] for row in rows_of(index)), "status alone is proof by now"
    assert teachback.is_quick("build")


def rows_of(index: Path) -> list[list[object]]:
    kept = read_index(str(index))
    assert kept is not None
    return [list(row) for row in (*kept.files, *kept.folders)]


def index_of(teachback: Teachback, *arguments: str) -> str:
    with contextlib.chdir(teachback.folder):
        return index_path("", arguments)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda _: b"",
        lambda data: data.replace(b'"code": 0', b'"code": 1'),
        lambda _: b"00000000\n",
        lambda data: data[:9] + b"[]",
        lambda data: data.replace(b"teachback", b"teachbacl"),
    ],
)
def test_a_damaged_index_is_no_index(teachback: Teachback, damage: Callable[[bytes], bytes]) -> None:
    teachback.once("build", "--out", "teachback")
    index = teachback.folder / ".teachback" / index_of(teachback, "build", "--out", "teachback")
    index.write_bytes(damage(index.read_bytes()))
    assert not teachback.is_quick("build", "--out", "teachback")
    assert teachback.once("build", "--out", "teachback") == 0
    assert teachback.is_quick("build", "--out", "teachback")


def test_other_words_are_another_command(teachback: Teachback) -> None:
    teachback.once("build")
    for arguments in (("build", "--strict"), ("build", "decks"), ("check",), ("build", "--no-cache"), ("rules",), ()):
        assert not teachback.is_quick(*arguments)
    teachback.once("build", "--cache", "elsewhere")
    assert teachback.is_quick("build", "--cache", "elsewhere")
    assert (teachback.folder / "elsewhere/CACHEDIR.TAG").is_file()


def test_only_the_deck_that_changed_is_written(teachback: Teachback) -> None:
    teachback.once("build")
    before = teachback.stamps()
    swap(teachback.folder / "decks/a/one.yaml", "One thing", "Another thing")
    assert teachback.once("build") == 0
    after = teachback.stamps()
    changed = {Path(path).name for path, stamp in after.items() if Path(path).is_file() and before[path] != stamp}
    assert changed == {"a-lecture.pptx", "manifest.json"}


def test_with_and_without_a_cache_all_is_the_same(tmp_path: Path) -> None:
    write_sample(tmp_path / "decks")
    teachback = Teachback(tmp_path)
    runs = [teachback("build", "--out", "one", "--no-cache"), teachback("build", "--out", "one")]
    shutil.rmtree(tmp_path / "one")
    runs.append(teachback("build", "--out", "one"))
    assert len({(run.returncode, run.stdout, run.stderr) for run in runs}) == 1
    teachback("build", "--out", "two", "--no-cache")
    names = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert len(names) == 7
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in names)


def test_whoever_reads_may_leave(teachback: Teachback) -> None:
    teachback.once("build", "-v")
    run = subprocess.Popen(
        [sys.executable, "-m", "builder", "build", "-v"],
        cwd=teachback.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    run.stdout.close()
    assert run.stderr is not None
    with run.stderr as errors:
        assert "Traceback" not in errors.read()
    run.wait(timeout=60)


# What is not sure is not written down


def test_a_file_that_changed_while_it_was_built_is_not_sure(teachback: Teachback, tmp_path: Path) -> None:
    path = tmp_path / "decks/a/one.yaml"
    then = hashlib.sha256(path.read_bytes()).hexdigest()
    right, wrong = Source("a/one.yaml", then), Source("a/one.yaml", "0" * 64)
    home = tmp_path / "home"
    start = started([tmp_path / "decks"])

    def sure(*files: Source, refused: Mapping[str, str] = {}, outputs: Mapping[str, int] = {}) -> bool:
        done = Made(read=[Read(tmp_path / "decks", (one,), refused, {}) for one in files], outputs=dict(outputs))
        return remember(home, ["build"], start, done, tmp_path, Identity("", "", {}, ()), [])

    assert sure(right)
    assert not sure(wrong), "it was read before it was changed"
    assert not sure(right, wrong), "two decks read it, and it changed in between"
    assert not sure(right, refused={"a/one.yaml": "it is a folder"}), "it is there, and couldn't be read"
    assert sure(right, refused={"a/none.yaml": "there is no such file"})
    assert not sure(right, outputs={"decks/a/one.yaml": 1}), "somebody has written something else"
    assert sure(right, outputs={"decks/a/one.yaml": len(path.read_bytes())})
    path.unlink()
    assert not sure(right)
