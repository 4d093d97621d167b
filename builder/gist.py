"""How full the slides of any number of decks are, in one line. Light: what made the figures isn't imported for it."""

from __future__ import annotations

from builder.diagnostics import printable
from builder.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Gist:
    """What is said in one line about the slides of any number of decks.

    `decks` counts their files, `slides` their slides; `least` is the smallest type in points, `fullest` the fullest
    box: its share, the edition, the slide's number and the box's name.
    """

    decks: int = 0
    slides: int = 0
    least: float | None = None
    fullest: tuple[float, str, int, str] | None = None

    def plus(self, other: Gist) -> Gist:
        """Return what is said about both; of equally full boxes, the first counts."""
        sizes = [one for one in (self.least, other.least) if one is not None]
        boxes = [one for one in (self.fullest, other.fullest) if one is not None]
        return Gist(
            decks=self.decks + other.decks,
            slides=self.slides + other.slides,
            least=min(sizes, default=None),
            fullest=max(boxes, key=lambda one: one[0], default=None),
        )


NO_SLIDES = Gist()


def fit_line(gist: Gist) -> str | None:
    """Return one line about all slides, or None when there are none."""
    if gist.fullest is None or gist.least is None:
        return None
    share, owner, number, name = gist.fullest
    where = f"{f'{owner}, ' if gist.decks > 1 else ''}slide {number} '{printable(name)}'"
    count = f"{gist.slides} slide{'' if gist.slides == 1 else 's'}"
    return f"fit: {count}, smallest type {gist.least:g} pt, fullest box {share:.0%} ({where})".replace("%", " %")
