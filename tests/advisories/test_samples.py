"""All real revisions that stand next to the checkout: imported, in order, told apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from advisor.advisories.advisory import Advisory
from advisor.advisories.compare import Change, applied, compare
from advisor.advisories.reading import read_advisories
from advisor.advisories.review import Standing, review
from advisor.advisories.wanted import Country, Given
from advisor.advisories.words import plain, sentences
from advisor.model.diagnostic import has_errors
from advisor.model.pack import Pack
from advisor.services.advisory_library import AdvisoryLibrary, Filing
from advisor.services.pack_library import PackLibrary
from advisor.services.paths import find_paths
from tests.advisories.samples import SHARED

HISTORY = SHARED / "mali_history"
PAGES = {
    "unitedkingdom": "https://www.gov.uk/foreign-travel-advice/mali",
    "unitedkingdom_safety": "https://www.gov.uk/foreign-travel-advice/mali/safety-and-security",
    "unitedstates": "https://travel.state.gov/content/travel/en/traveladvisories/traveladvisories/mali-travel-advisory.html",
    "canada": "https://travel.gc.ca/destinations/mali#risk",
    "canada_security": "https://travel.gc.ca/destinations/mali#security",
    "australia": "https://www.smartraveller.gov.au/destinations/africa/mali",
    "ireland": "https://www.ireland.ie/en/dfa/overseas-travel/advice/mali/",
}
pytestmark = pytest.mark.skipif(not HISTORY.is_dir(), reason="the real samples are not here")


def revisions(name: str) -> list[Path]:
    return sorted((HISTORY / name).glob("*.md"))


def given_for(file: Path) -> Given:
    return Given(url=PAGES[file.parent.name], day=date.fromisoformat(file.name[:10]))


def texts(name: str) -> Iterator[Advisory]:
    for file in revisions(name):
        read = read_advisories(file.read_bytes(), file.name, given_for(file))
        assert not read.diagnostics
        yield from read.advisories


def test_all_fifty_are_filed_once_and_in_order(tmp_path: Path) -> None:
    library = AdvisoryLibrary(find_paths(tmp_path))
    files = [file for name in PAGES for file in revisions(name)]
    assert len(files) == 50
    for file in reversed(files):  # the newest first: every other one is filed as older
        (result,) = library.bring_in({str(file): file.read_bytes()}, given_for(file))
        assert not has_errors(result.diagnostics)
    by_page = library.texts()
    assert sum(map(len, by_page.values())) == 50
    for of_page in by_page.values():
        days = [(one.day, one.retrieved) for one in of_page]
        assert days == sorted(days, key=lambda one: (one[0], one[1] or one[0]))
    for file in files:
        (result,) = library.bring_in({str(file): file.read_bytes()}, given_for(file))
        assert [one.filing for one in result.filed] == [Filing.KNOWN]
    assert sum(map(len, library.texts().values())) == 50


@pytest.mark.parametrize("name", PAGES)
def test_what_changed_between_neighbours_is_told_and_whole(name: str) -> None:
    for old, new in pairwise(texts(name)):
        comparison = compare(old, new)
        made = [(plain(heading), [plain(one) for one in told]) for heading, told in applied(comparison)]
        assert made == [
            (plain(one.heading), [plain(told) for part in one.paragraphs for told in sentences(part)])
            for one in new.sections
        ]
        assert compare(new, new).same


def test_known_changes_are_found() -> None:
    by_day = {one.day: one for one in texts("unitedkingdom")}
    all_travel = compare(by_day[date(2025, 10, 24)], by_day[date(2025, 10, 30)])
    assert all_travel.level_changed
    assert all_travel.new_levels == ("FCDO advises against all travel to Mali",)
    gone = compare(by_day[date(2026, 5, 2)], by_day[date(2026, 6, 10)])
    assert [one.old for one in gone.sections if one.change is Change.REMOVED] == ["25 April attacks"]
    assert compare(by_day[date(2026, 6, 10)], by_day[date(2026, 7, 10)]).same
    safety = list(texts("unitedkingdom_safety"))
    (added,) = [edit for one in compare(*safety[-2:]).sections for edit in one.edits if edit.change is Change.ADDED]
    assert "on 4 July" in added.new


@pytest.fixture(scope="module")
def mali() -> Pack:
    library = PackLibrary(find_paths())
    folder = library.with_id("mali")
    pack = library.load(folder.folder).pack if folder is not None else None
    if pack is None:
        pytest.skip("no current pack of Mali")
    return pack


def test_the_text_of_july_makes_rules_that_cite_earlier_texts_due(mali: Pack) -> None:
    of_page = {one: list(texts(one)) for one in ("unitedkingdom", "unitedkingdom_safety")}
    found = review(mali, {of[0].page: of for of in of_page.values()})
    due = {one.citation.id: one for one in found.of(Standing.DUE)}
    assert due
    for one in due.values():
        assert one.newest is not None
        assert one.newest.day >= date(2026, 7, 10)
        assert one.citation.source.date < one.newest.day.isoformat()
    assert found.of(Standing.MISSING)


def test_pages_of_one_day_are_imported_with_their_description(tmp_path: Path) -> None:
    library = AdvisoryLibrary(find_paths(tmp_path))
    folder = SHARED / "mali_2026-08-22" / "unitedkingdom"
    files = {str(file): file.read_bytes() for file in sorted(folder.iterdir())}
    url = "https://www.gov.uk/foreign-travel-advice/mali"
    results = library.bring_in(files, Given(url=url, day=date(2026, 8, 22)))
    assert not [one for one in results if one.diagnostics]
    assert {text_.published for of in library.texts().values() for text_ in of} == {date(2026, 7, 10)}
    guide = url.removeprefix("https://www.")
    parts = ("entry-requirements", "getting-help", "health", "safety-and-security")
    assert list(library.texts()) == [guide, *(f"{guide}/{part}" for part in parts)]


@pytest.mark.parametrize("name", ["turkey", "albania", "antarctica"])
def test_captured_guides_are_read(name: str) -> None:
    file = SHARED / "govuk_content_api_samples" / f"{name}_travel_advice.json"
    read = read_advisories(file.read_bytes(), file.name)
    assert not read.diagnostics
    assert read.advisories[0].page == f"gov.uk/foreign-travel-advice/{name}"
    index = file.with_name("foreign_travel_advice_index.json")
    assert [one.code for one in read_advisories(index.read_bytes(), "x").diagnostics] == ["advisory-unknown-format"]


@pytest.mark.parametrize("file", sorted(SHARED.glob("summaries_*/*.json")), ids=lambda file: file.stem)
def test_lists_of_all_countries_give_the_one_wanted(file: Path) -> None:
    read = read_advisories(file.read_bytes(), file.name, Given(country=Country("ML", frozenset({"mali"}))))
    if file.stem.startswith("unitedkingdom"):
        assert [one.code for one in read.diagnostics] == ["advisory-empty"]  # it holds days only
    else:
        assert len(read.advisories) == 1
