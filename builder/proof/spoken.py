"""What a screen reader says of a PDF, a line an element: from the structure tree alone, as such a program reads it.

Alternative text stands for figures, `ActualText` for what is drawn in its place, expansions for abbreviations; other
languages are named in brackets. What no element holds (feet, running heads, decoration) isn't said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.proof.printed import Annotation, Kid, Node, Printed, Said

INLINE = frozenset({"Span", "Reference", "Quote", "Code", "Link", "Lbl"})
"""Elements that are said in the line that they stand in."""
LABELS = {"BlockQuote": "Quote: ", "Note": "Note: ", "Caption": "Caption: ", "Formula": "Formula: "}
STEP = "  "


def spoken(printed: Printed) -> str:
    """Return what is said, in reading order, a line an element, indented by depth inside lists and tables."""
    about = printed.about
    head = f"Document [{about.lang}]: {about.title}" if about.lang else f"Document: {about.title}"
    lines = [head, *(line for top in printed.tops for line in _lines(top, about.lang, 0))]
    return "\n".join(lines) + "\n"


def _lines(node: Node, lang: str | None, depth: int) -> Iterator[str]:
    """Yield the lines of an element that stands for itself; `lang` is the language around it."""
    own = node.lang or lang
    pad = STEP * depth
    mark = f"[{node.lang}] " if node.lang and node.lang != lang else ""
    heading = re.fullmatch(r"H([1-6])", node.role)
    if node.role == "Figure":
        yield f"{pad}{mark}Graphic: {node.alt or node.actual or '(no description)'}"
    elif node.role == "Table":
        yield from (pad + line for line in _table(node, own))
    elif node.role == "L":
        items = [kid for kid in node.nodes if kid.role == "LI"]
        yield f"{pad}{mark}List with {len(items)} item{'' if len(items) == 1 else 's'}"
        for kid in node.nodes:
            yield from _item(kid, own, depth + 1) if kid.role == "LI" else _lines(kid, own, depth + 1)
    elif heading:
        yield from _worded(node, own, depth, f"{mark}Heading level {heading[1]}: ")
    else:
        yield from _worded(node, own, depth, mark + LABELS.get(node.role, ""))


def _worded(node: Node, lang: str | None, depth: int, start: str) -> Iterator[str]:
    """Yield an element's own words as one line, then the elements in it that stand for themselves, where they stand."""
    words = ""
    for kid in node.kids:
        if isinstance(kid, Node) and kid.role not in INLINE:
            if words.strip():
                yield STEP * depth + start + _tidy(words)
                words, start = "", ""
            yield from _lines(kid, lang, depth)
        else:
            words += _said(kid, lang)
    if words.strip():
        yield STEP * depth + start + _tidy(words)


def _item(item: Node, lang: str | None, depth: int) -> Iterator[str]:
    """Yield a list item: its mark and its words in one line, then what else it holds."""
    label = "".join(_said(kid, lang) for kid in item.nodes if kid.role == "Lbl").strip()
    lines = [line for kid in item.nodes if kid.role != "Lbl" for line in _lines(kid, kid.lang or lang, 0)]
    first, *rest = lines or [""]
    yield f"{STEP * depth}{label} {first}".rstrip()
    yield from (STEP * (depth + 1) + line for line in rest)


def _table(table: Node, lang: str | None) -> Iterator[str]:
    rows = [[cell for cell in row.nodes if cell.role in {"TH", "TD"}] for row in table.below() if row.role == "TR"]
    wide = max((len(row) for row in rows), default=0)
    summary = table.alt or table.attributes.get("Summary")
    size = f"Table with {wide} columns and {len(rows)} rows"
    yield f"{size}: {summary}" if summary else size
    heads: list[str] = []
    for number, row in enumerate(rows, 1):
        words = [" ".join(line for line in _worded(cell, lang, 0, "")) for cell in row]
        kinds = [str(cell.attributes.get("Scope", "")) if cell.role == "TH" else "" for cell in row]
        if kinds and all(kind == "Column" for kind in kinds):
            heads = words
            yield f"{STEP}Row {number}, column headers: {'; '.join(words)}"
        else:
            yield f"{STEP}Row {number}: {'; '.join(_cells(words, kinds, heads))}"


def _cells(words: list[str], kinds: list[str], heads: list[str]) -> Iterator[str]:
    for index, (said, kind) in enumerate(zip(words, kinds, strict=True)):
        head = heads[index] if index < len(heads) else ""
        if kind == "Row":
            yield f"row header {said}"
        else:
            yield f"{head}: {said}" if head else said


def _said(kid: Kid, lang: str | None) -> str:
    """Return what is said for a part of a line."""
    match kid:
        case Said():
            return kid.text
        case Annotation():
            return f" [field: {kid.contents}] " if kid.kind == "Widget" else ""
        case Node():
            own = kid.lang or lang
            words = kid.actual or kid.expansion or "".join(_said(one, own) for one in kid.kids)
            if kid.role == "Link":
                words = _link(kid, words)
            return f"[{kid.lang}: {words}]" if kid.lang and kid.lang != lang else words


def _link(link: Node, words: str) -> str:
    """Return a link's description in brackets: it is said in place of the words where both differ."""
    called = next((kid.contents for kid in link.kids if isinstance(kid, Annotation) and kid.contents), words)
    space = " " if words.endswith(" ") else ""
    return f" [link: {called.strip()}]{space}"


def _tidy(words: str) -> str:
    return " ".join(words.split())
