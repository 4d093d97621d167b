"""ASSET: whose pictures are these, and may they be copied."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.rule import Readers, weight
from builder.diagnostics import Diagnostic, Severity
from builder.model import Block, Image

COARSE, FINE = 150, 200
"""Dots per inch under which a printed picture is blurred, and from which it is sharp."""


def rights_of_pictures(block: Block, readers: Readers) -> Iterator[Diagnostic]:
    """ASSET001: a picture has no licence or credit, or too few dots for its printed size.

    What: every `image` names its `licence` and whom to `credit`, decorative ones too (A11Y001 asks for its `alt`), and
    has at least 150 dots per inch at the size at which it is printed. Errors in what patients or the public read,
    warnings for others; for them, 150 to 199 dots are a note, and for patients a warning. A waiver covers licence and
    credit.

    Why: a leaflet is copied and put on web pages by people who can't ask where its pictures are from, and a coarse
    picture of a rash or a device shows less than its text says.

    Example: `image: {file: figures/scan.png, alt: Bladder wall twice as thick as normal}`; better with `credit: Own
    work of the clinic` and `licence: CC BY 4.0`.

    What to do: add both keys, or use a picture whose rights are known; give the picture in more dots.

    Source: governance fields that clinics check (each asset has a licence); print takes 150 to 300 dots per inch.
    """
    if not isinstance(block, Image):
        return
    content = block.image
    missing = [f"`{key}`" for key, value in (("licence", content.licence), ("credit", content.credit)) if not value]
    if missing:
        help_text = "write under which licence it may be used, and who made it"
        message = f"this picture has no {' and no '.join(missing)}"
        yield Diagnostic(content.at, "ASSET001", message, weight(lay=readers.lay), help_text)


def coarse(dots: float, *, lay: bool) -> Severity | None:
    """Return what a picture with so many dots per inch of paper weighs, None for a sharp one."""
    if dots < COARSE:
        return weight(lay=lay)
    if dots < FINE:
        return Severity.WARNING if lay else Severity.INFO
    return None
