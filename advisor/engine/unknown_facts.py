"""Which facts nobody has stated stand behind a match that can't be told."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.engine.expose import Exposed, ExposedStep, Site
from advisor.engine.index import Index
from advisor.engine.tally import Tally
from advisor.engine.times import Between
from advisor.engine.truth import Truth
from advisor.model.assessment import FactRef, StepKind
from advisor.model.pack import FactScope
from advisor.model.rule import DECIDING, Rule
from advisor.model.trip import Trip


class UnknownFacts:
    """Gathers the facts, with the rules that wait for them."""

    def __init__(self, trip: Trip, index: Index, exposed: Exposed) -> None:
        """For one trip."""
        self._trip = trip
        self._index = index
        self._exposed = exposed
        self._found: dict[FactRef, set[str]] = {}

    def taken(self) -> dict[FactRef, set[str]]:
        """What was noted since the last time."""
        found, self._found = self._found, {}
        return found

    def note(self, ref: FactRef, rule: str) -> None:
        """A fact that some answer to would change something."""
        rules = self._found.setdefault(ref, set())
        if rule:
            rules.add(rule)

    def of(self, rule: Rule, site: Site, step: int, truths: Sequence[Truth]) -> tuple[FactRef, ...]:
        """The facts behind a rule's unknowns at a site; noted too where the rule can decide."""
        refs: dict[FactRef, None] = {}
        if any(truth is None for truth in truths):
            refs.update(dict.fromkeys(self._about_people(rule)))
            if self._index.matcher.site(rule, site) is None:
                refs.update(dict.fromkeys(self._about_site(rule, site, step)))
        if site.extent is None and (not rule.when.all_day or rule.when.start or rule.when.until or rule.review_by):
            refs.update(dict.fromkeys(self.times(step)))
        if rule.effect in DECIDING:
            for ref in refs:
                self.note(ref, rule.id)
        return tuple(refs)

    def _about_people(self, rule: Rule) -> list[FactRef]:
        refs = []
        matcher = self._index.matcher
        for number in range(len(self._trip.travellers)):
            if matcher.who(rule.who, self._trip, number) is not None:
                continue
            for who in rule.who:
                for test in who:
                    if matcher.fact(test, self._trip, number) is None:
                        declared = self._index.pack.facts.get(test.fact)
                        of_trip = declared is not None and declared.scope is FactScope.TRIP
                        refs.append(FactRef(fact=test.fact, traveller=None if of_trip else number))
        return refs

    def _about_site(self, rule: Rule, site: Site, step: int) -> list[FactRef]:
        exposed = self._exposed.steps[step]
        refs = []
        if len(site.services) > 1 and any(how.services for how in rule.how):
            refs.append(FactRef(fact="operator", step=exposed.written))
        if len(site.activities) > 1 and any(how.activities for how in rule.how):
            refs += self.times(step)
        if not site.exact or site.movement is not None:
            written = exposed.written if exposed.written is not None else exposed.after
            refs.append(FactRef(fact="place", step=written))
        return refs

    def note_times(self, step: int, tally: Tally) -> None:
        """The times of a step matter where its cells differ and not all are surely touched."""
        if all(cell is not None and cell.sure for cell in tally.cells):
            return
        unknown_time = any(cell is None for cell in tally.cells)
        for traveller in range(len(tally.ranges)):
            line = tally.line(traveller)
            if len(set(line)) > 1 or (unknown_time and not line[0].settled):
                for ref in self.times(step):
                    self.note(ref, "")
                return

    def times(self, number: int) -> list[FactRef]:
        """The unstated times that bound a step; a stay is bounded by the legs around it."""
        steps = self._exposed.steps
        step = steps[number]
        refs = []
        if not _exact(step.start):
            refs.append(self._start_ref(number, step))
        if not _exact(step.end) and not step.open_end:
            after = steps[number + 1] if number + 1 < len(steps) else None
            if step.kind is StepKind.LEG:
                refs.append(FactRef(fact="arrive", step=step.written))
            elif after is not None and after.kind is StepKind.LEG:
                refs.append(FactRef(fact="depart", step=after.written))
            elif step.written is not None:
                refs.append(FactRef(fact="until", step=step.written))
        return refs

    def _start_ref(self, number: int, step: ExposedStep) -> FactRef:
        before = self._exposed.steps[number - 1] if number else None
        if step.kind is StepKind.LEG:
            return FactRef(fact="depart", step=step.written)
        if before is not None and before.kind is StepKind.LEG:
            return FactRef(fact="arrive", step=before.written)
        return FactRef(fact="from", step=step.written)


def _exact(time: Between) -> bool:
    return time.earliest is not None and time.earliest == time.latest
