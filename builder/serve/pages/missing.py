"""Pages that say why there is nothing to show."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Diagnostic
from builder.markup import tag
from builder.serve.desk import Desk
from builder.serve.pages.about import listed
from builder.serve.pages.shell import document
from builder.serve.pages.view import View, address
from builder.serve.sheets import Sheet


def missing(desk: Desk) -> str:
    """Return the page for an address that leads to nothing."""
    words = "There is no such deck, output or page. Outputs go when an edition leaves its outline."
    main = tag("main", tag("h1", "Nothing here"), tag("p", words), tag("p", tag("a", "All decks", href="/")),
               id="main", tabindex="-1", class_="reading")  # fmt: skip
    return document(desk, "Nothing here", main, skip="Skip to the text")


def refused(view: View, sheet: Sheet, faults: Sequence[Diagnostic]) -> str:
    """Return the page for an output that can't be built."""
    words = f"{sheet.name} is not built until these errors are mended."
    main = tag("main", tag("h1", "Not built"), tag("p", words), listed(view, faults),
               tag("p", tag("a", "Back", href=address(view.deck, sheet))),
               id="main", tabindex="-1", class_="reading")  # fmt: skip
    return document(view.desk, "Not built", main, view=view, skip="Skip to the errors")
