"""Independent validators find nothing: PDF/UA-1 and PDF/A-2a in handouts, the OOXML schema in decks."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from hypothesis import HealthCheck, assume, given, settings

from builder.drafts import Draft

from .support.anyoutline import Outline, outlines
from .support.builds import File, drafted, in_memory, loaded, written
from .support.goldens import OUTLINES, planned
from .support.themed import THEMES, themed

PROFILES = ("ua1", "2a")


@pytest.fixture(scope="module")
def paper() -> Any:
    return pytest.importorskip("page", reason="page-validation is not installed")


@pytest.fixture(scope="module")
def office() -> Any:
    return pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")


def paper_faults(paper: Any, data: bytes) -> list[str]:
    """What is wrong with a PDF by both profiles; fails when a profile judged too little to mean anything."""
    found: list[str] = []
    for profile in PROFILES:
        result = paper.validate_pdf_bytes(data, profile=profile)
        assert result.rules.total > 100
        found += (f"{profile} {failure.rule_id}: {failure.message}" for failure in result.failures)
    return found


def office_faults(office: Any, data: bytes, folder: Path) -> list[str]:
    """What is wrong with a deck by the schema and the format's rules."""
    path = folder / "deck.pptx"
    path.write_bytes(data)
    result = office.OpenXmlValidator().validate(str(path))
    assert result.is_valid == (result.error_count == 0)
    return [str(error) for error in result.errors]


def test_the_shipped_leaflet_conforms(leaflet: File, paper: Any) -> None:
    assert paper_faults(paper, leaflet.data) == []


def test_the_shipped_lecture_conforms(lecture: File, office: Any, tmp_path: Path) -> None:
    assert office_faults(office, lecture.data, tmp_path) == []


def goldens(kind: str) -> Iterator[Draft]:
    return (draft for name in OUTLINES for draft in planned(name) if draft.kind == kind)


def test_golden_handouts_conform(paper: Any) -> None:
    found = {draft.path: paper_faults(paper, written(draft)) for draft in goldens("pdf")}
    assert found == {key: [] for key in found}
    assert len(found) > 8


def test_golden_decks_conform(office: Any, tmp_path: Path) -> None:
    found = {draft.path: office_faults(office, written(draft), tmp_path) for draft in goldens("pptx")}
    assert found == {key: [] for key in found}
    assert len(found) > 6


@pytest.mark.parametrize("theme", [theme for theme in THEMES if theme != "clinic"])
def test_other_themes_conform(paper: Any, office: Any, tmp_path: Path, theme: str) -> None:
    """A dark deck maps its colours otherwise, and says how new shapes look."""
    made = [draft for name in ("ketamine", "pictures", "charts") for draft in themed(name, theme).values()]
    found = {
        draft.path: paper_faults(paper, written(draft))
        if draft.kind == "pdf"
        else office_faults(office, written(draft), tmp_path)
        for draft in made
        if draft.kind != "html"  # test_web and test_web_browser judge web pages
    }
    assert found == {key: [] for key in found}


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(outlines())
def test_outputs_of_any_outline_conform(
    paper: Any, office: Any, tmp_path_factory: pytest.TempPathFactory, outline: Outline
) -> None:
    deck = loaded(PurePosixPath("deck.yaml"), in_memory(outline.text, outline.files))
    for edition in deck.editions:
        faults, made = drafted(deck, edition)
        assume(not faults)
        for draft in (one for one in made if one.kind != "html"):
            data = written(draft)
            folder = tmp_path_factory.getbasetemp()
            assert (office_faults(office, data, folder) if draft.kind == "pptx" else paper_faults(paper, data)) == []


def test_the_validator_sees_a_fault_of_a_leaflet(leaflet: File, paper: Any) -> None:
    buffer = BytesIO()
    with pikepdf.Pdf.open(BytesIO(leaflet.data)) as pdf:
        del pdf.Root.MarkInfo
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    assert paper_faults(paper, buffer.getvalue()) != []


def test_the_validator_sees_a_fault_of_a_lecture(lecture: File, office: Any, tmp_path: Path) -> None:
    buffer = BytesIO()
    with ZipFile(BytesIO(lecture.data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<p:nvPr/>", b"<p:nvPrr/>"))
    assert office_faults(office, buffer.getvalue(), tmp_path) != []
