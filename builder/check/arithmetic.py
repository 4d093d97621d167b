"""EV011 to EV013: the numbers of one record agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from math import sqrt

from builder.check.rule import Record
from builder.diagnostics import Diagnostic, Severity, Span
from builder.evidence.figures import comparator_arm, exposure_arm, measure, number, spread
from builder.evidence.statistics import newcombe, z_of
from builder.findings import RELATIVE, Arm, Effect, Finding
from builder.regex import regex
from builder.values import Measure

SLACK = Decimal("0.01")
"""What is allowed beyond the rounding of the last printed digit. 0.15 would miss 26.6% for 340 of 1,285."""

POINT = Decimal(1)
"""How far a published interval of a difference may lie from the one that the counts give, in points."""

MODELLED = regex(
    r"adjust|model|regress|pooled|meta-analy|systematic review|weight|stratif|mantel|propensity|imput|least.squares",
    re.IGNORECASE,
)
"""Words for estimates that come out of a model: they need not equal what the raw counts give."""


def explained(finding: Finding, at: Span, rule: str, message: str, hint: str) -> Diagnostic:
    """Return an error; a warning where `discrepancy` says that the source contradicts itself."""
    if finding.discrepancy:
        return Diagnostic(at, rule, f"{message} (explained: {finding.discrepancy})", Severity.WARNING)
    return Diagnostic(at, rule, message, help=f"{hint}; if the source prints it so, say it in `discrepancy`")


def half_digit(value: Decimal, *, rounded: bool = False) -> Decimal:
    """Return half of the last printed digit; with `rounded`, of the last one that isn't zero: 5 for `20`."""
    exponent = (value.normalize() if rounded and value else value).as_tuple().exponent
    return Decimal(1).scaleb(int(exponent)) / 2


def percent_of_events(record: Record) -> Iterator[Diagnostic]:
    """EV011: a percentage doesn't agree with its events and n.

    What: an arm with `percent`, `events` and `n`, whose events divided by n are further from the percentage than half
    of its last printed digit and 0.01. An error; a warning where `discrepancy` explains it.

    Why: abstracts contradict themselves, and typing errors look the same. Either way somebody has to look.

    Example: the survey that prints 26.6% for 340 of 1,285 (it is 26.46%):

        arms: [{label: past-year use, events: 340, n: 1285, percent: 26.6}]       # EV011

    What to do: compare with the source. If it says so, keep its numbers and write `discrepancy: ...`.

    Source: Winstock et al., BJU Int 2012 (abstract); Altman and Bland's advice to recompute what can be recomputed.
    """
    for arm in record.finding.arms:
        if arm.percent is None or arm.events is None or not arm.n:
            continue
        exact = Decimal(arm.events) * 100 / arm.n
        low, high = _bounds(arm.percent, rounded=record.finding.rounded)
        if not low - SLACK <= exact <= high + SLACK:
            message = f"{arm.events:,} of {arm.n:,} is {exact:.2f}%, not {measure(arm.percent, '%')} ({arm.label})"
            yield explained(record.finding, arm.at, "EV011", message, "mend the percentage, the events or the n")


def _bounds(value: Measure, *, rounded: bool = False) -> tuple[Decimal, Decimal]:
    """Return between which numbers a printed number, or range, lies."""
    if value.value is not None:
        half = half_digit(value.value, rounded=rounded)
        return value.value - half, value.value + half
    low, high = value.numbers[0], value.numbers[-1]
    return low - half_digit(low, rounded=rounded), high + half_digit(high, rounded=rounded)


def _share(arm: Arm, *, rounded: bool) -> tuple[Decimal, Decimal] | None:
    """Return between which numbers an arm's true percentage lies: the counts tell it exactly."""
    if arm.events is not None and arm.n and not arm.derived:
        exact = Decimal(arm.events) * 100 / arm.n
        if arm.percent is None:
            return exact, exact
        low, high = _bounds(arm.percent, rounded=rounded)
        return min(exact, low), max(exact, high)
    return _bounds(arm.percent, rounded=rounded) if arm.percent and arm.percent.value is not None else None


def effect_of_arms(record: Record) -> Iterator[Diagnostic]:
    """EV012: a published effect doesn't agree with the arms.

    What: RD, RR, OR and NNT are recomputed from the arms' percentages (or counts), with every number anywhere within
    its rounding; an NNT may be rounded up. A mean difference must have the sign of the arms' values. An error; a
    warning with `discrepancy`. Not checked: hazard ratios, and estimates out of a model, when `design` or `note` says
    so (adjusted, pooled, meta-analysis, regression, stratified, weighted, imputed ...).

    Why: a swapped arm or a lost minus sign turns benefit into harm.

    Example:

        comparator: ECT
        arms: [{label: ketamine, percent: 55.4}, {label: ECT, percent: 41.2}]
        effect: {measure: RD, value: -14.2}                                   # EV012: the arms give +14.2

    What to do: mend the number. Differences are what was given less what it is compared with; ratios likewise.

    Source: Cochrane Handbook, chapter 6 (effect measures).
    """
    finding = record.finding
    first, second = exposure_arm(finding), comparator_arm(finding)
    if first is None or second is None or _modelled(finding):
        return
    for effect in finding.effects:
        if effect.measure == "MD":
            found = _sign_fault(effect, first, second)
        else:
            found = _size_fault(effect, _share(first, rounded=finding.rounded), _share(second, rounded=finding.rounded))
        if found:
            hint = "compare both with the source, and which arm comes first; an adjusted effect says so in `note`"
            yield explained(finding, effect.at, "EV012", found, hint)


def _modelled(finding: Finding) -> bool:
    return bool(MODELLED.search(finding.design) or (finding.note and MODELLED.search(finding.note.text)))


def _sign_fault(effect: Effect, first: Arm, second: Arm) -> str | None:
    given, compared = (arm.value.value if arm.value else None for arm in (first, second))
    if effect.value.value is None or given is None or compared is None:
        return None
    gap = given - compared
    if gap * effect.value.value >= 0:
        return None
    return f"the mean difference is {number(effect.value.value)}, and the arms' values give {number(gap)}"


Bounds = tuple[Decimal, Decimal]


def _size_fault(effect: Effect, first: Bounds | None, second: Bounds | None) -> str | None:
    """Return why an effect can't come from two shares, each known within its rounding."""
    if first is None or second is None or effect.value.value is None:
        return None
    possible = _possible(effect, first, second)
    if possible is None:
        return None
    low, high = possible
    half = half_digit(effect.value.value)
    up = half * 2 if effect.measure == "NNT" else half
    if low - half - SLACK <= effect.value.value <= high + up + SLACK:
        return None
    places = max(-int(effect.value.value.as_tuple().exponent), 0)
    middle = number(round((low + high) / 2, places))
    return f"{effect.measure} is {number(effect.value.value)}, and the arms give {middle}"


def _possible(effect: Effect, first: Bounds, second: Bounds) -> Bounds | None:
    """Return between which numbers the effect lies; None where the arms can't tell."""
    first, second = _within(first), _within(second)
    gaps = (first[0] - second[1], first[1] - second[0])
    match effect.measure:
        case "RD":
            return gaps
        case "NNT":
            sizes = sorted(abs(gap) for gap in gaps)
            return None if gaps[0] <= 0 <= gaps[1] else (100 / sizes[1], 100 / sizes[0])
        case "RR":
            return None if second[0] <= 0 else (first[0] / second[1], first[1] / second[0])
        case "OR":
            if second[0] <= 0 or first[1] >= 100:
                return None
            return _odds(first[0]) / _odds(second[1]), _odds(first[1]) / _odds(second[0])
        case _:
            return None


def _within(bounds: Bounds) -> Bounds:
    return max(bounds[0], Decimal(0)), min(bounds[1], Decimal(100))


def _odds(percent: Decimal) -> Decimal:
    return percent / (100 - percent) if percent < 100 else Decimal("Infinity")


def interval_of_effect(record: Record) -> Iterator[Diagnostic]:
    """EV013: an interval can't be right.

    What: an interval that doesn't contain its estimate; a ratio (RR, OR, HR) whose estimate or interval reaches zero
    or below; and a risk difference whose interval lies more than one point outside of what the counts give, where
    `events` and `n` of both arms are known. The counts' interval is Newcombe's; Wald's and Agresti and Caffo's, with
    or without correction for continuity, are allowed for. An error; a warning with `discrepancy`.

    Why: intervals are typed by hand, a minus sign is easily lost, and a ratio's interval on the scale of a difference
    would be drawn on the wrong side of "no difference".

    Example:

        effect: {measure: HR, value: -0.49 (-0.84 to -0.29)}                  # EV013: ratios are above zero

    What to do: compare with the source; adjusted intervals say so in `design` or `note`.

    Source: Newcombe RG, Stat Med 1998;17:873-890; Agresti and Caffo, Am Stat 2000;54:280-288.
    """
    finding = record.finding
    for effect in finding.effects:
        found = _impossible(effect) or (None if _modelled(finding) else _unlike_counts(finding, effect))
        if found:
            yield explained(finding, effect.at, "EV013", found, "compare the interval with the source")


def _impossible(effect: Effect) -> str | None:
    low, value, high = effect.value.low, effect.value.value, effect.value.high
    if effect.measure in RELATIVE and min(effect.value.numbers) <= 0:
        least = number(min(effect.value.numbers))
        return f"a ratio is above zero, and {effect.measure} {measure(effect.value)} reaches {least}"
    if low is not None and high is not None and value is not None and not low <= value <= high:
        return f"the interval {spread(low, high)} doesn't contain the estimate {number(value)}"
    return None


def _unlike_counts(finding: Finding, effect: Effect) -> str | None:
    """Return why a difference's interval can't come from the arms' counts."""
    low, high = effect.value.low, effect.value.high
    first, second = _counts(exposure_arm(finding)), _counts(comparator_arm(finding))
    if effect.measure != "RD" or effect.value.value is None or low is None or high is None:
        return None
    if first is None or second is None:
        return None
    level = float(effect.level)
    found = [[Decimal(bound) * 100 for bound in pair] for pair in _intervals(first, second, level)]
    lows, highs = [pair[0] for pair in found], [pair[1] for pair in found]
    if min(lows) - POINT <= low <= max(lows) + POINT and min(highs) - POINT <= high <= max(highs) + POINT:
        return None
    by_counts = spread(*(round(bound, 1) for bound in found[0]))
    return f"the interval is {spread(low, high)}, and the counts give {by_counts} (Newcombe, {number(effect.level)}%)"


def _counts(arm: Arm | None) -> tuple[int, int] | None:
    return (arm.events, arm.n) if arm and arm.events is not None and arm.n else None


def _intervals(first: tuple[int, int], second: tuple[int, int], level: float) -> Iterator[tuple[float, float]]:
    """Yield intervals of a difference as papers compute them, Newcombe's first."""
    yield newcombe(first, second, level)
    z, (a, m), (b, n) = z_of(level), first, second
    for extra in (0, 1):  # Wald, and Agresti and Caffo: one event and one other more in each arm
        p, q = (a + extra) / (m + 2 * extra), (b + extra) / (n + 2 * extra)
        half = z * sqrt(p * (1 - p) / (m + 2 * extra) + q * (1 - q) / (n + 2 * extra))
        for more in (0.0, (1 / m + 1 / n) / 2):
            yield p - q - half - more, p - q + half + more
