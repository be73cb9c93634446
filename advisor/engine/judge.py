"""What every rule, service and silence does to the exposures of one step.

No order, no priority, no first match: an exposure's verdict is the worst of what bites there. What a step came to is
remembered, for while a trip is being planned most of its steps stay as they were.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from typing import Any

from advisor.engine.cells import Cell, Kinds
from advisor.engine.conditions import Asking, Needs
from advisor.engine.expose import Exposed, ExposedStep, Site
from advisor.engine.index import Index, Spoken, alike, bits
from advisor.engine.judged import Bite, Judged, Service, Silence
from advisor.engine.running import Running, RunningTable, Status
from advisor.engine.scales import Scales
from advisor.engine.standing import Standing
from advisor.engine.tally import Tally, over_cells, surely
from advisor.engine.truth import Truth, any_true, both, either
from advisor.engine.unknown_facts import UnknownFacts
from advisor.engine.weighing import Weighing
from advisor.model.assessment import FactRef, FindingState
from advisor.model.rule import WEIGHING, Affects, Effect, Rule
from advisor.model.trip import Measures, Trip
from advisor.model.verdict import CLEAR, Range, Verdict, all_of, certain, one_of

_NOT_ALLOWED: dict[Truth, Range] = {
    True: CLEAR,
    None: Range(Verdict.GO, Verdict.REFER),
    False: certain(Verdict.REFER),
}
"""What it brings that an exposure is, may be, or is not allowed."""

UNKNOWN_TIME: tuple[None] = (None,)

FEW_CELLS = 16
"""With no more than that, looking for cells that are alike costs more than it saves."""


def _least(status: Status) -> tuple[Running, Running]:
    return status.worst, status.best


class Judge:
    """Judges the steps of one exposed trip as of one day.

    Without `explain` the ranges are the same, but nothing is gathered that only explains them.
    """

    def __init__(self, trip: Trip, index: Index, as_of: date, exposed: Exposed, *, explain: bool) -> None:
        """Look at the travellers once for all steps."""
        self._explain = explain
        self._index = index
        self._exposed = exposed
        self._people = [index.person(trip, number) for number in range(len(trip.travellers))]
        self._everybody = 0
        for spoken in self._people:
            self._everybody |= spoken.possible
        self._running = RunningTable(index.pack, as_of)
        self.standing = Standing(trip, index.pack, self._running)
        self._needs = Needs(index.pack, self.standing)
        self._scales = Scales(as_of, self._running, self.standing)
        measures = [_said(person.measures) for person in trip.travellers]
        self._weighing = Weighing(self._scales, index.nearby(as_of), measures)
        self._unknown = UnknownFacts(trip, index, exposed)
        self._asked_of = (
            tuple(map(alike, trip.travellers)), _said(trip.measures), tuple(sorted(trip.facts.items())), as_of, explain
        )  # fmt: skip
        self._number = self._way_number = 0
        self._step: ExposedStep
        self._judged: Judged

    def alike(self, measures: Measures) -> dict[Hashable, Any]:
        """A memory for answers about steps with these measures that hang on nothing but where, how and when.

        It is the same for every trip that has the same travellers, facts and measures, as of the same day.
        """
        return self._index.memory((self._asked_of, _said(measures)))

    @property
    def people(self) -> int:
        """How many travellers there are."""
        return len(self._people)

    def step(self, number: int) -> Judged:
        """One step, as remembered where nothing that could matter to it has changed."""
        steps = self._exposed.steps
        step = steps[number]
        around = tuple((one.kind, one.written) for one in steps[max(0, number - 1) : number + 2])
        bounds = step.start, step.end, step.open_end
        key = (number, around, step.after, bounds, step.ways, _said(step.measures), self._asked_of)
        return self._index.judged(key, lambda: self._judge(number, step))

    def _judge(self, number: int, step: ExposedStep) -> Judged:
        self._number, self._step, self._judged = number, step, Judged()
        ways: list[list[Sequence[Range]]] = []
        for way, sites in enumerate(step.ways):
            self._way_number = way
            ways.append([self._site(site) for site in sites])
        self._judged.by_traveller = of_ways(ways, len(self._people))
        self._judged.unknown = self._unknown.taken()
        return self._judged

    def site(self, number: int, site: Site) -> Sequence[Range]:
        """What a single exposure of a step, or one like it at another time, comes to, traveller by traveller."""
        self._number, self._way_number, self._step, self._judged = number, 0, self._exposed.steps[number], Judged()
        return self._site(site)

    def deciding(self, site: Site) -> Iterator[Rule]:
        """The rules that can decide an exposure there at some time or other, for anybody in the party."""
        for number, _bit in bits(self._index.site(site).possible & self._everybody):
            rule = self._index.rules[number]
            if rule.effect in WEIGHING or (rule.effect is Effect.ALLOW and site.needs_allow):
                yield rule

    def _site(self, site: Site) -> list[Range]:
        cells: Sequence[Cell | None] = (
            UNKNOWN_TIME if site.extent is None else self._index.cells(site.extent, site.place)
        )
        lapsed: list[Rule] = []
        here = self._index.site(site)
        concerned = [here.both(person) for person in self._people]
        speaking = bits(here.possible & self._everybody & self._index.dated(cells))
        rules = [(self._index.rules[number], bit) for number, bit in speaking]
        tally = self._tally(cells, rules)
        for rule, bit in rules:
            if rule.effect is Effect.ALLOW:
                if site.needs_allow:
                    self._allow(rule, site, self._whos(rule, concerned, bit), tally, lapsed)
            elif self._explain or rule.effect in WEIGHING:
                self._bites(rule, site, self._whos(rule, concerned, bit), tally)
        if site.needs_service:
            self._service(site, tally)
        if site.needs_allow:
            self._silence(site, tally, lapsed)
        ranges = [tally.range(person) for person in range(len(self._people))]
        if self._explain:
            self._unknown.note_times(self._number, tally)
        return ranges

    def _tally(self, cells: Sequence[Cell | None], rules: Sequence[tuple[Rule, int]]) -> Tally:
        """An empty tally, with cells taken together that these rules can't tell apart, where there are many."""
        known = [cell for cell in cells if cell is not None] if len(cells) > FEW_CELLS else []
        if not known:
            return Tally.of(Kinds(cells, cells), len(self._people))
        return Tally.of(self._index.kinds(known, (rule for rule, _bit in rules)), len(self._people))

    def _whos(self, rule: Rule, concerned: Sequence[Spoken], bit: int) -> list[Truth]:
        """For each traveller whether the rule, whose bit this is, is about him here."""
        truths = [True if sure & bit else None if possible & bit else False for possible, sure in concerned]
        if rule.affects is Affects.PARTY:
            self._judged.of_party = True
            return [any_true(truths)] * len(truths)
        return truths

    # allow

    def _allow(self, rule: Rule, site: Site, whos: list[Truth], tally: Tally, lapsed: list[Rule]) -> None:
        covers: list[Truth] = [False] * len(whos)
        has_lapsed = False
        for number, cell in enumerate(tally.cells):
            force, over = self._scales.in_force(rule, cell)
            has_lapsed = has_lapsed or over
            if force is False:
                continue
            for person, who in enumerate(whos):
                truth = both(who, force)
                if truth is not False:
                    allowed = tally.allowed[person]
                    allowed[number] = either(allowed[number], truth)
                    covers[person] = either(covers[person], truth)
        if not self._explain:
            return
        if has_lapsed:
            lapsed.append(rule)
        for state, truths in (
            (FindingState.COVERS, covers),
            (FindingState.LAPSED, whos if has_lapsed else [False] * len(whos)),
        ):
            concerned = [person for person, truth in enumerate(truths) if truth is not False]
            if concerned:
                bite = self._bite(site, concerned, tally.first, tally.last, state, CLEAR)
                bite.certain = True in truths
                if not bite.certain or None in truths or site.extent is None:
                    bite.unknown = self._unknown.of(rule, site, self._number, truths)
                self._judged.bites.append((rule, bite))

    # everything else that bites

    def _bites(self, rule: Rule, site: Site, whos: list[Truth], tally: Tally) -> None:
        held, counts = self._weighing.held(rule, site, tally)
        for counted in counts:
            self._judged.counted = True
            if counted.covered_until is not None:
                self._judged.covered_until.add(counted.covered_until)
        if held is None:
            return
        concerned = [person for person, who in enumerate(whos) if who is not False]
        weight, state = CLEAR, FindingState.STANDS
        if rule.effect in WEIGHING:
            weight, worst = self._weighing.enter(rule, self._step.measures, whos, held, tally)
            state = self._scales.state(rule, worst)
        if not self._explain:
            return
        first, last = tally.first, tally.last
        if held is not tally.throughout:
            first, last = tally.ends([truth is not False for truth in held])
        bite = self._bite(site, concerned, first, last, state, weight)
        bite.certain = True in whos and (held is tally.throughout or surely(tally.cells, held))
        if not bite.certain or self._weighing.differs(rule, whos):
            bite.unknown = self._unknown.of(rule, site, self._number, whos)
        bite.overdue = self._scales.overdue(rule, last.day if last is not None else None)
        bite.counts = counts
        self._judged.bites.append((rule, bite))
        if rule.required or rule.unless:
            cells = zip(held, tally.cells, strict=True)
            days = dict.fromkeys(cell.day if cell is not None else None for truth, cell in cells if truth is not False)
            needs = self._needs.of(Asking(rule, self._number, state), self._step.measures, concerned, days)
            self._judged.needs.extend((need, rule.id) for need in needs)

    # services and silence

    def _service(self, site: Site, tally: Tally) -> None:
        services = sorted(site.services)
        days = [cell.day if cell is not None else None for cell in tally.cells]
        ranges = [self._running.going_by(services, day) for day in days]
        for person in range(len(self._people)):
            tally.raise_to(person, ranges)
        weight = over_cells(tally.cells, ranges)
        if weight == CLEAR or not self._explain or not self._people:
            return
        people = list(range(len(self._people)))
        bite = self._bite(site, people, tally.first, tally.last, FindingState.STANDS, weight)
        bite.certain = weight.best > Verdict.GO
        by_day = list(zip(days, ranges, strict=True))
        if any(self._running.status(one, day).range != together for one in services for day, together in by_day):
            self._unknown.note(FactRef(fact="operator", step=self._step.written), "")
        status = {one: min((self._running.status(one, day) for day in days), key=_least) for one in services}
        least = min(map(_least, status.values()), default=None)
        weakest = [one for one in services if _least(status[one]) == least]
        window = status[weakest[0]].window if weakest else None
        self._judged.services.append(Service(weakest, weight, window, bite))

    def _silence(self, site: Site, tally: Tally, lapsed: list[Rule]) -> None:
        ranges: dict[int, list[Range]] = {}
        for person, line in enumerate(tally.allowed):
            if all(truth is True for truth in line):
                continue
            ranges[person] = [_NOT_ALLOWED[truth] for truth in line]
            tally.raise_to(person, ranges[person])
        if ranges and self._explain:
            weight = all_of(over_cells(tally.cells, line) for line in ranges.values())
            bite = self._bite(site, list(ranges), tally.first, tally.last, FindingState.STANDS, weight)
            bite.certain = weight.best is Verdict.REFER
            self._judged.silences.append(Silence(lapsed, bite))

    def _bite(
        self,
        site: Site,
        people: list[int],
        first: Cell | None,
        last: Cell | None,
        state: FindingState,
        weight: Range,
    ) -> Bite:
        stretch = site.extent
        start = end = None
        if first is not None and last is not None and stretch is not None:
            start = max(stretch.earliest, first.start)
            end = min(stretch.latest, last.end)
        return Bite(self._number, self._way_number, site, people, start, end, state, weight)


def of_ways(ways: Sequence[Sequence[Sequence[Range]]], people: int) -> tuple[Range, ...]:
    """What a step comes to, traveller by traveller: all exposures of one of its ways, nobody knows which."""
    totals = [[CLEAR] * people for _ in ways]
    for total, sites in zip(totals, ways, strict=True):
        for found in sites:
            for person, one in enumerate(found):
                total[person] = total[person].joined(one)
    return tuple(one_of(total[person] for total in totals) for person in range(people))


def _said(measures: Measures) -> Hashable:
    return tuple(sorted(measures.items()))
