"""The project outline, changed; built in a fresh folder; judged."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath

import pypdfium2
from pptx import Presentation

from builder.build import Job, build
from builder.diagnostics import Diagnostic, has_errors, render
from builder.world import Disk

PROJECT = Path(__file__).parent / "project"
OUTLINE = (PROJECT / "deck.yaml").read_text(encoding="utf-8")
CANARY = "CANARY-5d1e-OUTSIDE"
SAFE = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]*")


@dataclass(frozen=True)
class Judged:
    """What came of a build: diagnostics as shown, and the outputs' bytes by suffix."""

    diagnostics: tuple[Diagnostic, ...]
    shown: str
    files: dict[str, bytes] = field(repr=False)

    @property
    def refused(self) -> bool:
        return has_errors(self.diagnostics)


def changed(old: str, new: str) -> str:
    """Return the outline with its one `old` replaced."""
    assert OUTLINE.count(old) == 1, f"{old!r} stands {OUTLINE.count(old)} times in the outline"
    return OUTLINE.replace(old, new)


def judge(folder: Path, text: str | bytes, name: str = "deck.yaml") -> Judged:
    """Build an outline beside the project's picture and check what holds for every input, good or bad."""
    shutil.copy(PROJECT / "scan.png", folder / "scan.png")
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    (folder / name).write_bytes(data)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    built = build(Job(PurePosixPath(name)), Disk(folder))
    shown = "\n".join(render(diagnostic, built.texts) for diagnostic in built.diagnostics)
    assert "Traceback" not in shown and CANARY not in shown
    assert SAFE.fullmatch(shown), "what steers a terminal reaches it"
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before, "building wrote beside the outline"
    files = {Path(output.path).suffix: output.data for output in built.outputs}
    judged = Judged(built.diagnostics, shown, files)
    assert not (judged.refused and files), "a deck with errors has no outputs"
    if judged.refused:
        assert re.search(rf"{re.escape(name)}:\d+:\d+", shown) or not name.isascii()
    for data in files.values():
        assert CANARY.encode() not in data
    return judged


def words_of(judged: Judged) -> dict[str, str]:
    """Return the words of the slides (notes too) and of the leaflet, white space left out."""
    deck = Presentation(BytesIO(judged.files[".pptx"]))
    said = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    said += [slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide]
    paper = pypdfium2.PdfDocument(judged.files[".pdf"])
    pages = [page.get_textpage().get_text_bounded() for page in paper]
    return {".pptx": squeezed(" ".join(said)), ".pdf": squeezed(" ".join(pages))}


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad\ufffe]+", "", text)
