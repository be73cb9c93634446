"""Whatever is changed in a pack, a comparison is not silent about a trip that has become milder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import pytest
from hypothesis import given, settings

from advisor.engine.decide import decide
from advisor.engine.index import Index
from advisor.model.measure import Measure, MeasureKind
from advisor.model.network import Link, Provider, Route, Service, Window
from advisor.model.pack import Pack
from advisor.model.place import Geography, Place
from advisor.model.rule import Rule
from advisor.model.text import Text
from advisor.proof.compare import compare
from tests.property.dice import FIRST_DAY, Dice
from tests.property.packs import a_pack
from tests.property.rules import named
from tests.property.strategies import SEEDS
from tests.property.trips import EXACT, WELL_FORMED, a_trip

_T = TypeVar("_T")


def _one_changed(dice: Dice, things: dict[str, _T], change: Callable[[_T], _T]) -> dict[str, _T]:
    if not things:
        return things
    name = dice.one(sorted(things))
    return {**things, name: change(things[name])}


def _without(dice: Dice, things: dict[str, _T]) -> dict[str, _T]:
    gone = dice.one(sorted(things)) if things else None
    return {name: thing for name, thing in things.items() if name != gone}


def longer(window: Window) -> Window:
    later = timedelta(days=20)
    until, review = (None if day is None else day + later for day in (window.until, window.review_by))
    return replace(window, until=until, review_by=review)


def services_run_longer(dice: Dice, pack: Pack) -> Pack:
    def change(service: Service) -> Service:
        return replace(service, windows=(*map(longer, service.windows), Window(review_by=date(2030, 1, 1))))

    return replace(pack, services=_one_changed(dice, dict(pack.services), change))


def a_service_serves_more(dice: Dice, pack: Pack) -> Pack:
    def change(service: Service) -> Service:
        return replace(service, links=frozenset(link.id for link in pack.links.values() if service.mode in link.modes))

    return replace(pack, services=_one_changed(dice, dict(pack.services), change))


def a_service_is_new(_dice: Dice, pack: Pack) -> Pack:
    links = frozenset(link.id for link in pack.links.values() if "flight" in link.modes)
    new = Service(id="new", title=Text({"en": "new"}), mode="flight", links=links, windows=(Window(),))
    return replace(pack, services={**pack.services, "new": new}) if links else pack


def providers_run_longer(dice: Dice, pack: Pack) -> Pack:
    def change(provider: Provider) -> Provider:
        return replace(provider, windows=(Window(review_by=date(2030, 1, 1)),))

    return replace(pack, providers=_one_changed(dice, dict(pack.providers), change))


def a_measure_needs_no_provider(dice: Dice, pack: Pack) -> Pack:
    def change(measure: Measure) -> Measure:
        return replace(measure, provider=None)

    return replace(pack, measures=_one_changed(dice, dict(pack.measures), change))


def a_measure_is_conduct(dice: Dice, pack: Pack) -> Pack:
    def change(measure: Measure) -> Measure:
        return replace(measure, kind=MeasureKind.CONDUCT, provider=None)

    return replace(pack, measures=_one_changed(dice, dict(pack.measures), change))


def a_mode_needs_no_service(_dice: Dice, pack: Pack) -> Pack:
    return replace(pack, modes={name: replace(mode, needs_service=False) for name, mode in pack.modes.items()})


def a_place_lies_elsewhere(dice: Dice, pack: Pack) -> Pack:
    places = dict(pack.geography.places)
    regions = sorted(name for name in places if name in {"north", "south", "land"})
    inner = sorted(name for name in places if name not in regions)
    if not inner:
        return pack
    moved: Place = replace(places[dice.one(inner)], within=dice.one(regions))
    return replace(pack, geography=Geography({**places, moved.id: moved}.values()))


def a_place_lies_in_the_light(dice: Dice, pack: Pack) -> Pack:
    places = dict(pack.geography.places)
    moved = _one_changed(dice, places, lambda place: replace(place, latitude=60.0, longitude=100.0))
    return replace(pack, geography=Geography(moved.values()))


def a_link_is_new(dice: Dice, pack: Pack) -> Pack:
    places = sorted(pack.geography.places)
    start, end = dice.one(places), dice.one(places)
    if start == end:
        return pack
    new = Link(id="new", start=start, end=end, modes=frozenset({"car", "flight"}))
    return replace(pack, links={**pack.links, "new": new})


def a_link_is_gone(dice: Dice, pack: Pack) -> Pack:
    gone = dice.one(sorted(pack.links)) if pack.links else ""
    links = {name: link for name, link in pack.links.items() if name != gone}
    services = {
        name: replace(service, links=service.links - {gone})
        for name, service in pack.services.items()
        if service.links - {gone}
    }
    routes = {name: route for name, route in pack.routes.items() if gone not in route.links}
    rules = tuple(rule for rule in pack.rules if gone not in repr(rule) and _serves(rule, services))
    return replace(pack, links=links, services=services, routes=routes, rules=rules)


def _serves(rule: Rule, services: dict[str, Service]) -> bool:
    """Whether all services that a rule may name are still there."""
    named_here = {*rule.depends_on, *(name for how in rule.how for name in how.services or ())}
    return all(name not in {"unhas", "airline", "taxi"} or name in services for name in named_here)


def a_route_is_shorter(dice: Dice, pack: Pack) -> Pack:
    def change(route: Route) -> Route:
        return replace(route, links=route.links[:1])

    return replace(pack, routes=_one_changed(dice, dict(pack.routes), change))


def a_link_is_for_other_modes(dice: Dice, pack: Pack) -> Pack:
    def change(link: Link) -> Link:
        return replace(link, modes=link.modes | {"car"}, one_way=False, through=())

    return replace(pack, links=_one_changed(dice, dict(pack.links), change))


def a_role_is_new(_dice: Dice, pack: Pack) -> Pack:
    return replace(pack, roles={**pack.roles, "nurse": named("nurse")})


def a_fact_has_another_value(dice: Dice, pack: Pack) -> Pack:
    facts = _one_changed(
        dice, dict(pack.facts), lambda fact: replace(fact, values=(*fact.values, named("something-else")))
    )
    return replace(pack, facts=facts)


def a_night_is_shorter(_dice: Dice, pack: Pack) -> Pack:
    return replace(pack, night_margin_minutes=0 if pack.night_margin_minutes else -30)


def the_country_is_another(_dice: Dice, pack: Pack) -> Pack:
    return replace(pack, country="SN")


CHANGES = (
    services_run_longer,
    a_service_serves_more,
    a_service_is_new,
    providers_run_longer,
    a_measure_needs_no_provider,
    a_measure_is_conduct,
    a_mode_needs_no_service,
    a_place_lies_elsewhere,
    a_place_lies_in_the_light,
    a_link_is_new,
    a_link_is_gone,
    a_route_is_shorter,
    a_link_is_for_other_modes,
    a_role_is_new,
    a_fact_has_another_value,
    a_night_is_shorter,
    the_country_is_another,
)
Change = Callable[[Dice, Pack], Pack]


def hold(change: Change, seed: int, trips: int = 25) -> int:
    """Hold a comparison against trips; how many of these it had to answer for."""
    dice = Dice(seed)
    old = a_pack(dice)
    new = change(dice, old)
    found = compare(old, new, FIRST_DAY, budget=50_000)
    if found.looser or found.unshown or not found.complete:
        return 0
    before, after = Index(old), Index(new)
    for number in range(trips):
        trip, as_of = a_trip(dice, new, (EXACT, WELL_FORMED)[number % 2]), dice.day(3, 5)
        was, now = (decide(trip, index, as_of) for index in (before, after))
        if len(was.exposed.steps) == len(now.exposed.steps):
            for step in range(len(was.exposed.steps)):
                assert now.step_range(step).worst >= was.step_range(step).worst, (trip, as_of, step)
    return trips


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@settings(max_examples=3)
@given(SEEDS)
def test_no_trip_is_milder_in_silence(change: Change, seed: int) -> None:
    hold(change, seed)


@pytest.mark.campaign
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_no_trip_is_milder_in_silence_at_length(change: Change) -> None:
    assert sum(hold(change, seed, trips=40) for seed in range(150))
