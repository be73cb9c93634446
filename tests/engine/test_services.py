"""Services: declared, running, in doubt, by name."""

from __future__ import annotations

import pytest

from advisor.engine.assess import assess
from advisor.model.assessment import FindingKind
from advisor.model.network import Service
from advisor.model.text import Text
from advisor.model.trip import Trip
from advisor.model.verdict import Verdict
from tests.engine.world import (
    GO,
    LATER,
    NO_GO,
    REFER,
    TODAY,
    allow,
    asked,
    at,
    bounds,
    day,
    leg,
    pack,
    provider,
    reasons,
    service,
    stay,
    trip,
    verdict,
    window,
)


def flight(operator: str | None = None) -> Trip:
    return trip(
        leg("bamako", "airport", "flight", at(20, 9), at(20, 12), operator=operator), stay("airport", until=at(20, 13))
    )


@pytest.mark.parametrize(
    ("services", "expected"),
    [
        ([service()], GO),
        ([], REFER),
        ([service(mode="car")], REFER),
        ([service(links=frozenset({"rn6"}))], REFER),
        ([service(window(until=day(19)))], NO_GO),
        ([service(window(start=day(21)))], NO_GO),
        ([service(window(until=day(19)), window(start=day(20)))], GO),
        ([service(window(review_by=day(19)))], REFER),
        ([service(window(review_by=day(14)))], REFER),
        ([service(window(review_by=day(14)), window(until=day(25), review_by=None))], GO),
        ([service(provider="mission")], GO),
    ],
    ids=[
        "runs", "none declared", "another mode", "another link", "has ended", "not yet", "a later window",
        "review before the flight", "review before today", "one window in doubt", "provider there",
    ],
)  # fmt: skip
def test_a_mode_that_needs_a_service_goes_where_and_when_it_runs(services: list[Service], expected: Verdict) -> None:
    assert verdict(flight(), pack(allow(), services=services)) is expected


def test_a_service_runs_no_better_than_its_provider() -> None:
    by_the_mission = [service(provider="mission")]
    for runs, expected in ((window(until=day(19)), NO_GO), (window(review_by=day(19)), REFER), (window(), GO)):
        assert verdict(flight(), pack(allow(), services=by_the_mission, providers=[provider(runs)])) is expected


def test_not_running_outranks_what_is_not_allowed_and_says_why() -> None:
    closed = service(window(until=day(19), reason=Text({"en": "The mission has closed."})))
    found = assess(flight(), pack(services=[closed]), TODAY)
    assert found.verdict is NO_GO
    worst = found.findings[0]
    assert (worst.kind, worst.because) == (FindingKind.SERVICE, Text({"en": "The mission has closed."}))


def test_the_operator_named_counts_alone() -> None:
    two = pack(allow(), services=[service(), service(window(until=day(19)), id="other")])
    assert verdict(flight("unhas"), two) is GO
    assert verdict(flight("other"), two) is NO_GO


def test_an_operator_nobody_named_is_not_guessed_to_be_the_one_that_runs() -> None:
    """Regression: a leg that one company runs and another, suspended, does not was a GO for whoever took either."""
    two = pack(allow(), services=[service(), service(window(until=day(19)), id="other")])
    found = assess(flight(), two, TODAY)
    assert (found.best, found.worst, found.verdict) == (GO, NO_GO, REFER)
    (question,) = [one for one in found.questions if one.about.fact == "operator"]
    assert {answer.value: answer.range.reported for answer in question.answers} == {"other": NO_GO, "unhas": GO}
    doubtful = pack(allow(), services=[service(), service(window(review_by=day(14)), id="other")])
    assert bounds(flight(), doubtful) == (GO, REFER)
    both_run = pack(allow(), services=[service(), service(id="other")])
    assert bounds(flight(), both_run) == (GO, GO)
    assert "operator" not in asked(assess(flight(), both_run, TODAY))


def test_on_a_day_nobody_knows_a_service_may_not_run() -> None:
    someday = trip(leg("bamako", "airport", "flight"), stay("airport"))
    forever = allow(review_by=None)
    assert bounds(someday, pack(forever)) == (GO, REFER)
    assert bounds(someday, pack(forever, services=[service(window(until=day(25)))])) == (GO, NO_GO)
    assert bounds(someday, pack(forever, services=[service(window(review_by=day(14)))])) == (REFER, REFER)


def test_a_movement_inside_one_place_has_no_service() -> None:
    hop = trip(leg("airport", "airport", "flight", at(20, 9), at(20, 10)))
    found = assess(hop, pack(allow()), TODAY)
    assert (found.verdict, reasons(found)) == (REFER, ["service.undeclared.because"])


def test_an_assessment_holds_no_longer_than_its_service_and_its_allow() -> None:
    """Regression: a flight whose service was due for review held for good."""
    assert assess(flight(), pack(allow()), TODAY).holds_until == LATER
    soon = [service(window(review_by=day(22)))]
    assert assess(flight(), pack(allow(), services=soon), TODAY).holds_until == day(22)
    sooner = [service(provider="mission")], [provider(window(review_by=day(21)))]
    assert assess(flight(), pack(allow(), services=sooner[0], providers=sooner[1]), TODAY).holds_until == day(21)
    assert assess(flight(), pack(allow(review_by=day(20))), TODAY).holds_until == day(20)
