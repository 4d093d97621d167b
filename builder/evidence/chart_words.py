"""What the charts of findings share: labels, titles, units, sizes, intervals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from builder.diagnostics import Span
from builder.evidence.figures import exposure_arm, share, suffix
from builder.evidence.lines import series_of
from builder.evidence.voice import Unsayable, capital
from builder.findings import Arm, Finding
from builder.values import Measure, RichText, Run


def shares(finding: Finding) -> list[Measure]:
    """Return the percentages of a finding's arms."""
    return [found for arm in finding.arms if (found := share(arm))]


def words_of(text: str, at: Span) -> RichText | None:
    """Return a text at its block's place, or None for no words."""
    return RichText((Run(text),), at) if text else None


def title_of(*parts: str) -> RichText:
    """Return a title that gets its place from its block."""
    return RichText((Run("".join(parts)),), Span("?"))


def label(finding: Finding) -> str:
    """Return what a finding is called on an axis: its label, or what was compared and when."""
    if finding.label:
        return finding.label
    exposure = finding.exposure or (arm.label if (arm := exposure_arm(finding)) else finding.population.text)
    against = f" v {finding.comparator}" if finding.comparator else ""
    return f"{capital(exposure)}{against}, {finding.time.text}"


def labels(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return what stands at each row. Where outcomes differ, they are named: alone within a study, else in front."""
    outcomes = [capital(one.outcome.name) for one in findings]
    if outcome_of(findings) or not all(shares(one) for one in findings):
        return tuple(label(one) for one in findings)
    if len({one.source.ref for one in findings}) == 1 and len(set(outcomes)) == len(outcomes):
        return tuple(outcomes)
    return tuple(f"{outcome}: {label(one)}" for outcome, one in zip(outcomes, findings, strict=True))


def outcome_of(findings: Sequence[Finding]) -> str | None:
    """Return the one outcome that all findings measured, if it is one; what somebody claimed measured nothing."""
    names = {one.outcome.name for one in findings if one.basis != "attributed"}
    return names.pop() if len(names) == 1 else None


def figure_of(arm: Arm | None) -> Measure | None:
    """Return the number of an arm: its percentage, or else its value."""
    return (share(arm) or arm.value) if arm else None


def unit_of(findings: Sequence[Finding]) -> str:
    """Return the one unit of all numbers, as it follows them. Raises `Unsayable`."""
    units = {"%" if share(arm) else suffix(one.unit or "") for one in findings for arm in one.arms if figure_of(arm)}
    if len(units) != 1:
        raise Unsayable(
            "a chart shows numbers in one unit", "percentages in every finding, or values in the same `unit`"
        )
    return units.pop()


def given_of(findings: Sequence[Finding]) -> str:
    """Return the name of the bars: what all were given, where it is one."""
    names = {arm.label for one in findings if (arm := exposure_arm(one))}
    return capital(names.pop()) if len(names) == 1 else "Treated"


def compared_with(findings: Sequence[Finding]) -> str:
    """Return the name of the outlines: the comparator, where it is one."""
    names = {one.comparator for one in findings}
    only = names.pop() if len(names) == 1 else None
    return capital(only) if only else "Comparison group"


def outcomes(findings: Sequence[Finding]) -> str:
    """Return the outcomes as a series."""
    return capital(series_of(tuple(dict.fromkeys(one.outcome.name for one in findings))))


def sizes(findings: Sequence[Finding]) -> tuple[int | None, ...]:
    """Return how many people stand behind each finding; nothing where no record says so."""
    return tuple(one.n for one in findings) if any(one.n for one in findings) else ()


def interval_of(values: Sequence[Measure | None], level: Decimal = Decimal(95)) -> str | None:
    """Return the name of the intervals, if any value has one."""
    return f"{level:f}% CI" if any(value and value.bounded for value in values) else None
