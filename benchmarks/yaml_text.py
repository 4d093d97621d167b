"""Mappings, lists and texts as YAML in the style that authors write: block style, plain scalars, literal notes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Tree: TypeAlias = "str | int | Sequence[Tree] | Mapping[str, Tree]"

PLAIN = re.compile(r"[A-Za-z][^:#\[\]{}*~^\\\"']*[^:#\[\]{}*~^\\\"' ]")


def as_yaml(tree: Tree) -> str:
    """Return a mapping or a list as YAML text."""
    return "\n".join(_lines(tree, "")) + "\n"


def _lines(tree: Tree, indent: str) -> Iterator[str]:
    match tree:
        case Mapping():
            for key, value in tree.items():
                yield from _pair(f"{indent}{key}:", value, indent + "  ")
        case str() | int():
            yield f"{indent}{_scalar(tree)}"
        case _:
            for item in tree:
                first, *rest = _pair_item(item, indent)
                yield f"{indent}- {first.removeprefix(indent + '  ')}"
                yield from rest


def _pair_item(item: Tree, indent: str) -> list[str]:
    if isinstance(item, str | int) or _short(item):
        return [_flow(item)]
    return list(_lines(item, indent + "  "))


def _pair(head: str, value: Tree, indent: str) -> Iterator[str]:
    if isinstance(value, str) and "\n" in value:
        yield f"{head} |"
        yield from (f"{indent}{line}" if line else "" for line in value.split("\n"))
    elif isinstance(value, str | int) or _short(value):
        yield f"{head} {_flow(value)}"
    else:
        yield head
        yield from _lines(value, indent)


def _short(value: Tree) -> bool:
    """Tell whether a list fits a line as authors write table rows: `[a, b]`."""
    return not isinstance(value, str | int | Mapping) and all(isinstance(item, str | int) for item in value)


def _flow(value: Tree) -> str:
    if isinstance(value, str | int):
        return _scalar(value)
    assert not isinstance(value, Mapping)
    return "[" + ", ".join(_scalar(item, quote=",") for item in value if isinstance(item, str | int)) + "]"


def _scalar(value: str | int, quote: str = "") -> str:
    if isinstance(value, int):
        return str(value)
    plain = PLAIN.fullmatch(value) and not any(mark in value for mark in quote)
    return value if plain else json.dumps(value, ensure_ascii=False)
