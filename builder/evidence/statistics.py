"""Intervals for proportions, from the normal distribution of Python's `statistics`.

The tests compare them with statsmodels' `confint_proportions_2indep(method="newcomb")`: at run time it would bring
SciPy and pandas, 400 MB, for two square roots.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import sqrt

from builder.evidence.figures import comparator_arm, exposure_arm
from builder.findings import Finding


@lru_cache(maxsize=32)
def z_of(level: float) -> float:
    """Return the two-sided quantile of the standard normal distribution for a level in percent."""
    from statistics import NormalDist  # noqa: PLC0415  # slow to import, and many decks count nobody

    return NormalDist().inv_cdf(0.5 + level / 200)


def wilson(events: int, n: int, level: float = 95) -> tuple[float, float]:
    """Return Wilson's score interval of a proportion, from 0 to 1.

    Source: Wilson EB. Probable inference, the law of succession, and statistical inference. JASA 1927;22:209-212.
    """
    z = z_of(level)
    p, share = events / n, z * z / n
    middle, half = p + share / 2, z * sqrt((p * (1 - p) + share / 4) / n)
    return max(0.0, (middle - half) / (1 + share)), min(1.0, (middle + half) / (1 + share))


def newcombe(first: tuple[int, int], second: tuple[int, int], level: float = 95) -> tuple[float, float]:
    """Return Newcombe's hybrid score interval (method 10) of a difference of two proportions, each (events, n).

    Source: Newcombe RG. Interval estimation for the difference between independent proportions. Stat Med
    1998;17:873-890.
    """
    (a, m), (b, n) = first, second
    p, q = a / m, b / n
    (p_low, p_high), (q_low, q_high) = wilson(a, m, level), wilson(b, n, level)
    gap = p - q
    return gap - sqrt((p - p_low) ** 2 + (q_high - q) ** 2), gap + sqrt((p_high - p) ** 2 + (q - q_low) ** 2)


def newcombe_of(finding: Finding, level: float = 95) -> tuple[Decimal, Decimal] | None:
    """Return the interval of a finding's difference in points, to one decimal; None without published events and n."""
    first, second = exposure_arm(finding), comparator_arm(finding)
    if first is None or second is None or first.derived or second.derived:
        return None
    if first.events is None or second.events is None or not first.n or not second.n:
        return None
    low, high = newcombe((first.events, first.n), (second.events, second.n), level)
    return _points(low), _points(high)


def _points(share: float) -> Decimal:
    return (Decimal(share) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
