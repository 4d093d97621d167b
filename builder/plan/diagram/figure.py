"""A diagram as placed items: panels, boxes, joints, lines, signs and badges, and its key, in one group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder import model
from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.graph import in_order
from builder.plan.diagram.arrows import badges, lines
from builder.plan.diagram.canvas import Canvas
from builder.plan.diagram.drawing import Drawing
from builder.plan.diagram.key import measure_key, place_key
from builder.plan.diagram.labels import measured
from builder.plan.diagram.layout import Task, lay_out
from builder.plan.diagram.looks import Look
from builder.plan.diagram.measures import Measures
from builder.plan.diagram.panels import find_panels
from builder.plan.diagram.texts import describe, group_words
from builder.plan.diagram.traffic import Link
from builder.plan.lay import Copy, lay, moved
from builder.plan.marks import runs_label
from builder.plan.page import Group, Item, Shape, TextRun, TextShape
from builder.plan.setting import FitError, Setting, plain_runs, runs_of, scaled
from builder.text import natural_width
from builder.theme import TextStyle

KEY_GAP = 11.0
"""Points between a drawing and its key."""
LONG_LABEL, MANY_ARROWS = 26, 1.3
"""Letters from which a label is long, and arrows for each box from which they are many."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The type sizes that a medium's diagrams may have, the largest first, and whether they take as little height."""

    sizes: tuple[float, ...]
    compact: bool = False


SLIDE = Scale((24.0, 22.0, 20.0, 18.0, 16.0, 15.0, 14.0))


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
    items = list(_items(Canvas(content, drawing, room.x, room.y, Look(setting, shown))))
    bottom = room.y + drawing.height
    if key.rows:
        items += place_key(key, room.x, bottom + KEY_GAP, setting)
        bottom += foot
    box = Rect(room.x, room.y, room.width, bottom - room.y)
    name = f"Diagram: {content.title.text}" if content.title else "Diagram"
    return Group(tuple(items), box, name, _alt(content, items), element=element, at=content.at)


def _alt(content: model.DiagramContent, items: Sequence[Item]) -> str:
    """Return the author's alternative text, with the clusters that have no panel; or the one made from the graph."""
    if not content.alt:
        return describe(content)
    drawn = {item.name for item in items if isinstance(item, Shape)}
    labels = {node.id: node.label.text for node in content.nodes}
    lost = [group_words(c, labels) for c in content.clusters if _panel_name(c) not in drawn]
    return " ".join([content.alt, *lost])


def _items(canvas: Canvas) -> Iterator[Item]:
    """Yield everything from back to front: panels, boxes in reading order, lines, and what stands beside these."""
    drawn = list(lines(canvas))  # lines first: they say where boxes need sites
    yield from _panels(canvas)
    yield from (_box(number, canvas) for number in range(len(canvas.nodes)))
    yield from drawn
    yield from badges(canvas)


def _layout(content: model.DiagramContent, width: float, height: float, setting: Setting, scale: Scale) -> Drawing:
    nodes, edges = in_order(content)
    place = {node.id: index for index, node in enumerate(nodes)}
    style = _style(setting, scale.sizes[-1])
    look = Look(setting, None)
    labels = [_label_runs(node, style, look) for node in nodes]
    links = tuple(Link(place[edge.source], place[edge.target], edge.sign, _look_of(edge)) for edge in edges)
    sizes = tuple((size, _style(setting, size).leading) for size in scale.sizes)
    words = measured(labels, style.size * setting.safety, fields=setting.safety < 1)
    task = Task(words, links, width, height, sizes, content.direction, scale.compact)
    drawing = lay_out(task)
    if drawing is None:
        message = (
            f"the diagram's {len(nodes)} boxes have no room on {width:.0f} x {height:.0f} pt at {scale.sizes[-1]:g} pt"
        )
        raise FitError(message, content.at, _remedy(content))
    return drawing


def _remedy(content: model.DiagramContent) -> str:
    """Return what an author can do about a diagram without room: shorten what is longest, leave out what is many."""
    advice = []
    longest = max((node.label.text for node in content.nodes), key=len)
    if len(longest) >= LONG_LABEL:
        advice.append(f"shorten labels, the longest first: `{longest}`")
    if len(content.edges) > MANY_ARROWS * len(content.nodes):
        advice.append(f"leave out some of its {len(content.edges)} arrows")
    return ", or ".join([*(advice or ["shorten labels"]), "make two diagrams of it, each of one part"])


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


# Panels and boxes


def _panels(canvas: Canvas) -> Iterator[Item]:
    """Yield the panels of clusters with their names."""
    setting, clusters = canvas.setting, canvas.content.clusters
    size = max(setting.style("source").size, 12 * canvas.unit)
    style = replace(setting.style("source"), size=size, leading=size * 1.2, bold=True)
    runs = [plain_runs(cluster.title, style, setting, cluster.at) for cluster in clusters]
    titles = [(natural_width(one) / setting.safety + 1, style.leading) for one in runs]
    members = [[canvas.numbers[name] for name in cluster.nodes] for cluster in clusters]
    for panel in find_panels(canvas.drawing, members, titles):
        name = _panel_name(clusters[panel.cluster])
        box = panel.box.moved(canvas.x, canvas.y)
        yield Shape(box, "round-rect", name, fill=setting.color("paper"), radius=8 * canvas.unit)
        yield runs_label(runs[panel.cluster], style, panel.title.moved(canvas.x, canvas.y), name)


def _panel_name(cluster: model.Cluster) -> str:
    return f"Cluster: {cluster.title}"


def _box(number: int, canvas: Canvas) -> TextShape:
    """Return a box with its label in the middle."""
    node, setting, box, unit = canvas.nodes[number], canvas.setting, canvas.rect(number), canvas.unit
    look = canvas.look.node(node)
    pad = Measures(canvas.drawing.size, canvas.drawing.leading).pad[0]
    inner = box.inset(pad, 1.0, pad, 1.0)
    style = _style(setting, canvas.drawing.size)
    copy = Copy(_label_runs(node, style, canvas.look), style, align="center", at=node.label.at)
    laid = lay([copy], inner.width, safety=setting.safety)
    radius = {"square": 1.5 * unit, "round": 6 * unit, "pill": min(box.height / 2, 16 * unit)}[look.corners]
    return TextShape(
        box,
        inner,
        "round-rect",
        moved(laid.paragraphs, (inner.height - laid.height) / 2),
        node.label.text,
        canvas.key(number),
        fill=setting.color(look.fill),
        line=setting.color(look.line),
        line_width=look.width,
        dash=(3.5, 2.5) if look.dashed else (),
        radius=radius,
        sites=canvas.sites(number),
        at=node.at,
    )
