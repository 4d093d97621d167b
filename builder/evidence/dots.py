"""Effects with their intervals as a dot plot: one measure that all findings have, and the line of no difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from builder.blocks import ChartContent, ReferenceLine, Series
from builder.evidence.chart_words import interval_of, label, sizes, title_of
from builder.evidence.lines import series_of
from builder.evidence.voice import Unsayable, Voice
from builder.findings import RELATIVE, Effect, EffectMeasure, Finding

NAMES: Mapping[EffectMeasure, str] = {
    "RD": "Difference",
    "MD": "Difference",
    "SMD": "Standardised difference",
    "RR": "Risk ratio",
    "OR": "Odds ratio",
    "HR": "Hazard ratio",
}


def dots(findings: Sequence[Finding], voice: Voice) -> ChartContent:
    """Return the estimates of findings, each with its interval. Raises `Unsayable` where they share no measure."""
    measure = _common(findings)
    effects = [_effect_of(one, measure) for one in findings]
    units = {"RD": "points", "MD": findings[0].unit or ""}
    if measure == "MD" and len({one.unit for one in findings}) > 1:
        raise Unsayable("mean differences in different units can't share an axis", "make a chart for each unit")
    name, unit = NAMES[measure], units.get(measure, "")
    return ChartContent(
        kind="dot",
        title=title_of(f"{name}: {series_of(tuple(dict.fromkeys(one.outcome.name for one in findings)))}"),
        categories=tuple(label(one) for one in findings),
        series=(Series(name="", values=tuple(effect.value for effect in effects)),),
        interval=interval_of([effect.value for effect in effects], effects[0].level),
        n=sizes(findings),
        reference=_no_difference(findings, measure),
        log=measure in RELATIVE,
        value_title=f"{name}, {unit}" if unit else name,
    )


def _common(findings: Sequence[Finding]) -> EffectMeasure:
    """Return the first measure of effect that all findings have."""
    for effect in findings[0].effects:
        everywhere = all(any(other.measure == effect.measure for other in one.effects) for one in findings)
        if everywhere and effect.measure in NAMES:
            return effect.measure
    raise Unsayable("a dot plot needs one measure of effect that all findings have", "such as MD, RD or HR")


def _effect_of(finding: Finding, measure: EffectMeasure) -> Effect:
    return next(effect for effect in finding.effects if effect.measure == measure)


def _no_difference(findings: Sequence[Finding], measure: EffectMeasure) -> ReferenceLine:
    """Return the line of no difference; what its sides mean, where the records say what is better."""
    better = {one.outcome.direction for one in findings}
    given, compared = "Favours what was given", "Favours the comparison"
    below, above = None, None
    if better == {"lower is better"}:
        below, above = given, compared
    elif better == {"higher is better"}:
        below, above = compared, given
    return ReferenceLine(value=Decimal(measure in RELATIVE), label="No difference", below=below, above=above)
