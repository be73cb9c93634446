"""The formats of the field, in small files made up for the purpose."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.incidents.fields import between, read_day
from advisor.incidents.imported import Imported
from advisor.incidents.kinds import ACLED_KINDS, CAP_KINDS, KINDS, UCDP_KINDS, kind_of
from advisor.incidents.mapping import ColumnMapping, guess_mapping, mapping_from_json, signature
from advisor.incidents.reading import Format, preview_table, read_incidents, recognise
from advisor.incidents.ucdp import COLUMNS
from advisor.model.diagnostic import Severity

UCDP_ROW = {
    "id": "901",
    "type_of_violence": "1",
    "code_status": "Clear",
    "dyad_name": "Government of A - Group B",
    "number_of_sources": "2",
    "where_prec": "1",
    "where_coordinates": "Somewhere village",
    "latitude": "14.5",
    "longitude": "-4.25",
    "geom_wkt": "POINT (-4.25 14.5)",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2026-02-03",
    "date_end": "2026-02-03",
    "best": "3",
}
ACLED_COLUMNS = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]
ACLED_ROW = {
    "event_id_cnty": "XXX1",
    "event_date": "2026-02-03",
    "time_precision": "1",
    "event_type": "Explosives/Remote violence",
    "sub_event_type": "Remote explosive/landmine/IED",
    "location": "Somewhere",
    "latitude": "14.5",
    "longitude": "-4.25",
    "geo_precision": "2",
    "source": "One; Two",
    "fatalities": "2",
}
ALERT = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>A1</identifier><sender>met@example.org</sender><sent>2026-02-03T10:00:00+00:00</sent>
<status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
<info><language>en</language><category>Met</category><event>Flood</event><urgency>Immediate</urgency>
<severity>Severe</severity><certainty>Likely</certainty><headline>Flood on the river</headline>
<area><areaDesc>Valley</areaDesc><circle>14.5,-4.25 30</circle></area></info>
<info><language>fr-ML</language><category>Met</category><event>Crue</event><urgency>Immediate</urgency>
<severity>Severe</severity><certainty>Likely</certainty>
<area><areaDesc>Vallée</areaDesc><circle>14.5,-4.25 30</circle></area></info>
</alert>"""


def table(columns: list[str] | tuple[str, ...], *rows: dict[str, str], header: bool = True, mark: str = "") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows(rows)
    return (mark + out.getvalue()).encode()


def read(data: bytes | str, mapping: ColumnMapping | None = None) -> Imported:
    return read_incidents(data if isinstance(data, bytes) else data.encode(), "file.csv", mapping)


def codes(imported: Imported) -> list[tuple[str, int]]:
    return [(fault.code, fault.span.start.line) for fault in imported.diagnostics if fault.span is not None]


# -- UCDP


@pytest.mark.parametrize("header", [True, False])
def test_ucdp_with_and_without_header(header: bool) -> None:
    assert len(COLUMNS) == 49
    data = table(COLUMNS, UCDP_ROW, {**UCDP_ROW, "id": "902", "type_of_violence": "3"}, header=header)
    assert recognise(data) is Format.UCDP
    imported = read(data)
    first, second = imported.incidents
    assert (first.id, first.day, first.kind, first.fatalities) == ("ucdp:901", date(2026, 2, 3), "clash", 3)
    assert (first.latitude, first.longitude, first.imprecision_km, first.imprecision_days) == (14.5, -4.25, 2, 0)
    assert first.source is not None
    assert first.source.grade == "B2"
    assert second.kind == "attack"
    assert codes(imported) == ([] if header else [("import-no-header", 1)])
    assert imported.feed.exportable


def test_ucdp_says_how_far_off_place_and_day_are() -> None:
    row = {**UCDP_ROW, "where_prec": "4", "date_prec": "4", "date_start": "2026-02-01", "date_end": "2026-02-28"}
    (incident,) = read(table(COLUMNS, row)).incidents
    assert incident.imprecision_km == 250
    assert incident.imprecision_days == 31
    doubtful = {**UCDP_ROW, "code_status": "Check deaths"}
    (incident,) = read(table(COLUMNS, doubtful)).incidents
    assert incident.source is not None
    assert incident.source.grade == "B3"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"where_prec": "9"}, "import-bad-code"),
        ({"date_prec": ""}, "import-empty-field"),
        ({"latitude": ""}, "import-no-position"),
        ({"latitude": "91"}, "import-bad-number"),
        ({"best": "several"}, "import-bad-number"),
        ({"best": "1,000"}, "import-bad-number"),
        ({"best": "1.5"}, "import-bad-number"),
        ({"date_start": "2026-02-30"}, "import-bad-date"),
        ({"date_end": "2026-01-01"}, "import-bad-date"),
        ({"id": ""}, "import-empty-field"),
    ],
)
def test_a_bad_row_is_listed_and_the_good_ones_are_kept(change: dict[str, str], code: str) -> None:
    imported = read(table(COLUMNS, UCDP_ROW, {**UCDP_ROW, "id": "902", **change}, {**UCDP_ROW, "id": "903"}))
    assert [incident.id for incident in imported.incidents] == ["ucdp:901", "ucdp:903"]
    assert codes(imported) == [(code, 3)]


def test_lines_are_counted_through_quoted_breaks() -> None:
    row = {**UCDP_ROW, "where_description": "one\ntwo\nthree"}
    imported = read(table(COLUMNS, row, {**UCDP_ROW, "id": "902", "where_prec": "x"}))
    assert codes(imported) == [("import-bad-code", 5)]


def test_the_same_row_twice_is_one_event() -> None:
    imported = read(table(COLUMNS, UCDP_ROW, UCDP_ROW))
    assert len(imported.incidents) == 1
    assert codes(imported) == [("import-repeated", 3)]
    assert imported.diagnostics[0].severity is Severity.NOTE


def test_counts_without_coordinates_are_refused() -> None:
    imported = read("id,conflict_new_id,country,best,type_of_violence,date\n1,2,Mali,3,1,2026-02-03\n")
    assert imported.incidents == ()
    assert {code for code, _ in codes(imported)} == {"import-missing-column"}


def test_a_row_of_another_width() -> None:
    assert codes(read(table(COLUMNS, UCDP_ROW) + b"1,2,3\n")) == [("import-row-width", 3)]


# -- ACLED


@pytest.mark.parametrize("written", ["2026-02-03", "03 February 2026", "3 Feb 2026"])
def test_acled_both_dates_with_a_byte_order_mark(written: str) -> None:
    data = table(ACLED_COLUMNS, {**ACLED_ROW, "event_date": written}, mark="\ufeff")
    assert len(ACLED_COLUMNS) == 31
    assert recognise(data) is Format.ACLED
    imported = read(data)
    (incident,) = imported.incidents
    assert (incident.id, incident.day, incident.kind) == ("acled:XXX1", date(2026, 2, 3), "explosive")
    assert (incident.imprecision_km, incident.fatalities) == (50, 2)
    assert not imported.feed.exportable


def test_acled_without_the_columns_some_exports_lack() -> None:
    columns = [column for column in ACLED_COLUMNS if column not in {"admin3", "timestamp", "tags"}]
    assert len(read(table([*columns, "population_best"], ACLED_ROW)).incidents) == 1


def test_acled_a_new_sub_type_falls_back_on_its_type() -> None:
    row = {**ACLED_ROW, "sub_event_type": "Something new", "event_type": "Battles"}
    assert read(table(ACLED_COLUMNS, row)).incidents[0].kind == "clash"
    row["event_type"] = "Something newer"
    assert codes(read(table(ACLED_COLUMNS, row))) == [("import-bad-code", 2)]


# -- HXL and mapped tables

HEADER = "Date,Sort,Lat,Lon,Precision,Dead,Number\n"
TAGS = "#date+occurred,#event+type,#geo+lat,#geo+lon,#geo+precision,#affected+killed,#event+code\n"
LINES = "2026-02-03,Kidnapping,14.5,-4.25,(2) 25 km precision,,K-1\n2026-02-04,Roadside IED,14.6,-4.2,1,2,K-2\n"


@pytest.mark.parametrize("top", [HEADER + TAGS, TAGS + HEADER, TAGS, "Title,,,,,,\n" + HEADER + TAGS])
def test_hxl_hashtags_above_or_below_the_header(top: str) -> None:
    imported = read(top + LINES)
    assert [(one.id, one.kind, one.imprecision_km) for one in imported.incidents] == [
        ("hxl:K-1", "kidnapping", 25),
        ("hxl:K-2", "explosive", 5),
    ]
    assert imported.diagnostics == ()


def test_hxl_a_bad_first_row_is_no_header() -> None:
    imported = read(TAGS + "yesterday,Kidnapping,14.5,-4.25,,,K-1\n" + LINES.splitlines()[1])
    assert codes(imported) == [("import-bad-date", 2)]


def test_hxl_without_coordinates() -> None:
    assert {code for code, _ in codes(read("#org,#date\nX,2026-02-03\n"))} == {"import-missing-column"}


OFFICE = "N°;Date;Lieu;Latitude;Longitude;Type incident;Morts\n"
ROWS = "1;03/02/2026;Gao;16,27;-0,04;Embuscade;2\n2;février 2026;Gao;16,27;-0,04;Braquage;\n"


def test_a_table_is_mapped_once_and_remembered() -> None:
    data = (OFFICE + ROWS).encode()
    assert recognise(data) is Format.TABLE
    assert codes(read(data)) == [("import-needs-mapping", 1)]
    seen = preview_table(data, "file.csv")
    assert seen.header[1] == "Date"
    assert len(seen.rows) == 2
    assert seen.mapping.missing() == ()
    remembered = mapping_from_json(seen.mapping.to_json())
    assert remembered == seen.mapping
    imported = read(data, remembered)
    assert [(one.day, one.kind, one.latitude, one.fatalities) for one in imported.incidents] == [
        (date(2026, 2, 3), "ambush", 16.27, 2)
    ]
    assert codes(imported) == [("import-bad-date", 3)]
    assert signature(["N°", "Date "]) == signature(["n°", "DATE"])


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"columns": {"date": -1}}', '{"columns": {"moon": 1}}', '{"columns": 1}']
)
def test_a_mapping_that_makes_no_sense_is_forgotten(text: str) -> None:
    assert mapping_from_json(text) is None


def test_equal_rows_without_a_number_are_one_event() -> None:
    data = "date,lat,lon,type\n2026-02-03,14.5,-4.2,Raid\n2026-02-03,14.5,-4.2,Raid\n2026-02-03,14.5,-4.2,Mystery\n"
    mapping = guess_mapping(["date", "lat", "lon", "type"], name="office")
    imported = read(data, mapping)
    assert [one.kind for one in imported.incidents] == ["attack", "other"]
    assert codes(imported) == [("import-repeated", 3), ("import-unknown-kind", 4)] or codes(imported) == [
        ("import-unknown-kind", 4),
        ("import-repeated", 3),
    ]
    assert read(data, mapping).incidents == imported.incidents


def test_the_needed_columns_must_be_mapped() -> None:
    assert codes(read("date,lat\n2026-02-03,14.5\n", ColumnMapping(columns={"date": 0, "latitude": 1}))) == [
        ("import-unmapped", 1)
    ]


def test_a_workbook() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["date", "lat", "lon", "type"], [date(2026, 2, 3), 14.5, -4, "Ambush"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    (incident,) = read(out.getvalue(), guess_mapping(["date", "lat", "lon", "type"])).incidents
    assert (incident.day, incident.longitude, incident.kind) == (date(2026, 2, 3), -4, "ambush")


def test_an_archive_that_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    assert codes(read(out.getvalue())) == [("import-unreadable", 1)]


def test_western_european_bytes_are_read_and_noted() -> None:
    imported = read(
        "date,lat,lon,lieu\n2026-02-03,14.5,-4.2,Ségou\n".encode("cp1252"), guess_mapping(["date", "lat", "lon"])
    )
    assert len(imported.incidents) == 1
    assert codes(imported) == [("import-encoding", 2)]


# -- CAP


def test_an_alert_in_two_languages_is_one_event_for_each_area() -> None:
    imported = read(ALERT)
    (incident,) = imported.incidents
    assert (incident.id, incident.kind, incident.imprecision_km) == ("cap:met@example.org,A1#1", "hazard", 30)
    assert incident.title.in_language("fr") == "Crue"
    assert incident.day - date(2026, 2, 3) <= date(2026, 2, 4) - date(2026, 2, 3)


def test_a_polygon_lies_within_the_circle_around_it() -> None:
    (incident,) = read(
        ALERT.replace("<circle>14.5,-4.25 30</circle>", "<polygon>14,-5 15,-5 15,-4 14,-4 14,-5</polygon>")
    ).incidents
    assert (incident.latitude, incident.longitude) == (14.5, -4.5)
    assert incident.imprecision_km == pytest.approx(77.4, abs=0.5)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<scope>Public</scope>", "", "import-missing-element"),
        ("<status>Actual</status>", "<status>Real</status>", "import-bad-code"),
        ("<status>Actual</status>", "<status>Exercise</status>", "import-not-actual"),
        ("<msgType>Alert</msgType>", "<msgType>Update</msgType><references/>", "import-missing-element"),
        ("2026-02-03T10", "2026-02-33T10", "import-bad-date"),
        ("<circle>14.5,-4.25 30</circle>", "", "import-no-area"),
        ("<circle>14.5,-4.25 30</circle>", "<circle>14.5 -4.25 30</circle>", "import-bad-shape"),
        ("<alert ", '<!DOCTYPE alert [<!ENTITY a "b">]><alert ', "import-unsafe-xml"),
        ("</alert>", "", "import-unreadable"),
        ("cap:1.2", "cap:9", "import-unknown-format"),
    ],
)
def test_what_is_said_of_other_alerts(old: str, new: str, code: str) -> None:
    imported = read(ALERT.replace(old, new))
    assert imported.incidents == ()
    assert {found for found, _ in codes(imported)} == {code}


def test_a_cancelled_alert_names_what_no_longer_holds() -> None:
    cancel = ALERT.replace(
        "<msgType>Alert</msgType>",
        "<msgType>Cancel</msgType><references>met@example.org,A0,2026-02-02T10:00:00+00:00</references>",
    )
    imported = read(cancel)
    assert imported.incidents == ()
    assert imported.superseded == ("cap:met@example.org,A0",)


# -- words and days


def test_every_kind_is_of_the_closed_list() -> None:
    assert {*UCDP_KINDS.values(), *ACLED_KINDS.values(), *CAP_KINDS.values()} <= set(KINDS)
    assert kind_of("Air Strike") == "air-strike"
    assert kind_of("Complex attack") == "attack"
    assert kind_of("?") is None


def test_a_month_or_year_alone_is_a_wide_span() -> None:
    for written, first, last in (
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ):
        found = read_day(written)
        assert found is not None
        assert (found.day - first).days <= found.days
        assert (last - found.day).days <= found.days


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 1000), st.integers(0, 50))
def test_a_span_reaches_both_its_ends(start: date, width: int, least: int) -> None:
    end = date.fromordinal(start.toordinal() + width)
    found = between(start, end, least)
    assert (found.day - start).days <= found.days
    assert (end - found.day).days <= found.days
    assert found.days >= least


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_raise(data: bytes) -> None:
    recognise(data)
    read(data)
    read(b"<alert" + data)
    read(data, ColumnMapping(columns={"date": 0, "latitude": 1, "longitude": 2}))
    preview_table(data, "file.csv")
