"""What the trip would come to on another day, why that changes, and moving it there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor.gui.language import _, in_turn, labelled, ngettext, say
from advisor.gui.other_days import OtherDays, Phase
from advisor.gui.planner.day_strip import DayStrip
from advisor.gui.planner.matrix_table import outcome_text
from advisor.gui.planner.words import Words
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.cards import Section
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.text import Label, Run, Tone, bold, muted
from advisor.gui.widgets.verdict_mark import VerdictMark
from advisor.gui.widgets.when_field import day_text
from advisor.model.verdict import Verdict

if TYPE_CHECKING:
    from advisor.planning.calendar import Run as Days


MOST_REASONS = 2
"""So many reasons of a change are told; all of them when one looks at its very day."""


class CalendarSection(Section):
    """The strip, with the changes around the day looked at in words."""

    chosen = Signal(object)
    """A day (a date) to move the trip to."""
    details = Signal(str)
    """What went wrong is to be shown in full."""

    def __init__(self, words: Words) -> None:
        """Nothing yet."""
        super().__init__(_("If you left on another day"))
        self._words = words
        self._shown = OtherDays()
        self._departs: date | None = None
        self._stale = False
        self.state = Label(size=0.92, tone=Tone.MUTED)
        self.failed = Label(size=0.92, tone=Tone.FAULT)
        self.why_failed = Button(_("Details…"), size=0.86)
        self.why_failed.clicked.connect(lambda: self.details.emit(self._shown.trouble))
        self.strip = DayStrip()
        self.marks = {verdict: VerdictMark(size=0.8) for verdict in Verdict}
        self.legend = flowing(*self.marks.values(), gap=0.8, line_gap=0.1)
        self.told = Label(size=0.92)
        for part in (self.failed, self.why_failed, self.strip, self.told, self.legend, self.state):
            self.content.addWidget(part)
            part.hide()
        self.strip.chosen.connect(self._choose)
        self.strip.moved.connect(lambda _day: self._tell())

    def show_departure(self, day: date | None, *, stale: bool = False) -> None:
        """The day on which the trip leaves now; None: it names none. `stale`: its own verdict is not up to date."""
        if (day, stale) != (self._departs, self._stale):
            self._departs, self._stale = day, stale
            self.strip.show_departure(day)
            self._present()

    def show_days(self, shown: OtherDays) -> None:
        """Show how far the work is, and what came of it."""
        self._shown = shown
        self._present()

    def _present(self) -> None:
        shown, runs = self._shown, self._runs
        if shown.calendar is not None and runs:
            self.strip.show_days(shown.calendar, faded=self._stale or shown.phase is not Phase.DONE)
            there = {run.range.reported for run in runs}
            for verdict, mark in self.marks.items():
                mark.show_verdict(verdict if verdict in there else None)
        for part in (self.strip, self.legend, self.told):
            _set_shown(part, shown=bool(runs))
        self._tell()
        failed = shown.phase is Phase.FAILED
        sentence = _("Internal error: the other days could not be worked out.")
        self.failed.say(sentence if failed else "")
        for part in (self.failed, self.why_failed):
            _set_shown(part, shown=failed)
        state = self._state()
        self.state.say(state)
        _set_shown(self.state, shown=bool(state))

    @property
    def _runs(self) -> tuple[Days, ...]:
        """What can be drawn: never a calendar of a trip that names no day any more."""
        calendar = self._shown.calendar
        if calendar is None or self._departs is None or self._shown.phase in {Phase.NOTHING, Phase.FAILED}:
            return ()
        return calendar.runs

    def _state(self) -> str:
        shown = self._shown
        if shown.phase is Phase.FAILED:
            return ""
        if self._departs is None:
            return _("Say on which day the trip leaves: every other day of a year then shows its verdict here.")
        if shown.phase is Phase.NOTHING:
            return _("Without a verdict for the trip there is none for other days.")
        if shown.phase is Phase.WORKING:
            return _("Working out the other days… {percent} %").format(percent=round(shown.done * 100))
        if not self._runs:
            return _("The trip lies outside the years that can be assessed.")
        return _("A click or Enter moves the trip. Ctrl and an arrow key go to the next change.")

    # -- in words

    def _tell(self) -> None:
        """The day looked at: what it comes to, since when and until when, and why."""
        day = self.strip.pointed
        runs = self._runs
        place = next((number for number, run in enumerate(runs) if run.first <= day <= run.last), None)
        if place is None:
            self.told.say("")
            self.strip.setAccessibleName(_("If you left on another day"))
            return
        run = runs[place]
        parts: list[Run | str] = [bold(labelled(day_text(day), "")), self._outcome(run)]
        if day == self._departs:
            parts.append(muted(" · " + _("as planned")))
        if place:
            parts += self._change(_("since {day}"), run)
        if place + 1 < len(runs):
            later = runs[place + 1]
            parts += [*self._change(_("from {day}"), later, outcome=True)]
        self.told.say(*parts)
        spoken = "".join(part if isinstance(part, str) else part.text for part in parts)
        self.strip.setAccessibleName(labelled(_("If you left on another day"), spoken))
        self.strip.setAccessibleDescription(
            _(
                "Arrows go by a day or a week, with Ctrl from change to change, page keys by a month; "
                "Enter moves the trip to the day."
            )
        )

    @staticmethod
    def _outcome(run: Days) -> Run:
        return Run(outcome_text(run.range), bold=True, verdict=run.range.reported)

    def _change(self, pattern: str, run: Days, *, outcome: bool = False) -> list[Run | str]:
        """A line on when and why a run begins."""
        parts: list[Run | str] = ["\n", muted(labelled(pattern.format(day=day_text(run.first, weekday=False)), ""))]
        if outcome:
            parts.append(self._outcome(run))
        reasons = self._reasons(run)
        if reasons:
            parts.append((" – " if outcome else "") + reasons)
        return parts

    def _reasons(self, run: Days) -> str:
        from advisor.report import plans
        from advisor.report.naming import Naming

        assessment = self._shown.assessment
        if assessment is None:
            return ""
        naming = Naming(assessment, self._words.pack, names=True, countries={})
        told = list(dict.fromkeys(say(plans.turn(one, naming)).rstrip(".") for one in run.because))
        more = len(told) - MOST_REASONS
        if more > 1 and self.strip.pointed != run.first:
            del told[MOST_REASONS:]
            told.append(ngettext("{count} more reason", "{count} more reasons", more).format(count=more))
        return in_turn(told)

    def _choose(self, day: date) -> None:
        if day != self._departs:
            self.chosen.emit(day)


def _set_shown(part: QWidget, *, shown: bool) -> None:
    if shown is part.isHidden():
        part.setVisible(shown)
