"""The store: nothing twice, nothing lost, and what is not ours stays."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advisor.incidents.feeds import ACLED, CAP, UCDP, feed_of
from advisor.incidents.imported import Imported
from advisor.incidents.records import COLUMNS, row_of
from advisor.incidents.store import _FROM_VERSION, Added, IncidentStore
from advisor.model.incident import Box, Coverage, FeedUse, Incident
from advisor.model.place import Point
from advisor.model.source import Source
from advisor.model.text import Text

ONE = Incident(
    id="ucdp:1",
    day=date(2026, 2, 3),
    kind="attack",
    latitude=14.5,
    longitude=-4.25,
    title=Text({"en": "One", "fr": "Un"}),
    imprecision_km=2.0,
    imprecision_days=1,
    fatalities=3,
    source=Source(title=Text({"en": "UCDP"}), url="https://example.org", reliability="B", credibility=2),
)
TWO = Incident(id="ucdp:2", day=date(2026, 3, 1), kind="clash", latitude=14.6, longitude=-4.25)
OWN = Incident(id="acled:1", day=date(2026, 3, 1), kind="clash", latitude=14.5, longitude=-4.25)
HERE = [Point(14.5, -4.2)]
SPRING = (date(2026, 1, 1), date(2026, 4, 1))


def test_nothing_is_imported_twice(tmp_path: Path) -> None:
    path = tmp_path / "incidents.sqlite3"
    with IncidentStore(path) as store:
        assert store.add(Imported(feed=UCDP, incidents=(ONE, TWO))) == Added(new=2)
        assert store.add(Imported(feed=UCDP, incidents=(TWO, ONE))) == Added(same=2)
        assert store.add(Imported(feed=UCDP, incidents=(replace(TWO, fatalities=4),))) == Added(changed=1)
    with IncidentStore(path) as store:
        assert len(store) == 2
        assert store.data().near(HERE, 25, SPRING) == (ONE, replace(TWO, fatalities=4))


def test_near_asks_for_kinds_deaths_distance_and_days() -> None:
    with IncidentStore(":memory:") as store:
        store.add(Imported(feed=UCDP, incidents=(ONE, TWO)))
        assert store.data().near(HERE, 25, SPRING, frozenset({"clash"})) == (TWO,)
        assert store.data().near(HERE, 25, SPRING, fatal=True) == (ONE,)
        assert store.data().near(HERE, 6, SPRING) == (ONE,)
        assert store.data().near(HERE, 25, (date(2026, 2, 4), date(2026, 2, 28))) == (ONE,)
        assert store.data().near(HERE, 25, (date(2026, 2, 5), date(2026, 2, 28))) == ()


def test_rows_of_acled_never_leave() -> None:
    with IncidentStore(":memory:") as store:
        store.add(Imported(feed=UCDP, incidents=(ONE,)))
        store.add(Imported(feed=ACLED, incidents=(OWN,)))
        assert list(store.exportable()) == [ONE]
        assert store.feeds() == {"acled": 1, "ucdp": 1}
        assert store.forget("acled") == 1
        assert store.data().near(HERE, 25, SPRING) == (ONE,)
    assert feed_of(OWN.id) is ACLED
    assert feed_of("of-a-pack") is None


def test_an_alert_goes_with_all_its_areas_and_no_other() -> None:
    areas = tuple(replace(TWO, id=f"cap:met,A{name}") for name in ("1#1", "1#2", "11#1", "1%#1"))
    with IncidentStore(":memory:") as store:
        store.add(Imported(feed=CAP, incidents=areas))
        assert store.add(Imported(feed=CAP, superseded=("cap:met,A1",))) == Added(removed=2)
        assert len(store) == 2


CLAIM = Coverage(
    start=date(2026, 1, 1),
    until=date(2026, 3, 31),
    kinds=frozenset({"clash", "attack"}),
    fatal_only=True,
    area=Box(10.0, -12.25, 25.0, 4.0),
)


def test_an_import_is_remembered_with_what_a_person_vouches_for(tmp_path: Path) -> None:
    path = tmp_path / "incidents.sqlite"
    with IncidentStore(path) as store:
        store.add(Imported(feed=UCDP, incidents=(ONE,)), claim=CLAIM, file="ged.csv", day=date(2026, 4, 2))
        store.add(Imported(feed=ACLED, incidents=(OWN,)))
    with IncidentStore(path) as store:
        second, first = store.imports()
        assert (first.feed, first.file, first.day, first.added, first.claim) == (
            "ucdp",
            "ged.csv",
            date(2026, 4, 2),
            Added(new=1),
            CLAIM,
        )
        assert (second.feed, second.file, second.day, second.claim) == ("acled", "", None, None)
        assert store.data().coverages == (CLAIM,)
        store.withdraw_claim(first.number)
        assert store.data().coverages == ()
        store.set_claim(second.number, replace(CLAIM, area=None))
        assert store.data().coverages == (replace(CLAIM, area=None),)
        with pytest.raises(KeyError):
            store.withdraw_claim(99)


def test_what_is_forgotten_vouches_for_nothing() -> None:
    with IncidentStore(":memory:") as store:
        store.add(Imported(feed=UCDP, incidents=(ONE, TWO)), claim=CLAIM)
        assert store.forget("ucdp") == 2
        assert store.imports() == ()
        assert store.data().coverages == ()
        assert store.data().fingerprint == ""


def test_a_failed_import_leaves_no_trace() -> None:
    broken = replace(TWO, kind=["not", "text"])  # type: ignore[arg-type]  # what SQLite can't keep
    with IncidentStore(":memory:") as store:
        with pytest.raises(sqlite3.Error):
            store.add(Imported(feed=UCDP, incidents=(ONE, broken)), claim=CLAIM)
        assert (len(store), store.imports()) == (0, ())


@pytest.mark.parametrize("where", ["file", "memory"])
def test_data_stay_as_they_were(where: str, tmp_path: Path) -> None:
    with IncidentStore(":memory:" if where == "memory" else tmp_path / "incidents.sqlite") as store:
        store.add(Imported(feed=UCDP, incidents=(ONE, TWO)), claim=CLAIM)
        before = store.data()
        store.add(Imported(feed=UCDP, incidents=(replace(TWO, kind="attack"),)))
        store.add(Imported(feed=ACLED, incidents=(OWN,)))
        after = store.data()
        store.forget("ucdp")
        assert before.near(HERE, 25, SPRING) == (ONE, TWO)
        assert after.near(HERE, 25, SPRING) == (ONE, OWN, replace(TWO, kind="attack"))
        assert (before.feeds, before.coverages) == ((FeedUse(feed="ucdp", count=2, newest=TWO.day),), (CLAIM,))
        assert store.data().near(HERE, 25, SPRING) == (OWN,)


def test_any_thread_may_ask(tmp_path: Path) -> None:
    with IncidentStore(tmp_path / "incidents.sqlite") as store:
        store.add(Imported(feed=UCDP, incidents=(ONE, TWO)))
        data = store.data()
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda _: data.near(HERE, 25, SPRING), range(16))
        assert list(found) == [(ONE, TWO)] * 16


def test_the_fingerprint_is_that_of_the_content(tmp_path: Path) -> None:
    def printed(*imports: Imported, claim: Coverage | None = None) -> str:
        with IncidentStore(":memory:") as store:
            for imported in imports:
                store.add(imported, claim=claim)
            return store.data().fingerprint

    once = printed(Imported(feed=UCDP, incidents=(ONE, TWO)))
    assert once == printed(Imported(feed=UCDP, incidents=(TWO,)), Imported(feed=UCDP, incidents=(ONE,)))
    others = [
        printed(),
        printed(Imported(feed=UCDP, incidents=(ONE,))),
        printed(Imported(feed=UCDP, incidents=(ONE, TWO)), claim=CLAIM),
        printed(Imported(feed=UCDP, incidents=(ONE, replace(TWO, place="gao")))),
    ]
    assert len({once, *others}) == 5


def test_inside_gives_the_newest_first_and_no_more_than_asked() -> None:
    pacific = replace(TWO, id="ucdp:3", longitude=179.9)
    with IncidentStore(":memory:") as store:
        store.add(Imported(feed=UCDP, incidents=(ONE, TWO, pacific)))
        sahel = Box(10.0, -12.0, 25.0, 4.0)
        assert store.inside(sahel, SPRING) == (TWO, ONE)
        assert store.inside(sahel, SPRING, limit=1) == (TWO,)
        assert store.inside(sahel, SPRING, frozenset({"attack"})) == (ONE,)
        assert store.inside(sahel, (date(2026, 2, 4), date(2026, 2, 20))) == (ONE,)
        assert store.inside(Box(10.0, 170.0, 25.0, -170.0), SPRING) == (pacific,)


def test_a_store_of_version_1_is_taken_over(tmp_path: Path) -> None:
    """The tables as version 1 made them, with a row as it wrote it."""
    path = tmp_path / "incidents.sqlite"
    database = sqlite3.connect(path)
    database.executescript(_FROM_VERSION[0])
    row = row_of(ONE, "ucdp")
    marks = ", ".join("?" * len(row))
    database.execute(f"INSERT INTO incident ({COLUMNS}) VALUES ({marks})", row)  # noqa: S608  (only marks)
    database.execute("PRAGMA user_version = 1")
    database.commit()
    database.close()
    with IncidentStore(path) as store:
        assert store.imports() == ()
        assert store.add(Imported(feed=UCDP, incidents=(ONE, TWO)), claim=CLAIM) == Added(new=1, same=1)
        data = store.data()
        assert data.near(HERE, 25, SPRING) == (ONE, TWO)
    with IncidentStore(":memory:") as fresh:
        fresh.add(Imported(feed=UCDP, incidents=(ONE, TWO)), claim=CLAIM)
        assert fresh.data().fingerprint == data.fingerprint
    with IncidentStore(path) as again:
        assert len(again) == 2


def test_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "incidents.sqlite3"
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(ValueError, match="99"):
        IncidentStore(path)
