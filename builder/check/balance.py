"""RISK001 and RISK005: benefits and harms have equal weight in what patients read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from builder.check.governance import waiver_fault
from builder.check.risk import FREQUENCY
from builder.check.rule import Readers, Reading, Waivable
from builder.diagnostics import Diagnostic, Severity
from builder.evidence.grade import change
from builder.findings import Finding
from builder.model import Block, Chart, Compare, Icons, Side, Waiver
from builder.values import RichText, Run
from builder.within import rich_texts

Way: TypeAlias = Literal["benefit", "harm"]
WAYS: tuple[Way, ...] = ("benefit", "harm")

EVEN = 2
"""How many times as much one side may get as the other."""


def way_of(finding: Finding) -> Way | None:
    """Return whether a finding tells a benefit or a harm of treatment; None where the record can't tell."""
    if finding.population.kind in ("non-medical", "animals", "in vitro") or not finding.outcome.direction:
        return None
    good = finding.outcome.direction == "higher is better"
    found = change(finding) if finding.comparator else None
    if found and found.points == 0:
        return None
    return "benefit" if (found.rises if found else True) == good else "harm"


def unbalanced_edition(reading: Reading) -> Iterator[Waivable]:
    """RISK001: benefits and harms don't have equal weight.

    What: in editions for patients and the public, the outcomes of treatment that findings show, by
    `outcome.direction` and the way they go: both sides are there, and neither has more than twice the outcomes, or
    pictures, of the other. Outcomes are an error, pictures a warning. Findings without `direction`, of animals, or of
    use outside of medicine don't count; a point of a comparison with a number counts for its side. A waiver at a
    block or slide leaves it out of the count.

    Why: of 24 leaflets for patients that were looked at, none gave both in equal detail. What is drawn looks large.

    Example: a leaflet with three icon arrays of response and one sentence on side effects.

    What to do: add findings of the other side, in the same form (`as: icons` for both, or `as: facts`).

    Source: IPDAS 2013, items on balance; CDC Clear Communication Index, item 19.
    """
    if not reading.lay:
        return
    shown = list(_outcomes(reading))
    drawn = [one for one in shown if one.drawn]
    for outcomes, what, severity in ((shown, "outcomes", Severity.ERROR), (drawn, "pictures", Severity.WARNING)):
        if found := _lopsided(outcomes, what):
            first, message = found
            help_text = "give both sides as many outcomes, in the same form"
            yield Diagnostic(first.block.at, "RISK001", message, severity, help_text), first.waive
            return


class _Outcome(NamedTuple):
    """An outcome that is shown: its side and name, whether it is drawn, and where."""

    way: Way
    name: str
    drawn: bool
    block: Block
    waive: tuple[Waiver, ...]


def _outcomes(reading: Reading) -> Iterator[_Outcome]:
    """Yield every outcome of treatment that an edition shows, wherever it does."""
    reviewed = reading.deck.governance.last_reviewed
    for slide in (slide for section in reading.deck.sections for slide in section.slides):
        for block in slide.blocks:
            waive = block.waive + slide.waive
            if any(one.rule == "RISK001" and not waiver_fault(one, reviewed) for one in waive):
                continue
            for finding in _findings_of(block, reading):
                if way := way_of(finding):
                    yield _Outcome(way, finding.outcome.name, isinstance(block, Chart | Icons), block, waive)
            for side in block.compare.sides if isinstance(block, Compare) else ():
                for point in side.points:
                    if side.kind != "neutral" and FREQUENCY.search(point.text) and not _taken(point):
                        yield _Outcome(side.kind, point.text, False, block, waive)


def _findings_of(block: Block, reading: Reading) -> Iterator[Finding]:
    """Yield the findings that a block shows, or takes numbers from."""
    names = [name for text in rich_texts(block) for name in _taken(text)]
    for name in dict.fromkeys([*block.findings, *names]):
        if finding := reading.evidence.by_id.get(name):
            yield finding


def _taken(text: RichText) -> list[str]:
    return [run.finding for run in text.inlines if isinstance(run, Run) and run.finding]


def _lopsided(shown: Sequence[_Outcome], what: str) -> tuple[_Outcome, str] | None:
    """Return where and how one side outweighs the other."""
    sides = {way: {one.name: one for one in reversed(shown) if one.way == way} for way in WAYS}
    (more, many), (less, few) = sorted(sides.items(), key=lambda side: -len(side[1]))
    if len(many) <= EVEN * len(few):
        return None
    counts = f"{len(many)} {what} of {more} and {len(few) or 'none'} of {less}"
    first = next(one for one in shown if one.way == more)
    return first, f"benefits and harms are out of balance: {counts}"


def unbalanced_sides(block: Block, readers: Readers) -> Iterator[Diagnostic]:
    """RISK005: the sides of a comparison don't have equal weight.

    What: a `compare` block in what patients and the public read, one of whose sides is a benefit and one a harm. An
    error where one side has numbers and the other only words, a warning where one side has more than twice the points
    or the words of the other.

    Why: numbers for what helps, and words for what harms, is how advertising speaks.

    Example:

        - compare:
            sides:                                             # RISK005
              - {kind: benefit, title: What helps, points: ["45 in 100 people feel much better"]}
              - {kind: harm, title: What harms, points: [You may feel spaced out]}

    What to do: give both sides numbers out of the same denominator, and about the same room.

    Source: IPDAS 2013, items on balance; CDC Clear Communication Index, item 19.
    """
    if not isinstance(block, Compare) or not readers.lay:
        return
    sides = {side.kind: side for side in block.compare.sides if side.kind != "neutral"}
    if len(sides) < 2:
        return
    numbered = {kind: any(FREQUENCY.search(point.text) for point in side.points) for kind, side in sides.items()}
    if numbered["benefit"] != numbered["harm"]:
        with_numbers, without = ("benefit", "harm") if numbered["benefit"] else ("harm", "benefit")
        message = f"the {with_numbers} has numbers and the {without} has none"
        yield Diagnostic(block.at, "RISK005", message, help="give both sides numbers, out of the same denominator")
    counts: tuple[tuple[str, Callable[[Side], int]], ...] = (
        ("points", lambda side: len(side.points)),
        ("words", lambda side: sum(len(point.text.split()) for point in side.points)),
    )
    for what, count in counts:
        few, many = sorted((count(side), kind) for kind, side in sides.items())
        if many[0] > EVEN * few[0]:
            message = f"the {many[1]} has {many[0]} {what} and the {few[1]} has {few[0]}"
            yield Diagnostic(block.at, "RISK005", message, Severity.WARNING, "give both sides about the same room")
            return
