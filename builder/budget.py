"""A page budget: what an output may have at most, and what takes the most room where it has more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from builder.diagnostics import Diagnostic
from builder.model import Edition
from builder.plan.page import Plan

MOST_NAMED = 3
"""So many parts are named as what to cut: the longest."""


def over_budget(edition: Edition, plan: Plan, path: str) -> Iterator[Diagnostic]:
    """Yield FIT012 where an output has more pages or slides than its edition's `pages`."""
    count, unit = len(plan.pages), "slide" if plan.layouts else "page"
    most, why = _most(edition)
    if most is None or count <= most:
        return
    message = f"{path} has {count} {unit}s, {count - most} more than {why}"
    parts = sorted(_parts(plan), key=lambda part: -part[1])[:MOST_NAMED]
    longest = ", ".join(f"`{title}` ({size:.1f} {unit}s)" for title, size in parts)
    help_text = f"cut, or give it more room; what takes most: {longest}" if longest else "cut, or give it more room"
    yield Diagnostic(edition.pages_at if edition.pages else edition.at, "FIT012", message, help=help_text)


def _most(edition: Edition) -> tuple[int | None, str]:
    """Return how many pages or slides an edition may have, None for any number, and what says so."""
    if edition.pages is not None:
        return edition.pages, f"`pages: {edition.pages}` allows"
    if edition.output == "card":
        return 1, "a card has"
    if edition.fold == "trifold":
        from builder.plan.impose import PANELS  # noqa: PLC0415  # few handouts are folded

        return PANELS, "a leaflet folded twice has"
    return None, ""


def _parts(plan: Plan) -> Iterator[tuple[str, float]]:
    """Yield the parts of an output and how many pages or slides each takes: sections, and what stands beside them."""
    if plan.layouts:
        for name in dict.fromkeys(page.section for page in plan.pages if page.section):
            yield name, float(sum(page.section == name for page in plan.pages))
        return
    level = min((mark.level for mark in plan.bookmarks if mark.level > 0), default=0)
    heads = [mark for mark in plan.bookmarks if mark.level <= level]
    places = [mark.page + mark.y / plan.size.height for mark in heads]
    for head, (start, end) in zip(heads, pairwise([*places, float(len(plan.pages))]), strict=True):
        yield head.title, end - start
