"""Themes: a file of `assets/themes/`, those that it extends and a project's own file -> `Theme`.

The contrast of the colours is computed when a theme is loaded, not assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import cast, get_args

from builder.assets import asset_path
from builder.diagnostics import Span, did_you_mean
from builder.load.colors import Fault, Paint, Pair, Placed, ThemeError, resolved, too_low
from builder.load.libyaml import yaml
from builder.load.looks import Table, Tree, medium, table, texts, typefaces
from builder.theme import Color, Face, Inks, SchemeSlot, Theme
from builder.theming import ThemeChoice, ThemeFile, Tint

__all__ = ["ThemeError", "chosen_theme", "contrast_pairs", "load_theme", "theme_names"]

SLOTS: tuple[SchemeSlot, ...] = (
    "dk1",
    "lt1",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "dk2",
    "lt2",
    "hlink",
)
"""Theme slots that a colour may stand for, the preferred ones first: restyling accent 1 must recolour what uses it."""


@cache
def theme_names() -> tuple[str, ...]:
    """Return the names of the themes that are shipped."""
    return tuple(sorted(path.stem for path in asset_path("themes").glob("*.yaml")))


@cache
def load_theme(name: str) -> Theme:
    """Return the shipped theme of that name.

    Raises:
        ThemeError: no such theme, a missing or malformed value, or a pair of colours below its contrast.
    """
    return _theme(_chain(name))


def chosen_theme(choice: ThemeChoice) -> Theme:
    """Return the theme that a deck or an edition asks for; its own file has been read already.

    Raises:
        ThemeError: as `load_theme`, with the places of an own file's faults in that file.
    """
    return _with_own(choice.shipped, choice.own) if choice.own else load_theme(choice.shipped)


@lru_cache(maxsize=64)
def _with_own(name: str, own: ThemeFile) -> Theme:
    return _theme((*_chain(name), _own(own)))


def contrast_pairs(name: str) -> tuple[Pair, ...]:
    """Return the pairs of colours whose contrast a shipped theme's colours must have, those of what it extends first.

    Raises:
        ThemeError: no such theme.
    """
    return tuple(_pairs(_chain(name)))


def _own(file: ThemeFile) -> Table:
    """Return what a project's own file says, in the form of a shipped one."""

    def layer(tints: Sequence[Tint]) -> Table:
        return {tint.token: Placed.of(tint.rgb, tint.at) for tint in tints}

    said: dict[str, Tree] = {
        "theme": Placed.of(file.theme, file.at),
        "title": file.title or file.theme.capitalize(),
        "colors": layer(file.colors),
        "slide_colors": layer(file.slide_colors),
        "print_colors": layer(file.print_colors),
    }
    if file.series:
        said["series"] = [Placed.of(token, file.at) for token in file.series]
    return said


def _chain(name: str) -> tuple[Table, ...]:
    """Return the trees of a theme and of all that it extends, the farthest first."""
    chain: list[Table] = []
    while name:
        if name not in theme_names():
            raise ThemeError(
                [Fault(Span(_shown(name)), f"there is no theme `{name}`", did_you_mean(name, theme_names()))]
            )
        tree = _read(name)
        chain.insert(0, tree)
        name = str(tree.get("extends", ""))
        if len(chain) > len(theme_names()):
            raise ThemeError([Fault(Span(_shown(name)), "`extends` goes round in a circle")])
    return tuple(chain)


def _shown(name: str) -> str:
    return f"assets/themes/{name}.yaml"


@cache
def _read(name: str) -> Table:
    text = asset_path("themes", f"{name}.yaml").read_text(encoding="utf-8")
    try:
        return cast(Table, _placed(yaml.compose(text, Loader=yaml.CBaseLoader), _shown(name)))
    except yaml.YAMLError as fault:
        raise ThemeError([Fault(Span(_shown(name)), f"not valid YAML: {fault}")]) from fault


def _placed(node: yaml.Node | None, file: str) -> Tree:
    """Return a node's content with every scalar as text: types come from the reader, not from YAML."""
    match node:
        case yaml.ScalarNode():
            start = node.start_mark
            width = max(1, node.end_mark.column - start.column)
            return Placed.of(str(node.value), Span(file, start.line + 1, start.column + 1, width))
        case yaml.SequenceNode():
            return [_placed(child, file) for child in node.value]
        case yaml.MappingNode():
            return {
                key.value: _plain(child) if key.value in UNPLACED else _placed(child, file) for key, child in node.value
            }
        case _:
            raise ThemeError([Fault(Span(file), "the theme is empty")])


UNPLACED = frozenset({"typefaces", "slides", "handout", "large"})
"""The larger part of a theme, which no message points into: its places are not kept, for speed."""


def _plain(node: yaml.Node) -> Tree:
    """Return a node's content as texts without places."""
    match node:
        case yaml.SequenceNode():
            return [_plain(child) for child in node.value]
        case yaml.MappingNode():
            return {key.value: _plain(child) for key, child in node.value}
        case _:
            return str(node.value)


def _theme(chain: Sequence[Table]) -> Theme:
    """Return the theme of a chain of trees, each of which stands over those before it."""
    own = cast(Placed, chain[-1]["theme"]).at.file
    try:
        return _resolved(chain, own)
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        raise ThemeError([Fault(Span(own), f"{type(fault).__name__}: {fault}")]) from fault


def _resolved(chain: Sequence[Table], own: str) -> Theme:
    data = _merged(chain)
    slides, paper = _paints(chain, "slide_colors"), _paints(chain, "print_colors")
    _check(chain, slides, paper, own)
    scheme = {slot: str(table(data, "scheme")[slot]) for slot in get_args(SchemeSlot)}
    inks, printed = _inks(slides, scheme, data), _inks(paper, {}, data)
    faces = typefaces(table(data, "typefaces"))
    return Theme(
        name=str(data["title"]),
        inks=inks,
        print_inks=printed,
        scheme={slot: inks.colors[token] for slot, token in scheme.items()},
        weights={name: float(str(width)) for name, width in table(data, "weights").items()},
        slides=medium(table(data, "slides"), inks.colors, faces),
        handout=medium(table(data, "handout"), printed.colors, faces),
        large=medium(table(data, "large"), printed.colors, faces),
        fallbacks=tuple(Face(key, str(family)) for key, family in table(data, "fallbacks").items()),
        dark=data.get("ground") == "dark",
        slides_on_paper=medium(table(data, "slides"), printed.colors, faces),
    )


def _merged(chain: Sequence[Table]) -> Table:
    """Return the trees laid over each other: mappings key by key, all else as the last one says."""
    merged: dict[str, Tree] = {}
    for tree in chain:
        for key, value in tree.items():
            before = merged.get(key)
            both = isinstance(before, Mapping) and isinstance(value, Mapping)
            merged[key] = _merged((cast(Table, before), cast(Table, value))) if both else value
    return merged


def _paints(chain: Sequence[Table], medium_colors: str) -> dict[str, Paint]:
    """Return the colours of one medium: a theme's own for both media, then its own for this one, over the others'."""
    layer: dict[str, Placed] = {}
    for tree in chain:
        for key in ("colors", medium_colors):
            layer |= cast("Mapping[str, Placed]", tree.get(key, {}))
    return resolved(layer)


def _check(chain: Sequence[Table], slides: Mapping[str, Paint], paper: Mapping[str, Paint], own: str) -> None:
    """Raise ThemeError for every colour that has too little contrast on slides or on paper."""
    pairs = list(_pairs(chain))
    faults = dict.fromkeys((*too_low(pairs, slides, own), *too_low(pairs, paper, own)))
    if faults:
        raise ThemeError(list(faults))


def _pairs(chain: Sequence[Table]) -> Iterator[Pair]:
    """Yield the pairs of all themes of a chain: one that extends another can ask for more, never for less."""
    for tree in chain:
        for pair in cast("Sequence[Sequence[str]]", tree.get("contrast", ())):
            first, second, least = pair
            yield Pair(first, second, float(least))


def _inks(paints: Mapping[str, Paint], scheme: Mapping[SchemeSlot, str], data: Table) -> Inks:
    """Return colours with the slots of an Office theme that hold them, if it has any."""
    held = [slot for slot in reversed(SLOTS) if slot in scheme]
    named = {scheme[slot]: slot for slot in held}
    equal = {paints[scheme[slot]].rgb: slot for slot in held}
    colors = {token: Color(paint.rgb, named.get(token) or equal.get(paint.rgb)) for token, paint in paints.items()}
    return Inks(colors, tuple(colors[token] for token in texts(data, "series")))
