"""A QR code with the words that say where it leads, and the address in type for whoever has no camera."""

from __future__ import annotations

from builder.frozen import replace
from builder.geometry import MM, Rect
from builder.kept import of_deck
from builder.plan.flowables import Solid
from builder.plan.lay import Copy, lay
from builder.plan.page import Contour, Group, Item, Outline, Role, Stamps
from builder.plan.setting import plain_runs
from builder.plan.sheet import Sheet, laid_box

LEAST = 22 * MM
"""The side of a code without its quiet zone: at least 20 mm, so that phones read it at arm's length."""
LEAST_MODULE = 0.5 * MM
"""The side of a module at least: finer ones blur on a photocopier."""
QUIET = 4
"""Modules that stay white around a code (ISO/IEC 18004, 5.3.8)."""
OVERLAP = 0.03
"""Points by which rows of modules overlap: seams would show on a screen."""


def code_box(address: str, words: str, sheet: Sheet, parent: int) -> Solid:
    """Return a QR code in the text column, beside it the words and the address as a link."""
    setting, column, structure = sheet.setting, sheet.frame.column, sheet.structure
    rows = modules(address)
    module = max(LEAST / len(rows), LEAST_MODULE)
    side, quiet = module * len(rows), module * QUIET
    body = setting.style("body")
    said = Copy(plain_runs(words, body, setting), body, element=structure.add(Role.P, parent))
    figure = structure.add(Role.FIGURE, parent)
    alt = sheet.locale.wording.status_alt.format(address=shown(address))
    small = replace(setting.style("label"), color=setting.color("teal"))
    link = tuple(
        replace(run, href=address, link_title=shown(address)) for run in plain_runs(shown(address), small, setting)
    )
    typed = Copy(link, small, element=structure.add(Role.P, parent))
    left = column.x + side + 2 * quiet
    laid = lay([said, typed], column.right - left)
    height = max(side + 2 * quiet, laid.height + quiet)
    outline = _outline(rows, module)

    def place(y: float) -> tuple[Item, ...]:
        box = Rect(column.x + quiet, y + quiet, side, side)
        stamps = Stamps(box, outline, ((box.x, box.y),), setting.color("ink"), "QR code")
        code = Group((stamps,), box, "QR code", alt=alt, element=figure)
        return (code, laid_box(laid, left, y + quiet, column.right - left, "Address"))

    return Solid(height, place, sheet.setting.place, before=4.0, after=6.0)


def shown(address: str) -> str:
    """Return a web address as people type it."""
    return address.removeprefix("https://").removesuffix("/")


@of_deck(32)
def modules(address: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of an address's QR code by rows, True for dark; error correction M, or more where it fits."""
    import segno  # noqa: PLC0415  # only documents with a code need it

    code = segno.make_qr(address, error="m", boost_error=True)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def _outline(rows: tuple[tuple[bool, ...], ...], module: float) -> Outline:
    """Return the dark modules as bars, one for each run in a row."""
    bars: list[Contour] = []
    for number, row in enumerate(rows):
        start = None
        for column, dark in enumerate((*row, False)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                bars.append(_bar(start * module, number * module, (column - start) * module, module + OVERLAP))
                start = None
    return tuple(bars)


def _bar(x: float, y: float, width: float, height: float) -> Contour:
    return Contour((x, y), ((x + width, y), (x + width, y + height), (x, y + height)))
