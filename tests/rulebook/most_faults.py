"""A pack with most of the faults a pack can have, all at once."""

from __future__ import annotations

from tests.packs import small_pack_texts

_CHANGES = {
    "pack.yaml": (
        ("country: ML\n", "country: MALI\nnight_margin_minutes: 300\n"),
        ("mode_groups:\n  road: [own-vehicle, bus]", "mode_groups:\n  road: [own-vehicel, bus]"),
        ("    unlikely: [low, medium]\n", "    unlikely: [low]\n"),
    ),
    "places.yaml": (
        ("kind: country,", "kind: cuontry,"),
        ("kind: town, within: south, lat: 13.4, lon: -6.3", "kind: town, within: suoth, lon: 196.3"),
        ("kind: zone, within: farpost,", "kind: zone,"),
    ),
    "network.yaml": (
        ("from: middleton, to: gate", "from: middletown, to: gate"),
        ("id: road-capital-border", "id: road-capital-middleton"),
        ("[{review_by: 2023-12-31}]", "[{}]"),
    ),
    "measures.yaml": (("scope: trip, lowers: {impact: 1}", "scope: journey, lowers: {impact: one}"),),
    "incidents.csv": (("ambush,gate", "ambush,gaet"), ("2023-04-01", "April 2023")),
    "rules/south.yaml": (
        ("  effect: allow\n  where: {region: south}", "  effect: alow\n  where: {regoin: south}"),
        ('  review_by: 2023-12-31\n  because: {en: "Both', '  because: {en: "Both'),
        ("when: {hours: night}", "when: {hours: nigth}"),
        ('{en: "Leave after sunrise.", fr: "Partir après le lever du soleil."}', '{en: "Leave after sunrise."}'),
        ("while: mission", "while: misson"),
    ),
    "rules/north.yaml": (
        ("who: {nationality: foreign}", "who: {nationality: FOREIGN}"),
        ("measures: [escort, no-stops]", "measures: [escort, no-stop]"),
        ("unless: {any_of", "affects: everybody\n  unless: {any_of"),
        ("reliability: C, credibility: 2", "reliability: E, credibility: 2"),
        ("kinds: ambush,", "kinds: [ambush, ambusch],"),
        ("cargo: cash", "kargo: cash"),
    ),
    "trips/day-visit.yaml": (
        ("depart: 2023-06-20T08:00", "depart: 2023-06-31T08:00"),
        ("verdict: go,", "verdict: yes,"),
    ),
}


def most_faults_texts() -> dict[str, str]:
    """The files, by name."""
    texts = small_pack_texts()
    for name, changes in _CHANGES.items():
        for old, new in changes:
            texts[name] = texts[name].replace(old, new, 1)
    texts["contacts.yaml"] += "- {id: [broken\n"
    texts["rules/later.yml"] = "- {}\n"
    return texts
