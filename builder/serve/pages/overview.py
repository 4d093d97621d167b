"""The first page: every deck with its editions and their state."""

from __future__ import annotations

from builder.markup import Markup, tag
from builder.serve.desk import MOST, DeckView, Desk, EditionView
from builder.serve.pages.parts import KINDS, audience, counts
from builder.serve.pages.shell import document
from builder.serve.pages.view import address, deck_address, many
from builder.serve.sheets import Sheet


def overview(desk: Desk) -> str:
    """Return the page."""
    decks = [_deck(desk, deck) for deck in desk.decks.values()] or [tag("p", desk.message or "Reading the decks ...")]
    body = tag("div", *decks, id="overview", data_part="")
    return document(desk, "Decks", tag("main", tag("h1", "Decks"), body, id="main", tabindex="-1", class_="reading"),
                    skip="Skip to the decks")  # fmt: skip


def _deck(desk: Desk, deck: DeckView) -> Markup:
    head = tag("h2", tag("a", deck.title, href=deck_address(deck)))
    later = "being planned" if len(desk.decks) <= MOST else "planned when you open it"
    found = counts(deck.diagnostics) if deck.round else tag("span", later, class_="quiet")
    state = tag("p", tag("span", deck.shown, class_="path"), " ", found)
    heads = tag("tr", *(tag("th", words, scope="col") for words in ("Edition", "For", "Outputs", "State", "Digest")))
    rows = [_edition(deck, edition) for edition in deck.editions]
    table = tag(
        "table", tag("caption", f"Editions of {deck.title}", class_="unseen"), tag("thead", heads), tag("tbody", *rows)
    )
    scroll = tag("div", table, class_="scroll", tabindex="0", role="region", aria_label=f"Editions of {deck.title}")
    return tag("section", head, state, scroll if rows else None)


def _edition(deck: DeckView, edition: EditionView) -> Markup:
    outputs = [tag("li", tag("a", one.name, href=address(deck, one)), f" {_kind(one)}") for one in edition.sheets]
    seal = edition.sheets[0].seal if edition.sheets else ""
    return tag(
        "tr",
        tag("th", edition.edition.name, scope="row"),
        tag("td", audience(edition)),
        tag("td", tag("ul", *outputs)),
        tag("td", counts(edition.diagnostics, short=True) if edition.planned else "being planned"),
        tag("td", tag("code", seal[:12], title=seal)),
    )


def _kind(sheet: Sheet) -> str:
    """Return what an output is: "PDF, 6 pages"; a web page has no pages."""
    kind = KINDS[sheet.draft.kind]
    return kind if sheet.draft.kind == "html" else f"{kind}, {many(len(sheet.draft.plan.pages), sheet.unit)}"
