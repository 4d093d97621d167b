"""The reference line of a row chart, its label, and what lying on each side of it means."""

from __future__ import annotations

from typing import Literal, TypeAlias

from builder import model
from builder.frozen import dataclass
from builder.geometry import Rect
from builder.plan.lay import Copy, Laid, lay
from builder.plan.page import Guide, RowLabels
from builder.plan.series import GAP, Look, texts_of
from builder.plan.setting import FitError, Setting, plain_runs
from builder.text import natural_width

Side: TypeAlias = Literal["left", "right", "above"]
BEFORE, AFTER = "\u2190\u00a0", "\u00a0\u2192"
"""Arrows that point to the side that is meant."""
AIR = 4.0
"""Points that a band of words leaves free."""


@dataclass(frozen=True, slots=True)
class Over:
    """The words over the rows: the line's label and where it stands, what both sides mean, and the heights of both."""

    line: model.ReferenceLine
    label: tuple[str, ...]
    label_side: Side
    sides: tuple[tuple[Side, tuple[str, ...]], ...]
    label_height: float
    sides_height: float

    @property
    def height(self) -> float:
        """The height of all words."""
        return self.label_height + self.sides_height


def words_over(line: model.ReferenceLine, x: float, box: Rect, look: Look, setting: Setting) -> Over:
    """Return the words of a reference line that stands at `x`, broken to the room on its sides.

    The label stands over the line, or beside it near the chart's edge; what the sides mean, in a band below.

    Raises:
        FitError: a word has no room.
    """
    sides: list[tuple[Side, Laid]] = []
    if line.below and line.above:
        for side, text, room in (
            ("left", BEFORE + line.below, x - GAP - box.x),
            ("right", line.above + AFTER, box.right - x - GAP),
        ):
            runs = plain_runs(text, look.label, setting)
            sides.append((side, lay([Copy(runs, look.label, at=line.at)], room)))  # type: ignore[arg-type]
    band = max((laid.height for _, laid in sides), default=-AIR) + AIR
    return Over(
        line,
        (line.label,) if line.label else (),
        _label_side(line, x, box, look, setting) if line.label else "above",
        tuple((side, texts_of(laid)) for side, laid in sides),
        look.label.leading + AIR if line.label else 0.0,
        band,
    )


def _label_side(line: model.ReferenceLine, x: float, box: Rect, look: Look, setting: Setting) -> Side:
    wide = natural_width(plain_runs(line.label or "", look.label, setting)) + 1
    if x - wide / 2 >= box.x and x + wide / 2 <= box.right:
        return "above"
    if wide + GAP > max(x - box.x, box.right - x):
        raise FitError(f"the reference line's label `{line.label}` is too wide", line.at, "use fewer words")
    return "right" if x + wide + GAP <= box.right else "left"


def reference(
    over: Over, count: int, low: float, band: float, look: Look, setting: Setting
) -> tuple[Guide, tuple[RowLabels, ...]]:
    """Return the line and its words over `count` rows, `band` points high each; the rows' axis starts at `low`."""
    value = float(over.line.value)
    color = setting.color("accent")
    rest = count + 0.5
    top = round(rest + over.sides_height / band, 4)
    row = round(rest + over.sides_height / band / 2, 4)
    words = [RowLabels("Sides", value, (row,), (texts,), side, look.ink, look.ground) for side, texts in over.sides]
    if over.label:
        at = top if over.label_side == "above" else round(top + over.label_height / band / 2, 4)
        words.append(RowLabels("Reference", value, (at,), (over.label,), over.label_side, color, look.ground))
    return Guide(over.line.label or "Reference", value, top, low, color), tuple(words)
