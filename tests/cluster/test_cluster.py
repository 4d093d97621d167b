"""A real Dask cluster builds what this machine does, byte by byte, whatever happens to its workers."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.shapes import image_file
from builder.batch import Order, Silent, make, tasks_of
from builder.decks import Misuse
from builder.farm import cluster as dask_cluster
from builder.farm import identity as own
from builder.farm import remote
from builder.farm.inputs import inputs_of
from builder.farm.task import Afresh, Lost, Outcome, perform
from tests.cluster.support import Cluster, Killing, Waiting, cluster, until
from tests.conftest import MINIMAL, Ran
from tests.farm.support import decks, tree
from tests.farm.test_pool import mixed

distributed = pytest.importorskip("distributed")

pytestmark = pytest.mark.xdist_group("cluster")

Teachback = Callable[..., Ran]
Project = Callable[[Mapping[str, str]], Path]


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("dask"), 2) as made:
        yield made


def rich(project: Project) -> Path:
    """Decks whose files lie everywhere: shared ones, one in a folder below, one that isn't there, one too many to guess."""
    files = decks(9, mixed)
    shown = "[{image: {file: pictures/one.png, alt: A square, licence: CC0, credit: Us}}]"
    files["decks/d7/deck.yaml"] = files["decks/d7/deck.yaml"].replace("[A point]", shown)
    files["decks/d8/deck.yaml"] = files["decks/d8/deck.yaml"].replace(
        "editions:", "references: ../common/refs.json\nglossary: ../common/glossry.yaml\neditions:"
    )
    files["decks/d0/deck.yaml"] = files["decks/d0/deck.yaml"].replace(
        "editions:", "references: ../common/refs.json\nglossary: ../common/glossary.yaml\neditions:"
    )
    files["decks/d0/deck.yaml"] = files["decks/d0/deck.yaml"].replace("[A point]", "['A point [@one]']")
    files["decks/common/refs.json"] = '[{"id": "one", "type": "book", "title": "One"}]'
    files["decks/common/glossary.yaml"] = "NMDA: {meaning: A receptor}\n"
    root = project(files)
    (root / "decks/d7/pictures").mkdir()
    (root / "decks/d7/pictures/one.png").write_bytes(image_file())
    return root


def test_a_cluster_says_and_writes_what_this_machine_does(
    dask: Cluster, teachback: Teachback, project: Project
) -> None:
    root = rich(project)
    alone = teachback("build", "--no-cache", "--jobs", "1")
    files = tree(root / "build")
    (root / "build").rename(root / "before")
    there = teachback("build", "--no-cache", "--scheduler", dask.address)
    waited = f"no worker at {dask.address}: waiting for one\n"
    assert replace(there, err=there.err.replace(waited, "")) == alone
    assert tree(root / "build") == files
    assert "did you mean" in alone.err and "OUT002" in alone.err and "d7/d7-lecture.pptx" in files
    assert teachback("check", "--no-cache", "--scheduler", dask.address) == teachback(
        "check", "--no-cache", "--jobs", "1"
    )


def test_a_file_that_decks_share_is_sent_once(dask: Cluster, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = rich(project)
    keys: list[str] = []
    real = distributed.Client.submit

    def noted(self: object, *given: object, key: str, **named: object) -> object:
        keys.append(key)
        return real(self, *given, key=key, **named)

    monkeypatch.setattr(distributed.Client, "submit", noted)
    make(Order((root / "decks",), scheduler=dask.address), root / "out", lambda _: None)
    sent = [key.split("-")[2] for key in keys if key.startswith("teachback-file-")]
    assert len(sent) == len(set(sent)) == 11, "eight decks (one is written twice), references, glossary, picture"


def test_a_result_that_arrives_damaged_is_asked_for_again(
    dask: Cluster, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(decks(2))
    real, damaged = dask_cluster._reply, []

    def torn(future: object) -> object:
        reply = real(future)
        if isinstance(reply, Outcome) and not damaged:
            damaged.append(reply)
            return replace(reply, products=(replace(reply.products[0], data=b"PK torn"),))
        return reply

    monkeypatch.setattr(dask_cluster, "_reply", torn)
    made = make(Order((root / "decks",), scheduler=dask.address), root / "out", lambda _: None)
    assert damaged and made.code == 0
    make(Order((root / "decks",), jobs=1), root / "alone", lambda _: None)
    assert tree(root / "out") == tree(root / "alone")
    monkeypatch.setattr(dask_cluster, "_whole", lambda _: False)
    made = make(Order((root / "decks",), scheduler=dask.address), root / "out", lambda _: None)
    assert [lost.why for _, lost in made.lost] == ["its outputs arrived damaged again and again"] * 2


def test_workers_of_another_version_are_refused(
    dask: Cluster, teachback: Teachback, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(decks(1))
    newer = tuple((name, "99.1" if name == "reportlab" else version) for name, version in own.identity())
    monkeypatch.setattr(dask_cluster, "identity", lambda: newer)
    ran = teachback("build", "--no-cache", "--scheduler", dask.address)
    assert ran.code == 2
    assert ran.err.startswith("error: the cluster builds with other versions: reportlab ")
    assert ran.err.endswith(" there, 99.1 here; install the same on its workers\n")
    assert not (root / "build").exists()


def test_a_worker_that_is_killed_costs_nothing(dask: Cluster, project: Project) -> None:
    dask.staff(2)
    root = project(decks(6))
    make(Order((root / "decks",), jobs=1), root / "alone", lambda _: None)
    marks = root / "marks"
    marks.mkdir()
    killed: list[int] = []

    def kill_one_in_mid_build() -> None:
        assert until(lambda: list(marks.glob("begun-*")))
        killed.append(int(next(marks.glob("begun-*")).name.partition("-")[2]))
        victim = next(one for one in dask.workers if one.pid == killed[0])
        victim.kill()
        victim.wait()
        (marks / "go").touch()

    with Aside(kill_one_in_mid_build):
        order = Order((root / "decks",), scheduler=dask.address)
        made = make(order, root / "out", lambda _: None, using=Waiting(folder=marks, deck="d2"))
    assert made.code == 0 and killed
    begun = {int(path.name.partition("-")[2]) for path in marks.glob("begun-*")}
    assert len(begun) == 2 and killed[0] in begun, "the deck was begun again by another worker"
    assert tree(root / "out") == tree(root / "alone")


def test_a_deck_that_kills_its_workers_is_reported_and_a_cluster_may_be_empty(dask: Cluster, project: Project) -> None:
    """Workers come only once somebody is told that there are none: schedulers may start them as they are needed."""
    for worker in dask.workers:
        worker.send_signal(signal.SIGTERM)
        worker.wait()
    root = project(decks(2))
    notes: list[str] = []

    class Hiring(Silent):
        def note(self, text: str) -> None:
            notes.append(text)
            dask.staff(3)

    order = Order((root / "decks",), scheduler=dask.address)
    made = make(order, root / "out", lambda _: None, using=Killing(deck="d1"), progress=Hiring())
    assert notes[0] == f"no worker at {dask.address}: waiting for one"
    assert made.code == 2
    assert [(Path(shown).name, lost.why) for shown, lost in made.lost] == [
        ("d1", "every worker that had it died; perhaps there was not enough memory")
    ]
    assert "d0/d0-lecture.pptx" in tree(root / "out")


class Aside:
    """Something that is done in a thread meanwhile, and must succeed."""

    def __init__(self, work: Callable[[], None]) -> None:
        from concurrent.futures import ThreadPoolExecutor

        self.pool = ThreadPoolExecutor(1)
        self.work = work

    def __enter__(self) -> None:
        self.future = self.pool.submit(self.work)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.future.result(timeout=90)
        self.pool.shutdown(wait=False)


# Without a cluster


def test_no_scheduler_there_is_said(teachback: Teachback, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project(decks(1))
    monkeypatch.setattr(dask_cluster, "ANSWERS", 1.0)
    for address in ("tcp://127.0.0.1:1", "nonsense"):
        ran = teachback("build", "--no-cache", "--scheduler", address)
        assert (ran.code, ran.err) == (2, f"error: no Dask scheduler answers at {address}\n")


def test_a_scheduler_that_goes_away_ends_the_build(
    tmp_path: Path, project: Project, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster, "ANSWERS", 1.0)
    root = project(decks(1))

    class Leaving(Silent):
        def note(self, text: str) -> None:
            lonely.scheduler.kill()

    with cluster(tmp_path, 0) as lonely:
        order = Order((root / "decks",), scheduler=lonely.address)
        with pytest.raises(Misuse, match=f"the Dask scheduler at {lonely.address} went away"):
            make(order, root / "out", lambda _: None, progress=Leaving())
    assert capfd.readouterr().err == "", "no tracebacks of Dask's"


def test_without_dask_the_way_to_get_it_is_said(
    teachback: Teachback, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(decks(1))
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = teachback("build", "--no-cache", "--scheduler", "tcp://127.0.0.1:8786")
    assert (ran.code, ran.err) == (2, "error: --scheduler needs Dask: pip install 'teachback[cluster]'\n")


def test_what_is_asked_for_gives_what_the_disk_does(project: Project) -> None:
    """Whatever a deck asks of its world, the answers that are sent make the same outcome, errors' words included."""
    root = rich(project)
    hidden = [
        "../../etc/passwd", "no.png", "pictures", ".", "x/../one.png", "/etc/passwd", "pictures/link.png", "big.png",
        "pictures/one.png", "e\u0301.png", "é.png",
    ]  # fmt: skip
    (root / "decks/d7/pictures/link.png").symlink_to("/etc/passwd")
    (root / "decks/d7/big.png").write_bytes(b"x" * 30_000_000)
    (root / "decks/d7/é.png").write_bytes(image_file())
    for number, name in enumerate(hidden, 10):
        text = MINIMAL.replace("deck: sample", f"deck: d{number}")
        text = text.replace("[A point]", f"[{{image: {{file: '{name}', alt: A, licence: CC0, credit: Us}}}}]")
        (root / f"decks/d7/d{number}.yaml").write_text(text)
    paths = (root / "decks", *(root / f"decks/d7/d{number}.yaml" for number in range(10, 10 + len(hidden))))
    rounds = set()
    for task in tasks_of(Order(paths), "build"):
        inputs, asked = inputs_of(task), 0
        while True:
            data = [inputs.blobs[digest] for digest in inputs.known.digests.values()]
            reply = remote.done_for(task, Afresh(), own.identity(), inputs.known, data)
            if not isinstance(reply, remote.Questions):
                break
            asked += 1
            assert asked < 9
            inputs.answer(reply)
        rounds.add(asked)
        assert reply == perform(task, Afresh()), task.shown
    assert rounds >= {0, 1}


def test_a_damaged_input_is_noticed(project: Project) -> None:
    (task,) = tasks_of(Order((project(decks(1)) / "decks",)), "build")
    inputs = inputs_of(task)
    assert remote.done_for(task, Afresh(), own.identity(), inputs.known, [b"deck: other"]) == Lost(
        "d0/deck.yaml arrived damaged"
    )


def test_who_builds_is_told_by_versions_and_files() -> None:
    ours = own.identity()
    assert own.unlike(ours, ours) == ""
    assert {"Teachback", "files of Teachback", "Python", "zlib", "reportlab"} <= dict(ours).keys()
    assert own.unlike(ours, ours[1:]) == f"Teachback none there, {dict(ours)['Teachback']} here"
    assert "none" not in dict(ours).values()
