"""Runs as inline elements: links, references, emphasis, raised and lowered figures, words of other languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from builder.frozen import dataclass
from builder.markup import Inside, Markup, joined, tag
from builder.plan.page import Paragraph, TextRun
from builder.regex import regex

SCHEMES = ("https://", "http://", "mailto:")
DIALLED = regex(r"tel:\+?[0-9]+")


@dataclass(frozen=True, slots=True)
class Context:
    """What words stand in: the language around them, and the names that links may lead to."""

    lang: str
    anchors: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What tells stretches of a paragraph apart."""

    href: str | None
    title: str | None
    reference: bool
    shift: int
    bold: bool
    italic: bool
    lang: str


def said(paragraphs: Sequence[Paragraph], context: Context, *, strong: bool = False) -> Markup:
    """Return the words of paragraphs, one after another. `strong`: bold is how the part looks, not emphasis."""
    parts = [joined(_stretches(paragraph.runs, context, strong=strong)) for paragraph in paragraphs]
    return joined(parts, " ")


def said_runs(runs: Sequence[TextRun], context: Context, *, strong: bool = False) -> Markup:
    """Return runs as markup."""
    return joined(_stretches(runs, context, strong=strong))


def _stretches(runs: Sequence[TextRun], context: Context, *, strong: bool) -> Iterator[Inside]:
    """Yield stretches; those of one link stand in one element, so that it is one stop for the keyboard."""
    for (href, title, reference), group in groupby(runs, key=lambda run: (run.href, run.link_title, run.reference)):
        inside = list(group)
        raised = reference and all(run.shift > 0 for run in inside)
        words = joined(_styled(inside, context, strong=strong, flat=raised))
        if href:
            words = _link(words, "".join(run.text for run in inside), href, title if reference else None, context)
        yield tag("sup", words, class_="ref") if raised else words


def _styled(runs: Iterable[TextRun], context: Context, *, strong: bool, flat: bool) -> Iterator[Inside]:
    for kind, group in groupby(runs, key=lambda run: _kind(run, strong=strong, flat=flat)):
        words: Inside = "".join(run.text for run in group)
        for wanted, name in (
            (kind.shift > 0, "sup"),
            (kind.shift < 0, "sub"),
            (kind.italic, "em"),
            (kind.bold, "strong"),
        ):
            words = tag(name, words) if wanted else words
        yield tag("span", words, lang=kind.lang) if kind.lang != context.lang else words


def _kind(run: TextRun, *, strong: bool, flat: bool) -> _Kind:
    bold = run.face.bold and not strong
    return _Kind(run.href, run.link_title, run.reference, 0 if flat else run.shift, bold, run.face.italic, run.lang)


def _link(words: Markup, text: str, href: str, title: str | None, context: Context) -> Markup:
    """Return a link. A printed page shows its address, unless its words are the address."""
    if href.startswith("#"):
        if href[1:] not in context.anchors:
            raise ValueError(f"a link leads to {href!r}, and nothing on the page has that name")
        return tag("a", words, href=href, aria_label=title)
    if DIALLED.fullmatch(href):
        return tag("a", words, href=href, class_="dial")
    if not href.startswith(SCHEMES):
        raise ValueError(f"a link leads to {href!r}: only https, http, mailto, tel and #name are allowed")
    same = text.strip().removeprefix("doi:").removesuffix("/") in href
    return tag("a", words, href=href, class_="bare" if same else None)
