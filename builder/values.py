"""The small values of an outline: rich text made of runs and citations, names, and the forms that texts must have."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, TypeAlias

from builder.diagnostics import Span
from builder.frozen import dataclass, replace
from builder.regex import regex


class Audience(StrEnum):
    """Who reads an edition."""

    CLINICIAN = "clinician"
    STUDENT = "student"
    PATIENT = "patient"
    PUBLIC = "public"

    @property
    def lay(self) -> bool:
        """Tell whether these readers get plain words only."""
        return self in (Audience.PATIENT, Audience.PUBLIC)


class Script(StrEnum):
    """Where a run stands against the baseline."""

    NORMAL = "normal"
    SUPER = "super"
    SUB = "sub"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. `lang` is a BCP 47 tag, or None for the language around it.

    `finding` is the id of the finding that a number or sentence was taken from.

    Line breaks and tabs of the source are single spaces here; only `notes` hold a run "\\n\\n" between paragraphs.
    """

    text: str
    bold: bool = False
    italic: bool = False
    script: Script = Script.NORMAL
    href: str | None = None
    lang: str | None = None
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A pointer from a place in the text to a reference: `[@key, p. 4]`."""

    key: str
    locator: str | None
    at: Span


@dataclass(frozen=True, slots=True)
class Cites:
    """A group of citations in one pair of brackets: `[@a; @b, p. 4]`."""

    citations: tuple[Citation, ...]


Inline: TypeAlias = Run | Cites

PARAGRAPH_BREAK = Run("\n\n")
"""What stands between two paragraphs of a text that may have several."""


@dataclass(frozen=True, slots=True)
class RichText:
    """Text with inline markup, parsed once. `inlines` in reading order; `at` is where it was written."""

    inlines: tuple[Inline, ...]
    at: Span

    @property
    def text(self) -> str:
        """The words alone, without citations and styles."""
        return "".join(i.text for i in self.inlines if isinstance(i, Run))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation in reading order."""
        return tuple(c for i in self.inlines if isinstance(i, Cites) for c in i.citations)

    @property
    def paragraphs(self) -> tuple[RichText, ...]:
        """The text cut at blank lines; one paragraph unless the field allows several."""
        parts: list[list[Inline]] = [[]]
        for inline in self.inlines:
            if inline == PARAGRAPH_BREAK:
                parts.append([])
            else:
                parts[-1].append(inline)
        return tuple(RichText(tuple(part), self.at) for part in parts)

    def styled(self, *, bold: bool) -> RichText:
        """Return the same text with every run bold or not."""
        return RichText(tuple(replace(i, bold=bold) if isinstance(i, Run) else i for i in self.inlines), self.at)


_PLAIN_NUMBER = regex(r"-?\d+(\.\d+)?", re.ASCII)


def plain_number(text: str) -> Decimal | None:
    """Return the number that a text writes as digits with at most one point, or None: `1e3` and `nan` are words."""
    return Decimal(text) if _PLAIN_NUMBER.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of a chart as papers print it: `64`, with its interval `14.2 (3.9 to 24.2)`, or a range `70 to 160`.

    A range has no `value`; a number alone has neither `low` nor `high`. Low, value and high are in order.
    """

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def bounded(self) -> bool:
        """Tell whether an interval stands beside the value."""
        return self.value is not None and self.low is not None

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """Its numbers from low to high."""
        return tuple(number for number in (self.low, self.value, self.high) if number is not None)


def words(text: str, at: Span, *, bold: bool = False, lang: str | None = None) -> RichText:
    """Return plain text as rich text of one run."""
    return RichText((Run(text, bold=bold, lang=lang),), at)


@dataclass(frozen=True, slots=True)
class Form:
    """What a field asks of its value beyond the type; the model says it with `Annotated`, `load` enforces it.

    `pattern` must match the whole text, `what` says so in words ("an id: ..."). `defines` and `refers` name a space of
    names (`slide`, `term` ...): each name is defined once, and what is referred to exists. `empty` allows no text at
    all, `paragraphs` keeps blank lines, `limit` names the field of `Limits` that bounds the length, `low` and `high`
    bound a number, `among` lists the only ones that it may be.
    """

    pattern: re.Pattern[str] | None = None
    what: str = ""
    defines: str = ""
    refers: str = ""
    empty: bool = False
    paragraphs: bool = False
    limit: str = "text"
    low: int | None = None
    high: int | None = None
    among: tuple[int, ...] = ()


_SLUG = regex(r"[a-z0-9]+(-[a-z0-9]+)*")
_AN_ID = "an id (lower-case letters, digits and single hyphens, such as `nmda-block`)"
_TAG = regex(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*")

Slug: TypeAlias = Annotated[str, Form(_SLUG, _AN_ID, limit="name")]
SlideId: TypeAlias = Annotated[str, Form(_SLUG, _AN_ID, defines="slide", limit="name")]
SectionId: TypeAlias = Annotated[str, Form(_SLUG, _AN_ID, defines="section", limit="name")]
BlockId: TypeAlias = Annotated[str, Form(_SLUG, _AN_ID, defines="block", limit="name")]
NodeId: TypeAlias = Annotated[
    str,
    Form(
        regex(r"[a-z0-9]+([-_][a-z0-9]+)*"),
        "an id (lower-case letters, digits, single hyphens or underscores, such as `nmda_rest`)",
        limit="name",
    ),
]
ObjectiveId: TypeAlias = Annotated[str, Form(_SLUG, _AN_ID, defines="objective", limit="name")]
ObjectiveRef: TypeAlias = Annotated[str, Form(refers="objective", limit="name")]
FindingId: TypeAlias = Annotated[str, Form(_SLUG, _AN_ID, defines="finding", limit="name")]
FindingRef: TypeAlias = Annotated[str, Form(refers="finding", limit="name")]
PValue: TypeAlias = Annotated[
    str, Form(regex(r"[<=≤]?\s*0?\.\d{1,6}"), "a P value such as `0.026` or `<0.001`", limit="name")
]
TermName: TypeAlias = Annotated[str, Form(defines="term", limit="title")]
TermRef: TypeAlias = Annotated[str, Form(refers="term", limit="title")]
Language: TypeAlias = Annotated[str, Form(_TAG, "a language tag such as `en-GB` or `fr`", limit="name")]
Version: TypeAlias = Annotated[
    str,
    Form(regex(r"\d{1,4}(\.\d{1,4}){0,2}([-+][0-9A-Za-z.-]{1,40})?"), "a version such as `1.2.0`", limit="name"),
]
WebAddress: TypeAlias = Annotated[
    str,
    Form(
        regex(r"https://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~/?#&=%+{}-]*)?"),
        "a web address that begins with `https://`",
        limit="title",
    ),
]
RuleCode: TypeAlias = Annotated[
    str, Form(regex(r"[A-Z][A-Z0-9]{1,7}[0-9]{3}"), "the code of a rule, such as `EV003`", limit="name")
]
Name: TypeAlias = Annotated[str, Form(limit="title")]
MaybeEmpty: TypeAlias = Annotated[str, Form(empty=True, limit="title")]

Title: TypeAlias = Annotated[RichText, Form(limit="title")]
Prose: TypeAlias = Annotated[RichText, Form(paragraphs=True, limit="notes")]
Cell: TypeAlias = Annotated[RichText, Form(empty=True)]
"""A table cell; `""` or `~` leaves it empty (no inlines)."""
