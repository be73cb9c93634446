"""Addresses of one page, and which statements need review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from advisor.advisories.addresses import issuer_at, page_of
from advisor.advisories.advisory import Advisory
from advisor.advisories.dates import find_day, period_start
from advisor.advisories.review import Citing, Standing, citations, review
from advisor.model.network import Window
from advisor.model.pack import Pack
from advisor.model.source import Source
from advisor.model.text import Text
from advisor.rulebook.loader import load_pack
from tests.advisories.samples import advisory
from tests.packs import small_pack_texts

GUIDE = "gov.uk/foreign-travel-advice/mali"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.gov.uk/foreign-travel-advice/mali", GUIDE),
        ("http://gov.uk/foreign-travel-advice/mali/", GUIDE),
        ("https://www.gov.uk/api/content/foreign-travel-advice/mali", GUIDE),
        ("https://www.gov.uk/foreign-travel-advice/mali/warnings-and-insurance", GUIDE),
        ("https://WWW.GOV.UK/foreign-travel-advice/mali/safety-and-security#Terrorism", f"{GUIDE}/safety-and-security"),
        ("https://travel.gc.ca/destinations/mali?wbdisable=true", "travel.gc.ca/destinations/mali"),
        ("https://travel.gc.ca/destinations/mali#security", "travel.gc.ca/destinations/mali#security"),
        (
            "https://www.auswaertiges-amt.de/de/service/laender/mali-node/sicherheit/208258",
            "auswaertiges-amt.de/208258",
        ),
        ("https://www.auswaertiges-amt.de/opendata/travelwarning/208258", "auswaertiges-amt.de/208258"),
        ("https://www.ireland.ie/en/dfa/overseas-travel/advice/mali/", "ireland.ie/en/dfa/overseas-travel/advice/mali"),
        ("example.org/a?id=3", "example.org/a?id=3"),
    ],
)
def test_addresses_of_one_page(url: str, key: str) -> None:
    page = page_of(url)
    assert page is not None
    assert page.key == key
    assert page_of(page.key) == page


@pytest.mark.parametrize(
    "url", ["", "file:///etc/passwd", "mailto:a@example.org", "no page", "https://", "http://[", "x"]
)
def test_what_is_no_address(url: str) -> None:
    assert page_of(url) is None


def test_issuers_are_known_by_host() -> None:
    page, other = page_of(GUIDE), page_of("https://example.org/x")
    assert page is not None
    assert other is not None
    assert issuer_at(page) == "Foreign, Commonwealth & Development Office"
    assert issuer_at(other) == "example.org"


@pytest.mark.parametrize(
    "written",
    ["2026-07-10", "2026-07-10T14:24:11+01:00", "10 July 2026", "July 10, 2026", "10 juillet 2026", "10.07.2026",
     "10. Juli 2026", "on 10th July 2026 at noon", "Fri, 10 Jul 2026"],
)  # fmt: skip
def test_days_as_governments_write_them(written: str) -> None:
    assert find_day(written) == date(2026, 7, 10)


def test_a_source_s_date_is_taken_at_its_earliest() -> None:
    assert [period_start(one) for one in ("2026", "2026-07", "2026-07-10", "", "soon", "2026-13")] == [
        *(date(2026, 1, 1), date(2026, 7, 1), date(2026, 7, 10), None, None, None),
    ]


@pytest.fixture(scope="module")
def pack() -> Pack:
    loaded = load_pack({name: text.encode() for name, text in small_pack_texts().items()}).pack
    assert loaded is not None
    return loaded


def citing(pack: Pack, url: str, on: str) -> Pack:
    """The pack with one rule that cites that source, and no other source."""
    source = Source(title=Text({"en": "Advice"}), url=url, date=on)
    bare = [replace(rule, source=None) for rule in pack.rules[1:]]
    return replace(pack, rules=(replace(pack.rules[0], source=source), *bare), contacts=())


def text(said: str, published: str, page: str = GUIDE, seen: str = "") -> Advisory:
    return advisory(
        ("", said),
        page=page,
        published=date.fromisoformat(published),
        retrieved=date.fromisoformat(seen) if seen else None,
    )


OLD, NEW = text("Go.", "2026-06-10"), text("Do not go.", "2026-07-10")


@pytest.mark.parametrize(
    ("cited", "texts", "standing"),
    [
        ("2026-06-10", [OLD, NEW], Standing.DUE),
        ("2026-06-20", [NEW, OLD], Standing.DUE),
        ("2026-07-10", [OLD, NEW], Standing.CURRENT),
        ("2026-07", [OLD, NEW], Standing.DUE),
        ("2026-05-01", [OLD], Standing.DUE),
        ("", [OLD], Standing.DUE),
        ("2026-08-01", [OLD, NEW], Standing.BEHIND),
        ("2026-08-01", [text("Go.", "2026-06-10", seen="2026-08-02")], Standing.CURRENT),
        # Only the date is another one: nothing to look at.
        ("2026-06-10", [OLD, text("Go.", "2026-07-10")], Standing.CURRENT),
        # Changed and changed back.
        ("2026-06-10", [OLD, NEW, text("Go.", "2026-07-12")], Standing.CURRENT),
        # The issuer changed the words and left the date.
        ("2026-06-10", [OLD, text("Do not go.", "2026-06-10", seen="2026-07-01")], Standing.DUE),
        ("2026-06-10", [], Standing.MISSING),
    ],
)
def test_standing(pack: Pack, cited: str, texts: list[Advisory], standing: Standing) -> None:
    found = review(citing(pack, "https://www.gov.uk/foreign-travel-advice/mali", cited), {GUIDE: texts})
    assert [one.standing for one in found.reviewed] == [standing]
    assert bool(found.due) is (standing is Standing.DUE)


def test_what_changed_is_told_from_the_text_in_force_on_the_rule_s_date(pack: Pack) -> None:
    between = text("Go, or stay.", "2026-06-20")
    (one,) = review(citing(pack, f"https://{GUIDE}", "2026-06-25"), {GUIDE: [OLD, between, NEW]}).reviewed
    assert (one.base, one.newest) == (between, NEW)


SAFETY = f"{GUIDE}/safety-and-security"


@pytest.mark.parametrize(
    ("cited", "imported", "judged"),
    [
        (SAFETY, [GUIDE, SAFETY], [SAFETY]),
        (SAFETY, [GUIDE], [GUIDE]),
        (GUIDE, [GUIDE, SAFETY], [GUIDE, SAFETY]),
        (f"{SAFETY}#Terrorism", [SAFETY], [SAFETY]),
        (
            "example.org/a#x",
            ["example.org/a#x", "example.org/a#summary", "example.org/a#y"],
            ["example.org/a#x", "example.org/a#summary"],
        ),
        ("example.org/a", ["example.org/ab"], [""]),
    ],
)
def test_a_part_is_judged_by_its_own_texts_and_a_guide_by_all(
    pack: Pack, cited: str, imported: list[str], judged: list[str]
) -> None:
    texts = {page: [text("Go.", "2026-06-10", page), text("Do not go.", "2026-07-10", page)] for page in imported}
    assert [one.page for one in review(citing(pack, f"https://{cited}", "2026-06-10"), texts).reviewed] == judged


def test_windows_of_services_and_providers_cite_too(pack: Pack) -> None:
    source = Source(title=Text({"en": "Advice"}), url=f"https://{GUIDE}", date="2026-06-10")
    windows = (Window(source=source), Window(source=source))
    services = {one.id: replace(one, windows=windows) for one in pack.services.values()}
    providers = {one.id: replace(one, windows=windows) for one in pack.providers.values()}
    bare = replace(citing(pack, "", ""), services=services, providers=providers)
    assert [(one.kind, one.id) for one in citations(bare)] == [
        *((Citing.SERVICE, name) for name in pack.services),
        *((Citing.PROVIDER, name) for name in pack.providers),
    ]


def test_an_anonymous_source_is_never_told(pack: Pack) -> None:
    with_source = citing(pack, f"https://{GUIDE}", "2026-06-10")
    rule = with_source.rules[0]
    assert rule.source is not None
    hidden = replace(rule, source=replace(rule.source, anonymous=True))
    assert list(citations(replace(with_source, rules=(hidden,)))) == []
