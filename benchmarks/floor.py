"""The least that a deck can cost in Python: texts put into strings, strings deflated into a zip, nothing else imported.

No chart, picture or layout of its own: points, tables, notes and titles in a package that a base deck begins. It is no
tool, only a floor. `python -m benchmarks.floor ITEM BASE OUT`, where BASE is any deck that python-pptx saved.
"""

from __future__ import annotations

import json
import sys
import zipfile
from typing import Any

NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
BOX = (
    '<p:sp><p:nvSpPr><p:cNvPr id="{0}" name="Box {0}"/><p:cNvSpPr/><p:nvPr><p:ph {1}/></p:nvPr></p:nvSpPr><p:spPr/>'
    "<p:txBody><a:bodyPr/>{2}</p:txBody></p:sp>"
)


def text(said: str) -> str:
    safe = said.replace("&", "&amp;").replace("<", "&lt;")
    return f"<a:p><a:r><a:t>{safe}</a:t></a:r></a:p>"


def slide(said: dict[str, Any]) -> str:
    """Return a slide's XML: title, and every word that stands on it as paragraphs."""
    rows = said["rows"] or said["numbers"] or [[said["caption"]]]
    words = said["points"] or [cell for row in rows for cell in row]
    body = BOX.format(3, 'idx="1"', "".join(map(text, words)))
    shapes = BOX.format(2, 'type="title"', text(said["title"])) + body
    return f"<p:sld {NAMES}><p:cSld><p:spTree>{TREE}{shapes}</p:spTree></p:cSld></p:sld>"


def notes(said: dict[str, Any]) -> str:
    """Return the XML of a slide's notes."""
    body = BOX.format(2, 'type="body" idx="1"', text(said["notes"]))
    return f"<p:notes {NAMES}><p:cSld><p:spTree>{TREE}{body}</p:spTree></p:cSld></p:notes>"


def write(item: dict[str, Any], base: str, out: str) -> None:
    """Write the parts of the base deck and of the item's slides."""
    with zipfile.ZipFile(base) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            if "/slides/" not in name and "/notesSlides/" not in name and "/media/" not in name:
                made.writestr(name, given.read(name))
        for number, said in enumerate(item["slides"], 1):
            made.writestr(f"ppt/slides/slide{number}.xml", slide(said))
            made.writestr(f"ppt/notesSlides/notesSlide{number}.xml", notes(said))


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123  # pathlib would be an import more
        write(json.load(file), *sys.argv[2:])
