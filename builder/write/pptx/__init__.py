"""PowerPoint: a plan of slides -> a deck of native, editable objects."""

from __future__ import annotations

from builder.write.pptx.deck import write_pptx

__all__ = ["write_pptx"]
