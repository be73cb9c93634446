"""The pack `rules/mali`: honest about its sources, bilingual, in the right place, and mute once its review is due."""

from __future__ import annotations

import dataclasses
import re
from datetime import date, datetime, timedelta
from itertools import product
from typing import Final

import pytest

from advisor.engine.assess import assess
from advisor.engine.decide import decide
from advisor.engine.index import index_of
from advisor.model.measure import MeasureKind, MeasureState, Scope
from advisor.model.pack import Pack, TestTrip
from advisor.model.place import OUTSIDE
from advisor.model.rule import Effect
from advisor.model.trip import Leg, Stay, Traveller, Trip
from advisor.model.verdict import Verdict
from advisor.rulebook.edit import replace_scalar
from advisor.rulebook.loader import load_pack
from tests.rules import shipped

NAME: Final = "mali"
AS_OF: Final = date(2026, 9, 1)
"""A day inside the edition, for what a trip does not say itself."""
NEXT_DAY: Final = datetime(2026, 9, 9, 10)
REVIEWED_UNTIL: Final = date(2026, 11, 30)
LATER: Final = date(2026, 12, 15)
SETTING: Final = "foreign-nationals"
CALLED_OUT: Final = {"GB", "IE", "CA", "FR", "DE", "IT"}

INFERENCE: Final = {
    *("O15", "O16", "O18", "O26", "L35", "L43", "L46", "L47", "L49"),
    *("L63", "L64", "L67", "L70", "L71", "L72", "L81"),
}
"""Facts whose source tells of an event; that it should restrict travel is somebody's reading."""
LOW: Final = {"L11", "L12", "L24"}
FACTS: Final = {
    *(f"O{number:02}" for number in range(1, 40)),
    *(f"L{number:02}" for number in range(1, 82) if number not in {*range(26, 30), 41, 42}),
}


def _pack() -> Pack:
    return shipped.pack_of(NAME)


def _trips() -> tuple[TestTrip, ...]:
    return _pack().trips


def _trip(name: str) -> Trip:
    (found,) = (each.trip for each in _trips() if each.file == f"trips/{name}.yaml")
    return found


def _with(trip: Trip, **measures: MeasureState) -> Trip:
    stated = {key.replace("_", "-"): state for key, state in measures.items()}
    return dataclasses.replace(trip, measures={**trip.measures, **stated})


# its trips


@pytest.mark.parametrize("each", _trips(), ids=shipped.named)
def test_a_trip_comes_out_as_expected(each: TestTrip) -> None:
    shipped.check_as_expected(each, _pack(), AS_OF)


def test_the_trips_cover_all_verdicts() -> None:
    assert len(_trips()) >= 40
    assert {each.expect.verdict for each in _trips()} == set(Verdict)
    assert all(each.expect.as_of for each in _trips())


def test_every_rule_is_hit_by_some_trip() -> None:
    assert {rule.id for rule in _pack().rules} - shipped.rules_found(_pack(), AS_OF) == set()


# it speaks for three months


def test_it_is_a_current_pack() -> None:
    assert _pack().as_of is None
    assert _pack().edition == "2026-08"


def test_every_rule_is_due_for_review_within_three_months() -> None:
    late = [rule.id for rule in _pack().rules if rule.review_by is None or rule.review_by > REVIEWED_UNTIL]
    assert late == []


@pytest.mark.parametrize("each", _trips(), ids=shipped.named)
def test_nothing_is_permitted_after_the_review(each: TestTrip) -> None:
    pack = _pack()
    assert assess(each.trip, pack, LATER).verdict >= Verdict.REFER
    later = shipped.dated(each.trip, LATER)
    assert assess(later, pack, LATER).verdict >= Verdict.REFER
    assert assess(later, pack, AS_OF).verdict >= Verdict.REFER


def test_the_permissions_hold_to_the_last_day_of_the_review_and_no_longer() -> None:
    stay = _trip("malian-departure-by-air")
    assert assess(shipped.dated(stay, REVIEWED_UNTIL), _pack(), REVIEWED_UNTIL).verdict is Verdict.GO
    after = REVIEWED_UNTIL + timedelta(days=1)
    assert assess(shipped.dated(stay, after), _pack(), REVIEWED_UNTIL).verdict is Verdict.REFER
    assert assess(shipped.dated(stay, REVIEWED_UNTIL), _pack(), after).verdict is Verdict.REFER


# the one setting


def _set_to(word: str) -> Pack:
    """The pack as an officer has it who has changed the one word that the README names."""
    files = dict(shipped.files(NAME))
    text = replace_scalar(files["pack.yaml"].decode(), ("settings", 0, "value"), word)
    result = load_pack({**files, "pack.yaml": text.encode()})
    assert result.diagnostics == ()
    assert result.pack is not None
    assert result.pack.settings[SETTING].value.value == word
    return result.pack


def _under(name: str) -> tuple[Verdict, ...]:
    """What a trip comes to under caution, refer and prohibit."""
    return tuple(assess(_trip(name), _set_to(word), AS_OF).verdict for word in ("caution", "refer", "prohibit"))


def test_the_setting_is_what_the_readme_says_and_came_undecided() -> None:
    setting = _pack().settings[SETTING]
    assert setting.choices == (Effect.CAUTION, Effect.REFER, Effect.PROHIBIT)
    assert setting.value is Effect.REFER
    assert setting.decided_on is None
    rules = [rule for rule in _pack().rules if rule.setting == SETTING]
    assert len(rules) == 3
    assert all(rule.id.startswith("organisation-") for rule in rules)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bamako-stay-undecided", (Verdict.CONDITIONS, Verdict.REFER, Verdict.NO_GO)),
        ("us-arrival-decision-open", (Verdict.CONDITIONS, Verdict.REFER, Verdict.NO_GO)),
        ("arrival-with-return-ticket", (Verdict.CONDITIONS, Verdict.REFER, Verdict.NO_GO)),
        ("transit-night-at-airport", (Verdict.GO, Verdict.REFER, Verdict.NO_GO)),
        ("visit-decided", (Verdict.CONDITIONS,) * 3),
        ("bamako-stay-decided", (Verdict.CONDITIONS,) * 3),
        ("bamako-stay-malian", (Verdict.GO,) * 3),
        ("british-departure-by-air", (Verdict.GO,) * 3),
    ],
)
def test_each_value_does_what_the_readme_promises(name: str, expected: tuple[Verdict, ...]) -> None:
    assert _under(name) == expected


@pytest.mark.parametrize("name", ["bamako-stay-british", "bamako-stay-called-out", "german-arrival"])
@pytest.mark.parametrize("word", ["caution", "refer", "prohibit"])
def test_a_call_to_leave_binds_whatever_the_setting_says(name: str, word: str) -> None:
    decided = _with(_trip(name), organisation_decision=MeasureState.CONFIRMED)
    assert assess(decided, _set_to(word), AS_OF).verdict is Verdict.NO_GO


@pytest.mark.parametrize("word", ["caution", "refer", "prohibit"])
@pytest.mark.parametrize("nationality", ["GB", "IE", "CA", "FR", "DE", "IT", "AU", "US", "CH", "SN", "EG", "JP", "ML"])
def test_no_setting_and_no_call_stops_a_departure_by_air(nationality: str, word: str) -> None:
    leaving = _trip("british-departure-nothing-said")
    (person,) = leaving.travellers
    leaving = dataclasses.replace(leaving, travellers=(dataclasses.replace(person, nationality=(nationality,)),))
    assert assess(leaving, _set_to(word), AS_OF).verdict <= Verdict.CONDITIONS


def test_who_is_called_out_may_only_leave() -> None:
    """Of all the pack's trips, those that a called-out national may make end on a flight abroad."""
    for each in _trips():
        held = {code for person in each.trip.travellers for code in person.nationality or ()}
        if held & CALLED_OUT and each.expect.verdict < Verdict.REFER:
            last = each.trip.itinerary[-1]
            waiting = each.trip.itinerary == (last,) and "departure-booked" in last.measures
            assert waiting or (isinstance(last, Leg) and last.destination == OUTSIDE), each.file


def test_advice_not_to_travel_forbids_nothing_by_itself() -> None:
    advice = [rule for rule in _pack().rules if rule.id.endswith("-do-not-travel")]
    assert len(advice) >= 4
    assert {rule.effect for rule in advice} == {Effect.CAUTION}


def test_the_flight_out_is_open_and_the_road_out_is_not() -> None:
    assert assess(_trip("british-departure-by-air"), _pack(), AS_OF).verdict is Verdict.GO
    for name in ("departure-overland-guinea-foreign", "departure-overland-senegal-british"):
        assert assess(_trip(name), _pack(), AS_OF).verdict is Verdict.NO_GO, name


def test_three_permissions_and_no_more() -> None:
    allows = {rule.id: rule for rule in _pack().rules if rule.effect is Effect.ALLOW}
    assert allows.keys() == {"bamako-open", "departure-by-air-open", "arrival-by-air-open"}
    bamako = allows["bamako-open"]
    assert {mode for how in bamako.how for mode in how.modes or ()} == {
        "own-vehicle", "humanitarian-flight", "commercial-flight",
    }  # fmt: skip
    assert bamako.source is not None
    assert "our reading" in bamako.source.note.in_language("en")


def _everything(scope: Scope) -> dict[str, MeasureState]:
    """All measures of a scope, confirmed or accepted."""
    done = {MeasureKind.ARRANGEMENT: MeasureState.CONFIRMED, MeasureKind.CONDUCT: MeasureState.ACCEPTED}
    return {each.id: done[each.kind] for each in _pack().measures.values() if each.scope is scope}


def _may_go(*steps: Leg | Stay) -> bool:
    """Whether the rules let a Malian colleague for whom everything is arranged do this on a day in September."""
    stated = [dataclasses.replace(step, measures=_everything(Scope.STEP)) for step in steps]
    colleague = Traveller(
        name="A", nationality=("ML",), staff="national", roles=("programme",), gender="female",
        measures=_everything(Scope.TRAVELLER),
    )  # fmt: skip
    trip = Trip(
        travellers=(colleague,),
        itinerary=tuple(stated),
        facts={"french-funding": "no"},
        measures=_everything(Scope.TRIP),
    )
    return decide(trip, index_of(_pack()), AS_OF).range.reported < Verdict.REFER


def test_whatever_is_arranged_the_permissions_reach_no_further_than_bamako_and_its_flights() -> None:
    depart, arrive = datetime(2026, 9, 8, 10), datetime(2026, 9, 8, 10, 45)
    open_links = set()
    for link in _pack().links.values():
        for mode, (origin, destination) in product(link.modes, ((link.start, link.end), (link.end, link.start))):
            leg = Leg(origin=origin, destination=destination, mode=mode, depart=depart, arrive=arrive)
            rest = () if destination == OUTSIDE else (Stay(place=destination, until=arrive),)
            if _may_go(leg, *rest):
                open_links.add((link.id, mode))
    assert open_links == {("bamako-airport-road", "own-vehicle"), ("flight-bamako-abroad", "commercial-flight")}
    nights = {place for place in _pack().geography.places if _may_go(Stay(place=place, start=depart, until=NEXT_DAY))}
    assert nights == {"bamako-district", "bamako", "bamako-airport"}


# incidents that the office imports


def _with_attacks(count: int) -> Pack:
    """The pack with so many invented ambushes near Fana, on the road to Ségou."""
    files = dict(shipped.files(NAME))
    place = "lat,lon,imprecision_km,fatalities,title_en,title_fr"
    head = f"id,date,kind,{place},source_title,source_date,reliability,credibility"
    rows = [f"e{n},2026-08-{n:02},ambush,12.9,-6.9,5,2,Invented,Inventé,Test,2026-08,B,2" for n in range(1, count + 1)]
    files["incidents.csv"] = "\n".join((head, *rows, "")).encode()
    covered = b"\nincidents: {from: 2026-01-01, until: 2026-11-30}\nrisk:\n"
    files["pack.yaml"] = files["pack.yaml"].replace(b"\nrisk:\n", covered)
    result = load_pack(files)
    assert result.diagnostics == ()
    assert result.pack is not None
    return result.pack


@pytest.mark.parametrize(
    ("pack", "certain"),
    [(_pack(), False), (_with_attacks(2), None), (_with_attacks(3), True)],
    ids=["nothing imported", "two attacks", "three"],
)
def test_attacks_that_the_office_imports_are_shown_and_change_no_verdict(pack: Pack, certain: bool | None) -> None:
    """Without data nobody can tell, and a caution says so; the trip is what it is either way."""
    found = assess(_trip("segou-day-trip"), pack, AS_OF)
    told = [one.certain for one in found.findings if one.rule == "recent-attacks-near-the-road"]
    assert told == ([] if certain is None else [certain])
    assert (found.best, found.worst) == (Verdict.REFER, Verdict.REFER)


# escorts and armed groups


def test_an_escort_changes_nothing() -> None:
    for rule in _pack().rules:
        assert "escort" not in repr(rule.unless), rule.id
        assert "escort" not in repr(rule.required), rule.id
    pack = _pack()
    for name in ("gao-by-road-escorted", "ansongo-escorted", "menaka-by-road"):
        trip = _trip(name)
        bare = dataclasses.replace(
            trip,
            itinerary=tuple(
                dataclasses.replace(
                    step, measures={key: state for key, state in step.measures.items() if key != "escort"}
                )
                for step in trip.itinerary
            ),
        )
        assert bare != trip
        assert assess(trip, pack, AS_OF).verdict is assess(bare, pack, AS_OF).verdict


def test_what_armed_groups_demand_is_no_instruction() -> None:
    (rule,) = (rule for rule in _pack().rules if rule.id == "armed-group-dress-demand")
    assert rule.effect is Effect.INFORM
    assert not rule.advice
    assert not any("veil" in measure or "seat" in measure for measure in set(_pack().measures) - {"unhas-seat"})


# sources


def test_every_rule_and_service_names_page_day_and_grade() -> None:
    sources = [(rule.id, rule.source) for rule in _pack().rules]
    sources += [(service.id, window.source) for service in _pack().services.values() for window in service.windows]
    for where, source in sources:
        assert source is not None, where
        assert source.url.startswith(("http://", "https://")), where
        assert re.fullmatch(r"20\d\d(-\d\d(-\d\d)?)?", source.date), where
        assert source.date <= "2026-08-22", where


def test_what_is_only_inferred_or_doubtful_forbids_nothing() -> None:
    effects = {rule.id: rule.effect for rule in _pack().rules}
    rows = shipped.accounted(NAME)
    for fact in INFERENCE:
        cell = rows[f"{fact} (inference)"]
        if not cell.startswith("no rule:"):
            found = {effects[name] for name in shipped.names_in(cell) if name in effects}
            assert found <= {Effect.INFORM, Effect.CAUTION, Effect.REFER}, fact
    assert all(rows[f"{fact} (low)"].startswith("no rule:") for fact in LOW)


def test_every_fact_is_accounted_for() -> None:
    rows = {key.split(" ")[0]: cell for key, cell in shipped.accounted(NAME).items()}
    assert FACTS - rows.keys() == set()
    assert all(shipped.names_in(rows[fact]) or rows[fact].startswith("no rule:") for fact in FACTS)


def test_what_the_readme_names_exists() -> None:
    pack = _pack()
    named = {name for cell in shipped.accounted(NAME).values() for name in shipped.names_in(cell)}
    assert named - shipped.ids_of(pack) == set()
    assert {rule.id for rule in pack.rules} - named == set()


def test_the_readme_says_what_it_is() -> None:
    text = shipped.files(NAME)["README.md"].decode()
    assert "must review this pack" in text
    assert "30 November 2026" in text
    assert SETTING in text


def test_only_public_numbers_are_given() -> None:
    assert {contact.phone for contact in _pack().contacts if contact.phone} == {"17", "15"}
    assert all(contact.source for contact in _pack().contacts if contact.phone)


# texts and places


def test_every_text_is_in_both_languages() -> None:
    assert shipped.one_sided_texts(_pack()) == []


def test_rules_are_short_enough_to_be_read_aloud() -> None:
    assert shipped.long_texts(_pack(), 35) == []


@pytest.mark.parametrize("place", shipped.points(_pack()))
def test_a_place_lies_in_its_region(place: str) -> None:
    shipped.check_in_its_region(_pack(), place)


def test_links_are_no_shorter_than_the_way_the_crow_flies() -> None:
    shipped.check_lengths(_pack())


def test_credit_is_given() -> None:
    for name in ("places.yaml", "README.md"):
        text = shipped.files(NAME)[name].decode()
        assert "GeoNames (geonames.org), CC BY 4.0" in text
        assert "OurAirports" in text
    assert "Open Government Licence" in shipped.files(NAME)["README.md"].decode()
