"""PDF/UA-1 and PDF/A-2a, by an independent validator."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Name

from builder.write.pdf import write_pdf

from . import reading, sample

page = pytest.importorskip("page", reason="page-validation is not installed")

PROFILES = ("ua1", "2a")


def _failures(data: bytes, profile: str) -> list[str]:
    return [
        f"{failure.rule_id}: {failure.message}" for failure in page.validate_pdf_bytes(data, profile=profile).failures
    ]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_leaflet_conforms(leaflet: bytes, profile: str) -> None:
    assert _failures(leaflet, profile) == []


@pytest.mark.parametrize("profile", PROFILES)
def test_a_slide_preview_conforms(profile: str) -> None:
    assert _failures(write_pdf(sample.slide()), profile) == []


@pytest.mark.parametrize("profile", PROFILES)
def test_a_document_without_extras_conforms(profile: str) -> None:
    plan = sample.leaflet()
    bare = replace(plan.properties, subject="", author="", keywords=(), digest="")
    assert _failures(write_pdf(replace(plan, properties=bare, bookmarks=())), profile) == []


def test_the_validator_sees_what_is_missing(leaflet: bytes) -> None:
    with reading.opened(leaflet) as pdf:
        figure = next(element for element in reading.Tree(pdf).elements() if Name.Figure == element.S)
        del figure["/Alt"]
        del pdf.Root.OutputIntents
        buffer = BytesIO()
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert _failures(buffer.getvalue(), "ua1") and _failures(buffer.getvalue(), "2a")
