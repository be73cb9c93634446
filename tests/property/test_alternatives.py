"""Alternatives put together out of parts are what the whole trips come to, and the best of them come first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings

from advisor.engine.assess import assess
from advisor.engine.decide import decide
from advisor.engine.expose import expose
from advisor.engine.index import index_of
from advisor.engine.judge import Judge
from advisor.engine.times import midnight
from advisor.model.pack import Pack
from advisor.planning.alternatives import Search, alternatives
from advisor.planning.hours import hours_of
from advisor.planning.itineraries import Clock
from advisor.planning.parts import grade
from advisor.planning.passages import Passages
from tests.property.strategies import SEEDS, Case, a_case
from tests.property.trips import EXACT, WELL_FORMED, Tastes

MOST_COMPARED = 60


def with_lengths(pack: Pack) -> Pack:
    """The pack, where most links say how long they take."""
    links = {
        link.id: replace(link, hours=dict.fromkeys(link.modes, 1.0 + number), km=10.0 * (1 + number))
        for number, link in enumerate(pack.links.values())
        if number % 4 != 3
    }
    return replace(pack, links={**pack.links, **links})


def a_lengthy_case(seed: int, tastes: Tastes = WELL_FORMED) -> Case:
    case = a_case(seed, tastes)
    return replace(case, pack=with_lengths(case.pack))


@settings(max_examples=60)
@given(seed=SEEDS)
def test_every_trip_put_together_is_what_it_is_as_a_whole(seed: int) -> None:
    case = a_lengthy_case(seed, EXACT if seed % 2 else WELL_FORMED)
    index = index_of(case.pack)
    candidates = Search(case.trip, index, case.as_of).candidates()
    for one in candidates[:: max(1, len(candidates) // MOST_COMPARED)]:
        trip = one.whole.applied(one.options)
        answer = decide(trip, index, case.as_of, explain=False)
        assert answer.range == one.range, trip
    for one in candidates[:: max(1, len(candidates) // 8)]:
        answered = assess(one.whole.applied(one.options), case.pack, case.as_of)
        assert (-1 if answered.risk_level is None else answered.risk_level) == one.level
    found = alternatives(case.trip, index, case.as_of)  # raises where one that is shown is not what was worked out
    assert found.looked_at == len(candidates)
    ranked = [(grade(one.range), -1 if one.risk_level is None else one.risk_level) for one in found.ranked]
    assert ranked == sorted(ranked)
    if candidates:
        assert ranked[0] == min((grade(one.range), one.level) for one in candidates)
        assert len({one.key for one in candidates}) + 1 >= len(found.ranked)
        assert any(one.as_written for one in candidates) == any(one.as_written for one in found.ranked)


@settings(max_examples=40)
@given(seed=SEEDS)
def test_hours_are_cut_where_the_verdict_changes(seed: int) -> None:
    case = a_lengthy_case(seed)
    index, clock = index_of(case.pack), Clock(case.pack)
    places = sorted(case.pack.geography.places)
    passages = [
        passage for end in places[1:] for passage in Passages(index).between(places[seed % len(places)], end).passages
    ]
    timed = [passage for passage in passages if passage.minutes is not None][:3]
    for passage in timed:
        start = midnight(case.as_of + timedelta(days=2), clock.zone(passage.legs[0].origin))

        def laid_out(minute: int, passage=passage, start=start):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            return replace(case.trip, itinerary=clock.timed(passage.legs, passage.leg_minutes, start + minute))

        trip = laid_out(0)
        exposed = expose(trip, case.pack, index.network)
        judge = Judge(trip, index, case.as_of, exposed, explain=False)
        numbers = [number for number, step in enumerate(exposed.steps) if step.written is not None]
        hours = tuple(hours_of(exposed, numbers, judge, index, 1439))
        assert [one.first for one in hours] == [0, *(one.last + 1 for one in hours[:-1])]
        assert hours[-1].last == 1439
        looked = {minute for one in hours for minute in (one.first, one.last)} | set(range(seed % 97, 1440, 97))
        for minute in sorted(looked):
            decision = decide(laid_out(minute), index, case.as_of, explain=False)
            total = max((decision.step_range(number) for number in numbers), key=lambda one: one.worst)
            expected = next(one.range for one in hours if one.first <= minute <= one.last)
            assert expected.worst is total.worst
            assert expected.best is max(decision.step_range(number).best for number in numbers)


@given(seed=SEEDS)
@settings(max_examples=60)
def test_ways_are_loopless_and_meant_by_their_words(seed: int) -> None:
    case = a_lengthy_case(seed)
    index = index_of(case.pack)
    places = sorted(case.pack.geography.places)
    for origin in places[:3]:
        for destination in places:
            for passage in Passages(index).between(origin, destination).passages:
                passed: list[str] = []
                for leg in passage.legs:
                    (way,) = index.network.ways(leg.origin, leg.destination, leg.mode or "", leg.via, leg.route)
                    assert not passed or passed[-1] == way.nodes[0]
                    passed += way.nodes[1:] if passed else way.nodes
                assert len(passed) == len(set(passed))
                assert passed[0] in passage.starts
                assert passed[-1] in passage.ends
                assert all(one.mode != other.mode for one, other in zip(passage.legs, passage.legs[1:], strict=False))
