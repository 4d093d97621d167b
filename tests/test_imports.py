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
    "__main__.py": "cache.quick cli overview process",
    "ama.py": "assets kept values",
    "assets.py": "",
    "audience.py": "evidence known model reading values within",
    "base.py": "diagnostics values",
    "batch.py": "decks diagnostics farm job made manifest order output",
    "budget.py": "diagnostics model plan.impose plan.page",
    "build.py": "audience base check coverage diagnostics drafts edition job kept known load locales manifest model values world",
    "cache/": "__version__ assets build cache decks diagnostics edition fitreport idle job known load.themes manifest model output reached spread theme theming world",
    "cache/quick.py": "cache.signature",
    "cache/signature.py": "",
    "check/": "audience check diagnostics evidence findings kept known language locales model passages proof.rules values within",
    "citations.py": "ama known model passages values",
    "cli/": "__version__ batch build cache check cli decks diagnostics farm.start fitreport gist live.session load order output process report serve template_check trail watch world",
    "copies.py": "process",
    "coverage.py": "audience check diagnostics drafts known model passages plan.page plan.walk reached values",
    "decks.py": "world",
    "diagnostics.py": "",
    "digest.py": "diagnostics known locales model template theme theming",
    "drafts.py": "budget citations diagnostics locales model papers plan proof.wanted theme",
    "evidence/": "blocks diagnostics evidence findings known model teaching values within",
    "farm/start.py": "decks",
    "farm/": "__version__ assets build cache.identity decks diagnostics farm fitreport gist job kept load.deck manifest output process reached spread world write",
    "findings.py": "base diagnostics teaching values",
    "fitreport.py": "gist plan.fit report",
    "frozen.py": "frozen_init frozen_methods",
    "frozen_init.py": "",
    "frozen_methods.py": "",
    "geometry.py": "",
    "gist.py": "diagnostics",
    "heap.py": "",
    "hints.py": "",
    "idle.py": "kept",
    "glyphs.py": "assets sfnt theme",
    "overview.py": "",
    "sfnt.py": "",
    "graph.py": "diagrams kept values",
    "kept.py": "",
    "known.py": "kept",
    "job.py": "base diagnostics drafts fitreport load.limits manifest model reached",
    "language.py": "",
    "late.py": "",
    "load/": "assets diagnostics diagrams evidence findings geometry hints kept known language load locales located model template theme theming values world",
    "live/": "decks diagnostics heap idle job kept live made order world",
    "locales.py": "model",
    "located.py": "diagnostics",
    "made.py": "decks diagnostics farm.task fitreport gist job",
    "manifest.py": "__version__ output",
    "markup.py": "",
    "blocks.py": "base diagrams findings teaching values",
    "bound.py": "",
    "breaks.py": "glyphs kept plan.page",
    "diagrams.py": "base values",
    "edition.py": "check coverage diagnostics digest drafts fitreport job kept load.themes locales pictures plan proofing theme theming twin write",
    "editions.py": "base diagnostics theming values",
    "governance.py": "base diagnostics values",
    "guidance.py": "base values",
    "reached.py": "diagnostics",
    "references.py": "diagnostics",
    "model.py": "base blocks diagnostics diagrams editions findings governance guidance references teaching theming values",
    "order.py": "decks job load.limits world",
    "output.py": "",
    "block_passages.py": "diagnostics graph model values",
    "papers.py": "budget citations diagnostics drafts locales model plan theme",
    "passages.py": "block_passages known model values",
    "pictures.py": "check diagnostics drafts plan.packed plan.page plan.walk",
    "plan/": "bound citations diagnostics geometry graph kept known locales model plan template text theme values within",
    "process.py": "heap kept",
    "proof/": "diagnostics geometry kept known plan.page plan.walk proof theme",
    "proofing.py": "diagnostics drafts locales model proof",
    "reading.py": "known model values within",
    "regex.py": "",
    "report.py": "__version__ diagnostics",
    "serve/": "__version__ assets batch build decks diagnostics drafts live job markup model plan.fit plan.page plan.walk serve write",
    "spread.py": "copies diagnostics edition fitreport process",
    "teaching.py": "base values",
    "template.py": "geometry theme",
    "template_check.py": "diagnostics load plan template text theme world",
    "text.py": "breaks glyphs kept plan.page",
    "twin.py": "copies kept",
    "theme.py": "geometry",
    "theming.py": "base template values",
    "trail/": "__version__ ama audience base check diagnostics drafts findings markup model plan report theme trail values",
    "trail/many.py": "batch build diagnostics load.themes output theme trail",
    "values.py": "diagnostics",
    "watch.py": "batch build diagnostics job live manifest output",
    "within.py": "diagnostics hints known model values",
    "world.py": "",
    "write/__init__.py": "",
    "write/html/": "__version__ assets geometry markup plan.page plan.walk theme write.html write.svg",
    "write/alike.py": "plan.page",
    "write/packed.py": "kept",
    "write/pdf/": "__version__ assets geometry glyphs kept plan.page sfnt theme write.alike write.packed write.pdf",
    "write/pptx/": "__version__ assets geometry kept plan.page template theme write.alike write.packed write.pptx",
    "write/svg/": "geometry kept markup plan.page theme write.alike write.svg",
}
"""What each file, or each file of a folder, may import of this package (a folder's name stands for all in it)."""

EVERYWHERE = "frozen late regex"
"""What every file may import: how data classes are made, patterns, and functions whose modules come when called."""

ONLY_IN = {
    "bibtexparser": "load/",
    "citeproc": "ama.py",
    "click": "cli/",
    "dask": "farm/cluster.py",
    "distributed": "farm/cluster.py",
    "fsspec": "cache/shared.py",
    "markdown_it": "load/",
    "msgspec": "cache/",
    "fontTools": ("proof/", "write/html/", "write/pdf/"),
    "pikepdf": "proof/objects.py",
    "pptx": "write/pptx/",
    "pylatexenc": "load/",
    "reportlab": "write/pdf/",
    "rich": "cli/progress.py",
    "starlette": "serve/",
    "uvicorn": "serve/",
    "watchfiles": "live/",
    "yaml": "load/libyaml.py",
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
    wrong = sorted({module for module in ours if not allows(f"{ALLOWED[row]} {EVERYWHERE}", module)})
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
    banned = ["check", "load", "build", "batch", "cache", "farm", "live", "serve", "watch", "cli"] + (
        ["model"] if row.startswith("write/") else ["write"]
    )
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
