"""Findings as charts: the same blocks that an author would write, with numbers from the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from builder.blocks import Chart, ChartContent, ReferenceLine, Series
from builder.diagnostics import Span
from builder.evidence.alike import unlike
from builder.evidence.figures import comparator_arm, exposure_arm, middle, share
from builder.evidence.hours import hours
from builder.evidence.lines import arm_label, source_line
from builder.evidence.sentences import Unsayable, capital, professional
from builder.findings import RELATIVE, Effect, Finding, FindingContent
from builder.values import Measure, RichText, Run

WIDE = 20
"""How many times the smallest number the largest may be on a plain axis."""

NO_EFFECT = {"RD": Decimal(0), "MD": Decimal(0), "SMD": Decimal(0)}


def chart(content: FindingContent, findings: Sequence[Finding], *, lay: bool) -> Chart:
    """Return findings as a chart. Raises `Unsayable` where the records don't make one."""
    kind = content.kind or _kind(findings)
    made = {"bar": _bars, "line": _line, "dot": _dots, "range": _ranges}[kind](content, findings, lay)
    at = content.at
    title = content.title or (RichText((Run(made.title.text),), at) if made.title else None)
    alt = content.alt or _alt(findings, lay)
    marked = tuple(_label(one, lay) for one in findings if one.id in content.highlight)
    note = content.note or (RichText((Run(text),), at) if (text := _note(findings, lay)) else None)
    highlight = marked if kind != "line" else made.highlight
    made = replace(made, title=title, alt=alt, note=note, source=source_line(findings, at), at=at)
    return Chart(chart=replace(made, highlight=highlight or made.highlight), at=at)


def _kind(findings: Sequence[Finding]) -> str:
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


def _alt(findings: Sequence[Finding], lay: bool) -> str | None:
    return None if lay else ". ".join(capital(professional(one)) for one in findings) + "."


def _note(findings: Sequence[Finding], lay: bool) -> str:
    """Return what a reader must know: what the outcome means, and that unlike studies are no ranking."""
    parts = []
    definitions = {one.outcome.definition for one in findings if one.outcome.definition}
    if len(definitions) == 1 and not lay:
        parts.append(f"{capital(findings[0].outcome.name)}: {definitions.pop()}.")
    if differing := unlike(findings):
        parts.append(f"Not a ranking: {' and '.join(differing) if len(differing) < 3 else _series(differing)} differ.")
    return " ".join(parts)


def _series(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _label(finding: Finding, lay: bool) -> str:
    if finding.label and not lay:
        return finding.label
    if lay:
        return (finding.time.plain and capital(finding.time.plain)) or capital(finding.population.plain or finding.id)
    exposure = finding.exposure or (arm.label if (arm := exposure_arm(finding)) else finding.population.text)
    against = f" v {finding.comparator}" if finding.comparator else ""
    return f"{capital(exposure)}{against}, {finding.time.text}"


def _bars(content: FindingContent, findings: Sequence[Finding], lay: bool) -> ChartContent:
    if not all(_shares(one) for one in findings):
        raise Unsayable("bars need a percentage, or events and n, in every finding", None)
    if len(findings) == 1:
        return _arms(findings[0], lay)
    firsts = [share(arm) if (arm := exposure_arm(one)) else None for one in findings]
    seconds = [share(arm) if (arm := comparator_arm(one)) else None for one in findings]
    if any(found is None for found in firsts):
        raise Unsayable("bars need a percentage for what was given in every finding", None)
    compared = tuple(middle(found) if found else None for found in seconds)
    return ChartContent(
        kind="bar",
        title=_words(f"{capital(findings[0].outcome.name)}, and the comparison group where there was one"),
        categories=tuple(_label(one, lay) for one in findings),
        series=(Series(name="", values=tuple(found for found in firsts)),),
        unit="%",
        interval="95% CI" if any(found and found.bounded for found in firsts) else None,
        horizontal=True,
        comparator=compared if any(value is not None for value in compared) else (),
        comparator_name="Comparison group" if any(value is not None for value in compared) else None,
        n=tuple(one.n for one in findings) if any(one.n for one in findings) else (),
        min=Decimal(0),
        max=Decimal(100),
        value_title=None if lay else capital(findings[0].outcome.name),
    )


def _words(text: str) -> RichText:
    return RichText((Run(text),), Span("?"))


def _arms(finding: Finding, lay: bool) -> ChartContent:
    arms = [arm for arm in finding.arms if share(arm)]
    values = tuple(share(arm) for arm in arms)
    outcome = capital(finding.outcome.plain or finding.outcome.name) if lay else capital(finding.outcome.name)
    when = finding.time.plain if lay else finding.time.text
    return ChartContent(
        kind="bar",
        title=_words(f"{outcome}, {when}" if when else outcome),
        categories=tuple(arm_label(arm, lay=lay) for arm in arms),
        series=(Series(name="", values=values),),
        unit="%",
        interval="95% CI" if any(found and found.bounded for found in values) else None,
        horizontal=True,
        n=tuple(arm.n for arm in arms) if any(arm.n for arm in arms) else (),
        min=Decimal(0),
        max=Decimal(100),
        highlight=(arm_label(arms[0], lay=lay),) if len(arms) > 1 else (),
    )


def _line(content: FindingContent, findings: Sequence[Finding], lay: bool) -> ChartContent:
    times = sorted({found for one in findings if (found := hours(one.time.text)) is not None})
    names = tuple(dict.fromkeys(one.outcome.name for one in findings))
    if len(times) < 2 or any(hours(one.time.text) is None for one in findings):
        raise Unsayable("a line needs findings at two times or more, such as `24 hours` and `day 7`", None)
    rows = {(one.outcome.name, hours(one.time.text)): found for one in findings for found in _shares(one)[:1]}
    unit, each = ("Hours", 1) if times[-1] <= 7 * 24 else ("Days", 24)
    return ChartContent(
        kind="line",
        title=_words(" and ".join(capital(name) if i == 0 else name for i, name in enumerate(names)) + " over time"),
        categories=tuple(f"{Decimal(time) / each:f}" for time in times),
        series=tuple(
            Series(name=capital(name), values=tuple(rows.get((name, time)) for time in times)) for name in names
        ),
        unit="%",
        interval="95% CI" if any(found.bounded for found in rows.values()) else None,
        highlight=(capital(names[0]),) if len(names) > 1 else (),
        category_title=f"{unit} after {findings[0].exposure or 'the start'}",
        min=Decimal(0),
        max=Decimal(100),
    )


def _dots(content: FindingContent, findings: Sequence[Finding], lay: bool) -> ChartContent:
    if not all(one.effects for one in findings):
        raise Unsayable("a dot plot needs an `effect` in every finding", None)
    common = set.intersection(*({effect.measure for effect in one.effects} for one in findings))
    measure = next((effect.measure for effect in findings[0].effects if effect.measure in common), None)
    if measure is None or measure == "NNT":
        raise Unsayable("a dot plot needs one measure of effect that all findings have", "such as MD, RD or HR")
    effects = [_effect_of(one, measure) for one in findings]
    ratio = measure in RELATIVE
    unit = findings[0].unit if measure == "MD" else "points" if measure == "RD" else ""
    title = {"RD": "Difference", "MD": "Difference", "SMD": "Standardised difference", "HR": "Hazard ratio"}
    name = title.get(measure, {"RR": "Risk ratio", "OR": "Odds ratio"}.get(measure, measure))
    return ChartContent(
        kind="dot",
        title=_words(f"{name}: {findings[0].outcome.name}"),
        categories=tuple(_label(one, lay) for one in findings),
        series=(Series(name="", values=tuple(effect.value for effect in effects)),),
        interval=f"{effects[0].level:f}% CI" if any(effect.value.bounded for effect in effects) else None,
        n=tuple(one.n for one in findings) if any(one.n for one in findings) else (),
        reference=_no_difference(findings, measure),
        log=ratio,
        value_title=f"{name}, {unit}" if unit else name,
    )


def _no_difference(findings: Sequence[Finding], measure: str) -> ReferenceLine:
    """Return the line of no difference; what its sides mean, where the records say what is better."""
    better = {one.outcome.direction for one in findings}
    given, compared = "Favours what was given", "Favours the comparison"
    below, above = None, None
    if better == {"lower is better"}:
        below, above = given, compared
    elif better == {"higher is better"}:
        below, above = compared, given
    return ReferenceLine(value=NO_EFFECT.get(measure, Decimal(1)), label="No difference", below=below, above=above)


def _effect_of(finding: Finding, measure: str) -> Effect:
    return next(effect for effect in finding.effects if effect.measure == measure)


def _ranges(content: FindingContent, findings: Sequence[Finding], lay: bool) -> ChartContent:
    rows = [(one, arm, arm.value) for one in findings for arm in one.arms if arm.value]
    if not rows or len({one.unit for one, _, _ in rows}) > 1:
        raise Unsayable("a range chart needs values in one unit", "give every finding the same `unit`")
    low = min(value.numbers[0] for _, _, value in rows)
    high = max(value.numbers[-1] for _, _, value in rows)
    several = len(findings) > 1
    return ChartContent(
        kind="range",
        title=_words(capital(findings[0].outcome.name)),
        categories=tuple(_label(one, lay) if several else arm_label(arm, lay=lay) for one, arm, _ in rows),
        series=(Series(name="", values=tuple(value for _, _, value in rows)),),
        unit=f" {findings[0].unit}" if findings[0].unit else "",
        log=low > 0 and high / low > WIDE,
        value_title=findings[0].unit,
    )
