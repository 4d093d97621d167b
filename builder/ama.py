"""One reference as text in AMA style: citeproc-py with the CSL style under `assets/csl/`, and what it can't do mended.

Prepared for it: "et al." among the authors ends the list, journals get their NLM abbreviations, and a notice of a
gazette (legislation with a volume and pages) is set like an article. Mended after it: "?." at the end of a title.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from builder.assets import asset_path
from builder.kept import Kept
from builder.values import Run, Script

if TYPE_CHECKING:
    from citeproc import CitationItem, CitationStylesStyle

Csl: TypeAlias = tuple[tuple[str, object], ...]
Plain: TypeAlias = "str | int | float | list[Plain] | dict[str, Plain] | None"

STYLE = ("csl", "american-medical-association.csl")
ITEM = "item"
ITALIC, SUPER, SUB, CLOSE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdef"
"""Marks of style inside citeproc-py: noncharacters, which no outline holds, so no text can be taken for one."""
LESS = "\ufdd5"
"""Stands for `<` inside citeproc-py, which would read `<span class="nocase">` as an order."""
SCRIPTS = {ITALIC: Script.NORMAL, SUPER: Script.SUPER, SUB: Script.SUB}

NAME_PARTS = frozenset({"family", "given", "dropping-particle", "non-dropping-particle", "suffix"})


_ENTRIES: Kept[bytes, tuple[Run, ...]] = Kept(5_000, shared=250)
"""Entries by the SHA-256 of what they are made from: editions of a deck list the same ones, and so may other decks."""


def entry_runs(csl: Csl, doi: str | None, url: str | None) -> tuple[Run, ...]:
    """Return the text of a reference-list entry: italics where AMA has them, DOI or address as a link.

    `csl` holds the fields of a CSL-JSON item. Without number, and without a full stop after a link.
    """
    key = sha256(repr((csl, doi, url)).encode("utf-8", "surrogatepass")).digest()
    return _ENTRIES.get(key) or _ENTRIES.put(key, _entry(csl, doi, url), 1)


def _entry(csl: Csl, doi: str | None, url: str | None) -> tuple[Run, ...]:
    fields = _prepared({name: _plain(value) for name, value in csl})
    marked = _formatted(fields)
    runs = [
        Run(text, italic=mark == ITALIC, script=SCRIPTS.get(mark, Script.NORMAL)) for mark, text in _stretches(marked)
    ]
    return tuple(_linked(runs, doi, url))


def brief_runs(csl: Csl, doi: str | None, url: str | None) -> tuple[Run, ...]:
    """Return what tells a reference apart where a list in full has no room: first author, year, DOI or address."""
    fields = dict(csl)
    head = f"{_who(fields)}, {year}. " if (year := _year(fields)) else f"{_who(fields)}. "
    if doi:
        return Run(head), Run(f"doi:{doi}", href=f"https://doi.org/{quote(doi, safe='/:;().-_')}")
    return (Run(head), Run(url, href=url)) if url else (Run(head.strip()),)


def _who(fields: Mapping[str, object]) -> str:
    """Return the first author with "et al" if there are more; the title where nobody is named."""
    people = fields.get("author") or fields.get("editor")
    names = [dict(one) for one in people] if isinstance(people, tuple) else []
    if not names:
        return str(fields.get("title", ""))
    first = names[0].get("family") or names[0].get("literal") or ""
    return f"{first} et al" if len(names) > 1 else str(first)


def _year(fields: Mapping[str, object]) -> str:
    issued = fields.get("issued")
    parts = dict(issued).get("date-parts") if isinstance(issued, tuple) else None
    return str(parts[0][0]) if parts else ""


# Before citeproc


def _plain(value: object) -> Plain:
    """Return a frozen CSL value as lists and mappings: a tuple of (name, value) pairs is a mapping."""
    if isinstance(value, tuple):
        if value and all(isinstance(item, tuple) and len(item) == 2 and isinstance(item[0], str) for item in value):
            return {name: _plain(item) for name, item in value}
        return [_plain(item) for item in value]
    if isinstance(value, str):
        return value.replace("<", LESS)
    return value if isinstance(value, int | float) else None


def _prepared(fields: dict[str, Plain]) -> dict[str, Plain]:
    fields = {name: value for name, value in fields.items() if value not in (None, "", [], {})}
    for name, value in tuple(fields.items()):
        if name.replace("-", "_") in _names_and_dates()[0] and isinstance(value, list):
            fields[name] = list(_people(value))
    title = fields.get("container-title")
    short = journals().get(_journal_key(title)) if isinstance(title, str) else None
    if short and "container-title-short" not in fields:
        fields["container-title-short"] = short
    if fields.get("type") == "legislation" and {"container-title", "volume", "page"} <= fields.keys():
        fields["type"] = "article-journal"
    return _understood(fields)


def _people(names: list[Plain]) -> Iterator[Plain]:
    """Yield authors as citeproc-py takes them; "et al." ends the list, since whoever comes after isn't the next."""
    for name in names:
        if not isinstance(name, dict):
            continue
        literal = name.get("literal")
        if isinstance(literal, str):
            yield {"literal": literal}
            if literal.rstrip(".").casefold() in {"et al", "others"}:
                return
        else:
            yield {part: value for part, value in name.items() if part in NAME_PARTS}


@cache
def journals() -> Mapping[str, str]:
    """Return NLM abbreviations by journal title (lower case, without a leading "the")."""
    table: dict[str, str] = json.loads(asset_path("csl", "journals.json").read_text(encoding="utf-8"))
    return table


def _journal_key(title: str) -> str:
    return title.casefold().removeprefix("the ").strip()


@cache
def _names_and_dates() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return citeproc-py's own lists: variables that hold names, dates, and all that it knows."""
    import citeproc  # noqa: PLC0415  # slow to import, and only building needs it

    return frozenset(citeproc.NAMES), frozenset(citeproc.DATES), frozenset(citeproc.VARIABLES)


def _understood(fields: dict[str, Plain]) -> dict[str, Plain]:
    """Return the fields that citeproc-py knows, with dates that it can read."""
    _, dates, known = _names_and_dates()
    kept: dict[str, Plain] = {"type": fields.get("type") or "document"}
    for name, value in fields.items():
        plain_name = name.replace("-", "_")
        if plain_name in dates:
            parts = _date_parts(value)
            if parts:
                kept[name] = {"date-parts": parts}
        elif plain_name in known:
            kept[name] = value
    return kept


def _date_parts(value: Plain) -> list[Plain]:
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [int(part) for part in first if isinstance(part, int) or (isinstance(part, str) and part.isdigit())]
    return [[*numbers]] if numbers else []


# citeproc


class Marks:
    """A formatter of citeproc-py: puts marks of style around text and leaves the text as it is."""

    preformat = Oblique = Bold = Light = Underline = SmallCaps = str

    @staticmethod
    def Italic(text: str) -> str:  # noqa: D102  # the name that citeproc-py asks for
        return f"{ITALIC}{text}{CLOSE}"

    @staticmethod
    def Superscript(text: str) -> str:  # noqa: D102  # as above
        return f"{SUPER}{text}{CLOSE}"

    @staticmethod
    def Subscript(text: str) -> str:  # noqa: D102  # as above
        return f"{SUB}{text}{CLOSE}"


@cache
def _style() -> CitationStylesStyle:
    from citeproc import CitationStylesStyle, model  # noqa: PLC0415  # as above

    # citeproc-py looks every term and option up by XPath again and again; a style never changes, so once is enough
    element = model.CitationStylesElement
    element.xpath_search, element.get_root = cache(element.xpath_search), cache(element.get_root)
    return CitationStylesStyle(str(asset_path(*STYLE)), validate=False)


@cache
def _item_kind() -> type[CitationItem]:
    from citeproc import CitationItem  # noqa: PLC0415  # as above

    class Item(CitationItem):  # type: ignore[misc]  # citeproc-py has no types
        """A citation that looks its reference up once: citeproc-py asks for it sixty times an entry."""

        @cached_property
        def reference(self) -> object:
            return super().reference

    return Item


def _formatted(fields: dict[str, Plain]) -> str:
    """Return the entry with marks of style around the stretches that have one."""
    from citeproc import Citation, CitationStylesBibliography  # noqa: PLC0415  # as above
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415  # as above

    try:
        source = CiteProcJSON([{"id": ITEM, **fields}])
        listed = CitationStylesBibliography(_style(), source, Marks)
        listed.register(Citation([_item_kind()(ITEM)]))
        text = str(listed.bibliography()[0])
    except Exception:  # citeproc-py raises all kinds of errors on entries that are rare but lawful
        text = _bare(fields)
    return text.removeprefix("1.").strip()


def _bare(fields: dict[str, Plain]) -> str:
    """Return title, container and publisher in a row: what is printed of an entry that citeproc-py can't format."""
    parts = [str(fields[name]) for name in ("title", "container-title", "publisher") if fields.get(name)]
    return ". ".join(parts) + "."


# After citeproc


def _stretches(marked: str) -> Iterator[tuple[str, str]]:
    """Yield (mark, text) of marked text, the mark "" for text without a style."""
    marked = re.sub(rf"([?!]{CLOSE}?)\.(?= |{CLOSE}|$)", r"\1", marked)
    for stretch in re.split(f"([{''.join(SCRIPTS)}][^{CLOSE}]*{CLOSE})", marked):
        mark = stretch[:1] if stretch[:1] in SCRIPTS else ""
        text = stretch.strip(f"{CLOSE}{''.join(SCRIPTS)}").replace(LESS, "<")
        if text:
            yield mark, text


def _linked(runs: list[Run], doi: str | None, url: str | None) -> Iterator[Run]:
    shown, target = (f"doi:{doi}", f"https://doi.org/{quote(doi, safe='/:;().-_')}") if doi else (url or "", url or "")
    for run in runs:
        before, link, after = run.text.rpartition(shown) if shown else (run.text, "", "")
        if not link or not target.startswith(("https://", "http://")):
            yield run
            continue
        if before:
            yield Run(before, italic=run.italic)
        yield Run(link, href=target)
        if after:
            yield Run(after, italic=run.italic)
