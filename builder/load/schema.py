"""The outline format as JSON Schema (draft 2020-12), for editors: generated from the classes that decode it.

YAML editors read `no`, `012` or `2024` as something else than text before they look at the schema, so a text may be
any scalar here. What only holds between values (lengths, names) is left to `teachback check`.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from builder.frozen import MISSING, Field, fields
from builder.hints import hints_of
from builder.load.limits import Limits
from builder.load.schema_forms import ENTRY, GAP, MEASURE, SHORT, TEXT, Json
from builder.model import Deck, Model, Reference, Section
from builder.values import Form, Measure, RichText

_SIMPLE: dict[object, Json] = {
    str: TEXT,
    RichText: TEXT,
    Decimal: {"type": "number"},
    Measure: MEASURE,
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    Reference: ENTRY,
}


def outline_schema() -> str:
    """Return the schema as JSON text, ready to be written to a file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False)


def schema() -> Json:
    """Return the schema of `deck.yaml`, and of a section file (one with the key `section`)."""
    made: dict[str, Json] = {}
    deck, section = _model(Deck, made), _model(Section, made)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Teachback outline",
        "if": {"type": "object", "required": ["section"]},
        "then": section,
        "else": deck,
        "$defs": dict(sorted(made.items())),
    }


def _model(kind: type[Model], made: dict[str, Json]) -> Json:
    """Return a reference to a class's definition, which is made on first use."""
    name = kind.__name__
    if name not in made:
        made[name] = {}
        long = _definition(kind, made)
        made[name] = SHORT[kind](long) if kind in SHORT else long
    return {"$ref": f"#/$defs/{name}"}


def _definition(kind: type[Model], made: dict[str, Json]) -> Json:
    hints = hints_of(kind)
    keys = [(field.metadata.get("key", field.name), field) for field in fields(kind) if field.name != "at"]
    properties = {key: _property(field, hints[field.name], made) for key, field in keys if key}
    required = [key for key, field in keys if key and field.default is MISSING and field.default_factory is MISSING]
    return {
        "type": "object",
        "description": " ".join(inspect.cleandoc(kind.__doc__ or "").split()),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _property(field: Field[Any], hint: object, made: dict[str, Json]) -> Json:
    """Return what may stand behind a key; nothing at all may stand behind an optional one."""
    if "keyed" in field.metadata:
        value = _keyed(field.metadata, hint, made)
    elif field.metadata.get("one"):
        many = _of(hint, made)
        value = {"anyOf": [many, _of(get_args(_without_none(hint))[0], made)]}
    else:
        value = _of(hint, made)
    optional = field.default is not MISSING or field.default_factory is not MISSING
    return {"anyOf": [value, GAP]} if optional else value


def _keyed(how: Mapping[str, str], hint: object, made: dict[str, Json]) -> Json:
    """Return the schema of a mapping by name: the name is no key of the values."""
    item = get_args(hint)[0]
    if "holds" in how:
        return {
            "type": "object",
            "additionalProperties": _of(hints_of(item)[how["holds"]], made),
        }
    _model(item, made)
    definition = made[item.__name__]
    definition["properties"].pop(how["keyed"], None)
    definition["required"] = [key for key in definition["required"] if key != how["keyed"]]
    return {"type": "object", "additionalProperties": _model(item, made)}


def _without_none(hint: object) -> object:
    if get_origin(hint) in (Union, UnionType):
        return next(arg for arg in get_args(hint) if arg is not NoneType)
    return hint


def _of(hint: object, made: dict[str, Json]) -> Json:
    """Return the schema of a type."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _formed(args[0], args[1])
    if origin is tuple:
        return {"type": "array", "items": _of(args[0], made)}
    if origin is Literal:
        return {"enum": list(args)}
    if origin in (Union, UnionType):
        return _union(args, made)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [str(member) for member in hint]}
    if isinstance(hint, type) and issubclass(hint, Model):
        return _model(hint, made)
    return _SIMPLE[hint]


def _union(args: Sequence[object], made: dict[str, Json]) -> Json:
    rest = [arg for arg in args if arg is not NoneType]
    gaps = [GAP] if len(rest) < len(args) else []
    return {"anyOf": [_of(arg, made) for arg in rest] + gaps} if len(rest) + len(gaps) > 1 else _of(rest[0], made)


def _formed(base: object, form: Form) -> Json:
    """Return a type with the bounds that its form sets."""
    made = dict(_SIMPLE[base])
    if form.pattern:
        made |= {"type": "string", "pattern": f"^({form.pattern.pattern})$", "description": form.what}
    if base in (str, RichText) and not form.empty:
        made |= {"minLength": 1, "maxLength": getattr(Limits(), form.limit)}
    made |= {} if form.low is None else {"minimum": form.low}
    made |= {} if form.high is None else {"maximum": form.high}
    made |= {"enum": list(form.among)} if form.among else {}
    return {"anyOf": [made, GAP]} if form.empty else made
