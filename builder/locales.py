"""What differs from place to place: emergency numbers, paper, dates, and the fixed words of a handout."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from builder.frozen import dataclass
from builder.model import PaperName

_COUNTRIES = {"UK": "GB", "ENG": "GB", "SCO": "GB", "WAL": "GB", "USA": "US"}
"""What people write for a country, and its code in a language tag."""


def locale_help(name: str, known: Sequence[str]) -> str:
    """Return help for a locale that isn't there: the known one of the same language and country, or all of them.

    Never another country's, however near it is spelt: its emergency numbers would be printed.
    """
    language, _, country = name.replace("_", "-").partition("-")
    meant = f"{language.lower()}-{_COUNTRIES.get(country.upper(), country.upper())}"
    return f"did you mean `{meant}`?" if meant in known else f"locales: {', '.join(known)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A number to call. `confirmed` is False until somebody has checked it at `source`, and `checked_on` is the day."""

    label: str
    number: str
    source: str
    confirmed: bool
    hours: str | None = None
    checked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalStatus:
    """What the law of a place says about a substance, in plain words; `instrument` is the law, `since` when it began.

    `confirmed` and `checked_on` as for numbers.
    """

    substance: str
    plain: str
    instrument: str
    source: str
    confirmed: bool
    since: date | None = None
    checked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Words that icon arrays, questions, forms, slides and web pages say by themselves.

    A locale may say them in its own language. Words in braces are filled in.
    """

    count: str = "{count} of {total}"
    each: str = "Each figure is one of {total} people"
    each_time: str = "Each figure is one of {total} people, {time}"
    answer: str = "Answer: {letter}"
    answer_open: str = "Answer"
    answer_title: str = "(answer)"
    answers: str = "Answers"
    answer_later: str = "You will find the answer at the end, under “{answers}”."
    build_step: str = "Step {number} of {count}"
    more_detail: str = "Further points, not on the slide:"
    closing_contact: str = "Contact: {contact}"
    slide: str = "Slide {number}"
    blank: str = "blank {number}"
    answer_key: str = "Key to the blanks"
    fill_in: str = "To fill in"
    diary: str = "rows: {count}; columns: {columns}"
    skip: str = "Skip to the text"
    contents: str = "On this page"
    digest: str = "Digest of the content: {digest}"


ENGLISH = Phrases()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Phrases):
    """The fixed words of an edition. Words in braces are filled in: `{number}`, `{date}`, `{page}`, `{pages}` ..."""

    main_message: str
    purpose: str
    key_points: str
    unknowns: str
    emergency: str
    call: str
    first_aid: str
    crisis: str
    crisis_call: str
    see_doctor: str
    poison: str
    drugs: str
    without_treatment: str
    legal_status: str
    legal_instrument: str
    legal_since: str
    actions: str
    why: str
    when: str
    who_helps: str
    room: str
    other_formats: str
    made: str
    made_by: str
    written_by: str
    funding: str
    interests: str
    searched: str
    feedback: str
    status_page: str
    status_alt: str
    on_request: str
    behind_code: str
    questions: str
    teach_back: str
    glossary: str
    references: str
    objectives: str
    disclosures: str
    info: str
    warning: str
    source: str
    page: str
    part: str
    version: str
    issued: str
    reviewed: str
    review_due: str
    contact: str
    checked: str
    unchecked: str
    draft: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """A place: its language, usual paper, how it writes dates, its numbers and its words."""

    name: str
    language: str
    paper: PaperName
    date_format: str
    months: tuple[str, ...]
    emergency: Contact
    crisis: Contact
    poison: Contact | None
    drugs: Contact | None
    legal: tuple[LegalStatus, ...]
    wording: Wording

    def date(self, day: date) -> str:
        """Return a date in words: "1 November 2026"."""
        return self.date_format.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Every number of the place."""
        return tuple(contact for contact in (self.emergency, self.crisis, self.poison, self.drugs) if contact)

    def legal_status(self, substance: str) -> LegalStatus | None:
        """Return what the law says about a substance, or None where the pack doesn't tell."""
        return next((one for one in self.legal if one.substance == substance), None)
