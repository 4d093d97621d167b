"""Charts' specifications as text, for golden tests and reviews."""

from __future__ import annotations

from collections.abc import Iterator

from builder.plan.page import Axis, ChartSeries, ChartSpec, RowSpec


def kind_of(spec: ChartSpec | RowSpec) -> str:
    """Return what kind of chart a specification is."""
    if isinstance(spec, RowSpec):
        return "rows"
    return spec.kind if spec.grouping == "clustered" else f"{spec.kind} {spec.grouping}"


def dump_spec(spec: ChartSpec) -> Iterator[str]:
    """Yield a chart's axes, then its series: colour, name, values and what is written at them."""
    yield f"values {_axis(spec.value_axis)}"
    along = _axis(spec.x_axis) if spec.x_axis else " | ".join(c.replace("\n", " / ") for c in spec.categories)
    yield f"along {along}{f' ({spec.category_title})' if spec.category_title else ''}"
    if spec.figure:
        yield f"figure = {spec.figure.each:g}, {spec.figure.width:.1f}x{spec.figure.height:.1f}"
    for series in spec.series:
        values = ", ".join("-" if value is None else f"{value:g}" for value in series.values)
        labels = ", ".join(label or "-" for label in series.labels)
        yield f"{series.color.rgb}{_look(series)} {series.name}: {values} [{labels}]"
        if series.whiskers:
            reach = zip(series.whiskers.minus, series.whiskers.plus, strict=True)
            bounds = ", ".join("-" if low is None else f"-{low:g} +{high:g}" for low, high in reach)
            yield f"  {series.whiskers.name}: {bounds}"


def _look(series: ChartSeries) -> str:
    hatches = [hatch for hatch in (series.hatch, *series.point_hatches) if hatch]
    edge = f" edge {series.edge.rgb}" if series.edge else ""
    return f"{edge}{f' hatch {hatches[0]}' if hatches else ''}"


def dump_rows(spec: RowSpec) -> Iterator[str]:
    """Yield a row chart's axis, lines, markers and labels."""
    yield f"values {_axis(spec.x_axis)}"
    yield f"rows {spec.low:g} to {spec.high:.3g}: {' | '.join(spec.categories)}"
    for guide in spec.guides:
        yield f"guide {guide.x:g} {guide.name}"
    for lines in spec.stretches:
        spans = ", ".join(f"{low:g} to {high:g}" for low, high in zip(lines.lows, lines.highs, strict=True))
        yield f"{lines.color.rgb} {lines.width:.1f} pt {lines.name}: {spans}"
    for dots in spec.dots:
        values = ", ".join(f"{x:g}" for x in dots.xs)
        yield f"{dots.color.rgb} {'pale ' if dots.edge else ''}{dots.marker} {dots.name}: {values}"
    for words in spec.words:
        yield f"{words.name} {words.side} of {words.x:g}: {' | '.join(' / '.join(lines) for lines in words.texts)}"


def _axis(axis: Axis) -> str:
    shown = "" if axis.visible else " hidden"
    log = f" log {axis.log}" if axis.log else ""
    return f"{axis.minimum:g} to {axis.maximum:g} by {axis.major:g} {axis.number_format}{log}{shown}" + (
        f" ({axis.title})" if axis.title else ""
    )
