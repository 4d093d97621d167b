"""What every decoder shares while one outline is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TypeAlias

from builder.diagnostics import Span
from builder.findings import Finding
from builder.frozen import dataclass, field
from builder.load.faults import Bad, Faults
from builder.load.limits import Limits
from builder.load.names import Names
from builder.located import Node
from builder.world import World


@dataclass(slots=True)
class Scope:
    """The collector of faults, the limits, the names, the world, and the path of every file by its shown name.

    `root` is the project's root as the author types it: messages put it before every path. `texts` are those of files
    that are read while decoding (tables, themes), for excerpts, `named_at` the places that first named them, both by
    shown name. `findings` are those read so far, by id: texts take numbers from them.

    `read` are these findings in order, `pulled` says which ones texts have asked for (None: there is none to be had),
    `looked` counts how often the world was asked for a file.
    """

    world: World
    root: str = ""
    limits: Limits = field(default_factory=Limits)
    faults: Faults = field(default_factory=Faults)
    names: Names = field(default_factory=Names)
    paths: dict[str, PurePosixPath] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    named_at: dict[str, Span] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    read: list[Finding] = field(default_factory=list)
    pulled: list[tuple[str, Finding | None]] = field(default_factory=list)
    looked: int = 0

    def note(self, finding: Finding) -> None:
        """Note a finding that was read: from now on, texts can take its numbers."""
        self.findings[finding.id] = finding
        self.read.append(finding)


Decoder: TypeAlias = Callable[[Node, Scope], object]
"""Turns a node into a value, or notes why not and returns `BAD`."""

__all__ = ["Bad", "Decoder", "Scope"]
