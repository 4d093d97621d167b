"""Small outlines with the expected diagnostics beside the fault.

`#! EV001 EV003` at the end of a line expects these codes on that line; words after the codes are for readers. The
whole list is compared: a diagnostic that nobody expected fails as well. To add a case, write a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from builder.build import Job, build, check
from builder.diagnostics import has_errors, render
from builder.world import Disk

CASES = Path(__file__).parent
FILES = sorted(path.relative_to(CASES).as_posix() for path in CASES.rglob("*.yaml"))


def expected(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        _, _, comment = line.partition("#!")
        for word in comment.split():
            if not re.fullmatch(r"[A-Z]+[0-9A-Z]*\d\d\d", word):
                break
            yield number, word


@pytest.mark.parametrize("name", FILES)
def test_case(name: str) -> None:
    built = check(Job(PurePosixPath(name)), Disk(CASES))
    got = sorted((diagnostic.at.line, diagnostic.rule) for diagnostic in built.diagnostics)
    shown = "\n\n".join(render(diagnostic, built.texts) for diagnostic in built.diagnostics)
    assert got == sorted(expected((CASES / name).read_text(encoding="utf-8"))), f"\n{shown}"
    assert all(diagnostic.at.file == name for diagnostic in built.diagnostics), shown


@pytest.mark.parametrize("name", FILES)
def test_a_case_with_errors_builds_nothing_and_others_build(name: str) -> None:
    built = build(Job(PurePosixPath(name)), Disk(CASES))
    assert bool(built.outputs) is not has_errors(built.diagnostics)


def test_every_message_can_be_explained() -> None:
    from builder.check import manual
    from builder.load.rules import RULES

    named = {code for name in FILES for _, code in expected((CASES / name).read_text(encoding="utf-8"))}
    assert named <= {*manual(), *RULES}


def test_there_are_cases_for_most_rules() -> None:
    assert len(FILES) >= 60
