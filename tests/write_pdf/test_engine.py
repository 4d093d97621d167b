"""Streams end where they say, whatever their last byte is."""

from __future__ import annotations

import random
import zlib
from io import BytesIO

import pikepdf
import pytest

from builder.write.pdf import write_pdf
from builder.write.pdf.engine import Engine
from builder.write.pdf.finish import Parts, finish

from . import reading, sample


def _ending_in_return() -> list[str]:
    """Operators whose compressed form ends in a carriage return: its checksum's last byte is 13."""
    source = random.Random(1)
    while True:
        operators = [f"{source.randrange(10**6)} 0 0 rg" for _ in range(20)]
        if zlib.compress(("\n".join(["", *operators, " "]) + "\n").encode()).endswith(b"\r"):
            return operators


def test_no_stream_ends_in_a_carriage_return() -> None:
    engine, operators = Engine(sample.A4), _ending_in_return()
    program = "\n".join(["", *operators, " "]) + "\n"
    engine.page(operators, [], [])
    entries = {"Type": "/XObject", "Subtype": "/Image", "Width": "1", "Height": "1", "ColorSpace": "/DeviceGray",
               "BitsPerComponent": "8", "Filter": "/FlateDecode"}  # fmt: skip
    engine.image("I1", entries, zlib.compress(program.encode()))
    engine.page(["q /FormXob.I1 Do Q"], [], ["I1"])
    root = engine.new()
    root.body = "<</Type /StructTreeRoot>>"
    data = finish(engine.data(), Parts(root.number, None, None), sample.leaflet().properties)
    with reading.opened(data) as pdf:
        assert pdf.pages[0].Contents.read_bytes().decode() == program
        assert pdf.pages[1].obj.Resources.XObject["/FormXob.I1"].read_bytes().decode() == program
        ends = [stream.read_raw_bytes()[-2:] for stream in reading.streams(pdf)]
        assert ends.count(b"\r\n") == 2 and not any(end.endswith(b"\r") for end in ends)
    page = pytest.importorskip("page", reason="page-validation is not installed")
    report = page.validate_pdf_bytes(data, profile="2a")
    assert not [failure for failure in report.failures if "STREAM" in failure.rule_id]


@pytest.mark.parametrize("plan", [sample.leaflet(), sample.slide()], ids=["leaflet", "slide"])
def test_every_length_is_followed_by_a_line_end(plan: object) -> None:
    data = write_pdf(plan)  # type: ignore[arg-type]
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        for stream in reading.streams(pdf):
            raw = stream.read_raw_bytes()
            assert raw + b"\nendstream" in data and not raw.endswith(b"\r")
