"""Small parts that several pages share: counts of diagnostics, places, bars, labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from builder.diagnostics import Diagnostic, Severity, Span
from builder.markup import Markup, joined, tag
from builder.serve.desk import DeckView, EditionView
from builder.serve.pages.view import WORDS, View, editor_address, many, source_address

KINDS = {"pptx": "PowerPoint", "pdf": "PDF", "html": "Web page"}


def unseen(words: str) -> Markup:
    """Return words for screen readers alone."""
    return tag("span", words, class_="unseen")


def counts(found: Iterable[Diagnostic], *, short: bool = False) -> Markup:
    """Return how much is said, gravest first, as badges; notes only count in the long form."""
    count = Counter(one.severity for one in found)
    levels = (Severity.ERROR, Severity.WARNING) if short else (Severity.ERROR, Severity.WARNING, Severity.INFO)
    badges = [tag("span", many(count[one], WORDS[one]), class_=f"badge {one}") for one in levels if count[one]]
    return joined(badges or [tag("span", "nothing to mend", class_="badge good")], " ")


def place(view: View, at: Span, *, short: bool = False) -> Markup:
    """Return a place as a link to the source, and to the editor where one was named; the short form has no folder."""
    words = str(at).rpartition("/")[2] if short else str(at)
    link = tag("a", words, href=source_address(view.deck, at), class_="place", data_source="")
    if view.editor is None:
        return link
    return joined([link, tag("a", "Open", unseen(f" {at} in the editor"), href=editor_address(view.editor, at))], " ")


def audience(edition: EditionView) -> str:
    """Return who reads an edition and what it is: "patient handout"."""
    large = ", large print" if edition.edition.type == "large" else ""
    return f"{edition.edition.audience} {edition.edition.output}{large}"


def state(deck: DeckView, edition: EditionView) -> str:
    """Return the state of an edition in one word, for style sheets and words."""
    if deck.broken or any(one.severity is Severity.ERROR for one in edition.diagnostics):
        return "error"
    if edition.planned is None:
        return "waiting"
    return "warning" if any(one.severity is Severity.WARNING for one in edition.diagnostics) else "good"


STATES = {"error": "has errors", "waiting": "is being planned", "warning": "has warnings", "good": "is in order"}
