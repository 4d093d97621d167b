"""What all tests share: settings for Hypothesis, projects on disk, the command, and programs that may be missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from builder.kept import Kept

ROOT = Path(__file__).parent.parent

settings.register_profile(
    "ours",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
settings.register_profile(
    "fresh", settings.get_profile("ours"), derandomize=False, max_examples=1000, phases=tuple(Phase)
)
settings.load_profile(os.environ.get("TEACHBACK_LAWS", "ours"))
# A change is judged by the same examples each time, and a failure is said at once; `make laws` looks for new ones and
# makes them small.

MINIMAL = """\
deck: sample
title: A sample
language: en-GB
sections:
  - section: one
    title: First part
    slides:
      - title: One thing
        blocks: [A point]
editions:
  lecture: {audience: clinician, output: slides}
"""
"""The smallest outline that builds without a warning."""


@dataclass(frozen=True)
class Ran:
    """What a command gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def project(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Write files below a fresh folder and return it."""

    def write(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture(autouse=True)
def passing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave nothing behind for the next test: a session that a test starts makes its process stay with one project."""
    monkeypatch.setattr(Kept, "stays", False)


@pytest.fixture
def teachback(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Ran]]:
    """Run the command in this process, in `tmp_path`; return exit code and both streams."""
    from builder.cli import main

    monkeypatch.chdir(tmp_path)
    handlers = {number: signal_handler(number) for number in (15, 1)}

    def run(*arguments: object) -> Ran:
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        streams = capfd.readouterr()
        return Ran(code, streams.out, streams.err)

    yield run
    for number, handler in handlers.items():
        set_handler(number, handler)


def signal_handler(number: int) -> object:
    import signal

    return signal.getsignal(number)


def set_handler(number: int, handler: object) -> None:
    import signal

    signal.signal(number, handler)  # type: ignore[arg-type]


@pytest.fixture
def process() -> Callable[..., Ran]:
    """Run `python -m builder` as a process of its own; `cwd` and `env` as for subprocess."""

    def run(*arguments: object, cwd: Path, env: Mapping[str, str] | None = None, python: tuple[str, ...] = ()) -> Ran:
        surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
        done = subprocess.run(
            [sys.executable, *python, "-m", "builder", *map(str, arguments)],
            cwd=cwd,
            env=surroundings,
            capture_output=True,
            text=True,
            errors="backslashreplace",
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


def needs(program: str) -> pytest.MarkDecorator:
    """Skip a test, with the reason, where a program isn't installed."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")
