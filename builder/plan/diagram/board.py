"""Boxes on the cells of a grid and the ways of the arrows between them: short, straight and without crossings.

Costs are compared, never added to anything else. Everything is decided by costs and then by order, so the same graph
always gives the same board.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from builder.plan.diagram.tangles import steps, tangled
from builder.plan.diagram.traffic import IN, OUT, Link, Route, Traffic
from builder.plan.diagram.ways import BEND, LENGTH, MOST_SIMPLE, Plane, Point, Way, ways, winding

Cell: TypeAlias = tuple[int, int]
"""A column and a row, from 0."""

CROSSING = 14.0
SHARED_CHANNEL = 1.5
"""Cost of each half cell that two ways run along in one channel: they then lie side by side."""
SHARED_CELLS = 4.0
"""The same through empty cells, where they would lie upon each other."""
OUTSIDE = 1.0
"""Cost of running along the edge of the grid."""
FORK, JOIN, MIXED = 1.5 - SHARED_CELLS, 3.0 - SHARED_CELLS, 10.0
"""Cost of two ways at one side of a box: both go out, both come in with one sign, else. Forks and joins share their
first half cell, which is no harm."""

CHOICES = 4
"""Cells on which a box is tried, the most promising first. More take their time and seldom find better."""

Saved: TypeAlias = tuple[list[Cell | None], int, list[Route | None]]


class Board:
    """A grid with boxes on some cells and a route for each link whose boxes both stand."""

    def __init__(self, columns: int, rows: int, boxes: int, links: Sequence[Link]) -> None:
        self.columns, self.rows, self.links = columns, rows, links
        self.plane = Plane.holding(columns, rows)
        self.seats: list[Cell | None] = [None] * boxes
        self.routes: list[Route | None] = [None] * len(links)
        self.taken = 0
        self.at_box: list[list[int]] = [[] for _ in range(boxes)]
        for number, link in enumerate(links):
            self.at_box[link.source].append(number)
            self.at_box[link.target].append(number)
        self._rows, self._columns = self.plane.rows_of_cells(), self.plane.columns_of_cells()

    @property
    def crossings(self) -> int:
        """How often routes cross, as far as the grid can tell."""
        return sum(route.crossings for route in self.routes if route)

    def place(self, box: int, cell: Cell) -> None:
        """Put a box on an empty cell."""
        self.seats[box] = cell
        self.taken |= self.plane.cell(*cell)

    def free_cells(self) -> list[Cell]:
        """Return the cells on which no box stands, row by row."""
        cells = ((column, row) for row in range(self.rows) for column in range(self.columns))
        return [cell for cell in cells if not self.taken & self.plane.cell(*cell)]

    def cell(self, box: int) -> Cell:
        """Return the cell of a box that stands.

        Raises:
            LookupError: it doesn't stand.
        """
        cell = self.seats[box]
        if cell is None:
            raise LookupError(box)
        return cell

    # Routes

    def route_all(self) -> bool:
        """Give every link whose boxes stand a new route; False when one has none."""
        numbers = [n for n, link in enumerate(self.links) if self._stands(link.source) and self._stands(link.target)]
        return self.route(numbers, Traffic([0] * 4 * len(self.seats)))

    def _stands(self, box: int) -> bool:
        return self.seats[box] is not None

    def route(self, numbers: Iterable[int], traffic: Traffic) -> bool:
        """Give links new routes beside the traffic, those between near boxes first; False when one has none."""
        for number in numbers:
            self.routes[number] = None
        for number in sorted(numbers, key=lambda n: (self._distance(n), n)):
            best = self.routes[number] = self._best(number, traffic)
            if best is None:
                return False
            traffic.add(self.links[number], best)
        return True

    def _distance(self, number: int) -> int:
        (c1, r1), (c2, r2) = self._cells(number)
        return abs(c1 - c2) + abs(r1 - r2)

    def _cells(self, number: int) -> tuple[Cell, Cell]:
        link = self.links[number]
        return self.cell(link.source), self.cell(link.target)

    def _traffic(self, without: Iterable[int]) -> Traffic:
        """Return the traffic of all routes but some."""
        left_out = frozenset(without)
        traffic = Traffic([0] * 4 * len(self.seats))
        for number, route in enumerate(self.routes):
            if route and number not in left_out:
                traffic.add(self.links[number], route)
        return traffic

    def _best(self, number: int, traffic: Traffic) -> Route | None:
        """Return the cheapest route of a link beside the others."""
        (c1, r1), (c2, r2) = self._cells(number)
        right, down = c2 - c1, r2 - r1
        best = self._cheapest(number, ways(right, down, self.plane), traffic, None)
        if best is None or best.cost > LENGTH * 2 * (abs(right) + abs(down)) + BEND * (MOST_SIMPLE + 1):
            best = self._cheapest(number, winding(right, down, self.plane), traffic, best)
        return best

    def _cheapest(self, number: int, choices: Sequence[Way], traffic: Traffic, best: Route | None) -> Route | None:
        """Return the cheapest route of a link among ways and `best`."""
        column, row = self.cell(self.links[number].source)
        leaving, entering = self._at_sides(self.links[number], traffic)
        shift, x, y = self.plane.shift(column, row), 2 * column + 1, 2 * row + 1
        high_x, high_y = 2 * self.columns, 2 * self.rows
        lowest = best.cost if best else float("inf")
        found: tuple[Way, int, int, int, int, int, float, int] | None = None
        for way in choices:
            if way.cost >= lowest:
                break
            cost = way.cost + leaving[way.leaves] + entering[way.enters]
            left, right, top, bottom = way.reach
            if cost >= lowest or x + left < 0 or x + right > high_x or y + top < 0 or y + bottom > high_y:
                continue
            touched = way.touched >> shift
            if touched & self.taken:
                continue
            if x + left == 0 or x + right == high_x or y + top == 0 or y + bottom == high_y:
                cost += OUTSIDE
            flat, steep = way.flat >> shift, way.steep >> shift
            crossings = (flat & traffic.steep).bit_count() + (steep & traffic.flat).bit_count()
            flat_units, steep_units = way.flat_units >> shift, way.steep_units >> shift
            cost += CROSSING * crossings + self._shared(flat_units, steep_units, traffic)
            if cost < lowest and (flat_units & traffic.flat_units or steep_units & traffic.steep_units):
                most = (lowest - cost) / CROSSING
                tangles = self._tangles(way, self.links[number], flat_units, steep_units, most)
                crossings += tangles
                cost += CROSSING * tangles
            if cost < lowest:
                lowest = cost
                found = (way, touched, flat, steep, flat_units, steep_units, cost, crossings)
        if found is None:
            return best
        points = tuple((x + dx, y + dy) for dx, dy in steps(found[0].corners))
        return Route(*found, points, {point: index for index, point in enumerate(points)})

    def _at_sides(self, link: Link, traffic: Traffic) -> tuple[list[float], list[float]]:
        """Return the cost of leaving by each side, and of entering by each side."""
        source, target, coming = 4 * link.source, 4 * link.target, IN[link.sign]
        leaving = [
            0.0 if not there else FORK if there == OUT else MIXED for there in traffic.sides[source : source + 4]
        ]
        entering = [
            0.0 if not there else JOIN if there == coming else MIXED for there in traffic.sides[target : target + 4]
        ]
        return leaving, entering

    def _shared(self, flat_units: int, steep_units: int, traffic: Traffic) -> float:
        """Return the cost of what a way shares with others."""
        cost = 0.0
        for shared, lines in (
            (flat_units & traffic.flat_units, self._rows),
            (steep_units & traffic.steep_units, self._columns),
        ):
            if shared:
                through = (shared & lines).bit_count()
                cost += SHARED_CELLS * through + SHARED_CHANNEL * (shared.bit_count() - through)
        return cost

    def _tangles(self, way: Way, link: Link, flat_units: int, steep_units: int, most: float) -> int:
        """Return how often a way crosses routes with which it shares a stretch, forks and joins aside.

        From `most` on, counting stops: such a way costs more than another.
        """
        column, row = self.cell(link.source)
        mine: list[Point] = []
        count = 0
        for other, route in zip(self.links, self.routes, strict=True):
            if route is None or not (route.flat_units & flat_units or route.steep_units & steep_units):
                continue
            if other.source == link.source and route.way.leaves == way.leaves:
                continue
            if other.target == link.target and route.way.enters == way.enters:
                continue
            mine = mine or [(2 * column + 1 + dx, 2 * row + 1 + dy) for dx, dy in steps(way.corners)]
            count += tangled(mine, route.points, route.place)
            if count >= most:
                break
        return count

    def untangle(self, rounds: int) -> None:
        """Route every link again beside all the others, a few times over, as long as some cross."""
        for _ in range(rounds):
            if not self.crossings:
                return
            for number in [n for n, route in enumerate(self.routes) if route]:
                self.route([number], self._traffic([number]))

    # Seats

    def seat(self, box: int) -> bool:
        """Put a box on the cell where its arrows and those that it pushes aside cost least; False when none will do."""
        numbers = [n for n in self.at_box[box] if self._stands(self._other(n, box))]
        cells = self.free_cells()
        bounds = sorted((self._bound(box, cell, numbers), index) for index, cell in enumerate(cells))
        before, traffic = self._saved(), self._traffic(())
        best: Saved | None = None
        lowest = float("inf")
        for bound, index in bounds[:CHOICES]:
            if bound >= lowest:
                break
            self._restore(before)
            added = self._try(box, cells[index], numbers, traffic)
            if added < lowest:
                lowest, best = added, self._saved()
        self._restore(best or before)
        return best is not None

    def _other(self, number: int, box: int) -> int:
        link = self.links[number]
        return link.target if link.source == box else link.source

    def _bound(self, box: int, cell: Cell, numbers: Sequence[int]) -> float:
        """Return what the arrows of a box on a cell cost at least: each the cheapest way that no box blocks."""
        total = 0.0
        for number in numbers:
            other = self.cell(self._other(number, box))
            start, end = (cell, other) if self.links[number].source == box else (other, cell)
            shift = self.plane.shift(*start)
            for way in ways(end[0] - start[0], end[1] - start[1], self.plane):
                if not (way.touched >> shift) & self.taken:
                    total += way.cost
                    break
            else:
                total += LENGTH * 2 * (abs(end[0] - start[0]) + abs(end[1] - start[1])) + BEND * (MOST_SIMPLE + 1)
        return total

    def _try(self, box: int, cell: Cell, numbers: Sequence[int], traffic: Traffic) -> float:
        """Put a box on a cell and return by how much the cost of all routes grows; infinite when one has no way."""
        self.place(box, cell)
        spot = self.plane.cell(*cell)
        pushed = [n for n, route in enumerate(self.routes) if route and route.touched & spot]
        paid = sum(route.cost for n in pushed if (route := self.routes[n]))
        again = {*numbers, *pushed}
        if not self.route(again, self._traffic(pushed) if pushed else traffic.copy()):
            return float("inf")
        return sum(route.cost for n in again if (route := self.routes[n])) - paid

    def _saved(self) -> Saved:
        """Return what stands and runs where, to be restored later."""
        return list(self.seats), self.taken, list(self.routes)

    def _restore(self, saved: Saved) -> None:
        """Put everything back to where it was."""
        seats, self.taken, routes = saved
        self.seats, self.routes = list(seats), list(routes)
