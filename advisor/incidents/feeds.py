"""The suppliers this program knows, and the terms each of them sets."""

from __future__ import annotations

from typing import Final

from advisor.model.feed import Feed
from advisor.model.message import message

UCDP: Final = Feed(
    id="ucdp",
    title="Uppsala Conflict Data Program",
    licence="CC BY 4.0",
    attribution=message("feed.ucdp"),
    exportable=True,
    url="https://ucdp.uu.se",
)
ACLED: Final = Feed(
    id="acled",
    title="ACLED",
    licence="ACLED terms of use",
    attribution=message("feed.acled"),
    exportable=False,
    url="https://acleddata.com",
)
CAP: Final = Feed(
    id="cap",
    title="Common Alerting Protocol",
    licence="",
    attribution=message("feed.cap"),
    exportable=False,
)
HXL: Final = Feed(id="hxl", title="HXL", licence="", attribution=message("feed.own"), exportable=False)
MAPPED: Final = Feed(id="mapped", title="", licence="", attribution=message("feed.own"), exportable=False)

FEEDS: Final = {feed.id: feed for feed in (UCDP, ACLED, CAP, HXL, MAPPED)}
"""By id."""


def feed_of(incident_id: str) -> Feed | None:
    """The feed an incident was imported from; None for one of a pack."""
    return FEEDS.get(incident_id.partition(":")[0])
