"""A finding block -> the blocks that stand for it, for one audience; and why it can't be shown so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.blocks import Block, Point
from builder.diagnostics import Span
from builder.evidence.charts import chart
from builder.evidence.figures import share
from builder.evidence.icons import icons
from builder.evidence.lines import cites
from builder.evidence.sentences import plain, professional
from builder.evidence.tables import facts, rows
from builder.evidence.voice import Unsayable, capital
from builder.findings import Finding, FindingBlock, FindingContent, ShownAs
from builder.frozen import dataclass, replace
from builder.values import RichText, Run


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a finding can't be shown as asked, and what to do."""

    at: Span
    message: str
    hint: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands for a finding block: blocks, and what could not be made."""

    blocks: tuple[Block, ...]
    refusals: tuple[Refusal, ...] = ()


def show(block: FindingBlock, findings: Mapping[str, Finding], *, lay: bool) -> Shown:
    """Return the blocks for `block.finding`, already the content for this audience."""
    content = block.finding
    known = [(findings[name], at) for name, at in zip(content.ids, content.ids_at, strict=True) if name in findings]
    if not known:
        return Shown(())
    line = findings.get(content.reference) if content.reference else None
    made: list[Block] = []
    refused: list[Refusal] = []
    for part, at in _parts(content, known, lay):
        try:
            made.append(_made(part[0], part[1], at, content, line, lay=lay))
        except Unsayable as why:
            refused.append(Refusal(at, why.message, why.hint))
    return Shown(tuple(_dressed(one, block) for one in made), tuple(refused))


def form_of(content: FindingContent, findings: Sequence[Finding], *, lay: bool) -> ShownAs:
    """Return how findings are shown: as asked; else a sentence, and for patients an icon array where it can be one."""
    if content.form:
        return content.form
    if not lay:
        return "sentence"
    shares = [found for one in findings for arm in one.arms if (found := share(arm))]
    return "icons" if shares and all(found.value is not None for found in shares) else "sentence"


def _parts(
    content: FindingContent, known: Sequence[tuple[Finding, Span]], lay: bool
) -> Iterator[tuple[tuple[ShownAs, list[Finding]], Span]]:
    """Yield what one block is made of: sentences and icon arrays show one finding each, the others all at once."""
    everyone = [finding for finding, _ in known]
    form = form_of(content, everyone, lay=lay)
    if form in ("sentence", "icons"):
        for finding, at in known:
            yield (form, [finding]), at
    else:
        yield (form, everyone), content.at


def _made(
    form: ShownAs, findings: list[Finding], at: Span, content: FindingContent, line: Finding | None, *, lay: bool
) -> Block:
    content = replace(content, at=at)
    made: Block
    match form:
        case "sentence":
            made = sentence(findings[0], at, lay=lay)
        case "icons":
            made = icons(content, findings[0], lay=lay)
        case "chart":
            made = chart(content, findings, lay=lay, reference=line)
        case "facts":
            made = facts(content, findings, lay=lay)
        case "row":
            made = rows(content, findings, lay=lay)
    return replace(made, findings=tuple(finding.id for finding in findings))


def sentence(finding: Finding, at: Span, *, lay: bool) -> Point:
    """Return a finding as a point: its sentence and its citation."""
    words = plain(finding) if lay else capital(professional(finding))
    return Point(point=RichText((Run(f"{words} ", finding=finding.id), cites([finding], at)), at), at=at)


def _dressed(made: Block, block: FindingBlock) -> Block:
    """Return a block with what its finding block had: readers, language, waivers."""
    return replace(made, audiences=block.audiences, language=block.language, waive=block.waive)
