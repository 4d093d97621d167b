"""The sample documents, written once a run."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
import pytest

from builder.write.pdf import write_pdf

from . import reading, sample


@pytest.fixture(scope="session")
def leaflet() -> bytes:
    return write_pdf(sample.leaflet())


@pytest.fixture
def pdf(leaflet: bytes) -> Iterator[pikepdf.Pdf]:
    with reading.opened(leaflet) as found:
        yield found
