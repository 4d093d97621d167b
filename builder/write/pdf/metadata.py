"""What a document says about itself: the information dictionary, XMP, and the colour space of its colours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import builder
from builder.assets import asset_path
from builder.plan.page import Properties


@cache
def srgb() -> bytes:
    """Return an sRGB profile, the same in every file: libraries that make one put the day into it."""
    return asset_path("color", "srgb.icc").read_bytes()


def tool() -> str:
    """Return the name and version of this program."""
    return f"Teachback {builder.__version__}"


def information(properties: Properties) -> dict[str, str]:
    """Return the document information (14.3.3): what `metadata` says, for older readers."""
    made = f"D:{date.fromisoformat(properties.created):%Y%m%d}000000Z"
    fields = {
        "Title": properties.title,
        "Author": properties.author,
        "Subject": properties.subject,
        "Keywords": ", ".join(properties.keywords),
        "Creator": tool(),
        "Producer": tool(),
        "CreationDate": made,
        "ModDate": made,
    }
    return {name: value for name, value in fields.items() if value}


def metadata(properties: Properties) -> bytes:
    """Return the XMP packet: PDF/A-2a and PDF/UA-1, and the same words as the information dictionary.

    Dates are midnight UTC of the content's date. The content's digest is the identifier.

    Raises:
        ValueError: `created` isn't an ISO date.
    """
    body = "\n".join(_properties(properties))
    return f"{_HEAD}{body}\n{_FOOT}".encode()


def _properties(properties: Properties) -> Iterator[str]:
    made = f"{date.fromisoformat(properties.created).isoformat()}T00:00:00Z"
    yield "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
    yield "<pdfuaid:part>1</pdfuaid:part>"
    yield f"<dc:title><rdf:Alt>{_item(properties.title, _DEFAULT)}</rdf:Alt></dc:title>"
    yield f"<dc:language><rdf:Bag>{_item(properties.language)}</rdf:Bag></dc:language>"
    if properties.author:
        yield f"<dc:creator><rdf:Seq>{_item(properties.author)}</rdf:Seq></dc:creator>"
    if properties.subject:
        yield f"<dc:description><rdf:Alt>{_item(properties.subject, _DEFAULT)}</rdf:Alt></dc:description>"
    if properties.keywords:
        yield f"<dc:subject><rdf:Bag>{''.join(map(_item, properties.keywords))}</rdf:Bag></dc:subject>"
        words = _escaped(", ".join(properties.keywords))
        yield f"<pdf:Keywords>{words}</pdf:Keywords>" if words else "<pdf:Keywords/>"
    if properties.digest:
        yield f"<dc:identifier>sha256:{_escaped(properties.digest)}</dc:identifier>"
    yield f"<pdf:Producer>{_escaped(tool())}</pdf:Producer><xmp:CreatorTool>{_escaped(tool())}</xmp:CreatorTool>"
    yield "".join(f"<xmp:{name}>{made}</xmp:{name}>" for name in ("CreateDate", "ModifyDate", "MetadataDate"))


_DEFAULT = ' xml:lang="x-default"'


def _item(words: str, attribute: str = "") -> str:
    return f"<rdf:li{attribute}>{_escaped(words)}</rdf:li>" if words else f"<rdf:li{attribute}/>"


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

_HEAD = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description {" ".join(f'xmlns:{name}="{space}"' for name, space in _SPACES.items())} rdf:about="">
"""

_FOOT = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>

<?xpacket end="w"?>
"""
