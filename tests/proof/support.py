"""PDFs of small outlines with what is asked of them, and ways to spoil them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path, PurePosixPath

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf

from builder.build import Job, check
from builder.diagnostics import Diagnostic
from builder.drafts import Draft
from builder.kept import Kept
from builder.plan.page import Plan
from builder.proof import folded, strings
from builder.proofing import proof
from builder.world import Disk, Memory

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"

Change = Callable[[Pdf], None]


@dataclass(frozen=True)
class Proofed:
    """A draft and the bytes that were written for it."""

    draft: Draft
    data: bytes

    def found(self, change: Change | None = None, plan: Plan | None = None) -> list[Diagnostic]:
        """What the proof says of the file, changed or with another plan: in a new process, in one that stays, and as
        it goes over the pages of a long document.
        """
        data = changed(self.data, change) if change else self.data
        draft = replace(self.draft, plan=plan) if plan else self.draft
        said = list(proof(draft, data))
        with long():
            assert list(proof(draft, data)) == said
        with staying():
            clean = list(proof(self.draft, self.data))
            assert list(proof(draft, data)) == said
            assert list(proof(self.draft, self.data)) == clean
        return said


@contextmanager
def staying() -> Iterator[None]:
    """Keep what a process keeps that stays with a project."""
    before, Kept.stays = Kept.stays, True
    try:
        yield
    finally:
        Kept.stays = before


@contextmanager
def long() -> Iterator[None]:
    """Keep the strings of all pages, and all elements, as those of a long document are kept."""
    before = strings.WHOLE, folded.WHOLE, folded.STRETCH
    strings.WHOLE, folded.WHOLE, folded.STRETCH = 0, 3, 5
    try:
        yield
    finally:
        strings.WHOLE, folded.WHOLE, folded.STRETCH = before


def changed(data: bytes, change: Change) -> bytes:
    """The file after a change, saved as it would be."""
    with Pdf.open(BytesIO(data)) as pdf:
        change(pdf)
        buffer = BytesIO()
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return buffer.getvalue()


def proofs(path: PurePosixPath, world: Disk | Memory) -> dict[str, Proofed]:
    """Every PDF of a deck by its name."""
    from builder.write.pdf import write_pdf

    found = check(Job(path), world)
    assert found.drafts, [f"{d.at} {d.rule} {d.message}" for d in found.diagnostics]
    pdfs = (draft for draft in found.drafts if draft.kind == "pdf")
    return {PurePosixPath(draft.path).name: Proofed(draft, write_pdf(draft.plan)) for draft in pdfs}


@cache
def golden(name: str) -> dict[str, Proofed]:
    return proofs(PurePosixPath(f"{name}.yaml"), Disk(GOLDEN))


@cache
def ketamine() -> dict[str, Proofed]:
    return proofs(PurePosixPath("ketamine/deck.yaml"), Disk(ROOT / "decks"))


def outlined(text: str) -> dict[str, Proofed]:
    return proofs(PurePosixPath("deck.yaml"), Memory({"deck.yaml": text.encode()}))


# Spoiling


def elements(pdf: Pdf, role: str) -> list[Object]:
    """The structure elements of a role, in the order of the file."""
    return [
        o
        for o in pdf.objects
        if isinstance(o, Dictionary) and o.get("/P") is not None and o.get("/S") == Name(f"/{role}")
    ]


def rewrite(page: int, old: bytes, new: bytes, count: int = 1) -> Change:
    """Replace bytes in a page's content; fails when there is nothing to replace."""

    def change(pdf: Pdf) -> None:
        content = pdf.pages[page].Contents
        before = content.read_bytes()
        after = before.replace(old, new, count)
        assert after != before, f"{old!r} is not in the content"
        content.write(after)

    return change


def append(page: int, more: bytes) -> Change:
    """Add operators at the end of a page's content."""

    def change(pdf: Pdf) -> None:
        content = pdf.pages[page].Contents
        content.write(content.read_bytes() + b"\n" + more)

    return change


def xmp(old: bytes, new: bytes) -> Change:
    """Replace bytes in the metadata."""

    def change(pdf: Pdf) -> None:
        before = pdf.Root.Metadata.read_bytes()
        assert old in before
        pdf.Root.Metadata.write(before.replace(old, new))

    return change


def shows(data: bytes, page: int) -> Iterator[bytes]:
    """The statements that show text on a page, as they stand."""
    with Pdf.open(BytesIO(data)) as pdf:
        content = pdf.pages[page].Contents.read_bytes()
    yield from (line for line in content.split(b"\n") if line.endswith(b" Tj"))
