"""`advisor plan`: what else could be done about a trip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any

from cyclopts import Parameter

from advisor.cli import assess, colours, output
from advisor.cli.exit_codes import ExitCode, of_verdict
from advisor.cli.options import AsOf, Common, CountIncidents, ListFormat, PackName, TripFile, day
from advisor.engine.assess import DOUBT
from advisor.engine.index import Index
from advisor.model.message import Message, message
from advisor.model.trip import Trip
from advisor.model.verdict import CLEAR
from advisor.planning.alternatives import MOST_SHOWN as ALTERNATIVES_SHOWN
from advisor.planning.alternatives import alternatives
from advisor.planning.calendar import calendar
from advisor.planning.changes import MOST_DECISIONS, changes
from advisor.planning.changes import MOST_SHOWN as CHANGES_SHOWN
from advisor.report import plans, plans_json
from advisor.report.json import written
from advisor.report.naming import Naming
from advisor.report.text import render_sections
from advisor.report.tree import Section
from advisor.services.advice import basis
from advisor.services.countries import country_names

_YEAR = timedelta(days=364)


class Plan(StrEnum):
    """What is asked for."""

    ALTERNATIVES = "alternatives"
    CHANGES = "changes"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, with all that it takes to answer it."""

    trip: Trip
    index: Index
    as_of: date
    caveat: Message | None
    naming: Naming
    say: Callable[[Any], str]


def plan(
    what: Annotated[Plan, Parameter(help="Other ways to travel, changes that would help, or other days.")],
    trip: TripFile,
    /,
    *,
    pack: PackName = None,
    as_of: AsOf = None,
    format: Annotated[ListFormat, Parameter(name=["--format", "-f"], help="How to write it.")] = ListFormat.TEXT,  # noqa: A002 -- the option's name
    step: Annotated[
        int | None,
        Parameter(help="alternatives: change only the movement of this step, counted as in the file from 1."),
    ] = None,
    most: Annotated[int | None, Parameter(help="alternatives, changes: how many at most.")] = None,
    budget: Annotated[int, Parameter(help="changes: trips tried before the search is cut short.")] = MOST_DECISIONS,
    first: Annotated[
        date | None, Parameter(converter=day, help="calendar: first day; else the day as of which.")
    ] = None,
    last: Annotated[date | None, Parameter(converter=day, help="calendar: last day; else a year later.")] = None,
    incidents: CountIncidents = True,
    common: Common | None = None,
) -> int:
    """Look for other ways, changes that help, or other days. The exit code is that of the trip as it is."""
    services = (common or Common()).services()
    opened = assess.opened(services, trip, pack, incidents=incidents)
    if isinstance(opened, int):
        return opened
    answer = opened.answer(services, as_of)
    if step is not None and not 1 <= step <= len(opened.trip.itinerary):
        raise output.CommandError(message("cli.no-such-step", step=step), ExitCode.USAGE)
    naming = Naming(answer, opened.pack, names=True, countries=country_names(services.paths.assets))
    index, caveat = basis(opened.loaded, opened.known)
    asked = _Asked(opened.trip, index, answer.as_of, caveat, naming, services.catalogue.say)
    if what is Plan.ALTERNATIVES:
        section, value = _alternatives(asked, step, most)
    elif what is Plan.CHANGES:
        section, value = _changes(asked, most, budget)
    else:
        section, value = _calendar(asked, first, last)
    if format is ListFormat.JSON:
        output.put_bytes(written(value))
    else:
        colours.put(render_sections((section,), asked.say, assess.width()))
    return of_verdict(answer.verdict)


def _alternatives(asked: _Asked, step: int | None, most: int | None) -> tuple[Section, dict[str, Any]]:
    only = None if step is None else step - 1
    most = most or ALTERNATIVES_SHOWN
    found = alternatives(asked.trip, asked.index, asked.as_of, most=most, only=only, caveat=asked.caveat)
    return plans.alternatives(found, asked.naming), plans_json.alternatives(found, asked.naming, asked.say)


def _changes(asked: _Asked, most: int | None, budget: int) -> tuple[Section, dict[str, Any]]:
    most = most or CHANGES_SHOWN
    found = changes(asked.trip, asked.index, asked.as_of, most=most, budget=budget, caveat=asked.caveat)
    return plans.changes(found, asked.naming), plans_json.changes(found, asked.naming, asked.say)


def _calendar(asked: _Asked, first: date | None, last: date | None) -> tuple[Section, dict[str, Any]]:
    start = first or asked.as_of
    floor = CLEAR if asked.caveat is None else DOUBT
    found = calendar(asked.trip, asked.index, asked.as_of, start, last or start + _YEAR, floor=floor)
    return plans.calendar(found, asked.naming), plans_json.calendar(found, asked.naming, asked.say)
