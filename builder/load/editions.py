"""`like: other`: an edition that takes over another one's keys."""

from __future__ import annotations

from builder.diagnostics import did_you_mean
from builder.load.faults import shorten
from builder.load.scope import Scope
from builder.located import Broken, Entry, Fields, Node, Scalar


def editions(node: Node, scope: Scope) -> Node:
    """Return the mapping of editions with every `like` resolved; an edition's own keys win."""
    if not isinstance(node, Fields):
        return node
    entries = {name: Entry(entry.key, _resolved(node, name, scope)) for name, entry in node.entries.items()}
    return Fields(entries, node.at)


def _resolved(all_: Fields, name: str, scope: Scope) -> Node:
    """Return one edition's mapping with what it takes over, nearest first; `Broken` when `like` leads nowhere."""
    edition, seen = all_.entries[name].value, [name]
    merged = edition
    while isinstance(edition, Fields) and isinstance(merged, Fields) and "like" in edition.entries:
        like = edition.entries["like"].value
        if not isinstance(like, Scalar) or like.text not in all_.entries or like.text in seen:
            return _nowhere(like, all_, seen, scope)
        seen.append(like.text)
        edition = all_.entries[like.text].value
        if isinstance(edition, Fields):
            merged = Fields({**edition.entries, **merged.entries}, merged.at)
    return merged.but("like") if isinstance(merged, Fields) else merged


def _nowhere(like: Node, all_: Fields, seen: list[str], scope: Scope) -> Broken:
    if isinstance(like, Scalar) and like.text in seen:
        scope.faults.error("YML016", like.at, f"`like` goes round in a circle: {' -> '.join([*seen, like.text])}")
    elif isinstance(like, Scalar):
        hint = did_you_mean(like.text, all_.entries)
        scope.faults.error("YML016", like.at, f"there is no edition `{shorten(like.text)}`", hint)
    else:
        scope.faults.error("YML012", like.at, "expected the name of another edition")
    return Broken(like.at)
