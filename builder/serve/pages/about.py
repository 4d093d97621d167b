"""All about the page that is looked at: how full its boxes are, and what the checks say."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Diagnostic, Severity, has_errors
from builder.markup import Inside, Markup, joined, tag
from builder.plan.fit import FURNITURE, BoxFit
from builder.serve.pages.parts import counts, place, unseen
from builder.serve.pages.view import WORDS, Looking, View, many
from builder.serve.places import Places

MOST = 200
"""Diagnostics that a page lists at most."""


def about(view: View) -> Markup:
    """Return fit and diagnostics; errors come first."""
    fit = _fit(view) if isinstance(view, Looking) else None
    wrong = has_errors(view.deck.diagnostics)
    parts = [_diagnostics(view), fit] if wrong else [fit, _diagnostics(view)]
    return tag("aside", tag("div", *parts, id="about", data_part=""), class_="about",
               aria_label="About this page")  # fmt: skip


def _fit(view: Looking) -> Markup | None:
    sheet, leaf = view.sheet, view.leaf
    boxes = sheet.fit[leaf.number - 1].boxes
    bound = [box for box in boxes if box.fill is not None and (box.placeholder not in FURNITURE or box.status != "ok")]
    if not bound:
        return None
    rows = [_box(view, box) for box in bound]
    return tag("section", tag("h2", "Fit"), tag("ul", *rows, class_="fit"), class_="fits")


def _box(view: View, box: BoxFit) -> Markup:
    fill = box.fill or 0.0
    sizes = "/".join(f"{size:g}" for size in box.sizes)
    bar = tag("svg", tag("rect", width="100", height="6", class_="room"),
              tag("rect", width=f"{min(100.0, 100 * fill):.1f}", height="6", class_=f"used {box.status}"),
              viewBox="0 0 100 6", preserveAspectRatio="none", aria_hidden="true", class_="gauge")  # fmt: skip
    words = tag("span", tag("b", box.name), f" {sizes} pt", class_="what")
    share = tag("span", f"{100 * fill:.0f} %", unseen(" full"), class_="share")
    status = tag("span", box.status, class_=f"badge {'error' if box.status == 'over' else 'warning'}")
    at = place(view, box.at, short=True) if box.at and box.at.file in view.deck.texts else None
    return tag("li", words, share, bar, status if box.status != "ok" else None, at)


def _diagnostics(view: View) -> Markup:
    """Return what is said of this page first, then of the rest."""
    found = view.deck.diagnostics
    here = _here(view, found)
    head = tag("h2", "Diagnostics", id="diagnostics", tabindex="-1")
    fault = tag("p", view.deck.fault, class_="fault") if view.deck.fault else None
    parts: list[Inside] = [head, fault, tag("p", counts(found))]
    if here:
        parts += [tag("h3", "On this page"), listed(view, here)]
    rest = [one for one in found if one not in here and one.severity is not Severity.INFO]
    if rest:
        parts += [tag("h3", "Elsewhere") if here else None, listed(view, rest[:MOST])]
    if len(rest) > MOST:
        parts.append(tag("p", f"{len(rest) - MOST} more with `teachback check`", class_="quiet"))
    notes = [one for one in found if one not in here and one.severity is Severity.INFO]
    if notes:
        head = tag("summary", f"{many(len(notes), 'note')}{' elsewhere' if here else ''}")
        parts.append(tag("details", head, listed(view, notes[:MOST]), id="more", class_="words"))
    if proving(view):
        parts.append(tag("p", "PDFs are being proof-read.", class_="quiet"))
    return tag("section", *parts, class_="diagnostics")


def proving(view: View) -> bool:
    """Tell whether anything of the deck is still to be planned, or a PDF to be proof-read."""
    waiting = any(edition.planned is None or edition.unproved for edition in view.deck.editions)
    return waiting and not view.deck.broken


def _here(view: View, found: Sequence[Diagnostic]) -> list[Diagnostic]:
    if not isinstance(view, Looking) or view.sheet.draft.kind == "html":
        return []
    places: Places = view.sheet.places
    return [one for one in found if places.at(one.at) in view.leaf.slides]


def listed(view: View, found: Sequence[Diagnostic]) -> Markup:
    """Return diagnostics as a list, each with its place."""
    return tag("ul", *(_diagnostic(view, one) for one in found), class_="found")


def _diagnostic(view: View, one: Diagnostic) -> Markup:
    badge = tag("span", WORDS[one.severity], class_=f"badge {one.severity}")
    rule = tag("code", one.rule)
    mend = tag("p", one.help, class_="mend") if one.help else None
    known = one.at.file in view.deck.texts
    where = tag("p", place(view, one.at) if known else str(one.at))
    return tag("li", tag("p", joined([badge, rule], " "), " ", one.message), mend, where)
