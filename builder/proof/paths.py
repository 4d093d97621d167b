"""Where painted paths run: their corners, their boxes, and whether they cover a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from builder.frozen import dataclass
from builder.geometry import Rect
from builder.kept import Kept
from builder.proof.matrix import Matrix
from builder.proof.printed import Paint, Sheet
from builder.regex import regex

Polygon: TypeAlias = tuple[tuple[float, float], ...]

_STEP = regex(rb"((?:[-+]?[\d.]+\s+)*)(re|[mlcvyh])")
_START = regex(rb"\sm\s")
_RECTANGLE = regex(rb"\s*((?:[-+]?[\d.]+\s+){4})re\s*")

LONG = 1500
"""Bytes from which on a path is taken for a crowd of figures, and only those near a point are looked at."""
SAMPLE = 6
"""Contours of a crowd that are measured: its figures are alike, and one has no more contours than that."""
NUMBERS = 48
"""Bytes that two numbers take at most."""
BAND = 24.0
"""Height in points of the bands by which what is painted is found."""


def polygons(paint: Paint) -> tuple[Polygon, ...]:
    """Return the subpaths of a path as polygons from the page's top left; of curves, the middle and the end count."""
    return tuple(tuple(_placed(paint, points)) for points in _subpaths(paint.path))


def box_of(paint: Paint) -> Rect | None:
    """Return the box around a path, None for one without extent."""
    corners = [point for polygon in polygons(paint) for point in polygon]
    return _around(corners) if corners else None


class _Cover:
    """A filled path with a box that surely holds it; its outline is worked out when somebody asks."""

    def __init__(self, paint: Paint) -> None:
        self.paint = paint
        self._polygons: tuple[Polygon, ...] | None = None
        self._rectangle = paint.ctm[1] == 0.0 == paint.ctm[2] and _RECTANGLE.fullmatch(paint.path) is not None
        self._crowd = _Crowd.of(paint) if len(paint.path) > LONG else None
        self.box = self._crowd.box if self._crowd else box_of(paint)

    def covers(self, x: float, y: float) -> bool:
        """Tell whether the fill covers a point."""
        if self.box is None or not _holds(self.box, x, y):
            return False
        if self.paint.clip and not _holds(self.paint.clip, x, y):
            return False
        if self._rectangle:
            return True
        if self._crowd:
            near = tuple(self._crowd.near(x, y))
        else:
            if self._polygons is None:
                self._polygons = polygons(self.paint)
            near = self._polygons
        return sum(_crossings(polygon, x, y) for polygon in near) % 2 == 1


@dataclass(slots=True)
class _Crowd:
    """A path of many figures: where the contours start, and how far they reach from there, in points."""

    paint: Paint
    starts: list[tuple[float, float]]
    cuts: list[int]
    reach: float
    box: Rect

    @classmethod
    def of(cls, paint: Paint) -> _Crowd | None:
        """Return a path as a crowd, None for one with few contours; that of an icon array nobody touched is known."""
        key = paint.path, paint.ctm, paint.height
        known = _CROWDS.get(key)
        made = known or cls._made(paint)
        return made if known or made is None else _CROWDS.put(key, made, len(paint.path) + 200 * len(made.starts))

    @classmethod
    def _made(cls, paint: Paint) -> _Crowd | None:
        found = [one.start() for one in _START.finditer(paint.path)]
        if len(found) <= SAMPLE:
            return None
        before = [paint.path[max(0, at - NUMBERS) : at].rsplit(None, 2)[-2:] for at in found]
        starts = list(_placed(paint, [(float(x), float(y)) for x, y in before]))
        cuts = [*(at - len(x) - len(y) - 1 for at, (x, y) in zip(found, before, strict=True)), len(paint.path)]
        sample = [tuple(_placed(paint, points)) for points in _subpaths(paint.path[: cuts[SAMPLE]])]
        reach = 1.0 + max(max(abs(x - s[0][0]), abs(y - s[0][1])) for s in sample for x, y in s)
        box = _around(starts).inset(-reach, -reach, -reach, -reach)
        return cls(paint, starts, cuts, reach, box)

    def near(self, x: float, y: float) -> Iterator[Polygon]:
        """Yield the contours that may reach a point."""
        for index, (left, top) in enumerate(self.starts):
            if abs(left - x) <= self.reach and abs(top - y) <= self.reach:
                part = self.paint.path[self.cuts[index] : self.cuts[index + 1]]
                yield from (tuple(_placed(self.paint, points)) for points in _subpaths(part))


_CROWDS: Kept[tuple[bytes, Matrix, float], _Crowd] = Kept(4_000_000, session=True)
"""Crowds by all that they are made from."""


class Grounds:
    """What lies under each point of a page: the last thing painted there before."""

    def __init__(self, sheet: Sheet, paper: str) -> None:
        self._paper = paper
        self._pictures = sheet.pictures
        self._bands: dict[int, list[_Cover]] = {}
        for cover in (_Cover(paint) for paint in reversed(sheet.paints) if paint.fill):
            if cover.box:
                for band in range(int(cover.box.y // BAND), int(cover.box.bottom // BAND) + 1):
                    self._bands.setdefault(band, []).append(cover)

    def under(self, x: float, y: float, order: int) -> str | None:
        """Return the colour at a point before mark number `order` was made; None over a picture."""
        pictures = [p.order for p in self._pictures if p.order < order and _holds(p.box, x, y)]
        for cover in self._bands.get(int(y // BAND), ()):
            if cover.paint.order < order and cover.covers(x, y):
                return None if pictures and max(pictures) > cover.paint.order else cover.paint.fill
        return None if pictures else self._paper


def _placed(paint: Paint, points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    a, b, c, d, e, f = paint.ctm
    for x, y in points:
        yield a * x + c * y + e, paint.height - (b * x + d * y + f)


def _subpaths(path: bytes) -> Iterator[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    for numbers, operator in _STEP.findall(path):
        v = [float(number) for number in numbers.split()]
        match operator:
            case b"m":
                if len(points) > 1:
                    yield points
                points = [(v[0], v[1])]
            case b"l":
                points.append((v[0], v[1]))
            case b"c":
                x, y = points[-1] if points else (v[0], v[1])
                points.append(((x + 3 * v[0] + 3 * v[2] + v[4]) / 8, (y + 3 * v[1] + 3 * v[3] + v[5]) / 8))
                points.append((v[4], v[5]))
            case b"v" | b"y":
                points.append((v[2], v[3]))
            case b"re":
                if len(points) > 1:
                    yield points
                x, y, w, h = v
                yield [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
                points = []
    if len(points) > 1:
        yield points


def _around(points: Sequence[tuple[float, float]]) -> Rect:
    left, top = min(x for x, _ in points), min(y for _, y in points)
    return Rect(left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top)


def _holds(box: Rect, x: float, y: float) -> bool:
    return box.x <= x <= box.right and box.y <= y <= box.bottom


def _crossings(polygon: Polygon, x: float, y: float) -> int:
    count = 0
    for (x1, y1), (x2, y2) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            count += 1
    return count
