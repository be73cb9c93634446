"""Small packs that the loader could have made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from advisor.model.incident import Box, Coverage, Incident
from advisor.model.measure import Measure, MeasureKind, Scope
from advisor.model.network import Link, Provider, Route, Service, Window
from advisor.model.pack import Authority, Pack, RiskTable
from advisor.model.place import OUTSIDE, Geography, Place, PlaceKind
from advisor.model.text import Text
from tests.property.dice import FIRST_DAY, Dice
from tests.property.rules import FACTS, MODES, ROLES, Ground, named, some_rules

PLACE_POOL = (
    ("land", PlaceKind.COUNTRY),
    ("north", PlaceKind.REGION),
    ("south", PlaceKind.REGION),
    ("gao", PlaceKind.TOWN),
    ("camp", PlaceKind.ZONE),
    ("airport", PlaceKind.ZONE),
    ("mopti", PlaceKind.TOWN),
)


SCALE = RiskTable(
    likelihood=(named("unlikely"), named("likely")),
    impact=(named("minor"), named("severe")),
    levels=(named("low"), named("medium"), named("high")),
    matrix=((0, 1), (1, 2)),
)
WHO_SIGNS = Authority(
    by_level=((Text({"en": "manager"}),), (Text({"en": "head"}),), (Text({"en": "director"}),)),
    refer=(Text({"en": "officer"}),),
)


IMPORTED_KINDS = ("ambush", "robbery")


def _places(dice: Dice) -> list[Place]:
    places: list[Place] = []
    for name, kind in PLACE_POOL:
        if name not in ("land", "gao") and not dice.chance(65):
            continue
        within = None
        if places:
            coarser = [place.id for place in places if _finer(kind, place.kind)]
            within = dice.one(coarser[::-1])
        located = not dice.chance(10)
        places.append(
            Place(
                id=name,
                name=Text({"en": name}),
                kind=kind,
                within=within,
                latitude=14.0 + len(places) / 2 if located else None,
                longitude=-4.0 + len(places) / 2 if located else None,
                time_zone="Africa/Lagos" if dice.chance(10) else "Africa/Bamako",
                imprecision_km=dice.one((0.0, 0.0, 20.0)),
            )
        )
    return places


def _finer(kind: PlaceKind, around: PlaceKind) -> bool:
    kinds = list(PlaceKind)
    return kinds.index(around) < kinds.index(kind) or (kind is around is PlaceKind.ZONE)


def _links(dice: Dice, places: list[Place]) -> dict[str, Link]:
    names = [place.id for place in places]
    settled = [place.id for place in places if place.kind in (PlaceKind.TOWN, PlaceKind.ZONE)]
    links: dict[str, Link] = {}
    for number in range(dice.number(2, 8)):
        start = dice.one(settled if not dice.chance(10) else names)
        end = dice.one(names if dice.chance(20) or len(settled) < 2 else settled)
        if dice.chance(8):
            end = OUTSIDE
        if start == end:
            continue
        links[f"link{number}"] = Link(
            id=f"link{number}",
            start=start,
            end=end,
            modes=frozenset({"car"}) if dice.chance(40) else dice.some(("car", "flight"), 1),
            through=(dice.one(names),) if dice.chance(20) else (),
            one_way=dice.chance(10),
            imprecision_km=dice.one((0.0, 10.0)),
        )
    return links


def _routes(dice: Dice, links: dict[str, Link]) -> dict[str, Route]:
    routes: dict[str, Route] = {}
    for number in range(dice.number(0, 2) if len(links) > 1 else 0):
        first = links[dice.one(sorted(links))]
        chain, passed = [first.id], [first.start, first.end]
        for _ in range(2):
            here = passed[-1]
            onward = [
                (link.id, there)
                for link in links.values()
                if here in (link.start, link.end) and here != OUTSIDE
                for there in [link.end if link.start == here else link.start]
                if there not in passed
            ]
            if onward:
                taken, there = dice.one(onward)
                chain.append(taken)
                passed.append(there)
        routes[f"route{number}"] = Route(id=f"route{number}", title=Text({"en": "route"}), links=tuple(chain))
    return routes


def _windows(dice: Dice) -> tuple[Window, ...]:
    windows = []
    for _ in range(dice.number(1, 2) if not dice.chance(5) else 0):
        start = dice.maybe_day(30)
        until = dice.maybe_day(40)
        review_by = (
            dice.maybe_day(25) if until else dice.day(1, 6) if dice.chance(60) else FIRST_DAY + timedelta(days=60)
        )
        windows.append(Window(start=start, until=until, review_by=review_by))
    return tuple(windows)


def _providers(dice: Dice) -> dict[str, Provider]:
    return {
        name: Provider(id=name, title=Text({"en": name}), windows=_windows(dice))
        for name in ("mission", "insurer")[: dice.number(0, 2)]
    }


def _services(dice: Dice, links: dict[str, Link], providers: dict[str, Provider]) -> dict[str, Service]:
    found = {}
    for name, mode in (("unhas", "flight"), ("airline", "flight"), ("taxi", "car")):
        served = [link.id for link in links.values() if mode in link.modes]
        if served and dice.chance(60 if mode == "flight" else 20):
            found[name] = Service(
                id=name,
                title=Text({"en": name}),
                mode=mode,
                links=frozenset(served) if dice.chance(70) else dice.some(served, 1),
                windows=_windows(dice),
                provider=dice.one(sorted(providers)) if providers and dice.chance(30) else None,
            )
    return found


def _measures(dice: Dice, providers: dict[str, Provider]) -> dict[str, Measure]:
    found = {}
    for name in ("escort", "briefing", "curfew", "medevac")[: dice.number(1, 4)]:
        found[name] = Measure(
            id=name,
            title=Text({"en": name}),
            kind=MeasureKind.CONDUCT if name == "curfew" or dice.chance(10) else MeasureKind.ARRANGEMENT,
            scope=dice.one(tuple(Scope)),
            provider=dice.one(sorted(providers)) if providers and dice.chance(35) else None,
            lowers_likelihood=dice.number(0, 1),
            lowers_impact=dice.number(0, 1),
            threats=frozenset({"kidnapping"}) if dice.chance(30) else frozenset(),
        )
    return found


def an_incident(dice: Dice, number: int) -> Incident:
    """Something that happened in or near the days and places of trips."""
    return Incident(
        id=f"incident{number}",
        day=FIRST_DAY + timedelta(days=dice.number(-6, 4)),
        kind=dice.one(("ambush", "theft")),
        latitude=dice.one((14.0, 14.6, 15.5, 16.9)),
        longitude=dice.one((-4.0, -3.4, -2.5, -1.1)),
        imprecision_km=dice.one((0.0, 30.0)),
        imprecision_days=dice.one((0, 0, 2)),
        fatalities=dice.one((None, 0, 2)),
    )


def a_claim(dice: Dice) -> Coverage:
    """What somebody may vouch for: parts of the days, kinds, events and of the map."""
    start = FIRST_DAY - timedelta(days=dice.one((1, 4, 40)))
    return Coverage(
        start=start,
        until=start + timedelta(days=dice.one((2, 5, 60))),
        kinds=frozenset() if dice.chance(60) else dice.some(IMPORTED_KINDS, 1),
        fatal_only=dice.chance(20),
        area=None if dice.chance(60) else dice.one((Box(5.0, -15.0, 25.0, 10.0), Box(5.0, 170.0, 25.0, -3.2))),
    )


def some_data(dice: Dice, pack: Pack) -> tuple[tuple[Incident, ...], tuple[Coverage, ...]]:
    """Imported incidents, perhaps one that the pack has too, and claims. None where nothing is counted."""
    if not any(rule.incidents for rule in pack.rules) or dice.chance(30):
        return (), ()
    imported = [an_imported_incident(dice, number) for number in range(dice.number(0, 4))]
    if pack.incidents and dice.chance(30):
        imported.append(dice.one(pack.incidents))
    return tuple(imported), tuple(a_claim(dice) for _ in range(dice.number(0, 3)))


def an_imported_incident(dice: Dice, number: int) -> Incident:
    """As one of a pack, but of a kind out of the closed list."""
    return replace(an_incident(dice, number), id=f"mapped:{number}", kind=dice.one(IMPORTED_KINDS))


def a_pack(dice: Dice, most_rules: int = 8) -> Pack:
    """A pack that the loader could have made: an allow or a window without an end has a review date."""
    places = _places(dice)
    links = _links(dice, places)
    providers = _providers(dice)
    services = _services(dice, links, providers)
    measures = _measures(dice, providers)
    ground = Ground(places, links, services, providers, measures)
    rules = some_rules(dice, ground, most_rules)
    counting = any(rule.incidents for rule in rules)
    incidents = tuple(an_incident(dice, number) for number in range(dice.number(0, 5))) if counting else ()
    coverage = None
    if counting and dice.chance(60):
        coverage = Coverage(start=FIRST_DAY - timedelta(days=dice.one((4, 40))), until=dice.day(1, 6))
    return pack_of(
        places=places,
        links=links,
        routes=_routes(dice, links),
        providers=providers,
        services=services,
        measures=measures,
        rules=rules,
        night_margin_minutes=dice.one((0, 30)) if any(rule.when.night for rule in rules) else 0,
        incidents=incidents,
        incident_coverage=coverage,
    )


def pack_of(places: Iterable[Place], **fields: Any) -> Pack:  # noqa: ANN401 - the fields of Pack
    """A pack with these parts and plain ones for the rest."""
    whole: dict[str, Any] = {
        "id": "pack",
        "title": Text({"en": "Pack"}),
        "edition": "2023-05",
        "country": "ML",
        "area": "land",
        "languages": ("en",),
        "fingerprint": "0" * 64,
        "as_of": None,
        "note": Text(),
        "geography": Geography(places),
        "modes": {mode.id: mode for mode in MODES},
        "mode_groups": {},
        "links": {},
        "routes": {},
        "services": {},
        "providers": {},
        "measures": {},
        "roles": {role: named(role) for role in ROLES},
        "facts": FACTS,
        "threats": {"kidnapping": named("kidnapping")},
        "risk": SCALE,
        "authority": WHO_SIGNS,
        "night_margin_minutes": 0,
        "rules": (),
    }
    return Pack(**{**whole, **fields})
