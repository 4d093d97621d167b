"""Nodes that were read before: their values, and again what reading them told the rest of the outline.

The value of a node depends on the node itself, the limits, and the findings of which its texts take numbers. While it
is read, names are noted that it defines and refers to, citations, brackets, and warnings. All of this is kept with the
value and told again when the same node (not an equal one: places are part of it) comes once more. Not kept is what
could not be read, and what was read from other files: pictures, tables, themes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from builder.diagnostics import Diagnostic, Span
from builder.findings import Finding
from builder.frozen import dataclass
from builder.known import Known
from builder.load.faults import BAD
from builder.load.limits import Limits
from builder.load.scope import Decoder, Scope
from builder.located import Node

Journal = tuple[list[Any], ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A value, the limits under which it was read, and what reading it told, in the order of `_journal`."""

    value: object
    limits: Limits
    warned: Sequence[Diagnostic]
    defined: Sequence[tuple[str, str, Span]]
    referred: Sequence[tuple[str, str, Span]]
    cited: Sequence[tuple[str, Span]]
    bracketed: Sequence[tuple[str, str, Callable[[], Span]]]
    pulled: Sequence[tuple[str, Finding | None]]
    read: Sequence[Finding]


def remembered(read: Decoder, room: int) -> Decoder:
    """Return a reader that knows the latest `room` nodes that it has read, in a process that stays with one project."""
    known: Known[_Read] = Known(room)

    def again(node: Node, scope: Scope) -> object:
        if not known.on:
            return read(node, scope)
        found = known.get(node)
        if found and _holds(found, scope):
            _tell(found, scope)
            return found.value
        before, marks = _silent(scope), [len(one) for one in _journal(scope)]
        value = read(node, scope)
        if value is not BAD and _silent(scope) == before:
            told = [tuple(one[mark:]) for one, mark in zip(_journal(scope), marks, strict=True)]
            made = _Read(value, scope.limits, *told)
            if all(finding for _, finding in made.pulled):
                known.put(made, node)
        return value

    return again


def _journal(scope: Scope) -> Journal:
    """Return the lists that grow while nodes are read, in the order of `_Read`."""
    names = scope.names
    return (scope.faults.found, names.noted, names.referred, names.cited, names.bracketed, scope.pulled, scope.read)


def _silent(scope: Scope) -> tuple[object, ...]:
    """Return what must not change for a value to be kept: errors, and what was asked of other files."""
    return scope.faults.errors, dict(scope.faults.skipped), scope.looked


def _holds(found: _Read, scope: Scope) -> bool:
    """Tell whether reading the node now would give the same: same limits, same findings, no name that is taken."""
    defined = scope.names.defined
    return (
        found.limits == scope.limits
        and all(scope.findings.get(name) is finding for name, finding in found.pulled)
        and all(defined[space].get(name, at) == at for space, name, at in found.defined)
    )


def _tell(found: _Read, scope: Scope) -> None:
    names = scope.names
    scope.faults.found += found.warned
    for space, name, at in found.defined:
        names.define(space, name, at, scope.faults)
    names.referred += found.referred
    names.cited += found.cited
    names.bracketed += found.bracketed
    scope.pulled += found.pulled
    for finding in found.read:
        scope.note(finding)
