"""Axes of charts: round ranges and ticks, and number formats, the same in every output."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from builder.frozen import replace
from builder.plan.page import Axis
from builder.values import Measure

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
    bottom = low if least is not None else _clean(math.floor(low / step + 1e-9) * step, step)
    top = high if most is not None else _clean(math.ceil(high / step - 1e-9) * step, step)
    return bottom, top, step


def _clean(value: float, step: float) -> float:
    """Return a multiple of a step without the noise of binary fractions: files print 1.2, not 1.2000000000000002."""
    return round(value, 3 - math.floor(math.log10(step)))


def tick_values(minimum: float, maximum: float, step: float) -> tuple[float, ...]:
    """Return the ticks from minimum to maximum."""
    count = int((maximum - minimum) / step + 1e-6)
    return tuple(minimum + index * step for index in range(count + 1))


def decimals(values: Sequence[float]) -> int:
    """Return how many decimals the ticks need."""
    return next((n for n in range(6) if all(abs(round(v, n) - v) < 1e-9 for v in values)), 6)


def number_format(places: int, unit: str, *, minus: bool = False) -> str:
    """Return the spreadsheet format of a number with its unit, such as `0.0"%"`; quotes in units are doubled.

    With `minus`, numbers below zero have a true minus, as elsewhere on the page.
    """
    digits = "0" if places == 0 else "0." + "0" * places
    suffix = spaced(unit).replace('"', '""')
    code = f'{digits}"{suffix}"' if suffix else digits
    return f'{code};"\u2212"{code}' if minus else code


LOG_FORMAT = "[>=1000]#,##0;General"
"""The spreadsheet format of a logarithmic axis: as many decimals as each tick needs, thousands set apart."""
BETWEEN = 3.0
"""Points between the labels of two ticks at least."""
MOST_DOUBLINGS = 6
"""More doublings than this are shown as decades."""


def log_range(values: Sequence[Decimal], *, least: Decimal | None, most: Decimal | None) -> tuple[float, float, int]:
    """Return minimum, maximum and base of a logarithmic axis that holds `values` (all above zero).

    The axis runs over whole decades, or whole doublings where the values lie close together. An author's bounds stay.
    """
    low = float(min(values) if least is None else least)
    high = float(max(values) if most is None else most)
    base = 2 if math.log2(max(high / low, 1.0)) <= MOST_DOUBLINGS - 1.5 else 10
    first = math.floor(math.log(low, base) + 1e-9)
    last = max(math.ceil(math.log(high, base) - 1e-9), first + 1)
    return (low if least is not None else float(base) ** first, high if most is not None else float(base) ** last, base)


def log_ticks(minimum: float, maximum: float, factor: float) -> tuple[float, ...]:
    """Return the ticks of a logarithmic axis: from its minimum in steps of a factor."""
    count = int(math.log(maximum / minimum, factor) + 1e-6)
    return tuple(minimum * factor**index for index in range(count + 1))


def log_label(value: float) -> str:
    """Return the text of a logarithmic axis's tick, as LOG_FORMAT shows it."""
    return f"{value:,.0f}" if value >= 1000 else f"{value:.10f}".rstrip("0").rstrip(".")


def ticks_of(axis: Axis) -> tuple[float, ...]:
    """Return the ticks of an axis."""
    if axis.log:
        return log_ticks(axis.minimum, axis.maximum, axis.major)
    return tick_values(axis.minimum, axis.maximum, axis.major)


def tick_texts(axis: Axis, unit: str) -> tuple[str, ...]:
    """Return the words at the ticks of an axis, as both outputs show them."""
    ticks = ticks_of(axis)
    if axis.log:
        return tuple(log_label(tick) for tick in ticks)
    places = decimals(ticks)
    return tuple(label_of(tick, places, unit) for tick in ticks)


def thinned(axis: Axis, unit: str, room: float, extent: Callable[[str], float]) -> Axis:
    """Return the axis with as many ticks as have room for their labels on `room` points.

    `extent` gives the size of a label along the axis in points.
    """
    for factor in (1, 2, 3, 5, 10, 20, 50, 100):
        wider = replace(axis, major=axis.major**factor if axis.log else axis.major * factor)
        spots = [share_of(axis, tick) * room for tick in ticks_of(wider)]
        halves = [extent(words) / 2 for words in tick_texts(wider, unit)]
        ends = zip(pairwise(spots), pairwise(halves), strict=True)
        if all(b - a >= one + other + BETWEEN for (a, b), (one, other) in ends):
            return wider
    return wider


def share_of(axis: Axis, value: float) -> float:
    """Return where a value stands on an axis: 0 at its minimum, 1 at its maximum."""
    if axis.log:
        return math.log(value / axis.minimum) / math.log(axis.maximum / axis.minimum)
    return (value - axis.minimum) / (axis.maximum - axis.minimum)


def spaced(unit: str) -> str:
    """Return the unit as it follows a number: a percent sign directly, others after a no-break space."""
    bare = unit.strip()
    return bare if not bare or bare.startswith("%") else f"\u00a0{bare}"


def typed(value: Decimal, unit: str) -> str:
    """Return a number as its author typed it, with a true minus and its unit."""
    return f"{value:f}".replace("-", "\u2212") + spaced(unit)


def grouped(value: Decimal, unit: str) -> str:
    """Return a number as typed, its thousands set apart."""
    return f"{value:,f}".replace("-", "\u2212") + spaced(unit)


def typed_measure(measure: Measure, unit: str) -> str:
    """Return a number with its interval, or a range: `14.2% (3.9 to 24.2)`, `1,200 to 2,400 ng/mL`."""
    low, high = (grouped(number, "") if number is not None else "" for number in (measure.low, measure.high))
    if measure.value is None:
        return f"{low}\u00a0to\u00a0{high}{spaced(unit)}" if low != high else f"{low}{spaced(unit)}"
    if not measure.bounded:
        return grouped(measure.value, unit)
    return f"{grouped(measure.value, unit)} ({low}\u00a0to\u00a0{high})"


def label_of(value: float, places: int, unit: str) -> str:
    """Return the text of a tick."""
    return f"{round(value, places) + 0.0:.{places}f}".replace("-", "\u2212") + spaced(unit)
