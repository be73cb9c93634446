"""What is suggested in a small country and for the shipped trips."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from advisor.engine.assess import assess
from advisor.engine.index import index_of
from advisor.model.assessment import Assessment
from advisor.model.change import ChangeKind
from advisor.model.journey_plan import Medevac
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.rule import HourWindow, TimeTest
from advisor.model.trip import Leg, Stay, Traveller, Trip
from advisor.model.verdict import Verdict
from advisor.planning.alternatives import DisagreementError
from advisor.planning.change import Change, applied
from advisor.planning.changes import Changes, ChangeSearch, changes
from tests.engine.world import (
    ACCEPTED,
    CONDITIONS,
    CONFIRMED,
    GO,
    MEASURES,
    NO_GO,
    PLANNED,
    REFER,
    TODAY,
    UNAVAILABLE,
    allow,
    at,
    day,
    drive,
    how,
    leg,
    pack,
    prohibit,
    require,
    service,
    stay,
    trip,
    where,
    who,
    window,
)
from tests.planning.test_alternatives import TIMED
from tests.rules.shipped import pack_of

TO_GAO = trip(leg("bamako", "gao", "car", at(20, 6), at(20, 22)), stay("gao", until=at(23, 8)))
VISITOR = Traveller(name="B", nationality=("DE",), staff="visitor", roles=(), gender="male")


def found(of: Trip, by: Pack, budget: int = 600) -> Changes:
    return changes(of, index_of(by), TODAY, budget=budget)


def kinds(answer: Changes) -> list[list[ChangeKind]]:
    return [[change.kind for change in one.changes] for one in answer.suggestions]


def test_a_go_needs_nothing() -> None:
    answer = found(drive(), pack(allow()))
    assert (answer.best, answer.suggestions, answer.complete) == (GO, (), True)


def test_another_mode_that_the_network_serves() -> None:
    answer = found(TO_GAO, pack(allow(), prohibit(where=where(links="rn16"), how=how(modes="car")), links=TIMED))
    assert answer.best is GO
    assert kinds(answer) == [[ChangeKind.MODE], [ChangeKind.MODE]]
    assert {change.mode for one in answer.suggestions for change in one.changes} == {"bus", "flight"}
    assert answer.complete


def test_other_hours() -> None:
    night = prohibit(when=TimeTest(hours=(HourWindow(18 * 60, 6 * 60),)), how=how(modes="car"))
    answer = found(drive(hour=12), pack(allow(), night, links=TIMED))
    first = answer.suggestions[0]
    assert kinds(answer)[0] == [ChangeKind.HOURS]
    assert first.trip.itinerary[0] == leg("bamako", "sevare", "car", at(20, 9, 45), at(20, 17, 45))


def test_another_day() -> None:
    answer = found(drive(), pack(allow(), prohibit(when=TimeTest(start=day(18), until=day(21)))))
    assert [change.days for one in answer.suggestions for change in one.changes] == [-3, 2]


def test_a_measure_to_confirm_for_a_go_and_to_plan_for_anything_less() -> None:
    by = pack(allow(), require("escort", where=where(links="rn6")))
    assert [one.changes[0] for one in found(drive(), by).suggestions] == [
        Change(kind=ChangeKind.MEASURE, step=0, measure="escort", state=CONFIRMED)
    ]
    by = pack(allow(), prohibit(unless=(("escort", "stay-in"),), where=where(links="rn6")))
    answer = found(drive(), by)
    assert answer.best is CONDITIONS
    (one,) = answer.suggestions
    assert {(change.measure, change.state) for change in one.changes} == {("escort", PLANNED), ("stay-in", ACCEPTED)}


def test_what_cannot_be_had_is_not_suggested() -> None:
    by = pack(allow(), require("escort", where=where(links="rn6")))
    answer = found(drive(measures={"escort": UNAVAILABLE}), by)
    assert (answer.best, answer.suggestions, answer.complete) == (NO_GO, (), True)


def test_a_traveller_less() -> None:
    by = pack(allow(), prohibit(who=who("nationality", "DE"), where=where(links="rn6")))
    answer = found(replace(drive(), travellers=(*drive().travellers, VISITOR)), by)
    assert kinds(answer) == [[ChangeKind.TRAVELLER]]
    assert answer.suggestions[0].trip == drive()


def test_nobody_is_left_out_of_a_party_of_one_nor_made_to_say_less() -> None:
    by = pack(allow(), prohibit(who=who("nationality", "DE"), where=where(links="rn6")))
    answer = found(replace(drive(), travellers=(VISITOR,)), by)
    assert (answer.suggestions, answer.complete, answer.best) == ((), True, NO_GO)


def test_an_operator_that_runs() -> None:
    gone = service(window(until=date(2023, 5, 1), review_by=None), id="gone")
    flying = trip(leg("bamako", "airport", "flight", at(20, 9), at(20, 11), operator="gone"))
    answer = found(flying, pack(allow(), services=(service(), gone)))
    assert kinds(answer)[0] == [ChangeKind.OPERATOR]
    assert answer.suggestions[0].changes[0].operator == "unhas"


def test_another_place_for_the_night() -> None:
    visit = trip(
        leg("bamako", "gao", "car", at(20, 6), at(20, 22)),
        stay("gao", until=at(21, 8)),
        leg("gao", "bamako", "car", at(21, 8), at(22, 1)),
    )
    by = pack(allow(), prohibit(how=how(activities="overnight"), where=where(places="gao")), links=TIMED)
    answer = found(visit, by)
    assert [ChangeKind.OVERNIGHT] in kinds(answer)
    place = next(one.changes[0].place for one in answer.suggestions if kinds(answer)[0] == [ChangeKind.OVERNIGHT])
    assert place == "sevare"


PLANNED_LEG = leg(
    "bamako", "gao", "car", at(20, 6), at(20, 22), drivers=("Ibrahim",), vehicle="LC1",
    medevac=Medevac(provider="UN", phone="7", hospital="Role 2", agreed=True),
)  # fmt: skip


def test_what_the_journey_plan_says_stays_where_it_still_applies() -> None:
    planned = replace(TO_GAO, itinerary=(PLANNED_LEG, stay("gao", until=at(23, 8), lodging="Hotel", lodging_phone="1")))
    by = pack(allow(), links=TIMED)
    later = applied(planned, [Change(kind=ChangeKind.HOURS, step=0, depart=at(20, 5))], by).itinerary[0]
    assert later == replace(PLANNED_LEG, depart=at(20, 5), arrive=at(20, 21))
    round_about = applied(planned, [Change(kind=ChangeKind.ROUTE, step=0, mode="car", via=("sevare",))], by).itinerary[
        0
    ]
    flight = applied(planned, [Change(kind=ChangeKind.MODE, step=0, mode="flight", minutes=60)], by).itinerary[0]
    assert isinstance(round_about, Leg)
    assert isinstance(flight, Leg)
    assert (round_about.drivers, round_about.vehicle) == (("Ibrahim",), "LC1")
    assert (flight.drivers, flight.vehicle) == ((), "")
    for other in (round_about, flight):
        assert other.medevac == Medevac(provider="UN", phone="7", hospital="Role 2", agreed=None)
    elsewhere = applied(planned, [Change(kind=ChangeKind.OVERNIGHT, step=1, place="sevare")], by).itinerary[1]
    assert isinstance(elsewhere, Stay)
    assert (elsewhere.lodging, elsewhere.lodging_phone) == ("", "")


def test_two_changes_where_one_is_not_enough() -> None:
    by = pack(
        allow(),
        prohibit(where=where(links="rn16"), how=how(modes=["car", "bus"])),
        require("escort", where=where(links="air")),
        links=TIMED,
    )
    answer = found(TO_GAO, by)
    assert answer.best is GO
    assert [[(change.mode, change.measure) for change in one.changes] for one in answer.suggestions] == [
        [("flight", None), (None, "escort")]
    ]


def test_what_a_pack_never_suggests() -> None:
    road = prohibit(where=where(links="rn16"), how=how(modes="car"))
    by = replace(pack(allow(), road, links=TIMED), never_suggest=frozenset({ChangeKind.MODE}))
    assert found(TO_GAO, by).suggestions == ()
    quiet = [replace(one, suggest=one.id != "escort") for one in MEASURES]
    by = pack(allow(), require("escort", where=where(links="rn6")), measures=quiet)
    assert found(drive(), by).suggestions == ()


def test_it_says_when_the_search_was_cut_short() -> None:
    by = pack(allow(), prohibit(where=where(links="rn16"), how=how(modes="car")), links=TIMED)
    assert not found(TO_GAO, by, budget=1).complete
    stopped = changes(TO_GAO, index_of(by), TODAY, go_on=lambda _done: False)
    assert (stopped.suggestions, stopped.complete) == ((), False)


def test_a_search_that_was_cut_short_goes_on_to_what_a_longer_one_finds() -> None:
    by = pack(
        allow(),
        prohibit(where=where(links="rn16"), how=how(modes=["car", "bus"])),
        require("escort", where=where(links="air")),
        links=TIMED,
    )
    whole, search = found(TO_GAO, by), ChangeSearch(TO_GAO, index_of(by), TODAY)
    answers = [search.run(budget) for budget in range(1, 600, 3)]
    assert not answers[0].complete
    assert answers[-1].complete
    assert (answers[-1].best, answers[-1].suggestions) == (whole.best, whole.suggestions)
    assert [one.decided for one in answers] == sorted(one.decided for one in answers)
    assert answers[-1].decided < 600


def test_nothing_is_lost_when_somebody_stops_it() -> None:
    by = pack(allow(), prohibit(where=where(links="rn16"), how=how(modes="car")), links=TIMED)
    search, asked = ChangeSearch(TO_GAO, index_of(by), TODAY), 0

    def now_and_then(_done: float) -> bool:
        nonlocal asked
        asked += 1
        return asked % 4 != 0

    assert not search.run(go_on=lambda _done: False).complete
    for _ in range(100):
        if search.run(go_on=now_and_then).complete:
            break
    assert (search.run().complete, search.run().suggestions) == (True, found(TO_GAO, by).suggestions)


def test_a_doubtful_pack_promises_no_more_than_a_refer() -> None:
    by = pack(allow(), prohibit(where=where(links="rn16"), how=how(modes="car")), links=TIMED)
    answer = changes(TO_GAO, index_of(by), TODAY, caveat=message("structure.pack-in-doubt"))
    assert answer.best is REFER
    assert {one.assessment.verdict for one in answer.suggestions} == {REFER}


def test_with_a_doubtful_pack_even_a_go_is_a_refer_that_nothing_helps() -> None:
    answer = changes(drive(), index_of(pack(allow())), TODAY, caveat=message("structure.pack-in-doubt"))
    assert (answer.before.reported, answer.best, answer.suggestions, answer.complete) == (REFER, REFER, (), True)


def test_a_disagreement_is_an_internal_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def other(*args: object, **named: object) -> Assessment:
        return replace(assess(*args, **named), verdict=NO_GO)  # type: ignore[arg-type]

    monkeypatch.setattr("advisor.planning.changes.assess", other)
    by = pack(allow(), prohibit(where=where(links="rn16"), how=how(modes="car")), links=TIMED)
    with pytest.raises(DisagreementError):
        found(TO_GAO, by)


def test_changes_are_made_in_an_order_of_their_own() -> None:
    made = [
        Change(kind=ChangeKind.MEASURE, step=0, measure="escort", state=CONFIRMED),
        Change(kind=ChangeKind.MODE, step=0, mode="flight", minutes=60),
        Change(kind=ChangeKind.HOURS, step=0, depart=at(20, 9), minutes=60),
        Change(kind=ChangeKind.DATE, days=1),
    ]
    by = pack(allow(), links=TIMED)
    one, other = applied(TO_GAO, made, by), applied(TO_GAO, reversed(made), by)
    assert one == other
    first = one.itinerary[0]
    assert isinstance(first, Leg)
    assert first == leg("bamako", "gao", "flight", at(21, 9), at(21, 10), measures={"escort": CONFIRMED})


@pytest.mark.slow
def test_the_shipped_trips_are_helped_or_not_as_assess_says() -> None:
    by = pack_of("mali-2023")
    for one in by.trips[::7]:
        answer = changes(one.trip, index_of(by), one.expect.as_of or by.as_of or TODAY, budget=60)
        assert all(suggestion.assessment.verdict <= answer.best for suggestion in answer.suggestions)


def test_kayes_is_reached_by_air() -> None:
    by = pack_of("mali")
    one = next(one for one in by.trips if one.file == "trips/kayes-by-road-day.yaml")
    answer = changes(one.trip, index_of(by), date(2026, 8, 25))
    assert answer.best is Verdict.REFER
    assert {change.mode for suggestion in answer.suggestions for change in suggestion.changes} == {
        "commercial-flight", "humanitarian-flight", "un-flight"
    }  # fmt: skip
    assert answer.complete
