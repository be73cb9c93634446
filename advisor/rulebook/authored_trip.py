"""Trips as they stand in files. Words in them need not be known to any pack."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from advisor.model.journey_plan import CheckInEach
from advisor.model.measure import MeasureState
from advisor.rulebook.authored_fields import (
    Authored,
    ClockHour,
    Day,
    ExactMoment,
    Hours,
    Maybe,
    MeasureName,
    ModeName,
    Moment,
    PlaceOrOutside,
    RoleName,
    RouteName,
    RuleName,
    ServiceName,
    Several,
    Vocabulary,
    Yes,
)

VERDICT_WORDS = ("go", "conditions", "refer", "no-go")


class _Choices:
    """Tells the schema the usual values of a field that accepts any text."""

    def __init__(self, *choices: str) -> None:
        self.choices = choices

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "enum": list(self.choices)}, handler(core)]}


def _or_nothing(value: object) -> object:
    return {} if value is None else value


FactName = Annotated[str, Vocabulary("fact")]
# In a trip a key with nothing behind it is what it looks like: not known.
Stated = Annotated[dict[MeasureName, MeasureState], BeforeValidator(_or_nothing)]
FactValues = Annotated[dict[FactName, str], BeforeValidator(_or_nothing)]
Staff = Annotated[str, _Choices("national", "relocated", "international", "consultant", "partner", "visitor")]
GenderWord = Annotated[str, _Choices("female", "male", "other")]

Minutes = Annotated[int, Field(strict=True, ge=0, le=7 * 24 * 60)]

_STATES = "An arrangement is planned, confirmed or unavailable; a conduct is accepted or refused."


class AuthoredTripContact(Authored):
    """Somebody to call about this trip."""

    name: str = Field("", description="Who.")
    role: str = Field("", description="What for: check-in, driver, host. Of a traveller: spouse, brother.")
    phone: str = Field("", description="Number, in quotes.")


class AuthoredVehicle(Authored):
    """A vehicle of the journey."""

    name: str = Field("", description="What it is called; legs refer to it by this.")
    plate: str = Field("", description="Number plate, in quotes.")
    carries: Several[str] = Field((), description="satphone, radio, first-aid, water, fuel, or anything else.")


class AuthoredCheckIn(Authored):
    """When the party reports, and to whom."""

    at: ExactMoment | None = Field(None, description="At one moment, 2023-05-20T18:00, local time.")
    daily: Several[ClockHour] = Field((), description="At hours of every day, as 07:00, local time.")
    each: Several[CheckInEach] = Field((), description="At every departure, or at every arrival.")
    every_hours: Hours | None = Field(None, description="So often from every departure until the arrival.")
    place: PlaceOrOutside = Field("", description="Where. Legs from or to there are then the only ones that count.")
    whom: str = Field("", description="To whom the party reports.")


class AuthoredOverdueStep(Authored):
    """What is done when a check-in did not come."""

    after: Minutes | None = Field(None, description="Minutes after the check-in was due.")
    who: str = Field("", description="Who does it.")
    what: str = Field("", description="What is done.")


class AuthoredMedevac(Authored):
    """How somebody wounded or sick would be fetched from a leg."""

    provider: str = Field("", description="Who would do it.")
    phone: str = Field("", description="Number, in quotes.")
    hospital: str = Field("", description="The nearest hospital that could help.")
    agreed: Yes | None = Field(None, description="Whether the provider has agreed: true or false.")


class AuthoredTraveller(Authored):
    """A person in the party. A key left out means: not known."""

    name: str = Field("", description="Name, or a letter if the file should not hold names.")
    nationality: Several[str] | None = Field(None, description="Country codes of all nationalities.")
    staff: Staff | None = Field(None, description="How the person belongs to the organisation.")
    roles: Several[RoleName] | None = Field(None, description="All roles; [] if the person has none.")
    gender: GenderWord | None = Field(None, description="Asked only because some rules depend on it.")
    facts: FactValues = Field(default_factory=dict, description="Answers to what the pack asks about a traveller.")
    measures: Stated = Field(default_factory=dict, description=f"Measures of this traveller. {_STATES}")
    phone: str = Field("", description="Number, in quotes.")
    radio: str = Field("", description="Call sign.")
    emergency: AuthoredTripContact | None = Field(None, description="Whom to tell if something happens.")


class AuthoredLeg(Authored):
    """A movement from one place to another by one mode."""

    origin: PlaceOrOutside = Field(alias="from", description="Where it starts; `outside` is beyond the pack's area.")
    destination: PlaceOrOutside = Field(alias="to", description="Where it ends.")
    mode: ModeName | None = Field(None, description="How one moves.")
    depart: Moment | None = Field(None, description="2023-05-20T09:00, local time, or the day alone.")
    arrive: Moment | None = Field(None, description="2023-05-20T11:30, local time, or the day alone.")
    via: Several[PlaceOrOutside] = Field((), description="Places passed without stopping, in order.")
    route: RouteName | None = Field(None, description="Which route, where several lead there.")
    operator: ServiceName | None = Field(None, description="Which service, where several run.")
    measures: Stated = Field(default_factory=dict, description=f"Measures of this leg. {_STATES}")
    drivers: Several[str] = Field((), description="Names, of travellers or of others; several take turns.")
    vehicle: str = Field("", description="Name of one of the trip's vehicles.")
    medevac: AuthoredMedevac | None = Field(None, description="How somebody would be fetched from this leg.")


class AuthoredStay(Authored):
    """The party remains at a place."""

    place: PlaceOrOutside = Field(alias="at", description="Where.")
    start: Moment | None = Field(None, alias="from", description="Needed only where no leg leads there.")
    until: Moment | None = Field(None, description="Until when, local time, or the day alone.")
    lodging: str = Field("", description="Where the party sleeps.")
    measures: Stated = Field(default_factory=dict, description=f"Measures of this stay. {_STATES}")
    lodging_phone: str = Field("", description="Number, in quotes.")
    lodging_address: str = Field("", description="How to find it.")


class AuthoredStep(Authored):
    """One step of the itinerary: either a leg or a stay."""

    leg: AuthoredLeg | None = Field(None, description="A movement from one place to another.")
    stay: AuthoredStay | None = Field(None, description="The party remains at a place.")


class AuthoredExpectation(Authored):
    """What a pack's own trip must come to."""

    as_of: Maybe[Day] = Field(None, description="Assessed as of this day; left out: the pack's own.")
    verdict: Literal["go", "conditions", "refer", "no-go"] = Field(description="The verdict it must get.")
    because: Several[RuleName] = Field((), description="Rules that must be named.")
    absent: Several[RuleName] = Field((), description="Rules that must not be named.")


class AuthoredTrip(Authored):
    """A proposed trip."""

    title: str = Field("", description="What the trip is called.")
    purpose: str = Field("", description="Why it must happen.")
    pack: str | None = Field(None, description="Id of the pack it is assessed with.")
    notes: str = Field("", description="Anything else.")
    travellers: Several[AuthoredTraveller] = Field((), description="Everybody who goes, drivers too.")
    itinerary: Several[AuthoredStep] = Field((), description="Legs and stays, in order.")
    facts: FactValues = Field(default_factory=dict, description="Answers to what the pack asks about the trip.")
    measures: Stated = Field(default_factory=dict, description=f"Measures of the whole trip. {_STATES}")
    contacts: Several[AuthoredTripContact] = Field((), description="Whom to call.")
    vehicles: Several[AuthoredVehicle] = Field((), description="What the party goes in.")
    check_ins: Several[AuthoredCheckIn] = Field((), description="When the party reports, and to whom.")
    overdue: Several[AuthoredOverdueStep] = Field((), description="What is done when no check-in came, in order.")
    expect: Maybe[AuthoredExpectation] = Field(None, description="Only under a pack's trips/: what it must come to.")
