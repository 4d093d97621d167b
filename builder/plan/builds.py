"""Building a diagram up: the slides that follow a whole picture and show part of it in full colour, the rest muted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder import model
from builder.frozen import dataclass, replace


@dataclass(frozen=True, slots=True)
class Stage:
    """Which step of building a diagram up a slide shows: `number` of `count`, 0 for the whole picture before them."""

    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A slide as it is shown, and the stages of its diagrams by the number of their blocks."""

    slide: model.Slide
    stages: Mapping[int, Stage]


def shown(slide: model.Slide) -> Iterator[Shown]:
    """Yield a slide, then one for each step of its diagrams: the same content, so that nothing moves."""
    built = {index: block.diagram.build for index, block in enumerate(slide.blocks) if isinstance(block, model.Diagram)}
    stages = {index: Stage(0, len(steps)) for index, steps in built.items() if steps}
    yield Shown(slide, stages)
    for index, block in enumerate(slide.blocks):
        if not isinstance(block, model.Diagram):
            continue
        for number, step in enumerate(block.diagram.build, 1):
            part = replace(block, diagram=_at_step(block.diagram, step))
            blocks = (*slide.blocks[:index], part, *slide.blocks[index + 1 :])
            at_step = replace(slide, id=None, title=step.title, blocks=blocks, notes=step.notes, at=step.at)
            yield Shown(at_step, {**stages, index: Stage(number, len(block.diagram.build))})


def _at_step(diagram: model.DiagramContent, step: model.BuildStep) -> model.DiagramContent:
    """Return the diagram with a step's boxes highlighted; its alternative text then tells these only."""
    return replace(diagram, highlight=step.nodes, build=(), alt=None)
