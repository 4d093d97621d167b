"""Document properties: core, application and custom."""

from __future__ import annotations

from typing import Final

from builder.plan.page import Plan, Properties
from builder.write.pptx.opc import CT, RT
from builder.write.pptx.package import Package
from builder.write.pptx.xml import HEADER, el, esc

LONGEST: Final = 255
"""Characters that PowerPoint holds in a property."""
DIGEST_NAME: Final = "teachback-digest"
_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_APP: Final = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def add_properties(plan: Plan, package: Package) -> None:
    """Add the property parts of a plan to the package."""
    core = package.add("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, core_part(plan.properties))
    package.relate(core, RT.CORE_PROPERTIES)
    app = package.add("/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, _app_part(plan))
    package.relate(app, RT.EXTENDED_PROPERTIES)
    if plan.properties.digest:
        custom = package.add("/docProps/custom.xml", CT.OFC_CUSTOM_PROPERTIES, _custom_part(plan.properties.digest))
        package.relate(custom, RT.CUSTOM_PROPERTIES)


def core_part(properties: Properties) -> bytes:
    """Return the core properties. Both dates are the content's, never the clock's."""
    texts = {
        "dc:title": properties.title,
        "dc:subject": properties.subject,
        "dc:creator": properties.author,
        "cp:keywords": ", ".join(properties.keywords),
        "dc:description": properties.description,
        "cp:lastModifiedBy": properties.author,
        "dc:language": properties.language,
        "cp:revision": "1",
    }
    stamp = f"{properties.created}T00:00:00Z"
    body = "".join(
        (
            *(el(tag, esc(shortened(text))) for tag, text in texts.items() if text),
            *(el(f"dcterms:{name}", stamp, xsi_type="dcterms:W3CDTF") for name in ("created", "modified")),
        )
    )
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{body}</cp:coreProperties>"
    ).encode()


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return the text, or as many of its words as a property holds, with an ellipsis."""
    if len(text) <= longest:
        return text
    start = text[:longest]
    cut = start.rfind(" ")
    return (start[:cut] if cut > longest // 2 else start[:-1]).rstrip(" ,;:") + "\u2026"


def _app_part(plan: Plan) -> bytes:
    notes = sum(1 for page in plan.pages if page.notes)
    body = "".join(
        (
            "<Application>Teachback</Application>",
            el("Slides", str(len(plan.pages))),
            el("Notes", str(notes)),
        )
    )
    return f'{HEADER}<Properties xmlns="{_APP}">{body}</Properties>'.encode()


def _custom_part(digest: str) -> bytes:
    value = el("property", el("vt:lpwstr", esc(digest)), fmtid=_CUSTOM_FORMAT, pid=2, name=DIGEST_NAME)
    return f'{HEADER}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}">{value}</Properties>'.encode()
