"""A small pack."""

from __future__ import annotations

from datetime import date

from advisor.model.incident import Coverage
from advisor.model.measure import Measure, MeasureKind, Scope
from advisor.model.network import Link, Mode, Service, Window
from advisor.model.pack import Authority, Contact, Fact, FactScope, Named, Pack, RiskTable
from advisor.model.place import Geography, Place, PlaceKind
from advisor.model.source import Source
from advisor.model.text import Text


def both(en: str, fr: str) -> Text:
    """A text as a pack's author writes it."""
    return Text({"en": en, "fr": fr})


def _named(identifier: str, en: str, fr: str) -> Named:
    return Named(id=identifier, title=both(en, fr))


STATION = Source(
    title=both("Bus station manager, Bamako", "Chef de gare routière, Bamako"),
    date="2023-05",
    reliability="B",
    credibility=2,
)
WITHHELD = Source(
    title=both("Dr Hidden Name", "Dr Hidden Name"), date="2023-06-14", reliability="B", credibility=2, anonymous=True
)
BULLETIN = Source(
    title=both("Security bulletin of the area office", "Bulletin de sécurité du bureau de zone"),
    url="https://example.org/bulletin",
    date="2023",
    reliability="C",
    credibility=3,
)

SILENT = both(
    "Where no rule speaks, the security officer decides.",
    "Là où aucune règle ne parle, le responsable sécurité décide.",
)

PLACES = (
    Place(id="mali", name=both("Mali", "Mali"), kind=PlaceKind.COUNTRY, time_zone="Africa/Bamako"),
    Place(id="bamako", name=both("Bamako", "Bamako"), kind=PlaceKind.TOWN, within="mali"),
    Place(id="sevare", name=both("Sévaré", "Sévaré"), kind=PlaceKind.TOWN, within="mali"),
    Place(id="gao", name=both("Gao", "Gao"), kind=PlaceKind.TOWN, within="mali"),
    Place(id="gao-airport", name=both("Gao airport", "aéroport de Gao"), kind=PlaceKind.ZONE, within="gao"),
    Place(id="gao-camp", name=both("UN camp, Gao", "camp de l’ONU, Gao"), kind=PlaceKind.ZONE, within="gao"),
)

LINKS = (
    Link(id="air", start="bamako", end="gao-airport", modes=frozenset({"un-flight"}), km=932),
    Link(
        id="road",
        start="gao-airport",
        end="gao-camp",
        modes=frozenset({"own-vehicle"}),
        title=both("public road between the bases", "route publique entre les bases"),
        km=0.3,
    ),
    Link(id="rn6", start="bamako", end="sevare", modes=frozenset({"bus"}), title=both("RN6", "RN6"), km=635),
    Link(id="rn16", start="sevare", end="gao", modes=frozenset({"bus"}), title=both("RN16", "RN16"), km=570),
)

MEASURES = (
    Measure(
        id="briefing",
        title=both("Security briefing", "Briefing de sécurité"),
        kind=MeasureKind.ARRANGEMENT,
        scope=Scope.TRAVELLER,
        proof=both("signed attendance list", "liste de présence signée"),
    ),
    Measure(
        id="medevac",
        title=both("Medical evacuation plan", "Plan d’évacuation médicale"),
        kind=MeasureKind.ARRANGEMENT,
        scope=Scope.TRIP,
        proof=both("confirmation of the operator in writing", "confirmation écrite de l’opérateur"),
    ),
    Measure(
        id="armoured",
        title=both("Armoured vehicle", "Véhicule blindé"),
        kind=MeasureKind.ARRANGEMENT,
        scope=Scope.STEP,
        lowers_impact=1,
    ),
    Measure(
        id="escort",
        title=both("Military escort", "Escorte militaire"),
        kind=MeasureKind.ARRANGEMENT,
        scope=Scope.STEP,
        lowers_likelihood=1,
    ),
    Measure(
        id="clearance",
        title=both("Flight permission from the authorities", "Autorisation de vol des autorités"),
        kind=MeasureKind.ARRANGEMENT,
        scope=Scope.TRIP,
        proof=both("permission number", "numéro d’autorisation"),
    ),
    Measure(
        id="stay-in",
        title=both("Stay inside the camp", "Rester à l’intérieur du camp"),
        kind=MeasureKind.CONDUCT,
        scope=Scope.STEP,
    ),
    Measure(
        id="turn-back",
        title=both(
            "Leave at once when motorbikes circle or people watch the gate",
            "Partir aussitôt si des motos tournent ou si l’on observe le portail",
        ),
        kind=MeasureKind.CONDUCT,
        scope=Scope.TRIP,
    ),
)

RISK = RiskTable(
    likelihood=(
        _named("unlikely", "unlikely", "improbable"),
        _named("possible", "possible", "possible"),
        _named("likely", "likely", "probable"),
    ),
    impact=(
        _named("minor", "minor", "mineur"),
        _named("serious", "serious", "grave"),
        _named("critical", "critical", "critique"),
    ),
    levels=(
        _named("low", "Low", "Faible"),
        _named("medium", "Medium", "Moyen"),
        _named("high", "High", "Élevé"),
        _named("extreme", "Extreme", "Extrême"),
    ),
    matrix=((0, 0, 1), (0, 1, 2), (1, 2, 3)),
)

OFFICER = both("Security officer", "Responsable sécurité")
MANAGER = both("Line manager", "Supérieur hiérarchique")
DIRECTOR = both("Country director", "Directeur pays")


def _by_id(things: tuple) -> dict:  # type: ignore[type-arg]
    return {thing.id: thing for thing in things}


PACK = Pack(
    id="sample",
    title=both("Mali, mid-2023", "Mali, mi-2023"),
    edition="2023-06",
    country="ML",
    area="mali",
    languages=("en", "fr"),
    fingerprint="9f3c71aa04be55d2" * 4,
    as_of=None,
    note=both(
        "Rules as they stood in the middle of 2023, written from public sources.",
        "Règles telles qu’elles valaient à la mi-2023, rédigées d’après des sources publiques.",
    ),
    geography=Geography(PLACES),
    modes=_by_id(
        (
            Mode(id="bus", title=both("bus", "bus"), needs_service=True),
            Mode(id="un-flight", title=both("UN flight", "vol de l’ONU"), needs_service=True),
            Mode(id="own-vehicle", title=both("own vehicle", "véhicule propre")),
        )
    ),
    mode_groups={},
    links=_by_id(LINKS),
    routes={},
    services=_by_id(
        (
            Service(
                id="un-air",
                title=both("UN air service", "service aérien de l’ONU"),
                mode="un-flight",
                links=frozenset({"air"}),
                windows=(Window(until=date(2023, 6, 30)),),
            ),
        )
    ),
    providers={},
    measures=_by_id(MEASURES),
    roles=_by_id(
        (
            _named("programme", "programme", "programmes"),
            _named("driver", "driver", "chauffeur"),
            _named("journalist", "journalist", "journaliste"),
        )
    ),
    facts=_by_id(
        (
            Fact(
                id="uniformed",
                title=both("soldier or police officer", "militaire ou policier"),
                question=both("Is this traveller a soldier or police officer?", "Est-ce un militaire ou un policier ?"),
                scope=FactScope.TRAVELLER,
                values=(_named("yes", "yes", "oui"), _named("no", "no", "non")),
            ),
        )
    ),
    threats=_by_id(
        (
            _named("kidnapping", "Kidnapping", "Enlèvement"),
            _named("ied", "Explosive device on the road", "Engin explosif sur la route"),
        )
    ),
    risk=RISK,
    authority=Authority(by_level=((MANAGER,), (MANAGER,), (MANAGER, DIRECTOR), (DIRECTOR,)), refer=(OFFICER,)),
    night_margin_minutes=30,
    rules=(),
    incident_coverage=Coverage(start=date(2023, 1, 1), until=date(2023, 5, 31)),
    contacts=(
        Contact(
            id="room",
            title=both("Radio room, Bamako", "Salle radio, Bamako"),
            note=both("day and night", "24 h sur 24"),
        ),
        Contact(
            id="clinic", title=both("Clinic in the camp", "Clinique du camp"), phone="+223 00 00 00 01", places=("gao",)
        ),
        Contact(id="north", title=both("Office in Kidal", "Bureau de Kidal"), places=("kidal",)),
    ),
)
