"""The finitely many values that rules can tell apart: of travellers, of the ends of a movement, of days and hours.

A set of values of one attribute is a bit mask. An attribute that a mapping does not name is not bounded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from advisor.engine.match import NO_COUNTRY
from advisor.engine.times import YEARS
from advisor.model.countries import COUNTRIES
from advisor.model.invariant import Invariant
from advisor.model.network import Provider, Service
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE
from advisor.model.rule import FOREIGN, FactTest, Rule, TimeTest
from advisor.model.trip import Gender, StaffKind

Masks: TypeAlias = Mapping[str, int]
"""A box: for each attribute that it bounds, the values it leaves."""

ORIGIN, DESTINATION = "origin", "destination"
NATIONALITY, STAFF, GENDER = "nationality", "staff", "gender"
ROLE, FACT, DAY, MINUTE, NIGHT = "role ", "fact ", "day ", "minute ", "night "
LIGHT, DARK, STILL_DARK = 1, 2, 4
"""Values of NIGHT: it is day, night that began today, night that began yesterday."""

FIRST, LAST = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
_DAY = timedelta(days=1)
_NO, _YES = 1, 2

Spoken: TypeAlias = Rule | Invariant


class Values:
    """The values that the rules of one or more packs, and questions about them, can tell apart."""

    def __init__(self, packs: Sequence[Pack], questions: Iterable[Invariant] = ()) -> None:
        """Gather every bound that is written anywhere."""
        asked = (*questions, *(question for pack in packs for question in pack.invariants))
        self._asked = {id(question): (number, question) for number, question in enumerate(asked)}
        spoken: list[Spoken] = [*asked]
        for pack in packs:
            spoken += pack.rules
        self.packs = tuple(packs)
        named = {value for test in _tests(spoken) if test.fact == NATIONALITY for value in test.values} - {FOREIGN}
        named |= {pack.country for pack in packs}
        other = next((code for code in COUNTRIES if code not in named), NO_COUNTRY)
        self.nationalities = (*sorted(named), other)
        self.facts: dict[str, tuple[str, ...]] = {}
        for fact in (fact for pack in packs for fact in pack.facts.values()):
            words = (*self.facts.get(fact.id, ()), *(value.id for value in fact.values))
            self.facts[fact.id] = tuple(dict.fromkeys(words))
        places = {place for pack in packs for place in pack.geography.places}
        self.ends = (*sorted(places), OUTSIDE)
        self.number_of_end = {end: number for number, end in enumerate(self.ends)}
        self.days = _days(packs, spoken)
        minutes = {0} | {at for one in spoken for window in one.when.hours for at in (window.start, window.end)}
        self.minutes = tuple(sorted(minute for minute in minutes if minute < 24 * 60))
        self._full: dict[str, int] = {}
        self._counts = {
            ORIGIN: len(self.ends),
            DESTINATION: len(self.ends),
            NATIONALITY: len(self.nationalities),
            STAFF: len(StaffKind),
            GENDER: len(Gender),
            ROLE: 2,
            DAY: len(self.days),
            MINUTE: len(self.minutes),
            NIGHT: 3,
        }

    def name(self, spoken: Spoken) -> str:
        """Of a rule its id; of a question what no other has, for two may be called alike.

        ValueError for a question whose bounds were not gathered: boxes would be wrong about it.
        """
        if isinstance(spoken, Rule):
            return spoken.id
        number, known = self._asked.get(id(spoken), (0, None))
        if known is not spoken:
            raise ValueError(f"nobody said that {spoken.id} would be asked")
        return f"?{number}"

    def full(self, attribute: str) -> int:
        """All values of an attribute."""
        found = self._full.get(attribute)
        if found is None:
            found = self._full[attribute] = (1 << self.count(attribute)) - 1
        return found

    def knows(self, attribute: str) -> bool:
        """Whether there is such an attribute."""
        sort, space, name = attribute.partition(" ")
        return name in self.facts if sort + space == FACT else sort + space in self._counts

    def count(self, attribute: str) -> int:
        """How many values an attribute has."""
        sort, space, name = attribute.partition(" ")
        if sort + space == FACT:
            return len(self.facts[name])
        return self._counts[sort + space]

    def between(self, start: date | None, until: date | None, later: int = 0) -> int:
        """The days from one to another, both included, each `later` by so many days."""
        begins = FIRST if start is None else max(FIRST, _later(start, later))
        ends = LAST if until is None else min(LAST, _later(until, later))
        if begins > LAST or ends < FIRST or begins > ends:
            return 0
        first, last = bisect_right(self.days, begins) - 1, bisect_right(self.days, ends) - 1
        return ((1 << (last + 1)) - 1) & ~((1 << first) - 1)

    def hours(self, start: int, end: int) -> int:
        """The minutes of the day from one up to but not including another."""
        return sum(1 << number for number, minute in enumerate(self.minutes) if start <= minute < end)

    def who(self, tests: tuple[FactTest, ...], pack: Pack) -> Iterator[Masks]:
        """The boxes of travellers for whom all the tests hold; none where no traveller can meet them."""
        boxes: list[dict[str, int]] = [{}]
        for test in tests:
            boxes = [
                joined for box in boxes for other in self._fact(test, pack) if (joined := meet(box, other)) is not None
            ]
        yield from boxes

    def _fact(self, test: FactTest, pack: Pack) -> Iterator[Masks]:
        if test.fact == "roles":
            roles = sorted(test.values)
            if test.negated:
                yield dict.fromkeys((ROLE + role for role in roles), _NO)
            else:
                yield from ({ROLE + role: _YES} for role in roles)
            return
        if test.fact == NATIONALITY:
            attribute, words = NATIONALITY, self.nationalities
            held = [code in test.values or (FOREIGN in test.values and code != pack.country) for code in words]
        else:
            attribute = test.fact if test.fact in {STAFF, GENDER} else FACT + test.fact
            words = {STAFF: tuple(StaffKind), GENDER: tuple(Gender)}.get(test.fact) or self.facts[test.fact]
            held = [word in test.values for word in words]
        mask = sum(1 << number for number, holds in enumerate(held) if holds is not test.negated)
        if mask:
            yield {attribute: mask}

    def time(self, when: TimeTest, zone: str, night: str | None, own: str = "") -> Iterator[tuple[Masks, bool]]:
        """The boxes of times at which a rule holds, and whether it surely does.

        `night`: the attribute that says whether it is dark at the place, None where nobody can tell. `own`: what tells
        the times of this exposure from others of the same movement.
        """
        day, minute = DAY + zone + own, MINUTE + zone + own
        today, yesterday = self.between(when.start, when.until), self.between(when.start, when.until, 1)
        if when.all_day:
            yield {day: today}, True
        for window in when.hours:
            if window.start < window.end:
                yield {day: today, minute: self.hours(window.start, window.end)}, True
            else:
                yield {day: today, minute: self.hours(window.start, 24 * 60)}, True
                yield {day: yesterday, minute: self.hours(0, window.end)}, True
        if when.night and night is not None:
            yield {day: today, night: DARK}, True
            yield {day: yesterday, night: STILL_DARK}, True
        elif when.night:
            yield {day: today}, False
            yield {day: yesterday}, False


def meet(one: Masks, other: Masks) -> dict[str, int] | None:
    """What two boxes share; None where that is nothing."""
    joined = dict(one)
    for attribute, mask in other.items():
        left = joined.get(attribute, -1) & mask
        if not left:
            return None
        joined[attribute] = left
    return joined


def numbers(mask: int) -> Iterator[int]:
    """The values in a mask."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def turning_days(pack: Pack, rule: Rule) -> set[date]:
    """The first days of the stretches in which a rule weighs the same."""
    found = {later for day in (rule.when.until, rule.review_by) if day is not None for later in [_later(day, 1)]}
    found |= {rule.when.start} if rule.when.start is not None else set()
    measures = (pack.measures[measure] for option in (*rule.required, *rule.unless) for measure in option)
    runners = {*rule.depends_on, *(measure.provider for measure in measures if measure.provider is not None)}
    return found.union(*(turning_days_of(pack, runner) for runner in runners))


def turning_days_of(pack: Pack, runner: str) -> set[date]:
    """The first days of the stretches in which a service or provider runs alike."""
    declared = pack.services.get(runner) or pack.providers.get(runner)
    found: set[date] = set()
    for window in declared.windows if declared is not None else ():
        found |= {window.start} if window.start is not None else set()
        found |= {_later(day, 1) for day in (window.until, window.review_by) if day is not None}
    if isinstance(declared, Service) and declared.provider is not None:
        found |= turning_days_of(pack, declared.provider)
    return found


def _later(day: date, by: int) -> date:
    return min(day + by * _DAY, date.max - _DAY) if by else day


def _tests(spoken: Iterable[Spoken]) -> Iterator[FactTest]:
    return (test for one in spoken for who in one.who for test in who)


def _days(packs: Iterable[Pack], spoken: Iterable[Spoken]) -> tuple[date, ...]:
    bounds = {FIRST}
    for pack in packs:
        runners: list[Service | Provider] = [*pack.services.values(), *pack.providers.values()]
        for runner in runners:
            bounds |= turning_days_of(pack, runner.id)
        for rule in pack.rules:
            if rule.review_by is not None:
                bounds.add(_later(rule.review_by, 1))
    for one in spoken:
        if one.when.start is not None:
            bounds |= {one.when.start, _later(one.when.start, 1)}
        if one.when.until is not None:
            bounds |= {_later(one.when.until, 1), _later(one.when.until, 2)}
    return tuple(sorted(day for day in bounds if FIRST <= day <= LAST))
