"""Findings told: what stops a trip, what cannot be decided, what to beware of, what speaks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from advisor.model.assessment import Finding, FindingKind, FindingState
from advisor.model.message import message
from advisor.model.rule import Effect, Option
from advisor.model.verdict import Verdict
from advisor.report import incidents
from advisor.report.dates import full_day
from advisor.report.naming import Naming
from advisor.report.tree import (
    Cell,
    Column,
    Inline,
    Items,
    Line,
    Paragraph,
    Run,
    Section,
    Table,
    Voice,
    Words,
    listed,
    plain,
    quiet,
    strong,
)

_MOST_REASONS = 3
_SPEAKING_FOR = frozenset({FindingState.COVERS, FindingState.LIFTED})


def gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order in which they matter: what touches most of the trip first, then in the order given."""
    return tuple(
        sorted(
            findings,
            key=lambda one: (
                -one.range.worst,
                -one.range.best,
                not one.certain,
                -len({at.step for at in one.exposures}),
            ),
        )
    )


def deciding(naming: Naming, step: int | None = None) -> tuple[Finding, ...]:
    """What made the verdict of the trip, or of one step: the gravest findings, all of the same weight."""
    findings = naming.assessment.findings
    if step is not None:
        findings = tuple(one for one in findings if step in naming.steps_of(one))
    weighing = tuple(one for one in findings if one.range.worst is not Verdict.GO)
    if not weighing:
        return tuple(one for one in findings if one.state is FindingState.COVERS)
    reported = max(one.range.reported for one in weighing)
    return gravest_first(one for one in weighing if one.range.reported is reported)


def reasons(naming: Naming) -> tuple[Line, ...]:
    """The deciding findings in plain words: three lines at most, then how many more there are."""
    lines, more = leading(naming)
    return (*lines, quiet(message("report.more-reasons", count=more))) if more > 0 else lines


def leading(naming: Naming) -> tuple[tuple[Line, ...], int]:
    """The first of the deciding findings in plain words, and how many more there are."""
    distinct: dict[str, Finding] = {}
    for finding in deciding(naming):
        distinct.setdefault(repr(finding.title), finding)  # a message holds a mapping and has no hash
    chosen = tuple(distinct.values())
    lines = tuple(_reason(naming, one, alone=len(chosen) == 1) for one in chosen[:_MOST_REASONS])
    return lines, max(0, len(chosen) - _MOST_REASONS)


def _reason(naming: Naming, finding: Finding, *, alone: bool) -> Line:
    line: list[Inline] = [Run(naming.shown(finding.title), Voice.STRONG)]
    steps = naming.steps_of(finding)
    if steps and len(naming.assessment.steps) > 1:
        line += [Run(" "), Run(message("report.in-brackets", words=_steps(steps)), Voice.QUIET)]
    if alone and finding.because:
        line += [Run(" – "), Run(naming.shown(finding.because))]
    return tuple(line)


def _steps(steps: tuple[int, ...]) -> Words:
    """`step 2`, `steps 1, 3–5`."""
    if len(steps) == 1:
        return message("report.step", step=str(steps[0] + 1))
    return message("report.steps", steps=runs(steps))


def runs(steps: tuple[int, ...]) -> str:
    """Step numbers, counted from 1, neighbours joined: `1, 3–5`."""
    parts: list[tuple[int, int]] = []
    for number in (step + 1 for step in steps):
        if parts and parts[-1][1] == number - 1:
            parts[-1] = (parts[-1][0], number)
        else:
            parts.append((number, number))
    return ", ".join(
        str(start) if start == end else f"{start}, {end}" if end == start + 1 else f"{start}–{end}"
        for start, end in parts
    )


def options(naming: Naming, alternatives: tuple[Option, ...]) -> Words:
    """Measures that belong together, or others instead."""
    told = tuple(message("report.list", items=tuple(map(naming.measure, option))) for option in alternatives if option)
    if not told:
        return "–"
    return reduce(lambda first, other: message("report.or-else", first=first, other=other), told)


def stops(naming: Naming) -> tuple[Section, ...]:
    """What forbids the trip, then what the rules leave to the security officer."""
    findings = gravest_first(naming.assessment.findings)
    forbidding = tuple(one for one in findings if one.range.worst is Verdict.NO_GO)
    certain = tuple(one for one in forbidding if one.range.best is Verdict.NO_GO)
    possible = tuple(one for one in forbidding if one.range.best is not Verdict.NO_GO)
    referring = tuple(one for one in findings if one.range.worst is Verdict.REFER)
    parts = (
        (message("report.heading.stops"), certain),
        (message("report.heading.may-stop"), possible),
        (message("report.heading.undecided"), referring),
    )
    return tuple(Section(heading, (_table(naming, found),)) for heading, found in parts if found)


def _table(naming: Naming, findings: tuple[Finding, ...]) -> Table:
    columns = (
        Column(message("report.column.step")),
        Column(message("report.column.reason"), 7),
        Column(message("report.column.source"), 3),
    )
    rows = tuple((_where(naming, one), _told(naming, one), _origin(naming, one)) for one in findings)
    return Table(columns, rows, lead=2)


def _where(naming: Naming, finding: Finding) -> Cell:
    steps = naming.steps_of(finding)
    return (plain(runs(steps) if steps else message("report.whole-trip")),)


def _told(naming: Naming, finding: Finding) -> Cell:
    """What it says, why, what to do instead; then what would lift it; then whom and what it depends on."""
    sentences: list[Words] = []
    if finding.because:
        sentences.append(naming.shown(finding.because))
    if finding.advice:
        sentences.append(message("report.advice", advice=finding.advice))
    if finding.state is FindingState.UNAVAILABLE and finding.required:
        sentences.append(message("report.not-available", measures=options(naming, finding.required)))
    if finding.unless and finding.state is FindingState.STANDS:
        sentences.append(message("report.lifted-if", measures=options(naming, finding.unless)))
    left_out = 1 if finding.kind is FindingKind.SILENCE else 0  # its title says it all
    if finding.range.worst < naming.assessment.verdict:
        left_out = left_out or 2  # something graver stops the trip
    line: list[Inline] = [Run(one, spare=left_out) for one in _spaced(sentences)]
    whom = tuple(replace(run, spare=left_out) for run in _whom(naming, finding))
    for further in (whom, _remarks(naming, finding)):
        if line and further:
            line.append(Run(" ", spare=left_out))
        line += further
    title = strong(naming.shown(finding.title))
    return (title, tuple(line)) if line else (title,)


def _spaced(sentences: list[Words]) -> Iterable[Words]:
    for number, sentence in enumerate(sentences):
        if number:
            yield " "
        yield sentence


def _whom(naming: Naming, finding: Finding) -> tuple[Run, ...]:
    concerned = naming.travellers_of(finding.exposures)
    if not concerned:
        return ()
    people = tuple(naming.traveller(index) for index in concerned)
    return (Run(message("report.concerns", travellers=people), Voice.QUIET),)


def _remarks(naming: Naming, finding: Finding) -> tuple[Run, ...]:
    """What it depends on, and the events counted."""
    remarks: list[Words] = []
    if not finding.certain and finding.unknown:
        facts = tuple(naming.fact(one) for one in finding.unknown)
        remarks.append(message("report.depends-on", facts=facts))
    remarks += incidents.told(finding, naming.place, naming.source)
    return listed(tuple(remarks), " ", Voice.QUIET)


def _origin(naming: Naming, finding: Finding) -> Cell:
    lines: list[Line] = []
    if finding.source is not None:
        lines.append(plain(naming.source(finding.source)))
    elif finding.kind in {FindingKind.SILENCE, FindingKind.STRUCTURE}:
        lines.append(quiet(message("report.no-rule")))
    if finding.overdue and finding.review_by is not None:
        lines.append(strong(message("report.overdue-since", day=full_day(finding.review_by))))
    return tuple(lines)


def cautions(naming: Naming) -> tuple[Section, ...]:
    """What to beware of, and what to know."""
    standing = tuple(one for one in naming.assessment.findings if one.range.worst is Verdict.GO)
    beware = tuple(one for one in standing if one.effect is Effect.CAUTION)
    know = tuple(one for one in standing if one.effect is Effect.INFORM and one.state is not FindingState.LAPSED)
    sections = []
    if beware:
        level = 1 if naming.assessment.verdict is Verdict.NO_GO else 2
        items = Items(tuple((_item(naming, one, besides_title=level),) for one in beware), short=level)
        sections.append(Section(message("report.heading.cautions"), (items,)))
    if know:
        items = Items(tuple((_item(naming, one, besides_title=1),) for one in know), short=1)
        sections.append(Section(message("report.heading.information"), (items,)))
    return tuple(sections)


def _item(naming: Naming, finding: Finding, *, besides_title: int) -> Line:
    """What it is, why, what to do. Spare are the why of what one can do something about, then all but the title."""
    line: list[Inline] = [Run(naming.shown(finding.title), Voice.STRONG)]
    if finding.because or finding.advice:
        line.append(Run(" – ", spare=besides_title))
    if finding.because:
        line.append(Run(naming.shown(finding.because), spare=1 if finding.advice else besides_title))
    if finding.because and finding.advice:
        line.append(Run(" ", spare=1))
    if finding.advice:
        line.append(Run(finding.advice, spare=besides_title))
    reference = _reference(naming, finding)
    if naming.assessment.verdict is Verdict.NO_GO:
        reference = tuple(replace(run, spare=2) for run in reference)
    line += reference
    remarks = _remarks(naming, finding)
    return (*line, Run(" ", spare=1), *(replace(run, spare=1) for run in remarks)) if remarks else tuple(line)


def _reference(naming: Naming, finding: Finding) -> tuple[Run, ...]:
    """Whom and where it concerns and who says so, in brackets."""
    steps = naming.steps_of(finding)
    parts: list[Words] = [naming.traveller(index) for index in naming.travellers_of(finding.exposures)]
    if steps and len(steps) < len(naming.assessment.steps):
        parts.append(_steps(steps))
    if not finding.certain:
        parts.append(message("report.uncertain"))
    if finding.source is not None:
        parts.append(naming.source_number(finding.source))
    if finding.overdue and finding.review_by is not None:
        parts.append(message("report.overdue-since", day=full_day(finding.review_by)))
    line = listed(tuple(parts), ", ", Voice.QUIET)
    if finding.state is FindingState.COVERS and finding.review_by is not None and not finding.overdue:
        until = message("report.review-by", day=full_day(finding.review_by))
        line += (Run(", " if line else "", Voice.QUIET, spare=1), Run(until, Voice.QUIET, spare=int(bool(line))))
    return (Run(" (", Voice.QUIET), *line, Run(")", Voice.QUIET)) if line else ()


def speaking_for(naming: Naming) -> tuple[Section, ...]:
    """Allowing rules in force, and restrictions that confirmed measures have lifted."""
    found = tuple(one for one in naming.assessment.findings if one.state in _SPEAKING_FOR)
    found = tuple(one for one in found if one.effect not in {Effect.CAUTION, Effect.INFORM})
    if not found:
        return ()
    line: list[Inline] = []
    for finding in found:
        title = naming.shown(finding.title)
        lifted = finding.state is FindingState.LIFTED
        line += [Run(" · ")] if line else []
        line += [Run(message("report.lifted", rule=title) if lifted else title), *_reference(naming, finding)]
    return (Section(message("report.heading.speaking-for"), (Paragraph((tuple(line),)),)),)
