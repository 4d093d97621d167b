"""The last step: what belongs to the whole file, and its bytes."""

from __future__ import annotations

from builder.frozen import dataclass
from builder.plan.page import Properties
from builder.write.pdf.engine import Engine, Number, ref
from builder.write.pdf.metadata import information, metadata, srgb
from builder.write.pdf.syntax import array, dictionary, encoded, string


@dataclass(frozen=True, slots=True)
class Parts:
    """What the catalogue points to: structure tree, outline, and the form if there is one."""

    root: Number
    outline: Number | None
    form: Number | None


def finish(engine: Engine, parts: Parts, properties: Properties) -> bytes:
    """Return the finished file; nothing can be added afterwards.

    Raises:
        ValueError: `created` isn't an ISO date.
    """
    said = engine.plain({"Type": "/Metadata", "Subtype": "/XML"}, metadata(properties))
    optional = {"Outlines": parts.outline, "AcroForm": parts.form}
    catalog = {
        "StructTreeRoot": ref(parts.root),
        "MarkInfo": dictionary({"Marked": "true"}),
        "Lang": string(encoded(properties.language)),
        "ViewerPreferences": dictionary({"DisplayDocTitle": "true"}),
        "PageMode": "/UseNone",
        "Metadata": ref(said),
        "OutputIntents": array((_intent(engine),)),
    } | {name: ref(part) for name, part in optional.items() if part}
    return engine.data(catalog, {name: encoded(value) for name, value in information(properties).items()})


def _intent(engine: Engine) -> str:
    """Return the output intent: colours are sRGB (ISO 19005-2, 6.2.3)."""
    name = string(b"sRGB IEC61966-2.1")
    return dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": name,
            "Info": name,
            "DestOutputProfile": ref(engine.plain({"N": "3"}, srgb())),
        }
    )
