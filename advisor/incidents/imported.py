"""What reading a file gives, whatever its format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advisor.incidents.faults import Faults
from advisor.model.diagnostic import Diagnostic
from advisor.model.feed import Feed
from advisor.model.incident import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The good rows of a file and the faults of the others.

    `superseded` are the beginnings of ids that this file says no longer hold (updated or cancelled alerts). `refused`
    counts the rows left out for a fault, those too that are not listed.
    """

    feed: Feed
    incidents: tuple[Incident, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    superseded: tuple[str, ...] = ()
    refused: int = 0


def gather(feed: Feed, found: Iterable[tuple[int, Incident]], faults: Faults) -> Imported:
    """Keep each id once: the first row counts, further ones are noted with the line of the first."""
    kept: dict[str, Incident] = {}
    lines: dict[str, int] = {}
    for line, incident in found:
        if incident.id in kept:
            faults.note("import-repeated", line, id=incident.id, first=lines[incident.id])
        else:
            kept[incident.id] = incident
            lines[incident.id] = line
    return Imported(feed=feed, incidents=tuple(kept.values()), diagnostics=faults.all(), refused=len(faults.refused))
