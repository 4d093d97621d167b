"""Files are what qpdf would write, and streams end where they say, whatever their last byte is."""

from __future__ import annotations

import random
import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.frozen import replace
from builder.plan.page import Plan
from builder.write.pdf import engine, write_pdf
from builder.write.pdf.engine import Engine, packed
from builder.write.pdf.finish import Parts, finish
from builder.write.pdf.syntax import encoded, string

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
    engine.page(packed(operators), [], [])
    entries = {"Type": "/XObject", "Subtype": "/Image", "Width": "1", "Height": "1", "ColorSpace": "/DeviceGray",
               "BitsPerComponent": "8", "Filter": "/FlateDecode"}  # fmt: skip
    engine.image("I1", entries, zlib.compress(program.encode()))
    engine.page(packed(["q /FormXob.I1 Do Q"]), [], ["I1"])
    root = engine.new()
    root.body = "<< /Type /StructTreeRoot >>"
    data = finish(engine, Parts(root, None, None), sample.leaflet().properties)
    with reading.opened(data) as pdf:
        assert pdf.pages[0].Contents.read_bytes().decode() == program
        assert pdf.pages[1].obj.Resources.XObject["/FormXob.I1"].read_bytes().decode() == program
        ends = [stream.read_raw_bytes()[-2:] for stream in reading.streams(pdf)]
        assert ends.count(b"\r\n") == 2 and not any(end.endswith(b"\r") for end in ends)
    page = pytest.importorskip("page", reason="page-validation is not installed")
    report = page.validate_pdf_bytes(data, profile="2a")
    assert not [failure for failure in report.failures if "STREAM" in failure.rule_id]


def _saved(data: bytes) -> bytes:
    """Return a file as qpdf saves it: objects in the order in which they are reached, an identifier of its content."""
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        buffer = BytesIO()
        pdf.save(buffer, min_version="1.7", deterministic_id=True, compress_streams=False,
                 stream_decode_level=pikepdf.StreamDecodeLevel.none,
                 object_stream_mode=pikepdf.ObjectStreamMode.disable)  # fmt: skip
    return buffer.getvalue()


@pytest.mark.parametrize("plan", [sample.leaflet(), sample.slide()], ids=["leaflet", "slide"])
def test_qpdf_writes_the_same_file(plan: Plan) -> None:
    data = write_pdf(plan)
    assert _saved(data) == data


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(lambda words: " ".join(words.split()))


@given(title=TEXT, subject=TEXT, author=TEXT, keywords=st.lists(TEXT, max_size=3))
def test_qpdf_writes_the_same_file_whatever_it_says_of_itself(
    title: str, subject: str, author: str, keywords: list[str]
) -> None:
    engine = Engine(sample.A4)
    engine.page(packed([]), [], [])
    root = engine.new()
    root.body = "<< /Type /StructTreeRoot >>"
    told = replace(sample.leaflet().properties, title=title, subject=subject, author=author, keywords=tuple(keywords))
    data = finish(engine, Parts(root, None, None), told)
    assert _saved(data) == data
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        assert str(pdf.docinfo.get("/Title", "")) == title


@given(st.binary(max_size=60))
def test_strings_are_written_as_qpdf_does(data: bytes) -> None:
    assert string(data).encode("latin-1") == pikepdf.String(data).unparse()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_words_are_encoded_as_qpdf_does(words: str) -> None:
    assert encoded(words) == bytes(pikepdf.String(words))


@pytest.mark.parametrize("plan", [sample.leaflet(), sample.slide()], ids=["leaflet", "slide"])
def test_every_length_is_followed_by_a_line_end(plan: Plan) -> None:
    data = write_pdf(plan)
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        for stream in reading.streams(pdf):
            raw = stream.read_raw_bytes()
            assert raw + b"\nendstream" in data and not raw.endswith(b"\r")


def test_somebody_may_look_on_while_a_file_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Profilers hold on to what running functions hold, buffers included; clusters have one by default."""
    held, identifier = [], engine._identifier
    monkeypatch.setattr(engine, "_identifier", lambda data, said: held.append(data) or identifier(data, said))
    assert write_pdf(sample.slide()).endswith(b"%%EOF\n")
    assert held
