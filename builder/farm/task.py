"""What to do, and what comes back: one deck, done by whoever. Small values, so that many fit into memory and pipes."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from builder.diagnostics import Diagnostic, Excerpts, Span, excerpts, has_errors
from builder.fitreport import Fit, gist_of
from builder.frozen import dataclass, replace
from builder.gist import Gist
from builder.job import Built, Job, Read, Told
from builder.output import File, WriteError, stage
from builder.reached import table
from builder.world import Disk, World


class Builder(Protocol):
    """With what to build: it is sent to workers, so it has to be picklable."""

    def build(self, job: Job, world: World) -> Built:
        """Do as `builder.build.build`."""

    def check(self, job: Job, world: World) -> Built:
        """Do as `builder.build.check`."""


@dataclass(frozen=True, slots=True)
class Afresh:
    """Every deck is built from scratch."""

    def build(self, job: Job, world: World) -> Built:
        """Build a deck."""
        from builder.build import build  # noqa: PLC0415  # slow to import

        return build(job, world)

    def check(self, job: Job, world: World) -> Built:
        """Check a deck."""
        from builder.build import check  # noqa: PLC0415  # slow to import

        return check(job, world)


@dataclass(frozen=True, slots=True)
class Task:
    """One deck: its path as shown, the job, the folder of its files, and whether it is built or checked.

    `told` asks for more: what `build --verbose` says of each slide, how full every box is that `check` saw.
    """

    shown: str
    job: Job
    root: Path
    verb: Literal["build", "check"] = "build"
    told: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """An output: as `builder.build.Output`, with its SHA-256 (hex).

    Its bytes are in `data` until it is staged; then `staged` is its name in the staging folder, or None if its place
    holds these bytes already.
    """

    path: str
    sha256: str
    edition: str
    digest: str
    status: str
    pages: int
    size: int
    slides: tuple[Told, ...] = ()
    data: bytes | None = None
    staged: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a deck gave, without its texts and plans.

    `read` says what it was made from, `excerpts` are the source lines that its diagnostics show, `reached` is the
    number of claims that must reach people and `coverage` the lines that say where they stand. From checks only: `gist`
    is how full slides are, in short, and `fits` in full, if that was asked for.
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
    gist: Gist = Gist()
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
        return _performed(task, using, world or Disk(task.root))
    except MemoryError:
        return Lost("not enough memory")
    except Exception as fault:
        import traceback  # noqa: PLC0415  # slow to import

        words = " ".join(str(fault).split())[:200]
        return Lost(f"internal error ({type(fault).__name__}): {words}", "".join(traceback.format_exception(fault)))


def _performed(task: Task, using: Builder, world: World) -> Outcome:
    if task.verb == "check":
        built = using.check(task.job, world)
        fits = built.fits
        return replace(outcome_of(built, task.root), gist=gist_of(fits), fits=fits if task.told else ())
    built = using.build(task.job, world)
    slides: Mapping[str, tuple[Told, ...]] = {one.path: one.slides for one in built.outputs} if task.told else {}
    products = tuple(
        Product(
            one.path,
            one.sha256,
            one.edition,
            one.digest,
            one.status,
            one.pages,
            len(one.data),
            slides.get(one.path, ()),
            one.data,
        )
        for one in built.outputs
    )
    return replace(outcome_of(built, task.root), products=products)


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
