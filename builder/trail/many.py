"""Many decks in one go: their trails to disk, or what rests on one reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from builder.batch import FAULTS, Made, Names, Order, jobs
from builder.build import Built, check
from builder.diagnostics import Diagnostic, Severity, did_you_mean, has_errors, printable
from builder.frozen import dataclass, field, replace
from builder.load.themes import chosen_theme
from builder.output import File, locked, write_files
from builder.theme import Theme
from builder.trail.as_csv import csv_of
from builder.trail.as_html import html_of
from builder.trail.as_json import json_of
from builder.trail.collect import trail_of
from builder.trail.model import Cited, Trail

RETRACTED = "EV050"


@dataclass(slots=True)
class Uses:
    """Who uses a reference: decks with what rests on it there, and what a reader may have meant instead."""

    key: str
    made: Made
    found: list[tuple[str, Cited]] = field(default_factory=list)
    meant: str | None = None

    @property
    def code(self) -> int:
        """The exit code: a reference that no deck has is a fault, and so is a deck that couldn't be planned."""
        return self.made.code if self.found else max(self.made.code, FAULTS)


def make_trails(order: Order, out: Path, say: Callable[[str], None]) -> Made:
    """Write the trail of every deck below `out`: a page, a table and a JSON file, all or none of a deck.

    Raises:
        Misuse: no deck where one was named.
        WriteError: an output can't be written.
    """
    made = Made()
    for shown, root, built in _checked(order):
        made.add(shown, built)
        if built.outline is None or has_errors(built.diagnostics):
            continue
        theme = chosen_theme(built.outline.theme)  # an edition with a theme that can't be used is an error above
        files = trail_files(trail_of(built.outline, built.drafts, root), theme)
        with locked(out):
            write_files(out, files)
        for file in files:
            say(f"{printable(shown)} -> {printable(str(out / file.path))}")
    return made


def trail_files(trail: Trail, theme: Theme) -> tuple[File, ...]:
    """Return a deck's trail as files."""
    stem = f"{trail.deck}/{trail.deck}-evidence"
    return (
        File(f"{stem}.html", html_of(trail, theme)),
        File(f"{stem}.csv", csv_of(trail)),
        File(f"{stem}.json", json_of(trail)),
    )


def uses_of(order: Order, key: str) -> Uses:
    """Return every place that rests on a reference, deck by deck; nothing is written.

    That a source was retracted stops a build, not this: it is what the question is asked for.

    Raises:
        Misuse: no deck where one was named.
    """
    uses, known = Uses(key, Made()), set[str]()
    for shown, root, built in _checked(order):
        kept = tuple(one for one in built.diagnostics if not _answered(one))
        uses.made.add(shown, replace(built, diagnostics=kept))
        if built.outline is None:
            continue
        known |= {reference.id for reference in built.outline.references}
        if any(reference.id == key for reference in built.outline.references):
            trail = trail_of(built.outline, built.drafts, root)
            uses.found += ((trail.deck, source) for source in trail.sources if source.key == key)
    uses.meant = did_you_mean(key, sorted(known))
    return uses


def _answered(diagnostic: Diagnostic) -> bool:
    return diagnostic.rule == RETRACTED or diagnostic.severity is not Severity.ERROR


def _checked(order: Order) -> Iterator[tuple[str, str, Built]]:
    """Yield each deck's path and project folder as shown, and what checking it gave."""
    seen = Names(())
    for shown, job, disk in jobs(order):
        yield shown, job.shown, seen.judged(shown, check(job, disk))
