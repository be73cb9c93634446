"""What the planner could do otherwise, told: alternatives, changes and the calendar as sections of a document.

`change` and `turn` put a single change or reason into words; a window uses the same.
"""

from __future__ import annotations

from advisor.model.change import ChangeKind
from advisor.model.measure import MeasureState
from advisor.model.message import Message, message
from advisor.model.text import Text
from advisor.model.trip import Leg, Stay
from advisor.model.verdict import Range, Verdict
from advisor.planning.alternatives import Alternative, Alternatives
from advisor.planning.calendar import Calendar
from advisor.planning.calendar import Run as Days
from advisor.planning.change import Change
from advisor.planning.changes import Changes, Suggestion
from advisor.planning.turns import Turn, TurnKind
from advisor.report.dates import full_day, hour, moment
from advisor.report.naming import Naming, mark
from advisor.report.reasons import leading
from advisor.report.tree import Items, Line, Paragraph, Run, Section, Words, listed, plain, quiet

_HOUR = 60
_DOT = " · "


def verdict(found: Range) -> Line:
    """The verdict in short, and what it could be at best while that is not settled."""
    if found.reported is found.best:
        return (mark(found.reported),)
    better = message("plan.at-best", verdict=message(f"report.short.{found.best.word}"))
    return (mark(found.reported), Run(_DOT), Run(better))


# Alternatives.


def alternatives(found: Alternatives, naming: Naming) -> Section:
    """Every way to travel with what it comes to, how long it takes and what decides it."""
    items = tuple(_alternative(one, naming) for one in found.ranked)
    looked = message("plan.looked-at", count=found.looked_at)
    blocks = (Items(items),) if items else (Paragraph((plain(message("plan.no-alternatives")),)),)
    return Section(message("plan.alternatives"), (*blocks, Paragraph(_closing(looked, complete=found.complete))))


def _alternative(one: Alternative, naming: Naming) -> tuple[Line, ...]:
    there = naming.of(one.assessment)
    legs = [step for step in one.trip.itinerary if isinstance(step, Leg)]
    facts: list[Words] = [duration(one.minutes)]
    if one.moving is not None and one.moving != one.minutes:
        facts.append(message("plan.moving", time=duration(one.moving)))
    if one.km is not None:
        facts.append(message("plan.km", km=round(one.km)))
    if one.risk_level is not None:
        facts.append(message("plan.risk", level=naming.pack.risk.levels[one.risk_level].title))
    head = (*verdict(one.range), Run(_DOT), *listed(tuple(facts), _DOT))
    lines: list[Line] = [head]
    if one.as_written:
        lines.append(quiet(message("plan.as-written")))
    lines += [plain(leg(each, there)) for each in legs]
    if one.departures:
        spans = tuple(message("plan.span", start=hour(first), until=hour(last)) for first, last in one.departures)
        lines.append(quiet(message("plan.departures", spans=spans)))
    if one.range.worst is not Verdict.GO:
        told, more = leading(there)
        lines += told
        if more:
            lines.append(quiet(message("plan.more-reasons", count=more)))
    return tuple(lines)


def leg(one: Leg, naming: Naming) -> Message:
    """A leg in words: `UN flight, Bamako – Gao, Sat 6 May 09:00`."""
    told: Message = message(
        "plan.leg",
        mode=naming.mode(one.mode),
        origin=naming.place(one.origin),
        destination=naming.place(one.destination),
    )
    if one.route is not None:
        told = message("plan.leg-by", leg=told, by=naming.route(one.route))
    elif one.via:
        told = message("plan.leg-by", leg=told, by=_some(one.via, naming))
    if one.operator is not None:
        told = message("plan.leg-with", leg=told, operator=naming.operator(one.operator))
    if one.depart is not None:
        told = message("plan.leg-at", leg=told, time=moment(one.depart))
    return told


def _some(places: tuple[str, ...], naming: Naming) -> Words:
    """The places a leg passes; of many the first and the last."""
    if len(places) > 3:  # noqa: PLR2004 - more than can be read at a glance
        return message(
            "plan.via-many",
            first=naming.place(places[0]),
            last=naming.place(places[-1]),
            count=len(places) - 2,
        )
    return message("report.list", items=tuple(naming.place(place) for place in places))


def duration(minutes: int | None) -> Message:
    """`2 h 30 min`, or that it is not known."""
    if minutes is None:
        return message("plan.time-not-known")
    hours, rest = divmod(minutes, _HOUR)
    if not hours:
        return message("plan.minutes", minutes=rest)
    return message("plan.hours-minutes", hours=hours, minutes=rest) if rest else message("plan.hours", hours=hours)


# Changes.


def changes(found: Changes, naming: Naming) -> Section:
    """The smallest changes that help, or that none does."""
    heading = message("plan.changes")
    before = message(f"report.short.{found.before.reported.word}")
    if found.before.reported is Verdict.GO:
        return Section(heading, (Paragraph((plain(message("plan.nothing-needed")),)),))
    if not found.suggestions:
        nothing = message("plan.nothing-helps" if found.complete else "plan.nothing-found", verdict=before)
        return Section(heading, (Paragraph((plain(nothing),)),))
    after = message(f"report.short.{found.best.word}")
    lead = Paragraph((plain(message("plan.from-to", before=before, after=after)),))
    items = Items(tuple(_suggestion(one, naming) for one in found.suggestions))
    looked = message("plan.decided", count=found.decided)
    return Section(heading, (lead, items, Paragraph(_closing(looked, complete=found.complete))))


def _suggestion(one: Suggestion, naming: Naming) -> tuple[Line, ...]:
    return tuple(plain(change(each, naming)) for each in one.changes)


def change(one: Change, naming: Naming) -> Message:
    """One change as an order: `Step 2: by UN flight instead`. `naming`: of the trip it changes."""
    told = _change(one, naming)
    if one.step is None:
        return told
    step = next((each for each in naming.assessment.steps if each.written == one.step), None)
    number = step.index if step is not None else one.step
    return message("plan.at-step", step=str(number + 1), course=_course(one.step, naming), what=told)


def _course(number: int, naming: Naming) -> Words:
    step = naming.trip.itinerary[number]
    if isinstance(step, Stay):
        return naming.place(step.place)
    return message("report.course", origin=naming.place(step.origin), destination=naming.place(step.destination))


def _change(one: Change, naming: Naming) -> Message:
    match one.kind:
        case ChangeKind.MODE:
            return _by(message("plan.change.mode", mode=naming.mode(one.mode)), one, naming)
        case ChangeKind.ROUTE:
            return _by(message("plan.change.route"), one, naming)
        case ChangeKind.DATE:
            return message("plan.change.later" if one.days > 0 else "plan.change.earlier", count=abs(one.days))
        case ChangeKind.MEASURE:
            return _measure(one, naming)
    words: dict[str, Words] = {
        "operator": naming.operator(one.operator or ""),
        "place": naming.place(one.place or ""),
        "traveller": naming.traveller(one.traveller or 0),
        "time": moment(one.depart) if one.depart is not None else message("report.not-given"),
    }
    return Message(f"plan.change.{one.kind.value}", words)


def _by(told: Message, one: Change, naming: Naming) -> Message:
    if one.route is not None:
        told = message("plan.leg-by", leg=told, by=naming.route(one.route))
    elif one.via:
        told = message("plan.leg-by", leg=told, by=_some(one.via, naming))
    return message("plan.leg-with", leg=told, operator=naming.operator(one.operator)) if one.operator else told


def _measure(one: Change, naming: Naming) -> Message:
    words = {
        MeasureState.CONFIRMED: "plan.change.confirm",
        MeasureState.ACCEPTED: "plan.change.accept",
    }.get(one.state or MeasureState.PLANNED, "plan.change.arrange")
    told = message(words, measure=naming.measure(one.measure or ""))
    if one.traveller is None:
        return told
    return message("plan.for-traveller", traveller=naming.traveller(one.traveller), what=told)


# The calendar.


def calendar(found: Calendar, naming: Naming) -> Section:
    """The runs of departure days, each with what it comes to and why that changes."""
    heading = message("plan.calendar")
    if found.departs is None:
        return Section(heading, (Paragraph((plain(message("plan.no-day")),)),))
    items = Items(tuple(_run(run, naming) for run in found.runs))
    as_written = message("plan.departs", day=full_day(found.departs))
    return Section(heading, (Paragraph((plain(as_written),)), items))


def _run(run: Days, naming: Naming) -> tuple[Line, ...]:
    days = (
        message("report.days", start=run.first, until=run.last)
        if run.first != run.last
        else message("report.date", day=run.first)
    )
    head = (*verdict(run.range), Run(_DOT), Run(days))
    told: list[Message] = []
    for one in run.because:
        words = turn(one, naming)
        if words not in told:
            told.append(words)
    return (head, *(plain(words) for words in told))


def turn(one: Turn, naming: Naming) -> Message:
    """Why a verdict changes, such as `The mission has stopped: its mandate ends`."""
    kind = f"plan.turn.{one.kind.value}"
    if one.runner is not None:
        provider = naming.pack.providers.get(one.runner)
        runner = provider.title if provider is not None else naming.operator(one.runner)
        if one.kind is TurnKind.STOPS and one.reason:
            return message("plan.turn.stops-because", runner=runner, reason=one.reason)
        return message(kind, runner=runner)
    rule = next((rule.title for rule in naming.pack.rules if rule.id == one.rule), Text())
    if one.place is not None:
        return message(kind, rule=rule, place=naming.place(one.place))
    return message(kind, rule=rule) if one.rule is not None else message(kind)


def _closing(looked: Message, *, complete: bool) -> tuple[Line, ...]:
    return (quiet(looked),) if complete else (quiet(looked), quiet(message("plan.cut-short")))
