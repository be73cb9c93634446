"""Incidents told: the very events that a rule counted, all that were considered, and which data were looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Final

from advisor.incidents.feeds import ACLED, FEEDS, HXL, MAPPED
from advisor.incidents.kinds import KINDS
from advisor.model.assessment import Finding, IncidentCount
from advisor.model.incident import FeedUse, Incident
from advisor.model.message import message
from advisor.model.source import Source
from advisor.report.dates import full_day
from advisor.report.naming import Naming
from advisor.report.tree import Block, Cell, Column, Line, Paragraph, Section, Table, Words, plain, quiet

MOST_TOLD: Final = 3
"""Events named with a finding; the table of those considered has more."""

_MOST_LISTED: Final = 12

_ON_PAPER: Final = {
    ACLED.id: "report.attribution.acled",
    HXL.id: "report.attribution.own",
    MAPPED.id: "report.attribution.own",
}
"""Of feeds whose attribution also promises that rows stay on the computer, which paper can't."""


def told(finding: Finding, place: Callable[[str], Words], source: Callable[[Source], Words]) -> tuple[Words, ...]:
    """How many events of which kind a rule counted, how near and since when, and the newest of them; or why not.

    `place` and `source` give what these are called.
    """
    count = finding.count
    if count is None:
        return ()
    sentences: list[Words] = []
    if finding.incidents and count.since is not None:
        newest = sorted(zip(finding.incidents, count.distances_km, strict=True), key=_newest_first)[:MOST_TOLD]
        events = (_event(incident, km, place, source) for incident, km in newest)
        sentences.append(
            message(
                "report.incidents-fatal" if count.test.fatal else "report.incidents",
                counted=_counted(count, len(finding.incidents)),
                km=count.test.within_km,
                since=full_day(count.since),
                incidents=reduce(lambda first, other: message("report.then", first=first, other=other), events),
            )
        )
        more = len(finding.incidents) - len(newest)
        if more > 0:
            sentences.append(message("report.more-incidents", count=more))
    if not finding.certain:
        sentences += count.missing
    return tuple(sentences)


def kind(identifier: str) -> Words:
    """A kind of incident; one that only this pack has keeps its name."""
    return message(f"incident-kind.{identifier}") if identifier in KINDS else identifier


def considered(naming: Naming) -> tuple[Section, ...]:
    """The incidents that were counted, and which imported data were looked at; none where no rule counts any."""
    assessment = naming.assessment
    nearest: dict[str, tuple[Incident, int]] = {}
    for finding in assessment.findings:
        if finding.count is not None:
            for incident, km in zip(finding.incidents, finding.count.distances_km, strict=True):
                known = nearest.get(incident.id)
                nearest[incident.id] = (incident, km if known is None else min(km, known[1]))
    events = sorted(nearest.values(), key=_newest_first)
    seen = assessment.incidents_seen
    if not events and seen is None:
        return ()
    blocks: list[Block] = []
    if events:
        blocks = [Paragraph(tuple(_for_whom(naming))), _table(naming, events[:_MOST_LISTED])]
    lines: list[Line] = []
    more = len(events) - _MOST_LISTED
    if more > 0:
        lines.append(quiet(message("report.more-incidents", count=more)))
    if not events:
        lines.append(plain(message("report.no-incidents")))
    if seen is not None:
        lines += looked_at(seen.feeds)
    if lines:
        blocks.append(Paragraph(tuple(lines)))
    return (Section(message("report.heading.incidents"), tuple(blocks)),)


def _for_whom(naming: Naming) -> Iterable[Line]:
    """Which rules counted them: a requirement has no other place to say so."""
    for finding in naming.assessment.findings:
        count = finding.count
        if count is not None and count.since is not None and finding.incidents:
            name = "report.incidents-for-fatal" if count.test.fatal else "report.incidents-for"
            counted = _counted(count, len(finding.incidents))
            since = full_day(count.since)
            rule = naming.shown(finding.title)
            yield plain(message(name, rule=rule, counted=counted, km=count.test.within_km, since=since))


def looked_at(feeds: Iterable[FeedUse]) -> Iterable[Line]:
    """How much of each feed there was to look at, and what its licence asks to be shown."""
    for use in feeds:
        feed = FEEDS.get(use.feed)
        title: Words = message(f"report.feed.{use.feed}") if feed is not None else use.feed
        yield quiet(message("report.looked-at", count=use.count, feed=title, newest=full_day(use.newest)))
        if feed is not None:
            yield quiet(message(_ON_PAPER[feed.id]) if feed.id in _ON_PAPER else feed.attribution)


def _table(naming: Naming, events: list[tuple[Incident, int]]) -> Table:
    columns = (
        Column(message("report.column.day")),
        Column(message("report.column.incident"), 6),
        Column(message("report.column.place"), 3),
        Column(message("report.column.distance")),
        Column(message("report.column.source"), 3),
    )
    return Table(columns, tuple(_row(naming, incident, km) for incident, km in events), lead=2)


def _row(naming: Naming, incident: Incident, km: int) -> tuple[Cell, ...]:
    what: list[Line] = [plain(incident.title or kind(incident.kind))]
    if incident.title:
        what.append(quiet(kind(incident.kind)))
    where: Words = naming.place(incident.place) if incident.place else _position(incident)
    source: Cell = (plain(naming.source(incident.source)),) if incident.source is not None else ()
    return (
        (plain(message("report.date", day=full_day(incident.day))),),
        tuple(what),
        (plain(where),),
        (plain(message("report.km", km=km)),),
        source,
    )


def _position(incident: Incident) -> str:
    return f"{incident.latitude:.2f}, {incident.longitude:.2f}"


def _counted(count: IncidentCount, number: int) -> Words:
    """`2 ambushes` where one kind is counted, else `2 events`."""
    (one, *others) = sorted(count.test.kinds) or [""]
    if one in KINDS and not others:
        return message(f"incident-count.{one}", count=number)
    return message("incident-count.any", count=number)


def _event(incident: Incident, km: int, place: Callable[[str], Words], source: Callable[[Source], Words]) -> Words:
    """The day, what happened, where, how far away, and who says so."""
    event = message("report.incident", day=full_day(incident.day), what=incident.title or kind(incident.kind))
    if incident.place:
        event = message("report.incident-at", incident=event, place=place(incident.place))
    event = message("report.incident-away", incident=event, km=km)
    if incident.source is None:
        return event
    return message("report.incident-source", incident=event, source=source(incident.source))


def _newest_first(pair: tuple[Incident, int]) -> tuple[int, int, str]:
    incident, km = pair
    return -incident.day.toordinal(), km, incident.id
