"""Lists of travellers as people copy them: understood, or told; never lost, never an error."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.gui.planner.traveller_table import (
    MOST_ROWS,
    NotUnderstood,
    ReadTable,
    Reason,
    Vocabulary,
    read_travellers,
)
from advisor.gui.widgets.choices import Choice, ChoiceIndex
from advisor.model.trip import Gender, StaffKind, Traveller
from advisor.services.countries import country_names
from advisor.services.paths import find_paths


@cache
def vocabulary() -> Vocabulary:
    countries = country_names(find_paths().assets)
    return Vocabulary(
        ChoiceIndex(Choice(code, names["en"], others=tuple(names.values())) for code, names in countries.items()),
        ChoiceIndex(
            [
                Choice("driver", "Driver", others=("Chauffeur",)),
                Choice("programme", "Programme staff", others=("Personnel de programme",)),
            ]
        ),
    )


def read(text: str) -> ReadTable:
    return read_travellers(text, vocabulary())


def people(text: str) -> tuple[Traveller, ...]:
    return tuple(row.traveller for row in read(text).rows)


AWA = Traveller(name="Awa", nationality=("ML",), staff="national", roles=("driver",), gender="female")
BEN = Traveller(name="Ben", nationality=("DE", "FR"), staff="visitor", roles=(), gender="male")


@pytest.mark.parametrize(
    "text",
    [
        "Name\tNationality\tStaff\tRoles\tGender\nAwa\tML\tnational\tdriver\tf\nBen\tGerman, French\tvisitor\tnone\tm",
        (
            "Nom;Nationalité;Statut;Fonction;Sexe\nAwa;Malien;nationale;Chauffeur;Femme\n"
            "Ben;Allemagne / FR;visiteur;aucun;H"
        ),
        (
            "name,passports,belongs as,job,gender\r\nAwa,Mali,local,Driver,woman\r\n"
            'Ben,"Germany, France",guest,None,male\r\n'
        ),
        "Awa\tMali\tnational\tdriver\tF\nBen\tDE and FR\tvisitor\tnone\tM\n",
        (
            "\ufeffSexe\tNom\tPays\tCatégorie\tRôle\n\nF\tAwa\tmali\tpersonnel national\tchauffeur\n"
            " \nh\tBen\tde+fr\tinvité\taucun rôle"
        ),
    ],
    ids=["tabs", "semicolons in French", "commas with quotes", "no headings", "another order, empty lines"],
)
def test_what_spreadsheets_give(text: str) -> None:
    assert people(text) == (AWA, BEN)
    assert read(text).wrong == ()


def test_first_and_last_names_are_one_name() -> None:
    assert people("Nom\tPrénom\nTraoré\tAwa") == (Traveller(name="Awa Traoré"),)


def test_names_alone() -> None:
    assert people("Awa\nBen\n") == (Traveller(name="Awa"), Traveller(name="Ben"))


def test_dashes_and_gaps_say_nothing() -> None:
    assert people("Name\tCountry\tRole\nAwa\t-\t?\nBen") == (Traveller(name="Awa"), Traveller(name="Ben"))


def test_what_is_understood_by_half_stays_unknown_and_is_told() -> None:
    found = read("Name\tNationality\tStaff\tRoles\tGender\tPhone\nAwa\tMali, Atlantis\tboss\tdriver, spy\tyes\t123")
    assert [row.traveller for row in found.rows] == [Traveller(name="Awa")]
    assert set(found.wrong) == {
        NotUnderstood(2, "Nationality", "Mali, Atlantis", Reason.UNKNOWN_COUNTRY),
        NotUnderstood(2, "Staff", "boss", Reason.UNKNOWN_STAFF),
        NotUnderstood(2, "Roles", "driver, spy", Reason.UNKNOWN_ROLE),
        NotUnderstood(2, "Gender", "yes", Reason.UNKNOWN_GENDER),
        NotUnderstood(2, "Phone", "123", Reason.UNKNOWN_COLUMN),
    }


def test_a_second_column_of_a_kind_is_told() -> None:
    found = read("Name\tCountry\tNationality\nAwa\tMali\tNiger")
    assert found.rows[0].traveller.nationality == ("ML",)
    assert found.wrong == (NotUnderstood(2, "Nationality", "Niger", Reason.UNKNOWN_COLUMN),)


def test_a_quote_that_is_not_closed_swallows_nobody() -> None:
    assert people('Name\tCountry\n"Awa\tML\nBen\tDE') == (
        Traveller(name='"Awa', nationality=("ML",)),
        Traveller(name="Ben", nationality=("DE",)),
    )


def test_too_many_rows_are_told() -> None:
    found = read("\n".join(f"Person {number}" for number in range(MOST_ROWS + 2)))
    assert len(found.rows) == MOST_ROWS
    assert [one.reason for one in found.wrong] == [Reason.TOO_MANY_ROWS] * 2


cells = st.one_of(
    st.sampled_from(
        ["ML", "Mali", "Germany", "f", "m", "national", "visitor", "driver", "none", "Name", "Sexe", "-", ""]
    ),
    st.text(max_size=12),
)
texts = st.one_of(
    st.text(max_size=200),
    st.tuples(st.sampled_from("\t;,"), st.lists(st.lists(cells, max_size=6), max_size=6)).map(
        lambda drawn: "\n".join(drawn[0].join(row) for row in drawn[1])
    ),
)


@given(texts)
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = read(text)
    for row in found.rows:
        who = row.traveller
        assert who.staff is None or who.staff in set(StaffKind)
        assert who.gender is None or who.gender in set(Gender)
        assert who.nationality is None or all(code in vocabulary().countries for code in who.nationality)
        assert who.roles is None or all(role in vocabulary().roles for role in who.roles)


plain = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@given(st.lists(st.lists(plain, min_size=1, max_size=5), min_size=1, max_size=5))
def test_every_cell_is_understood_or_told(rows: list[list[str]]) -> None:
    """With headings that nobody knows but one: each cell is a name, or is told."""
    wide = max(map(len, rows))
    headings = ["Name", *(f"Zz{number}" for number in range(1, wide))]
    found = read("\n".join("\t".join(row) for row in (headings, *rows)))
    told = {(one.line, one.text) for one in found.wrong}
    names = {(row.line, row.traveller.name) for row in found.rows}
    for line, row in enumerate(rows, start=2):
        assert (line, row[0]) in names
        assert all((line, cell) in told for cell in row[1:])
