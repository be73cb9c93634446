"""Whether the party can get back as well as there: the way back as a trip of its own, to be assessed like any other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeAlias

from advisor.engine.times import YEARS, to_instant, to_local
from advisor.model.assessment import Assessment
from advisor.model.message import Argument, Message, message
from advisor.model.pack import Pack
from advisor.model.trip import Leg, Stay, Trip, When
from advisor.model.verdict import Verdict
from advisor.planning.shift import day_of, stated_times
from advisor.planning.zones import zone_of

MOST_REASONS = 2

_Pair: TypeAlias = tuple[Leg, Leg]
"""A leg out, and the one that undoes it."""


def end_of(trip: Trip) -> str:
    """The place where the itinerary ends so far; empty where it has none."""
    if not trip.itinerary:
        return ""
    last = trip.itinerary[-1]
    return last.destination if isinstance(last, Leg) else last.place


def start_of(trip: Trip) -> str:
    """The place where the itinerary starts; empty where it has none."""
    if not trip.itinerary:
        return ""
    first = trip.itinerary[0]
    return first.origin if isinstance(first, Leg) else first.place


def reversed_leg(leg: Leg) -> Leg:
    """The leg the other way round, with neither times nor measures: they are yet to be stated."""
    return Leg(
        origin=leg.destination,
        destination=leg.origin,
        mode=leg.mode,
        via=tuple(reversed(leg.via)),
        route=leg.route,
        operator=leg.operator,
    )


def way_back(trip: Trip) -> tuple[Leg, ...]:
    """The legs that would lead back to the start: the outward ones reversed, with neither times nor measures.

    Empty where the trip is back already, or where its legs do not lead from its start to its end.
    """
    return tuple(back for _out, back in _pairs(trip))


def _pairs(trip: Trip) -> tuple[_Pair, ...]:
    pairs: list[_Pair] = []
    here, start = end_of(trip), start_of(trip)
    for step in reversed(trip.itinerary):
        if here == start or not isinstance(step, Leg):
            continue
        if step.destination != here or not step.origin:
            return ()
        pairs.append((step, reversed_leg(step)))
        here = step.origin
    return tuple(pairs) if here == start else ()


def return_trip(trip: Trip, pack: Pack) -> Trip | None:
    """The way back, as soon after the trip as the party can leave, at the hours of the way out.

    After a leg that is the day after, else when the last stay ends. None where there is no way back to look at, or its
    day is not known. A leg out of which only the day is known gives a leg back of which only the day is known.
    """
    pairs, ready = _pairs(trip), _ready(trip)
    if not pairs or ready is None:
        return None
    legs: list[Leg] = []
    first: date | None = None
    last_out = _day(pairs[0][0])
    for group in _by_day(pairs):
        day_out = _day(group[0][0])
        if first is None:
            first = _first_day(ready, _starts(group))
        gap = (last_out - day_out).days if last_out is not None and day_out is not None else None
        if gap is None or gap < 0 or not _in_years(first, gap):
            legs += [back for _out, back in group]
        else:
            legs += _mirrored(group, first + timedelta(days=gap), zone_of(pack))
    return replace(trip, itinerary=tuple(legs)) if legs[0].depart is not None else None


def _ready(trip: Trip) -> When | None:
    """From when on the party can leave again."""
    times = tuple(stated_times(trip))
    if not times or any(when.year not in YEARS for when in times):
        return None
    last = trip.itinerary[-1]
    if isinstance(last, Stay) and last.until is not None:
        return last.until
    return day_of(times[-1]) + timedelta(days=1)


def _in_years(first: date, gap: int) -> bool:
    return first.year in YEARS and (first + timedelta(days=gap)).year in YEARS


def _day(leg: Leg) -> date | None:
    when = leg.depart if leg.depart is not None else leg.arrive
    return day_of(when) if when is not None else None


def _by_day(pairs: tuple[_Pair, ...]) -> list[list[_Pair]]:
    groups: list[list[_Pair]] = []
    for pair in pairs:
        if groups and _day(groups[-1][0][0]) == _day(pair[0]):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    return groups


def _starts(group: list[_Pair]) -> datetime | None:
    """When the legs out of one day begin; None where not every time of them is known."""
    outward = [leg for leg, _back in group]
    known = [one.depart for one in outward if isinstance(one.depart, datetime) and isinstance(one.arrive, datetime)]
    return min(known) if len(known) == len(group) else None


def _first_day(ready: When, starts: datetime | None) -> date:
    day = day_of(ready)
    late = isinstance(ready, datetime) and starts is not None and starts.time() < ready.time()
    return day + timedelta(days=1) if late else day


def _mirrored(group: list[_Pair], day: date, zone: Callable[[str], str]) -> list[Leg]:
    """The legs back on that day: what came last on the way out comes first, and everything takes as long as it did."""
    starts = _starts(group)
    if starts is None:
        return [replace(back, depart=day) for _out, back in group]
    spans: list[tuple[int, int]] = []
    for out, _back in group:
        depart, arrive = out.depart, out.arrive
        if isinstance(depart, datetime) and isinstance(arrive, datetime):
            spans.append((to_instant(depart, zone(out.origin)), to_instant(arrive, zone(out.destination))))
    end = max(arrive for _depart, arrive in spans)
    begins = to_instant(datetime.combine(day, starts.time()), zone(group[0][1].origin))
    return [
        replace(
            back,
            depart=to_local(begins + end - arrive, zone(back.origin)),
            arrive=to_local(begins + end - depart, zone(back.destination)),
        )
        for (_out, back), (depart, arrive) in zip(group, spans, strict=True)
    ]


def is_open(assessment: Assessment) -> bool:
    """Whether nobody has said how the party leaves the place where the trip ends."""
    return any(question.about.fact == "onward" for question in assessment.questions)


def told(back: Assessment) -> Message:
    """What the way back comes to, in a sentence. `back`: the assessment of a `return_trip`."""
    first = back.trip.itinerary[0]
    args: dict[str, Argument] = {"verdict": message(f"report.verdict.{back.verdict.word}")}
    if isinstance(first, Leg) and first.depart is not None:
        args["day"] = day_of(first.depart)
    reasons = _reasons(back)
    if back.verdict is Verdict.GO or not reasons:
        return Message("remark.way-back", args)
    return Message("remark.way-back-because", {**args, "reasons": reasons})


def _reasons(back: Assessment) -> tuple[Argument, ...]:
    """The titles of what makes the verdict, without repetition."""
    graver = [one for one in back.findings if one.range.worst is not Verdict.GO]
    worst = max((one.range.reported for one in graver), default=Verdict.GO)
    titles: list[Argument] = []
    for finding in graver:
        if finding.range.reported is worst and finding.title not in titles:
            titles.append(finding.title)
    return tuple(message("remark.reason", title=title) for title in titles[:MOST_REASONS])
