"""An outline -> checked, planned and written outputs. Pure: no clock, no disk but through the world, no print."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import PurePosixPath
from typing import Literal, assert_never

from builder.audience import for_audience, for_output
from builder.base import NOWHERE
from builder.check import check_edition, check_outline
from builder.check.rule import Evidence, Outline, Reading, Shelf
from builder.coverage import Coverage, Reached, coverage
from builder.diagnostics import Diagnostic, Severity, Span, has_errors, ordered
from builder.digest import Content, digest
from builder.drafts import Draft, draft_plans
from builder.load.deck import load
from builder.load.language import stigma_words
from builder.load.limits import Limits
from builder.load.locales import LocaleError, load_locale, locale_names
from builder.load.themes import ThemeError, chosen_theme
from builder.locales import Locale
from builder.manifest import Source
from builder.model import Deck, Edition, OutputKind
from builder.pictures import coarse_pictures
from builder.plan.template.dress import Dress, dress
from builder.proofing import order_of, proof
from builder.theme import Theme
from builder.theming import ThemeChoice
from builder.values import Audience
from builder.world import Recording, World


@dataclass(frozen=True, slots=True)
class Job:
    """What to build: a deck file below the world's root, and which editions (none named: all).

    `shown` is the root as the author types it, for messages. `strict` turns warnings into errors. With `part`, the
    editions are a part of a whole build: nobody asked for them by name, so none has to be one that can be made.
    """

    path: PurePosixPath
    shown: str = ""
    editions: tuple[str, ...] = ()
    strict: bool = False
    limits: Limits = field(default_factory=Limits)
    part: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A slide and why it stands as it does: its title, its layout's name, the planner's reason."""

    title: str
    layout: str
    reason: str


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be written below the output folder. `pages` counts pages or slides; `slides` tells about each slide."""

    path: str
    data: bytes = field(repr=False)
    edition: str
    digest: str
    status: Literal["draft"]
    pages: int
    slides: tuple[Told, ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Built:
    """What a job gave. With an error among the diagnostics, there are no outputs.

    `deck` is the deck's id, `at` its place and `editions` the names of its editions, if it could be read. `texts` are
    the source files' texts by shown path, `files` all files that were read. From checks only: `drafts` are the plans,
    `outline` is the deck as written. `reached` is what must reach people, and where it stands.
    """

    deck: str | None
    outputs: tuple[Output, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    files: tuple[Source, ...]
    editions: tuple[str, ...] = ()
    at: Span = NOWHERE
    drafts: tuple[Draft, ...] = ()
    reached: tuple[Reached, ...] = ()
    outline: Deck | None = None


def build(job: Job, world: World) -> Built:
    """Return the outputs of a deck, or why there are none. The same job and files always give the same bytes."""
    found, drafts = _examined(job, world)
    found = replace(found, outline=None)
    if has_errors(found.diagnostics):
        return found
    outputs = tuple(_written(draft) for draft in drafts)
    found = _proved(found, drafts, outputs, job)
    return found if has_errors(found.diagnostics) else replace(found, outputs=outputs)


def check(job: Job, world: World) -> Built:
    """Return what `build` would say, and the plans: the same loading, checks and plans, and the same proof of PDFs."""
    return proofread(plan(job, world), job)


def plan(job: Job, world: World) -> Built:
    """Return what `check` says before it proves any PDF, and the plans."""
    found, drafts = _examined(job, world)
    return replace(found, drafts=drafts)


def proofread(planned: Built, job: Job) -> Built:
    """Return what was planned together with what the proof of its PDFs says; errors leave nothing to prove."""
    if has_errors(planned.diagnostics):
        return planned
    printed = tuple(draft for draft in planned.drafts if draft.kind == "pdf")
    return _proved(planned, printed, tuple(_written(draft) for draft in printed), job)


def _proved(found: Built, drafts: Sequence[Draft], outputs: Sequence[Output], job: Job) -> Built:
    """Return what is said of a deck together with what the proof of its outputs says."""
    proofs = (
        one for draft, output in zip(drafts, outputs, strict=True) for one in proof(draft, _unfolded(draft, output))
    )
    return replace(found, diagnostics=weighed((*found.diagnostics, *proofs), strict=job.strict))


def _unfolded(draft: Draft, output: Output) -> bytes:
    """Return the pages of an output as readers hold them: sheets are proof-read before they are folded."""
    return _written(replace(draft, fold=None)).data if draft.fold else output.data


def _written(draft: Draft) -> Output:
    """Return a draft as bytes. Writers are imported here: checking loads neither."""
    match draft.kind:
        case "pptx":
            from builder.write.pptx import write_pptx  # noqa: PLC0415  # slow to import

            data = write_pptx(draft.plan)
        case "pdf":
            from builder.write.pdf import write_pdf  # noqa: PLC0415  # slow to import

            data = write_pdf(draft.printed)
        case "html":
            from builder.write.html import write_html  # noqa: PLC0415  # slow to import

            data = write_html(draft.plan)
        case _:
            assert_never(draft.kind)
    plan = draft.plan
    names = {layout.key: layout.name for layout in plan.layouts}
    told = tuple(Told(page.title, names[page.layout], page.reason) for page in plan.pages if page.layout)
    return Output(draft.path, data, draft.edition, plan.properties.digest, "draft", len(plan.pages), told)


def _examined(job: Job, world: World) -> tuple[Built, tuple[Draft, ...]]:
    recording = Recording(world)
    loaded = load(job.path, recording, shown=job.shown, limits=job.limits)
    diagnostics: tuple[Diagnostic, ...] = loaded.diagnostics
    drafts: tuple[Draft, ...] = ()
    covered = Coverage()
    if loaded.deck:
        found, drafts, covered = _judged(loaded.deck, job)
        diagnostics = (*diagnostics, *found, *covered.diagnostics)
    built = Built(
        deck=loaded.deck.deck if loaded.deck else None,
        outputs=(),
        diagnostics=weighed(diagnostics, strict=job.strict),
        texts=loaded.sources,
        files=tuple(Source(path, sha) for path, sha in sorted(recording.digests.items()) if sha),
        editions=tuple(edition.name for edition in loaded.deck.editions) if loaded.deck else (),
        at=loaded.deck.at if loaded.deck else NOWHERE,
        reached=covered.claims,
        outline=loaded.deck,
    )
    return built, drafts


def _judged(deck: Deck, job: Job) -> tuple[tuple[Diagnostic, ...], tuple[Draft, ...], Coverage]:
    """Return what is wrong with a deck that could be read, the plans of its outputs, and what reaches people."""
    readings = tuple(read_by(deck))
    found = [*check_outline(Outline(deck, readings))]
    wardrobe: dict[tuple[ThemeChoice, bool], _Looks] = {}
    drafts: list[Draft] = []
    for reading in readings:
        if job.editions and reading.edition.name not in job.editions:
            continue
        found += check_edition(reading)
        if reading.edition.locale is None or reading.locale is not None:
            faults, plans = _drafted(reading, wardrobe, asked=bool(job.editions) and not job.part)
            found += faults
            drafts += plans
    asked = [one for one in readings if not job.editions or one.edition.name in job.editions]
    found += coarse_pictures(asked, drafts)
    return tuple(found), tuple(drafts), coverage(deck, asked, drafts)


@dataclass(frozen=True, slots=True)
class _Looks:
    """A theme that editions ask for (None: it can't be used), in a template if they name one; what is said of both."""

    theme: Theme | None
    dress: Dress | None
    said: tuple[Diagnostic, ...]


def _looks(choice: ThemeChoice, *, slides: bool) -> _Looks:
    """Return the looks of editions with this choice; only slides have a template's."""
    try:
        theme = chosen_theme(choice)
    except ThemeError as refusal:
        said = (Diagnostic(fault.at, "THEME001", fault.message, help=fault.hint) for fault in refusal.faults)
        return _Looks(None, None, tuple(said))
    if choice.brand is None or not slides:
        return _Looks(theme, None, ())
    from builder.plan.template.findings import findings, untitled  # noqa: PLC0415  # only decks with a template

    made = dress(theme, choice.brand)
    return _Looks(
        theme, made, (untitled(choice.brand, choice.at),) if made is None else tuple(findings(made, choice.at))
    )


def read_by(deck: Deck) -> Iterator[Reading]:
    """Yield every edition of a deck as its readers get it."""
    resolved: dict[tuple[Audience, OutputKind | None], Deck] = {}
    picky = any(s.outputs or any(slide.outputs for slide in s.slides) for s in deck.sections)
    shelf, evidence = Shelf(locale_names(), stigma_words()), Evidence.of(deck.findings)
    for edition in deck.editions:
        key = edition.audience, edition.output if picky or edition.output == "card" else None
        if key not in resolved:
            resolved[key] = for_audience(for_output(deck, edition.output), edition.audience)
        yield Reading(resolved[key], edition, _locale(edition), shelf, evidence)


def _locale(edition: Edition) -> Locale | None:
    return load_locale(edition.locale) if edition.locale in locale_names() and edition.locale else None


def _drafted(
    reading: Reading, wardrobe: dict[tuple[ThemeChoice, bool], _Looks], *, asked: bool
) -> tuple[list[Diagnostic], list[Draft]]:
    choice, slides = reading.edition.theme or reading.deck.theme, reading.edition.output == "slides"
    looks = wardrobe.get((choice, slides))
    if looks is None:
        looks = wardrobe[choice, slides] = _looks(choice, slides=slides)
    if looks.theme is None or has_errors(looks.said):
        return [*looks.said], []
    seal = digest(Content(reading.deck, reading.edition, reading.locale, looks.theme))
    words = reading.locale or _usual_locale(reading.deck.language)
    found, drafts = draft_plans(reading.deck, reading.edition, words, looks.theme, seal, asked=asked, dress=looks.dress)
    order = order_of(reading.deck, reading.edition, words)
    return [*looks.said, *found], [replace(draft, order=order) for draft in drafts]


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
