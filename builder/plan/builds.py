"""Building a diagram up: the slides that follow a whole picture and show part of it in full colour, the rest muted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder import model
from builder.frozen import dataclass, replace
from builder.known import Known
from builder.values import RichText, words


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


_SHOWN: Known[tuple[Shown, ...]] = Known(2_000)
_LISTS: Known[Shown] = Known(64)


def shown(slide: model.Slide) -> tuple[Shown, ...]:
    """Return a slide, then one for each step of its diagrams: the same content, so that nothing moves."""
    return _SHOWN.of(lambda: tuple(_shown(slide)), slide)


def _shown(slide: model.Slide) -> Iterator[Shown]:
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


def listing(title: str, texts: Sequence[RichText]) -> Shown:
    """Return a slide that lists texts as points, with a title that no author wrote."""
    return _LISTS.of(lambda: _listing(title, texts), *texts, also=title)


def _listing(title: str, texts: Sequence[RichText]) -> Shown:
    at = texts[0].at
    blocks = tuple(model.Point(point=text, at=text.at) for text in texts)
    return Shown(model.Slide(title=words(title, at), blocks=blocks, at=at), {})


def _at_step(diagram: model.DiagramContent, step: model.BuildStep) -> model.DiagramContent:
    """Return the diagram with a step's boxes highlighted; its alternative text then tells these only."""
    return replace(diagram, highlight=step.nodes, build=(), alt=None)
