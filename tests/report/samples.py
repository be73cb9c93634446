"""Hand-made assessments, one for each verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from advisor.model.assessment import (
    Answer,
    Assessment,
    Condition,
    FactRef,
    Finding,
    FindingKind,
    FindingState,
    NeededMeasure,
    PackRef,
    Question,
    RiskRow,
    StepKind,
)
from advisor.model.measure import MeasureState, Scope
from advisor.model.message import message
from advisor.model.rule import Effect
from advisor.model.trip import Leg
from advisor.model.verdict import CLEAR, Range, Verdict, certain
from tests.report.sample_findings import FLIGHT_FINDINGS, FLIGHT_STEPS, FLIGHT_TRIP, PARTY, at, step
from tests.report.sample_pack import BULLETIN, DIRECTOR, MANAGER, PACK, SILENT, STATION, both


def _needed(identifier: str, state: MeasureState | None = None) -> NeededMeasure:
    return NeededMeasure(measure=identifier, kind=PACK.measures[identifier].kind, state=state)


CONDITIONS = Assessment(
    verdict=Verdict.CONDITIONS,
    best=Verdict.CONDITIONS,
    worst=Verdict.CONDITIONS,
    as_of=date(2023, 5, 15),
    historical=False,
    pack=PackRef(id=PACK.id, title=PACK.title, edition=PACK.edition, fingerprint=PACK.fingerprint),
    trip=FLIGHT_TRIP,
    steps=FLIGHT_STEPS,
    findings=FLIGHT_FINDINGS,
    conditions=(
        Condition(
            options=((_needed("armoured"), _needed("escort", MeasureState.PLANNED)),),
            scope=Scope.STEP,
            step=1,
            rules=("road-escort",),
        ),
        Condition(options=((_needed("medevac", MeasureState.PLANNED),),), scope=Scope.TRIP, rules=("medevac-north",)),
        Condition(options=((_needed("briefing"),),), scope=Scope.TRAVELLER, traveller=1, rules=("briefing-all",)),
        Condition(options=((_needed("stay-in"),),), scope=Scope.STEP, step=2, rules=("camp",)),
        Condition(options=((_needed("turn-back"),),), scope=Scope.TRIP, rules=("camp",)),
    ),
    questions=(),
    risks=(
        RiskRow(
            threat="kidnapping",
            rules=("camp",),
            likelihood=2,
            impact=2,
            level=3,
            likelihood_after=1,
            impact_after=2,
            level_after=2,
            lowered_by=("clearance",),
        ),
        RiskRow(
            threat="ied",
            rules=("road-escort",),
            likelihood=1,
            impact=2,
            level=2,
            likelihood_after=1,
            impact_after=2,
            level_after=2,
        ),
    ),
    risk_level=2,
    signs=(MANAGER, DIRECTOR),
    without=(certain(Verdict.CONDITIONS), certain(Verdict.CONDITIONS)),
    holds_until=date(2023, 6, 30),
)

GO = replace(
    CONDITIONS,
    verdict=Verdict.GO,
    best=Verdict.GO,
    worst=Verdict.GO,
    trip=replace(
        FLIGHT_TRIP, title="Bamako to Gao and no further", itinerary=FLIGHT_TRIP.itinerary[:1], measures={}, purpose=""
    ),
    steps=(replace(FLIGHT_STEPS[0], range=CLEAR, by_traveller=(CLEAR, CLEAR)),),
    findings=tuple(one for one in FLIGHT_FINDINGS if one.effect in {Effect.ALLOW, Effect.CAUTION}),
    conditions=(),
    risks=(),
    risk_level=None,
    signs=(MANAGER,),
    without=(CLEAR, CLEAR),
    holds_until=None,
)

_DEPENDS = Range(Verdict.GO, Verdict.NO_GO)
_UNKNOWN = FactRef(fact="nationality", traveller=1)

REFER = replace(
    CONDITIONS,
    verdict=Verdict.REFER,
    best=Verdict.CONDITIONS,
    worst=Verdict.NO_GO,
    trip=replace(FLIGHT_TRIP, travellers=(PARTY[0], replace(PARTY[1], nationality=None, roles=None))),
    findings=(
        Finding(
            kind=FindingKind.RULE,
            rule="no-foreigners-on-road",
            effect=Effect.PROHIBIT,
            title=both("No foreigner on the road between the bases", "Aucun étranger sur la route entre les bases"),
            because=both(
                "Foreigners were taken from cars on this stretch.", "Des étrangers ont été enlevés sur ce tronçon."
            ),
            advice=both("Wait for the helicopter.", "Attendre l’hélicoptère."),
            range=_DEPENDS,
            certain=False,
            unknown=(_UNKNOWN,),
            exposures=at(1, "gao", 1),
            source=STATION,
            unless=(("escort", "armoured"), ("clearance",)),
            review_by=date(2023, 5, 1),
            overdue=True,
        ),
        Finding(
            kind=FindingKind.SILENCE,
            effect=Effect.REFER,
            title=message(
                "report.fact-of",
                whose="Jonas Weber",
                fact=both("no rule speaks of a second night", "aucune règle ne parle d’une deuxième nuit"),
            ),
            because=SILENT,
            range=certain(Verdict.REFER),
            exposures=at(3, "gao-camp"),
        ),
        *FLIGHT_FINDINGS,
    ),
    steps=(
        *FLIGHT_STEPS[:1],
        replace(
            FLIGHT_STEPS[1],
            range=Range(Verdict.CONDITIONS, Verdict.NO_GO),
            by_traveller=(certain(Verdict.CONDITIONS), Range(Verdict.CONDITIONS, Verdict.NO_GO)),
        ),
        FLIGHT_STEPS[2],
        replace(FLIGHT_STEPS[3], range=certain(Verdict.REFER), by_traveller=(certain(Verdict.REFER),) * 2),
    ),
    questions=(
        Question(
            about=_UNKNOWN,
            text=message(
                "report.fact-of", whose="Jonas Weber", fact=both("which nationality?", "quelle nationalité ?")
            ),
            answers=(
                Answer(value="ML", range=certain(Verdict.CONDITIONS)),
                Answer(value=None, range=certain(Verdict.NO_GO)),
            ),
            rules=("no-foreigners-on-road",),
        ),
        Question(
            about=FactRef(fact="onward"),
            text=message(
                "report.list",
                items=(both("How does the trip go on from Gao?", "Comment le voyage continue-t-il depuis Gao ?"),),
            ),
            answers=(Answer(value="bamako", range=certain(Verdict.CONDITIONS)),),
        ),
    ),
    notes=(
        message(
            "report.fact-of",
            whose="armored-car",
            fact=both("the pack knows no such measure", "le jeu de règles ne connaît pas cette mesure"),
        ),
    ),
    without=(certain(Verdict.NO_GO), certain(Verdict.CONDITIONS)),
)

_BUS_TRIP = replace(
    FLIGHT_TRIP,
    itinerary=(
        Leg(
            origin="bamako",
            destination="sevare",
            mode="bus",
            depart=datetime(2023, 5, 5, 6, 30),
            arrive=datetime(2023, 5, 5, 17, 30),
        ),
        Leg(origin="sevare", destination="gao", mode="bus", depart=date(2023, 5, 6)),
    ),
)

NO_GO = replace(
    CONDITIONS,
    verdict=Verdict.NO_GO,
    best=Verdict.NO_GO,
    worst=Verdict.NO_GO,
    as_of=date(2023, 5, 1),
    historical=True,
    trip=_BUS_TRIP,
    steps=(
        step(
            0,
            StepKind.LEG,
            "bamako",
            "sevare",
            (certain(Verdict.CONDITIONS),) * 2,
            mode="bus",
            links=("rn6",),
            earliest=datetime(2023, 5, 5, 6, 30),
            latest=datetime(2023, 5, 5, 17, 30),
        ),
        step(
            1,
            StepKind.STAY,
            "sevare",
            None,
            (certain(Verdict.REFER),) * 2,
            written=None,
            after=0,
            overnight=True,
            earliest=datetime(2023, 5, 5, 17, 30),
            latest=datetime(2023, 5, 6, 23, 59),
        ),
        step(
            2,
            StepKind.LEG,
            "sevare",
            "gao",
            (certain(Verdict.CONDITIONS), certain(Verdict.NO_GO)),
            mode="bus",
            links=("rn16",),
            written=1,
            earliest=datetime(2023, 5, 6, 0, 0),
            latest=datetime(2023, 5, 6, 23, 59),
        ),
    ),
    findings=(
        Finding(
            kind=FindingKind.RULE,
            rule="bus-no-foreigners",
            effect=Effect.PROHIBIT,
            title=both("Buses to Gao carry no foreigners", "Les bus pour Gao ne prennent pas d’étrangers"),
            because=both(
                "One foreign passenger makes the whole bus a target; the companies sell no ticket.",
                "Un seul passager étranger fait du bus une cible ; les compagnies ne vendent pas de billet.",
            ),
            advice=both("Foreigners reach Gao by UN flight.", "Les étrangers rejoignent Gao par un vol de l’ONU."),
            range=certain(Verdict.NO_GO),
            exposures=at(2, "gao"),
            source=STATION,
        ),
        Finding(
            kind=FindingKind.SERVICE,
            effect=Effect.PROHIBIT,
            title=both("The bus to Gao does not run", "Le bus pour Gao ne circule pas"),
            because=both(
                "The company has suspended the line since April.", "La compagnie a suspendu la ligne depuis avril."
            ),
            range=certain(Verdict.NO_GO),
            exposures=at(2, "gao"),
            source=BULLETIN,
        ),
        Finding(
            kind=FindingKind.SILENCE,
            effect=Effect.REFER,
            title=both("No rule speaks of a night in Sévaré", "Aucune règle ne parle d’une nuit à Sévaré"),
            because=SILENT,
            range=certain(Verdict.REFER),
            exposures=at(1, "sevare"),
        ),
        Finding(
            kind=FindingKind.RULE,
            rule="roadblocks",
            effect=Effect.REQUIRE,
            title=both(
                "Beyond Mopti men and women sit apart, without music or tobacco",
                "Après Mopti, hommes et femmes séparés, ni musique ni tabac",
            ),
            because=both("Armed men stop buses and enforce it.", "Des hommes armés arrêtent les bus et l’imposent."),
            state=FindingState.OPEN,
            range=certain(Verdict.CONDITIONS),
            exposures=at(2, "gao"),
            required=(("turn-back",),),
            source=STATION,
        ),
        *FLIGHT_FINDINGS[5:6],
    ),
    conditions=(
        Condition(options=((_needed("medevac", MeasureState.PLANNED),),), scope=Scope.TRIP, rules=("medevac-north",)),
        Condition(options=((_needed("turn-back"),),), scope=Scope.TRIP, rules=("roadblocks",)),
    ),
    risk_level=3,
    signs=(DIRECTOR,),
    without=(certain(Verdict.NO_GO), certain(Verdict.REFER)),
    holds_until=date(2023, 6, 30),
)

ALL = {"go": GO, "conditions": CONDITIONS, "refer": REFER, "no-go": NO_GO}
