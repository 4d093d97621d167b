"""The items of a long plan's pages, kept small: a page takes 100 kB as items and 6 kB packed.

Plans are held whole, from the first page to the proof of the last; then they are gone over page by page. So all pages
but the first few keep their items packed, and whoever reads a page has them unpacked meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias, cast, overload

from builder.frozen import parts_of, replace
from builder.plan.page import Image, Item, Page

if TYPE_CHECKING:
    from pickle import PickleBuffer

WHOLE = 40
SLIDES = 100
"""Pages that keep their items as they are, and slides, which hold a third: so most plans are never packed."""

LEVEL = 1
"""Of zlib: more takes twice as long and saves a tenth."""

Chunk: TypeAlias = tuple[bytes, tuple[bytes, ...]]
"""Items, pickled and deflated, and the encoded pictures among them, which lie in the outline anyway."""


class Packed(Sequence[Item]):
    """Items that are unpacked when somebody looks at them: equal to the tuple of them, and used like it.

    The items that were looked at last stay unpacked, one sequence in all: whoever goes over pages reads each once.
    """

    __slots__ = ("_chunks",)

    _latest: tuple[Packed, tuple[Item, ...]] | None = None

    def __init__(self, chunks: Iterable[Chunk]) -> None:
        self._chunks = tuple(chunks)

    @classmethod
    def of(cls, *parts: Iterable[Item]) -> Packed:
        """Pack items; what is packed already is taken over as it is."""
        return cls(
            chunk for part in parts for chunk in (part._chunks if isinstance(part, Packed) else (_packed(part),))
        )

    @property
    def items(self) -> tuple[Item, ...]:
        """The items, unpacked."""
        latest = Packed._latest
        if latest is not None and latest[0] is self:
            return latest[1]
        found = tuple(item for chunk in self._chunks for item in _unpacked(chunk))
        Packed._latest = self, found
        return found

    @property
    def pictured(self) -> bool:
        """Whether there are pictures among them, told without unpacking."""
        return any(pictures for _, pictures in self._chunks)

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        return self.items[index]

    def __eq__(self, other: object) -> bool:
        return self.items == (other.items if isinstance(other, Packed) else other)

    def __hash__(self) -> int:
        return hash(self.items)

    def __repr__(self) -> str:
        return repr(self.items)


def kept(number: int, *parts: Iterable[Item]) -> Sequence[Item]:
    """Return the items of a page, given in parts, as a plan keeps them; `number` counts its pages from 0."""
    return tuple(item for part in parts for item in part) if number < WHOLE else Packed.of(*parts)


def kept_pages(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Return the pages or slides of a plan as it keeps them."""
    return tuple(
        page if number < (SLIDES if page.layout else WHOLE) else replace(page, items=Packed.of(page.items))
        for number, page in enumerate(pages)
    )


class _Reducers(dict[type, Callable[[Any], Any]]):
    """How values are pickled, by class: a frozen dataclass as what it is made from, in the order of its fields.

    The bytes of pictures are left aside.
    """

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        parts = parts_of(kind)
        if not parts:
            raise KeyError(kind)
        values = parts[0]

        def reduced(value: Any) -> Any:
            return kind, values(value)

        def pictured(value: Image) -> Any:
            from pickle import PickleBuffer  # noqa: PLC0415  # most plans are never packed

            return kind, tuple(PickleBuffer(one) if one is value.data else one for one in values(value))

        self[kind] = made = pictured if kind is Image else reduced
        return made


_REDUCERS = _Reducers()


def _packed(items: Iterable[Item]) -> Chunk:
    import pickle  # noqa: PLC0415  # as above
    import zlib  # noqa: PLC0415

    out, pictures = BytesIO(), list[bytes]()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL, buffer_callback=lambda one: _aside(one, pictures))
    pickler.dispatch_table = _REDUCERS
    pickler.dump(tuple(items))
    return zlib.compress(out.getvalue(), LEVEL), tuple(pictures)


def _aside(picture: PickleBuffer, pictures: list[bytes]) -> None:
    """Put the very bytes of a picture aside, not a copy of them."""
    pictures.append(cast("bytes", picture.raw().obj))


def _unpacked(chunk: Chunk) -> tuple[Item, ...]:
    import pickle  # noqa: PLC0415  # as above
    import zlib  # noqa: PLC0415

    data, pictures = chunk
    items: tuple[Item, ...] = pickle.loads(zlib.decompress(data), buffers=pictures)  # noqa: S301  # packed above, never read
    return items
