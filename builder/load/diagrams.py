"""What a diagram must satisfy as a whole: its arrows join boxes that exist, and every box is used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.diagnostics import Span, did_you_mean
from builder.diagrams import DiagramContent, DiagramEdge
from builder.frozen import replace
from builder.load.edges import Ends, ends
from builder.load.faults import BAD, Bad, shorten
from builder.load.limits import raise_with
from builder.load.scope import Scope
from builder.located import Fields, Items, Node, Scalar

RULE = "YML026"
"""The code of what only diagrams can get wrong."""


def finish_edge(value: DiagramEdge, node: Fields, scope: Scope) -> DiagramEdge | Bad:
    """Return the arrow with its ends and its sign."""
    typed = node.get("edge")
    found = ends(typed) if isinstance(typed, Scalar) else None
    if found is None:
        return BAD
    return replace(value, source=found.source, target=found.target, sign=found.sign)


def finish_diagram(value: DiagramContent, node: Fields, scope: Scope) -> DiagramContent | Bad:
    """Return the diagram, or note every name that it doesn't have and every arrow and box that says nothing."""
    before = scope.faults.errors
    for limit, many in (("diagram_nodes", value.nodes), ("diagram_edges", value.edges)):
        _bounded(limit, len(many), node.place(limit.removeprefix("diagram_")), scope)
    known = [one.id for one in value.nodes]
    arrows = list(_arrows(node))
    for arrow in arrows:
        _refer(arrow.source, arrow.source_at, known, node, scope)
        _refer(arrow.target, arrow.target_at, known, node, scope)
    _check_arrows(arrows, scope)
    _check_used(known, arrows, node, scope)
    for name in _named(node):
        _refer(name.text, name.at, known, node, scope)
    _check_clusters(node, scope)
    return value if scope.faults.errors == before else BAD


def _bounded(limit: str, count: int, at: Span, scope: Scope) -> None:
    most: int = getattr(scope.limits, limit)
    if count > most:
        what = "boxes" if limit == "diagram_nodes" else "arrows"
        message = f"this diagram has {count:,} {what}; at most {most:,} can be read"
        scope.faults.error("YML007", at, message, f"make two diagrams of it; {raise_with(limit, count)}")


def _arrows(node: Fields) -> Iterator[Ends]:
    """Yield the ends of every arrow in file order."""
    edges = node.get("edges")
    for item in edges.items if isinstance(edges, Items) else ():
        typed = item.get("edge") if isinstance(item, Fields) else item
        if isinstance(typed, Scalar) and (found := ends(typed)):
            yield found


def _refer(name: str, at: Span, known: Sequence[str], node: Fields, scope: Scope) -> None:
    """Note a name that no box has."""
    if name in known:
        return
    hint = did_you_mean(name, known) or f"its boxes are at {node.place('nodes')}"
    scope.faults.error("YML016", at, f"this diagram has no node `{shorten(name)}`", hint)


def _check_arrows(arrows: Sequence[Ends], scope: Scope) -> None:
    """Note arrows from a box to itself, and a second one between the same two."""
    first: dict[tuple[str, str], Span] = {}
    for arrow in arrows:
        if arrow.source == arrow.target:
            message = f"this arrow leads from `{shorten(arrow.source)}` to itself"
            scope.faults.error(RULE, arrow.target_at, message, "an arrow joins two boxes")
            continue
        before = first.setdefault((arrow.source, arrow.target), arrow.source_at)
        if before != arrow.source_at:
            message = f"a second arrow from `{shorten(arrow.source)}` to `{shorten(arrow.target)}`; first at {before}"
            scope.faults.error(RULE, arrow.source_at, message, "put evidence and citations of both on one arrow")


def _check_used(known: Sequence[str], arrows: Sequence[Ends], node: Fields, scope: Scope) -> None:
    """Note boxes that no arrow reaches."""
    nodes = node.get("nodes")
    used = {name for arrow in arrows for name in (arrow.source, arrow.target)}
    for name in known:
        if name not in used and isinstance(nodes, Fields):
            at = nodes.entries[name].key.at
            message = f"no arrow leads to or from `{shorten(name)}`"
            scope.faults.error(RULE, at, message, "add an arrow, or take the node out")


def _named(node: Fields) -> Iterator[Scalar]:
    """Yield every name of a box outside of the arrows: in clusters, highlight and build."""
    clusters, build = node.get("clusters"), node.get("build")
    for entry in clusters.entries.values() if isinstance(clusters, Fields) else ():
        yield from _scalars(entry.value)
    yield from _scalars(node.get("highlight"))
    for step in build.items if isinstance(build, Items) else ():
        yield from _scalars(step.get("nodes") if isinstance(step, Fields) else None)


def _scalars(node: Node | None) -> Iterator[Scalar]:
    """Yield the texts of a list, or the one text without brackets."""
    items = node.items if isinstance(node, Items) else (node,)
    yield from (item for item in items if isinstance(item, Scalar) and not item.absent)


def _check_clusters(node: Fields, scope: Scope) -> None:
    """Note a box in two clusters: their panels would overlap."""
    clusters = node.get("clusters")
    first: dict[str, Span] = {}
    for entry in clusters.entries.values() if isinstance(clusters, Fields) else ():
        for name in _scalars(entry.value):
            before = first.setdefault(name.text, name.at)
            if before != name.at:
                message = f"`{shorten(name.text)}` is in a cluster already, at {before}"
                scope.faults.error(RULE, name.at, message, "a box is in one cluster at most")
