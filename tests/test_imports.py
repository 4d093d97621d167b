"""Imports run one way. A file without a row in the table fails, so whoever adds one says where it belongs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

BUILDER = Path(__file__).parent.parent / "builder"

ALLOWED = {
    "__init__.py": "",
    "__main__.py": "cli",
    "ama.py": "assets values",
    "assets.py": "",
    "audience.py": "evidence model reading values within",
    "base.py": "diagnostics values",
    "batch.py": "build coverage decks diagnostics fitreport load.limits manifest output plan.fit world",
    "budget.py": "diagnostics model plan.impose plan.page",
    "build.py": "audience base check coverage diagnostics digest drafts load locales manifest model pictures plan proofing theme theming values world write",
    "check/": "audience check diagnostics evidence findings language locales model passages proof.rules values within",
    "citations.py": "ama model passages values",
    "cli/": "__version__ batch build check cli decks diagnostics fitreport load output process report serve template_check trail watch world",
    "coverage.py": "audience check diagnostics drafts model passages plan.fit plan.page values",
    "decks.py": "world",
    "diagnostics.py": "",
    "digest.py": "diagnostics locales model template theme theming",
    "drafts.py": "budget citations diagnostics locales model plan proof.wanted theme",
    "evidence/": "blocks diagnostics evidence findings model teaching values",
    "findings.py": "base diagnostics teaching values",
    "fitreport.py": "diagnostics plan.fit report",
    "geometry.py": "",
    "glyphs.py": "assets theme",
    "graph.py": "diagrams values",
    "language.py": "",
    "live/": "batch build decks diagnostics live world",
    "load/": "assets diagnostics diagrams evidence findings geometry language load locales located model template theme theming values world",
    "locales.py": "model",
    "located.py": "diagnostics",
    "manifest.py": "__version__ output",
    "markup.py": "",
    "blocks.py": "base diagrams findings teaching values",
    "breaks.py": "glyphs plan.page",
    "diagrams.py": "base values",
    "editions.py": "base diagnostics theming values",
    "governance.py": "base diagnostics values",
    "guidance.py": "base values",
    "references.py": "diagnostics",
    "model.py": "base blocks diagnostics diagrams editions findings governance guidance references teaching theming values",
    "output.py": "",
    "block_passages.py": "diagnostics graph model values",
    "passages.py": "block_passages model values",
    "pictures.py": "check diagnostics drafts plan.page",
    "plan/": "citations diagnostics geometry graph locales model plan template text theme values",
    "process.py": "",
    "proof/": "diagnostics geometry plan.page proof theme",
    "proofing.py": "diagnostics drafts locales model proof",
    "reading.py": "model values",
    "report.py": "__version__ diagnostics",
    "serve/": "__version__ assets batch build decks diagnostics drafts live markup model plan.fit plan.page serve write",
    "teaching.py": "base values",
    "template.py": "geometry theme",
    "template_check.py": "diagnostics load plan template text theme world",
    "text.py": "breaks glyphs plan.page",
    "theme.py": "geometry",
    "theming.py": "base template values",
    "trail/": "__version__ ama audience base check diagnostics drafts findings markup model plan report theme trail values",
    "trail/many.py": "batch build diagnostics load.themes output theme trail",
    "values.py": "diagnostics",
    "watch.py": "batch build diagnostics live manifest output",
    "within.py": "diagnostics model values",
    "world.py": "",
    "write/__init__.py": "",
    "write/html/": "__version__ assets geometry markup plan.page theme write.html write.svg",
    "write/pdf/": "__version__ assets geometry plan.page theme write.pdf",
    "write/pptx/": "__version__ assets geometry plan.page template theme write.pptx",
    "write/svg/": "geometry markup plan.page theme write.svg",
}
"""What each file, or each file of a folder, may import of this package (a folder's name stands for all in it)."""

ONLY_IN = {
    "bibtexparser": "load/",
    "citeproc": "ama.py",
    "click": "cli/",
    "markdown_it": "load/",
    "fontTools": ("proof/", "write/html/", "write/pdf/"),
    "pikepdf": ("proof/", "write/pdf/"),
    "pptx": "write/pptx/",
    "pylatexenc": "load/",
    "reportlab": "write/pdf/",
    "starlette": "serve/",
    "uharfbuzz": "glyphs.py",
    "uvicorn": "serve/",
    "watchfiles": "live/",
    "xlsxwriter": "write/pptx/",
    "yaml": "load/",
}
"""Libraries that know a format or measure text, and the one place that knows them."""

LONGEST = 400
DATA = {"model.py", "plan/page.py"}
"""Modules that are lists of definitions: they may be longer."""

FILES = sorted(path.relative_to(BUILDER).as_posix() for path in BUILDER.rglob("*.py"))


def row_of(file: str) -> str | None:
    rows = [row for row in ALLOWED if file == row or (row.endswith("/") and file.startswith(row))]
    return max(rows, key=len) if rows else None


@cache
def imports(file: str) -> tuple[str, ...]:
    """The modules that a file imports, `builder.` in front of our own."""
    return tuple(_imports(file))


def _imports(file: str) -> Iterator[str]:
    for node in ast.walk(ast.parse((BUILDER / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            module = node.module or ""
            for alias in node.names:
                inner = BUILDER.parent / Path(*module.split("."))
                is_module = (inner / f"{alias.name}.py").exists() or (inner / alias.name).is_dir()
                yield f"{module}.{alias.name}" if is_module or module == "builder" else module


def allows(permitted: str, module: str) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in permitted.split())


@pytest.mark.parametrize("file", FILES)
def test_file_imports_only_what_lies_below_it(file: str) -> None:
    row = row_of(file)
    assert row is not None, f"builder/{file} has no row in ALLOWED: say what it may import"
    ours = [module.removeprefix("builder.") for module in imports(file) if module.startswith("builder.")]
    wrong = sorted({module for module in ours if not allows(ALLOWED[row], module)})
    assert not wrong, f"builder/{file} may not import {', '.join(wrong)}"


@pytest.mark.parametrize("file", FILES)
def test_libraries_stay_in_their_place(file: str) -> None:
    wrong = {
        library
        for library, place in ONLY_IN.items()
        if not file.startswith(place) and any(module.split(".")[0] == library for module in imports(file))
    }
    assert not wrong, f"builder/{file} may not import {', '.join(sorted(wrong))}"


def test_every_row_has_files() -> None:
    assert set(ALLOWED) == {row_of(file) for file in FILES}


@pytest.mark.parametrize("row", [row for row in ALLOWED if row.startswith(("write/", "plan/"))])
def test_the_three_rules_hold_in_the_table(row: str) -> None:
    """Writers can't ask about audiences, planners know no format, and nobody below the ring knows the ring."""
    banned = ["check", "load", "build", "batch", "live", "serve", "watch", "cli"] + (["model"] if row.startswith("write/") else ["write"])
    assert not set(ALLOWED[row].split()) & set(banned)


@pytest.mark.parametrize("file", FILES)
def test_colours_stand_in_themes_only(file: str) -> None:
    text = (BUILDER / file).read_text(encoding="utf-8")
    assert not re.findall(r"[\"']#?[0-9A-Fa-f]{6}[\"']", text)


@pytest.mark.parametrize("file", FILES)
def test_modules_say_what_they_are_and_stay_short(file: str) -> None:
    text = (BUILDER / file).read_text(encoding="utf-8")
    assert file in DATA or len(text.splitlines()) <= LONGEST
    assert not text or ast.get_docstring(ast.parse(text))
