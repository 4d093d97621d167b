"""An outline file and what it names -> `Deck`, with every fault of all files in one run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from builder.diagnostics import Diagnostic, Span
from builder.frozen import dataclass
from builder.load import paths
from builder.load.decode import decoder
from builder.load.faults import Bad
from builder.load.files import Files
from builder.load.include import expand
from builder.load.limits import Limits
from builder.load.scalars import shape
from builder.load.scope import Scope
from builder.located import Fields
from builder.model import Deck
from builder.world import World


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading gives: the deck (None when there are errors), what was found, and each file's text for excerpts."""

    deck: Deck | None
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]


def load(path: PurePosixPath, world: World, *, shown: str = "", limits: Limits | None = None) -> Loaded:
    """Read an outline and all that it includes.

    `path` is the deck file, relative to the world's root; `shown` is the root as the author types it, which messages
    put before every path. Nothing is raised: what is wrong is in the diagnostics.
    """
    scope = Scope(world, shown, limits or Limits())
    files = Files(scope)
    deck = _deck(PurePosixPath(path), files, scope)
    scope.names.check(scope.faults)
    scope.names.check_brackets(scope.faults)
    if scope.faults.errors:
        scope.names.check_citations(scope.faults)
    diagnostics = scope.faults.result(scope.limits.faults, scope.named_at | files.named_at)
    return Loaded(deck if scope.faults.errors == 0 else None, diagnostics, scope.texts | files.sources)


def _deck(path: PurePosixPath, files: Files, scope: Scope) -> Deck | None:
    before = scope.faults.errors
    root = files.tree(path)
    if isinstance(root, Fields):
        deck = decoder(Deck)(expand(root, files), scope)
        return deck if isinstance(deck, Deck) and not isinstance(deck, Bad) else None
    if scope.faults.errors == before:
        found = shape(root) if root else "nothing"
        at = root.at if root and found != "nothing" else Span(paths.shown(path, scope))
        scope.faults.error("YML012", at, f"expected an outline (a mapping of keys), found {found}")
    return None
