"""A project whose editions read different files."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

DECK = """\
deck: sample
title: A sample
plain: A sample in plain words
language: en-GB
main_message: It may help.
key_points: [One thing., Two things., Three things.]
unknowns: [How long it lasts.]
actions: [{text: Ask, why: It helps., when: Today.}]
teach_back: [What now?]
questions: [Who helps?]
emergency: {red_flags: [They will not wake up]}
governance: {last_reviewed: 2026-11-01, review_due: 2027-11-01}
glossary: glossary.yaml
sections: [told.yaml, hidden.yaml, {use: ../other/deck.yaml#borrowed}]
editions:
  lecture: {audience: clinician, output: slides}
  seminar: {audience: student, output: slides, theme: own.yaml}
  leaflet: {audience: patient, output: handout, locale: en-GB}
  american: {audience: public, output: handout, locale: en-US, paper: Letter}
  evening: {audience: student, output: notes, theme: dark}
"""

TOLD = """\
section: told
title: Told to all
slides:
  - id: told-one
    title: One thing
    plain: One thing
    blocks:
      - {point: A point for colleagues, plain: A point for everybody, safety: must}
      - {point: About 45% respond, for: [clinician]}
"""

HIDDEN = """\
section: hidden
title: For clinicians
for: [clinician]
slides:
  - title: Only here
    blocks:
      - A point that nobody else reads
      - image: {file: dot.png, alt: A dot, credit: Own work, licence: CC0}
"""

OTHER = """\
deck: other
title: Another
language: en-GB
sections:
  - section: borrowed
    title: Borrowed
    slides:
      - {id: borrowed-slide, title: A borrowed slide, for: student, blocks: [Borrowed words]}
editions:
  lecture: {audience: clinician, output: slides}
"""

GLOSSARY = "NMDA: {meaning: A receptor, plain: A switch on brain cells}\nAMPA: {meaning: Another receptor}\n"
OWN = 'theme: own\nextends: clinic\ncolors: {accent: "1F5673"}\n'


def png(grey: int) -> bytes:
    """A picture of one colour."""
    rows = b"".join(b"\0" + bytes([grey]) * 400 for _ in range(300))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 400, 300, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def write_sample(decks: Path) -> Path:
    """Write the project below `decks` and return that."""
    texts = {
        "sample/deck.yaml": DECK,
        "sample/told.yaml": TOLD,
        "sample/hidden.yaml": HIDDEN,
        "sample/glossary.yaml": GLOSSARY,
        "sample/own.yaml": OWN,
        "other/deck.yaml": OTHER,
    }
    for name, text in texts.items():
        (decks / name).parent.mkdir(parents=True, exist_ok=True)
        (decks / name).write_text(text, encoding="utf-8")
    (decks / "sample/dot.png").write_bytes(png(90))
    return decks


def swap(path: Path, old: str, new: str) -> None:
    """Change some words of a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
