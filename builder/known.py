"""What was worked out of the very same values: results by the identity of what they were made from.

In a process that stays with one project, the parts of an outline that nobody touched are the same objects build after
build (`load.tree` is followed by `load.files`, which keeps them). What is made of such parts alone is found here, by
who they are and without a look at what they hold. In any other process nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from builder.kept import Kept

V = TypeVar("V")


class Known(Generic[V]):
    """The latest results, at most `room` of them, or of that weight. Each holds on to what it was made from, so no
    identity comes twice.

    A result may depend on nothing but these objects, all of them immutable, and on the small values `also`, which are
    compared: whoever keeps something here names all that it is made from.
    """

    def __init__(self, room: int) -> None:
        self._kept: Kept[Hashable, tuple[tuple[object, ...], V]] = Kept(room, session=True)

    @property
    def on(self) -> bool:
        """Whether anything is kept at all."""
        return Kept.stays

    def get(self, *parts: object, also: Hashable = None) -> V | None:
        """Return what was made from these very objects, or None."""
        found = self._kept.get((*map(id, parts), also))
        return None if found is None else found[1]

    def put(self, value: V, *parts: object, also: Hashable = None, weight: int = 1) -> V:
        """Keep and return what was made from these objects; what weighs more than an eighth of the room is not kept."""
        self._kept.put((*map(id, parts), also), (parts, value), weight)
        return value

    def of(self, make: Callable[[], V], *parts: object, also: Hashable = None) -> V:
        """Return what was made from these objects, made now if it isn't known."""
        if not Kept.stays:
            return make()
        found = self._kept.get((*map(id, parts), also))
        return self.put(make(), *parts, also=also) if found is None else found[1]

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
