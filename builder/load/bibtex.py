"""BibTeX -> CSL entries as located nodes, which `references` then checks like those of a CSL-JSON file."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import RemoveEnclosingMiddleware, ResolveStringReferencesMiddleware
from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, Field, ParsingFailedBlock

from builder.diagnostics import Span
from builder.frozen import dataclass
from builder.load.faults import Faults, shorten
from builder.load.latex import plain_text
from builder.located import Entry as Member
from builder.located import Fields, Items, Node, Scalar

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
logging.getLogger("bibtexparser").propagate = False

TYPES = {
    "article": "article-journal",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "manual": "report",
    "mastersthesis": "thesis",
    "misc": "document",
    "online": "webpage",
    "patent": "patent",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "software": "software",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "www": "webpage",
}
"""CSL type of each BibTeX and BibLaTeX entry type; `book` is the same in both."""

TEXTS = {
    "abstract": "abstract",
    "address": "publisher-place",
    "annote": "annote",
    "booktitle": "container-title",
    "chapter": "chapter-number",
    "checked_on": "checked_on",
    "doi": "DOI",
    "edition": "edition",
    "institution": "publisher",
    "isbn": "ISBN",
    "issn": "ISSN",
    "journal": "container-title",
    "journaltitle": "container-title",
    "keywords": "keyword",
    "langid": "language",
    "language": "language",
    "location": "publisher-place",
    "note": "note",
    "organization": "publisher",
    "pages": "page",
    "pmcid": "PMCID",
    "pmid": "PMID",
    "publisher": "publisher",
    "retracted": "retracted",
    "school": "publisher",
    "series": "collection-title",
    "shortjournal": "container-title-short",
    "shorttitle": "title-short",
    "title": "title",
    "url": "URL",
    "version": "version",
    "volume": "volume",
}
"""CSL field of each BibTeX field that is a text; BibTeX ignores fields that it doesn't know, and so do we."""

VERBATIM = frozenset({"doi", "url", "isbn", "issn", "pmid", "pmcid", "checked_on"})
PEOPLE = {"author": "author", "editor": "editor", "translator": "translator"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def parse_bibtex(text: str, file: str, faults: Faults) -> Items:
    """Return the entries of a BibTeX file as CSL mappings; note what can't be read, at its line."""
    stack = [ResolveStringReferencesMiddleware(), RemoveEnclosingMiddleware()]
    library = parse_string(text, parse_stack=stack)
    for failed in library.failed_blocks:
        _note_failed(failed, text, file, faults)
    reader = _Reader(file, text.split("\n"), faults)
    return Items(tuple(reader.entry(entry) for entry in library.entries), Span(file))


def _note_failed(block: ParsingFailedBlock, text: str, file: str, faults: Faults) -> None:
    at = Span(file, (block.start_line or 0) + 1)
    if isinstance(block, DuplicateFieldKeyBlock):
        names = ", ".join(f"`{shorten(key)}`" for key in sorted(block.duplicate_keys))
        faults.error("YML004", at, f"this entry has {names} twice", "keep one of the two")
    elif isinstance(block, DuplicateBlockKeyBlock):
        faults.error("YML015", at, f"the key `{shorten(block.key)}` is used twice", "give one of them another key")
    else:
        said = getattr(block.error, "abort_reason", None) or block.error
        why = shorten(" ".join(str(said).split()) or "it breaks off", 120)
        faults.error("YML002", at, f"this is not valid BibTeX: {why}", "look for a missing brace or comma")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns entries of one file into nodes."""

    file: str
    lines: list[str]
    faults: Faults

    def entry(self, entry: Entry) -> Fields:
        """Return an entry as a CSL mapping."""
        at = self._at(entry.start_line, entry.key)
        kind = TYPES.get(entry.entry_type.lower(), entry.entry_type.lower())
        nodes: dict[str, Node] = {"id": _text(entry.key, at), "type": _text(kind, at)}
        fields = {field.key.lower(): field for field in entry.fields}
        for name, field in fields.items():
            nodes |= self._field(name, field, kind)
        if date := self._issued(fields):
            nodes["issued"] = date
        return Fields({key: Member(_text(key, node.at), node) for key, node in nodes.items()}, at)

    def _at(self, line: int | None, word: str) -> Span:
        number = line or 0
        source = self.lines[number] if number < len(self.lines) else ""
        column = max(0, source.find(word))
        return Span(self.file, number + 1, column + 1, max(1, len(word)))

    def _field(self, name: str, field: Field, kind: str) -> dict[str, Node]:
        at = self._at(field.start_line, field.key)
        if name in PEOPLE:
            return {PEOPLE[name]: Items(tuple(self._people(str(field.value), at)), at)}
        if name == "number":
            name, target = "number", "issue" if kind == "article-journal" else "number"
        elif name == "urldate":
            return {"accessed": _text(str(field.value).strip(), at)}
        else:
            target = TEXTS.get(name, "")
        if not target:
            return {}
        value = self._plain(name, str(field.value), at)
        return {target: _text(value.replace("\u2013", "-") if target == "page" else value, at)}

    def _plain(self, name: str, value: str, at: Span) -> str:
        """Return a value without LaTeX; addresses and identifiers are taken as they are."""
        if name in VERBATIM:
            return value.strip().replace("\\_", "_").replace("\\%", "%").replace("\\&", "&")
        if re.search(r'["}]\s*#|#\s*["{]', value):
            self.faults.error("YML021", at, "joining with `#` is not supported", "write the text in one piece")
        text, strange = plain_text(value)
        if strange:
            message = f"the LaTeX in `{name}` is not understood: {shorten(strange)}"
            self.faults.error("YML021", at, message, "write the character itself")
        return text

    def _people(self, value: str, at: Span) -> Iterator[Node]:
        """Yield each person; a name in braces (an institution's) stays in one piece."""
        for name in split_multiple_persons_names(value):
            if name.startswith("{") and name.endswith("}") and _one_group(name):
                yield _mapping(at, [("literal", self._plain("author", name, at))])
            elif name == "others":
                yield _mapping(at, [("literal", "et al")])
            else:
                yield self._person(name, at)

    def _person(self, name: str, at: Span) -> Fields:
        try:
            parts = parse_single_name_into_parts(name, strict=True)
        except InvalidNameError:
            self.faults.error("YML021", at, f"`{shorten(name)}` is no name that BibTeX can read", "Family, Given")
            return _mapping(at, [("literal", name)])
        named = (
            ("family", parts.last),
            ("given", parts.first),
            ("non-dropping-particle", parts.von),
            ("suffix", parts.jr),
        )
        return _mapping(at, ((key, self._plain("author", " ".join(words), at)) for key, words in named if words))

    def _issued(self, fields: dict[str, Field]) -> Node | None:
        """Return the date: BibLaTeX's `date`, or `year` with `month`."""
        if "date" in fields:
            return _text(str(fields["date"].value).strip(), self._at(fields["date"].start_line, "date"))
        if "year" not in fields:
            return None
        at = self._at(fields["year"].start_line, "year")
        year = str(fields["year"].value).strip()
        month = str(fields["month"].value).strip().lower()[:3] if "month" in fields else ""
        number = MONTHS.index(month) + 1 if month in MONTHS else int(month) if month.isdecimal() else 0
        return _text(f"{year}-{number:02}" if number else year, at)


def _one_group(name: str) -> bool:
    """Tell whether the first brace closes with the last."""
    depth = 0
    for index, char in enumerate(name):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return index == len(name) - 1
    return False


def _text(text: str, at: Span) -> Scalar:
    return Scalar(text, at, text, "quoted")


def _mapping(at: Span, members: Iterable[tuple[str, str]]) -> Fields:
    return Fields({key: Member(_text(key, at), _text(value, at)) for key, value in members}, at)
