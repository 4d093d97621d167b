"""Nothing around the command changes what it does: files in the folder, the home folder, the environment, the clock."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import MINIMAL, ROOT, Ran

Process = Callable[..., Ran]
Project = Callable[[Mapping[str, str]], Path]

LEAFLET = (
    MINIMAL.replace("A point", "{point: It may help, plain: It may help}")
    + "  leaflet: {audience: patient, output: handout, locale: en-GB}\n"
    + "key_points: [One thing., Two things., Three things.]\nunknowns: [How long it lasts.]\n"
    + "actions: [{text: Ask, why: It helps., when: Today.}]\nteach_back: [What now?]\nquestions: [Who helps?]\n"
    + "main_message: It may help.\nemergency: {red_flags: [They will not wake up]}\n"
    + "governance: {last_reviewed: 2026-11-01, review_due: 2027-11-01}\n"
)


def outputs(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


STRANGERS = [
    "yaml.py",
    "pptx.py",
    "PIL/__init__.py",
    "lxml/__init__.py",
    "click.py",
    "json.py",
    "reportlab_settings.py",
    "sitecustomize.py",
    "usercustomize.py",
    "conftest.py",
    ".reportlab_settings",
    "evil.pth",
]


def test_modules_beside_an_outline_are_not_run(process: Process, project: Project) -> None:
    evil = "open('pwned', 'a').write({name!r})\nraise SystemExit(99)\n"
    root = project({"deck.yaml": LEAFLET, **{name: evil.format(name=name) for name in STRANGERS}})
    ran = process("build", "deck.yaml", cwd=root, env={"HOME": str(root)})
    assert ran.code == 0, ran.err
    assert not (root / "pwned").exists(), (root / "pwned").read_text()


def test_modules_beside_outlines_are_not_run_by_workers_either(process: Process, project: Project) -> None:
    """`multiprocessing` starts its helpers with `-c`, which would look for modules in the current folder first."""
    evil = "open('pwned', 'a').write({name!r})\nraise SystemExit(99)\n"
    names = [*STRANGERS, "socket.py", "signal.py", "pickle.py", "multiprocessing/__init__.py", "selectors.py"]
    root = project({name: evil.format(name=name) for name in names})
    project({f"{deck}/deck.yaml": MINIMAL.replace("deck: sample", f"deck: {deck}") for deck in "ab"})
    ran = process("build", "a", "b", "--no-cache", "--jobs", "2", cwd=root, env={"HOME": str(root)})
    assert not (root / "pwned").exists(), (root / "pwned").read_text()
    assert (ran.code, ran.err) == (0, "")


def test_workers_take_no_settings_from_the_environment(process: Process, project: Project) -> None:
    root = project({f"{deck}/deck.yaml": LEAFLET.replace("deck: sample", f"deck: {deck}") for deck in "ab"})
    process("build", "a", "b", "--out", "plain", "--no-cache", "--jobs", "1", cwd=root)
    settings = {"RL_pageCompression": "0", "RL_invariant": "0", "SOURCE_DATE_EPOCH": "1", "PYTHONHASHSEED": "7"}
    process("build", "a", "b", "--out", "set", "--no-cache", "--jobs", "2", cwd=root, env=settings)
    assert outputs(root / "plain") == outputs(root / "set")


def test_the_folder_of_the_package_itself_may_be_the_current_one(process: Process) -> None:
    assert process("rules", cwd=ROOT).code == 0


def test_a_safe_path_is_left_as_it_is(process: Process, project: Project) -> None:
    assert process("rules", cwd=project({"yaml.py": "raise SystemExit(99)"}), python=("-P",)).code == 0


def test_the_environment_gives_no_settings_to_the_pdf_library(process: Process, project: Project) -> None:
    root = project({"deck.yaml": LEAFLET})
    process("build", "deck.yaml", "--out", "plain", cwd=root)
    settings = {"RL_pageCompression": "0", "RL_invariant": "0", "RL_trustedHosts": "example.org"}
    process("build", "deck.yaml", "--out", "set", cwd=root, env=settings)
    assert outputs(root / "plain") == outputs(root / "set")


def test_equal_input_gives_equal_bytes_everywhere(process: Process, project: Project) -> None:
    root = project({"deck.yaml": LEAFLET})
    process("build", "deck.yaml", "--out", "one", cwd=root, env={"PYTHONHASHSEED": "1", "TZ": "UTC"})
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "HOME": "/nonexistent"}
    process("build", "deck.yaml", "--out", "two", cwd=root, env={**elsewhere, "SOURCE_DATE_EPOCH": "1"})
    made = outputs(root / "one")
    assert sorted(made) == ["manifest.json", "sample/sample-leaflet.pdf", "sample/sample-lecture.pptx"]
    assert outputs(root / "two") == made


def test_whoever_stops_reading_gets_no_traceback(project: Project) -> None:
    root = project({})
    command = f"{sys.executable} -m builder rules | true"
    done = subprocess.run(
        ["bash", "-c", command], cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_leaves_whole_files_and_no_others(project: Project, number: signal.Signals) -> None:
    slides = "".join(f"      - {{title: Slide {i}, blocks: [Words]}}\n" for i in range(200))
    deck = MINIMAL.replace("      - title: One thing\n        blocks: [A point]\n", slides)
    root = project({f"decks/d{i}/deck.yaml": deck.replace("deck: sample", f"deck: d{i}") for i in range(6)})
    command = [sys.executable, "-m", "builder", "build"]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(command, cwd=root, env=surroundings, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not list(root.glob("build/*/*.pptx")) and time.monotonic() < deadline:
        time.sleep(0.01)
    running.send_signal(number)
    _, err = running.communicate(timeout=30)
    assert running.returncode in (128 + number, 0)
    assert b"Traceback" not in err
    names = [path.name for path in (root / "build").rglob("*") if path.is_file()]
    assert all(name.endswith(".pptx") or name == "manifest.json" for name in names)


def test_no_connection_is_ever_opened(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    from builder.cli import main

    def banned(*_: object) -> None:
        raise AssertionError("a build opened a socket")

    root = project({"deck.yaml": LEAFLET})
    monkeypatch.setattr(socket.socket, "connect", banned)
    monkeypatch.setattr(socket, "getaddrinfo", banned)
    monkeypatch.chdir(root)
    assert main(["build", "deck.yaml"]) == 0


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"cd '{gone}' && rmdir '{gone}' && exec '{sys.executable}' -m builder --version"
    ran = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert (ran.returncode, ran.stderr) == (1, "error: the folder that this was called in is gone\n")


def test_closed_output_is_no_fault_of_the_build(project: Project, tmp_path: Path) -> None:
    folder = project({"deck.yaml": MINIMAL})
    command = f"exec '{sys.executable}' -m builder build deck.yaml --out '{tmp_path / 'out'}' >&-"
    for _ in range(2):  # built, and told again
        ran = subprocess.run(
            ["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "out/manifest.json").is_file()


def test_a_folder_whose_name_is_no_text_is_built_with_a_cache_as_without(project: Project) -> None:
    folder = project({"decks/a/deck.yaml": MINIMAL})
    odd = folder / os.fsdecode(b"decks/b\xff")
    odd.mkdir()
    (odd / "deck.yaml").write_text(MINIMAL.replace("deck: ", "deck: other-", 1))
    made = []
    for words in (["--no-cache"], []):
        ran = subprocess.run(
            [sys.executable, "-m", "builder", "build", "decks", *words, "--out", f"out{len(made)}"],
            cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        made.append(outputs(folder / f"out{len(made)}"))
    assert made[0] == made[1]
    assert len(json.loads(made[0]["manifest.json"])["outputs"]) == 2
