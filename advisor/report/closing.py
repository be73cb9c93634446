"""The end of a report: risk, contacts, what is not known, and who acknowledges and decides."""

from __future__ import annotations

from datetime import datetime

from advisor.engine.questions import NO_ROLE, OTHER_COUNTRY
from advisor.model.assessment import Answer, Question, RiskRow, StepKind, StepResult
from advisor.model.message import message
from advisor.model.pack import Contact, Named
from advisor.model.text import Text
from advisor.model.trip import Gender, Leg
from advisor.model.verdict import Verdict
from advisor.report.dates import full_day, moment
from advisor.report.naming import Naming, fingerprint, mark
from advisor.report.pack_issue import issue_line
from advisor.report.pack_settings import setting_line
from advisor.report.tree import (
    Blank,
    Block,
    Cell,
    Column,
    Inline,
    Items,
    Line,
    Pair,
    Pairs,
    Paragraph,
    Run,
    Section,
    SignBlock,
    SignOff,
    Table,
    Voice,
    Words,
    listed,
    plain,
    quiet,
    spare,
    strong,
)

_MOST_ANSWERS = 4
_TIMES = frozenset({"depart", "arrive", "from", "until"})
_SHORT_TABLE = 6
_FEW_SIGNATURES = 8
_FIELDS = (message("report.field.name"), message("report.field.date"), message("report.field.signature"))


def risk(naming: Naming) -> tuple[Section, ...]:
    """Each threat before measures and after those confirmed, and who signs for what remains."""
    rows = naming.assessment.risks
    if not rows:
        return ()
    columns = (
        Column(message("report.column.threat"), 7),
        Column(message("report.column.before"), 10),
        Column(message("report.column.after"), 7),
        Column(message("report.column.lowered-by"), 6),
    )
    blocks: list[Block] = []
    level = naming.assessment.risk_level
    if level is not None:
        remaining = message("report.risk-remaining", level=_scale(naming.pack.risk.levels, level))
        blocks.append(Paragraph((plain(remaining),)))
    blocks.append(Table(columns, tuple(_risk(naming, one) for one in rows)))
    return (Section(message("report.heading.risk"), tuple(blocks), together=len(rows) <= _SHORT_TABLE),)


def _risk(naming: Naming, row: RiskRow) -> tuple[Cell, ...]:
    lowered = tuple(naming.measure(one) for one in row.lowered_by)
    same = (row.likelihood, row.impact) == (row.likelihood_after, row.impact_after)
    after = _rating(naming, row.likelihood_after, row.impact_after, row.level_after)
    if same:
        after = quiet(message("report.unchanged"))
    return (
        (strong(naming.threat(row.threat)),),
        (_rating(naming, row.likelihood, row.impact, row.level),),
        (after,),
        (plain(message("report.list", items=lowered)) if lowered else quiet("–"),),
    )


def _rating(naming: Naming, likelihood: int, impact: int, level: int) -> Line:
    table = naming.pack.risk
    return (
        Run(_scale(table.levels, level), Voice.STRONG),
        Run(" "),
        Run(
            message(
                "report.rating", likelihood=_scale(table.likelihood, likelihood), impact=_scale(table.impact, impact)
            ),
            Voice.QUIET,
        ),
    )


def _scale(scale: tuple[Named, ...], index: int) -> Words:
    return scale[index].title if 0 <= index < len(scale) else str(index)


def contacts(naming: Naming) -> Section:
    """Whom to call: the pack's contacts for the places of this trip, then the trip's own."""
    columns = (Column(message("report.column.contact"), 5), Column(message("report.column.phone"), 4))
    rows: list[tuple[Cell, ...]] = []
    for contact in naming.pack.contacts:
        if _concerns(naming, contact):
            note: Cell = (spare(contact.note),) if contact.note else ()
            rows.append(((plain(contact.title), *note), (_phone(contact.phone),)))
    if naming.shows_names:
        for own in naming.trip.contacts:
            role: Cell = (quiet(own.role),) if own.role and own.name else ()
            rows.append(((plain(own.name or own.role), *role), (_phone(own.phone),)))
    block = Table(columns, tuple(rows), lead=2) if rows else Paragraph((plain(message("report.no-contacts")),))
    return Section(message("report.heading.contacts"), (block,), together=len(rows) <= _FEW_SIGNATURES, half=True)


def _phone(number: str) -> Line:
    return plain(number) if number.strip() else (Blank(),)


def _concerns(naming: Naming, contact: Contact) -> bool:
    if not contact.places:
        return True
    ends = {end for step in naming.assessment.steps for end in (step.origin, step.destination) if end is not None}
    geography = naming.pack.geography
    return any(geography.lies_in(end, place) for end in ends for place in contact.places)


def check_ins(naming: Naming, *, overdue: bool = True) -> tuple[Section, ...]:
    """When and where the party reports, to be filled in; none for a trip that does not take place.

    `overdue`: who then calls whom is to be filled in too.
    """
    legs = [step for step in naming.assessment.steps if step.kind is StepKind.LEG and step.destination is not None]
    if naming.assessment.verdict is Verdict.NO_GO or not legs:
        return ()
    columns = (
        Column(message("report.column.place"), 5),
        Column(message("report.column.call-by"), 2),
        Column(message("report.column.called"), 2),
        Column(message("report.column.taken-by"), 2),
    )
    rows = tuple(_check_in(naming, step, step.destination) for step in legs if step.destination is not None)
    blocks: list[Block] = [Table(columns, rows, roomy=True)]
    if overdue:
        blocks.append(Pairs((Pair(message("report.when-overdue"), (Blank(),)),)))
    return (Section(message("report.heading.check-ins"), tuple(blocks), together=len(rows) <= _SHORT_TABLE, half=True),)


def _check_in(naming: Naming, step: StepResult, destination: str) -> tuple[Cell, ...]:
    written = naming.written(step)
    arrive = written.arrive if isinstance(written, Leg) else None
    expected = (quiet(message("report.expected", when=moment(arrive))),) if arrive is not None else ()
    return ((plain(naming.place(destination)), *expected), (), (), ())


def unknowns(naming: Naming) -> tuple[Section, ...]:
    """What nobody has told, with what each answer would bring; rules past their review; remarks."""
    items: list[Cell] = [_question(naming, one) for one in naming.assessment.questions]
    overdue = {repr(one.title): one for one in naming.assessment.findings if one.overdue and one.review_by is not None}
    items += [
        (
            (
                Run(message("report.overdue", rule=naming.shown(one.title)), Voice.STRONG),
                Run(" – "),
                Run(message("report.overdue-since", day=full_day(one.review_by))),
            ),
        )
        for one in overdue.values()
        if one.review_by is not None
    ]
    items += [(plain(naming.shown(note)),) for note in naming.assessment.notes]
    if not items:
        return ()
    short = len(items) <= _SHORT_TABLE
    return (Section(message("report.heading.unknown"), (Items(tuple(items)),), together=short, half=short),)


def _question(naming: Naming, question: Question) -> Cell:
    line: list[Inline] = [Run(naming.shown(question.text), Voice.STRONG)]
    lines: list[Line] = [tuple(line)]
    if question.answers:
        answers: list[Inline] = []
        for number, answer in enumerate(question.answers[:_MOST_ANSWERS]):
            if number:
                answers.append(Run(" · "))
            answers += [Run(message("report.answer", answer=_answer(naming, question, answer))), Run(" ")]
            answers.append(mark(answer.range.reported))
        if len(question.answers) > _MOST_ANSWERS:
            answers.append(Run(" …"))
        lines.append(tuple(answers))
    return tuple(lines)


def _answer(naming: Naming, question: Question, answer: Answer) -> Words:
    """An answer in words: a place, a role, a declared value, or as it is."""
    value, fact = answer.value, question.about.fact
    if value is None or (fact, value) in {("nationality", OTHER_COUNTRY), ("roles", NO_ROLE)}:
        return message("report.any-other")
    if fact in _TIMES:
        return moment(datetime.fromisoformat(value))
    declared = naming.pack.facts.get(fact)
    if declared is not None:
        return next((one.title for one in declared.values if one.id == value), value)
    if fact == "gender":
        return message(f"report.gender.{value}") if value in set(Gender) else value
    called = {
        "nationality": naming.country,
        "staff": naming.staff,
        "roles": naming.role,
        "route": naming.route,
        "operator": naming.operator,
        "place": naming.place,
        "onward": naming.place,
    }.get(fact)
    return called(value) if called is not None else value


def basis(naming: Naming) -> Section:
    """On what the answer stands: the pack, its age, the incident data, the sources that have got a number."""
    assessment, pack = naming.assessment, naming.pack
    lines: list[Line] = [quiet(pack.note)] if pack.note else []
    lines += [plain(setting_line(setting)) for setting in assessment.pack.settings]
    if pack.incident_coverage is not None:
        coverage = pack.incident_coverage
        known = message("report.incident-coverage", start=full_day(coverage.start), until=full_day(coverage.until))
        lines.append(quiet(known))
    if naming.sources:
        numbered = tuple(
            message("report.numbered", number=str(number), source=source)
            for number, source in enumerate(naming.sources, 1)
        )
        lines.append((Run(message("report.sources"), Voice.QUIET), Run(" "), *listed(numbered, " · ", Voice.QUIET)))
    if assessment.pack.issued is not None:
        lines.append(quiet(issue_line(assessment.pack.issued)))
    lines.append(
        quiet(
            message("report.fingerprint", pack=assessment.pack.id, fingerprint=fingerprint(assessment.pack.fingerprint))
        )
    )
    if assessment.incidents_seen is not None:
        data = fingerprint(assessment.incidents_seen.fingerprint)
        lines.append(quiet(message("report.incidents-fingerprint", fingerprint=data)))
    return Section(message("report.heading.basis"), (Paragraph(tuple(lines)),), together=True)


def acknowledgement(naming: Naming) -> Section:
    """Each traveller knows the risk and may refuse, or knows that the trip does not take place."""
    columns = (
        Column(message("report.field.traveller"), 4),
        Column(message("report.field.signature"), 6),
        Column(message("report.field.date"), 3),
    )
    people: tuple[Words, ...] = tuple(naming.traveller(index) for index in range(len(naming.trip.travellers)))
    rows = tuple((((Run(one),),), (), ()) for one in people)
    forbidden = naming.assessment.verdict is Verdict.NO_GO
    text = Paragraph((plain(message("report.acknowledgement.no-go" if forbidden else "report.acknowledgement")),))
    blocks: tuple[Block, ...] = (text, Table(columns, rows, roomy=True)) if rows else (text,)
    return Section(message("report.heading.acknowledgement"), blocks, together=len(rows) <= _FEW_SIGNATURES)


def sign_off(naming: Naming) -> Section:
    """Decisions in signing order. A forbidden trip has no box to approve it."""
    verdict = naming.assessment.verdict
    titles = signers(naming) or (Text(),)
    referred = verdict is Verdict.REFER
    blocks = [
        _officer(title) if referred and not number else _signer(title, verdict, referred=referred)
        for number, title in enumerate(titles)
    ]
    lead = message(f"report.sign-off.{verdict.word}")
    last = (strong(message("report.void")), quiet(message("report.not-an-emergency-service")))
    return Section(
        message("report.heading.sign-off"),
        (Paragraph((plain(lead),)), SignOff(tuple(blocks)), Paragraph(last)),
        together=len(blocks) <= _SHORT_TABLE,
    )


def signers(naming: Naming) -> tuple[Text, ...]:
    """Who signs, in order: for a referred trip, first whom the pack names for that."""
    assessment = naming.assessment
    first = naming.pack.authority.refer if assessment.verdict is Verdict.REFER else ()
    return (*first, *(title for title in assessment.signs if title not in first))


def _officer(title: Text) -> SignBlock:
    who: Words = title or message("report.signer")
    choices = (message("report.choice.may-go"), message("report.choice.may-not-go"))
    return SignBlock(who, choices, message("report.field.reasons"), 3, _FIELDS)


def _signer(title: Text, verdict: Verdict, *, referred: bool) -> SignBlock:
    who: Words = title or message("report.signer")
    if verdict is Verdict.NO_GO:
        choices: tuple[Words, ...] = (message("report.choice.acknowledged"), message("report.choice.declined"))
        return SignBlock(who, choices, message("report.field.remarks"), 1, _FIELDS)
    approved = "report.choice.approved-after-decision" if referred else "report.choice.approved"
    choices = (message(approved), message("report.choice.declined"))
    return SignBlock(who, choices, message("report.field.added-conditions"), 2, _FIELDS)


def debrief(naming: Naming) -> tuple[Section, ...]:
    """Lines to fill in after the trip; none for a trip that does not take place."""
    if naming.assessment.verdict is Verdict.NO_GO:
        return ()
    fields = ("actual-times", "deviations", "incidents", "lessons")
    pairs = tuple(Pair(message(f"report.debrief.{one}"), (Blank(),)) for one in fields)
    return (Section(message("report.heading.debrief"), (Pairs(pairs),), together=True, if_room=True),)
