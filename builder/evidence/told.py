"""A resolved deck -> the same deck with blocks in the place of its finding blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from builder.findings import Finding, FindingBlock
from builder.frozen import replace
from builder.model import Block, Deck, Slide

if TYPE_CHECKING:
    from builder.evidence.show import Refusal

ENGLISH = "en"


def with_findings(deck: Deck, findings: Mapping[str, Finding], *, lay: bool) -> Deck:
    """Return the deck with every finding shown; one that can't be is left out (`untold` says why)."""
    if not any(_has_findings(slide) for section in deck.sections for slide in section.slides):
        return deck

    def told(slide: Slide) -> Slide:
        if not _has_findings(slide):
            return slide
        blocks = (one for block in _merged(slide.blocks) for one in _shown(block, findings, lay))
        return replace(slide, blocks=tuple(blocks))

    sections = (replace(section, slides=tuple(told(slide) for slide in section.slides)) for section in deck.sections)
    return replace(deck, sections=tuple(sections))


def untold(deck: Deck, findings: Mapping[str, Finding], *, lay: bool) -> Iterator[Refusal]:
    """Yield why findings of a resolved deck can't be shown as asked, or in the language that is asked."""
    for section in deck.sections:
        for slide in section.slides:
            for block in _merged(slide.blocks):
                if isinstance(block, FindingBlock):
                    from builder.evidence.show import Refusal, show  # noqa: PLC0415  # only decks with findings

                    language = block.language or slide.language or section.language or deck.language
                    if language.partition("-")[0].casefold() != ENGLISH:
                        hint = "write the words yourself; numbers can be pulled in: `{id.arm.percent}`"
                        yield Refusal(
                            block.finding.at, f"findings are put into words in English, not in `{language}`", hint
                        )
                    yield from show(block, findings, lay=lay).refusals


def _has_findings(slide: Slide) -> bool:
    return any(isinstance(block, FindingBlock) for block in slide.blocks)


def _shown(block: Block, findings: Mapping[str, Finding], lay: bool) -> tuple[Block, ...]:
    if not isinstance(block, FindingBlock):
        return (block,)
    from builder.evidence.show import show  # noqa: PLC0415  # only decks with findings

    return show(block, findings, lay=lay).blocks


def _merged(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks with rows of evidence that follow each other as one table."""
    waiting: FindingBlock | None = None
    for block in blocks:
        row = isinstance(block, FindingBlock) and block.finding.form == "row"
        if row and waiting and isinstance(block, FindingBlock) and _joins(waiting, block):
            first, second = waiting.finding, block.finding
            joined = replace(first, ids=first.ids + second.ids, ids_at=first.ids_at + second.ids_at)
            waiting = replace(waiting, finding=joined)
            continue
        if waiting:
            yield waiting
        waiting = block if row and isinstance(block, FindingBlock) else None
        if waiting is None:
            yield block
    if waiting:
        yield waiting


def _joins(first: FindingBlock, second: FindingBlock) -> bool:
    """Tell whether a row continues a table: it brings no title, readers or waivers of its own."""
    same = (second.audiences, second.language) == (first.audiences, first.language)
    return same and second.finding.title is None and not second.waive
