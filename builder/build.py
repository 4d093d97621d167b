"""An outline -> checked, planned and written outputs. Pure: no clock, no disk but through the world, no print."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import PurePosixPath
from typing import Literal, assert_never

from builder.audience import for_audience
from builder.blocks import NOWHERE
from builder.check import check_edition, check_outline
from builder.check.rule import Outline, Reading, Shelf
from builder.diagnostics import Diagnostic, Severity, Span, has_errors, ordered
from builder.digest import Content, digest
from builder.drafts import Draft, draft_plans
from builder.load.deck import load
from builder.load.language import stigma_words
from builder.load.limits import Limits
from builder.load.locales import LocaleError, load_locale, locale_names
from builder.load.themes import ThemeError, load_theme
from builder.locales import Locale
from builder.manifest import Source
from builder.model import Deck, Edition
from builder.plan.template.dress import Dress, dress
from builder.theme import Theme
from builder.values import Audience
from builder.world import Recording, World


@dataclass(frozen=True, slots=True)
class Job:
    """What to build: a deck file below the world's root, and which editions (none named: all).

    `shown` is the root as the author types it, for messages. `strict` turns warnings into errors.
    """

    path: PurePosixPath
    shown: str = ""
    editions: tuple[str, ...] = ()
    strict: bool = False
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be written below the output folder. `pages` counts pages or slides."""

    path: str
    data: bytes = field(repr=False)
    edition: str
    digest: str
    status: Literal["draft"]
    pages: int

    @property
    def sha256(self) -> str:
        """The digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Built:
    """What a job gave. With an error among the diagnostics, there are no outputs.

    `deck` is the deck's id, `at` its place and `editions` the names of its editions, if it could be read. `texts` are
    the source files' texts by shown path, `files` all files that were read.
    """

    deck: str | None
    outputs: tuple[Output, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    files: tuple[Source, ...]
    editions: tuple[str, ...] = ()
    at: Span = NOWHERE


def build(job: Job, world: World) -> Built:
    """Return the outputs of a deck, or why there are none. The same job and files always give the same bytes."""
    found, drafts = _examined(job, world)
    if has_errors(found.diagnostics):
        return found
    return replace(found, outputs=tuple(_written(draft) for draft in drafts))


def check(job: Job, world: World) -> Built:
    """Return what `build` would say, without writing a byte: the same loading, checks and plans."""
    return _examined(job, world)[0]


def _written(draft: Draft) -> Output:
    """Return a draft as bytes. Writers are imported here: checking loads neither."""
    match draft.kind:
        case "pptx":
            from builder.write.pptx import write_pptx  # noqa: PLC0415  # slow to import

            data = write_pptx(draft.plan)
        case "pdf":
            from builder.write.pdf import write_pdf  # noqa: PLC0415  # slow to import

            data = write_pdf(draft.plan)
        case _:
            assert_never(draft.kind)
    return Output(draft.path, data, draft.edition, draft.plan.properties.digest, "draft", len(draft.plan.pages))


def _examined(job: Job, world: World) -> tuple[Built, Sequence[Draft]]:
    recording = Recording(world)
    loaded = load(job.path, recording, shown=job.shown, limits=job.limits)
    diagnostics: tuple[Diagnostic, ...] = loaded.diagnostics
    drafts: tuple[Draft, ...] = ()
    if loaded.deck:
        found, drafts = _judged(loaded.deck, job)
        diagnostics = (*diagnostics, *found)
    built = Built(
        deck=loaded.deck.deck if loaded.deck else None,
        outputs=(),
        diagnostics=weighed(diagnostics, strict=job.strict),
        texts=loaded.sources,
        files=tuple(Source(path, sha) for path, sha in sorted(recording.digests.items()) if sha),
        editions=tuple(edition.name for edition in loaded.deck.editions) if loaded.deck else (),
        at=loaded.deck.at if loaded.deck else NOWHERE,
    )
    return built, drafts


def _judged(deck: Deck, job: Job) -> tuple[tuple[Diagnostic, ...], tuple[Draft, ...]]:
    """Return what is wrong with a deck that could be read, and the plans of its outputs."""
    try:
        theme = load_theme(deck.theme.name)
    except ThemeError as fault:
        return (Diagnostic(deck.at, "THEME001", str(fault)),), ()
    readings = tuple(_readings(deck))
    found = [*check_outline(Outline(deck, readings))]
    dressed, said = _dressed(deck, theme)
    found += said
    if has_errors(said):
        return tuple(found), ()
    drafts: list[Draft] = []
    for reading in readings:
        if job.editions and reading.edition.name not in job.editions:
            continue
        found += check_edition(reading)
        if reading.edition.locale is None or reading.locale is not None:
            faults, plans = _drafted(reading, theme, dressed, asked=bool(job.editions))
            found += faults
            drafts += plans
    return tuple(found), tuple(drafts)


def _dressed(deck: Deck, theme: Theme) -> tuple[Dress | None, tuple[Diagnostic, ...]]:
    """Return the theme in the deck's template, if it names one, and what is to be said about that."""
    template = deck.theme.brand
    if template is None or all(edition.output != "slides" for edition in deck.editions):
        return None, ()
    from builder.plan.template.findings import findings, untitled  # noqa: PLC0415  # only decks with a template

    made = dress(theme, template)
    return made, (untitled(template, deck.theme.at),) if made is None else tuple(findings(made, deck.theme.at))


def _readings(deck: Deck) -> Iterator[Reading]:
    resolved: dict[Audience, Deck] = {}
    shelf = Shelf(locale_names(), stigma_words())
    for edition in deck.editions:
        if edition.audience not in resolved:
            resolved[edition.audience] = for_audience(deck, edition.audience)
        yield Reading(resolved[edition.audience], edition, _locale(edition), shelf)


def _locale(edition: Edition) -> Locale | None:
    return load_locale(edition.locale) if edition.locale in locale_names() and edition.locale else None


def _drafted(
    reading: Reading, theme: Theme, dressed: Dress | None, *, asked: bool
) -> tuple[list[Diagnostic], list[Draft]]:
    seal = digest(Content(reading.deck, reading.edition, reading.locale, theme))
    words = reading.locale or _usual_locale(reading.deck.language)
    return draft_plans(reading.deck, reading.edition, words, theme, seal, asked=asked, dress=dressed)


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
