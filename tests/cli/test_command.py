"""The command: what it prints, where, its exit codes, and what it leaves on disk."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click
import pytest
from conftest import MINIMAL, Ran

from builder import __version__
from builder.cli import main
from builder.cli.commands import VERBS, commands

Teachback = Callable[..., Ran]
Project = Callable[[Mapping[str, str]], Path]

FAULTY = MINIMAL.replace("title: A sample", "title: A sample\nsubtitel: Words")
WARNED = MINIMAL.replace("A point", "About 45% respond")
LEAFLET = (
    MINIMAL.replace("A point", "{point: It may help, plain: It may help}").replace(
        "  lecture: {audience: clinician, output: slides}\n",
        "  leaflet: {audience: patient, output: handout, locale: en-GB, paper: [A4, Letter]}\n",
    )
    + "key_points: [One thing., Two things., Three things.]\nunknowns: [How long it lasts.]\n"
    + "actions: [{text: Ask, why: It helps., when: Today.}]\nteach_back: [What now?]\nquestions: [Who helps?]\n"
    + "main_message: It may help.\nemergency: {red_flags: [They will not wake up]}\n"
    + "governance: {last_reviewed: 2026-11-01, review_due: 2027-11-01}\n"
)


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# Building


def test_verbose_says_for_each_slide_which_layout_it_has_and_why(teachback: Teachback, project: Project) -> None:
    project({"decks/sample/deck.yaml": MINIMAL})
    quiet, told = teachback("build"), teachback("build", "--verbose")
    first, *lines = told.out.splitlines()
    assert [first] == quiet.out.splitlines(), "the same line for each output"
    assert [line.split()[0] for line in lines] == ["1", "2", "3"]
    assert lines[2].endswith(
        "[Title and points]  one point: points at a readable measure at 28 pt, as the words are few"
    )
    assert teachback("build", "-v").out == told.out


def test_what_is_wrong_with_other_decks_is_said_when_an_output_can_t_be_written(
    teachback: Teachback, project: Project
) -> None:
    folder = project(
        {
            "decks/a/deck.yaml": MINIMAL.replace("title:", "titel:", 1),
            "decks/b/deck.yaml": MINIMAL.replace("deck: ", "deck: other-", 1),
        }
    )
    whole = teachback("build", "decks", "--no-cache", "--out", "whole")
    path = next(path for path in (folder / "whole").rglob("*.pptx")).relative_to(folder / "whole")
    (folder / "build" / path).mkdir(parents=True)
    ran = teachback("build", "decks", "--no-cache")
    assert (whole.code, ran.code) == (1, 2)
    assert "a folder is in its place" in ran.err
    assert "there is no key `titel` here" in ran.err


def test_a_deck_is_built_and_listed_in_the_manifest(teachback: Teachback, project: Project) -> None:
    root = project({"decks/sample/deck.yaml": MINIMAL})
    ran = teachback("build")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "decks/sample -> build/sample/sample-lecture.pptx (3 slides)\n"
    manifest = json.loads((root / "build/manifest.json").read_text(encoding="utf-8"))
    (entry,) = manifest["outputs"]
    data = (root / "build/sample/sample-lecture.pptx").read_bytes()
    source = hashlib.sha256(MINIMAL.encode()).hexdigest()
    digest = entry.pop("digest")
    assert manifest["teachback"] == __version__
    assert len(digest) == 64
    assert entry == {
        "path": "sample/sample-lecture.pptx",
        "sha256": hashlib.sha256(data).hexdigest(),
        "deck": "sample",
        "edition": "lecture",
        "status": "draft",
        "pages": 3,
        "sources": [{"path": "sample/deck.yaml", "sha256": source}],
    }


def test_papers_stand_in_the_names_of_a_handout(teachback: Teachback, project: Project) -> None:
    root = project({"decks/sample/deck.yaml": LEAFLET})
    assert teachback("build", "--out", "out").code == 0
    assert sorted(tree(root / "out")) == [
        "manifest.json",
        "sample/sample-leaflet-A4.pdf",
        "sample/sample-leaflet-Letter.pdf",
    ]


@pytest.mark.parametrize("path", ["decks/sample", "decks/sample/deck.yaml", "decks", "talks/one file.yaml"])
def test_a_path_is_a_deck_folder_an_outline_or_a_folder_of_decks(
    teachback: Teachback, project: Project, path: str
) -> None:
    project({"decks/sample/deck.yaml": MINIMAL, "talks/one file.yaml": MINIMAL, "decks/.hidden/deck.yaml": "["})
    assert teachback("build", path).code == 0


def test_one_edition_can_be_built(teachback: Teachback, project: Project) -> None:
    root = project({"decks/sample/deck.yaml": MINIMAL + "  seminar: {audience: student, output: slides}\n"})
    assert teachback("build", "--edition", "seminar").code == 0
    assert "sample/sample-lecture.pptx" not in tree(root / "build")
    ran = teachback("build", "--edition", "semniar")
    assert (ran.code, ran.err) == (2, "error: no deck has an edition `semniar`; did you mean `seminar`?\n")


def test_building_again_touches_nothing(teachback: Teachback, project: Project) -> None:
    root = project({"decks/sample/deck.yaml": LEAFLET})
    teachback("build")
    for path in (root / "build").rglob("*.*"):
        os.utime(path, (0, 0))
    assert teachback("build").code == 0
    assert {path.stat().st_mtime for path in (root / "build").rglob("*.*")} == {0}


def test_manifest_entries_of_other_decks_stay(teachback: Teachback, project: Project) -> None:
    root = project({"a/deck.yaml": MINIMAL.replace("deck: sample", "deck: a"), "b/deck.yaml": MINIMAL})
    teachback("build", "a")
    teachback("build", "b")
    outputs = json.loads((root / "build/manifest.json").read_text())["outputs"]
    assert [entry["deck"] for entry in outputs] == ["a", "sample"]


# Faults


def test_every_fault_is_said_with_its_line_and_nothing_is_written(teachback: Teachback, project: Project) -> None:
    root = project({"decks/sample/deck.yaml": FAULTY.replace("[A point]", "['Mood lifts [@nobody]']")})
    ran = teachback("build")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "error[YML010]: there is no key `subtitel` here\n"
        "  --> decks/sample/deck.yaml:3:1\n"
        "  |\n"
        "3 | subtitel: Words\n"
        "  | ^^^^^^^^\n"
        "  = help: did you mean `subtitle`?\n"
        "\n"
        "error[EV001]: no reference has the key `nobody`\n"
        "  --> decks/sample/deck.yaml:10:31\n"
        "   |\n"
        "10 |         blocks: ['Mood lifts [@nobody]']\n"
        "   |                               ^^^^^^^\n"
        "   = help: add it to `references`\n"
        "\n"
        "1 deck: 2 errors\n"
        "nothing written for decks/sample\n"
    )
    assert not (root / "build").exists()


def test_a_fault_leaves_earlier_outputs_as_they_were(teachback: Teachback, project: Project) -> None:
    root = project({"decks/sample/deck.yaml": MINIMAL})
    teachback("build")
    before = tree(root / "build")
    project({"decks/sample/deck.yaml": FAULTY})
    assert teachback("build").code == 1
    assert tree(root / "build") == before


def test_a_faulty_deck_does_not_stop_the_others(teachback: Teachback, project: Project) -> None:
    root = project({"decks/bad/deck.yaml": FAULTY, "decks/good/deck.yaml": MINIMAL})
    ran = teachback("build")
    assert ran.code == 1
    assert ran.out == "decks/good -> build/sample/sample-lecture.pptx (3 slides)\n"
    assert sorted(tree(root / "build")) == ["manifest.json", "sample/sample-lecture.pptx"]


def test_a_fault_in_one_edition_stops_the_whole_deck(teachback: Teachback, project: Project) -> None:
    leaflet = "  leaflet: {audience: patient, output: handout, locale: en-GB}\n"
    root = project({"decks/sample/deck.yaml": MINIMAL + leaflet})
    ran = teachback("build")
    assert ran.code == 1
    assert "SAFE003" in ran.err
    assert not (root / "build").exists()


def test_two_decks_with_one_id_are_told_apart(teachback: Teachback, project: Project) -> None:
    root = project({"decks/a/deck.yaml": MINIMAL, "decks/b/deck.yaml": MINIMAL.replace("A point", "Another")})
    ran = teachback("build")
    assert ran.code == 1
    assert "error[OUT002]: the id `sample` belongs to decks/a already\n  --> decks/b/deck.yaml:1:1" in ran.err
    assert [source["path"] for entry in outputs(root) for source in entry["sources"]] == ["a/deck.yaml"]


def outputs(root: Path) -> list[dict[str, list[dict[str, str]]]]:
    found: list[dict[str, list[dict[str, str]]]] = json.loads((root / "build/manifest.json").read_text())["outputs"]
    return found


def test_warnings_stop_a_strict_build_only(teachback: Teachback, project: Project) -> None:
    project({"decks/sample/deck.yaml": WARNED})
    ran = teachback("build")
    assert ran.code == 0
    assert ran.err.startswith("warning[EV003]")
    ran = teachback("build", "--strict")
    assert ran.code == 1
    assert ran.err.startswith("error[EV003]")


def test_notes_are_shown_by_check_and_counted_by_build(teachback: Teachback, project: Project) -> None:
    project({"decks/sample/deck.yaml": MINIMAL.replace("A point", "{table: [[a, b], [c, d]]}")})
    assert teachback("build").err == "1 deck: nothing to mend; 1 more with `teachback check`\n"
    ran = teachback("check")
    assert ran.err.startswith("info[A11Y001]")
    assert "\n1 deck: 1 note\nfit: " in ran.err


def test_diagnostics_of_all_decks_are_sorted_by_place(teachback: Teachback, project: Project) -> None:
    project({"b/deck.yaml": FAULTY, "a/deck.yaml": WARNED.replace("deck: sample", "deck: a")})
    err = teachback("build", "b", "a").err
    assert 0 < err.index("a/deck.yaml") < err.index("b/deck.yaml")


# Checking


def test_check_writes_nothing(teachback: Teachback, project: Project) -> None:
    root = project({"decks/sample/deck.yaml": MINIMAL})
    ran = teachback("check")
    fit = "fit: 3 slides, smallest type 20 pt, fullest box 50 % (slide 3 'Title')\n"
    assert (ran.code, ran.out, ran.err) == (0, "", f"1 deck: nothing to mend\n{fit}")
    assert [path for path in tree(root) if not path.startswith(".teachback/")] == ["decks/sample/deck.yaml"]


def test_diagnostics_as_json(teachback: Teachback, project: Project) -> None:
    project({"decks/sample/deck.yaml": FAULTY})
    ran = teachback("check", "--format", "json")
    assert ran.code == 1
    assert json.loads(ran.out) == {
        "diagnostics": [
            {
                "rule": "YML010",
                "severity": "error",
                "file": "decks/sample/deck.yaml",
                "line": 3,
                "column": 1,
                "width": 8,
                "message": "there is no key `subtitel` here",
                "help": "did you mean `subtitle`?",
            }
        ],
        "errors": 1,
        "warnings": 0,
        "notes": 0,
        "fit": [],
    }


def test_how_full_boxes_are_as_json(teachback: Teachback, project: Project) -> None:
    """The shape is a promise (docs/fit.md): programs read it."""
    project({"decks/sample/deck.yaml": MINIMAL})
    ran = teachback("check", "--format", "json")
    found = json.loads(ran.out)
    assert (ran.code, found["diagnostics"]) == (0, [])
    (output,) = found["fit"]
    assert {key: output[key] for key in ("deck", "edition", "output")} == {
        "deck": "sample", "edition": "lecture", "output": "sample/sample-lecture.pptx"
    }  # fmt: skip
    assert output["summary"] == {
        "pages": 3, "boxes": 13, "tight": 0, "over": 0, "smallest_type": 20.0,
        "fullest": {"page": 3, "box": "Title", "fill": 0.5},
    }  # fmt: skip
    page = output["pages"][2]
    assert {key: page[key] for key in ("page", "title", "layout")} == {
        "page": 3, "title": "One thing", "layout": "points"
    }  # fmt: skip
    (points,) = [box for box in page["boxes"] if box["box"] == "Points"]
    assert points == {
        "box": "Points", "kind": "text", "placeholder": "body", "type": [28.0], "least_type": 18.0, "lines": 1,
        "height": {"used": 34.4, "room": 267.0, "fill": 0.129}, "width": {"used": 82.5, "room": 790.7, "fill": 0.104},
        "fill": 0.129, "status": "ok", "file": "decks/sample/deck.yaml", "line": 9, "column": 18,
    }  # fmt: skip


def test_the_fullest_box_is_named_with_its_deck_among_several(teachback: Teachback, project: Project) -> None:
    full = MINIMAL.replace("deck: sample", "deck: full").replace("A point", "Many words of one point " * 20)
    project({"decks/full/deck.yaml": full, "decks/sample/deck.yaml": MINIMAL})
    last = teachback("check").err.splitlines()[-1]
    assert last.startswith("fit: 6 slides, smallest type ")
    assert last.endswith("(full-lecture, slide 3 'Points')")


def test_handouts_have_no_fullest_box(teachback: Teachback, project: Project) -> None:
    project({"decks/sample/deck.yaml": LEAFLET})
    assert "fit:" not in teachback("check").err
    assert {box["fill"] for output in json.loads(teachback("check", "--format", "json").out)["fit"]
            for page in output["pages"] for box in page["boxes"]} == {None}  # fmt: skip


def test_building_reckons_no_fill(teachback: Teachback, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project({"decks/sample/deck.yaml": MINIMAL})
    monkeypatch.setattr("builder.edition.fit_of", None)
    assert teachback("build", "--no-cache").code == 0


def test_diagnostics_as_sarif(teachback: Teachback, project: Project) -> None:
    project({"decks/sample/deck.yaml": FAULTY})
    log = json.loads(teachback("check", "--format", "sarif").out)
    (run,) = log["runs"]
    (result,) = run["results"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "YML010"
    assert result["level"] == "error"
    place = result["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "decks/sample/deck.yaml"},
        "region": {"startLine": 3, "startColumn": 1, "endColumn": 9},
    }


def test_check_says_what_build_would_say(teachback: Teachback, project: Project) -> None:
    wide = MINIMAL.replace("A point", "x" * 180)
    project({"decks/sample/deck.yaml": wide})
    checked, built = teachback("check"), teachback("build")
    assert checked.code == built.code == 1
    assert "error[FIT001]" in checked.err
    assert built.err == checked.err + "nothing written for decks/sample\n"


def test_checking_loads_no_writer(project: Project) -> None:
    root = project({"decks/sample/deck.yaml": MINIMAL})
    code = (
        "import sys; from builder.cli import main; assert main(['check']) == 0;"
        "print(sorted({'pptx', 'reportlab', 'pikepdf', 'xlsxwriter'} & set(sys.modules)))"
    )
    surroundings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], cwd=root, env=surroundings, capture_output=True, check=True)
    assert done.stdout == b"[]\n"


# The other verbs


def test_rules_are_explained(teachback: Teachback) -> None:
    ran = teachback("explain", "ev001")
    assert ran.code == 0
    assert ran.out.startswith("EV001: no reference has the key of a citation.\n")
    ran = teachback("explain", "EV0O3")
    assert (ran.code, ran.err) == (2, "error: there is no rule `EV0O3`; did you mean `EV003`?\n")


def test_rules_are_listed_one_a_line(teachback: Teachback) -> None:
    lines = teachback("rules").out.splitlines()
    codes = [line.partition(":")[0] for line in lines]
    assert codes == sorted(codes)
    assert {"EV001", "SAFE004", "FIT001", "YML010"} <= set(codes)


def test_the_schema_is_json(teachback: Teachback) -> None:
    assert "$schema" in json.loads(teachback("schema").out)


def test_the_version_is_said(teachback: Teachback) -> None:
    assert __version__ in teachback("--version").out


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "nowhere"], "error: nowhere: there is no such file or folder"),
        (["build", "empty"], "error: empty: no deck here; a deck is a folder with a deck.yaml"),
        (["build"], "error: there is no folder decks/ here; name a deck, or a folder of decks"),
        (["bild"], "error: No such command 'bild'."),
        (["build", "--edtion", "x"], "error: No such option '--edtion'"),
        (["build", "--limit", "slides"], "error: "),
        (["build", "--root", "empty", "file.yaml"], "error: file.yaml: it lies outside the root empty"),
        (["check", "--format", "xml"], "error: Invalid value for '--format'"),
        (["explain"], "error: Missing argument 'RULE'."),
        ([], "Usage: teachback"),
    ],
)
def test_wrong_usage_is_exit_code_2(teachback: Teachback, project: Project, arguments: list[str], said: str) -> None:
    (project({"file.yaml": MINIMAL}) / "empty").mkdir()
    ran = teachback(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)


def test_an_outline_that_cannot_be_read_is_exit_code_2(teachback: Teachback, tmp_path: Path) -> None:
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    for name in ("loop.yaml", "pipe.yaml"):
        ran = teachback("build", name)
        assert ran.code == 2
        assert f"--> {name}:1:1" in ran.err


def test_outputs_that_cannot_be_written_are_exit_code_2(teachback: Teachback, project: Project) -> None:
    project({"decks/sample/deck.yaml": MINIMAL, "taken": ""})
    ran = teachback("build", "--out", "taken")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: can't write taken: ")


def test_a_limit_can_be_raised(teachback: Teachback, project: Project) -> None:
    slides = "\n".join(f"      - {{title: Slide {number}, blocks: [Words]}}" for number in range(4))
    deck = MINIMAL.replace("      - title: One thing\n        blocks: [A point]", slides)
    project({"decks/sample/deck.yaml": deck})
    assert teachback("check", "--limit", "slides=3").code == 1
    assert teachback("check", "--limit", "slides=4").code == 0


# Messages


def test_control_characters_of_an_outline_never_reach_the_terminal(teachback: Teachback, tmp_path: Path) -> None:
    name = "de\x1b[31mck\n::error::x.yaml"
    (tmp_path / name).write_text(MINIMAL + '"\\e[2Jkey": 1\n"a\\nb": 2\n', encoding="utf-8")
    for arguments in (["build", name], ["check", name, "--format", "json"], ["build", "no\x1b[2J"], ["\x9bx"]):
        ran = teachback(*arguments)
        assert ran.code
        assert not set(ran.out + ran.err) & set("\x1b\x9b\r\x07")
        assert not any(line.startswith("::") for line in (ran.out + ran.err).splitlines())


def test_an_internal_error_is_one_message_without_traceback(
    teachback: Teachback, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from builder import build

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("what\x1b nobody expected")

    project({"decks/sample/deck.yaml": MINIMAL})
    monkeypatch.setattr(build, "load", broken)
    ran = teachback("build")
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert ran.err.startswith("error: decks/sample: internal error (ZeroDivisionError): what\\x1b nobody expected\n")
    assert "Traceback" in teachback("build", "--debug").err


def test_ctrl_c_is_exit_code_130(teachback: Teachback, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from builder import build

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    project({"decks/sample/deck.yaml": MINIMAL})
    monkeypatch.setattr(build, "load", stopped)
    ran = teachback("build")
    assert (ran.code, ran.err.strip()) == (130, "stopped")


def test_main_takes_the_arguments_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["teachback", "rules"])
    assert main() == 0


# Verbs


def test_every_verb_that_is_listed_is_a_command_that_says_what_the_list_says() -> None:
    context = click.Context(commands)
    for name, (_, line) in VERBS.items():
        command = commands.get_command(context, name)
        assert command is not None
        assert command.get_short_help_str(limit=62) == line
