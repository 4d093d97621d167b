"""Findings as charts: the same blocks that an author would write, with numbers from the records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from builder.blocks import Chart, ChartContent, ReferenceLine, Series
from builder.diagnostics import Span
from builder.evidence.figures import comparator_arm, exposure_arm, middle, share, whole
from builder.evidence.hours import hours
from builder.evidence.lines import series_of, source_line, warning_of
from builder.evidence.sentences import plain, professional, weakened
from builder.evidence.voice import Unsayable, Voice, capital
from builder.findings import RELATIVE, ChartForm, Effect, EffectMeasure, Finding, FindingContent
from builder.values import Measure, RichText, Run

WIDE = 20
"""How many times the smallest number the largest may be on a plain axis."""

DAYS_FROM = 14 * 24
"""Hours from which a time axis counts in days."""

NAMES: Mapping[EffectMeasure, str] = {
    "RD": "Difference",
    "MD": "Difference",
    "SMD": "Standardised difference",
    "RR": "Risk ratio",
    "OR": "Odds ratio",
    "HR": "Hazard ratio",
}


def chart(content: FindingContent, findings: Sequence[Finding], *, lay: bool) -> Chart:
    """Return findings as a chart. Raises `Unsayable` where the records don't make one."""
    if lay and (len(findings) > 1 or not _shares(findings[0])):
        hint = "show each as `icons` or as a `sentence`"
        raise Unsayable("patients get charts of one finding with percentages only", hint)
    made = _MAKERS[content.kind or _kind(findings)](findings, Voice(lay=lay))
    at = content.at
    marked = tuple(label(one) for one in findings if one.id in content.highlight)
    words = content.note or _words(_note(findings, lay), at)
    made = replace(
        made,
        title=content.title or (made.title and replace(made.title, at=at)),
        highlight=marked if marked and made.kind != "line" else made.highlight,
        note=words,
        source=source_line(findings, at),
        alt=content.alt or _alt(findings, lay),
        at=at,
    )
    return Chart(chart=made, at=at)


def _kind(findings: Sequence[Finding]) -> ChartForm:
    first = findings[0]
    if all(one.effects for one in findings) and (len(findings) > 1 or not _shares(first)):
        return "dot"
    if all(_shares(one) for one in findings):
        return "line" if _is_course(findings) else "bar"
    if any(arm.value for arm in first.arms):
        return "range"
    raise Unsayable(f"`{first.id}` holds no numbers that a chart could show", "add `percent`, `value` or `effect`")


def _shares(finding: Finding) -> list[Measure]:
    return [found for arm in finding.arms if (found := share(arm))]


def _is_course(findings: Sequence[Finding]) -> bool:
    """Tell whether findings are one group of people over time."""
    times = {hours(one.time.text) for one in findings}
    alone = all(len(_shares(one)) == 1 for one in findings)
    same = len({(one.source.ref, one.population.text) for one in findings}) == 1
    return alone and same and len(times) > 2 and None not in times


def _alt(findings: Sequence[Finding], lay: bool) -> str:
    if lay:
        return plain(findings[0])
    return ". ".join(capital(professional(one)) for one in findings) + "."


def _note(findings: Sequence[Finding], lay: bool) -> str:
    """Return what a reader must know: what the outcome means, how it was found, that unlike studies are no ranking."""
    if lay:
        first = findings[0]
        return "There was no comparison group." if first.exposure and not first.comparator else ""
    defined = {one.outcome.name: one.outcome.definition for one in findings if one.outcome.definition}
    parts = [f"{capital(name)}: {meaning}." for name, meaning in defined.items()] if len(defined) < 3 else []
    facts = {tuple(_facts(one)) for one in findings}
    if len(facts) == 1:
        parts.append(f"{capital('; '.join(facts.pop()))}.")
    parts.append(warning_of(findings))
    return " ".join(part for part in parts if part)


def _facts(finding: Finding) -> list[str]:
    size = [f"n = {whole(finding.n)}"] if finding.n else []
    return [*size, finding.design, *weakened(finding)]


def _words(text: str, at: Span) -> RichText | None:
    return RichText((Run(text),), at) if text else None


def _title(*parts: str) -> RichText:
    """Return a title that gets its place from its block."""
    return RichText((Run("".join(parts)),), Span("?"))


def label(finding: Finding) -> str:
    """Return what a finding is called on an axis: its label, or what was compared and when."""
    if finding.label:
        return finding.label
    exposure = finding.exposure or (arm.label if (arm := exposure_arm(finding)) else finding.population.text)
    against = f" v {finding.comparator}" if finding.comparator else ""
    return f"{capital(exposure)}{against}, {finding.time.text}"


def _outcomes(findings: Sequence[Finding]) -> str:
    return capital(series_of(tuple(dict.fromkeys(one.outcome.name for one in findings))))


def _sizes(findings: Sequence[Finding]) -> tuple[int | None, ...]:
    return tuple(one.n for one in findings) if any(one.n for one in findings) else ()


def _interval(values: Sequence[Measure | None], level: Decimal = Decimal(95)) -> str | None:
    return f"{level:f}% CI" if any(value and value.bounded for value in values) else None


# One function a kind; shares stand on an axis of all people, so that no difference is made to look large.


def _bars(findings: Sequence[Finding], voice: Voice) -> ChartContent:
    if len(findings) == 1:
        return _arms(findings[0], voice)
    values = [share(arm) if (arm := exposure_arm(one)) else None for one in findings]
    if any(found is None for found in values):
        raise Unsayable("bars need a percentage, or events and n, in every finding")
    others = [share(arm) if (arm := comparator_arm(one)) else None for one in findings]
    compared = any(others)
    what = _outcomes(findings)
    return ChartContent(
        kind="bar",
        title=_title(what, ", and the comparison group where there was one" if compared else ""),
        categories=tuple(label(one) for one in findings),
        series=(Series(name="", values=tuple(values)),),
        unit="%",
        interval=_interval(values),
        horizontal=True,
        comparator=tuple(middle(found) if found else None for found in others) if compared else (),
        comparator_name="Comparison group" if compared else None,
        n=_sizes(findings),
        value_title=what,
        min=Decimal(0),
        max=Decimal(100),
    )


def _arms(finding: Finding, voice: Voice) -> ChartContent:
    arms = [(arm, found) for arm in finding.arms if (found := share(arm))]
    if not arms:
        raise Unsayable(f"bars need a percentage, or events and n, and `{finding.id}` has none")
    names = tuple(capital(voice.people(arm, finding)) for arm, _ in arms)
    when = voice.time(finding)
    return ChartContent(
        kind="bar",
        title=_title(capital(voice.outcome(finding)), f", {when}" if when and not voice.lay else ""),
        categories=names,
        series=(Series(name="", values=tuple(found for _, found in arms)),),
        unit="%",
        interval=_interval([found for _, found in arms]),
        horizontal=True,
        n=tuple(arm.n for arm, _ in arms) if any(arm.n for arm, _ in arms) else (),
        highlight=names[:1] if len(arms) > 1 else (),
        min=Decimal(0),
        max=Decimal(100),
    )


def _line(findings: Sequence[Finding], voice: Voice) -> ChartContent:
    at = {(one.outcome.name, hours(one.time.text)): found for one in findings for found in _shares(one)[:1]}
    times = sorted({time for _, time in at if time is not None})
    if len(times) < 2 or len(at) < len(findings) or any(time is None for _, time in at):
        raise Unsayable("a line needs one percentage at each of two times or more, such as `24 hours` and `day 7`")
    names = tuple(dict.fromkeys(one.outcome.name for one in findings))
    unit, each = ("Hours", 1) if times[-1] < DAYS_FROM else ("Days", 24)
    return ChartContent(
        kind="line",
        title=_title(_outcomes(findings), f" after {findings[0].exposure}" if findings[0].exposure else ""),
        categories=tuple(f"{Decimal(time) / each:f}" for time in times),
        series=tuple(
            Series(name=capital(name), values=tuple(at.get((name, time)) for time in times)) for name in names
        ),
        unit="%",
        interval=_interval(tuple(at.values())),
        highlight=(capital(names[0]),) if len(names) > 1 else (),
        category_title=f"{unit} after {findings[0].exposure or 'the start'}",
        min=Decimal(0),
        max=Decimal(100),
    )


def _dots(findings: Sequence[Finding], voice: Voice) -> ChartContent:
    measure = _common(findings)
    effects = [_effect_of(one, measure) for one in findings]
    units = {"RD": "points", "MD": findings[0].unit or ""}
    if measure == "MD" and len({one.unit for one in findings}) > 1:
        raise Unsayable("mean differences in different units can't share an axis", "make a chart for each unit")
    name, unit = NAMES[measure], units.get(measure, "")
    return ChartContent(
        kind="dot",
        title=_title(f"{name}: {series_of(tuple(dict.fromkeys(one.outcome.name for one in findings)))}"),
        categories=tuple(label(one) for one in findings),
        series=(Series(name="", values=tuple(effect.value for effect in effects)),),
        interval=_interval([effect.value for effect in effects], effects[0].level),
        n=_sizes(findings),
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


def _ranges(findings: Sequence[Finding], voice: Voice) -> ChartContent:
    rows = [(one, arm, arm.value) for one in findings for arm in one.arms if arm.value]
    if not rows or len({one.unit for one, _, _ in rows}) > 1:
        raise Unsayable("a range chart needs values in one unit", "give every finding the same `unit`")
    low = min(value.numbers[0] for _, _, value in rows)
    high = max(value.numbers[-1] for _, _, value in rows)
    several = len(findings) > 1
    unit = findings[0].unit
    return ChartContent(
        kind="range",
        title=_title(_outcomes(findings)),
        categories=tuple(label(one) if several else capital(arm.label) for one, arm, _ in rows),
        series=(Series(name="", values=tuple(value for _, _, value in rows)),),
        unit=f" {unit}" if unit else "",
        log=low > 0 and high / low > WIDE,
        value_title=capital(unit) if unit else None,
    )


_MAKERS: Mapping[ChartForm, Callable[[Sequence[Finding], Voice], ChartContent]] = {
    "bar": _bars,
    "dot": _dots,
    "line": _line,
    "range": _ranges,
}
