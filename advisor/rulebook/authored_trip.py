"""Trips as they stand in files. Words in them need not be known to any pack."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from advisor.model.measure import MeasureState
from advisor.rulebook.authored_fields import (
    Authored,
    Day,
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
)

VERDICT_WORDS = ("go", "conditions", "refer", "no-go")


class _Choices:
    """Tells the schema the usual values of a field that accepts any text."""

    def __init__(self, *choices: str) -> None:
        self.choices = choices

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(core), "enum": list(self.choices)}


def _or_nothing(value: object) -> object:
    return {} if value is None else value


FactName = Annotated[str, Vocabulary("fact")]
# In a trip a key with nothing behind it is what it looks like: not known.
Stated = Annotated[dict[MeasureName, MeasureState], BeforeValidator(_or_nothing)]
FactValues = Annotated[dict[FactName, str], BeforeValidator(_or_nothing)]
Staff = Annotated[str, _Choices("national", "relocated", "international", "consultant", "partner", "visitor")]
GenderWord = Annotated[str, _Choices("female", "male", "other")]

_STATES = "An arrangement is planned, confirmed or unavailable; a conduct is accepted or refused."


class AuthoredTraveller(Authored):
    """A person in the party. A key left out means: not known."""

    name: str = Field("", description="Name, or a letter if the file should not hold names.")
    nationality: Several[str] | None = Field(None, description="Country codes of all nationalities.")
    staff: Staff | None = Field(None, description="How the person belongs to the organisation.")
    roles: Several[RoleName] | None = Field(None, description="All roles; [] if the person has none.")
    gender: GenderWord | None = Field(None, description="Asked only because some rules depend on it.")
    facts: FactValues = Field(default_factory=dict, description="Answers to what the pack asks about a traveller.")
    measures: Stated = Field(default_factory=dict, description=f"Measures of this traveller. {_STATES}")


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


class AuthoredStay(Authored):
    """The party remains at a place."""

    place: PlaceOrOutside = Field(alias="at", description="Where.")
    start: Moment | None = Field(None, alias="from", description="Needed only where no leg leads there.")
    until: Moment | None = Field(None, description="Until when, local time, or the day alone.")
    lodging: str = Field("", description="Where the party sleeps.")
    measures: Stated = Field(default_factory=dict, description=f"Measures of this stay. {_STATES}")


class AuthoredStep(Authored):
    """One step of the itinerary: either a leg or a stay."""

    leg: AuthoredLeg | None = Field(None, description="A movement from one place to another.")
    stay: AuthoredStay | None = Field(None, description="The party remains at a place.")


class AuthoredTripContact(Authored):
    """Somebody to call about this trip."""

    name: str = Field("", description="Who.")
    role: str = Field("", description="What for: check-in, driver, host.")
    phone: str = Field("", description="Number, in quotes.")


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
    expect: Maybe[AuthoredExpectation] = Field(None, description="Only under a pack's trips/: what it must come to.")
