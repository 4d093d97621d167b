"""A process that stays with one project reads an outline once, and never tells an old one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest
from conftest import MINIMAL

from builder import build as building
from builder.build import Job, build
from builder.kept import Kept
from builder.load.deck import load
from builder.world import Memory

INCLUDED = MINIMAL[: MINIMAL.index("sections:")] + "sections: [one.yaml]\n" + MINIMAL[MINIMAL.index("editions:") :]
SECTION = "section: one\ntitle: First part\nslides:\n  - title: One thing\n    blocks: [{}]\n"
JOB = Job(PurePosixPath("deck.yaml"))


@pytest.fixture(autouse=True)
def loads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Stay, and note whatever is loaded."""
    noted: list[str] = []

    def noting(path: PurePosixPath, *given: object, **named: object) -> object:
        noted.append(path.as_posix())
        return load(path, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Kept, "stays", True)
    monkeypatch.setattr(building, "load", noting)
    building._OUTLINES.clear()
    yield noted
    building._OUTLINES.clear()


def test_editions_share_one_look_at_the_outline(loads: list[str]) -> None:
    world = Memory({"deck.yaml": INCLUDED.encode(), "one.yaml": SECTION.format("A point").encode()})
    first = build(JOB, world)
    again = build(Job(PurePosixPath("deck.yaml"), editions=("lecture",)), world)
    assert loads == ["deck.yaml"]
    assert first.outputs
    assert again.outputs == first.outputs
    assert again.files == first.files


def test_a_file_that_changed_is_read_anew(loads: list[str]) -> None:
    files = {"deck.yaml": INCLUDED.encode(), "one.yaml": SECTION.format("A point").encode()}
    before = build(JOB, Memory(files))
    after = build(JOB, Memory(files | {"one.yaml": SECTION.format("Another point").encode()}))
    assert loads == ["deck.yaml"] * 2
    assert after.outputs
    assert after.outputs != before.outputs


def test_a_file_that_comes_or_goes_is_noticed(loads: list[str]) -> None:
    whole = {"deck.yaml": INCLUDED.encode(), "one.yaml": SECTION.format("A point").encode()}
    missing = build(JOB, Memory({"deck.yaml": whole["deck.yaml"]}))
    assert not missing.outputs
    assert build(JOB, Memory(whole)).outputs
    assert build(JOB, Memory({"deck.yaml": whole["deck.yaml"]})).diagnostics == missing.diagnostics
    assert len(loads) == 3


def test_limits_and_names_are_part_of_what_was_asked(loads: list[str]) -> None:
    world = Memory({"deck.yaml": INCLUDED.encode(), "one.yaml": SECTION.format("A point").encode()})
    build(JOB, world)
    shown = build(Job(PurePosixPath("deck.yaml"), shown="elsewhere"), world)
    assert len(loads) == 2
    assert all(file.startswith("elsewhere") for file in shown.texts)


def test_a_batch_keeps_no_outline(loads: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Kept, "stays", False)
    world = Memory({"deck.yaml": INCLUDED.encode(), "one.yaml": SECTION.format("A point").encode()})
    build(JOB, world)
    build(JOB, world)
    assert len(loads) == 2
