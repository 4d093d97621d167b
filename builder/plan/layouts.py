"""The layouts of the slide master, from the theme's tokens. "New slide" in PowerPoint offers each by its name."""

from __future__ import annotations

from builder.frozen import replace
from builder.geometry import Rect
from builder.plan.callouts import SLOTS
from builder.plan.covers import closing, cover, section
from builder.plan.grid import own_grid
from builder.plan.maker import FOOT_LINES, Maker
from builder.plan.page import Layout
from builder.theme import TextStyle, Theme


def slide_layouts(theme: Theme) -> tuple[Layout, ...]:
    """Return every layout of the theme's slides; the first is the one that the master stands for."""
    grid = own_grid(theme.slides.grids["wide"])
    maker = Maker(theme, grid)
    words, side = grid.beside(words_left=True)
    words_right, side_left = grid.beside(words_left=False)
    columns, thirds, halves = grid.columns(2), grid.columns(3), grid.halves()
    across, wide = grid.across(0, 12), grid.across(0, 10)
    three = {"body": thirds[0], "body-2": thirds[1], "body-3": thirds[2]}
    return (
        maker.content("points", "Title and points", {"body": grid.across(0, 9)}),
        cover(maker),
        section(maker),
        maker.content("disclosures", "Disclosures", {"body": grid.across(0, 9)}),
        maker.content("objectives", "Objectives", {"body": grid.across(0, 9)}),
        maker.content("two-columns", "Two columns", {"body": columns[0], "body-2": columns[1]}),
        maker.content("three-columns", "Three columns", three),
        maker.content("points-figure", "Points beside a figure", {"body": words}, {"object": side}),
        maker.content("figure-points", "Figure beside points", {"body": words_right}, {"object": side_left}),
        maker.content(
            "points-above", "Points above a figure", {"body": wide.with_height(72)}, {"object": _low(across)}
        ),
        maker.content("figure-above", "Figure above points", {"body": _foot(wide)}, {"object": _high(across)}),
        maker.content("figure", "Figure", {}, {"object": across}),
        step_build(maker),
        maker.content("figures", "Two figures", {}, {"object": halves[0], "object-2": halves[1]}),
        maker.content("table", "Table", {}, {"object": across}),
        points_callout(maker, grid.across(0, 9).inset(0, 0, 0, 120), _foot(wide)),
        points_aside(maker, grid.across(0, 7).inset(0, 0, 12, 0), grid.across(7, 5)),
        callouts(maker),
        comparison(maker, 2),
        comparison(maker, 3),
        big_number(maker),
        quote(maker),
        question(maker, answered=False),
        question(maker, answered=True),
        summary(maker),
        closing(maker),
        references(maker),
    )


def _low(box: Rect) -> Rect:
    return box.inset(0, 92, 0, 0)


def _high(box: Rect) -> Rect:
    return box.inset(0, 0, 0, 92)


def _foot(box: Rect) -> Rect:
    return box.inset(0, box.height - 72, 0, 0)


def step_build(maker: Maker) -> Layout:
    """Return the layout of a diagram that is built up: a figure, and beside the section's name which step is shown."""
    made = maker.content("step-build", "Step build", {}, {"object": maker.grid.across(0, 12)})
    if maker.grid.step is None:
        return made
    slot = maker.slot("step", "body", maker.grid.step, "eyebrow", "Step 1 of 3")
    heads = len(maker.heads())
    right = replace(slot, sample=replace(slot.sample, align="right"))
    return replace(made, placeholders=(*made.placeholders[:heads], right, *made.placeholders[heads:]))


def points_callout(maker: Maker, words: Rect, box: Rect) -> Layout:
    """Return the layout of points with a callout under them."""
    body = maker.slot("body", "body", words, "body", "Click to add points", bullet=True)
    return maker.layout("points-callout", "Points and a callout", (body, maker.callout("callout", box)))


def points_aside(maker: Maker, words: Rect, box: Rect) -> Layout:
    """Return the layout of points with a callout beside them."""
    body = maker.slot("body", "body", words, "body", "Click to add points", bullet=True)
    slot = maker.callout("callout", box.with_height(160))
    return maker.layout("points-aside", "Points beside a callout", (body, slot))


def callouts(maker: Maker) -> Layout:
    """Return the layout of two callouts side by side."""
    boxes = (box.with_height(160) for box in maker.grid.across(0, 12).columns(2, 20.0))
    slots = (maker.callout(key, box) for key, box in zip(SLOTS, boxes, strict=True))
    return maker.layout("callouts", "Callouts", tuple(slots))


def quote(maker: Maker) -> Layout:
    """Return the layout of one quotation in large type."""
    box = maker.grid.across(0, 10)
    return maker.layout(
        "quote", "Quotation", (maker.slot("body", "body", box.inset(30, 0, 0, 0), "quote", "Quotation"),)
    )


def references(maker: Maker) -> Layout:
    """Return the layout of the reference list: two columns of small type."""
    boxes = zip(("body", "body-2"), maker.grid.references(), strict=True)
    slots = tuple(maker.slot(key, "body", box, "reference", "References") for key, box in boxes)
    return maker.layout("references", "References", slots)


PANEL_PAD = 20.0
PANEL_HEAD = 64.0
"""Points from a panel's top to its points: heading and the space around it."""
PANEL_ICON = 28.0


def comparison(maker: Maker, sides: int) -> Layout:
    """Return the layout of two or three panels of equal size: a heading and points in each."""
    slots = []
    for index, panel in enumerate(maker.grid.panels(sides)):
        suffix = f"-{index + 1}" if index else ""
        head, body = panel_boxes(panel)
        slots.append(
            maker.slot(f"head{suffix}", "body", head, panel_heading(maker.style("body")), "Side", anchor="middle")
        )
        slots.append(maker.slot(f"body{suffix}", "body", body, "body", "Click to add points", bullet=True))
    key, name = ("comparison", "Comparison") if sides == 2 else ("comparison-three", "Comparison of three")
    caption, source = maker.labels(maker.grid.across(0, 12))
    return maker.layout(key, name, (caption, *slots, source, maker.callout("callout", maker.foot(above=FOOT_LINES))))


def panel_boxes(panel: Rect) -> tuple[Rect, Rect]:
    """Return the boxes of a panel's heading and of its points."""
    left = PANEL_PAD + PANEL_ICON + 12
    head = Rect(panel.x + left, panel.y + 8, panel.width - left - PANEL_PAD, PANEL_HEAD - 8)
    body = panel.inset(PANEL_PAD, PANEL_HEAD, PANEL_PAD, PANEL_PAD * 0.8)
    return head, body


def panel_heading(body: TextStyle) -> TextStyle:
    """Return the style of a panel's heading: the body's, bold and on close lines."""
    return replace(body, bold=True, leading=body.size * 1.15, space_after=0.0)


NUMBER_SIZE = 96.0
COUNTS_SIZE = 24.0


def big_number(maker: Maker) -> Layout:
    """Return the layout of one big number beside the one that it is compared with."""
    theme = maker.theme
    number = replace(maker.style("numeral"), size=NUMBER_SIZE, leading=NUMBER_SIZE * 1.1, color=theme.color("teal"))
    body = maker.style("body")
    counts = replace(body, size=COUNTS_SIZE, leading=COUNTS_SIZE * 1.25)
    slots = []
    for index, box in enumerate(maker.grid.columns(2)):
        suffix = f"-{index + 1}" if index else ""
        value, words = number_boxes(box)
        slots.append(maker.slot(f"value{suffix}", "body", value, number, "45%", anchor="bottom"))
        slots.append(maker.slot(f"body{suffix}", "body", words, counts, "What it counts"))
    _, source = maker.labels(maker.grid.across(0, 12))
    return maker.layout("big-number", "Big number", (*slots, source, maker.callout("callout", maker.foot())))


def number_boxes(column: Rect) -> tuple[Rect, Rect]:
    """Return the boxes of a big number and of what it counts."""
    value = Rect(column.x, column.y + 48, column.width, NUMBER_SIZE * 1.2)
    words = Rect(column.x, value.bottom + 14, column.width - 24, 120)
    return value, words


ANSWER_HEIGHT = 96.0
OPTION_LEFT = 44.0
"""Points before the options, where the mark of the right one stands."""


def question(maker: Maker, *, answered: bool) -> Layout:
    """Return the layout of a question, or of its answer: the same, with a panel for the answer at the foot."""
    box = maker.grid.across(0, 10)
    text = box.with_height(84)
    options = box.inset(OPTION_LEFT, 104, 0, ANSWER_HEIGHT + 14)
    slots = [
        maker.slot("body", "body", text, question_style(maker.style("body"), 22.0), "The question"),
        maker.slot("body-2", "body", options, "body", "Options", bullet=True),
    ]
    if not answered:
        return maker.layout("question", "Question", tuple(slots))
    slots.append(
        maker.slot("answer", "body", box.inset(0, box.height - ANSWER_HEIGHT, 0, 0), "body", "The answer, and why")
    )
    return maker.layout("answer", "Answer", tuple(slots))


def question_style(body: TextStyle, step: float, *, alone: bool = False) -> TextStyle:
    """Return the style of a question's text: a little larger than its options, and larger still without any."""
    size = step + (6 if alone else 2)
    return replace(body, size=size, leading=size * 1.25, space_after=0.0)


SUMMARY_INDENT = 44.0


def summary(maker: Maker) -> Layout:
    """Return the layout of take-home messages: numbered, with air between them."""
    return maker.layout(
        "summary",
        "Summary",
        (maker.slot("body", "body", maker.grid.across(0, 11), "body", "One message to take home", bullet=True),),
    )
