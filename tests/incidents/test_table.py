"""incidents.csv: which rows become incidents, and what is said of the others."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.incidents.table import Table, read_table
from advisor.model.place import Place, PlaceKind
from advisor.model.text import Text
from advisor.rulebook.suggest import nearest

PLACES = {
    "gao": Place(
        id="gao", name=Text(), kind=PlaceKind.TOWN, latitude=16.27, longitude=-0.04, imprecision_km=3, within="north"
    ),
    "north": Place(id="north", name=Text(), kind=PlaceKind.REGION),
}


def read(text: str | bytes, *, places_known: bool = True) -> Table:
    data = text if isinstance(text, bytes) else text.encode()
    return read_table(data, "incidents.csv", PLACES, nearest, places_known=places_known)


def codes(table: Table) -> list[tuple[str, str]]:
    return [(fault.code, str(fault.span)) for fault in table.diagnostics]


def test_a_row_with_everything() -> None:
    (incident,) = read(
        "id,date,date_imprecision_days,kind,place,lat,lon,imprecision_km,fatalities,title_en,title_fr,"
        "source_title,source_url,source_date,reliability,credibility\n"
        "a-1,2023-05-02,2,ambush,gao,16.5,-1.25,10,4,Ambush,Embuscade,Press,https://example.org/a,2023-05,B,2\n"
    ).incidents
    assert incident.day == date(2023, 5, 2)
    assert (incident.latitude, incident.longitude, incident.imprecision_km) == (16.5, -1.25, 10)
    assert (incident.imprecision_days, incident.fatalities, incident.place) == (2, 4, "gao")
    assert incident.title == Text({"en": "Ambush", "fr": "Embuscade"})
    assert incident.source is not None
    assert (incident.source.grade, incident.source.date) == ("B2", "2023-05")
    assert incident.source.title == Text({"en": "Press", "fr": "Press"})


def test_a_row_with_no_more_than_it_needs() -> None:
    (incident,) = read("kind,id,date,place\nambush,a-1,2023-05-02,gao\n").incidents
    assert (incident.latitude, incident.imprecision_km, incident.imprecision_days) == (16.27, 3, 0)
    assert incident.fatalities is None
    assert incident.source is None


def test_a_source_without_a_grade_is_one_that_nobody_can_judge() -> None:
    (incident,) = read("id,date,kind,place,source_title\na-1,2023-05-02,ambush,gao,Press\n").incidents
    assert incident.source is not None
    assert incident.source.grade == "F6"


@pytest.mark.parametrize("text", ["", "\n\n", "id,date,kind\n", "\ufeffid,date,kind\r\n"])
def test_tables_without_rows(text: str) -> None:
    assert read(text) == Table()


def test_empty_lines_and_spaces_do_not_matter() -> None:
    table = read("\n id , date,kind ,place\n\n a-1 , 2023-05-02, ambush,gao \n\n")
    assert [incident.id for incident in table.incidents] == ["a-1"]
    assert table.diagnostics == ()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",2023-05-02,ambush,gao,,,,", "empty-field"),
        ("a,,ambush,gao,,,,", "empty-field"),
        ("a,2023-05-02,,gao,,,,", "empty-field"),
        ("a,2023-5-2,ambush,gao,,,,", "bad-date"),
        ("a,2023-02-30,ambush,gao,,,,", "bad-date"),
        ("a,2023-05-02,ambush,goa,,,,", "undeclared-name"),
        ("a,2023-05-02,ambush,,,,,", "no-position"),
        ("a,2023-05-02,ambush,north,,,,", "no-position"),
        ("a,2023-05-02,ambush,,16,,,", "no-position"),
        ("a,2023-05-02,ambush,,96,1,,", "bad-field"),
        ("a,2023-05-02,ambush,,16,1e3,,", "bad-field"),
        ("a,2023-05-02,ambush,gao,,,several,", "bad-field"),
        ("a,2023-05-02,ambush,gao,,,-1,", "bad-field"),
        ("a,2023-05-02,ambush,gao,,,,G", "bad-field"),
        ("a,2023-05-02,ambush,gao", "csv-row"),
        ('a,2023-05-02,ambush,"gao,,,,', "csv-unreadable"),
    ],
)
def test_a_faulty_row_is_reported_and_left_out(row: str, code: str) -> None:
    table = read(f"id,date,kind,place,lat,lon,fatalities,reliability\n{row}\n")
    assert codes(table) == [(code, "incidents.csv:2:1")]
    assert table.incidents == ()


def test_a_bad_source_date() -> None:
    table = read("id,date,kind,place,source_title,source_date\na,2023-05-02,ambush,gao,Press,May\n")
    assert codes(table) == [("bad-field", "incidents.csv:2:1")]


def test_a_nearby_name_is_suggested() -> None:
    (fault,) = read("id,date,kind,place\na,2023-05-02,ambush,Gao\n").diagnostics
    assert (fault.code, fault.suggestion) == ("undeclared-name", "gao")


def test_without_known_places_nothing_is_said_of_them() -> None:
    assert read("id,date,kind,place\na,2023-05-02,ambush,goa\n", places_known=False).diagnostics == ()


def test_a_row_over_several_lines_is_found_at_its_first() -> None:
    table = read('id,date,kind,place,title_en\na,2023-05-02,ambush,gao,"two\nlines"\nb,x,ambush,gao,\n')
    assert codes(table) == [("bad-date", "incidents.csv:4:1")]
    assert [incident.id for incident in table.incidents] == ["a"]


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("id,date,kind,plaec", "unknown-column"),
        ("id,date,place", "missing-column"),
        ("id,date,kind,kind", "duplicate-column"),
    ],
)
def test_with_a_faulty_header_no_row_is_read(header: str, code: str) -> None:
    table = read(f"{header}\n,,,\n")
    assert codes(table) == [(code, "incidents.csv:1:1")]


def test_bytes_that_are_no_text() -> None:
    assert codes(read(b"id,date,kind\n\xe9")) == [("not-utf8", "incidents.csv:2:1")]
    assert codes(read(b"x" * 5_000_001)) == [("too-large", "incidents.csv:1:1")]


@given(st.binary(max_size=200) | st.text(st.sampled_from('ab,"\n\r\0 1-'), max_size=60).map(str.encode))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    read(data)
    read(b"id,date,kind,place,lat,lon\n" + data)
