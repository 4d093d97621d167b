"""The strings of a document by marked content: what rules about a whole document are left with of its pages."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from builder.frozen import parts_of
from builder.proof.latest import Latest
from builder.proof.printed import Font, Shown

WHOLE = 40
"""Pages whose strings are kept as they are. Those of further pages are packed: 2 kB a page instead of 20."""


class Strings:
    """The strings that one page shows in marked content, by its number."""

    __slots__ = ("_fonts", "_found", "_packed")

    def __init__(self, page: int, shown: Iterable[Shown]) -> None:
        found: dict[int, list[Shown]] = {}
        for one in shown:
            if one.mcid is not None:
                found.setdefault(one.mcid, []).append(one)
        self._found = {mcid: tuple(strings) for mcid, strings in found.items()}
        self._fonts: Sequence[Font] = ()
        self._packed = b""
        if page >= WHOLE:
            self._pack()

    @property
    def found(self) -> Mapping[int, tuple[Shown, ...]]:
        """The strings by number, unpacked if need be."""
        if not self._packed:
            return self._found
        import pickle  # noqa: PLC0415  # for long documents only

        rows = pickle.loads(zlib.decompress(self._packed))  # noqa: S301  # packed below, never read
        return {mcid: tuple(self._string(*row) for row in strings) for mcid, strings in rows.items()}

    def _pack(self) -> None:
        """Keep strings as plain values, their fonts by number: a font is known by who it is."""
        import pickle  # noqa: PLC0415  # as above

        values, numbers = parts_of(Shown)[0], dict[Font, int]()
        rows = {}
        for mcid, strings in self._found.items():
            parts = (values(one) for one in strings)
            rows[mcid] = [(text, numbers.setdefault(font, len(numbers)), *rest) for text, font, *rest in parts]
        self._fonts, self._found = tuple(numbers), {}
        self._packed = zlib.compress(pickle.dumps(rows, pickle.HIGHEST_PROTOCOL), 1)

    def _string(self, text: str, font: int, *rest: Any) -> Shown:
        return Shown(text, self._fonts[font], *rest)


class Book:
    """The strings of all pages."""

    def __init__(self, pages: Sequence[Strings]) -> None:
        self._pages = Latest(lambda page: pages[page].found)

    def of(self, page: int, mcid: int) -> tuple[Shown, ...]:
        """Return the strings that page number `page` shows under `mcid`, none where there is no such content."""
        return self._pages[page].get(mcid, ())
