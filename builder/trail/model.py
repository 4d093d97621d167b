"""What the evidence trail says: claims with their wordings, sources and places; sources with what rests on them."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from builder.diagnostics import Span
from builder.frozen import dataclass

PlaceKind: TypeAlias = Literal["slide", "notes", "page"]
"""Where words stand: on a slide, in the speaker notes of a slide, on a page of a handout."""

ClaimKind: TypeAlias = Literal["finding", "cited", "uncited"]
"""A finding that is shown; words with a citation; words with a number or an effect and none."""


@dataclass(frozen=True, slots=True)
class Place:
    """A slide or page where a claim stands, as planned. `number` counts from 1; only slides have a title.

    `words` is what stands there of the claim, citations as `[1,2]`; of a figure, its title and alternative text.
    `keys` are the references that it rests on there.
    """

    output: str
    edition: str
    audience: str
    kind: PlaceKind
    number: int
    title: str
    form: str
    words: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """What some readers read of a claim: in which form (a point, a chart ...) and in which words."""

    audiences: tuple[str, ...]
    form: str
    words: str


@dataclass(frozen=True, slots=True)
class Backing:
    """A source of a claim: its key, where in it, and, for a finding's, whether it was read first hand."""

    key: str
    locators: tuple[str, ...] = ()
    secondary: bool = False
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What a finding's record says beside its words."""

    basis: str
    population: str
    comparator: str | None
    outcome: str
    time: str
    design: str
    n: int | None
    certainty: str
    reasons: tuple[str, ...]
    rated_by: str | None
    rated_on: date | None
    checked: tuple[tuple[str, date], ...]
    single_arm: bool
    secondary_outcome: bool


@dataclass(frozen=True, slots=True)
class Waived:
    """A rule that is set aside for a claim, by whom, why, until when."""

    at: Span
    rule: str
    reason: str
    by: str
    until: date


@dataclass(frozen=True, slots=True)
class Lacking:
    """Readers whose words of a claim have a number or an effect and no source; `hit` is what was found."""

    audience: str
    hit: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. `id` is a finding's, else the place in the outline. `absent` says why it stands nowhere, if so."""

    id: str
    kind: ClaimKind
    at: Span
    section: str
    slide: str
    text: str
    wordings: tuple[Wording, ...]
    backing: tuple[Backing, ...]
    record: Record | None
    lacking: tuple[Lacking, ...]
    waived: tuple[Waived, ...]
    places: tuple[Place, ...]
    absent: str = ""

    @property
    def secondary(self) -> bool:
        """Tell whether somebody's report stands for a source itself."""
        return any(source.secondary for source in self.backing)


@dataclass(frozen=True, slots=True)
class Unused:
    """A finding that no block shows and no sentence quotes."""

    id: str
    at: Span
    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """A place that rests on a source, with the claim that stands there."""

    claim: str
    place: Place


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference, and the reverse index: every place that rests on it, and claims on it that stand nowhere."""

    key: str
    text: str
    doi: str | None
    url: str | None
    retracted: str | None
    checked_on: date | None
    rests: tuple[Rest, ...]
    nowhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """An output that was planned: how many slides or pages it has."""

    path: str
    edition: str
    audience: str
    kind: Literal["slides", "pages"]
    count: int


@dataclass(frozen=True, slots=True)
class Trail:
    """The trail of one deck."""

    deck: str
    title: str
    version: str
    language: str
    status: str
    reviewed: date | None
    searched_to: date | None
    outputs: tuple[Printed, ...]
    claims: tuple[Claim, ...]
    unused: tuple[Unused, ...]
    sources: tuple[Cited, ...]
    waived: tuple[Waived, ...]

    @property
    def lacking(self) -> tuple[Claim, ...]:
        """Claims that some readers get without a source."""
        return tuple(claim for claim in self.claims if claim.lacking)
