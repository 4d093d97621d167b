"""What an approval is bound to: SHA-256 over everything that an edition says and shows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from json.encoder import encode_basestring
from types import NoneType
from typing import Any

from builder.diagnostics import Span
from builder.frozen import dataclass, fields, is_dataclass, replace
from builder.known import Known
from builder.locales import Locale
from builder.model import Deck, Edition, Finding, Picture, Reference, Section, Slide
from builder.template import Template
from builder.theme import Theme
from builder.theming import USUAL

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
    made = hashlib.sha256()
    for part in _parts(replace(content, deck=deck, edition=edition)):
        made.update(part.encode("utf-8"))
    return made.hexdigest()


_TEXTS: Known[str] = Known(12_000)

_HOLDERS, _HELD = (Content, Deck, Section), (Finding, Locale, Reference, Slide, Theme)
"""What is written part by part, and parts whose text a process that stays remembers."""


def _parts(value: object) -> Iterator[str]:
    """Yield the canonical JSON of a value, in parts: keys sorted, no spaces. The whole would take more memory than the
    deck; a part that is known needn't be written again.
    """
    kind: type = type(value)
    if isinstance(value, _HELD):
        yield _TEXTS.of(lambda: canonical(value), value)
    elif isinstance(value, _HOLDERS) and (columns := _columns(kind)):
        yield columns[0]
        for before, name in columns[1]:
            yield before
            yield from _parts(getattr(value, name))
        yield "}"
    elif isinstance(value, tuple) and value and isinstance(value[0], _HELD + _HOLDERS):
        for number, one in enumerate(value):
            yield "," if number else "["
            yield from _parts(one)
        yield "]"
    else:
        yield canonical(value)


_PLAIN: Mapping[type, Callable[[Any], str]] = {
    str: encode_basestring,
    NoneType: lambda _: "null",
    bool: lambda value: "true" if value else "false",
    int: int.__repr__,
    float: float.__repr__,
}
"""Values that are JSON themselves, as `json.dumps` writes them, letters of all scripts as they are."""


@cache
def _columns(kind: Hashable) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """Return how the JSON of a class's values starts, and the fields: what stands before each value, and its name."""
    if not isinstance(kind, type) or kind in (Picture, Template) or not is_dataclass(kind):
        return None
    names = sorted(f.name for f in fields(kind) if f.name not in LEFT_OUT)
    return f'{{"":"{kind.__name__}"', tuple((f',"{name}":', name) for name in names)


def canonical(value: object) -> str:
    """Return a value as JSON without spaces, the same for equal values: classes by name, fields and keys sorted.

    Raises:
        TypeError: a value of a kind that no content holds.
    """
    # what most values are comes first: a deck of a thousand slides holds a quarter of a million
    kind: type = type(value)
    if plain := _PLAIN.get(kind):
        return plain(value)
    if isinstance(value, tuple | list):
        return f"[{','.join([canonical(item) for item in value if type(item) is not Span])}]"
    if columns := _columns(kind):
        start, rest = columns
        return f"{start}{''.join([before + canonical(getattr(value, name)) for before, name in rest])}}}"
    match value:
        case str():  # of an enumeration
            return encode_basestring(value)
        case Decimal():
            return encode_basestring(format(value.normalize(), "f"))
        case date():
            return encode_basestring(value.isoformat())
        case Mapping():
            rows = sorted((str(key), item) for key, item in value.items())
            return f"{{{','.join([f'{encode_basestring(key)}:{canonical(item)}' for key, item in rows])}}}"
        case Picture():
            return encode_basestring(hashlib.sha256(value.data).hexdigest())
        case Template():
            return encode_basestring(value.sha256)
        case _:
            raise TypeError(f"{kind.__name__} is no content")
