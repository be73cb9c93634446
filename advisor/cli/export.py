"""`advisor export`: the assessed trip as a file for another program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from advisor.cli import output
from advisor.cli.assess import STANDARD_INPUT, opened
from advisor.cli.exit_codes import ExitCode, of_verdict
from advisor.cli.options import AsOf, Common, CountIncidents, OutputFile, PackName, TripFile
from advisor.services.clock import now
from advisor.services.exports import CannotExportError, ExportForm, Subject, stem_of
from advisor.services.exports import export as as_bytes


def export(
    trip: TripFile,
    /,
    *,
    to: Annotated[ExportForm, Parameter(help="For maps (geojson, gpx), calendars (ics), or the text of an e-mail.")],
    pack: PackName = None,
    as_of: AsOf = None,
    output_file: OutputFile = None,
    names: Annotated[
        bool, Parameter(negative="--no-names", show_default=False, help="Whether travellers may be named.")
    ] = True,
    incidents: CountIncidents = True,
    common: Common | None = None,
) -> int:
    """Assess a trip and write it for another program. Exit codes as those of assess."""
    services = (common or Common()).services()
    found = opened(services, trip, pack, incidents=incidents)
    if isinstance(found, int):
        return found
    answer = found.answer(services, as_of)
    identity = stem_of(answer.trip.title) if trip == STANDARD_INPUT else Path(trip).stem
    subject = Subject(answer, found.pack, identity, now(), names)
    try:
        data = as_bytes(to, subject, services.catalogue, services.paths.assets)
    except CannotExportError as error:
        raise output.CommandError(error.why, ExitCode.USAGE) from error
    output.deliver(data, None if output_file is None or str(output_file) == "-" else output_file)
    return of_verdict(answer.verdict)
