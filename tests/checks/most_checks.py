"""A pack that loads and in which every check but one finds something."""

from __future__ import annotations

from datetime import date

from tests.checks.around import changed

AS_OF = date(2023, 7, 1)

_TWIN = """
- id: night-again
  title: {en: "No driving at night again", fr: "No driving at night again"}
  effect: prohibit
  where: {anywhere: true}
  how: {mode: road, activity: moving}
  when: {hours: night}
  because: {en: "Nobody sees the road.", fr: "On ne voit pas la route."}
  risk: {threat: road-accident, likelihood: likely, impact: minor}
  source: {title: "Police", date: 2012, url: www.example.org, reliability: B, credibility: 2}
- id: all-is-well
  title: {en: "All is well", fr: "Tout va bien"}
  effect: allow
  where: {anywhere: true}
  when: {valid: {from: 2023-07-10}}
  review_by: 2023-07-09
  because: {en: "Nothing ever happens.", fr: "Il ne se passe rien."}
  source: {title: "Office report", date: 2032-06, reliability: B, credibility: 2}
"""

_PLACES = """
- {id: hilltown, name: Hilltown, kind: town, within: south, lat: 12.9, lon: -7.2, aliases: [Laketown]}
- {id: laketown, name: Laketown, kind: town, within: south, lat: 12.9, lon: -7.2}
- {id: rivertown, name: Rivertown, kind: town, within: south, lat: 12.9, lon: 7.2}
"""

_CHANGES = {
    "pack.yaml": (("threats:\n", 'threats:\n  - {id: flood, title: {en: "Flood", fr: "Crue"}}\n'),),
    "places.yaml": (("lat: 14.5, lon: -4.2", "lat: 14.5, lon: -4.2, imprecision_km: 60"), ("", _PLACES)),
    "network.yaml": (("km: 240", "km: 24"), ("[{review_by: 2023-12-31}]", "[{review_by: 2023-06-15}]")),
    "contacts.yaml": (('"+000 1234"', '"20 22 33 44"'),),
    "rules/south.yaml": (("review_by: 2023-12-31", "review_by: 2023-06-15"), ("", _TWIN)),
    "trips/bus-north.yaml": ((", because: bus-no-foreigners", ""),),
}


def most_checks_files() -> dict[str, bytes]:
    """The files, by name."""
    return changed(_CHANGES)
