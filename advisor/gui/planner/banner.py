"""The verdict, large: word, shape and colour, the reason that decides, and what it may still become."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from advisor.gui.language import _, say
from advisor.gui.planner.words import Words, result_text, traveller_text
from advisor.gui.theme import em, look, paint_shape, tokens
from advisor.gui.widgets.text import Label, Run
from advisor.model.assessment import Assessment, Finding, FindingKind, FindingState
from advisor.model.message import message
from advisor.model.rule import Effect
from advisor.model.verdict import Verdict


class Banner(QFrame):
    """The answer in one look. Assistive technology is told when it changes."""

    def __init__(self) -> None:
        """No verdict yet."""
        super().__init__()
        self._verdict: Verdict | None = None
        self._spoken = self._announced = ""
        self._compact = False
        self.shape = _Shape()
        self.word = Label(size=1.9, bold=True)
        self.reason = Label(size=1.05)
        self.range = Label()
        self.without = Label()
        self.state = Label(size=0.92)
        first = self._first = QHBoxLayout()
        first.setSpacing(em(0.5))
        first.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self.word, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch(0)
        layout = self._lines = QVBoxLayout(self)
        layout.setContentsMargins(em(1.1), em(0.7), em(1.1), em(0.7))
        layout.setSpacing(em(0.25))
        layout.addLayout(first)
        for part in (self.reason, self.range, self.without, self.state):
            layout.addWidget(part)
        # not Minimum: a height from before the texts came would make a small window grow
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def verdict(self) -> Verdict | None:
        """What it shows."""
        return self._verdict

    def set_compact(self, *, compact: bool) -> None:
        """Keep to the word and the reason, where there is little height; the rest is then told further down."""
        if compact is not self._compact:
            self._compact = compact
            for label in (self.range, self.without, self.state):
                label.setVisible(bool(label.text()) and not compact)
            self.word.set_size(1.4 if compact else 1.9)
            (self._lines if compact else self._first).removeWidget(self.reason)
            if compact:
                self._first.addWidget(self.reason, 1, Qt.AlignmentFlag.AlignVCenter)
            else:
                self._lines.insertWidget(1, self.reason)
            tall = em(0.35 if compact else 0.7)
            self._lines.setContentsMargins(em(1.1), tall, em(1.1), tall)
            self._lines.setSpacing(em(0.1 if compact else 0.25))

    def show_assessment(self, assessment: Assessment | None, words: Words | None, *, stale: bool) -> None:
        """Show an assessment; None: there is none, and that is said."""
        if assessment is None or words is None:
            self._verdict = None
            self._say(
                word=_("Not assessed"),
                reason=_("There is no verdict. Without one, the trip must not start."),
                lines=("", "", ""),
            )
            return
        self._verdict = assessment.verdict
        self._say(
            word=say(message(f"report.verdict.{assessment.verdict.word}")),
            reason=reason_text(words, assessment),
            lines=(
                range_text(assessment),
                without_text(assessment),
                _("The trip has changed: being assessed anew …") if stale else "",
            ),
        )

    def _say(self, *, word: str, reason: str, lines: tuple[str, str, str]) -> None:
        ink = self._ink()
        span, without, state = lines
        self.shape.show_shape(self._verdict, ink)
        for label, text in (
            (self.word, word),
            (self.reason, reason),
            (self.range, span),
            (self.without, without),
            (self.state, state),
        ):
            label.say(Run(text, colour=ink, bold=label is self.word))
            shown = bool(text) and not (self._compact and label in {self.range, self.without, self.state})
            if shown is label.isHidden():
                label.setVisible(shown)
        spoken = ". ".join(text.rstrip(".") for text in (word, reason, span, without) if text)
        if spoken != self._spoken:
            self._spoken = spoken
            self.setAccessibleName(spoken)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        if word != self._announced:
            # the word alone: it follows every keystroke, and nobody wants to hear all of it each time
            self._announced = word
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, word))
        self.update()

    def _ink(self) -> QColor:
        return look(self._verdict).on_solid if self._verdict is not None else tokens().on_unassessed

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it with the verdict's colour."""
        del event
        painter = QPainter(self)
        fill = look(self._verdict).solid if self._verdict is not None else tokens().unassessed
        painter.fillRect(self.rect(), fill)
        painter.end()


class _Shape(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._verdict: Verdict | None = None
        self._ink = QColor()
        self.setFixedSize(em(1.75), em(1.75))

    def show_shape(self, verdict: Verdict | None, ink: QColor) -> None:
        self._verdict, self._ink = verdict, ink
        self.setVisible(verdict is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._verdict is not None:
            painter = QPainter(self)
            paint_shape(painter, self._verdict, QRectF(self.rect()).adjusted(2, 2, -2, -2), self._ink)
            painter.end()


# -- sentences


def biting(finding: Finding) -> bool:
    """Whether a finding weighs on the verdict as things stand."""
    if finding.effect in {Effect.CAUTION, Effect.INFORM}:
        return False
    return finding.state in {FindingState.STANDS, FindingState.OPEN, FindingState.UNAVAILABLE} and (
        finding.range.worst > Verdict.GO
    )


def weight(finding: Finding) -> tuple[int, int, int]:
    """How much a finding weighs, the heaviest first when sorted."""
    return (-finding.range.reported, -finding.range.worst, 0 if finding.certain else 1)


def deciding(assessment: Assessment) -> tuple[Finding, ...]:
    """The findings that bring the verdict about, the heaviest first."""
    found = sorted((one for one in assessment.findings if biting(one)), key=weight)
    return tuple(one for one in found if one.range.worst >= assessment.verdict)


def reason_text(words: Words, assessment: Assessment) -> str:
    """Why, in one sentence."""
    verdict = assessment.verdict
    if verdict in {Verdict.GO, Verdict.CONDITIONS}:
        return say(message(f"report.meaning.{verdict.word}"))
    found = deciding(assessment)
    if not found:
        return say(message(f"report.meaning.{verdict.word}"))
    first = found[0]
    title = say(first.title).rstrip(".")
    if first.kind is FindingKind.STRUCTURE or not first.exposures:
        return say(first.because) or f"{title}."
    where = result_text(words, assessment, first.exposures[0].step)
    return _("{where} — {what}.").format(where=where, what=title)


def range_text(assessment: Assessment) -> str:
    """What it may still become; empty where everything is known."""
    if assessment.best is assessment.worst:
        return ""
    best, worst = (say(message(f"report.verdict.{one.word}")) for one in (assessment.best, assessment.worst))
    if assessment.worst - assessment.best == 1:
        return _("Could be {best} or {worst}, depending on what is not known.").format(best=best, worst=worst)
    return _("Could be anything from {best} to {worst}, depending on what is not known.").format(best=best, worst=worst)


def without_text(assessment: Assessment) -> str:
    """For whom the others could not go; empty where nobody's staying home would help."""
    helped = [
        _("Without {traveller}: {verdict}.").format(
            traveller=traveller_text(assessment.trip, number),
            verdict=f"{look(found.reported).shape.value} {say(message(f'report.verdict.{found.reported.word}'))}",
        )
        for number, found in enumerate(assessment.without)
        if found.reported < assessment.verdict
    ]
    return " ".join(helped)
