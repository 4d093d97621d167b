"""What came of many decks: diagnostics, failures and the exit code; and which deck an id belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from builder.decks import Misuse
from builder.diagnostics import Diagnostic, Span, did_you_mean, has_errors, ordered
from builder.farm.task import Lost, Outcome, outcome_of
from builder.frozen import dataclass, field, replace
from builder.gist import NO_SLIDES, Gist
from builder.job import Built, Read

if TYPE_CHECKING:
    from builder.fitreport import Fit

DONE, FAULTS, UNREADABLE = 0, 1, 2


@dataclass(slots=True)
class Made:
    """What came of it: what all decks gave, the lines it shows, decks that failed, exit code, number of decks.

    `lost` are decks that could not be finished, with the reason; they are among `failed`. From `examine` only: `gist`
    is how full slides are, in short, and `fits` how full all boxes of all outputs are, if that was asked for. `read`
    says what was read, `outputs` has the paths of what stands below the output folder now, with their sizes in bytes.
    """

    found: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, dict[int, str]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    lost: list[tuple[str, Lost]] = field(default_factory=list)
    code: int = DONE
    decks: int = 0
    fits: list[Fit] = field(default_factory=list)
    read: list[Read] = field(default_factory=list)
    outputs: dict[str, int] = field(default_factory=dict)
    gist: Gist = NO_SLIDES

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All of them, sorted by place."""
        return ordered(self.found)

    def add(self, shown: str, built: Built, root: Path = Path()) -> None:
        """Take in what one deck gave, whose files lie below `root`."""
        self.take(shown, outcome_of(built, root))

    def take(self, shown: str, outcome: Outcome) -> None:
        """Take in what is kept of one deck."""
        self.decks += 1
        self.read.append(outcome.read)
        self.found += outcome.diagnostics
        self.fits += outcome.fits
        self.gist = self.gist.plus(outcome.gist)
        for file, lines in outcome.excerpts.items():
            self.texts.setdefault(file, {}).update(lines)
        if has_errors(outcome.diagnostics):
            self.failed.append(shown)
            self.code = max(self.code, FAULTS if outcome.read.files else UNREADABLE)

    def lose(self, shown: str, lost: Lost) -> None:
        """Take in that a deck could not be finished."""
        self.decks += 1
        self.lost.append((shown, lost))
        self.failed.append(shown)
        self.code = UNREADABLE


@dataclass(slots=True)
class Names:
    """Which deck ids and editions were met: an id belongs to one deck, and an edition asked for must be somewhere."""

    asked: tuple[str, ...]
    decks: dict[str, str] = field(default_factory=dict)
    editions: set[str] = field(default_factory=set)
    unreadable: bool = False

    def judged(self, shown: str, built: Built) -> Built:
        """Return what was built, or the error that another deck has its id."""
        fault = self._met(shown, built.deck, built.at, built.editions)
        return replace(built, outputs=(), diagnostics=(*built.diagnostics, fault)) if fault else built

    def judge(self, shown: str, outcome: Outcome) -> Outcome:
        """Do the same for what is kept of a deck."""
        fault = self._met(shown, outcome.deck, outcome.at, outcome.editions)
        if fault is None:
            return outcome
        return replace(outcome, products=(), reached=0, coverage=(), diagnostics=(*outcome.diagnostics, fault))

    def _met(self, shown: str, deck: str | None, at: Span, editions: Sequence[str]) -> Diagnostic | None:
        self.editions |= set(editions)
        if deck is None:
            self.unreadable = True
            return None
        first = self.decks.setdefault(deck, shown)
        if first == shown:
            return None
        message = f"the id `{deck}` belongs to {first} already"
        return Diagnostic(at, "OUT002", message, help="give one of the decks another `deck:`")

    def finish(self) -> None:
        """Raise Misuse if an edition that was asked for is in none of the decks, all of which could be read."""
        for name in self.asked:
            if name not in self.editions and not self.unreadable:
                hint = did_you_mean(name, self.editions) or f"editions: {', '.join(sorted(self.editions))}"
                raise Misuse(f"no deck has an edition `{name}`; {hint}")
