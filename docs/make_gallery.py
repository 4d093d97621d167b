"""Render the gallery: every layout, block and theme as pictures, and `docs/gallery.md` that shows them.

Run by `make gallery`, from what `teachback build docs/gallery` wrote. Each slide's speaker notes say what it shows.
Needs LibreOffice and the test extras.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pptx import Presentation
from render import ROOT, save, slides

PICTURES = ROOT / "docs" / "pictures" / "gallery"
PAGE = ROOT / "docs" / "gallery.md"
WIDTH = 480
THEMES: Mapping[str, str] = {"clinic": "Clinic", "dark": "Dark", "high-contrast": "High contrast"}

HEAD = """# Gallery

Every layout and every kind of block, in every theme: the slides and pages of [`docs/gallery/`](gallery/), as
`make gallery` renders them. `tests/outputs/test_gallery.py` holds their plans to golden texts.

The planner chose the layouts from what the slides hold, unless the caption says that `layout:` named one.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A slide of the gallery: its title, its layout's name, and what its notes say of it."""

    title: str
    layout: str
    caption: str

    @property
    def slug(self) -> str:
        """The name of its pictures."""
        return "-".join(re.findall(r"[a-z0-9]+", self.title.lower()))[:60]


def shown(deck: Path) -> Iterator[Shown]:
    """Yield what the slides of a deck are."""
    for slide in Presentation(str(deck)).slides:
        title = slide.shapes.title
        notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        text = notes.text.split("\n")[0] if notes else ""
        yield Shown(title.text_frame.text if title else "", slide.slide_layout.name, text)


def row(one: Shown) -> str:
    """Return one slide in every theme as a part of the page."""
    files = (f"pictures/gallery/{theme}/{one.slug}.png" for theme in THEMES)
    images = "\n".join(
        f'<img src="{file}" width="32%" alt="{one.title}: layout {one.layout}, theme {name}">'
        for file, name in zip(files, THEMES.values(), strict=True)
    )
    caption = f" {one.caption}" if one.caption else ""
    return f"### {one.title}\n\n**{one.layout}.**{caption}\n\n<p>\n{images}\n</p>\n"


def paper(handouts: Sequence[Path]) -> Iterator[str]:
    """Write the pages of handouts as pictures and yield their parts of the page."""
    for handout in handouts:
        document = pypdfium2.PdfDocument(handout)
        yield f"### {handout.stem}\n\n<p>"
        for number, page in enumerate(document, 1):
            file = PICTURES / "paper" / f"{handout.stem}-{number}.png"
            save(page, file, WIDTH)
            yield f'<img src="pictures/gallery/paper/{file.name}" width="32%" alt="{handout.stem}, page {number}">'
        yield "</p>\n"


def main() -> int:
    """Render everything; exit status 1 when two themes don't show the same slides."""
    built = ROOT / "build" / "gallery"
    decks = {theme: built / f"gallery-{theme}.pptx" for theme in THEMES}
    pages = slides(list(decks.values()))
    known = {theme: list(shown(deck)) for theme, deck in decks.items()}
    first = known["clinic"]
    if any(one != first for one in known.values()):
        sys.stderr.write("the themes don't show the same slides\n")
        return 1
    for theme, deck in decks.items():
        for one, page in zip(first, pages[deck], strict=True):
            save(page, PICTURES / theme / f"{one.slug}.png", WIDTH)
    parts = [HEAD, "## Slides\n", *map(row, first), "## On paper\n", *paper(sorted(built.glob("*.pdf")))]
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
