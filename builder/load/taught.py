"""What icon arrays, comparisons, questions and forms must satisfy as a whole: counts within limits, one answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Span, did_you_mean
from builder.frozen import replace
from builder.load.faults import BAD, Bad, shorten
from builder.load.scope import Scope
from builder.located import Fields, Items, Node
from builder.model import CompareContent, FillInContent, IconArm, IconGroup, IconsContent, QuestionContent

MOST_ARMS = 3
MOST_GROUPS = 3
"""Groups of an arm, the rest not counted: so many marks still differ at a glance, in black and white too."""
SIDES = range(2, 4)
OPTIONS = range(2, 7)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: OPTIONS.stop - 1]
MOST = {"fields": 20, "rows": 31, "columns": 6}
"""How much there may be to fill in at one place: a page of fields, a row for each day of a month."""


def icons(value: IconsContent, node: Fields, scope: Scope) -> IconsContent | Bad:
    """Return an icon array whose arms all have groups, the same ones, within the denominator."""
    before = scope.faults.errors
    arms = _arms(node, len(value.arms))
    if len(value.arms) > MOST_ARMS:
        message = f"an icon array has {MOST_ARMS} arms at most, this one has {len(value.arms)}"
        scope.faults.error("YML013", arms[MOST_ARMS], message, "make two arrays of it, or a chart")
    if len(value.arms) > 1 and any(not arm.label for arm in value.arms):
        scope.faults.error("YML011", node.place("arms"), "each arm needs a name where there are several")
    _check_event(value, node, scope)
    for arm, at in zip(value.arms, arms, strict=True):
        _check_arm(arm, at, value, scope)
    if scope.faults.errors > before:
        return BAD
    grouped = replace(value, arms=tuple(_grouped(arm, value.event or "") for arm in value.arms))
    _check_groups(grouped, arms, scope)
    _check_rest(grouped, node, scope)
    return grouped if scope.faults.errors == before else BAD


def _arms(node: Fields, count: int) -> list[Span]:
    """Return where the numbers of each arm stand."""
    arms = node.get("arms")
    values: list[Node] = [entry.value for entry in arms.entries.values()] if isinstance(arms, Fields) else []
    return [value.at for value in values] or [node.at] * count


def _check_event(value: IconsContent, node: Fields, scope: Scope) -> None:
    plain = any(arm.count is not None for arm in value.arms)
    if plain and value.event is None:
        message = "`event` is missing: words for the people who are counted, such as `felt much better`"
        scope.faults.error("YML011", node.place("arms"), message)
    if value.event is not None and not plain:
        message = "`event` names a plain number, and here every group has its name"
        scope.faults.error("YML013", node.place("event"), message, "take `event` out")


def _check_arm(arm: IconArm, at: Span, value: IconsContent, scope: Scope) -> None:
    """An arm has a number or groups, no more people than `of`."""
    if (arm.count is None) is not bool(arm.groups):
        scope.faults.error("YML012", at, "an arm is a number, or a mapping of groups to numbers")
        return
    if len(arm.groups) > MOST_GROUPS:
        message = f"an arm has {MOST_GROUPS} groups at most besides the rest, this one has {len(arm.groups)}"
        scope.faults.error("YML013", at, message, "put small groups together")
    if arm.count is not None and arm.count > value.of:
        scope.faults.error("YML013", at, f"{arm.count} of {value.of} people")
    total = sum(group.count for group in arm.groups)
    if total > value.of:
        scope.faults.error("YML013", at, f"the groups hold {total} people, and there are {value.of}")


def _grouped(arm: IconArm, event: str) -> IconArm:
    if arm.count is None:
        return arm
    return replace(arm, count=None, groups=(IconGroup(name=event, count=arm.count, at=arm.at),))


def _check_groups(value: IconsContent, arms: list[Span], scope: Scope) -> None:
    names = [group.name for group in value.arms[0].groups]
    for arm, at in zip(value.arms[1:], arms[1:], strict=True):
        if [group.name for group in arm.groups] != names:
            listed = ", ".join(f"`{name}`" for name in names)
            hint = "a group of nobody is written 0"
            scope.faults.error("YML017", at, f"the arms have the same groups in the same order: {listed}", hint)


def _check_rest(value: IconsContent, node: Fields, scope: Scope) -> None:
    """Both framings are said, so the people whom no group counts need words, too."""
    left = any(sum(group.count for group in arm.groups) < value.of for arm in value.arms)
    if left and value.rest is None:
        message = "`rest` is missing: words for the people who are left, such as `did not`"
        scope.faults.error("YML011", node.at, message, "readers are told both: 64 did, 36 did not")
    if value.rest is not None and not left:
        message = f"nobody is left for `rest`: the groups hold all {value.of} people"
        scope.faults.error("YML013", node.place("rest"), message, "take `rest` out")


def compare(value: CompareContent, node: Fields, scope: Scope) -> CompareContent | Bad:
    """Return a comparison of two or three sides."""
    if len(value.sides) in SIDES:
        return value
    message = f"a comparison has two or three sides, this one has {len(value.sides)}"
    return scope.faults.error("YML013", node.place("sides"), message)


def question(value: QuestionContent, node: Fields, scope: Scope) -> QuestionContent | Bad:
    """Return a question that knows which of its options is right; an open one has only its answer."""
    if not value.options:
        return value
    if len(value.options) not in OPTIONS:
        message = f"a question has two to six options, this one has {len(value.options)}"
        return scope.faults.error("YML013", node.place("options"), message)
    texts = [option.text.strip() for option in value.options]
    for text, at in _repeated(texts, node.get("options")):
        return scope.faults.error("YML013", at, f"the option `{shorten(text)}` stands here twice")
    if value.answer.citations:
        return scope.faults.error(
            "YML013", node.place("answer"), "`answer` only names an option", "cite in `rationale`"
        )
    right = _right(value.answer.text.strip(), texts)
    if right is not None:
        return replace(value, right=right)
    typed = shorten(value.answer.text.strip())
    hint = did_you_mean(typed, texts) or f"write its text, its number, or its letter (A to {LETTERS[len(texts) - 1]})"
    return scope.faults.error("YML016", node.place("answer"), f"no option is `{typed}`", hint)


def _repeated(texts: list[str], node: Node | None) -> Iterator[tuple[str, Span]]:
    for index, text in enumerate(texts):
        if text in texts[:index] and isinstance(node, Items):
            yield text, node.items[index].at


def _right(typed: str, texts: list[str]) -> int | None:
    """Return which option is meant: one with just that text before a letter, and a letter before a number."""
    if typed in texts:
        return texts.index(typed)
    if len(typed) == 1 and typed.upper() in LETTERS[: len(texts)]:
        return LETTERS.index(typed.upper())
    if re.fullmatch(r"[1-9]", typed, re.ASCII) and int(typed) <= len(texts):
        return int(typed) - 1
    return None


def fill_in(value: FillInContent, node: Fields, scope: Scope) -> FillInContent | Bad:
    """Return things to fill in: fields, or rows by columns, each with a name of its own."""
    before = scope.faults.errors
    keys = [key for key in MOST if key in node.entries]
    if value.fields and (value.rows or value.columns):
        message = "`fields` stand one under the other, `rows` and `columns` are a diary: this has both"
        scope.faults.error("YML012", node.entries[keys[1]].key.at, message, "make two blocks of it")
    elif not value.fields and not (value.rows and value.columns):
        message = "there is nothing to fill in: write `fields`, or `rows` and `columns`"
        scope.faults.error("YML011", node.at, message)
    labels = {"fields": [one.label for one in value.fields], "rows": value.rows, "columns": value.columns}
    for key in keys:
        _check_labels(key, [label.text.strip() for label in labels[key]], node, scope)
    return value if scope.faults.errors == before else BAD


def _check_labels(key: str, labels: list[str], node: Fields, scope: Scope) -> None:
    """No more than a page takes, and each once: a field is known by its label."""
    if len(labels) > MOST[key]:
        message = f"there are {len(labels)} {key} to fill in; at most {MOST[key]} are built in one block"
        scope.faults.error("YML013", node.place(key), message, "make two blocks of it")
    for text, at in _repeated(labels, node.get(key)):
        message = f"`{shorten(text)}` stands here twice"
        scope.faults.error("YML013", at, message, "say what tells them apart: on screen, a field is known by its label")
