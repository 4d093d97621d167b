"""What a rule is given and what it gives: one function, whose docstring is the rule's manual page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

from builder.diagnostics import Diagnostic, Severity, Span
from builder.findings import Finding
from builder.frozen import dataclass
from builder.known import Known
from builder.language import WordList
from builder.locales import Locale
from builder.model import Block, Deck, Edition, Slide, Waiver
from builder.passages import Passage
from builder.values import Audience


@dataclass(frozen=True, slots=True)
class Shelf:
    """What rules look things up in: the shipped locales' names and the words to avoid."""

    locales: tuple[str, ...]
    avoided: WordList


@dataclass(frozen=True, slots=True)
class Evidence:
    """A deck's findings: by id, and by the key of each of their sources."""

    by_id: Mapping[str, Finding]
    by_ref: Mapping[str, tuple[Finding, ...]]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Evidence:
        """Return findings so that they can be looked up."""
        findings = tuple(findings)
        return _EVIDENCE.of(lambda: cls._of(findings), *findings)

    @classmethod
    def _of(cls, findings: Iterable[Finding]) -> Evidence:
        by_id = {finding.id: finding for finding in findings}
        by_ref: dict[str, list[Finding]] = {}
        for finding in by_id.values():
            for key in dict.fromkeys(source.ref for source in finding.sources):
                by_ref.setdefault(key, []).append(finding)
        return cls(by_id, {key: tuple(found) for key, found in by_ref.items()})


_EVIDENCE: Known[Evidence] = Known(64)


@dataclass(frozen=True, slots=True)
class Reading:
    """One edition as its readers get it. `deck` is resolved for their audience; `locale` is None if there is none.

    A resolved deck for patients has no findings any more: `evidence` holds them as written.
    """

    deck: Deck
    edition: Edition
    locale: Locale | None
    shelf: Shelf
    evidence: Evidence

    @property
    def lay(self) -> bool:
        """Tell whether patients or the public read it."""
        return self.edition.audience.lay

    @property
    def language(self) -> str:
        """The deck's language."""
        return self.deck.language

    @property
    def readers(self) -> Readers:
        """What rules about words are given."""
        return Readers(self.edition.audience, self.language, self.evidence, self.shelf.avoided)


@dataclass(frozen=True, slots=True)
class Readers:
    """What rules about words know of those who read them: no more, so that the same words are checked once.

    `language` is the deck's; a block may have its own.
    """

    audience: Audience
    language: str
    evidence: Evidence
    avoided: WordList

    @property
    def lay(self) -> bool:
        """Tell whether patients or the public read it."""
        return self.audience.lay


@dataclass(frozen=True, slots=True)
class Outline:
    """A deck as written, and all its editions as read."""

    deck: Deck
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A block as written, and where it stands: the deck's findings, and whom its section is for."""

    evidence: Evidence
    audiences: tuple[Audience, ...] | None
    slide: Slide
    block: Block


@dataclass(frozen=True, slots=True)
class Record:
    """A finding as written. `lay` tells that an edition for patients or the public shows it."""

    finding: Finding
    lay: bool


@dataclass(frozen=True, slots=True)
class Told:
    """Words about a finding: its `claim` or `plain`, a `passage` that holds a number of it, or the slide's `title`.

    Numbers that were taken from a record stand as `#`. Quoted words and questions are gone: they claim nothing.
    """

    words: str
    at: Span
    role: Literal["claim", "plain", "passage", "title"]
    lay: bool

    @property
    def weight(self) -> Severity:
        """How much a fault of these words weighs."""
        return weight(lay=self.lay)


def english(reading: Reading | Readers, block: Block | None = None) -> bool:
    """Tell whether words are English, the only language whose words the rules know."""
    language = (block.language if block else None) or reading.language
    return language.casefold().startswith("en")


def weight(*, lay: bool) -> Severity:
    """Return what a fault weighs: what patients and the public read must be right, a lecture is warned."""
    return Severity.ERROR if lay else Severity.WARNING


def leaflet(reading: Reading) -> bool:
    """Tell whether an edition is a leaflet for patients or the public."""
    return reading.lay and reading.edition.output in ("handout", "web")


def leaflet_weight(reading: Reading) -> Severity:
    """Return what a fault of a leaflet weighs: patients are handed it, the public picks it up."""
    return Severity.ERROR if reading.edition.audience is Audience.PATIENT else Severity.WARNING


Waivable: TypeAlias = tuple[Diagnostic, tuple[Waiver, ...]]
"""What a rule about more than one block found, and the waivers beside it."""

DeckRule: TypeAlias = Callable[[Outline], Iterator[Diagnostic]]
BlockRule: TypeAlias = Callable[[Place], Iterator[Diagnostic]]
EditionRule: TypeAlias = Callable[[Reading], Iterator[Diagnostic]]
ReadBlockRule: TypeAlias = Callable[[Block, Readers], Iterator[Diagnostic]]
PassageRule: TypeAlias = Callable[[Passage, Readers], Iterator[Diagnostic]]
FindingRule: TypeAlias = Callable[[Record], Iterator[Diagnostic]]
ToldRule: TypeAlias = Callable[[Told, Finding], Iterator[Diagnostic]]
WideRule: TypeAlias = Callable[[Reading], Iterator[Waivable]]
Rule: TypeAlias = DeckRule | BlockRule | EditionRule | ReadBlockRule | PassageRule | FindingRule | ToldRule | WideRule


def code_of(rule: Callable[..., object]) -> str:
    """Return a rule's code: the first word of its manual page."""
    return (rule.__doc__ or "").strip().partition(":")[0]
