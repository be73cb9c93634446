"""The rest of the answer: how long it holds, what it remarks, in what order it tells, what it says of each step."""

from __future__ import annotations

from dataclasses import replace

from advisor.engine.assess import assess
from advisor.model.assessment import FindingKind
from advisor.model.rule import HourWindow, TimeTest
from advisor.model.trip import Traveller
from advisor.model.verdict import Range, Verdict, all_of, certain, one_of
from tests.engine.world import (
    CONFIRMED,
    GO,
    LATER,
    NO_GO,
    REFER,
    SOMEBODY,
    TODAY,
    allow,
    at,
    caution,
    day,
    drive,
    finding,
    leg,
    night_in,
    pack,
    prohibit,
    provider,
    refer,
    require,
    service,
    stay,
    trip,
    visit,
    where,
    who,
    window,
)


def test_a_no_go_that_some_answer_would_avert_is_reported_as_refer() -> None:
    for best in Verdict:
        for worst in Verdict:
            reported = Range(best, worst).reported
            averted = worst is NO_GO and best is not NO_GO
            assert reported is (REFER if averted else worst)


def test_ranges_combine() -> None:
    one, other = Range(GO, REFER), Range(REFER, NO_GO)
    assert all_of([one, other]) == Range(REFER, NO_GO)
    assert one_of([one, other]) == Range(GO, NO_GO)
    assert all_of([]) == one_of([]) == certain(GO)


def test_it_holds_until_the_first_permission_or_exemption_lapses() -> None:
    assert assess(visit(), pack(allow()), TODAY).holds_until == LATER
    assert assess(visit(), pack(allow(review_by=None, when=TimeTest(until=day(25)))), TODAY).holds_until == day(25)
    escorted = visit(measures={"escort": CONFIRMED})
    unless = prohibit(unless=(("escort",),), review_by=day(22))
    assert assess(escorted, pack(allow(), unless), TODAY).holds_until == day(22)
    planned = trip(*visit().itinerary, measures={"medevac": CONFIRMED})
    soon = [provider(window(review_by=day(21)))]
    assert assess(planned, pack(allow(), require("medevac"), providers=soon), TODAY).holds_until == day(21)
    assert assess(visit(), pack(prohibit()), TODAY).holds_until is None


def test_an_allow_that_lapsed_on_one_day_of_the_trip_still_bounds_the_others() -> None:
    """Regression: an allow in force on the first day only was not counted at all."""
    two_days = trip(stay("gao", at(20, 8), at(20, 20)), stay("gao", at(20, 20), at(21, 20)))
    found = assess(two_days, pack(allow(review_by=day(20)), allow("later", when=TimeTest(start=day(21)))), TODAY)
    assert (found.verdict, found.holds_until) == (GO, day(20))


def test_unknown_words_are_remarked_and_change_nothing() -> None:
    person = replace(SOMEBODY, roles=("driver", "pilot"), facts={"height": "tall", "blood": "purple"})
    of = trip(*visit(measures={"magic": CONFIRMED}).itinerary, travellers=[person], facts={"weather": "fine"})
    found = assess(of, pack(allow()), TODAY)
    assert found.verdict is GO
    assert {note.id for note in found.notes} == {
        "remark.unknown-measure",
        "remark.unknown-role",
        "remark.unknown-fact",
        "remark.unknown-value",
    }


def test_the_gravest_and_surest_comes_first() -> None:
    rules = pack(
        allow(),
        caution("a-caution"),
        refer("b-refer"),
        prohibit("c-maybe", who=who("gender", "male")),
        prohibit("d-surely", where=where(places="gao")),
    )
    found = assess(replace(visit(), travellers=(Traveller(),)), rules, TODAY)
    assert [one.rule for one in found.findings][:3] == ["d-surely", "c-maybe", "b-refer"]
    assert [one.rule for one in found.findings][-2:] == ["a-caution", "allow"]


def test_a_finding_says_where_when_and_for_whom() -> None:
    curfew = prohibit(when=TimeTest(hours=(HourWindow(22 * 60, 5 * 60),)))
    found = assess(night_in(), pack(allow(), curfew), TODAY)
    (exposure,) = finding(found, "prohibit").exposures
    assert (exposure.place, exposure.link, exposure.travellers) == ("gao", None, (0,))
    assert (exposure.start, exposure.until) == (at(20, 22), at(21, 5))


def test_a_finding_that_holds_only_on_one_possible_day_is_not_certain() -> None:
    by_date = trip(leg("bamako", "sevare", "car", day(20)), stay("sevare", until=at(21, 0)))
    morning = prohibit(when=TimeTest(hours=(HourWindow(6 * 60, 8 * 60),)), where=where(links="rn6"))
    found = finding(assess(by_date, pack(allow(), morning), TODAY), "prohibit")
    assert (found.certain, found.range) == (False, Range(GO, NO_GO))


def test_silence_is_no_surer_than_the_time_it_falls_on() -> None:
    until_the_20th = pack(allow(when=TimeTest(until=day(20))))
    perhaps_longer = trip(stay("gao", at(20, 8)), leg("gao", "sevare", "car", None, at(21, 12)), stay("sevare"))
    found = assess(perhaps_longer, until_the_20th, TODAY)
    (silence,) = [
        one
        for one in found.findings
        if one.kind is FindingKind.SILENCE and one.exposures[0].link is None and one.exposures[0].step == 0
    ]
    assert (silence.certain, silence.range) == (False, Range(GO, REFER))


def test_each_step_tells_its_way_its_time_and_its_range() -> None:
    found = assess(drive(), pack(allow(), refer(where=where(links="rn6"))), TODAY)
    road, end = found.steps
    assert (road.written, road.origin, road.destination, road.mode, road.links) == (
        0,
        "bamako",
        "sevare",
        "car",
        ("rn6",),
    )
    assert (road.range, end.range) == (certain(REFER), certain(GO))
    assert (end.written, end.destination, end.overnight) == (1, None, False)


def test_a_leg_that_cannot_be_assessed_is_a_go_for_nobody() -> None:
    """Regression: beside the REFER of such a leg each of its travellers had a GO."""
    found = assess(trip(leg("bamako", "atlantis", "car", at(20, 8), at(20, 9))), pack(allow()), TODAY)
    assert all(one == certain(REFER) for step in found.steps for one in step.by_traveller)


def test_nobody_to_go_has_no_flights_that_do_not_run() -> None:
    """Regression: a NO-GO finding in a trip whose verdict was REFER."""
    flight = trip(leg("bamako", "airport", "flight", at(20, 9), at(20, 12)), travellers=[])
    found = assess(flight, pack(allow(), services=[service(window(until=day(1)))]), TODAY)
    assert (found.verdict, max(one.range.worst for one in found.findings)) == (REFER, REFER)


def test_a_historical_pack_says_so() -> None:
    assert assess(visit(), pack(allow(), as_of=TODAY), TODAY).historical
    assert not assess(visit(), pack(allow()), TODAY).historical
