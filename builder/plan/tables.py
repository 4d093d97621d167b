"""Tables: column widths by what the cells hold, rows measured once, any stretch of rows placed under its header."""

from __future__ import annotations

from collections.abc import Sequence

from builder import model
from builder.frozen import dataclass, field, replace
from builder.geometry import Rect
from builder.plan.lay import Copy, Laid, lay, moved
from builder.plan.page import Align, Cell, Role, Row, Table
from builder.plan.setting import FitError, Setting, runs_of
from builder.plan.structure import Structure
from builder.regex import regex
from builder.text import natural_width, widest_word
from builder.theme import TextStyle
from builder.values import RichText

NUMBER = regex(r"[<>≤≥~≈±+\-−–]?\s?\d[\d.,\s]*(\s?%|\s?[–-]\s?\d[\d.,]*\s?%?)?")
"""A cell that reads as a number: its column is set flush right when every cell but empty ones does."""

FIRST = 0.4
"""Largest share of the width that the labels of rows take where there is something to write beside them."""

EMPTY_CELLS = frozenset({"", "–", "—", "-", "n/a"})


@dataclass(frozen=True, slots=True)
class TableLook:
    """Styles of header and body cells, and the space inside cells in points.

    The first column has no space at its left, so that its words stand under the title's. Where there is something to
    write in the cells, `row` is the least height of a row: columns are then equally wide, the first aside, and take all
    of the width, words stand at the foot of their rows, and lines to write on lie under these.
    """

    head: TextStyle
    body: TextStyle
    pad_x: float
    pad_y: float
    safety: float = 1.0
    row: float = 0.0

    def pads(self, column: int) -> float:
        """Return the space left and right of a column's words."""
        return self.pad_x if column == 0 else 2 * self.pad_x


@dataclass(frozen=True, slots=True)
class MeasuredTable:
    """A table with its columns' widths and every row laid out; `laid[0]` is the header. Heights include padding."""

    content: model.TableContent
    look: TableLook
    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    laid: tuple[tuple[Laid, ...], ...]
    heights: tuple[float, ...]

    @property
    def width(self) -> float:
        """The table's width in points."""
        return sum(self.widths)

    def aired(self) -> MeasuredTable:
        """Return the table with its rows' heights reckoned anew from its look's space above and below words."""
        heights = tuple(
            max(max(cell.height for cell in row) + 2 * self.look.pad_y, self.look.row if index else 0.0)
            for index, row in enumerate(self.laid)
        )
        return replace(self, heights=heights)

    def height(self, rows: Sequence[int]) -> float:
        """Return the height of the header and the given body rows (counted from 0)."""
        return self.heights[0] + sum(self.heights[index + 1] for index in rows)


@dataclass(frozen=True, slots=True)
class WholeTable:
    """The table that stretches of rows are cut from, in one setting: it is measured once for each room and type size.

    Stretches hold the very rows of `content`, so that their measures are found without measuring again.
    """

    content: model.TableContent
    known: dict[tuple[float, float], MeasuredTable] = field(default_factory=dict)

    def stretch(self, part: model.TableContent, width: float, look: TableLook, setting: Setting) -> MeasuredTable:
        """Return a stretch of rows with the columns of the whole table; FitError as `measure_table`."""
        key = (width, look.body.size)
        if key not in self.known:
            self.known[key] = measure_table(self.content, width, look, setting)
        whole = self.known[key]
        places = {id(row): index for index, row in enumerate(self.content.rows, 1)}
        rows = [0, *(places[id(row)] for row in part.rows)]
        laid, heights = tuple(whole.laid[row] for row in rows), tuple(whole.heights[row] for row in rows)
        return replace(whole, content=part, laid=laid, heights=heights)


def measure_table(
    content: model.TableContent, width: float, look: TableLook, setting: Setting, *, like: WholeTable | None = None
) -> MeasuredTable:
    """Return the table measured for at most `width` points; it is no wider than its cells ask.

    A stretch of rows has the columns of the table `like` that it was cut from.

    Raises:
        FitError: a column can't hold its widest word.
    """
    if like:
        return like.stretch(content, width, look, setting)
    aligns = _aligns(content)
    copies = _copies(content, look, setting, aligns)
    widths = _widths(copies, width, look, content)
    laid = tuple(
        tuple(
            lay([copy], wide - look.pads(column), safety=look.safety)
            for column, (copy, wide) in enumerate(zip(row, widths, strict=True))
        )
        for row in copies
    )
    return MeasuredTable(content, look, widths, aligns, laid, ()).aired()


def _copies(
    content: model.TableContent, look: TableLook, setting: Setting, aligns: Sequence[Align]
) -> list[list[Copy]]:
    """Return every cell as a paragraph, the header's row first."""
    named = len(content.header) > 1  # the only column of a table names nothing
    styles = [replace(look.body, bold=True) if named and not index else look.body for index in range(len(aligns))]
    copies = [[_copy(cell, look.head, setting, align) for cell, align in zip(content.header, aligns, strict=True)]]
    for row in content.rows:
        copies.append([_copy(cell, styles[index], setting, aligns[index]) for index, cell in enumerate(row)])
    return copies


def _copy(cell: RichText, style: TextStyle, setting: Setting, align: Align) -> Copy:
    return Copy(runs_of(cell, style, setting), style, align=align, at=cell.at, space_before=0.0, space_after=0.0)


def _aligns(content: model.TableContent) -> tuple[Align, ...]:
    """Return how each column is set: columns of numbers flush right, others flush left, the first always left."""
    aligns: list[Align] = ["left"]
    for index in range(1, len(content.header)):
        cells = [row[index].text.strip() for row in content.rows]
        filled = [cell for cell in cells if cell not in EMPTY_CELLS]
        aligns.append("right" if filled and all(NUMBER.fullmatch(cell) for cell in filled) else "left")
    return tuple(aligns)


def _widths(
    copies: Sequence[Sequence[Copy]], width: float, look: TableLook, content: model.TableContent
) -> tuple[float, ...]:
    """Return column widths: natural when they fit, else shared between the widest words and the natural widths."""
    count = len(copies[0])
    pads = [look.pads(i) + 1 for i in range(count)]
    least = [max(widest_word(row[i].runs) for row in copies) / look.safety + pads[i] for i in range(count)]
    natural = [max(natural_width(row[i].runs) for row in copies) / look.safety + pads[i] for i in range(count)]
    if look.row:
        first = max(least[0], min(natural[0], width * FIRST))
        least = [first, *(max(least[1:]) for _ in least[1:])]
        natural = [first, *((width - first) / (count - 1) for _ in natural[1:])]
    if sum(natural) <= width and not look.row:
        return tuple(natural)
    spare = width - sum(least)
    if spare < 0:
        column = max(range(count), key=least.__getitem__)
        widest = max((row[column] for row in copies), key=lambda copy: widest_word(copy.runs))
        raise FitError(
            f"the table needs {sum(least):.0f} pt for its widest words, but has {width:.0f} pt",
            widest.at or content.at,
            "use fewer columns or shorter words",
        )
    return tuple(natural) if look.row else _balanced(least, natural, spare)


def _balanced(least: Sequence[float], natural: Sequence[float], spare: float) -> tuple[float, ...]:
    """Return widths from `least` to `natural`: narrow columns get what they want first, long texts share the rest."""
    widths = list(least)
    wanting = sorted(range(len(least)), key=lambda i: natural[i] - least[i])
    for position, index in enumerate(wanting):
        share = spare / (len(wanting) - position)
        given = min(natural[index] - least[index], share)
        widths[index] += given
        spare -= given
    return tuple(widths)


def place_table(
    measured: MeasuredTable,
    rows: Sequence[int],
    x: float,
    y: float,
    setting: Setting,
    *,
    structure: Structure | None = None,
    parent: int = 0,
    table: int | None = None,
    repeated: bool = False,
) -> Table:
    """Return the header and the given body rows with their top left corner at (x, y).

    With `structure`, every row and cell gets its element under `table` (a new one under `parent` when None); a
    `repeated` header, on a further page, has none: it was read once.
    """
    content = measured.content
    alt = content.alt or describe(content)
    if structure and table is None:
        table = structure.add(Role.TABLE, parent, alt=alt)
    placed: list[Row] = []
    top = y
    for index in [-1, *rows]:
        last = index == rows[-1] if rows else False
        tree = None if repeated and index < 0 else structure
        placed.append(_place_row(measured, index + 1, x, top, setting, tree, table, last=last))
        top += measured.heights[index + 1]
    box = Rect(x, y, measured.width, top - y)
    name = f"Table: {content.title.text}" if content.title else "Table"
    return Table(box, measured.widths, tuple(placed), alt, name, element=table, at=content.at)


def _place_row(
    measured: MeasuredTable,
    index: int,
    x: float,
    y: float,
    setting: Setting,
    structure: Structure | None,
    table: int | None,
    *,
    last: bool,
) -> Row:
    header = index == 0
    element = structure.add(Role.TR, table or 0) if structure else None
    cells: list[Cell] = []
    look, height = measured.look, measured.heights[index]
    for column, (laid, wide) in enumerate(zip(measured.laid[index], measured.widths, strict=True)):
        box = Rect(x, y, wide, height)
        inner = box.inset(look.pads(column) - look.pad_x, look.pad_y, look.pad_x, look.pad_y)
        role = Role.TH if header or (column == 0 and len(measured.widths) > 1) else Role.TD
        cell = None
        if structure and element is not None:
            scope = "Column" if header else "Row"
            cell = structure.add(role, element, scope=scope if role is Role.TH else None)  # type: ignore[arg-type]
        down = max(0.0, inner.height - laid.height) if header or look.row else 0.0
        paragraphs = tuple(replace(p, element=cell) for p in moved(laid.paragraphs, down))
        cells.append(Cell(box, inner, paragraphs, header, None, cell))
        x += wide
    heavy, light = setting.weight("rule"), setting.weight("hairline")
    line = (setting.color("grey"), light) if look.row else (setting.color("hairline"), 0.0 if last else light)
    return Row(height, tuple(cells), header, (setting.color("rule"), heavy) if header else line, element)


def describe(content: model.TableContent) -> str:
    """Return a summary made of the table's own title, header and size."""
    head = f"Table: {content.title.text.rstrip('.')}." if content.title else "Table."
    columns = ", ".join(cell.text for cell in content.header if cell.text)
    return f"{head} {len(content.rows)} rows; columns: {columns}."
