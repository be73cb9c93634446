"""The tables and examples of the definition come out as they stand there."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from advisor.engine.assess import assess
from advisor.engine.cells import Bounds, Days, cut
from advisor.engine.itinerary import plan
from advisor.engine.match import timing
from advisor.engine.times import Extent, to_instant, to_local
from advisor.model.assessment import FindingKind
from advisor.model.measure import MeasureKind, MeasureState
from advisor.model.pack import Pack
from advisor.model.rule import HourWindow, TimeTest
from advisor.model.trip import Leg, Measures, Stay, Traveller, Trip
from advisor.model.verdict import Range, Verdict
from advisor.rulebook.loader import load_pack
from tests.packs import small_pack_texts

PAGE = (Path(__file__).parents[2] / "docs" / "semantics.md").read_text(encoding="utf-8")
WORDS = {"GO": Verdict.GO, "GO WITH CONDITIONS": Verdict.CONDITIONS, "CONDITIONS": Verdict.CONDITIONS,
         "REFER": Verdict.REFER, "NO-GO": Verdict.NO_GO}  # fmt: skip
ZONE = "Africa/Bamako"
AS_OF = date(2023, 6, 15)


def rows(first: str) -> list[list[str]]:
    """The rows of the table whose head begins so."""
    table = PAGE.partition(first)[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


RULES = """
- id: open
  title: {en: "Open", fr: "Ouvert"}
  effect: allow
  where: {anywhere: true}
  review_by: 2023-12-31
  because: {en: "Calm.", fr: "Calme."}
  source: {title: "Office", date: 2023, reliability: A, credibility: 1}
"""
MORE = """
- id: more
  title: {en: "More", fr: "Plus"}
  because: {en: "So.", fr: "Ainsi."}
  where: {link: road-capital-middleton}
  source: {title: "Office", date: 2023, reliability: A, credibility: 1}
"""


def pack(*rules: str) -> Pack:
    texts = {name: text for name, text in small_pack_texts().items() if not name.startswith(("rules/", "trips/"))}
    texts["pack.yaml"] = texts["pack.yaml"].replace("example_trip: day-visit.yaml\n", "")
    texts["measures.yaml"] = texts["measures.yaml"].replace("provider: mission,", "")
    loaded = load_pack({name: text.encode() for name, text in {**texts, "rules/all.yaml": "".join(rules)}.items()})
    assert loaded.pack is not None, loaded.diagnostics
    return loaded.pack


def there_and_back(measures: Measures | None = None) -> Trip:
    out = Leg(origin="capital", destination="middleton", mode="own-vehicle", depart=datetime(2023, 6, 20, 8),
              arrive=datetime(2023, 6, 20, 11), measures=measures or {})  # fmt: skip
    back = Leg(origin="middleton", destination="capital", mode="own-vehicle", depart=datetime(2023, 6, 20, 13),
               arrive=datetime(2023, 6, 20, 16), measures=measures or {})  # fmt: skip
    return Trip(travellers=(Traveller(name="A"),), itinerary=(out, back))


@pytest.mark.parametrize("row", rows("| best | worst | reported |"))
def test_what_is_reported(row: list[str]) -> None:
    for best in re.split(r", | or ", row[0]):
        assert Range(WORDS[best], WORDS[row[1]]).reported is WORDS[row[2]]


def test_unstated_times_lie_between_stated_ones() -> None:
    first = Leg(origin="capital", destination="middleton", mode="own-vehicle", depart=datetime(2023, 5, 20, 9))
    second = Leg(origin="middleton", destination="gate", mode="own-vehicle", depart=datetime(2023, 5, 21, 8))
    steps = plan(Trip(itinerary=(first, second)), pack(RULES)).steps
    arrivals = [step.arrive for step in steps if hasattr(step, "arrive")]
    told = [tuple(to_local(at, ZONE) for at in (one.earliest, one.latest) if at is not None) for one in arrivals]
    assert told == [
        (datetime(2023, 5, 20, 9), datetime(2023, 5, 21, 8)),
        (datetime(2023, 5, 21, 8), datetime(2023, 5, 21, 23, 59)),
    ]


@pytest.mark.parametrize(("at", "holds"), [(datetime(2023, 7, 1, 3), True), (datetime(2023, 7, 1, 20), False)])
def test_a_window_past_midnight_belongs_to_the_day_it_starts_on(at: datetime, holds: bool) -> None:
    instant = to_instant(at, ZONE)
    place = pack(RULES).geography.places["capital"]
    (cell,) = cut(Extent(instant, instant, instant, instant), place, Days(Bounds((6 * 60, 18 * 60))))
    when = TimeTest(until=date(2023, 6, 30), hours=(HourWindow(18 * 60, 6 * 60),))
    assert timing(when, cell).truth is holds


def test_an_allow_for_a_region_covers_only_its_part_of_a_link() -> None:
    trip = Trip(
        travellers=(Traveller(name="A"),),
        itinerary=(
            Stay(place="middleton", start=datetime(2023, 6, 20, 7), until=datetime(2023, 6, 20, 8)),
            Leg(origin="middleton", destination="gate", mode="own-vehicle", depart=datetime(2023, 6, 20, 8),
                arrive=datetime(2023, 6, 20, 13)),
            Leg(origin="gate", destination="middleton", mode="own-vehicle", depart=datetime(2023, 6, 20, 13),
                arrive=datetime(2023, 6, 20, 18)),
        ),
    )  # fmt: skip

    def silent(where: str) -> set[tuple[str, str | None]]:
        answer = assess(trip, pack(RULES.replace("{anywhere: true}", where)), AS_OF)
        silence = [finding for finding in answer.findings if finding.kind is FindingKind.SILENCE]
        return {(exposure.place, exposure.link) for finding in silence for exposure in finding.exposures}

    assert silent("{region: south}") == {("gate", "road-middleton-gate")}
    assert ("gate", "road-middleton-gate") not in silent("{link: road-middleton-gate}")


def test_a_rule_can_ask_where_the_movement_ends() -> None:
    banned = MORE.replace("{link: road-capital-middleton}", "{region: south}")
    rules = pack(RULES, banned, "  how: {mode: road, not: {to: capital}}\n  effect: prohibit\n")

    def found(origin: str, destination: str) -> Range:
        leg = Leg(origin=origin, destination=destination, mode="own-vehicle", depart=datetime(2023, 6, 20, 8),
                  arrive=datetime(2023, 6, 20, 11))  # fmt: skip
        stay = Stay(place=destination, until=datetime(2023, 6, 20, 11))
        return assess(Trip(travellers=(Traveller(name="A"),), itinerary=(leg, stay)), rules, AS_OF).range

    assert found("middleton", "capital") == Range(Verdict.GO, Verdict.GO)
    assert found("capital", "middleton") == Range(Verdict.NO_GO, Verdict.NO_GO)
    assert found("south", "south") == Range(Verdict.GO, Verdict.NO_GO)


MEASURES = {MeasureKind.ARRANGEMENT: "escort", MeasureKind.CONDUCT: "no-stops"}
STATES: dict[str, tuple[MeasureState | None, ...]] = {
    "confirmed": (MeasureState.CONFIRMED,),
    "accepted": (MeasureState.ACCEPTED,),
    "planned": (MeasureState.PLANNED,),
    "not stated": (None,),
    "unavailable, refused": (MeasureState.UNAVAILABLE, MeasureState.REFUSED),
}
OF_KIND = {
    MeasureKind.ARRANGEMENT: {None, MeasureState.CONFIRMED, MeasureState.PLANNED, MeasureState.UNAVAILABLE},
    MeasureKind.CONDUCT: {None, MeasureState.ACCEPTED, MeasureState.REFUSED},
}


def verdict(rule: str, measure: str, state: MeasureState | None) -> Verdict:
    stated = {} if state is None else {measure: state}
    return assess(there_and_back(stated), pack(RULES, MORE, rule), AS_OF).verdict


def test_what_a_requirement_comes_to() -> None:
    head = re.search(r"^\| \| (confirmed .*) \|$", PAGE, re.MULTILINE)
    assert head is not None
    columns = head.group(1).split(" | ")
    assert columns == list(STATES)
    for kind, *cells in rows("### require\n\n"):
        measure = MEASURES[MeasureKind(kind)]
        for column, cell in zip(columns, cells, strict=True):
            for state in STATES[column]:
                if state in OF_KIND[MeasureKind(kind)]:
                    found = verdict(f"  effect: require\n  measures: {measure}\n", measure, state)
                    assert found is WORDS[cell]
                elif cell != "–":
                    assert len(STATES[column]) > 1


@pytest.mark.parametrize(
    ("state", "required", "exempting"),
    [
        (None, Verdict.CONDITIONS, Verdict.NO_GO),
        (MeasureState.PLANNED, Verdict.CONDITIONS, Verdict.CONDITIONS),
        (MeasureState.CONFIRMED, Verdict.GO, Verdict.GO),
    ],
)
def test_require_trusts_the_planner_and_prohibit_unless_does_not(
    state: MeasureState | None, required: Verdict, exempting: Verdict
) -> None:
    assert verdict("  effect: require\n  measures: escort\n", "escort", state) is required
    assert verdict("  effect: prohibit\n  unless: {measures: escort}\n", "escort", state) is exempting
