"""What ids, people, times and verdicts are called on a report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from advisor.model.assessment import Assessment, Exposure, FactRef, Finding, StepKind, StepResult
from advisor.model.measure import Scope
from advisor.model.message import Argument, Message, message
from advisor.model.pack import Named, Pack
from advisor.model.place import OUTSIDE
from advisor.model.source import Source
from advisor.model.text import Text
from advisor.model.trip import Leg, StaffKind, Stay, Step, When
from advisor.model.verdict import Verdict
from advisor.report.dates import between, moment, written_date
from advisor.report.left_off import stand_ins
from advisor.report.tree import Blank, Line, Mark, Words, plain

Countries: TypeAlias = Mapping[str, Mapping[str, str]]
"""Names of countries by ISO 3166-1 alpha-2 code, then by language."""

_LETTERS = 26
_SHORTEST_NAME_PART = 3
_SHORT_FINGERPRINT = 12
_STEP_FACTS = frozenset({"depart", "arrive", "from", "until", "route", "operator", "place"})
_TRAVELLER_FACTS = frozenset({"nationality", "roles", "staff", "gender"})


def letters(index: int) -> str:
    """A, B, … Z, AA, AB and so on, for 0, 1 and so on."""
    name = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, _LETTERS)
        name = chr(ord("A") + digit) + name
    return name


def alias(index: int) -> Message:
    """What a traveller is called when names are left off."""
    return message("report.traveller", letter=letters(index))


def mark(verdict: Verdict) -> Mark:
    """A verdict's shape and short word."""
    return Mark(verdict, message(f"report.short.{verdict.word}"))


def short_fingerprint(full: str) -> str:
    """The first twelve digits in fours: enough to compare by eye."""
    return _grouped(full[:_SHORT_FINGERPRINT], 4)


def fingerprint(full: str) -> str:
    """All digits in eights."""
    return _grouped(full, 8)


def _grouped(digits: str, size: int) -> str:
    return " ".join(digits[at : at + size] for at in range(0, len(digits), size))


class Naming:
    """Calls everything in one assessment by its name, or travellers by a letter where names are left off."""

    __slots__ = ("_countries", "_names", "_others", "_parts", "_people", "_sources", "assessment", "pack", "trip")

    def __init__(self, assessment: Assessment, pack: Pack, *, names: bool, countries: Countries) -> None:
        self._countries = countries
        self.assessment = assessment
        self.pack = pack
        self.trip = assessment.trip
        self._names = names
        self._sources: dict[str, Words] = {}
        people = {one.name.strip(): index for index, one in enumerate(self.trip.travellers) if one.name.strip()}
        self._people: Mapping[str, int] = {} if names else people
        self._others: Mapping[str, Words] = {} if names else stand_ins(self.trip, people)
        hidden = {part for name in self._people for part in (name, *name.split()) if len(part) >= _SHORTEST_NAME_PART}
        hidden |= set(self._people) | {other for other in self._others if len(other) >= _SHORTEST_NAME_PART}
        longest_first = sorted(hidden, key=lambda part: (-len(part), part))
        pattern = "|".join(re.escape(part) for part in longest_first)
        self._parts = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) if pattern else None

    def of(self, assessment: Assessment) -> Naming:
        """The same for another assessment with the same pack."""
        return Naming(assessment, self.pack, names=self._names, countries=self._countries)

    @property
    def shows_names(self) -> bool:
        """Whether people are named."""
        return self._names

    # People.

    def traveller(self, index: int) -> Words:
        """A traveller's name, or letter."""
        if not 0 <= index < len(self.trip.travellers):
            return alias(index)
        name = self.trip.travellers[index].name.strip()
        return name if name and self._names else alias(index)

    def person(self, name: str) -> Words:
        """Somebody whom the trip names, a traveller or not; `Driver 1` or a letter where names are left off."""
        return name if self._names else self.shown(name)

    def reached(self, who: str) -> Line:
        """Somebody who is called or acts. With names left off: a traveller's letter, a contact's role, or a blank."""
        if self._names:
            return plain(who)
        name = who.strip()
        if name in self._people:
            return plain(alias(self._people[name]))
        role = next((one.role for one in self.trip.contacts if one.name.strip() == name and one.role.strip()), "")
        return plain(self.free_text(role)) if role else (Blank(),)

    def phone(self, number: str) -> Line:
        """A number that the planner wrote; room to write it by hand where there is none, or names are left off."""
        return plain(number) if number.strip() and self._names else (Blank(),)

    def free_text(self, written: str) -> str:
        """What the planner wrote freely, with names taken out where they are left off."""
        return self._parts.sub("…", written) if self._parts else written

    def shown(self, words: Words) -> Words:
        """Words of the engine, with names taken out where they are left off."""
        if self._names or isinstance(words, Text):
            return words
        if isinstance(words, Message):
            return Message(words.id, {key: self._argument(value) for key, value in words.args.items()})
        return self._string(words)

    def _string(self, value: str) -> Words:
        index = self._people.get(value.strip())
        return alias(index) if index is not None else self._others.get(value.strip(), value)

    def _argument(self, value: Argument) -> Argument:
        if isinstance(value, tuple):
            return tuple(self._argument(one) for one in value)
        return self.shown(value) if isinstance(value, (str, Message)) else value

    def country(self, code: str) -> Words:
        """A country by its name where one was handed in, or its ISO code."""
        named = self._countries.get(code)
        return Text(named) if named else code

    def staff(self, kind: str | None) -> Words:
        """How a traveller belongs to the organisation."""
        if kind is None:
            return message("report.not-given")
        return message(f"report.staff.{kind}") if kind in set(StaffKind) else kind

    # What the pack declares.

    def place(self, identifier: str) -> Words:
        """A place."""
        if identifier == OUTSIDE:
            return message("report.outside")
        place = self.pack.geography.places.get(identifier)
        return place.name if place is not None and place.name else identifier

    def mode(self, identifier: str | None) -> Words:
        """A mode."""
        if identifier is None:
            return message("report.mode-not-given")
        mode = self.pack.modes.get(identifier)
        return mode.title if mode is not None else identifier

    def route(self, identifier: str) -> Words:
        """A route."""
        route = self.pack.routes.get(identifier)
        return route.title if route is not None else identifier

    def operator(self, identifier: str) -> Words:
        """A service that somebody runs."""
        service = self.pack.services.get(identifier)
        return service.title if service is not None else identifier

    def measure(self, identifier: str) -> Words:
        """A measure."""
        measure = self.pack.measures.get(identifier)
        return measure.title if measure is not None else identifier

    def role(self, identifier: str) -> Words:
        """A role."""
        return _titled(self.pack.roles, identifier)

    def threat(self, identifier: str) -> Words:
        """A threat."""
        return _titled(self.pack.threats, identifier)

    def source(self, source: Source) -> Words:
        """A source, its date and its grade. A person who is to stay anonymous is not named."""
        return message("report.source", title=_origin(source), grade=source.grade)

    def source_number(self, source: Source) -> str:
        """`[2] B2`: the source's number in the list of sources, and its grade."""
        origin = repr(_origin(source))
        if origin not in self._sources:
            self._sources[origin] = _origin(source)
        return f"[{list(self._sources).index(origin) + 1}]\N{NO-BREAK SPACE}{source.grade}"

    @property
    def sources(self) -> tuple[Words, ...]:
        """The sources that have got a number so far, in the order of their numbers."""
        return tuple(self._sources.values())

    # The itinerary.

    def step(self, index: int) -> StepResult | None:
        """A step by its index."""
        return next((one for one in self.assessment.steps if one.index == index), None)

    def written(self, step: StepResult) -> Step | None:
        """The step as the planner wrote it; None for a stay that a gap made."""
        if step.written is None or not 0 <= step.written < len(self.trip.itinerary):
            return None
        return self.trip.itinerary[step.written]

    def when(self, step: StepResult) -> Words | None:
        """When a step takes place, as far as anybody said; None: nobody did."""
        written = self.written(step)
        start: When | None
        until: When | None
        if isinstance(written, Leg):
            start, until = written.depart, written.arrive
        else:
            start, until = step.earliest, step.latest
            if step.overnight:  # the hours between which a night lies are bounds, nobody's plan
                start, until = start and start.date(), until and until.date()
            if isinstance(written, Stay):
                start, until = written.start or start, written.until or until
        if start is not None and until is not None:
            return between(start, until)
        known = start or until
        return moment(known) if known is not None else None

    def course(self, step: StepResult) -> Words:
        """From where to where, or where the party stays."""
        if step.kind is StepKind.LEG and step.destination is not None:
            return message("report.course", origin=self.place(step.origin), destination=self.place(step.destination))
        stay = "report.night-at" if step.overnight else "report.stay-at"
        return message(stay, place=self.place(step.origin))

    def at(self, scope: Scope, step: int | None, traveller: int | None) -> Words:
        """For what a measure counts."""
        if scope is Scope.STEP and step is not None:
            return message("report.step", step=str(step + 1))
        if scope is Scope.TRAVELLER and traveller is not None:
            return self.traveller(traveller)
        return message("report.whole-trip")

    def steps_of(self, finding: Finding) -> tuple[int, ...]:
        """The steps at which a finding bites, in order."""
        return tuple(sorted({exposure.step for exposure in finding.exposures}))

    def travellers_of(self, exposures: tuple[Exposure, ...]) -> tuple[int, ...]:
        """The travellers concerned, where not the whole party is."""
        concerned = tuple(sorted({index for exposure in exposures for index in exposure.travellers}))
        return concerned if len(concerned) < len(self.trip.travellers) else ()

    def fact(self, about: FactRef) -> Words:
        """An unknown fact: `Traveller B: nationality`, `step 2: departure time`."""
        declared = self.pack.facts.get(about.fact)
        if declared is not None:
            what: Words = declared.title
        elif about.fact in _TRAVELLER_FACTS | _STEP_FACTS | {"onward"}:
            what = message(f"report.fact.{about.fact}")
        else:
            what = about.fact
        if about.traveller is not None:
            return message("report.fact-of", fact=what, whose=self.traveller(about.traveller))
        if about.step is not None:
            found = next((step for step in self.assessment.steps if step.written == about.step), None)
            number = found.index if found is not None else about.step
            return message("report.fact-of", fact=what, whose=message("report.step", step=str(number + 1)))
        return what


def _titled(declared: Mapping[str, Named], identifier: str) -> Words:
    found = declared.get(identifier)
    return found.title if found is not None else identifier


def _origin(source: Source) -> Words:
    title: Words = message("report.source-withheld") if source.anonymous or not source.title else source.title
    return message("report.source-dated", title=title, date=written_date(source.date)) if source.date else title
