"""How a bar chart stands: upright or lying, where its plot, labels and axis are, and what the axis holds."""

from __future__ import annotations

from decimal import Decimal

from builder import model
from builder.frozen import dataclass
from builder.geometry import Rect
from builder.plan.axis import decimals, number_format, tick_texts, value_range
from builder.plan.chart_head import broken_heading, heading, heading_height
from builder.plan.lay import Copy, lay
from builder.plan.page import Axis
from builder.plan.series import GAP, Look, all_values, legend_height, names, value_labels
from builder.plan.setting import FitError, Setting, plain_runs
from builder.text import natural_width, widest_word

LYING_BAND, ROOMY_BAND = 2.7, 3.5
"""Height of a lying category with one bar, in lines of label text: for many categories, and for at most four."""
LYING_BAR = 1.5
"""What each further bar of a category adds, in lines of label text."""
FEW = 4
LABEL_SHARE = 0.44
"""Largest share of a chart's width that category labels may take beside lying bars."""
MAX_LABEL_LINES = 3
LEAST_HEIGHT, LEAST_WIDTH = 60.0, 60.0
"""Points that the plot needs at least."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parts of a bar chart stand: the whole, the plot, the room for category labels, that for the axis.

    `below` is how much of the plot lies beyond the lowest bar: room for the labels of bars below zero.
    """

    box: Rect
    plot: Rect
    labels: float
    axis: float = 0.0
    below: float = 0.0


@dataclass(frozen=True, slots=True)
class Job:
    """What is drawn: the content, how its bars stand, whether the values have an axis, whether there is a key.

    The last series is a comparison group's if it is `compared`; `more` is further room behind lying bars, in points.
    """

    content: model.ChartContent
    lying: bool
    axis: bool
    legend: bool
    compared: bool = False
    more: float = 0.0

    @property
    def stacked(self) -> bool:
        """Whether the bars of a category stand on each other."""
        return self.content.kind == "stacked-bar"

    @property
    def bars(self) -> int:
        """How many bars stand side by side in a category."""
        return 1 if self.stacked else len(self.content.series)


def said(job: Job, box: Rect, look: Look, setting: Setting) -> str | None:
    """Return what stands over a bar chart, broken to its width: what its values are, and beside lying bars also what
    its categories are."""
    content = job.content
    words = heading(content.category_title if job.lying else None, content.value_title, interval=content.interval)
    return broken_heading(words, box.width, look, setting)


def _head_height(job: Job, box: Rect, look: Look, setting: Setting) -> float:
    """Return the height of heading and legend over the plot."""
    named = [series.name for series in job.content.series] if job.legend else []
    return heading_height(said(job, box, look, setting), look) + legend_height(named, box.width, look, setting)


def value_axis(job: Job, below: float = 0.0) -> Axis:
    """Return the axis of values; a hidden one reaches further down by the share `below`, for labels under bars."""
    content = job.content
    if content.shares:
        return Axis(0.0, 1.0, 0.25, "0%", content.value_title, gridlines=True)
    values = _totals(content) if job.stacked else all_values(content)
    low, high, step = value_range(values, least=content.min, most=content.max, zero=True)
    code = number_format(decimals([low, high, step]), content.unit, minus=low < 0 and job.axis)
    if below and not job.axis:
        low = round(low - (high - low) * below / (1 - below), 6)
    return Axis(low, high, step, code, content.value_title, gridlines=job.axis, visible=job.axis)


def _totals(content: model.ChartContent) -> list[Decimal]:
    """Return the height of each stack."""
    columns = zip(*(series.values for series in content.series), strict=True)
    return [sum((m.value for m in column if m and m.value), Decimal()) for column in columns]


def _ticks(job: Job) -> tuple[str, ...]:
    if job.content.shares:
        return ("0%", "25%", "50%", "75%", "100%")
    return tick_texts(value_axis(job), job.content.unit)


def upright(job: Job, box: Rect, look: Look, setting: Setting) -> Frame:
    """Return the frame of upright bars; FitError when a category's label needs more than three lines."""
    content = job.content
    left = max(natural_width(plain_runs(t, look.axis, setting)) for t in _ticks(job)) + 2 * GAP if job.axis else 0.0
    band = (box.width - left) / len(content.categories)
    heights = []
    for name in names(content):
        laid = lay([Copy(plain_runs(name, look.label, setting), look.label, at=content.at)], band - 8)
        if laid.lines > MAX_LABEL_LINES:
            raise FitError(f"the label `{name}` needs {laid.lines} lines under its bar", content.at)
        heights.append(laid.height)
    foot = max(heights) + GAP + (look.axis.leading + GAP if content.category_title else 0.0)
    head = _head_height(job, box, look, setting) + look.label.leading + GAP
    plot = Rect(box.x + left, box.y + head, box.width - left, box.height - head - foot)
    if plot.height < LEAST_HEIGHT:
        raise FitError("the chart has less than 60 pt of height", content.at)
    if plot.width < LEAST_WIDTH:
        raise FitError("the chart has no room for its bars", content.at)
    below = look.label.leading + GAP if min(all_values(content)) < 0 else 0.0
    return Frame(box, plot, max(heights), left, below / plot.height)


def lying(job: Job, box: Rect, look: Look, setting: Setting) -> Frame:
    """Return the frame of lying bars, as high as they need; FitError when they or their labels have no room."""
    content, top = job.content, _head_height(job, box, look, setting)
    count = len(content.categories)
    labels = [plain_runs(name, look.label, setting) for name in names(content)]
    natural = max(natural_width(runs) for runs in labels)
    room = max(min(natural, box.width * LABEL_SHARE), *(widest_word(runs) for runs in labels)) + 1
    if job.axis:  # half of the first tick's label stands left of the plot
        room = max(room, natural_width(plain_runs(_ticks(job)[0], look.axis, setting)) / 2 + 1 - GAP)
    if room > box.width * 0.6:
        raise FitError("a category's label is wider than the chart", content.at, "use shorter words")
    ends = _ends(job, look, setting) + job.more
    foot = look.axis.leading + GAP if job.axis else 0.0
    band = (ROOMY_BAND if count <= FEW else LYING_BAND) + LYING_BAR * (job.bars - 1)
    height = min(count * band * look.label.leading, box.height - top - foot)
    lines = max(lay([Copy(runs, look.label)], room).lines for runs in labels)
    if height / count < max(lines, job.bars) * look.label.leading + 2:
        raise FitError(f"{count} categories with {lines}-line labels don't fit {height:.0f} pt of height", content.at)
    plot = Rect(box.x + room + GAP, box.y + top, box.width - room - GAP - ends, height)
    below = ends if min(all_values(content)) < 0 else 0.0
    if plot.width - below < LEAST_WIDTH:
        raise FitError("the chart has no room for its bars", content.at, "use shorter labels, or a shorter unit")
    return Frame(box.with_height(top + height + foot), plot, room, foot, below / plot.width)


def _ends(job: Job, look: Look, setting: Setting) -> float:
    """Return the room that lying bars need behind them: for the longest value, or for half of the last tick's label."""
    if job.axis:
        return natural_width(plain_runs(_ticks(job)[-1], look.axis, setting)) / 2 + 1
    if job.stacked:
        return 1.0
    content = job.content
    words = [w for series in content.series for w in value_labels(series.values, content.unit) if w]
    return max(natural_width(plain_runs(word, look.label, setting)) for word in words or [""]) + 2 * GAP
