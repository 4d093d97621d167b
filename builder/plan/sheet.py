"""What everything on a handout needs to be placed."""

from __future__ import annotations

from builder.frozen import dataclass
from builder.geometry import Rect
from builder.locales import Locale
from builder.plan.flowables import Frame
from builder.plan.lay import Laid
from builder.plan.marks import text_box
from builder.plan.page import TextBox
from builder.plan.setting import Setting
from builder.plan.structure import Structure

ANSWERS = "answers"
"""The name of the place at a handout's end where its questions are answered."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every box of a handout needs: the setting, the frame, the structure tree, the locale.

    With `dials`, it is read on a screen, and numbers to call are links.
    """

    setting: Setting
    frame: Frame
    structure: Structure
    locale: Locale
    dials: bool = False

    @property
    def body(self) -> float:
        """The body's type size in points."""
        return self.setting.style("body").size


def laid_box(laid: Laid, x: float, y: float, width: float, name: str) -> TextBox:
    """Return laid paragraphs as a box with its top left corner at (x, y)."""
    return text_box(laid, Rect(x, y, width, laid.height), name)
