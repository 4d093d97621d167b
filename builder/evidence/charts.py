"""Findings as charts: the same blocks that an author would write, with numbers from the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from builder.blocks import Chart, ChartContent, ReferenceLine, Series
from builder.diagnostics import Span
from builder.evidence.alike import unlike
from builder.evidence.figures import comparator_arm, exposure_arm, measure, middle, share, suffix
from builder.evidence.hours import hours
from builder.evidence.lines import arm_label, source_line
from builder.evidence.sentences import Unsayable, capital, professional
from builder.findings import RELATIVE, Arm, Effect, Finding, FindingContent
from builder.values import Measure, RichText, Run

WIDE = 20
"""How many times the smallest number the largest may be on a plain axis."""

UPRIGHT = 3
"""How many bars stand upright before they lie; long labels make them lie by themselves."""

NO_EFFECT = {"RD": Decimal(0), "MD": Decimal(0), "SMD": Decimal(0)}


def chart(
    content: FindingContent, findings: Sequence[Finding], *, lay: bool, reference: Finding | None = None
) -> Chart:
    """Return findings as a chart; `reference` is drawn as a line. Raises `Unsayable` where the records don't make one."""
    kind = content.kind or _kind(findings)
    made = {"bar": _bars, "line": _line, "dot": _dots, "range": _ranges}[kind](content, findings, lay)
    at = content.at
    title = content.title or (RichText((Run(made.title.text),), at) if made.title else None)
    alt = content.alt or _alt(findings, lay)
    labels = dict(zip((one.id for one in findings), _labels(findings, lay), strict=True))
    marked = tuple(labels[one.id] for one in findings if one.id in content.highlight)
    weak = tuple(labels[one.id] for one in findings if one.id in content.tentative or one.basis == "attributed")
    note = content.note or (RichText((Run(text),), at) if (text := _note(findings, lay)) else None)
    highlight = marked if kind != "line" else made.highlight
    cited = [*findings, reference] if reference else findings
    made = replace(made, title=title, alt=alt, note=note, source=source_line(cited, at, _study(findings)), at=at)
    if reference:
        made = replace(made, reference=_line_at(reference, made.kind))
    tentative = weak if kind != "line" and len(findings) > 1 else ()
    return Chart(chart=replace(made, highlight=highlight or made.highlight, tentative=tentative), at=at)


def _study(findings: Sequence[Finding]) -> str:
    """Return design and size where all findings are of one study: `Randomised, double-blind; n = 73`."""
    if len({(one.source.ref, one.design, one.n) for one in findings}) > 1:
        return ""
    first = findings[0]
    return capital(f"{first.design}; n = {first.n:,}" if first.n else first.design)


def _line_at(reference: Finding, kind: str) -> ReferenceLine:
    """Return the line that marks a finding's one value, with its name and number."""
    arm = exposure_arm(reference)
    found = _figure(arm) if arm else None
    if kind not in ("dot", "range") or found is None or found.value is None:
        hint = "`kind: range` or `dot`, and a finding whose first arm has one number"
        raise Unsayable(f"`{reference.id}` can't be drawn as a line across this chart", hint)
    said = measure(found, "%" if arm and share(arm) else reference.unit or "")
    return ReferenceLine(value=found.value, label=f"{_label(reference, lay=False)}: {said}")


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


def _figure(arm: Arm | None) -> Measure | None:
    """Return the number of an arm: its percentage, or else its value."""
    return (share(arm) or arm.value) if arm else None


def _unit(findings: Sequence[Finding]) -> str:
    """Return the one unit of all findings' numbers, as it follows them. Raises `Unsayable`."""
    units = {"%" if share(arm) else suffix(one.unit or "") for one in findings for arm in one.arms if _figure(arm)}
    if len(units) != 1:
        raise Unsayable("a chart shows numbers in one unit", "give every finding percentages, or values and the same `unit`")
    return units.pop()


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


def _outcome(findings: Sequence[Finding]) -> str | None:
    """Return the one outcome that all findings measured, if it is one."""
    names = {one.outcome.name for one in findings if one.basis != "attributed"}
    return names.pop() if len(names) == 1 else None


def _labels(findings: Sequence[Finding], lay: bool) -> tuple[str, ...]:
    """Return what stands at each row: where outcomes differ, the outcome of one study, or the outcome first."""
    outcomes = [capital((one.outcome.plain if lay else None) or one.outcome.name) for one in findings]
    if _outcome(findings) or any(not _shares(one) for one in findings):
        return tuple(_label(one, lay) for one in findings)
    if len({one.source.ref for one in findings}) == 1 and len(set(outcomes)) == len(outcomes):
        return tuple(outcomes)
    return tuple(f"{outcome}: {_label(one, lay)}" for outcome, one in zip(outcomes, findings, strict=True))


def _label(finding: Finding, lay: bool) -> str:
    if finding.label and not lay:
        return finding.label
    if lay:
        return (finding.time.plain and capital(finding.time.plain)) or capital(finding.population.plain or finding.id)
    exposure = finding.exposure or (arm.label if (arm := exposure_arm(finding)) else finding.population.text)
    against = f" v {finding.comparator}" if finding.comparator else ""
    return f"{capital(exposure)}{against}, {finding.time.text}"


def _bars(content: FindingContent, findings: Sequence[Finding], lay: bool) -> ChartContent:
    unit = _unit(findings)
    if len(findings) == 1:
        return _arms(findings[0], unit, lay)
    firsts = [_figure(exposure_arm(one)) for one in findings]
    if any(found is None or found.value is None for found in firsts):
        raise Unsayable("bars need one number for what was given in every finding", "show ranges as `kind: range`")
    compared = tuple(middle(found) if (found := _figure(comparator_arm(one))) else None for one in findings)
    if any(value is not None for value in compared):  # whiskers and outlines would cover each other
        firsts = [Measure(found.value) for found in firsts if found]
    return ChartContent(
        kind="bar",
        title=_words(f"{capital(_outcome(findings) or 'results')}, and the comparison group where there was one"),
        categories=_labels(findings, lay),
        series=(Series(name=_given(findings), values=tuple(firsts)),),
        unit=unit,
        interval="95% CI" if any(found and found.bounded for found in firsts) else None,
        horizontal=len(findings) > UPRIGHT,
        comparator=compared if any(value is not None for value in compared) else (),
        comparator_name=_compared_with(findings) if any(value is not None for value in compared) else None,
        n=_sizes(findings),
        min=Decimal(0),
        max=Decimal(100) if unit == "%" else None,
        value_title=None if lay else capital(_outcome(findings) or "share of people"),
    )


def _given(findings: Sequence[Finding]) -> str:
    """Return the name of the bars beside outlines: what all were given, where it is one."""
    if not any(one.comparator for one in findings):
        return ""
    names = {arm.label for one in findings if (arm := exposure_arm(one))}
    return capital(names.pop()) if len(names) == 1 else "Treated"


def _compared_with(findings: Sequence[Finding]) -> str:
    """Return the name of the outlines: the comparator, where it is one."""
    names = {one.comparator for one in findings}
    return capital(only) if len(names) == 1 and (only := findings[0].comparator) else "Comparison group"


def _sizes(findings: Sequence[Finding]) -> tuple[int | None, ...]:
    """Return n of each row; nothing where one study's stands in the source."""
    return () if _study(findings) or not any(one.n for one in findings) else tuple(one.n for one in findings)


def _words(text: str) -> RichText:
    return RichText((Run(text),), Span("?"))


def _arms(finding: Finding, unit: str, lay: bool) -> ChartContent:
    arms = [arm for arm in finding.arms if _figure(arm)]
    values = tuple(_figure(arm) for arm in arms)
    outcome = capital(finding.outcome.plain or finding.outcome.name) if lay else capital(finding.outcome.name)
    when = finding.time.plain if lay else finding.time.text
    return ChartContent(
        kind="bar",
        title=_words(f"{outcome}, {when}" if when else outcome),
        categories=tuple(arm_label(arm, lay=lay) for arm in arms),
        series=(Series(name="", values=values),),
        unit=unit,
        interval="95% CI" if any(found and found.bounded for found in values) else None,
        n=tuple(arm.n for arm in arms) if any(arm.n for arm in arms) else (),
        min=Decimal(0),
        max=Decimal(100) if unit == "%" else None,
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
    rows = [(one, arm, _limits(found)) for one in findings for arm in one.arms if (found := _figure(arm))]
    unit = _unit(findings)
    low = min(value.numbers[0] for _, _, value in rows)
    high = max(value.numbers[-1] for _, _, value in rows)
    several, log = len(findings) > 1, low > 0 and high / low > WIDE
    return ChartContent(
        kind="range",
        title=_words(capital(findings[0].outcome.name)),
        categories=tuple(_label(one, lay) if several else arm_label(arm, lay=lay) for one, arm, _ in rows),
        series=(Series(name="", values=tuple(value for _, _, value in rows)),),
        unit=unit,
        log=log,
        min=None if log or low < 0 else Decimal(0),
        max=Decimal(100) if unit == "%" else None,
        value_title=capital(findings[0].outcome.name) if unit == "%" else findings[0].unit,
    )


def _limits(found: Measure) -> Measure:
    """Return a number with an interval as the interval: a range chart shows no number within it."""
    return replace(found, value=None) if found.bounded else found
