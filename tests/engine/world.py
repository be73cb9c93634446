"""A small Mali for examples: short words for packs, rules, trips and what comes of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from advisor.engine.assess import assess
from advisor.model.assessment import Assessment, Finding
from advisor.model.measure import Measure, MeasureKind, MeasureState, Scope
from advisor.model.network import Link, Mode, Provider, Route, Service, Window
from advisor.model.pack import Pack
from advisor.model.place import Place, PlaceKind
from advisor.model.rule import Effect, FactTest, How, Rule, Selector, Who
from advisor.model.text import Text
from advisor.model.trip import Leg, Stay, Step, Traveller, Trip, When
from advisor.model.verdict import Range, Verdict
from tests.property.packs import pack_of

GO, CONDITIONS, REFER, NO_GO = Verdict.GO, Verdict.CONDITIONS, Verdict.REFER, Verdict.NO_GO

TODAY = date(2023, 5, 15)
LATER = date(2023, 12, 31)
"""When most things here are due for review."""

CONFIRMED, PLANNED, UNAVAILABLE = MeasureState.CONFIRMED, MeasureState.PLANNED, MeasureState.UNAVAILABLE
ACCEPTED, REFUSED = MeasureState.ACCEPTED, MeasureState.REFUSED


def text(words: str) -> Text:
    return Text({"en": words})


def day(number: int) -> date:
    """That day of May 2023; the trips here begin on the 20th."""
    return date(2023, 5, number)


def at(number: int, hour: int, minute: int = 0) -> datetime:
    """That hour of that day of May 2023."""
    return datetime(2023, 5, number, hour, minute)


# ---------------------------------------------------------------------------------------------------- the ground


def _place(identifier: str, kind: PlaceKind, within: str | None, latitude: float, longitude: float) -> Place:
    return Place(
        id=identifier,
        name=text(identifier),
        kind=kind,
        within=within,
        latitude=latitude,
        longitude=longitude,
        time_zone="Africa/Bamako",
    )


PLACES = (
    _place("mali", PlaceKind.COUNTRY, None, 17.0, -4.0),
    _place("south", PlaceKind.REGION, "mali", 13.0, -7.0),
    _place("north", PlaceKind.REGION, "mali", 17.0, -1.0),
    _place("bamako", PlaceKind.TOWN, "south", 12.64, -8.0),
    _place("sevare", PlaceKind.TOWN, "south", 14.53, -4.1),
    _place("gao", PlaceKind.TOWN, "north", 16.27, -0.05),
    _place("airport", PlaceKind.ZONE, "gao", 16.25, -0.01),
    _place("camp", PlaceKind.ZONE, "gao", 16.26, -0.03),
)


def _link(identifier: str, start: str, end: str, *modes: str, **fields: Any) -> Link:  # noqa: ANN401 - fields of Link
    return Link(id=identifier, start=start, end=end, modes=frozenset(modes), **fields)


LINKS = (
    _link("rn6", "bamako", "sevare", "car", "bus"),
    _link("rn16", "sevare", "gao", "car", "bus"),
    _link("air", "bamako", "airport", "flight"),
    _link("base-road", "airport", "camp", "car"),
)

MODES = (
    Mode(id="car", title=text("Own vehicle")),
    Mode(id="bus", title=text("Bus")),
    Mode(id="flight", title=text("UN flight"), needs_service=True),
)

MEASURES = (
    Measure(id="escort", title=text("Escort"), kind=MeasureKind.ARRANGEMENT, scope=Scope.STEP),
    Measure(id="briefing", title=text("Briefing"), kind=MeasureKind.ARRANGEMENT, scope=Scope.TRAVELLER),
    Measure(id="medevac", title=text("Medevac"), kind=MeasureKind.ARRANGEMENT, scope=Scope.TRIP, provider="mission"),
    Measure(id="plan", title=text("Plan"), kind=MeasureKind.ARRANGEMENT, scope=Scope.TRIP),
    Measure(id="stay-in", title=text("Stay inside"), kind=MeasureKind.CONDUCT, scope=Scope.STEP),
)


def window(**fields: Any) -> Window:  # noqa: ANN401 - the fields of Window
    """Days in which something runs; due for review late unless said otherwise."""
    return Window(**{"review_by": LATER, **fields})


def provider(*windows: Window) -> Provider:
    return Provider(id="mission", title=text("Mission"), windows=windows or (window(),))


def service(*windows: Window, **fields: Any) -> Service:  # noqa: ANN401 - the fields of Service
    """Who flies."""
    whole: dict[str, Any] = {"id": "unhas", "title": text("UNHAS"), "mode": "flight", "links": frozenset({"air"})}
    whole["windows"] = windows or (window(),)
    return Service(**{**whole, **fields})


def pack(*rules: Rule, **fields: Any) -> Pack:  # noqa: ANN401 - the fields of Pack
    """A pack of these rules on the ground above. `places`, `links`, `services` and the like may be given as lists."""
    whole: dict[str, Any] = {
        "modes": MODES, "links": LINKS, "measures": MEASURES, "services": (service(),), "providers": (provider(),)
    }  # fmt: skip
    whole |= fields
    places = whole.pop("places", PLACES)
    for name in ("modes", "links", "measures", "services", "providers", "routes"):
        listed = whole.get(name, ())
        whole[name] = {one.id: one for one in listed}
    whole = {"area": "mali", "rules": rules, **whole}
    return pack_of(places, **whole)


def route(identifier: str, *links: str) -> Route:
    return Route(id=identifier, title=text(identifier), links=links)


def without_coordinates(*names: str) -> tuple[Place, ...]:
    from dataclasses import replace

    return tuple(replace(place, latitude=None, longitude=None) if place.id in names else place for place in PLACES)


# ---------------------------------------------------------------------------------------------------- rules


def where(**fields: Any) -> Selector:  # noqa: ANN401 - the fields of Selector
    """`where(places="gao")`: one name or several."""
    return Selector(**{name: frozenset({value} if isinstance(value, str) else value) for name, value in fields.items()})


def how(**fields: Any) -> How:  # noqa: ANN401 - the fields of How
    return How(**{name: frozenset({value} if isinstance(value, str) else value) for name, value in fields.items()})


def who(fact: str, *values: str, negated: bool = False) -> tuple[Who, ...]:
    return ((FactTest(fact=fact, values=frozenset(values), negated=negated),),)


def rule(effect: Effect, identifier: str = "", **fields: Any) -> Rule:  # noqa: ANN401 - the fields of Rule
    """A rule that holds anywhere, unless `where` says otherwise; `where` and `how` may be given alone or as lists."""
    for name in ("where", "how"):
        if name in fields and not isinstance(fields[name], tuple):
            fields[name] = (fields[name],)
    identifier = identifier or effect.value
    return Rule(id=identifier, title=text(identifier), effect=effect, **{"where": (Selector(),), **fields})


def allow(identifier: str = "allow", **fields: Any) -> Rule:  # noqa: ANN401 - the fields of Rule
    """Allows everything, and is due for review late, unless the fields say otherwise."""
    return rule(Effect.ALLOW, identifier, **{"review_by": LATER, **fields})


def prohibit(identifier: str = "prohibit", **fields: Any) -> Rule:  # noqa: ANN401 - the fields of Rule
    return rule(Effect.PROHIBIT, identifier, **fields)


def refer(identifier: str = "refer", **fields: Any) -> Rule:  # noqa: ANN401 - the fields of Rule
    return rule(Effect.REFER, identifier, **fields)


def require(*measures: str, **fields: Any) -> Rule:  # noqa: ANN401 - the fields of Rule
    return rule(Effect.REQUIRE, **{"required": (measures,), **fields})


def caution(identifier: str = "caution", **fields: Any) -> Rule:  # noqa: ANN401 - the fields of Rule
    return rule(Effect.CAUTION, identifier, **fields)


# ---------------------------------------------------------------------------------------------------- trips


SOMEBODY = Traveller(name="A", nationality=("ML",), staff="national", roles=("driver",), gender="female")


def leg(
    origin: str, destination: str, mode: str | None = "car", depart: When | None = None, arrive: When | None = None,
    **fields: Any,  # noqa: ANN401 - the fields of Leg
) -> Leg:  # fmt: skip
    return Leg(origin=origin, destination=destination, mode=mode, depart=depart, arrive=arrive, **fields)


def stay(place: str, start: When | None = None, until: When | None = None, **fields: Any) -> Stay:  # noqa: ANN401
    return Stay(place=place, start=start, until=until, **fields)


def trip(*itinerary: Step, travellers: Iterable[Traveller] = (SOMEBODY,), **fields: Any) -> Trip:  # noqa: ANN401
    return Trip(itinerary=itinerary, travellers=tuple(travellers), **fields)


def drive(hour: int = 9, hours: int = 8, **fields: Any) -> Trip:  # noqa: ANN401 - the fields of Leg
    """From Bamako to Sévaré on 20 May, where it ends: nobody adds a night."""
    return trip(
        leg("bamako", "sevare", "car", at(20, hour), at(20, hour + hours), **fields),
        stay("sevare", until=at(20, hour + hours)),
    )


def night_in(place: str = "gao", start: When | None = None, until: When | None = None, **fields: Any) -> Trip:  # noqa: ANN401
    """A stay from the evening of the 20th to the morning of the 21st."""
    return trip(stay(place, start or at(20, 18), until or at(21, 8), **fields))


def visit(place: str = "gao", start: When | None = None, until: When | None = None, **fields: Any) -> Trip:  # noqa: ANN401
    """A stay on the 20th from ten to two."""
    return trip(stay(place, start or at(20, 10), until or at(20, 14), **fields))


# ---------------------------------------------------------------------------------------------------- answers


def verdict(of: Trip, by: Pack, as_of: date = TODAY) -> Verdict:
    return assess(of, by, as_of).verdict


def bounds(of: Trip, by: Pack, as_of: date = TODAY) -> tuple[Verdict, Verdict]:
    """Best and worst."""
    found: Range = assess(of, by, as_of).range
    return found.best, found.worst


def finding(assessment: Assessment, identifier: str) -> Finding:
    return next(found for found in assessment.findings if found.rule == identifier)


def reasons(assessment: Assessment) -> list[str]:
    """The ids of what the program itself says against the trip."""
    return [found.because.id for found in assessment.findings if hasattr(found.because, "id")]


def asked(assessment: Assessment) -> list[str]:
    return [question.about.fact for question in assessment.questions]
