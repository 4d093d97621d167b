"""Short forms: what an author may write more briefly, as rewriting of nodes before they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from builder.late import late
from builder.load.chart_data import CHART_KEYS, chart_node
from builder.load.faults import Faults, shorten
from builder.load.findings import BESIDE, show
from builder.load.scope import Scope
from builder.located import Entry, Fields, Items, Node, Scalar
from builder.model import (
    Action,
    Blank,
    CalloutContent,
    ChartContent,
    DiagramContent,
    DiagramEdge,
    FillInContent,
    FindingBlock,
    IconsContent,
    Model,
    Outcome,
    Population,
    Rating,
    ReferenceLine,
    Source,
    TableContent,
    Timepoint,
)
from builder.theming import ThemeChoice

if TYPE_CHECKING:
    from builder.load.edges import expand
else:
    expand = late("builder.load.edges", "expand")


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


def _callout(node: Node, _scope: Scope) -> Node:
    """A bare text is an `info` callout with that text."""
    return Fields.of(node.at, text=node) if isinstance(node, Scalar) else node


def _table(node: Node, _scope: Scope) -> Node:
    """A list of lists is header and rows."""
    if not isinstance(node, Items) or not node.items:
        return node
    return Fields.of(node.at, header=node.items[0], rows=Items(node.items[1:], node.at))


def _icons(node: Node, scope: Scope) -> Node:
    """`count` is one arm without a name; an arm's bare number is its `count`, a bare mapping its `groups`."""
    if not isinstance(node, Fields):
        return node
    if count := node.entries.get("count"):
        if "arms" in node.entries:
            scope.faults.error("YML012", count.key.at, "`count` is one arm without a name; there are `arms` already")
            node = node.but("count")
        else:
            one = Entry(Scalar("", count.key.at, "", "quoted"), count.value)
            node = node.but("count", arms=Fields({"": one}, node.at))
    arms = node.get("arms")
    if not isinstance(arms, Fields):
        return node
    entries = {name: Entry(entry.key, _arm(entry.value)) for name, entry in arms.entries.items()}
    return node.but(arms=Fields(entries, arms.at))


def _arm(node: Node) -> Node:
    if isinstance(node, Fields):
        return node if node.entries.keys() & {"count", "groups"} else Fields.of(node.at, groups=node)
    return Fields.of(node.at, count=node) if isinstance(node, Scalar) else node


def _diagram(node: Node, _scope: Scope) -> Node:
    """A bare text for a node is its label."""
    nodes = node.get("nodes") if isinstance(node, Fields) else None
    if not isinstance(node, Fields) or not isinstance(nodes, Fields):
        return node
    long = {name: Entry(entry.key, _labelled(entry.value)) for name, entry in nodes.entries.items()}
    return node.but(nodes=Fields(long, nodes.at))


def _labelled(node: Node) -> Node:
    return Fields.of(node.at, label=node) if isinstance(node, Scalar) else node


def _blank(node: Node, _scope: Scope) -> Node:
    """A bare text is the label."""
    return _labelled(node)


def _fill_in(node: Node, _scope: Scope) -> Node:
    """A list is the fields, a bare text the label of one."""
    if isinstance(node, Scalar):
        node = Items((node,), node.at)
    return Fields.of(node.at, fields=node) if isinstance(node, Items) else node


def _source(node: Node, _scope: Scope) -> Node:
    """A bare text is the key of a reference."""
    return Fields.of(node.at, ref=node) if isinstance(node, Scalar) else node


def _text(node: Node, _scope: Scope) -> Node:
    """A bare text is `text`."""
    return Fields.of(node.at, text=node) if isinstance(node, Scalar) else node


def _name(node: Node, _scope: Scope) -> Node:
    """A bare text is `name`."""
    return Fields.of(node.at, name=node) if isinstance(node, Scalar) else node


def _level(node: Node, _scope: Scope) -> Node:
    """A bare text is the level of certainty."""
    return Fields.of(node.at, level=node) if isinstance(node, Scalar) else node


def _theme(node: Node, _scope: Scope) -> Node:
    """A bare text is the name of a shipped theme, or a theme file."""
    if not isinstance(node, Scalar):
        return node
    return Fields.of(node.at, **{"file" if node.text.endswith((".yaml", ".yml")) else "name": node})


def _line(node: Node, _scope: Scope) -> Node:
    """A bare number is a reference line without words."""
    return Fields.of(node.at, value=node) if isinstance(node, Scalar) else node


SHORT: dict[type[Model], Callable[[Node, Scope], Node]] = {
    Action: _text,
    Blank: _blank,
    CalloutContent: _callout,
    ChartContent: chart_node,
    ReferenceLine: _line,
    DiagramContent: _diagram,
    DiagramEdge: expand,
    FillInContent: _fill_in,
    FindingBlock: show,
    IconsContent: _icons,
    Outcome: _name,
    Population: _text,
    Rating: _level,
    Source: _source,
    TableContent: _table,
    ThemeChoice: _theme,
    Timepoint: _text,
}
"""The short form of each model class that has one."""

SHORT_KEYS: Mapping[type[Model], tuple[str, ...]] = {ChartContent: CHART_KEYS, FindingBlock: BESIDE}
"""Keys that a short form takes besides the model's own."""
