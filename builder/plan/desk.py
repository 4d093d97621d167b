"""What every arrangement of a slide starts from: the parts sorted by kind, the grid, and how words are set."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from builder import model
from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.callouts import CalloutLook, stack_callouts
from builder.plan.figures import FigureBlock
from builder.plan.grid import SlideGrid
from builder.plan.lay import Copy, Laid, lay
from builder.plan.marks import text_box
from builder.plan.page import Item
from builder.plan.setting import FitError, Setting, scaled
from builder.plan.sparse import is_lead
from builder.plan.words import ListLook, Part, WordBlock, word_copies

GAP = 20.0

CALLOUT_SIZE = 20.0
"""Type size in points of callouts beside or under other content, where nothing makes it smaller."""

NAMES: Mapping[str, str] = {
    "body": "Points",
    "body-2": "More points",
    "body-3": "Further points",
}
"""What the selection pane calls the text of a placeholder."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """What stands on a slide: its layout's key, the items under the title, and the body's type size in points.

    `reason` says why it stands so; `suffix` follows the slide's title.
    """

    layout: str
    items: tuple[Item, ...]
    step: float
    reason: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every arrangement needs: the setting, the grid, the glossary's terms."""

    setting: Setting
    grid: SlideGrid
    terms: Mapping[str, model.Term]


AloneBlock: TypeAlias = model.Quote | model.Compare | model.Number | model.Question
"""Blocks that take a slide for themselves; some let callouts stand under them."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The parts of a slide by kind, each in reading order; `figure_first` if a figure comes before all words."""

    words: tuple[Part, ...]
    figures: tuple[Part, ...]
    callouts: tuple[model.Callout, ...]
    alone: tuple[AloneBlock, ...]
    figure_first: bool = False


Arrangement: TypeAlias = Callable[[Sorted, float, Desk], tuple[Item, ...]]
"""Places the parts at a body size; FitError when they have no room."""


def sort_parts(parts: Sequence[Part]) -> Sorted:
    """Return the parts sorted by kind."""
    blocks = [part.block for part in parts]
    return Sorted(
        tuple(part for part in parts if isinstance(part.block, WordBlock)),
        tuple(part for part in parts if isinstance(part.block, FigureBlock)),
        tuple(block for block in blocks if isinstance(block, model.Callout)),
        tuple(block for block in blocks if isinstance(block, AloneBlock)),
        next((isinstance(block, FigureBlock) for block in blocks if isinstance(block, FigureBlock | WordBlock)), False),
    )


def list_look(step: float, desk: Desk) -> ListLook:
    """Return how lists are set at a body size."""
    return ListLook(scaled(desk.setting.style("body"), step), desk.grid.indent(step))


def callout_look(step: float, desk: Desk) -> CalloutLook:
    """Return how callouts beside or under other content are set at a body size."""
    full = desk.setting.medium.steps[0]
    size = full if is_lead(step, desk.setting) else max(18.0, min(CALLOUT_SIZE, step))
    return CalloutLook(replace(scaled(desk.setting.style("body"), size), space_after=5.0), 26.0)


def words_box(
    parts: Sequence[Part], box: Rect, step: float, desk: Desk, placeholder: str = "body", look: ListLook | None = None
) -> tuple[Item, Laid]:
    """Return blocks of words as the text of a placeholder; FitError when they are higher than the box."""
    copies = list(word_copies(parts, look or list_look(step, desk), desk.setting, desk.terms))
    return copies_box(copies, box, desk, placeholder, parts[0])


def copies_box(copies: Sequence[Copy], box: Rect, desk: Desk, placeholder: str, first: Part) -> tuple[Item, Laid]:
    """Return paragraphs as the text of a placeholder; `first` is the block to blame when they have no room."""
    laid = lay(copies, box.width, safety=desk.setting.safety)
    if laid.height > box.height + 0.5:
        lines = math.ceil((laid.height - box.height) / copies[0].style.leading)
        message = f"the text is about {lines} line{'s' if lines > 1 else ''} too long for its slide"
        raise FitError(message, first.block.at, "say it in fewer words, or on two slides")
    return text_box(laid, box, NAMES[placeholder], placeholder=placeholder, at=first.block.at), laid


def over_callouts(parts: Sorted, region: Rect, step: float, desk: Desk) -> tuple[Rect, tuple[Item, ...]]:
    """Return what is left of a region once the slide's callouts stand at its foot, and these callouts."""
    if not parts.callouts:
        return region, ()
    look = callout_look(step, desk)
    items, taken = stack_callouts(list(parts.callouts), region, look, desk.setting, at_bottom=True)
    return region.with_height(taken.y - GAP - region.y), items
