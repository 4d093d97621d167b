"""The usual words are understood without click, and as click would; whatever else was typed is left to click."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as some

from builder.cli.asked import Asked, plain
from builder.cli.build import build
from builder.cli.check import check
from builder.overview import HELP, overview
from builder.write.pptx import presentation

BUILDER = Path(__file__).parents[2]
WORDS = [
    "--edition", "--out", "--root", "--limit", "--jobs", "-j", "--cache", "--no-cache", "--strict", "--verbose", "-v",
    "--format", "--scheduler", "--cache-size", "--debug", "--help", "-h", "--", "-", "-x", "--editio", "--edition=a",
    "--out=there", "--out=", "--jobs=2", "-j4", "-vj4", "--strict=yes", "--format=json", "decks", "a/b.yaml", "lecture",
    "slides=9", "3", "0", "json", "xml", "",
]  # fmt: skip


def by_click(verb: str, words: list[str], monkeypatch: pytest.MonkeyPatch) -> Asked | None:
    """Return what click understands, None if it refuses or answers itself."""
    heard: list[Asked] = []
    monkeypatch.setattr(f"builder.cli.{verb}.run", lambda asked: heard.append(asked) or 0)
    command = {"build": build, "check": check}[verb]
    try:
        command.main(args=list(words), prog_name="teachback", standalone_mode=False)
    except (click.ClickException, click.exceptions.Exit):
        return None
    return heard[0] if heard else None


@given(verb=some.sampled_from(["build", "check"]), words=some.lists(some.sampled_from(WORDS), max_size=6))
def test_what_is_understood_is_what_click_understands(verb: str, words: list[str]) -> None:
    asked = plain([verb, *words])
    if asked is not None:
        with pytest.MonkeyPatch.context() as patched:
            assert asked == by_click(verb, words, patched)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["build"], {}),
        (["check"], {}),
        (["build", "decks", "x"], {"paths": (Path("decks"), Path("x"))}),
        (["build", "--edition", "a", "d", "--edition=b"], {"editions": ("a", "b"), "paths": (Path("d"),)}),
        (["build", "--out", "there", "-j", "2", "--strict"], {"out": Path("there"), "jobs": 2, "strict": True}),
        (["build", "-v", "--root", "r"], {"verbose": True, "root": Path("r")}),
        (["check", "--format", "json", "--limit", "slides=3"], {"form": "json", "limits": ("slides=3",)}),
    ],
)
def test_usual_words_are_understood(words: list[str], wanted: dict[str, Any]) -> None:
    assert plain(words) == Asked(**wanted)


@pytest.mark.parametrize(
    "words",
    [
        [], ["watch"], ["--help"], ["build", "--help"], ["build", "--"], ["build", "-"], ["build", ""],
        ["build", "--out"], ["build", "--out", ""], ["build", "--out", "-x"], ["build", "--out="], ["build", "-j4"],
        ["build", "--jobs", "0"], ["build", "--jobs", "two"], ["build", "--jobs", "99999"], ["build", "--jobs", "٣"],
        ["build", "--jobs", "2", "-j", "3"], ["build", "--strict=yes"], ["build", "--debug"], ["check", "-v"],
        ["build", "--format", "json"], ["check", "--format", "xml"], ["check", "--out", "x"],
        ["build", "--scheduler", "tcp://x"], ["build", "--cache-size", "5MB"], ["build", "--edit", "a"],
    ],
)  # fmt: skip
def test_whatever_is_in_doubt_is_left_to_click(words: list[str]) -> None:
    assert plain(words) is None


def run(*words: str, **surroundings: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": str(BUILDER)} | surroundings
    return subprocess.run([sys.executable, "-m", "builder", *words], env=env, capture_output=True, check=False)


def test_help_is_what_click_writes() -> None:
    code = "from builder.cli.commands import run; run(['--help'])"
    env = {**os.environ, "PYTHONPATH": str(BUILDER), "COLUMNS": "100"}
    assert (
        subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True).stdout.decode() == HELP
    )
    for word in ("--help", "-h"):
        assert run(word, COLUMNS="100").stdout.decode() == HELP


def test_a_narrow_terminal_gets_shorter_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert overview() is None
    assert (
        max(map(len, run("--help", COLUMNS="60").stdout.decode().splitlines())) < 60 < max(map(len, HELP.split("\n")))
    )


def test_usual_words_load_no_click() -> None:
    code = "import sys; from builder.cli import main; main({}); print('click' in sys.modules)"
    for words, wanted in ((["check", "nowhere"], b"False\n"), (["check", "nowhere", "--debug"], b"True\n")):
        made = [sys.executable, "-c", code.format(words)]
        done = subprocess.run(made, env={**os.environ, "PYTHONPATH": str(BUILDER)}, capture_output=True, check=True)
        assert done.stdout == wanted
        assert b"nowhere: there is no such file or folder" in done.stderr


def test_the_process_ends_with_the_code_of_the_command_and_all_it_said() -> None:
    done = run("explain", "EV001")
    assert (done.returncode, done.stdout[:5]) == (0, b"EV001")
    done = run("check", "nowhere")
    assert (done.returncode, done.stdout, done.stderr) == (
        2, b"", b"error: nowhere: there is no such file or folder\n",
    )  # fmt: skip


def test_a_full_disk_is_not_silent() -> None:
    with Path("/dev/full").open("wb") as full:
        made = [sys.executable, "-m", "builder", "rules"]
        done = subprocess.run(
            made, env={**os.environ, "PYTHONPATH": str(BUILDER)}, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode != 0
    assert done.stderr


@pytest.mark.parametrize("name", ["section:0:How it works", "section:1:ä", ""])
def test_names_of_sections_are_those_of_the_uuid_module(name: str) -> None:
    assert presentation._uuid5(name) == str(uuid.uuid5(uuid.NAMESPACE_URL, name))
