"""One small change to the small pack for every code: what is reported then, where, and with which suggestion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PACK: Final = "pack.yaml"
PLACES: Final = "places.yaml"
NETWORK: Final = "network.yaml"
MEASURES: Final = "measures.yaml"
SOUTH: Final = "rules/south.yaml"
NORTH: Final = "rules/north.yaml"
VISIT: Final = "trips/day-visit.yaml"
EVENTS: Final = "incidents.csv"


@dataclass(frozen=True, slots=True)
class Case:
    """Replace `old`, which stands in `file`, by `new`: then `code` is reported at the text `at`."""

    code: str
    file: str
    old: str
    new: str
    at: str
    suggestion: str | None = None
    severity: str = "error"

    def __str__(self) -> str:
        """What pytest calls it."""
        return f"{self.code}-{self.new[:24]}"


SHAPE: Final = (
    Case("missing-key", SOUTH, "  effect: inform\n", "", "id"),
    Case("unknown-key", SOUTH, "  how: {service:", "  howe: {service:", "howe", "how"),
    Case("unknown-key", PLACES, "lon: -8.0", "lng: -8.0, lon: 1.0", "lng"),
    Case("unknown-key", SOUTH, "how: {service:", "when: {valit: {}}\n  how: {service:", "valit", "valid"),
    Case("empty-value", SOUTH, "while: mission", "who:", "who"),
    Case("empty-list", NORTH, "measures: [escort, no-stops]", "measures: []", "measures"),
    Case("empty-text", SOUTH, 'en: "The roads of the south are in use every day."', 'en: " "', '" "'),
    Case("empty-text", SOUTH, 'title: {en: "The south by road", fr: "Le sud par la route"}', "title: {}", "title"),
    Case("empty-mapping", SOUTH, "how: {service: mission-flight}", "how: {}", "{}"),
    Case("empty-mapping", NORTH, "who: {not: {speaks-local: yes}}", "who: {}", "{}"),
    Case("wrong-type", SOUTH, "{anywhere: true}", "anywhere", "anywhere"),
    Case("wrong-type", MEASURES, '{en: "Escort", fr: "Escorte"}', "Escort", "Escort"),
    Case("wrong-type", NETWORK, "km: 240", "km: 240 km", "240 km"),
    Case("wrong-type", "contacts.yaml", '"+000 1234"', "1234", "1234", '"1234"'),
    Case("wrong-type", NORTH, "speaks-local: yes", "speaks-local: true", "true", "yes"),
    Case("wrong-type", "contacts.yaml", "- {id: security-desk", "desk:\n- {id: security-desk", ""),
    Case("unknown-value", SOUTH, "effect: caution", "effect: cautoin", "cautoin", "caution"),
    Case("unknown-key", SOUTH, "effect: caution", "effect: {seting: demos}", "seting", "setting"),
    Case("missing-key", SOUTH, "effect: caution", "effect: {}", "{}"),
    Case("unknown-value", SOUTH, "effect: caution", "effect: [caution]", "[caution]"),
    Case("unknown-value", SOUTH, "reliability: C, credibility: 3", "reliability: c, credibility: 3", "c", "C"),
    Case("unknown-value", SOUTH, "reliability: C, credibility: 3", "reliability: C, credibility: 7", "7"),
    Case("unknown-value", NORTH, "cargo: cash", "cargo: cahs", "cahs", "cash"),
    Case("unknown-value", VISIT, "verdict: go", "verdict: nogo", "nogo", "no-go"),
    Case("out-of-range", PLACES, "lat: 12.65", "lat: 126.5", "126.5"),
    Case("out-of-range", NORTH, "at_least: 2", "at_least: 0", "0"),
    Case("bad-id", SOUTH, "id: capital-demonstrations", "id: Capital demonstrations", "Capital demonstrations",
         "capital-demonstrations"),
    Case("bad-language", SOUTH, 'fr: "Le sud par la route"', 'FR: "Le sud par la route"', "FR"),
    Case("bad-date", NORTH, "until: 2023-06-30", "until: 2023-06-31", "2023-06-31"),
    Case("bad-time", VISIT, "2023-06-20T08:00", "20/06/2023", "20/06/2023"),
    Case("bad-time", VISIT, "2023-06-20T08:00", "2023-06-20T08:00Z", "2023-06-20T08:00Z"),
    Case("bad-source-date", SOUTH, "date: 2023-06-01", "date: June 2023", "June 2023"),
    Case("bad-source-date", SOUTH, "date: 2023-06-01", "date: 2023-13", "2023-13"),
    Case("bad-hours", SOUTH, '"12:00-18:00"', '"noon"', '"noon"'),
    Case("bad-hours", SOUTH, '"12:00-18:00"', '"25:00-26:00"', '"25:00-26:00"'),
    Case("unknown-value", SOUTH, "effect: caution", "effect: true", "true"),
    Case("wrong-type", PACK, "edition: 2023-06", "edition: [2023-06]", "[2023-06]"),
    Case("bad-hours", SOUTH, '"12:00-18:00"', '"06:00-06:00"', '"06:00-06:00"'),
    Case("unknown-country", PACK, "country: ML", "country: Mali", "Mali", "ML"),
    Case("unknown-country", PACK, "country: ML", "country: foreign", "foreign"),
    Case("unknown-country", NORTH, "who: {nationality: foreign}", "who: {nationality: DEU}", "DEU", "DE"),
    Case("unknown-time-zone", PLACES, "Africa/Bamako", "Africa/Bamaco", "Africa/Bamaco", "Africa/Bamako"),
)  # fmt: skip

NAMES: Final = (
    Case("undeclared-name", SOUTH, "[capital, middleton]", "[capital, middletown]", "middletown", "middleton"),
    Case("undeclared-name", SOUTH, "{region: south}", "{region: suoth}", "suoth", "south"),
    Case("undeclared-name", NORTH, "how: {mode: bus}", "how: {mode: bus, to: outsid}", "outsid", "outside"),
    Case("undeclared-name", SOUTH, "effect: caution", "effect: {setting: demos}", "demos"),
    Case("undeclared-name", NORTH, "how: {mode: bus}", "how: {mode: buss}", "buss", "bus"),
    Case("undeclared-name", NORTH, "route: main-road", "route: Main Road", "Main Road", "main-road"),
    Case("undeclared-name", NORTH, "measures: [escort, no-stops]", "measures: [escrot, no-stops]", "escrot", "escort"),
    Case("undeclared-name", NORTH, "measures: medevac-plan}", "measures: x}", "x"),
    Case("undeclared-name", NORTH, "{roles: soldier}", "{roles: soldiers}", "soldiers", "soldier"),
    Case("undeclared-name", NORTH, "not: {speaks-local: yes}", "not: {speaks-lokal: yes}", "speaks-lokal",
         "speaks-local"),
    Case("undeclared-name", NORTH, "threat: kidnapping", "threat: kidnaping", "kidnaping", "kidnapping"),
    Case("undeclared-name", NORTH, "likelihood: likely, impact: severe", "likelihood: likly, impact: severe", "likly",
         "likely"),
    Case("undeclared-name", NORTH, "while: mission-flight", "while: misson-flight", "misson-flight", "mission-flight"),
    Case("undeclared-name", NORTH, "except: farpost-airport", "except: farpost-airprot", "farpost-airprot",
         "farpost-airport"),
    Case("undeclared-name", NORTH, "near: {place: gate", "near: {place: gaet", "gaet", "gate"),
    Case("undeclared-name", SOUTH, "service: mission-flight", "service: flight-mission", "flight-mission"),
    Case("undeclared-name", NETWORK, "from: middleton", "from: midleton", "midleton", "middleton"),
    Case("undeclared-name", NETWORK, "{own-vehicle: 5", "{own-vehicel: 5", "own-vehicel", "own-vehicle"),
    Case("undeclared-name", NETWORK, "routes: main-road", "routes: mainroad", "mainroad", "main-road"),
    Case("undeclared-name", NETWORK, "provider: mission", "provider: mision", "mision", "mission"),
    Case("undeclared-name", MEASURES, "threats: kidnapping", "threats: kidnap", "kidnap", "kidnapping"),
    Case("undeclared-name", "contacts.yaml", "places: farpost", "places: farpsot", "farpsot", "farpost"),
    Case("undeclared-name", PLACES, "kind: zone, within: farpost", "kind: zone, within: farpots", "farpots", "farpost"),
    Case("undeclared-name", PACK, "example_trip: day-visit.yaml", "example_trip: day_visit.yaml", "day_visit.yaml",
         "day-visit.yaml"),
    Case("undeclared-name", PACK, "[low, medium]", "[low, midium]", "midium", "medium"),
    Case("undeclared-name", PACK, "    likely: [medium", "    likly: [medium", "likly", "likely"),
    Case("undeclared-name", VISIT, "absent: no-night-driving", "absent: no-night-drive", "no-night-drive",
         "no-night-driving"),
    Case("undeclared-name", EVENTS, "ambush,gate,", "ambush,gaet,",
         'ambush-2,2023-05-20,1,ambush,gaet,,,,,"Ambush, again",Nouvelle embuscade,Press,,2023-05-21,B,2', "gate"),
    Case("not-a-region", NETWORK, "hours: 10,", "through: middleton, hours: 10,", "middleton"),
    Case("reserved-name", PLACES, "- {id: land,",
         "- {id: outside, name: X, kind: region, within: land, lat: 1.0, lon: 1.0}\n- {id: land,", "outside"),
    Case("not-a-region", SOUTH, "{region: south}", "{region: capital}", "capital"),
    Case("duplicate-id", SOUTH, "id: capital-demonstrations", "id: no-night-driving", "no-night-driving"),
    Case("duplicate-id", NETWORK, "id: road-capital-border", "id: gate", "gate"),
    Case("duplicate-id", PACK, "id: none,", "id: cash,", "cash"),
    Case("duplicate-id", "contacts.yaml", "id: farpost-base", "id: security-desk", "security-desk"),
    Case("duplicate-id", EVENTS, "theft-1", "ambush-1",
         "ambush-1,2023-04-01,,theft,capital,,,,0,Theft,Vol,Police,,2023-04,C,3"),
    Case("reserved-name", PACK, "facts:\n",
         "facts:\n  - {id: gender, title: {en: a, fr: b}, question: {en: a, fr: b}, of: trip}\n", "gender"),
    Case("outside-in-rule", SOUTH, "{place: capital}", "{place: outside}", "outside"),
    Case("outside-in-rule", NORTH, "except: farpost-airport", "except: outside", "outside"),
    Case("unknown-incident-kind", NORTH, "kinds: ambush", "kinds: ambusch", "ambusch", "ambush"),
    Case("unknown-value", NORTH, "kinds: ambush", "near: road, kinds: ambush", "road"),
    Case("missing-language", SOUTH, ', fr: "Partir après le lever du soleil."', "", "advice", None, "warning"),
    Case("unknown-language", SOUTH, 'advice: {en: "Leave', 'advice: {de: "Morgens", en: "Leave', "de", None, "warning"),
)  # fmt: skip

MEANING: Final = (
    Case("no-within", PLACES, "kind: town, within: south, lat: 12.65", "kind: town, lat: 12.65", "capital", "land"),
    Case("root-within", PLACES, "kind: country, lat", "kind: country, within: south, lat", "south"),
    Case("within-finer", PLACES, "kind: town, within: south, lat: 13.4",
         "kind: town, within: farpost-airport, lat: 13.4", "farpost-airport"),
    Case("no-coordinates", PLACES, "lat: 13.4, lon: -6.3", "note: {en: Where, fr: Où}", "middleton"),
    Case("no-coordinates", PLACES, "lat: 12.7, lon: -7.5", "note: {en: Where, fr: Où}", "south", None, "warning"),
    Case("no-coordinates", PLACES, "lat: 12.7, lon: -7.5", "lat: 12.7", "south"),
    Case("no-time-zone", PLACES, ", tz: Africa/Bamako", "", "land"),
    Case("link-outside", NETWORK, "from: capital, to: outside", "from: outside, to: outside", "outside"),
    Case("mode-not-on-link", NETWORK, "mode: bus", "mode: flight", "main-road"),
    Case("mode-not-on-link", NETWORK, "links: air-capital-farpost", "links: road-capital-border",
         "road-capital-border"),
    Case("mode-not-on-link", NETWORK, "hours: {own-vehicle: 5", "hours: {flight: 5", "flight"),
    Case("route-broken", NETWORK, "road-middleton-gate, road-gate-farpost]", "road-gate-farpost, road-middleton-gate]",
         "road-gate-farpost"),
    Case("no-links", NETWORK, "    routes: main-road\n", "", "north-bus"),
    Case("no-end", NETWORK, "[{review_by: 2023-12-31}]", "[{from: 2023-12-31}]", "{from: 2023-12-31}"),
    Case("no-end", NORTH, "  when: {valid: {until: 2023-06-30}}\n", "", "id"),
    Case("from-after-until", PACK, "{from: 2023-01-01, until", "{from: 2024-01-01, until", "2023-06-15"),
    Case("from-after-until", NORTH, "{until: 2023-06-30}", "{from: 2023-07-01, until: 2023-06-30}", "2023-06-30"),
    Case("matrix-incomplete", PACK, "[low, medium]", "[low]", "[low]"),
    Case("matrix-incomplete", PACK, "    unlikely: [low, medium]\n", "", "matrix"),
    Case("authority-incomplete", PACK, '    low: [{en: "Field coordinator", fr: "Coordinateur terrain"}]\n', "",
         "levels"),
    Case("where-empty", SOUTH, "{place: capital}", "{as: stay}", "{as: stay}"),
    Case("area-needed", NORTH, "where: {route: main-road}", "where: {route: main-road, as: origin}", "as"),
    Case("area-needed", NORTH, "how: {mode: bus}", "how: {mode: bus, movement: entering}", "movement"),
    Case("near-too-large", NORTH, "{place: gate, km: 50}", "{place: north, km: 50}", "north"),
    Case("not-with-effect", SOUTH, "effect: caution", "effect: caution\n  measures: escort", "measures"),
    Case("not-with-effect", SOUTH, "effect: caution", "effect: caution\n  while: mission", "while"),
    Case("not-with-effect", SOUTH, "effect: caution", "effect: caution\n  unless: {measures: escort}", "unless"),
    Case("not-with-effect", NORTH, "while: mission-flight", "affects: party", "affects"),
    Case("not-with-effect", NORTH, "while: mission-flight", "incidents: {at_least: 1, within_km: 5, days: 9}",
         "incidents"),
    Case("not-with-effect", SOUTH, "where: {region: south}", "where: {near: {place: capital, km: 5}}", "near"),
    Case("not-one-fact", NORTH, "{not: {speaks-local: yes}}", "{not: {speaks-local: yes, gender: male}}", "not"),
    Case("not-one-end", NORTH, "how: {mode: bus}", "how: {not: {from: gate, to: [capital, outside]}}", "not"),
    Case("not-one-end", NORTH, "how: {mode: bus}", "how: {not: {}}", "not"),
    Case("no-measures", NORTH, "  measures: [escort, no-stops]\n", "", "effect"),
    Case("no-measures", NORTH, "unless: {any_of: [{measures: escort}]}", "unless: {}", "unless"),
    Case("measures-twice", NORTH, "  any_of: [{m", "  measures: briefing\n  any_of: [{m", "any_of"),
    Case("weak-source", NORTH, "reliability: C, credibility: 2", "reliability: D, credibility: 2", "D", "refer"),
    Case("weak-source", NORTH, "reliability: A, credibility: 2", "reliability: A, credibility: 3", "3", "refer"),
    Case("weak-source", NORTH, "reliability: C, credibility: 3", "reliability: C, credibility: 4", "4", "caution"),
    Case("leg-or-stay", VISIT, "itinerary:\n", "itinerary:\n  - {}\n", "{}"),
    Case("no-expectation", VISIT, "expect: {as_of: 2023-06-15, verdict: go, because: [south-road, south-stay], "
         "absent: no-night-driving}\n", "", "Day visit to Middleton"),
)  # fmt: skip

FILES: Final = (
    Case("csv-row", EVENTS, ",Theft,Vol,", ",Theft,",
         "theft-1,2023-04-01,,theft,capital,,,,0,Theft,Police,,2023-04,C,3"),
    Case("csv-unreadable", EVENTS, '"Ambush, again"', '"Ambush, again', ""),
    Case("unknown-column", EVENTS, ",lat,lon,", ",latt,lon,", "", "lat"),
    Case("missing-column", EVENTS, "kind,place", "title_de,place", ""),
    Case("duplicate-column", EVENTS, ",lat,lon,", ",lat,lat,", ""),
    Case("empty-field", EVENTS, ",theft,capital", ",,capital",
         "theft-1,2023-04-01,,,capital,,,,0,Theft,Vol,Police,,2023-04,C,3"),
    Case("bad-field", EVENTS, ",,,,0,Theft", ",,,,none,Theft",
         "theft-1,2023-04-01,,theft,capital,,,,none,Theft,Vol,Police,,2023-04,C,3"),
    Case("bad-date", EVENTS, "theft-1,2023-04-01", "theft-1,1.4.2023",
         "theft-1,1.4.2023,,theft,capital,,,,0,Theft,Vol,Police,,2023-04,C,3"),
    Case("no-position", EVENTS, ",theft,capital", ",theft,",
         "theft-1,2023-04-01,,theft,,,,,0,Theft,Vol,Police,,2023-04,C,3"),
    Case("duplicate-key", SOUTH, "effect: caution", "effect: caution\n  effect: inform", "effect"),
    Case("yaml-syntax", SOUTH, "effect: caution", "effect: caution: no", ":"),
)  # fmt: skip

CASES: Final = (*SHAPE, *NAMES, *MEANING, *FILES)
