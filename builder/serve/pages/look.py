"""The page on which an output is looked at: what it is, its pages in a strip, the page itself, and all about it."""

from __future__ import annotations

from builder.diagnostics import Severity
from builder.markup import Inside, Markup, joined, tag
from builder.serve.pages.about import about
from builder.serve.pages.parts import KINDS, audience, counts
from builder.serve.pages.shell import document, options
from builder.serve.pages.stage import stage
from builder.serve.pages.view import Looking, View, address, file_address, many
from builder.serve.sheets import Leaf, Sheet


def look(view: View) -> str:
    """Return the page of a view."""
    title, room, shape = view.deck.key, [_nothing(view), about(view)], "room none"
    if isinstance(view, Looking):
        title, room = view.sheet.name, [_strip(view), stage(view), about(view)]
        shape = "room solo" if len(view.sheet.leaves) == 1 else "room"
    main = tag("main", _head(view), tag("div", *room, class_=shape), id="main", tabindex="-1")  # fmt: skip
    return document(view.desk, title, main, view=view)


def _nothing(view: View) -> Markup:
    words = (
        "Planning ..."
        if view.deck.working or not view.deck.round
        else "Nothing can be shown until the errors are mended."
    )
    if view.deck.sheets and not view.deck.working:
        words = "There is no such output, or not until the errors are mended. The list of editions has those that are."
    return tag("section", tag("h2", "No output yet"), tag("p", words), id="stage", data_part="", class_="stage none")


def _head(view: View) -> Markup:
    name = tag("span", f" {view.edition.edition.name}", class_="edition") if isinstance(view, Looking) else None
    lines = [tag("h1", view.deck.title, name), _facts(view), _tools(view) if isinstance(view, Looking) else None]
    return tag("header", *lines, class_="head", id="head")


def _facts(view: View) -> Markup:
    """Return what the edition is, its state, its digest, and the news of the last round, for the live region too."""
    found = view.deck.diagnostics
    if isinstance(view, Looking) and not view.deck.broken:
        found = view.edition.diagnostics
    facts: list[Inside] = [counts(found, short=True)]
    if isinstance(view, Looking):
        edition, sheet = view.edition, view.sheet
        facts += [tag("span", "Draft", class_="badge draft", title="not clinically approved")]
        if sheet.stale:
            facts += [tag("span", "Last good version", class_="badge warning")]
        facts += [tag("span", audience(edition)), tag("span", _length(sheet))]
        facts += [tag("span", "digest ", tag("code", sheet.seal[:12], title=sheet.seal))]
    of = view.sheet.name if isinstance(view, Looking) else ""
    news = tag(
        "span",
        said(view),
        class_="said",
        data_of=f"{view.deck.key}/{of}",
        data_news=str(view.deck.round),
        data_working=_flag(waits(view)),
    )
    return tag("p", joined(facts, " "), " ", news, class_="facts", id="facts", data_part="")


def _length(sheet: Sheet) -> str:
    return "web page" if sheet.draft.kind == "html" else many(len(sheet.leaves), sheet.unit)


def _flag(value: bool) -> str:
    return "1" if value else "0"


def waits(view: View) -> bool:
    """Tell whether what is looked at is still to be planned in this round."""
    return view.deck.working and not (isinstance(view, Looking) and view.edition.round == view.deck.round)


def said(view: View) -> str:
    """Return the news of the last round in a sentence."""
    deck = view.deck
    if waits(view):
        return "Planning ..."
    errors = sum(one.severity is Severity.ERROR for one in deck.diagnostics)
    if errors:
        return f"{many(errors, 'error')}: outputs are not built until they are mended."
    if not deck.why or not isinstance(view, Looking):
        return ""
    sheet = view.sheet
    count = sheet.turn.count if sheet.fresh == deck.round else 0
    what = f"{many(count, sheet.unit)} changed" if count else "nothing to see has changed here"
    return f"Rebuilt in {view.edition.milliseconds:.0f} ms ({deck.why}): {what}."


def _tools(view: Looking) -> Markup:
    edition, sheet = view.edition, view.sheet
    tabs = [
        tag("a", _form(one, edition.sheets), href=address(view.deck, one), aria_current=_page(one is sheet))
        for one in edition.sheets
    ]
    files = [
        tag(
            "a",
            one.name,
            " ",
            tag("span", _form(one, edition.sheets)),
            href=file_address(view.deck, one),
            download=one.name,
        )
        for one in edition.sheets
    ]
    save = tag("details", tag("summary", "Download"), tag("div", *files, class_="menu"), id="downloads")
    tabbed = tag("nav", *tabs, class_="tabs", aria_label="Formats") if len(tabs) > 1 else None
    return tag(
        "div",
        tabbed,
        _compare(view),
        _before(view),
        _grid() if len(sheet.leaves) > 1 else None,
        save,
        class_="tools",
        id="tools",
        data_part="",
    )


def _form(sheet: Sheet, among: tuple[Sheet, ...]) -> str:
    """Return what tells an output from others of its edition: its paper, or its format."""
    stem = sheet.name.rpartition(".")[0]
    paper = stem.rpartition("-")[2]
    several = sum(one.draft.kind == "pdf" for one in among) > 1
    return f"PDF {paper}" if sheet.draft.kind == "pdf" and several else KINDS[sheet.draft.kind]


def _page(here: bool) -> str | None:
    return "page" if here else None


def _compare(view: Looking) -> Markup:
    """Return the form that puts another output beside this one."""
    others = [one for one in view.deck.sheets if one is not view.sheet]
    chosen = [(one.name, f"{view.deck.of(one).edition.name}: {one.name}", one is view.beside) for one in others]
    pairs = [("", "nothing", view.beside is None), *chosen]
    label = tag("label", "Beside it", for_="with")
    select = tag("select", *options(iter(pairs)), name="with", id="with")
    kept = tag("input", type="hidden", name="page", value=view.leaf.key)
    return tag("form", label, select, kept, tag("button", "Compare", type="submit"), method="get", class_="compare",
               action=address(view.deck, view.sheet))  # fmt: skip


def _before(view: Looking) -> Markup:
    count = view.sheet.turn.count
    if not count and not view.before:
        return tag("span", "No change yet", class_="quiet")
    words = "Hide changes" if view.before else "Before and after"
    return tag("a", words, tag("span", f" {count}", class_="count"), href=view.to(before=not view.before), id="before",
               class_="button")  # fmt: skip


def _grid() -> Markup:
    return tag("button", "Grid", type="button", id="grid", aria_pressed="false", hidden="")


def _strip(view: Looking) -> Markup:
    sheet = view.sheet
    items = [_thumb(view, sheet, leaf) for leaf in sheet.leaves]
    lost = [tag("li", tag("p", f"Gone: {leaf.title}"), class_="lost", data_key=f"lost {leaf.key}")
            for leaf in sheet.turn.lost]  # fmt: skip
    size = sheet.draft.plan.size
    shape = "wide" if size.width > size.height else "tall"
    return tag("nav", tag("ol", *items, *lost, data_strip=""), class_=f"strip {shape}", id="strip",
               aria_label=f"{sheet.unit.capitalize()}s")  # fmt: skip


def _thumb(view: Looking, sheet: Sheet, leaf: Leaf) -> Markup:
    changed = leaf.key in sheet.turn.before or leaf.key in sheet.turn.new
    at = f"/pages/{view.deck.key}/{sheet.name}/{leaf.digest}.svg"
    here = view.leaf.key == leaf.key
    number = tag("span", str(leaf.number), class_="number")
    mark = tag("span", "new" if leaf.key in sheet.turn.new else "changed", class_="mark") if changed else None
    picture = tag("span", "", class_="thumb", aria_hidden="true", data_src=at) if sheet.draft.kind != "html" else None
    link = tag("a", picture, tag("span", number, " ", leaf.title, " ", mark, class_="label"), href=view.to(leaf),
               aria_current=_page(here), tabindex="0" if here else "-1")  # fmt: skip
    return tag("li", link, data_key=leaf.key)
