"""Fonts inside the page: of each face just the characters that the page shows, as WOFF."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.otBase import USE_HARFBUZZ_REPACKER

from builder.assets import font_path
from builder.plan.page import Plan, Surround
from builder.plan.walk import paragraphs_of
from builder.theme import Face
from builder.write.svg.syntax import family

LICENCE = [0, 13, 14]
"""Names that stay in a font: copyright, licence, and where that is. What the font is called, style sheets say."""


def font_faces(plan: Plan, around: Surround) -> str:
    """Return the rules that bring the page's fonts."""
    used: dict[Face, set[str]] = {}
    for items in (*(page.items for page in plan.pages), around.narrow):
        for paragraph in (each for item in items for each in paragraphs_of(item)):
            for run in (
                *paragraph.runs,
                *((paragraph.bullet.run,) if paragraph.bullet and paragraph.bullet.run else ()),
            ):
                used.setdefault(run.face, set()).update(run.text)
    # what the style sheet sets otherwise than the plan: numbers of lists, the list of headings, the foot
    plain = around.styles["body"].typeface
    said = {char for chars in used.values() for char in chars} | set("0123456789.") | set("()")
    said |= {char for words in (around.skip, around.contents, around.digest, *around.foot) for char in words}
    for face in (plain.regular, plain.bold):
        used.setdefault(face, set()).update(said)
    return "".join(_rule(face, used[face]) for face in sorted(used, key=lambda face: face.key))


def _rule(face: Face, chars: Iterable[str]) -> str:
    data = b64encode(woff(face.key, "".join(sorted(set(chars))))).decode("ascii")
    weight, style = (700 if face.bold else 400), ("italic" if face.italic else "normal")
    named = f"font-family:'{family(face.key)}';font-weight:{weight};font-style:{style}"
    return f"@font-face{{{named};src:url(data:font/woff;base64,{data}) format('woff')}}\n"


@lru_cache(maxsize=64)
def woff(key: str, chars: str) -> bytes:
    """Return a face with just some characters, the same bytes every time; what it lacks is left out."""
    options = subset.Options(hinting=False, name_IDs=LICENCE, notdef_outline=True)
    options.drop_tables = [*options.drop_tables, "FFTM"]  # FontForge's dates
    options.layout_features = ["ccmp", "locl", "mark", "mkmk", "kern"]
    maker = subset.Subsetter(options)
    maker.populate(unicodes=[ord(char) for char in chars if not char.isspace() or char == " "] + [0x20, 0xA0])
    # what is cut away needn't be read: the same bytes, in a third of the time
    with TTFont(font_path(key), recalcTimestamp=False, lazy=True) as font:
        maker.subset(font)
        font.flavor = "woff"
        font.cfg[USE_HARFBUZZ_REPACKER] = False  # or the bytes would tell whether HarfBuzz happens to be installed
        out = BytesIO()
        font.save(out, reorderTables=None)
    return out.getvalue()
