"""Building a diagram up: the slides that follow a whole picture and show part of it in full colour, the rest muted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder import model


def shown(slide: model.Slide) -> Iterator[model.Slide]:
    """Yield a slide, then one for each step of its diagrams: the same content, so that nothing moves."""
    yield slide
    for index, block in enumerate(slide.blocks):
        if not isinstance(block, model.Diagram):
            continue
        for step in block.diagram.build:
            part = replace(block, diagram=_at_step(block.diagram, step))
            blocks = (*slide.blocks[:index], part, *slide.blocks[index + 1 :])
            yield replace(slide, id=None, title=step.title, blocks=blocks, notes=step.notes, at=step.at)


def _at_step(diagram: model.DiagramContent, step: model.BuildStep) -> model.DiagramContent:
    """Return the diagram with a step's boxes highlighted; its alternative text then tells these only."""
    return replace(diagram, highlight=step.nodes, build=(), alt=None)
