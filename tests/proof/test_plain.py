"""The plain reader reads what qpdf reads, or leaves it to qpdf."""

from __future__ import annotations

import random
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest

from builder.proof.objects import General, Objects
from builder.proof.plain import NotPlainError, Plain

from .support import GOLDEN, changed, golden, ketamine


def _same(data: bytes) -> int:
    """Compare both readers' objects, and return how many the plain one left to the other."""
    plain, general = Plain(data), General(data)
    left = 0
    assert plain.pages() == general.pages()
    for number in range(data.count(b" 0 obj\n") + 3):
        try:
            assert plain.value(number) == (general.value(number) if number else None)
            assert plain.stream(number) == (general.stream(number) if number else b"")
        except NotPlainError:
            left += 1
    return left


def test_every_object_of_our_files_is_read_as_qpdf_reads_it() -> None:
    files = [made.data for made in ketamine().values()] + [made.data for made in golden("leaflet").values()]
    assert len(files) > 6
    assert all(_same(data) == 0 for data in files)


def test_words_of_other_languages_are_read_alike_or_left() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        said = ("a (b) \\", "中文", "😀", "a\x01", "é", "“quoted”", "\n")
        words = [pdf.make_indirect(pikepdf.Dictionary(W=pikepdf.String(one))) for one in said]
        pdf.Root.Words = pikepdf.Array(words)

    data = golden("leaflet")["leaflet-leaflet-A4.pdf"].data
    assert _same(changed(data, change)) == _same(changed(data, lambda _: None)) + 4


def _spoiled(data: bytes, source: random.Random) -> bytes:
    at = source.randrange(len(data))
    kind = source.randrange(3)
    new = bytes([source.choice(b" /<>[]()0123456789RABcd\n\\\0\xff")])
    return data[:at] + (b"" if kind == 0 else new) + data[at + (kind < 2) :]


@pytest.mark.parametrize("seed", range(6))
def test_spoiled_files_are_read_alike_or_left(seed: int) -> None:
    source, read = random.Random(seed), 0
    data = golden("tables")["tables-paper.pdf"].data
    bounds = data.index(b"stream\n"), data.index(b"\nxref\n")
    for _ in range(60):
        spoiled = _spoiled(data, source) if source.random() < 0.5 else data
        at = source.choice([*bounds, len(data) - 200]) + source.randrange(200)
        spoiled = spoiled[:at] + _spoiled(spoiled[at : at + 40], source) + spoiled[at + 40 :]
        try:
            Plain(spoiled)
            general = General(spoiled)
        except (NotPlainError, pikepdf.PdfError):
            continue
        objects, read = Objects(spoiled), read + 1
        for number in range(1, 40):
            try:
                wanted = general.value(number)
            except (ValueError, pikepdf.PdfError):
                continue
            assert objects.get(f"{number} 0 R") == wanted
    assert read


@pytest.mark.parametrize(
    "options",
    [
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"linearize": True},
        {"qdf": True},
        {"encryption": pikepdf.Encryption(owner="x")},
    ],
    ids=["packed", "linear", "commented", "encrypted"],
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
