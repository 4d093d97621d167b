"""What a leaflet says after its sections, read back: law, actions, sources on request or by code, how it was made."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path, PurePosixPath

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from builder.build import Job, build
from builder.plan.qr import LEAST, LEAST_MODULE, modules
from builder.world import Disk

from .support import opened
from .support.builds import in_memory

GOLDEN = Path(__file__).parents[1] / "golden"
OUTLINE = (GOLDEN / "leaflet.yaml").read_text(encoding="utf-8")


@cache
def outputs() -> dict[str, bytes]:
    """The leaflet's files by edition (and paper)."""
    built = build(Job(PurePosixPath("leaflet.yaml")), Disk(GOLDEN))
    return {Path(output.path).stem.removeprefix("leaflet-"): output.data for output in built.outputs}


def paragraphs(edition: str) -> list[tuple[str, str]]:
    return opened.paper_paragraphs(outputs()[edition])


def under(edition: str, heading: str) -> list[tuple[str, str]]:
    """What stands between a heading and the next one of its level or higher."""
    said = paragraphs(edition)
    start = next(i for i, (role, text) in enumerate(said) if role in ("H2", "H3") and text == heading)
    level = said[start][0]
    ends = (i for i, (role, _) in enumerate(said) if i > start and role.startswith("H") and role <= level)
    return said[start + 1 : next(ends, len(said))]


def test_an_action_says_what_to_do_then_how_why_when_and_who_helps() -> None:
    said = [text for _, text in under("leaflet-A4", "Look at the graze")]
    assert said == [
        *("1.", "Wash your hands.", "2.", "Take off the plaster.", "3.", "Put on a new one."),
        "Why: Dirt in it can make you ill.1",
        "When: Every evening, for a week.",
        "Who can help: your nurse",
    ]


def test_actions_stand_under_one_question_in_their_order() -> None:
    said = [text for role, text in under("leaflet-A4", "What you can do") if role == "H3"]
    assert said == ["Look at the graze", "Ask for help"]


def test_the_law_is_the_locales_with_its_instrument_and_that_nobody_confirmed_it() -> None:
    british = " ".join(text for _, text in under("leaflet-A4", "What the law says"))
    american = " ".join(text for _, text in under("american", "What the law says"))
    assert "Class B" in british and "Misuse of Drugs Act 1971" in british and "10 June 2014" in british
    assert "Schedule III" in american and "August 12, 1999" in american
    assert "Class B" not in american and "Schedule III" not in british
    assert "Not checked yet" in british and "Not checked yet" in american


def test_further_numbers_are_the_locales() -> None:
    british, american = (
        opened.spaced(opened.paper_words(outputs()["leaflet-A4"])),
        opened.paper_words(outputs()["american"]),
    )
    assert "FRANK, 0300 123 6600" in british and "SAMHSA" not in british
    assert "1-800-662-4357" in american and "FRANK" not in american


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, True),
        ({"legal_status: ": "# legal_status: "}, False),
        ({"emergency:\n": "emergency:\n  drug_advice: false\n"}, False),
        ({"legal_status: ": "# legal_status: ", "emergency:\n": "emergency:\n  drug_advice: true\n"}, True),
    ],
)
def test_advice_about_drugs_is_for_decks_about_drugs(changes: dict[str, str], told: bool) -> None:
    text = OUTLINE
    for old, new in changes.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    built = build(Job(PurePosixPath("deck.yaml"), editions=("leaflet",)), in_memory(text))
    assert built.outputs, [str(one.message) for one in built.diagnostics]
    said = [words for _, words in opened.paper_paragraphs(built.outputs[0].data)]
    assert any("FRANK" in words for words in said) is told
    assert any("FRANK" in one.message for one in built.diagnostics) is told, "what isn't printed needn't be checked"


def test_no_treatment_and_formats_are_told() -> None:
    assert ("LBody", "Most grazes heal by themselves.") in under("leaflet-A4", "If you choose no treatment")
    said = [text for _, text in under("leaflet-A4", "Other languages and formats")]
    assert said == ["Tell us if you need an interpreter.", "This leaflet also comes in large print."]


def test_how_it_was_made_says_who_paid_and_until_when_was_searched() -> None:
    said = " ".join(text for _, text in under("leaflet-A4", "How this leaflet was made"))
    for part in (
        *("Made by: The measuring room.", "Written by: Anna Able, B Baker.", "Funding: none."),
        *(
            "Interests of the authors: none.",
            "up to 1 January 2026",
            "Two nurses look for new trials",
            "the box at the desk",
        ),
    ):
        assert part in said, part


# Sources: printed, on request, or behind a code


@pytest.mark.parametrize(("edition", "listed"), [("leaflet-A4", True), ("small", False), ("american", False)])
def test_sources_are_listed_or_not(edition: str, listed: bool) -> None:
    assert ("Water for wounds" in opened.spaced(opened.paper_words(outputs()[edition]))) is listed
    numbers = [text for _, text in paragraphs(edition) if text.startswith("Clean water is as good as salt water.")]
    assert numbers == ["Clean water is as good as salt water.1"], "the list on request has the same numbers"


def links(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        every = [one for page in pdf.pages for one in page.get("/Annots", [])]
        found = [one for one in every if one.Subtype == "/Link"]
        return [str(one.A.URI) if "/A" in one and "/URI" in one.A else "inside" for one in found]


def test_numbers_lead_to_the_list_only_where_there_is_one() -> None:
    assert "inside" in links(outputs()["leaflet-A4"])
    assert "inside" not in links(outputs()["small"]) + links(outputs()["american"])


def test_on_request_says_whom_to_ask() -> None:
    said = " ".join(text for _, text in under("small", "Where this information comes from"))
    assert "ask us for the list" in said and "Ask at the desk" in said


@pytest.mark.parametrize(
    ("edition", "address"),
    [
        ("leaflet-A4", "https://example.org/l/leaflet-leaflet?v=2.0.0"),
        ("american", "https://example.org/l/leaflet-american?v=2.0.0"),
        ("large", "https://example.org/l/leaflet-large?v=2.0.0"),
    ],
)
def test_a_phone_reads_the_code_and_an_eye_the_address(edition: str, address: str) -> None:
    data = outputs()[edition]
    with pypdfium2.PdfDocument(data) as pdf:
        pages = [page.render(scale=2, grayscale=True).to_pil() for page in pdf]
    read = [found.text for page in pages for found in zxingcpp.read_barcodes(page)]
    assert read == [address]
    assert address.removeprefix("https://") in opened.spaced(opened.paper_words(data))
    assert address in links(data)


def test_a_code_is_large_enough_and_says_where_it_leads() -> None:
    rows = modules("https://example.org/l/leaflet-leaflet?v=2.0.0")
    assert LEAST >= 20 / 25.4 * 72
    with pikepdf.open(io.BytesIO(outputs()["leaflet-A4"])) as pdf:
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        code = next(one for one in figures if str(one.get("/Alt", "")).startswith("QR code"))
        left, bottom, right, top = (float(number) for number in code.A[0].BBox)
    assert "example.org/l/leaflet-leaflet" in str(code.Alt)
    assert right - left == pytest.approx(top - bottom, abs=0.5)
    assert right - left >= max(20 / 25.4 * 72, LEAST_MODULE * len(rows)) - 0.01


def test_a_code_without_a_page_to_lead_to_is_refused() -> None:
    text = re.sub(r",\s*status_page: \"[^\"]*\"", "", OUTLINE)
    built = build(Job(PurePosixPath("deck.yaml")), in_memory(text, {}))
    fault = next(found for found in built.diagnostics if found.rule == "YML011")
    assert "`american`" in fault.message and "status_page" in (fault.help or "")
    assert not built.outputs
