"""Elements as HTML: sections, headings, lists, tables, boxes. Figures are in `figures`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from builder.frozen import dataclass, replace
from builder.markup import Inside, Markup, joined, tag
from builder.plan.page import Item, Role
from builder.write.html.figures import drawing
from builder.write.html.icons import sign
from builder.write.html.inline import Context, said, said_runs
from builder.write.html.tree import Node

HEADINGS: Mapping[Role, str] = MappingProxyType({Role.H1: "h1", Role.H2: "h2", Role.H3: "h3", Role.H4: "h4"})
CALLOUTS = frozenset({"info", "warning", "emergency"})
SIDES = frozenset({"benefit", "harm", "neutral"})
SHORT = 16
"""Characters of a cell that needs no room of its own: a column of such cells is as narrow as its words allow."""
LOUD = frozenset({"message", "call", "value", "caption", "status", "service"})
"""Parts that are bold as a whole: it is their look, and nothing in them is emphasised."""


@dataclass(frozen=True, slots=True)
class Body:
    """Makes elements. `names` are the ids of elements, `narrow` figures for a phone by element."""

    context: Context
    names: Mapping[int, str]
    narrow: Mapping[int, Item]

    def name(self, node: Node) -> str | None:
        """Return the id of a node, if anything leads to it."""
        return self.names.get(node.element.id)

    def all(self, nodes: Sequence[Node]) -> Iterator[Markup]:
        """Yield nodes as elements: what belongs together but stands side by side in the plan is put together here."""
        left = list(nodes)
        while left:
            look, count = left[0].element.look, _together(left)
            if count:
                yield self.figure(left[:count])
            elif look == "term":
                count = _run(left, "term")
                yield tag("dl", *(self.term(one) for one in left[:count]), class_="terms")
            elif look == "value":
                count = _run(left, "value", "counts")
                yield self.numbers(left[:count])
            else:
                count = 1
                yield self.one(left[0])
            del left[:count]

    def one(self, node: Node) -> Markup:
        """Return one element with what it holds."""
        inner = replace(self, context=replace(self.context, lang=node.element.lang or self.context.lang))
        lang = node.element.lang if node.element.lang != self.context.lang else None
        made = inner.element(node)
        return tag("div", made, lang=lang) if lang else made

    def element(self, node: Node) -> Markup:
        """Return an element by its role."""
        look = node.element.look
        match node.role:
            case Role.SECT:
                return tag("section", *self.all(node.kids), id=self.name(node))
            case Role.DIV:
                return self.box(node)
            case Role.BLOCK_QUOTE:
                return tag("blockquote", *self.all(node.kids))
            case Role.H1 | Role.H2 | Role.H3 | Role.H4:
                return tag(HEADINGS[node.role], said(node.paragraphs, self.context, strong=True), id=self.name(node))
            case Role.L:
                return self.list(node)
            case Role.TABLE:
                return self.table(node, None)
            case Role.FIGURE:
                return self.figure([node])
            case Role.FORM:
                return entry(node)
            case _:
                words = said(node.paragraphs, self.context, strong=look in LOUD)
                return tag("p", words, *self.all(node.kids), class_=look, id=self.name(node))

    def box(self, node: Node) -> Markup:
        """Return a box: a callout with its sign, help in an emergency, a comparison with its sides."""
        look = node.element.look
        if look in CALLOUTS:
            return tag("div", sign(look), tag("div", *self.all(node.kids)), class_=f"callout {look}")
        if look == "sides":
            return tag("div", *self.sides(node.kids), class_="sides")
        if look == "help":
            heading = next((kid for kid in node.kids if kid.role is Role.H2), None)
            label = self.name(heading) if heading else None
            role = "region" if label else None
            return tag("div", *self.all(node.kids), class_="help", role=role, aria_labelledby=label)
        return tag("div", *self.all(node.kids), class_=look)

    def sides(self, kids: Sequence[Node]) -> Iterator[Markup]:
        """Yield a comparison: its caption, its sides in one grid, its small print."""
        heads = [index for index, kid in enumerate(kids) if kid.element.look in SIDES]
        first = heads[0] if heads else len(kids)
        end = next((i for i, kid in enumerate(kids) if i > first and kid.element.look == "source"), len(kids))
        yield from self.all(kids[:first])
        panels = []
        for start, stop in zip(heads, [*heads[1:], end], strict=True):
            kind = kids[start].element.look or ""
            head = tag("div", sign(kind), self.one(kids[start]), class_="head")
            panels.append(tag("div", head, *self.all(kids[start + 1 : stop]), class_=f"side {kind}"))
        yield tag("div", *panels, class_="panels")
        yield from self.all(kids[end:])

    def numbers(self, nodes: Sequence[Node]) -> Markup:
        """Return big numbers side by side, what each counts under it."""
        starts = [index for index, node in enumerate(nodes) if node.element.look == "value"]
        ends = [*starts[1:], len(nodes)]
        each = (tag("div", *map(self.one, nodes[a:b])) for a, b in zip(starts, ends, strict=True))
        return tag("div", *each, class_="numbers")

    def term(self, node: Node) -> Markup:
        """Return a glossary entry: the bold term, how to say it, and what it means after the colon."""
        runs = [run for paragraph in node.paragraphs for run in paragraph.runs]
        head = next((i for i, run in enumerate(runs) if not run.face.bold), len(runs))
        name, rest = runs[:head], runs[head:]
        aside = rest[0].text.removesuffix(": ") if rest and rest[0].text.endswith(": ") else ""
        rest = rest[1:] if rest and rest[0].text.endswith(": ") else rest
        term = tag("dt", tag("dfn", said_runs(name, self.context, strong=True)), aside)
        return tag("div", term, tag("dd", said_runs(rest, self.context)))

    # Lists

    def list(self, node: Node) -> Markup:
        """Return a list with its items; numbers and letters are the browser's, boxes to tick are fields."""
        kind = node.element.numbering
        items = [self.item(item) for item in node.kids if item.role is Role.LI]
        if kind in ("Decimal", "UpperAlpha"):
            start = next((number for item in node.kids if (number := _number(item))), 1)
            letters = "A" if kind == "UpperAlpha" else None
            sources = any((item.element.anchor or "").startswith("ref-") for item in node.kids)
            begins = str(start) if start != 1 else None
            return tag("ol", *items, type=letters, start=begins, class_="refs" if sources else None)
        return tag("ul", *items, class_="ticks" if kind == "None" else None, role="list" if kind == "None" else None)

    def item(self, node: Node) -> Markup:
        """Return an item of a list: its words, then what stands inside it."""
        parts: list[Inside] = []
        for kid in node.kids:
            if kid.role is Role.LBODY:
                parts += [said(kid.paragraphs, self.context), *self.all(kid.kids)]
            elif kid.role is Role.LBL:
                parts += [entry(field) for field in kid.kids if field.role is Role.FORM]
            else:
                parts.append(self.one(kid))
        return tag("li", *parts, id=self.name(node))

    # Tables and figures

    def figure(self, nodes: Sequence[Node]) -> Markup:
        """Return a figure or a table with its caption above and its small print below."""
        at = next(i for i, node in enumerate(nodes) if node.role in (Role.FIGURE, Role.TABLE))
        before, shown, after = nodes[:at], nodes[at], nodes[at + 1 :]
        captions = [node for node in before if node.element.look == "caption"]
        caption = said(captions[0].paragraphs, self.context, strong=True) if captions else None
        more = self.all([node for node in before if node not in captions])
        below = self.all(after)
        if shown.role is Role.TABLE:
            return tag("div", *more, self.table(shown, caption), *below, class_="figure")
        head = tag("figcaption", caption) if caption else None
        drawn = drawing(shown, self.narrow.get(shown.element.id))
        return tag("figure", head, *more, drawn, *below)

    def table(self, node: Node, caption: Markup | None) -> Markup:
        """Return a table in a box of its own that scrolls where it is wide, and that the keyboard reaches."""
        rows = [row for row in node.kids if row.role is Role.TR]
        title = tag("caption", caption) if caption else None
        head = tag("thead", self.row(rows[0], head=True))
        body = tag("tbody", *(self.row(row) for row in rows[1:]))
        label = node.element.alt or node.summary
        return tag(
            "div", tag("table", title, head, body), class_="scroll", role="region", tabindex="0", aria_label=label
        )

    def row(self, node: Node, *, head: bool = False) -> Markup:
        """Return a row of a table; a column of numbers stands flush right, as planned."""
        return tag("tr", *(self.cell(cell, head=head) for cell in node.kids))

    def cell(self, node: Node, *, head: bool) -> Markup:
        """Return a cell; one without words heads nothing."""
        words = joined([said(node.paragraphs, self.context, strong=node.role is Role.TH), *self.all(node.kids)])
        number = "n" if any(paragraph.align == "right" for paragraph in node.paragraphs) else None
        kind = "w" if len(node.words) > SHORT else number
        if node.role is not Role.TH or not node.words.strip():
            return tag("td", words, class_=kind)
        return tag("th", words, scope="col" if head else "row", class_=kind)


def entry(node: Node) -> Markup:
    """Return a field: a box to tick, a line or several to write on. What it asks for is its name."""
    field = node.field
    if field is None:
        return tag("span")
    if field.kind == "check":
        return tag("input", type="checkbox", name=field.name, aria_label=field.tooltip)
    if field.lines > 1:
        return tag("textarea", "", rows=str(field.lines), name=field.name, aria_label=field.tooltip)
    return tag("input", type="text", name=field.name, aria_label=field.tooltip, autocomplete="off")


def _number(item: Node) -> int | None:
    """Return the number that stands before an item."""
    bullets = (paragraph.bullet for kid in item.kids for paragraph in kid.paragraphs)
    return next((bullet.number for bullet in bullets if bullet), None)


def _run(nodes: Sequence[Node], *looks: str) -> int:
    """Return how many nodes in a row have one of some looks."""
    return next((i for i, node in enumerate(nodes) if node.element.look not in looks), len(nodes))


def _together(nodes: Sequence[Node]) -> int:
    """Return how many nodes make one figure or table: caption, how to read it, what is shown, small print; or 0."""
    at = 0
    if nodes[0].element.look == "caption":
        at = next((i for i, node in enumerate(nodes[:3]) if node.role in (Role.FIGURE, Role.TABLE)), 0)
        if at == 0 or any(node.role is not Role.P for node in nodes[:at]):
            return 0
    elif nodes[0].role not in (Role.FIGURE, Role.TABLE):
        return 0
    return at + 1 + _run(nodes[at + 1 :], "source")
