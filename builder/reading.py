"""How to read a chart, in words for patients and the public: the author's, or sentences made from the kind of chart.

Professionals get no such line. The sentences are English; a deck in another language has those that its author writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builder.frozen import replace
from builder.known import Known
from builder.model import Block, Chart, ChartContent, Deck, Section, Slide
from builder.values import words
from builder.within import with_slides

_SLIDES: Known[Slide] = Known(8_000)

FIGURES = {"person": "figure", "circle": "circle", "square": "square"}


def with_reading(deck: Deck, *, lay: bool) -> Deck:
    """Return the deck with a how-to-read line on each chart for lay readers, and on none for others."""
    return replace(deck, sections=tuple(_section(section, deck, lay) for section in deck.sections))


def _section(section: Section, deck: Deck, lay: bool) -> Section:
    language = section.language or deck.language
    slides = (
        _SLIDES.of(partial(_slide, slide, language, lay), slide, also=(language, lay)) for slide in section.slides
    )
    return with_slides(section, tuple(slides))


def _slide(slide: Slide, language: str, lay: bool) -> Slide:
    if not any(isinstance(block, Chart) for block in slide.blocks):
        return slide
    return replace(slide, blocks=tuple(_block(block, slide.language or language, lay) for block in slide.blocks))


def _block(block: Block, language: str, lay: bool) -> Block:
    if not isinstance(block, Chart):
        return block
    chart = block.chart
    if not lay:
        return replace(block, chart=replace(chart, read=None)) if chart.read else block
    if chart.read or (block.language or language).partition("-")[0].lower() != "en":
        return block
    return replace(block, chart=replace(chart, read=words(how_to_read(chart), chart.at)))


def how_to_read(chart: ChartContent) -> str:
    """Return how to read a chart, in short sentences."""
    return " ".join(("How to read this:", *_kind(chart), *_marks(chart)))


def _kind(chart: ChartContent) -> Iterator[str]:
    """Yield what the shapes of a kind mean."""
    match chart.kind:
        case "bar" | "grouped-bar":
            percent = chart.unit.strip().startswith("%")
            yield (
                "each bar shows how many out of 100. A longer bar means more."
                if percent
                else "a longer bar means more."
            )
        case "stacked-bar":
            yield "each bar is the whole group, split into parts." if chart.shares else "each bar is split into parts."
            yield "A longer part means more."
        case "line":
            yield "follow a line from left to right. Where it goes up, the number goes up."
        case "dot":
            yield "each mark shows one number. Further to the right means more."
        case "range":
            yield "each bar goes from the lowest to the highest number. A diamond is a single number."
        case "pictogram":
            what = FIGURES[chart.symbol]
            each = f"{chart.each:f} {chart.unit.strip()}".strip() if chart.each is not None else "the same number"
            yield f"each {what} stands for {each}. More {what}s mean more."


def _marks(chart: ChartContent) -> Iterator[str]:
    """Yield what stands beside the shapes: comparison, intervals, scale, reference line, stripes."""
    if chart.comparator_name:
        yield f"The {'grey bar' if chart.kind == 'bar' else 'diamond'} shows: {chart.comparator_name}."
    if chart.interval:
        sure = any(word in chart.interval.casefold() for word in ("ci", "confidence"))
        yield "A short thin line means that we are more sure." if sure else f"The thin line shows: {chart.interval}."
    if chart.log:
        yield "On the scale, each step is a multiple of the step before."
    line = chart.reference
    if line:
        yield f"The dashed line shows: {line.label or format(line.value, 'f')}."
        if line.below and line.above:
            yield f"Left of it: {line.below}. Right of it: {line.above}."
    if chart.tentative and chart.kind in ("bar", "grouped-bar", "stacked-bar"):
        yield "A striped bar is less certain."
