"""Located nodes -> the model's dataclasses, by reading their fields and types. Every fault is noted, none raised."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from builder.diagnostics import did_you_mean
from builder.frozen import MISSING, dataclass, fields
from builder.hints import hints_of
from builder.late import late
from builder.load import scalars
from builder.load.faults import BAD, Bad, shorten
from builder.load.finish import FINISH
from builder.load.inline import rich_text
from builder.load.limits import raise_with
from builder.load.measures import measure
from builder.load.remembered import remembered
from builder.load.scalars import PLAIN, mismatch
from builder.load.scope import Decoder, Scope
from builder.load.short import SHORT, SHORT_KEYS, keyed
from builder.load.texts import text
from builder.located import Entry, Fields, Items, Node, Scalar
from builder.model import BaseBlock, Deck, Finding, Model, Reference, Section, Slide
from builder.values import Form, Measure, RichText

if TYPE_CHECKING:
    from builder.load.references import reference
else:
    reference = late("builder.load.references", "reference")

_SCALARS: dict[type, Callable[[Node, Form, Scope], object]] = {
    str: text,
    RichText: rich_text,
    Decimal: scalars.number,
    Measure: measure,
    int: scalars.whole,
    bool: scalars.truth,
    date: scalars.day,
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping: its YAML name, the attribute that it sets, how its value is read, whether it must be."""

    name: str
    attribute: str
    decode: Decoder
    required: bool
    first: bool = False


KEPT: Mapping[type, int] = {Finding: 4_000, Reference: 4_000, Section: 256, Slide: 3_000}
"""How many of each are kept by their nodes while an author writes: one of them changes, the others are read no more."""

PIECEMEAL = frozenset({"editions", "sections"})
"""Parts of an outline that are put together anew each time; all others are kept whole: most changes are elsewhere."""

_KEYS: dict[type[Model], Mapping[str, Key]] = {}
_DECODERS: dict[object, Decoder] = {}


def decoder(hint: object) -> Decoder:
    """Return the function that reads a value of a type, as a type hint says it; made once for each type."""
    if hint not in _DECODERS:
        _DECODERS[hint] = _make(hint)
    return _DECODERS[hint]


def _make(hint: object) -> Decoder:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _annotated(args[0], args[1])
    if origin is tuple:
        return _listing(decoder(args[0]), prose=_is_prose(args[0]))
    if origin is Literal:
        return lambda node, scope: scalars.choice(node, args, scope)
    if origin in (Union, UnionType):
        return _union(args)
    if isinstance(hint, type):
        return _typed(hint)
    raise TypeError(f"the model uses a type that can't be read: {hint!r}")


def _annotated(base: object, form: Form) -> Decoder:
    read = _SCALARS.get(base) if isinstance(base, type) else None
    if read is None:
        raise TypeError(f"a form on a type that takes none: {base!r}")
    return lambda node, scope: read(node, form, scope)


def _typed(hint: type) -> Decoder:
    if read := _SCALARS.get(hint):
        return lambda node, scope: read(node, PLAIN, scope)
    if issubclass(hint, StrEnum):
        options = tuple(hint)
        return lambda node, scope: _member(hint, scalars.choice(node, options, scope))
    if issubclass(hint, Model):
        return remembered(model_decoder(hint), KEPT[hint]) if hint in KEPT else model_decoder(hint)
    if hint is Reference:
        return remembered(reference, KEPT[Reference])
    raise TypeError(f"the model uses a class that can't be read: {hint!r}")


def _member(kind: type[StrEnum], found: str | Bad) -> StrEnum | Bad:
    return BAD if isinstance(found, Bad) else kind(found)


def _union(args: Sequence[object]) -> Decoder:
    """Read an optional value (null is None), or one of several block kinds."""
    rest = tuple(arg for arg in args if arg is not NoneType)
    if len(rest) == len(args):
        return _blocks({kind.kind: kind for kind in rest if isinstance(kind, type) and issubclass(kind, BaseBlock)})
    inner = decoder(rest[0])
    return lambda node, scope: None if isinstance(node, Scalar) and node.absent else inner(node, scope)


def _is_prose(hint: object) -> bool:
    """Tell whether a type is a text with markup, table cells aside: there a row that is cut has too many cells."""
    base, *forms = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    return base is RichText and not any(form.empty for form in forms)


def _listing(item: Decoder, *, prose: bool) -> Decoder:
    """Read a list; every item is read even when some are bad."""

    def read(node: Node, scope: Scope) -> object:
        if not isinstance(node, Items):
            return mismatch(node, "a list", scope, "each item of a list starts with `- `")
        if len(node.items) > scope.limits.list_items:
            message = f"this list has {len(node.items):,} items; at most {scope.limits.list_items:,} are read"
            return scope.faults.error("YML007", node.at, message, raise_with("list_items", len(node.items)))
        if prose and node.flow:
            scalars.check_cuts(node, scope)
        values = [item(child, scope) for child in node.items]
        return BAD if any(value is BAD for value in values) else tuple(values)

    return read


def _one_or_more(many: Decoder) -> Decoder:
    """Read a list, or one item for a list of one."""
    return lambda node, scope: many(Items((node,), node.at) if isinstance(node, Scalar | Fields) else node, scope)


def _keyed(how: Mapping[str, str], many: Decoder) -> Decoder:
    """Read a mapping whose keys become an attribute of the items."""
    attribute, holds = how["keyed"], how.get("holds")

    def read(node: Node, scope: Scope) -> object:
        if isinstance(node, Scalar | Items):
            return mismatch(node, f"a mapping by {attribute}", scope)
        return many(keyed(node, attribute, holds, scope.faults), scope)

    return read


def keys_of(kind: type[Model]) -> Mapping[str, Key]:
    """Return the YAML keys of a model class, in the order of its fields; made once."""
    if kind not in _KEYS:
        _KEYS[kind] = _keys(kind)
    return _KEYS[kind]


def _keys(kind: type[Model]) -> Mapping[str, Key]:
    hints = hints_of(kind)
    keys: dict[str, Key] = {}
    for field in fields(kind):
        name = field.metadata.get("key", field.name)
        if field.name == "at" or name is None:
            continue
        read = decoder(hints[field.name])
        if "keyed" in field.metadata:
            read = _keyed(field.metadata, read)
        elif field.metadata.get("one"):
            read = _one_or_more(read)
        required = field.default is MISSING and field.default_factory is MISSING
        if kind is Deck and name not in PIECEMEAL:
            read = remembered(read, 64)
        keys[name] = Key(name, field.name, read, required, first=bool(field.metadata.get("first")))
    return keys


def model_decoder(kind: type[Model]) -> Decoder:
    """Return the reader of a mapping for a model class."""
    expand = SHORT.get(kind)
    finish = FINISH.get(kind)

    def read(node: Node, scope: Scope) -> object:
        long = expand(node, scope) if expand else node
        if not isinstance(long, Fields):
            needed = ", ".join(f"`{name}: ...`" for name, key in keys_of(kind).items() if key.required)
            return mismatch(long, "a mapping", scope, f"write {needed} below it" if needed else None)
        before = scope.faults.errors
        values = _values(kind, long, scope)
        if scope.faults.errors > before or any(value is BAD for value in values.values()):
            return BAD
        made: Any = kind(at=long.at, **values)
        return finish(made, long, scope) if finish else made

    return read


def _values(kind: type[Model], node: Fields, scope: Scope) -> dict[str, Any]:
    """Return the attributes of a model class from a mapping; faults are noted."""
    keys = keys_of(kind)
    values: dict[str, Any] = {}
    for name, entry in _first(node, keys):
        key = keys.get(name)
        if key is None:
            _unknown(entry.key, (*keys, *SHORT_KEYS.get(kind, ())), scope)
        elif key.required and isinstance(entry.value, Items) and not entry.value.items:
            scope.faults.error("YML011", entry.value.at, f"`{name}` is an empty list")
        elif key.required or not isinstance(entry.value, Scalar) or not entry.value.absent:
            values[key.attribute] = key.decode(entry.value, scope)
        elif scalars.is_whole(entry.value, scope):
            at = entry.value.at if entry.value.text else entry.key.at
            scope.faults.warn("YML011", at, f"`{name}` is empty; it counts as missing", "fill it in or take it out")
    for name, key in keys.items():
        if key.required and name not in node.entries:
            scope.faults.error("YML011", node.at, f"the key `{name}` is missing here")
    return values


def _first(node: Fields, keys: Mapping[str, Key]) -> list[tuple[str, Entry]]:
    """Return the entries in the order in which they are read: what others refer to while they are read comes first."""
    return sorted(node.entries.items(), key=lambda item: not (item[0] in keys and keys[item[0]].first))


def _unknown(key: Scalar, known: Sequence[str], scope: Scope) -> None:
    hint = did_you_mean(key.text, known) or f"keys here: {', '.join(f'`{name}`' for name in known)}"
    scope.faults.error("YML010", key.at, f"there is no key `{shorten(key.text)}` here", hint)


def _blocks(kinds: Mapping[str, type[BaseBlock]]) -> Decoder:
    """Read a block: a mapping with exactly one kind key, or a bare string for a point."""

    def read(node: Node, scope: Scope) -> object:
        if isinstance(node, Scalar):
            return decoder(kinds["point"])(Fields.of(node.at, point=node), scope)
        if not isinstance(node, Fields):
            return mismatch(node, "a block", scope)
        named = [key for key in node.entries if key in kinds]
        if len(named) == 1:
            return decoder(kinds[named[0]])(node, scope)
        return _no_kind(node, named, tuple(kinds), scope)

    return read


def _no_kind(node: Fields, named: Sequence[str], kinds: Sequence[str], scope: Scope) -> Bad:
    if len(named) > 1:
        second = node.entries[named[1]].key
        message = f"a block has one kind, this one has two: `{named[0]}` and `{named[1]}`"
        return scope.faults.error("YML012", second.at, message, "make two blocks of it")
    shared = keys_of(BaseBlock)
    odd = next((entry.key for key, entry in node.entries.items() if key not in shared and key != "plain"), None)
    near = did_you_mean(odd.text, kinds) if odd else None
    hint = near or f"kinds: {', '.join(kinds)}"
    if odd and len(node.entries) == 1 and not (near and odd.text.islower()):
        hint = f"a text with `: ` in it needs quotes; {hint}"
    message = f"there is no block kind `{shorten(odd.text)}`" if odd else "this block has no kind"
    return scope.faults.error("YML010" if odd else "YML011", odd.at if odd else node.at, message, hint)
