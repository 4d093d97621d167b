"""Write the tables of docs/themes.md: every colour with its value and contrast, every pair that is checked.

`python docs/theme_tables.py` renews them; a test compares them with the themes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builder.load.themes import contrast_pairs, load_theme, theme_names
from builder.theme import Theme, contrast

PAGE = Path(__file__).parent / "themes.md"
MARKS = "<!-- {}: made by docs/theme_tables.py -->", "<!-- end of {} -->"

MEANINGS = {
    "ground": "what slides and pages are made of",
    "ink": "titles and text",
    "teal": "the brand, whatever its hue: section names, bullets, links, table heads, first series of a chart",
    "accent": "the one thing to notice on a page",
    "grey": "secondary text: sources, axes, footers",
    "red": "emergencies only",
    "amber": "warnings",
    "green": "benefit, done",
    "on_strong": "text and marks on a shape filled with one of the seven colours above",
    "muted": "lines and markers that are not the point of a chart; labelled directly",
    "muted_bar": "bars that are not the point of a chart: values stand inside them",
    "muted_edge": "the line around such bars",
    "hairline": "rules between rows and above footers: decoration",
    "grid": "gridlines of charts",
    "rule": "the rule under a table's header",
    "paper": "the quiet part of the cover",
    "teal_tint": "panel of a main message and of callouts that inform",
    "amber_tint": "panel of warnings",
    "red_tint": "panel of emergencies",
    "grey_tint": "other panels",
    "panel": "large dark areas: the cover's panel, a handout's title band",
    "opener": "ground of section openers",
    "on_panel": "text on `panel` and `opener`",
    "on_panel_soft": "smaller text on `panel` and `opener`",
    "notes": "speaker notes, which are read and printed on white",
    "plate": "what pictures with transparent parts stand on where the ground is dark",
}
"""What each colour means; a colour without a row is a fault of the test."""

ON_GROUND = {
    "ink",
    "teal",
    "accent",
    "grey",
    "red",
    "amber",
    "green",
    "muted",
    "muted_edge",
    "hairline",
    "grid",
    "rule",
}
"""Colours that stand on the ground itself: their contrast with it is shown."""

WEIGHTS = {
    "hairline": "rules between rows, above questions and footers",
    "rule": "the rule under a table's header",
    "axis": "axes and baselines of charts",
    "line": "the lines of a line chart",
    "grid": "gridlines of charts",
}


def colors_table() -> Iterator[str]:
    """Yield the table of colours: value and contrast with the ground, on slides, and on paper where it differs."""
    themes = [load_theme(name) for name in theme_names()]
    yield f"| colour | what it means | {' | '.join(f'`{name}`' for name in theme_names())} |"
    yield f"|---|---|{'---|' * len(themes)}"
    for token in themes[0].inks.colors:
        yield f"| `{token}` | {MEANINGS[token]} | {' | '.join(_cell(token, theme) for theme in themes)} |"


def _cell(token: str, theme: Theme) -> str:
    digits = theme.color(token).rgb
    return f"{digits} {_ratio(theme, token, 'ground')}" if token in ON_GROUND else digits


def _ratio(theme: Theme, first: str, second: str) -> str:
    """Return a ratio cut to one decimal: 4.49 must not read as 4.5."""
    return f"{int(contrast(theme.color(first).rgb, theme.color(second).rgb) * 10) / 10:.1f}"


def pairs_table() -> Iterator[str]:
    """Yield the table of pairs: the least contrast that each theme asks for, and what its slides and its paper have."""
    least: dict[tuple[str, str], dict[str, float]] = {}
    for name in theme_names():
        for pair in contrast_pairs(name):
            asked = least.setdefault((pair.first, pair.second), {})
            asked[name] = max(pair.least, asked.get(name, 0.0))
    yield f"| pair | {' | '.join(f'`{name}`' for name in theme_names())} |"
    yield f"|---|{'---|' * len(theme_names())}"
    for (first, second), asked in least.items():
        cells = [_asked(load_theme(name), first, second, asked[name]) for name in theme_names() if name in asked]
        yield f"| `{first}` on `{second}` | {' | '.join(cells)} |"


def _asked(theme: Theme, first: str, second: str, least: float) -> str:
    slides, paper = _ratio(theme, first, second), _ratio(theme.on_paper(), first, second)
    return f"{slides if slides == paper else f'{slides}, paper {paper}'} (needs {least:g})"


def weights_table() -> Iterator[str]:
    """Yield the table of line widths in points."""
    yield f"| weight | what it is for | {' | '.join(f'`{name}`' for name in theme_names())} |"
    yield f"|---|---|{'---|' * len(theme_names())}"
    for token in load_theme(theme_names()[0]).weights:
        values = (f"{load_theme(name).weight(token):g}" for name in theme_names())
        yield f"| `{token}` | {WEIGHTS[token]} | {' | '.join(values)} |"


TABLES = {"colours": colors_table, "pairs": pairs_table, "weights": weights_table}


def renewed(text: str) -> str:
    """Return the page with every table made anew between its marks; ValueError when a mark is missing."""
    for name, table in TABLES.items():
        start, end = (mark.format(name) for mark in MARKS)
        head, rest = text.split(start)
        _, tail = rest.split(end)
        text = f"{head}{start}\n{chr(10).join(table())}\n{end}{tail}"
    return text


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
