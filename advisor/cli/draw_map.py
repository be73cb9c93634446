"""`advisor map`: the trip on a map, as a file."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from advisor.cli import output
from advisor.cli.assess import opened
from advisor.cli.exit_codes import of_verdict
from advisor.cli.options import AsOf, Common, CountIncidents, OutputFile, PackName, TripFile


def draw_map(
    trip: TripFile,
    /,
    *,
    pack: PackName = None,
    as_of: AsOf = None,
    output_file: OutputFile = None,
    names: Annotated[
        bool, Parameter(negative="--no-names", show_default=False, help="Whether its title may name travellers.")
    ] = True,
    incidents: CountIncidents = True,
    common: Common | None = None,
) -> int:
    """Draw a trip as SVG, leg by leg in its verdict. Exit codes as those of assess."""
    from advisor.services import maps

    services = (common or Common()).services()
    found = opened(services, trip, pack, incidents=incidents)
    if isinstance(found, int):
        return found
    answer = found.answer(services, as_of)
    drawn = maps.svg(answer, found.pack, services.catalogue, services.paths.assets, names=names)
    output.deliver(drawn.encode("utf-8"), None if output_file is None or str(output_file) == "-" else output_file)
    return of_verdict(answer.verdict)
