"""Judges from outside: the OOXML schema, LibreOffice."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder.plan.page import Chart, Group, Item, Page, Table, TextBox
from builder.write.pptx import write_pptx

from .opened import sample_deck
from .sample import plan


@pytest.fixture(scope="module")
def audit() -> Callable[[Path], list[str]]:
    """What an independent validator says of a package by the schema."""
    validator = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed").OpenXmlValidator()
    return lambda path: [str(error) for error in validator.validate(str(path)).errors]


@pytest.mark.parametrize("which", ["sample", "one slide", "no slides", "no notes, no sections"])
def test_the_schema_finds_nothing(which: str, audit: Callable[[Path], list[str]], tmp_path: Path) -> None:
    made = plan()
    plans = {
        "sample": made,
        "one slide": replace(made, pages=made.pages[:1]),
        "no slides": replace(made, pages=()),
        "no notes, no sections": replace(
            made, pages=tuple(replace(p, notes=(), section=None) for p in made.pages[1:4]), theme_name=""
        ),
    }
    file = tmp_path / "deck.pptx"
    file.write_bytes(write_pptx(plans[which]))
    assert audit(file) == []


def test_the_validator_would_see_a_fault(audit: Callable[[Path], list[str]], tmp_path: Path) -> None:
    import zipfile

    file = tmp_path / "deck.pptx"
    source = sample_deck()
    with zipfile.ZipFile(file, "w") as archive:
        for name in source.names:
            archive.writestr(name, source.zip.read(name).replace(b'marL="0"', b'marL="left"'))
    assert any("marL" in fault for fault in audit(file))


def said(items: tuple[Item, ...]) -> str:
    parts: list[str] = []
    for item in items:
        match item:
            case TextBox():
                parts += [p.text for p in item.paragraphs]
            case Table():
                parts += [p.text for row in item.rows for cell in row.cells for p in cell.paragraphs]
            case Group():
                parts.append(said(item.items))
            case Chart():
                parts += item.spec.categories if not item.spec.xs else ()
            case _:
                pass
    return " ".join(parts)


def letters(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\s-]", "", text))  # pdftotext joins what a line's end divides at a hyphen


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of each page as LibreOffice shows it."""
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice or poppler is not installed")
    folder = tmp_path_factory.mktemp("office")
    (folder / "deck.pptx").write_bytes(sample_deck().data)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "deck.pptx")],
        check=True,
        capture_output=True,
        timeout=240,
        env={**os.environ, "HOME": str(folder)},
    )
    done = subprocess.run(["pdftotext", str(folder / "deck.pdf"), "-"], check=True, capture_output=True, text=True)
    return done.stdout.split("\f")[:-1]


def test_libreoffice_shows_every_slide_and_every_letter(pages: list[str]) -> None:
    planned: tuple[Page, ...] = plan().pages
    assert len(pages) == len(planned)
    for shown, page in zip(pages, planned, strict=True):
        missing = letters(said(page.items)) - letters(shown)
        assert not missing, f"{page.title}: {missing}"


def test_libreoffice_shows_numbers_of_slides_and_labels_of_charts(pages: list[str]) -> None:
    assert re.search(r"^3$", pages[2], re.MULTILINE)
    assert {"64%", "28%"} <= set(pages[3].split())
    assert "31% (n = 15)" in pages[4]
    assert {"64%", "12.5%"} <= set(pages[4].split())
    assert {"Ketamine", "Midazolam", "Visit", "Responders", "80%"} <= set(pages[6].split())
    assert {"Days", "28", "21"} <= set(pages[7].split())
