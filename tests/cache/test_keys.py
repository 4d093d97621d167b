"""Keys hold all that an edition is made from: what comes out of the cache is what a fresh build gives, always."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from dataclasses import fields, is_dataclass
from itertools import combinations
from pathlib import Path, PurePosixPath
from typing import get_args, get_type_hints

import pytest

from builder.build import build, check
from builder.cache.reuse import Cached
from builder.cache.store import Store
from builder.job import Job
from builder.model import Deck
from builder.world import Disk

from .sample import write_sample

ROOT = Path(__file__).parents[2]
WORD = re.compile(r"(?<=[ \[])[A-Za-z]{4,}(?=[ ,.\]\n])|\b\d\d?\b")


def changed(text: str, chance: random.Random) -> str:
    """Return a text with one word or number of it altered, sometimes with a line more before it."""
    found = chance.choice(list(WORD.finditer(text)))
    new = str(int(found[0]) + 1) if found[0].isdigit() else found[0][::-1].lower()
    return chance.choice(["", "# a comment\n"]) + text[: found.start()] + new + text[found.end() :]


@pytest.mark.parametrize("seed", range(6))
def test_after_any_change_the_cache_gives_what_a_fresh_build_gives(tmp_path: Path, store: Store, seed: int) -> None:
    """Three changes in a row, of any file: some make the outline wrong, most make something else of it."""
    chance = random.Random(seed)
    decks = write_sample(tmp_path / "decks")
    shutil.copy(ROOT / "tests/trail/every-kind.yaml", decks / "sample/every.yaml")
    for job in (Job(PurePosixPath("sample/deck.yaml"), "decks"), Job(PurePosixPath("sample/every.yaml"), "decks")):
        Cached(store).build(job, Disk(decks))
        for _ in range(3):
            path = chance.choice([*(decks / "sample").glob("*.yaml"), decks / job.path, decks / job.path])
            path.write_text(changed(path.read_text(), chance))
            verb, afresh = chance.choice([("build", build), ("check", check)])
            cached, fresh = getattr(Cached(store), verb)(job, Disk(decks)), afresh(job, Disk(decks))
            assert cached.diagnostics == fresh.diagnostics
            assert cached.outputs == fresh.outputs
            assert (cached.deck, cached.editions, cached.at, cached.files) == (
                fresh.deck,
                fresh.editions,
                fresh.at,
                fresh.files,
            )
            assert repr((cached.reached, cached.fits)) == repr((fresh.reached, fresh.fits)), "18 is not 18.0"


OPENED = """
import sys
import builder.assets
opened, real = set(), builder.assets.font_path
def noted(key):
    opened.add(real(key).parent.name)
    return real(key)
builder.assets.font_path = noted
from pathlib import Path, PurePosixPath
from builder.build import build, check
from builder.build import read_by
from builder.cache.identity import Identity
from builder.cache.keys import EditionKeys
from builder.edition import EditionJob
from builder.job import Job
from builder.load.themes import chosen_theme
from builder.world import Disk
job = Job(PurePosixPath(sys.argv[2]), "decks", editions=(sys.argv[3],))
reading = next(one for one in read_by(check(job, Disk(Path(sys.argv[1]))).outline) if one.edition.name == sys.argv[3])
assert build(job, Disk(Path(sys.argv[1]))).outputs
edition = EditionJob(reading, reading.locale, True)
print(*opened)
print(*EditionKeys(Identity("", "", {}, ())).fonts(edition, chosen_theme(edition.choice)))
"""


@pytest.mark.parametrize(("deck", "edition"), [("sample", "lecture"), ("sample", "leaflet"), ("ketamine", "lecture")])
def test_every_font_that_an_edition_opens_is_in_its_key(tmp_path: Path, deck: str, edition: str) -> None:
    decks = write_sample(tmp_path / "decks") if deck == "sample" else ROOT / "decks"
    command = [sys.executable, "-c", OPENED, str(decks), f"{deck}/deck.yaml", edition]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=120)
    opened, keyed = (set(line.split()) for line in done.stdout.splitlines())
    assert opened
    assert opened <= keyed


def test_no_two_kinds_of_value_look_alike_in_a_key() -> None:
    """Keys hold the names of fields, not of classes: where two classes may stand, their fields tell them apart."""
    seen: set[type] = set()
    found = 0
    todo: list[object] = [Deck]
    while todo:
        hint = todo.pop()
        kinds = [one for one in get_args(hint) if isinstance(one, type) and is_dataclass(one)]
        for one, other in combinations(kinds, 2):
            found += 1
            assert {f.name for f in fields(one)} != {f.name for f in fields(other)}, f"{one} and {other}"
        todo += get_args(hint)
        if isinstance(hint, type) and is_dataclass(hint) and hint not in seen:
            seen.add(hint)
            todo += get_type_hints(hint).values()
    assert found > 100
