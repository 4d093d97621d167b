"""`teachback watch` as a process: real files in, real files out."""

from __future__ import annotations

import json
import re
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from builder.build import Job, build
from builder.world import Disk

from .support import Command, change, write_project

Watching = tuple[Command, Path]


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    home = write_project(tmp_path)
    command = Command("watch", cwd=tmp_path)
    try:
        command.line("^watching")
        yield command, home
    finally:
        if command.process.poll() is None:
            command.end(signal.SIGKILL)


def slide_words(path: Path) -> str:
    with zipfile.ZipFile(path) as deck:
        names = sorted(name for name in deck.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name))
        return " ".join(deck.read(name).decode() for name in names)


def test_saving_makes_new_files_and_says_why(watching: Watching, tmp_path: Path) -> None:
    command, home = watching
    lecture = tmp_path / "build" / "demo" / "demo-lecture.pptx"
    assert "Colleagues read this" in slide_words(lecture)
    leaflet = (tmp_path / "build" / "demo" / "demo-leaflet.pdf").read_bytes()
    change(home / "one.yaml", "Only colleagues read this", "Only colleagues read that")
    line = command.line("one.yaml")
    assert re.fullmatch(
        r"\d\d:\d\d:\d\d one\.yaml changed -> decks/demo: lecture \(\d+ ms\); 1 as before; 1 warning", line
    ), line
    assert "Only colleagues read that" in slide_words(lecture)
    assert (tmp_path / "build" / "demo" / "demo-leaflet.pdf").read_bytes() == leaflet
    entries = json.loads((tmp_path / "build" / "manifest.json").read_text())["outputs"]
    assert {entry["path"] for entry in entries} == {
        "demo/demo-lecture.pptx",
        "demo/demo-leaflet.html",
        "demo/demo-leaflet.pdf",
    }


def test_two_papers_are_those_of_a_fresh_build(tmp_path: Path) -> None:
    """One of them is made in a copy of the process, each in its turn."""
    home = write_project(tmp_path)
    change(home / "deck.yaml", "output: handout,", "output: handout, paper: [A4, Letter],")
    command = Command("watch", "--edition", "leaflet", cwd=tmp_path)
    try:
        command.line("^watching")
        for old, new in (
            ("Patients read this", "Patients read on"),
            ("read on", "read more"),
            ("read more", "read it"),
        ):
            change(home / "one.yaml", old, new)
            command.line("leaflet")
            job = Job(PurePosixPath("demo/deck.yaml"), "decks", ("leaflet",))
            built = build(job, Disk(tmp_path / "decks"))
            assert len(built.outputs) == 3, built.diagnostics
            assert all((tmp_path / "build" / one.path).read_bytes() == one.data for one in built.outputs)
            assert Path(f"/proc/{command.process.pid}/task/{command.process.pid}/children").read_text() == ""
    finally:
        command.end()


def test_errors_leave_the_last_files_and_are_forgotten_when_mended(watching: Watching, tmp_path: Path) -> None:
    command, home = watching
    lecture = tmp_path / "build" / "demo" / "demo-lecture.pptx"
    before = lecture.read_bytes()
    change(home / "two.yaml", "title: The third", "titel: The third")
    assert "nothing written; 2 errors" in command.line("two.yaml changed")
    assert lecture.read_bytes() == before
    assert any("error[YML010]" in line for line in command.err)
    change(home / "two.yaml", "titel: The third", "title: The fourth")
    assert "lecture" in command.line("two.yaml changed")
    assert "The fourth assertion" in slide_words(lecture)


def test_an_error_in_one_edition_holds_back_that_edition_alone(watching: Watching, tmp_path: Path) -> None:
    command, home = watching
    leaflet = (tmp_path / "build" / "demo" / "demo-leaflet.pdf").read_bytes()
    change(home / "deck.yaml", "main_message: It may help.\n", "")
    change(home / "one.yaml", "Only colleagues read this", "Only colleagues read that")
    line = command.line("one.yaml")
    while "leaflet" not in line or "lecture" not in line:
        line = command.line("->")
    assert "nothing written for leaflet" in line
    assert (tmp_path / "build" / "demo" / "demo-leaflet.pdf").read_bytes() == leaflet
    assert "Only colleagues read that" in slide_words(tmp_path / "build" / "demo" / "demo-lecture.pptx")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_quietly_and_leaves_no_half_files(
    watching: Watching, tmp_path: Path, number: int, code: int
) -> None:
    command, home = watching
    change(home / "one.yaml", "Colleagues read this", "Colleagues read that")
    assert command.end(number) == code
    assert not any("Traceback" in line or "internal" in line for line in command.err)
    assert not [path for path in (tmp_path / "build").rglob("*") if path.name.startswith(".")]


def test_it_says_at_once_what_can_t_work(tmp_path: Path) -> None:
    command = Command("watch", "nowhere", cwd=tmp_path)
    assert command.process.wait(60) == 2
    command.end()
    assert command.err == ["error: nowhere: there is no such file or folder"]
