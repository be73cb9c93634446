"""What the map says, on screen and in a file."""

from __future__ import annotations

from advisor.services.marks import N_, Templates

MESSAGES: Templates = {
    "map.not-assessed": N_("not assessed"),
    "map.about": N_("{verdict} – rules: {pack}, edition {edition}, asked as of {day}"),
    "map.description": N_("Map of the trip “{trip}”, each leg and stay in its verdict. The trip as a whole: {verdict}"),
    "map.source": N_("Outlines: Natural Earth; borders as drawn there, without taking sides"),
    "map.unplaced": N_("Not on the map, for it is not known where they lie: {places}"),
    "map.closed": N_("closed to this trip"),
    "map.maybe-closed": N_("may be closed"),
    "map.incident": N_("incident counted"),
    "map.other-incident": N_("other incident"),
    # Kinds of incidents; one a pack invents is shown as it is written.
    "map.kind.ambush": N_("ambush"),
    "map.kind.attack": N_("attack"),
    "map.kind.clash": N_("armed clash"),
    "map.kind.explosive": N_("explosive device"),
    "map.kind.shelling": N_("shelling"),
    "map.kind.air-strike": N_("air strike"),
    "map.kind.massacre": N_("massacre"),
    "map.kind.kidnapping": N_("kidnapping"),
    "map.kind.sexual-violence": N_("sexual violence"),
    "map.kind.arrest": N_("arrest"),
    "map.kind.robbery": N_("robbery"),
    "map.kind.looting": N_("looting"),
    "map.kind.blockade": N_("blockade"),
    "map.kind.protest": N_("protest"),
    "map.kind.riot": N_("riot"),
    "map.kind.hazard": N_("natural hazard or accident"),
    "map.kind.health": N_("outbreak of disease"),
    "map.kind.transport": N_("transport out of order"),
    "map.kind.alert": N_("official warning"),
    "map.kind.development": N_("change of the situation"),
    "map.kind.other": N_("other event"),
}
