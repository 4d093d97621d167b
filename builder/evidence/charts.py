"""Findings as charts: the same blocks that an author would write, with numbers from the records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from builder.blocks import Chart, ChartContent, ReferenceLine, Series
from builder.evidence.chart_words import (
    compared_with,
    figure_of,
    given_of,
    interval_of,
    label,
    labels,
    outcome_of,
    outcomes,
    shares,
    sizes,
    title_of,
    unit_of,
    words_of,
)
from builder.evidence.dots import dots
from builder.evidence.figures import comparator_arm, exposure_arm, measure, middle, suffix, whole
from builder.evidence.hours import hours
from builder.evidence.lines import source_line, warning_of
from builder.evidence.sentences import plain, professional, weakened
from builder.evidence.voice import Unsayable, Voice, capital
from builder.findings import ChartForm, Finding, FindingContent
from builder.frozen import replace
from builder.values import Measure

WIDE = 20
"""How many times the smallest number the largest may be on a plain axis."""

UPRIGHT = 3
"""How many bars stand upright before they lie; long labels make them lie by themselves."""

DAYS_FROM = 14 * 24
"""Hours from which a time axis counts in days."""


def chart(
    content: FindingContent, findings: Sequence[Finding], *, lay: bool, reference: Finding | None = None
) -> Chart:
    """Return findings as a chart; `reference` is drawn as a line across it. Raises `Unsayable`."""
    if lay and (len(findings) > 1 or not shares(findings[0])):
        hint = "show each as `icons` or as a `sentence`"
        raise Unsayable("patients get charts of one finding with percentages only", hint)
    made = _MAKERS[content.kind or _kind(findings)](findings, Voice(lay=lay))
    at = content.at
    names = dict(zip((one.id for one in findings), labels(findings), strict=True))
    marked = tuple(names[one.id] for one in findings if one.id in content.highlight)
    weak = tuple(names[one.id] for one in findings if one.id in content.tentative or one.basis == "attributed")
    words = content.note or words_of(_note(findings, lay), at)
    made = replace(
        made,
        title=content.title or (made.title and replace(made.title, at=at)),
        highlight=marked if marked and made.kind != "line" else made.highlight,
        tentative=weak if made.kind != "line" and len(findings) > 1 else (),
        reference=_line_at(reference, made.kind) if reference else made.reference,
        note=words,
        source=source_line(
            [*findings, reference] if reference else findings, at, _study(findings) if content.note else ""
        ),
        alt=content.alt or _alt(findings, lay),
        at=at,
    )
    return Chart(chart=made, at=at)


def _kind(findings: Sequence[Finding]) -> ChartForm:
    first = findings[0]
    if all(one.effects for one in findings) and (len(findings) > 1 or not shares(first)):
        return "dot"
    if all(shares(one) for one in findings):
        return "line" if _is_course(findings) else "bar"
    if any(arm.value for arm in first.arms):
        return "range"
    raise Unsayable(f"`{first.id}` holds no numbers that a chart could show", "add `percent`, `value` or `effect`")


def _is_course(findings: Sequence[Finding]) -> bool:
    """Tell whether findings are one group of people over time."""
    times = {hours(one.time.text) for one in findings}
    alone = all(len(shares(one)) == 1 for one in findings)
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


def _study(findings: Sequence[Finding]) -> str:
    """Return size and design where all findings are of one study, for a source whose note is the author's."""
    facts = {(one.source.ref, one.n, one.design) for one in findings}
    return capital("; ".join(_facts(findings[0]))) if len(facts) == 1 else ""


def _line_at(reference: Finding, kind: str) -> ReferenceLine:
    """Return the line that marks the one number of a finding, with its name."""
    arm = exposure_arm(reference)
    found = figure_of(arm)
    if kind not in ("dot", "range") or arm is None or found is None or found.value is None:
        hint = "dots and ranges take one, from a finding whose first arm has one number"
        raise Unsayable(f"`{reference.id}` can't be a line across this chart", hint)
    return ReferenceLine(value=found.value, label=f"{label(reference)}: {measure(found, unit_of([reference]).strip())}")


def _facts(finding: Finding) -> list[str]:
    size = [f"n = {whole(finding.n)}"] if finding.n else []
    return [finding.design, *size, *weakened(finding)]


# One function a kind; shares stand on an axis of all people, so that no difference is made to look large.


def _bars(findings: Sequence[Finding], voice: Voice) -> ChartContent:
    if len(findings) == 1:
        return _arms(findings[0], voice)
    unit = unit_of(findings)
    values = [figure_of(exposure_arm(one)) for one in findings]
    if any(found is None or found.value is None for found in values):
        raise Unsayable("bars need one number for what was given in every finding", "ranges: `kind: range`")
    others = [figure_of(comparator_arm(one)) for one in findings]
    compared = any(others)
    if compared:  # whiskers and outlines would cover each other
        values = [found and Measure(found.value) for found in values]
    what = outcome_of(findings)
    return ChartContent(
        kind="bar",
        title=title_of(outcomes(findings), ", and the comparison group where there was one" if compared else ""),
        categories=labels(findings),
        series=(Series(name=given_of(findings) if compared else "", values=tuple(values)),),
        unit=unit,
        interval=interval_of(values),
        horizontal=len(findings) > UPRIGHT,
        comparator=tuple(middle(found) if found else None for found in others) if compared else (),
        comparator_name=compared_with(findings) if compared else None,
        n=() if _study(findings) else sizes(findings),
        value_title=capital(what) if what else "Share of people",
        min=Decimal(0),
        max=Decimal(100) if unit == "%" else None,
    )


def _arms(finding: Finding, voice: Voice) -> ChartContent:
    arms = [(arm, found) for arm in finding.arms if (found := figure_of(arm))]
    if not arms or any(found.value is None for _, found in arms):
        raise Unsayable(f"bars need one number in each arm, and `{finding.id}` has none", "ranges: `kind: range`")
    unit = unit_of([finding])
    groups = not voice.lay and len(arms) > 1  # groups of one population go by their own names
    names = tuple(capital(arm.label if groups else voice.people(arm, finding)) for arm, _ in arms)
    when = voice.time(finding)
    return ChartContent(
        kind="bar",
        title=title_of(capital(voice.outcome(finding)), f", {when}" if when and not voice.lay else ""),
        categories=names,
        series=(Series(name="", values=tuple(found for _, found in arms)),),
        unit=unit,
        interval=interval_of([found for _, found in arms]),
        n=tuple(arm.n for arm, _ in arms) if any(arm.n for arm, _ in arms) else (),
        highlight=names[:1] if len(arms) > 1 else (),
        min=Decimal(0),
        max=Decimal(100) if unit == "%" else None,
    )


def _line(findings: Sequence[Finding], voice: Voice) -> ChartContent:
    at = {(one.outcome.name, hours(one.time.text)): found for one in findings for found in shares(one)[:1]}
    times = sorted({time for _, time in at if time is not None})
    if len(times) < 2 or len(at) < len(findings) or any(time is None for _, time in at):
        raise Unsayable("a line needs one percentage at each of two times or more, such as `24 hours` and `day 7`")
    names = tuple(dict.fromkeys(one.outcome.name for one in findings))
    unit, each = ("Hours", 1) if times[-1] < DAYS_FROM else ("Days", 24)
    return ChartContent(
        kind="line",
        title=title_of(outcomes(findings), f" after {findings[0].exposure}" if findings[0].exposure else ""),
        categories=tuple(f"{Decimal(time) / each:f}" for time in times),
        series=tuple(
            Series(name=capital(name), values=tuple(at.get((name, time)) for time in times)) for name in names
        ),
        unit="%",
        interval=interval_of(tuple(at.values())),
        highlight=(capital(names[0]),) if len(names) > 1 else (),
        category_title=f"{unit} after {findings[0].exposure or 'the start'}",
        min=Decimal(0),
        max=Decimal(100),
    )


def _ranges(findings: Sequence[Finding], voice: Voice) -> ChartContent:
    rows = [(one, arm, _span(arm.value)) for one in findings for arm in one.arms if arm.value]
    if not rows or len({one.unit for one, _, _ in rows}) > 1:
        raise Unsayable("a range chart needs values in one unit", "give every finding the same `unit`")
    unit = suffix(rows[0][0].unit or "")
    low = min(value.numbers[0] for _, _, value in rows)
    high = max(value.numbers[-1] for _, _, value in rows)
    several, log = len(findings) > 1, low > 0 and high / low > WIDE
    return ChartContent(
        kind="range",
        title=title_of(outcomes(findings)),
        categories=tuple(label(one) if several else capital(arm.label) for one, arm, _ in rows),
        series=(Series(name="", values=tuple(value for _, _, value in rows)),),
        unit=unit,
        log=log,
        min=None if log or low < 0 else Decimal(0),
        max=Decimal(100) if unit == "%" else None,
        value_title=outcomes(findings) if unit == "%" else unit.strip() or None,
    )


def _span(found: Measure) -> Measure:
    """Return a number with an interval as its interval: a range chart shows no number within it."""
    return replace(found, value=None) if found.bounded else found


_MAKERS: Mapping[ChartForm, Callable[[Sequence[Finding], Voice], ChartContent]] = {
    "bar": _bars,
    "dot": dots,
    "line": _line,
    "range": _ranges,
}
