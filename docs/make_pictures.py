"""Render the README's pictures from built outputs: `make pictures`. Needs LibreOffice and the test extras."""

from __future__ import annotations

import sys

import pypdfium2
from render import ROOT, save, slides, words

OUT = ROOT / "docs" / "pictures"
SLIDES = {
    "cover": "Ketamine",
    "section": "What non-medical use risks",
    "chart": "By mouth, less than a quarter of ketamine reaches the blood",
    "seventy": "Seventy percent is the top of the range, not the typical result",
    "table": "The size of the effect depends on comparator and masking",
    "emergency": "Reduced consciousness after ketamine calls for airway care first",
}
PAGES = {"leaflet-1": 1, "leaflet-3": 3}
WIDTH = {"slide": 760, "page": 620}


def main() -> int:
    """Render every picture; exit status 1 when a slide is not found."""
    built = ROOT / "build" / "ketamine"
    lecture = built / "ketamine-lecture.pptx"
    pages = list(slides([lecture])[lecture])
    texts = [words(page) for page in pages]
    for name, title in SLIDES.items():
        found = [index for index, text in enumerate(texts) if title in text and "After this session" not in text]
        if not found:
            sys.stderr.write(f"no slide says `{title}`\n")
            return 1
        openers = [index for index in found if texts[index].startswith(title)]
        save(pages[(openers or found)[0]], OUT / f"{name}.png", WIDTH["slide"])
    leaflet = pypdfium2.PdfDocument(built / "ketamine-leaflet-A4.pdf")
    for name, number in PAGES.items():
        save(leaflet[number - 1], OUT / f"{name}.png", WIDTH["page"])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
