"""The journey plan on the sheet: how to reach the party, vehicles and drivers, check-ins, lodging, medevac, overdue.

Only what somebody has stated is printed, and nothing for a trip that does not take place. With names left off, phone
numbers, call signs, plates and emergency contacts are left off too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from advisor.model.assessment import StepResult
from advisor.model.journey_plan import Carried
from advisor.model.message import Message, message
from advisor.model.trip import Leg, Stay
from advisor.planning.check_ins import Due, Occasion, schedule
from advisor.planning.duty import Driven, driven, hours_told, leg_of
from advisor.planning.journey import takes_place
from advisor.planning.missing import Lack, Missing, begun, missing
from advisor.report.dates import day, hour, moment
from advisor.report.naming import Naming
from advisor.report.reasons import runs
from advisor.report.tree import (
    Blank,
    Block,
    Cell,
    Column,
    Line,
    Paragraph,
    Run,
    Section,
    Table,
    Tick,
    Voice,
    Words,
    listed,
    plain,
    quiet,
    strong,
)

_SHORT_TABLE = 8


def people(naming: Naming) -> tuple[Section, ...]:
    """How to reach each traveller, and whom to tell if something happens."""
    if not takes_place(naming.assessment) or not naming.shows_names:
        return ()
    rows: list[tuple[Cell, ...]] = []
    for index, one in enumerate(naming.trip.travellers):
        reach: list[Words] = [one.phone] if one.phone.strip() else []
        if one.radio.strip():
            reach.append(message("journey.radio", sign=one.radio))
        told: Cell = ()
        if one.emergency is not None:
            who = one.emergency
            told = (listed(tuple(part for part in (who.name, who.role, who.phone) if part.strip())),)
        if reach or told:
            rows.append(((strong(naming.traveller(index)),), (listed(tuple(reach)),) if reach else (), told))
    columns = (
        Column(message("report.column.name"), 4),
        Column(message("report.column.phone"), 5),
        Column(message("journey.column.emergency"), 6),
    )
    return _section("people", Table(columns, tuple(rows))) if rows else ()


def vehicles(naming: Naming) -> tuple[Section, ...]:
    """Each vehicle with what it carries, its steps and drivers; then who drives how long."""
    if not takes_place(naming.assessment):
        return ()
    names = [one.name.strip() for one in naming.trip.vehicles]
    legs = [(step, leg) for step, leg in _legs(naming) if leg.drivers or leg.vehicle.strip()]
    names += dict.fromkeys(name for _step, leg in legs if (name := leg.vehicle.strip()) not in names)
    rows = [row for name in names for row in _vehicle(naming, name, legs)]
    columns = (
        Column(message("journey.column.vehicle"), 5),
        Column(message("journey.column.carries"), 6),
        Column(message("journey.column.steps")),
        Column(message("journey.column.drivers"), 5),
    )
    hours = _hours(naming)
    blocks: list[Block] = [Table(columns, tuple(rows))] if rows else []
    if hours:
        blocks.append(Paragraph(hours))
    return _section("vehicles", *blocks) if blocks else ()


def _vehicle(naming: Naming, name: str, legs: list[tuple[StepResult, Leg]]) -> Iterator[tuple[Cell, ...]]:
    """A row for those of that name; without one, for the modes of legs that name drivers only."""
    driven_legs = [(step, leg) for step, leg in legs if leg.vehicle.strip() == name]
    drivers = dict.fromkeys(driver.strip() for _step, leg in driven_legs for driver in leg.drivers if driver.strip())
    told: Cell = (listed(tuple(naming.person(driver) for driver in drivers)),) if drivers else ()
    steps = runs(tuple(step.index for step, _leg in driven_legs))
    known = [one for one in naming.trip.vehicles if one.name.strip() == name]
    if not known:
        modes = tuple(dict.fromkeys(leg.mode for _step, leg in driven_legs))
        called = (naming.free_text(name),) if name else tuple(naming.mode(mode) for mode in modes)
        yield ((strong(message("report.list", items=called)),), (), (plain(steps),), told)
    for one in known:
        title: list[Line] = [strong(naming.free_text(name))] if name else []
        if one.plate.strip() and naming.shows_names:
            title.append(quiet(one.plate))
        carries = tuple(carried(word) if word in set(Carried) else naming.free_text(word) for word in one.carries)
        yield (
            tuple(title),
            (plain(message("report.list", items=carries)),) if carries else (),
            (plain(steps),) if steps else (),
            told,
        )


def carried(word: str) -> Words:
    """What a vehicle carries, in words."""
    if word not in set(Carried):
        return word
    return message("journey.radio-set" if word == Carried.RADIO else f"journey.{word}")


def _hours(naming: Naming) -> Cell:
    """Who drives how long on which day."""
    by_driver: dict[str, list[Driven]] = {}
    for one in driven(naming.assessment, naming.pack):
        by_driver.setdefault(one.driver, []).append(one)
    if not by_driver:
        return ()
    parts: list[Words] = [
        message(
            "journey.driven",
            driver=naming.person(driver),
            days=message("report.list", items=tuple(_driven(one) for one in days)),
        )
        for driver, days in by_driver.items()
    ]
    head = message("report.introduced", label=message("journey.column.hours"))
    return ((Run(head, Voice.QUIET), Run(" "), *listed(tuple(parts), " · ")),)


def _driven(one: Driven) -> Message:
    told = hours_told(one.hours)
    if one.incomplete:
        told = message("journey.at-least", hours=told) if one.hours else message("journey.hours-not-known")
    elif one.about:
        told = message("journey.about", hours=told)
    return message("journey.driven-on", day=day(one.day), hours=told) if one.day is not None else told


def check_ins(naming: Naming) -> tuple[Section, ...]:
    """Every check-in with a box to tick, and when it is overdue."""
    dues = schedule(naming.assessment, naming.pack) if takes_place(naming.assessment) else ()
    if not dues:
        return ()
    late = any(due.overdue and due.overdue[0] is not None for due in dues)
    whom = any(due.whom.strip() for due in dues)
    columns = [Column(message("report.column.call-by"), 4), Column(message("report.column.place"), 6)]
    columns += [Column(message("journey.column.whom"), 4)] if whom else []
    columns += [Column(message("journey.column.overdue-at"), 3)] if late else []
    columns.append(Column(message("journey.column.made"), 2))
    rows = tuple(_due(naming, due, whom=whom, late=late) for due in dues)
    table = Table(tuple(columns), rows, lead=2)
    return (Section(message("report.heading.check-ins"), (table,), together=len(rows) <= _SHORT_TABLE),)


def _due(naming: Naming, due: Due, *, whom: bool, late: bool) -> tuple[Cell, ...]:
    when: Words = moment(due.at) if due.at is not None else _without_time(due)
    cells: list[Cell] = [((Tick(), Run("\u00a0"), Run(when)),), (plain(where(naming, due)),)]
    if whom:
        cells.append((naming.reached(due.whom),) if due.whom.strip() else ())
    if late:
        cells.append((plain(_later(due.at, due.overdue[0])),) if due.overdue and due.overdue[0] is not None else ())
    cells.append(())
    return tuple(cells)


def _without_time(due: Due) -> Words:
    if due.hour is not None:
        return message("journey.every-day", hour=f"{due.hour:%H:%M}")
    if due.every_hours is not None:
        return message("journey.every", hours=hours_told(due.every_hours))
    return message("journey.time-not-known")


def _later(at: datetime | None, overdue: datetime) -> Words:
    return hour(overdue) if at is not None and at.date() == overdue.date() else moment(overdue)


def where(naming: Naming, due: Due) -> Words:
    """At what place or on what way the party is then."""
    if due.occasion is Occasion.DEPARTURE:
        return message("journey.departure", place=naming.place(due.place))
    if due.occasion is Occasion.ARRIVAL:
        return message("journey.arrival", place=naming.place(due.place))
    if due.towards:
        return message("journey.underway", origin=naming.place(due.place), destination=naming.place(due.towards))
    return naming.place(due.place) if due.place else "–"


def lodging(naming: Naming) -> tuple[Section, ...]:
    """Where the party sleeps, with address and phone, where more is known than the itinerary says."""
    rows = []
    for step in naming.assessment.steps if takes_place(naming.assessment) else ():
        written = naming.written(step)
        if not isinstance(written, Stay) or not (written.lodging_phone.strip() or written.lodging_address.strip()):
            continue
        name = naming.free_text(written.lodging) or naming.place(step.origin)
        address: Cell = (quiet(naming.free_text(written.lodging_address)),) if written.lodging_address.strip() else ()
        rows.append(((plain(str(step.index + 1)),), (strong(name), *address), (naming.phone(written.lodging_phone),)))
    columns = (
        Column(message("report.column.step")),
        Column(message("journey.column.lodging"), 6),
        Column(message("report.column.phone"), 4),
    )
    return _section("lodging", Table(columns, tuple(rows), lead=2), half=True) if rows else ()


def medevac(naming: Naming) -> tuple[Section, ...]:
    """Who fetches the wounded or sick, and where to, by leg; legs of which the same is said share a row."""
    alike: dict[object, list[int]] = {}
    for step, leg in _legs(naming) if takes_place(naming.assessment) else ():
        if leg.medevac is not None:
            alike.setdefault(leg.medevac, []).append(step.index)
    rows = []
    for steps in alike.values():
        one = next(leg.medevac for step, leg in _legs(naming) if step.index == steps[0])
        if one is None:
            continue
        agreed = quiet(message("journey.agreed" if one.agreed else "journey.not-agreed"))
        provider: Cell = (strong(naming.free_text(one.provider)),) if one.provider.strip() else ()
        rows.append(
            (
                (plain(runs(tuple(steps))),),
                (*provider, agreed),
                (naming.phone(one.phone),),
                (plain(naming.free_text(one.hospital)),) if one.hospital.strip() else (),
            )
        )
    columns = (
        Column(message("journey.column.steps")),
        Column(message("journey.column.provider"), 5),
        Column(message("report.column.phone"), 4),
        Column(message("journey.column.hospital"), 5),
    )
    return _section("medevac", Table(columns, tuple(rows), lead=2)) if rows else ()


def overdue(naming: Naming) -> tuple[Section, ...]:
    """What is done when a check-in does not come, step by step."""
    steps = [one for one in naming.trip.overdue if one.who.strip() or one.what.strip()]
    if not steps or not takes_place(naming.assessment):
        return ()
    rows = tuple(
        (
            (plain(message("journey.minutes", minutes=one.after)) if one.after is not None else (Blank(),),),
            (naming.reached(one.who) if one.who.strip() else (Blank(),),),
            (plain(naming.free_text(one.what)) if one.what.strip() else (Blank(),),),
        )
        for one in steps
    )
    columns = (
        Column(message("journey.column.after")),
        Column(message("journey.column.who"), 4),
        Column(message("journey.column.what"), 8),
    )
    return _section("overdue", Table(columns, rows, lead=1))


def still_open(naming: Naming) -> tuple[Section, ...]:
    """What the plan still lacks, once somebody has begun one."""
    if not takes_place(naming.assessment) or not begun(naming.trip):
        return ()
    found = missing(naming.assessment, naming.pack)
    if not found:
        return ()
    people = tuple(naming.traveller(index) for index in range(len(naming.trip.travellers)))
    return _section("missing", Paragraph((listed(tuple(lack(one, people) for one in found), " · "),)))


def lack(one: Missing, people: tuple[Words, ...]) -> Message:
    """What is lacking, in a few words. `people`: what the travellers are called."""
    if one.lack is Lack.EMERGENCY:
        return message("journey.lack.emergency", travellers=tuple(people[index] for index in one.travellers))
    if one.steps:
        return message(f"journey.lack.{one.lack}", steps=runs(one.steps), count=len(one.steps))
    return message(f"journey.lack.{one.lack}")


def _legs(naming: Naming) -> list[tuple[StepResult, Leg]]:
    return [(step, leg) for step in naming.assessment.steps if (leg := leg_of(naming.assessment, step)) is not None]


def _section(name: str, *blocks: Block, half: bool = False) -> tuple[Section, ...]:
    rows = sum(len(block.rows) for block in blocks if isinstance(block, Table))
    return (Section(message(f"journey.heading.{name}"), blocks, together=rows <= _SHORT_TABLE, half=half),)
