"""Texts on disk: each once, in order, and never half."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.advisories.wanted import Given
from advisor.services.advisory_library import AdvisoryLibrary, Filed, Filing
from advisor.services.paths import find_paths

URL = "https://example.org/land"


@pytest.fixture
def library(tmp_path: Path) -> AdvisoryLibrary:
    return AdvisoryLibrary(find_paths(tmp_path))


def bring(library: AdvisoryLibrary, said: str, day: str, name: str = "land.md") -> Filed:
    (result,) = library.bring_in({name: said.encode()}, Given(url=URL, day=date.fromisoformat(day)))
    (filed,) = result.filed
    return filed


def test_the_first_text_is_the_newest(library: AdvisoryLibrary) -> None:
    filed = bring(library, "Go.", "2026-06-10")
    assert (filed.filing, filed.before) == (Filing.NEWEST, None)
    assert library.texts() == {"example.org/land": (filed.advisory,)}


def test_an_older_text_is_filed_as_older(library: AdvisoryLibrary) -> None:
    newest = bring(library, "Do not go.", "2026-07-10").advisory
    older = bring(library, "Go.", "2026-06-10")
    assert (older.filing, older.before) == (Filing.OLDER, newest)
    assert library.texts()["example.org/land"] == (older.advisory, newest)


def test_nothing_is_filed_twice_whatever_the_file_is_called(library: AdvisoryLibrary, tmp_path: Path) -> None:
    bring(library, "Go  north.", "2026-06-10")
    assert bring(library, "Go north.\n", "2026-06-10", "other.md").filing is Filing.KNOWN
    assert len(list((tmp_path / "advisories").iterdir())) == 1


def test_a_dated_text_without_a_day_of_its_own_sighting_is_known(library: AdvisoryLibrary) -> None:
    said = b"Updated: 1 June 2026\n\nGo."
    library.bring_in({"a": said}, Given(url=URL, day=date(2026, 6, 10)))
    (again,) = library.bring_in({"a": said}, Given(url=URL))
    assert [one.filing for one in again.filed] == [Filing.KNOWN]


def test_the_same_words_on_a_later_day_are_another_text(library: AdvisoryLibrary) -> None:
    bring(library, "Go.", "2026-06-10")
    assert bring(library, "Go.", "2026-07-10").filing is Filing.NEWEST


def test_a_damaged_file_costs_only_itself(library: AdvisoryLibrary, tmp_path: Path) -> None:
    kept = bring(library, "Go.", "2026-06-10").advisory
    for number, damage in enumerate(
        (b"", b"{", b"[]", b'{"version": 9}', b'{"version": 1, "page": "x"}', b"[" * 99_999)
    ):
        (tmp_path / "advisories" / f"{number}.json").write_bytes(damage)
    assert library.texts() == {"example.org/land": (kept,)}


def test_what_can_not_be_written_is_told(library: AdvisoryLibrary, tmp_path: Path) -> None:
    (tmp_path / "advisories").write_text("in the way", encoding="utf-8")
    with pytest.raises(OSError):  # noqa: PT011  (which one depends on the system)
        bring(library, "Go.", "2026-06-10")


def test_a_country_is_known_by_its_code_and_names(library: AdvisoryLibrary) -> None:
    country = library.country("ml")
    assert country is not None
    assert country.called("mali")
    assert library.country("XX") is None
