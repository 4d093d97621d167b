"""What to do, and what comes back: one deck, done by whoever. Small values, so that many fit into memory and pipes."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from builder.diagnostics import Diagnostic, Excerpts, Span, excerpts, has_errors
from builder.frozen import dataclass, replace
from builder.gist import NO_SLIDES, Gist
from builder.job import Built, Job, Read, Told
from builder.output import File, WriteError, stage
from builder.process import WorkerDied
from builder.reached import table
from builder.world import Disk, World

if TYPE_CHECKING:
    from builder.fitreport import Fit

Verb: TypeAlias = Literal["build", "check"]


class Builder(Protocol):
    """Who builds and checks a deck: `builder.build`, or a cache in front of it. It is sent to workers: picklable."""

    @property
    def travels(self) -> bool:
        """Tell whether it works on other machines, too."""

    def build(self, job: Job, world: World) -> Built:
        """Return the outputs of a deck, or why there are none."""

    def check(self, job: Job, world: World) -> Built:
        """Return what `build` would say, and how full the boxes are."""

    def spread(self, jobs: int, least: int) -> Builder:
        """Return a builder that makes the editions of a deck in so many processes, from so many slides on."""

    def known(self, verb: Verb, job: Job, world: World) -> Built | None:
        """Return what it need not build or check, since it knows; None if it doesn't."""


class Afresh:
    """Builds and checks every deck anew."""

    travels = True

    jobs, least = 1, 0
    """Processes for the editions of one deck, and the slides from which on there are more than one."""

    def build(self, job: Job, world: World) -> Built:
        """Return what `builder.build.build` returns."""
        from builder.build import build_with  # noqa: PLC0415  # slow to import
        from builder.spread import spread  # noqa: PLC0415  # as above

        with spread(self.jobs, self.least) as maker:
            return build_with(maker, job, world)

    def check(self, job: Job, world: World) -> Built:
        """Return what `builder.build.check` returns."""
        from builder.build import check_with  # noqa: PLC0415  # slow to import
        from builder.spread import spread  # noqa: PLC0415  # as above

        with spread(self.jobs, self.least) as maker:
            return check_with(maker, job, world)

    def spread(self, jobs: int, least: int) -> Afresh:
        """Return a builder of so many processes."""
        made = Afresh()
        made.jobs, made.least = jobs, least
        return made

    def known(self, _verb: Verb, _job: Job, _world: World) -> Built | None:
        """Know nothing."""
        return None


@dataclass(frozen=True, slots=True)
class Task:
    """One deck: its path as shown, the job, the folder of its files, and whether it is built or checked.

    `told` asks for more: what `build --verbose` says of each slide, how full every box is that `check` saw.
    """

    shown: str
    job: Job
    root: Path
    verb: Verb = "build"
    told: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """An output: as `builder.job.Output`, with its SHA-256 (hex) and its size in bytes.

    Its bytes are in `data` until it is staged; then `staged` is its name in the staging folder, or None if its place
    holds these bytes already.
    """

    path: str
    sha256: str
    size: int
    edition: str
    digest: str
    status: str
    pages: int
    slides: tuple[Told, ...] = ()
    data: bytes | None = None
    staged: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a deck gave, without its texts and plans, and what was read for it.

    `excerpts` are the source lines that its diagnostics show, `reached` is the number of claims that must reach people
    and `coverage` the lines that say where they stand. From checks only: `gist` is how full slides are, in short, and
    `fits` in full, if that was asked for.
    """

    deck: str | None
    at: Span
    editions: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    excerpts: Excerpts
    read: Read
    products: tuple[Product, ...] = ()
    reached: int = 0
    coverage: tuple[str, ...] = ()
    gist: Gist = NO_SLIDES
    fits: tuple[Fit, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """A deck that could not be finished, for no fault of its outline that we know of: why, and where it happened."""

    why: str
    traceback: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """An output that can't be written: the build ends with this message."""

    message: str


Result: TypeAlias = Outcome | Lost | Refused
Numbered: TypeAlias = Generator[tuple[int, Result], None, None]
"""Results with the number of their task, in any order."""


def perform(task: Task, using: Builder, world: World | None = None) -> Result:
    """Build or check a deck, from `world` or else from disk. Whatever goes wrong in it is a `Lost`."""
    try:
        return _outcome(
            task, (using.check if task.verb == "check" else using.build)(task.job, world or Disk(task.root))
        )
    except MemoryError:
        return Lost("not enough memory")
    except WorkerDied as died:
        return Lost(f"its worker {died}")
    except Exception as fault:
        import traceback  # noqa: PLC0415  # slow to import

        words = " ".join(str(fault).split())[:200]
        return Lost(f"internal error ({type(fault).__name__}): {words}", "".join(traceback.format_exception(fault)))


def recalled(task: Task, using: Builder) -> Outcome | None:
    """Return what is known of a deck without building or checking it."""
    built = using.known(task.verb, task.job, Disk(task.root))
    return None if built is None else _outcome(task, built)


def _outcome(task: Task, built: Built) -> Outcome:
    outcome = outcome_of(built, task.root)
    if task.verb == "build":
        return replace(outcome, products=tuple(_products(task, built)))
    from builder.fitreport import gist_of  # noqa: PLC0415  # slow to import

    return replace(outcome, gist=gist_of(built.fits), fits=built.fits if task.told else ())


def _products(task: Task, built: Built) -> Iterator[Product]:
    for one in built.outputs:
        told = one.slides if task.told else ()
        yield Product(
            path=one.path,
            sha256=one.sha256,
            size=len(one.data),
            edition=one.edition,
            digest=one.digest,
            status=one.status,
            pages=one.pages,
            slides=told,
            data=one.data,
        )


def outcome_of(built: Built, root: Path) -> Outcome:
    """Return what is kept of a deck whose files lie below `root`, whatever was done with it."""
    return Outcome(
        deck=built.deck,
        at=built.at,
        editions=built.editions,
        diagnostics=built.diagnostics,
        excerpts=excerpts(built.diagnostics, built.texts),
        read=built.read(root),
        reached=len(built.reached),
        coverage=tuple(table(built.reached)),
    )


def staged(result: Result, folder: Path) -> Result:
    """Return a result with its products staged: their bytes are on disk, and only their names go on."""
    if not isinstance(result, Outcome) or has_errors(result.diagnostics):
        return result
    try:
        return replace(result, products=tuple(_staged(one, folder) for one in result.products))
    except WriteError as fault:
        return Refused(str(fault))


def _staged(product: Product, folder: Path) -> Product:
    if product.data is None:
        return product
    return replace(product, data=None, staged=stage(folder, File(product.path, product.data)))
