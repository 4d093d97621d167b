"""A record's own words, or its plain ones: who listens decides, and patients never get a word that is not for them."""

from __future__ import annotations

from builder.findings import Arm, Finding
from builder.frozen import dataclass


class Unsayable(Exception):
    """A finding that can't be said or shown so."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def capital(text: str) -> str:
    """Return a text with its first letter large, unless its first word has capitals of its own (mTOR) or is `n`."""
    first = text.split(" ", 1)[0]
    return text if first == "n" or any(letter.isupper() for letter in first[1:]) else text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Voice:
    """How a record is put for clinicians and students, or for patients and the public (`lay`).

    Every method raises `Unsayable` where the words that are needed are missing.
    """

    lay: bool

    def outcome(self, finding: Finding) -> str:
        """Return what was measured; for patients what happened to people."""
        if not self.lay:
            return finding.outcome.name
        if finding.outcome.plain is None:
            hint = "add `outcome: {plain: ...}`: what happened to people, such as `felt much better`"
            raise Unsayable(f"`{finding.id}` has no plain words for its outcome", hint)
        return finding.outcome.plain

    def event(self, finding: Finding) -> str:
        """Return what the people did who are counted: `responded`."""
        return self.outcome(finding) if self.lay else finding.outcome.event or finding.outcome.name

    def time(self, finding: Finding) -> str | None:
        """Return when; patients need not be told."""
        return finding.time.plain if self.lay else finding.time.text

    def arm(self, arm: Arm, finding: Finding) -> str:
        """Return what an arm had."""
        if not self.lay:
            return arm.label
        if arm.plain is None:
            hint = "add `plain` to the arm: what people had, such as `one ketamine drip`"
            raise Unsayable(f"the arm `{arm.id}` of `{finding.id}` has no plain words", hint)
        return arm.plain

    def people(self, arm: Arm, finding: Finding) -> str:
        """Return an arm's people: `people who had one ketamine drip`; of a survey, its population."""
        if finding.exposure or finding.comparator:
            had = self.arm(arm, finding)
            return f"people who had {had}" if self.lay else had
        if not self.lay:
            return finding.population.text
        if finding.population.plain is None:
            hint = "add `population: {plain: ...}`, such as `people with hard-to-treat depression`"
            raise Unsayable(f"`{finding.id}` has no plain words for its population", hint)
        return finding.population.plain


OWN, PLAIN = Voice(lay=False), Voice(lay=True)
