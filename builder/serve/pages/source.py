"""A source file around a line: only files that a deck read are shown, as it read them."""

from __future__ import annotations

from builder.diagnostics import Span, printable
from builder.markup import Markup, joined, tag
from builder.serve.pages.parts import unseen
from builder.serve.pages.shell import document
from builder.serve.pages.view import View, deck_address, editor_address

AROUND = 60
"""Lines that are shown before and after."""
LONGEST = 600
"""Characters of a line that are shown."""


def source(view: View, at: Span, text: str) -> str:
    """Return the page that shows a file around a place."""
    main = tag("main", tag("p", tag("a", "Back to the deck", href=deck_address(view.deck))),
               excerpt(view, at, text), id="main", tabindex="-1", class_="reading")  # fmt: skip
    return document(view.desk, f"{at}", main, view=view, skip="Skip to the file")


def excerpt(view: View, at: Span, text: str) -> Markup:
    """Return the lines around a place, the place marked, and ways to get there in an editor."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = max(1, at.line - AROUND)
    last = min(len(lines), at.line + AROUND)
    rows = [_row(lines[number - 1], number, at) for number in range(first, last + 1)]
    copy = tag("button", "Copy the place", type="button", data_copy=str(at), hidden="")
    editor = tag("a", "Open in the editor", href=editor_address(view.editor, at)) if view.editor else None
    head = tag("h1", printable(at.file))
    note = f"Line {at.line}, column {at.column}, of {len(lines)} lines"
    code = tag("ol", *rows, class_="code", tabindex="0", aria_label=f"Lines {first} to {last}")
    return tag("section", head, tag("p", note, " ", tag("code", str(at)), " ", copy, " ", editor), code, id="excerpt")


def _row(line: str, number: int, at: Span) -> Markup:
    if number != at.line:
        return tag("li", tag("span", str(number), class_="no"), tag("code", line[:LONGEST]))
    start = min(at.column - 1, len(line))
    end = min(start + at.width, len(line))
    marked = tag("mark", line[start:end], class_=None if end > start else "here")
    words = joined([line[:start], marked, line[end : end + LONGEST]])
    return tag("li", tag("span", str(number), class_="no"), tag("code", words), unseen(" (here)"), id="line",
               class_="line", aria_current="true")  # fmt: skip
