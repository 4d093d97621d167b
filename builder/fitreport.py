"""How full the boxes of every output are, for people (one line) and for programs (JSON, described in docs/fit.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from builder.frozen import dataclass
from builder.gist import Gist
from builder.plan.fit import BoxFit, PageFit, fullest, smallest_type
from builder.report import Json


@dataclass(frozen=True, slots=True)
class Fit:
    """How full the pages of one output are: its deck, edition, path below the output folder, and format."""

    deck: str
    edition: str
    path: str
    kind: Literal["pptx", "pdf", "html"]
    pages: tuple[PageFit, ...]


def gist_of(fits: Sequence[Fit]) -> Gist:
    """Return what is said about the slides among some outputs."""
    gist = Gist()
    for fit in fits:
        if fit.kind == "pptx":
            most = fullest(fit.pages)
            box = (most[2], f"{fit.deck}-{fit.edition}", most[0].number, most[1].name) if most else None
            gist = gist.plus(Gist(1, len(fit.pages), smallest_type(fit.pages), box))
    return gist


def fit_json(fits: Sequence[Fit]) -> Json:
    """Return the value of `fit`: a list of outputs, each with its pages, each with its boxes."""
    return [
        {
            "deck": fit.deck,
            "edition": fit.edition,
            "output": fit.path,
            "summary": _summary(fit),
            "pages": [
                {
                    "page": page.number,
                    "title": page.title,
                    "layout": page.layout,
                    "boxes": [_box(box) for box in page.boxes],
                }
                for page in fit.pages
            ],
        }
        for fit in fits
    ]


def _summary(fit: Fit) -> Json:
    boxes = [box for page in fit.pages for box in page.boxes]
    most = fullest(fit.pages)
    return {
        "pages": len(fit.pages),
        "boxes": len(boxes),
        "tight": sum(box.status == "tight" for box in boxes),
        "over": sum(box.status == "over" for box in boxes),
        "smallest_type": smallest_type(fit.pages),
        "fullest": {"page": most[0].number, "box": most[1].name, "fill": round(most[2], 3)} if most else None,
    }


def _box(box: BoxFit) -> Json:
    return {
        "box": box.name,
        "kind": box.kind,
        "placeholder": box.placeholder,
        "type": list(box.sizes),
        "least_type": box.least,
        "lines": box.lines,
        "height": _measure(box.used, box.room),
        "width": _measure(box.widest, box.width),
        "fill": None if box.fill is None else round(box.fill, 3),
        "status": box.status,
        "file": box.at.file if box.at else None,
        "line": box.at.line if box.at else None,
        "column": box.at.column if box.at else None,
    }


def _measure(used: float, room: float | None) -> Json:
    """Return points and their share: of the text, of its room (nothing where pages alone bound it)."""
    return {
        "used": round(used, 1),
        "room": None if room is None else round(room, 1),
        "fill": round(used / room, 3) if room else None,
    }
