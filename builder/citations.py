"""Citations by number and the reference list, in AMA style (AMA Manual of Style, 11th edition, chapter 3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.frozen import dataclass, field
from builder.known import Known
from builder.late import late
from builder.model import Deck, OutputKind, Reference
from builder.passages import passages
from builder.regex import regex
from builder.values import Citation, Cites, RichText, Run

if TYPE_CHECKING:
    from builder.ama import brief_runs, entry_runs
else:
    brief_runs, entry_runs = late("builder.ama", "brief_runs", "entry_runs")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the reference list: its number, the citation key, and the text with italics and links."""

    number: int
    key: str
    text: RichText


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The references of one edition in the order of their first citation; numbers count from 1."""

    entries: tuple[Entry, ...]
    numbers: Mapping[str, int] = field(repr=False)

    def number(self, key: str) -> int:
        """Return the number of a reference; KeyError if the edition doesn't cite it."""
        return self.numbers[key]

    def marker(self, cites: Cites) -> str:
        """Return what stands in superscript for a group of citations: "3", "1,3-5", "4(p12),7"."""
        return ",".join(_ranges(sorted(_places(cites.citations, self.numbers))))


_ENTRIES: Known[Entry] = Known(8_000)


def bibliography(deck: Deck, output: OutputKind) -> Bibliography:
    """Return the bibliography of a resolved deck. Keys without a reference are left out: EV001 reports them."""
    known = {entry.id: entry for entry in deck.references}
    cited = (citation.key for passage in passages(deck, output) for citation in passage.text.citations)
    keys = tuple(dict.fromkeys(key for key in cited if key in known))
    runs = _brief if output == "card" else _runs
    asked = output == "card", deck.language
    entries = tuple(
        _ENTRIES.of(partial(_entry, number, known[key], deck.language, runs), known[key], also=(number, *asked))
        for number, key in enumerate(keys, 1)
    )
    return Bibliography(entries, {entry.key: entry.number for entry in entries})


def _entry(number: int, reference: Reference, language: str, made: Callable[[Reference], tuple[Run, ...]]) -> Entry:
    tag = _foreign(reference.language, language)
    runs = (Run(run.text, italic=run.italic, script=run.script, href=run.href, lang=tag) for run in made(reference))
    return Entry(number, reference.id, RichText(tuple(runs), reference.at))


def _runs(reference: Reference) -> tuple[Run, ...]:
    return entry_runs(reference.csl, reference.doi, reference.url)


def _brief(reference: Reference) -> tuple[Run, ...]:
    return brief_runs(reference.csl, reference.doi, reference.url)


def _foreign(tag: str | None, around: str) -> str | None:
    """Return the tag where it says more than the language around it: "en" adds nothing to "en-GB"."""
    if not tag or tag.lower() == around.lower() or tag.lower() == around.partition("-")[0].lower():
        return None
    return tag


# Markers


def _places(citations: Iterable[Citation], numbers: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """Yield number and locator of each citation, a repeated one once."""
    seen = dict.fromkeys((numbers[c.key], _locator(c.locator)) for c in citations if c.key in numbers)
    yield from seen


def _ranges(places: list[tuple[int, str]]) -> Iterator[str]:
    """Yield the parts of a marker: three and more numbers in a row become a range, locators follow in brackets."""
    for group in _rows(places):
        first, last = group[0][0], group[-1][0]
        if last - first >= 2:
            yield f"{first}-{last}"
        else:
            yield from (f"{number}({locator})" if locator else str(number) for number, locator in group)


def _rows(places: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    rows = [places[:1]] if places else []
    for before, here in pairwise(places):
        if here[0] == before[0] + 1 and not before[1] and not here[1]:
            rows[-1].append(here)
        else:
            rows.append([here])
    return rows


PAGE = regex(r"(?:(pp?)\.?\s*)?(\d[\d\s,–-]*)", re.IGNORECASE)


def _locator(locator: str | None) -> str:
    """Return a locator as AMA writes it: "p. 12" and "12" become "p12", "pp. 3–6" becomes "pp3-6"; others stay."""
    found = PAGE.fullmatch((locator or "").strip())
    if not found:
        return (locator or "").strip()
    pages = re.sub(r"\s", "", found[2]).replace("–", "-")
    return f"{'pp' if '-' in pages or ',' in pages else 'p'}{pages}"
