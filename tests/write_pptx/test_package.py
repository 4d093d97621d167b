"""The package as a zip: whole, well-formed, self-contained."""

import posixpath
import zipfile

import pytest
from lxml import etree

from .opened import NS, Opened, sample_deck

ALLOWED_OUTSIDE = ("https://", "http://", "mailto:")


@pytest.fixture(scope="module")
def deck() -> Opened:
    return sample_deck()


def test_every_xml_part_is_well_formed_without_a_doctype(deck: Opened) -> None:
    for name in deck.names:
        if name.endswith((".xml", ".rels")):
            tree = etree.fromstring(deck.zip.read(name)).getroottree()
            assert tree.docinfo.doctype == "", name


def test_content_types_come_first_and_cover_every_part_once(deck: Opened) -> None:
    assert deck.names[0] == "[Content_Types].xml"
    assert len(set(deck.names)) == len(deck.names)
    types = deck.xml("[Content_Types].xml")
    defaults = set(types.xpath("//ct:Default/@Extension", namespaces=NS))
    overrides = [name.lstrip("/") for name in types.xpath("//ct:Override/@PartName", namespaces=NS)]
    assert sorted(set(overrides)) == sorted(overrides)
    assert set(overrides) <= set(deck.names)
    for name in deck.names[1:]:
        assert name in overrides or name.rsplit(".", 1)[1] in defaults, name
        assert name in overrides or not name.endswith(".xml"), f"{name} has no type of its own"


def test_every_relationship_leads_to_a_part_or_to_an_allowed_address(deck: Opened) -> None:
    seen = 0
    for name in ["", *deck.names]:
        for link in deck.links(name):
            seen += 1
            if link.external:
                assert link.kind == "hyperlink"
                assert link.target.startswith(ALLOWED_OUTSIDE)
            else:
                assert link.target in deck.names, f"{name}: {link}"
    assert seen > 50


def test_every_relationship_id_in_a_part_is_defined_and_every_one_defined_is_used(deck: Opened) -> None:
    for name in deck.names:
        if not name.endswith(".xml") or name == "[Content_Types].xml":
            continue
        used = set(deck.xml(name).xpath("//@r:id | //@r:embed | //@r:link", namespaces=NS))
        links = deck.links(name)
        assert used <= {link.rid for link in links}, name
        explicit = {link.rid for link in links if link.kind in {"hyperlink", "image", "chart", "package"}}
        assert explicit <= used, name


def test_every_part_is_reached_from_the_root(deck: Opened) -> None:
    reached, waiting = set(), [""]
    while waiting:
        for link in deck.links(waiting.pop()):
            if not link.external and link.target not in reached:
                reached.add(link.target)
                waiting.append(link.target)
    parts = {n for n in deck.names if not n.endswith(".rels") and n != "[Content_Types].xml"}
    assert reached == parts


def test_no_leftovers_of_a_default_template(deck: Opened) -> None:
    assert not [n for n in deck.names if "printerSettings" in n or "thumbnail" in n]


def test_members_have_the_first_date_of_zip_and_pictures_are_not_deflated(deck: Opened) -> None:
    for info in deck.zip.infolist():
        assert info.date_time == (1980, 1, 1, 0, 0, 0)
        stored = posixpath.splitext(info.filename)[1] in {".png", ".jpg", ".xlsx"}
        assert info.compress_type == (zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED), info.filename


def test_the_same_picture_is_stored_once(deck: Opened) -> None:
    media = deck.under("ppt/media/", "")
    assert [name.rsplit(".", 1)[1] for name in media] == ["png", "png", "jpg"]
    assert len({deck.zip.read(name) for name in media}) == 3


def test_shape_ids_and_names_are_unique_on_every_sheet(deck: Opened) -> None:
    folders = ("ppt/slides/", "ppt/slideLayouts/", "ppt/slideMasters/", "ppt/notesSlides/", "ppt/notesMasters/")
    for name in (n for folder in folders for n in deck.under(folder)):
        ids = deck.find(name, "//p:cNvPr/@id")
        names = [n for n in deck.find(name, "//p:cNvPr/@name") if n]
        assert len(set(ids)) == len(ids), name
        assert len(set(names)) == len(names), name
        assert len(names) == len(ids) - 1, name
