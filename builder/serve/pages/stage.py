"""The page that is looked at, large, with what its speaker says.

It stands alone, beside the same slide for others, or before and after the last change.
"""

from __future__ import annotations

from urllib.parse import quote

from builder.markup import Markup, joined, tag
from builder.plan.walk import paragraphs_of
from builder.serve.pages.parts import audience, place, unseen
from builder.serve.pages.view import Looking, address, many
from builder.serve.sheets import Leaf, Sheet


def stage(view: Looking) -> Markup:
    """Return the large page and what stands beside it."""
    sheet, leaf = view.sheet, view.leaf
    head = tag("h2", f"{leaf.number}. {leaf.title}" if sheet.unit == "slide" else leaf.title, class_="unseen")
    if sheet.draft.kind == "html":
        shown = joined([_framed(view, sheet), _beside(view, leaf, view.beside) if view.beside else None])
    elif view.beside is not None:
        shown = joined([_painted(leaf, _name(view, sheet)), _beside(view, leaf, view.beside)])
    elif view.before:
        shown = _turned(sheet, leaf)
    else:
        shown = _painted(leaf, None)
    pair = " pair" if view.beside or view.before else ""
    size = sheet.draft.plan.size
    shape = "wide" if size.width > size.height else "tall"
    canvases = tag("div", shown, class_=f"canvases {shape}{pair}")
    return tag("section", head, canvases, _steps(view, sheet, leaf), id="stage",
               data_part="", class_="stage", tabindex="-1", data_key=leaf.key,
               data_said=f"{sheet.unit.capitalize()} {leaf.number} of {len(sheet.leaves)}: {leaf.title}")  # fmt: skip


def _painted(leaf: Leaf, caption: str | None) -> Markup:
    words = tag("figcaption", caption) if caption else None
    return tag("figure", words, tag("div", Markup(leaf.svg), class_="canvas"))


def _name(view: Looking, sheet: Sheet) -> str:
    edition = view.deck.of(sheet)
    return f"{edition.edition.name} ({audience(edition)})"


def _framed(view: Looking, sheet: Sheet) -> Markup:
    """Return a web page in a frame, where nothing runs and from which nothing leads away."""
    source = f"/html/{quote(view.deck.key)}/{quote(sheet.name)}?seal={sheet.seal[:20]}"
    frame = tag(
        "iframe", src=source, sandbox="allow-same-origin", title=f"Web page {sheet.name}", data_frame=sheet.name
    )
    return tag("figure", tag("figcaption", _name(view, sheet)), frame, class_="framed")


def _beside(view: Looking, leaf: Leaf, other: Sheet) -> Markup:
    """Return what another output says of the same slides: its first page with any of them, and where the others are."""
    if other.draft.kind == "html":
        return _framed(view, other)
    found = [one for one in other.leaves if one.slides & leaf.slides] or _twin(other, leaf)
    caption = _name(view, other)
    if not found:
        words = "Nothing of this slide stands in this edition." if leaf.slides else "It has no such page."
        return tag("figure", tag("figcaption", caption), tag("p", words, class_="nothing"))
    here = found[0]
    caption = f"{caption}, {other.unit} {here.number}"
    more = [tag("a", str(one.number), href=address(view.deck, other, one)) for one in found[1:]]
    also = tag("p", f"Also on {many(len(more), other.unit).split(' ', 1)[1]} ", joined(more, ", ")) if more else None
    open_ = tag("a", "Look at it", unseen(f": {caption}"), href=address(view.deck, other, here))
    head = tag("figcaption", caption, " ", open_)
    return tag("figure", head, tag("div", Markup(here.svg), class_="canvas"), also)


def _twin(other: Sheet, leaf: Leaf) -> list[Leaf]:
    """Return the page of the same key, such as the cover, for pages that show no slide of the outline."""
    return [one for one in other.leaves if one.key == leaf.key and not leaf.slides]


def _turned(sheet: Sheet, leaf: Leaf) -> Markup:
    """Return a page as it was before the last change and as it is now."""
    old = sheet.turn.before.get(leaf.key)
    if old is not None:
        return joined([_painted(old, "Before"), _painted(leaf, "After")])
    new = leaf.key in sheet.turn.new
    note = tag("p", "This page is new." if new else "The last change left this page as it is.", class_="nothing")
    return joined([tag("figure", tag("figcaption", "Before"), note), _painted(leaf, "Now")])


def _steps(view: Looking, sheet: Sheet, leaf: Leaf) -> Markup:
    """Return the way to the pages before and after, and the words of this one."""
    around = {"Previous": leaf.number - 1, "Next": leaf.number + 1}
    links = [
        tag("a", words, unseen(f" {sheet.unit}"), href=view.to(sheet.leaves[number - 1]), id=words.lower(),
            class_="button") if 1 <= number <= len(sheet.leaves) else tag("span", words, class_="button off")
        for words, number in around.items()
    ]  # fmt: skip
    count = tag("span", f"{leaf.number} / {len(sheet.leaves)}")
    steps = tag("p", links[0], count, links[1], class_="steps") if len(sheet.leaves) > 1 else None
    page = sheet.draft.plan.pages[leaf.number - 1]
    known = page.at is not None and page.at.file in view.deck.texts
    where = tag("p", "Outline: ", place(view, page.at), class_="where") if page.at and known else None
    return tag("div", steps, where, _notes(view), _words(sheet, leaf), class_="under")


def _notes(view: Looking) -> Markup | None:
    sheet, leaf = view.sheet, view.leaf
    if sheet.draft.kind != "pptx":
        return None
    page = sheet.draft.plan.pages[leaf.number - 1]
    said = [tag("p", "".join(run.text for run in one), lang=one[0].lang if one else None) for one in page.notes]
    words = said or [tag("p", "No speaker notes.", class_="quiet")]
    why = [tag("p", f"Layout: {page.layout}. {page.reason}", class_="quiet")] if page.reason else []
    return tag("section", tag("h2", "Speaker notes", id="notes", tabindex="-1"), *words, *why, class_="notes")


def _words(sheet: Sheet, leaf: Leaf) -> Markup:
    """Return what a page says, as text: the picture of it is one for readers of screens, too."""
    items = sheet.draft.plan.pages[leaf.number - 1].items
    lines = [tag("p", p.text, lang=p.runs[0].lang) for item in items for p in paragraphs_of(item) if p.text.strip()]
    return tag("details", tag("summary", f"Words of this {sheet.unit}"), *lines, id="words", class_="words")
