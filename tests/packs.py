"""A small but complete pack for tests: an invented country with two regions, four towns and every kind of rule."""

from __future__ import annotations

from typing import Final

PACK: Final = """\
id: land
title: {en: "Land", fr: "Pays"}
edition: 2023-06
country: ML
area: land
languages: [en, fr]
note: {en: "An invented pack for tests.", fr: "Un jeu de règles inventé pour les tests."}
example_trip: day-visit.yaml
modes:
  - {id: own-vehicle, title: {en: "Own vehicle", fr: "Véhicule de l'organisation"}}
  - {id: bus, title: {en: "Bus", fr: "Car"}, needs_service: true}
  - {id: flight, title: {en: "Flight", fr: "Vol"}, needs_service: true}
mode_groups:
  road: [own-vehicle, bus]
roles:
  - {id: programme, title: {en: "Programme staff", fr: "Personnel de programme"}}
  - {id: driver, title: {en: "Driver", fr: "Chauffeur"}}
  - {id: soldier, title: {en: "Soldier", fr: "Militaire"}}
threats:
  - {id: kidnapping, title: {en: "Kidnapping", fr: "Enlèvement"}}
  - {id: road-accident, title: {en: "Road accident", fr: "Accident de la route"}}
facts:
  - id: speaks-local
    title: {en: "Speaks the local language", fr: "Parle la langue locale"}
    question: {en: "Does the traveller speak the local language?", fr: "Le voyageur parle-t-il la langue locale ?"}
    of: traveller
  - id: cargo
    title: {en: "Cargo", fr: "Chargement"}
    question: {en: "What do the vehicles carry?", fr: "Que transportent les véhicules ?"}
    of: trip
    values:
      - {id: none, title: {en: "Nothing", fr: "Rien"}}
      - {id: cash, title: {en: "Cash", fr: "Espèces"}}
providers:
  - id: mission
    title: {en: "The mission", fr: "La mission"}
    windows:
      - {from: 2020-01-01, until: 2023-06-30, reason: {en: "Its mandate ends.", fr: "Son mandat prend fin."}}
incidents: {from: 2023-01-01, until: 2023-06-15}
risk:
  likelihood:
    - {id: unlikely, title: {en: "Unlikely", fr: "Peu probable"}}
    - {id: likely, title: {en: "Likely", fr: "Probable"}}
  impact:
    - {id: minor, title: {en: "Minor", fr: "Mineur"}}
    - {id: severe, title: {en: "Severe", fr: "Grave"}}
  levels:
    - {id: low, title: {en: "Low", fr: "Faible"}}
    - {id: medium, title: {en: "Medium", fr: "Moyen"}}
    - {id: high, title: {en: "High", fr: "Élevé"}}
  matrix:
    unlikely: [low, medium]
    likely: [medium, high]
authority:
  levels:
    low: [{en: "Field coordinator", fr: "Coordinateur terrain"}]
    medium: [{en: "Head of mission", fr: "Chef de mission"}]
    high: [{en: "Head of mission", fr: "Chef de mission"}, {en: "Director", fr: "Directeur"}]
  refer: [{en: "Security officer", fr: "Responsable sûreté"}]
"""

PLACES: Final = """\
- {id: land, name: {en: "Land", fr: "Pays"}, kind: country, lat: 14.0, lon: -4.0, tz: Africa/Bamako}
- {id: south, name: {en: "South", fr: "Sud"}, kind: region, within: land, lat: 12.7, lon: -7.5}
- {id: north, name: {en: "North", fr: "Nord"}, kind: region, within: land, lat: 16.0, lon: -1.0}
- {id: capital, name: Capital, kind: town, within: south, lat: 12.65, lon: -8.0, aliases: [Capitale]}
- {id: middleton, name: Middleton, kind: town, within: south, lat: 13.4, lon: -6.3}
- {id: gate, name: Gate, kind: town, within: north, lat: 14.5, lon: -4.2}
- {id: farpost, name: Farpost, kind: town, within: north, lat: 16.27, lon: -0.04, imprecision_km: 1}
- {id: farpost-airport, name: {en: "Farpost airport", fr: "Aéroport de Farpost"}, kind: zone, within: farpost,
   lat: 16.248, lon: -0.005}
"""

NETWORK: Final = """\
links:
  - {id: road-capital-middleton, from: capital, to: middleton, modes: road, km: 240, hours: 4}
  - {id: road-middleton-gate, from: middleton, to: gate, modes: road, km: 300, hours: {own-vehicle: 5, bus: 7}}
  - {id: road-gate-farpost, from: gate, to: farpost, modes: [road], km: 570, hours: 10, imprecision_km: 20}
  - {id: road-farpost-airport, from: farpost, to: farpost-airport, modes: own-vehicle, km: 6, hours: 0.25}
  - {id: air-capital-farpost, from: capital, to: farpost-airport, modes: flight, km: 950, hours: 2}
  - {id: road-capital-border, from: capital, to: outside, modes: own-vehicle}
routes:
  - id: main-road
    title: {en: "The main road", fr: "La route principale"}
    links: [road-capital-middleton, road-middleton-gate, road-gate-farpost]
services:
  - id: mission-flight
    title: {en: "Mission flight", fr: "Vol de la mission"}
    mode: flight
    links: air-capital-farpost
    provider: mission
    windows:
      - {from: 2020-01-01, until: 2023-06-30, reason: {en: "The mandate ends.", fr: "Le mandat prend fin."}}
  - id: north-bus
    title: {en: "North bus", fr: "Car du Nord"}
    mode: bus
    routes: main-road
    windows: [{review_by: 2023-12-31}]
"""

MEASURES: Final = """\
- id: briefing
  title: {en: "Security briefing", fr: "Briefing sûreté"}
  kind: arrangement
  scope: traveller
  proof: {en: "Signed list", fr: "Liste signée"}
- {id: medevac-plan, title: {en: "Medical evacuation plan", fr: "Plan d'évacuation médicale"}, kind: arrangement,
   scope: trip, lowers: {impact: 1}}
- {id: escort, title: {en: "Escort", fr: "Escorte"}, kind: arrangement, scope: step, provider: mission,
   lowers: {likelihood: 1, threats: kidnapping}}
- {id: no-stops, title: {en: "No stops on the way", fr: "Aucun arrêt en route"}, kind: conduct, scope: step}
- {id: stay-in-contact, title: {en: "Stay in contact", fr: "Rester en contact"}, kind: conduct, scope: trip}
- {id: keep-papers, title: {en: "Carry papers", fr: "Porter ses papiers"}, kind: conduct, scope: traveller}
"""

CONTACTS: Final = """\
- {id: security-desk, title: {en: "Security desk", fr: "Cellule sûreté"}, phone: "+000 1234",
   note: {en: "At any hour.", fr: "À toute heure."}}
- {id: farpost-base, title: {en: "Farpost base", fr: "Base de Farpost"}, places: farpost}
"""

INCIDENTS: Final = """\
id,date,date_imprecision_days,kind,place,lat,lon,imprecision_km,fatalities,\
title_en,title_fr,source_title,source_url,source_date,reliability,credibility
ambush-1,2023-05-02,0,ambush,,15.1,-3.0,5,3,Ambush on the main road,Embuscade sur la grande route,Press,,2023-05-03,B,2
ambush-2,2023-05-20,1,ambush,gate,,,,,"Ambush, again",Nouvelle embuscade,Press,,2023-05-21,B,2
theft-1,2023-04-01,,theft,capital,,,,0,Theft,Vol,Police,,2023-04,C,3
"""

SOUTH_RULES: Final = """\
- id: south-road
  title: {en: "The south by road", fr: "Le sud par la route"}
  effect: allow
  where: {region: south}
  how: {mode: own-vehicle}
  review_by: 2023-12-31
  because: {en: "The roads of the south are in use every day.", fr: "Les routes du sud sont empruntées chaque jour."}
  source: {title: "Office report", date: 2023-06, reliability: B, credibility: 2}
- id: south-stay
  title: {en: "Staying in the south", fr: "Séjourner dans le sud"}
  effect: allow
  where: {place: [capital, middleton], as: [origin, stay]}
  review_by: 2023-12-31
  because: {en: "Both towns are calm.", fr: "Les deux villes sont calmes."}
  source: {title: {en: "Office report", fr: "Rapport du bureau"}, date: 2023-06, reliability: B, credibility: 2}
- id: no-night-driving
  title: {en: "No driving at night", fr: "Pas de conduite de nuit"}
  effect: prohibit
  where: {anywhere: true}
  how: {mode: road, activity: moving}
  when: {hours: night}
  because: {en: "Accidents and roadblocks.", fr: "Accidents et barrages."}
  advice: {en: "Leave after sunrise.", fr: "Partir après le lever du soleil."}
  risk: {threat: road-accident, likelihood: likely, impact: minor}
  source: {title: "Office report", date: 2023, reliability: B, credibility: 2}
- id: capital-demonstrations
  title: {en: "Demonstrations in the capital", fr: "Manifestations dans la capitale"}
  effect: caution
  where: {place: capital}
  when: {hours: "12:00-18:00"}
  because: {en: "Crowds gather after noon.", fr: "Des foules se forment après midi."}
  source: {title: "Press", date: 2023-06-01, reliability: C, credibility: 3}
- id: flight-desk
  title: {en: "Seats on the mission flight", fr: "Places sur le vol de la mission"}
  effect: inform
  where: {link: air-capital-farpost}
  how: {service: mission-flight}
  while: mission
  because: {en: "Seats are given out the evening before.", fr: "Les places sont attribuées la veille au soir."}
  source: {title: "Mission", date: 2023-05, reliability: B, credibility: 2}
"""

NORTH_RULES: Final = """\
- id: air-north
  title: {en: "The flight north", fr: "Le vol vers le nord"}
  effect: allow
  where: {link: air-capital-farpost}
  how: {mode: flight}
  when: {valid: {until: 2023-06-30}}
  while: mission-flight
  because: {en: "The flight is the way in.", fr: "Le vol est la voie d'accès."}
  source: {title: "Mission", date: 2023-05, reliability: B, credibility: 2}
- id: farpost-stay
  title: {en: "Farpost in company", fr: "Farpost accompagné"}
  effect: allow
  where: [{place: farpost}, {link: road-farpost-airport}]
  review_by: 2023-12-31
  because: {en: "The town is held.", fr: "La ville est tenue."}
  source: {title: "Mission", date: 2023-05, reliability: A, credibility: 2}
- id: farpost-escort
  title: {en: "Escort in Farpost", fr: "Escorte à Farpost"}
  effect: require
  where: {place: farpost, except: farpost-airport}
  who: {nationality: foreign}
  measures: [escort, no-stops]
  because: {en: "Foreigners are watched.", fr: "Les étrangers sont surveillés."}
  risk: {threat: kidnapping, likelihood: likely, impact: severe}
  source: {title: "Mission", date: 2023-05, reliability: B, credibility: 2, anonymous: true}
- id: north-medevac
  title: {en: "Evacuation planned", fr: "Évacuation prévue"}
  effect: require
  where: {region: north}
  any_of: [{measures: medevac-plan}, {measures: [briefing, stay-in-contact]}]
  because: {en: "The nearest surgeon is a flight away.", fr: "Le chirurgien le plus proche est à un vol de là."}
  source: {title: "Office report", date: 2023, reliability: C, credibility: 3}
- id: bus-no-foreigners
  title: {en: "The bus carries no foreigners", fr: "Le car ne prend pas d'étrangers"}
  effect: prohibit
  where: {route: main-road}
  how: {mode: bus}
  who: [{nationality: foreign}, {roles: soldier}]
  affects: party
  because: {en: "One foreigner makes the bus a target.", fr: "Un étranger fait du car une cible."}
  source: {title: "Bus company", date: 2023-06, reliability: C, credibility: 2}
- id: north-road
  title: {en: "The road north", fr: "La route du nord"}
  effect: prohibit
  where: {link: road-gate-farpost}
  who: {not: {speaks-local: yes}}
  unless: {any_of: [{measures: escort}]}
  because: {en: "Armed groups stop cars.", fr: "Des groupes armés arrêtent les véhicules."}
  source: {title: "Press", date: 2023-06, reliability: B, credibility: 3}
- id: gate-ambushes
  title: {en: "Ambushes near Gate", fr: "Embuscades près de Gate"}
  effect: refer
  where: {region: north, near: {place: gate, km: 50}}
  how: {movement: [entering, leaving], mode: road}
  incidents: {kinds: ambush, at_least: 2, within_km: 150, days: 90}
  because: {en: "Ambushes were reported.", fr: "Des embuscades ont été signalées."}
  source: {title: "Press", date: 2023-06, reliability: C, credibility: 3}
- id: cash-runs
  title: {en: "Carrying cash", fr: "Transport d'espèces"}
  effect: caution
  where: {anywhere: true, except: [south, main-road]}
  who: {cargo: cash, staff: [national, relocated], gender: female}
  because: {en: "Cash draws attention.", fr: "L'argent attire l'attention."}
  source: {title: "Office report", date: 2023, reliability: D, credibility: 4}
"""

DAY_VISIT: Final = """\
title: Day visit to Middleton
purpose: See the clinic
pack: land
travellers:
  - {name: Traveller A, nationality: ML, staff: national, roles: [programme], gender: female}
itinerary:
  - leg: {from: capital, to: middleton, mode: own-vehicle, depart: 2023-06-20T08:00, arrive: 2023-06-20T11:30}
  - leg: {from: middleton, to: capital, mode: own-vehicle, depart: 2023-06-20T13:30, arrive: 2023-06-20T17:00}
expect: {as_of: 2023-06-15, verdict: go, because: [south-road, south-stay], absent: no-night-driving}
"""

NORTH_BUS: Final = """\
title: Bus to Farpost
travellers:
  - {name: Traveller B, nationality: [DE], staff: visitor, roles: []}
itinerary:
  - leg: {from: capital, to: farpost, mode: bus, depart: 2023-06-20T08:00}
expect: {as_of: 2023-06-15, verdict: no-go, because: bus-no-foreigners}
"""


def small_pack_texts() -> dict[str, str]:
    """The files of the pack, by name, to be changed as a test needs."""
    return {
        "pack.yaml": PACK,
        "places.yaml": PLACES,
        "network.yaml": NETWORK,
        "measures.yaml": MEASURES,
        "contacts.yaml": CONTACTS,
        "incidents.csv": INCIDENTS,
        "rules/north.yaml": NORTH_RULES,
        "rules/south.yaml": SOUTH_RULES,
        "trips/bus-north.yaml": NORTH_BUS,
        "trips/day-visit.yaml": DAY_VISIT,
        "README.md": "# Land\n",
    }


def small_pack_files() -> dict[str, bytes]:
    """The files of the pack as the loader takes them."""
    return {name: text.encode() for name, text in small_pack_texts().items()}
