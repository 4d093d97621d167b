"""What we write is clean by its own rules: every PDF of the shipped deck and of the golden outlines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings

from builder.build import Job, build, check
from builder.geometry import Rect
from builder.plan.page import Chart, ChartSpec, Connector, Item, Plan, Stamps
from builder.plan.stamps import Circle
from builder.proof.contrast import grey
from builder.proof.locate import regions
from builder.theme import Color, contrast
from builder.world import Disk
from tests.outputs.support.anyoutline import Outline, outlines
from tests.outputs.support.builds import in_memory

from .support import GOLDEN, Proofed, changed, golden, ketamine

NAMES = sorted(path.stem for path in GOLDEN.glob("*.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_golden_outlines_are_clean(name: str) -> None:
    for file, made in golden(name).items():
        assert [(one.at, one.rule, one.message) for one in made.found()] == [], file


def test_the_shipped_deck_is_clean() -> None:
    files = ketamine()
    assert {"ketamine-notes.pdf", "ketamine-guided.pdf", "ketamine-leaflet-A4.pdf"} <= set(files)
    for file, made in files.items():
        assert [(one.at, one.rule, one.message) for one in made.found()] == [], file


def test_a_build_with_a_fault_in_its_pdf_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof comes before anything goes to disk, and `check` says the same."""
    import builder.write.pdf

    whole = builder.write.pdf.write_pdf

    def faulty(plan: Plan) -> bytes:
        return changed(whole(plan), untitled)

    def untitled(pdf: pikepdf.Pdf) -> None:
        pdf.Root.ViewerPreferences.DisplayDocTitle = False

    monkeypatch.setattr(builder.write.pdf, "write_pdf", faulty)
    job, world = Job(PurePosixPath("leaflet.yaml")), Disk(GOLDEN)
    built, checked = build(job, world), check(job, world)
    told = [one for one in built.diagnostics if one.rule == "A11Y010"]
    assert len(told) == 5
    assert built.outputs == ()
    assert built.diagnostics == checked.diagnostics
    text = (GOLDEN / "leaflet.yaml").read_text(encoding="utf-8").splitlines()
    assert all(one.at.line - 1 > text.index("editions:") for one in told)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(outlines())
def test_any_outline_is_clean_but_for_what_its_author_wrote(outline: Outline) -> None:
    found = check(Job(PurePosixPath("deck.yaml")), in_memory(outline.text, outline.files)).diagnostics
    ours = [one for one in found if one.rule in {"A11Y010", "A11Y011", "PRINT001", "PRINT002"}]
    assert [one.message for one in ours if "`slanted` is in italics" not in one.message] == []


# Figures, from the plan


def charts(made: Proofed) -> list[Chart]:
    return [item for page in made.draft.plan.pages for item, _ in regions(page.items) if isinstance(item, Chart)]


def only(made: Proofed, item: Item) -> Plan:
    """The plan with one item on each page."""
    plan = made.draft.plan
    return replace(plan, pages=tuple(replace(page, items=(item,)) for page in plan.pages))


def told_of(made: Proofed, item: Item) -> list[str]:
    return [one.message for one in made.found(plan=only(made, item)) if one.rule == "A11Y011"]


PALE, INK = Color("C9D3DA"), Color("16263A")


def test_a_pale_series_is_told_of() -> None:
    made = golden("charts")["charts-paper.pdf"]
    chart = next(one for one in charts(made) if isinstance(one.spec, ChartSpec) and not one.spec.series[0].point_colors)
    assert told_of(made, chart) == []
    spec = chart.spec
    assert isinstance(spec, ChartSpec)
    series = replace(spec.series[0], color=PALE, edge=None, point_edges=())
    pale = replace(chart, spec=replace(spec, series=(series,)))
    assert "3:1 are needed" in told_of(made, pale)[0]


def test_series_that_a_copier_makes_alike_are_told_of() -> None:
    made = golden("kinds")["kinds-paper.pdf"]
    chart = next(
        one for one in charts(made) if isinstance(one.spec, ChartSpec) and one.spec.legend and len(one.spec.series) > 1
    )
    spec = chart.spec
    assert isinstance(spec, ChartSpec)
    first, second = (replace(series, hatch=None, edge=None, marker="none", dash=False) for series in spec.series[:2])
    alike = replace(first, color=Color("A31621")), replace(second, color=Color("3A5A00"))
    assert contrast(grey("A31621"), grey("3A5A00")) < 1.25 < contrast("A31621", "3A5A00") + 1
    told = told_of(made, replace(chart, spec=replace(spec, series=alike)))
    assert any("look alike on a black-and-white copy" in message for message in told)
    hatched = replace(alike[0], hatch="up"), alike[1]
    assert not any("alike" in message for message in told_of(made, replace(chart, spec=replace(spec, series=hatched))))


@pytest.mark.parametrize(("color", "told"), [(PALE, True), (INK, False)])
def test_lines_and_figures_that_are_too_pale_are_told_of(color: Color, told: bool) -> None:
    made = golden("points")["points-leaflet.pdf"]
    line = Connector(((300.0, 600.0), (300.0, 700.0)), color, 1.5, "a raises b")
    crowd = Stamps(Rect(300.0, 600.0, 40.0, 40.0), (Circle(5.0, 5.0, 5.0),), ((300.0, 600.0),), color, "people")
    for item in (line, crowd):
        assert bool(told_of(made, item)) == told
