"""`teachback template check`, and a template as part of a deck's digest and sources."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from pptx import Presentation

from builder.build import Job, build

from .outline import outline
from .read import DECK, RING, changed, design, world


def test_the_check_says_what_serves_what_and_how_much_fits(tmp_path: Path, teachback: Callable[..., object]) -> None:
    (tmp_path / "klinikum.potx").write_bytes(design("klinikum.potx"))
    ran = teachback("template", "check", "klinikum.potx")
    assert ran.code == 0
    assert "klinikum.potx: 720 x 540 pt (4:3), 1 slide master, 7 layouts" in ran.out
    lines = [line.split() for line in ran.out.splitlines()]
    assert ["points", "Titel", "und", "Inhalt", "its", "name"] in lines
    assert (
        "points, words: 11 lines of about 62 characters at 24 pt; 13 lines of about 71 characters at 21 pt" in ran.out
    )
    assert "Calibri: measured with Carlito, which has the same widths" in ran.out
    assert "info[TPL002]: no layout of the template is made for `quote`; `Titel und Inhalt` is used" in ran.err


def test_the_check_names_fonts_that_are_guessed_and_colours_that_are_mended(
    tmp_path: Path, teachback: Callable[..., object]
) -> None:
    (tmp_path / "agency.pptx").write_bytes(design("agency.pptx"))
    ran = teachback("template", "check", "agency.pptx")
    assert ran.code == 0
    assert "slide master in use: Slides" in ran.out
    assert "Brand Grotesk: not known here: measured 15 % wider" in ran.out
    assert "footer: B8C0CC on FFFFFF has 1.83, needs 4.5" in ran.err
    assert teachback("template", "check", "agency.pptx", "--strict").code == 1


def test_a_file_that_is_refused_gives_1_and_one_that_is_not_there_2(
    tmp_path: Path, teachback: Callable[..., object]
) -> None:
    (tmp_path / "notes.pptx").write_text("no deck")
    refused = teachback("template", "check", "notes.pptx")
    assert refused.code == 1 and "error[TPL001]" in refused.err and "save it from PowerPoint as .pptx" in refused.err
    assert teachback("template", "check", "none.pptx").code == 2
    assert teachback("template", "check", "notes.pptx", "--theme", "none").code == 1
    (tmp_path / "ok.pptx").write_bytes(design("bare.pptx"))
    assert teachback("template", "check", "ok.pptx", "--theme", "none").code == 2
    assert teachback("template", "check", "ok.pptx", "--limit", "template_members=2").code == 1


def test_a_template_is_a_source_of_the_deck(tmp_path: Path, teachback: Callable[..., object]) -> None:
    (tmp_path / "deck.yaml").write_text(outline("bare.pptx", figures=True), encoding="utf-8")
    (tmp_path / "bare.pptx").write_bytes(design("bare.pptx"))
    (tmp_path / "ring.png").write_bytes(RING)
    assert teachback("build", "deck.yaml").code == 0
    manifest = json.loads((tmp_path / "build/manifest.json").read_text())
    sources = {source["path"]: source["sha256"] for source in manifest["outputs"][0]["sources"]}
    assert sources["bare.pptx"] == hashlib.sha256(design("bare.pptx")).hexdigest()


def test_the_template_is_part_of_what_an_approval_is_bound_to() -> None:
    one = build(Job(DECK), world("university.pptx")).outputs[0]
    other = changed(design("university.pptx"), lambda n, b: b.replace(b"0B3C7D", b"0B3C7E"))
    assert build(Job(DECK), world("university.pptx", other)).outputs[0].digest != one.digest
    assert build(Job(DECK), world("university.pptx")).outputs[0].digest == one.digest


def test_a_template_without_slides_to_make_changes_no_handout() -> None:
    text = outline("university.pptx").replace("lecture: {audience: clinician, output: slides}", "paper: {audience: clinician, output: handout}")  # fmt: skip
    built = build(Job(DECK), world("university.pptx", text=text))
    assert [output.path.rpartition(".")[2] for output in built.outputs] == ["pdf"]
    assert not any(d.rule.startswith("TPL") for d in built.diagnostics)


def test_editions_may_have_templates_of_their_own_and_handouts_are_bound_to_none() -> None:
    """One deck, three editions: a template's slides over the deck's own theme, our slides, a handout."""
    usual = "lecture: {audience: clinician, output: slides}"
    more = f"{usual[:-1]}, theme: {{name: dark, template: THEIRS}}}}\n  ours: {{audience: clinician, output: slides}}"
    paper = "\n  paper: {audience: clinician, output: handout, theme: {template: THEIRS}}"
    text = outline("x").replace("theme: {name: clinic, template: x}", "theme: clinic").replace(usual, more + paper)

    def digests(data: bytes) -> dict[str, str]:
        built = build(Job(DECK), world("university.pptx", data, text.replace("THEIRS", "university.pptx")))
        return {output.edition: output.digest for output in built.outputs}

    other = changed(design("university.pptx"), lambda n, b: b.replace(b"0B3C7D", b"0B3C7E"))
    before, after = digests(design("university.pptx")), digests(other)
    assert set(before) == {"lecture", "ours", "paper"}
    assert {name for name in before if before[name] != after[name]} == {"lecture"}
    deck = build(Job(DECK), world("university.pptx", text=text.replace("THEIRS", "university.pptx"))).outputs
    kinds = {output.edition: output.data for output in deck if output.path.endswith("pptx")}
    names = {key: Presentation(BytesIO(data)).slides[0].slide_layout.name for key, data in kinds.items()}
    assert names == {"lecture": "Title Slide", "ours": "Cover"}


def test_both_keys_of_the_theme_may_be_left_out_and_a_name_may_stand_alone() -> None:
    for theme in ("theme: clinic", "theme: {name: clinic}", ""):
        text = outline("university.pptx").replace("theme: {name: clinic, template: university.pptx}", theme)
        assert build(Job(DECK), world("university.pptx", text=text)).outputs
    text = outline("university.pptx").replace("name: clinic, ", "")
    assert build(Job(DECK), world("university.pptx", text=text)).outputs
