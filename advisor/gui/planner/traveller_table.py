"""Reading travellers from a list copied in a spreadsheet, with or without a row of headings. No Qt.

Whatever is not understood is told with its reason and stays unknown of the traveller: a cell understood by half says
nothing, for the other half may be what a rule asks about.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from advisor.gui.widgets.choices import ChoiceIndex, folded
from advisor.model.trip import Gender, StaffKind, Traveller

MOST_ROWS = 500
"""Rows that are read; further ones are told."""


class Column(Enum):
    """What a column may hold."""

    NAME = "name"
    FIRST_NAME = "first-name"
    NATIONALITY = "nationality"
    STAFF = "staff"
    ROLES = "roles"
    GENDER = "gender"


class Reason(Enum):
    """Why something was not understood."""

    UNKNOWN_COLUMN = "unknown-column"
    UNKNOWN_COUNTRY = "unknown-country"
    UNKNOWN_STAFF = "unknown-staff"
    UNKNOWN_ROLE = "unknown-role"
    UNKNOWN_GENDER = "unknown-gender"
    TOO_MANY_ROWS = "too-many-rows"


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A cell, or what stands in a whole column or row. `line` counts from 1; `column` is its heading, or its number."""

    line: int
    column: str
    text: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as understood."""

    line: int
    traveller: Traveller
    wrong: tuple[NotUnderstood, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """All rows that hold anything, and everything that was not understood, in the order of the text."""

    rows: tuple[ReadRow, ...]
    wrong: tuple[NotUnderstood, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What cells may name: countries and the pack's roles, in any of their languages."""

    countries: ChoiceIndex
    roles: ChoiceIndex


HEADINGS: dict[str, Column] = {
    heading: column
    for column, headings in {
        Column.NAME: (
            "name, names, full name, surname, last name, family name, traveller, traveler, "
            "nom, noms, nom complet, nom de famille, nom et prenom, nom et prenoms, nom prenom, voyageur"
        ),
        Column.FIRST_NAME: "first name, given name, prenom, prenoms",
        Column.NATIONALITY: (
            "nationality, nationalities, citizenship, country, passport, passports, "
            "nationalite, nationalites, citoyennete, pays, passeport, passeports"
        ),
        Column.STAFF: (
            "staff, staff kind, kind of staff, belongs as, status, category, contract, type, kind, "
            "statut, categorie, contrat, appartenance, type de personnel, personnel"
        ),
        Column.ROLES: "role, roles, function, functions, job, position, fonction, fonctions, poste",
        Column.GENDER: "gender, sex, sexe, genre",
    }.items()
    for heading in headings.split(", ")
}
"""Headings in English and French, without accents."""

_GENDERS = {
    **dict.fromkeys(("f", "female", "woman", "w", "femme", "feminin"), Gender.FEMALE),
    **dict.fromkeys(("m", "male", "man", "h", "homme", "masculin"), Gender.MALE),
    **dict.fromkeys(("x", "other", "autre"), Gender.OTHER),
}
_STAFF = {
    word: kind
    for kind, words in {
        StaffKind.NATIONAL: "national, nationale, national staff, local, personnel national",
        StaffKind.RELOCATED: (
            "relocated, relocated staff, relocated national staff, "
            "relocalise, relocalisee, personnel national relocalise"
        ),
        StaffKind.INTERNATIONAL: (
            "international, internationale, international staff, personnel international, "
            "expat, expatriate, expatrie, expatriee"
        ),
        StaffKind.CONSULTANT: "consultant, consultante",
        StaffKind.PARTNER: "partner, partner staff, partenaire",
        StaffKind.VISITOR: "visitor, guest, visiteur, visiteuse, invite, invitee",
    }.items()
    for word in words.split(", ")
}
_NO_ROLE = frozenset({"none", "no role", "aucun", "aucune", "aucun role"})
_APART = re.compile(r"[,;/+&|\n]|\s(?:and|et)\s", re.IGNORECASE)
_BLANK = frozenset({"", "-", "–", "—", "?", "n/a"})


def read_travellers(text: str, vocabulary: Vocabulary) -> ReadTable:
    """The travellers a text lists, one a row; never raises."""
    cells = [(line, row) for line, row in enumerate(_cells(text), start=1) if any(row)]
    if not cells:
        return ReadTable((), ())
    headings = cells[0][1] if _are_headings(cells[0][1], vocabulary) else None
    body = cells if headings is None else cells[1:]
    wide = max(len(row) for _line, row in cells)
    columns = _by_heading(headings, wide) if headings is not None else _by_content(body, wide, vocabulary)
    names = [_called(number, headings) for number in range(wide)]
    reader = _Reader(columns, names, vocabulary)
    rows = tuple(reader.row(line, row) for line, row in body[:MOST_ROWS])
    further = (NotUnderstood(line, "", " | ".join(row), Reason.TOO_MANY_ROWS) for line, row in body[MOST_ROWS:])
    wrong = (*(one for row in rows for one in row.wrong), *further)
    return ReadTable(tuple(row for row in rows if row.traveller != Traveller()), wrong)


@dataclass(frozen=True, slots=True)
class _Reader:
    columns: Sequence[Column | None]
    names: Sequence[str]
    vocabulary: Vocabulary

    def row(self, line: int, cells: Sequence[str]) -> ReadRow:
        held: dict[Column, str] = {}
        wrong: list[NotUnderstood] = []
        for number, text in enumerate(cells):
            column = self.columns[number]
            if text and column is None:
                wrong.append(NotUnderstood(line, self.names[number], text, Reason.UNKNOWN_COLUMN))
            elif column is not None and text not in _BLANK:
                held[column] = text

        def read(column: Column, how: Callable[[str], object], reason: Reason) -> object:
            text = held.get(column)
            found = how(text) if text is not None else None
            if text is not None and found is None:
                wrong.append(NotUnderstood(line, self.names[self.columns.index(column)], text, reason))
            return found

        words = self.vocabulary
        nationality = read(Column.NATIONALITY, lambda text: _several(text, words.countries), Reason.UNKNOWN_COUNTRY)
        staff = read(Column.STAFF, lambda text: _STAFF.get(folded(text)), Reason.UNKNOWN_STAFF)
        roles = read(Column.ROLES, lambda text: _roles(text, words.roles), Reason.UNKNOWN_ROLE)
        gender = read(Column.GENDER, lambda text: _GENDERS.get(folded(text)), Reason.UNKNOWN_GENDER)
        traveller = Traveller(
            name=" ".join(held[column] for column in (Column.FIRST_NAME, Column.NAME) if column in held),
            nationality=nationality if isinstance(nationality, tuple) else None,
            staff=staff.value if isinstance(staff, StaffKind) else None,
            roles=roles if isinstance(roles, tuple) else None,
            gender=gender.value if isinstance(gender, Gender) else None,
        )
        return ReadRow(line, traveller, tuple(sorted(wrong, key=lambda one: self.names.index(one.column))))


def _cells(text: str) -> Iterable[list[str]]:
    """The cells of every row, trimmed. A spreadsheet copies tabs; files have commas, in France semicolons."""
    text = text.replace("\ufeff", "")
    first = next((line for line in text.splitlines() if line.strip()), "")
    apart = "\t" if "\t" in text else ";" if first.count(";") >= first.count(",") and ";" in first else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=apart, strict=True))
    except csv.Error:  # a quote that is not closed must not swallow the rows after it
        rows = [line.split(apart) for line in text.splitlines()]
    return [[cell.strip() for cell in row] for row in rows]


def _are_headings(row: Sequence[str], vocabulary: Vocabulary) -> bool:
    known = [cell for cell in row if folded(cell) in HEADINGS]
    return bool(known) and not any(
        vocabulary.countries.resolve(cell) or folded(cell) in _GENDERS for cell in row if cell and cell not in known
    )


def _by_heading(headings: Sequence[str], wide: int) -> list[Column | None]:
    """What each column holds; a second one of the same kind is not understood."""
    columns: list[Column | None] = []
    for heading in (*headings, *[""] * (wide - len(headings))):
        column = HEADINGS.get(folded(heading))
        columns.append(column if column not in columns else None)
    return columns


def _by_content(rows: Sequence[tuple[int, Sequence[str]]], wide: int, vocabulary: Vocabulary) -> list[Column | None]:
    """What each column holds where no heading says so: what most of its cells name. The first other one: names."""
    tests: dict[Column, Callable[[str], object]] = {
        Column.GENDER: lambda text: _GENDERS.get(folded(text)),
        Column.STAFF: lambda text: _STAFF.get(folded(text)),
        Column.ROLES: lambda text: _roles(text, vocabulary.roles),
        Column.NATIONALITY: lambda text: _several(text, vocabulary.countries),
    }
    columns: list[Column | None] = [None] * wide
    for number in range(wide):
        cells = [row[number] for _line, row in rows if number < len(row) and row[number] not in _BLANK]
        for column, test in tests.items():
            if column not in columns and cells and 2 * sum(test(cell) is not None for cell in cells) > len(cells):
                columns[number] = column
                break
    if None in columns:
        columns[columns.index(None)] = Column.NAME
    return columns


def _called(number: int, headings: Sequence[str] | None) -> str:
    heading = headings[number] if headings is not None and number < len(headings) else ""
    return heading or str(number + 1)


def _several(text: str, index: ChoiceIndex) -> tuple[str, ...] | None:
    """All that a cell names; None where any part of it names nothing."""
    whole = index.resolve(text)
    if whole is not None:
        return (whole,)
    found = [index.resolve(part) for part in _APART.split(text) if part.strip()]
    known = tuple(dict.fromkeys(one for one in found if one is not None))
    return known if known and None not in found else None


def _roles(text: str, index: ChoiceIndex) -> tuple[str, ...] | None:
    return () if folded(text) in _NO_ROLE else _several(text, index)
