"""ACT: a leaflet tells its readers what they can do, step by step, and lets them try whether they understood."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.rule import Reading, english, leaflet, leaflet_weight
from builder.diagnostics import Diagnostic, Severity
from builder.model import Checklist, FillIn
from builder.regex import regex

NOT_VERBS = frozenset({
    "a", "an", "the", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our", "their",
    "it", "he", "she", "they", "we", "you", "i", "there", "here", "it's", "you're", "you'll",
    "patient", "patients", "person", "people", "someone", "somebody", "everyone", "everybody", "anyone",
    "family", "families", "staff", "nurses", "doctors",
    "if", "when", "while", "before", "after", "because", "since", "as", "in", "on", "at", "by", "for", "from",
    "with", "without", "to", "of", "about", "and", "or", "but",
    "should", "must", "may", "might", "can", "could", "would", "will", "shall", "is", "are", "was", "were", "be",
})  # fmt: skip
"""Words that never begin an instruction."""
WORD = regex(r"[A-Za-z’']+")


def some_action(reading: Reading) -> Iterator[Diagnostic]:
    """ACT001: a leaflet doesn't say what its readers can do.

    What: leaflets (`handout`, `web`) for patients or the public have `actions`. An error for patients, a warning for
    the public.

    Why: people read a leaflet to know what to do. Information without an action leaves them where they were.

    Example:

        actions:
          - {text: Plan your trip home, why: You may feel sleepy., when: Before each treatment.}

    What to do: write what readers can do themselves, each with why, when and who helps.

    Source: PEMAT-P item 20; CDC Clear Communication Index, items 5 and 12.
    """
    if leaflet(reading) and not reading.deck.actions:
        message = f"edition `{reading.edition.name}` doesn't say what its readers can do"
        yield Diagnostic(reading.edition.at, "ACT001", message, leaflet_weight(reading), "add `actions` to the deck")


def imperative(reading: Reading) -> Iterator[Diagnostic]:
    """ACT002: an action doesn't begin with what to do.

    What: the first word of each action's `text` is the verb: no pronoun, article, condition, and no form in `-ing`.
    English only. An error for patients, a warning for the public.

    Why: readers who scan see the first word. "Patients should be accompanied" tells nobody that they are meant.

    Example:

        actions: [{text: You should keep a diary}]       # ACT002
        actions: [{text: Keep a diary}]

    What to do: begin with the verb. A condition goes to `when`.

    Source: PEMAT-P items 20-21; CDC Clear Communication Index, item 6.
    """
    if not leaflet(reading) or not english(reading):
        return
    for action in reading.deck.actions:
        first = WORD.search(action.text.text)
        word = first[0].lower() if first else ""
        if word in NOT_VERBS or (word.endswith("ing") and word != "bring"):
            message = f"an action begins with what to do, this one with `{first[0] if first else ''}`"
            hint = "begin with a verb: `Keep a diary`; a condition goes to `when`"
            yield Diagnostic(action.text.at, "ACT002", message, leaflet_weight(reading), hint)


def explicit_action(reading: Reading) -> Iterator[Diagnostic]:
    """ACT003: an action doesn't say why, or not how to go about it.

    What: each action has `why`, and at least one of `when`, `contact` and `steps`. An error for patients, a warning for
    the public.

    Why: people do what they see a reason for, and what they know how to begin.

    Example:

        actions: [{text: Plan your trip home}]           # ACT003

    What to do: say why it matters in words, not only in numbers; say when or how often, or who helps.

    Source: CDC Clear Communication Index, items 13-14; PEMAT-P item 22.
    """
    for action in reading.deck.actions if leaflet(reading) else ():
        missing = [] if action.why else ["`why`"]
        if not (action.when or action.contact or action.steps):
            missing.append("`when`, `contact` or `steps`")
        if missing:
            message = f"this action has no {' and no '.join(missing)}"
            yield Diagnostic(action.at, "ACT003", message, leaflet_weight(reading))


def teach_back(reading: Reading) -> Iterator[Diagnostic]:
    """ACT004: a leaflet has no teach-back question.

    What: leaflets for patients or the public have `teach_back`: questions that a reader answers in their own words. An
    error for patients, a warning for the public.

    Why: whoever can't say it in their own words hasn't understood it, and the fault is the leaflet's.

    Example: `teach_back: [Which signs would make you call for help?]`

    What to do: write about three, one on each thing that must be understood.

    Source: AHRQ Health Literacy Universal Precautions Toolkit (teach-back).
    """
    if leaflet(reading) and not reading.deck.teach_back:
        message = f"edition `{reading.edition.name}` has no teach-back question"
        yield Diagnostic(reading.edition.at, "ACT004", message, leaflet_weight(reading), "add `teach_back` to the deck")


def some_tool(reading: Reading) -> Iterator[Diagnostic]:
    """ACT005: a leaflet gives its readers nothing to use.

    What: leaflets for patients or the public have a tool: a `checklist`, a `fill-in` or `questions` to ask. A warning.

    Why: something to tick or to take to the next visit turns reading into doing.

    Example: `questions: [Who can I call if I feel unwell at home?]`

    What to do: add the questions that readers would want to ask, or a checklist for the day.

    Source: PEMAT-P item 23.
    """
    if not leaflet(reading) or reading.deck.questions:
        return
    blocks = (block for section in reading.deck.sections for slide in section.slides for block in slide.blocks)
    if not any(isinstance(block, Checklist | FillIn) for block in blocks):
        message = f"edition `{reading.edition.name}` holds nothing to tick, to fill in or to ask"
        hint = "add `questions` to the deck, or a `checklist`"
        yield Diagnostic(reading.edition.at, "ACT005", message, Severity.WARNING, hint)
