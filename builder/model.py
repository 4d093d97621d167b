"""What is said: the deck, its sections, slides and blocks, as immutable typed values.

The classes are also the schema: `load.decode` reads their fields and types, so a key exists in YAML because it
exists here. A field's metadata may say `key` (another name in YAML; None: not from YAML), `keyed` (a mapping whose keys
become that attribute of the items; with `holds`, its values are that key's) and `one` (a single item needs no
brackets). `Form`s in the types say what a text must look like. Nothing here reads files or knows about looks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal, TypeAlias

from builder.base import FOR, NOWHERE, ONE, BaseBlock, Model, Waiver
from builder.blocks import (
    Block,
    Callout,
    CalloutContent,
    CalloutKind,
    Chart,
    ChartContent,
    ChartKind,
    Checklist,
    Define,
    Image,
    ImageContent,
    Layout,
    Picture,
    Point,
    Quote,
    QuoteContent,
    ReferenceLine,
    Series,
    Steps,
    Table,
    TableContent,
    Text,
)
from builder.diagnostics import Span
from builder.diagrams import (
    BuildStep,
    Cluster,
    Diagram,
    DiagramContent,
    DiagramEdge,
    DiagramNode,
    NodeKind,
    Sign,
)
from builder.findings import (
    Arm,
    Checked,
    Effect,
    Finding,
    FindingBlock,
    FindingContent,
    Outcome,
    Population,
    Rating,
    Source,
    Timepoint,
)
from builder.teaching import (
    Blank,
    Compare,
    CompareContent,
    Counted,
    FillIn,
    FillInContent,
    IconArm,
    IconGroup,
    Icons,
    IconsContent,
    Number,
    NumberContent,
    Question,
    QuestionContent,
    Side,
    SideKind,
)
from builder.theming import USUAL, ThemeChoice
from builder.values import (
    Audience,
    Form,
    Language,
    Name,
    ObjectiveId,
    ObjectiveRef,
    Prose,
    RichText,
    SectionId,
    SlideId,
    Slug,
    TermName,
    Title,
    Version,
)

__all__ = [
    "FOR",
    "NOWHERE",
    "ONE",
    "Approval",
    "Arm",
    "BaseBlock",
    "Beside",
    "Blank",
    "Block",
    "BuildStep",
    "Callout",
    "CalloutContent",
    "CalloutKind",
    "Chart",
    "ChartContent",
    "ChartKind",
    "Checked",
    "Checklist",
    "Cluster",
    "Compare",
    "CompareContent",
    "Counted",
    "Deck",
    "Define",
    "Diagram",
    "DiagramContent",
    "DiagramEdge",
    "DiagramNode",
    "Edition",
    "Effect",
    "Emergency",
    "FillIn",
    "FillInContent",
    "Finding",
    "FindingBlock",
    "FindingContent",
    "FormatName",
    "Governance",
    "IconArm",
    "IconGroup",
    "Icons",
    "IconsContent",
    "Image",
    "ImageContent",
    "Layout",
    "Model",
    "NodeKind",
    "Number",
    "NumberContent",
    "Objective",
    "Outcome",
    "OutputKind",
    "PaperName",
    "PerPage",
    "Picture",
    "Point",
    "Population",
    "Question",
    "QuestionContent",
    "Quote",
    "QuoteContent",
    "Rating",
    "Reference",
    "ReferenceLine",
    "Section",
    "Series",
    "Side",
    "SideKind",
    "Sign",
    "Slide",
    "Source",
    "Steps",
    "Table",
    "TableContent",
    "Term",
    "Text",
    "ThemeChoice",
    "Timepoint",
    "TypeSize",
    "Waiver",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide(Model):
    """One assertion and what backs it. `notes` is what the lecturer says; `reveal` brings the points click by click.

    `layout_at` is where the layout is named. With `overflow: notes`, points that have no room go to the notes.
    """

    id: SlideId | None = None
    title: Title
    plain: Title | None = None
    audiences: tuple[Audience, ...] | None = field(default=None, metadata=FOR)
    language: Language | None = None
    layout: Layout | None = None
    layout_at: Span = field(default=NOWHERE, metadata={"key": None})
    overflow: Literal["notes"] | None = None
    reveal: bool = False
    objectives: tuple[ObjectiveRef, ...] = field(default=(), metadata=ONE)
    blocks: tuple[Block, ...] = ()
    notes: Prose | None = None
    waive: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Model):
    """A part of the deck. `plain` is its heading for patients, best a question."""

    section: SectionId
    title: Title
    plain: Title | None = None
    audiences: tuple[Audience, ...] | None = field(default=None, metadata=FOR)
    language: Language | None = None
    slides: tuple[Slide, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Model):
    """A glossary entry: the term, how to say it, what it means to a clinician and in plain words."""

    term: TermName
    say: Name | None = None
    meaning: RichText | None = None
    plain: RichText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Model):
    """What a learner can do afterwards."""

    id: ObjectiveId
    text: RichText
    plain: RichText | None = None
    audiences: tuple[Audience, ...] | None = field(default=None, metadata=FOR)
    key_terms: tuple[Name, ...] = field(default=(), metadata=ONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A bibliographic entry. `csl` holds its CSL-JSON fields, already checked; `id` is the citation key.

    `retracted` says that the source was withdrawn, in words ("true", a day, a reason); `checked_on` is the day on which
    somebody last looked whether it was.
    """

    id: str
    at: Span
    csl: tuple[tuple[str, object], ...]
    doi: str | None = None
    url: str | None = None
    language: str | None = None
    retracted: str | None = None
    checked_on: date | None = None


PaperName: TypeAlias = Literal["A4", "Letter", "A5"]
OutputKind: TypeAlias = Literal["slides", "notes", "handout", "guided", "card", "web"]
TypeSize: TypeAlias = Literal["normal", "large"]
FormatName: TypeAlias = Literal["pdf", "html"]
PerPage: TypeAlias = Annotated[int, Form(among=(2, 3, 6))]
Beside: TypeAlias = Literal["lines", "notes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Model):
    """One rendering of the outline; `like` (already resolved here) copies another edition's keys.

    `theme` is the edition's own, None for the deck's. Only for notes: `per_page` slides go on a page, with lines to
    write on or the speaker notes `beside` them (None: lines, but nothing beside six slides). `pages` is how many pages
    or slides it may have at most, `pages_at` where that is written.
    """

    name: Slug
    audience: Audience
    output: OutputKind
    papers: tuple[PaperName, ...] = field(default=("A4",), metadata={"key": "paper", **ONE})
    formats: tuple[FormatName, ...] = field(default=("pdf",), metadata=ONE)
    type: TypeSize = "normal"
    locale: Language | None = None
    theme: ThemeChoice | None = None
    per_page: PerPage = 3
    beside: Beside | None = None
    pages: Annotated[int, Form(low=1)] | None = None
    pages_at: Span = field(default=NOWHERE, compare=False, metadata={"key": None})

    @property
    def told_as(self) -> OutputKind:
        """The output that says the same in the same order: with speaker notes, notes of a talk say what slides say."""
        return "slides" if self.output == "notes" and self.beside == "notes" else self.output


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(Model):
    """A sign-off: who, in which role, when, and the digest of what they approved."""

    role: Name
    name: Name
    date: date
    digest: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Governance(Model):
    """Who answers for the deck, and until when it holds. `due_at` is where `review_due` was written."""

    owner: Name | None = None
    service: Name | None = None
    version: Version = "0.0.0"
    authors: tuple[Name, ...] = field(default=(), metadata=ONE)
    funding: str | None = None
    interests: str | None = None
    evidence_searched_to: date | None = None
    issued: date | None = None
    last_reviewed: date | None = None
    review_due: date | None = None
    contact: str | None = None
    due_at: Span = field(default=NOWHERE, compare=False, metadata={"key": None})
    approvals: tuple[Approval, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency(Model):
    """When to get help. The numbers come from the edition's locale pack, never from here."""

    red_flags: tuple[RichText, ...] = ()
    first_aid: tuple[RichText, ...] = ()
    crisis: RichText | None = None
    see_doctor: tuple[RichText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck(Model):
    """The whole outline of one deck, includes resolved."""

    deck: Slug
    title: Title
    subtitle: Title | None = None
    plain: Title | None = None
    language: Language
    theme: ThemeChoice = USUAL
    keywords: tuple[Name, ...] = field(default=(), metadata=ONE)
    main_message: RichText | None = None
    purpose: RichText | None = None
    key_points: tuple[RichText, ...] = ()
    unknowns: tuple[RichText, ...] = ()
    questions: tuple[RichText, ...] = ()
    teach_back: tuple[RichText, ...] = ()
    emergency: Emergency | None = None
    disclosures: tuple[RichText, ...] = ()
    closing: Title | None = None
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...] = field(default=(), metadata={"keyed": "id", "first": True})
    references: tuple[Reference, ...] = ()
    glossary: tuple[Term, ...] = field(default=(), metadata={"keyed": "term"})
    objectives: tuple[Objective, ...] = ()
    editions: tuple[Edition, ...] = field(metadata={"keyed": "name"})
    governance: Governance = Governance()
