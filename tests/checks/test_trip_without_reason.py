from __future__ import annotations

from tests.checks.around import found, places

CODE = "trip-without-reason"


def test_a_verdict_for_no_reason_is_found() -> None:
    [one] = found(CODE, {"trips/bus-north.yaml": ((", because: bus-no-foreigners", ""),)})
    assert str(one.span) == "trips/bus-north.yaml:6:9"


def test_a_reason_will_do_and_silence_has_none() -> None:
    assert places(CODE) == []
    silent = {"trips/bus-north.yaml": (("verdict: no-go, because: bus-no-foreigners", "verdict: refer"),)}
    assert places(CODE, silent) == []
