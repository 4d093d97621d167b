"""Render the README's pictures from built outputs: `make pictures`.

Needs LibreOffice and the test extras. Georgia and Calibri resolve to the shipped Gelasio and Carlito.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parent.parent
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

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>Georgia</family><prefer><family>Gelasio</family></prefer></alias>
  <alias binding="same"><family>Calibri</family><prefer><family>Carlito</family></prefer></alias>
</fontconfig>
"""


def converted(deck: Path, folder: Path) -> Path:
    """Return the deck as PDF, drawn by LibreOffice with the shipped fonts."""
    config = folder / "fonts.conf"
    config.write_text(FONTS.format(fonts=ROOT / "assets" / "fonts", cache=folder / "cache"), encoding="utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(deck)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(config)}
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)  # noqa: S603
    return folder / f"{deck.stem}.pdf"


def save(page: pypdfium2.PdfPage, name: str, width: int) -> None:
    """Write a page as a small PNG of `width` pixels."""
    picture = page.render(scale=2 * width / page.get_width()).to_pil().convert("RGB")
    small = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    framed = Image.new("RGB", (small.width + 2, small.height + 2), "#C9D0D6")
    framed.paste(small, (1, 1))
    framed.quantize(128, dither=Image.Dither.NONE).save(OUT / f"{name}.png", optimize=True)


def main() -> int:
    """Render every picture; exit status 1 when a slide is not found."""
    built = ROOT / "build" / "ketamine"
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        slides = pypdfium2.PdfDocument(converted(built / "ketamine-lecture.pptx", Path(folder)))
        texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in slides]
        for name, title in SLIDES.items():
            found = [index for index, text in enumerate(texts) if title in text and "After this session" not in text]
            if not found:
                sys.stderr.write(f"no slide says `{title}`\n")
                return 1
            openers = [index for index in found if texts[index].startswith(title)]
            save(slides[(openers or found)[0]], name, WIDTH["slide"])
    leaflet = pypdfium2.PdfDocument(built / "ketamine-leaflet-A4.pdf")
    for name, number in PAGES.items():
        save(leaflet[number - 1], name, WIDTH["page"])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
