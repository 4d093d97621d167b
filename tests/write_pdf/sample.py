"""A plan with every kind of item that a PDF can hold, laid out crudely: three pages of a leaflet, and a slide."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO

from builder import text as ruler
from builder.geometry import Rect, Size
from builder.plan import page as p
from builder.theme import Color, Face

INK, TEAL, TINT, GREY = Color("16263A"), Color("0A5C63"), Color("E6F1F1"), Color("55636F")
WHITE, ACCENT, RULE = Color("FFFFFF"), Color("B4450F"), Color("C9D1D8")
SERIF = Face("Gelasio-Bold", "Georgia", bold=True)
SANS = Face("AtkinsonHyperlegibleNext-Regular", "Atkinson Hyperlegible Next")
STRONG = Face("AtkinsonHyperlegibleNext-Bold", "Atkinson Hyperlegible Next", bold=True)
SLANT = Face("Carlito-Italic", "Calibri", italic=True)
NOTO = Face("NotoSans-Regular", "Noto Sans")
MATH = Face("NotoSansMath-Regular", "Noto Sans Math")

A4 = Size(595.276, 841.89)
LEFT, WIDTH = 56.0, 340.0


def run(text: str, size: float = 12, face: Face = SANS, color: Color = INK, **more: object) -> p.TextRun:
    """A run in the sample's look."""
    given: dict[str, object] = {
        "text": text,
        "face": face,
        "size": size,
        "color": color,
        "lang": "en-GB",
        "nominal": size,
    }
    return p.TextRun(**(given | more))  # type: ignore[arg-type]


def raised(text: str, rise: float = 3.6, **more: object) -> p.TextRun:
    """A superscript, or with a negative rise a subscript."""
    return run(text, 8, nominal=12, rise=rise, shift=30 if rise > 0 else -25, **more)


def paragraph(runs: list[p.TextRun], width: float = WIDTH, y: float = 0.0, *, leading: float | None = None,
              indent: float = 0.0, **more: object) -> p.Paragraph:  # fmt: skip
    """A paragraph broken to a width, at `y` in its box."""
    size = runs[0].nominal
    step = leading or size * 1.35
    broken = ruler.break_lines(runs, width - indent)
    lines = tuple(p.Line(y + step * i + size, indent, line.width, line.pieces) for i, line in enumerate(broken))
    return p.Paragraph(tuple(runs), lines, y, step, 1.0, indent=indent, **more)  # type: ignore[arg-type]


def paragraph_rule() -> p.Stroke:
    """A thin line."""
    return p.Stroke(50, 100, 150, 100, RULE, 0.5, "Rule")


class Builder:
    """Stacks boxes down a page and grows the structure."""

    def __init__(self) -> None:
        self.elements = [p.Element(0, p.Role.DOCUMENT, None, lang="en-GB", title="Ketamine")]
        self.pages: list[p.Page] = []
        self.items: list[p.Item] = []
        self.y = 60.0

    def add(self, role: p.Role, parent: int = 0, **more: object) -> int:
        self.elements.append(p.Element(len(self.elements), role, parent, **more))  # type: ignore[arg-type]
        return len(self.elements) - 1

    def put(self, par: p.Paragraph, *, fill: Color | None = None, gap: float = 8.0, name: str = "Text") -> None:
        height = par.leading * len(par.lines)
        inner = Rect(LEFT, self.y, WIDTH, height)
        box = inner.inset(-8, -4, -8, -4) if fill else inner
        self.items.append(p.TextBox(box, inner, (par,), name, fill=fill))
        self.y += height + gap

    def say(self, role: p.Role, runs: list[p.TextRun], parent: int = 0, **more: object) -> int:
        element = self.add(role, parent)
        self.put(paragraph(runs, element=element), **more)  # type: ignore[arg-type]
        return element

    def turn(self, title: str, anchor: str | None = None) -> None:
        number = len(self.pages) + 1
        foot = paragraph(
            [run(f"TB-001 \N{MIDDLE DOT} version 1.0.0 \N{MIDDLE DOT} page {number} of 3", 10.5, color=GREY)]
        )
        head = paragraph([run("DRAFT, not approved", 10.5, STRONG, ACCENT, tracking=0.4)])
        furniture: list[p.Item] = [
            p.TextBox(Rect(LEFT, 30, WIDTH, 14), Rect(LEFT, 30, WIDTH, 14), (head,), "Header"),
            p.TextBox(Rect(LEFT, 800, WIDTH, 14), Rect(LEFT, 800, WIDTH, 14), (foot,), "Footer"),
            p.Stroke(LEFT, 794, LEFT + 483, 794, RULE, 0.75, "Rule"),
        ]
        self.pages.append(p.Page((*self.items, *furniture), title, anchor=anchor))
        self.items, self.y = [], 60.0


def list_of(b: Builder, kind: str, texts: list[str], parent: int) -> None:
    """A list with squares, boxes or numbers."""
    numbering = {"square": "Square", "box": "None", "number": "Decimal"}[kind]
    whole = b.add(p.Role.L, parent, numbering=numbering)
    for number, words in enumerate(texts, 1):
        item = b.add(p.Role.LI, whole)
        label, body = b.add(p.Role.LBL, item), b.add(p.Role.LBODY, item)
        figure = run(f"{number}.", 12, STRONG, TEAL) if kind == "number" else None
        bullet = p.Bullet(kind, TEAL, 9 if kind == "box" else 4.5, figure, number)  # type: ignore[arg-type]
        b.put(paragraph([run(words)], indent=18, hanging=18, bullet=bullet, element=body, label_element=label), gap=3)
    b.y += 6


def table(b: Builder, parent: int) -> p.Table:
    """A table of three columns; the last cell is empty."""
    whole = b.add(p.Role.TABLE, parent)
    words = [["Group", "Better", "Of"], ["Ketamine", "64%", "47"], ["Midazolam", "28%", ""]]
    columns, rows, y = (140.0, 80.0, 80.0), [], b.y
    for index, line in enumerate(words):
        row, cells, x = b.add(p.Role.TR, whole), [], LEFT
        for column, (text, width) in enumerate(zip(line, columns, strict=True)):
            head = not index or not column
            scope = "Column" if not index else "Row"
            cell = b.add(p.Role.TH, row, scope=scope) if head else b.add(p.Role.TD, row)
            box = Rect(x, y, width, 22)
            face = STRONG if head else SANS
            pars = (paragraph([run(text, face=face)], width - 8, element=cell),) if text else ()
            cells.append(p.Cell(box, box.inset(4, 3, 4, 3), pars, head, TINT if index == 2 else None, cell))
            x += width
        rows.append(p.Row(22, tuple(cells), not index, (INK, 1.0) if not index else (RULE, 0.5), row))
        y += 22
    b.y = y + 12
    return p.Table(Rect(LEFT, y - 66, 300, 66), columns, tuple(rows), "Share who got better in a day", "Table", whole)


def chart(b: Builder, parent: int) -> p.Chart:
    """A bar chart by its marks; the native one isn't needed here."""
    alt = "Bar chart. Better after one day: ketamine 64%, midazolam 28%."
    element = b.add(p.Role.FIGURE, parent, alt=alt)
    box = Rect(LEFT, b.y, 300, 110)
    marks: list[p.Mark] = []
    for index, (name, value) in enumerate((("Ketamine", 64), ("Midazolam", 28))):
        y = box.y + 8 + index * 36
        marks.append(p.Shape(Rect(box.x + 90, y, value * 2, 26), "rect", "Bar", fill=TEAL if not index else GREY))
        for words, x in ((name, box.x), (f"{value}%", box.x + 96 + value * 2)):
            inner = Rect(x, y + 4, 86, 16)
            marks.append(p.TextBox(inner, inner, (paragraph([run(words)], 86),), "Label"))
    marks.append(p.Stroke(box.x + 90, box.y, box.x + 90, box.y + 84, INK, 1, "Axis"))
    marks.append(p.Stroke(box.x + 190, box.y, box.x + 190, box.y + 84, GREY, 0.75, "Half", (2, 2)))
    b.y += 120
    axis = p.Axis(0, 100, 25, '0"%"')
    series = p.ChartSeries("Better", (64, 28), ("64%", "28%"), TEAL)
    names = ("Ketamine", "Midazolam")
    spec = p.ChartSpec("bar", True, names, (series,), axis, box, SANS, 12, INK, INK, RULE, 40, 0)
    return p.Chart(box, spec, tuple(marks), alt, "Chart", element)


@cache
def picture(kind: str) -> bytes:
    """Encoded pictures of 24 x 16 pixels: JPEG; PNG in colour, with a palette, and with transparency."""
    from PIL import Image

    ramp = Image.linear_gradient("L").resize((24, 16))
    colors = Image.merge("RGB", (ramp, ramp.rotate(180), ramp.point(lambda v: 128)))
    buffer = BytesIO()
    match kind:
        case "jpeg":
            colors.save(buffer, "JPEG", quality=90)
        case "palette":
            colors.quantize(16).save(buffer, "PNG")
        case "alpha":
            colors.putalpha(ramp)
            colors.save(buffer, "PNG")
        case "cmyk":
            colors.convert("CMYK").save(buffer, "JPEG")
        case "deep":
            Image.frombytes("I;16", ramp.size, b"".join(bytes((v, v)) for v in ramp.tobytes())).save(buffer, "PNG")
        case _:
            colors.save(buffer, "PNG")
    return buffer.getvalue()


PICTURES = ("jpeg", "rgb", "palette", "alpha", "cmyk", "deep")


def pictures(b: Builder, parent: int) -> list[p.Item]:
    """One picture of each encoding with a description, and one for decoration."""
    items: list[p.Item] = []
    for index, kind in enumerate(PICTURES):
        element = b.add(p.Role.FIGURE, parent)
        mime = "image/jpeg" if kind in {"jpeg", "cmyk"} else "image/png"
        box = Rect(LEFT + 58 * index, b.y, 54, 36)
        items.append(p.Image(box, picture(kind), mime, (24, 16), f"A ramp of colours ({kind})", "Picture", element))
    items.append(p.Image(Rect(LEFT + 58 * 6, b.y, 54, 36), picture("jpeg"), "image/jpeg", (24, 16), None, "Ornament"))
    b.y += 46
    return items


def shapes(b: Builder, parent: int) -> list[p.Item]:
    """A group that speaks as one, a shape with a meaning, and shapes without."""
    group = b.add(p.Role.FIGURE, parent)
    people = tuple(
        p.Shape(
            Rect(LEFT + 14 * i, b.y, 10, 10), "ellipse", "Person", fill=TEAL if i < 6 else None, line=TEAL, line_width=1
        )
        for i in range(10)
    )
    number = Rect(LEFT + 150, b.y - 3, 80, 16)
    label = p.TextBox(number, number, (paragraph([run("6 of 10")], 80),), "Label")
    sign = b.add(p.Role.FIGURE, parent)
    x = LEFT + 240
    items: list[p.Item] = [
        p.Group((*people, label), Rect(LEFT, b.y, 230, 14), "People", "6 in 10 people", group),
        p.Shape(Rect(x, b.y - 4, 20, 20), "triangle", "Sign", fill=ACCENT, alt="Warning", element=sign),
        p.Shape(Rect(x + 28, b.y - 4, 40, 20), "round-rect", "Pill", TINT, TEAL, 1.5, 6),
        p.Group(
            (p.Shape(Rect(x + 76, b.y - 4, 20, 20), "rect", "Box", line=INK, line_width=0.5),),
            Rect(x, b.y, 20, 20),
            "Bits",
        ),
    ]
    b.y += 30
    return items


LONG = (
    "Most people feel the effects within minutes and they wear off within two hours. Some feel far away from "
    "themselves, some feel sick, and blood pressure may rise for a while. "
) * 3


def _evidence() -> list[p.TextRun]:
    """Citations and links, one of them over two lines."""
    guide = {"href": "https://example.org/guide?q=a b\u00e9", "link_title": "Guideline on depression"}
    return [
        run("In one study, 64 of 100 people felt better a day later"),
        raised("1", reference=True, href="#ref-1", link_title="Reference 1"),
        raised(",", reference=True),
        raised("2", reference=True, href="#ref-2", link_title="Reference 2"),
        run(". Read this: "),
        run("what the national guideline for doctors says about this new treatment", color=TEAL, **guide),
        run(" or write to "),
        run("help@example.org", color=TEAL, href="mailto:help@example.org"),
        run("."),
    ]


def _symbols() -> list[p.TextRun]:
    """Super- and subscripts, Greek, mathematics, markup as text, Latin, hyphens."""
    return [
        run("Blood: \u2265 4\u00a0\u00d7\u00a010"),
        raised("9"),
        run("/L, 5\u00a0"),
        run("\u00b5", face=NOTO),
        run("g, H"),
        raised("2", -3),
        run("O, "),
        run("\u03b2-blocker, \u03b1 and \u03a9", face=NOTO),
        run(", "),
        run("\U0001d465 \u2264 \U0001d466", face=MATH),
        run(", <b>&amp; (50%)\\, "),
        run("ad libitum", face=SLANT, lang="la"),
        run(" and long-term, dose-dependent, ill-defined, "),
        run("well-known, step-by-step changes."),
    ]


def front(b: Builder) -> None:
    """Page 1: headings, inline elements, lists."""
    sect = b.add(p.Role.SECT)
    b.say(p.Role.H1, [run("Ketamine for depression", 26, SERIF, INK)], sect)
    b.say(p.Role.P, [run("It can lift mood within a day. It does not work for everyone.", 14)], sect, fill=TINT, gap=18)
    b.say(p.Role.H2, [run("What is known?", 16, SERIF, TEAL)], sect)
    b.say(p.Role.P, _evidence(), sect)
    b.say(p.Role.P, _symbols(), sect)
    list_of(
        b,
        "square",
        ["It is given by a nurse or a doctor, in a clinic, and you are watched for two hours after it", "You can stop"],
        sect,
    )
    list_of(b, "number", ["Eat lightly", "Bring a friend"], sect)
    list_of(b, "box", ["I have asked my questions", "I know whom to call"], sect)
    b.items.append(table(b, sect))


def middle(b: Builder) -> None:
    """Page 2: figures, and the start of a paragraph that goes on."""
    sect = b.add(p.Role.SECT, anchor="figures")
    b.say(p.Role.H2, [run("How many get better?", 16, SERIF, TEAL)], sect)
    figure = chart(b, sect)
    b.items.append(figure)
    b.say(p.Role.CAPTION, [run("Better after one day", 10.5, color=GREY)], sect)
    b.items += [*pictures(b, sect), *shapes(b, sect)]
    whole = paragraph([run(LONG)], element=b.add(p.Role.P, sect))
    b.put(replace(whole, lines=whole.lines[:5]))
    b.turn("Figures")
    first = whole.lines[5].baseline - 12
    rest = tuple(replace(line, baseline=line.baseline - first) for line in whole.lines[5:])
    b.put(replace(whole, lines=rest))


def back(b: Builder) -> None:
    """Page 3: references and a note."""
    sect = b.add(p.Role.SECT)
    b.say(p.Role.H2, [run("References", 16, SERIF, TEAL)], sect)
    whole = b.add(p.Role.L, sect, numbering="Decimal")
    for number, doi in ((1, "10.1176/one"), (2, "10.1016/two")):
        item = b.add(p.Role.LI, whole, anchor=f"ref-{number}")
        label, body = b.add(p.Role.LBL, item), b.add(p.Role.LBODY, item)
        entry = b.add(p.Role.BIB_ENTRY, body)
        runs = [run("Murrough JW. A study. "), run(f"https://doi.org/{doi}", color=TEAL, href=f"https://doi.org/{doi}")]
        bullet = p.Bullet("number", INK, 0, run(f"{number}."), number)
        b.put(paragraph(runs, indent=18, hanging=18, bullet=bullet, element=entry, label_element=label))
    note = b.add(p.Role.NOTE, sect)
    b.put(paragraph([run("See "), run("the figures", color=TEAL, href="#figures"), run(" and "),
                     run("the first page", color=TEAL, href="#start"), run(".")], element=note))  # fmt: skip


@cache
def leaflet() -> p.Plan:
    """The whole leaflet."""
    b = Builder()
    front(b)
    b.turn("Ketamine for depression", "start")
    middle(b)
    back(b)
    b.turn("References")
    marks = (
        p.Bookmark("Ketamine for depression", 0, 0, 60), p.Bookmark("What is known?", 1, 0, 130),
        p.Bookmark("How many get better?", 1, 1, 60), p.Bookmark("References", 0, 2, 200),
        p.Bookmark("Sources \u2265 2", 2, 2, 220),
    )  # fmt: skip
    properties = p.Properties(
        "Ketamine & depression: what is known \u2265 2026", "For people offered ketamine", "Clinic <Example>", "en-GB",
        ("ketamine", "depression"), "A leaflet", "2026-11-01", "ab" * 32,
    )  # fmt: skip
    return p.Plan(A4, tuple(b.pages), properties, elements=tuple(b.elements), bookmarks=marks)


def slide() -> p.Plan:
    """A slide on its layout, without a structure tree: what a preview paints."""
    sample = paragraph([run("Title", 30, SERIF)], 864)
    panel = p.Shape(Rect(0, 0, 24, 540), "rect", "Panel", fill=TEAL)
    title = Rect(48, 50, 864, 50)
    layout = p.Layout(
        "points",
        "Points",
        Color("FAF8F4"),
        (panel,),
        (p.Placeholder("title", "title", 0, title, title, sample, "Title"),),
    )
    words = paragraph([run("Ketamine blocks the NMDA receptor", 30, SERIF, href="https://example.org")], 864)
    page = p.Page((p.TextBox(title, title, (words,), "Title", "title"),), "Ketamine", "points")
    properties = p.Properties("Slides", "", "", "en-GB", (), "", "2026-11-01")
    return p.Plan(Size(960, 540), (page,), properties, layouts=(layout,))


def main() -> None:
    """Write the sample to files, to look at."""
    import sys
    from pathlib import Path

    from builder.write.pdf import write_pdf

    folder = Path(sys.argv[1])
    (folder / "leaflet.pdf").write_bytes(write_pdf(leaflet()))
    (folder / "slide.pdf").write_bytes(write_pdf(slide()))


if __name__ == "__main__":
    main()
