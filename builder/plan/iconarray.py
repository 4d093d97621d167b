"""Icon arrays measured: so many of 100 or of 1,000 people, the same figures in every arm, both sides in words.

Picture, legend, sentence and alternative text are made from the same numbers. `iconmarks` draws what is measured here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder import model
from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.lay import Copy, Laid, lay
from builder.plan.page import Role
from builder.plan.people import HOLLOW, color_of, crowd
from builder.plan.setting import FitError, Setting, plain_runs, scaled
from builder.plan.structure import Structure
from builder.text import natural_width
from builder.theme import TextStyle

LEAST_HUNDRED, LEAST_THOUSAND = 8.0, 3.6
"""Figures lower than this many points are not told apart on a photocopy."""
LEAST_SEEN = 14.0
"""Rather than have figures lower than this many points on a slide, the words beside them are set smaller."""
PREFERENCE = 0.85
"""Words stand beside the figures unless these would be smaller than this share of what they are with words under."""
GIVE = 0.92
"""Figures are made smaller to this share at least so that no line beside them breaks."""


@dataclass(frozen=True, slots=True)
class IconLook:
    """Styles of an arm's name, of the lines that count, and of the line that says what a figure is; and measures.

    `tallest` is the height of a figure (of 1,000: `small`) at most and `least` that of one of 100 at least; `gap` is
    between two arms, `narrow` between three; `beside` is the least width of words beside the figures. Points.
    """

    label: TextStyle
    lines: TextStyle
    how: TextStyle
    tallest: float
    small: float
    gap: float
    narrow: float
    beside: float
    least: float = LEAST_HUNDRED

    @staticmethod
    def of_slide(step: float, setting: Setting) -> IconLook:
        """Return the look on a slide whose body has a size."""
        lines = replace(scaled(setting.style("body"), step), space_after=7.0)
        label = scaled(setting.style("caption"), max(18.0, step - 2))
        least = LEAST_SEEN if step > min(setting.theme.slides.steps) else LEAST_HUNDRED
        return IconLook(label, lines, setting.style("axis"), 26.0, 9.0, 44.0, 28.0, 150.0, least)

    @staticmethod
    def of_print(setting: Setting) -> IconLook:
        """Return the look on paper."""
        body = setting.style("body")
        lines = replace(body, space_after=2.0)
        em = body.size
        label, how, gap = setting.style("caption"), setting.style("axis"), em * 2
        return IconLook(label, lines, how, em * 0.85, em * 0.46, gap, gap, em * 9)


@dataclass(frozen=True, slots=True)
class Tags:
    """Where the parts of an icon array on paper stand in the structure tree."""

    structure: Structure
    parent: int


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm as measured, positions in points from the whole's top left."""

    content: model.IconArm
    label: Laid | None
    lines: Laid
    label_box: Rect
    array: Rect
    text: Rect
    sentence: str


@dataclass(frozen=True, slots=True)
class MeasuredIcons:
    """An icon array laid out for a width: the line on top, the arms, the height of a figure, and the whole height.

    `how` is None where one arm stands alone: what a figure stands for is said among its lines then.
    """

    content: model.IconsContent
    how: Laid | None
    arms: tuple[Arm, ...]
    look: IconLook
    size: float
    width: float
    height: float
    alt: str
    figure: int | None


def describe(content: model.IconsContent, setting: Setting) -> str:
    """Return alternative text made of the array's own numbers, arm by arm."""
    head = f"Icon array: {content.title.text.rstrip('.')}." if content.title else "Icon array."
    return " ".join([head, *(f"{_said(content, arm, setting)}." for arm in content.arms)])


def _said(content: model.IconsContent, arm: model.IconArm, setting: Setting) -> str:
    """Return what an arm says: `Ketamine: 64 of 100 felt much better; 36 did not, after 24 hours`."""
    parts = [f"{count} {name}" for count, name in counted(content, arm, setting)]
    time = f", {content.time}" if content.time else ""
    return (f"{arm.label}: " if arm.label else "") + "; ".join(parts) + time


def counted(content: model.IconsContent, arm: model.IconArm, setting: Setting) -> Iterator[tuple[str, str]]:
    """Yield each group's count in words (the first with the denominator) and its name, the rest last."""
    groups = [(group.count, group.name) for group in arm.groups]
    if content.rest is not None:
        groups.append((content.of - sum(count for count, _ in groups), content.rest))
    for index, (count, name) in enumerate(groups):
        words = f"about {count:,}" if arm.about else f"{count:,}"
        yield words if index else setting.phrases.count.format(count=words, total=f"{content.of:,}"), name


def measure_icons(
    content: model.IconsContent,
    room: Rect,
    look: IconLook,
    setting: Setting,
    lang: str | None = None,
    tags: Tags | None = None,
    small: Sequence[Copy] = (),
) -> MeasuredIcons:
    """Return an icon array laid out for a room's width and height. `small` print goes under the lines of a lone arm.

    Raises:
        FitError: the figures would be too small, or the words don't fit.
    """
    setting = replace(setting, place=content.at, language=lang or setting.language)
    alt = content.alt or describe(content, setting)
    figure = tags.structure.add(Role.FIGURE, tags.parent, alt=alt) if tags else None
    drafts = [_Draft(content, arm, look, setting, tags) for arm in content.arms]
    line = _tagged(_how(content, look, setting), tags)
    how, top = None, 0.0
    if len(drafts) == 1:
        drafts[0].lines += [replace(line, space_before=look.lines.size * 0.5), *small]
    else:
        how = lay([line], room.width, safety=setting.safety)
        top = how.height + look.lines.size * 0.55
    arms, size = _arms(drafts, Rect(0.0, top, room.width, room.height - top), look)
    bottom = max(max(arm.array.bottom, arm.text.bottom) for arm in arms)
    return MeasuredIcons(content, how, arms, look, size, room.width, bottom, alt, figure)


def _arms(drafts: Sequence[_Draft], room: Rect, look: IconLook) -> tuple[tuple[Arm, ...], float]:
    """Return the arms side by side, or one under the other where that is too narrow, and the height of a figure.

    Raises:
        FitError: the figures would be too small either way.
    """
    count = len(drafts)
    try:
        boxes = room.columns(count, look.gap if count < 3 else look.narrow)
        size, under = _best(drafts, boxes[0], look)
    except FitError:
        if count == 1:
            raise
        each = (room.height - (count - 1) * look.gap / 2) / count
        size, under = _best(drafts, room.with_height(each), look)
        return _stacked(drafts, room, size, look, under=under), size
    head = max(draft.head(boxes[0].width) for draft in drafts)
    return tuple(draft.placed(box, head, size, under=under) for draft, box in zip(drafts, boxes, strict=True)), size


def _stacked(drafts: Sequence[_Draft], room: Rect, size: float, look: IconLook, *, under: bool) -> tuple[Arm, ...]:
    arms: list[Arm] = []
    box = room
    for draft in drafts:
        arms.append(draft.placed(box, draft.head(room.width), size, under=under))
        box = room.moved(0, max(arms[-1].array.bottom, arms[-1].text.bottom) + look.gap / 2 - room.y)
    return tuple(arms)


def _how(content: model.IconsContent, look: IconLook, setting: Setting) -> Copy:
    phrase = setting.phrases.each_time if content.time else setting.phrases.each
    words = phrase.format(total=f"{content.of:,}", time=content.time)
    return Copy(plain_runs(words, look.how, setting), look.how, at=content.at)


def _tagged(copy: Copy, tags: Tags | None) -> Copy:
    return replace(copy, element=tags.structure.add(Role.P, tags.parent)) if tags else copy


class _Draft:
    """One arm before it is known how large its figures are."""

    def __init__(
        self,
        content: model.IconsContent,
        arm: model.IconArm,
        look: IconLook,
        setting: Setting,
        tags: Tags | None,
    ) -> None:
        self.content, self.arm, self.look, self.setting = content, arm, look, setting
        self.crowd = crowd(content.of)
        label = Copy(plain_runs(arm.label, look.label, setting), look.label, at=content.at) if arm.label else None
        self.label = _tagged(label, tags) if label else None
        self.lines = [_tagged(copy, tags) for copy in self.copies()]

    def copies(self) -> Iterator[Copy]:
        """Yield the lines that count, each with room for its figure before it."""
        style = self.look.lines
        indent = legend_size(self.content.of, style.size) * self.crowd.wide + style.size * 0.5
        looks = looks_of(self.content, self.arm)
        for look, (count, name) in zip(looks, counted(self.content, self.arm, self.setting), strict=True):
            bold = replace(style, bold=True, color=color_of(look, self.setting))
            runs = (*plain_runs(count, bold, self.setting), *plain_runs(f" {name}", style, self.setting))
            yield Copy(runs, style, indent, at=self.content.at)

    def head(self, width: float) -> float:
        """Return the height of the arm's name with the space under it."""
        return self.laid_label(width).height + self.look.label.size * 0.5 if self.label else 0.0

    def laid_label(self, width: float) -> Laid:
        """Return the arm's name."""
        return lay([self.label] if self.label else [], width, safety=self.setting.safety)

    def longest(self) -> float:
        """Return the width that the longest of the lines that count takes unbroken."""
        lines = self.lines[: len(looks_of(self.content, self.arm))]
        return max(copy.indent + natural_width(copy.runs) for copy in lines) / self.setting.safety + 1.0

    def text(self, width: float) -> Laid:
        """Return the lines that count; FitError when a word is too wide."""
        return lay(self.lines, width, safety=self.setting.safety)

    def placed(self, box: Rect, head: float, size: float, *, under: bool) -> Arm:
        """Return the arm in its column, its figures `size` points high."""
        array = Rect(box.x, box.y + head, self.crowd.width * size, self.crowd.height * size)
        gap = self.look.lines.size
        if under:
            lines = self.text(box.width)
            text = Rect(box.x, array.bottom + gap * 0.6, box.width, lines.height)
        else:
            x = array.right + gap * 1.3
            lines = self.text(box.right - x)
            text = Rect(x, array.y, box.right - x, lines.height)
        label = self.laid_label(box.width) if self.label else None
        sentence = _said(self.content, self.arm, self.setting)
        label_box = Rect(box.x, box.y, box.width, label.height if label else 0.0)
        return Arm(self.arm, label, lines, label_box, array, text, sentence)


def legend_size(total: int, size: float) -> float:
    """Return the height of the figure before a line of type of a size."""
    return size * (0.95 if total == 100 else 0.6)


def looks_of(content: model.IconsContent, arm: model.IconArm) -> list[int]:
    """Return the looks of an arm's groups and of the rest, in order."""
    return [*range(len(arm.groups)), *([HOLLOW] if content.rest is not None else [])]


def _best(drafts: Sequence[_Draft], box: Rect, look: IconLook) -> tuple[float, bool]:
    """Return the height of a figure, and whether the words stand under the figures: whatever makes these larger."""
    content, grid = drafts[0].content, drafts[0].crowd
    most, least = (look.tallest, look.least) if content.of == 100 else (look.small, LEAST_THOUSAND)
    room = box.height - max(draft.head(box.width) for draft in drafts)

    def beside() -> float:
        size = min(most, room / grid.height, (box.width - look.beside - look.lines.size * 1.3) / grid.width)
        # Rather than break a line, figures give way a little.
        smaller = (box.width - max(draft.longest() for draft in drafts) - look.lines.size * 1.3) / grid.width
        size = smaller if size * GIVE <= smaller < size else size
        width = box.width - grid.width * size - look.lines.size * 1.3
        tallest = max(draft.text(width).height for draft in drafts) if size >= least else 0.0
        return size if tallest <= room else 0.0

    def below() -> float:
        tallest = max(draft.text(box.width).height for draft in drafts)
        return min(most, (room - tallest - look.lines.size * 0.6) / grid.height, box.width / grid.width)

    sizes = []
    fault: FitError | None = None
    for attempt in (beside, below):
        try:
            sizes.append(attempt())
        except FitError as reason:
            fault = reason
            sizes.append(0.0)
    if max(sizes) < least:
        message = f"the icon array has no room: its figures would be less than {least:g} pt high"
        raise fault or FitError(message, content.at, "give it a slide of its own, or fewer arms or words")
    under = sizes[0] < sizes[1] * PREFERENCE
    return sizes[1 if under else 0], under
