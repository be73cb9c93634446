"""A trip by UN flight, its steps and what is found about it."""

from __future__ import annotations

from datetime import date, datetime

from advisor.model.assessment import (
    Exposure,
    Finding,
    FindingKind,
    FindingState,
    IncidentCount,
    StepKind,
    StepResult,
)
from advisor.model.incident import Incident
from advisor.model.measure import MeasureState
from advisor.model.rule import Effect, IncidentTest
from advisor.model.trip import Leg, Stay, Traveller, Trip, TripContact
from advisor.model.verdict import CLEAR, Range, Verdict, certain
from tests.report.sample_pack import BULLETIN, STATION, WITHHELD, both

PARTY = (
    Traveller(name="Awa Traoré", nationality=("ML",), staff="national", roles=("programme",), gender="female"),
    Traveller(name="Jonas Weber", nationality=("DE",), staff="visitor", roles=()),
)


def step(
    index: int, kind: StepKind, origin: str, destination: str | None, ranges: tuple[Range, ...], **more: object
) -> StepResult:
    worst = Range(max(one.best for one in ranges), max(one.worst for one in ranges))
    return StepResult(
        index=index,
        kind=kind,
        written=more.pop("written", index),  # type: ignore[arg-type]
        after=more.pop("after", None),  # type: ignore[arg-type]
        origin=origin,
        destination=destination,
        range=worst,
        by_traveller=ranges,
        **more,  # type: ignore[arg-type]
    )


def at(step: int, place: str, *travellers: int) -> tuple[Exposure, ...]:
    return (Exposure(step=step, place=place, travellers=travellers or (0, 1)),)


FLIGHT_TRIP = Trip(
    title="Gao field visit",
    purpose="Supervise the distribution with Awa",
    travellers=PARTY,
    itinerary=(
        Leg(
            origin="bamako",
            destination="gao-airport",
            mode="un-flight",
            depart=datetime(2023, 5, 20, 9, 0),
            arrive=datetime(2023, 5, 20, 11, 0),
            operator="un-air",
        ),
        Leg(origin="gao-airport", destination="gao-camp", mode="own-vehicle", depart=datetime(2023, 5, 20, 11, 30)),
        Stay(place="gao-camp", until=datetime(2023, 5, 22, 8, 0), lodging="container, UN camp"),
    ),
    measures={"medevac": MeasureState.PLANNED, "clearance": MeasureState.CONFIRMED},
    contacts=(TripContact(name="Fatou Diallo", role="Base manager", phone="+223 00 00 00 02"),),
)

FLIGHT_STEPS = (
    step(
        0,
        StepKind.LEG,
        "bamako",
        "gao-airport",
        (CLEAR, certain(Verdict.CONDITIONS)),
        mode="un-flight",
        links=("air",),
        earliest=datetime(2023, 5, 20, 9, 0),
        latest=datetime(2023, 5, 20, 11, 0),
    ),
    step(
        1,
        StepKind.LEG,
        "gao-airport",
        "gao-camp",
        (certain(Verdict.CONDITIONS),) * 2,
        mode="own-vehicle",
        links=("road",),
        earliest=datetime(2023, 5, 20, 11, 30),
        latest=datetime(2023, 5, 20, 23, 59),
    ),
    step(
        2,
        StepKind.STAY,
        "gao-camp",
        None,
        (certain(Verdict.CONDITIONS),) * 2,
        overnight=True,
        earliest=datetime(2023, 5, 20, 12, 0),
        latest=datetime(2023, 5, 22, 8, 0),
    ),
    step(
        3,
        StepKind.STAY,
        "gao-camp",
        None,
        (CLEAR, CLEAR),
        written=None,
        after=2,
        overnight=True,
        earliest=datetime(2023, 5, 22, 8, 0),
        latest=datetime(2023, 5, 23, 8, 0),
    ),
)

FLIGHT_FINDINGS = (
    Finding(
        kind=FindingKind.RULE,
        rule="road-escort",
        effect=Effect.REQUIRE,
        title=both(
            "Between the bases only with an armoured vehicle and an escort",
            "Entre les bases, uniquement en véhicule blindé et sous escorte",
        ),
        because=both(
            "300 metres of public road lie open to ambush; patrols were attacked here.",
            "300 mètres de route publique exposés aux embuscades ; des patrouilles y ont été attaquées.",
        ),
        state=FindingState.OPEN,
        range=certain(Verdict.CONDITIONS),
        exposures=at(1, "gao"),
        required=(("armoured", "escort"),),
        source=WITHHELD,
        review_by=date(2023, 6, 30),
        incidents=(
            Incident(
                id="i1",
                day=date(2023, 4, 22),
                kind="suicide-attack",
                latitude=14.5,
                longitude=-4.1,
                title=both("Suicide attack", "Attentat-suicide"),
                place="sevare",
                source=BULLETIN,
            ),
            Incident(
                id="i2", day=date(2023, 5, 3), kind="ambush", latitude=16.2, longitude=0.0, place="gao", source=STATION
            ),
        ),
        count=IncidentCount(
            test=IncidentTest(kinds=frozenset({"ambush", "suicide-attack"}), at_least=2, within_km=25.0, days=60),
            since=date(2023, 3, 21),
            until=date(2023, 5, 20),
            distances_km=(21, 3),
        ),
    ),
    Finding(
        kind=FindingKind.RULE,
        rule="camp",
        effect=Effect.REQUIRE,
        title=both("In Gao, stay inside the camp", "À Gao, rester dans le camp"),
        because=both(
            "Outside the camp nobody can protect a visitor.", "Hors du camp, personne ne peut protéger un visiteur."
        ),
        state=FindingState.OPEN,
        range=certain(Verdict.CONDITIONS),
        exposures=at(2, "gao-camp"),
        required=(("stay-in", "turn-back"),),
        source=BULLETIN,
    ),
    Finding(
        kind=FindingKind.RULE,
        rule="medevac-north",
        effect=Effect.REQUIRE,
        title=both(
            "North of Mopti only with a medical evacuation plan",
            "Au nord de Mopti, uniquement avec un plan d’évacuation",
        ),
        because=both(
            "The nearest surgeon is more than a day away by road.",
            "Le chirurgien le plus proche est à plus d’un jour de route.",
        ),
        state=FindingState.OPEN,
        range=certain(Verdict.CONDITIONS),
        exposures=at(2, "gao-camp"),
        required=(("medevac",),),
        source=BULLETIN,
    ),
    Finding(
        kind=FindingKind.RULE,
        rule="briefing-all",
        effect=Effect.REQUIRE,
        title=both("Every visitor is briefed", "Tout visiteur reçoit un briefing"),
        because=both("Nobody travels on hearsay.", "Nul ne voyage sur ouï-dire."),
        state=FindingState.OPEN,
        range=certain(Verdict.CONDITIONS),
        exposures=at(0, "bamako", 1),
        required=(("briefing",),),
        source=BULLETIN,
    ),
    Finding(
        kind=FindingKind.RULE,
        rule="permission",
        effect=Effect.REQUIRE,
        title=both("UN flights need permission", "Les vols de l’ONU exigent une autorisation"),
        because=both("Flights were refused at short notice.", "Des vols ont été refusés au dernier moment."),
        state=FindingState.MET,
        range=CLEAR,
        exposures=at(0, "bamako"),
        required=(("clearance",),),
        source=BULLETIN,
    ),
    Finding(
        kind=FindingKind.RULE,
        rule="bamako-crowds",
        effect=Effect.CAUTION,
        title=both("Demonstrations in Bamako", "Manifestations à Bamako"),
        because=both(
            "Gatherings form after Friday prayers and turn against foreigners.",
            "Des rassemblements se forment après la prière du vendredi et visent les étrangers.",
        ),
        advice=both("Take the road along the river.", "Prendre la route le long du fleuve."),
        range=CLEAR,
        exposures=at(0, "bamako"),
        source=BULLETIN,
        overdue=True,
        review_by=date(2023, 4, 30),
    ),
    Finding(
        kind=FindingKind.RULE,
        rule="airport-lodging",
        effect=Effect.INFORM,
        title=both("Lodging inside the airport zone", "Hébergement dans la zone aéroportuaire"),
        because=both(
            "The guest house in the zone is the safest in town.",
            "La maison d’hôtes de la zone est la plus sûre de la ville.",
        ),
        range=CLEAR,
        exposures=at(1, "gao-airport"),
        source=STATION,
    ),
    Finding(
        kind=FindingKind.RULE,
        rule="allow-un-flight",
        effect=Effect.ALLOW,
        title=both("UN flights between Bamako and Gao", "Vols de l’ONU entre Bamako et Gao"),
        because=both("They run while the mission is there.", "Ils circulent tant que la mission est présente."),
        state=FindingState.COVERS,
        range=CLEAR,
        exposures=at(0, "bamako"),
        review_by=date(2023, 6, 30),
        source=BULLETIN,
    ),
)
