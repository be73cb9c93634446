"""Templates on a real disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.model.measure import MeasureState
from advisor.model.trip import Leg, Stay, Traveller, Trip, TripContact
from advisor.rulebook.trips import load_trip
from advisor.services.clock import stopped_at
from advisor.services.paths import Paths, find_paths
from advisor.services.template_store import TemplateStore, as_template
from advisor.services.trip_store import TripStore

DAY = date(2023, 6, 20)
TRIP = Trip(
    title="Gao",
    purpose="Supervise",
    pack="land",
    travellers=(
        Traveller(
            name="Awa", nationality=("ML",), facts={"speaks": "yes"}, measures={"briefing": MeasureState.CONFIRMED}
        ),
    ),
    itinerary=(
        Leg(origin="a", destination="b", mode="bus", depart=DAY, arrive=DAY, measures={"e": MeasureState.CONFIRMED}),
        Stay(place="b", start=DAY, until=DAY, lodging="camp"),
    ),
    facts={"operations": "no"},
    measures={"medevac-plan": MeasureState.CONFIRMED},
    contacts=(TripContact(name="Ben", phone="123"),),
    notes="Ask Awa",
)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths(tmp_path / "data")


@pytest.fixture
def store(paths: Paths) -> TemplateStore:
    return TemplateStore(paths)


def test_names_days_and_what_was_arranged_are_left_out() -> None:
    assert as_template(TRIP, "To Gao", names=False, times=False) == Trip(
        title="To Gao",
        purpose="Supervise",
        pack="land",
        travellers=(Traveller(nationality=("ML",), facts={"speaks": "yes"}),),
        itinerary=(Leg(origin="a", destination="b", mode="bus"), Stay(place="b", lodging="camp")),
    )


def test_names_and_days_are_kept_where_wanted_but_never_what_was_arranged() -> None:
    kept = as_template(TRIP, "To Gao", names=True, times=True)
    assert kept.travellers[0].name == "Awa"
    assert kept.contacts == TRIP.contacts
    leg = kept.itinerary[0]
    assert isinstance(leg, Leg)
    assert leg.depart == DAY
    assert not (kept.measures)
    assert not (kept.facts)
    assert not (leg.measures)
    assert not (kept.travellers[0].measures)


def test_a_template_is_an_ordinary_trip_file_that_others_can_not_read(store: TemplateStore) -> None:
    template = as_template(TRIP, "Vers Gao: été", names=False, times=False)
    path = store.save(template).path
    assert path.name == "vers-gao-ete.yaml"
    assert load_trip(path.read_bytes(), path.name).trip == template
    assert path.stat().st_mode & 0o077 == 0 or path.drive
    assert [(one.name, one.trip) for one in store.templates()] == [("Vers Gao: été", template)]


def test_the_same_name_takes_its_place_and_a_like_one_does_not(store: TemplateStore) -> None:
    for purpose, title in (("old", "Gao"), ("new", "Gao"), ("other", "gao!"), ("signs", "???")):
        store.save(Trip(title=title, purpose=purpose))
    assert [(one.name, one.trip and one.trip.purpose) for one in store.templates()] == [
        ("???", "signs"),
        ("Gao", "new"),
        ("gao!", "other"),
    ]


def test_what_can_not_be_read_is_listed_and_can_be_removed(store: TemplateStore, paths: Paths) -> None:
    assert store.templates() == ()
    paths.templates.mkdir(parents=True)
    (paths.templates / "broken.yaml").write_bytes(b"\xff\x00: [")
    (only,) = store.templates()
    assert (only.name, only.trip) == ("broken", None)
    store.remove(only)
    store.remove(only)  # gone already
    assert store.templates() == ()


def test_a_template_is_forgotten_with_every_other_trace(store: TemplateStore, paths: Paths) -> None:
    store.save(TRIP)
    TripStore(paths, stopped_at(DAY), 30).forget()
    assert store.templates() == ()
    assert not any(paths.templates.iterdir())
