"""What stands over a chart: what its values are and in which unit, broken to the chart's width."""

from __future__ import annotations

from builder import model
from builder.frozen import replace
from builder.geometry import Rect
from builder.plan.axis import spaced
from builder.plan.lay import Copy, lay
from builder.plan.marks import label
from builder.plan.page import Mark
from builder.plan.series import GAP, Look, texts_of
from builder.plan.setting import Setting, measured, plain_runs

LONG_UNIT = 0.2
"""Share of a chart's width from which on a unit stands once over the chart, not behind every number."""


def heading(*parts: str | None, interval: str | None = None) -> str | None:
    """Return what stands over a chart: what its categories and its values are, and what its intervals."""
    said = "  \u00b7  ".join(part for part in parts if part)
    if interval:
        return f"{said} ({interval})" if said else interval
    return said or None


def broken_heading(said: str | None, width: float, look: Look, setting: Setting) -> str | None:
    """Return a heading with the breaks that it needs in a width in points; FitError when a word is wider."""
    if said is None:
        return None
    return "\n".join(texts_of(lay([Copy(plain_runs(said, look.axis, setting), look.axis)], width)))


def heading_height(said: str | None, look: Look) -> float:
    """Return the height in points that a broken heading takes over the plot, the gap under it included."""
    return (said.count("\n") + 1) * look.axis.leading + GAP if said else 0.0


def heading_marks(said: str | None, box: Rect, look: Look, setting: Setting, name: str = "Heading") -> list[Mark]:
    """Return a broken heading at the top left of a chart's box."""
    if not said:
        return []
    place = box.with_height(heading_height(said, look) - GAP)
    return [label(said.replace("\n", " "), look.axis, place, setting, name=name)]


def long_unit(content: model.ChartContent, width: float, look: Look, setting: Setting) -> bool:
    """Tell whether a chart's unit is too long to stand behind every number in a width in points."""
    return _movable(content) and measured(look.label, setting)(spaced(content.unit)) > LONG_UNIT * width


def headed(content: model.ChartContent) -> model.ChartContent | None:
    """Return a chart whose unit stands over it; None where that changes nothing, or numbers can't be read without."""
    if not _movable(content):
        return None
    unit, title = content.unit.strip(), content.value_title
    return replace(content, unit="", value_title=f"{title}, {unit}" if title and unit not in title else title or unit)


def _movable(content: model.ChartContent) -> bool:
    """Tell whether a unit may leave the numbers: a percent sign belongs to them, and row charts have theirs on top."""
    unit = content.unit.strip()
    return bool(unit) and not unit.startswith("%") and content.kind not in ("dot", "range")
