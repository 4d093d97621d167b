"""Where the values of bars are written: behind a bar, inside it, or nowhere when nothing fits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.bar_boxes import bar_boxes
from builder.plan.page import ChartSeries, ChartSpec, Place
from builder.plan.series import GAP, Look
from builder.plan.setting import Setting, plain_runs
from builder.text import natural_width
from builder.theme import Color

TOUCH = 0.5
"""Points by which labels may overlap: rounding, nothing that is seen."""
PAD, PLATE = 4.0, 5.5
"""Points between a label inside a bar and the bar's end, and where a plate lies behind the label."""


@dataclass(frozen=True, slots=True)
class Pen:
    """What measuring labels needs."""

    look: Look
    setting: Setting
    lying: bool

    def width(self, words: str) -> float:
        """Return the width of words in points."""
        return natural_width(plain_runs(words, self.look.label, self.setting)) + 1

    def inside(self, words: str, box: Rect, *, plate: bool = False) -> bool:
        """Tell whether words have room in a bar; with a `plate` behind them, lines of the bar are seen around it."""
        length, thick = self.width(words) + 2 * (PLATE if plate else PAD), self.look.label.leading
        return box.width >= length and box.height >= thick + (0 if self.lying else PAD)


@dataclass(slots=True)
class Labels:
    """The labels of a series while they are placed, each with its place, colour and ground."""

    words: list[str | None]
    places: list[Place | None]
    colors: list[Color | None]
    grounds: list[Color | None]

    @staticmethod
    def none(count: int) -> Labels:
        """Return labels that say nothing."""
        return Labels([None] * count, [None] * count, [None] * count, [None] * count)

    def put(
        self, index: int, words: str, place: Place, series: ChartSeries | None = None, pen: Pen | None = None
    ) -> None:
        """Write words at a bar; inside a bar of `series` in a colour that is read on it."""
        self.words[index], self.places[index] = words, place
        if series and pen:
            hatch = series.hatching(index)
            self.colors[index] = pen.look.ink if hatch else pen.look.on(series.fill(index))
            self.grounds[index] = pen.look.ground if hatch else None

    def of(self, series: ChartSeries) -> ChartSeries:
        """Return the series with these labels."""
        return replace(
            series,
            labels=tuple(self.words),
            label_places=tuple(self.places),
            label_colors=tuple(self.colors),
            label_grounds=tuple(self.grounds),
        )


def place_labels(spec: ChartSpec, look: Look, setting: Setting, *, named: bool) -> ChartSpec:
    """Return the specification with its labels placed. `named` puts names of series into labels where they fit."""
    pen = Pen(look, setting, spec.horizontal)
    boxes = bar_boxes(spec)
    if spec.grouping != "clustered":
        return replace(spec, series=_in_parts(spec, boxes, pen, named=named))
    if any(series.whiskers for series in spec.series):
        return replace(spec, series=_at_base(spec, boxes, pen))
    return spec


def _in_parts(
    spec: ChartSpec, boxes: Sequence[Sequence[Rect | None]], pen: Pen, *, named: bool
) -> tuple[ChartSeries, ...]:
    """Values in the middle of the parts that have room; the first bar with room for all names carries them."""
    count = len(spec.categories)
    full = [[f"{series.name} {label}".strip() for label in series.labels] for series in spec.series]

    def fits(words: str, order: int, index: int) -> bool:
        box, plate = boxes[order][index], spec.series[order].hatching(index) is not None
        return box is not None and pen.inside(words, box, plate=plate)

    first = next((i for i in range(count) if all(fits(full[s][i], s, i) for s in range(len(full)))), None)
    made = []
    for order, series in enumerate(spec.series):
        labels = Labels.none(count)
        for index, words in enumerate(series.labels):
            said = full[order][index] if named and index == first else words
            if said and fits(said, order, index):
                labels.put(index, said, "center", series, pen)
        made.append(labels.of(series))
    return tuple(made)


def _at_base(spec: ChartSpec, boxes: Sequence[Sequence[Rect | None]], pen: Pen) -> tuple[ChartSeries, ...]:
    """Values inside the bars at their base, free of the whiskers, if all have room; else none: there is an axis."""
    made = []
    for series, row in zip(spec.series, boxes, strict=True):
        labels = Labels.none(len(row))
        for index, (words, box) in enumerate(zip(series.labels, row, strict=True)):
            if words is None or box is None:
                continue
            if (series.values[index] or 0.0) < 0 or not pen.inside(words, _free(spec, series, index, box)):
                return tuple(Labels.none(len(row)).of(one) for one in spec.series)
            labels.put(index, words, "base", series, pen)
        made.append(labels.of(series))
    return tuple(made)


def _free(spec: ChartSpec, series: ChartSeries, index: int, box: Rect) -> Rect:
    """Return the part of a bar under its whisker."""
    value, minus = series.values[index], series.whiskers.minus[index] if series.whiskers else None
    if not value or not minus:
        return box
    share = max(0.0, (value - minus) / value)
    return replace(box, width=box.width * share) if spec.horizontal else box.with_height(box.height * share)


def label_box(spec: ChartSpec, series: ChartSeries, index: int, box: Rect, pen: Pen) -> Rect:
    """Return where the label of a bar stands."""
    words = series.labels[index] or ""
    wide, leading = pen.width(words), pen.look.label.leading
    place = (series.label_places[index] if series.label_places else None) or "end"
    negative = (series.values[index] or 0.0) < 0
    if spec.horizontal:
        far = box.x - GAP - wide if negative else box.right + GAP
        x = {"base": box.x + PAD, "center": box.x + (box.width - wide) / 2}
        return Rect(x.get(place, far), box.y + (box.height - leading) / 2, wide, leading)
    far = box.bottom + 2 if negative else box.y - leading - 2
    y = {"base": box.bottom - leading - 3, "center": box.y + (box.height - leading) / 2}
    return Rect(box.x + (box.width - wide) / 2, y.get(place, far), wide, leading)


def label_boxes(spec: ChartSpec, look: Look, setting: Setting) -> list[Rect]:
    """Return where all labels of bars stand."""
    pen = Pen(look, setting, spec.horizontal)
    return [
        label_box(spec, series, index, box, pen)
        for series, row in zip(spec.series, bar_boxes(spec), strict=True)
        for index, box in enumerate(row)
        if box is not None and series.labels[index]
    ]


def overflow(spec: ChartSpec, room: Rect, look: Look, setting: Setting) -> float:
    """Return by how many points labels of lying bars stand out of their chart at most; 0 when none does."""
    most = max((box.right - room.right for box in label_boxes(spec, look, setting)), default=0.0)
    return most if most > TOUCH else 0.0


def collide(spec: ChartSpec, room: Rect, look: Look, setting: Setting) -> bool:
    """Tell whether labels of upright bars stand on each other, or out of their chart."""
    boxes = label_boxes(spec, look, setting)
    if any(box.x < room.x - 0.5 or box.right > room.right + 0.5 for box in boxes):
        return True
    if spec.grouping == "clustered" and _on_others(spec, Pen(look, setting, spec.horizontal)):
        return True
    return any(one.overlaps(other, TOUCH) for one, other in combinations(boxes, 2))


def _on_others(spec: ChartSpec, pen: Pen) -> bool:
    """Tell whether the label of a bar lies on another bar."""
    rows = bar_boxes(spec)
    bars = [(order, index, box) for order, row in enumerate(rows) for index, box in enumerate(row) if box]
    return any(
        label_box(spec, spec.series[order], index, box, pen).overlaps(other, TOUCH)
        for order, index, box in bars
        if spec.series[order].labels[index]
        for place in bars
        if place[:2] != (order, index) and (other := place[2])
    )
