"""Lines as a program with pair kerning draws them: HarfBuzz, kerning on, ligatures off, as PowerPoint sets text."""

from __future__ import annotations

from functools import cache

import uharfbuzz

from builder.assets import font_path
from builder.plan.page import Line, TextRun

FEATURES = {"kern": True, "liga": False, "clig": False, "calt": False}


@cache
def _font(key: str) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font_path(key)))))


def kerned(line: Line) -> float:
    """The width of a line in points, with pairs of letters moved together or apart."""
    return sum(_width(piece.run) for piece in line.pieces)


def _width(run: TextRun) -> float:
    font = _font(run.face.key)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run.text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, FEATURES)
    units = sum(position.x_advance for position in buffer.glyph_positions)
    return units / font.face.upem * run.size + run.tracking * len(run.text)
