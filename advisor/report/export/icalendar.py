"""A trip as iCalendar (RFC 5545): an event a leg. Every summary begins with the verdict, unless it is GO."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256

from advisor.model.assessment import Assessment, StepKind
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.verdict import Verdict
from advisor.report.export.trip import ToldStep, ToldTrip
from advisor.report.export.when import Stated, utc
from advisor.report.export.where import located, point_of
from advisor.report.tree import Say

_LONGEST = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class NothingDatedError(ValueError):
    """No leg has a day, and a calendar without an event is none."""


def render(assessment: Assessment, pack: Pack, say: Say, *, identity: str, made: datetime, names: bool = True) -> bytes:
    """The dated legs in UTF-8, the same bytes for the same arguments. NothingDatedError where there are none.

    `identity` tells one trip from others, such as the stem of its file's name. With the title and the ends of a leg it
    makes the event's UID, so that importing the trip again changes its events instead of doubling them. Legs without
    a day are named in every event. Times are instants (UTC), and local times where nobody knows the zone. `made`, a
    moment with its zone, is when these events were made: of two imports a calendar keeps the later one.
    """
    told = ToldTrip(assessment, pack, say, names=names)
    legs = [step for step in told.steps if step.result.kind is StepKind.LEG]
    dated = [step for step in legs if step.start is not None or step.until is not None]
    if not dated:
        raise NothingDatedError
    # a UID is the same with names and without, and gives none away
    anonymous = told if not names else ToldTrip(assessment, pack, say, names=False)
    uids = dict(_uids(legs, f"{identity}\0{anonymous.name}"))
    undated = [step for step in legs if step not in dated]
    content = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Travel-security advisor//EN",
        "CALSCALE:GREGORIAN",
        _text("NAME", told.title),
        _text("X-WR-CALNAME", told.title),
        _text("DESCRIPTION", "\n".join(told.lines())),
    ]
    for step in dated:
        content += _event(told, step, uids[step.result.index], made, undated)
    return b"".join(_folded(line) for line in (*content, "END:VCALENDAR"))


def _uids(legs: Iterable[ToldStep], seed: str) -> Iterator[tuple[int, str]]:
    """A name for each leg that stays the same when its times change or other legs come before it."""
    seen: Counter[tuple[str, str]] = Counter()
    for step in legs:
        ends = step.result.origin, step.result.destination or ""
        seen[ends] += 1
        digest = sha256("\0".join((seed, *ends, str(seen[ends]))).encode("utf-8", "replace")).hexdigest()
        yield step.result.index, f"{digest[:32]}@travel-security-advisor"


def _event(told: ToldTrip, step: ToldStep, uid: str, made: datetime, undated: list[ToldStep]) -> Iterator[str]:
    verdict, historical = told.assessment.verdict, told.assessment.historical
    course = step.course if step.start is not None else told.words(message("export.arrival", course=step.course))
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{utc(made):%Y%m%dT%H%M%SZ}"
    yield from _span(step.start, step.until)
    yield _text("SUMMARY", course if verdict is Verdict.GO and not historical else told.headed(course))
    yield _text("DESCRIPTION", "\n".join(_description(told, step, undated)))
    yield _text("LOCATION", step.origin if step.start is not None else step.destination)
    place = located(told.pack, step.result.origin if step.start is not None else step.result.destination or "")
    point = point_of(place) if place is not None else None
    if point is not None:
        yield f"GEO:{point.latitude:.6f};{point.longitude:.6f}"
    if verdict is not Verdict.GO or historical:
        yield "STATUS:TENTATIVE"
    yield "END:VEVENT"


def _description(told: ToldTrip, step: ToldStep, undated: list[ToldStep]) -> Iterator[str]:
    yield from told.lines()
    yield ""
    yield from told.about(step)
    if undated:
        yield told.words(message("export.not-dated", steps=tuple(step.course for step in undated)))


def _span(start: Stated | None, until: Stated | None) -> Iterator[str]:
    """When: from an hour to an hour, or whole days. An end that nobody stated, or that lies before, is left out."""
    first = start or until
    if first is None:
        return
    if not isinstance(first.when, datetime):
        yield f"DTSTART;VALUE=DATE:{_day(first.when)}"
        last = until.day if until is not None and until.day >= first.when else first.when
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"  # the first day after it
        return
    yield f"DTSTART:{_moment(first)}"
    if until is None or until is first or not isinstance(until.when, datetime):
        return
    if first.instant is not None and until.instant is not None:
        later = until.instant > first.instant
    else:
        later = first.zone == until.zone and until.when > first.when
    if later:
        yield f"DTEND:{_moment(until)}"


def _moment(at: Stated) -> str:
    instant = at.instant
    local = instant if instant is not None else at.when
    hour = f"{local:%H%M%S}" if isinstance(local, datetime) else "000000"
    return f"{_day(local)}T{hour}{'Z' if instant is not None else ''}"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(name: str, words: str) -> str:
    return f"{name}:{words.translate(_ESCAPED)}"


def _folded(line: str) -> bytes:
    """A line of content, cut into lines of 75 octets at most, none of them inside a character."""
    parts, part = [], b""
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(part) + len(octets) > _LONGEST:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join((*parts, part)) + b"\r\n"
