"""The plain reader reads what qpdf reads, or leaves it to qpdf."""

from __future__ import annotations

import random
import subprocess
import sys
import zlib
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest

import builder.write.pdf.engine as engine_module
from builder.proof.objects import General, Objects
from builder.proof.plain import Plain
from builder.proof.table import NotPlainError
from builder.write.pdf import write_pdf
from builder.write.pdf.engine import Engine, packed, ref
from tests.write_pdf import sample

from .support import GOLDEN, golden, ketamine


def _same(data: bytes) -> int:
    """Compare both readers' objects, and return how many the plain one left to the other."""
    plain, general = Plain(data), General(data)
    left = 0
    assert plain.pages() == general.pages()
    for number in range(len(plain) + 3):
        try:
            assert plain.value(number) == (general.value(number) if number else None)
            assert plain.stream(number) == (general.stream(number) if number else b"")
        except NotPlainError:
            left += 1
    return left


def test_every_object_of_our_files_is_read_as_qpdf_reads_it() -> None:
    files = [made.data for made in ketamine().values()] + [made.data for made in golden("leaflet").values()]
    assert len(files) > 6
    assert all(_same(data) == 1 for data in files)  # the table of objects, whose identifier no rule asks for


def test_numbers_and_texts_of_a_long_file_are_not_kept() -> None:
    plain = Plain(ketamine()["ketamine-notes.pdf"].data)
    for number in range(len(plain)):
        with suppress(NotPlainError):
            plain.value(number)
    kept = plain._parts
    assert len(plain) > 1000, "its numbers have four digits"
    assert "/StructElem" in kept
    assert [part for part in kept if not part.startswith("/") and len(part) > len("false")] == []
    assert not any(part.isdigit() and int(part) > 999 for part in kept)


def test_words_of_other_languages_are_read_alike_or_left() -> None:
    said = ("a (b) \\", "中文", "😀", "a\x01", "é", "“quoted”", "\n")
    engine = Engine(sample.A4)
    engine.page()
    engine.draw(packed([]), [], [])
    words = [engine.add(f"<< /W {pikepdf.String(one).unparse().decode('latin-1')} >>") for one in said]
    data = engine.data({"Words": f"[ {' '.join(map(ref, words))} ]"}, {})
    plain, left = Plain(data), []
    for number, one in zip(words, said, strict=True):
        try:
            assert plain.value(number) == {"/W": f"u:{one}"}
        except NotPlainError:
            left.append(one)
    assert left == ["a\x01", "é", "“quoted”", "\n"]
    assert _same(data) == 1 + len(left)


def _spoiled(data: bytes, source: random.Random) -> bytes:
    at = source.randrange(len(data))
    kind = source.randrange(3)
    new = bytes([source.choice(b" /<>[]()0123456789RABcd\n\\\0\xff")])
    return data[:at] + (b"" if kind == 0 else new) + data[at + (kind < 2) :]


def test_numbers_that_stand_by_themselves_are_read() -> None:
    engine = Engine(sample.A4)
    engine.page()
    engine.draw(packed([]), [], [])
    numbers = [engine.add(one) for one in ("5", "2.5", "true")]
    data = engine.data({}, {})
    for reader in (Plain(data), General(data)):
        assert [reader.value(number) for number in numbers] == [5, 2.5, True]


def _without(value: object, general: General) -> object:
    """The value, with nothing in place of references to what can't be read, as qpdf mostly has it."""
    match value:
        case dict():
            left = {key: _without(one, general) for key, one in value.items()}
            return {key: one for key, one in left.items() if one is not None}
        case list():
            return [_without(one, general) for one in value]
        case str() if value.endswith(" 0 R"):
            return value if general.value(int(value[:-4])) is not None else None
        case _:
            return value


class _Spoiling:
    """Packs object streams of which some have a byte too many, too few, or another."""

    def __init__(self, source: random.Random, often: float) -> None:
        self._source, self._often = source, often

    def pack(self, data: bytes) -> bytes:
        source = self._source
        return zlib.compress(_spoiled(data, source) if source.random() < self._often else data)


@pytest.mark.parametrize("seed", range(6))
def test_spoiled_files_are_read_alike_or_left(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    source, read, left, plan = random.Random(seed), 0, 0, sample.leaflet()
    for _ in range(60):
        monkeypatch.setattr(engine_module, "OBJECTS", _Spoiling(source, 0.8))
        spoiled = write_pdf(plan)
        if source.random() < 0.3:
            at = source.choice([0, len(spoiled) - 200]) + source.randrange(200)
            spoiled = spoiled[:at] + _spoiled(spoiled[at : at + 40], source) + spoiled[at + 40 :]
        try:
            plain, general = Plain(spoiled), General(spoiled)
        except (NotPlainError, pikepdf.PdfError):
            left += 1
            continue
        objects, read = Objects(spoiled), read + 1
        for number in range(1, len(plain)):
            try:
                wanted = general.value(number)
            except (ValueError, pikepdf.PdfError):
                continue
            assert _without(objects.get(f"{number} 0 R"), general) == _without(wanted, general)
    assert read > 5 and left > 5


@pytest.mark.parametrize(
    "options",
    [
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
        {"linearize": True},
        {"qdf": True},
        {"encryption": pikepdf.Encryption(owner="x")},
    ],
    ids=["packed", "unpacked", "linear", "commented", "encrypted"],
)
def test_files_of_another_form_are_left_to_qpdf(options: dict[str, object]) -> None:
    data, buffer = golden("leaflet")["leaflet-leaflet-A4.pdf"].data, BytesIO()
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        pdf.save(buffer, **options)  # type: ignore[arg-type]
    with pytest.raises(NotPlainError):
        Plain(buffer.getvalue())
    assert len(Objects(buffer.getvalue()).pages) == len(Objects(data).pages)
    assert Objects(buffer.getvalue()).encrypted == ("encryption" in options)


def test_what_was_added_at_the_end_is_left_to_qpdf() -> None:
    data = golden("leaflet")["leaflet-leaflet-A4.pdf"].data
    for more in (b"\n", b"%%EOF\n", data[-300:]):
        with pytest.raises(NotPlainError):
            Plain(data + more)


def test_the_proof_of_our_files_loads_no_other_reader() -> None:
    code = (
        "import sys\nfrom pathlib import Path, PurePosixPath\nfrom builder.build import Job, build\n"
        f"from builder.world import Disk\nmade = build(Job(PurePosixPath('leaflet.yaml')), Disk(Path({str(GOLDEN)!r})))\n"
        "print(len(made.outputs), 'builder.proof.read' in sys.modules, 'pikepdf' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[1:] == ["True", "False"] and int(done.stdout.split()[0]) > 0
