"""An assessment as a document, in the order in which it is read and signed."""

from __future__ import annotations

from types import MappingProxyType

from advisor.model.assessment import Assessment
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.verdict import Verdict
from advisor.report import closing, incidents, journey_plan, travel
from advisor.report.conditions import conditions
from advisor.report.dates import full_day
from advisor.report.naming import Countries, Naming, short_fingerprint
from advisor.report.reasons import cautions, reasons, speaking_for, stops
from advisor.report.tree import Document, Notice, Pair, Section, VerdictBox, Words, plain


def build(
    assessment: Assessment, pack: Pack, *, names: bool = True, countries: Countries = MappingProxyType({})
) -> Document:
    """Lay out an assessment made with `pack`. `countries` names nationalities; one not named there shows its code.

    With `names` off, travellers are called by letters, contacts, notes, numbers and plates of the trip are left out,
    and names are taken out of what the planner wrote freely: the paper may be read at a checkpoint.
    """
    naming = Naming(assessment, pack, names=names, countries=countries)
    title = naming.free_text(naming.trip.title.strip())
    return Document(
        title=title or message("report.untitled"),
        kind=message("report.kind"),
        issued=assessment.as_of,
        subtitle=travel.subtitle(naming),
        box=_box(naming),
        sections=_sections(naming),
        footer=_footer(assessment),
        shortened=message("report.shortened"),
        notices=_notices(assessment),
    )


def _sections(naming: Naming) -> tuple[Section, ...]:
    return (
        travel.party(naming),
        travel.itinerary(naming),
        *stops(naming),
        *conditions(naming),
        *cautions(naming),
        *speaking_for(naming),
        *incidents.considered(naming),
        *closing.risk(naming),
        closing.contacts(naming),
        *_journey(naming),
        *closing.unknowns(naming),
        closing.acknowledgement(naming),
        closing.sign_off(naming),
        closing.basis(naming),
        *closing.debrief(naming),
    )


def _journey(naming: Naming) -> tuple[Section, ...]:
    """The journey plan, with blanks for check-ins and overdue steps where nobody has planned any."""
    check_ins = journey_plan.check_ins(naming)
    overdue = journey_plan.overdue(naming)
    blanks = () if check_ins else closing.check_ins(naming, overdue=not overdue)
    return (
        *blanks,
        *journey_plan.people(naming),
        *journey_plan.vehicles(naming),
        *check_ins,
        *journey_plan.lodging(naming),
        *journey_plan.medevac(naming),
        *overdue,
        *journey_plan.still_open(naming),
    )


def _notices(assessment: Assessment) -> tuple[Notice, ...]:
    if not assessment.historical:
        return ()
    detail = message("report.historical-detail", day=full_day(assessment.as_of))
    return (Notice(message("report.historical"), detail),)


def _box(naming: Naming) -> VerdictBox:
    assessment = naming.assessment
    verdict = assessment.verdict
    return VerdictBox(
        verdict=verdict,
        word=message(f"report.verdict.{verdict.word}"),
        meaning=message(f"report.meaning.{verdict.word}"),
        pairs=(
            Pair(message("report.label.holds"), plain(_holds(assessment))),
            Pair(message(_signs_label(verdict)), plain(_signs(naming))),
        ),
        reasons_label=message("report.label.because"),
        reasons=reasons(naming),
    )


def _holds(assessment: Assessment) -> Words:
    if assessment.holds_until is None:
        return message("report.holds-open", as_of=full_day(assessment.as_of))
    return message("report.date", day=full_day(assessment.holds_until))


def _signs_label(verdict: Verdict) -> str:
    return "report.label.approval" if verdict is Verdict.NO_GO else "report.label.signs"


def _signs(naming: Naming) -> Words:
    assessment = naming.assessment
    if assessment.verdict is Verdict.NO_GO:
        return message("report.signs-nobody")
    signs = closing.signers(naming)
    return message("report.list", items=signs) if signs else message("report.signs-unnamed")


def _footer(assessment: Assessment) -> tuple[Words, ...]:
    pack = assessment.pack
    parts: tuple[Words, ...] = (
        pack.title,
        message("report.footer.edition", edition=pack.edition),
        short_fingerprint(pack.fingerprint),
        message("report.footer.as-of", day=full_day(assessment.as_of)),
    )
    return (message("report.historical"), *parts) if assessment.historical else parts
