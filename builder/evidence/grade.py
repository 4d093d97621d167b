"""GRADE's words for an effect: how sure, and how large.

Source: GRADE guidelines 26 (Santesso et al., 2020) as the ACIP GRADE handbook, chapter 11, and Cochrane print them.
The size band needs `outcome.mid`, the smallest difference that matters: below it the effect is trivial; from
`outcome.large` on it is large; without either, the verb carries no size.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from builder.evidence.figures import difference
from builder.findings import RELATIVE, Certainty, Finding
from builder.frozen import dataclass

Size: TypeAlias = Literal["trivial", "plain", "large"]

_VERBS: dict[Certainty, dict[Size, str]] = {
    "high": {
        "trivial": "results in little to no difference in",
        "plain": "{s}",
        "large": "results in a large {noun} in",
    },
    "moderate": {
        "trivial": "probably results in little to no difference in",
        "plain": "probably {s}",
        "large": "probably results in a large {noun} in",
    },
    "low": {
        "trivial": "may result in little to no difference in",
        "plain": "may {base}",
        "large": "may result in a large {noun} in",
    },
}

SURENESS: dict[Certainty, str] = {
    "high": "",
    "moderate": "This is probably so.",
    "low": "This may be so: we are not sure.",
    "very low": "We are very unsure about this.",
    "not rated": "",
}
"""What patients are told about certainty, in a sentence of its own."""


@dataclass(frozen=True, slots=True)
class Change:
    """An effect of a finding: whether the outcome rises with the exposure, and by how much (None: only relative)."""

    rises: bool
    points: Decimal | None


def change(finding: Finding) -> Change | None:
    """Return how the outcome changes with the exposure, or None where the record doesn't say."""
    points = difference(finding)
    if points is None:
        for effect in finding.effects:
            value = effect.value.value
            if value is None:
                continue
            if effect.measure in ("MD", "SMD"):
                points = value
                break
            if effect.measure in RELATIVE:
                return Change(value > 1, None)
    return Change(points > 0, points) if points is not None else None


def size(finding: Finding, found: Change) -> Size:
    """Return the band of an effect; `plain` where the record names no thresholds."""
    mid, large = finding.outcome.mid, finding.outcome.large
    if found.points is None:
        return "plain"
    if mid is not None and abs(found.points) < mid:
        return "trivial"
    return "large" if large is not None and abs(found.points) >= large else "plain"


def predicate(finding: Finding) -> str | None:
    """Return the verb between exposure and outcome (`probably reduces`); None when nobody rated the certainty.

    Very low certainty has no verb either: the sentence says that the evidence is very uncertain.
    """
    found, level = change(finding), finding.certainty.level
    if found is None or level in ("not rated", "very low"):
        return None
    words = {"s": "increases", "base": "increase", "noun": "increase"}
    if not found.rises:
        words = {"s": "reduces", "base": "reduce", "noun": "reduction"}
    return _VERBS[level][size(finding, found)].format(**words)


def non_inferiority(finding: Finding) -> bool:
    """Tell whether the design can only show that something is not worse: its words must not say better."""
    design = finding.design.casefold().replace("\u2011", "-")
    return "non-inferiority" in design or "noninferiority" in design


def not_worse(finding: Finding) -> bool:
    """Tell whether non-inferiority was shown: the interval's end on the bad side keeps off the margin."""
    for effect in finding.effects:
        if effect.margin is None or effect.value.low is None or effect.value.high is None:
            continue
        return effect.value.low > effect.margin if effect.margin < 0 else effect.value.high < effect.margin
    return False
