"""What is said: the deck, its sections, slides and blocks, as immutable typed values.

The classes are also the schema: `load.decode` reads their fields and types, so a key exists in YAML because it
exists here. A field's metadata may say `key` (another name in YAML; None: not from YAML), `keyed` (a mapping whose keys
become that attribute of the items; with `holds`, its values are that key's) and `one` (a single item needs no
brackets). `Form`s in the types say what a text must look like. Nothing here reads files or knows about looks.
"""

from __future__ import annotations

from typing import Literal

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
from builder.editions import (
    Beside,
    Edition,
    FoldKind,
    FormatName,
    OutputKind,
    PaperName,
    PerPage,
    SourceList,
    TypeSize,
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
from builder.frozen import dataclass, field
from builder.governance import Approval, Governance
from builder.guidance import Action, ActionKind, Emergency
from builder.references import Reference
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
)

__all__ = [
    "FOR",
    "NOWHERE",
    "ONE",
    "Action",
    "ActionKind",
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
    "FoldKind",
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
    "SourceList",
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

    `outputs` names the only outputs that show it; a card shows only what names `card`, here or on the section.
    `layout_at` is where the layout is named. With `overflow: notes`, points that have no room go to the notes.
    """

    id: SlideId | None = None
    title: Title
    plain: Title | None = None
    audiences: tuple[Audience, ...] | None = field(default=None, metadata=FOR)
    outputs: tuple[OutputKind, ...] | None = field(default=None, metadata=ONE)
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
    """A part of the deck. `plain` is its heading for patients, best a question; `outputs` as on slides."""

    section: SectionId
    title: Title
    plain: Title | None = None
    audiences: tuple[Audience, ...] | None = field(default=None, metadata=FOR)
    outputs: tuple[OutputKind, ...] | None = field(default=None, metadata=ONE)
    language: Language | None = None
    slides: tuple[Slide, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Model):
    """A glossary entry: the term, how to say it, what it means to a clinician and in plain words.

    `expansion` is what an abbreviation stands for: what screen readers say in its place wherever a PDF uses it.
    """

    term: TermName
    say: Name | None = None
    expansion: Name | None = None
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
class Deck(Model):
    """The whole outline of one deck, includes resolved.

    Only leaflets show `main_message` and what follows up to `emergency`. `without_treatment` says what happens if
    nothing is done, `legal_status` names substances whose status the locale's pack tells, `interpreter` and
    `other_formats` say how to get help with reading.
    """

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
    without_treatment: tuple[RichText, ...] = ()
    unknowns: tuple[RichText, ...] = ()
    legal_status: tuple[Slug, ...] = field(default=(), metadata=ONE)
    actions: tuple[Action, ...] = ()
    questions: tuple[RichText, ...] = ()
    teach_back: tuple[RichText, ...] = ()
    interpreter: RichText | None = None
    other_formats: RichText | None = None
    emergency: Emergency | None = None
    disclosures: tuple[RichText, ...] = ()
    closing: Title | None = None
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...] = field(default=(), metadata={"keyed": "id", "first": True})
    references: tuple[Reference, ...] = ()
    glossary: tuple[Term, ...] = field(default=(), metadata={"keyed": "term"})
    objectives: tuple[Objective, ...] = ()
    editions: tuple[Edition, ...] = field(metadata={"keyed": "name"})
    governance: Governance = field(default_factory=Governance)
