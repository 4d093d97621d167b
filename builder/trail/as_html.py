"""The trail as one page for people: no script, no network, readable by a screen reader, made to be printed."""

from __future__ import annotations

from collections.abc import Iterator

from builder import __version__
from builder.markup import Markup, joined, tag
from builder.theme import Theme
from builder.trail.html_rows import READERS, claims_of, lacking_of, names_of, nowhere_of, sources_of, waivers_of
from builder.trail.model import Printed, Trail
from builder.trail.style import style_of
from builder.trail.summary import counts

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What the page may load: nothing but its own style sheet."""

COUNTED = {
    "claims": "claims",
    "findings_shown": "of them findings, shown from their records",
    "places": "places on slides, in notes and on pages",
    "claims_without_source": "claims without a source for some reader",
    "claims_nowhere": "claims that stand nowhere",
    "findings_not_shown": "findings that nothing shows",
    "findings_without_comparison": "findings of one group, compared with nothing",
    "findings_second_hand": "findings read in somebody’s report",
    "references": "references",
    "references_in_use": "references in use",
    "references_never_looked_up": "references never looked up for retraction",
    "waivers": "waivers in force",
}
CARE = frozenset(
    {
        "claims_without_source",
        "claims_nowhere",
        "findings_without_comparison",
        "findings_second_hand",
        "references_never_looked_up",
    }
)
"""Counts that ask for a second look where they aren't nought."""


def html_of(trail: Trail, theme: Theme) -> bytes:
    """Return the trail as an HTML page in UTF-8."""
    title = f"Evidence trail: {trail.title}"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="generator", content=f"teachback {__version__}"),
        tag("title", f"{title} ({trail.status})"),
        tag("style", Markup(style_of(theme, f"{trail.deck}, version {trail.version}. {trail.status}"))),
    )
    body = tag(
        "body",
        tag("a", "Skip to the claims", class_="skip", href="#claims"),
        _header(trail),
        _contents(trail),
        tag("main", *_main(trail)),
        _footer(trail),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en').html}\n".encode()


def _header(trail: Trail) -> Markup:
    said = names_of(trail).said
    facts = [
        f"Deck {trail.deck}, version {trail.version}",
        f"Evidence searched to {trail.searched_to or 'no stated day'}",
        f"Last reviewed {trail.reviewed or 'never'}",
        *map(_printed, trail.outputs),
    ]
    return tag(
        "header",
        tag("p", "Evidence trail", class_="eyebrow"),
        tag("h1", said(trail.title)),
        tag("p", trail.status, class_="status"),
        tag("ul", *(tag("li", fact) for fact in facts), class_="facts"),
    )


def _printed(one: Printed) -> str:
    kind = one.kind if one.count != 1 else one.kind.removesuffix("s")
    return f"{one.path.rpartition('/')[2]}: {one.count} {kind}, for {READERS[one.audience].lower()}"


def _contents(trail: Trail) -> Markup:
    nowhere = sum(not claim.places for claim in trail.claims) + len(trail.unused)
    entries = (
        ("summary", "Summary", None),
        ("claims", "Claims", len(trail.claims)),
        ("uncited", "Without a source", len(trail.lacking)),
        ("nowhere", "Without a place", nowhere),
        ("sources", "Sources and what rests on them", len(trail.sources)),
        ("waivers", "Waivers", len(trail.waived)),
    )
    links = (tag("li", tag("a", name, href=f"#{anchor}"), _number(count)) for anchor, name, count in entries)
    return tag("nav", tag("ul", *links), aria_label="On this page")


def _number(count: int | None) -> Markup | None:
    return None if count is None else tag("span", f" {count:,}", class_="count")


def _main(trail: Trail) -> Iterator[Markup]:
    names = names_of(trail)
    yield _part("summary", "Summary", None, tag("dl", *_counts(trail), class_="counts"))
    lead = (
        "What the outputs say, in each reader’s words; what it rests on; and every slide and page where it stands. "
        "Places are taken from the plans that the outputs were written from. Numbers in brackets are the output’s own "
        "reference numbers."
    )
    yield _part("claims", "Claims", lead, *claims_of(trail, names))
    lead = "Words with a number or an effect, and no source beside them, for the readers named."
    yield _part("uncited", "Claims without a source", lead, *lacking_of(trail, names))
    lead = "Findings on record that nothing shows, and claims of the outline that no output prints."
    yield _part("nowhere", "Findings and claims without a place", lead, *nowhere_of(trail, names))
    lead = "If a source is withdrawn, these are the slides and pages to call back."
    yield _part("sources", "Sources and what rests on them", lead, *sources_of(trail, names))
    lead = "Checks that somebody set aside, until a day, for a reason."
    yield _part("waivers", "Waivers", lead, *waivers_of(trail, names))


def _part(anchor: str, title: str, lead: str | None, *inside: Markup) -> Markup:
    name = f"{anchor}-title"
    head = (tag("h2", title, id=name), tag("p", lead, class_="lead") if lead else None)
    return tag("section", *head, *inside, id=anchor, aria_labelledby=name)


def _counts(trail: Trail) -> Iterator[Markup]:
    for name, number in counts(trail):
        look = "look" if name in CARE and number else None
        yield tag("div", tag("dt", COUNTED[name]), tag("dd", f"{number:,}"), class_=look)


def _footer(trail: Trail) -> Markup:
    words = (
        f"Made by Teachback {__version__} from the outline and the plans of its outputs; the same outline gives the "
        "same page. It shows what is claimed and where. Whether a claim is right, and whether its source still stands, "
        "is for people to judge."
    )
    return tag("footer", joined([tag("p", words), tag("p", trail.status)]))
