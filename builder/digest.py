"""What an approval is bound to: SHA-256 over everything that an edition says and shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from builder.diagnostics import Span
from builder.frozen import dataclass, fields, is_dataclass, replace
from builder.known import Known
from builder.locales import Locale
from builder.model import Deck, Edition, Finding, Picture, Reference, Section, Slide
from builder.template import Template
from builder.theme import Theme
from builder.theming import USUAL

Canonical: TypeAlias = "str | int | float | bool | list[Canonical] | dict[str, Canonical] | None"

LEFT_OUT = frozenset({"at", "checked_on", "due_at", "layout_at", "pages_at", "retracted", "waive"})
"""Fields that readers don't see: where something was written, who set a rule aside, when a source was looked up."""


@dataclass(frozen=True, slots=True)
class Content:
    """All that one edition is made from. `deck` is resolved for the edition's audience."""

    deck: Deck
    edition: Edition
    locale: Locale | None
    theme: Theme


ON_PAPER = frozenset({"handout", "notes", "guided", "web"})
"""Outputs that are never made in a template."""


def digest(content: Content) -> str:
    """Return the digest of an edition as 64 hex digits.

    It covers the resolved deck with its governance (approvals left out: they hold the digest), pictures and templates
    by their bytes, the edition, its locale and the theme. Places in files, formats, papers and slides a page don't
    count: the same words on other paper are the same content.
    """
    governance = replace(content.deck.governance, approvals=())
    # the theme itself counts, not by which name or file it was asked for; a template is on slides, not on paper
    asked = content.edition.theme or content.deck.theme
    brand = asked.brand if content.edition.output not in ON_PAPER else None
    deck = replace(content.deck, editions=(), governance=governance, theme=replace(USUAL, brand=brand))
    edition = replace(content.edition, papers=(), formats=(), theme=None, per_page=3)
    text = _text(replace(content, deck=deck, edition=edition))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


_TEXTS: Known[str] = Known(12_000)

_HOLDERS, _HELD = (Content, Deck, Section), (Finding, Locale, Reference, Slide, Theme)
"""What is written part by part, and parts whose text a process that stays remembers."""


def _text(value: object) -> str:
    """Return the canonical JSON of a value: keys sorted, no spaces. Parts that are known needn't be written again."""
    if isinstance(value, _HELD):
        return _TEXTS.of(lambda: _dumped(value), value)
    if isinstance(value, _HOLDERS):
        names = sorted(_names(type(value)))  # type: ignore[arg-type]  # every class is hashable
        parts = (f'"{name}":{_text(getattr(value, name))}' for name in names)
        return f'{{"":"{type(value).__name__}",{",".join(parts)}}}'
    if isinstance(value, tuple) and value and isinstance(value[0], _HELD + _HOLDERS):
        return f"[{','.join(map(_text, value))}]"
    return _dumped(value)


def _dumped(value: object) -> str:
    return json.dumps(canonical(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


_PLAIN = (str, int, float)


@cache
def _names(kind: type) -> tuple[str, ...]:
    if kind in (Picture, Template) or not is_dataclass(kind):
        return ()
    return tuple(f.name for f in fields(kind) if f.name not in LEFT_OUT)


def canonical(value: object) -> Canonical:
    """Return a value as JSON can hold it, the same for equal values: classes by name, mappings by sorted key.

    Raises:
        TypeError: a value of a kind that no content holds.
    """
    # what most values are comes first: a deck of a thousand slides holds a quarter of a million
    if value is None or isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        return [canonical(item) for item in value if not isinstance(item, Span)]
    if names := _names(type(value)):  # type: ignore[arg-type]  # every class is hashable
        return {"": type(value).__name__, **{name: canonical(getattr(value, name)) for name in names}}
    match value:
        case Decimal():
            return format(value.normalize(), "f")
        case date():
            return value.isoformat()
        case list():
            return [canonical(item) for item in value if not isinstance(item, Span)]
        case Mapping():
            return {str(key): canonical(item) for key, item in value.items()}
        case Picture():
            return hashlib.sha256(value.data).hexdigest()
        case Template():
            return value.sha256
        case _:
            raise TypeError(f"{type(value).__name__} is no content")
