"""The pack `rules/mali`: honest about its sources, bilingual, in the right place, and mute once its review is due."""

from __future__ import annotations

import dataclasses
import re
from datetime import date, timedelta
from typing import Final

import pytest

from advisor.engine.assess import assess
from advisor.model.measure import MeasureState
from advisor.model.pack import Pack, TestTrip
from advisor.model.rule import Effect
from advisor.model.trip import Trip
from advisor.model.verdict import Verdict
from advisor.rulebook.loader import load_pack
from tests.rules import shipped

NAME: Final = "mali"
AS_OF: Final = date(2026, 9, 1)
"""A day inside the edition, for what a trip does not say itself."""
REVIEWED_UNTIL: Final = date(2026, 11, 30)
LATER: Final = date(2026, 12, 15)
SETTING: Final = "organisation-foreign-nationals"

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


def _set_to(effect: str) -> Pack:
    """The pack as an officer has it who followed the comment above the setting."""
    files = dict(shipped.files(NAME))
    text = files["rules/organisation.yaml"].decode()
    text, changed = re.subn(r"(?m)^  effect: refer$", f"  effect: {effect}", text)
    text, cut = re.subn(r"(?m)^  unless: .*\n", "", text) if effect == "caution" else (text, 1)
    assert (changed, cut) == (1, 1)
    files["rules/organisation.yaml"] = text.encode()
    result = load_pack(files)
    assert result.pack is not None
    return result.pack


def test_the_organisation_decides_in_one_rule() -> None:
    undecided = _trip("bamako-stay-undecided")
    assert assess(undecided, _pack(), AS_OF).verdict is Verdict.REFER
    assert assess(undecided, _set_to("caution"), AS_OF).verdict is Verdict.CONDITIONS
    assert assess(undecided, _set_to("prohibit"), AS_OF).verdict >= Verdict.REFER
    arriving = _trip("us-arrival-decision-open")
    assert assess(arriving, _pack(), AS_OF).verdict is Verdict.REFER
    assert assess(arriving, _set_to("prohibit"), AS_OF).verdict is Verdict.NO_GO
    leaving = _trip("british-departure-by-air")
    assert {assess(leaving, _set_to(word), AS_OF).verdict for word in ("caution", "prohibit")} == {Verdict.GO}
    malian = _trip("bamako-stay-malian")
    assert {assess(malian, _set_to(word), AS_OF).verdict for word in ("caution", "prohibit")} == {Verdict.GO}


def test_a_call_to_leave_binds_whatever_the_setting_says() -> None:
    pack = _set_to("caution")
    for name in ("bamako-stay-british", "bamako-stay-called-out", "german-arrival"):
        decided = _with(_trip(name), organisation_decision=MeasureState.CONFIRMED)
        assert assess(decided, pack, AS_OF).verdict is Verdict.NO_GO, name


def test_advice_not_to_travel_forbids_nothing_by_itself() -> None:
    advice = [rule for rule in _pack().rules if rule.id.endswith("-do-not-travel")]
    assert len(advice) >= 4
    assert {rule.effect for rule in advice} == {Effect.CAUTION}


def test_the_flight_out_is_open_and_the_road_out_is_not() -> None:
    assert assess(_trip("british-departure-by-air"), _pack(), AS_OF).verdict is Verdict.GO
    for name in ("departure-overland-guinea-foreign", "departure-overland-senegal-british"):
        assert assess(_trip(name), _pack(), AS_OF).verdict is Verdict.NO_GO, name


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
