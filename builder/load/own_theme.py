"""A deck's or an edition's `theme`: a shipped name, or a theme file of the project; and an institution's template.

All files are read and checked here.
"""

from __future__ import annotations

from builder.diagnostics import did_you_mean
from builder.frozen import replace
from builder.load.faults import BAD, Bad, shorten
from builder.load.paths import named_path, read, shown
from builder.load.scope import Scope
from builder.load.source import decode
from builder.load.templates import load_template
from builder.load.themes import ThemeError, chosen_theme, load_theme, theme_names
from builder.load.tree import parse
from builder.located import Fields, Items, Scalar
from builder.theming import DEFAULT, ThemeChoice, ThemeFile

RULE = "THEME001"


def check_choice(value: ThemeChoice, node: Fields, scope: Scope) -> ThemeChoice | Bad:
    """Return a choice whose theme and template exist and can be used, with what they say; note what is wrong."""
    if value.name is not None and value.file is not None:
        message = "a theme has a `name` or a `file`, not both"
        return scope.faults.error("YML012", node.place("file"), message, "a file names what it `extends`")
    file = node.get("template")
    chosen = _themed(value, node, scope)
    if value.template is None or not isinstance(file, Scalar):
        return chosen
    branded = load_template(value, file, scope)  # read even beside a bad theme: every fault is told at once
    return BAD if isinstance(chosen, Bad) or isinstance(branded, Bad) else replace(branded, own=chosen.own)


def _themed(value: ThemeChoice, node: Fields, scope: Scope) -> ThemeChoice | Bad:
    if value.file is None:
        return value if _is_shipped(value.shipped, node, "name", scope) else BAD
    own = _own(node, scope)
    if own is None:
        return BAD
    chosen = replace(value, own=own)
    try:
        chosen_theme(chosen)
    except ThemeError as refusal:
        for fault in refusal.faults:
            scope.faults.error(RULE, fault.at, fault.message, fault.hint)
        return BAD
    return chosen


def _is_shipped(name: str, node: Fields, key: str, scope: Scope) -> bool:
    known = theme_names()
    if name in known:
        return True
    hint = did_you_mean(name, known) or f"themes: {', '.join(known)}"
    scope.faults.error(RULE, node.place(key), f"there is no theme `{shorten(name)}`", hint)
    return False


def _own(node: Fields, scope: Scope) -> ThemeFile | None:
    """Return what the theme file says; None where it can't be used, which is noted."""
    from builder.load.decode import decoder  # noqa: PLC0415 - decoding asks here to have its values checked

    tree = _tree(node, scope)
    if tree is None:
        return None
    own = decoder(ThemeFile)(tree, scope)
    known = _names_known_colors(tree, scope)
    if not isinstance(own, ThemeFile) or not _is_shipped(own.extends, tree, "extends", scope):
        return None
    return own if known else None


def _tree(node: Fields, scope: Scope) -> Fields | None:
    name = node.get("file")
    path = named_path(name, scope) if isinstance(name, Scalar) else None
    if path is None or not isinstance(name, Scalar):
        return None
    data = read(path, name, scope.limits.file_bytes, scope)
    if data is None:
        return None
    file = shown(path, scope)
    scope.paths[file] = path
    before = scope.faults.errors
    text, scope.texts[file] = decode(data, file, scope.faults, scope.limits)
    tree = parse(text, file, scope.faults, scope.limits) if text is not None else None
    if isinstance(tree, Fields):
        return tree
    if scope.faults.errors == before:
        scope.faults.error("YML012", name.at, f"`{shorten(name.text)}` holds no mapping of a theme's keys")
    return None


def _names_known_colors(tree: Fields, scope: Scope) -> bool:
    """Tell whether a theme file only sets and names colours that themes have; note the others."""
    known = load_theme(DEFAULT).inks.colors  # all themes extend this one
    series = tree.get("series")
    listed = series.items if isinstance(series, Items) else ()
    named = [(item.text, item.at) for item in listed if isinstance(item, Scalar)]
    for key in ("colors", "slide_colors", "print_colors"):
        layer = tree.get(key)
        entries = layer.entries.items() if isinstance(layer, Fields) else ()
        named += [(token, entry.key.at) for token, entry in entries]
    wrong = [(token, at) for token, at in named if token not in known]
    for token, at in wrong:
        hint = did_you_mean(token, known) or f"colours: {', '.join(known)}"
        scope.faults.error(RULE, at, f"themes have no colour `{shorten(token)}`", hint)
    return not wrong
