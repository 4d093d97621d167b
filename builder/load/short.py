"""Short forms: what an author may write more briefly, as rewriting of nodes before they are read."""

from __future__ import annotations

from collections.abc import Callable

from builder.load.faults import Faults, shorten
from builder.located import Entry, Fields, Items, Node, Scalar
from builder.model import CalloutContent, ChartContent, Model, Source, TableContent, ThemeChoice


def keyed(node: Node, attribute: str, holds: str | None, faults: Faults) -> Node:
    """Turn a mapping `{name: {...}}` into a list of mappings that hold the name under `attribute`.

    With `holds`, each value is not a mapping but the value of that key: `{Ketamine: [64]}`.
    """
    if not isinstance(node, Fields):
        return node
    return Items(tuple(_named(entry, attribute, holds, faults) for entry in node.entries.values()), node.at)


def _named(entry: Entry, attribute: str, holds: str | None, faults: Faults) -> Node:
    value, name = entry.value, Scalar(entry.key.text, entry.key.at, entry.key.source, "quoted")
    if holds:
        return Fields({attribute: Entry(entry.key, name), holds: Entry(entry.key, value)}, value.at)
    if not isinstance(value, Fields):
        return value
    if second := value.entries.get(attribute):
        message = f"the {attribute} stands before the colon already: `{shorten(entry.key.text)}`"
        faults.error("YML010", second.key.at, message, "take this key out")
    return Fields({**value.entries, attribute: Entry(entry.key, name)}, value.at)


def _callout(node: Node, _faults: Faults) -> Node:
    """A bare text is an `info` callout with that text."""
    return Fields.of(node.at, text=node) if isinstance(node, Scalar) else node


def _table(node: Node, _faults: Faults) -> Node:
    """A list of lists is header and rows."""
    if not isinstance(node, Items) or not node.items:
        return node
    return Fields.of(node.at, header=node.items[0], rows=Items(node.items[1:], node.at))


def _chart(node: Node, faults: Faults) -> Node:
    """`values` is one series without a name."""
    values = node.entries.get("values") if isinstance(node, Fields) else None
    if not isinstance(node, Fields) or values is None:
        return node
    if "series" in node.entries:
        faults.error("YML012", values.key.at, "`values` is one series without a name; there is `series` already")
        return node.but("values")
    one = Fields({"": Entry(Scalar("", values.key.at, "", "quoted"), values.value)}, values.value.at)
    return node.but("values", series=one)


def _source(node: Node, _faults: Faults) -> Node:
    """A bare text is the key of a reference."""
    return Fields.of(node.at, ref=node) if isinstance(node, Scalar) else node


def _theme(node: Node, _faults: Faults) -> Node:
    """A bare text is the name of a theme."""
    return Fields.of(node.at, name=node) if isinstance(node, Scalar) else node


SHORT: dict[type[Model], Callable[[Node, Faults], Node]] = {
    CalloutContent: _callout,
    ChartContent: _chart,
    Source: _source,
    TableContent: _table,
    ThemeChoice: _theme,
}
"""The short form of each model class that has one."""
