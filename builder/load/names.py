"""Names that an outline defines and refers to: each is defined once, and what is referred to exists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TypeAlias

from builder.diagnostics import Span, did_you_mean
from builder.frozen import dataclass, field
from builder.load.faults import Faults, shorten

Space: TypeAlias = str
"""A kind of thing that has names: `slide`, `section`, `block`, `objective`, `term`."""


@dataclass(slots=True)
class Names:
    """What was defined and referred to while decoding.

    `unknown` are spaces whose definitions could not be read, `places` where an outline defines the names of a space.
    `noted` are all definitions in order, `cited` the keys of all citations, `bracketed` what stands in brackets that
    mark nothing: its first word, the whole, and how to find its place.
    """

    defined: dict[Space, dict[str, Span]] = field(default_factory=lambda: defaultdict(dict))
    noted: list[tuple[Space, str, Span]] = field(default_factory=list)
    referred: list[tuple[Space, str, Span]] = field(default_factory=list)
    unknown: set[Space] = field(default_factory=set)
    places: dict[Space, Span] = field(default_factory=dict)
    cited: list[tuple[str, Span]] = field(default_factory=list)
    bracketed: list[tuple[str, str, Callable[[], Span]]] = field(default_factory=list)

    def define(self, space: Space, name: str, at: Span, faults: Faults) -> None:
        """Note a definition; a second one of the same name is an error that names the first."""
        self.noted.append((space, name, at))
        first = self.defined[space].setdefault(name, at)
        if first != at:
            message = f"the {space} `{shorten(name)}` is defined twice; first at {first}"
            faults.error("YML015", at, message, "give one of them another name")

    def refer(self, space: Space, name: str, at: Span) -> None:
        """Note that something must exist."""
        self.referred.append((space, name, at))

    def check(self, faults: Faults) -> None:
        """Note every reference to a name that nothing defines."""
        for space, name, at in self.referred:
            known = self.defined[space]
            if name not in known and space not in self.unknown:
                faults.error(
                    "YML016",
                    at,
                    f"there is no {space} `{shorten(name)}`",
                    _hint(space, name, known, self.places.get(space)),
                )

    def check_brackets(self, faults: Faults) -> None:
        """Note every pair of brackets around a reference's key without `@`, which would be printed as it stands."""
        for key, inside, place in self.bracketed:
            if key in self.defined["reference"]:
                message = f"`[{shorten(inside)}]` would be printed as it stands, and a reference has this key"
                hint = f"did you mean `[@{shorten(inside)}]`? To print the brackets, write `\\[`"
                faults.error("YML019", place(), message, hint)

    def check_citations(self, faults: Faults) -> None:
        """Note every citation of an unknown key: for outlines with other faults, which never reach the checks."""
        known = self.defined["reference"]
        for key, at in self.cited:
            if key not in known and "reference" not in self.unknown:
                hint = did_you_mean(key, known) or "add it to `references`"
                faults.error("EV001", at, f"no reference has the key `{shorten(key)}`", hint)


def _hint(space: Space, name: str, known: dict[str, Span], place: Span | None) -> str:
    """Return the nearest name, or the first few, each with its place."""
    import difflib  # noqa: PLC0415  # only for names that nothing defines

    near = next(iter(difflib.get_close_matches(name, known, n=1)), None)
    if near:
        return f"did you mean `{shorten(near)}`, at {known[near]}?"
    if not known:
        return f"the outline defines no {space}" + (f": see {place}" if place else "")
    listed = ", ".join(f"`{shorten(one, 30)}` at {at}" for one, at in list(known.items())[:5])
    return f"known: {listed}" + (" ..." if len(known) > 5 else "")
