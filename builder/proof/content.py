"""A page's content played through: where each string and shape lands, in which colour, and to whom it belongs."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from struct import unpack
from typing import ClassVar

from builder.frozen import dataclass, field, replace
from builder.geometry import Rect
from builder.proof.matrix import SAME, Matrix, box_between, common, matrix, placed, times
from builder.proof.printed import ARTIFACT, UNKNOWN, Font, Paint, Picture, Shown
from builder.proof.tokens import STATEMENT, floats, is_string, string_bytes
from builder.regex import regex

RECTANGLE = regex(rb"((?:[-+]?[\d.]+\s+){4})re")
_MCID = regex(rb"/MCID\s+(\d+)")


@dataclass(slots=True)
class _State:
    """The part of the graphics state that says how text and shapes look (ISO 32000-1, 8.4 and 9.3)."""

    ctm: Matrix = SAME
    fill: str | None = "0" * 6
    stroke: str | None = "0" * 6
    line: float = 1.0
    font: str = ""
    size: float = 0.0
    tracking: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    rise: float = 0.0
    leading: float = 0.0
    clip: Rect | None = None


@dataclass(slots=True)
class Player:
    """Plays one page of `height` points. `fonts` are by resource name, `states` say which of them see through."""

    height: float
    fonts: Mapping[str, Font]
    faint_states: frozenset[str] = frozenset()
    shown: list[Shown] = field(default_factory=list)
    paints: list[Paint] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    nested: list[str] = field(default_factory=list)
    loose: int = 0
    faint: bool = False
    _state: _State = field(default_factory=_State)
    _stack: list[_State] = field(default_factory=list)
    _marks: list[tuple[str, int | None]] = field(default_factory=list)
    _operands: list[bytes] = field(default_factory=list)
    _tm: Matrix = SAME
    _line: Matrix = SAME
    _order: int = 0

    def play(self, content: bytes) -> None:
        """Play a content stream."""
        for found in STATEMENT.finditer(content):
            kind = found.lastgroup
            match kind:
                case "show":
                    self._tm = self._line = matrix(floats(found["tm"]))
                    self._show(bytes.fromhex(found["codes"].decode("ascii")))
                case "paint":
                    self._paint(found["path"], found["paint"].decode("ascii"))
                case "rgb_op":
                    self._color(found["rgb_op"] == b"RG", floats(found["rgb"]))
                case "open":
                    self._enter(found["mark"].decode("latin-1"), found["list"] or b"")
                case "cm":
                    self._state.ctm = times(matrix(floats(found["cm"])), self._state.ctm)
                case "operator":
                    self._do(found["operator"].decode("latin-1"), self._operands)
                    self._operands.clear()
                case _:
                    self._operands.append(found[0])

    # Marked content

    @property
    def _owner(self) -> tuple[str, int | None]:
        if not self._marks:
            self.loose += 1
            return "", None
        return next((mark for mark in reversed(self._marks) if mark[1] is not None), self._marks[-1])

    def _enter(self, tag: str, properties: bytes) -> None:
        found = _MCID.search(properties)
        if self._marks and (tag == ARTIFACT or found or self._marks[-1][0] == ARTIFACT):
            self.nested.append(f"{tag} within {self._marks[-1][0]}")
        self._marks.append((tag, int(found[1]) if found else None))

    # Text

    def _show(self, codes: bytes) -> None:
        state = self._state
        font = self.fonts.get(state.font)
        if font is None or not codes:
            return
        values = unpack(f">{len(codes) // 2}H", codes[: len(codes) & ~1]) if font.two_bytes else tuple(codes)
        text, units = _measured(values, font)
        spaces = 0 if font.two_bytes else codes.count(b" ")
        advance = (units / 1000 * state.size + state.tracking * len(values) + state.word * spaces) * state.stretch
        m = times(self._tm, state.ctm)
        x = m[2] * state.rise + m[4]
        y = m[3] * state.rise + m[5]
        tag, mcid = self._owner
        self._order += 1
        self.shown.append(
            Shown(
                text=text,
                font=font,
                size=state.size * math.hypot(m[2], m[3]),
                x=x,
                y=self.height - y,
                width=advance * math.hypot(m[0], m[1]),
                color=state.fill,
                mcid=mcid,
                tag=tag,
                order=self._order,
                spaced=state.word != 0,
            )
        )
        self._advance(advance)

    def _advance(self, by: float) -> None:
        tm = self._tm
        self._tm = (tm[0], tm[1], tm[2], tm[3], tm[4] + by * tm[0], tm[5] + by * tm[1])

    def _next_line(self, x: float, y: float) -> None:
        self._tm = self._line = times((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _show_all(self, operands: Sequence[bytes]) -> None:
        """Show the strings of an array; a number between two of them draws them together (9.4.3)."""
        for operand in operands:
            if is_string(operand):
                self._show(string_bytes(operand))
            elif operand not in {b"[", b"]"}:
                self._advance(-float(operand) / 1000 * self._state.size * self._state.stretch)

    # Shapes

    def _paint(self, path: bytes, operator: str) -> None:
        if operator.endswith("n"):
            if operator.startswith("W"):
                self._clip(path)
            return
        state, (tag, mcid) = self._state, self._owner
        filled, outlined = operator[0] in "fFBb", operator[0] in "SsBb"
        self._order += 1
        self.paints.append(
            Paint(
                path=path,
                ctm=state.ctm,
                height=self.height,
                fill=state.fill if filled else None,
                stroke=state.stroke if outlined else None,
                line=state.line * math.sqrt(abs(state.ctm[0] * state.ctm[3] - state.ctm[1] * state.ctm[2])),
                mcid=mcid,
                tag=tag,
                order=self._order,
                clip=state.clip,
            )
        )

    def _clip(self, path: bytes) -> None:
        """Draw only in a rectangle from now on; clipping to anything else is passed over."""
        found = RECTANGLE.fullmatch(path.strip())
        if found and self._state.ctm[1] == 0.0 == self._state.ctm[2]:
            x, y, width, height = floats(found[1])
            corners = placed(self._state.ctm, x, y), placed(self._state.ctm, x + width, y + height)
            box = box_between(*corners, self.height)
            old = self._state.clip
            self._state.clip = common(old, box) if old else box

    def _picture(self, name: str) -> None:
        tag, mcid = self._owner
        corners = [placed(self._state.ctm, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        self._order += 1
        box = box_between(min(corners), max(corners), self.height)
        self.pictures.append(Picture(name, box, mcid, tag, self._order))

    def _color(self, stroke: bool, values: Sequence[float]) -> None:
        channels = tuple(values) * 3 if len(values) == 1 else tuple(values)
        plain = len(channels) == 3
        color = "".join(f"{round(min(1.0, max(0.0, one)) * 255):02X}" for one in channels) if plain else None
        if stroke:
            self._state.stroke = color
        else:
            self._state.fill = color

    # All other operators

    def _do(self, operator: str, operands: Sequence[bytes]) -> None:
        if operator in self.NUMBERS and operands:
            setattr(self._state, self.NUMBERS[operator], float(operands[-1]))
        elif operator in self.COLORS:
            self._color(operator.isupper(), [float(one) for one in operands if one[:1] not in b"/"])
        elif operator in self.OTHERS:
            self.OTHERS[operator](self, operands)

    def _restore(self, _: Sequence[bytes]) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def _begin_text(self, _: Sequence[bytes]) -> None:
        self._tm = self._line = SAME

    def _set_font(self, operands: Sequence[bytes]) -> None:
        self._state.font, self._state.size = operands[0][1:].decode("latin-1"), float(operands[1])

    def _set_matrix(self, operands: Sequence[bytes]) -> None:
        self._tm = self._line = matrix([float(one) for one in operands])

    def _see_through(self, operands: Sequence[bytes]) -> None:
        self.faint = self.faint or operands[0][1:].decode("latin-1") in self.faint_states

    def _end_marked(self, _: Sequence[bytes]) -> None:
        if self._marks:
            self._marks.pop()

    def _set_leading_and_move(self, operands: Sequence[bytes]) -> None:
        self._state.leading = -float(operands[1])
        self._next_line(float(operands[0]), float(operands[1]))

    def _move(self, operands: Sequence[bytes]) -> None:
        self._next_line(float(operands[0]), float(operands[1]))

    def _move_down(self, _: Sequence[bytes]) -> None:
        self._next_line(0.0, -self._state.leading)

    def _quote(self, operands: Sequence[bytes]) -> None:
        self._next_line(0.0, -self._state.leading)
        self._show_all(operands[-1:])

    def _save(self, _: Sequence[bytes]) -> None:
        self._stack.append(replace(self._state))

    def _external(self, operands: Sequence[bytes]) -> None:
        self._picture(operands[0][1:].decode("latin-1"))

    def _shade(self, _: Sequence[bytes]) -> None:
        self.faint = True  # a gradient: no colour of its own

    NUMBERS: ClassVar[Mapping[str, str]] = {
        "w": "line", "Tc": "tracking", "Tw": "word", "Ts": "rise", "TL": "leading",
    }  # fmt: skip
    COLORS: ClassVar[frozenset[str]] = frozenset({"rg", "RG", "g", "G", "k", "K", "sc", "SC", "scn", "SCN"})
    OTHERS: ClassVar[Mapping[str, Callable[[Player, Sequence[bytes]], None]]] = {
        "q": _save, "Q": _restore, "BT": _begin_text, "Tf": _set_font, "Tm": _set_matrix, "Tj": _show_all,
        "TJ": _show_all, "'": _quote, '"': _quote, "Td": _move, "TD": _set_leading_and_move, "T*": _move_down,
        "EMC": _end_marked, "Do": _external, "gs": _see_through, "sh": _shade,
    }  # fmt: skip


def _measured(values: Sequence[int], font: Font) -> tuple[str, float]:
    """Return what codes say, and how wide they are in thousandths of the type size."""
    try:
        return "".join(map(font.unicode.__getitem__, values)), sum(map(font.widths.__getitem__, values))
    except KeyError:
        text = "".join(font.unicode.get(code, UNKNOWN) for code in values)
        return text, sum(font.widths.get(code, font.default) for code in values)
