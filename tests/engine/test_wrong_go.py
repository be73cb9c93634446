"""Ways in which a trip once came out better than it should have; each test names the fault."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise
from typing import Final

from advisor.engine.assess import assess
from advisor.engine.index import index_of
from advisor.engine.sun import night_of
from advisor.engine.times import Extent, midnight, to_local
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.verdict import Verdict
from advisor.rulebook.loader import load_pack, load_trip

DAY: Final = date(2023, 6, 15)

HEAD: Final = """\
id: land
title: {en: Land}
edition: "1"
country: ML
area: land
languages: [en]
modes:
  - {id: car, title: {en: Car}}
facts:
  - {id: fighting, title: {en: Fighting}, question: {en: "Is there fighting on the way?"}, of: trip}
risk:
  likelihood: [{id: likely, title: {en: Likely}}]
  impact: [{id: severe, title: {en: Severe}}]
  levels: [{id: high, title: {en: High}}]
  matrix: {likely: [high]}
authority: {levels: {high: [{en: Director}]}, refer: [{en: Officer}]}
"""

PLACES: Final = """\
- {id: land, name: Land, kind: country, lat: 14.0, lon: -4.0, tz: ZONE}
- {id: east, name: East, kind: region, within: land, lat: 14.0, lon: -3.0}
- {id: home, name: Home, kind: town, within: east, lat: 14.0, lon: -4.0}
- {id: near, name: Near, kind: town, within: east, lat: 14.0, lon: -3.5}
- {id: far, name: Far, kind: town, within: east, lat: 14.0, lon: -3.0}
- {id: gate, name: Gate, kind: zone, within: far, lat: 14.0, lon: -3.01}
"""

NETWORK: Final = """\
links:
  - {id: home-near, from: home, to: near, modes: car}
  - {id: near-far, from: near, to: far, modes: car}
  - {id: far-outside, from: far, to: outside, modes: car}
routes: []
services: []
"""

SAYS: Final = """
  because: {en: Because.}
  source: {title: Officer, date: 2023-06, reliability: A, credibility: 1}
"""
OPEN: Final = f"""\
- id: open
  title: {{en: Open}}
  effect: allow
  where: {{anywhere: true}}
  review_by: 2023-12-31{SAYS}"""


def closed(**fields: str) -> str:
    """A prohibition with these fields."""
    written = "".join(f"  {key}: {value}\n" for key, value in fields.items())
    return f"- id: closed\n  title: {{en: Closed}}\n  effect: prohibit\n{written.rstrip()}{SAYS}"


def pack_with(*rules: str, zone: str = "Africa/Bamako") -> Pack:
    files = {
        "pack.yaml": HEAD,
        "places.yaml": PLACES.replace("ZONE", zone),
        "network.yaml": NETWORK,
        "rules/all.yaml": "".join(rules),
    }
    loaded = load_pack({name: text.encode() for name, text in files.items()})
    assert loaded.pack is not None, loaded.diagnostics
    return loaded.pack


def answer(pack: Pack, *steps: str, travellers: str = "{nationality: [ML], roles: []}", more: str = "") -> Assessment:
    written = "".join(f"  - {step}\n" for step in steps)
    loaded = load_trip(f"travellers: [{travellers}]\nitinerary:\n{written}{more}".encode(), "trip.yaml")
    assert loaded.trip is not None, loaded.diagnostics
    return assess(loaded.trip, pack, DAY)


def test_no_traveller_answers_a_question_about_the_whole_trip() -> None:
    """A traveller's own `fighting: no` outweighed the trip's `fighting: yes`."""
    pack = pack_with(OPEN, closed(where="{anywhere: true}", who="{fighting: [yes]}"))
    stay = "stay: {at: home, from: 2023-06-20, until: 2023-06-20}"
    calm = "{nationality: [ML], roles: [], facts: {fighting: no}}"
    assert answer(pack, stay, more="facts: {fighting: no}").verdict is Verdict.GO
    assert answer(pack, stay, travellers=calm, more="facts: {fighting: yes}").verdict is Verdict.NO_GO
    assert answer(pack, stay, travellers=calm).verdict is Verdict.REFER


def test_a_late_departure_without_an_arrival_may_run_into_the_next_day() -> None:
    """Who left at 22:00 was taken to arrive by midnight, however far the way."""
    pack = pack_with(OPEN, closed(where="{anywhere: true}", when="{valid: {from: 2023-06-21}}"))
    there = "leg: {from: home, to: near, mode: car, depart: 2023-06-20T08:00, arrive: 2023-06-20T09:00}"
    back = "leg: {from: near, to: home, mode: car, depart: 2023-06-20T22:00ARRIVE}"
    assert answer(pack, there, back.replace("ARRIVE", ", arrive: 2023-06-20T23:00")).verdict is Verdict.GO
    assert answer(pack, there, back.replace("ARRIVE", "")).verdict is Verdict.REFER
    assert answer(pack, there, back.replace("22:00ARRIVE", "10:00")).verdict is Verdict.GO


def test_an_early_arrival_without_a_departure_may_begin_the_day_before() -> None:
    """Who arrived at 03:00 was taken to leave after midnight."""
    pack = pack_with(OPEN, closed(where="{anywhere: true}", when="{valid: {until: 2023-06-19}}"))
    there = "leg: {from: home, to: near, mode: car, arrive: 2023-06-20T03:00}"
    back = "leg: {from: near, to: home, mode: car, depart: 2023-06-20T08:00, arrive: 2023-06-20T09:00}"
    assert answer(pack, there, back).verdict is Verdict.REFER


def test_a_region_as_destination_does_not_hide_the_night_away_from_home() -> None:
    """A trip to "the east", in which home lies too, was taken to end at home: no night, no question."""
    pack = pack_with(OPEN, closed(where="{region: east, except: [home]}", how="{activity: overnight}"))
    leg = "leg: {from: home, to: near, mode: car, depart: 2023-06-20T08:00, arrive: 2023-06-20T09:00}"
    assert answer(pack, leg).verdict is Verdict.NO_GO
    for region in (leg.replace("to: near", "to: east"), leg.replace("from: home", "from: east")):
        found = answer(pack, region)
        assert found.verdict > Verdict.CONDITIONS
        assert "onward" in {question.about.fact for question in found.questions}


def test_a_clock_reading_that_comes_twice_is_forbidden_twice() -> None:
    """Clocks in Kyiv went back from 04:00 to 03:00 on 29 October 2023; the second 03:00 to 03:20 was left open."""
    pack = pack_with(OPEN, closed(where="{anywhere: true}", when='{hours: "01:00-03:20"}'), zone="Europe/Kyiv")
    first = midnight(date(2023, 10, 29), "Europe/Kyiv")
    whole_day = Extent(first, first + 25 * 60 - 1, None, None)
    for cell in index_of(pack).cells(whole_day, "home"):
        readings = {to_local(instant, "Europe/Kyiv").time() for instant in range(cell.start, cell.end)}
        inside = {time(1) <= reading < time(3, 20) for reading in readings}
        assert inside == {60 <= cell.minute < 200}


def test_the_first_morning_after_the_polar_night_is_dark_until_sunrise() -> None:
    """Between midnight and the first sunrise of the year it was taken for day."""
    place = (69.65, 18.96, "Europe/Oslo", 0)
    days = [date(2023, 1, 1) + timedelta(days=number) for number in range(40)]
    nights = [night for day in days if (night := night_of(day, *place)) is not None]
    light = [begins - ends for (_, ends), (begins, _) in pairwise(nights)]
    first = next(number for number, minutes in enumerate(light) if minutes > 0)
    assert light[first] < 2 * 60
    assert to_local(nights[first][1], "Europe/Oslo").hour == 11


def test_a_wide_word_for_a_stop_moves_nobody() -> None:
    """Arriving in Near, stopping "in the east" and leaving from Far: the way between them was never looked at."""
    pack = pack_with(OPEN, closed(where="{link: near-far}"))
    there = "leg: {from: home, to: near, mode: car, depart: 2023-06-20T08:00, arrive: 2023-06-20T09:00}"
    rest = "stay: {at: east, until: 2023-06-20T10:00}"
    on = "leg: {from: far, to: far, mode: car, depart: 2023-06-20T10:00, arrive: 2023-06-20T11:00}"
    back = "leg: {from: far, to: outside, mode: car, depart: 2023-06-20T12:00, arrive: 2023-06-20T13:00}"
    assert answer(pack, there, rest, on, back).verdict > Verdict.CONDITIONS
    assert answer(pack, there.replace("to: near", "to: east"), on, back).verdict > Verdict.CONDITIONS


def test_driving_about_in_a_region_may_use_any_road_in_it() -> None:
    """A leg from the east to the east met no rule about a road: only places were looked at."""
    about = "leg: {from: east, to: east, mode: car, depart: 2023-06-20T08:00, arrive: 2023-06-20T09:00}"
    assert answer(pack_with(OPEN), about).verdict is Verdict.GO
    assert answer(pack_with(OPEN, closed(where="{link: near-far}")), about).verdict is Verdict.REFER
    but_one_road = OPEN.replace("{anywhere: true}", "{anywhere: true, except: [near-far]}")
    assert answer(pack_with(but_one_road), about).verdict is Verdict.REFER


def test_a_region_as_destination_may_mean_any_of_its_towns() -> None:
    """From Home "to the east" was taken to be the next town, where a link leads; Far lies behind a closed road."""
    pack = pack_with(OPEN, closed(where="{link: near-far}"))
    wide = "leg: {from: home, to: east, mode: car, depart: 2023-06-20T08:00, arrive: 2023-06-20T09:00}"
    found = answer(pack, wide)
    assert (found.best, found.verdict) == (Verdict.GO, Verdict.REFER)
    assert "place" in {question.about.fact for question in found.questions}
    assert answer(pack, wide.replace("to: east", "to: near")).verdict is Verdict.GO
    assert answer(pack, wide.replace("to: east", "to: far")).verdict is Verdict.NO_GO
