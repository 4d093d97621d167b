"""Sentences for generated decks: long enough, with symbols, and different for every seed."""

from __future__ import annotations

from random import Random

WHO = (
    "adults with depression", "trial participants", "people who take the drug", "older adults", "the treated group",
    "those with chronic pain", "outpatients", "first-time patients", "young adults", "women after childbirth",
    "volunteers", "people with few options left", "referred patients", "the control group", "inpatients",
)  # fmt: skip
DID = (
    "reported", "showed", "described", "kept", "lost", "regained", "noticed", "rated", "had", "needed", "avoided",
    "improved in", "declined in", "recovered", "reached", "expected", "completed", "tolerated",
)  # fmt: skip
WHAT = (
    "less pain", "better mood", "a higher blood pressure", "fewer thoughts of self-harm", "more dissociation",
    "a response on the depression scale", "bladder symptoms", "poorer verbal memory", "slower reaction times",
    "a feeling of detachment", "headache and nausea", "steady sleep", "lower anxiety", "clearer thinking",
    "changes of taste and hearing", "relapse", "sustained remission", "new synapses in animal models",
)  # fmt: skip
HOW = (
    "within a day of the first infusion", "within a week", "in a double-blind trial", "against an active control",
    "by the end of treatment", "after repeated use", "in the open-label phase", "at the end of follow-up",
    "in three small studies", "with a wide confidence interval (low → high)", "on average", "under supervision",
    "whatever the route", "in routine care", "compared with placebo", "after adjustment for age", "soon after the dose",
)  # fmt: skip
WHY = (
    "which may reflect synaptic strength", "though blinding often failed", "while attrition was high",
    "and the effect faded", "as expected from the mechanism", "although samples were small",
    "but the scale is coarse", "which needs confirmation", "and harms were seldom counted",
    "so the estimate is uncertain", "whereas the comparator differed", "which agrees with earlier reports",
)  # fmt: skip
PLAIN = (
    "You may feel apart from your body for a while", "Your mood may lift after a day", "The lift may fade",
    "Your team will check your blood pressure", "Do not drive until the next day", "Tell us if it hurts to pee",
    "Ask a friend to take you home", "Some people feel sick", "Most side effects pass within hours",
    "We do not know how long the effect lasts", "Your memory may be worse for a while", "You can stop at any time",
    "Bring a list of your medicines", "Rest after each visit", "Talk to us before you change a medicine",
)  # fmt: skip
FAMILY = (
    "Murrough", "Zarate", "Krystal", "Domino", "Berman", "Morgan", "Curran", "Singh", "Popova", "Wilkinson", "Anand",
    "Fava", "Ionescu", "Lii", "Jelovac", "McLoughlin", "Ekstrand", "Daly", "Fedgchin", "Winstock", "O’Neill", "Pérez",
)  # fmt: skip
JOURNALS = (
    "American Journal of Psychiatry", "Lancet", "JAMA Psychiatry", "Biological Psychiatry", "Addiction",
    "New England Journal of Medicine", "British Journal of Psychiatry", "Neuropsychopharmacology", "Anesthesiology",
)  # fmt: skip


class Words:
    """A source of sentences. The same seed gives the same sentences in the same order."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def assertion(self) -> str:
        """Return a slide's title: one claim of five to nine words."""
        who, did, what = self.pick(WHO), self.pick(DID), self.pick(WHAT)
        return f"{who[0].upper()}{who[1:]} {did} {what}"

    def claim(self) -> str:
        """Return a point: about fifteen words."""
        return f"{self.assertion()} {self.pick(HOW)}, {self.pick(WHY)}"

    def short(self) -> str:
        """Return a table cell of three to six words."""
        return f"{self.pick(DID)} {self.pick(WHAT)}"

    def plain(self) -> str:
        """Return a sentence for patients."""
        return self.pick(PLAIN)

    def talk(self, count: int) -> str:
        """Return speaker notes of at least `count` words, in two paragraphs."""
        said = ""
        while len(said.split()) < count:
            gap = "" if not said else "\n\n" if "\n\n" not in said and len(said.split()) > count / 2 else " "
            said += f"{gap}{self.claim()}."
        return said

    def number(self, low: int, high: int) -> int:
        """Return a whole number between the two."""
        return self._random.randint(low, high)

    def pick(self, options: tuple[str, ...]) -> str:
        """Return one of the options."""
        return self._random.choice(options)
