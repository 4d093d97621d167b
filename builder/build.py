"""An outline -> checked, planned and written outputs. Pure: no clock, no disk but through the world, no print."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from pathlib import PurePosixPath

from builder.audience import for_audience, for_output
from builder.base import NOWHERE
from builder.check import check_outline
from builder.check.rule import Evidence, Outline, Reading, Shelf
from builder.coverage import Coverage, covered
from builder.diagnostics import Diagnostic, Severity, has_errors, ordered
from builder.drafts import Draft
from builder.edition import EditionJob, Fresh, Kind, Maker, Planned, Proved, proved
from builder.frozen import dataclass, replace
from builder.job import Built, Job, Output, Told
from builder.kept import Kept
from builder.load.deck import Loaded, load
from builder.load.language import stigma_words
from builder.load.limits import Limits
from builder.load.locales import LocaleError, load_locale, locale_names
from builder.locales import Locale
from builder.manifest import Source
from builder.model import Deck, Edition, OutputKind
from builder.values import Audience
from builder.world import Recording, World

__all__ = ["Built", "Job", "Output", "Told", "build", "build_with", "check", "check_with", "read_by", "weighed"]

WRITTEN: tuple[Kind, ...] = ("pptx", "pdf", "html")
PRINTED: tuple[Kind, ...] = ("pdf",)
"""Which outputs are written to build a deck, and which to check it: those that are proof-read."""


def build(job: Job, world: World) -> Built:
    """Return the outputs of a deck, or why there are none. The same job and files always give the same bytes."""
    return build_with(Fresh(), job, world)


def check(job: Job, world: World) -> Built:
    """Return what `build` would say, and the plans: the same loading, checks and plans, and the same proof of PDFs."""
    maker = Fresh()
    examined = _examined(maker, job, world, PRINTED)
    return replace(_checked(maker, job, examined), drafts=_drafts(maker, examined), outline=examined.outline)


def plan(job: Job, world: World) -> Built:
    """Return what `check` says before it proves any PDF, and the plans."""
    maker = Fresh()
    examined = _examined(maker, job, world, PRINTED)
    return replace(examined.built, drafts=_drafts(maker, examined), outline=examined.outline)


def proofread(planned: Built, job: Job) -> Built:
    """Return what was planned together with what the proof of its PDFs says; errors leave nothing to prove."""
    if has_errors(planned.diagnostics):
        return planned
    found = (one for draft in planned.drafts if draft.kind == "pdf" for one in proved(draft).diagnostics)
    return replace(planned, diagnostics=weighed((*planned.diagnostics, *found), strict=job.strict))


def build_with(maker: Maker, job: Job, world: World) -> Built:
    """Return what `build` returns, with editions made by `maker`."""
    examined = _settled(maker, _examined(maker, job, world, WRITTEN))
    if has_errors(examined.built.diagnostics):
        return examined.built
    built, outputs = _proved(maker, job, examined, WRITTEN)
    return built if has_errors(built.diagnostics) else replace(built, outputs=outputs)


def check_with(maker: Maker, job: Job, world: World) -> Built:
    """Return what `check` returns but the plans and the outline, with editions made by `maker`."""
    return _checked(maker, job, _settled(maker, _examined(maker, job, world, PRINTED)))


@dataclass(frozen=True, slots=True)
class _Examined:
    """A deck that was loaded, checked and planned: what is known so far, and its editions with what became of each."""

    built: Built
    outline: Deck | None = None
    editions: tuple[EditionJob, ...] = ()
    planned: tuple[Planned, ...] = ()


def _settled(maker: Maker, examined: _Examined) -> _Examined:
    """Return a deck without its outline, which takes more room than its plans: only its outputs are left to be made."""
    return replace(examined, outline=None, editions=maker.settled(examined.editions))


def _drafts(maker: Fresh, examined: _Examined) -> tuple[Draft, ...]:
    return tuple(draft for edition in examined.editions for draft in maker.drafts(edition))


def _checked(maker: Maker, job: Job, examined: _Examined) -> Built:
    built = examined.built
    if not has_errors(built.diagnostics):
        built, _ = _proved(maker, job, examined, PRINTED)
    fits = tuple(fit for edition in examined.editions for fit in maker.fits(edition))
    return replace(built, fits=fits, remade=maker.remade)


def _proved(maker: Maker, job: Job, examined: _Examined, kinds: Collection[Kind]) -> tuple[Built, tuple[Output, ...]]:
    """Return a deck together with what the proof of its outputs of some formats says, and these outputs."""
    proofs = list[Proved]()
    for edition, planned in zip(examined.editions, examined.planned, strict=True):
        sheets = [sheet for sheet in planned.sheets if sheet.kind in kinds]
        with maker.ahead(edition, sheets) as order:
            made = {sheet.path: maker.proved(edition, sheet) for sheet in order}
        proofs += [made[sheet.path] for sheet in sheets]
    found = (diagnostic for one in proofs for diagnostic in one.diagnostics)
    diagnostics = weighed((*examined.built.diagnostics, *found), strict=job.strict)
    built = replace(examined.built, diagnostics=diagnostics, remade=maker.remade)
    return built, tuple(one.output for one in proofs)


@dataclass(frozen=True, slots=True)
class _Outlined:
    """An outline that was loaded and checked as a whole: what was read for it, its editions as their readers get it."""

    recording: Recording
    loaded: Loaded
    readings: tuple[Reading, ...] = ()
    found: tuple[Diagnostic, ...] = ()


_OUTLINES: Kept[tuple[PurePosixPath, str, Limits], _Outlined] = Kept(64, session=True)
"""The latest outlines of a process that stays with one project: of each, edition after edition is asked for."""


def _outlined(job: Job, world: World) -> _Outlined:
    key = job.path, job.shown, job.limits
    known = _OUTLINES.get(key)
    if known and known.recording.still(world, job.limits.most_bytes):
        return known
    recording = Recording(world)
    loaded = load(job.path, recording, shown=job.shown, limits=job.limits)
    readings = tuple(read_by(loaded.deck)) if loaded.deck else ()
    found = tuple(check_outline(Outline(loaded.deck, readings))) if loaded.deck else ()
    return _OUTLINES.put(key, _Outlined(recording, loaded, readings, found), 1)


def _examined(maker: Maker, job: Job, world: World, kinds: Collection[Kind]) -> _Examined:
    outline = _outlined(job, world)
    deck, diagnostics, recording = outline.loaded.deck, outline.loaded.diagnostics, outline.recording
    editions = tuple(_asked(outline.readings, job))
    maker.expect(editions, kinds)
    planned = tuple(maker.planned(edition) for edition in editions)
    checked = tuple(maker.checked(edition) for edition in editions)
    covering = Coverage()
    if deck:
        covering = covered(deck, [(e.reading.edition, p.standing) for e, p in zip(editions, planned, strict=True)])
    found = (d for c, p in zip(checked, planned, strict=True) for d in (*c, *p.diagnostics))
    diagnostics = (*diagnostics, *outline.found, *found, *covering.diagnostics)
    built = Built(
        deck=deck.deck if deck else None,
        outputs=(),
        diagnostics=weighed(diagnostics, strict=job.strict),
        texts=outline.loaded.sources,
        files=tuple(Source(path, sha) for path, sha in sorted(recording.digests.items()) if sha),
        editions=tuple(edition.name for edition in deck.editions) if deck else (),
        at=deck.at if deck else NOWHERE,
        reached=covering.claims,
        refused=recording.refused,
        listings=recording.listings,
        remade=maker.remade,
    )
    return _Examined(built, deck, editions, planned)


def _asked(readings: Iterable[Reading], job: Job) -> Iterator[EditionJob]:
    """Yield the editions that somebody asked for, or all."""
    for reading in readings:
        if not job.editions or reading.edition.name in job.editions:
            words = reading.locale or _usual_locale(reading.deck.language)
            yield EditionJob(reading, words, asked=bool(job.editions) and not job.part)


def read_by(deck: Deck) -> Iterator[Reading]:
    """Yield every edition of a deck as its readers get it."""
    resolved: dict[tuple[Audience, OutputKind | None], Deck] = {}
    picky = any(s.outputs or any(slide.outputs for slide in s.slides) for s in deck.sections)
    shelf, evidence = Shelf(locale_names(), stigma_words()), Evidence.of(deck.findings)
    for edition in deck.editions:
        key = edition.audience, edition.output if picky or edition.output == "card" else None
        if key not in resolved:
            resolved[key] = for_audience(for_output(deck, edition.output), edition.audience)
        yield Reading(resolved[key], edition, locale_of(deck, edition), shelf, evidence)


def locale_of(deck: Deck, edition: Edition) -> Locale | None:
    """Return an edition's locale; its line for advice about drugs is for decks about drugs."""
    if not edition.locale or edition.locale not in locale_names():
        return None
    asked = deck.emergency.drug_advice if deck.emergency else None
    wanted = bool(deck.legal_status) if asked is None else asked
    return load_locale(edition.locale) if wanted else _without_drugs(edition.locale)


@lru_cache(maxsize=16)
def _without_drugs(name: str) -> Locale:
    return replace(load_locale(name), drugs=None)


@cache
def _usual_locale(language: str) -> Locale:
    """Return the locale that gives an edition its fixed words when it names none: phone numbers are not among them."""
    try:
        return load_locale(language)
    except LocaleError:
        return load_locale("en-GB")


WEIGHT = {Severity.ERROR: 2, Severity.WARNING: 1, Severity.INFO: 0}


def weighed(diagnostics: Iterable[Diagnostic], *, strict: bool) -> tuple[Diagnostic, ...]:
    """Return the diagnostics in order, each once: where editions differ in severity, the gravest stays.

    With `strict`, warnings are errors.
    """
    gravest: dict[tuple[object, ...], Diagnostic] = {}
    for diagnostic in diagnostics:
        if strict and diagnostic.severity is Severity.WARNING:
            diagnostic = replace(diagnostic, severity=Severity.ERROR)  # noqa: PLW2901  # the stricter one takes its place
        known = gravest.setdefault(diagnostic.key(), diagnostic)
        if WEIGHT[diagnostic.severity] > WEIGHT[known.severity]:
            gravest[diagnostic.key()] = diagnostic
    return ordered(gravest.values())
