"""CSL entries -> `Reference`."""

from __future__ import annotations

from builder.load.scope import Scope
from builder.located import Fields, Items, Node, Scalar
from builder.model import Reference


def reference(node: Node, scope: Scope) -> object:
    """Read one entry."""
    if not isinstance(node, Fields):
        return scope.faults.error("YML012", node.at, "expected an entry")
    ident, doi, url, language = (node.get(k) for k in ("id", "DOI", "URL", "language"))
    text = lambda n: n.text if isinstance(n, Scalar) else None  # noqa: E731
    csl = tuple((k, _value(e.value)) for k, e in node.entries.items())
    return Reference(id=text(ident) or "", at=node.at, csl=csl, doi=text(doi), url=text(url), language=text(language))


def _value(node: Node) -> object:
    match node:
        case Scalar():
            return int(node.text) if node.text.isdigit() and node.style == "plain" else node.text
        case Items():
            return tuple(_value(i) for i in node.items)
        case Fields():
            return tuple((k, _value(e.value)) for k, e in node.entries.items())
        case _:
            return None
