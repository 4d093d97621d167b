"""What a leaflet tells its readers to do: when to get help, what they can do themselves, and whom to ask."""

from __future__ import annotations

from typing import Literal, TypeAlias

from builder.base import Model
from builder.frozen import dataclass
from builder.values import RichText


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency(Model):
    """When to get help. The numbers come from the edition's locale pack, never from here.

    `drug_advice` says whether its line for advice about drugs is among them: without it, where the deck names a
    substance's `legal_status`.
    """

    red_flags: tuple[RichText, ...] = ()
    first_aid: tuple[RichText, ...] = ()
    crisis: RichText | None = None
    see_doctor: tuple[RichText, ...] = ()
    drug_advice: bool | None = None


ActionKind: TypeAlias = Literal["behaviour", "seek_help", "share"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Model):
    """One thing that a reader can do. `text` begins with what to do ("Keep a diary"); a bare string is one.

    `why` it matters, `when` or how often, `contact`: who helps. `steps` break up what takes more than one. `type` as in
    the CDC Clear Communication Index, items 12-14: change a behaviour, seek help, share what one knows.
    """

    text: RichText
    why: RichText | None = None
    when: RichText | None = None
    contact: RichText | None = None
    steps: tuple[RichText, ...] = ()
    type: ActionKind = "behaviour"
