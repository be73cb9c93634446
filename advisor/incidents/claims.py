"""What a file of incidents may claim to be complete for: proposed here, vouched for by a person."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from advisor.incidents.feeds import ACLED, CAP, UCDP
from advisor.incidents.imported import Imported
from advisor.incidents.kinds import ACLED_KINDS, UCDP_KINDS
from advisor.model.incident import Box, Coverage, Incident

_FEED_KINDS: Final[Mapping[str, frozenset[str]]] = {
    UCDP.id: frozenset(UCDP_KINDS.values()),
    ACLED.id: frozenset(ACLED_KINDS.values()),
}
"""The kinds that a feed can tell from others; what it has no word for it can't be complete for."""


def kinds_of_feed(feed: str) -> frozenset[str] | None:
    """The kinds that a feed has words for; None where each table has its own."""
    return _FEED_KINDS.get(feed)


def proposed_claim(imported: Imported) -> Coverage | None:
    """What a person might vouch for: the days, kinds and area of the file's events. None where there is nothing to.

    Alerts never are complete for anything. A feed with kinds of its own claims all of these, other tables those that
    occur; UCDP counts only events in which somebody died.
    """
    events = imported.incidents
    if not events or imported.feed.id == CAP.id:
        return None
    return Coverage(
        start=min(event.day - timedelta(days=event.imprecision_days) for event in events),
        until=max(event.day for event in events),
        kinds=kinds_of_feed(imported.feed.id) or frozenset(event.kind for event in events),
        fatal_only=imported.feed.id == UCDP.id,
        area=_box_around(events),
    )


def _box_around(events: tuple[Incident, ...]) -> Box:
    """The smallest box that holds the events, over the date line where that is shorter."""
    latitudes = [event.latitude for event in events]
    around = sorted({event.longitude for event in events})
    gaps = [(after - before, before, after) for before, after in pairwise(around)]
    widest, west, east = max(gaps, default=(0.0, 0.0, 0.0))
    if widest > around[0] + 360 - around[-1]:
        return Box(min(latitudes), east, max(latitudes), west)
    return Box(min(latitudes), around[0], max(latitudes), around[-1])


def claim_to_json(claim: Coverage) -> str:
    """One text for one claim, whatever order its kinds are in."""
    written = {
        "start": claim.start.isoformat(),
        "until": claim.until.isoformat(),
        "kinds": sorted(claim.kinds),
        "fatal_only": claim.fatal_only,
        "area": claim.area,
    }
    return json.dumps(written, ensure_ascii=False, sort_keys=True)


def claim_from_json(written: str) -> Coverage:
    """The claim that was written. Raises ValueError, KeyError or TypeError for anything else."""
    read = json.loads(written)
    return Coverage(
        start=date.fromisoformat(read["start"]),
        until=date.fromisoformat(read["until"]),
        kinds=frozenset(read["kinds"]),
        fatal_only=read["fatal_only"],
        area=None if read["area"] is None else Box(*map(float, read["area"])),
    )
