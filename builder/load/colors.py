"""The colours of a theme: layers of names and values -> resolved colours, and whether they can be told apart.

Every value knows where it was written, so a pair with too little contrast is an error at that place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.diagnostics import Span, did_you_mean
from builder.frozen import dataclass
from builder.regex import regex
from builder.theme import contrast, luminance, shaded

HEX = regex(r"#?([0-9A-Fa-f]{6})")
SAID = 3
"""Pairs that a message names at most: one colour stands on many others."""
MIDDLE = 0.18
"""The luminance on which black and white text have about the same contrast."""


class Placed(str):
    """A text of a theme file, and where it stands."""

    __slots__ = ("at",)
    at: Span

    @classmethod
    def of(cls, text: str, at: Span) -> Placed:
        """Return a text with its place."""
        made = cls(text)
        made.at = at
        return made


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a theme, where, and what may help."""

    at: Span
    message: str
    hint: str | None = None


class ThemeError(Exception):
    """A theme that can't be used: everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.at}: {fault.message}" for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Paint:
    """A resolved colour: six hex digits in capitals, and where they were written."""

    rgb: str
    at: Span


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours by name, the first on the second, and the least contrast that they need."""

    first: str
    second: str
    least: float


def resolved(layer: Mapping[str, Placed]) -> dict[str, Paint]:
    """Return every colour with its value; a value may be another colour's name.

    Raises:
        ThemeError: a name that no colour has, or names that go round in a circle.
    """
    paints: dict[str, Paint] = {}
    faults: list[Fault] = []
    for token in layer:
        found = _followed(token, layer)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            paints[token] = found
    if faults:
        raise ThemeError(list(dict.fromkeys(faults)))
    return paints


def _followed(token: str, layer: Mapping[str, Placed]) -> Paint | Fault:
    seen = [token]
    value = layer[token]
    while not (digits := HEX.fullmatch(value)):
        if value not in layer:
            hint = did_you_mean(value, layer) or f"colours: {', '.join(layer)}"
            return Fault(value.at, f"there is no colour `{value}`", hint)
        if value in seen:
            return _circle(seen[seen.index(value) :], layer)
        seen.append(value)
        value = layer[value]
    return Paint(digits[1].upper(), value.at)


def _circle(tokens: Sequence[str], layer: Mapping[str, Placed]) -> Fault:
    """Return the fault of names that lead to each other, the same wherever one enters the circle."""
    start = tokens.index(min(tokens))
    ring = [*tokens[start:], *tokens[: start + 1]]
    return Fault(layer[ring[0]].at, f"colours go round in a circle: {' -> '.join(ring)}")


def too_low(pairs: Iterable[Pair], paints: Mapping[str, Paint], own: str) -> Iterator[Fault]:
    """Yield a fault for each colour whose contrast is too low; `own` is the file whose colours are to blame first."""
    blamed: dict[Span, list[tuple[Pair, bool]]] = {}
    for pair in pairs:
        first, second = paints[pair.first], paints[pair.second]
        if contrast(first.rgb, second.rgb) < pair.least:
            front = first.at.file == own or second.at.file != own
            blamed.setdefault(first.at if front else second.at, []).append((pair, front))
    for at, low in blamed.items():
        said = [_said(pair, paints) for pair, _ in low[:SAID]]
        more = f"; and {len(low) - SAID} more" if len(low) > SAID else ""
        yield Fault(at, f"contrast too low: {'; '.join(said)}{more}", _better(low, paints))


def _said(pair: Pair, paints: Mapping[str, Paint]) -> str:
    ratio = contrast(paints[pair.first].rgb, paints[pair.second].rgb)
    # cut, not rounded: 4.499 must not be said to be the 4.5 that it isn't
    return f"`{pair.first}` on `{pair.second}` has {int(ratio * 100) / 100:.2f}, needs {pair.least:g}"


def _better(low: Sequence[tuple[Pair, bool]], paints: Mapping[str, Paint]) -> str | None:
    """Return a darker or lighter shade of the same colour that reaches all of these ratios, if there is one."""
    pair, front = low[0]
    token = pair.first if front else pair.second
    rgb = paints[token].rgb
    grounds = [(paints[p.second if mine else p.first].rgb, p.least) for p, mine in low]
    sign = -1 if luminance(grounds[0][0]) > MIDDLE else 1
    for step in range(1, 100):
        shade = shaded(rgb, sign * step / 100)
        if all(contrast(shade, ground) >= least for ground, least in grounds):
            return f"`{shade}` would do: the same colour, {'lighter' if sign > 0 else 'darker'}"
    return None
