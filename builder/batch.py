"""Many decks in one go: find them, build each by itself, bring the outputs to disk, remember them in the manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from builder.build import Built, Job, build, check
from builder.coverage import table
from builder.decks import Misuse, find_decks, project_of
from builder.diagnostics import Diagnostic, did_you_mean, has_errors, ordered, printable
from builder.fitreport import Fit
from builder.load.limits import Limits
from builder.manifest import Entry, manifest_file
from builder.output import File, locked, write_files
from builder.plan.fit import fit_of
from builder.world import Disk

HOME = Path("decks")
"""Where decks are looked for when no path is given."""

DONE, FAULTS, UNREADABLE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for. `limits` are settings such as `slides=3000`."""

    paths: tuple[Path, ...]
    root: Path | None = None
    editions: tuple[str, ...] = ()
    strict: bool = False
    limits: tuple[str, ...] = ()


@dataclass(slots=True)
class Made:
    """What came of it: what all decks gave, the texts of their files, decks that failed, exit code, number of decks.

    `fits` are the outputs that were planned, from `examine` only.
    """

    found: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    code: int = DONE
    decks: int = 0
    fits: list[Fit] = field(default_factory=list)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All of them, sorted by place."""
        return ordered(self.found)

    def add(self, shown: str, built: Built) -> None:
        """Take in what one deck gave."""
        self.decks += 1
        self.found += built.diagnostics
        self.texts |= built.texts
        if has_errors(built.diagnostics):
            self.failed.append(shown)
            self.code = max(self.code, FAULTS if built.files else UNREADABLE)


def examine(order: Order) -> Made:
    """Check every deck, see how full its boxes are, and write nothing.

    Raises:
        Misuse: no deck where one was named, or no deck has an edition that was asked for.
    """
    made, seen = Made(), Names(order.editions)
    for shown, job, disk in jobs(order):
        found = seen.judged(shown, check(job, disk))
        made.add(shown, found)
        made.fits += (Fit(found.deck or "", d.edition, d.path, d.kind, fit_of(d.plan)) for d in found.drafts)
    seen.finish()
    return made


def make(order: Order, out: Path, say: Callable[[str], None], *, verbose: bool = False) -> Made:
    """Build every deck into `out`; `say` gets a line for each output, and for each slide where `verbose`.

    Decks are independent: one with errors writes nothing and doesn't stop the others. The manifest comes last.

    Raises:
        Misuse: as `examine`.
        WriteError: an output can't be written.
    """
    made, seen = Made(), Names(order.editions)
    entries: list[Entry] = []
    done: set[tuple[str, str | None]] = set()
    for shown, job, disk in jobs(order):
        built = seen.judged(shown, build(job, disk))
        made.add(shown, built)
        if not built.deck or has_errors(built.diagnostics):
            continue
        with locked(out):
            write_files(out, (File(output.path, output.data) for output in built.outputs))
        entries += entries_of(built)
        done |= {(built.deck, name) for name in order.editions or (None,)}
        for output in built.outputs:
            unit = "slide" if output.path.endswith(".pptx") else "page"
            count = f"{output.pages} {unit}{'' if output.pages == 1 else 's'}"
            say(f"{printable(shown)} -> {printable(str(out / output.path))} ({count})")
            for number, slide in enumerate(output.slides if verbose else (), 1):
                say(printable(f"{number:>5}  {slide.title}  [{slide.layout}]  {slide.reason}"))
        _tell_reached(built, say)
    seen.finish()
    if done:
        with locked(out):
            write_files(out, [manifest_file(out, entries, done)])
    return made


def _tell_reached(built: Built, say: Callable[[str], None]) -> None:
    """Say where everything stands that must reach people."""
    if built.reached:
        count = len(built.reached)
        say(f"{count} claim{'' if count == 1 else 's'} that must reach people, each in every output that it is for:")
    for line in table(built.reached):
        say(printable(line))


@dataclass(slots=True)
class Names:
    """Which deck ids and editions were met: an id belongs to one deck, and an edition asked for must be somewhere."""

    asked: tuple[str, ...]
    decks: dict[str, str] = field(default_factory=dict)
    editions: set[str] = field(default_factory=set)
    unreadable: bool = False

    def judged(self, shown: str, built: Built) -> Built:
        """Return what was built, or the error that another deck has its id."""
        self.editions |= set(built.editions)
        if built.deck is None:
            self.unreadable = True
            return built
        first = self.decks.setdefault(built.deck, shown)
        if first == shown:
            return built
        message = f"the id `{built.deck}` belongs to {first} already"
        fault = Diagnostic(built.at, "OUT002", message, help="give one of the decks another `deck:`")
        return replace(built, outputs=(), diagnostics=(*built.diagnostics, fault))

    def finish(self) -> None:
        """Raise Misuse if an edition that was asked for is in none of the decks, all of which could be read."""
        for name in self.asked:
            if name not in self.editions and not self.unreadable:
                hint = did_you_mean(name, self.editions) or f"editions: {', '.join(sorted(self.editions))}"
                raise Misuse(f"no deck has an edition `{name}`; {hint}")


def jobs(order: Order) -> Iterator[tuple[str, Job, Disk]]:
    """Yield what to do for each deck: its path as shown, the job, and where its files are.

    Raises:
        Misuse: no deck where one was named, or a limit that isn't one.
    """
    try:
        limits = Limits().raised(order.limits)
    except ValueError as fault:
        raise Misuse(str(fault)) from fault
    if not order.paths and not HOME.is_dir():
        raise Misuse(f"there is no folder {HOME}/ here; name a deck, or a folder of decks")
    for deck in find_decks(order.paths or (HOME,)):
        project = project_of(deck, order.root)
        shown = deck.parent.as_posix() if deck.name == "deck.yaml" else deck.as_posix()
        yield shown, Job(project.deck, project.shown, order.editions, order.strict, limits), Disk(project.root)


def entries_of(built: Built) -> Iterator[Entry]:
    """Yield what the manifest says of the outputs of a deck."""
    for output in built.outputs:
        yield Entry(
            path=output.path,
            sha256=output.sha256,
            deck=built.deck or "",
            edition=output.edition,
            digest=output.digest,
            status=output.status,
            pages=output.pages,
            sources=built.files,
        )
