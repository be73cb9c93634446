"""An assessment in a form for other programs: maps, calendars, e-mail."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from advisor.model.assessment import Assessment
from advisor.model.message import Message
from advisor.model.pack import Pack
from advisor.services import sheets
from advisor.services.sheets import Voice


class ExportForm(StrEnum):
    """For what kind of program."""

    GEOJSON = "geojson"
    GPX = "gpx"
    ICS = "ics"
    EMAIL = "email"


SUFFIXES: Mapping[ExportForm, str] = {
    ExportForm.GEOJSON: ".geojson",
    ExportForm.GPX: ".gpx",
    ExportForm.ICS: ".ics",
    ExportForm.EMAIL: ".txt",
}
"""What the names of such files end with."""


class CannotExportError(ValueError):
    """The trip has no such form; `why` tells the user."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.id)
        self.why = why


def stem_of(title: str) -> str:
    """A trip's title as the name of a file, without a suffix."""
    return re.sub(r"[^\w]+", "-", title).strip("-").lower() or "trip"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is exported: an assessment made with `pack`.

    `identity` is the stem of the trip's file name, or `stem_of` its title: it makes a calendar's events those of this
    trip. `made`: the moment of exporting, with its zone; calendars and maps say when a file was made. With `names` off,
    travellers are called by letters and names taken out as on the sheet.
    """

    assessment: Assessment
    pack: Pack
    identity: str
    made: datetime
    names: bool = True


def export(form: ExportForm, subject: Subject, voice: Voice, assets: Path) -> bytes:
    """The file, in the voice's language; the same bytes for the same arguments.

    CannotExportError where there is nothing to write; OSError where the program's own files are missing.
    """
    assessment, pack, names = subject.assessment, subject.pack, subject.names
    match form:
        case ExportForm.GEOJSON:
            from advisor.report.export.geojson import render as render_geojson

            return render_geojson(assessment, pack, voice.say, names=names)
        case ExportForm.GPX:
            from advisor.report.export.gpx import render as render_gpx

            return render_gpx(assessment, pack, voice.say, made=subject.made, names=names)
        case ExportForm.ICS:
            from advisor.report.export.icalendar import NothingDatedError
            from advisor.report.export.icalendar import render as render_icalendar

            try:
                identity, made = subject.identity, subject.made
                return render_icalendar(assessment, pack, voice.say, identity=identity, made=made, names=names)
            except NothingDatedError as error:
                raise CannotExportError(Message("export.nothing-dated")) from error
        case ExportForm.EMAIL:
            from advisor.report.export.email import render as render_email

            document = sheets.lay_out(assessment, pack, assets, names=names)
            return render_email(document, voice.say).encode("utf-8", "replace")
