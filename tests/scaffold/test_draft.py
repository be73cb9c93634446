"""Whatever a country's places are called, its pack loads, permits nothing, and its examples can be used."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.engine.assess import assess
from advisor.model.diagnostic import Severity
from advisor.model.pack import Pack
from advisor.model.rule import Effect
from advisor.model.verdict import Verdict
from advisor.rulebook.loader import load_pack
from advisor.scaffold.draft import draft
from advisor.scaffold.gazetteer import Gazetteer, Seat, Town
from advisor.scaffold.geonames import read_dump
from advisor.scaffold.places import Limit
from advisor.scaffold.templates import fill
from tests.scaffold.gazetteers import DUMP, TODAY, WORDS, gazetteers, order, templates, uncommented

LANGUAGES = st.sampled_from((("en", "fr"), ("fr", "en"), ("en",), ("fr",)))


def niger() -> Gazetteer:
    return read_dump(DUMP.splitlines(), "NE", {})


def files(gazetteer: Gazetteer, **given: object) -> Mapping[str, str]:
    drafted = draft(order(**given), gazetteer, templates())
    assert drafted is not None
    return drafted.files


def load(texts: Mapping[str, str]) -> Pack:
    result = load_pack({name: text.encode() for name, text in texts.items()})
    assert [fault for fault in result.diagnostics if fault.code != "no-coordinates"] == []
    assert all(fault.severity is Severity.WARNING for fault in result.diagnostics)
    assert result.pack is not None
    return result.pack


@settings(max_examples=20)
@given(languages=LANGUAGES, gazetteer=gazetteers(), title=WORDS, edition=WORDS)
def test_any_country_gives_a_pack_that_refers_everything(
    languages: tuple[str, ...], gazetteer: Gazetteer, title: str, edition: str
) -> None:
    pack = load(files(gazetteer, languages=languages, titles={"en": title, "fr": title}, edition=edition))
    assert pack.title.by_language == dict.fromkeys(languages, title)
    assert pack.edition == edition
    assert pack.rules == ()
    for one in pack.trips:
        assert one.expect.verdict is assess(one.trip, pack, TODAY).verdict is Verdict.REFER


@settings(max_examples=20)
@given(languages=LANGUAGES, gazetteer=gazetteers())
def test_every_example_can_be_used(languages: tuple[str, ...], gazetteer: Gazetteer) -> None:
    texts = files(gazetteer, languages=languages)
    pack = load({name: uncommented(name, text) for name, text in texts.items()})
    assert {rule.effect for rule in pack.rules} == set(Effect)
    assert pack.links
    assert pack.services


@settings(max_examples=20)
@given(gazetteer=gazetteers())
def test_a_town_lies_in_the_region_that_the_source_names_or_in_the_country(gazetteer: Gazetteer) -> None:
    pack = load(files(gazetteer))
    by_point = {(town.name, round(town.latitude, 5), round(town.longitude, 5)): town for town in gazetteer.towns}
    for place in pack.geography.places.values():
        if place.kind == "town":
            town = by_point[place.name.in_language("en"), place.latitude, place.longitude]  # type: ignore[index]  # towns have them
            around = pack.geography.places[place.within or ""]
            assert (around.kind == "region") == (town.region in gazetteer.regions)
            assert place.time_zone == town.time_zone


def test_examples_speak_of_the_capital_and_the_largest_other_town() -> None:
    texts = files(niger())
    assert "where: {place: niamey}" in texts["rules/first-rules.yaml"]
    assert "from: niamey, to: zinder" in texts["network.yaml"]
    assert "km: 746" in texts["network.yaml"]


def test_the_allow_example_permits_what_it_says_once_it_is_used() -> None:
    texts = dict(files(niger()))
    example = texts["rules/first-rules.yaml"].partition("## inform")[0]
    texts["rules/first-rules.yaml"] = uncommented("rules/first-rules.yaml", example)
    pack = load(texts)
    verdicts = {one.file: assess(one.trip, pack, TODAY).verdict for one in pack.trips}
    assert verdicts == {"trips/stay.yaml": Verdict.GO, "trips/road.yaml": Verdict.REFER}


def test_comments_are_in_the_first_language_and_texts_in_all() -> None:
    french = files(niger(), languages=("fr",))
    both = files(niger(), languages=("fr", "en"))
    assert "Restez" not in french["README.md"]
    assert "AVIS REQUIS" in french["README.md"]
    assert "REFER" not in french["README.md"]
    assert both["README.md"].index("AVIS REQUIS") < both["README.md"].index("REFER")
    assert " en:" not in "".join(text for name, text in french.items() if name.endswith(".yaml"))
    assert 'title: {fr: "Car", en: "Bus"}' in both["pack.yaml"]


def test_places_say_where_they_come_from_and_how_to_add_more() -> None:
    text = files(niger())["places.yaml"]
    assert "GeoNames (geonames.org), CC BY 4.0" in text
    assert "Sévaré" in text
    assert "name: {en: Dosso (region), fr: Dosso (région)}" in text
    assert "{id: nowhere, name: Nowhere, kind: town, within: niger," in text


def test_names_that_are_taken_get_another_id() -> None:
    towns = tuple(
        Town(number, name, 1.0, 1.0, "Africa/Niamey", region)
        for number, name, region in [
            (1, "Niger", None),
            (2, "Outside", None),
            (3, "Gao", "1"),
            (4, "Gao", "1"),
            (5, "Gao", "2"),
        ]
    )
    pack = load(files(Gazetteer("NE", {"1": "Gao", "2": "Nord State"}, towns)))
    assert set(pack.geography.places) == {
        "niger", "niger-town", "outside-town", "gao", "gao-gao", "gao-nord-state", "gao-region", "nord-state",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "names"),
    [
        (Limit(places=2), {"Niamey", "Dosso"}),
        (Limit(places=3), {"Niamey", "Dosso", "Zinder"}),
        (Limit(population=300000), {"Niamey", "Dosso", "Zinder"}),
        (Limit(places=1, also=("niame", "NOWHERE")), {"Niamey", "Nowhere"}),
        (Limit(population=0), {"Niamey", "Dosso", "Zinder", "Nowhere"}),
    ],
)
def test_seats_come_first_and_then_the_largest(limit: Limit, names: set[str]) -> None:
    towns = {
        place.name.in_language("en")
        for place in load(files(niger(), limit=limit)).geography.places.values()
        if place.kind == "town"
    }
    assert towns == names


def test_nothing_is_made_of_nothing() -> None:
    small = Gazetteer("NE", {}, (Town(1, "A", 1.0, 1.0, "Africa/Niamey", population=5, seat=Seat.NOTHING),))
    assert draft(order(limit=Limit(population=6)), small, templates()) is None


@given(text=st.text())
def test_values_are_filled_in_as_they_are(text: str) -> None:
    assert fill("en| $a\nfr| b\n$a", ("en",), {"a": text}) == f"{text}\n{text}\n"


def test_a_name_that_nobody_fills_in_is_a_mistake_of_the_template() -> None:
    with pytest.raises(KeyError):
        fill("$b", ("en",), {"a": ""})
