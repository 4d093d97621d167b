"""What is asked of a build, and what it gives: values alone, so that nothing heavy is imported to pass them on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from builder.base import NOWHERE
from builder.diagnostics import Diagnostic, Span
from builder.frozen import dataclass, field
from builder.load.limits import Limits
from builder.manifest import Source
from builder.reached import Reached

if TYPE_CHECKING:
    from builder.drafts import Draft
    from builder.fitreport import Fit
    from builder.model import Deck


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
class Read:
    """What a deck read below `root`: see `Built.files`, `refused` and `listings`."""

    root: Path
    files: tuple[Source, ...]
    refused: Mapping[str, str]
    listings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Built:
    """What a job gave. With an error among the diagnostics, there are no outputs.

    `deck` is the deck's id, `at` its place and `editions` the names of its editions, if it could be read. `texts` are
    the source files' texts by shown path. What was read: `files`; `refused`, the paths that couldn't be, with the
    reason; `listings`, the folders whose names were asked for, with the SHA-256 of the names. `reached` is what must
    reach people, and where it stands. `remade` are the editions that were planned or written for this, not taken from
    a cache. From checks only: `fits` say how full the boxes of each output are, `drafts` are the plans and `outline`
    is the deck as written; a cache gives neither of these two.
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
    refused: Mapping[str, str] = field(default_factory=dict)
    listings: Mapping[str, str] = field(default_factory=dict)
    fits: tuple[Fit, ...] = ()
    remade: tuple[str, ...] = ()

    def read(self, root: Path) -> Read:
        """Return what was read, of a world whose files lie below `root`."""
        return Read(root, self.files, self.refused, self.listings)
