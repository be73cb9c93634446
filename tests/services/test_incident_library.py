"""Imported incidents on a real disk: nothing twice, nothing half, nothing in silence, and never a better verdict."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advisor.incidents.mapping import ColumnMapping
from advisor.incidents.store import Added
from advisor.model.incident import Box, Coverage
from advisor.model.trip import Trip
from advisor.model.verdict import Verdict
from advisor.rulebook.loader import load_pack
from advisor.rulebook.trips import load_trip
from advisor.services.advice import advise
from advisor.services.clock import stopped_at
from advisor.services.file_lock import FileLock
from advisor.services.incident_claims import area_of, claim_fault, claim_told
from advisor.services.incident_library import BEING_READ, NOTHING_IMPORTED, IncidentLibrary, feed_called
from advisor.services.incident_store_file import StoreUnusableError
from advisor.services.pack_library import LoadedPack
from advisor.services.paths import Paths, find_paths
from advisor.services.wiring import wire
from tests.packs import small_pack_texts

TODAY = date(2023, 6, 15)
TABLE = "date,lat,lon,type,title,id\n"
ROWS = "2023-06-01,14.5,-4.2,ambush,A convoy,1\n2023-06-02,14.5,-4.2,robbery,A car,2\n"
COLUMNS = ColumnMapping(columns={"date": 0, "latitude": 1, "longitude": 2, "kind": 3, "title": 4, "id": 5}, name="ours")


class EnoughError(Exception):
    """Whoever waited had enough."""


def written(folder: Path, name: str, rows: str = ROWS) -> Path:
    file = folder / name
    file.write_text(TABLE + rows, encoding="utf-8")
    return file


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return replace(find_paths(), data=tmp_path / "data", settings=tmp_path / "settings.json")


@pytest.fixture
def library(paths: Paths) -> IncidentLibrary:
    return IncidentLibrary(paths, stopped_at(TODAY))


def other(library: IncidentLibrary, paths: Paths) -> IncidentLibrary:
    """A second program on the same computer."""
    return IncidentLibrary(paths, stopped_at(TODAY))


def code(action: Callable[[], object]) -> str:
    with pytest.raises(StoreUnusableError) as caught:
        action()
    return caught.value.what.id


# -- files to import


def test_looking_makes_nothing(library: IncidentLibrary, paths: Paths) -> None:
    assert library.known() is NOTHING_IMPORTED
    assert library.contents() == ()
    assert library.forget("ucdp") == 0
    assert not paths.data.exists()


def test_nothing_is_there_twice_and_the_columns_are_remembered(
    library: IncidentLibrary, paths: Paths, tmp_path: Path
) -> None:
    first = library.read(written(tmp_path, "march.csv"), COLUMNS)
    assert library.add(first).added == Added(new=2)
    april = written(tmp_path, "april.csv", ROWS.replace("A car", "A lorry") + "2023-06-03,14,-4,ambush,Third,3\n")
    second = other(library, paths).read(april)
    assert second.mapping == COLUMNS
    assert other(library, paths).add(second).added == Added(new=1, changed=1, same=1)
    (stored,) = library.contents()
    assert (stored.feed.id, stored.count, stored.newest) == ("mapped", 3, date(2023, 6, 3))
    assert [(one.file, one.day) for one in stored.imports] == [("april.csv", TODAY), ("march.csv", TODAY)]


def test_a_table_nobody_explained_is_not_guessed_at(library: IncidentLibrary, tmp_path: Path) -> None:
    reading = library.read(written(tmp_path, "march.csv"))
    assert reading.needs_mapping
    assert not reading.holds_anything


def test_bad_rows_are_counted_however_many_and_good_ones_kept(library: IncidentLibrary, tmp_path: Path) -> None:
    rows = ROWS + "2023-02-30,14,-4,ambush,No such day,\n" * 1500 + "2023-06-01,14,-4,what,Remark,9\n"
    reading = library.read(written(tmp_path, "bad.csv", rows), COLUMNS)
    assert (len(reading.imported.incidents), reading.imported.refused) == (3, 1500)
    assert not reading.whole
    assert {fault.code for fault in reading.imported.diagnostics} == {
        "import-bad-date",
        "import-more-faults",
        "import-unknown-kind",
    }


def test_whoever_stops_an_import_leaves_none_of_it(library: IncidentLibrary, tmp_path: Path) -> None:
    def stop_late(done: int) -> None:
        if done > 1000:
            raise EnoughError

    library.add(library.read(written(tmp_path, "march.csv"), COLUMNS))
    many = "".join(f"2023-06-01,14.5,-4.2,ambush,Many,{number}\n" for number in range(10, 5000))
    big = written(tmp_path, "big.csv", many)
    with pytest.raises(EnoughError):
        library.read(big, COLUMNS, watch=stop_late)
    with pytest.raises(EnoughError):
        library.add(library.read(big, COLUMNS), watch=stop_late)
    (stored,) = library.contents()
    assert (stored.count, len(stored.imports)) == (2, 1)
    assert library.add(library.read(big, COLUMNS)).added == Added(new=4990)


# -- two programs


def test_what_another_program_does_is_seen_and_nothing_else(
    library: IncidentLibrary, paths: Paths, tmp_path: Path
) -> None:
    library.add(library.read(written(tmp_path, "march.csv"), COLUMNS))
    neighbour = other(library, paths)
    known = neighbour.known()
    assert known.data is not None
    assert not neighbour.changed()
    assert neighbour.known() is known
    library.add(library.read(written(tmp_path, "more.csv", "2023-06-04,14,-4,ambush,More,7\n"), COLUMNS))
    assert neighbour.changed()
    assert [one.feeds[0].count for one in (known.data, neighbour.known().data) if one is not None] == [2, 3]
    library.forget_all()
    assert neighbour.changed()
    assert neighbour.known() is NOTHING_IMPORTED
    library.close()
    neighbour.close()


def test_one_program_at_a_time_writes_and_the_other_is_told(
    library: IncidentLibrary, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(library.read(written(tmp_path, "march.csv"), COLUMNS))
    held = FileLock.take(paths.incidents.with_suffix(".lock"))
    assert held is not None
    monkeypatch.setattr("advisor.services.incident_store_file.PATIENCE_SECONDS", 0.1)
    assert code(lambda: library.forget("mapped")) == "incidents.busy"
    assert library.contents()[0].count == 2  # looking needs no turn
    held.release()
    assert library.forget("mapped") == 2


def test_two_programs_import_at_the_same_time(paths: Paths, tmp_path: Path) -> None:
    """Two real processes, each with a store that is not there yet."""
    program = (
        "import sys; from pathlib import Path; from advisor.services.wiring import wire;"
        "from advisor.incidents.mapping import ColumnMapping;"
        "library = wire(Path(sys.argv[1])).incidents;"
        "columns = {'date': 0, 'latitude': 1, 'longitude': 2, 'kind': 3, 'title': 4, 'id': 5};"
        "library.add(library.read(Path(sys.argv[2]), ColumnMapping(columns=columns)))"
    )
    files = []
    for part in range(2):
        rows = "".join(f"2023-06-01,14,-4,ambush,One,{part}-{number}\n" for number in range(3000))
        files.append(written(tmp_path, f"{part}.csv", rows))
    running = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "data"), str(file)]) for file in files]
    assert [one.wait(timeout=120) for one in running] == [0, 0]
    (stored,) = wire(tmp_path / "data").incidents.contents()
    assert (stored.count, len(stored.imports)) == (6000, 2)


def test_an_import_waits_for_another_and_can_be_stopped_meanwhile(
    library: IncidentLibrary, paths: Paths, tmp_path: Path
) -> None:
    reading = library.read(written(tmp_path, "march.csv"), COLUMNS)
    paths.data.mkdir()
    held = FileLock.take(paths.incidents.with_suffix(".lock"))
    assert held is not None
    asked: list[int] = []

    def stop(done: int) -> None:
        asked.append(done)
        if len(asked) == 3:
            held.release()
        if len(asked) > 100:
            raise EnoughError

    assert library.add(reading, watch=stop).added == Added(new=2)
    assert len(asked) >= 3


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only_is_no_damage(library: IncidentLibrary, paths: Paths, tmp_path: Path) -> None:
    reading = library.read(written(tmp_path, "march.csv"), COLUMNS)
    paths.data.mkdir(mode=0o500)
    assert code(lambda: library.add(reading)) == "incidents.refused"


# -- a store that can't be used


def break_it(paths: Paths) -> None:
    paths.data.mkdir(parents=True, exist_ok=True)
    paths.incidents.write_bytes(b"SQLite format 3\0" + b"and then something else. " * 400)


def make_newer(paths: Paths) -> None:
    paths.data.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(paths.incidents) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()


@pytest.mark.parametrize(("spoil", "told"), [(break_it, "incidents.unreadable"), (make_newer, "incidents.newer")])
def test_a_store_that_cannot_be_used_is_told_and_kept(
    library: IncidentLibrary, paths: Paths, tmp_path: Path, spoil: Callable[[Paths], None], told: str
) -> None:
    spoil(paths)
    before = paths.incidents.read_bytes()
    known = library.known()
    assert known.data is None
    assert known.doubt is not None
    assert known.trouble is not None
    assert known.trouble.id == told
    reading = library.read(written(tmp_path, "march.csv"), COLUMNS)
    assert code(library.contents) == known.trouble.id
    assert code(lambda: library.add(reading)) == known.trouble.id
    assert paths.incidents.read_bytes() == before
    library.forget_all()
    assert not paths.incidents.exists()
    assert library.add(reading).added == Added(new=2)


COUNTING = """
- id: lately
  title: {en: "Two ambushes lately", fr: "Deux embuscades"}
  effect: prohibit
  where: {region: south}
  incidents: {at_least: 2, within_km: 5000, days: 30, kinds: [ambush]}
  because: {en: "Not after two ambushes.", fr: "Pas après deux embuscades."}
  source: {title: {en: "Us", fr: "Nous"}, date: 2023-06, reliability: B, credibility: 2}
"""


@pytest.fixture
def counting() -> tuple[LoadedPack, Trip]:
    """The small pack with a rule that counts, over a period its own incidents are said to cover."""
    texts = small_pack_texts()
    texts["rules/south.yaml"] += COUNTING
    texts["pack.yaml"] = texts["pack.yaml"].replace(
        "incidents: {from: 2023-01-01, until: 2023-06-15}", "incidents: {from: 2022-01-01, until: 2023-12-31}"
    )
    result = load_pack({name: text.encode() for name, text in texts.items()})
    assert result.pack is not None, result.diagnostics
    trip = load_trip(texts["trips/day-visit.yaml"].encode(), "trip").trip
    assert trip is not None
    return LoadedPack(Path(), result.pack, ()), trip


def test_no_trouble_with_imports_improves_a_verdict(
    counting: tuple[LoadedPack, Trip], library: IncidentLibrary, paths: Paths
) -> None:
    loaded, trip = counting
    usual = advise(trip, loaded, TODAY)
    assert usual.verdict is Verdict.GO
    break_it(paths)
    for known in (library.known(), BEING_READ):
        doubted = advise(trip, loaded, TODAY, known)
        assert doubted.verdict is Verdict.REFER
        assert doubted.worst is Verdict.NO_GO  # the rule may match: nobody can say that there were too few
        assert known.doubt is not None
        assert known.doubt in [one.because for one in doubted.findings]
        assert loaded.pack is not None
        plain = replace(loaded, pack=replace(loaded.pack, rules=tuple(r for r in loaded.pack.rules if not r.incidents)))
        assert advise(trip, plain, TODAY, known) == advise(trip, plain, TODAY)


def test_imported_incidents_count(counting: tuple[LoadedPack, Trip], library: IncidentLibrary, tmp_path: Path) -> None:
    loaded, trip = counting
    library.add(library.read(written(tmp_path, "a.csv", ROWS + "2023-06-03,14.5,-4.2,ambush,B,3\n"), COLUMNS))
    assert advise(trip, loaded, TODAY, library.known()).verdict is Verdict.NO_GO


def test_damage_that_comes_later_is_no_better(
    counting: tuple[LoadedPack, Trip], library: IncidentLibrary, tmp_path: Path
) -> None:
    loaded, trip = counting
    library.add(library.read(written(tmp_path, "march.csv"), COLUMNS))

    class Damaged:
        fingerprint, coverages, feeds = "x", (), ()

        def near(self, *_: object, **__: object) -> tuple[()]:
            raise sqlite3.DatabaseError("database disk image is malformed")

    known = replace(library.known(), data=Damaged())
    assert advise(trip, loaded, TODAY, known).verdict is Verdict.REFER


# -- claims


WHOLE = Coverage(
    start=date(2023, 1, 1), until=TODAY, kinds=frozenset({"clash"}), fatal_only=True, area=Box(10, -12, 20, 3)
)


@pytest.mark.parametrize(
    ("feed", "claim", "fault"),
    [
        ("ucdp", WHOLE, None),
        ("cap", WHOLE, "claim.not-for-alerts"),
        ("ucdp", replace(WHOLE, start=date(2023, 7, 1)), "claim.ends-before"),
        ("ucdp", replace(WHOLE, until=date(2023, 6, 16)), "claim.in-the-future"),
        ("ucdp", replace(WHOLE, fatal_only=False), "claim.only-fatal"),
        ("ucdp", replace(WHOLE, kinds=frozenset()), "claim.not-its-kinds"),
        ("ucdp", replace(WHOLE, kinds=frozenset({"ambush", "clash"})), "claim.not-its-kinds"),
        ("acled", replace(WHOLE, fatal_only=False), None),
        ("mapped", replace(WHOLE, kinds=frozenset(), fatal_only=False), None),
    ],
)
def test_what_nobody_can_vouch_for(feed: str, claim: Coverage, fault: str | None) -> None:
    found = claim_fault(claim, feed_called(feed), TODAY)
    assert (found and found.id) == fault


def test_a_claim_is_set_changed_and_withdrawn(library: IncidentLibrary, tmp_path: Path) -> None:
    library.add(library.read(written(tmp_path, "march.csv"), COLUMNS))
    (made,) = library.contents()[0].imports
    for claim in (WHOLE, replace(WHOLE, fatal_only=False), None):
        library.set_claim(made.number, claim)
        assert library.contents()[0].imports[0].claim == claim
    assert code(lambda: library.set_claim(99, WHOLE)) == "incidents.gone"


def test_a_claim_in_words(paths: Paths) -> None:
    say = wire(paths.data).catalogue.say
    assert say(claim_told(WHOLE)) == (
        "Said to hold every incident with deaths from 1 January 2023 to 15 June 2023: clash, "
        "between 10° N and 20° N, and between 12° W and 3° E."
    )
    assert "every kind, everywhere" in say(claim_told(Coverage(start=TODAY, until=TODAY)))


@pytest.mark.parametrize("written_area", ["", "1,2,3", "20,0,10,5", "0,0,95,0", "a,b,c,d", "nan,0,10,5", "0,0,10,181"])
def test_what_is_no_area(written_area: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        area_of(written_area)


def test_an_area_may_cross_the_date_line() -> None:
    assert area_of("-20, 170; -10, -170") == Box(-20, 170, -10, -170)
