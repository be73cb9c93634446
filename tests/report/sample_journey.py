"""The sample trip with a journey plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from advisor.model.journey_plan import CheckIn, Medevac, OverdueStep, Vehicle
from advisor.model.pack import Driving
from advisor.model.trip import Leg, Stay, TripContact
from tests.report.sample_findings import FLIGHT_TRIP
from tests.report.sample_pack import BULLETIN, PACK
from tests.report.samples import CONDITIONS

DRIVING_PACK = replace(PACK, driving=Driving(modes=frozenset({"own-vehicle"}), hours_a_day=8, source=BULLETIN))

_AIR, _ROAD, _CAMP = FLIGHT_TRIP.itinerary
assert isinstance(_AIR, Leg)
assert isinstance(_ROAD, Leg)
assert isinstance(_CAMP, Stay)
_MEDEVAC = Medevac(provider="UN air operations", phone="+223 00 00 00 07", hospital="Role 2 hospital, Gao", agreed=True)

PLANNED_TRIP = replace(
    FLIGHT_TRIP,
    travellers=(
        replace(
            FLIGHT_TRIP.travellers[0],
            phone="+223 00 00 00 03",
            radio="Gao 12",
            emergency=TripContact(name="Moussa Traoré", role="brother", phone="+223 00 00 00 04"),
        ),
        replace(FLIGHT_TRIP.travellers[1], phone="+49 00 00 00 05"),
    ),
    itinerary=(
        replace(_AIR, medevac=_MEDEVAC),
        replace(
            _ROAD,
            arrive=datetime(2023, 5, 20, 12, 0),
            drivers=("Ibrahim Keïta", "Awa Traoré"),
            vehicle="Land Cruiser",
            medevac=_MEDEVAC,
        ),
        replace(_CAMP, lodging_phone="+223 00 00 00 06", lodging_address="Block C, behind the canteen"),
    ),
    vehicles=(Vehicle(name="Land Cruiser", plate="CD 4711", carries=("satphone", "first-aid", "water", "tow rope")),),
    check_ins=(
        CheckIn(each=("departure", "arrival"), whom="Fatou Diallo"),
        CheckIn(daily=(time(18),), whom="Radio room"),
    ),
    overdue=(
        OverdueStep(after=30, who="Radio room", what="calls the party on all numbers"),
        OverdueStep(after=60, who="Fatou Diallo", what="tells the security officer, who asks for Ibrahim Keïta"),
    ),
)

PLANNED = replace(CONDITIONS, trip=PLANNED_TRIP)
