"""The document around every page: head, the bar at the top, the list of decks, and the help on keys."""

from __future__ import annotations

from collections.abc import Iterator

from builder import __version__
from builder.markup import Inside, Markup, joined, tag
from builder.serve.desk import MOST, DeckView, Desk, EditionView
from builder.serve.pages.parts import STATES, audience, state, unseen
from builder.serve.pages.view import Looking, View, address, deck_address, many

KEYS = (
    ("j, → or PageDown", "next slide or page"),
    ("k, ← or PageUp", "previous slide or page"),
    ("Home, End", "first, last"),
    ("g", "all slides in a grid, and back"),
    ("b", "before and after the last change"),
    ("e", "first diagnostic"),
    ("n", "speaker notes"),
    ("?", "this help"),
)


def document(desk: Desk, title: str, main: Markup, *, view: View | None = None, skip: str = "Skip to the slide") -> str:
    """Return a whole page. `view` is what is looked at, for the list of decks."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{title} - Teachback preview"),
        tag("link", rel="icon", href="/assets/icon.svg", type="image/svg+xml"),
        tag("link", rel="stylesheet", href="/assets/fonts.css"),
        tag("link", rel="stylesheet", href="/assets/preview.css"),
        tag("script", src="/assets/preview.js", defer=""),
    )
    bench = tag("div", _decks(desk, view), main, class_="bench")
    body = tag("body", tag("a", skip, href="#main", class_="skip"), _bar(), bench, _help(), _reader())
    html = tag("html", head, body, lang="en", data_version=str(desk.version)).html
    return f"<!doctype html>\n{html}\n"


def _bar() -> Markup:
    status = tag("p", tag("span", "", class_="dot"), tag("span", "not live", data_words=""), id="link", role="status")
    news = tag("p", "", id="news", class_="unseen", role="status", aria_live="polite")
    return tag(
        "header",
        tag("a", "Teachback", tag("span", " preview"), href="/", class_="brand"),
        status,
        news,
        tag("button", "Dark", type="button", id="theme", hidden="", aria_pressed="false"),
        tag("button", "Keys", type="button", id="help", hidden="", aria_haspopup="dialog"),
        class_="bar",
    )


def _decks(desk: Desk, view: View | None) -> Markup:
    decks = [_deck(desk, deck, view) for deck in desk.decks.values()]
    said = desk.message or ("" if decks else "Reading the decks ...")
    shown = [tag("p", said, class_="quiet") if said else None, *decks]
    inside = tag("div", *shown, id="decks", data_part="", class_="list")
    summary = tag("summary", "Decks and editions")
    return tag("nav", tag("details", summary, inside, open="", id="shelf"), class_="shelf", aria_label="Decks")


def _deck(desk: Desk, deck: DeckView, view: View | None) -> Markup:
    here = view is not None and view.deck.key == deck.key
    current = "page" if here and not isinstance(view, Looking) else None
    head = tag("h2", tag("a", deck.title, href=deck_address(deck), aria_current=current))
    shown = tag("p", deck.shown, class_="path")
    shown_all = here or len(desk.decks) <= MOST
    items = [_edition(deck, edition, view if here else None) for edition in deck.editions if shown_all]
    return tag("section", head, shown, tag("ul", *items) if items else None, class_="deck")


def _edition(deck: DeckView, edition: EditionView, view: View | None) -> Markup:
    name, kind = edition.edition.name, state(deck, edition)
    sign = tag("span", "", class_=f"sign {kind}")
    words = joined([tag("b", name), tag("span", audience(edition), class_="what"), unseen(f", {STATES[kind]}")])
    if not edition.sheets:
        return tag("li", sign, tag("span", words))
    here = isinstance(view, Looking) and view.sheet in edition.sheets
    paged = next((one for one in edition.sheets if one.draft.kind != "html"), None)
    pages = many(len(paged.draft.plan.pages), paged.unit) if paged else "web page"
    link = tag("a", words, href=address(deck, edition.sheets[0]), aria_current="page" if here else None)
    return tag("li", sign, link, tag("span", pages, class_="pages"))


def _help() -> Markup:
    rows = [tag("div", tag("dt", keys), tag("dd", words)) for keys, words in KEYS]
    switch = tag("input", type="checkbox", id="single", checked="")
    off = tag("p", tag("label", switch, " Single letters work as keys"))
    version = tag("p", f"Teachback {__version__}. This page is served from this machine and loads nothing from others.")
    close = tag("form", tag("button", "Close", type="submit"), method="dialog")
    return tag("dialog", tag("h2", "Keys", id="keys-title"), tag("dl", *rows), off, version, close, id="keys",
               aria_labelledby="keys-title")  # fmt: skip


def _reader() -> Markup:
    close = tag("form", tag("button", "Close", type="submit"), method="dialog")
    return tag("dialog", tag("div", "", id="source-text"), close, id="source", aria_label="Source")


def options(pairs: Iterator[tuple[str, str, bool]]) -> list[Inside]:
    """Return options of a selection: value, words, whether it is the chosen one."""
    return [tag("option", words, value=value, selected="" if chosen else None) for value, words, chosen in pairs]
