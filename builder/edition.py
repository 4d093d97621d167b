"""One edition as a pure unit: all that it is made from, as values -> what checks, plans, bytes and their proof say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol, TypeAlias, assert_never

from builder.check import check_edition
from builder.check.rule import Evidence, Reading
from builder.coverage import Standing, standing
from builder.diagnostics import Diagnostic, has_errors
from builder.digest import Content, digest
from builder.drafts import Draft, draft_plans
from builder.frozen import dataclass, field, replace
from builder.job import Output, Told
from builder.kept import Kept
from builder.late import late
from builder.load.themes import ThemeError, chosen_theme
from builder.locales import Locale
from builder.pictures import coarse_pictures
from builder.proofing import order_of, proof
from builder.theme import Theme
from builder.theming import ThemeChoice

if TYPE_CHECKING:
    from builder.fitreport import Fit
    from builder.plan.fit import fit_of
    from builder.plan.template.dress import Dress
    from builder.twin import Twin, pays
else:
    fit_of = late("builder.plan.fit", "fit_of")
    Twin, pays = late("builder.twin", "Twin", "pays")
    Fit = late("builder.fitreport", "Fit")

Kind: TypeAlias = Literal["pptx", "pdf", "html"]
"""A format of outputs."""


@dataclass(frozen=True, slots=True)
class EditionJob:
    """All that one edition is made from. The same values give the same findings and bytes, wherever they are made.

    `words` are the fixed words and numbers that it prints, `asked` tells that somebody asked for this very edition.
    """

    reading: Reading
    words: Locale
    asked: bool

    @property
    def name(self) -> str:
        """The edition's name."""
        return self.reading.edition.name

    @property
    def choice(self) -> ThemeChoice:
        """The theme that it asks for, or its deck does."""
        return self.reading.edition.theme or self.reading.deck.theme

    @property
    def bare(self) -> EditionJob:
        """The job without what its plans were made from, which takes more room than they do."""
        deck = replace(
            self.reading.deck, sections=(), findings=(), references=(), glossary=(), actions=(), objectives=()
        )
        return replace(self, reading=replace(self.reading, deck=deck, evidence=Evidence.of(())))

    @property
    def placeless(self) -> bool:
        """Tell whether it names a locale that isn't there: it is checked, but never planned."""
        return self.reading.edition.locale is not None and self.reading.locale is None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A planned output: its path below the output folder, and its format."""

    path: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Planned:
    """What came of planning an edition, without the plans: what has no room, and what its outputs hold."""

    diagnostics: tuple[Diagnostic, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    standing: Standing = field(default_factory=Standing)


@dataclass(frozen=True, slots=True)
class Proved:
    """An output, and what is wrong with its bytes."""

    output: Output
    diagnostics: tuple[Diagnostic, ...] = ()


class Maker(Protocol):
    """Who makes editions: afresh, or with the help of a cache. Each answer depends on the job's values alone."""

    @property
    def remade(self) -> tuple[str, ...]:
        """The names of the editions that were planned or written here."""

    def expect(self, jobs: Sequence[EditionJob], kinds: Collection[Kind]) -> None:
        """Hear which editions will be asked for, and in which formats their outputs."""

    def checked(self, job: EditionJob) -> tuple[Diagnostic, ...]:
        """Return what is wrong with an edition as its readers get it."""

    def planned(self, job: EditionJob) -> Planned:
        """Return what came of planning it."""

    def fits(self, job: EditionJob) -> tuple[Fit, ...]:
        """Return how full the boxes of its outputs are."""

    def settled(self, jobs: Sequence[EditionJob]) -> tuple[EditionJob, ...]:
        """Hear that all were planned and checked; return them as they are needed from here on, to make their outputs.

        Whoever lets go of the others lets go of the outline.
        """

    def ahead(self, job: EditionJob, sheets: Sequence[Sheet]) -> AbstractContextManager[Sequence[Sheet]]:
        """Hear which of its outputs are asked for while a `with` lasts, and say in which order they should be."""

    def proved(self, job: EditionJob, sheet: Sheet) -> Proved:
        """Return one of its planned outputs as bytes, proof-read."""


class Fresh:
    """Makes the editions of one deck, keeping their plans until all are written."""

    helped = False
    """Whether it makes use of what it is told to expect."""
    _turn: ClassVar[int] = 0
    _made: ClassVar[set[str]] = set()

    def __init__(self) -> None:
        self._plans: dict[str, tuple[tuple[Diagnostic, ...], tuple[Draft, ...]]] = {}
        self._wardrobe: dict[tuple[ThemeChoice, bool], _Looks] = {}
        self._twins: dict[str, Twin[Proved]] = {}

    @property
    def remade(self) -> tuple[str, ...]:
        """The names of the editions that were planned here."""
        return tuple(self._plans)

    def expect(self, jobs: Sequence[EditionJob], kinds: Collection[Kind]) -> None:
        """Do nothing before it is asked for."""

    def checked(self, job: EditionJob) -> tuple[Diagnostic, ...]:
        """Return what is wrong with an edition as its readers get it."""
        return tuple(check_edition(job.reading))

    def planned(self, job: EditionJob) -> Planned:
        """Return what came of planning an edition."""
        if job.placeless:
            return Planned()
        found, drafts = self._planned(job)
        return Planned(
            diagnostics=(*found, *coarse_pictures((job.reading,), drafts)),
            sheets=tuple(Sheet(draft.path, draft.kind) for draft in drafts),
            standing=standing(job.reading.deck, drafts),
        )

    def fits(self, job: EditionJob) -> tuple[Fit, ...]:
        """Return how full the boxes of its outputs are."""
        deck = job.reading.deck.deck
        return tuple(Fit(deck, d.edition, d.path, d.kind, fit_of(d.plan)) for d in self.drafts(job))

    def settled(self, jobs: Sequence[EditionJob]) -> tuple[EditionJob, ...]:
        """Return editions without what they were planned from."""
        return tuple(job.bare if job.name in self._plans else job for job in jobs)

    @contextmanager
    def ahead(self, job: EditionJob, sheets: Sequence[Sheet]) -> Iterator[Sequence[Sheet]]:
        """Make one of two papers in a copy of this process, where that pays: each in turn, since what a copy learns
        is lost, and none before this process has made it once. It is asked for last.
        """
        papers = [sheet for sheet in sheets if sheet.kind == "pdf"]
        if len(papers) > 1 and Fresh._made.issuperset(sheet.path for sheet in papers) and pays():
            chosen = papers[Fresh._turn % len(papers)]
            Fresh._turn += 1
            with suppress(OSError):
                self._twins[chosen.path] = Twin(lambda: self._proved(job, chosen))
        try:
            yield sorted(sheets, key=lambda sheet: sheet.path in self._twins)
        finally:
            while self._twins:
                self._twins.popitem()[1].end()

    def proved(self, job: EditionJob, sheet: Sheet) -> Proved:
        """Return one of an edition's planned outputs as bytes, proof-read."""
        twin = self._twins.pop(sheet.path, None)
        return (twin.result() if twin else None) or self._proved(job, sheet)

    def _proved(self, job: EditionJob, sheet: Sheet) -> Proved:
        made = proved(next(draft for draft in self.drafts(job) if draft.path == sheet.path))
        if Kept.stays:
            Fresh._made.add(sheet.path)
        return made

    def drafts(self, job: EditionJob) -> tuple[Draft, ...]:
        """Return the plans of an edition's outputs."""
        return () if job.placeless else self._planned(job)[1]

    def _planned(self, job: EditionJob) -> tuple[tuple[Diagnostic, ...], tuple[Draft, ...]]:
        if job.name not in self._plans:
            found, drafts = _drafted(job, self._looks(job))
            self._plans[job.name] = tuple(found), tuple(drafts)
        return self._plans[job.name]

    def _looks(self, job: EditionJob) -> _Looks:
        wanted = job.choice, job.reading.edition.output == "slides"
        if wanted not in self._wardrobe:
            self._wardrobe[wanted] = _looks(*wanted)
        return self._wardrobe[wanted]


@dataclass(frozen=True, slots=True)
class _Looks:
    """A theme that editions ask for (None: it can't be used), in a template if they name one; what is said of both."""

    theme: Theme | None
    dress: Dress | None
    said: tuple[Diagnostic, ...]


def _looks(choice: ThemeChoice, slides: bool) -> _Looks:
    """Return the looks of editions with this choice; only slides have a template's."""
    try:
        theme = chosen_theme(choice)
    except ThemeError as refusal:
        said = (Diagnostic(fault.at, "THEME001", fault.message, help=fault.hint) for fault in refusal.faults)
        return _Looks(None, None, tuple(said))
    if choice.brand is None or not slides:
        return _Looks(theme, None, ())
    from builder.plan.template.dress import dress  # noqa: PLC0415  # only decks with a template
    from builder.plan.template.findings import findings, untitled  # noqa: PLC0415

    made = dress(theme, choice.brand)
    return _Looks(
        theme, made, (untitled(choice.brand, choice.at),) if made is None else tuple(findings(made, choice.at))
    )


def _drafted(job: EditionJob, looks: _Looks) -> tuple[list[Diagnostic], list[Draft]]:
    if looks.theme is None or has_errors(looks.said):
        return [*looks.said], []
    reading = job.reading
    seal = digest(Content(reading.deck, reading.edition, reading.locale, looks.theme))
    found, drafts = draft_plans(
        reading.deck, reading.edition, job.words, looks.theme, seal, asked=job.asked, dress=looks.dress
    )
    order = order_of(reading.deck, reading.edition, job.words)
    return [*looks.said, *found], [replace(draft, order=order) for draft in drafts]


def proved(draft: Draft) -> Proved:
    """Return a draft as bytes, proof-read: sheets as readers hold them, before they are folded."""
    output = written(draft)
    unfolded = written(replace(draft, fold=None)) if draft.fold else output
    return Proved(output, tuple(proof(draft, unfolded.data)))


def written(draft: Draft) -> Output:
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
    return Output(
        draft.path, data, draft.edition, plan.properties.digest, "draft", len(plan.pages), tuple(_told(draft))
    )


def _told(draft: Draft) -> Iterator[Told]:
    names = {layout.key: layout.name for layout in draft.plan.layouts}
    return (Told(page.title, names[page.layout], page.reason) for page in draft.plan.pages if page.layout)
