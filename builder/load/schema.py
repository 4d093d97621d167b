"""The outline format as JSON Schema (draft 2020-12), for editors: generated from the classes that decode it.

YAML editors read `no`, `012` or `2024` as something else than text before they look at the schema, so a text may be
any scalar here. What only holds between values (lengths, names) is left to `teachback check`.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from builder.load.limits import Limits
from builder.model import (
    CalloutContent,
    ChartContent,
    Deck,
    DiagramContent,
    DiagramEdge,
    Edition,
    FindingBlock,
    IconsContent,
    Model,
    Outcome,
    Population,
    Rating,
    Reference,
    ReferenceLine,
    Section,
    Slide,
    Source,
    TableContent,
    Timepoint,
)
from builder.theming import ThemeChoice
from builder.values import Form, Measure, RichText

Json: TypeAlias = "dict[str, Any]"

TEXT: Json = {"type": ["string", "number", "boolean"]}
GAP: Json = {"type": "null"}
FILE: Json = {"type": "string", "description": "A file, relative to this one."}
USE: Json = {
    "type": "object",
    "properties": {"use": {"type": "string", "pattern": "#"}},
    "required": ["use"],
    "additionalProperties": False,
}
ENTRY: Json = {"type": "object", "required": ["id", "type"], "description": "A bibliographic entry in CSL-JSON."}
MEASURE: Json = {
    "type": ["number", "string"],
    "description": "A number, one with its interval, `12.5 (9 to 16)` or `12 ± 3`, or a range, `9 to 16`.",
}
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
        made[name] = _SHORT[kind](long) if kind in _SHORT else long
    return {"$ref": f"#/$defs/{name}"}


def _definition(kind: type[Model], made: dict[str, Json]) -> Json:
    hints = get_type_hints(kind, include_extras=True)
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
            "additionalProperties": _of(get_type_hints(item, include_extras=True)[how["holds"]], made),
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


def _or(short: Json) -> Callable[[Json], Json]:
    """Return a change that lets a short form stand in a definition's place."""
    return lambda long: {"anyOf": [short, long]}


def _chart(long: Json) -> Json:
    """`values` may stand for `series`, and `data` for both and the categories."""
    long["properties"]["values"] = {"type": "array", "items": {"anyOf": [MEASURE, GAP]}}
    table = {
        "type": "object",
        "properties": {"header": _ROW, "rows": {"type": "array", "items": _ROW}},
        "required": ["header", "rows"],
        "additionalProperties": False,
    }
    long["properties"]["data"] = {
        "anyOf": [FILE, _ROWS, table],
        "description": "Labels and numbers: a CSV file, or rows.",
    }
    long["properties"]["columns"] = {"type": "array", "items": {"anyOf": [TEXT, _COLUMN]}, "minItems": 2}
    long["required"] = []
    ways = (["categories", "series"], ["categories", "values"], ["data"])
    return {**long, "oneOf": [{"required": way} for way in ways]}


def _icons(long: Json) -> Json:
    """`count` may stand for `arms`; an arm may be a bare number, or a bare mapping of groups."""
    properties = long["properties"]
    number = {"type": "integer", "minimum": 0}
    groups = {"type": "object", "additionalProperties": number}
    arm = {"anyOf": [number, groups, properties["arms"]["additionalProperties"]]}
    properties["arms"] = {"type": "object", "additionalProperties": arm, "minProperties": 1, "maxProperties": 3}
    properties["count"] = {"anyOf": [number, groups]}
    long["required"].remove("arms")
    return {**long, "oneOf": [{"required": ["arms"]}, {"required": ["count"]}]}


def _edition(long: Json) -> Json:
    """With `like`, nothing else is needed."""
    long["properties"]["like"] = {"type": "string", "description": "Another edition, whose keys this one takes over."}
    needed = [key for key in long["required"] if key != "name"]
    return {**long, "required": [], "anyOf": [{"required": ["like"]}, {"required": needed}]}


def _deck(long: Json) -> Json:
    """Sections, findings, references and glossary may stand in files of their own."""
    properties = long["properties"]
    sections = {"type": "array", "items": {"anyOf": [FILE, USE, properties["sections"]["items"]]}, "minItems": 1}
    properties["sections"] = {"anyOf": [FILE, sections]}
    for key in ("findings", "references", "glossary"):
        properties[key] = {"anyOf": [FILE, properties[key]]}
    return long


def _section(long: Json) -> Json:
    """A slide may be used from elsewhere."""
    slides = long["properties"]["slides"]
    slides["items"] = {"anyOf": [USE, slides["items"]]}
    return long


def _slide(long: Json) -> Json:
    """A bare text is a point."""
    blocks = long["properties"]["blocks"]["anyOf"][0]
    blocks["items"] = {"anyOf": [TEXT, *blocks["items"]["anyOf"]]}
    return long


def _diagram(long: Json) -> Json:
    """A bare text for a node is its label."""
    nodes = long["properties"]["nodes"]
    nodes["additionalProperties"] = {"anyOf": [TEXT, nodes["additionalProperties"]]}
    return long


_ARROW: Json = {
    "type": "string",
    "pattern": r"^\s*\S+\s+(->|-\||-\?)\s+\S+",
    "description": "`a -> b`, `a -| b` or `a -? b`; then, if wanted, (evidence, certainty) and [@citations].",
}


def _edge(long: Json) -> Json:
    """An arrow may be written as one text."""
    long["properties"]["edge"] = _ARROW
    return {"anyOf": [_ARROW, long]}


def _finding(long: Json) -> Json:
    """Bare ids are what is shown; how may stand beside them, and for patients in one word."""
    properties = long["properties"]
    content = properties["finding"]
    ids = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}
    how = {"enum": ["sentence", "chart", "icons", "facts", "row"]}
    properties["finding"] = {"anyOf": [*ids["anyOf"], content]}
    properties["plain"] = {"anyOf": [how, ids, content, GAP]}
    shared = {"as": how, "title": TEXT, "kind": {"enum": ["bar", "dot", "line", "range"]}, "of": {"enum": [100, 1000]}}
    properties |= {**shared, "highlight": ids, "tentative": ids, "reference": TEXT, "note": TEXT, "alt": TEXT}
    return long


def _theme(long: Json) -> Json:
    """A bare text is the name of a theme or a theme file; own themes and templates are files."""
    for key in ("file", "template"):
        long["properties"][key] = {"anyOf": [FILE, GAP]}
    return {"anyOf": [TEXT, long]}


_ROW: Json = {"type": "array", "items": {"anyOf": [TEXT, GAP]}}
_ROWS: Json = {"type": "array", "items": _ROW, "minItems": 2}
_COLUMN: Json = {
    "type": "object",
    "description": "A column of a chart's table, what to call it, the columns of its bounds, and what it holds.",
    "properties": {
        **dict.fromkeys(("column", "name", "low", "high"), TEXT),
        "as": {"enum": ["values", "n", "comparator"]},
    },
    "required": ["column"],
    "additionalProperties": False,
}

_SHORT: dict[type[Model], Callable[[Json], Json]] = {
    CalloutContent: _or(TEXT),
    ChartContent: _chart,
    Deck: _deck,
    DiagramContent: _diagram,
    DiagramEdge: _edge,
    Edition: _edition,
    FindingBlock: _finding,
    IconsContent: _icons,
    Outcome: _or(TEXT),
    Population: _or(TEXT),
    Rating: _or(TEXT),
    ReferenceLine: _or({"type": "number"}),
    Section: _section,
    Slide: _slide,
    Source: _or(TEXT),
    TableContent: _or(_ROWS),
    ThemeChoice: _theme,
    Timepoint: _or(TEXT),
}
