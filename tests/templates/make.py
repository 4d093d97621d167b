"""Templates as institutions make them, from a few lines each: masters, layouts, logos, sample slides, habits good and bad."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from PIL import Image, ImageDraw

EMU = 12700
NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CT = "application/vnd.openxmlformats-officedocument.presentationml"

Box = tuple[float, float, float, float]
"""Left, top, width, height in points."""


def xfrm(box: Box) -> str:
    x, y, w, h = (round(v * EMU) for v in box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def fill(color: str | None) -> str:
    """A solid fill: six digits, or the name of a theme colour."""
    if color is None:
        return ""
    digits = len(color) == 6 and all(c in "0123456789ABCDEF" for c in color)
    return f"<a:solidFill>{f'<a:srgbClr val={chr(34)}{color}{chr(34)}/>' if digits else f'<a:schemeClr val={chr(34)}{color}{chr(34)}/>'}</a:solidFill>"


@dataclass(frozen=True)
class Ph:
    """A placeholder. `level` is the XML of its first level's style, `body` attributes of its `a:bodyPr`."""

    type: str
    idx: int = 0
    box: Box | None = None
    level: str = ""
    body: str = ""
    words: str = "Click to edit"
    paint: str | None = None

    def xml(self, number: int) -> str:
        kind = f' type="{self.type}"' if self.type != "obj" else ""
        index = f' idx="{self.idx}"' if self.idx else ""
        look = (xfrm(self.box) + '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if self.box else "") + fill(
            self.paint
        )
        styles = f"<a:lstStyle>{self.level}</a:lstStyle>" if self.level else "<a:lstStyle/>"
        said = f'<a:r><a:rPr lang="en-GB"/><a:t>{self.words}</a:t></a:r>'
        if self.type == "sldNum":
            said = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{self.type} {number}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr><p:ph{kind}{index}/></p:nvPr></p:nvSpPr><p:spPr>{look}</p:spPr>"
            f"<p:txBody><a:bodyPr {self.body}><a:normAutofit/></a:bodyPr>{styles}<a:p>{said}</a:p></p:txBody></p:sp>"
        )


@dataclass(frozen=True)
class Shape:
    """A drawn shape, or, with `picture` (a relationship id), a picture."""

    box: Box
    color: str | None = None
    words: str = ""
    picture: str = ""
    kind: str = "rect"

    def xml(self, number: int) -> str:
        if self.picture:
            return (
                f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Logo" descr="Logo"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr>'
                f'<p:blipFill><a:blip r:embed="{self.picture}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
                f'<p:spPr>{xfrm(self.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
            )
        said = (
            f'<a:r><a:rPr lang="en-GB" sz="900"/><a:t>{self.words}</a:t></a:r>'
            if self.words
            else '<a:endParaRPr lang="en-GB"/>'
        )
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Shape {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
            f'<p:spPr>{xfrm(self.box)}<a:prstGeom prst="{self.kind}"><a:avLst/></a:prstGeom>{fill(self.color) or "<a:noFill/>"}<a:ln><a:noFill/></a:ln></p:spPr>'
            f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{said}</a:p></p:txBody></p:sp>"
        )


@dataclass(frozen=True)
class Layout:
    name: str
    places: Sequence[Ph]
    shapes: Sequence[Shape] = ()
    kind: str = ""
    ground: str = ""
    master_shapes: bool = True
    color_map: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Relationship id -> name of a medium."""


@dataclass(frozen=True)
class Master:
    places: Sequence[Ph]
    layouts: Sequence[Layout]
    colors: str
    """The twelve colours of the theme, separated by spaces."""
    major: str
    minor: str
    title: str = ""
    """XML of the first level of the title style."""
    body: str = ""
    """XML of the levels of the body style."""
    shapes: Sequence[Shape] = ()
    ground: str = '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
    color_map: str = 'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"'
    footers: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)
    name: str = "Brand"


@dataclass(frozen=True)
class Design:
    size: tuple[float, float]
    masters: Sequence[Master]
    media: Mapping[str, bytes] = field(default_factory=dict)
    samples: int = 0
    potx: bool = False
    notes: bool = False


SLOTS = (
    "dk1",
    "lt1",
    "dk2",
    "lt2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)


def theme(master: Master) -> str:
    colors = "".join(
        f'<a:{slot}><a:srgbClr val="{rgb}"/></a:{slot}>' for slot, rgb in zip(SLOTS, master.colors.split(), strict=True)
    )
    own = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    shaded = '<a:gradFill rotWithShape="1"><a:gsLst><a:gs pos="0"><a:schemeClr val="phClr"><a:tint val="93000"/></a:schemeClr></a:gs><a:gs pos="100000"><a:schemeClr val="phClr"><a:shade val="63000"/></a:schemeClr></a:gs></a:gsLst><a:lin ang="5400000" scaled="0"/></a:gradFill>'
    line = f'<a:ln w="6350">{own}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    fonts = "".join(
        f'<a:{tag}><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{tag}>'
        for tag, name in (("majorFont", master.major), ("minorFont", master.minor))
    )
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{master.name}"><a:themeElements>'
        f'<a:clrScheme name="Brand">{colors}</a:clrScheme><a:fontScheme name="Brand">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Office"><a:fillStyleLst>{own * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{own}{shaded}{shaded}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
ACCENTS = " ".join(f'{s}="{s}"' for s in SLOTS[4:])


def tree(shapes: Sequence[Shape], places: Sequence[Ph]) -> str:
    return f"<p:spTree>{TREE}{''.join(one.xml(n) for n, one in enumerate([*shapes, *places], 2))}</p:spTree>"


class Package:
    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        self.types: dict[str, str] = {}

    def add(self, name: str, content_type: str, text: str | bytes, rels: Sequence[tuple[str, str, str]] = ()) -> None:
        self.parts[name] = text.encode() if isinstance(text, str) else text
        self.types[name] = content_type
        if rels:
            folder, _, base = name.rpartition("/")
            self.parts[f"{folder}/_rels/{base}.rels"] = relations(rels).encode()

    def data(self, *, potx: bool) -> bytes:
        main = f"{CT}.{'template' if potx else 'presentation'}.main+xml"
        self.types["ppt/presentation.xml"] = main
        overrides = "".join(
            f'<Override PartName="/{n}" ContentType="{t}"/>'
            for n, t in self.types.items()
            if not n.endswith((".png", ".jpeg"))
        )
        defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>'
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(
                "[Content_Types].xml",
                f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{overrides}</Types>',
            )
            archive.writestr("_rels/.rels", relations([("rId1", "officeDocument", "ppt/presentation.xml")]))
            for name, blob in self.parts.items():
                archive.writestr(name, blob)
        return out.getvalue()


def relations(rels: Sequence[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{i}" Type="{REL}/{k}" Target="{t}"/>' for i, k, t in rels)
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def template(design: Design) -> bytes:
    """The bytes of a template."""
    package = Package()
    counts = {"layout": 0}
    rels: list[tuple[str, str, str]] = []
    ids = []
    for number, master in enumerate(design.masters, 1):
        first = 2_147_483_648 + (number - 1) * 100
        _master(package, design, master, number, first, counts)
        rels.append((f"rId{number}", "slideMaster", f"slideMasters/slideMaster{number}.xml"))
        ids.append(f'<p:sldMasterId id="{first}" r:id="rId{number}"/>')
    for name, blob in design.media.items():
        package.parts[f"ppt/media/{name}"] = blob
    notes = _notes_master(package, design) if design.notes else ""
    if notes:
        rels.append(("rId60", "notesMaster", "notesMasters/notesMaster1.xml"))
    slides = list(_samples(package, design))
    rels += [(f"rId{20 + n}", "slide", f"slides/slide{n}.xml") for n in slides]
    _presentation(package, design, ids, notes, slides, rels)
    return package.data(potx=design.potx)


def _presentation(
    package: Package,
    design: Design,
    ids: Sequence[str],
    notes: str,
    slides: Sequence[int],
    rels: list[tuple[str, str, str]],
) -> None:
    width, height = (round(v * EMU) for v in design.size)
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="rId{20 + n}"/>' for n in slides)
    shows = (
        '<p:custShowLst><p:custShow name="Short" id="0"><p:sldLst><p:sld r:id="rId21"/></p:sldLst></p:custShow></p:custShowLst>'
        if slides
        else ""
    )
    sections = (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        '<p14:section name="How to use this template" id="{6E1D6B0C-40F7-4A28-9A0D-2C1B4B0A7D11}"><p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst></p14:section>'
        "</p14:sectionLst></p:ext></p:extLst>"
        if slides
        else ""
    )
    levels = "".join(
        f'<a:lvl{n}pPr marL="{(n - 1) * 457200}" algn="l"><a:defRPr sz="1800" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    xml = (
        f'{HEAD}<p:presentation {NS} saveSubsetFonts="1"><p:sldMasterIdLst>{"".join(ids)}</p:sldMasterIdLst>{notes}'
        f'{f"<p:sldIdLst>{listed}</p:sldIdLst>" if listed else ""}<p:sldSz cx="{width}" cy="{height}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"{shows}<p:defaultTextStyle>{levels}</p:defaultTextStyle>{sections}</p:presentation>"
    )
    package.add("ppt/presentation.xml", "", xml, rels)


def _master(package: Package, design: Design, master: Master, number: int, first: int, counts: dict[str, int]) -> None:
    part = f"ppt/slideMasters/slideMaster{number}.xml"
    package.add(
        f"ppt/theme/theme{number}.xml", "application/vnd.openxmlformats-officedocument.theme+xml", theme(master)
    )
    rels = [
        ("rId90", "theme", f"../theme/theme{number}.xml"),
        *((rid, "image", f"../media/{name}") for rid, name in master.pictures.items()),
    ]
    listed = []
    for place, layout in enumerate(master.layouts, 1):
        counts["layout"] += 1
        name = f"slideLayout{counts['layout']}.xml"
        listed.append(f'<p:sldLayoutId id="{first + place}" r:id="rId{place}"/>')
        rels.append((f"rId{place}", "slideLayout", f"../slideLayouts/{name}"))
        kind = f' type="{layout.kind}"' if layout.kind else ""
        shown = "" if layout.master_shapes else ' showMasterSp="0"'
        mapped = (
            f"<a:overrideClrMapping {layout.color_map} {ACCENTS}/>" if layout.color_map else "<a:masterClrMapping/>"
        )
        xml = (
            f'{HEAD}<p:sldLayout {NS}{shown}{kind} preserve="1" userDrawn="1"><p:cSld name="{layout.name}">{layout.ground}{tree(layout.shapes, layout.places)}</p:cSld>'
            f"<p:clrMapOvr>{mapped}</p:clrMapOvr></p:sldLayout>"
        )
        links = [
            ("rId90", "slideMaster", f"../slideMasters/slideMaster{number}.xml"),
            *((rid, "image", f"../media/{one}") for rid, one in layout.pictures.items()),
        ]
        package.add(f"ppt/slideLayouts/{name}", f"{CT}.slideLayout+xml", xml, links)
    xml = (
        f"{HEAD}<p:sldMaster {NS}><p:cSld>{master.ground}{tree(master.shapes, master.places)}</p:cSld><p:clrMap {master.color_map} {ACCENTS}/>"
        f"<p:sldLayoutIdLst>{''.join(listed)}</p:sldLayoutIdLst>{master.footers}<p:txStyles><p:titleStyle>{master.title}</p:titleStyle>"
        f"<p:bodyStyle>{master.body}</p:bodyStyle><p:otherStyle/></p:txStyles></p:sldMaster>"
    )
    package.add(part, f"{CT}.slideMaster+xml", xml, rels)


def _notes_master(package: Package, design: Design) -> str:
    number = len(design.masters) + 1
    package.add(
        f"ppt/theme/theme{number}.xml",
        "application/vnd.openxmlformats-officedocument.theme+xml",
        theme(design.masters[0]),
    )
    places = [Ph("sldImg", 2, (48, 54, 440, 248)), Ph("body", 3, (54, 330, 432, 324))]
    xml = (
        f'{HEAD}<p:notesMaster {NS}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>{tree([], places)}</p:cSld>'
        f'<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" {ACCENTS}/></p:notesMaster>'
    ).replace(
        '<p:txBody><a:bodyPr ><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p><a:r><a:rPr lang="en-GB"/><a:t>Click to edit</a:t></a:r></a:p></p:txBody>',
        "",
        1,
    )
    package.add(
        "ppt/notesMasters/notesMaster1.xml",
        f"{CT}.notesMaster+xml",
        xml,
        [("rId1", "theme", f"../theme/theme{number}.xml")],
    )
    return '<p:notesMasterIdLst><p:notesMasterId r:id="rId60"/></p:notesMasterIdLst>'


def _samples(package: Package, design: Design) -> Iterator[int]:
    """Sample slides with notes and a picture that only they show."""
    for number in range(1, design.samples + 1):
        package.parts[f"ppt/media/sample{number}.png"] = logo("C00000", f"sample {number}")
        rels = [
            ("rId1", "slideLayout", "../slideLayouts/slideLayout2.xml"),
            ("rId2", "image", f"../media/sample{number}.png"),
            ("rId3", "notesSlide", f"../notesSlides/notesSlide{number}.xml"),
        ]
        title = replace(Ph("title"), words=f"SAMPLE SLIDE {number}: delete me")
        xml = f"{HEAD}<p:sld {NS}><p:cSld>{tree([Shape((300, 200, 200, 100), picture='rId2')], [title])}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
        package.add(f"ppt/slides/slide{number}.xml", f"{CT}.slide+xml", xml, rels)
        notes = f"{HEAD}<p:notes {NS}><p:cSld>{tree([], [Ph('body', 1, words='SAMPLE NOTES')])}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
        links = [
            ("rId1", "slide", f"../slides/slide{number}.xml"),
            *([("rId2", "notesMaster", "../notesMasters/notesMaster1.xml")] if design.notes else []),
        ]
        package.add(f"ppt/notesSlides/notesSlide{number}.xml", f"{CT}.notesSlide+xml", notes, links)
        yield number


def logo(color: str, text: str = "") -> bytes:
    """A small picture with a ring and a bar."""
    image = Image.new("RGBA", (240, 120), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((10, 10, 110, 110), outline=f"#{color}", width=16)
    draw.rectangle((130, 46, 230, 60), fill=f"#{color}")
    draw.rectangle((130, 70, 200, 80), fill=f"#{color}")
    out = io.BytesIO()
    image.save(out, "PNG", pnginfo=None)
    return out.getvalue() + text.encode()


def photo(dark: str, light: str) -> bytes:
    """A picture as covers have it: dark at the left, light at the right."""
    image = Image.linear_gradient("L").rotate(90).resize((480, 270))
    tinted = Image.composite(Image.new("RGB", image.size, f"#{light}"), Image.new("RGB", image.size, f"#{dark}"), image)
    out = io.BytesIO()
    tinted.save(out, "JPEG", quality=88)
    return out.getvalue()
