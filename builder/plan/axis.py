"""Axes of charts: round ranges and ticks, and number formats, the same in every output."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
"""Steps that people read without reckoning, times a power of ten."""


def nice_step(span: float, ticks: int) -> float:
    """Return the smallest round step that covers `span` in at most `ticks` steps."""
    rough = max(span, 1e-9) / max(1, ticks)
    power = 10.0 ** math.floor(math.log10(rough))
    return next((nice * power for nice in NICE if nice * power >= rough * (1 - 1e-9)), 10 * power)


def value_range(
    values: Sequence[Decimal], *, least: Decimal | None, most: Decimal | None, zero: bool, ticks: int = 5
) -> tuple[float, float, float]:
    """Return minimum, maximum and step of an axis that holds `values`.

    `least` and `most` are the author's bounds; `zero` makes the axis start (or end) at zero, as bars must.
    """
    low = float(min(values) if least is None else least)
    high = float(max(values) if most is None else most)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high <= low:
        high = low + 1.0
    step = nice_step(high - low, ticks)
    bottom = low if least is not None else math.floor(low / step + 1e-9) * step
    top = high if most is not None else math.ceil(high / step - 1e-9) * step
    return bottom, top, step


def tick_values(minimum: float, maximum: float, step: float) -> tuple[float, ...]:
    """Return the ticks from minimum to maximum."""
    count = int((maximum - minimum) / step + 1e-6)
    return tuple(minimum + index * step for index in range(count + 1))


def decimals(values: Sequence[float]) -> int:
    """Return how many decimals the ticks need."""
    return next((n for n in range(6) if all(abs(round(v, n) - v) < 1e-9 for v in values)), 6)


def number_format(places: int, unit: str) -> str:
    """Return the spreadsheet format of a number with its unit, such as `0.0"%"`; quotes in units are doubled."""
    digits = "0" if places == 0 else "0." + "0" * places
    suffix = spaced(unit).replace('"', '""')
    return f'{digits}"{suffix}"' if suffix else digits


def spaced(unit: str) -> str:
    """Return the unit as it follows a number: a percent sign directly, others after a no-break space."""
    bare = unit.strip()
    return bare if not bare or bare.startswith("%") else f"\u00a0{bare}"


def typed(value: Decimal, unit: str) -> str:
    """Return a number as its author typed it, with a true minus and its unit."""
    return f"{value:f}".replace("-", "\u2212") + spaced(unit)


def label_of(value: float, places: int, unit: str) -> str:
    """Return the text of a tick."""
    return f"{value:.{places}f}".replace("-", "\u2212") + spaced(unit)
