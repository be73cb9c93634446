"""What a restriction does at one exposure: in which cells it holds, and how it weighs on each traveller."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from advisor.engine.cells import Cell
from advisor.engine.expose import Site
from advisor.engine.match import holds_throughout, timing
from advisor.engine.nearby import Counted, Nearby
from advisor.engine.scales import Scales
from advisor.engine.tally import Tally, over_cells
from advisor.engine.truth import Truth, both
from advisor.model.rule import Rule
from advisor.model.trip import Measures
from advisor.model.verdict import CLEAR, Range, Verdict, all_of


class Weighing:
    """Weighs the restrictions on the travellers of one trip, as of one day."""

    def __init__(self, scales: Scales, nearby: Nearby, measures: Sequence[Hashable]) -> None:
        """`measures`: what is said of each traveller's own; who has the same weighs the same."""
        self._scales = scales
        self._nearby = nearby
        self._alike = [measures.index(said) for said in measures]

    # where it holds

    def held(self, rule: Rule, site: Site, tally: Tally) -> tuple[Sequence[Truth] | None, tuple[Counted, ...]]:
        """In which cells the rule holds at the site, None if in none; and the incidents counted for that."""
        if not rule.depends_on and rule.incidents is None and holds_throughout(rule.when, tally.first, tally.last):
            return tally.throughout, ()
        counts: list[Counted] = []
        held = [self._holds(rule, site, cell, counts) for cell in tally.cells]
        return None if all(truth is False for truth in held) else held, tuple(counts)

    def _holds(self, rule: Rule, site: Site, cell: Cell | None, counts: list[Counted]) -> Truth:
        time = timing(rule.when, cell)
        truth = time.truth
        if truth is False:
            return False
        if rule.depends_on:
            truth = both(truth, self._scales.depends(rule, time.day)[0])
        if rule.incidents is not None:
            counts.append(self._nearby.count(rule.incidents, site, time.day))
            truth = both(truth, counts[-1].truth)
        return truth

    # what it weighs

    def enter(
        self, rule: Rule, measures: Measures, whos: Sequence[Truth], held: Sequence[Truth], tally: Tally
    ) -> tuple[Range, Verdict]:
        """Enter into the tally what a restriction does; its range here, and the worst it comes to if it matches.

        `measures`: those of the step. `whos`: whether it is about each traveller.
        """
        concerned = [person for person, who in enumerate(whos) if who is not False]
        fixed = self._scales.fixed(rule)
        if fixed is not None and held is tally.throughout:
            sure, unsure = fixed
            for person in concerned:
                tally.raise_everywhere(person, sure if whos[person] else unsure)
            return (sure if True in whos else unsure), sure.worst

        def weight_of(person: int, truth: Truth, cell: Cell | None) -> Range:
            """In one cell; where it may not match, the best case is a GO."""
            if truth is False:
                return CLEAR
            value = self._scales.value(rule, measures, person, cell.day if cell is not None else None)
            return value if truth and whos[person] else Range(Verdict.GO, value.worst)

        measured = _is_measured(rule)
        lines: dict[tuple[Truth, int], list[Range]] = {}
        for person in concerned:
            key = (whos[person], self._alike[person] if measured else 0)
            line = lines.get(key)
            if line is None:
                cells = zip(held, tally.cells, strict=True)
                line = lines[key] = [weight_of(person, truth, cell) for truth, cell in cells]
            tally.raise_to(person, line)
        weight = all_of(over_cells(tally.cells, line) for line in lines.values())
        return weight, max(value.worst for line in lines.values() for value in line)

    def differs(self, rule: Rule, whos: Sequence[Truth]) -> bool:
        """Whether it may weigh otherwise on travellers it may be about than on those it surely is about."""
        sure = {self._alike[person] for person, who in enumerate(whos) if who}
        may = {self._alike[person] for person, who in enumerate(whos) if who is None}
        return _is_measured(rule) and not may <= sure


def _is_measured(rule: Rule) -> bool:
    """Whether what it weighs depends on measures."""
    return bool(rule.required or rule.unless)
