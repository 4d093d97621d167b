"""Outputs as pictures: decks drawn by LibreOffice with the shipped fonts, handouts by pdfium."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from builder.batch import Order
from builder.serve import Settings, start

ROOT = Path(__file__).parent.parent
FRAME = "#C9D0D6"

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>Georgia</family><prefer><family>Gelasio</family></prefer></alias>
  <alias binding="same"><family>Calibri</family><prefer><family>Carlito</family></prefer></alias>
</fontconfig>
"""
"""Georgia and Calibri are drawn with the free fonts of the same widths that text is measured with."""


def slides(decks: Sequence[Path]) -> dict[Path, pypdfium2.PdfDocument]:
    """Return decks as opened PDFs, all converted in one run of LibreOffice."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = folder / "fonts.conf"
        config.write_text(FONTS.format(fonts=ROOT / "assets" / "fonts", cache=folder / "cache"), encoding="utf-8")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *map(str, decks)]
        environment = {**os.environ, "FONTCONFIG_FILE": str(config)}
        subprocess.run(command, check=True, capture_output=True, timeout=600, env=environment)  # noqa: S603
        return {deck: pypdfium2.PdfDocument((folder / f"{deck.stem}.pdf").read_bytes()) for deck in decks}


def save(page: pypdfium2.PdfPage, target: Path, width: int) -> None:
    """Write a page as a small framed PNG of `width` pixels."""
    _save(page.render(scale=2 * width / page.get_width()).to_pil().convert("RGB"), target, width)


def web_picture(page: Path, target: Path, size: tuple[int, int], width: int) -> None:
    """Write the top of a web page, `size` CSS px of it, as a small framed PNG; Chromium draws it."""
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        window = f"--window-size={size[0]},{size[1]}"
        command = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", window, f"--screenshot={shot}"]
        subprocess.run([*command, page.resolve().as_uri()], check=True, capture_output=True, timeout=120)  # noqa: S603
        with Image.open(shot) as picture:
            _save(picture.convert("RGB"), target, width)


def preview_picture(path: str, target: Path, size: tuple[int, int], width: int) -> None:
    """Write a page of the preview of `decks/` here, `size` CSS px of it, as a small framed PNG."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # only for this picture

    server = start(Order(()), Settings(port=0))
    told: queue.Queue[str] = queue.Queue()
    thread = threading.Thread(target=lambda: server.run(told.put))
    thread.start()
    try:
        address = told.get(timeout=60)
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
            browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            tab = browser.new_page(viewport={"width": size[0], "height": size[1]}, device_scale_factor=2)
            tab.goto(address + path)
            tab.wait_for_selector("#stage svg")
            tab.wait_for_function("() => !document.body.textContent.includes('being proof-read')", timeout=60_000)
            tab.wait_for_function("() => document.querySelector('#strip [aria-current] svg')")
            tab.wait_for_timeout(1500)  # the other slides of the strip
            shot = Path(folder) / "shot.png"
            tab.screenshot(path=shot)
            browser.close()
            with Image.open(shot) as picture:
                _save(picture.convert("RGB"), target, width, 256)
    finally:
        server.stop()
        thread.join()


def _save(picture: Image.Image, target: Path, width: int, colors: int = 128) -> None:
    small = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    framed = Image.new("RGB", (small.width + 2, small.height + 2), FRAME)
    framed.paste(small, (1, 1))
    target.parent.mkdir(parents=True, exist_ok=True)
    framed.quantize(colors, dither=Image.Dither.NONE).save(target, optimize=True)


def words(page: pypdfium2.PdfPage) -> str:
    """Return the words of a page, parted by single spaces."""
    return " ".join(page.get_textpage().get_text_bounded().split())
