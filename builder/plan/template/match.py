"""Which layout of a template serves which of ours: by name, by type, by its placeholders, else by the nearest one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from builder.frozen import dataclass, field
from builder.geometry import Rect, Size
from builder.plan.needs import NEEDS
from builder.plan.page import Layout
from builder.plan.template.roles import ROLES, TITLE_ONLY, Role, role_of
from builder.plan.template.slots import (
    CONTENT,
    OPENING,
    area,
    beside,
    contents_of,
    keyed,
    title_of,
    under,
)
from builder.regex import regex
from builder.template import Slot, Template, TemplateLayout, least_contrast, overlap

How = Literal["name", "type", "placeholders", "instead"]

MAIN_AREA, MAIN_WIDTH = 0.2, 0.45
"""The same for one that takes all of them."""
BESIDE = 0.55
"""Share of the slide's width that words may take for a figure to stand beside them."""
READABLE = 4.5
ROOMIEST = "the largest place for words"
"""What a layout stands in for that serves words only because none of those that should has a place for them."""
FIRST = ("points", "cover", "section", TITLE_ONLY)
"""Roles that are looked for before the others, which must suit them."""


@dataclass(frozen=True, slots=True)
class Served:
    """A layout that serves one of ours: how it was found, what it stands in for, and its slots by our keys.

    Keys: `title`, `body`, `body-2`, `body-3` (words), `head`, `head-2` (headings over them), `object`, `object-2`
    (charts, tables or pictures), `footer`, `number`.
    """

    role: str
    layout: TemplateLayout
    how: How
    instead: str | None
    slots: Mapping[str, Slot]

    @property
    def own(self) -> bool:
        """Tell whether the layout was made for this role."""
        return self.how != "instead"


@dataclass(frozen=True, slots=True)
class Matched:
    """What serves what, on one master (by its index). `blind` are names that fit but lack a placeholder."""

    master: int
    served: Mapping[str, Served]
    blind: tuple[tuple[str, str], ...] = ()


def match(template: Template, layouts: Sequence[Layout]) -> Matched | None:
    """Return what serves our layouts, on the master that serves most of them; None where no layout has a title."""
    wanted = {layout.key: role_of(layout.key, layout.name, _bodies(layout)) for layout in layouts}
    found = [one for index in range(len(template.masters)) if (one := _on_master(template, index, wanted))]
    return max(found, key=lambda one: sum(served.own for served in one.served.values()), default=None)


def _bodies(layout: Layout) -> int:
    return sum(place.kind in {"body", "object"} and place.key.startswith("body") for place in layout.placeholders)


def _on_master(template: Template, index: int, wanted: Mapping[str, Role]) -> Matched | None:
    layouts = [layout for layout in template.layouts if layout.master == index and title_of(layout)]
    if not layouts:
        return None
    finder = _Finder(template.size, layouts)
    for key in (*FIRST, *sorted(wanted.keys() - set(FIRST))):
        finder.find(key, wanted.get(key) or ROLES[key])
    served = {key: finder.serve(key, wanted) for key in wanted}
    return Matched(index, served, tuple(finder.blind))


@dataclass(slots=True)
class _Finder:
    size: Size
    layouts: Sequence[TemplateLayout]
    found: dict[str, tuple[TemplateLayout, How]] = field(default_factory=dict)
    blind: list[tuple[str, str]] = field(default_factory=list)

    def find(self, key: str, role: Role) -> None:
        """Note the layout that was made for a role, if there is one."""
        names = {normal(name) for name in role.names}
        for layout in self.layouts:
            if normal(layout.name) in names and self.noted(key, layout, role, "name", tell=True):
                return
        for layout in self.layouts:
            if _says(layout.name, names) and self.noted(key, layout, role, "name"):
                return
        for layout in self.layouts:
            if layout.kind in role.kinds and self.noted(key, layout, role, "type"):
                return
        best = max(self.layouts, key=lambda layout: self.score(key, layout), default=None)
        if best is not None and self.score(key, best) > 0:
            self.noted(key, best, role, "placeholders")

    def noted(self, key: str, layout: TemplateLayout, role: Role, how: How, *, tell: bool = False) -> bool:
        """Take a layout for a role if it has the places and the ground that the role needs."""
        if key in self.found:
            return False
        if not self.holds(key, layout, role) or not self.suits(key, layout):
            if tell:
                self.blind.append((key, layout.name))
            return False
        self.found[key] = layout, how
        return True

    def holds(self, key: str, layout: TemplateLayout, role: Role) -> bool:
        """Tell whether a layout has the places that a role needs; beside a figure, words alone are enough if narrow."""
        contents = self.contents(layout)
        narrow = len(contents) == 1 and contents[0].box.width <= BESIDE * self.size.width
        return len(contents) >= role.contents or (key == "points-figure" and narrow)

    def contents(self, layout: TemplateLayout) -> list[Slot]:
        return contents_of(layout, self.size)

    def suits(self, key: str, layout: TemplateLayout) -> bool:
        """Tell whether the words of content slides can be read on a layout's ground.

        Covers, openers and quotations bring their own colours; all else has those of the slides with points.
        """
        points = self.found.get("points")
        if key in OPENING:
            return layout.kind != "titleOnly" and not any(slot.kind == "object" for slot in self.contents(layout))
        if key in {"quote", "points"} or points is None:
            return True
        own = self.contents(points[0])
        ink = own[0].look.color if own else None
        region = own[0].inner if own else Rect(0, 0, self.size.width, self.size.height)
        if ink is None or least_contrast(ink.rgb, points[0].under(region)) < READABLE:
            return True
        return least_contrast(ink.rgb, layout.under(region)) >= READABLE

    def score(self, key: str, layout: TemplateLayout) -> float:
        """Return how well a layout's placeholders suit a role, 0 for not at all."""
        contents = self.contents(layout)
        area = self.size.width * self.size.height
        match key:
            case "cover":
                center = any(dict(slot.attributes).get("type") == "ctrTitle" for slot in layout.slots)
                return 1.0 if center else 0.0
            case "points":
                large = [s for s in contents if s.box.width * s.box.height >= MAIN_AREA * area]
                if len(contents) != 1 or not large or large[0].box.width < MAIN_WIDTH * self.size.width:
                    return 0.0
                return (
                    overlap(large[0].box, Rect(0, 0, self.size.width, self.size.height)) if under(layout, large) else 0
                )
            case "two-columns":
                pair = len(contents) == 2 and beside(*contents) and under(layout, contents)
                return 1.0 if pair else 0.0
            case "title-only":
                taken = [self.found[one][0] for one in ("cover", "section") if one in self.found]
                free = layout not in taken and not any(
                    s.kind in CONTENT | {"picture", "subtitle"} for s in layout.slots
                )
                return 1.0 if free else 0.0
            case _:
                return 0.0

    def serve(self, key: str, wanted: Mapping[str, Role]) -> Served:
        """Return what serves a role: its own layout, that of another role, or any with a title."""
        if key in self.found:
            layout, how = self.found[key]
            return Served(key, layout, how, None, self.slots(key, layout))
        role = wanted.get(key) or ROLES[key]
        for other in role.instead:
            roomiest = self.roomiest() if other == TITLE_ONLY and key in NEEDS else None
            if roomiest is not None:
                places = self.contents(roomiest)
                if len(NEEDS[key]) == 1:
                    places = sorted(places, key=area, reverse=True)
                return Served(key, roomiest, "instead", ROOMIEST, dict(keyed(key, roomiest, places)))
            if other in self.found:
                layout, _ = self.found[other]
                return Served(key, layout, "instead", other, self.slots(key, layout))
        other, (layout, _) = next(iter(self.found.items()), (TITLE_ONLY, (self.layouts[0], "instead")))
        return Served(key, layout, "instead", other, self.slots(key, layout))

    def roomiest(self) -> TemplateLayout | None:
        """Return the layout with the largest place for words, of those that are no covers; None without any."""
        opening = [layout.part for key, (layout, _) in self.found.items() if key in OPENING]
        rooms = [
            (max(map(area, contents)), layout)
            for layout in self.layouts
            if (contents := self.contents(layout)) and layout.part not in opening
        ]
        return max(rooms, key=lambda room: room[0])[1] if rooms else None

    def slots(self, key: str, layout: TemplateLayout) -> dict[str, Slot]:
        return dict(keyed(key, layout, self.contents(layout)))


_NUMBERING = regex(r"^\d+(_|[.)]\s|\s*[-–:]\s)|[_\s-]+\d+$")
_SIGNS = regex(r"[\W_]+")


def normal(name: str) -> str:
    """Return a layout's name without capitals, signs, and numbers at its ends, as copies of layouts have them."""
    bare = _NUMBERING.sub("", name) or name
    return _SIGNS.sub(" ", bare.casefold()).strip()


def _says(name: str, names: set[str]) -> bool:
    """Tell whether a longer name begins with one of the names, of two words at least, or says it after a number."""
    said = normal(name)
    return any(" " in known and f" {known} " in f" {said} " for known in names)
