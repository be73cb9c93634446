"""How likely, how bad, what confirmed measures leave of it, and who must sign for that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from advisor.engine.expose import Exposed
from advisor.engine.index import Index
from advisor.engine.running import Running, RunningTable
from advisor.engine.standing import Standing
from advisor.model.assessment import Exposure, Finding, RiskRow
from advisor.model.measure import Measure, MeasureState
from advisor.model.pack import Pack
from advisor.model.rule import RiskTag, Rule
from advisor.model.text import Text
from advisor.model.trip import Trip
from advisor.model.verdict import Verdict


def risks(findings: Iterable[Finding], trip: Trip, index: Index, exposed: Exposed, as_of: date) -> tuple[RiskRow, ...]:
    """One row a threat: the gravest that any matching rule says, before and after confirmed measures."""
    pack = index.pack
    lowering = [measure for measure in pack.measures.values() if measure.lowers_likelihood or measure.lowers_impact]
    weigher = _Weigher(trip, pack, exposed, RunningTable(pack, as_of), lowering)
    rows: dict[str, RiskRow] = {}
    for finding in findings:
        rule = index.by_id.get(finding.rule or "")
        if rule is None or rule.risk is None:
            continue
        row = weigher.row(rule, rule.risk, finding.exposures)
        rows[row.threat] = _graver(rows[row.threat], row) if row.threat in rows else row
    return tuple(sorted(rows.values(), key=lambda row: (-row.level_after, -row.level, row.threat)))


def highest(rows: Iterable[RiskRow]) -> int | None:
    """The highest remaining level."""
    return max((row.level_after for row in rows), default=None)


def signs(pack: Pack, level: int | None, verdict: Verdict) -> tuple[Text, ...]:
    """Who must sign, in signing order: those of the highest remaining level; for a REFER, also those who decide it."""
    by_level = pack.authority.by_level
    titles = list(by_level[level if level is not None else 0]) if by_level else []
    if verdict is Verdict.REFER:
        titles += [title for title in pack.authority.refer if title not in titles]
    return tuple(titles)


class _Weigher:
    def __init__(
        self, trip: Trip, pack: Pack, exposed: Exposed, running: RunningTable, lowering: list[Measure]
    ) -> None:
        self._pack = pack
        self._exposed = exposed
        self._running = running
        self._standing = Standing(trip, pack, running)
        self._lowering = lowering

    def row(self, rule: Rule, tag: RiskTag, exposures: tuple[Exposure, ...]) -> RiskRow:
        """The rule's risk, with what is left of it at the exposure where measures help least."""
        worst: tuple[int, int, int, tuple[str, ...]] | None = None
        alike = {(one.step, one.start, one.until, one.travellers): one for one in exposures}
        for exposure in alike.values():  # a long leg has many that no measure can tell apart
            for person in exposure.travellers:
                left = self._left(tag, exposure, person)
                if worst is None or left[0] > worst[0]:
                    worst = left
        level = self._pack.risk.matrix[tag.likelihood][tag.impact]
        after, likelihood, impact, by = worst or (level, tag.likelihood, tag.impact, ())
        return RiskRow(
            threat=tag.threat,
            rules=(rule.id,),
            likelihood=tag.likelihood,
            impact=tag.impact,
            level=level,
            likelihood_after=likelihood,
            impact_after=impact,
            level_after=after,
            lowered_by=by,
        )

    def _left(self, tag: RiskTag, exposure: Exposure, person: int) -> tuple[int, int, int, tuple[str, ...]]:
        """The strongest confirmed measure counts on each axis; measures do not add up."""
        helping = [measure for measure in self._lowering if self._helps(measure, tag, exposure, person)]
        down_likelihood = max((measure.lowers_likelihood for measure in helping), default=0)
        down_impact = max((measure.lowers_impact for measure in helping), default=0)
        likelihood, impact = max(0, tag.likelihood - down_likelihood), max(0, tag.impact - down_impact)
        names = tuple(sorted(measure.id for measure in helping))
        return self._pack.risk.matrix[likelihood][impact], likelihood, impact, names

    def _helps(self, measure: Measure, tag: RiskTag, exposure: Exposure, person: int) -> bool:
        if measure.threats and tag.threat not in measure.threats:
            return False
        stated = self._exposed.steps[exposure.step].measures
        if self._standing.state(measure, stated, person) is not MeasureState.CONFIRMED:
            return False
        if measure.provider is None:
            return True
        return all(self._running.status(measure.provider, day).worst is Running.YES for day in _days(exposure))


def _days(exposure: Exposure) -> Iterator[date | None]:
    """Every day an exposure touches; None where its time is not known."""
    if exposure.start is None or exposure.until is None:
        yield None
        return
    first = exposure.start.date()
    for offset in range((exposure.until.date() - first).days + 1):
        yield first + timedelta(days=offset)


def _graver(one: RiskRow, other: RiskRow) -> RiskRow:
    first, second = (one, other) if (one.level_after, one.level) >= (other.level_after, other.level) else (other, one)
    rules = tuple(sorted({*first.rules, *second.rules}))
    return RiskRow(
        threat=first.threat,
        rules=rules,
        likelihood=first.likelihood,
        impact=first.impact,
        level=first.level,
        likelihood_after=first.likelihood_after,
        impact_after=first.impact_after,
        level_after=first.level_after,
        lowered_by=first.lowered_by,
    )
