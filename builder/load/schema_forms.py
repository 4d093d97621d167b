"""Parts of the outline's schema that no class says: plain forms, and the short forms that may stand for long ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from builder.model import (
    Blank,
    CalloutContent,
    ChartContent,
    Deck,
    DiagramContent,
    DiagramEdge,
    Edition,
    FillInContent,
    FindingBlock,
    IconsContent,
    Model,
    Outcome,
    Population,
    Rating,
    ReferenceLine,
    Section,
    Slide,
    Source,
    TableContent,
    Timepoint,
)
from builder.theming import ThemeChoice

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


def _fill_in(long: Json) -> Json:
    """A list is the fields, a bare text the label of one; a diary has rows and columns instead."""
    properties = long["properties"]
    fields = properties["fields"]["anyOf"][0] | {"minItems": 1}
    for key in ("fields", "rows", "columns"):
        properties[key] = {"anyOf": [properties[key]["anyOf"][0] | {"minItems": 1}, GAP]}
    ways = [{"required": ["fields"]}, {"required": ["rows", "columns"]}]
    return {"anyOf": [TEXT, fields, {**long, "oneOf": ways}]}


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

SHORT: dict[type[Model], Callable[[Json], Json]] = {
    Blank: _or(TEXT),
    CalloutContent: _or(TEXT),
    ChartContent: _chart,
    Deck: _deck,
    DiagramContent: _diagram,
    DiagramEdge: _edge,
    Edition: _edition,
    FillInContent: _fill_in,
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
"""How the definition of a class changes by the short forms that it has."""
