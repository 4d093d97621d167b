"""A template is read within bounds, and what no deck may carry is refused with words that say what to do."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from builder.build import Job, build, check
from builder.geometry import Rect
from builder.load.limits import Limits
from builder.load.pptx.read import template_from
from builder.load.pptx.refused import Refused
from builder.template import TextLook
from builder.theme import Color

from .read import DECK, DESIGNS, changed, design, read, world

BASE = "university.pptx"
CT = "[Content_Types].xml"
MASTER = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
MAIN = "ppt/_rels/presentation.xml.rels"
MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_link(
    part: str, kind: str, target: str, *, external: bool = False, type_: str = ""
) -> Callable[[str, bytes], bytes]:
    mode = ' TargetMode="External"' if external else ""
    link = f'<Relationship Id="rId777" Type="{REL}/{kind}" Target="{target}"{mode}/></Relationships>'.encode()

    def change(name: str, blob: bytes) -> bytes:
        if name == part:
            return blob.replace(b"</Relationships>", link)
        if name == CT and type_:
            said = f'<Override PartName="/{target.removeprefix("../")}" ContentType="{type_}"/></Types>'
            return blob.replace(b"</Types>", said.replace('"/ppt', '"/ppt').encode())
        return blob

    return change


def swapped(old: bytes, new: bytes, part: str) -> Callable[[str, bytes], bytes]:
    def change(name: str, blob: bytes) -> bytes:
        if name == part:
            assert old in blob
            return blob.replace(old, new)
        return blob

    return change


def doubled(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr("ppt/presentation.xml", b"<x/>")
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    """The first member says that it is encrypted, in both of its headers."""
    made = bytearray(data)
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
OBJECT = "application/vnd.openxmlformats-officedocument.oleObject"

REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda d: b"", "the file is empty"),
    "text": (lambda d: b"hello", "no PowerPoint file"),
    "another zip": (lambda d: changed(d, without=r"Content_Types"), "a zip file, but no PowerPoint file"),
    "old or encrypted": (lambda d: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "protected with a password"),
    "encrypted member": (encrypted, "protected with a password"),
    "cut off": (lambda d: d[: len(d) // 2], "it is damaged"),
    "wrong checksum": (lambda d: d[:200] + bytes([d[200] ^ 1]) + d[201:], "it is damaged"),
    "twice": (doubled, "is in it twice"),
    "leads out": (lambda d: changed(d, extra=[("../../out.xml", b"<x/>")]), "leads out of the file"),
    "macros": (lambda d: changed(d, swapped(MAIN_TYPE, b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml", CT)), "it holds macros"),
    "a macro project": (lambda d: changed(d, with_link(MAIN, "vbaProject", "ppt/vbaProject.bin", type_="application/vnd.ms-office.vbaProject"), [("ppt/vbaProject.bin", b"x")]), "it holds macros"),
    "a Word document": (lambda d: changed(d, lambda n, b: b.replace(b"presentationml.presentation.main", b"wordprocessingml.document.main")), "it is a Word document"),
    "an object": (lambda d: changed(d, with_link(MASTER, "oleObject", "../embeddings/o.bin", type_=OBJECT), [("ppt/embeddings/o.bin", b"x")]), "an embedded object (OLE)"),
    "a control": (lambda d: changed(d, with_link(MASTER, "control", "../activeX/a.xml"), [("ppt/activeX/a.xml", b"<x/>")]), "an ActiveX control"),
    "a film": (lambda d: changed(d, with_link(MASTER, "video", "../media/f.mp4"), [("ppt/media/f.mp4", b"x")]), "a film"),
    "a linked picture": (lambda d: changed(d, with_link(MASTER, "image", "http://127.0.0.1/x.png", external=True)), "a linked picture to `http://127.0.0.1/x.png`"),
    "a network drive": (lambda d: changed(d, with_link(MASTER, "image", "file://///server/x.png", external=True)), "only links to https pages|a linked picture"),
    "a script": (lambda d: changed(d, with_link(MASTER, "hyperlink", "javascript:alert(1)", external=True)), "a link to `javascript"),
    "plain http": (lambda d: changed(d, with_link(MASTER, "hyperlink", "http://example.org", external=True)), "a link to `http://example.org`"),
    "a missing part": (lambda d: changed(d, with_link(MASTER, "image", "../media/none.png")), "which is not in the file"),
    "a document type": (lambda d: changed(d, lambda n, b: DOCTYPE + b.partition(b"?>")[2] if n == "ppt/theme/theme1.xml" else b), "has a document type"),
    "one in UTF-16": (lambda d: changed(d, lambda n, b: ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE r [<!ENTITY x "y">]>' + b.decode().partition("?>")[2]).encode("utf-16") if n == "ppt/theme/theme1.xml" else b), "has a document type"),
    "broken XML": (lambda d: changed(d, lambda n, b: b[: len(b) // 2] if n == "ppt/presentation.xml" else b), "is damaged"),
    "deep XML": (lambda d: changed(d, lambda n, b: b"<a>" * 60_000 + b"</a>" * 60_000 if n == "ppt/theme/theme1.xml" else b), "is damaged"),
    "no layouts": (lambda d: changed(d, lambda n, b: re.sub(rb"<p:sldLayoutIdLst>.*?</p:sldLayoutIdLst>", b"", b) if n.endswith("slideMaster1.xml") else b), "it has no layouts"),
    "no master": (lambda d: changed(d, lambda n, b: re.sub(rb"<p:sldMasterIdLst>.*?</p:sldMasterIdLst>", b"", b) if n == "ppt/presentation.xml" else b), "it has no slide master"),
    "no size": (lambda d: changed(d, lambda n, b: re.sub(rb'sldSz cx="\d+"', b'sldSz cx="0"', b) if n == "ppt/presentation.xml" else b), "which no slide can be"),
    "a huge size": (lambda d: changed(d, lambda n, b: re.sub(rb'sldSz cx="\d+"', b'sldSz cx="99999999999999"', b) if n == "ppt/presentation.xml" else b), "beyond any slide"),
    "a program": (lambda d: changed(d, lambda n, b: b.replace(b'name="title 2"', b'name="title 2"><a:hlinkClick r:id="" action="ppaction://program"/></p:cNvPr><p:cNvPr id="99" name="x"', 1) if n.endswith("slideLayout2.xml") else b), "starts a program|is damaged"),
    "a font's name": (lambda d: changed(d, lambda n, b: b.replace(b'latin typeface="Arial"', b'latin typeface="' + b"x" * 10_000 + b'"') if n == "ppt/theme/theme1.xml" else b), "impossible name"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_deck_may_carry_is_refused_at_its_place(name: str) -> None:
    make, words = REFUSED[name]
    data = make(design(BASE))
    with pytest.raises(Refused, match=re.escape(words) if "|" not in words else words):
        template_from(data, BASE, Limits())
    found = check(Job(DECK), world(BASE, data))
    (fault,) = (d for d in found.diagnostics if d.rule == "TPL001")
    assert (fault.at.file, fault.at.line) == ("deck.yaml", 5)
    assert fault.at.column == 33, "at the file's name"
    assert not build(Job(DECK), world(BASE, data)).outputs


def test_bounds_are_those_of_the_limits() -> None:
    data = design(BASE)
    for limits, words in (
        (replace(Limits(), template_members=5), "at most 5 are read"),
        (replace(Limits(), template_unpacked=1000), "at most 1,000 are read"),
    ):
        with pytest.raises(Refused, match=words) as refusal:
            template_from(data, BASE, limits)
        assert "--limit template_" in (refusal.value.hint or "")


def test_a_bomb_is_not_unpacked() -> None:
    data = changed(design(BASE), extra=[("ppt/media/bomb.png", bytes(250_000_000))])
    assert len(data) < 1_000_000
    with pytest.raises(Refused, match="at most 200,000,000 are read"):
        template_from(data, BASE, Limits())


def test_what_belongs_to_sample_slides_alone_may_be_anything() -> None:
    """Sample slides are left out with their parts, so that an object on one of them reaches nobody."""
    rels = "ppt/slides/_rels/slide1.xml.rels"
    data = changed(
        design(BASE),
        with_link(rels, "oleObject", "../embeddings/o.bin", type_=OBJECT),
        [("ppt/embeddings/o.bin", b"x")],
    )
    template = template_from(data, BASE, Limits())
    assert not any("embeddings" in part.name for part in template.parts)


def test_a_link_to_a_sample_slide_is_cut_from_a_layout() -> None:
    rels = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
    linked = with_link(rels, "slide", "../slides/slide1.xml")

    def change(name: str, blob: bytes) -> bytes:
        if name == "ppt/slideLayouts/slideLayout2.xml":
            blob = re.sub(
                rb'(<p:cNvPr id="2" name="[^"]*")/>', rb'\1><a:hlinkClick r:id="rId777"/></p:cNvPr>', blob, count=1
            )
            assert b"hlinkClick" in blob
        return linked(name, blob)

    (layout,) = (
        part
        for part in template_from(changed(design(BASE), change), BASE, Limits()).parts
        if part.name.endswith("slideLayout2.xml")
    )
    assert b"hlinkClick" not in layout.data
    assert all(link.rid != "rId777" for link in layout.links)


def test_links_to_https_pages_stay() -> None:
    data = changed(design(BASE), with_link(MASTER, "hyperlink", "https://example.org/brand", external=True))
    (master,) = (part for part in template_from(data, BASE, Limits()).parts if "slideMaster1" in part.name)
    assert any(link.external and link.target == "https://example.org/brand" for link in master.links)


@pytest.mark.parametrize("name", DESIGNS)
def test_every_design_is_read(name: str) -> None:
    template = read(name)
    assert template.layouts and template.masters and template.parts[0].name == "/ppt/presentation.xml"
    assert all(layout.ground for layout in template.layouts)
    assert template_from(design(name), name, Limits()) == template


def test_places_and_looks_come_from_layout_master_and_theme() -> None:
    template = read(BASE)
    assert (template.size.width, template.size.height, template.samples) == (960.0, 540.0, 2)
    points = next(layout for layout in template.layouts if layout.name == "Title and Content")
    title, body = points.slots[0], points.slots[1]
    assert (title.kind, title.box, title.anchor) == ("title", Rect(48, 18, 690, 72), "middle")
    assert title.inner == title.box, "insets of the master"
    assert title.look == TextLook("Arial", "major", 28.0, Color("FFFFFF", "lt1"), bold=True, line=0.95, before=0.0)
    assert (body.kind, body.look.size, body.look.before, body.look.left, body.look.hanging) == (
        "object",
        22.0,
        9.0,
        18.0,
        18.0,
    )
    assert body.look.bullet is not None and body.look.bullet.char == "•"
    assert body.look.bullet.color == Color("0B3C7D", "accent1")
    assert points.under(title.inner, 0.3) == ("0B3C7D",), "the band under the title"
    assert points.under(body.inner, 0.3) == ("FFFFFF",)


def test_colour_maps_modifiers_gradients_and_pictures() -> None:
    dark = next(layout for layout in read("nocturne.pptx").layouts if layout.name == "Title and Content")
    assert dark.ground == ("10182B",)
    assert dark.slots[1].look.color == Color("F4F1EA", "lt1")
    start = next(layout for layout in read("agency.pptx").layouts if layout.name.startswith("A0"))
    assert start.ground[0] == "14213D" and start.ground[-1] != start.ground[0]
    cover = next(layout for layout in read("mosaic.pptx").layouts if layout.kind == "title")
    left, right = cover.under(Rect(0, 100, 60, 60)), cover.under(Rect(890, 100, 60, 60))
    assert left != right and "FFFFFF" not in (*left, *right), "the picture's own colours, place by place"


@pytest.mark.parametrize(
    ("inner", "rgb"),
    [
        ('<a:schemeClr val="accent1"><a:lumMod val="50000"/></a:schemeClr>', "061E3E"),
        ('<a:schemeClr val="tx1"><a:tint val="75000"/></a:schemeClr>', "8A8A8A"),
        ('<a:sysClr val="windowText" lastClr="112233"/>', "112233"),
        ('<a:prstClr val="dkBlue"/>', "00008B"),
        ('<a:scrgbClr r="100000" g="0" b="0"/>', "FF0000"),
        ('<a:hslClr hue="0" sat="100000" lum="50000"/>', "FF0000"),
    ],
)
def test_colours_are_worked_out(inner: str, rgb: str) -> None:
    change = swapped(b'<a:schemeClr val="tx1"/>', inner.encode(), "ppt/slideMasters/slideMaster1.xml")
    template = template_from(changed(design(BASE), change), BASE, Limits())
    found = next(layout for layout in template.layouts if layout.kind == "obj").slots[1].look.color.rgb
    assert all(abs(int(found[i : i + 2], 16) - int(rgb[i : i + 2], 16)) <= 1 for i in (0, 2, 4)), found
