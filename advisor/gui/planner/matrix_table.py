"""Who may go where: the cells of the overview, from an assessment. Nothing of it is drawn here."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from advisor.gui.language import _, in_turn, say
from advisor.gui.planner.words import Words, result_text, traveller_text
from advisor.model.assessment import Assessment, StepKind, StepResult
from advisor.model.message import message
from advisor.model.trip import Leg
from advisor.model.verdict import Range, Verdict, all_of

WHOLE_TRIP = -1
"""Stands for a step where something concerns the trip as a whole."""


NAMED = 2
"""Rows name so many travellers; of more only the first, with the number of the others."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column: the indexes it stands for, none for all of them; what is written, and what is read out."""

    of: tuple[int, ...]
    title: str
    name: str
    above: str = ""
    """Written smaller above the title."""
    total: bool = False
    """It sums up the others."""


@dataclass(frozen=True, slots=True)
class Table:
    """The verdicts by travellers (rows) and steps (columns). A cell is None where nothing was assessed."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    cells: tuple[tuple[Range | None, ...], ...]

    def spoken(self, row: int, column: int) -> str:
        """A cell in words: who, where, what, and what it could be at best."""
        where = f"{self.rows[row].name} · {self.columns[column].name}"
        return _("{label}: {told}").format(label=where, told=outcome_text(self.cells[row][column]))


def outcome_text(found: Range | None) -> str:
    """A verdict in words, and what it could be at best."""
    if found is None:
        return _("not assessed")
    word = say(message(f"report.verdict.{found.reported.word}"))
    if found.best is found.reported:
        return word
    best = say(message(f"report.verdict.{found.best.word}"))
    return _("{verdict}, at best {best}").format(verdict=word, best=best)


def table_of(assessment: Assessment, words: Words) -> Table | None:
    """The overview of an assessment; None where no step is written yet.

    Travellers for whom every step comes to the same share a row.
    """
    steps = assessment.steps
    if not steps:
        return None
    columns = [_column(words, assessment, step) for step in steps]
    whole = all_of(
        finding.range for finding in assessment.findings if not finding.exposures and finding.range.worst > Verdict.GO
    )
    if whole.worst > Verdict.GO:
        told = _("The trip as a whole")
        columns.append(Line((WHOLE_TRIP,), told, told))
    groups = _alike(assessment)
    rows = [_row(assessment, group) for group in groups]
    cells = [[_of_traveller(step, group[0]) for step in steps] for group in groups]
    if not rows:
        rows.append(Line((), _("Everyone"), _("Everyone")))
        cells.append([step.range if step.assessed else None for step in steps])
    for row in cells:
        if whole.worst > Verdict.GO:
            row.append(whole)
        if len(columns) > 1:
            row.append(all_of(found for found in row if found is not None))
    if len(columns) > 1:
        columns.append(Line((), _("All steps"), _("All steps"), total=True))
    return Table(tuple(rows), tuple(columns), tuple(tuple(row) for row in cells))


def _of_traveller(step: StepResult, traveller: int) -> Range | None:
    return step.by_traveller[traveller] if step.assessed else None


def _alike(assessment: Assessment) -> list[tuple[int, ...]]:
    """The travellers, those of one fate together, in the order of the party."""
    party = range(len(assessment.trip.travellers))
    fates = {one: tuple(_of_traveller(step, one) for step in assessment.steps) for one in party}
    firsts = list(dict.fromkeys(fates.values()))
    ordered = sorted(party, key=lambda one: firsts.index(fates[one]))
    return [tuple(group) for _fate, group in groupby(ordered, key=lambda one: fates[one])]


def _row(assessment: Assessment, group: tuple[int, ...]) -> Line:
    names = [traveller_text(assessment.trip, one) for one in group]
    told = in_turn(names)
    if len(group) > 1 and len(group) == len(assessment.trip.travellers):
        return Line((), _("Everyone"), told)
    return Line(group, told if len(names) <= NAMED else f"{names[0]} +{len(names) - 1}", told)


def _column(words: Words, assessment: Assessment, step: StepResult) -> Line:
    number = str(step.index + 1)
    name = result_text(words, assessment, step.index)
    place = words.place_name(step.origin)
    if step.kind is StepKind.LEG:
        written_as = step.written
        leg = assessment.trip.itinerary[written_as] if written_as is not None else None
        mode = step.mode or (leg.mode if isinstance(leg, Leg) else None)
        above = f"{number} · {words.mode(mode)}" if mode else number
        return Line((step.index,), f"{place} → {words.place_name(step.destination or '')}", name, above)
    resting = _("night") if step.overnight else _("stop")
    kind = _("stay") if step.written is not None else resting
    return Line((step.index,), place, name, f"{number} · {kind}")
