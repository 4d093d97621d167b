"""SAFE: what no patient leaflet may lack or hold. These rules can't be waived."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.rule import Readers, Reading
from builder.diagnostics import Diagnostic, Severity
from builder.locales import locale_help
from builder.passages import Kind, Passage
from builder.regex import regex
from builder.values import Audience


def known_locale(reading: Reading) -> Iterator[Diagnostic]:
    """SAFE001: an edition for patients or the public has no locale, or one that isn't known.

    What: editions whose audience is `patient` or `public` name a `locale`; whoever names one, it is one of those that
    are shipped. An error.

    Why: the emergency and crisis numbers come from the locale. A leaflet with another country's numbers is dangerous,
    so there is no default.

    Example:

        leaflet: {audience: patient, output: handout}                       # SAFE001
        leaflet: {audience: patient, output: handout, locale: en-GB}

    What to do: name the locale of the readers. If it isn't there, add `assets/locales/<name>.yaml` with its own
    numbers.

    Source: clinical safety practice: no locale, no patient build; never fall back on another country's numbers.
    """
    name, known = reading.edition.locale, reading.shelf.locales
    if name is None:
        if reading.lay:
            readers = "the public" if reading.edition.audience is Audience.PUBLIC else "patients"
            message = f"edition `{reading.edition.name}` is for {readers} and has no `locale`"
            yield Diagnostic(reading.edition.at, "SAFE001", message, help=f"add one of: {', '.join(known)}")
    elif reading.locale is None:
        message = f"there is no locale `{name}`"
        yield Diagnostic(reading.edition.at, "SAFE001", message, help=locale_help(name, known))


def confirmed_numbers(reading: Reading) -> Iterator[Diagnostic]:
    """SAFE002: phone numbers that an edition prints are not confirmed.

    What: numbers of the edition's locale with `confirmed: no`. A warning that lists them.

    Why: emergency and crisis numbers change, and these have been taken from general knowledge. Whoever prints the
    leaflet must know which ones nobody has looked up.

    Example: `assets/locales/en-GB.yaml` holds `number: "116 123"` with `confirmed: no`.

    What to do: look the number up at its `source`, then set `confirmed: yes` and `checked_on` in the locale file.

    Source: NHS and PIF practice: telephone numbers are checked at least every six months.
    """
    if not reading.lay or reading.locale is None:
        return
    doubtful = [f"{contact.label} {contact.number}" for contact in reading.locale.contacts if not contact.confirmed]
    if doubtful:
        message = f"not confirmed in locale {reading.locale.name}: {', '.join(doubtful)}"
        help_text = "check each number at its source before printing, then confirm it in the locale file"
        yield Diagnostic(reading.edition.at, "SAFE002", message, Severity.WARNING, help_text)


def legal_status(reading: Reading) -> Iterator[Diagnostic]:
    """SAFE007: a leaflet's words about the law are missing or not confirmed.

    What: what the locale says about the substances under `legal_status`: an error where it says nothing about one, a
    warning where nobody has looked it up at its source (`confirmed: no`).

    Why: the law changes, and it is not the same in the next country. A leaflet that is wrong about it harms whoever
    trusts it.

    Example: `legal_status: [ketamine]` with a locale that has no `legal` entry for it.

    What to do: look the law up at its source, add it to the locale file with its instrument, and confirm it.

    Source: clinical safety practice: legal status has its own `checked_on` day and a shorter life than the prose.
    """
    if not reading.lay or reading.locale is None:
        return
    for name in reading.deck.legal_status:
        law = reading.locale.legal_status(name)
        if law is None:
            message = f"locale {reading.locale.name} doesn't say what the law says about `{name}`"
            yield Diagnostic(reading.edition.at, "SAFE007", message, help="add it to the locale file, with its source")
        elif not law.confirmed:
            message = f"not confirmed in locale {reading.locale.name}: the legal status of {name}"
            hint = f"check it at {law.source} before printing, then confirm it in the locale file"
            yield Diagnostic(reading.edition.at, "SAFE007", message, Severity.WARNING, hint)


def emergency_block(reading: Reading) -> Iterator[Diagnostic]:
    """SAFE003: a leaflet doesn't say when to get help.

    What: decks with an edition for patients or the public have `emergency` with at least one of `red_flags`. An error.

    Why: someone who reads the leaflet in an emergency must find at once what to look for and whom to call.

    Example:

        emergency:
          red_flags: [they will not wake up, they cannot breathe well]
          first_aid: [Lay them on their side. Stay with them.]

    What to do: write it with the clinicians who answer for the leaflet. The phone numbers come from the locale.

    Source: PEMAT-P and NHS leaflet standards (when and whom to call); GOV.UK drug-information guidance.
    """
    emergency = reading.deck.emergency
    if reading.lay and (emergency is None or not emergency.red_flags):
        at = reading.edition.at if emergency is None else emergency.at
        message = f"edition `{reading.edition.name}` doesn't say when to get help"
        yield Diagnostic(at, "SAFE003", message, help="add `emergency` with `red_flags` to the deck")


SHORT_UNIT = r"(?:mcgs?|µg|μg|ug|mgs?|ng|gms?|g|kg|mls?|mL|cc|IU)"
LONG_UNIT = r"(?:milligram(?:me)?s?|microgram(?:me)?s?|gram(?:me)?s?|millilit(?:re|er)s?)"
UNIT = rf"(?:{SHORT_UNIT}|{LONG_UNIT})"
PER = r"(?:\s?/\s?(?:kg|day|dose|ml|mL|h|hr|min|minute|hour|m2)|\s?per\s(?:kg|kilo|day|dose|hour|minute))"
NUMBER = r"(?:\d[\d.,]*|half\sa|one|two|three|four|five|six|seven|eight|nine|ten)"
DOSE = regex(
    rf"""(?<![\w.])(?:
        {NUMBER}\s?(?:-|–|to)?\s?(?:{NUMBER})?[\s-]?(?!kg\b(?!\s?/)){UNIT}{PER}*(?![\w])
      | an?\s{LONG_UNIT}\b
      | {NUMBER}\s(?:bumps?|lines?\sof\s(?:ketamine|powder|k)\b)
    )""",
    re.VERBOSE,
)
DOSE_UNIT = regex(rf"(?!kg$){UNIT}{PER}*")


def dose_in_plain_words(passage: Passage, readers: Readers) -> Iterator[Diagnostic]:
    """SAFE004: an edition for patients or the public holds a dose.

    What: a number with a unit of dose (mg, mcg, g, ml, mg/kg, grams, ...) anywhere in what patients or the public
    read: text, tables, chart labels, alternative text. An error. Body weights in kg don't count. Reference titles are
    not checked.

    Why: a study's dose on a leaflet is read as advice; an amount that some people take for pleasure is read as safe.
    What somebody's own dose is, the prescriber writes down for that person.

    Example:

        plain: The dose was 0.5 mg/kg.         # SAFE004
        plain: People got the dose that was used in the study.

    What to do: leave the number out. Lectures for clinicians may give trial doses, with their source.

    Source: press and drug-education guidance (avoid amounts); patient doses belong to the prescriber.
    """
    if not readers.lay:
        return
    words = passage.text.text
    found = DOSE.search(words) or (DOSE_UNIT.fullmatch(words.strip()) if passage.kind is Kind.LABEL else None)
    if found:
        message = f"`{found[0].strip()}` looks like a dose; {readers.audience} editions hold none"
        yield Diagnostic(passage.text.at, "SAFE004", message, help="leave the amount out: the prescriber gives it")
