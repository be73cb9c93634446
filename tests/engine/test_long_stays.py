"""Stays of months: days that no rule tells apart are judged together, and come to what they come to one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from unittest.mock import patch

import pytest

from advisor.engine.assess import assess
from advisor.incidents.finder import GatheredData
from advisor.model.assessment import Assessment
from advisor.model.incident import Coverage, Incident
from advisor.model.pack import Pack
from advisor.model.rule import HourWindow, IncidentTest, TimeTest
from advisor.model.trip import Trip
from tests.engine.world import (
    CONFIRMED,
    NO_GO,
    TODAY,
    allow,
    at,
    finding,
    pack,
    prohibit,
    provider,
    refer,
    require,
    stay,
    trip,
    window,
)

LATE = (HourWindow(22 * 60, 6 * 60),)
SEPTEMBER = datetime(2023, 9, 20, 12)
MONTHS = trip(stay("gao", at(20, 12), SEPTEMBER), measures={"medevac": CONFIRMED})
VAGUE = trip(stay("gao", date(2023, 5, 20), date(2023, 9, 20)), measures={"medevac": CONFIRMED})
JUNE = date(2023, 6, 10)


def both_ways(of: Trip, by: Pack) -> Assessment:
    """The answer, once it is the same when every cell is judged by itself, by a pack that is not remembered."""
    found = assess(of, by, TODAY)
    with patch("advisor.engine.judge.FEW_CELLS", 1_000_000):
        assert assess(of, replace(by), TODAY) == found
    return found


@pytest.mark.parametrize("of", [MONTHS, VAGUE])
@pytest.mark.parametrize(
    "when",
    [
        TimeTest(hours=LATE, until=JUNE),
        TimeTest(hours=LATE, start=JUNE),
        TimeTest(night=True, until=JUNE),
        TimeTest(night=True, start=JUNE),
        TimeTest(hours=(HourWindow(8 * 60, 9 * 60),)),
        TimeTest(start=JUNE, until=JUNE),
    ],
)
def test_whatever_the_time_a_rule_speaks_of(of: Trip, when: TimeTest) -> None:
    by = pack(allow(), allow("days", when=TimeTest(hours=(HourWindow(6 * 60, 18 * 60),))), prohibit(when=when))
    assert both_ways(of, by).worst is NO_GO


def test_the_last_night_of_a_rule_lasts_until_the_morning_after() -> None:
    found = both_ways(MONTHS, pack(allow(), prohibit(when=TimeTest(hours=LATE, until=JUNE))))
    assert finding(found, "prohibit").exposures[0].until == datetime(2023, 6, 11, 6)
    dark = both_ways(MONTHS, pack(allow(), prohibit(when=TimeTest(night=True, until=JUNE))))
    until = finding(dark, "prohibit").exposures[0].until
    assert until is not None
    assert until.date() == JUNE + timedelta(days=1)


def test_a_review_that_falls_into_the_stay() -> None:
    both_ways(MONTHS, pack(allow(review_by=JUNE), refer(review_by=date(2023, 7, 1))))
    lifted = prohibit(unless=(("medevac",),), review_by=JUNE)
    assert both_ways(MONTHS, pack(allow(), lifted)).verdict is NO_GO
    assert both_ways(MONTHS, pack(allow(), prohibit(unless=(("medevac",),)))).verdict is not NO_GO


def test_a_provider_that_stops_during_the_stay() -> None:
    stops = provider(window(until=JUNE))
    assert both_ways(MONTHS, pack(allow(), require("medevac"), providers=(stops,))).verdict is NO_GO
    assert both_ways(MONTHS, pack(allow(), require("medevac"))).verdict is not NO_GO
    leans = allow(depends_on=("mission",))
    both_ways(MONTHS, pack(leans, providers=(stops,)))


def test_incidents_are_looked_back_on_from_every_day() -> None:
    """Told afterwards, each day of the stay has its own days before it."""
    test = IncidentTest(kinds=frozenset({"ambush"}), at_least=1, within_km=20, days=5)
    by, afterwards = pack(allow(), prohibit(incidents=test)), date(2023, 12, 1)
    known = Incident(id="one", day=date(2023, 6, 15), kind="ambush", latitude=16.27, longitude=-0.05)
    data = GatheredData((known,), (Coverage(start=date(2020, 1, 1), until=date(2024, 1, 1)),))
    told = assess(MONTHS, by, afterwards, incidents=data)
    with patch("advisor.engine.judge.FEW_CELLS", 1_000_000):
        assert assess(MONTHS, replace(by), afterwards, incidents=data) == told
    (where,) = finding(told, "prohibit").exposures
    assert (where.start, where.until) == (datetime(2023, 6, 15), datetime(2023, 6, 21))
