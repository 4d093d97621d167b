"""Numbers of findings as they are printed, and the one rule for rounding and denominators.

The rule. Clinicians and students get percentages as the source prints them. Patients and the public get whole people
out of one denominator: 100, or 1,000 as soon as an arm of what is compared lies above 0 and below 1 percent. Halves are
rounded up. "About" stands before a count that was rounded, or whose source gives an interval or had rounded already.
The people without the event are the denominator less those with it, so that both framings always sum to it.

Source of the rule: PIF, "communicating benefits and risks" (one denominator, both framings, absolute numbers); halves
up is what readers expect of a number that they can check by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, TypeAlias

from builder.findings import Arm, Effect, Finding
from builder.frozen import dataclass
from builder.values import Measure

Of: TypeAlias = Literal[100, 1000]
MINUS = "\u2212"


def number(value: Decimal) -> str:
    """Return a number as printed: digits as published, a true minus sign, thousands set apart from 1,000 on."""
    text = f"{abs(value):,f}"
    return f"{MINUS}{text}" if value < 0 else text


def whole(value: int) -> str:
    """Return a count as printed."""
    return f"{value:,}"


def spread(low: Decimal, high: Decimal) -> str:
    """Return an interval as printed: `3.9 to 24.2`."""
    return f"{number(low)} to {number(high)}"


def measure(value: Measure, unit: str = "") -> str:
    """Return a measure without its interval: `64%`, or a range `61% to 75%`; a unit of words gets a space."""
    if value.value is not None:
        return f"{number(value.value)}{suffix(unit)}"
    low, high = value.numbers[0], value.numbers[-1]
    return f"{number(low)}{suffix(unit)}" if low == high else f"{number(low)} to {number(high)}{suffix(unit)}"


def suffix(unit: str) -> str:
    """Return a unit as it follows a number."""
    return unit if unit in ("", "%") else f" {unit}"


def share(arm: Arm) -> Measure | None:
    """Return an arm's percentage: as published, or reckoned from its events to one decimal."""
    if arm.percent is not None:
        return arm.percent
    if arm.events is None or arm.n is None:
        return None
    return Measure((Decimal(arm.events) * 100 / arm.n).quantize(Decimal("0.1"), ROUND_HALF_UP))


def middle(value: Measure) -> Decimal:
    """Return the number that a picture shows: the estimate; of a range, its middle."""
    return value.value if value.value is not None else (value.numbers[0] + value.numbers[-1]) / 2


def denominator(shares: Iterable[Measure]) -> Of:
    """Return the one denominator for everything that is compared."""
    return 1000 if any(0 < low < 1 for share in shares for low in (share.numbers[0],)) else 100


@dataclass(frozen=True, slots=True)
class People:
    """How many people of `of` had an event. `high` is set where the source gives a range. `about` tells of rounding."""

    low: int
    high: int | None
    of: Of
    about: bool

    @property
    def without(self) -> int:
        """How many had no event, where one number is known."""
        return self.of - self.low

    @property
    def text(self) -> str:
        """The count in words, without the denominator: `about 64`, `from 61 to 75`."""
        if self.high is not None:
            return f"from {whole(self.low)} to {whole(self.high)}"
        return f"about {whole(self.low)}" if self.about else whole(self.low)


def people(percent: Measure, of: Of, *, rounded: bool = False) -> People:
    """Return a percentage as whole people out of `of`; halves go up."""
    if percent.value is None and percent.numbers[0] != percent.numbers[-1]:
        low, high = (_count(number, of) for number in (percent.numbers[0], percent.numbers[-1]))
        return People(low, high if high != low else None, of, about=True)
    exact = middle(percent) * of / 100
    count = _count(middle(percent), of)
    return People(count, None, of, about=rounded or percent.bounded or Decimal(count) != exact)


def _count(percent: Decimal, of: int) -> int:
    return int((percent * of / 100).quantize(Decimal(1), ROUND_HALF_UP))


def interval(effect: Effect) -> str:
    """Return an effect's interval as printed: `95% CI 3.9 to 24.2`; nothing for a range over studies."""
    low, high = effect.value.low, effect.value.high
    if effect.value.value is None or low is None or high is None:
        return ""
    return f"{number(effect.level)}% CI {spread(low, high)}"


def exposure_arm(finding: Finding) -> Arm | None:
    """Return the arm that the finding is about: the first that is not the comparator."""
    rest = [arm for arm in finding.arms if arm is not comparator_arm(finding)]
    return rest[0] if rest else None


def comparator_arm(finding: Finding) -> Arm | None:
    """Return the arm that is compared with: the one named like the comparator; else, of several, the last one."""
    if not finding.comparator:
        return None
    wanted = finding.comparator.casefold()
    named = next((arm for arm in finding.arms if arm.label.casefold() == wanted), None)
    return named or (finding.arms[-1] if len(finding.arms) > 1 else None)


def difference(finding: Finding) -> Decimal | None:
    """Return the difference of the shares in points: as published, or reckoned from the two arms."""
    for effect in finding.effects:
        if effect.measure == "RD" and effect.value.value is not None:
            return effect.value.value
    first, second = exposure_arm(finding), comparator_arm(finding)
    shares = [share(arm) for arm in (first, second) if arm]
    if len(shares) < 2 or any(one is None or one.value is None for one in shares):
        return None
    return middle(shares[0]) - middle(shares[1])  # type: ignore[arg-type]  # none is None here
