"""Findings and the blocks that show them: short forms, what a record must satisfy as a whole, numbers in prose."""

from __future__ import annotations

import re
from typing import TypeAlias

from builder.diagnostics import did_you_mean
from builder.findings import Arm, Finding, FindingContent
from builder.frozen import replace
from builder.load.faults import BAD, Bad, shorten
from builder.load.scope import Scope
from builder.located import Fields, Items, Node, Scalar
from builder.regex import regex

PULL = regex(r"\{([a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-zA-Z0-9][a-z0-9_-]*)+)\}")
"""A number of a finding in prose: `{murrough2013-24h.ketamine.percent}`."""

BESIDE = ("as", "title", "kind", "of", "highlight", "tentative", "reference", "note", "alt")
"""Keys that may stand beside `finding` instead of inside it."""


def show(node: Node, _scope: Scope) -> Node:
    """Bare ids are `ids`; what stands beside `finding` moves into it; a bare `plain` is its `as`."""
    if not isinstance(node, Fields) or "finding" not in node.entries:
        return node
    content = _ids(node.entries["finding"].value)
    if not isinstance(content, Fields):
        return node
    beside = {key: node.entries[key] for key in BESIDE if key in node.entries}
    content = Fields({**content.entries, **beside}, content.at)
    changes: dict[str, Node] = {"finding": content}
    if plain := node.entries.get("plain"):
        changes["plain"] = _plain(plain.value, content)
    return node.but(*beside, **changes)


def _ids(node: Node) -> Node:
    return Fields.of(node.at, id=node) if isinstance(node, Scalar | Items) else node


def _plain(node: Node, own: Fields) -> Node:
    """Return how patients see it: the same findings, unless `plain` names others."""
    if isinstance(node, Scalar) and not node.absent:
        node = Fields.of(node.at, **{"as": node})
    if not isinstance(node, Fields) or "id" in node.entries or "id" not in own.entries:
        return node
    return Fields({"id": own.entries["id"], **node.entries}, node.at)


def finish_show(value: FindingContent, node: Fields, _scope: Scope) -> FindingContent:
    """Return the content with the place of each id."""
    ids = node.get("id")
    at = tuple(item.at for item in ids.items) if isinstance(ids, Items) else (ids.at if ids else node.at,)
    return replace(value, ids_at=at)


def finish_arm(value: Arm, node: Fields, scope: Scope) -> Arm | Bad:
    """Return an arm whose numbers are possible, with an id."""
    if value.events is not None and value.n is not None and value.events > value.n:
        message = f"{value.events} events in {value.n} people (at {node.place('n')})"
        return scope.faults.error("YML013", node.place("events"), message)
    if value.percent and not all(0 <= number <= 100 for number in value.percent.numbers):
        return scope.faults.error("YML013", node.place("percent"), "a percentage is out of bounds: from 0 to 100")
    return value if value.id else replace(value, id=slug(value.label))


def slug(label: str) -> str:
    """Return a label as an id: lower-case words with hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", label.casefold()).strip("-") or "arm"


def finish_finding(value: Finding, node: Fields, scope: Scope) -> Finding | Bad:
    """Return the finding, known from now on to the texts that take numbers from it."""
    seen: set[str | None] = set()
    for arm in value.arms:
        if arm.id in seen:
            return scope.faults.error("YML015", arm.at, f"two arms have the id `{arm.id}`", "give one of them an `id`")
        seen.add(arm.id)
    if not value.sources:
        return scope.faults.error("YML011", node.place("source"), "a finding needs a source")
    scope.note(value)
    return value


Why: TypeAlias = tuple[str, str | None]
"""A message and its help."""


def number_of(path: str, scope: Scope) -> tuple[str, Why] | tuple[None, Why]:
    """Return the number that `id.arm.percent` stands for, or None, and why there is none."""
    name, _, rest = path.partition(".")
    found = scope.findings.get(name)
    scope.pulled.append((name, found))
    if found is None:
        hint = did_you_mean(name, scope.findings) or "braces in prose take numbers from `findings`"
        return None, (f"there is no finding `{shorten(name)}`", hint)
    from builder.evidence.pulled import PullError, pulled  # noqa: PLC0415  # few decks take numbers from findings

    try:
        return pulled(found, rest), ("", None)
    except PullError as refusal:
        return None, (refusal.message, refusal.hint)


def unread(path: str, scope: Scope) -> bool:
    """Tell whether a finding exists and could not be read, or no finding could: then why has been said."""
    name = path.partition(".")[0]
    broken = name in scope.names.defined["finding"] and name not in scope.findings
    return broken or "finding" in scope.names.unknown


def with_numbers(found: Scalar, value: str, scope: Scope) -> str | Bad:
    """Return a text without markup with numbers of findings in the place of their names."""
    before = scope.faults.errors

    def number(match: re.Match[str]) -> str:
        said, why = number_of(match[1], scope)
        if said is None and not unread(match[1], scope):
            scope.faults.error("YML016", found.find(match[0]), *why)
        return said or ""

    text = PULL.sub(number, value)
    return text if scope.faults.errors == before else BAD
