"""However a build ends, only whole files stay, and no process."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest

from builder.output import File, Staging, WriteError, locked, stage
from tests.conftest import ROOT, Ran
from tests.farm.support import Project, decks, interruptible, tree

LONG = "".join(f"      - {{title: Slide {i}, blocks: [Words]}}\n" for i in range(150))


def long_decks(count: int) -> dict[str, str]:
    return decks(count, lambda _, text: text.replace("      - title: One thing\n        blocks: [A point]\n", LONG))


def family(mark: str) -> Iterator[int]:
    """Yield every living process that was started with this mark in its environment."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (
                mark.encode() in (folder / "environ").read_bytes()
                and "\nState:\tZ" not in (folder / "status").read_text()
            ):
                yield int(folder.name)


def until(told: Callable[[], object], seconds: float = 60) -> bool:
    """Wait for a condition."""
    deadline = time.monotonic() + seconds
    while not told():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_signal_leaves_whole_files_and_no_process(project: Project, number: signal.Signals) -> None:
    root = project(long_decks(40))
    mark = f"TEACHBACK_TEST={uuid4()}"
    command = [sys.executable, "-m", "builder", "build", "--no-cache", "--jobs", "2"]
    name, _, value = mark.partition("=")
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), name: value}
    running = subprocess.Popen(
        command,
        cwd=root,
        env=surroundings,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=interruptible,  # noqa: PLW1509  # nothing else runs in this process yet
    )
    assert until(lambda: list(root.glob("build/*/*.pptx")))
    assert len(list(family(mark))) >= 3, "parent and workers"
    if number == signal.SIGINT:
        os.killpg(running.pid, number)  # as a terminal does
    else:
        running.send_signal(number)
    _, err = running.communicate(timeout=60)
    assert b"Traceback" not in err
    assert until(lambda: not list(family(mark))), "a process stayed"
    built = list(root.glob("build/*/*.pptx"))
    assert 0 < len(built) < 40
    for path in built:
        assert zipfile.ZipFile(path).testzip() is None
    others = {path.name for path in (root / "build").rglob("*") if path.is_file()} - {path.name for path in built}
    if number == signal.SIGKILL:
        subprocess.run([*command, "decks/d0"], cwd=root, env=surroundings, check=True, capture_output=True)
        assert not list((root / "build").glob(".teachback-*")), "the next build sweeps"
        return
    assert running.returncode == 128 + number
    assert others <= {"manifest.json"}
    assert not list((root / "build").glob(".teachback-*"))
    listed = (root / "build/manifest.json").read_text()
    assert sorted(re.findall(r'"path": "(.*\.pptx)"', listed)) == sorted(f"{p.parent.name}/{p.name}" for p in built)


def test_two_builds_into_one_folder_do_not_disturb_each_other(project: Project) -> None:
    root = project(decks(8))
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "builder", "build", "--no-cache", "--jobs", "2", *(f"decks/d{n}" for n in numbers)],
            cwd=root,
            env=surroundings,
            stderr=subprocess.PIPE,
        )
        for numbers in (range(4), range(4, 8))
    ]
    for one in both:
        _, err = one.communicate(timeout=120)
        assert (one.returncode, err) == (0, b"")
    assert sorted(tree(root / "build")) == [*(f"d{n}/d{n}-lecture.pptx" for n in range(8)), "manifest.json"]


# Staging


def test_what_was_staged_and_never_committed_goes(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "out")
    names = [(stage(staging.open(), File(path, data)) or "", path) for path, data in (("d/a", b"a"), ("d/b", b"b"))]
    assert staging.commit(names[:1]) == ("d/a",)
    staging.close()
    assert tree(tmp_path / "out") == {"d/a": b"a"}


def test_staging_makes_nothing_until_it_is_asked(tmp_path: Path) -> None:
    Staging(tmp_path / "out").close()
    assert not (tmp_path / "out").exists()


def test_what_its_place_holds_already_is_not_staged(tmp_path: Path) -> None:
    staging = Staging(tmp_path)
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a").write_bytes(b"same")
    assert stage(staging.open(), File("d/a", b"same")) is None
    assert stage(staging.open(), File("d/a", b"other")) is not None
    staging.close()


def test_a_living_build_keeps_its_folder_and_a_dead_one_does_not(tmp_path: Path) -> None:
    staging = Staging(tmp_path)
    name = stage(staging.open(), File("d/a", b"a"))
    dead = tmp_path / ".teachback-0123"
    dead.mkdir()
    (dead / "half").write_bytes(b"ha")
    with locked(tmp_path):
        pass
    assert not dead.exists()
    assert staging.commit([(name or "", "d/a")]) == ("d/a",)
    staging.close()


@pytest.mark.parametrize("path", ["../x", "/x", "d/../../x", ""])
def test_a_staged_path_never_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    staging = Staging(tmp_path / "out")
    with pytest.raises(WriteError, match="no name for an output"):
        stage(staging.open(), File(path, b""))
    staging.close()


def test_a_deck_folder_that_became_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a").write_bytes(b"a")
    staging = Staging(tmp_path / "out")
    folder = staging.open()
    (tmp_path / "out" / "d").symlink_to(tmp_path / "elsewhere")
    name = stage(folder, File("d/a", b"a"))
    assert name is not None, "bytes behind a link don't count as ours"
    with pytest.raises(WriteError, match="is a link"):
        staging.commit([(name, "d/a")])
    staging.close()


# The bar


def on_a_terminal(root: Path, *arguments: str, **env: str) -> Ran:
    """Run the command with a terminal for standard error alone."""
    ours, theirs = pty.openpty()
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100", **env}
    running = subprocess.Popen(
        [sys.executable, "-m", "builder", *arguments], cwd=root, env=surroundings, stdout=subprocess.PIPE, stderr=theirs
    )
    os.close(theirs)
    err = b""
    with suppress(OSError):  # the terminal is gone with the last process that has it
        while select.select([ours], [], [], 60)[0] and (data := os.read(ours, 65536)):
            err += data
    os.close(ours)
    out, _ = running.communicate(timeout=60)
    return Ran(running.returncode, out.decode(), err.decode())


def test_a_terminal_sees_a_bar_with_counts_failures_and_time_left(project: Project) -> None:
    faulty = lambda n, text: text.replace("title: A sample", "titel: A sample") if n == 2 else text  # noqa: E731
    root = project(decks(6, faulty))
    ran = on_a_terminal(root, "build", "--no-cache", "--jobs", "2")
    assert ran.code == 1
    assert "6/6" in ran.err and "decks, 1 failed" in ran.err and "left" in ran.err
    assert ran.out.count(" -> ") == 5, "what was built goes to standard output, whoever looks"
    assert "error[YML010]" in ran.err and "nothing written for decks/d2" in ran.err
    plain = on_a_terminal(root, "build", "--no-cache", "--jobs", "2", NO_COLOR="1")
    assert (
        "6/6" in plain.err and re.search(r"\x1b\[[0-9;]*3\d", ran.err) and not re.search(r"\x1b\[[0-9;]*3\d", plain.err)
    )


def test_few_decks_and_pipes_see_none(teachback: Callable[..., Ran], project: Project) -> None:
    root = project(decks(6))
    assert on_a_terminal(root, "build", "decks/d0", "decks/d1").err == ""
    assert teachback("build").err == ""
