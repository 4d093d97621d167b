"""Questions: a slide that asks, then the same slide with the answer. Nothing of the answer stands on the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder import model
from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.desk import GAP, Arranged, Desk, list_look
from builder.plan.lay import Copy, Laid, lay
from builder.plan.layouts import OPTION_LEFT, question_style
from builder.plan.marks import bar, text_box
from builder.plan.page import Bullet, Item, Shape, Stroke
from builder.plan.setting import FitError, Setting, plain_runs, runs_of
from builder.plan.sparse import sunk
from builder.plan.words import ListLook
from builder.text import natural_width
from builder.values import RichText

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PAD = 14.0
BAR = 6.0
TICK = 24.0
SMALLEST = 18.0
"""Least size of an answer on a slide."""


def option_copies(
    options: Sequence[RichText], look: ListLook, setting: Setting, lang: str | None = None
) -> Iterator[Copy]:
    """Yield options as a list with letters."""
    bold = replace(look.style, bold=True, color=setting.color("teal"))
    labels = [plain_runs(f"{letter}.", bold, setting)[0] for letter in LETTERS[: len(options)]]
    indent = max([look.indent, *(natural_width([run]) + look.style.size * 0.4 for run in labels)])
    for number, (run, rich) in enumerate(zip(labels, options, strict=True), 1):
        mark = Bullet("letter", bold.color, look.style.size, run, number)
        runs = runs_of(rich, look.style, setting, lang=lang)
        yield Copy(runs, look.style, indent, indent, mark, at=rich.at)


def answer_copies(content: model.QuestionContent, look: ListLook, setting: Setting) -> Iterator[Copy]:
    """Yield the answer: which option it is, or its words; then why."""
    bold = replace(look.style, bold=True, color=setting.color("teal"))
    if content.right is None:
        words, texts = setting.phrases.answer_open, [content.answer, content.rationale]
    else:
        words, texts = setting.phrases.answer.format(letter=LETTERS[content.right]), [content.rationale]
    yield Copy(plain_runs(words, bold, setting), bold, at=content.answer.at, keep_next=True)
    for text in texts:
        if text:
            yield Copy(runs_of(text, look.style, setting), look.style, at=text.at)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question laid out at a body size: every box stands in the same place on both slides."""

    text: Laid
    options: Laid | None
    answer: Laid
    text_box: Rect
    options_box: Rect
    answer_box: Rect


def question_slides(block: model.Question, desk: Desk, steps: Sequence[float], why: str) -> list[Arranged]:
    """Return the slide that asks and the slide that answers, at the largest size that fits the latter.

    Raises:
        FitError: question and answer have no room on one slide.
    """
    setting = replace(desk.setting, language=block.language or desk.setting.language)
    desk = replace(desk, setting=setting)
    fault: FitError | None = None
    for step in steps:
        try:
            asked = _measured(block.question, step, desk)
            room = desk.grid.across(0, 10)
            down = sunk(asked.answer_box.bottom - room.y, room.height) if asked.options is None else 0.0
            asked = _measured(block.question, step, desk, down) if down else asked
        except FitError as reason:
            fault = reason
            continue
        ask = _question(block.question, asked)
        told = (*_mark(block.question, asked, setting), *ask, *_answer(block.question, asked, setting))
        suffix = f" {setting.phrases.answer_title}"
        return [
            Arranged("question", ask, step, why),
            Arranged("answer", told, step, "the answer, all else where it stood before,", suffix),
        ]
    raise fault or FitError("there is no type size", block.at)


def _measured(content: model.QuestionContent, step: float, desk: Desk, down: float = 0.0) -> _Asked:
    """Return a question with its answer laid out, `down` points under the body's top; FitError if they are too high."""
    setting, box = desk.setting, desk.grid.across(0, 10)
    box = box.inset(0, down, 0, 0)
    style = question_style(setting.style("body"), step, alone=not content.options)
    look = list_look(step, desk)
    text = lay(
        [Copy(runs_of(content.text, style, setting), style, at=content.text.at)], box.width, safety=setting.safety
    )
    y = box.y + text.height + GAP
    options, options_box = None, Rect(box.x + OPTION_LEFT, y, box.width - OPTION_LEFT, 0)
    if content.options:
        airy = replace(look, style=replace(look.style, space_after=look.style.space_after * 1.2))
        options = lay(option_copies(content.options, airy, setting), options_box.width, safety=setting.safety)
        options_box = options_box.with_height(options.height)
        y = options_box.bottom + GAP
    small = list_look(max(SMALLEST, step - 2), desk)
    small = replace(small, style=replace(small.style, space_after=4.0))
    inner = box.width - BAR - 2 * PAD
    answer = lay(answer_copies(content, small, setting), inner, safety=setting.safety)
    height = answer.height + 2 * PAD
    if y + height > box.bottom + 0.5:
        raise FitError(
            f"question and answer are {y + height - box.bottom:.0f} pt too high for a slide",
            content.at,
            "shorten the options or the rationale",
        )
    answer_box = Rect(box.x, y, box.width, height)
    return _Asked(text, options, answer, box.with_height(text.height), options_box, answer_box)


def _question(content: model.QuestionContent, asked: _Asked) -> tuple[Item, ...]:
    items: list[Item] = [text_box(asked.text, asked.text_box, "Question", placeholder="body", at=content.text.at)]
    if asked.options:
        items.append(text_box(asked.options, asked.options_box, "Options", placeholder="body-2", at=content.at))
    return tuple(items)


def _mark(content: model.QuestionContent, asked: _Asked, setting: Setting) -> tuple[Item, ...]:
    """Return the band behind the right option and the tick before it."""
    if content.right is None or asked.options is None:
        return ()
    right = asked.options.paragraphs[content.right]
    top, height = asked.options_box.y + right.y, right.leading * len(right.lines)
    teal, ground = setting.color("teal"), setting.color("on_strong")
    left = asked.options_box.x - OPTION_LEFT
    band = Rect(left, top - 4, asked.options_box.width + OPTION_LEFT, height + 8)
    y = top + (right.leading - TICK) / 2
    x = left + 8
    return (
        Shape(band, "round-rect", "Right option", fill=setting.color("teal_tint"), radius=6.0),
        Shape(Rect(x, y, TICK, TICK), "ellipse", "Tick", fill=teal),
        Stroke(x + TICK * 0.27, y + TICK * 0.53, x + TICK * 0.43, y + TICK * 0.69, ground, 2.6, "Tick stroke"),
        Stroke(x + TICK * 0.43, y + TICK * 0.69, x + TICK * 0.74, y + TICK * 0.34, ground, 2.6, "Tick stroke"),
    )


def _answer(content: model.QuestionContent, asked: _Asked, setting: Setting) -> tuple[Item, ...]:
    box = asked.answer_box
    inner = box.inset(BAR + PAD, PAD, PAD, PAD)
    tint = setting.color("teal_tint")
    words = text_box(asked.answer, box, "Answer", placeholder="answer", inner=inner, fill=tint, at=content.answer.at)
    return (words, bar(Rect(box.x, box.y, BAR, box.height), setting.color("teal"), "Answer bar"))
