"""Pictures as they are printed: whether they have dots enough for their size, told from the plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.check.assets import FINE, coarse
from builder.check.rule import Reading
from builder.diagnostics import Diagnostic
from builder.drafts import Draft
from builder.plan.packed import Packed
from builder.plan.page import Image
from builder.plan.walk import walk


def coarse_pictures(readings: Sequence[Reading], drafts: Sequence[Draft]) -> Iterator[Diagnostic]:
    """Yield ASSET001 for every picture of a printed output that is too coarse for its size; slides aren't printed."""
    lay = {reading.edition.name: reading.lay for reading in readings}
    for draft in drafts:
        for image in _images(draft) if draft.kind == "pdf" else ():
            dots = image.pixels[0] / image.box.width * 72
            severity = coarse(dots, lay=lay[draft.edition])
            if severity and image.at:
                size = f"{image.pixels[0]} x {image.pixels[1]} dots on {image.box.width / 72 * 2.54:.1f} cm"
                message = f"this picture has {dots:.0f} dots per inch in {draft.path} ({size})"
                yield Diagnostic(image.at, "ASSET001", message, severity, f"{FINE} or more are sharp in print")


def _images(draft: Draft) -> Iterator[Image]:
    pages = (page.items for page in draft.plan.pages if not isinstance(page.items, Packed) or page.items.pictured)
    return (item for items in pages for item in walk(items) if isinstance(item, Image))
