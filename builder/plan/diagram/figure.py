"""A diagram as placed items: panels, boxes, joints, lines, signs and badges, and its key, in one group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from builder import model
from builder.geometry import Rect
from builder.graph import in_order, numbered
from builder.plan.diagram.badges import BADGES, LEAST_SIDE, SIDE, Mark, badge, badge_width
from builder.plan.diagram.board import Link
from builder.plan.diagram.joints import joined
from builder.plan.diagram.key import head_of, measure_key, place_key
from builder.plan.diagram.labels import measured
from builder.plan.diagram.layout import Drawing, Measures, Path, Task, lay_out
from builder.plan.diagram.looks import EDGE, Look, dash_of
from builder.plan.diagram.panels import find_panels
from builder.plan.diagram.spots import Wish, find_spots
from builder.plan.diagram.texts import VERBS, describe, letters
from builder.plan.diagram.ways import Side
from builder.plan.lay import Copy, lay, moved
from builder.plan.marks import runs_label
from builder.plan.page import Connector, Glue, Group, Item, Shape, Site, TextRun, TextShape
from builder.plan.setting import FitError, Setting, plain_runs, runs_of, scaled
from builder.text import natural_width
from builder.theme import Color, TextStyle
from builder.values import Cites

KEY_GAP = 10.0
"""Points between a drawing and its key."""
BAR, BAR_GAP, BAR_WIDTH = 7.0, 3.0, 2.75
"""Half the length of the bar of an arrow that blocks, its distance from the box, its width; points at 14 pt type."""
SMALL = 0.85
"""Size of letters and numbers at arrows as a share of a badge's side."""
SIGN_GAP = 1.5
"""Distance of a disputed arrow's question mark from its box."""
HELP = "shorten labels, or make two diagrams of it"


@dataclass(frozen=True, slots=True)
class Scale:
    """The type sizes that a medium's diagrams may have, the largest first, and whether they take as little height."""

    sizes: tuple[float, ...]
    compact: bool = False


SLIDE = Scale((20.0, 18.0, 16.0, 15.0, 14.0))


def plan_diagram(
    content: model.DiagramContent, room: Rect, setting: Setting, scale: Scale = SLIDE, *, element: int | None = None
) -> Group:
    """Return the diagram at the top left of `room`, its key under it.

    Raises:
        FitError: it has no room at the smallest size.
    """
    setting = replace(setting, place=content.at)
    key = measure_key(content, room.width, setting)
    foot = key.height + KEY_GAP if key.rows else 0.0
    drawing = _layout(content, room.width, room.height - foot, setting, scale)
    shown = frozenset(content.highlight) or None
    maker = _Maker(content, drawing, room.x, room.y, Look(setting, shown))
    items = list(maker.items())
    bottom = room.y + drawing.height
    if key.rows:
        items += place_key(key, room.x, bottom + KEY_GAP, setting)
        bottom += foot
    box = Rect(room.x, room.y, room.width, bottom - room.y)
    name = f"Diagram: {content.title.text}" if content.title else "Diagram"
    return Group(tuple(items), box, name, content.alt or describe(content), element=element)


def _layout(content: model.DiagramContent, width: float, height: float, setting: Setting, scale: Scale) -> Drawing:
    nodes, edges = in_order(content)
    place = {node.id: index for index, node in enumerate(nodes)}
    style = _style(setting, scale.sizes[-1])
    look = Look(setting, None)
    labels = [_label_runs(node, style, look) for node in nodes]
    links = tuple(Link(place[edge.source], place[edge.target], edge.sign, _look_of(edge)) for edge in edges)
    sizes = tuple((size, _style(setting, size).leading) for size in scale.sizes)
    task = Task(
        measured(labels, style.size * setting.safety), links, width, height, sizes, content.direction, scale.compact
    )
    drawing = lay_out(task)
    if drawing is None:
        message = (
            f"the diagram's {len(nodes)} boxes have no room on {width:.0f} x {height:.0f} pt at {scale.sizes[-1]:g} pt"
        )
        raise FitError(message, content.at, HELP)
    return drawing


def _look_of(edge: model.DiagramEdge) -> str:
    """Return what arrows must have in common to share a line: only then what stands at it holds for all of them."""
    text = edge.text.text if edge.text else ""
    return "/".join(("?" if edge.sign == "disputed" else "", edge.certainty or "", *sorted(edge.evidence), text))


def _style(setting: Setting, size: float) -> TextStyle:
    return scaled(setting.style("label"), size)


def _label_runs(node: model.DiagramNode, style: TextStyle, look: Look) -> tuple[TextRun, ...]:
    """Return a box's label in the colour and weight that it has now."""
    seen = look.node(node)
    return runs_of(node.label, replace(style, color=look.color(seen.text), bold=seen.bold), look.setting)


@dataclass(slots=True)
class _Maker:
    """Makes the items of one drawing whose top left corner is at (x, y)."""

    content: model.DiagramContent
    drawing: Drawing
    x: float
    y: float
    look: Look
    sites: dict[int, list[Site]] = field(default_factory=dict)

    @property
    def unit(self) -> float:
        return self.drawing.size / 14

    @property
    def pen(self) -> float:
        return EDGE * self.unit

    def items(self) -> Iterator[Item]:
        """Yield everything from back to front: boxes in reading order, then lines, then what stands on them."""
        nodes, edges = in_order(self.content)
        lines = [item for number, edge in enumerate(edges) for item in self.line(number, edge)]
        yield from self.panels(nodes)
        yield from (self.box(number, node) for number, node in enumerate(nodes))
        yield from lines
        yield from self.badges(edges)

    def key_of(self, number: int) -> str:
        at = self.content.at
        return f"{at.line}:{at.column}/{number}"

    # Panels

    def panels(self, nodes: Sequence[model.DiagramNode]) -> Iterator[Item]:
        """Yield the panels of clusters with their names."""
        place = {node.id: number for number, node in enumerate(nodes)}
        setting, clusters = self.look.setting, self.content.clusters
        style = setting.style("source")
        style = replace(style, size=max(style.size, 12 * self.unit), bold=True, color=self.look.color("grey"))
        style = replace(style, leading=style.size * 1.2)
        runs = [plain_runs(cluster.title, style, setting, cluster.at) for cluster in clusters]
        sizes = [(natural_width(one) / setting.safety + 1, style.leading) for one in runs]
        members = [[place[name] for name in cluster.nodes] for cluster in clusters]
        for panel in find_panels(self.drawing, members, sizes):
            name = f"Cluster: {clusters[panel.cluster].title}"
            box = panel.box.moved(self.x, self.y)
            yield Shape(box, "round-rect", name, fill=self.look.color("paper"), radius=8 * self.unit)
            yield runs_label(runs[panel.cluster], style, panel.title.moved(self.x, self.y), name)

    # Boxes

    def rect(self, number: int) -> Rect:
        return self.drawing.boxes[number].moved(self.x, self.y)

    def box(self, number: int, node: model.DiagramNode) -> TextShape:
        seen, box = self.look.node(node), self.rect(number)
        measures = Measures(self.drawing.size, self.drawing.leading)
        inner = box.inset(measures.pad[0], 1.0, measures.pad[0], 1.0)
        style = _style(self.look.setting, self.drawing.size)
        copy = Copy(_label_runs(node, style, self.look), style, align="center", at=node.label.at)
        laid = lay([copy], inner.width, safety=self.look.setting.safety)
        radius = {"square": 1.5 * self.unit, "round": 6 * self.unit, "pill": min(box.height / 2, 16 * self.unit)}
        return TextShape(
            box,
            inner,
            "round-rect",
            moved(laid.paragraphs, (inner.height - laid.height) / 2),
            node.label.text,
            self.key_of(number),
            fill=self.look.color(seen.fill),
            line=self.look.color(seen.line),
            line_width=seen.width,
            dash=(3.5, 2.5) if seen.dashed else (),
            radius=radius[seen.corners],
            sites=tuple(self.sites.get(number, ())),
            at=node.at,
        )

    def glue(self, number: int, side: Side, point: tuple[float, float]) -> Glue:
        """Return what fixes a line's end at a box: the middle of a side, or a further site made there."""
        box = self.rect(number)
        x, y = point[0] - box.x, point[1] - box.y
        middles = (
            (box.width / 2, 0.0),
            (0.0, box.height / 2),
            (box.width / 2, box.height),
            (box.width, box.height / 2),
        )
        if abs(x - middles[side][0]) < 0.05 and abs(y - middles[side][1]) < 0.05:
            return Glue(self.key_of(number), side)
        sites = self.sites.setdefault(number, [])
        site = Site(round(x, 3), round(y, 3), side)
        if site not in sites:
            sites.append(site)
        return Glue(self.key_of(number), len(Side) + sites.index(site))

    # Lines

    def line(self, number: int, edge: model.DiagramEdge) -> Iterator[Item]:
        """Yield an arrow's joints and connectors, and the sign at its end."""
        nodes, _ = in_order(self.content)
        names = {node.id: index for index, node in enumerate(nodes)}
        source, target = names[edge.source], names[edge.target]
        leaves, enters = self.drawing.sides[number]
        path = tuple((x + self.x, y + self.y) for x, y in self.drawing.paths[number])
        color = self.look.edge(edge)
        words = f"{nodes[source].label.text} {VERBS[edge.sign]} {nodes[target].label.text}"
        path = _shorter(path, self.gap(edge))
        start, end = self.glue(source, leaves, path[0]), self.glue(target, enters, path[-1])
        made = joined(path, start, end, f"{self.key_of(source)}>{target}", self.pen)
        for key, (x, y) in made.joints:
            half = self.pen / 2
            corner = Rect(x - half, y - half, self.pen, self.pen)
            yield TextShape(corner, corner, "rect", (), "Joint", key, fill=color)
        for piece in made.pieces:
            head = head_of(self.pen) if edge.sign == "raises" and piece.end == end else None
            yield Connector(piece.points, color, self.pen, words, dash_of(edge, self.pen), head, piece.start, piece.end)
        yield from self.sign(target, enters, path[-1], edge, color)

    def sign(
        self, target: int, side: Side, end: tuple[float, float], edge: model.DiagramEdge, color: Color
    ) -> Iterator[Item]:
        """Yield the bar at the end of an arrow that blocks, glued to its box, or a disputed one's question mark."""
        area = self.sign_area(edge, side, end)
        if edge.sign == "blocks":
            flat = side in {Side.LEFT, Side.RIGHT}
            ends = ((end[0], area.y), (end[0], area.bottom)) if flat else ((area.x, end[1]), (area.right, end[1]))
            first, second = (self.glue(target, side, point) for point in ends)
            yield Connector(ends, color, BAR_WIDTH * self.unit, "Bar", start=first, end=second)
        elif edge.sign == "disputed":
            yield badge("disputed", area, self.look.setting, muted=not self.look.full(edge))

    def sign_area(self, edge: model.DiagramEdge, side: Side, end: tuple[float, float]) -> Rect:
        """Return where the sign of an arrow stands whose line ends at `end`, before a side of its box."""
        half = BAR * self.unit if edge.sign == "blocks" else self.side / 2
        if edge.sign == "disputed":
            back = {Side.TOP: (0, 1), Side.BOTTOM: (0, -1), Side.LEFT: (1, 0), Side.RIGHT: (-1, 0)}[side]
            return Rect(end[0] + back[0] * half - half, end[1] + back[1] * half - half, 2 * half, 2 * half)
        flat = side in {Side.LEFT, Side.RIGHT}
        thin = BAR_WIDTH * self.unit / 2 if edge.sign == "blocks" else head_of(self.pen).length
        high = half if edge.sign == "blocks" else head_of(self.pen).width / 2
        wide, tall = (thin, high) if flat else (high, thin)
        return Rect(end[0] - wide, end[1] - tall, 2 * wide, 2 * tall)

    # Badges

    @property
    def side(self) -> float:
        return max(SIDE * self.unit, LEAST_SIDE)

    def badges(self, edges: Sequence[model.DiagramEdge]) -> Iterator[Item]:
        """Yield the marks of evidence at each arrow, and its letter or the numbers of its sources."""
        wishes, signs = [], []
        words = self.words(edges)
        for number, edge in enumerate(edges):
            path = _shorter(self.drawing.paths[number], self.gap(edge))
            signs.append(self.sign_area(edge, self.drawing.sides[number][1], path[-1]))
            widths = [badge_width(mark, self.side) for mark in _marks(edge)]
            widths += [natural_width(words[number]) / self.look.setting.safety + 1] if number in words else []
            if widths:
                wishes.append(Wish(number, tuple(widths), self.side, self.gap(edge) + 3 * self.pen))
        spots = find_spots(self.drawing, signs, wishes, 2.0 * self.unit + self.pen / 2)
        for number, found in sorted(spots.items()):
            muted = not self.look.full(edges[number])
            places = [spot.moved(self.x, self.y) for spot in found]
            for mark, spot in zip(_marks(edges[number]), places, strict=False):
                yield badge(mark, spot, self.look.setting, muted=muted)
            if number in words:
                yield runs_label(words[number], self.small, places[-1], "Sources")

    @property
    def small(self) -> TextStyle:
        """The style of letters and numbers at arrows."""
        style = self.look.setting.style("source")
        return replace(style, size=self.side * SMALL, leading=self.side)

    def words(self, edges: Sequence[model.DiagramEdge]) -> dict[int, tuple[TextRun, ...]]:
        """Return what stands at arrows besides badges: the letters of their words, the numbers of their sources."""
        setting, lettered = self.look.setting, letters(self.content)
        words = {}
        for number, edge in enumerate(edges):
            if number in lettered:
                style = replace(self.small, bold=True, color=self.look.color("ink"))
                words[number] = plain_runs(lettered[number], style, setting, self.content.at)
            elif edge.text and numbered(self.content):
                cites = Cites(edge.text.citations)
                runs = plain_runs(setting.cite(cites), self.small, setting, edge.text.at)
                words[number] = tuple(replace(run, reference=True) for run in runs)
        return words

    def gap(self, edge: model.DiagramEdge) -> float:
        """Return how far before its box the line of an arrow ends: its sign stands there."""
        gaps = {"raises": 0.0, "blocks": BAR_GAP * self.unit, "disputed": SIGN_GAP * self.unit + self.side}
        return gaps[edge.sign]


def _marks(edge: model.DiagramEdge) -> list[Mark]:
    """Return an arrow's marks of evidence in their usual order."""
    return [mark for mark in BADGES if mark in edge.evidence]


def _shorter(path: Path, gap: float) -> Path:
    """Return a path that ends `gap` points before its box."""
    if not gap:
        return path
    (x1, y1), (x2, y2) = path[-2:]
    length = abs(x2 - x1) + abs(y2 - y1)
    share = min(1.0, gap / length) if length else 0.0
    return (*path[:-1], (x2 - (x2 - x1) * share, y2 - (y2 - y1) * share))
