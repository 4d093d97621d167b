"""Functions that come when they are called: nothing is imported before, and what stands for them does the same."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

import pytest
from conftest import MINIMAL, ROOT

from builder.late import late

Project = Callable[[Mapping[str, str]], Path]


def test_a_module_is_imported_by_the_first_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "aside.py").write_text("def add(a, b=1):\n    return a + b\n\nclass Pair(tuple):\n    pass\n")
    monkeypatch.syspath_prepend(tmp_path)
    add, pair = late("aside", "add", "Pair")
    assert "aside" not in sys.modules
    assert (add(2), add(2, b=3), add.__name__) == (3, 5, "add")
    assert type(pair("ab")) is import_module("aside").Pair
    monkeypatch.setattr("aside.add", lambda a: -a)
    assert add(2) == -2  # whoever replaces the function has replaced it
    monkeypatch.delitem(sys.modules, "aside")


def _stands() -> Iterator[tuple[str, str, str]]:
    """Yield every function that comes late: the file that names it, its module, its name."""
    for file in sorted((ROOT / "builder").rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "late":
                module, *names = [one.value for one in call.args if isinstance(one, ast.Constant)]
                yield from ((file.name, str(module), str(name)) for name in names)


@pytest.mark.parametrize(("file", "module", "name"), [*_stands()])
def test_what_comes_late_is_there(file: str, module: str, name: str) -> None:
    assert callable(getattr(import_module(module), name)), f"{file}: {module}.{name}"


def loaded(root: Path, edition: str) -> set[str]:
    """Return the modules of this package that building an edition loads in a new process."""
    code = (
        "import json, sys; from builder.cli import main\n"
        f"assert main(['build', '--no-cache', '--edition', '{edition}', 'decks/sample']) == 0\n"
        "print(json.dumps([name for name in sys.modules]))"
    )
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=root, env=surroundings, capture_output=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


SLIDES = {"builder.plan.slides", "builder.plan.choose", "builder.plan.layouts", "builder.write.pptx"}
PAPER = {"builder.papers", "builder.plan.leaflet", "builder.write.pdf", "builder.proof.read", "reportlab"}
SELDOM = {
    *("builder.plan.card", "builder.plan.web", "builder.plan.notes", "builder.plan.guided", "builder.plan.asking"),
    *("builder.plan.taught", "builder.plan.impose", "builder.plan.sides", "builder.load.taught", "builder.load.tables"),
    *(
        "builder.load.use",
        "builder.ama",
        "builder.load.diagrams",
        "dataclasses",
        "inspect",
        "reportlab.lib.rl_safe_eval",
    ),
}


def test_an_output_loads_what_it_is_made_by_alone(project: Project) -> None:
    both = MINIMAL + "  leaflet: {audience: student, output: handout}\n"
    root = project({"decks/sample/deck.yaml": both})
    slides, paper = loaded(root, "lecture"), loaded(root, "leaflet")
    assert slides >= SLIDES
    assert paper >= PAPER
    assert not (PAPER | SELDOM) & slides
    assert not (SLIDES | SELDOM) & paper
