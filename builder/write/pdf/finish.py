"""The last step: what belongs to the whole file, and one save that mends how reportlab ends its streams."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, StreamDecodeLevel, String

from builder.frozen import dataclass
from builder.plan.page import Properties
from builder.write.pdf.metadata import information, metadata, srgb


@dataclass(frozen=True, slots=True)
class Parts:
    """What the catalog points to, by object number: structure tree, outline, and the form if there is one."""

    root: int
    outline: int | None
    form: int | None


def finish(data: bytes, parts: Parts, properties: Properties) -> bytes:
    """Return the finished file."""
    with Pdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            page.obj.StructParents = number
            page.obj.Tabs = Name.S
        catalog = pdf.Root
        catalog.StructTreeRoot = pdf.get_object(parts.root, 0)
        if parts.outline is not None:
            catalog.Outlines = pdf.get_object(parts.outline, 0)
        if parts.form is not None:
            catalog.AcroForm = pdf.get_object(parts.form, 0)
        catalog.MarkInfo = Dictionary(Marked=True)
        catalog.Lang = String(properties.language)
        catalog.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        catalog.Metadata = pikepdf.Stream(pdf, metadata(properties), Type=Name.Metadata, Subtype=Name.XML)
        catalog.OutputIntents = Array([_intent(pdf)])
        pdf.trailer.Info = pdf.make_indirect(_information(properties))
        return _saved(pdf)


def _intent(pdf: Pdf) -> Dictionary:
    """Return the output intent: colours are sRGB (ISO 19005-2, 6.2.3)."""
    name = String("sRGB IEC61966-2.1")
    profile = pikepdf.Stream(pdf, srgb(), N=3)
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=name,
        Info=name,
        DestOutputProfile=pdf.make_indirect(profile),
    )


def _information(properties: Properties) -> Dictionary:
    return Dictionary({f"/{name}": String(value) for name, value in information(properties).items()})


def _saved(pdf: Pdf) -> bytes:
    """Return the file as bytes that depend on its content alone."""
    buffer = BytesIO()
    pdf.save(
        buffer,
        min_version="1.7",
        deterministic_id=True,
        compress_streams=False,
        stream_decode_level=StreamDecodeLevel.none,
        object_stream_mode=ObjectStreamMode.disable,
    )
    return buffer.getvalue()
