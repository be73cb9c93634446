"""The right side: why, what to do, what to find out, who signs. The banner stands above it and never scrolls away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from advisor.gui.language import _, say, written
from advisor.gui.mending.section import MendingSection
from advisor.gui.planner.conditions_section import ConditionsSection
from advisor.gui.planner.questions_section import QuestionsSection
from advisor.gui.planner.why_section import WhySection
from advisor.gui.planner.words import Words
from advisor.gui.theme import em, tokens
from advisor.gui.widgets.cards import Section, column
from advisor.gui.widgets.text import Label, Run, Tone, bold, muted
from advisor.gui.widgets.when_field import day_text
from advisor.model.assessment import Assessment
from advisor.model.verdict import Verdict

TWO_COLUMNS_EMS = 40
"""From this width on, in heights of a line of text, what to do stands beside why."""


class SignsSection(Section):
    """Who must sign, at what risk, and how long the answer holds."""

    def __init__(self, words: Words) -> None:
        """Nothing yet."""
        super().__init__(_("Who signs"))
        self._words = words
        self.who = Label()
        self.risk = Label()
        self.holds = Label(tone=Tone.MUTED)
        for part in (self.who, self.risk, self.holds):
            self.content.addWidget(part)

    def show_signs(self, assessment: Assessment) -> None:
        """Show what an assessment says of it."""
        names = [written(title) for title in assessment.signs]
        if names:
            runs: list[Run | str] = [muted(_("{label}:").format(label=_("To be signed by")) + " ")]
            for number, name in enumerate(names):
                if number:
                    runs.append(muted(", " + _("then") + " "))
                runs.append(bold(name))
            self.who.say(*runs)
        elif assessment.verdict is Verdict.NO_GO:
            self.who.say(bold(_("Nobody can approve this trip as it is planned.")))
        else:
            self.who.say(muted(_("The pack names nobody who must sign.")))
        self.risk.say(*self._risk(assessment))
        self.risk.setVisible(bool(assessment.risks))
        until = assessment.holds_until
        as_of = day_text(assessment.as_of, weekday=False)
        if until is not None:
            text = _("Asked as of {day}; holds until {until}, unless the trip or the rules change.").format(
                day=as_of, until=day_text(until, weekday=False)
            )
        else:
            text = _("Asked as of {day}; no end known, unless the trip or the rules change.").format(day=as_of)
        self.holds.say(text)

    def _risk(self, assessment: Assessment) -> list[Run | str]:
        if not assessment.risks:
            return []
        words = self._words
        before = max(row.level for row in assessment.risks)
        after = assessment.risk_level if assessment.risk_level is not None else before
        runs: list[Run | str] = [muted(_("Highest risk:") + " "), bold(words.level(before))]
        if after != before:
            runs += [muted(" → "), bold(words.level(after)), muted(" " + _("with the measures confirmed"))]
        worst = [words.threat(row.threat) for row in assessment.risks if row.level_after == after]
        if worst:
            runs.append(muted(f" ({', '.join(dict.fromkeys(worst))})"))
        return runs


class RemarksSection(Section):
    """What changes nothing, but should be put right."""

    def __init__(self) -> None:
        """None yet."""
        super().__init__(_("Remarks"))
        self.list = Label(tone=Tone.MUTED)
        self.content.addWidget(self.list)

    def show_remarks(self, assessment: Assessment) -> None:
        """Show the notes of an assessment."""
        self.list.say("\n".join(say(note) for note in assessment.notes))
        if bool(assessment.notes) is self.isHidden():
            self.setVisible(bool(assessment.notes))


class VerdictPane(QWidget):
    """Everything an assessment says, in one column or two."""

    stated = Signal(object, str, object)
    answered = Signal(object, object)
    onward = Signal(str)

    def __init__(self, words: Words) -> None:
        """Nothing yet."""
        super().__init__()
        self._words = words
        self.why = WhySection(words)
        self.todo = QWidget()
        self.conditions = ConditionsSection(words)
        self.questions = QuestionsSection(words)
        self.mending = MendingSection()
        self.signs = SignsSection(words)
        self.remarks = RemarksSection()
        side = self._side = column(self.todo, gap=1.1)
        for section in (self.questions, self.conditions, self.signs, self.remarks):
            side.addWidget(section)
        side.addStretch(1)
        self._main = QWidget()
        main = self._reasons = column(self._main)
        self.lead = Label()
        main.addWidget(self.lead)
        main.addWidget(self.why)
        main.addWidget(self.mending.jump)
        main.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(em(0.9), em(0.8), em(0.9), em(1.2))
        self._grid.setHorizontalSpacing(em(1.4))
        self._grid.setVerticalSpacing(em(1.1))
        self._wide: bool | None = None
        self._arrange(wide=False)
        self.conditions.stated.connect(self.stated)
        self.questions.answered.connect(self.answered)
        self.questions.onward.connect(self.onward)

    def show_assessment(self, assessment: Assessment | None, *, lead: str = "") -> None:
        """Show an assessment under a `lead`. None: nothing to show, the banner says why."""
        if (assessment is not None) is self.isHidden():
            self.setVisible(assessment is not None)
        if assessment is None:
            return
        self.lead.say(lead)
        if bool(lead) is self.lead.isHidden():
            self.lead.setVisible(bool(lead))
        self.why.show_findings(assessment)
        self.questions.show_questions(assessment)
        self.conditions.show_conditions(assessment)
        self.signs.show_signs(assessment)
        self.remarks.show_remarks(assessment)

    def _arrange(self, *, wide: bool) -> None:
        if wide is self._wide:
            return
        self._wide = wide
        self._grid.removeWidget(self._main)
        self._grid.removeWidget(self.todo)
        self._grid.addWidget(self._main, 0, 0)
        self._grid.addWidget(self.todo, 0 if wide else 1, 1 if wide else 0)
        # cards that come late must not push away what somebody is about to click
        if wide:
            self._reasons.insertWidget(self._reasons.indexOf(self.mending.jump), self.mending)
        else:
            self._side.insertWidget(self._side.indexOf(self.signs), self.mending)
        self.mending.lead_here(from_afar=not wide)
        self._grid.setColumnStretch(0, 6)
        self._grid.setColumnStretch(1, 5 if wide else 0)
        # room to spare goes below everything, not between what to do and why
        self._grid.setRowStretch(0, 1 if wide else 0)
        self._grid.setRowStretch(1, 0 if wide else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        self._arrange(wide=event.size().width() >= em(TWO_COLUMNS_EMS))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground behind the cards."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().panel)
        painter.end()
