"""A11Y010: a written PDF is tagged, titled and archivable, as PDF/UA-1 and PDF/A-2a ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.proof.printed import UNKNOWN, Node, Printed, Said, Sheet
from builder.proof.rule import Asked, Fault, Noted, Wanted, noted, on_page, quoted


def accessible_file(printed: Printed, wanted: Wanted, found: Sequence[Noted]) -> Iterator[Fault]:
    """A11Y010: the PDF breaks a machine condition of PDF/UA-1 or PDF/A-2a.

    What: the PDF is read back before it is written to disk. It must be tagged, every mark in an element or an artifact
    and never in both; say its title and language, show its title, and name PDF/UA-1 and PDF/A-2a in its metadata;
    have alternative text on figures, headings that skip no level, table headers with a scope and rows of equal
    length, lists of items with bodies, links that are described and in the structure, notes with identifiers, fonts
    embedded with Unicode for every character that is used, tab order by structure; have a colour profile; and hold
    no encryption, no scripts, and nothing drawn see-through. An error.

    Why: screen readers, refreshable braille and archives rely on each of these, and none can be seen on paper.

    Example: an image that was added by another tool without alternative text.

    What to do: nothing in the outline, mostly: this is a fault of the tool or of what was done to its output. Report it
    with the outline. `alt` on the figure mends a missing alternative text.

    Source: ISO 14289-1 (PDF/UA-1) through the Matterhorn Protocol 1.1, of which only conditions that a generator trips
    are looked at here, with numbers in the messages; ISO 19005-2 (PDF/A-2a). The tests run a complete validator.
    """
    yield from _document(printed)
    yield from _pages(printed)
    yield from _fonts(printed)
    yield from noted(found, 0)
    yield from _structure(printed)
    del wanted


def _document(printed: Printed) -> Iterator[Fault]:
    about = printed.about
    checks = (
        (about.marked and bool(printed.tops), "the PDF is not tagged (Matterhorn 01-005)"),
        (bool(about.title), "the PDF's metadata has no title (Matterhorn 06)"),
        (about.ua == "1", "the PDF's metadata doesn't name PDF/UA-1 (Matterhorn 06)"),
        (about.shows_title, "the PDF doesn't ask viewers to show its title (Matterhorn 07)"),
        (bool(about.lang), "the PDF names no language (Matterhorn 11)"),
        (about.archive == "2a", "the PDF's metadata doesn't name PDF/A-2a"),
        (about.intent, "the PDF has no output intent: its colours mean nothing certain (PDF/A-2)"),
        (not about.encrypted, "the PDF is encrypted (PDF/A-2)"),
        (not about.script, "the PDF holds a script (PDF/A-2)"),
    )
    yield from (Fault(message) for fine, message in checks if not fine)


def _pages(printed: Printed) -> Iterator[Fault]:
    for number, sheet in enumerate(printed.sheets):
        where = on_page(number)
        if sheet.loose:
            yield Fault(f"{where}: {sheet.loose} marks are neither tagged nor artifacts (Matterhorn 01-005)", number)
        for nested in dict.fromkeys(sheet.nested):
            yield Fault(f"{where}: marked content stands within other marked content: {nested} (Matterhorn 01)", number)
        if sheet.annotations and sheet.tabs != "S":
            yield Fault(f"{where}: links are not in the order of the structure: no /Tabs /S (Matterhorn 28)", number)
        if sheet.faint:
            yield Fault(f"{where}: something is drawn see-through, so its contrast can't be told", number)
        for one in sheet.annotations:
            if one.kind == "Link" and not one.contents.strip():
                yield Fault(
                    f"{where}: a link has no description (Matterhorn 28)", number, one.box.x, one.box.bottom - 1
                )
            if one.kind != "Popup" and one.number not in printed.annotated:
                message = f"{where}: a {one.kind.lower()} stands outside of the structure (Matterhorn 28)"
                yield Fault(message, number, one.box.x, one.box.bottom - 1)
    for page in sorted({page for page, _ in printed.unowned}):
        yield Fault(f"{on_page(page)}: marked content belongs to no element (Matterhorn 01-005)", page)


def _fonts(printed: Printed) -> Iterator[Fault]:
    used = {font.name: font for sheet in printed.sheets for font in sheet.fonts}
    for name, font in used.items():
        if not font.embedded:
            yield Fault(f"the font {name} is not embedded (Matterhorn 31)")
        if not font.mapped:
            yield Fault(f"the font {name} doesn't say which characters it draws: no ToUnicode (Matterhorn 31)")


def unsaid_characters(sheet: Sheet, asked: Asked) -> Noted:
    """Return what is wrong with the characters of a page."""
    bad = next((one for one in sheet.shown if one.font.mapped and UNKNOWN in one.text), None)
    if bad is None:
        return ((),)
    where = on_page(asked.number)
    message = f"{where}: {bad.font.name} draws a character without saying which (Matterhorn 31)"
    return ((Fault(message, asked.number, bad.x, bad.y),),)


def _structure(printed: Printed) -> Iterator[Fault]:
    level = 0
    for node in printed.nodes():
        heading = re.fullmatch(r"H([1-6])", node.role)
        if heading:
            new = int(heading[1])
            if new > level + 1:
                before = f"H{level}" if level else "the start"
                yield _at(node, f"the heading {quoted(node.text)} is an H{new} after {before} (Matterhorn 14)")
            level = new
        elif node.role == "Figure" and not (node.alt or node.actual or "").strip():
            yield _at(node, "a figure has no alternative text (Matterhorn 13-004)")
        elif node.role == "Table":
            yield from _table(node)
        elif node.role in {"L", "LI"}:
            yield from _list(node)
        elif node.role == "Note" and not node.ident:
            yield _at(node, "a note has no identifier")


def _table(table: Node) -> Iterator[Fault]:
    rows = [node for node in table.below() if node.role == "TR"]
    cells = [[cell for cell in row.nodes if cell.role in {"TH", "TD"}] for row in rows]
    heads = [cell for row in cells for cell in row if cell.role == "TH"]
    if not heads:
        yield _at(table, "a table has no header cells (Matterhorn 15)")
    for head in heads:
        if head.attributes.get("Scope") not in {"Row", "Column", "Both"}:
            yield _at(head, f"the header cell {quoted(head.text)} doesn't say what it heads (Matterhorn 15)")
    if len({_width(row) for row in _filled(cells)}) > 1:
        yield _at(table, "rows of a table differ in their number of cells (Matterhorn 15)")


def _filled(rows: list[list[Node]]) -> Iterator[list[int]]:
    """Yield the columns that the cells of each row span, those that reach down from rows above included."""
    reach: list[int] = []
    for row in rows:
        spans = [1 for left in reach if left > 0]
        below = [left - 1 for left in reach if left > 1]
        for cell in row:
            across, down = _number(cell, "ColSpan"), _number(cell, "RowSpan")
            spans.append(across)
            below += [down - 1] * across if down > 1 else []
        reach = below
        yield spans


def _width(spans: list[int]) -> int:
    return sum(spans)


def _number(cell: Node, name: str) -> int:
    found = cell.attributes.get(name, 1)
    return int(found) if isinstance(found, int | float) else 1


def _list(node: Node) -> Iterator[Fault]:
    roles = [kid.role for kid in node.nodes]
    if node.role == "L":
        if "LI" not in roles or set(roles) - {"LI", "L", "Caption"}:
            yield _at(node, "a list holds something else than items")
        if (
            any(kid.role == "Lbl" for item in node.nodes for kid in item.nodes)
            and "ListNumbering" not in node.attributes
        ):
            yield _at(node, "a list doesn't say how its items are marked: no ListNumbering")
    elif "LBody" not in roles or set(roles) - {"Lbl", "LBody"}:
        yield _at(node, f"the list item {quoted(node.text)} has no body of its own")


def _at(node: Node, message: str) -> Fault:
    """Return a fault at the first words of an element."""
    first: Said | None = next(node.said(), None)
    if first is None:
        return Fault(message)
    if not first.shown:
        return Fault(f"{on_page(first.page)}: {message}", first.page)
    return Fault(f"{on_page(first.page)}: {message}", first.page, first.shown[0].x, first.shown[0].y)
