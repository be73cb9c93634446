"""The store: nothing twice, nothing lost, and what is not ours stays."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advisor.incidents.distance import Point
from advisor.incidents.feeds import ACLED, CAP, UCDP, feed_of
from advisor.incidents.imported import Imported
from advisor.incidents.store import Added, IncidentStore
from advisor.model.incident import Incident
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
        assert store.near(HERE, 25, SPRING) == (ONE, replace(TWO, fatalities=4))


def test_near_asks_for_kinds_deaths_distance_and_days() -> None:
    with IncidentStore(":memory:") as store:
        store.add(Imported(feed=UCDP, incidents=(ONE, TWO)))
        store.warm()
        assert store.near(HERE, 25, SPRING, frozenset({"clash"})) == (TWO,)
        assert store.near(HERE, 25, SPRING, fatal=True) == (ONE,)
        assert store.near(HERE, 6, SPRING) == (ONE,)
        assert store.near(HERE, 25, (date(2026, 2, 4), date(2026, 2, 28))) == (ONE,)
        assert store.near(HERE, 25, (date(2026, 2, 5), date(2026, 2, 28))) == ()


def test_rows_of_acled_never_leave() -> None:
    with IncidentStore(":memory:") as store:
        store.add(Imported(feed=UCDP, incidents=(ONE,)))
        store.add(Imported(feed=ACLED, incidents=(OWN,)))
        assert list(store.exportable()) == [ONE]
        assert store.feeds() == {"acled": 1, "ucdp": 1}
        assert store.forget("acled") == 1
        assert store.near(HERE, 25, SPRING) == (ONE,)
    assert feed_of(OWN.id) is ACLED
    assert feed_of("of-a-pack") is None


def test_an_alert_goes_with_all_its_areas_and_no_other() -> None:
    areas = tuple(replace(TWO, id=f"cap:met,A{name}") for name in ("1#1", "1#2", "11#1", "1%#1"))
    with IncidentStore(":memory:") as store:
        store.add(Imported(feed=CAP, incidents=areas))
        assert store.add(Imported(feed=CAP, superseded=("cap:met,A1",))) == Added(removed=2)
        assert len(store) == 2


def test_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "incidents.sqlite3"
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(ValueError, match="99"):
        IncidentStore(path)
