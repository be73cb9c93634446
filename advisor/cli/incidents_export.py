"""`advisor incidents export`: what may leave this computer, as a table a pack can hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from advisor.cli import output
from advisor.cli.exit_codes import DONE
from advisor.cli.options import Common
from advisor.cli.store_trouble import telling
from advisor.model.message import Message, message
from advisor.services.incident_export import as_table
from advisor.services.incident_library import feed_called, feed_title


def export(
    file: Annotated[Path, Parameter(help="CSV file to write, in the form of a pack's incidents.csv.")],
    /,
    *,
    common: Common | None = None,
) -> int:
    """Write the incidents whose terms let them leave this computer, and say which stay and why."""
    services = (common or Common()).services()
    say = services.catalogue.say
    with telling():
        incidents, stays = services.incidents.exportable()
    if incidents:
        output.deliver(as_table(incidents), file)
        output.put(say(message("cli.incidents.exported", count=len(incidents), file=str(file))))
        for feed in sorted({incident.id.partition(":")[0] for incident in incidents}):
            output.put(say(message("cli.incidents.attribution", text=feed_called(feed).attribution)))
    else:
        output.put(say(Message("cli.incidents.nothing-to-export")))
    for one in stays:
        left = message("cli.incidents.left-out", count=one.count, feed=feed_title(one.feed), why=one.feed.attribution)
        output.complain(say(left))
    return DONE
