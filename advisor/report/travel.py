"""Who travels, and how: the party and the itinerary."""

from __future__ import annotations

from datetime import date, datetime

from advisor.model.assessment import StepKind, StepResult
from advisor.model.message import message
from advisor.model.trip import Leg, Stay, Traveller
from advisor.report.dates import full_day
from advisor.report.naming import Naming, mark
from advisor.report.reasons import deciding
from advisor.report.tree import (
    Block,
    Cell,
    Column,
    Inline,
    Line,
    Paragraph,
    Run,
    Section,
    Table,
    Voice,
    Words,
    listed,
    plain,
    quiet,
    strong,
)

_MOST_LINKS = 4
_SHORT_KM = 10


def subtitle(naming: Naming) -> Cell:
    """What the trip is for, and its days."""
    lines: list[Line] = []
    purpose = naming.free_text(naming.trip.purpose.strip())
    days = _days(naming)
    parts: list[Words] = [purpose] if purpose else []
    if days is not None:
        parts.append(days)
    if parts:
        lines.append(listed(tuple(parts), " · "))
    notes = naming.trip.notes.strip()
    if notes and naming.shows_names:
        lines.append((Run(message("report.notes", notes=notes)),))
    return tuple(lines)


def _days(naming: Naming) -> Words | None:
    """From the first day to the last, with the year."""
    steps = naming.assessment.steps
    starts = [_as_day(step.earliest) for step in steps if step.earliest is not None]
    ends = [_as_day(step.latest) for step in steps if step.latest is not None]
    if not starts or not ends:
        return None
    first, last = min(starts), max(ends)
    if first >= last:
        return message("report.date", day=full_day(first))
    return message("report.days", start=full_day(first), until=full_day(last))


def _as_day(when: datetime) -> date:
    return when.date()


def party(naming: Naming) -> Section:
    """The travellers, and what the verdict would be without each."""
    heading = message("report.heading.party")
    if not naming.trip.travellers:
        return Section(heading, (Paragraph((plain(message("report.no-travellers")),)),))
    columns = (
        Column(message("report.column.name"), 3),
        Column(message("report.column.nationality"), 2),
        Column(message("report.column.staff"), 3),
        Column(message("report.column.roles"), 4),
        Column(message("report.column.for-traveller")),
    )
    rows = tuple(_traveller(naming, index, one) for index, one in enumerate(naming.trip.travellers))
    blocks: list[Block] = [Table(columns, rows)]
    without = _without(naming)
    if without:
        blocks.append(Paragraph(without))
    return Section(heading, tuple(blocks), together=len(rows) <= 6)  # noqa: PLR2004 - what fits below a heading


def _traveller(naming: Naming, index: int, one: Traveller) -> tuple[Cell, ...]:
    not_given = quiet(message("report.not-given"))
    if one.roles is None:
        roles: Line = not_given
    else:
        roles = listed(tuple(naming.role(role) for role in one.roles)) if one.roles else plain("–")
    worst = max(
        (step.by_traveller[index].reported for step in naming.assessment.steps if index < len(step.by_traveller)),
        default=naming.assessment.verdict,
    )
    return (
        (strong(naming.traveller(index)),),
        (listed(tuple(map(naming.country, one.nationality))) if one.nationality else not_given,),
        (plain(naming.staff(one.staff)) if one.staff else not_given,),
        (roles,),
        ((mark(worst),),),
    )


def _without(naming: Naming) -> Cell:
    """Whose staying behind would change the verdict."""
    lines: list[Line] = []
    for index, left in enumerate(naming.assessment.without):
        if left.reported is not naming.assessment.verdict and index < len(naming.trip.travellers):
            words = message("report.without", traveller=naming.traveller(index))
            lines.append((Run(words), Run(" "), mark(left.reported)))
    return tuple(lines)


def itinerary(naming: Naming) -> Section:
    """Legs and stays, each with its verdict and what decided it."""
    heading = message("report.heading.itinerary")
    if not naming.assessment.steps:
        return Section(heading, (Paragraph((plain(message("report.no-itinerary")),)),))
    columns = (
        Column(message("report.column.step")),
        Column(message("report.column.when"), 13),
        Column(message("report.column.course"), 17),
        Column(message("report.column.verdict")),
        Column(message("report.column.decided-by"), 15),
    )
    return Section(heading, (Table(columns, tuple(_step(naming, one) for one in naming.assessment.steps), lead=3),))


def _step(naming: Naming, step: StepResult) -> tuple[Cell, ...]:
    when = naming.when(step)
    decided = deciding(naming, step.index)
    return (
        (plain(str(step.index + 1)),),
        (plain(when) if when is not None else quiet(message("report.time-not-given")),),
        (strong(naming.course(step)), *_how(naming, step)),
        ((mark(step.range.reported),) if step.assessed else plain(message("report.outside-area")),),
        (plain(naming.shown(decided[0].title)),) if decided else (),
    )


def _how(naming: Naming, step: StepResult) -> Cell:
    """By what mode and way a leg goes, or where a stay lodges."""
    written = naming.written(step)
    parts: list[Words] = []
    way: list[Words] = []
    if step.kind is StepKind.LEG:
        parts.append(naming.mode(step.mode))
        if isinstance(written, Leg):
            if written.operator:
                parts.append(naming.operator(written.operator))
            way = _way(naming, written, step)
    elif isinstance(written, Stay) and written.lodging:
        parts.append(naming.free_text(written.lodging))
    elif written is None:
        parts.append(message("report.follows-by-itself"))
    line: list[Inline] = [*listed(tuple(parts), " · ", Voice.QUIET)]
    for one in way:
        line += [Run(" · ", Voice.QUIET, spare=1), Run(one, Voice.QUIET, spare=1)]
    return (tuple(line),) if line else ()


def _way(naming: Naming, written: Leg, step: StepResult) -> list[Words]:
    parts: list[Words] = []
    if written.route:
        parts.append(naming.route(written.route))
    else:
        links = [naming.pack.links[link] for link in step.links if link in naming.pack.links]
        titles = [link.title for link in links if link.title]
        if len(titles) <= _MOST_LINKS:
            parts += titles
    if written.via:
        parts.append(message("report.via", places=tuple(naming.place(place) for place in written.via)))
    kilometres = [naming.pack.links[link].km for link in step.links if link in naming.pack.links]
    known = [km for km in kilometres if km is not None]
    if known and len(known) == len(step.links):
        parts.append(message("report.kilometres", km=_rounded(sum(known))))
    return parts


def _rounded(km: float) -> int | float:
    """As precise as a traveller needs it."""
    return round(km, 1) if km < _SHORT_KM else round(km)
