"""Every object of a file is where its table says, and asked for; streams end where they say, whatever their last byte."""

from __future__ import annotations

import random
import re
import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.frozen import replace
from builder.plan.page import Plan
from builder.write.pdf import engine, write_pdf
from builder.write.pdf.engine import Engine, packed, ref
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
    engine.page()
    engine.draw(packed(operators), [], [])
    entries = {"Type": "/XObject", "Subtype": "/Image", "Width": "1", "Height": "1", "ColorSpace": "/DeviceGray",
               "BitsPerComponent": "8", "Filter": "/FlateDecode"}  # fmt: skip
    engine.image("I1", entries, zlib.compress(program.encode()))
    engine.page()
    engine.draw(packed(["q /FormXob.I1 Do Q"]), [], ["I1"])
    root = engine.add("<< /Type /StructTreeRoot >>")
    data = finish(engine, Parts(root, None, None), sample.leaflet().properties)
    with reading.opened(data) as pdf:
        assert pdf.pages[0].Contents.read_bytes().decode() == program
        assert pdf.pages[1].obj.Resources.XObject["/FormXob.I1"].read_bytes().decode() == program
        ends = [stream.read_raw_bytes()[-2:] for stream in reading.streams(pdf)]
        assert ends.count(b"\r\n") == 2 and not any(end.endswith(b"\r") for end in ends)
    page = pytest.importorskip("page", reason="page-validation is not installed")
    report = page.validate_pdf_bytes(data, profile="2a")
    assert not [failure for failure in report.failures if "STREAM" in failure.rule_id]


def _reached(pdf: pikepdf.Pdf) -> set[int]:
    """The numbers of all objects that are reached from the catalogue and the document information."""
    found: set[int] = set()
    rest = [pdf.Root, pdf.trailer.Info]
    while rest:
        one = rest.pop()
        if not isinstance(one, pikepdf.Object) or one.objgen[0] in found:
            continue
        if one.is_indirect:
            found.add(one.objgen[0])
        if isinstance(one, pikepdf.Array):
            rest += list(one)
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            rest += [value for _, value in one.items()]
    return found


def _own(data: bytes) -> set[int]:
    """The numbers of what a file holds for its own sake: object streams, and the table of all objects."""
    return set(map(int, re.findall(rb"(\d+) 0 obj\n<< .*?/Type /(?:ObjStm|XRef) ", data)))


@pytest.mark.parametrize("plan", [sample.leaflet(), sample.slide()], ids=["leaflet", "slide"])
def test_every_object_is_written_and_asked_for(plan: Plan) -> None:
    data = write_pdf(plan)
    size = int(re.findall(rb"/Size (\d+) /Type /XRef", data)[0])
    with reading.opened(data) as pdf:
        reached = _reached(pdf)
    assert reached.isdisjoint(_own(data)) and len(_own(data)) >= 2
    assert reached | _own(data) == set(range(1, size))


def test_many_objects_go_into_several_streams() -> None:
    engine = Engine(sample.A4)
    engine.page()
    engine.draw(packed([]), [], [])
    words = [f"({number})" for number in range(1000)]
    kids = [engine.add(one) for one in words]
    root = engine.add(f"<< /K [ {' '.join(map(ref, kids))} ] /Type /StructTreeRoot >>")
    data = finish(engine, Parts(root, None, None), sample.leaflet().properties)
    assert data.count(b"/Type /ObjStm") == 6
    with reading.opened(data) as pdf:
        assert [str(one) for one in pdf.Root.StructTreeRoot.K] == [str(number) for number in range(1000)]


def test_what_is_referred_to_must_be_written() -> None:
    engine = Engine(sample.A4)
    missing = engine.new()
    with pytest.raises(ValueError, match=f"object {missing} is referred to"):
        engine.data({}, {})


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(lambda words: " ".join(words.split()))


@given(title=TEXT, subject=TEXT, author=TEXT, keywords=st.lists(TEXT, max_size=3))
def test_a_file_says_of_itself_what_it_is_told(title: str, subject: str, author: str, keywords: list[str]) -> None:
    engine = Engine(sample.A4)
    engine.page()
    engine.draw(packed([]), [], [])
    root = engine.add("<< /Type /StructTreeRoot >>")
    told = replace(sample.leaflet().properties, title=title, subject=subject, author=author, keywords=tuple(keywords))
    data = finish(engine, Parts(root, None, None), told)
    with reading.opened(data) as pdf:
        said = (("/Title", title), ("/Subject", subject), ("/Author", author), ("/Keywords", ", ".join(keywords)))
        assert all(str(pdf.docinfo.get(name, "")) == words for name, words in said)


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
    monkeypatch.setattr(engine, "_identifier", lambda data: held.append(data) or identifier(data))
    assert write_pdf(sample.slide()).endswith(b"%%EOF\n")
    assert held
