"""Blocks that teach: icon arrays, benefits beside harms, questions, one big number, and things to fill in."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, TypeAlias

from builder.base import BaseBlock, Model
from builder.frozen import dataclass, field
from builder.values import Form, MaybeEmpty, Name, RichText, Title

Count: TypeAlias = Annotated[int, Form(low=0)]
Denominator: TypeAlias = Annotated[int, Form(among=(100, 1000))]


@dataclass(frozen=True, slots=True, kw_only=True)
class IconGroup(Model):
    """How many of the people of an arm had one outcome. `name` is the outcome in words ("felt much better")."""

    name: Name
    count: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class IconArm(Model):
    """One group of people. A bare number is its `count`, a bare mapping its `groups`.

    `count` counts the people of the array's `event`; loading makes a group of it, so that only `groups` are read later.
    `about` tells that a finding's percentage was rounded to whole people.
    """

    label: MaybeEmpty
    count: Count | None = None
    groups: tuple[IconGroup, ...] = field(default=(), metadata={"keyed": "name", "holds": "count"})
    about: bool = field(default=False, metadata={"key": None})


@dataclass(frozen=True, slots=True, kw_only=True)
class IconsContent(Model):
    """An icon array from numbers given in place: one to three arms, each of 100 or each of 1,000 people.

    `event` names the people that a plain number counts, `rest` those that no group counts. `count` is short for one
    arm without a name.
    """

    title: Title | None = None
    of: Denominator = 100
    arms: tuple[IconArm, ...] = field(metadata={"keyed": "label"})
    event: Name | None = None
    rest: Name | None = None
    time: Name | None = None
    note: RichText | None = None
    source: RichText | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Icons(BaseBlock):
    """An icon array."""

    kind: ClassVar[str] = "icons"
    icons: IconsContent
    plain: IconsContent | None = None


SideKind: TypeAlias = Literal["benefit", "harm", "neutral"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side(Model):
    """One side of a comparison: a heading and its points."""

    title: Title
    kind: SideKind = "neutral"
    points: tuple[RichText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareContent(Model):
    """Two or three sides in equal weight, such as benefits and harms."""

    title: Title | None = None
    sides: tuple[Side, ...]
    source: RichText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare(BaseBlock):
    """A comparison."""

    kind: ClassVar[str] = "compare"
    compare: CompareContent
    plain: CompareContent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionContent(Model):
    """A question and its answer. With `options`, `answer` is one of them: its text, its letter or its number from 1.

    `right` is the place of that option from 0, found when the outline is read.
    """

    text: RichText
    options: tuple[RichText, ...] = ()
    answer: RichText
    rationale: RichText | None = None
    right: int | None = field(default=None, metadata={"key": None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(BaseBlock):
    """A question: single best answer, or teach-back."""

    kind: ClassVar[str] = "question"
    question: QuestionContent
    plain: QuestionContent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Model):
    """A number as it is shown, and what it counts."""

    value: Name
    counts: RichText


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberContent(Model):
    """One big number, what it counts, and the number that it is to be compared with."""

    value: Name
    counts: RichText
    compared: Counted | None = None
    note: RichText | None = None
    source: RichText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(BaseBlock):
    """One big number with its context."""

    kind: ClassVar[str] = "number"
    number: NumberContent
    plain: NumberContent | None = None


MOST_LINES = 6
"""Lines to write on in one field: whoever has more to say takes a sheet of paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank(Model):
    """One thing to fill in. A bare text is its `label`.

    `hint` says in small print what to write, `lines` is how many lines there are to write on.
    """

    label: Title
    hint: Title | None = None
    lines: Annotated[int, Form(low=1, high=MOST_LINES)] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FillInContent(Model):
    """Things to fill in, by hand or on screen. A bare list is `fields`, a bare text the label of one.

    Either `fields`, one under the other; or a diary of `rows` by `columns`.
    """

    title: Title | None = None
    fields: tuple[Blank, ...] = ()
    rows: tuple[Title, ...] = ()
    columns: tuple[Title, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FillIn(BaseBlock):
    """Things to fill in."""

    kind: ClassVar[str] = "fill-in"
    fill_in: FillInContent = field(metadata={"key": "fill-in"})
    plain: FillInContent | None = None
