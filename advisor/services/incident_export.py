"""Incidents that may leave this computer, as a table that a pack can hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from advisor.model.incident import Incident


def as_table(incidents: Sequence[Incident]) -> bytes:
    """As a pack's incidents.csv; the supplier stands in each row's source."""
    from advisor.incidents.table import OPTIONAL, REQUIRED

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
