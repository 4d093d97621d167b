"""Lanes and ports: routes that share a channel lie side by side in it, those that meet at a box end side by side.

A route is a row of runs, flat and steep by turns. Its first and last run leave and enter boxes: their place across is
that of a port. The others lie in channels: their place is that of a lane. Routes that leave one port together share
a lane until they part (a fork), and so do routes that enter one port (a join).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cmp_to_key
from typing import TypeAlias

from builder.frozen import dataclass, field
from builder.plan.diagram.board import Board
from builder.plan.diagram.traffic import Link
from builder.plan.diagram.ways import Point, Side

Run: TypeAlias = tuple[int, int]
"""A run of a route: the link's number, and the run's place in it from 0."""
Channel: TypeAlias = tuple[bool, int]
"""Whether it is flat, and its even coordinate."""
Port: TypeAlias = tuple[int, Side, str]
"""A box, one of its sides, and what ends there together: "out", or the sign of what comes in."""
Key: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Tracks:
    """Where runs lie, in lanes: for each run in a channel its lane and how many there are beside each other.

    `ports` is the place of a port on its side, in steps from the middle: 0, or -1 and 0 and 1 ...
    """

    corners: tuple[tuple[Point, ...], ...]
    lanes: dict[Run, tuple[int, int]]
    widest: dict[Channel, int]
    ports: dict[Port, float]


def lay_tracks(board: Board) -> Tracks:
    """Return the lanes and ports of a board on which every link has its route."""
    return _Layer(board).tracks()


def port_of(link: Link, side: Side, *, leaving: bool) -> Port:
    """Return the port of a link's start or end."""
    return (link.source, side, "out") if leaving else (link.target, side, link.sign)


@dataclass(slots=True)
class _Bundle:
    """Runs of a channel that share a lane, and the stretch that they cover."""

    runs: list[Run] = field(default_factory=list)
    low: int = 10**6
    high: int = -(10**6)


class _Layer:
    def __init__(self, board: Board) -> None:
        self.links = board.links
        self.corners: list[tuple[Point, ...]] = []
        self.sides: list[tuple[Side, Side]] = []
        for number, route in enumerate(board.routes):
            if route is None:
                raise LookupError(number)
            column, row = board.cell(self.links[number].source)
            x, y = 2 * column + 1, 2 * row + 1
            self.corners.append(tuple((x + dx, y + dy) for dx, dy in route.way.corners))
            self.sides.append((route.way.leaves, route.way.enters))
        self.sharing = Counter(
            key
            for number, corners in enumerate(self.corners)
            for index in range(1, len(corners) - 2)
            for key in (self.fork(number, index), self.join(number, index))
        )

    def tracks(self) -> Tracks:
        lanes: dict[Run, tuple[int, int]] = {}
        widest: dict[Channel, int] = {}
        for channel, bundles in self.channels().items():
            for group in _overlapping(bundles):
                placed = self.ordered(group)
                count = max(placed) + 1
                widest[channel] = max(widest.get(channel, 0), count)
                for bundle, lane in zip(group, placed, strict=True):
                    lanes.update(dict.fromkeys(bundle.runs, (lane, count)))
        return Tracks(tuple(self.corners), lanes, widest, self.ports())

    # Runs

    def flat(self, run: Run) -> bool:
        (_, y1), (_, y2) = self.corners[run[0]][run[1] : run[1] + 2]
        return y1 == y2

    def line(self, run: Run) -> int:
        """Return a run's coordinate across."""
        x, y = self.corners[run[0]][run[1]]
        return y if self.flat(run) else x

    def span(self, run: Run) -> tuple[int, int]:
        """Return the coordinates along, from low to high."""
        a, b = self.corners[run[0]][run[1] : run[1] + 2]
        along = (a[0], b[0]) if self.flat(run) else (a[1], b[1])
        return min(along), max(along)

    def end(self, run: Run, *, high: bool) -> tuple[int, Run | None, int]:
        """Return where a run ends, the run that goes on from there, and to which side it turns (-1, 1, or 0: a box)."""
        number, index = run
        corners = self.corners[number]
        axis = 0 if self.flat(run) else 1
        first, second = corners[index][axis], corners[index + 1][axis]
        at_second = (second > first) == high
        place = second if at_second else first
        after = index + 1 if at_second else index - 1
        if not 0 <= after < len(corners) - 1:
            return place, None, 0
        other = corners[after + 1] if at_second else corners[after]
        here = corners[index + 1] if at_second else corners[index]
        turn = other[1 - axis] - here[1 - axis]
        return place, (number, after), 1 if turn > 0 else -1

    # Lanes

    def channels(self) -> dict[Channel, list[_Bundle]]:
        """Return the bundles of each channel, in the order of their links."""
        channels: dict[Channel, dict[Key, _Bundle]] = {}
        for number, corners in enumerate(self.corners):
            keys = self.keys(number)
            for index in range(1, len(corners) - 2):
                run = (number, index)
                bundles = channels.setdefault((self.flat(run), self.line(run)), {})
                bundle = bundles.setdefault(keys[index], _Bundle())
                low, high = self.span(run)
                bundle.runs.append(run)
                bundle.low, bundle.high = min(bundle.low, low), max(bundle.high, high)
        return {channel: list(bundles.values()) for channel, bundles in channels.items()}

    def keys(self, number: int) -> dict[int, Key]:
        """Return for each run of a route what it shares a lane by: its port and the lines from there, or itself.

        A fork counts before a join in the half of a route that is nearer to its start.
        """
        last = len(self.corners[number]) - 2
        keys: dict[int, Key] = {}
        for index in range(1, last):
            fork, join = self.fork(number, index), self.join(number, index)
            nearer = (fork, join) if index <= last - index else (join, fork)
            shared = [key for key in nearer if self.sharing[key] > 1]
            keys[index] = shared[0] if shared else (number, index)
        return keys

    def fork(self, number: int, index: int) -> Key:
        """Return the port that a route leaves, its look, and the lines of its runs up to one."""
        link = self.links[number]
        lines = (self.line((number, run)) for run in range(1, index + 1))
        return port_of(link, self.sides[number][0], leaving=True), link.look, *lines

    def join(self, number: int, index: int) -> Key:
        """Return the port that a route enters, its look, and the lines of its runs back to one."""
        link, last = self.links[number], len(self.corners[number]) - 2
        lines = (self.line((number, run)) for run in range(last - 1, index - 1, -1))
        return port_of(link, self.sides[number][1], leaving=False), link.look, *lines

    def ordered(self, group: Sequence[_Bundle]) -> list[int]:
        """Return a lane for each bundle of a group, such that as few as possible cross where they turn off."""
        before: dict[int, set[int]] = {index: set() for index in range(len(group))}
        for first in range(len(group)):
            for second in range(first + 1, len(group)):
                if _apart(group[first], group[second]):
                    continue
                vote = sum(self.vote(a, b, None) for a in group[first].runs for b in group[second].runs)
                low, high = (first, second) if vote <= 0 else (second, first)
                before[high].add(low)
        lanes: dict[int, int] = {}
        while len(lanes) < len(group):
            left = [index for index in before if index not in lanes]
            free = [index for index in left if before[index] <= lanes.keys()] or left[:1]
            for index in free:
                lanes[index] = max((lanes[other] + 1 for other in before[index] if other in lanes), default=0)
        return [lanes[index] for index in range(len(group))]

    def vote(self, a: Run, b: Run, came_from: Run | None) -> int:
        """Return -1 when run `a` should lie on the low side of `b` (left, above), 1 on the high side, 0 if it is open.

        Where one ends within the other, it should lie on the side to which it turns. Where both turn off together, the
        runs that follow decide, unless we came from there.
        """
        votes = 0
        for high in (False, True):
            place_a, next_a, turn_a = self.end(a, high=high)
            place_b, next_b, turn_b = self.end(b, high=high)
            if place_a == place_b:
                if next_a is None or next_b is None or next_a == came_from:
                    continue
                if turn_a != turn_b:
                    votes += turn_a
                else:
                    votes += (-turn_a if high else turn_a) * self.vote(next_a, next_b, a)
            elif (place_a < place_b) == high:
                votes += turn_a
            else:
                votes -= turn_b
        return (votes > 0) - (votes < 0)

    # Ports

    def ports(self) -> dict[Port, float]:
        """Return the place of each port on its side."""
        sides: dict[tuple[int, Side], dict[Port, list[Run]]] = {}
        for number, link in enumerate(self.links):
            leaves, enters = self.sides[number]
            for side, leaving in ((leaves, True), (enters, False)):
                port = port_of(link, side, leaving=leaving)
                run = (number, 0 if leaving else len(self.corners[number]) - 2)
                sides.setdefault(port[:2], {}).setdefault(port, []).append(run)
        places: dict[Port, float] = {}
        for ports in sides.values():
            order = self.sorted(ports)
            direct = [index for index, port in enumerate(order) if any(self.direct(run) for run in ports[port])]
            middle = float(direct[0]) if len(direct) == 1 else (len(order) - 1) / 2
            places.update({port: index - middle for index, port in enumerate(order)})
        return places

    def sorted(self, ports: dict[Port, list[Run]]) -> list[Port]:
        """Return the ports of a side from low to high, as their ways go on from there."""

        def order(one: Port, other: Port) -> int:
            return self.compare(ports[one], ports[other])

        return sorted(ports, key=cmp_to_key(order))

    def direct(self, run: Run) -> bool:
        """Tell whether a run is all of its route."""
        return len(self.corners[run[0]]) == 2

    def compare(self, one: Sequence[Run], other: Sequence[Run]) -> int:
        """Return the order of two ports on one side; of two direct ways between two boxes the first comes first."""
        votes = sum(self.vote(a, b, None) for a in one for b in other)
        return votes or one[0][0] - other[0][0]


def _apart(a: _Bundle, b: _Bundle) -> bool:
    return a.high < b.low or b.high < a.low


def _overlapping(bundles: Iterable[_Bundle]) -> Iterator[list[_Bundle]]:
    """Yield the bundles of a channel in groups that don't reach each other."""
    group: list[_Bundle] = []
    reach = -(10**6)
    for bundle in sorted(bundles, key=lambda b: (b.low, b.high, b.runs)):
        if group and bundle.low > reach:
            yield group
            group = []
        group.append(bundle)
        reach = max(reach, bundle.high)
    if group:
        yield group
