"""Terms that a handout explains where it first uses them: in the outer column, or at its end on narrow paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from builder import model
from builder.plan.lay import Copy
from builder.plan.page import Role
from builder.plan.setting import plain_runs, runs_of
from builder.plan.sheet import Sheet


class Explained:
    """The glossary's terms, and which of them the handout has explained so far."""

    def __init__(self, sheet: Sheet, glossary: Sequence[model.Term]) -> None:
        self.sheet = sheet
        self.terms = {term.term: term for term in glossary}
        self.defined: set[str] = set()

    def define(self, names: Iterable[str]) -> None:
        """Count terms as explained."""
        self.defined.update(names)

    def notes(self, text: str, parent: int) -> tuple[Copy, ...]:
        """Return the outer column's definitions of the terms that a text uses for the first time."""
        if self.sheet.frame.margin is None:
            return ()
        setting, structure = self.sheet.setting, self.sheet.structure
        copies: list[Copy] = []
        for term in self.new(text):
            style = setting.style("margin_term")
            say = f" ({term.say})" if term.say else ""
            element = structure.add(Role.P, parent)
            copies.append(Copy(plain_runs(term.term + say, style, setting, term.at), style, element=element))
            meaning = term.plain or term.meaning
            if meaning:
                small = setting.style("margin")
                copies.append(Copy(runs_of(meaning, small, setting), small, element=structure.add(Role.P, parent)))
        return tuple(copies)

    def new(self, text: str) -> list[model.Term]:
        """Return the terms that a text uses and that were not explained before, and remember them."""
        found = [
            term
            for name, term in self.terms.items()
            if name not in self.defined and re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)
        ]
        self.define(term.term for term in found)
        return found

    def left(self) -> list[model.Term]:
        """Return the terms in order that no text has explained: these are explained at the end."""
        return [term for name, term in self.terms.items() if name not in self.defined]
