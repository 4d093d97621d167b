"""What the file says of itself, twice: information dictionary and XMP."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from lxml import etree
from PIL import Image, ImageCms

from builder.write.pdf import write_pdf
from builder.write.pdf.metadata import metadata, srgb

from . import sample

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


def test_xmp_and_information_agree(pdf: pikepdf.Pdf) -> None:
    tree = etree.fromstring(pdf.Root.Metadata.read_bytes())
    info = {key: str(value) for key, value in pdf.docinfo.items()}

    def said(name: str) -> str:
        return "".join(tree.find(f".//{name}", SPACES).itertext())

    assert said("dc:title") == info["/Title"] == "Ketamine & depression: what is known \u2265 2026"
    assert said("dc:creator") == info["/Author"] == "Clinic <Example>"
    assert said("dc:description") == info["/Subject"] == "For people offered ketamine"
    assert said("pdf:Keywords") == info["/Keywords"] == "ketamine, depression"
    assert [item.text for item in tree.find(".//dc:subject", SPACES).iter() if item.text] == ["ketamine", "depression"]
    assert said("pdf:Producer") == info["/Producer"] and said("xmp:CreatorTool") == info["/Creator"]
    assert said("xmp:CreateDate") == said("xmp:ModifyDate") == "2026-11-01T00:00:00Z"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20261101000000Z"
    assert said("dc:language") == str(pdf.Root.Lang) == "en-GB"
    assert said("dc:identifier") == "sha256:" + "ab" * 32
    assert (said("pdfaid:part"), said("pdfaid:conformance"), said("pdfuaid:part")) == ("2", "A", "1")


def test_what_is_empty_is_left_out() -> None:
    bare = replace(sample.leaflet().properties, subject="", author="", keywords=(), digest="")
    text = metadata(bare).decode()
    assert not any(
        name in text for name in ("dc:creator", "dc:description", "dc:subject", "pdf:Keywords", "dc:identifier")
    )


def test_a_date_that_is_none_is_refused() -> None:
    plan = sample.leaflet()
    with pytest.raises(ValueError, match="isoformat"):
        write_pdf(replace(plan, properties=replace(plan.properties, created="tomorrow")))


def test_the_colour_profile_is_srgb_without_a_clock(pdf: pikepdf.Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    data = profile.read_bytes()
    assert data == srgb() and int(profile.N) == 3
    assert data[36:40] == b"acsp" and data[16:20] == b"RGB " and data[24:36].hex() == "07d000010001000000000000"


def test_the_file_has_no_actions_or_attachments(pdf: pikepdf.Pdf) -> None:
    assert not {"/OpenAction", "/AA", "/Names", "/AcroForm", "/AF"} & set(pdf.Root.keys())
    assert not any("/AA" in page.obj for page in pdf.pages)


def test_the_shipped_profile_is_srgb() -> None:
    """Its tag table and its colours are those of the profile that LittleCMS makes; only the day is a fixed one."""
    shipped = srgb()
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    assert shipped[:24] + made.tobytes()[24:36] + shipped[36:] == made.tobytes()
    assert shipped[24:36] == b"".join(number.to_bytes(2, "big") for number in (2000, 1, 1, 0, 0, 0))
    picture = Image.new("RGB", (1, 1), (200, 30, 90))
    wide = ImageCms.ImageCmsProfile(io.BytesIO(shipped))
    assert ImageCms.profileToProfile(picture, wide, made).getpixel((0, 0)) == (200, 30, 90)
