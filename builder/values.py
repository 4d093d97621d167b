"""The small values of an outline: rich text made of runs and citations, numbers, dates, names.

Each has a validator that takes a located scalar, so that a wrong value is reported where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from builder.diagnostics import Span


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
    """A stretch of text in one style. `lang` is a BCP 47 tag, or None for the language around it."""

    text: str
    bold: bool = False
    italic: bool = False
    script: Script = Script.NORMAL
    href: str | None = None
    lang: str | None = None


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

    def styled(self, *, bold: bool) -> RichText:
        """Return the same text with every run bold or not."""
        return RichText(tuple(replace(i, bold=bold) if isinstance(i, Run) else i for i in self.inlines), self.at)


def words(text: str, at: Span, *, bold: bool = False, lang: str | None = None) -> RichText:
    """Return plain text as rich text of one run."""
    return RichText((Run(text, bold=bold, lang=lang),), at)
