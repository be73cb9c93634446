"""What an import is said to be complete for: in words, and what nobody can vouch for."""

from __future__ import annotations

from datetime import date

from advisor.model.feed import Feed
from advisor.model.incident import Box, Coverage
from advisor.model.message import Argument, Message, message
from advisor.services.incident_library import feed_title


def claim_told(claim: Coverage | None) -> Message:
    """A claim as a sentence; None says that nobody vouches."""
    if claim is None:
        return Message("claim.none")
    return message(
        "claim.told-fatal" if claim.fatal_only else "claim.told",
        start=claim.start,
        until=claim.until,
        kinds=kinds_told(claim.kinds),
        area=area_told(claim.area),
    )


def kinds_told(kinds: frozenset[str]) -> Argument:
    """These kinds as a list of words; none stands for every kind."""
    from advisor.incidents.kinds import KINDS

    if not kinds:
        return Message("claim.every-kind")
    # A kind of a later version has no word yet, and is shown as it is.
    return tuple(kind_told(kind) for kind in (*KINDS, *sorted(kinds - {*KINDS})) if kind in kinds)


def kind_told(kind: str) -> Argument:
    """The word for a kind."""
    from advisor.incidents.kinds import KINDS

    return Message(f"incident-kind.{kind}") if kind in KINDS else kind


def area_told(area: Box | None) -> Message:
    """The area in degrees, or: everywhere."""
    if area is None:
        return Message("claim.everywhere")
    return message(
        "claim.box",
        south=_degrees(area.south, "north", "south"),
        north=_degrees(area.north, "north", "south"),
        west=_degrees(area.west, "east", "west"),
        east=_degrees(area.east, "east", "west"),
    )


def _degrees(value: float, ahead: str, behind: str) -> Message:
    return message(f"claim.{ahead if value >= 0 else behind}", degrees=abs(round(value, 2)))


def area_of(written: str) -> Box:
    """The box that four numbers name, south, west, north, east. ValueError for anything else."""
    numbers = [float(part) for part in written.replace(";", ",").split(",")]
    south, west, north, east = numbers
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):  # noqa: PLR2004 (degrees)
        raise ValueError(written)
    return Box(south, west, north, east)


def may_be_vouched_for(feed: Feed) -> bool:
    """Whether data of this feed can be complete for anything at all."""
    from advisor.incidents.feeds import CAP

    return feed.id != CAP.id


def claim_fault(claim: Coverage, feed: Feed, today: date) -> Message | None:
    """Why nobody can vouch for that with data of this feed; None if somebody can."""
    from advisor.incidents.claims import kinds_of_feed
    from advisor.incidents.feeds import UCDP

    if not may_be_vouched_for(feed):
        return Message("claim.not-for-alerts")
    if claim.until < claim.start:
        return Message("claim.ends-before")
    if claim.until > today:
        return message("claim.in-the-future", today=today)
    if feed.id == UCDP.id and not claim.fatal_only:
        return message("claim.only-fatal", feed=feed_title(feed))
    possible = kinds_of_feed(feed.id)
    if possible is not None and not (claim.kinds and claim.kinds <= possible):
        return message("claim.not-its-kinds", feed=feed_title(feed), kinds=kinds_told(claim.kinds - possible))
    return None
