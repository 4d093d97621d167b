"""A session: what is built again when a file changes, in which order, and what is told."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest

from builder.batch import Order
from builder.build import Built, Job, plan
from builder.cache.home import open_home
from builder.cache.reuse import Cached
from builder.cache.store import Store
from builder.decks import Misuse
from builder.diagnostics import has_errors
from builder.idle import when_idle
from builder.kept import Kept
from builder.live.events import Began, Ended, Event, Failed, Found, Gone, Idle, Lost, Worked
from builder.order import jobs
from builder.world import World

from .support import DECK, Following, change, write_project


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return write_project(tmp_path)


def order(home: Path, *editions: str) -> Order:
    return Order((home.parent,), editions=editions)


def idle(event: Event) -> bool:
    return isinstance(event, Idle)


def ended(event: Event) -> bool:
    return isinstance(event, Ended) and not event.cut


def worked(events: list[Event]) -> list[tuple[str, ...]]:
    return [event.editions for event in events if isinstance(event, Worked)]


def why(events: list[Event]) -> str:
    return next(event.why for event in reversed(events) if isinstance(event, Ended))


def test_a_deck_is_made_whole_first_and_then_edition_by_edition(home: Path) -> None:
    with Following(order(home)) as following:
        first = following.until(idle)
        assert worked(first) == [("lecture", "leaflet")] and why(first) == ""
        change(home / "one.yaml", "Colleagues read this", "Colleagues read that")
        after = following.until(ended)
        assert sorted(worked(after)) == [("leaflet",), ("lecture",)]
        assert why(after) == "one.yaml changed"


def test_singly_the_first_round_is_made_edition_by_edition_too(home: Path) -> None:
    with Following(order(home), singly=True) as following:
        assert worked(following.until(idle)) == [(), ("lecture",), ("leaflet",)]


def test_only_the_editions_that_were_asked_for_are_made(home: Path) -> None:
    with Following(order(home, "leaflet")) as following:
        assert worked(following.until(idle)) == [("leaflet",)]
        change(home / "two.yaml", "The third assertion", "Another assertion")
        assert worked(following.until(ended)) == [("leaflet",)]


def test_what_is_looked_at_comes_first(home: Path) -> None:
    with Following(order(home)) as following:
        following.until(idle)
        for edition in ("leaflet", "lecture"):
            following.session.first = (home.as_posix(), edition)
            change(home / "one.yaml", "title: First part", f"title: First part for {edition}")
            assert worked(following.until(ended))[0] == (edition,)
            change(home / "one.yaml", f"title: First part for {edition}", "title: First part")
            following.until(ended)


def test_a_file_saved_by_rename_is_followed_again_and_again(home: Path) -> None:
    with Following(order(home)) as following:
        following.until(idle)
        for number in range(3):
            aside = home / ".one.yaml.swp"
            aside.write_text((home / "one.yaml").read_text().replace("The first assertion", f"Assertion {number}"))
            aside.rename(home / "one.yaml")
            assert why(following.until(ended)) == "one.yaml changed"
            change(home / "one.yaml", f"Assertion {number}", "The first assertion")
            following.until(ended)


def test_a_file_taken_away_before_it_is_written_is_one_change_without_an_error(home: Path) -> None:
    with Following(order(home)) as following:
        following.until(idle)
        text = (home / "one.yaml").read_text()
        (home / "one.yaml").rename(home / "one.yaml~")
        (home / "one.yaml").write_text(text.replace("The first assertion", "Another"))
        heard = following.until(ended)
        assert why(heard) == "one.yaml changed"
        assert not any(has_errors(event.built.diagnostics) for event in heard if isinstance(event, Worked))


def test_an_error_is_told_and_mended(home: Path) -> None:
    with Following(order(home)) as following:
        following.until(idle)
        change(home / "one.yaml", "title: The first", "titel: The first")
        broken = following.until(ended)[-1]
        assert isinstance(broken, Ended) and broken.broken
        change(home / "one.yaml", "titel: The first", "title: The first")
        heard = following.until(ended)
        assert sorted(worked(heard)) == [("leaflet",), ("lecture",)]
        assert not any(has_errors(event.built.diagnostics) for event in heard if isinstance(event, Worked))


def test_a_file_that_was_missing_is_followed(home: Path) -> None:
    (home / "two.yaml").rename(home.parent.parent / "kept")
    with Following(order(home)) as following:
        assert following.until(ended)[-1].broken  # type: ignore[union-attr]
        following.until(idle)
        shutil.copy(home.parent.parent / "kept", home / "two.yaml")
        heard = following.until(ended)
        assert why(heard) == "two.yaml added"
        assert worked(heard) == [("lecture", "leaflet")]


def test_pictures_data_and_themes_are_followed_in_folders_of_their_own(home: Path) -> None:
    change(home / "deck.yaml", "language: en-GB", "language: en-GB\ntheme: {file: looks/own.yaml}")
    (home / "looks").mkdir()
    (home / "looks" / "own.yaml").write_text("theme: own\ntitle: Own\nextends: clinic\n")
    with Following(order(home)) as following:
        following.until(idle)
        change(home / "looks" / "own.yaml", "title: Own", "title: Our own")
        assert why(following.until(ended)) == "looks/own.yaml changed"


def test_a_folder_whose_name_is_no_text_keeps_nothing_from_being_noticed(home: Path) -> None:
    (home.parent / os.fsdecode(b"x\xff")).mkdir()
    with Following(order(home)) as following:
        following.until(idle)
        change(home / "one.yaml", "The first assertion", "Another")
        assert why(following.until(ended)) == "one.yaml changed"


def test_files_that_no_build_reads_change_nothing(home: Path) -> None:
    with Following(order(home)) as following:
        following.until(idle)
        (home / "unread.yaml").write_text("x")
        (home / "one.yaml").touch()
        heard = [*following.until(idle), *following.until(idle)]
        assert all(map(idle, heard))


def test_a_change_during_a_round_begins_it_again(home: Path) -> None:
    at_work, go_on = threading.Event(), threading.Event()

    def slowly(job: Job, world: World) -> Built:
        built = plan(job, world)
        if job.part and not go_on.is_set():
            at_work.set()
            assert go_on.wait(60)
        return built

    with Following(order(home), slowly) as following:
        following.until(idle)
        change(home / "one.yaml", "title: First part", "title: Another part")
        assert at_work.wait(60)
        change(home / "two.yaml", "title: Second part", "title: A later part")
        assert following.session.alarm.bell.wait(60)
        go_on.set()
        heard = following.until(ended)
        assert why(heard) == "one.yaml, two.yaml changed"
        last = [event for event in heard if isinstance(event, Worked)][-2:]
        assert sorted(event.editions for event in last) == [("leaflet",), ("lecture",)]
        for event in last:
            assert event.built.outline and [s.title.text for s in event.built.outline.sections] == [
                "Another part",
                "A later part",
            ]


def test_decks_come_and_go(home: Path) -> None:
    with Following(order(home)) as following:
        following.until(idle)
        other = home.parent / "other"
        shutil.copytree(home, other)
        change(other / "deck.yaml", "deck: demo", "deck: other")
        heard = following.until(
            lambda event: isinstance(event, Ended) and event.deck == other.as_posix() and not event.broken
        )
        assert any(isinstance(event, Began) and event.deck == other.as_posix() for event in heard)
        shutil.rmtree(other)
        assert Gone(other.as_posix()) in following.until(lambda event: isinstance(event, Gone))
        shutil.rmtree(home)
        assert isinstance(following.until(lambda event: isinstance(event, Lost))[-1], Lost)
        write_project(home.parent.parent / "again")
        shutil.move(home.parent.parent / "again" / "decks" / "demo", home)
        following.until(lambda event: isinstance(event, Ended) and not event.broken)


def test_an_edition_that_leaves_its_deck_is_no_longer_made(home: Path) -> None:
    with Following(order(home)) as following:
        following.until(idle)
        leaflet = next(line for line in DECK.splitlines() if line.startswith("  leaflet"))
        change(home / "deck.yaml", leaflet + "\n", "")
        names = set(worked(following.until(ended)))
        assert ("lecture",) in names and ("leaflet",) not in names


def test_two_decks_with_one_id_are_an_error(home: Path) -> None:
    shutil.copytree(home, home.parent / "twin")
    with Following(order(home)) as following:
        heard = following.until(idle)
        rules = {one.rule for event in heard if isinstance(event, Worked) for one in event.built.diagnostics}
        assert "OUT002" in rules


def test_no_deck_at_the_start_is_misuse(tmp_path: Path) -> None:
    following = Following(Order((tmp_path,)))
    with pytest.raises(Misuse, match="no deck here"):
        list(following.session.events())


def test_a_fault_of_the_program_ends_the_round_and_not_the_session(home: Path) -> None:
    def faulty(job: Job, world: World) -> Built:
        built = plan(job, world)
        if any("Boom" in text for text in built.texts.values()):
            raise RuntimeError("boom")
        return built

    with Following(order(home), faulty) as following:
        following.until(idle)
        change(home / "one.yaml", "The first assertion", "Boom")
        assert any(isinstance(event, Failed) for event in following.until(ended))
        change(home / "one.yaml", "Boom", "The first assertion")
        assert worked(following.until(ended))


def test_of_many_decks_those_are_built_that_somebody_asks_for(home: Path) -> None:
    shutil.copytree(home, home.parent / "second")
    change(home.parent / "second" / "deck.yaml", "deck: demo", "deck: second")
    with Following(order(home), most=1) as following:
        heard = following.until(idle)
        assert heard[0] == Found((home.as_posix(), (home.parent / "second").as_posix())) and not worked(heard)
        following.session.ask((home.parent / "second").as_posix())
        heard = following.until(ended)
        assert {event.deck for event in heard if isinstance(event, Began)} == {(home.parent / "second").as_posix()}


def test_what_was_built_is_in_the_cache_once_nobody_waits(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While an author waits, nothing is kept; a process that comes later finds what this one made."""
    open_home(tmp_path / "cache", named=True)
    store = Store(tmp_path / "cache")
    monkeypatch.setattr(Kept, "stays", False)
    with Following(order(home), Cached(store).build) as following:
        following.until(idle)
        change(home / "one.yaml", "The first assertion", "Another assertion")
        following.until(ended)
        following.until(idle)
    monkeypatch.setattr(Kept, "stays", False)
    ((_, job, disk),) = jobs(order(home))
    again = Cached(store).build(job, disk)
    assert again.outputs and again.remade == ()


def test_a_fault_in_what_was_put_off_is_told_and_the_session_goes_on(home: Path) -> None:
    fail: list[bool] = []

    def work(job: Job, world: World) -> Built:
        if fail:
            when_idle(lambda: Path("/nowhere/at/all").unlink())
        return plan(job, world)

    with Following(order(home), work) as following:
        following.until(idle)
        fail.append(True)
        change(home / "one.yaml", "The first assertion", "Another assertion")
        following.until(ended)
        following.until(lambda event: isinstance(event, Failed))
        change(home / "one.yaml", "Another assertion", "The third")
        assert worked(following.until(ended))
