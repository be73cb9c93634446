"""`advisor incidents export`: what may leave this computer, as a table a pack can hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from advisor.cli import output
from advisor.cli.exit_codes import DONE
from advisor.cli.options import Common
from advisor.cli.store_trouble import telling
from advisor.incidents.table import OPTIONAL, REQUIRED
from advisor.model.incident import Incident
from advisor.model.message import Message, message
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
        output.deliver(_as_table(incidents), file)
        output.put(say(message("cli.incidents.exported", count=len(incidents), file=str(file))))
        for feed in sorted({incident.id.partition(":")[0] for incident in incidents}):
            output.put(say(message("cli.incidents.attribution", text=feed_called(feed).attribution)))
    else:
        output.put(say(Message("cli.incidents.nothing-to-export")))
    for one in stays:
        left = message("cli.incidents.left-out", count=one.count, feed=feed_title(one.feed), why=one.feed.attribution)
        output.complain(say(left))
    return DONE


def _as_table(incidents: Sequence[Incident]) -> bytes:
    """As a pack's incidents.csv; the supplier stands in each row's source."""
    languages = sorted({language for one in incidents for language in one.title.by_language}) or ["en"]
    header = (*REQUIRED, *OPTIONAL, *(f"title_{language}" for language in languages))
    text = io.StringIO()
    rows = csv.DictWriter(text, header, restval="", lineterminator="\n")
    rows.writeheader()
    for one in incidents:
        source = one.source
        graded = {} if source is None else {
            "source_title": source.title.in_language("en"),
            "source_url": source.url,
            "source_date": source.date,
            "reliability": source.reliability,
            "credibility": source.credibility,
        }  # fmt: skip
        rows.writerow(
            {
                "id": one.id,
                "date": one.day.isoformat(),
                "kind": one.kind,
                "date_imprecision_days": one.imprecision_days,
                "lat": f"{one.latitude:.6f}",
                "lon": f"{one.longitude:.6f}",
                "imprecision_km": f"{one.imprecision_km:g}",
                "fatalities": "" if one.fatalities is None else one.fatalities,
                **{f"title_{language}": title for language, title in one.title.by_language.items()},
                **graded,
            }
        )
    return text.getvalue().encode()
