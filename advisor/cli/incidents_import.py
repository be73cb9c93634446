"""`advisor incidents import` and `preview`: files of the field, and what their rows become."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Self

from cyclopts import Parameter

from advisor.cli import faults, output
from advisor.cli.claim_options import Vouching
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.cli.options import Common
from advisor.incidents.kinds import KINDS
from advisor.incidents.mapping import FIELDS, ColumnMapping
from advisor.incidents.reading import Format
from advisor.model.incident import Coverage, Incident
from advisor.model.message import Message, message
from advisor.services.catalogue import Catalogue
from advisor.services.incident_claims import kind_told
from advisor.services.incident_library import IncidentLibrary, Reading, outcome
from advisor.services.incident_store_file import StoreUnusableError
from advisor.services.wiring import Services

_SHOWN = 10


def import_files(
    files: Annotated[list[Path], Parameter(negative="", help="Files of incidents, whatever their format.")],
    /,
    *,
    map: Annotated[  # noqa: A002 -- the option's name
        tuple[str, ...],
        Parameter(negative="", help="FIELD=COLUMN, by the column's name or number; the rest is guessed."),
    ] = (),
    kind: Annotated[
        tuple[str, ...], Parameter(negative="", help="WORD=KIND: what a word of the table's own means.")
    ] = (),
    month_first: Annotated[bool, Parameter(negative="", help="Dates such as 3/4/2026 begin with the month.")] = False,
    name: Annotated[str, Parameter(help="Tells tables of several offices apart.")] = "",
    vouching: Vouching | None = None,
    common: Common | None = None,
) -> int:
    """Import files. Exit codes: 0 everything is in, 6 rows or files were refused, 2 a file can't be read."""
    services = (common or Common()).services()
    say, library = services.catalogue.say, services.incidents
    wanted = _Wanted(map, kind, name, month_first=month_first)
    vouched = vouching or Vouching()
    claimed = vouched.given
    readings: list[Reading] = []
    unread = False
    for file in files:
        try:
            readings.append(_read(file, wanted, library))
        except OSError as error:
            unread = True
            what = message("cli.cannot-read", file=str(file), reason=output.reason(error))
            output.complain(say(message("cli.error", what=what)))
    for reading in readings:
        _list_faults(reading, services)
    claims = [_claim(reading, vouched, services) if claimed else None for reading in readings]
    refused = False
    for reading, claim in zip(readings, claims, strict=True):
        refused |= not reading.whole
        output.put(say(_import(reading, claim, library)))
    if unread:
        return ExitCode.USAGE
    return ExitCode.NOT_ALL_TAKEN if refused else DONE


def preview(
    file: Annotated[Path, Parameter(help="A file of incidents.")],
    /,
    *,
    map: Annotated[tuple[str, ...], Parameter(negative="", help="FIELD=COLUMN, as for import.")] = (),  # noqa: A002
    kind: Annotated[tuple[str, ...], Parameter(negative="", help="WORD=KIND, as for import.")] = (),
    month_first: Annotated[bool, Parameter(negative="", help="As for import.")] = False,
    common: Common | None = None,
) -> int:
    """Show what the first rows of a file become, and which column holds what. Nothing is imported."""
    services = (common or Common()).services()
    say, library = services.catalogue.say, services.incidents
    try:
        reading = library.read(file)
        seen = library.preview(file) if reading.form is Format.TABLE else None
    except OSError as error:
        what = message("cli.cannot-read", file=str(file), reason=output.reason(error))
        raise output.CommandError(what, ExitCode.USAGE) from error
    imported = reading.imported
    output.put(say(message("cli.incidents.format", file=str(file), format=message(f"incidents.format.{reading.form}"))))
    if seen is not None:
        mapping = _Wanted(map, kind, "", month_first=month_first).applied(seen.mapping, seen.header)
        imported = library.preview(file, mapping).imported
        for field in FIELDS:
            column = mapping.columns.get(field)
            shown = Message("cli.incidents.no-column") if column is None else seen.header[column]
            output.put(f"    {faults.printable(say(message('cli.incidents.column', field=field, column=shown)))}")
    for incident in imported.incidents[:_SHOWN]:
        output.put(incident_line(incident, services.catalogue))
    if imported.diagnostics:
        output.put(faults.as_text(imported.diagnostics, {}, services.catalogue).rstrip("\n"))
    if seen is not None and seen.mapping.missing() and not map:
        output.put(say(message("cli.incidents.map-them", fields=seen.mapping.missing())))
    return DONE


def incident_line(incident: Incident, catalogue: Catalogue, *, km: int | None = None) -> str:
    """One incident on a line: day, kind, what, where, deaths, grade."""
    say = catalogue.say
    days = f" ±{incident.imprecision_days}" if incident.imprecision_days else ""
    parts = [f"{incident.day.isoformat()}{days}", say(kind_told(incident.kind))]
    parts += [one for one in (say(incident.title), incident.place or "") if one]
    parts.append(f"{incident.latitude:.3f}, {incident.longitude:.3f} ±{incident.imprecision_km:g} km")
    if km is not None:
        parts.append(say(message("cli.incidents.away", km=km)))
    if incident.fatalities:
        parts.append(say(message("cli.incidents.deaths", count=incident.fatalities)))
    if incident.source is not None:
        parts.append(f"{incident.source.reliability}{incident.source.credibility}")
    return faults.printable("  ".join(parts))


class _Wanted:
    """What the options say of a table's columns."""

    def __init__(self, columns: Sequence[str], kinds: Sequence[str], name: str, *, month_first: bool) -> None:
        self.columns = dict(_pairs(columns))
        self.kinds = {word.lower(): kind for word, kind in _pairs(kinds)}
        self.name = name
        self.month_first = month_first
        if unknown := sorted({*self.columns} - {*FIELDS}):
            what = message("cli.incidents.no-such-field", fields=tuple(unknown), known=FIELDS)
            raise output.CommandError(what, ExitCode.USAGE)
        if unknown := sorted({*self.kinds.values()} - {*KINDS}):
            what = message("cli.incidents.no-such-kind", kinds=tuple(unknown), known=KINDS)
            raise output.CommandError(what, ExitCode.USAGE)

    @property
    def anything(self) -> bool:
        return bool(self.columns or self.kinds or self.month_first)

    def applied(self, mapping: ColumnMapping, header: Sequence[str]) -> ColumnMapping:
        """The mapping with what was asked for. CommandError for a column that is not there."""
        asked = {field: _column(written, header) for field, written in self.columns.items()}
        kept = {field: column for field, column in mapping.columns.items() if column not in asked.values()}
        return replace(
            mapping,
            columns={**kept, **asked},
            kinds={**mapping.kinds, **self.kinds},
            name=self.name or mapping.name,
            day_first=mapping.day_first and not self.month_first,
        )


def _pairs(written: Sequence[str]) -> list[tuple[str, str]]:
    found = []
    for one in written:
        left, given, right = one.rpartition("=")
        if not given or not left or not right:
            raise output.CommandError(message("cli.incidents.not-a-pair", written=one), ExitCode.USAGE)
        found.append((left.strip(), right.strip()))
    return found


def _column(written: str, header: Sequence[str]) -> int:
    """The column of that name, or else number, from 1."""
    folded = [name.casefold() for name in header]
    if written.casefold() in folded:
        return folded.index(written.casefold())
    if written.isdecimal() and 1 <= int(written) <= len(header):
        return int(written) - 1
    near = difflib.get_close_matches(written, header, 1)
    names = tuple(near) or tuple(header)
    raise output.CommandError(message("cli.incidents.no-such-column", column=written, names=names), ExitCode.USAGE)


def _read(file: Path, wanted: _Wanted, library: IncidentLibrary) -> Reading:
    with _Ticker() as ticker:
        reading = library.read(file, name=wanted.name, watch=ticker)
        if reading.form is not Format.TABLE or not wanted.anything:
            return reading
        seen = library.preview(file)
        return library.read(file, wanted.applied(seen.mapping, seen.header), watch=ticker)


def _list_faults(reading: Reading, services: Services) -> None:
    told = faults.as_text(reading.imported.diagnostics, {}, services.catalogue)
    if told:
        output.complain(told.rstrip("\n"))
    if reading.needs_mapping:
        output.complain(services.catalogue.say(message("cli.incidents.preview-first", file=str(reading.file))))


def _claim(reading: Reading, vouched: Vouching, services: Services) -> Coverage | None:
    if not reading.imported.incidents:
        return None
    if not reading.whole:
        what = message("claim.rows-refused", file=str(reading.file), count=reading.imported.refused)
        raise output.CommandError(what, ExitCode.NOT_ALL_TAKEN)
    return vouched.claim(reading.imported.feed, reading.proposal, services.clock())


def _import(reading: Reading, claim: Coverage | None, library: IncidentLibrary) -> Message:
    if not reading.holds_anything:
        return message("incidents.added.nothing", file=str(reading.file))
    try:
        with _Ticker() as ticker:
            made = library.add(reading, claim=claim, watch=ticker)
    except StoreUnusableError as error:
        raise output.CommandError(error.what, ExitCode.USAGE) from error
    return message("incidents.added", file=str(reading.file), counts=outcome(reading, made.added))


class _Ticker:
    """Shows on a terminal how far long work has come."""

    def __init__(self) -> None:
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._shown and sys.stderr is not None:
            sys.stderr.write("\r\x1b[K")

    def __call__(self, done: int) -> None:
        if done and sys.stderr is not None and sys.stderr.isatty():
            self._shown = True
            sys.stderr.write(f"\r{done:,}")
            sys.stderr.flush()
