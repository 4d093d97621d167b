"""The figures as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.measure import Report, Spread, Spreads


def as_text(report: Report) -> str:
    """Return all tables as text."""
    return "\n".join([*_starts(report), *_processes(report), *_stages(report), *_ratios(report)])


def _starts(report: Report) -> Iterator[str]:
    yield "\nStarts, CPU ms                    least     median   greatest"
    for name, found in report.starts.items():
        yield _row(name, _three(found))
    yield f"`check` loads {', '.join(report.loaded) or 'neither pptx nor reportlab'}"


def _processes(report: Report) -> Iterator[str]:
    yield "\nWhole processes, CPU ms, median (least to greatest)"
    yield _row("", [f"{figures.slides} slides" for figures in report.sizes.values()], 22)
    first, *_ = report.sizes.values()
    for name in first.processes:
        yield _row(name, [_one(figures.processes[name]) for figures in report.sizes.values()], 22)
    yield _row("peak memory, MB", [f"{figures.megabytes:.0f}" for figures in report.sizes.values()], 22)
    yield _row("pages of the leaflet", [str(figures.pages) for figures in report.sizes.values()], 22)


def _stages(report: Report) -> Iterator[str]:
    yield "\nStages, CPU ms, median; growth is the time a slide, largest against smallest deck"
    sizes = list(report.sizes.values())
    small, large = sizes[0], sizes[-1]
    yield _row("", ["first deck", *(f"{figures.slides} slides" for figures in sizes), "growth"])
    for name in small.stages:
        first = f"{small.first[name][1]:.1f}" if name in small.first else ""
        each = [figures.stages[name][1] for figures in sizes]
        growth = (each[-1] / large.slides) / (each[0] / small.slides) if each[0] else 0.0
        yield _row(name, [first, *(f"{one:.1f}" for one in each), f"{growth:.2f}"])


def _ratios(report: Report) -> Iterator[str]:
    yield "\nTimes of the bare libraries       least     median   greatest"
    for figures in report.sizes.values():
        ratios: Spreads = figures.ratios
        for name, found in ratios.items():
            yield _row(f"{figures.slides} slides, {name}", _three(found, 2))


def _row(name: str, cells: Sequence[str], wide: int = 11) -> str:
    return f"{name:28}" + "".join(f"{cell:>{wide}}" for cell in cells)


def _three(found: Spread, places: int = 0) -> list[str]:
    return [f"{number:.{places}f}" for number in found]


def _one(found: Spread) -> str:
    least, middle, greatest = found
    return f"{middle:.0f} ({least:.0f}-{greatest:.0f})"
