"""Every value that an edition is made from counts, in a process that stays, too: whatever is kept, nothing old is told.

Each value of a job in turn is another one, all others are the very same objects, as they are after an edit. What is
said, planned and written must be what a process that has kept nothing says, plans and writes.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias

import pytest

from builder.build import check
from builder.diagnostics import Span
from builder.edition import EditionJob, Fresh, proved
from builder.frozen import fields, is_dataclass, replace
from builder.job import Job
from builder.kept import Kept
from builder.model import Picture
from builder.template import Template
from builder.world import Disk
from tests.cache.sample import write_sample
from tests.live.test_staying import EVIDENCE

ROOT = Path(__file__).parents[2]
EACH = 5 if os.environ.get("TEACHBACK_LAWS") != "fresh" else 200
"""Values of each kind that are tried for each edition; `make laws` tries many."""
PRIMED = 8
"""After so many values, the edition is made as it was, since the latest results alone are kept."""

Step: TypeAlias = "str | int | tuple[str, Any]"
"""A field by its name, an item by its number, or (\"key\", a mapping's key); \"drop\" takes a tuple's last item out."""
Steps: TypeAlias = "tuple[Step, ...]"


def values_in(value: object, path: Steps = ()) -> Iterator[Steps]:
    if isinstance(value, Picture | Template | Enum):
        return
    if isinstance(value, Span | str | int | float | Decimal | date):
        yield path
    elif isinstance(value, tuple):
        if value:
            yield (*path, "drop")
        for index, item in enumerate(value):
            yield from values_in(item, (*path, index))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from values_in(item, (*path, ("key", key)))
    elif is_dataclass(value):
        for field in fields(value):
            yield from values_in(getattr(value, field.name), (*path, field.name))


def other(value: Any) -> Any:
    match value:
        case Span():
            return replace(value, line=value.line + 1000)
        case bool():
            return not value
        case str():
            return f"{value}q"
        case date():
            return value + timedelta(days=1)
        case _:
            return value + 1


def with_other(value: Any, path: Steps) -> Any:
    if not path:
        return other(value)
    match path[0]:
        case "drop":
            return value[:-1]
        case int(index):
            return (*value[:index], with_other(value[index], path[1:]), *value[index + 1 :])
        case ("key", key):
            return {**value, key: with_other(value[key], path[1:])}
        case str(name):
            return replace(value, **{name: with_other(getattr(value, name), path[1:])})
        case _:
            raise AssertionError(path)


def changed(job: EditionJob, path: Steps) -> EditionJob | None:
    """Return the job with another value at a place; None where a class refuses that value."""
    try:
        if path[0] == "words":
            locale = with_other(job.words, path[1:])
            return replace(job, words=locale, reading=replace(job.reading, locale=locale))
        made: EditionJob = with_other(job, path)
    except (ValueError, OverflowError):
        return None
    return made


def told(job: EditionJob, *, stays: bool) -> list[object]:
    """What comes of an edition; what can't be planned with such a value is told by the name of its fault."""
    Kept.stays = stays
    fresh, said = Fresh(), list[object]()
    for work in (fresh.checked, fresh.planned, fresh.fits, fresh.drafts):
        try:
            said.append(work(job))
        except Exception as fault:
            said.append(type(fault).__name__)
    for draft in said[-1] if isinstance(said[-1], tuple) else ():
        try:
            said.append(proved(draft))
        except Exception as fault:
            said.append(type(fault).__name__)
    return said


def jobs_of(decks: Path, monkeypatch: pytest.MonkeyPatch) -> list[EditionJob]:
    found: list[EditionJob] = []
    monkeypatch.setattr(Fresh, "expect", lambda _self, jobs, _kinds: found.extend(jobs))
    for path in sorted(decks.glob("*/*.yaml")):
        check(Job(PurePosixPath(path.relative_to(decks)), decks.name), Disk(decks))
    monkeypatch.undo()
    return found


@pytest.fixture
def decks(tmp_path: Path) -> Iterator[Path]:
    decks = write_sample(tmp_path / "decks")
    shutil.copy(ROOT / "tests/trail/every-kind.yaml", decks / "sample/every.yaml")
    (decks / "sample/evidence.yaml").write_text(EVIDENCE, encoding="utf-8")
    yield decks
    Kept.stays = False


@pytest.mark.parametrize("seed", range(3))
def test_another_value_anywhere_is_told_as_a_new_process_tells_it(
    decks: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    tried = 0
    for job in jobs_of(decks, monkeypatch):
        whole = [("reading", "deck", *path) for path in values_in(job.reading.deck)]
        inner = [path for path in whole if path[2] in ("sections", "references", "findings")]
        outer = [path for path in whole if path not in set(inner)]
        around = [("reading", "edition", *path) for path in values_in(job.reading.edition)]
        around += [("words", *path) for path in values_in(job.words)] if job.reading.locale else []
        picked = [path for group in (inner, outer, around) for path in chance.sample(group, min(EACH, len(group)))]
        for number, path in enumerate(picked):
            if number % PRIMED == 0:
                told(job, stays=True)
            if (made := changed(job, path)) is not None:
                name = f"{job.reading.deck.deck}/{job.name}: {path}"
                assert told(made, stays=True) == told(made, stays=False), name
                tried += 1
    assert tried > 100
