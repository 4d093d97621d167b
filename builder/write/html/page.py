"""The page around the text: head, title band, list of headings, foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder import __version__
from builder.markup import Markup, joined, tag
from builder.plan.page import Chart, Group, Image, Plan, Role, Shape, Surround
from builder.write.html.body import HEADINGS, Body
from builder.write.html.fonts import font_faces
from builder.write.html.inline import Context
from builder.write.html.style import style_of
from builder.write.html.tree import Node, tree_of

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""What the page may load: nothing but what it holds."""
TEXT = "_text"
"""Where the link past the head leads. Ids of an outline never begin so."""
FEW = 3
"""A page with fewer headings needs no list of them."""


def page_of(plan: Plan, around: Surround) -> str:
    """Return the whole page."""
    root = tree_of(plan)
    names = _names(root)
    language = plan.properties.language
    narrow = {one.element: one for one in around.narrow if isinstance(one, Chart | Group | Image | Shape)}
    figures = {element: item for element, item in narrow.items() if element is not None}
    body = Body(Context(language, frozenset(names.values())), names, figures)
    first = next((i for i, node in enumerate(root.kids) if node.role is Role.SECT), len(root.kids))
    made = tag(
        "body",
        tag("a", around.skip, class_="skip", href=f"#{TEXT}"),
        tag("header", tag("div", *body.all(root.kids[:first]))),
        tag("main", *_main(root.kids[first:], body, around), id=TEXT, tabindex="-1"),
        _footer(around),
    )
    return f"<!DOCTYPE html>\n{tag('html', _head(plan, around), made, lang=language).html}\n"


def _head(plan: Plan, around: Surround) -> Markup:
    properties = plan.properties
    described = {"description": properties.description, "author": properties.author}
    described |= {"keywords": ", ".join(properties.keywords), "dcterms.date": properties.created}
    described["dcterms.identifier"] = f"sha256:{properties.digest}" if properties.digest else ""
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="generator", content=f"Teachback {__version__}"),
        *(tag("meta", name=name, content=words) for name, words in described.items() if words),
        tag("title", properties.title),
        tag("style", Markup(font_faces(plan, around) + style_of(around))),
    )


def _main(nodes: Sequence[Node], body: Body, around: Surround) -> Iterator[Markup]:
    """Yield the text; the main message comes before the list of headings."""
    first = nodes[0].kids[:1] if nodes else []
    message = [node for node in first if node.element.look == "message"]
    yield from body.all(message)
    if message:
        nodes[0].kids.remove(message[0])
    links = [
        tag("li", tag("a", node.words.strip(), href=f"#{body.name(node)}"))
        for top in nodes
        for node in top.below()
        if node.role is Role.H2
    ]
    if len(links) >= FEW:
        yield tag("nav", tag("p", around.contents, id="_contents"), tag("ul", *links), aria_labelledby="_contents")
    yield tag("div", *body.all([node for node in nodes if node.kids or node.paragraphs]), class_="text")


def _footer(around: Surround) -> Markup:
    lines = [tag("p", line) for line in around.foot]
    digest = tag("p", around.digest, class_="digest") if around.digest else None
    return tag("footer", tag("div", joined(lines), digest))


def _names(root: Node) -> dict[int, str]:
    """Return the ids of elements: names that links lead to, and names for headings."""
    names: dict[int, str] = {}
    for node in root.below():
        if node.element.anchor and node.element.anchor not in names.values():
            names[node.element.id] = node.element.anchor
        elif node.role in HEADINGS:
            names[node.element.id] = f"_{node.element.id}"
    return names
