"""Why: the findings leg by leg, the deciding ones first; then, folded, what else is worth knowing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from advisor.gui.language import _, in_turn, labelled, ngettext
from advisor.gui.planner.banner import biting, weight
from advisor.gui.planner.finding_card import FindingCard
from advisor.gui.planner.words import Words, result_text, traveller_text
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.cards import Fold, Section
from advisor.gui.widgets.rows import Rows
from advisor.gui.widgets.text import Label, Tone
from advisor.gui.widgets.verdict_mark import VerdictMark
from advisor.model.assessment import Assessment, Finding
from advisor.model.rule import Effect
from advisor.model.verdict import Verdict


class StepLine(QWidget):
    """The name of a step above its findings, with the worst of them."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.name = Label(size=0.94, bold=True)
        self.mark = VerdictMark()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, em(0.25), em(0.6), 0)
        row.setSpacing(em(0.5))
        row.addWidget(self.name, 1)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)

    def show_step(self, name: str, verdict: Verdict | None) -> None:
        """Show a step and a verdict."""
        self.name.say(name)
        self.mark.show_verdict(verdict)


class FindingList(Rows["FindingCard | StepLine"]):
    """Findings under the names of the steps they touch."""

    def __init__(self, words: Words, *, calm: bool = False, grouped: bool = True) -> None:
        """`calm`: without stripes. `grouped`: with the steps' names between."""
        super().__init__(makes={"finding": lambda: FindingCard(words), "step": StepLine}, gap=0.35)
        self._words, self._calm, self._grouped = words, calm, grouped

    @property
    def cards(self) -> tuple[FindingCard, ...]:
        """The cards from top to bottom."""
        return tuple(row for row in self.rows if isinstance(row, FindingCard))

    def show_findings(
        self, findings: Iterable[Finding], assessment: Assessment, only: frozenset[int] = frozenset()
    ) -> None:
        """Show these findings, the heaviest step first; where `only` names steps, under the first of those."""
        groups: dict[int, list[Finding]] = {}
        for finding in sorted(findings, key=weight):
            groups.setdefault(_main_step(finding, assessment, only), []).append(finding)
        keys: list[Hashable] = []
        shown: list[Finding | tuple[str, Verdict | None]] = []
        heads: list[tuple[int | None, Verdict | None]] = []
        seen: dict[Hashable, int] = {}
        for step, members in groups.items():
            worst: Verdict | None = None
            if self._grouped and assessment.steps:
                keys.append(("step", step))
                worst = None if self._calm else max(one.range.reported for one in members)
                shown.append((result_text(self._words, assessment, step), worst))
                heads.append((None, None))
            for finding in members:
                key = ("finding", step, _identity(finding))
                seen[key] = seen.get(key, 0) + 1
                keys.append((*key, seen[key]))
                shown.append(finding)
                heads.append((step, worst))

        def present(row: FindingCard | StepLine, place: int, fresh: bool) -> None:
            what = shown[place]
            if isinstance(row, FindingCard) and isinstance(what, Finding):
                row.show_finding(what, assessment, under=heads[place], calm=self._calm, fresh=fresh)
            elif isinstance(row, StepLine) and isinstance(what, tuple):
                row.show_step(*what)

        self.show_keys(keys, present)


def _identity(finding: Finding) -> Hashable:
    if finding.rule is not None:
        return (finding.rule, finding.state)
    return (finding.kind, tuple((one.place, one.link) for one in finding.exposures))


def _main_step(finding: Finding, assessment: Assessment, only: frozenset[int] = frozenset()) -> int:
    """The step under which a finding is told: the first it touches; -1 for the trip as a whole."""
    steps = [one.step for one in finding.exposures if 0 <= one.step < len(assessment.steps)]
    chosen = [step for step in steps if step in only]
    return min(chosen or steps, default=-1)


def touches(finding: Finding, steps: frozenset[int], travellers: frozenset[int] = frozenset()) -> bool:
    """Whether a finding has to do with one of these travellers on one of these steps; none stands for all.

    What concerns the whole trip concerns every step and everyone.
    """
    return not finding.exposures or any(
        (not steps or one.step in steps)
        and (not travellers or not one.travellers or not travellers.isdisjoint(one.travellers))
        for one in finding.exposures
    )


class WhySection(Section):
    """Everything the rules have to say of the trip, or of the steps and travellers somebody asked for."""

    narrowed = Signal()
    """`steps` or `travellers` are others."""

    def __init__(self, words: Words) -> None:
        """Nothing yet."""
        super().__init__(_("Why"))
        self._words = words
        self.steps: frozenset[int] = frozenset()
        self.travellers: frozenset[int] = frozenset()
        self._shown: Assessment | None = None
        self.only = QWidget()
        self.only_text = Label(size=0.94, bold=True)
        self.show_all = Button(_("Show all reasons"), size=0.86)
        self.show_all.clicked.connect(lambda: self.show_only(frozenset()))
        line = QHBoxLayout(self.only)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.only_text, 1)
        line.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignTop)
        self.only.hide()
        self.content.addWidget(self.only)
        self.nothing = Label(tone=Tone.MUTED)
        self.deciding = FindingList(words)
        self.more = Fold()
        self.others = FindingList(words)
        self.more.content.addWidget(self.others)
        self.cautions = Fold()
        self.careful = FindingList(words, calm=True)
        self.cautions.content.addWidget(self.careful)
        self.settled = Fold()
        self.good = FindingList(words, calm=True)
        self.settled.content.addWidget(self.good)
        self._folded: dict[Fold, tuple[FindingList, list[Finding], Assessment]] = {}
        for part in (self.nothing, self.deciding, self.more, self.cautions, self.settled):
            self.content.addWidget(part)
        for fold in (self.more, self.cautions, self.settled):
            fold.line.toggled.connect(lambda opened, fold=fold: self._unfold(fold, opened=opened))

    def _unfold(self, fold: Fold, *, opened: bool) -> None:
        """What is folded away is made only when somebody wants to see it."""
        if opened and fold in self._folded:
            found, listed, assessment = self._folded[fold]
            found.show_findings(listed, assessment, self.steps)

    @property
    def narrow(self) -> bool:
        """Whether only some reasons are shown."""
        return bool(self.steps or self.travellers)

    def show_only(self, steps: frozenset[int], travellers: frozenset[int] = frozenset()) -> None:
        """Keep to what concerns these steps and travellers (indexes) until their number changes; none: all."""
        self.steps, self.travellers = steps, travellers
        if self._shown is not None:
            self.show_findings(self._shown)
            if self.narrow and self.deciding.isHidden() and not self.more.isHidden():
                self.more.line.setChecked(True)
        self.narrowed.emit()

    def card_of(self, rule: str) -> FindingCard | None:
        """The card of a rule's finding, unfolded where it was folded away; None where there is none."""
        for fold, (_found, listed, _assessment) in self._folded.items():
            if any(one.rule == rule for one in listed):
                fold.line.setChecked(True)
        lists = (self.deciding, *(found for found, *_rest in self._folded.values()))
        cards = (card for found in lists for card in found.cards)
        return next((card for card in cards if card.finding is not None and card.finding.rule == rule), None)

    def show_findings(self, assessment: Assessment) -> None:
        """Show the findings of an assessment."""
        if self.narrow and (self._shown is None or _extent(self._shown) != _extent(assessment)):
            self.steps = self.travellers = frozenset()  # it was about others
            self.narrowed.emit()
        self._shown = assessment
        self._name_steps(assessment)
        findings = [one for one in assessment.findings if touches(one, self.steps, self.travellers)]
        against = [one for one in findings if biting(one)]
        deciding = [one for one in against if one.range.worst >= assessment.verdict]
        others = [one for one in against if one.range.worst < assessment.verdict]
        calm = {Effect.CAUTION, Effect.INFORM}
        careful = [one for one in findings if one.effect in calm]
        good = [one for one in findings if not biting(one) and one.effect not in calm]
        self.deciding.show_findings(deciding, assessment, self.steps)
        _set_shown(self.deciding, shown=bool(deciding))
        nothing = _("No rule stands against this trip as it is planned.")
        if self.narrow:
            nothing = _("No rule stands against this.")
        self.nothing.say("" if against else nothing)
        _set_shown(self.nothing, shown=not against)
        for fold, found, listed, text in (
            (self.more, self.others, others, ngettext("{count} more reason", "{count} more reasons", len(others))),
            (
                self.cautions,
                self.careful,
                careful,
                ngettext("{count} caution or remark", "{count} cautions and remarks", len(careful)),
            ),
            (
                self.settled,
                self.good,
                good,
                ngettext("{count} rule that allows it or is met", "{count} rules that allow it or are met", len(good)),
            ),
        ):
            self._folded[fold] = (found, listed, assessment)
            if fold.line.isChecked():
                found.show_findings(listed, assessment, self.steps)
            fold.say(text.format(count=len(listed)))
            _set_shown(fold, shown=bool(listed))

    def _name_steps(self, assessment: Assessment) -> None:
        """Say to which steps and travellers it keeps, for the rest is left out."""
        names = [result_text(self._words, assessment, step) for step in sorted(self.steps)]
        names += [traveller_text(assessment.trip, one) for one in sorted(self.travellers)]
        self.only_text.say(labelled(_("Only"), in_turn(names)) if names else "")
        if bool(names) is self.only.isHidden():
            self.only.setVisible(bool(names))


def _extent(assessment: Assessment) -> tuple[int, int]:
    return len(assessment.steps), len(assessment.trip.travellers)


def _set_shown(widget: Label | Fold | FindingList, *, shown: bool) -> None:
    if shown is widget.isHidden():
        widget.setVisible(shown)
