"""What we need to know: which unknowns are asked about, in what order, and what each answer brings."""

from __future__ import annotations

from dataclasses import replace

from advisor.engine.assess import assess
from advisor.engine.questions import NO_ROLE, OTHER_COUNTRY, with_answer
from advisor.model.assessment import FactRef, Question
from advisor.model.measure import MeasureState
from advisor.model.pack import Pack
from advisor.model.rule import FOREIGN, HourWindow, TimeTest
from advisor.model.trip import Leg, Traveller, Trip
from tests.engine.world import (
    GO,
    LINKS,
    NO_GO,
    REFER,
    SOMEBODY,
    TODAY,
    allow,
    asked,
    at,
    caution,
    day,
    how,
    leg,
    night_in,
    pack,
    prohibit,
    refer,
    require,
    service,
    stay,
    trip,
    visit,
    where,
    who,
)

UNKNOWN = replace(visit(), travellers=(Traveller(),))


def only_question(of: Trip, by: Pack) -> Question:
    (question,) = assess(of, by, TODAY).questions
    return question


def brings(question: Question) -> dict[str | None, str]:
    return {answer.value: answer.range.reported.word for answer in question.answers}


def test_a_fact_that_could_change_the_verdict_is_asked_with_what_each_answer_brings() -> None:
    question = only_question(UNKNOWN, pack(allow(), prohibit(who=who("nationality", "FR"))))
    assert question.about == FactRef(fact="nationality", traveller=0)
    assert question.rules == ("prohibit",)
    assert brings(question) == {"ML": "go", "FR": "no-go", OTHER_COUNTRY: "go"}
    roles = only_question(UNKNOWN, pack(allow(), prohibit(who=who("roles", "driver"))))
    assert brings(roles) == {"driver": "no-go", NO_ROLE: "go"}
    staff = only_question(UNKNOWN, pack(allow(), prohibit(who=who("staff", "visitor"))))
    assert brings(staff)["visitor"] == "no-go"
    assert brings(staff)["national"] == "go"
    gender = only_question(UNKNOWN, pack(allow(), prohibit(who=who("gender", "male"))))
    assert brings(gender) == {"female": "go", "male": "no-go", "other": "go"}


def test_of_two_nationalities_it_asks_which_counts() -> None:
    two = replace(visit(), travellers=(replace(SOMEBODY, nationality=("DE", "ML")),))
    question = only_question(two, pack(allow(), prohibit(who=who("nationality", FOREIGN))))
    assert brings(question) == {"DE": "no-go", "ML": "go"}


def test_a_fact_of_the_trip_is_asked_once() -> None:
    two = replace(visit(), travellers=(SOMEBODY, SOMEBODY))
    question = only_question(two, pack(allow(), prohibit(who=who("permit", "no"))))
    assert question.about == FactRef(fact="permit")
    assert brings(question) == {"yes": "go", "no": "no-go"}


def test_a_fact_of_a_traveller_is_asked_of_each() -> None:
    two = replace(visit(), travellers=(SOMEBODY, SOMEBODY))
    questions = assess(two, pack(allow(), prohibit(who=who("blood", "a"))), TODAY).questions
    assert {question.about.traveller for question in questions} == {0, 1}


def test_nothing_is_asked_that_cannot_change_the_verdict() -> None:
    assert asked(assess(UNKNOWN, pack(allow()), TODAY)) == []
    assert asked(assess(UNKNOWN, pack(allow(), caution(who=who("gender", "male"))), TODAY)) == []
    settled = pack(allow(), prohibit(), prohibit("also", who=who("gender", "male")))
    assert asked(assess(UNKNOWN, settled, TODAY)) == []


def test_it_asks_about_somebody_who_lacks_a_measure_that_another_surely_needs_and_has() -> None:
    """Regression: the rule surely spoke of one traveller, so nothing was asked about the other, whom it would stop."""
    rules = pack(allow(), require("briefing", who=who("nationality", FOREIGN)))
    briefed = replace(SOMEBODY, nationality=("FR",), measures={"briefing": MeasureState.CONFIRMED})
    unbriefed = Traveller(measures={"briefing": MeasureState.UNAVAILABLE})
    question = only_question(replace(visit(), travellers=(briefed, unbriefed)), rules)
    assert question.about == FactRef(fact="nationality", traveller=1)
    assert brings(question) == {"ML": "go", OTHER_COUNTRY: "no-go"}
    both = replace(visit(), travellers=(briefed, replace(unbriefed, measures=briefed.measures)))
    assert assess(both, rules, TODAY).questions == ()


def test_it_asks_for_what_any_alternative_of_a_rule_would_know() -> None:
    known = replace(visit(), travellers=(Traveller(nationality=("ML",)),))
    either = prohibit(who=(*who("nationality", "FR"), *who("gender", "male")))
    assert only_question(known, pack(allow(), either)).about == FactRef(fact="gender", traveller=0)


def test_the_question_that_settles_most_comes_first() -> None:
    some_or_all = pack(allow(), refer(who=who("gender", "male")), prohibit(who=who("roles", "driver")))
    assert asked(assess(UNKNOWN, some_or_all, TODAY)) == ["roles", "gender"]


def test_an_unknown_time_is_asked_about_where_it_matters() -> None:
    morning = prohibit(when=TimeTest(hours=(HourWindow(6 * 60, 8 * 60),)))
    by_date = trip(leg("bamako", "sevare", "car", day(20)), stay("sevare", until=at(21, 0)))
    assert set(asked(assess(by_date, pack(allow(), morning), TODAY))) >= {"depart", "arrive"}
    assert "depart" not in asked(assess(by_date, pack(allow(), prohibit()), TODAY))
    assert asked(assess(trip(stay("gao")), pack(allow()), TODAY)) == ["from", "until"]


def test_how_long_a_stay_lasts_is_asked_of_the_leg_that_ends_it_however_often_the_trip_is_changed() -> None:
    rules = pack(allow(), prohibit(where=(where(places="sevare"),), when=TimeTest(hours=(HourWindow(6 * 60, 8 * 60),))))
    there = leg("bamako", "sevare", "car", at(20, 8), at(20, 12))
    staying = trip(there, stay("sevare"))
    back = trip(there, stay("sevare"), leg("sevare", "bamako", "car"))
    for _again in range(2):
        assert "until" in asked(assess(staying, rules, TODAY))
        assert "until" not in asked(assess(back, rules, TODAY))


def test_times_are_tried_once_in_each_cell() -> None:
    curfew = prohibit(when=TimeTest(hours=(HourWindow(6 * 60, 8 * 60),)))
    some_time = trip(leg("bamako", "sevare", "car", day(20), at(20, 23)), stay("sevare", until=at(20, 23, 30)))
    (question,) = [
        one for one in assess(some_time, pack(allow(), curfew), TODAY).questions if one.about.fact == "depart"
    ]
    tried = {answer.value: answer.range.reported for answer in question.answers}
    assert tried == {"2023-05-20T00:00": NO_GO, "2023-05-20T06:00": NO_GO, "2023-05-20T08:00": GO}


def test_the_operator_is_asked_where_a_rule_names_one() -> None:
    flight = trip(leg("bamako", "airport", "flight", at(20, 9), at(20, 12)), stay("airport", until=at(20, 13)))
    two = pack(allow(), prohibit(how=how(services="other")), services=[service(), service(id="other")])
    (question,) = [one for one in assess(flight, two, TODAY).questions if one.about.fact == "operator"]
    assert brings(question) == {"other": "no-go", "unhas": "go"}


def test_each_answer_put_into_the_trip_brings_what_it_says() -> None:
    by = pack(
        allow(),
        prohibit(where=where(places="camp")),
        refer(who=who("gender", "male")),
        prohibit("track", where=where(links="track")),
        links=[*LINKS, replace(LINKS[1], id="track")],
    )
    of = trip(
        leg("sevare", "gao", "car", at(20, 6), at(20, 18)), stay("gao", until=at(21, 8)), travellers=[Traveller()]
    )
    found = assess(of, by, TODAY)
    assert set(asked(found)) >= {"place", "gender", "route"}
    for question in found.questions:
        for answer in question.answers:
            assert answer.value is not None
            assert assess(with_answer(of, question.about, answer.value), by, TODAY).range == answer.range


def test_answers_go_where_they_belong() -> None:
    of = trip(leg("bamako", "gao"), stay("gao"), travellers=[Traveller()])

    def told(fact: str, value: str, step: int | None = None, traveller: int | None = None) -> Trip:
        return with_answer(of, FactRef(fact=fact, step=step, traveller=traveller), value)

    first = told("mode", "bus", 0).itinerary[0]
    assert isinstance(first, Leg)
    assert first.mode == "bus"
    assert told("depart", "2023-05-20T09:00", 0).itinerary[0] == leg("bamako", "gao", depart=at(20, 9))
    assert told("arrive", "2023-05-20T09:00", 0).itinerary[0] == leg("bamako", "gao", arrive=at(20, 9))
    assert told("route", "rn6", 0).itinerary[0] == leg("bamako", "gao", route="rn6")
    assert told("operator", "unhas", 0).itinerary[0] == leg("bamako", "gao", operator="unhas")
    assert told("place", "camp", 0).itinerary[0] == leg("bamako", "camp")
    assert told("place", "camp", 1).itinerary[1] == stay("camp")
    assert told("from", "2023-05-20T09:00", 1).itinerary[1] == stay("gao", at(20, 9))
    assert told("until", "2023-05-20T09:00", 1).itinerary[1] == stay("gao", until=at(20, 9))
    assert told("roles", NO_ROLE, traveller=0).travellers[0].roles == ()
    assert told("blood", "a", traveller=0).travellers[0].facts == {"blood": "a"}
    assert told("permit", "yes").facts == {"permit": "yes"}


def test_a_trip_half_filled_in_has_a_truthful_verdict() -> None:
    assert assess(trip(leg("bamako", "gao", None), travellers=[Traveller()]), pack(allow()), TODAY).verdict is REFER
    assert assess(night_in(), pack(allow()), TODAY).verdict is GO
