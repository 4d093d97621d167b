"""Building and checking with the help of a cache: the same results as without it, with less work.

First the whole deck: if every file that it read is as it was, what came of it is told again. Then edition by edition:
only those are made of which some value has changed.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from builder.cache.identity import Identity, identity
from builder.cache.records import KeptDeck, kept, read, recorded, written
from builder.cache.seen import Seen
from builder.cache.store import Store
from builder.frozen import fields
from builder.idle import when_idle
from builder.job import Built, Job
from builder.world import Unreadable, World, digest_of_names

if TYPE_CHECKING:
    from builder.fitreport import Fit

Verb: TypeAlias = Literal["build", "check"]


class Cached:
    """Builds and checks decks as `builder.build` does, with a cache. It can be sent to other processes."""

    travels = False
    """A cache is a folder of this machine."""

    def __init__(self, store: Store, jobs: int = 1, least: int = 0) -> None:
        self.store, self.jobs, self.least = store, jobs, least
        self._builder: Identity | None = None

    def __reduce__(self) -> tuple[type[Cached], tuple[Store]]:
        """Each process finds out by itself which builder it is."""
        return Cached, (self.store,)

    @property
    def builder(self) -> Identity:
        """This builder."""
        if self._builder is None:
            self._builder = identity(self.store.folder)
        return self._builder

    def build(self, job: Job, world: World) -> Built:
        """Return what `builder.build.build` returns."""
        return self._done("build", job, world)

    def check(self, job: Job, world: World) -> Built:
        """Return what `builder.build.check` returns, but neither plans nor the outline."""
        return self._done("check", job, world)

    def spread(self, jobs: int, least: int) -> Cached:
        """Return a cache that makes the editions of a deck in so many processes, from so many slides on."""
        return Cached(self.store, jobs, least)

    def known(self, verb: Verb, job: Job, world: World) -> Built | None:
        """Return what is kept of a deck, if nothing that it was made from has changed."""
        seen = Seen.of(self.store.folder, world, job)
        key = self._key(verb, job, world, seen)
        found = self._found(key, world, seen) if key else None
        seen.save()
        return found

    def _done(self, verb: Verb, job: Job, world: World) -> Built:
        seen = Seen.of(self.store.folder, world, job)
        key = self._key(verb, job, world, seen)
        found = self._found(key, world, seen) if key else None
        if found is None:
            found = made = self._made(verb, job, world)
            if key:
                when_idle(lambda: self._keep(key, made))
        seen.save()
        return found

    def _made(self, verb: Verb, job: Job, world: World) -> Built:
        from builder.build import build_with, check_with  # noqa: PLC0415  # slow to import, and mostly not needed
        from builder.cache.keeping import Keeping  # noqa: PLC0415  # as above
        from builder.spread import spread  # noqa: PLC0415  # as above

        with spread(self.jobs, self.least) as fresh:
            # what stands in a folder whose name is no text can't be written down
            maker = Keeping(self.store, self.builder, fresh) if _is_text(job) else fresh
            return build_with(maker, job, world) if verb == "build" else check_with(maker, job, world)

    # Whole decks

    def _key(self, verb: Verb, job: Job, world: World, seen: Seen) -> str | None:
        digest = seen.digest(job.path.as_posix(), world)
        if not digest:
            return None
        limits = [getattr(job.limits, one.name) for one in fields(job.limits)]
        asked = verb, job.path.as_posix(), job.shown, job.editions, job.strict, limits, job.part
        try:
            return hashlib.sha256(msgspec.msgpack.encode((self.builder.whole, asked, digest))).hexdigest()
        except (UnicodeEncodeError, OverflowError):  # a name that is no text, a number that no machine holds
            return None

    def _found(self, key: str, world: World, seen: Seen) -> Built | None:
        """Return what is recorded of a deck, if all that it read is as it was and all outputs are there."""
        record = recorded(self.store, key, KeptDeck)
        if record is None or not _stands(record, world, seen):
            return None
        data = {one.sha256: self.store.blob(one.sha256) for one in record.outputs}
        outputs = [one.output(found) for one in record.outputs if (found := data[one.sha256]) is not None]
        if len(outputs) < len(record.outputs):
            return None
        return Built(
            deck=record.deck,
            outputs=tuple(outputs),
            diagnostics=record.diagnostics,
            texts=record.texts,
            files=record.files,
            editions=record.editions,
            at=record.at,
            reached=record.reached,
            refused=record.refused,
            listings=record.listings,
            fits=_fits(record.fits),
        )

    def _keep(self, key: str, built: Built) -> None:
        pointed = {diagnostic.at.file for diagnostic in built.diagnostics} | {built.at.file}
        record = KeptDeck(
            deck=built.deck,
            outputs=tuple(kept(output, output.sha256) for output in built.outputs),
            diagnostics=built.diagnostics,
            texts={file: text for file, text in built.texts.items() if file in pointed},
            files=built.files,
            editions=built.editions,
            at=built.at,
            reached=built.reached,
            refused=built.refused,
            listings=built.listings,
            fits=written(built.fits) if built.fits else b"",
        )
        try:
            data = written(record)
        except UnicodeEncodeError:  # a message holds the name of a file that is no text
            return
        for output in built.outputs:
            self.store.keep_blob(output.data)
        self.store.keep_record(key, data)


def _is_text(job: Job) -> bool:
    try:
        return bool(f"{job.path}{job.shown}".encode())
    except UnicodeEncodeError:
        return False


def _stands(record: KeptDeck, world: World, seen: Seen) -> bool:
    """Tell whether the world still answers all that a deck asked as it did."""
    return (
        all(seen.digest(file.path, world) == file.sha256 for file in record.files)
        and all(_refusal(path, world, seen.most) == reason for path, reason in record.refused.items())
        and all(digest_of_names(world.names(PurePosixPath(f))) == sha for f, sha in record.listings.items())
    )


def _refusal(path: str, world: World, most: int) -> str | None:
    """Return why a file can't be read, None if it can."""
    try:
        world.read(PurePosixPath(path), most)
    except Unreadable as fault:
        return str(fault)
    return None


def _fits(data: bytes) -> tuple[Fit, ...]:
    if not data:
        return ()
    from builder.fitreport import Fit  # noqa: PLC0415  # slow to import, and only checks have them

    return read(tuple[Fit, ...], data)
