"""The order in which a diagram is read: along its arrows, a box before those that it leads to; then its small print."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagrams import DiagramContent, DiagramEdge, DiagramNode
from builder.kept import of_deck
from builder.values import RichText

NUMBERED = 10
"""With so many arrows at most, each carries the numbers of its sources; else they stand together under the diagram."""


def reading_order(names: Sequence[str], arrows: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return names so that arrows lead forward where that is possible: a topological order that follows chains.

    After a name comes the first of those that it leads to for which nothing else is waited; else the first of all such
    names, in the order given. In a circle, the first name that is left counts as one for which nothing is waited.
    """
    before: dict[str, set[str]] = {name: set() for name in names}
    after: dict[str, list[str]] = {name: [] for name in names}
    for source, target in arrows:
        before[target].add(source)
        after[source].append(target)
    out: list[str] = []
    left = dict.fromkeys(names)
    while left:
        heads = after[out[-1]] if out else []
        free = [name for name in (*heads, *left) if name in left and not before[name]]
        name = free[0] if free else next(iter(left))
        out.append(name)
        del left[name]
        for target in after[name]:
            before[target].discard(name)
    return tuple(out)


@of_deck(64)
def in_order(content: DiagramContent) -> tuple[tuple[DiagramNode, ...], tuple[DiagramEdge, ...]]:
    """Return a diagram's boxes and arrows in reading order; an arrow comes with the box that it starts from."""
    order = reading_order([node.id for node in content.nodes], [(edge.source, edge.target) for edge in content.edges])
    place = {name: index for index, name in enumerate(order)}
    nodes = sorted(content.nodes, key=lambda node: place[node.id])
    edges = sorted(content.edges, key=lambda edge: place[edge.source])
    return tuple(nodes), tuple(edges)


def numbered(content: DiagramContent) -> bool:
    """Tell whether the numbers of sources stand at the arrows."""
    return len(content.edges) <= NUMBERED


def has_words(edge: DiagramEdge) -> bool:
    """Tell whether something is said about an arrow, beside its citations."""
    return edge.text is not None and bool(edge.text.text.strip())


def small_texts(content: DiagramContent) -> tuple[RichText, ...]:
    """Return what is said at the arrows and under a diagram, in the order in which it is met."""
    _, edges = in_order(content)
    bare = [edge.text for edge in edges if edge.text and not has_words(edge)]
    worded = [edge.text for edge in edges if edge.text and has_words(edge)]
    note, source = [content.note] if content.note else [], [content.source] if content.source else []
    return (*bare, *note, *worded, *source) if numbered(content) else (*note, *worded, *source, *bare)
