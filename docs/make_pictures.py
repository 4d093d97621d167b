"""Render the README's pictures from built outputs: `make pictures`. Needs LibreOffice, Chromium and the test extras."""

from __future__ import annotations

import contextlib
import sys

import pypdfium2
from render import ROOT, preview_picture, save, slides, web_picture, words

OUT = ROOT / "docs" / "pictures"
SLIDES = {
    "cover": "Ketamine",
    "section": "What non-medical use risks",
    "chart": "By mouth, less than a quarter of ketamine reaches the blood",
    "seventy": "Seventy percent is the top of the range, not the typical result",
    "table": "The size of the effect depends on comparator and masking",
    "emergency": "Reduced consciousness after ketamine calls for airway care first",
}
PAGES = {
    "leaflet-1": ("leaflet-A4", 1),
    "leaflet-5": ("leaflet-A4", 5),
    "leaflet-large": ("leaflet-large", 1),
    "card": ("card-A4", 1),
    "notes": ("notes", 5),
    "guided": ("guided", 3),
}
"""Names of pictures, and the edition and page that each shows."""
PREVIEW = "view/ketamine/ketamine-lecture.pptx?page=seventy-percent"
"""The page of the preview that is shown."""
WIDTH = {"slide": 760, "page": 620}
SCREEN = (900, 1270)
"""Width and height in CSS px of the web page's picture: the shape of a page of A4."""


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
    for name, (edition, number) in PAGES.items():
        save(pypdfium2.PdfDocument(built / f"ketamine-{edition}.pdf")[number - 1], OUT / f"{name}.png", WIDTH["page"])
    web_picture(built / "ketamine-leaflet.html", OUT / "web.png", SCREEN, WIDTH["page"])
    with contextlib.chdir(ROOT):  # places are shown as they are typed
        preview_picture(PREVIEW, OUT / "preview.png", (1440, 900), 1000)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
