"""Makes editions, or finds them: checks, plans and written outputs, each under the key of all that it is made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from builder.cache.identity import Identity
from builder.cache.keys import EditionKeys, PlanKey
from builder.cache.places import Places
from builder.cache.records import KeptProof, kept, placed, recorded, written
from builder.cache.store import Store
from builder.diagnostics import Diagnostic
from builder.edition import EditionJob, Fresh, Kind, Planned, Proved, Sheet
from builder.fitreport import Fit
from builder.frozen import dataclass
from builder.idle import when_idle


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """What came of planning an edition, and how full its boxes are."""

    planned: Planned
    fits: tuple[Fit, ...]


class Keeping:
    """A maker of one deck's editions (`builder.edition.Maker`) that keeps what it makes in a store."""

    def __init__(self, store: Store, builder: Identity, fresh: Fresh | None = None) -> None:
        self._store, self._keys, self._fresh = store, EditionKeys(builder), fresh or Fresh()

    @property
    def remade(self) -> tuple[str, ...]:
        """The names of the editions that were planned here, not found."""
        return self._fresh.remade

    def expect(self, jobs: Sequence[EditionJob], kinds: Collection[Kind]) -> None:
        """Tell whoever makes afresh what isn't kept."""
        if self._fresh.helped:
            self._fresh.expect([job for job in jobs if not self._knows(job, kinds)], kinds)

    def _knows(self, job: EditionJob, kinds: Collection[Kind]) -> bool:
        key, plan = self._plan(job)
        if key is None or plan is None:
            return False
        return all(self._found(key, sheet) for sheet in plan.planned.sheets if sheet.kind in kinds)

    def checked(self, job: EditionJob) -> tuple[Diagnostic, ...]:
        """Return what is wrong with an edition as its readers get it."""
        key = self._keys.checked(job)
        found = recorded(self._store, key, tuple[Diagnostic, ...])
        if found is None:
            found = self._fresh.checked(job)
            self._store.keep_record(key, written(found))
        return found

    def planned(self, job: EditionJob) -> Planned:
        """Return what came of planning an edition."""
        key, found = self._plan(job)
        if found:
            return found.planned
        planned = self._fresh.planned(job)
        if key:
            when_idle(lambda: self._keep(job, planned, key))
        return planned

    def fits(self, job: EditionJob) -> tuple[Fit, ...]:
        """Return how full the boxes of its outputs are."""
        _, found = self._plan(job)
        return found.fits if found else self._fresh.fits(job)

    def settled(self, jobs: Sequence[EditionJob]) -> tuple[EditionJob, ...]:
        """Return editions as whoever makes afresh needs them: whole, where a plan was found that may yet be made."""
        self._keys.settle()
        return self._fresh.settled(jobs)

    def _plan(self, job: EditionJob) -> tuple[PlanKey | None, KeptPlan | None]:
        key = self._keys.planned(job)
        return key, placed(self._store, key.key, KeptPlan, key.places) if key else None

    def _keep(self, job: EditionJob, planned: Planned, key: PlanKey) -> None:
        """Keep what came of planning; the plans are at hand, so the next check has its measures for little work."""
        self._store.keep_record(key.key, key.places.lifted(KeptPlan(planned, self._fresh.fits(job))))

    @contextmanager
    def ahead(self, job: EditionJob, sheets: Sequence[Sheet]) -> Iterator[Sequence[Sheet]]:
        """Tell whoever makes afresh which outputs aren't kept."""
        key = self._keys.planned(job)
        kept = [sheet for sheet in sheets if key and self._found(key, sheet)]
        with self._fresh.ahead(job, [sheet for sheet in sheets if sheet not in kept]) as order:
            yield [*kept, *order]

    def proved(self, job: EditionJob, sheet: Sheet) -> Proved:
        """Return one of an edition's planned outputs as bytes, proof-read."""
        key = self._keys.planned(job)
        found = self._found(key, sheet) if key else None
        return found or self._made(job, sheet, key)

    def _found(self, key: PlanKey, sheet: Sheet) -> Proved | None:
        record = placed(self._store, key.of(sheet), KeptProof, key.places)
        data = self._store.blob(record.output.sha256) if record else None
        return Proved(record.output.output(data), record.diagnostics) if record and data is not None else None

    def _made(self, job: EditionJob, sheet: Sheet, key: PlanKey | None) -> Proved:
        made = self._fresh.proved(job, sheet)
        if key:
            when_idle(lambda: self._keep_proof(made, key.of(sheet), key.places))
        return made

    def _keep_proof(self, made: Proved, key: str, places: Places) -> None:
        sha256 = self._store.keep_blob(made.output.data)
        self._store.keep_record(key, places.lifted(KeptProof(kept(made.output, sha256), made.diagnostics)))
