"""MSG: a leaflet has one message, says it first, and says what is known and what is not."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.rule import Reading, leaflet, leaflet_weight
from builder.diagnostics import Diagnostic, Severity
from builder.regex import regex

FEWEST_WORDS, MOST_WORDS, MOST_SENTENCES = 2, 25, 3
KEY_POINTS = range(3, 6)
END = regex(r"[.!?…][”’\")]*(?=\s|$)")


def main_message(reading: Reading) -> Iterator[Diagnostic]:
    """MSG001: a leaflet has no main message.

    What: leaflets (`handout`, `web`) for patients or the public have `main_message`. An error.

    Why: it is what readers remember, so it stands first, on its own, set off from everything else.

    Example: `main_message: Ketamine can help some people with hard-to-treat depression, often for a short time.`

    What to do: write the one thing that a reader should keep, in words that they use.

    Source: CDC Clear Communication Index, items 1-3.
    """
    if leaflet(reading) and reading.deck.main_message is None:
        message = f"edition `{reading.edition.name}` has no main message"
        yield Diagnostic(reading.edition.at, "MSG001", message, help="add `main_message` to the deck: one sentence")


def one_message(reading: Reading) -> Iterator[Diagnostic]:
    """MSG002: a main message is a topic, or more than one message.

    What: a leaflet's `main_message` is one to three sentences of at most 25 words each, and not a heading: it has two
    words at least and a full stop. An error for patients, a warning for the public.

    Why: a topic ("Ketamine and depression") tells nobody anything. A long message is read as several, and none stays.

    Example:

        main_message: Ketamine and depression                                          # MSG002
        main_message: Ketamine helps some people with depression, but it can also do harm.

    What to do: say what a reader should know or do, as you would say it to them.

    Source: CDC Clear Communication Index, item 1: a topic is not a message; one to three short sentences.
    """
    message = reading.deck.main_message
    if not leaflet(reading) or message is None:
        return
    sentences = [part for part in END.split(message.text) if part.strip()]
    longest = max((len(part.split()) for part in sentences), default=0)
    if len(message.text.split()) < FEWEST_WORDS or not END.search(message.text):
        fault, hint = "a topic, not a message", "write a sentence that says what a reader should know or do"
    elif len(sentences) > MOST_SENTENCES:
        fault, hint = f"{len(sentences)} sentences long", "keep one; the others may be key points"
    elif longest > MOST_WORDS:
        fault, hint = f"a sentence of {longest} words", f"say it in {MOST_WORDS} at most"
    else:
        return
    yield Diagnostic(message.at, "MSG002", f"the main message is {fault}", leaflet_weight(reading), hint)


def key_points(reading: Reading) -> Iterator[Diagnostic]:
    """MSG003: a leaflet has no summary, or too long a one.

    What: leaflets for patients or the public have three to five `key_points`. None at all is an error for patients and
    a warning for the public, another number a warning.

    Why: many readers read no further than the first page. More than five points aren't remembered.

    Example:

        key_points: [One point only.]          # MSG003

    What to do: write what somebody must know who reads nothing else.

    Source: PEMAT-P item 11; CDC Clear Communication Index, item 10.
    """
    found = len(reading.deck.key_points)
    if leaflet(reading) and found not in KEY_POINTS:
        at = reading.deck.key_points[0].at if found else reading.edition.at
        count = "no key points" if not found else f"{found} key point{'s' if found > 1 else ''}"
        message = f"edition `{reading.edition.name}` has {count}"
        weight = Severity.WARNING if found else leaflet_weight(reading)
        yield Diagnostic(at, "MSG003", message, weight, "give three to five under `key_points`")


def known_and_unknown(reading: Reading) -> Iterator[Diagnostic]:
    """MSG004: a leaflet doesn't say what is not known.

    What: leaflets for patients or the public have `unknowns`. An error for patients, a warning for the public.

    Why: a reader who isn't told what nobody knows takes silence for safety.

    Example: `unknowns: [We do not know how safe it is to take ketamine for years.]`

    What to do: name the questions that the evidence leaves open, in plain words.

    Source: CDC Clear Communication Index, item 11; DISCERN item 8.
    """
    if leaflet(reading) and not reading.deck.unknowns:
        message = f"edition `{reading.edition.name}` doesn't say what is not known"
        yield Diagnostic(reading.edition.at, "MSG004", message, leaflet_weight(reading), "add `unknowns` to the deck")
