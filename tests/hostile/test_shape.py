"""Every value of the outline replaced by one of another shape: a located refusal or a whole build, never a crash."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

import pytest
import yaml

from .support import CANARY, OUTLINE, changed, judge

VALUES = {
    "nothing": "~",
    "empty text": '""',
    "number": "42",
    "not a number": ".nan",
    "truth": "true",
    "date": "2026-01-02",
    "list": "[a, b]",
    "list of lists": "[[a, b], [c, d]]",
    "mapping": "{a: b}",
    "long": '"' + "word " * 500 + '"',
    "one word": '"' + "w" * 300 + '"',
}


def scalars() -> list[tuple[str, int, int]]:
    """Path, start and end of every scalar value of the outline."""
    found: list[tuple[str, int, int]] = []

    def walk(node: yaml.Node, path: str) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                walk(value, f"{path}.{key.value}")
        elif isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                walk(value, f"{path}.{number}")
        else:
            found.append((path.lstrip("."), node.start_mark.index, node.end_mark.index))

    walk(yaml.compose(OUTLINE, Loader=yaml.SafeLoader), "")
    return found


SCALARS = scalars()
PICKED = [(path, start, end) for number, (path, start, end) in enumerate(SCALARS) if number % 9 == 0]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("place", PICKED, ids=[path for path, _, _ in PICKED])
def test_a_value_of_another_shape_is_refused_or_printed(
    tmp_path: Path, place: tuple[str, int, int], value: str
) -> None:
    _, start, end = place
    if OUTLINE[start] == "|":
        pytest.skip("a block text")
    judge(tmp_path, OUTLINE[:start] + VALUES[value] + OUTLINE[end:])


@pytest.mark.parametrize("cut", range(200, len(OUTLINE), 397))
def test_an_outline_that_ends_early_is_refused_or_built(tmp_path: Path, cut: int) -> None:
    judge(tmp_path, OUTLINE[:cut])


KEYS = set(re.findall(r"^ *-? ?([a-z_]+):", OUTLINE, re.MULTILINE)) - {"lecture", "leaflet"}
"""Every key that starts a line, but for the names of editions, which are free."""


@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_misspelt_key_is_refused_at_its_line(tmp_path: Path, key: str) -> None:
    found = re.search(rf"^( *-? ?){key}:", OUTLINE, re.MULTILINE)
    assert found
    text = OUTLINE[: found.start()] + f"{found[1]}{key}zz:" + OUTLINE[found.end() :]
    judged = judge(tmp_path, text)
    line = OUTLINE.count("\n", 0, found.start()) + 1
    here = [d for d in judged.diagnostics if d.at.line == line]
    assert here, judged.shown
    # a bibliography may hold fields of other programs: a warning says that one is not used
    assert judged.refused or {d.rule for d in here} == {"YML010"}


PATHS = ["../outside.png", "/etc/hostname", "link.png", "fifo.png", "folder", "missing.png", "~/x.png", "scan.png/..",
         "http://127.0.0.1:9/x.png", "file:///etc/hostname", "data:image/png;base64,AAAA", "\\\\host\\x.png", "/dev/zero", "text.png"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_picture_from_elsewhere_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a build opens no connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    folder = tmp_path / "project"
    folder.mkdir()
    (tmp_path / "outside.png").write_bytes(b"\x89PNG" + CANARY.encode())
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    (folder / "text.png").write_text(CANARY, encoding="utf-8")
    (folder / "folder").mkdir()
    os.mkfifo(folder / "fifo.png")
    old = "image: {file: scan.png, alt: A trace"
    text = changed(old, f'image: {{file: "{path.replace(chr(92), chr(92) * 2)}", alt: A trace')
    judged = judge(folder, text)
    line = 1 + OUTLINE[: OUTLINE.index(old)].count("\n")
    assert judged.refused
    assert any(d.at.line == line for d in judged.diagnostics), judged.shown


@pytest.mark.parametrize(
    "name", ["with space.yaml", "-dash.yaml", "ünïcode.yaml", "a'b.yaml", "x" * 200 + ".yaml", "deck.YAML"]
)
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    judged = judge(tmp_path, OUTLINE, name)
    assert set(judged.files) == {".pptx", ".pdf"}, judged.shown


def test_many_slides_are_built_and_too_many_are_refused(tmp_path: Path) -> None:
    slide = "      - title: The society says it plainly number {}\n        blocks: [A point]\n"
    more = "".join(slide.format(number) for number in range(150))
    judged = judge(tmp_path, OUTLINE + more)
    assert not judged.refused, judged.shown
    judged = judge(tmp_path, OUTLINE + "".join(slide.format(number) for number in range(3000)))
    assert judged.refused
