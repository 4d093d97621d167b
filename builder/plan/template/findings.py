"""What an author should know about a template: what serves what, which fonts are guessed, which colours are mended."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Severity, Span
from builder.plan.template.dress import Dress
from builder.plan.template.families import ruler_of
from builder.plan.template.looks import BODY_FLOOR, TITLE_FLOOR, color_of, grounds_of
from builder.plan.template.match import READABLE, ROOMIEST, Served
from builder.plan.template.roles import TITLE_ONLY
from builder.plan.template.unserved import GUIDE, listed, unserved, warnings
from builder.template import Slot, Template, TemplateLayout, least_contrast

EXPECTED = frozenset(
    {("figure", "points"), ("table", "points"), ("figure", TITLE_ONLY), ("table", TITLE_ONLY),
     ("step-build", "figure"), ("step-build", "points"), ("step-build", TITLE_ONLY),
     ("references", "two-columns"), ("points-figure", "two-columns"), ("questions", "cover")}
)  # fmt: skip
"""What takes another's place in nearly every template, and looks as it should."""
AS_POINTS = frozenset(
    {"disclosures", "objectives", "summary", "points-callout", "points-aside", "callouts", "points-above",
     "figure-above", "big-number", "question", "answer"}
)  # fmt: skip
"""Kinds of slides that no template has layouts for: they stand on those of points, which are told of by themselves."""
AS_COLUMNS = frozenset({"figure-points", "figures", "three-columns", "comparison", "comparison-three"})
"""The same for those of two columns."""
KEYS = ("title", "body", "body-2", "body-3", "head", "head-2", "footer", "number")


def untitled(template: Template, at: Span) -> Diagnostic:
    """Return the error for a template without any title: slides without one can't be found or read aloud."""
    message = f"the template `{template.file}` has no layout with a title placeholder"
    return Diagnostic(at, "TPL005", message, help=f"slides need titles; {GUIDE}")


def findings(dress: Dress, at: Span) -> Iterator[Diagnostic]:
    """Yield everything that is worth saying about a template in use, at the place that names it."""
    yield from _origins(dress, at)
    yield from _matches(dress, at)
    for role, name in dress.matched.blind:
        message = f"the layout `{name}` fits `{role}` by its name, but lacks placeholders for content"
        yield Diagnostic(at, "TPL002", message, Severity.WARNING, "give it a content placeholder for each column")
    yield from _fonts(dress, at)
    yield from _sizes(dress, at)
    yield from _contrasts(dress, at)
    yield from _feet(dress, at)


def _origins(dress: Dress, at: Span) -> Iterator[Diagnostic]:
    template = dress.template
    if len(template.masters) > 1:
        name = template.masters[dress.matched.master].name
        count = len(template.masters)
        message = f"the template has {count} slide masters; `{name}` (number {dress.matched.master + 1}) is used"
        yield Diagnostic(at, "TPL006", message, Severity.INFO, "the first that serves most layouts is taken")
    if template.samples:
        many = template.samples > 1
        message = (
            f"{template.samples} sample slide{'s' if many else ''} of the template {'are' if many else 'is'} left out"
        )
        yield Diagnostic(at, "TPL006", message, Severity.INFO)


def _matches(dress: Dress, at: Span) -> Iterator[Diagnostic]:
    lent: dict[tuple[str, str | None], list[str]] = {}
    closed = unserved(dress)
    for role, served in dress.served.items():
        if not served.own and role not in closed and not _expected(served, dress):
            lent.setdefault((served.layout.name, served.instead), []).append(role)
    for (name, instead), roles in lent.items():
        severity = Severity.WARNING if instead in {TITLE_ONLY, ROOMIEST} else Severity.INFO
        message = f"no layout of the template is made for {listed(roles)}; `{name}` is used"
        yield Diagnostic(at, "TPL002", message, severity, GUIDE)
    yield from warnings(dress, at)


def _expected(served: Served, dress: Dress) -> bool:
    """Tell whether a layout that takes another's place is what everybody expects, or told of already."""
    alike = served.role in AS_COLUMNS and served.layout is dress.served["two-columns"].layout
    return alike or served.role in AS_POINTS or (served.role, served.instead) in EXPECTED


def _fonts(dress: Dress, at: Span) -> Iterator[Diagnostic]:
    for family in families(dress):
        ruler = ruler_of(family)
        if ruler.how == "wider":
            wider = round((ruler.stretch - 1) * 100)
            message = f"the font `{family}` is not known here: it is measured {wider} % wider than Noto Sans"
            hint = "slides hold less than they could; Arial, Calibri, Cambria, Georgia and Times New Roman are known"
            yield Diagnostic(at, "TPL003", message, Severity.WARNING, hint)


def families(dress: Dress) -> tuple[str, ...]:
    """Return the fonts of all text that slides have, each once."""
    styles = dress.theme.slides.styles.values()
    slots = (slot for served in dress.served.values() for key, slot in served.slots.items() if key in KEYS)
    names = [*(style.typeface.regular.family for style in styles), *(slot.look.family for slot in slots)]
    return tuple(sorted(dict.fromkeys(names)))


def _slots(dress: Dress) -> Iterator[tuple[TemplateLayout, str, Slot]]:
    """Yield every placeholder that slides fill, each once, with its layout and key."""
    seen: set[tuple[str, int, str]] = set()
    for served in dress.served.values():
        for key, slot in served.slots.items():
            mark = (served.layout.part, slot.idx, slot.kind)
            if key in KEYS and mark not in seen:
                seen.add(mark)
                yield served.layout, key, slot


def _sizes(dress: Dress, at: Span) -> Iterator[Diagnostic]:
    capitals = sorted({layout.name for layout, _, slot in _slots(dress) if slot.look.caps != "none"})
    if capitals:
        message = f"capitals are not used on {listed(capitals)}: they would turn `µg` into `MG`"
        yield Diagnostic(at, "TPL004", message, Severity.WARNING, "set the layout's text in ordinary letters")
    for key, floor, what in (("body", BODY_FLOOR, "words"), ("title", TITLE_FLOOR, "titles")):
        small = [size for found, size in _main_sizes(dress) if found == key and size < floor]
        if small:
            message = f"the template sets {what} in {min(small):g} pt; they are set in {floor:g} pt at least"
            yield Diagnostic(at, "TPL004", message, Severity.INFO)


def _main_sizes(dress: Dress) -> Iterator[tuple[str, float]]:
    """Yield the sizes of titles and words; references may be small."""
    for role, served in dress.served.items():
        yield from ((key, slot.look.size) for key, slot in served.slots.items() if role != "references")


def _contrasts(dress: Dress, at: Span) -> Iterator[Diagnostic]:
    told: set[tuple[str, str]] = set()
    for layout, key, slot in _slots(dress):
        if not layout.known and not slot.fill:
            if ("picture", layout.name) not in told:
                told.add(("picture", layout.name))
                message = f"the layout `{layout.name}` has a picture behind its text that can't be looked at"
                yield Diagnostic(
                    at, "THEME010", message, Severity.WARNING, "use PNG or JPEG; check that text is readable"
                )
            continue
        grounds = grounds_of(slot, layout)
        color = slot.look.color
        ratio = least_contrast(color.rgb, grounds)
        worst = min(grounds, key=lambda ground: least_contrast(color.rgb, (ground,)))
        if ratio < READABLE and (color.rgb, worst) not in told:
            told.add((color.rgb, worst))
            mended = color_of(slot, layout)
            message = f"`{layout.name}`, {key}: {color.rgb} on {worst} has {ratio:.2f}, needs {READABLE:g}"
            yield Diagnostic(at, "THEME010", message, Severity.WARNING, f"text is set in {mended.rgb} there")
    yield from _brand(dress, at)


def _brand(dress: Dress, at: Span) -> Iterator[Diagnostic]:
    scheme = dress.template.masters[dress.matched.master].scheme
    first, used = scheme.get("accent1"), dress.theme.color("teal")
    ground = dress.theme.color("ground").rgb
    if first is not None and first.rgb != used.rgb:
        ratio = least_contrast(first.rgb, (ground,))
        message = f"accent1 {first.rgb} on {ground} has {ratio:.2f}; words and marks in it are set in {used.rgb}"
        yield Diagnostic(at, "THEME010", message, Severity.INFO, f"text needs {READABLE:g}")


def _feet(dress: Dress, at: Span) -> Iterator[Diagnostic]:
    bare = sorted({dress.served[role].layout.name for role, foot in dress.feet.items() if foot.slot is None})
    if bare:
        message = f"no footer on {listed(bare)}: version and sign-off stand in a text box at the foot"
        yield Diagnostic(at, "TPL004", message, Severity.INFO, "both must be on every slide")
