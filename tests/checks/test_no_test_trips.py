from __future__ import annotations

from tests.checks.around import NO_RULES, NO_TRIPS, places

CODE = "no-test-trips"


def test_rules_that_no_trip_tries_are_found() -> None:
    assert places(CODE, NO_TRIPS) == ["pack.yaml: land"]
    assert places("rule-not-tried", NO_TRIPS, hits={}) == []


def test_one_trip_is_enough_and_without_rules_there_is_nothing_to_try() -> None:
    assert places(CODE) == []
    assert places(CODE, {**NO_TRIPS, **NO_RULES}) == []
