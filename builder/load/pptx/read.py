"""A template file's bytes -> `Template`: opened, checked, worked out."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast, get_args

from lxml import etree

from builder.frozen import replace
from builder.geometry import Rect, Size
from builder.load.limits import Limits
from builder.load.pptx.archive import AGAIN
from builder.load.pptx.colors import BLACK, SLOTS, WHITE, Fill, Paints, color_in, fill_in
from builder.load.pptx.keep import kept_parts
from builder.load.pptx.package import Package, open_package
from builder.load.pptx.refused import Refused
from builder.load.pptx.sheets import Heritage, Page, Painted, named, painted, slots
from builder.load.pptx.text import Fonts, Styles, font_name, text_look
from builder.load.pptx.xml import EMU, A, P, R, parse, truth, whole
from builder.template import Part, Template, TemplateLayout, TemplateMaster, TextLook, Wash
from builder.theme import Color, SchemeSlot

LEAST_SIDE, LARGEST_SIDE = 72.0, 4032.0
"""Points that a slide's side may have: PowerPoint's own bounds, 1 to 56 inches."""
MOST_LAYOUTS: Final = 200
MOSAIC: Final = (16, 9)
"""Columns and rows in which a picture behind text is looked at."""
_USUAL_MAP: Final = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


@lru_cache(maxsize=2)
def template_from(data: bytes, file: str, limits: Limits) -> Template:
    """Return the template of a file's bytes; the same bytes give the same template.

    Raises:
        Refused: whatever `keep` and `package` refuse; no layouts; a slide of an impossible size.
    """
    package = open_package(data, limits)
    root = parse(package.main, package.blobs[package.main])
    if etree.QName(root).namespace != P[1:-1]:
        raise Refused("it is in the format `Strict Open XML`", "save it as PowerPoint Presentation (.pptx)")
    reader = _Reader({part.name: part for part in kept_parts(package)}, package.main, root, limits)
    size = _slide_size(root)
    masters = [reader.master(name) for name in reader.master_names()]
    layouts = tuple(layout for index, one in enumerate(masters) for layout in reader.layouts(one, index, size))
    if not layouts:
        raise Refused("it has no layouts", "a template needs a slide master with layouts")
    if len(layouts) > MOST_LAYOUTS:
        raise Refused(f"it has {len(layouts)} layouts; at most {MOST_LAYOUTS} are read", "delete those nobody uses")
    return Template(
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        size=size,
        masters=tuple(one.value for one in masters),
        layouts=layouts,
        parts=tuple(reader.parts.values()),
        plain=reader.plain(masters[0]),
        samples=len(root.findall(f"{P}sldIdLst/{P}sldId")),
        notes_master=reader.notes_master(package),
    )


def _slide_size(root: etree._Element) -> Size:
    node = root.find(f"{P}sldSz")
    size = Size(whole(node.get("cx")) / EMU, whole(node.get("cy")) / EMU) if node is not None else Size(720.0, 540.0)
    if not all(LEAST_SIDE <= side <= LARGEST_SIDE for side in (size.width, size.height)):
        raise Refused(f"its slides are {size.width:g} x {size.height:g} pt, which no slide can be", AGAIN)
    return size


@dataclass(frozen=True)
class _Master:
    """A master while its layouts are read."""

    value: TemplateMaster
    root: etree._Element
    paints: Paints
    fonts: Fonts
    formats: etree._Element | None


@dataclass(frozen=True)
class _Reader:
    """The kept parts by name, the presentation's part and its XML as the file has it."""

    parts: Mapping[str, Part]
    main: str
    root: etree._Element
    limits: Limits

    def tree(self, name: str) -> etree._Element:
        return parse(name, self.parts[name].data)

    def related(self, name: str, kind: str) -> Iterator[str]:
        for link in self.parts[name].links:
            if link.kind.endswith(f"/{kind}") and not link.external:
                yield link.target

    def ordered(self, name: str, root: etree._Element, path: str) -> Iterator[str]:
        """Yield the parts that a list of relationship ids names, in its order."""
        by_id = {link.rid: link.target for link in self.parts[name].links}
        for node in root.iterfind(path):
            target = by_id.get(node.get(f"{R}id", ""))
            if target is not None and target in self.parts:
                yield target

    def master_names(self) -> list[str]:
        found = list(self.ordered(self.main, self.root, f"{P}sldMasterIdLst/{P}sldMasterId"))
        if not found:
            raise Refused("it has no slide master", AGAIN)
        return found

    def master(self, name: str) -> _Master:
        root = self.tree(name)
        theme = next(self.related(name, "theme"), None)
        if theme is None:
            raise Refused(f"the slide master `{name[:80]}` has no theme", AGAIN)
        tree = self.tree(theme)
        scheme = _scheme(tree)
        color_map = _color_map(root.find(f"{P}clrMap"))
        shown = root.find(f"{P}hf")
        value = TemplateMaster(
            part=name,
            name=named(tree),
            scheme=scheme,
            color_map=color_map,
            major=_theme_font(tree, "majorFont"),
            minor=_theme_font(tree, "minorFont"),
            footers=shown is None or truth(shown.get("ftr"), otherwise=True),
            numbers=shown is None or truth(shown.get("sldNum"), otherwise=True),
        )
        fonts = Fonts(value.major, value.minor)
        return _Master(value, root, Paints(scheme, color_map), fonts, tree.find(f"{A}themeElements/{A}fmtScheme"))

    def layouts(self, master: _Master, index: int, size: Size) -> Iterator[TemplateLayout]:
        name = master.value.part
        below = Page(master.root, master.paints, master.fonts, self.pictures(name), size)
        heritage = Heritage(below, self.root.find(f"{P}defaultTextStyle"))
        shapes = painted(below)
        for part in self.ordered(name, master.root, f"{P}sldLayoutIdLst/{P}sldLayoutId"):
            yield self.layout(part, index, master, heritage, shapes)

    def layout(self, part: str, index: int, master: _Master, heritage: Heritage, below: Painted) -> TemplateLayout:
        root = self.tree(part)
        own_map = root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        paints = self.paints_of(part, master.paints, own_map)
        page = Page(root, paints, master.fonts, self.pictures(part), heritage.master.size)
        inherits = truth(root.get("showMasterSp"), otherwise=True)
        ground, behind = self.background(page, heritage.master, master)
        shown = behind + (below if inherits else Painted()) + painted(page)
        return TemplateLayout(
            part=part,
            name=named(root.find(f"{P}cSld")),
            kind=root.get("type", ""),
            master=index,
            slots=tuple(slots(page, heritage)),
            ground=ground,
            washes=shown.washes,
            obstacles=shown.obstacles,
            own_colors=paints is not master.paints,
            color_map=() if own_map is None else tuple((str(k), str(v)) for k, v in own_map.attrib.items()),
            known=shown.known,
        )

    def paints_of(self, part: str, paints: Paints, own_map: etree._Element | None) -> Paints:
        """Return what colours mean on a layout: its own map, its own scheme, or the master's."""
        override = next(self.related(part, "themeOverride"), None)
        if own_map is None and override is None:
            return paints
        tree = None if override is None else self.tree(override).find(f"{A}clrScheme")
        scheme = paints.scheme if tree is None else _scheme_of(tree)
        return Paints(scheme, paints.color_map if own_map is None else _color_map(own_map))

    def background(self, page: Page, below: Page, master: _Master) -> tuple[tuple[str, ...], Painted]:
        """Return the background's colours, and, for a picture, the areas of its colours."""
        plain = page.paints.named("bg1")
        usual = (plain.rgb if plain else WHITE,)
        for one in (page, below):
            node = one.root.find(f"{P}cSld/{P}bg")
            if node is None:
                continue
            where = one if one is page else replace(below, paints=page.paints)
            fill = _background_fill(node, where, master.formats)
            if fill is not None and fill.picture:
                rows = where.pictures(fill.picture)
                box = Rect(0, 0, page.size.width, page.size.height)
                seen = () if rows is None else (Wash(box, (), fill.opacity, tiles=rows),)
                return usual, Painted(seen, known=bool(seen))
            return (fill.colors if fill and fill.colors else usual), Painted()
        return usual, Painted()

    def pictures(self, part: str) -> Mosaics:
        by_id = {link.rid: link.target for link in self.parts[part].links if not link.external}
        return Mosaics({rid: self.parts[name].data for rid, name in by_id.items() if name in self.parts}, self.limits)

    def plain(self, master: _Master) -> TextLook:
        """Return what text boxes inherit."""
        return text_look(Styles([self.root.find(f"{P}defaultTextStyle")], master.paints, master.fonts))

    def notes_master(self, package: Package) -> str | None:
        found = next(package.related(self.main, "notesMaster"), None)
        return found if found in self.parts else None


def _background_fill(node: etree._Element, page: Page, formats: etree._Element | None) -> Fill | None:
    own = node.find(f"{P}bgPr")
    if own is not None:
        return fill_in(own, page.paints)
    reference = node.find(f"{P}bgRef")
    if reference is None:
        return None
    index = whole(reference.get("idx"))
    found = color_in(reference, page.paints)
    lists = None if formats is None else formats.find(f"{A}bgFillStyleLst" if index > 1000 else f"{A}fillStyleLst")
    fills = [] if lists is None else list(lists)
    place = (index - 1000 if index > 1000 else index) - 1
    if not 0 <= place < len(fills):
        return Fill((found[0].rgb,)) if found else None
    holder = etree.Element("holder")
    holder.append(etree.fromstring(etree.tostring(fills[place])))
    made = fill_in(holder, replace(page.paints, holder=found[0] if found else None))
    # A picture of the theme's own formats can't be reached from here: its colour stands for it.
    return Fill((found[0].rgb,)) if made is not None and made.picture and found else made


@dataclass(frozen=True)
class Mosaics:
    """A part's pictures by relationship id, as coarse mosaics of their colours."""

    blobs: Mapping[str, bytes]
    limits: Limits

    def __call__(self, rid: str) -> tuple[tuple[str, ...], ...] | None:
        """Return rows of colours; None for a picture that is not there or can't be read."""
        blob = self.blobs.get(rid)
        return None if blob is None else _mosaic(blob, self.limits.image_pixels)


def _mosaic(blob: bytes, most: int) -> tuple[tuple[str, ...], ...] | None:
    from PIL import Image  # noqa: PLC0415 - only templates with large pictures pay for it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(blob), formats=("PNG", "JPEG")) as image:
                if image.width * image.height > most:
                    return None
                small = image.convert("RGBA").resize(MOSAIC, Image.Resampling.BOX)
    except Exception:  # decoders raise whatever a damaged file makes of them
        return None
    columns, rows = MOSAIC
    pixels = [small.getpixel((x, y)) for y in range(rows) for x in range(columns)]
    colors = ["".join(f"{channel:02X}" for channel in cast("tuple[int, ...]", pixel)[:3]) for pixel in pixels]
    return tuple(tuple(colors[row * columns : (row + 1) * columns]) for row in range(rows))


def _scheme(theme: etree._Element) -> dict[SchemeSlot, Color]:
    node = theme.find(f"{A}themeElements/{A}clrScheme")
    if node is None:
        raise Refused("its theme has no colours", AGAIN)
    return _scheme_of(node)


def _scheme_of(node: etree._Element) -> dict[SchemeSlot, Color]:
    bare = Paints({}, {})
    found: dict[SchemeSlot, Color] = {}
    for slot in get_args(SchemeSlot):
        color = color_in(node.find(f"{A}{slot}"), bare)
        otherwise = WHITE if slot in {"lt1", "lt2"} else BLACK
        found[slot] = Color(color[0].rgb if color else otherwise, slot)
    return found


def _color_map(node: etree._Element | None) -> dict[str, SchemeSlot]:
    said = {} if node is None else {str(key): str(value) for key, value in node.attrib.items()}
    same = {slot: slot for slot in SLOTS if slot not in _USUAL_MAP.values()}
    merged = {**_USUAL_MAP, **same, **said}
    return {name: cast("SchemeSlot", slot) for name, slot in merged.items() if slot in SLOTS}


def _theme_font(theme: etree._Element, name: str) -> str:
    latin = theme.find(f"{A}themeElements/{A}fontScheme/{A}{name}/{A}latin")
    return font_name("" if latin is None else latin.get("typeface") or "")
