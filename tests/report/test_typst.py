from __future__ import annotations

import hashlib
import io
import struct
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from advisor.engine.assess import assess
from advisor.model.assessment import Assessment
from advisor.model.text import Text
from advisor.report.document import build
from advisor.report.fonts import characters
from advisor.report.safe import REPLACEMENT, covered
from advisor.report.typst import Resources, drawable, render_pages, render_pdf
from advisor.rulebook.loader import load_pack
from advisor.services.pack_library import read_folder
from tests.report import samples
from tests.report.sample_pack import PACK
from tests.report.speaking import ROOT, speaking

FONTS = ROOT / "assets" / "fonts"

HOSTILE = (
    "#panic()",
    '#let x = read("/etc/passwd")',
    "*bold* _it_ $x^2$ `raw` <label> @ref",
    "[content] ]] #[ {code}",
    "quotes \" ' \\ \\u{41} // comment /* c */",
    "= Heading\n- list\n\n+ new paragraph",
    "{page} of {pages}",
    "W" * 300,
    "a\x00b\x1b[31mc\u202ed",
    "\ud800 lone",
    "🚙 emoji, 会议, हिन्दी",
    "موبتي ⵜⵉⵎⴱⵓⴽⵜⵓ ߓߊ߲ߡߊ߬ߞߐ߫ Ɛ̀ Ɔ̃ ɲ ŋ",
    "~- --- ... -? 1/2",
)


@cache
def resources() -> Resources:
    return Resources(
        template=(ROOT / "assets" / "sheet" / "sheet.typ").read_bytes(),
        font_folders=(str(FONTS),),
        drawable=drawable(font.read_bytes() for font in sorted(FONTS.glob("*.ttf"))),
    )


def _pdf(assessment: Assessment, language: str = "en", *, names: bool = True) -> bytes:
    return render_pdf(build(assessment, PACK, names=names), speaking(language), language, resources())


def _root(reader: PdfReader) -> Any:  # noqa: ANN401 - a PDF's objects nest without types
    return reader.trailer["/Root"]


def _reader(assessment: Assessment, language: str = "en") -> PdfReader:
    return PdfReader(io.BytesIO(_pdf(assessment, language)))


def _flat(words: str) -> str:
    """Words without what a line break or a place to break puts between them."""
    return "".join(words.replace("\u200b", "").split())


def _text(assessment: Assessment, language: str = "en") -> str:
    return _flat("".join(page.extract_text() for page in _reader(assessment, language).pages))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("verdict", samples.ALL)
def test_an_ordinary_trip_takes_one_sheet(verdict: str, language: str) -> None:
    reader = _reader(samples.ALL[verdict], language)
    assert len(reader.pages) == 2
    assert {round(float(page.mediabox.width)) for page in reader.pages} == {595}
    assert {round(float(page.mediabox.height)) for page in reader.pages} == {842}


@pytest.mark.parametrize("verdict", samples.ALL)
def test_nothing_is_cut_off_at_the_end(verdict: str) -> None:
    assert _flat("Void as soon as the party, the route, a date or a mode changes: assess again.") in _text(
        samples.ALL[verdict]
    )
    assert PACK.fingerprint in _flat(_reader(samples.ALL[verdict]).pages[-1].extract_text())


def test_every_page_says_which_rules_and_which_page() -> None:
    for number, page in enumerate(_reader(samples.NO_GO).pages, 1):
        text = _flat(page.extract_text())
        assert _flat("HISTORICAL · Mali, mid-2023 · edition 2023-06 · 9f3c 71aa 04be · as of 1 May 2023") in text
        assert _flat(f"page {number} of 2") in text


def test_the_pdf_can_be_kept_and_read_aloud() -> None:
    reader = _reader(samples.CONDITIONS, "fr")
    catalogue = _root(reader)
    assert catalogue["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf has a type of its own
    assert catalogue["/Lang"] == "fr"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - as above
    assert "/StructTreeRoot" in catalogue
    assert reader.metadata is not None
    assert reader.metadata.title == "Gao field visit"
    assert reader.metadata.creation_date is not None
    assert f"{reader.metadata.creation_date:%Y-%m-%d %H:%M}" == "2023-05-15 00:00"
    xmp = catalogue["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_only_our_fonts_are_used() -> None:
    pages: Any = _reader(samples.CONDITIONS).pages
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    names = {str(font["/BaseFont"]).partition("+")[2] for font in fonts}
    assert names
    assert all(name.startswith("NotoSans") for name in names)


def test_headings_tables_and_lists_are_tagged() -> None:
    kinds: set[str] = set()
    seen: set[int] = set()

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if id(node) in seen:
            return
        seen.add(id(node))
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            kinds.add(str(node.get("/S")))
            walk(node.get("/K"))

    walk(_root(_reader(samples.CONDITIONS))["/StructTreeRoot"])
    assert {"/H1", "/Table", "/TH", "/TD", "/L", "/LI", "/P"} <= kinds


def test_same_assessment_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from tests.report import samples; from tests.report.test_typst import _pdf;"
        "print(hashlib.sha256(_pdf(samples.REFER)).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout.strip()
        for _ in range(2)
    }
    assert digests == {hashlib.sha256(_pdf(samples.REFER)).hexdigest()}


def test_pictures_show_the_very_same_pages() -> None:
    pages = render_pages(build(samples.CONDITIONS, PACK), speaking("en"), "en", resources(), ppi=72)
    assert len(pages) == len(_reader(samples.CONDITIONS).pages)
    for page in pages:
        assert page.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", page[16:24])
        assert (width, height) == pytest.approx((595, 842), abs=1)


@pytest.mark.parametrize("written", HOSTILE)
def test_what_a_planner_writes_stands_there_literally(written: str) -> None:
    traveller = replace(samples.GO.trip.travellers[0], name=written)
    trip = replace(samples.GO.trip, title=written, purpose=written, notes=written, travellers=(traveller,))
    text = _text(replace(samples.GO, trip=trip, without=()))
    expected = _flat(covered(written, resources().drawable, 10**6))
    if expected.isascii():  # scripts that join or run to the left come out in another order
        assert text.count(expected) >= 4, expected
    else:
        assert REPLACEMENT in expected or "موبتي" in written


@given(written=st.text(max_size=60))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_keeps_the_sheet_from_being_printed(written: str) -> None:
    trip = replace(samples.GO.trip, title=written, notes=written * 3)
    title = Text({"en": written})
    findings = tuple(replace(finding, title=title) for finding in samples.GO.findings)
    assert _pdf(replace(samples.GO, trip=trip, findings=findings)).startswith(b"%PDF")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_example_trip_takes_one_sheet(language: str) -> None:
    files, faults = read_folder(ROOT / "rules" / "mali-2023")
    assert not faults
    pack = load_pack(files).pack
    assert pack is not None
    example = next(one for one in pack.trips if one.file.endswith(pack.example_trip or ""))
    assessment = assess(example.trip, pack, example.expect.as_of or pack.as_of or date.max)
    made = render_pdf(build(assessment, pack), speaking(language), language, resources())
    assert len(PdfReader(io.BytesIO(made)).pages) == 2


def test_what_rule_authors_write_stands_there_literally() -> None:
    findings = tuple(
        replace(samples.NO_GO.findings[0], title=Text({"en": words}), because=Text({"en": words})) for words in HOSTILE
    )
    text = _text(replace(samples.NO_GO, findings=findings))
    assert "#panic()" in text
    assert "*bold*_it_$x^2$`raw`<label>@ref" in text


def test_a_forbidden_trip_cannot_be_approved() -> None:
    text = _text(samples.NO_GO)
    assert "approved" not in text.replace("cannotbeapproved", "")
    assert text.count("☐") == 2
    assert "☐acknowledged" in text
    assert "☐declined" in text


def test_a_long_trip_flows_on_at_full_size() -> None:
    many = tuple(replace(samples.CONDITIONS.steps[0], index=index) for index in range(60))
    reader = _reader(replace(samples.CONDITIONS, steps=many))
    assert len(reader.pages) > 2
    assert _flat(f"page {len(reader.pages)} of {len(reader.pages)}") in _flat(reader.pages[-1].extract_text())


def test_names_left_off_are_nowhere_in_the_file() -> None:
    reader = PdfReader(io.BytesIO(_pdf(samples.REFER, names=False)))
    text = _flat("".join(page.extract_text() for page in reader.pages)) + str(reader.metadata)
    assert "TravellerA" in text
    for name in ("Awa", "Traoré", "Jonas", "Weber", "Fatou"):
        assert name not in text


def test_fonts_draw_what_the_sheet_needs() -> None:
    needed = "●▲◆⬣☐☑→–—·×…’“”«»≤≥\u00a0\u202féèêëàâäîïôöùûüÿçœæÉÈÊÀÂÎÔÙÇŒÆ€" + REPLACEMENT
    assert not [one for one in needed if ord(one) not in resources().drawable]
    assert sum(font.stat().st_size for font in FONTS.iterdir()) < 2_500_000


def test_what_is_no_font_draws_nothing() -> None:
    assert characters(b"") == frozenset()
    assert characters(b"OTTO" + bytes(40)) == frozenset()
    assert characters(b"\x00\x01\x00\x00\xff\xff" + b"cmap" * 9) == frozenset()
