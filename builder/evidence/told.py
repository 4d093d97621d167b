"""A resolved deck -> the same deck with blocks in the place of its finding blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from builder.findings import Finding, FindingBlock
from builder.frozen import replace
from builder.known import Known
from builder.model import Block, Deck, Slide
from builder.within import with_slides

if TYPE_CHECKING:
    from builder.evidence.show import Refusal

ENGLISH = "en"

_TOLD: Known[Slide] = Known(8_000)
_UNTOLD: Known[list[Refusal]] = Known(8_000)
"""By the slide and the findings that it names: what `show` is given, and no more."""


def with_findings(deck: Deck, findings: Mapping[str, Finding], *, lay: bool) -> Deck:
    """Return the deck with every finding shown; one that can't be is left out (`untold` says why)."""
    if not any(_has_findings(slide) for section in deck.sections for slide in section.slides):
        return deck

    def told(slide: Slide) -> Slide:
        if not _has_findings(slide):
            return slide
        named = tuple(map(findings.get, _named(slide)))
        return _TOLD.of(partial(_with_findings, slide, findings, lay), slide, *named, also=lay)

    sections = (with_slides(section, tuple(told(slide) for slide in section.slides)) for section in deck.sections)
    return replace(deck, sections=tuple(sections))


def _with_findings(slide: Slide, findings: Mapping[str, Finding], lay: bool) -> Slide:
    blocks = (one for block in _merged(slide.blocks) for one in _shown(block, findings, lay))
    return replace(slide, blocks=tuple(blocks))


def _named(slide: Slide) -> Iterator[str]:
    """Yield the names of the findings that a slide's blocks show, or show as a line to compare with."""
    for block in slide.blocks:
        if isinstance(block, FindingBlock):
            yield from block.finding.ids
            yield block.finding.reference or ""


def untold(deck: Deck, findings: Mapping[str, Finding], *, lay: bool) -> Iterator[Refusal]:
    """Yield why findings of a resolved deck can't be shown as asked, or in the language that is asked."""
    for section in deck.sections:
        for slide in section.slides:
            if _has_findings(slide):
                language = slide.language or section.language or deck.language
                named = tuple(map(findings.get, _named(slide)))
                yield from _UNTOLD.of(
                    partial(_untold, slide, language, findings, lay),
                    slide,
                    *named,
                    also=(language, lay),
                )


def _untold(slide: Slide, language: str, findings: Mapping[str, Finding], lay: bool) -> list[Refusal]:
    from builder.evidence.show import Refusal, show  # noqa: PLC0415  # only decks with findings

    refused: list[Refusal] = []
    for block in _merged(slide.blocks):
        if isinstance(block, FindingBlock):
            spoken = block.language or language
            if spoken.partition("-")[0].casefold() != ENGLISH:
                hint = "write the words yourself; numbers can be pulled in: `{id.arm.percent}`"
                refused.append(
                    Refusal(block.finding.at, f"findings are put into words in English, not in `{spoken}`", hint)
                )
            refused += show(block, findings, lay=lay).refusals
    return refused


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
