"""A sample plan of slides that holds every item the writer knows, on layouts like real ones."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

from PIL import Image as Pixels

from builder.geometry import Rect, Size
from builder.plan.page import (
    Axis,
    Cell,
    Chart,
    ChartSeries,
    ChartSpec,
    Group,
    Image,
    Item,
    Layout,
    Page,
    Paragraph,
    Placeholder,
    Plan,
    Properties,
    Row,
    Shape,
    Stroke,
    Table,
)

from .words import (
    ACCENT,
    BOLD,
    GREY,
    HAIRLINE,
    INK,
    ITALIC,
    LINK,
    MUTED,
    PAPER,
    SCHEME,
    SERIF,
    SYMBOLS,
    TEAL,
    TEXT,
    TINT,
    TITLE,
    WHITE,
    box,
    laid,
    numbered,
    para,
    point,
    run,
    small,
    tick_box,
)

IDX = {"title": 0, "body": 1, "body-2": 2, "figure": 12, "eyebrow": 13, "footer": 14, "number": 15, "status": 17}
TITLE_BOX = Rect(48, 52, 864, 72)
BODY = Rect(48, 136, 640, 356)
FIGURE = Rect(418, 136, 494, 330)
LONG_ALT = 'Bars <"ketamine" & midazolam>: 64 % against 28 %'


def slot(key: str, kind: str, place: Rect, sample: Paragraph, prompt: str = "Click to add text") -> Placeholder:
    return Placeholder(key, kind, IDX[key], place, place, sample, prompt)  # type: ignore[arg-type]


TITLE_SLOT = slot("title", "title", TITLE_BOX, para(run("Title", 30, TITLE), leading=36))
EYEBROW_SLOT = slot("eyebrow", "body", Rect(48, 30, 640, 17), para(run("Section", 13, BOLD, TEAL, tracking=0.6)))
FOOTER_SLOT = slot("footer", "footer", Rect(48, 507, 720, 16), para(run("Footer", 11, TEXT, GREY)), "Footer")
NUMBER_SLOT = slot("number", "number", Rect(852, 507, 60, 16), para(run("#", 11, TEXT, GREY), align="right"), "#")
FURNITURE = (TITLE_SLOT, EYEBROW_SLOT, FOOTER_SLOT, NUMBER_SLOT)
POINTS = point(run("Points", 22))


def layouts() -> tuple[Layout, ...]:
    left, right = Rect(48, 112, 424, 380), Rect(488, 112, 424, 380)
    reference = para(run("Reference", 12), indent=25, after=4.5, leading=14.6)
    quote = para(run("Quotation", 30, SERIF), leading=42)
    return (
        Layout("points", "Title and points", WHITE, (), (*FURNITURE, slot("body", "body", BODY, POINTS))),
        cover_layout(),
        section_layout(),
        Layout(
            "figure",
            "Points beside a figure",
            WHITE,
            (),
            (
                *FURNITURE,
                slot("body", "body", Rect(48, 136, 350, 356), POINTS),
                slot("figure", "object", FIGURE, para(run("Figure", 18)), "Chart, table or picture"),
            ),
        ),
        Layout(
            "references",
            "References",
            WHITE,
            (),
            (*FURNITURE, slot("body", "body", left, reference), slot("body-2", "body", right, reference)),
        ),
        Layout(
            "quote",
            "Quotation",
            WHITE,
            (Shape(Rect(48, 142, 6, 190), "rect", "Quotation bar", fill=TEAL),),
            (*FURNITURE, slot("body", "body", Rect(78, 136, 700, 356), quote)),
        ),
    )


def cover_layout() -> Layout:
    rings: tuple[Item, ...] = tuple(
        Shape(Rect(800 - r, 270 - r, 2 * r, 2 * r), "ellipse", "Ring", line=TEAL, line_width=w)
        for r, w in ((140.0, 1.25), (116.0, 2.0), (92.0, 3.0))
    )
    picture = Image(Rect(780, 250, 40, 40), png((10, 92, 99)), "image/png", (8, 8), None, "Mark")
    fixed = box(Rect(660, 480, 280, 20), para(run("Teaching material", 12, TEXT, GREY), align="center"), name="Imprint")
    return Layout(
        "cover",
        "Cover",
        PAPER,
        (Shape(Rect(0, 0, 640, 540), "rect", "Cover panel", fill=INK), *rings, picture, fixed),
        (
            slot("title", "title", Rect(48, 206, 552, 110), para(run("Title", 46, TITLE, WHITE), leading=52)),
            slot("body", "subtitle", Rect(48, 326, 552, 84), para(run("Subtitle", 22, TEXT, TINT))),
            slot("status", "body", Rect(48, 40, 552, 22), para(run("Status", 14, BOLD, TINT))),
        ),
    )


def section_layout() -> Layout:
    return Layout(
        "section",
        "Section opener",
        TEAL,
        (Shape(Rect(300, 132, 64, 5), "rect", "Section rule", fill=TINT),),
        (
            slot("title", "title", Rect(300, 150, 612, 100), para(run("Section", 40, TITLE, WHITE), leading=47)),
            slot("body", "body", Rect(300, 270, 560, 215), para(run("To come", 20, TEXT, WHITE), after=7)),
            slot("eyebrow", "body", Rect(48, 132, 230, 130), para(run("1", 96, SERIF, TINT), leading=110)),
        ),
    )


@cache
def png(rgb: tuple[int, int, int], mode: str = "png") -> bytes:
    buffer = io.BytesIO()
    Pixels.new("RGB", (8, 8), rgb).save(buffer, format=mode)
    return buffer.getvalue()


def heads(title: str, number: int, eyebrow: str = "How it works") -> tuple[Item, ...]:
    return (
        box(TITLE_BOX, para(run(title, 30, TITLE), leading=36), name="Title", placeholder="title"),
        box(EYEBROW_SLOT.box, para(run(eyebrow, 13, BOLD, TEAL, tracking=0.6)), name="Section", placeholder="eyebrow"),
        box(FOOTER_SLOT.box, para(run("Ketamine · DRAFT", 11, TEXT, GREY)), name="Footer", placeholder="footer"),
        box(
            NUMBER_SLOT.box,
            para(run(str(number), 11, TEXT, GREY), align="right"),
            name="Slide number",
            placeholder="number",
        ),
    )


def cover() -> Page:
    items = (
        box(
            Rect(48, 206, 552, 110),
            para(run("Ketamine", 46, TITLE, WHITE), leading=52),
            name="Title",
            placeholder="title",
            anchor="bottom",
        ),
        box(
            Rect(48, 326, 552, 84),
            para(run("How it works, what it risks, whom it helps", 22, TEXT, TINT)),
            name="Subtitle",
            placeholder="body",
        ),
        box(Rect(48, 40, 552, 22), para(run("DRAFT", 14, BOLD, TINT)), name="Status", placeholder="status"),
    )
    return Page(items, "Ketamine", "cover", "Ketamine")


def opener() -> Page:
    lines = ("It blocks a receptor", "Glutamate rises", "Synapses grow")
    items = (
        box(
            Rect(300, 150, 612, 100),
            para(run("How ketamine works", 40, TITLE, WHITE), leading=47),
            name="Title",
            placeholder="title",
        ),
        box(
            Rect(48, 132, 230, 130), para(run("1", 96, SERIF, TINT), leading=110), name="Numeral", placeholder="eyebrow"
        ),
        box(
            Rect(300, 270, 560, 215),
            *(para(run(line, 20, TEXT, WHITE), after=7) for line in lines),
            name="What this part says",
            placeholder="body",
        ),
    )
    return Page(items, "How ketamine works", "section", "How ketamine works", anchor="works")


def points(number: int) -> Page:
    chemistry = (run("Channel blocker: ", 22, BOLD), run("binds inside NMDA receptors; H", 22), small("2", 22, -25))
    body = box(
        BODY,
        point(*chemistry, run("O and 10", 22), small("9", 22, 30), run(" follow, so this line is long enough to wrap")),
        point(
            run("A "),
            run("link out", color=LINK, href="https://doi.org/10.1/x?a=1&b=<2>", link_title='Paper "A" & B'),
            run(", a "),
            run("jump", color=TEAL, href="#works"),
            run(", a "),
            run("letter", color=ACCENT, href="mailto:a@b.example"),
        ),
        point(run("Esketamin", 22, ITALIC, lang="de-DE"), run(" with ≥ 2 "), run("→", 22, SYMBOLS), run(" signs")),
        para(run("A paragraph without a bullet."), after=4, before=16),
        *(point(run(words), bullet=numbered(n)) for n, words in enumerate(("First step", "Second step"), 1)),
        *(point(run(words), bullet=tick_box()) for words in ("Blood pressure taken",)),
        name="Points",
        placeholder="body",
    )
    aside = Rect(712, 136, 200, 120)
    callout = box(
        aside,
        para(run("Take care", 18, BOLD, ACCENT), after=3),
        para(run("_x000B_ & <b>not bold</b>", 18)),
        name="Callout",
        inner=aside.inset(20, 12, 12, 12),
        fill=TINT,
        anchor="middle",
    )
    bar = Shape(Rect(712, 136, 6, 120), "rect", "Callout bar", fill=ACCENT)
    notes = (
        (run("Say this first.", 12), run(" Slowly.", 12, BOLD)),
        (run("Dann auf Deutsch & kurz.", 12, lang="de-DE"),),
    )
    items = (*heads("Ketamine blocks the NMDA receptor", number), body, callout, bar)
    return Page(items, "Ketamine blocks the NMDA receptor", "points", "How ketamine works", notes, "nmda")


def axis(**more: object) -> Axis:
    return replace(Axis(0, 80, 20, '0"%"', "Responders", gridlines=True), **more)  # type: ignore[arg-type]


def spec(**more: object) -> ChartSpec:
    made = ChartSpec(
        kind="bar",
        horizontal=False,
        categories=("Ketamine", "Midazolam"),
        series=(ChartSeries("Response", (64.0, 28.0), ("64%", "28%"), TEAL, (None, MUTED)),),
        value_axis=axis(gridlines=False, visible=False),
        plot=FIGURE.inset(20, 30, 20, 40),
        label_face=TEXT,
        label_size=14,
        label_color=INK,
        axis_color=GREY,
        grid_color=HAIRLINE,
        gap_width=80,
        overlap=0,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def two_lines() -> tuple[ChartSeries, ...]:
    return (
        ChartSeries("Ketamine", (70.0, 64.0, None, 40.5), (None, None, None, "Ketamine"), TEAL, marker="circle"),
        ChartSeries(
            "Midazolam", (70.0, 28.0, 25.0, 22.0), (None, None, None, "Midazolam"), ACCENT, marker="square", dash=True
        ),
    )


def charts() -> tuple[tuple[str, ChartSpec], ...]:
    grouped = (
        ChartSeries("Ketamine", (64.0, 31.0), ("64%", "31% (n = 15)"), TEAL),
        ChartSeries("Midazolam", (28.0, 12.5), ("28%", "12.5%"), MUTED),
    )
    room = FIGURE.inset(50, 40, 90, 50)
    return (
        ("One bar stands for each arm", spec()),
        (
            "Grouped bars stand side by side",
            spec(
                categories=("Day 1", "Day 7 =1+1"),
                series=grouped,
                overlap=-5,
                legend=True,
                plot=FIGURE.inset(10, 60, 10, 40),
            ),
        ),
        (
            "Lying bars are read from the top",
            spec(horizontal=True, categories=("First", "Second"), plot=FIGURE.inset(90, 10, 50, 200)),
        ),
        (
            "Lines run over labels",
            spec(
                kind="line",
                categories=("Start", "Day 1", "Day 7", "Day 28"),
                series=two_lines(),
                value_axis=axis(),
                heading="Responders",
                category_title="Visit",
                plot=room,
                show_values=False,
            ),
        ),
        (
            "Points stand at their true distance",
            spec(
                kind="line",
                categories=("0", "1", "7", "28"),
                series=two_lines(),
                xs=(0.0, 1.0, 7.0, 28.0),
                x_axis=Axis(0, 28, 7, "0"),
                value_axis=axis(minimum=-20.0),
                category_title="Days",
                plot=room,
                show_values=False,
            ),
        ),
    )


def chart_pages(first: int) -> tuple[Page, ...]:
    pages = []
    for number, (title, one) in enumerate(charts(), first):
        chart = Chart(FIGURE, one, (), LONG_ALT, f"Chart: {title}")
        body = box(Rect(48, 136, 350, 356), point(run("What the figure says")), name="Points", placeholder="body")
        items = (*heads(title, number), body, chart)
        pages.append(Page(items, title, "figure", "Evidence", ((run(f"About {title}", 12),),)))
    return tuple(pages)


TABLE_AT = Rect(48, 136, 700.5, 0)


def table(place: Rect = TABLE_AT) -> Table:
    rows = (
        ("Outcome", "Ketamine", "Midazolam"),
        ("Response at 24 hours", "64%", "28%"),
        ("Remission, a row with more words than one line can hold", "≈ 31%", "12%"),
    )
    widths = (300.25, 200.125, 200.125)
    made, y = [], place.y
    for index, row in enumerate(rows):
        tall = 34.33 if index < 2 else 53.7
        cells, x = [], place.x
        for column, (words, width) in enumerate(zip(row, widths, strict=True)):
            cell = Rect(x, y, width, tall)
            inner = cell.inset(9, 6.5, 9, 6.5)
            face, color = (BOLD, TEAL) if index == 0 else (BOLD if column == 0 else TEXT, INK)
            text = laid([para(run(words, 16, face, color), align="right" if column else "left")], inner.width)
            cells.append(Cell(cell, inner, text, index == 0 or column == 0, TINT if index == 1 else None))
            x += width
        rule = (INK, 1.25) if index == 0 else (HAIRLINE, 0.75) if index == 1 else None
        made.append(Row(tall, tuple(cells), index == 0, rule))
        y += tall
    return Table(
        Rect(place.x, place.y, sum(widths), y - place.y), widths, tuple(made), "Responders by arm", "Table: arms"
    )


def drawing() -> Group:
    place = Rect(100, 150, 400, 200)
    inner = Group(
        (
            Shape(Rect(110, 160, 40, 40), "ellipse", "Dot", fill=TEAL),
            Stroke(150, 180, 190, 160, INK, 1.5, "Arrow", (3.0, 1.5)),
        ),
        Rect(110, 160, 80, 40),
        "Part",
        alt="A dot with a line",
    )
    return Group(
        (
            Shape(place, "round-rect", "Frame", fill=TINT, line=TEAL, line_width=2, radius=16),
            inner,
            Stroke(490, 340, 300, 200, ACCENT, 2, "Back line"),
            Stroke(120, 330, 260, 330, GREY, 0.75, "Base"),
            Shape(Rect(400, 170, 60, 50), "triangle", "Up", fill=ACCENT),
            box(Rect(200, 290, 180, 30), para(run("Inside", 18), align="center"), name="Label"),
        ),
        place,
        "Diagram",
        alt="A frame with a dot, lines and a triangle",
    )


def pages() -> tuple[Page, ...]:
    figures = chart_pages(4)
    at = 4 + len(figures)
    picture = Image(Rect(430, 150, 300, 300), png((180, 69, 15)), "image/png", (8, 8), "An orange square", "Picture")
    photo = Image(Rect(760, 150, 100, 100), png((0, 0, 90), "jpeg"), "image/jpeg", (8, 8), "A blue square", "Picture")
    again = replace(picture, box=Rect(760, 300, 50, 50), alt=None)
    left, right = Rect(48, 112, 424, 380), Rect(488, 112, 424, 380)

    def reference(number: int) -> Paragraph:
        words = run(f"Author {number}. A title of some length that goes on to a second line. Journal. 2020;1:1-9.", 12)
        return para(words, bullet=numbered(number, 12), indent=25, after=4.5, leading=14.6)

    return (
        cover(),
        opener(),
        points(3),
        *figures,
        Page((*heads("A table says it in rows", at), table()), "A table says it in rows", "points", "Evidence"),
        Page(
            (*heads("Pictures are stored once", at + 1), picture, photo, again),
            "Pictures are stored once",
            "figure",
            "Evidence",
        ),
        Page((*heads("A drawing moves as one", at + 2), drawing()), "A drawing moves as one", "points", "Evidence"),
        Page(
            (
                *heads("Someone said it well", at + 3),
                box(
                    Rect(78, 136, 700, 356),
                    para(run("“What matters is told.”", 30, SERIF), leading=42, after=18),
                    para(run("A. Author", 18, TEXT, GREY)),
                    name="Quotation",
                    placeholder="body",
                ),
            ),
            "Someone said it well",
            "quote",
            "How ketamine works",
        ),
        Page(
            (
                *heads("References", at + 4),
                box(left, *(reference(n) for n in (1, 2, 3)), name="References", placeholder="body"),
                box(right, *(reference(n) for n in (4, 5)), name="More references", placeholder="body-2"),
            ),
            "References",
            "references",
        ),
    )


def plan(repeat: int = 1) -> Plan:
    """The sample deck, its pages `repeat` times over."""
    return Plan(
        size=Size(960, 540),
        pages=pages() * repeat,
        properties=Properties(
            title="Ketamine & <friends>",
            subject="Teaching",
            author="A. Author",
            language="en-GB",
            keywords=("ketamine", "depression"),
            description="A sample",
            created="2026-11-01",
            digest="ab" * 32,
        ),
        layouts=layouts(),
        theme_name="Clinic",
        scheme=SCHEME,  # type: ignore[arg-type]
        major_family="Georgia",
        minor_family="Calibri",
        faces=(),
    )


__all__ = ["plan"]
