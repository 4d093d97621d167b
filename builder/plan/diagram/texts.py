"""What a diagram says in words: its alternative text, and the small print under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import repeat
from string import ascii_lowercase

from builder import model
from builder.graph import has_words, in_order, numbered
from builder.values import Cites, Inline, RichText, Run

VERBS: dict[model.Sign, str] = {"raises": "raises", "blocks": "blocks", "disputed": "may affect (disputed)"}


def describe(content: model.DiagramContent) -> str:
    """Return alternative text made of the diagram's own words: a sentence an arrow, in reading order.

    With `highlight`, only the arrows among highlighted boxes are told. A plain chain is told as steps.
    """
    head = f"Diagram: {content.title.text.rstrip('.')}." if content.title else "Diagram."
    nodes, edges = in_order(content)
    labels = {node.id: node.label.text.rstrip(".") for node in nodes}
    if _is_chain(content):
        steps = "; ".join(f"{number}. {labels[node.id]}" for number, node in enumerate(nodes, 1))
        return f"{head} {len(nodes)} steps, each leading to the next: {steps}."
    shown = set(content.highlight)
    if shown:
        head = f"{head} Highlighted: {', '.join(labels[node.id] for node in nodes if node.id in shown)}."
    told = [edge for edge in edges if not shown or (edge.source in shown and edge.target in shown)]
    sentences = [f"{labels[e.source]} {VERBS[e.sign]} {labels[e.target]}{_details(e)}." for e in told]
    return " ".join([head, *sentences, *([] if shown else map(group_words, content.clusters, repeat(labels)))])


def group_words(cluster: model.Cluster, labels: Mapping[str, str]) -> str:
    """Return a cluster in words: its name and its boxes, by their labels."""
    return f"{cluster.title}: {', '.join(labels[name] for name in cluster.nodes)}."


def _is_chain(content: model.DiagramContent) -> bool:
    """Tell whether a diagram is one line of boxes with nothing said about its arrows."""
    edges = content.edges
    plain = all(e.sign == "raises" and not (e.certainty or e.evidence or e.text) for e in edges)
    sources, targets = {e.source for e in edges}, {e.target for e in edges}
    return plain and len(sources) == len(targets) == len(edges) == len(content.nodes) - 1 and not content.highlight


def _details(edge: model.DiagramEdge) -> str:
    """Return evidence and certainty in brackets, then what is said about the arrow."""
    parts = [", ".join(edge.evidence), edge.certainty or ""]
    said = "; ".join(part for part in parts if part)
    words = edge.text.text.strip(" .") if edge.text else ""
    return (f" ({said})" if said else "") + (f": {words}" if words else "")


def letters(content: model.DiagramContent) -> dict[int, str]:
    """Return a letter for each arrow that has words of its own, by its number in reading order."""
    _, edges = in_order(content)
    worded = [number for number, edge in enumerate(edges) if has_words(edge)]
    return {number: _letter(index) for index, number in enumerate(worded)}


def _letter(index: int) -> str:
    high, low = divmod(index, len(ascii_lowercase))
    return (ascii_lowercase[high - 1] if high else "") + ascii_lowercase[low]


def small_print(content: model.DiagramContent) -> tuple[RichText, ...]:
    """Return the texts under a diagram: note, the words about arrows by their letters, sources."""
    texts = [content.note] if content.note else []
    if worded := tuple(_words(content)):
        texts.append(RichText(worded, content.at))
    sources: list[Inline] = list(content.source.inlines) if content.source else []
    if not numbered(content) and (cites := _cites(content)):
        sources += [Run(" Arrows: "), cites] if sources else [cites]
    if sources:
        texts.append(RichText(tuple(sources), content.source.at if content.source else content.at))
    return tuple(texts)


def _words(content: model.DiagramContent) -> Iterator[Inline]:
    """Yield what is said about arrows, each after its letter."""
    _, edges = in_order(content)
    for index, (number, letter) in enumerate(letters(content).items()):
        text = edges[number].text
        yield Run(f"{'   ' if index else ''}{letter} ", bold=True)
        yield from text.inlines if text else ()


def _cites(content: model.DiagramContent) -> Cites | None:
    """Return the citations of the arrows that have no words, as one group."""
    _, edges = in_order(content)
    bare = [edge.text for edge in edges if edge.text and not has_words(edge)]
    citations = tuple(citation for text in bare for citation in text.citations)
    return Cites(citations) if citations else None
