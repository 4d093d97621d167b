"""Files that an outline names, `use`, and the door to the disk."""

from __future__ import annotations

import os
import socket
from pathlib import Path, PurePosixPath

import pytest

from builder.load.deck import load
from builder.load.limits import Limits
from builder.world import Disk, Memory, Recording, Unreadable, find_project, within

from .outlines import check_expected, good, outline, read, said

HEAD = "deck: d\ntitle: T\nlanguage: en\neditions: {e: {audience: clinician, output: slides}}\n"
SECTION = "section: {0}\ntitle: S\nslides:\n  - {{id: {0}-a, title: A}}\n  - {{id: {0}-b, title: B}}\n"


def test_every_part_may_stand_in_its_own_file() -> None:
    text = HEAD + "sections: [s1.yaml, parts/s2.yaml]\nglossary: g.yaml\nfindings: f.yaml\nreferences: r.json\n"
    deck = good(
        text,
        {
            "s1.yaml": SECTION.format("s1"),
            "parts/s2.yaml": SECTION.format("s2"),
            "g.yaml": "NMDA: {plain: A switch}\n",
            "f.yaml": "f1: {claim: C, population: P, outcome: {name: N}, time: T, design: D, source: r1}\n",
            "r.json": '[{"id": "r1", "type": "book", "title": "T"}]',
        },
    )
    assert [section.section for section in deck.sections] == ["s1", "s2"]
    assert deck.sections[1].slides[0].at.file == "parts/s2.yaml"
    assert (deck.glossary[0].term, deck.findings[0].source.ref, deck.references[0].id) == ("NMDA", "r1", "r1")


def test_one_section_file_needs_no_brackets() -> None:
    assert good(HEAD + "sections: s.yaml\n", {"s.yaml": SECTION.format("s")}).sections[0].section == "s"


def test_faults_are_said_in_the_file_that_holds_them() -> None:
    check_expected(
        {
            "deck.yaml": HEAD + "sections: [s.yaml]\nglossary: g.yaml\nreferences: r.json\n",
            "s.yaml": "section: s\ntitle: S\nslides:\n"
            "  - tilte: A  #! YML010 named at deck.yaml:5:12 | YML011 `title`\n",
            "g.yaml": "NMDA: {}  #! YML011 `meaning` or `plain`\n",
            "r.json": "[{id: a b, type: book}]  #! YML021 can't be cited\n",
        }
    )


MISSING = {
    "a file that is not there": ("sections: [mechanims.yaml]", "did you mean `mechanism.yaml`?"),
    "an empty file": ("sections: [empty.yaml]", "`empty.yaml` holds nothing"),
    "outside": ("sections: [../other.yaml]", "outside the project folder"),
    "absolute": ("references: /etc/passwd", "the path is absolute"),
    "an address": ("references: https://example.org/r.json", "this is an address"),
    "a file address": ("references: file:///etc/passwd", "this is an address"),
    "a drive": ("references: 'C:\\r.json'", "this is an address"),
    "backslashes": ("references: '..\\r.json'", "without backslashes"),
    "a line break": ('references: "a\\nb.json"', "control characters"),
    "a folder": ("sections: [folder]", "there is no such file"),
    "nothing": ("references: ''", "the name of a file is missing"),
    "a long name": (f"references: {'a/' * 900}x", "the name is too long"),
}


@pytest.mark.parametrize("line, words", MISSING.values(), ids=MISSING.keys())
def test_a_file_that_cannot_be_read_is_said_where_it_is_named(line: str, words: str) -> None:
    text = HEAD + line + "\n" + ("" if "sections" in line else "sections: mechanism.yaml\n")
    files = {"mechanism.yaml": SECTION.format("m"), "empty.yaml": "# nothing\n", "folder/x.yaml": "a: 1\n"}
    lines = said(read(text, files))
    assert len(lines) == 1, lines
    assert lines[0].startswith("deck.yaml:5 YML0")
    assert words in lines[0]


def test_a_broken_file_is_said_once_with_the_place_that_names_it() -> None:
    lines = said(read(HEAD + "sections: [s.yaml]\n", {"s.yaml": "a: [\n"}))
    assert len(lines) == 1
    assert lines[0].startswith("s.yaml:")
    assert "this file is named at deck.yaml:5:12" in lines[0]


def test_an_outline_that_names_itself_is_refused() -> None:
    assert read(HEAD + "sections: deck.yaml\n").deck is None
    assert read(HEAD + "sections: s.yaml\nreferences: deck.yaml\n", {"s.yaml": SECTION.format("s")}).deck is None


# use

OTHER = "deck: other\nsections: [s.yaml, {section: in-place, title: I, slides: [{id: here, title: H}]}]\n"


def used(line: str, more: dict[str, str] | None = None) -> dict[str, str]:
    text = HEAD + f"sections:\n  - section: mine\n    title: M\n    slides:\n      - {line}\n"
    return {"deck.yaml": text, "other/deck.yaml": OTHER, "other/s.yaml": SECTION.format("s"), **(more or {})}


@pytest.mark.parametrize(
    "target, title", [("other/deck.yaml#s-b", "B"), ("other/s.yaml#s-a", "A"), ("other/deck.yaml#here", "H")]
)
def test_a_slide_of_another_outline_can_be_used(target: str, title: str) -> None:
    files = used(f"use: {target}")
    slide = good(files["deck.yaml"], files).sections[0].slides[0]
    assert slide.title.text == title
    assert slide.at.file.startswith("other/")


def test_a_section_of_another_outline_can_be_used_through_several() -> None:
    files = {
        "deck.yaml": HEAD + "sections: [{use: a.yaml#s}, {use: b.yaml#in-place}]\n",
        "a.yaml": "sections: [{use: b.yaml#s}]\n",
        "b.yaml": OTHER,
        "s.yaml": SECTION.format("s"),
    }
    assert [s.section for s in good(files["deck.yaml"], files).sections] == ["s", "in-place"]


USE = {
    "no such slide": ("use: other/deck.yaml#s-x", "YML016", "holds no slide with the id `s-x`"),
    "no id": ("use: other/deck.yaml", "YML012", "expected a file and an id"),
    "no file": ("use: nope.yaml#a", "YML001", "there is no such file"),
    "beside other keys": ("{use: other/deck.yaml#s-a, title: X}", "YML010", "`use` stands alone"),
    "itself": ("use: deck.yaml#loop", "YML016", "goes round in a circle"),
    "outside": ("use: ../x.yaml#a", "YML001", "outside the project folder"),
    "a list": ("use: [a]", "YML012", "expected a file and an id"),
}


@pytest.mark.parametrize("line, rule, words", USE.values(), ids=USE.keys())
def test_a_use_that_leads_nowhere_is_said_at_its_line(line: str, rule: str, words: str) -> None:
    files = used(line)
    lines = said(read(files["deck.yaml"], files))
    assert any(entry.startswith(f"deck.yaml:9 {rule}") and words in entry for entry in lines), lines


def test_uses_that_go_round_in_a_circle_are_refused() -> None:
    section = "section: {0}\ntitle: S\nslides:\n  - use: {1}.yaml#x\n"
    files = used("use: a.yaml#x", {"a.yaml": section.format("a", "b"), "b.yaml": section.format("b", "a")})
    lines = said(read(files["deck.yaml"], files))
    assert any("YML016 this chain of `use` goes round in a circle" in line for line in lines), lines
    own = HEAD + "sections:\n  - section: s\n    title: S\n    slides:\n      - use: '#x'\n"
    assert "goes round in a circle" in "".join(said(read(own)))


def test_chains_and_fans_of_files_are_bounded() -> None:
    section = "section: s\ntitle: S\nslides:\n  - use: {}.yaml#x\n"
    chain = {f"c{n}.yaml": section.format(f"c{n + 1}") for n in range(300)}
    files = used("use: c0.yaml#x", chain)
    assert "more than 8 steps long" in "".join(said(read(files["deck.yaml"], files)))
    many = {f"s{n}.yaml": SECTION.format(f"s{n}") for n in range(30)}
    text = HEAD + f"sections: [{', '.join(many)}]\n"
    assert good(text, many)
    assert "more than 10 files" in "".join(said(read(text, many, limits=Limits(files=10))))


# editions


def test_like_takes_over_what_an_edition_does_not_say() -> None:
    editions = """
        editions:
          a: {audience: patient, output: handout, paper: [A4, Letter], locale: en-GB}
          b: {like: a, type: large}
          c: {like: b, paper: A5}
        """
    text = outline().split("editions:")[0] + "\n".join(line[8:] for line in editions.split("\n"))
    found = {edition.name: edition for edition in good(text).editions}
    assert (found["b"].papers, found["b"].type, found["b"].locale) == (("A4", "Letter"), "large", "en-GB")
    assert (found["c"].papers, found["c"].type, found["a"].type) == (("A5",), "large", "normal")


# the disk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "outside.txt").write_text("OUTSIDE", encoding="utf-8")
    root = tmp_path / "root"
    root.mkdir()
    (root / "in.txt").write_text("inside", encoding="utf-8")
    return root


def test_a_regular_file_is_read_up_to_the_limit(folder: Path) -> None:
    assert Disk(folder).read(PurePosixPath("in.txt"), 6) == b"inside"
    with pytest.raises(Unreadable, match="larger than 5 bytes"):
        Disk(folder).read(PurePosixPath("in.txt"), 5)


def test_links_are_followed_and_then_checked(folder: Path) -> None:
    (folder / "good").symlink_to("in.txt")
    (folder / "bad").symlink_to("../outside.txt")
    (folder / "up").symlink_to("..")
    (folder / "gone").symlink_to("nowhere")
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")
    assert Disk(folder).read(PurePosixPath("good"), 100) == b"inside"
    for name, words in (
        ("bad", "outside"),
        ("up/outside.txt", "outside"),
        ("gone", "no such file"),
        ("a", "circle"),
        ("../outside.txt", "outside"),
        ("x/../../outside.txt", "outside"),
        (str(folder.parent / "outside.txt"), "absolute"),
    ):
        with pytest.raises(Unreadable, match=words):
            Disk(folder).read(PurePosixPath(name), 100)


def test_only_regular_files_are_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(folder / "fifo")
    (folder / "zero").symlink_to("/dev/zero")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        for name, words in (("fifo", "not a regular"), ("zero", "outside"), (".", "folder"), ("socket", "regular")):
            with pytest.raises(Unreadable, match=words):
                Disk(folder).read(PurePosixPath(name), 100)
    with pytest.raises(Unreadable):
        Disk(folder).read(PurePosixPath("a\0b"), 100)


def test_a_huge_sparse_file_is_refused_unread(folder: Path) -> None:
    with (folder / "sparse").open("wb") as file:
        file.truncate(5 << 30)
    with pytest.raises(Unreadable, match="larger than 2 MB"):
        Disk(folder).read(PurePosixPath("sparse"), 2_000_000)


def test_composed_and_decomposed_names_are_one(folder: Path) -> None:
    (folder / "cafe\u0301.txt").write_text("x", encoding="utf-8")
    assert Disk(folder).read(PurePosixPath("caf\u00e9.txt"), 10) == b"x"


def test_names_of_a_folder(folder: Path) -> None:
    assert Disk(folder).names(PurePosixPath()) == ("in.txt",)
    assert Disk(folder).names(PurePosixPath("..")) == ()
    memory = Memory({"a/x": b"", "a/b/y": b"", "z": b""})
    assert (memory.names(PurePosixPath("a")), memory.names(PurePosixPath())) == (("b", "x"), ("a", "z"))


def test_a_recording_knows_what_was_read_and_what_was_missing() -> None:
    world = Recording(Memory({"deck.yaml": outline().encode()}))
    load(PurePosixPath("deck.yaml"), world)
    assert list(world.digests) == ["deck.yaml"]
    assert len(world.digests["deck.yaml"]) == 64
    world = Recording(Memory({"deck.yaml": outline(extra="glossary: g.yaml").encode()}))
    load(PurePosixPath("deck.yaml"), world)
    assert world.digests["g.yaml"] == ""


@pytest.mark.parametrize(
    "typed, deck, shown",
    [
        ("decks/ketamine/deck.yaml", "ketamine/deck.yaml", "decks"),
        ("deck.yaml", "deck.yaml", "."),
        ("a/b/deck.yaml", "deck.yaml", "a/b"),
        ("/x/decks/decks/k/deck.yaml", "k/deck.yaml", "/x/decks/decks"),
    ],
)
def test_the_root_is_the_nearest_folder_named_decks(typed: str, deck: str, shown: str) -> None:
    project = find_project(Path(typed))
    assert project.deck == PurePosixPath(deck)
    assert PurePosixPath(project.shown) == PurePosixPath(shown)
    assert project.root / project.deck == Path.cwd() / typed


def test_paths_stay_below_the_root() -> None:
    assert within(PurePosixPath("a/../b/./c")) == PurePosixPath("b/c")
    for bad in ("..", "a/../..", "/etc", "a/../../b"):
        with pytest.raises(Unreadable):
            within(PurePosixPath(bad))


def test_messages_show_paths_as_the_author_types_them(tmp_path: Path) -> None:
    (tmp_path / "decks" / "k").mkdir(parents=True)
    (tmp_path / "decks" / "k" / "deck.yaml").write_text("sections: [s.yaml]\n", encoding="utf-8")
    project = find_project(tmp_path / "decks" / "k" / "deck.yaml")
    loaded = load(project.deck, Disk(project.root), shown=project.shown)
    assert {d.at.file for d in loaded.diagnostics} == {str(tmp_path / "decks" / "k" / "deck.yaml")}
    assert set(loaded.sources) == {str(tmp_path / "decks" / "k" / "deck.yaml")}
