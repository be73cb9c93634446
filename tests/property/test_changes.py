"""The smallest changes are those that trying every set of changes finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings

from advisor.engine.assess import assess
from advisor.engine.decide import decide
from advisor.engine.index import index_of
from advisor.model.change import ChangeKind
from advisor.model.measure import MeasureState
from advisor.model.verdict import Verdict
from advisor.planning.change import Change, applied
from advisor.planning.changes import ChangeSearch, changes
from advisor.planning.itineraries import what_cannot_be_had
from advisor.planning.options import options
from advisor.planning.search import Search
from tests.property.dice import Dice
from tests.property.strategies import SEEDS, Case
from tests.property.test_alternatives import a_lengthy_case
from tests.property.trips import ANYTHING, EXACT, WELL_FORMED

MOST_OFFERED = 8
MOST_MADE = 5


def together(case: Case, offered: Sequence[Change]) -> Iterator[tuple[int, ...]]:
    """Every set of changes that can be made together, the small ones first."""
    for size in range(min(MOST_MADE, len(offered)) + 1):
        for numbers in combinations(range(len(offered)), size):
            made = [offered[number] for number in numbers]
            gone = sum(one.kind is ChangeKind.TRAVELLER for one in made)
            if len({one.slot for one in made}) == size and gone < max(1, len(case.trip.travellers)):
                yield numbers


def smallest(case: Case, offered: Sequence[Change], target: Verdict) -> list[frozenset[int]]:
    """The sets that reach a verdict and hold no smaller one that does."""
    index = index_of(case.pack)
    found: list[frozenset[int]] = []
    for numbers in together(case, offered):
        made = frozenset(numbers)
        if any(one <= made for one in found):
            continue
        trip = applied(case.trip, [offered[number] for number in numbers], case.pack)
        if decide(trip, index, case.as_of, explain=False).range.reported <= target:
            found.append(made)
    return found


@settings(max_examples=100)
@given(seed=SEEDS)
def test_it_finds_what_trying_everything_finds(seed: int) -> None:
    case = a_lengthy_case(seed, (ANYTHING, WELL_FORMED, EXACT)[seed % 3])
    index, dice = index_of(case.pack), Dice(seed)
    before = decide(case.trip, index, case.as_of, explain=False).range.reported
    for target in Verdict:
        if target >= before:
            break
        every = options(case.trip, index, case.as_of, target)
        offered = sorted(dice.some(range(len(every)), 0, MOST_OFFERED)) if every else []
        chosen = [every[number] for number in offered]
        expected = smallest(case, chosen, target)
        search = Search(case.trip, index, case.as_of, target, chosen)
        found = [frozenset(map(chosen.index, made)) for made in search.run(10_000, 1_000_000)]
        assert search.complete
        small = {made for made in found if len(made) <= MOST_MADE}
        assert small == set(expected), f"{target.word} {chosen}"
        costs = [sum(chosen[number].cost for number in made) for made in found]
        assert costs == sorted(costs)


@settings(max_examples=40)
@given(seed=SEEDS)
def test_a_search_that_goes_on_finds_what_one_with_the_larger_budget_finds(seed: int) -> None:
    case = a_lengthy_case(seed, (ANYTHING, WELL_FORMED, EXACT)[seed % 3])
    index = index_of(case.pack)
    search = ChangeSearch(case.trip, index, case.as_of)
    for budget in (3, 10, 11, 60, 150):
        found, whole = search.run(budget), changes(case.trip, index, case.as_of, budget=budget)
        assert found.best <= whole.best
        if whole.complete:
            assert found.complete
            assert (found.best, found.suggestions) == (whole.best, whole.suggestions)


@settings(max_examples=40)
@given(seed=SEEDS)
def test_what_is_suggested_helps_and_says_no_less_than_before(seed: int) -> None:
    case = a_lengthy_case(seed, WELL_FORMED)
    found = changes(case.trip, index_of(case.pack), case.as_of, budget=150)
    assert bool(found.suggestions) == (found.best < found.before.reported)
    for one in found.suggestions:
        assert assess(one.trip, case.pack, case.as_of).verdict is one.assessment.verdict
        assert one.assessment.verdict <= found.best
        assert one.trip.facts == case.trip.facts
        kept = [replace(person, measures={}) for person in one.trip.travellers]
        assert all(person in [replace(each, measures={}) for each in case.trip.travellers] for person in kept)
        assert len(one.trip.itinerary) == len(case.trip.itinerary)
        for step, was in zip(one.trip.itinerary, case.trip.itinerary, strict=True):
            for name, state in what_cannot_be_had(was.measures).items():
                reconsidered = any(change.measure == name and state is MeasureState.REFUSED for change in one.changes)
                assert step.measures[name] is state or reconsidered
        assert {change.kind for change in one.changes}.isdisjoint(case.pack.never_suggest)
