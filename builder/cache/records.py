"""What is recorded, and how it is written down: typed values, as MessagePack. Reading a record runs nothing."""

from __future__ import annotations

import dataclasses  # noqa: F401  # else msgspec has it imported while it encodes, and swallows a Ctrl-C meanwhile
from collections.abc import Mapping
from typing import Any, Literal, TypeVar

import msgspec

from builder.cache.places import Places
from builder.cache.store import Store
from builder.diagnostics import Diagnostic, Span
from builder.frozen import dataclass
from builder.job import Output, Told
from builder.manifest import Source
from builder.reached import Reached

T = TypeVar("T")

_DECODERS: dict[Any, msgspec.msgpack.Decoder[Any]] = {}


@dataclass(frozen=True, slots=True)
class Kept:
    """An output whose bytes are kept by their digest."""

    path: str
    sha256: str
    edition: str
    digest: str
    status: Literal["draft"]
    pages: int
    slides: tuple[Told, ...]

    def output(self, data: bytes) -> Output:
        """Return the output, now that its bytes are found."""
        return Output(self.path, data, self.edition, self.digest, self.status, self.pages, self.slides)


def kept(output: Output, sha256: str) -> Kept:
    """Return an output without its bytes."""
    return Kept(output.path, sha256, output.edition, output.digest, output.status, output.pages, output.slides)


@dataclass(frozen=True, slots=True)
class KeptProof:
    """An output, and what its proof says."""

    output: Kept
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class KeptDeck:
    """All that a job gave. `texts` are those of files in which a message points; `fits` are encoded on their own."""

    deck: str | None
    outputs: tuple[Kept, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    files: tuple[Source, ...]
    editions: tuple[str, ...]
    at: Span
    reached: tuple[Reached, ...]
    refused: Mapping[str, str]
    listings: Mapping[str, str]
    fits: bytes


def written(value: object) -> bytes:
    """Return a value as it is recorded."""
    return msgspec.msgpack.encode(value)


def read(kind: type[T], data: bytes) -> T:
    """Return a recorded value.

    Raises:
        ValueError: the bytes are no such value.
    """
    try:
        if kind not in _DECODERS:
            _DECODERS[kind] = msgspec.msgpack.Decoder(kind)
        value: T = _DECODERS[kind].decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise ValueError(str(fault)) from fault
    return value


def recorded(store: Store, key: str, kind: type[T]) -> T | None:
    """Return what a store has under a key; bytes that are whole but no such value are dropped."""
    data = store.record(key)
    if data is None:
        return None
    try:
        return read(kind, data)
    except ValueError:
        store.drop_record(key)
        return None


def placed(store: Store, key: str, kind: type[T], places: Places) -> T | None:
    """Return what a store has under a key, its messages put where their words stand today."""
    data = store.record(key)
    if data is None:
        return None
    try:
        return places.lowered(kind, data)
    except ValueError:
        store.drop_record(key)
        return None
