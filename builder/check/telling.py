"""Where findings are put into an author's words: claims, titles over findings, sentences that hold their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from builder.check.rule import Evidence, Outline, Readers, Told, english
from builder.check.sentences import asserted
from builder.check.traced import own_words
from builder.findings import Finding
from builder.model import Slide
from builder.passages import Kind, Passage
from builder.values import Run
from builder.within import rich_texts


def shown_to_lay(outline: Outline) -> frozenset[str]:
    """Return the ids of the findings that an edition for patients or the public shows or takes numbers from."""
    decks = {id(reading.deck): reading.deck for reading in outline.readings if reading.lay}
    shown: set[str] = set()
    if not outline.deck.findings:
        return frozenset()
    for deck in decks.values():
        for text in rich_texts(deck):
            shown.update(run.finding for run in text.inlines if isinstance(run, Run) and run.finding)
        for slide in (slide for section in deck.sections for slide in section.slides):
            shown.update(name for block in slide.blocks for name in block.findings)
    return frozenset(shown)


def told_of(finding: Finding) -> Iterator[Told]:
    """Yield a record's own words."""
    yield Told(finding.claim.text, finding.claim.at, "claim", lay=False)
    if finding.plain:
        yield Told(finding.plain.text, finding.plain.at, "plain", lay=True)


Telling: TypeAlias = tuple[Told, tuple[Finding, ...]]
"""Words, and the findings that they are about."""


def told_in(passage: Passage, readers: Readers) -> Telling | None:
    """Return what a passage says of findings: the sentences that hold their numbers, or a picture's title."""
    block = passage.block
    if not readers.evidence.by_id or passage.kind is Kind.QUOTE or not english(readers, block):
        return None
    names = [run.finding for run in passage.text.inlines if isinstance(run, Run) and run.finding]
    if names:
        words = " ".join(sentence for sentence in asserted(own_words(passage)) if "#" in sentence)
        return _telling(Told(words, passage.text.at, "passage", lay=readers.lay), names, readers.evidence)
    if block and block.findings and passage.kind is Kind.CAPTION:
        told = Told(passage.text.text, passage.text.at, "title", lay=readers.lay)
        return _telling(told, block.findings, readers.evidence)
    return None


def told_by_title(slide: Slide, readers: Readers) -> Telling | None:
    """Return what a slide's title says of the findings that the slide shows; None where it may rest on more sources."""
    names = [name for block in slide.blocks for name in block.findings]
    if not names or not english(readers):
        return None
    shown = {source.ref for name in names if (one := readers.evidence.by_id.get(name)) for source in one.sources}
    if not {citation.key for text in rich_texts(slide) for citation in text.citations} <= shown:
        return None
    return _telling(Told(slide.title.text, slide.title.at, "title", lay=readers.lay), names, readers.evidence)


def _telling(told: Told, names: Iterable[str], evidence: Evidence) -> Telling | None:
    by_id = evidence.by_id
    findings = tuple(by_id[name] for name in dict.fromkeys(names) if name in by_id)
    return (told, findings) if told.words and findings else None
