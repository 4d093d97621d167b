"""A finding as a sentence: for colleagues with n, interval and design; for patients in whole people, both ways round.

The sentences are English. What they say is the record's; what is not in the record is not said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from builder.evidence.figures import (
    Of,
    comparator_arm,
    denominator,
    difference,
    exposure_arm,
    interval,
    measure,
    number,
    people,
    share,
    whole,
)
from builder.evidence.grade import SURENESS, non_inferiority, not_worse, predicate
from builder.evidence.statistics import newcombe_of
from builder.evidence.voice import PLAIN, Unsayable, capital
from builder.findings import Arm, Effect, Finding
from builder.values import Measure, RichText

NAMES = {"RD": "difference", "RR": "RR", "OR": "OR", "HR": "HR", "MD": "difference", "SMD": "SMD", "NNT": "NNT"}


# For clinicians and students


def professional(finding: Finding) -> str:
    """Return the sentence for colleagues, without its citation and full stop."""
    match finding.basis:
        case "measured":
            return _measured(finding)
        case "attributed":
            return f"According to {_who(finding)}, {finding.claim.text.rstrip('.')}"
        case "regulatory" | "consensus":
            said = ", ".join(part for part in (finding.body, finding.document, finding.dated) if part)
            return f"{finding.claim.text.rstrip('.')} ({said})" if said else finding.claim.text.rstrip(".")
        case "mechanistic":
            seen = f" ({_listed(_mechanism(finding))})"
            return f"{finding.claim.text.rstrip('.')}{seen if seen != ' ()' else ''}"
        case _:
            assert_never(finding.basis)


def _measured(finding: Finding) -> str:
    figures = _figures(finding)
    if not figures and not finding.effects:
        return finding.claim.text.rstrip(".")
    head, small = _head(finding), list(_small(finding, shown=bool(figures)))
    if not figures:
        return f"{head}: {small[0]}{_bracket(small[1:])}"
    return f"{head}: {figures}{_bracket(small)}"


def _head(finding: Finding) -> str:
    """Return what the numbers are about: with a verb where somebody rated the certainty."""
    outcome, time = finding.outcome.name, finding.time.text
    exposure, comparator = _exposure(finding), finding.comparator
    if non_inferiority(finding):
        if not_worse(finding) and comparator:
            return f"{capital(exposure)} was non-inferior to {comparator} for {outcome}, {time}"
    elif comparator and finding.certainty.level == "very low":
        effect = f"the effect of {exposure} on {outcome}, {time}"
        return f"The evidence is very uncertain about {effect}, compared with {comparator}"
    elif comparator and (verb := predicate(finding)):
        return f"{capital(exposure)} {verb} {outcome} compared with {comparator}, {time}"
    if comparator and not _figures(finding):
        return f"{capital(outcome)}, {exposure} v {comparator}, {time}"
    return f"{capital(outcome)}, {time}"


def _exposure(finding: Finding) -> str:
    arm = exposure_arm(finding)
    return finding.exposure or (arm.label if arm else finding.population.text)


def _figures(finding: Finding) -> str:
    """Return the arms' numbers: `64% with ketamine v 28% with midazolam`."""
    first, second = exposure_arm(finding), comparator_arm(finding)
    arms = [arm for arm in finding.arms if arm is not second] + ([second] if second else [])
    said = [(arm, text) for arm in arms if (text := _arm_text(arm, finding))]
    if not said:
        return ""
    if len(said) == 1 and (first is None or not finding.exposure):
        return said[0][1]
    if not finding.exposure and not second:
        return ", ".join(f"{arm.label} {text}" for arm, text in said)
    joint = " v " if second and len(said) == 2 else ", "
    return joint.join(f"{text} with {arm.label}" for arm, text in said)


def _arm_text(arm: Arm, finding: Finding) -> str:
    found = share(arm)
    if found is not None:
        return f"{measure(found, '%')}{_counts(arm) or _limits(found)}"
    if arm.value is not None:
        spread = f" (SD {number(arm.sd)})" if arm.sd is not None else ""
        return f"{measure(arm.value, finding.unit or '')}{spread}"
    return ""


def _counts(arm: Arm) -> str:
    """Return the events behind a percentage, where the source prints them."""
    if arm.events is None or not arm.n or arm.derived:
        return ""
    return f" ({whole(arm.events)}/{whole(arm.n)})"


def _limits(found: Measure) -> str:
    if found.value is None or found.low is None or found.high is None:
        return ""
    return f" (95% CI {number(found.low)} to {number(found.high)})"


def _small(finding: Finding, *, shown: bool) -> Iterator[str]:
    """Yield what stands in brackets: estimates, size, design, and what weakens the number."""
    published = [_effect(effect, finding) for effect in finding.effects]
    points = difference(finding)
    if shown and points is not None and not any(effect.measure == "RD" for effect in finding.effects):
        limits = newcombe_of(finding)
        ci = f", 95% CI {number(limits[0])} to {number(limits[1])}" if limits else ""
        yield f"difference {number(points)} points{ci}"
    yield from published
    if finding.n is not None:
        yield f"n = {whole(finding.n)}"
    yield finding.design
    yield from weakened(finding)


def weakened(finding: Finding) -> Iterator[str]:
    """Yield what a colleague must know before believing the number."""
    if finding.exposure and not finding.comparator:
        yield "no comparison group"
    if finding.secondary:
        yield "secondary outcome"
    if finding.rounded:
        yield "rounded by the source"
    if finding.source.kind == "secondary":
        yield f"read in {finding.source.via or 'a secondary source'}"
    if finding.certainty.level not in ("not rated", "very low"):
        yield f"certainty: {finding.certainty.level}"


def _effect(effect: Effect, finding: Finding) -> str:
    unit = {"RD": "points", "MD": finding.unit or ""}.get(effect.measure, "")
    parts = [f"{NAMES[effect.measure]} {measure(effect.value, unit)}", interval(effect)]
    if effect.p:
        parts.append(f"P {effect.p}" if effect.p[0] in "<=\u2264" else f"P = {effect.p}")
    return ", ".join(part for part in parts if part)


def _bracket(parts: list[str]) -> str:
    return f" ({'; '.join(parts)})" if parts else ""


def _who(finding: Finding) -> str:
    who = finding.body or "one author"
    return f"{who} ({finding.dated})" if finding.dated else who


def _mechanism(finding: Finding) -> Iterator[str]:
    if finding.evidence:
        yield finding.evidence
    values = [f"{_arm_text(arm, finding)}" for arm in finding.arms if arm.value]
    yield from values


def _listed(parts: Iterator[str]) -> str:
    return "; ".join(parts)


# For patients and the public


def plain(finding: Finding, of: Of | None = None) -> str:
    """Return the sentences for patients, without the citation. Raises `Unsayable`."""
    if finding.basis != "measured" or not any(share(arm) for arm in finding.arms):
        if finding.plain is None:
            hint = "add `plain` to the finding: the claim in plain words"
            raise Unsayable(f"`{finding.id}` has no words for patients", hint)
        return _hedged(finding, finding.plain)
    arms = [arm for arm in (exposure_arm(finding), comparator_arm(finding)) if arm]
    shares = [(arm, found) for arm in arms if (found := share(arm))]
    out_of = of or denominator(found for _, found in shares)
    said = [_people(arm, finding, found, out_of) for arm, found in shares]
    if finding.exposure and not finding.comparator:
        said.append("There was no comparison group.")
    if tail := SURENESS[finding.certainty.level]:
        said.append(tail)
    return " ".join(said)


def _people(arm: Arm, finding: Finding, found: Measure, of: Of) -> str:
    counted = people(found, of, rounded=finding.rounded)
    when = f" {finding.time.plain}" if finding.time.plain else ""
    rest = f"; {whole(counted.without)} did not" if counted.high is None else ""
    had, did = PLAIN.people(arm, finding), PLAIN.outcome(finding)
    return f"Out of {whole(counted.of)} {had}, {counted.text} {did}{when}{rest}."


SEEN_IN = {
    "animal": "This was seen in animals.",
    "in vitro": "This was seen in the laboratory.",
    "theory": "This is an idea that nobody has shown yet.",
}


def _hedged(finding: Finding, plain_claim: RichText) -> str:
    words = plain_claim.text
    if finding.basis == "attributed" and not words.casefold().startswith("according to"):
        words = f"According to {_who(finding)}, {words}"
    tail = SEEN_IN.get(finding.evidence or "", "") or SURENESS[finding.certainty.level]
    return f"{words.rstrip('.')}. {tail}".strip()
