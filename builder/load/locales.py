"""A locale file from `assets/locales/`: YAML -> `Locale`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeAlias, cast, get_args

from builder.assets import asset_path
from builder.frozen import MISSING, fields, replace
from builder.load.libyaml import yaml
from builder.locales import Contact, LegalStatus, Locale, Wording
from builder.model import PaperName

Tree: TypeAlias = "str | Sequence[Tree] | Mapping[str, Tree]"
Table: TypeAlias = Mapping[str, Tree]


class LocaleError(Exception):
    """A locale that can't be used; the message names the file and what to mend."""


@cache
def locale_names() -> tuple[str, ...]:
    """Return the names of the locales that are shipped."""
    return tuple(sorted(path.stem for path in asset_path("locales").glob("*.yaml")))


@cache
def load_locale(name: str) -> Locale:
    """Return the locale of that name.

    Raises:
        LocaleError: no such locale, or a missing, unknown or malformed value.
    """
    if name not in locale_names():
        raise LocaleError(f"there is no locale `{name}`; locales: {', '.join(locale_names())}")
    text = asset_path("locales", f"{name}.yaml").read_text(encoding="utf-8")
    try:
        return locale_from(plain_tree(yaml.compose(text, Loader=yaml.CBaseLoader)))
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        raise LocaleError(f"locale `{name}`: {type(fault).__name__}: {fault}") from fault


def plain_tree(node: yaml.Node | None) -> Tree:
    """Return a node's content with every scalar as text: a phone number stays what was typed."""
    match node:
        case yaml.ScalarNode():
            return str(node.value)
        case yaml.SequenceNode():
            return [plain_tree(child) for child in node.value]
        case yaml.MappingNode():
            return {key.value: plain_tree(child) for key, child in node.value}
        case _:
            raise ValueError("an empty locale")


def locale_from(tree: Tree) -> Locale:
    """Return the locale that a tree of texts describes; KeyError or ValueError for what is missing or wrong."""
    data = cast(Table, tree)
    if data["paper"] not in get_args(PaperName):
        raise ValueError(f"paper {data['paper']!r}")
    months = tuple(str(month) for month in cast("Sequence[Tree]", data["months"]))
    if len(months) != 12:
        raise ValueError("months: 12 names are needed")
    return Locale(
        name=str(data["locale"]),
        language=str(data["language"]),
        paper=cast(PaperName, data["paper"]),
        date_format=str(data["date_format"]),
        months=months,
        emergency=_contact(cast(Table, data["emergency"])),
        crisis=_contact(cast(Table, data["crisis"])),
        poison=_contact(cast(Table, data["poison"])) if "poison" in data else None,
        drugs=_contact(cast(Table, data["drugs"])) if "drugs" in data else None,
        legal=tuple(_legal(name, cast(Table, one)) for name, one in cast(Table, data.get("legal", {})).items()),
        wording=_wording(cast("Mapping[str, str]", data["wording"])),
    )


def _wording(data: Mapping[str, str]) -> Wording:
    """Return the fixed words. `like` names a locale of the same language, whose words stand where no own ones do.

    Only words are taken over: numbers are a place's own, always.
    """
    own = {key: value for key, value in data.items() if key != "like"}
    if "like" in data:
        return replace(load_locale(data["like"]).wording, **own)
    return Wording(**_checked(Wording, own))


def _contact(data: Table) -> Contact:
    return Contact(**_sourced(Contact, data))


def _legal(substance: str, data: Table) -> LegalStatus:
    return LegalStatus(**_sourced(LegalStatus, {**data, "substance": substance}))


def _sourced(kind: type[Contact | LegalStatus], data: Table) -> dict[str, Any]:
    """Return the values of something that says who gave it and whether anybody has looked it up."""
    values: dict[str, Any] = dict(_checked(kind, cast("Mapping[str, str]", data)))
    values["confirmed"] = {"yes": True, "no": False}[str(data["confirmed"])]
    for name in ("checked_on", "since"):
        if name in values:
            values[name] = date.fromisoformat(str(data[name]))
    return values


def _checked(kind: type[Contact | LegalStatus | Wording], data: Mapping[str, str]) -> Mapping[str, str]:
    """Return `data` if its keys are the fields of `kind`; ValueError otherwise."""
    needed = {f.name for f in fields(kind) if f.default is MISSING}
    if unknown := data.keys() - {f.name for f in fields(kind)}:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    if missing := needed - data.keys():
        raise ValueError(f"missing: {', '.join(sorted(missing))}")
    return data
