"""Things to fill in: labels with lines to write on, before these or above them; diaries as tables of empty cells.

The same for slides and for paper. Paper adds fields for the screen over the lines: `builder.plan.fields`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder import model
from builder.diagnostics import Span
from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.lay import Copy, Laid, baseline_offset, lay
from builder.plan.marks import rule, text_box
from builder.plan.page import Group, Item, Stroke, Table, TextRun
from builder.plan.setting import FitError, Setting, runs_of, scaled
from builder.plan.tables import MeasuredTable, TableLook, measure_table, place_table
from builder.text import natural_width
from builder.theme import TextStyle
from builder.values import RichText

LABELS = 0.45
"""Largest share of the width that labels before their lines take."""
LABEL_LINES = 2
"""Most lines of a label before its lines; where one is longer, all stand above them."""
DROP = 0.16
"""How far a writing line lies under the baseline of the label before it, as a share of the type size."""
ABOVE, UNDER = 0.5, 0.4
"""Space over a label that stands above its lines, and under a hint, as shares of the type size."""
SLIDE_SIZES = (18.0, 22.0)
"""Smallest and largest type of labels on a slide, in points."""
SLIDE_PITCHES = (2.1, 1.8, 1.5)
"""Distance of writing lines on a slide as a multiple of the labels' own, tried from the left."""


@dataclass(frozen=True, slots=True)
class FillLook:
    """Styles of labels and of hints under the lines; `pitch` is how far writing lines lie apart, in points."""

    label: TextStyle
    hint: TextStyle
    pitch: float
    safety: float = 1.0

    @property
    def gap(self) -> float:
        """The space between a label and the lines after it in points."""
        return self.label.size


@dataclass(frozen=True, slots=True)
class MeasuredBlank:
    """A label and its lines, laid out for a width; y counts from its own top. Lines start at x = `left`.

    `first` is the y of the first line, `label_y` and `hint_y` are the tops of the words, `after` is the space below.
    """

    content: model.Blank
    label: Laid
    hint: Laid | None
    pitch: float
    width: float
    left: float
    first: float
    label_y: float
    hint_y: float
    height: float
    after: float

    @property
    def last(self) -> float:
        """The y of the last line."""
        return self.first + (self.content.lines - 1) * self.pitch

    def room(self, x: float, y: float) -> Rect:
        """Return where somebody writes: from a line's distance above the first line down to the last."""
        return Rect(
            x + self.left, y + self.first - self.pitch, self.width - self.left, self.last - self.first + self.pitch
        )

    def label_box(self, x: float, y: float) -> Item:
        """Return the label as a box."""
        box = Rect(x, y + self.label_y, self.label.room, self.label.height)
        return text_box(self.label, box, f"Label: {self.content.label.text}", at=self.content.label.at)

    def strokes(self, x: float, y: float, setting: Setting) -> Iterator[Stroke]:
        """Yield the lines to write on."""
        color, weight = setting.color("grey"), setting.weight("hairline")
        for number in range(self.content.lines):
            yield rule(
                x + self.left, y + self.first + number * self.pitch, x + self.width, color, weight, "Writing line"
            )

    def hint_boxes(self, x: float, y: float) -> Iterator[Item]:
        """Yield the hint under the lines, if there is one."""
        if self.hint and self.content.hint:
            box = Rect(x + self.left, y + self.hint_y, self.hint.room, self.hint.height)
            yield text_box(self.hint, box, "Hint", at=self.content.hint.at)


def spoken(setting: Setting, lang: str | None) -> Setting:
    """Return the setting for a form in a language, None for the document's own."""
    return replace(setting, language=lang) if lang else setting


def label_column(fields: Sequence[model.Blank], width: float, look: FillLook, setting: Setting) -> float:
    """Return how far from the left all lines start, so that they stand in a column; 0 where labels stand above them.

    Labels before their lines take as much room as the longest needs, and two lines at most.
    """
    runs = [runs_of(one.label, look.label, setting) for one in fields]
    most = width * LABELS - look.gap
    room = min(max(map(natural_width, runs)) / look.safety + 1, most)
    try:
        lines = [lay([Copy(one, look.label)], room, safety=look.safety).lines for one in runs]
    except FitError:
        return 0.0
    return room + look.gap if max(lines) <= LABEL_LINES else 0.0


def measure_blank(
    blank: model.Blank,
    left: float,
    width: float,
    look: FillLook,
    setting: Setting,
    *,
    label_element: int | None = None,
    hint_element: int | None = None,
) -> MeasuredBlank:
    """Return a label and its lines for a width; the lines start `left` points from its left.

    Raises:
        FitError: a word is wider than its room.
    """
    style = look.label
    room = left - look.gap if left else width
    label = _laid(runs_of(blank.label, style, setting), style, room, look, blank.label.at, label_element)
    if left:  # on the first of several lines starts the label, on a single one it ends
        above = label.lines - 1 if blank.lines == 1 else 0
        base = baseline_offset(style) + above * style.leading + DROP * style.size
        first = max(look.pitch, base)
        label_y = first - base
    else:
        first, label_y = label.height + look.pitch, 0.0
    end = max(first + (blank.lines - 1) * look.pitch, label_y + label.height if left else 0.0)
    hint, hint_y = None, end
    if blank.hint:
        runs = runs_of(blank.hint, look.hint, setting)
        hint = _laid(runs, look.hint, width - left, look, blank.hint.at, hint_element)
        hint_y = end + look.hint.size * 0.25
        end = hint_y + hint.height
    # lines stand apart by themselves: some space only over a label that would touch the line, or under a hint
    after = style.size * ((0.0 if left else ABOVE) + (UNDER if hint else 0.0))
    return MeasuredBlank(blank, label, hint, look.pitch, width, left, first, label_y, hint_y, end, after)


def _laid(
    runs: tuple[TextRun, ...], style: TextStyle, width: float, look: FillLook, at: Span, element: int | None
) -> Laid:
    copy = Copy(runs, style, element=element, at=at, space_before=0.0, space_after=0.0)
    return lay([copy], width, safety=look.safety)


# Diaries


def diary_table(content: model.FillInContent, setting: Setting) -> model.TableContent:
    """Return a diary as a table with empty cells; the one over the rows' labels is empty, too."""
    empty = RichText((), content.at)
    return model.TableContent(
        title=content.title,
        header=(empty, *content.columns),
        rows=tuple((row, *(empty,) * len(content.columns)) for row in content.rows),
        alt=described(content, setting),
        at=content.at,
    )


def measure_diary(content: model.FillInContent, width: float, look: TableLook, setting: Setting) -> MeasuredTable:
    """Return a diary measured: it takes all of the width, its columns are equally wide; FitError as `measure_table`."""
    return measure_table(diary_table(content, setting), width, look, setting)


def described(content: model.FillInContent, setting: Setting) -> str:
    """Return alternative text: what there is to fill in."""
    phrases = setting.phrases
    head = f"{phrases.fill_in}: {content.title.text.rstrip('.')}." if content.title else f"{phrases.fill_in}."
    if content.fields:
        return f"{head} {'; '.join(one.label.text.strip() for one in content.fields)}."
    columns = ", ".join(column.text.strip() for column in content.columns)
    return f"{head} {phrases.diary.format(count=len(content.rows), columns=columns)}."


# Slides


def place_fill_in(block: model.FillIn, room: Rect, step: float, setting: Setting) -> tuple[tuple[Item, ...], float]:
    """Return a slide's things to fill in at the top of a room, and the y where they end.

    Raises:
        FitError: they have no room.
    """
    setting = spoken(setting, block.language)
    size = min(max(step, SLIDE_SIZES[0]), SLIDE_SIZES[1])
    fault = FitError("there is no room to write", block.at)
    for pitch in SLIDE_PITCHES:
        try:
            if block.fill_in.rows:
                table = _diary(block.fill_in, room, size, pitch, setting)
                return (table,), table.box.bottom
            group = _fields(block, room, size, pitch, setting)
        except FitError as reason:
            fault = reason
        else:
            return (group,), group.box.bottom
    raise fault


def _fields(block: model.FillIn, room: Rect, size: float, pitch: float, setting: Setting) -> Group:
    content = block.fill_in
    label = replace(scaled(setting.style("body"), size), space_before=0.0, space_after=0.0)
    hint = replace(setting.style("label"), color=setting.color("grey"))
    look = FillLook(label, hint, label.leading * pitch, setting.safety)
    left = label_column(content.fields, room.width, look, setting)
    blanks = [measure_blank(one, left, room.width, look, setting) for one in content.fields]
    items: list[Item] = []
    # the first label starts where words start on every slide: over its line there is room anyway
    y, gap = room.y - blanks[0].label_y, 0.0
    for measured in blanks:
        y += gap
        items += (measured.label_box(room.x, y), *measured.strokes(room.x, y, setting), *measured.hint_boxes(room.x, y))
        y, gap = y + measured.height, measured.after
    if y > room.bottom + 0.5:
        message = f"what there is to fill in needs {y - room.y:.0f} pt of height, but has {room.height:.0f} pt"
        raise FitError(message, block.at, "use fewer fields or lines, or make two blocks of it")
    box = Rect(room.x, room.y, room.width, y - room.y)
    return Group(tuple(items), box, "To fill in", described(content, setting), at=content.at)


def _diary(content: model.FillInContent, room: Rect, size: float, pitch: float, setting: Setting) -> Table:
    head, body = setting.style("table_head"), scaled(setting.style("table"), size)
    look = TableLook(head, body, 9.0, 4.0, setting.safety, row=body.leading * pitch)
    measured = measure_diary(content, room.width, look, setting)
    rows = range(len(content.rows))
    if (height := measured.height(rows)) > room.height + 0.5:
        message = f"the diary needs {height:.0f} pt of height, but has {room.height:.0f} pt"
        raise FitError(message, content.at, "use fewer rows, or make two blocks of it")
    return place_table(measured, rows, room.x, room.y, setting)
