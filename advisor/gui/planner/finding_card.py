"""One finding: what, because, who, where and when; opened, where the rule stands and how far it may be trusted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from advisor.gui.language import _, labelled, say, written
from advisor.gui.planner.words import Words, days_text, result_text, traveller_text
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.cards import Card, Summary
from advisor.gui.widgets.text import Label, Run, Tone, bold, muted
from advisor.gui.widgets.when_field import day_text
from advisor.model.assessment import Assessment, Exposure, Finding, FindingKind, FindingState
from advisor.model.message import message
from advisor.model.rule import Option
from advisor.model.source import Source
from advisor.model.verdict import Verdict
from advisor.report import incidents
from advisor.report.reasons import runs


class FindingCard(Card):
    """Closed it gives the reason; opened the rule, its source and its dates."""

    def __init__(self, words: Words) -> None:
        """Offer the names of `words`."""
        super().__init__()
        self._words = words
        self._finding: Finding | None = None
        self._shown: tuple[object, ...] = ()
        self.summary = Summary()
        self.column.addWidget(self.summary)
        self.meta = Label(size=0.88, tone=Tone.MUTED)
        self.newer = Label(size=0.88, tone=Tone.FAULT, bold=True)
        self.advice = Label(size=0.92)
        indent = QWidget()
        lines = QVBoxLayout(indent)
        lines.setContentsMargins(em(1.0), 0, em(0.2), 0)
        lines.setSpacing(em(0.1))
        self.column.setSpacing(em(0.1))
        lines.addWidget(self.advice)
        lines.addWidget(self.meta)
        lines.addWidget(self.newer)
        self.column.addWidget(indent)
        self.body = QWidget()
        self.details = QGridLayout(self.body)
        self.details.setContentsMargins(em(1.0), em(0.35), em(0.2), em(0.2))
        self.details.setHorizontalSpacing(em(0.7))
        self.details.setVerticalSpacing(em(0.2))
        self.details.setColumnStretch(1, 1)
        self.column.addWidget(self.body)
        self.body.hide()
        self._filled_for: Finding | None = None
        self._copied = ""
        self.copy = Button(_("Copy"), ButtonKind.QUIET, size=0.88)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._copied))
        self.summary.toggled.connect(self._open)

    @property
    def finding(self) -> Finding | None:
        """What it shows."""
        return self._finding

    def show_finding(
        self,
        finding: Finding,
        assessment: Assessment,
        *,
        under: tuple[int | None, Verdict | None] = (None, None),
        calm: bool = False,
        fresh: bool = True,
    ) -> None:
        """Show a finding. `under`: the step and verdict named above it already; they are not said again.

        `calm`: without stripe and mark, for what does not weigh on the verdict.
        """
        context = (assessment.trip.travellers, assessment.trip.itinerary, len(assessment.steps))
        newer = self._words.newer_text(finding.source)
        shown = (finding, under, calm, context, newer)
        if shown == self._shown and not fresh:
            return
        self._shown = shown
        if fresh:
            self.summary.setChecked(False)
        verdict = finding.range.reported if not calm else None
        self.set_verdict(verdict)
        self.summary.mark.show_verdict(verdict if verdict is not under[1] else None)
        self._finding = finding
        title, because = say(finding.title), say(finding.because)
        self.summary.say((bold(title),), (because,) if because and because != title else (), f"{title}. {because}")
        advice = written(finding.advice)
        self.advice.say(muted(_("Instead:") + " "), advice)
        self.advice.setVisible(bool(advice) and not calm)
        self.meta.say(*self._meta(finding, assessment, under[0]))
        self.meta.setVisible(bool(self.meta.text()))
        self.newer.say(newer_text(newer))
        self.newer.setVisible(newer is not None)
        if self.summary.isChecked():
            self._fill()

    def _meta(self, finding: Finding, assessment: Assessment, step: int | None) -> Iterable[Run]:
        words = self._words
        parts = [
            part
            for part in (
                where_text(words, assessment, finding.exposures, step),
                who_text(assessment, finding.exposures),
                when_text_of(finding.exposures),
            )
            if part
        ]
        yield muted(" · ".join(parts))
        if not finding.certain and finding.range.worst > finding.range.best:
            facts = ", ".join(dict.fromkeys(words.fact(about) for about in finding.unknown))
            doubt = _("may apply; depends on {facts}").format(facts=facts) if facts else _("may apply")
            yield muted((" · " if parts else "") + doubt)
        if finding.overdue:
            since = day_text(finding.review_by, weekday=False) if finding.review_by is not None else ""
            overdue = _("review was due {day}").format(day=since) if since else _("review overdue")
            yield Run((" · " if parts else "") + overdue, bold=True, tone=Tone.FAULT)

    def _open(self, opened: bool) -> None:
        if opened:
            self._fill()
        self.body.setVisible(opened)

    def _fill(self) -> None:
        if self._finding is None or self._finding == self._filled_for:
            return
        self._filled_for = self._finding
        while (item := self.details.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.copy:
                widget.hide()
                widget.deleteLater()
        rows = tuple(self._rows(self._finding))
        top = Qt.AlignmentFlag.AlignTop
        for number, (name, text) in enumerate(rows):
            self.details.addWidget(Label(name, size=0.88, tone=Tone.MUTED, wrap=False), number, 0, top)
            self.details.addWidget(Label(text, size=0.92), number, 1)
        title = say(self._finding.title)
        self._copied = "\n".join([title, say(self._finding.because), *(labelled(name, value) for name, value in rows)])
        self.copy.setAccessibleName(_("Copy: {what}").format(what=title))
        self.details.addWidget(self.copy, len(rows), 1, Qt.AlignmentFlag.AlignLeft)

    def detail_text(self) -> str:
        """What it says when opened, as it is copied."""
        return self._copied

    def _rows(self, finding: Finding) -> Iterable[tuple[str, str]]:
        if finding.kind is FindingKind.RULE and finding.rule is not None:
            yield _("Rule"), finding.rule
        if self.advice.isHidden() and finding.advice:
            yield _("Instead"), written(finding.advice)
        if finding.unless:
            lifted = finding.state is FindingState.LIFTED
            yield _("Lifted by") if lifted else _("Lifted once confirmed"), self._options(finding.unless)
        if finding.required:
            yield _("Requires"), self._options(finding.required)
        counted = incidents.told(finding, self._words.place, _source)
        if counted:
            yield _("Events counted"), " ".join(map(say, counted))
        if finding.source is not None:
            yield from source_rows(finding.source)
        if finding.review_by is not None:
            yield _("Review by"), day_text(finding.review_by, weekday=False)
        if finding.span is not None:
            yield _("Stands in"), str(finding.span)

    def _options(self, options: tuple[Option, ...]) -> str:
        listed = [" + ".join(self._words.measure(one) for one in option) for option in options]
        return (" " + _("or") + " ").join(listed)


def _source(source: Source) -> str:
    title = _("not named") if source.anonymous else written(source.title)
    return f"{title}, {source.grade}"


def newer_text(newer: date | None) -> str:
    """That a newer text of a source was imported; it never changes the verdict by itself."""
    if newer is None:
        return ""
    told = _("A newer text of this source ({day}) has been imported: the rule needs review")
    return told.format(day=day_text(newer, weekday=False))


def source_rows(source: Source) -> Iterable[tuple[str, str]]:
    """Where a statement comes from, and how far it may be trusted; an anonymous source stays so."""
    title = _("not named") if source.anonymous else written(source.title)
    yield _("Source"), ", ".join(part for part in (title, source.date) if part)
    yield (
        _("Grade"),
        _("{grade} (reliability {letter}, credibility {number})").format(
            grade=source.grade, letter=source.reliability, number=source.credibility
        ),
    )
    if source.url and not source.anonymous:
        yield _("Address"), source.url


def where_text(words: Words, assessment: Assessment, exposures: tuple[Exposure, ...], named: int | None = None) -> str:
    """On which steps, and where on them; `named`: a step that was named before."""
    steps = list(dict.fromkeys(exposure.step for exposure in exposures))
    if not steps:
        return ""
    if len(steps) == 1:
        spots = list(dict.fromkeys(_spot(words, exposure) for exposure in exposures))
        step = result_text(words, assessment, steps[0])
        spot = spots[0] if len(spots) == 1 and spots[0] not in step else ""
        if steps[0] == named:
            return spot
        return f"{step} ({spot})" if spot else step
    others = [step for step in steps if step != named]
    numbers = sorted(assessment.steps[step].index for step in others if 0 <= step < len(assessment.steps))
    if not numbers:
        return ""
    if len(numbers) == 1:
        listed = say(message("report.step", step=str(numbers[0] + 1)))
    else:
        listed = say(message("report.steps", steps=runs(tuple(numbers))))
    return _("also {steps}").format(steps=listed) if named in steps else listed


def _spot(words: Words, exposure: Exposure) -> str:
    return words.link(exposure.link) if exposure.link is not None else words.place(exposure.place)


def who_text(assessment: Assessment, exposures: tuple[Exposure, ...]) -> str:
    """Everyone, or those concerned."""
    concerned = sorted({who for exposure in exposures for who in exposure.travellers})
    if not concerned:
        return ""
    if len(concerned) == len(assessment.trip.travellers):
        return _("everyone") if len(concerned) > 1 else ""
    return ", ".join(traveller_text(assessment.trip, who) for who in concerned)


def when_text_of(exposures: tuple[Exposure, ...]) -> str:
    """On which days."""
    days = sorted(
        moment.date() for exposure in exposures for moment in (exposure.start, exposure.until) if moment is not None
    )
    return days_text(days[0], days[-1]) if days else ""
