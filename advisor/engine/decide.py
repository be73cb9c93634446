"""From matches to ranges: what every rule, service and silence does to every exposure.

No order, no priority, no first match: an exposure's verdict is the worst of what bites there, the trip's the worst
of its exposures. This is the only place where verdicts come from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from advisor.engine.cells import Cell
from advisor.engine.conditions import Conditions
from advisor.engine.drafts import Bite, Drafts
from advisor.engine.expose import Exposed, ExposedStep, Site, expose
from advisor.engine.index import Index, bits
from advisor.engine.match import Timing, timing
from advisor.engine.nearby import Nearby
from advisor.engine.running import Running, RunningTable
from advisor.engine.standing import Standing
from advisor.engine.truth import Truth, any_true, both, either
from advisor.engine.unknown_facts import UnknownFacts
from advisor.model.assessment import FactRef, FindingState
from advisor.model.incident import Incident
from advisor.model.rule import Affects, Effect, Rule
from advisor.model.trip import Trip
from advisor.model.verdict import CLEAR, Range, Verdict, all_of, certain, one_of

_BASE = {Effect.PROHIBIT: Verdict.NO_GO, Effect.REFER: Verdict.REFER}
_DECIDING = frozenset({Effect.PROHIBIT, Effect.REFER, Effect.REQUIRE})
_OF_RUNNING = {Running.YES: Verdict.GO, Running.DOUBTFUL: Verdict.REFER, Running.NOT: Verdict.NO_GO}

UNKNOWN_TIME: tuple[None] = (None,)


@dataclass(slots=True)
class Decision:
    """What `decide` found: ranges by step and traveller, and drafts of the findings."""

    exposed: Exposed
    by_step: list[tuple[Range, ...]]
    drafts: Drafts
    conditions: Conditions
    unknown: dict[FactRef, set[str]]
    of_party: bool

    @property
    def range(self) -> Range:
        """The trip's: the worst of its steps, and REFER where the trip as a whole can't be read."""
        return self.range_without(None)

    def range_without(self, traveller: int | None) -> Range:
        """The trip's range leaving one traveller out; right only where nobody's finding falls on another."""
        faults = certain(Verdict.REFER) if self.exposed.faults else CLEAR
        return all_of(self.step_range(number, traveller) for number in range(len(self.by_step))).joined(faults)

    def step_range(self, number: int, without: int | None = None) -> Range:
        """One step's: the worst of its travellers, and what its faults bring."""
        step = self.exposed.steps[number]
        people = (found for person, found in enumerate(self.by_step[number]) if person != without)
        return all_of(people).joined(step.floor if step.faults else CLEAR)


def decide(trip: Trip, index: Index, as_of: date) -> Decision:
    """Match every exposure of a trip and weigh what matched."""
    return _Decider(trip, index, as_of).run()


@dataclass(slots=True)
class _Tally:
    """The bounds at one site, traveller by traveller and cell by cell."""

    cells: Sequence[Cell | None]
    best: list[list[Verdict]]
    worst: list[list[Verdict]]
    allowed: list[list[Truth]]

    @classmethod
    def of(cls, cells: Sequence[Cell | None], travellers: int) -> _Tally:
        size = len(cells)
        return cls(
            cells,
            [[Verdict.GO] * size for _ in range(travellers)],
            [[Verdict.GO] * size for _ in range(travellers)],
            [[False] * size for _ in range(travellers)],
        )

    def raise_to(self, traveller: int, cell: int, found: Range) -> None:
        self.best[traveller][cell] = max(self.best[traveller][cell], found.best)
        self.worst[traveller][cell] = max(self.worst[traveller][cell], found.worst)

    def range(self, traveller: int) -> Range:
        """Over the cells: those surely touched count in the best case; if none is, the mildest of all."""
        cases = zip(self.best[traveller], self.worst[traveller], strict=True)
        return over_cells(self.cells, [Range(best, worst) for best, worst in cases])


def over_cells(cells: Sequence[Cell | None], ranges: Sequence[Range]) -> Range:
    """The range of an exposure from those of its cells."""
    sure = [found.best for cell, found in zip(cells, ranges, strict=True) if cell is None or cell.sure]
    best = max(sure) if sure else min(found.best for found in ranges)
    return Range(best, max(found.worst for found in ranges))


@dataclass(slots=True)
class _Here:
    """Where the decider stands while it goes through a step."""

    number: int = 0
    way: int = 0
    step: ExposedStep = field(init=False)


class _Decider:
    def __init__(self, trip: Trip, index: Index, as_of: date) -> None:
        self._trip = trip
        self._index = index
        self._as_of = as_of
        pack = index.pack
        self._pack = pack
        self._exposed = expose(trip, pack, index.network)
        self._people = [index.person(trip, number) for number in range(len(trip.travellers))]
        self._everybody = 0
        for spoken in self._people:
            self._everybody |= spoken.possible
        self._running = RunningTable(pack, as_of)
        self._standing = Standing(trip, pack, self._running)
        self._nearby = Nearby(pack, as_of)
        self._drafts = Drafts(index, self._exposed)
        self._conditions = Conditions(pack, self._exposed, self._standing)
        self._unknown = UnknownFacts(trip, index, self._exposed)
        self._here = _Here()
        self._of_party = False

    def run(self) -> Decision:
        by_step: list[tuple[Range, ...]] = []
        for number, step in enumerate(self._exposed.steps):
            self._here.number, self._here.step = number, step
            ways: list[list[Range]] = []
            for way, sites in enumerate(step.ways):
                self._here.way = way
                ways.append(self._way(sites))
            by_step.append(
                tuple(one_of(ranges[person] for ranges in ways) for person in range(len(self._trip.travellers)))
            )
            if step.choice is not None:
                self._unknown.note(step.choice, "")
        self._unknown.note_end(self._exposed)
        return Decision(
            self._exposed, by_step, self._drafts, self._conditions, self._unknown.found, self._of_party
        )

    def _way(self, sites: tuple[Site, ...]) -> list[Range]:
        totals = [CLEAR] * len(self._trip.travellers)
        for site in sites:
            for person, found in enumerate(self._site(site)):
                totals[person] = totals[person].joined(found)
        return totals

    def _site(self, site: Site) -> list[Range]:
        cells: Sequence[Cell | None] = (
            UNKNOWN_TIME if site.extent is None else self._index.cells(site.extent, site.place)
        )
        tally = _Tally.of(cells, len(self._people))
        lapsed: list[Rule] = []
        here = self._index.site(site)
        concerned = [here.both(person) for person in self._people]
        for number, bit in bits(here.possible & self._everybody & self._index.dated(cells)):
            rule = self._index.rules[number]
            whos = self._whos(rule, [spoken.truth(bit) for spoken in concerned])
            if rule.effect is Effect.ALLOW:
                self._allow(rule, site, whos, tally, lapsed)
            else:
                self._bites(rule, site, whos, tally)
        if site.services is not None:
            self._service(site, tally)
        if site.needs_allow:
            self._silence(site, tally, lapsed)
        ranges = [tally.range(person) for person in range(len(self._people))]
        self._unknown.note_times(self._here.number, cells, tally.best, tally.worst)
        return ranges

    def _whos(self, rule: Rule, truths: list[Truth]) -> list[Truth]:
        if rule.affects is Affects.PARTY:
            self._of_party = True
            return [any_true(truths)] * len(truths)
        return truths

    # allow

    def _allow(self, rule: Rule, site: Site, whos: list[Truth], tally: _Tally, lapsed: list[Rule]) -> None:
        if not site.needs_allow:
            return
        covers: list[Truth] = [False] * len(whos)
        has_lapsed = False
        for number, cell in enumerate(tally.cells):
            force, over = self._in_force(rule, cell)
            has_lapsed = has_lapsed or over
            for person, who in enumerate(whos):
                truth = both(who, force)
                tally.allowed[person][number] = either(tally.allowed[person][number], truth)
                covers[person] = either(covers[person], truth)
        if has_lapsed:
            lapsed.append(rule)
        for state, truths in (
            (FindingState.COVERS, covers),
            (FindingState.LAPSED, whos if has_lapsed else [False] * len(whos)),
        ):
            concerned = [person for person, truth in enumerate(truths) if truth is not False]
            if concerned:
                bite = self._bite(site, concerned, tally.cells, state, CLEAR)
                bite.certain = any(truths[person] is True for person in concerned)
                bite.unknown = self._unknown.of(rule, site, self._here.number, truths)
                self._drafts.add(rule, bite)

    def _in_force(self, rule: Rule, cell: Cell | None) -> tuple[Truth, bool]:
        """Whether an allow counts at a cell, and whether it would but for an end or review that has passed."""
        time = timing(rule.when, cell)
        if time.truth is False:
            return False, time.ended
        if rule.when.until is not None and self._as_of > rule.when.until:
            return False, True
        if self._overdue(rule, time.day):
            return False, True
        truth: Truth = time.truth
        if time.day is None and rule.review_by is not None:
            truth = both(truth, None)
        depends, doubtful = self._depends(rule, time.day)
        return both(truth, depends), doubtful

    def _overdue(self, rule: Rule, day: date | None) -> bool:
        review = rule.review_by
        return review is not None and (self._as_of > review or (day is not None and day > review))

    def _depends(self, rule: Rule, day: date | None) -> tuple[Truth, bool]:
        unknown = False
        for identifier in rule.depends_on:
            status = self._running.status(identifier, day)
            if status.worst is Running.YES:
                continue
            if status.best is not Running.YES:
                return False, True
            unknown = True
        return (None if unknown else True), False

    # everything else that bites

    def _bites(self, rule: Rule, site: Site, whos: list[Truth], tally: _Tally) -> None:
        times = [timing(rule.when, cell) for cell in tally.cells]
        events: dict[str, Incident] = {}
        held = [self._holds(rule, site, time, events) for time in times]
        touched = [number for number, truth in enumerate(held) if truth is not False]
        if not touched:
            return
        concerned = [person for person, who in enumerate(whos) if who is not False]
        weight, state = CLEAR, FindingState.STANDS
        if rule.effect in _DECIDING:
            weight, worst = self._weigh(rule, whos, concerned, held, times, tally)
            state = self._state(rule, worst)
        bite = self._bite(site, concerned, [tally.cells[number] for number in touched], state, weight)
        bite.certain = _surely(tally.cells, held) and any(who is True for who in whos)
        if not bite.certain:
            bite.unknown = self._unknown.of(rule, site, self._here.number, whos)
        bite.overdue = any(self._overdue(rule, times[number].day) for number in touched)
        bite.incidents = tuple(events.values())
        self._drafts.add(rule, bite)
        if rule.required or rule.unless:
            self._conditions.ask(rule, self._here.number, concerned, state)

    def _weigh(
        self,
        rule: Rule,
        whos: list[Truth],
        concerned: list[int],
        held: list[Truth],
        times: list[Timing],
        tally: _Tally,
    ) -> tuple[Range, Verdict]:
        """Enter into the tally what a restriction does; its range here, and the worst it comes to if it matches."""
        lines: dict[tuple[Truth, int], list[Range]] = {}
        measured = bool(rule.required or rule.unless)
        for person in concerned:
            key = (whos[person], person if measured else 0)  # without measures, equal matches weigh the same
            line = lines.get(key)
            if line is None:
                line = lines[key] = self._values(rule, person, whos[person], held, times)
            for number, truth in enumerate(held):
                if truth is not False:
                    tally.raise_to(person, number, line[number])
        weight = all_of(over_cells(tally.cells, line) for line in lines.values())
        return weight, max(value.worst for line in lines.values() for value in line)

    def _values(
        self, rule: Rule, person: int, who: Truth, held: list[Truth], times: list[Timing]
    ) -> list[Range]:
        """What a restriction does to one traveller, cell by cell; where it may not match, the best case is a GO."""
        found: list[Range] = []
        for truth, time in zip(held, times, strict=True):
            if truth is False:
                found.append(CLEAR)
                continue
            value = self._value(rule, person, time.day)
            found.append(value if truth and who else Range(Verdict.GO, value.worst))
        return found

    def _holds(self, rule: Rule, site: Site, time: Timing, events: dict[str, Incident]) -> Truth:
        truth = time.truth
        if truth is False:
            return False
        if rule.depends_on:
            truth = both(truth, self._depends(rule, time.day)[0])
        if rule.incidents is not None:
            counted = self._nearby.count(rule.incidents, site, time.day)
            truth = both(truth, counted.truth)
            events.update((incident.id, incident) for incident in counted.incidents)
        return truth

    def _value(self, rule: Rule, person: int, day: date | None) -> Range:
        measures = self._here.step.measures
        if rule.effect is Effect.REQUIRE:
            found = self._standing.required(rule.required, measures, person, day)
            if not rule.unless:
                return found
            stands = found
        else:
            stands = certain(_BASE[rule.effect])
        if not rule.unless or self._overdue(rule, day):
            return stands
        low = self._standing.exempted(rule.unless, stands.best, measures, person, day)
        high = self._standing.exempted(rule.unless, stands.worst, measures, person, day)
        if rule.review_by is not None and day is None:
            return Range(low.best, stands.worst)
        return Range(low.best, high.worst)

    def _state(self, rule: Rule, worst: Verdict) -> FindingState:
        if rule.effect is Effect.REQUIRE:
            if worst is Verdict.GO:
                return FindingState.MET if not rule.unless else FindingState.LIFTED
            return FindingState.OPEN if worst is Verdict.CONDITIONS else FindingState.UNAVAILABLE
        if rule.effect not in _BASE or worst >= _BASE[rule.effect]:
            return FindingState.STANDS
        return FindingState.OPEN if worst is Verdict.CONDITIONS else FindingState.LIFTED

    # services and silence

    def _service(self, site: Site, tally: _Tally) -> None:
        services = sorted(site.services or ())
        ranges: list[Range] = []
        for cell in tally.cells:
            day = cell.day if cell is not None else None
            statuses = [self._running.status(service, day) for service in services]
            if statuses:
                best, worst = max(s.best for s in statuses), max(s.worst for s in statuses)
                ranges.append(Range(_OF_RUNNING[best], _OF_RUNNING[worst]))
            else:
                ranges.append(certain(Verdict.REFER))
        for person in range(len(self._people)):
            for number, found in enumerate(ranges):
                tally.raise_to(person, number, found)
        weight = over_cells(tally.cells, ranges)
        if weight == CLEAR:
            return
        people = list(range(len(self._people)))
        bite = self._bite(site, people, tally.cells, FindingState.STANDS, weight)
        bite.certain = weight.best > Verdict.GO
        first = next((cell.day for cell in tally.cells if cell is not None), None)
        window = self._running.status(services[0], first).window if services else None
        self._drafts.add_service(site, services, weight, window, bite)

    def _silence(self, site: Site, tally: _Tally, lapsed: list[Rule]) -> None:
        silent: list[int] = []
        sure = False
        for person, line in enumerate(tally.allowed):
            for number, truth in enumerate(line):
                if truth is not True:
                    best = Verdict.GO if truth is None else Verdict.REFER
                    tally.raise_to(person, number, Range(best, Verdict.REFER))
            if any(truth is not True for truth in line):
                silent.append(person)
            sure = sure or any(truth is False for truth in line)
        if silent:
            weight = Range(Verdict.REFER if sure else Verdict.GO, Verdict.REFER)
            bite = self._bite(site, silent, tally.cells, FindingState.STANDS, weight)
            bite.certain = sure
            self._drafts.add_silence(site, lapsed, bite)

    def _bite(
        self,
        site: Site,
        people: list[int],
        cells: Sequence[Cell | None],
        state: FindingState,
        weight: Range,
    ) -> Bite:
        first, last, stretch = cells[0], cells[-1], site.extent
        return Bite(
            step=self._here.number,
            way=self._here.way,
            site=site,
            people=people,
            start=max(first.start, stretch.earliest) if first is not None and stretch is not None else None,
            end=min(last.end, stretch.latest) if last is not None and stretch is not None else None,
            state=state,
            weight=weight,
        )


def _surely(cells: Sequence[Cell | None], truths: list[Truth]) -> bool:
    """Whether the match can't be avoided: at a cell surely touched, or at every cell there is."""
    sure = [truth for cell, truth in zip(cells, truths, strict=True) if cell is None or cell.sure]
    return any(truth is True for truth in sure) or (not sure and all(truth is True for truth in truths))
