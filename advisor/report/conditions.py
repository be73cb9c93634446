"""What must be arranged before departure, and what must be obeyed on the way."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.model.assessment import Condition, FindingState, NeededMeasure
from advisor.model.measure import MeasureKind, MeasureState, Scope
from advisor.model.message import message
from advisor.model.verdict import Verdict
from advisor.report.naming import Naming
from advisor.report.tree import (
    Block,
    Cell,
    Column,
    Inline,
    Items,
    Line,
    Paragraph,
    Run,
    Section,
    Table,
    Tick,
    Voice,
    quiet,
    spare,
)

_GIVEN = frozenset({MeasureState.CONFIRMED, MeasureState.ACCEPTED})


def conditions(naming: Naming) -> tuple[Section, ...]:
    """Arrangements with who, proof and time; then conduct. A trip that is forbidden gets no boxes to tick."""
    forbidden = naming.assessment.verdict is Verdict.NO_GO
    arranged = tuple(one for one in naming.assessment.conditions if _kind(one) is MeasureKind.ARRANGEMENT)
    obeyed = tuple(one for one in naming.assessment.conditions if _kind(one) is MeasureKind.CONDUCT)
    if forbidden:
        every = (*arranged, *obeyed)
        if not every:
            return ()
        line: list[Inline] = []
        for one in every:
            line += [Run(" · ")] if line else []
            line += [*_needed(naming, one, Voice.PLAIN), *_for(naming, one)]
        told = Paragraph((quiet(message("report.conditions-forbidden")), tuple(line)))
        return (Section(message("report.heading.also-required"), (told,)),)
    sections = []
    done = tuple(_done(naming))
    if arranged or done:
        sections.append(_before(naming, arranged, done))
    if obeyed:
        items = Items(
            tuple(
                ((Tick(done=_accepted(one)), Run(" "), *_needed(naming, one, Voice.PLAIN), *_for(naming, one)),)
                for one in obeyed
            )
        )
        sections.append(Section(message("report.heading.on-the-way"), (items,)))
    return tuple(sections)


def _accepted(condition: Condition) -> bool:
    """Whether the planner has accepted all of one option."""
    return any(all(needed.state in _GIVEN for needed in option) for option in condition.options)


def _kind(condition: Condition) -> MeasureKind:
    kinds = {needed.kind for option in condition.options for needed in option}
    return MeasureKind.CONDUCT if kinds == {MeasureKind.CONDUCT} else MeasureKind.ARRANGEMENT


def _before(naming: Naming, arranged: tuple[Condition, ...], done: tuple[str, ...]) -> Section:
    columns = (
        Column(message("report.column.done")),
        Column(message("report.column.condition"), 9),
        Column(message("report.column.proof"), 6),
        Column(message("report.column.who"), 3),
        Column(message("report.column.due"), 3),
    )
    blocks: list[Block] = []
    if arranged:
        blocks.append(Table(columns, tuple(_row(naming, one) for one in arranged), lead=2, roomy=True))
    if done:
        line: list[Inline] = [Run(message("report.confirmed"), Voice.QUIET)]
        for one in done:
            line += [Run(" "), Tick(done=True), Run("\u00a0"), Run(naming.measure(one))]
        blocks.append(Paragraph((tuple(line),)))
    return Section(message("report.heading.before"), tuple(blocks))


def _row(naming: Naming, condition: Condition) -> tuple[Cell, ...]:
    proofs: list[Line] = []
    for option in condition.options:
        for needed in option:
            measure = naming.pack.measures.get(needed.measure)
            if measure is not None and measure.proof and quiet(measure.proof) not in proofs:
                proofs.append(quiet(measure.proof))
    return (
        ((Tick(),),),
        ((*_needed(naming, condition), *_for(naming, condition)), *_asked_by(naming, condition)),
        tuple(proofs),
        (),
        (),
    )


def _needed(naming: Naming, condition: Condition, voice: Voice = Voice.STRONG) -> Line:
    """`Escort + armoured vehicle (planned), or UN transport`."""
    line: list[Inline] = []
    for number, option in enumerate(condition.options):
        if number:
            line.append(Run(message("report.or")))
        for position, needed in enumerate(option):
            if position:
                line.append(Run(" + "))
            line += _one(naming, needed, voice)
    return tuple(line)


def _one(naming: Naming, needed: NeededMeasure, voice: Voice) -> Iterable[Inline]:
    yield Run(naming.measure(needed.measure), voice)
    if needed.state is not None and needed.state not in _GIVEN:
        state = message(f"report.measure.{needed.state}")
        yield Run(" ")
        yield Run(message("report.in-brackets", words=state), Voice.QUIET)


def _for(naming: Naming, condition: Condition) -> Line:
    if condition.scope is Scope.TRIP:
        return ()
    where = naming.at(condition.scope, condition.step, condition.traveller)
    return (Run(" "), Run(message("report.in-brackets", words=where), Voice.QUIET))


def _asked_by(naming: Naming, condition: Condition) -> Cell:
    """Why: the reason of the first rule that asks for it."""
    for finding in naming.assessment.findings:
        if finding.rule in condition.rules and finding.because:
            return (spare(naming.shown(finding.because)),)
    return ()


def _done(naming: Naming) -> Iterable[str]:
    """Arrangements that rules require and the planner has confirmed, each once."""
    trip = naming.trip
    stated = [trip.measures, *(step.measures for step in trip.itinerary), *(one.measures for one in trip.travellers)]
    given = {measure for states in stated for measure, state in states.items() if state in _GIVEN}
    open_still = {needed.measure for one in naming.assessment.conditions for option in one.options for needed in option}
    seen: set[str] = set()
    for finding in naming.assessment.findings:
        for option in finding.required if finding.state is FindingState.MET else ():
            if not set(option) <= given:
                continue
            for measure in option:
                if measure not in seen | open_still:
                    seen.add(measure)
                    yield measure
