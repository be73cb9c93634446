from __future__ import annotations

from datetime import date

from tests.checks.around import places, subject

CODE = "rule-not-tried"


def test_rules_that_no_trip_touches_are_found() -> None:
    hits = dict.fromkeys((one.id for one in subject().pack.rules), 1)
    assert places(CODE, hits=hits) == []
    assert places(CODE, hits={**hits, "no-night-driving": 0}) == ["rules/south.yaml: no-night-driving"]
    del hits["gate-ambushes"]
    assert places(CODE, hits=hits) == ["rules/north.yaml: gate-ambushes"]


def test_nothing_is_said_before_the_trips_were_assessed() -> None:
    assert places(CODE, hits=None) == []


def test_a_rule_that_has_ended_need_not_be_tried() -> None:
    hits = dict.fromkeys((one.id for one in subject().pack.rules if one.id != "air-north"), 1)
    assert places(CODE, hits=hits) == ["rules/north.yaml: air-north"]
    assert places(CODE, hits=hits, as_of=date(2023, 7, 1)) == []
