"""Diagrams of what leads to what: boxes and arrows as immutable typed values that are also their schema."""

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from builder.base import ONE, BaseBlock, Model
from builder.frozen import dataclass, field
from builder.values import Name, NodeId, Prose, RichText, Title

NodeKind: TypeAlias = Literal[
    "drug", "metabolite", "receptor", "cell", "transmitter", "factor", "pathway", "structure", "circuit", "process",
    "state", "context", "challenge", "outcome",
]  # fmt: skip
Sign: TypeAlias = Literal["raises", "blocks", "disputed"]
Certainty: TypeAlias = Literal["strong", "moderate", "weak"]
Evidence: TypeAlias = Literal["human", "animal", "in vitro", "inferred"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagramNode(Model):
    """A box of a diagram. A bare text is its label. Its kind decides how the box looks."""

    id: NodeId
    label: Title
    kind: NodeKind = "process"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagramEdge(Model):
    """An arrow: `a -> b` (raises), `a -| b` (blocks) or `a -? b` (disputed).

    A bare text may go on: `a -> b (human, strong) [@key]`. `certainty` is how sure the link is, `evidence` where
    it was seen, `text` a few words about it and its citations.
    """

    edge: str
    certainty: Certainty | None = None
    evidence: tuple[Evidence, ...] = field(default=(), metadata=ONE)
    text: RichText | None = None
    source: str = field(default="", metadata={"key": None})
    target: str = field(default="", metadata={"key": None})
    sign: Sign = field(default="raises", metadata={"key": None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster(Model):
    """Boxes that belong together, under a name."""

    title: Name
    nodes: tuple[Name, ...] = field(metadata=ONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildStep(Model):
    """A slide that shows the diagram again with some boxes and the arrows among them in full colour."""

    title: Title
    nodes: tuple[Name, ...] = field(metadata=ONE)
    notes: Prose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagramContent(Model):
    """A diagram of what leads to what, from its boxes and arrows; it is laid out by itself.

    `nodes` is a mapping of id to box, `clusters` of title to ids. `highlight` names boxes that keep their colours while
    the others are muted. `build` adds a slide a step after the whole picture. `direction` is the way the arrows run.
    """

    title: Title | None = None
    nodes: tuple[DiagramNode, ...] = field(metadata={"keyed": "id"})
    edges: tuple[DiagramEdge, ...]
    clusters: tuple[Cluster, ...] = field(default=(), metadata={"keyed": "title", "holds": "nodes"})
    highlight: tuple[Name, ...] = field(default=(), metadata=ONE)
    build: tuple[BuildStep, ...] = ()
    direction: Literal["across", "down"] | None = None
    source: RichText | None = None
    note: RichText | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram(BaseBlock):
    """A diagram."""

    kind: ClassVar[str] = "diagram"
    diagram: DiagramContent
    plain: DiagramContent | None = None
