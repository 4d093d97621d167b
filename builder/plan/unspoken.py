"""A deck without what its lecturer says: for outputs that print no speaker notes."""

from __future__ import annotations

from builder.frozen import replace
from builder.model import Block, Deck, Diagram, Slide


def unspoken(deck: Deck) -> Deck:
    """Return a deck without speaker notes: where they aren't printed, nothing that only they cite is listed."""
    sections = tuple(replace(one, slides=tuple(map(_unspoken, one.slides))) for one in deck.sections)
    return replace(deck, sections=sections)


def _unspoken(slide: Slide) -> Slide:
    return replace(slide, notes=None, blocks=tuple(map(_unspoken_block, slide.blocks)))


def _unspoken_block(block: Block) -> Block:
    if not isinstance(block, Diagram):
        return block
    build = tuple(replace(step, notes=None) for step in block.diagram.build)
    return replace(block, diagram=replace(block.diagram, build=build))
