"""Findings: pieces of quantitative evidence, written once, and the block that shows them.

The record follows what appraisal asks of a number before it may be printed: in whom, compared with what, which
outcome, when, by which design, how sure (GRADE), and where it was read.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, TypeAlias

from builder.base import ONE, BaseBlock, Model, Waiver
from builder.diagnostics import Span
from builder.frozen import dataclass, field
from builder.teaching import Denominator
from builder.values import FindingId, FindingRef, Form, Measure, Name, NodeId, PValue, RichText, Title

Basis: TypeAlias = Literal["measured", "attributed", "regulatory", "mechanistic", "consensus"]
"""What a finding rests on: numbers that somebody counted, somebody's word, an authority's document, a laboratory, or
the agreement of experts."""

Certainty: TypeAlias = Literal["high", "moderate", "low", "very low", "not rated"]
"""GRADE's four levels, and that nobody has rated yet."""

Reason: TypeAlias = Literal["risk of bias", "inconsistency", "indirectness", "imprecision", "publication bias"]
"""GRADE's five reasons to rate down."""

EffectMeasure: TypeAlias = Literal["RD", "RR", "OR", "HR", "MD", "SMD", "NNT"]
"""Risk difference (points), risk ratio, odds ratio, hazard ratio, mean difference, standardised mean difference,
number needed to treat."""

RELATIVE: tuple[EffectMeasure, ...] = ("RR", "OR", "HR")
"""Measures that say nothing without the risk they start from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Population(Model):
    """In whom. A bare text is `text`. `kind` keeps people who were treated apart from people who used it otherwise."""

    text: Name
    plain: Name | None = None
    kind: Literal["clinical", "non-medical", "volunteers", "animals", "in vitro"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Model):
    """What was measured. `event` says it of people (`responded`), `plain` so that patients understand it.

    `mid` is the smallest difference that matters to people, `large` the one from which an effect is called large; both
    in points of the percentage, or in the finding's unit.
    """

    name: Name
    event: Name | None = None
    plain: Name | None = None
    definition: Name | None = None
    direction: Literal["higher is better", "lower is better"] | None = None
    importance: Literal["critical", "important", "minor"] | None = None
    mid: Decimal | None = None
    large: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timepoint(Model):
    """When, counted from what. A bare text is `text`."""

    text: Name
    plain: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm(Model):
    """One group of a finding. `id` names it in prose; without one, it is made from the label.

    `percent` is as published: `64`, with its interval `45 (35 to 55)`, or a range over studies `61 to 75`. `value` is
    a mean or a level in the finding's unit, `sd` its standard deviation. `derived` tells that somebody reckoned the
    events back from the percentage.
    """

    id: NodeId | None = None
    label: Name
    plain: Name | None = None
    events: Annotated[int, Form(low=0)] | None = None
    n: Annotated[int, Form(low=1)] | None = None
    percent: Measure | None = None
    value: Measure | None = None
    sd: Decimal | None = None
    derived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect(Model):
    """An estimate as published: `value: 14.2 (3.9 to 24.2)`. `level` is the interval's, in percent.

    `margin` is the non-inferiority margin in the same unit.
    """

    measure: EffectMeasure
    value: Measure
    level: Annotated[Decimal, Form(low=50, high=100)] = Decimal(95)
    p: PValue | None = None
    margin: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Model):
    """How sure the evidence is, why not surer, who says so and when. A bare text is the level."""

    level: Certainty
    reasons: tuple[Reason, ...] = field(default=(), metadata=ONE)
    by: Name | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Model):
    """Where a finding was read. A bare text is the reference's key. `secondary` sources are somebody's report of it."""

    ref: Name
    locator: Name | None = None
    kind: Literal["primary", "secondary"] = "primary"
    via: Name | None = None
    quote: Name | None = None
    retrieved: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Model):
    """Somebody compared the record with its source."""

    by: Name
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Model):
    """A piece of quantitative evidence, written once: every number that a deck prints of it comes from here.

    `claim` says it in one sentence, `plain` for patients. `label` names it on an axis, `study` in rows of evidence
    (`Murrough 2013`). `evidence` is for mechanisms: what it was seen in. `body`, `document` and `dated` are for
    findings that somebody said or an authority issued.
    `rounded` tells that the source had rounded already, `secondary` that the outcome was not the main one.
    `discrepancy` explains numbers of the source that contradict each other; `waive` sets rules about the record aside.
    """

    id: FindingId
    basis: Basis = "measured"
    label: Name | None = None
    study: Name | None = None
    claim: RichText
    plain: RichText | None = None
    population: Population
    exposure: Name | None = None
    comparator: Name | None = None
    outcome: Outcome
    time: Timepoint
    design: Name
    evidence: Literal["human", "animal", "in vitro", "theory"] | None = None
    n: Annotated[int, Form(low=1)] | None = None
    unit: Name | None = None
    arms: tuple[Arm, ...] = ()
    effects: tuple[Effect, ...] = field(default=(), metadata={"key": "effect", **ONE})
    certainty: Rating = Rating(level="not rated")
    sources: tuple[Source, ...] = field(metadata={"key": "source", **ONE})
    note: RichText | None = None
    rounded: bool = False
    secondary: bool = False
    body: Name | None = None
    document: Name | None = None
    dated: Name | None = None
    discrepancy: Name | None = None
    funding: Name | None = None
    interests: Name | None = None
    supersedes: FindingRef | None = None
    checked: tuple[Checked, ...] = field(default=(), metadata=ONE)
    waive: tuple[Waiver, ...] = ()

    @property
    def source(self) -> Source:
        """The first source: the one that is cited."""
        return self.sources[0]


ShownAs: TypeAlias = Literal["sentence", "chart", "icons", "facts", "row"]
"""How a finding is shown."""

ChartForm: TypeAlias = Literal["bar", "dot", "line", "range"]
"""The kinds of chart that findings can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingContent(Model):
    """Which findings are shown, and how: `as: sentence | chart | icons | facts | row`. Bare ids are `ids`.

    Without `as`, clinicians and students get a sentence, patients and the public an icon array where there are shares
    and a sentence where there are none. `of` is the denominator of icons and facts; `kind` the chart's. `highlight`
    names the findings that a chart's title is about, `tentative` those that rest on less, `reference` the one whose
    value is drawn as a line across the others.
    """

    ids: tuple[FindingRef, ...] = field(metadata={"key": "id", **ONE})
    ids_at: tuple[Span, ...] = field(default=(), metadata={"key": None})
    form: ShownAs | None = field(default=None, metadata={"key": "as"})
    title: Title | None = None
    kind: ChartForm | None = None
    of: Denominator | None = None
    highlight: tuple[FindingRef, ...] = field(default=(), metadata=ONE)
    tentative: tuple[FindingRef, ...] = field(default=(), metadata=ONE)
    reference: FindingRef | None = None
    note: RichText | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingBlock(BaseBlock):
    """Findings, shown from their records. `as`, `title`, `kind`, `of`, `note` ... may stand beside `finding`.

    A bare `plain` is the `as` for patients: `plain: icons`.
    """

    kind: ClassVar[str] = "finding"
    finding: FindingContent
    plain: FindingContent | None = None
