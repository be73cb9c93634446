from __future__ import annotations

import pytest

from advisor.scaffold.gazetteer import Seat
from advisor.scaffold.geonames import NotGeoNamesError, read_dump, spellings
from tests.scaffold.gazetteers import DUMP, row


def test_the_towns_of_one_country_are_read() -> None:
    found = read_dump(DUMP.splitlines(keepends=True), "NE", {})
    assert [(town.name, town.region, town.seat) for town in found.towns] == [
        ("Niamey", "08", Seat.COUNTRY),
        ("Dosso", "03", Seat.REGION),
        ("Zinder", "07", Seat.NOTHING),
        ("Nowhere", None, Seat.NOTHING),
    ]
    niamey = found.towns[0]
    assert (niamey.latitude, niamey.longitude, niamey.population, niamey.aliases) == (13.5, 2.1, 1300000, ("Niame",))


def test_regions_are_called_as_the_dump_says() -> None:
    assert read_dump(DUMP.splitlines(), "NE", {"03": "Other", "99": "Gone"}).regions == {
        "03": "Dosso", "08": "Niamey", "07": "Zinder Region",
    }  # fmt: skip


def test_a_list_of_towns_alone_takes_the_names_of_regions_from_elsewhere() -> None:
    assert read_dump([row(1, "Niamey")], "NE", {"01": "Elsewhere"}).regions == {"01": "Elsewhere"}


def test_a_line_without_usable_numbers_is_left_out() -> None:
    found = read_dump([row(1, "A", lat="north"), row(2, "B", population="many"), row(3, "C", population="")], "NE", {})
    assert [(town.name, town.population) for town in found.towns] == [("C", 0)]


@pytest.mark.parametrize("line", ["id,date,kind", "a\tb", DUMP.splitlines()[0] + "\tmore"])
def test_what_is_no_dump_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(NotGeoNamesError) as refused:
        read_dump([row(1, "A"), "", line], "NE", {})
    assert refused.value.line == 3


def test_other_spellings_are_those_a_planner_types() -> None:
    others = ["TOM", "Timbuctoo", "timbuctu", "Tombouctou", "TOMBOUCTOU-VILLE", "Томбукту", "Tombouctoú", ""]
    assert spellings("Timbuktu", others) == ("Timbuctoo", "Tombouctou", "TOMBOUCTOU-VILLE")
    assert len(spellings("A", [f"B{'x' * count}" for count in range(1, 20)])) == 8
