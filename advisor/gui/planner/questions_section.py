"""What nobody has told yet, and the answers a click away."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from advisor.engine.questions import NO_ROLE, OTHER_COUNTRY
from advisor.gui.language import _, in_turn, say
from advisor.gui.planner.words import Words
from advisor.gui.theme import em, font, paint_shape, tokens
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.cards import Card, Section, column
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.painting import box, focus_ring
from advisor.gui.widgets.rows import Rows
from advisor.gui.widgets.search_field import SearchField
from advisor.gui.widgets.text import Label, Tone
from advisor.gui.widgets.when_field import WhenField, day_text, hour_text
from advisor.model.assessment import Assessment, FactRef, Question
from advisor.model.message import message
from advisor.model.rule import Effect
from advisor.model.trip import Leg, Step, When
from advisor.model.verdict import Range, Verdict

TIMES = frozenset({"depart", "arrive", "from", "until"})
"""Facts that are a day and an hour."""


_GRAVITY = (Effect.PROHIBIT, Effect.REFER, Effect.REQUIRE, Effect.ALLOW, Effect.CAUTION, Effect.INFORM)


class AnswerButton(QPushButton):
    """An answer, with the shape of the verdict it would bring."""

    def __init__(self) -> None:
        """Empty until told an answer."""
        super().__init__()
        self._verdict: Verdict | None = None
        self.value = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_answer(self, value: str, text: str, found: Range | None, question: str) -> None:
        """Show an answer; `found` is what it would leave."""
        self.value = value
        verdict = found.reported if found is not None else None
        if (text, verdict) != (self.text(), self._verdict):
            self._verdict = verdict
            self.setText(text)
            self.updateGeometry()
            self.update()
        outcome = say(message(f"report.verdict.{verdict.word}")) if verdict is not None else ""
        self.setAccessibleName(f"{question} {text}" + (f" → {outcome}" if outcome else ""))
        self.setToolTip(_("would be: {verdict}").format(verdict=outcome) if outcome else "")

    def sizeHint(self) -> QSize:
        """Text and shape."""
        shape = em(1.1) if self._verdict is not None else 0
        return QSize(round(QFontMetricsF(font(0.94)).horizontalAdvance(self.text())) + shape + em(1.1), em(1.65))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(self.sizeHint().width(), em(6)), em(1.65))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw text and shape."""
        del event
        colours = tokens()
        painter = QPainter(self)
        box(painter, self.rect(), colours.card if self.underMouse() else colours.panel, colours.edge)
        painter.setFont(font(0.94))
        painter.setPen(colours.text)
        right = em(0.5)
        if self._verdict is not None:
            side = em(0.68)
            paint_shape(
                painter, self._verdict, QRectF(self.width() - em(0.55) - side, (self.height() - side) / 2, side, side)
            )
            right += em(1.0)
        inside = self.rect().adjusted(em(0.5), 0, -right, 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width() + 2)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)


class TimeAnswer(QWidget):
    """A day and an hour that count once they are set: what is half typed answers nothing yet."""

    given = Signal(object)

    def __init__(self, name: str) -> None:
        """Call it `name`."""
        super().__init__()
        self.when = WhenField(name, captioned=False)
        self.set = Button(_("Set"))
        self.set.setEnabled(False)
        self.set.clicked.connect(self._give)
        self._known: When | None = None
        self.when.edited.connect(lambda _when: self._weigh())
        for field in (self.when.day, self.when.hour):
            field.returnPressed.connect(self._give)
        layout = column(self, gap=0)
        layout.addWidget(flowing(self.when, self.set, gap=0.3, line_gap=0.2))

    def know(self, known: When | None) -> None:
        """Start from what the trip states so far; what was typed since stays."""
        if known != self._known or isinstance(known, datetime) is not isinstance(self._known, datetime):
            self._known = known
            self.when.set_value(known)
        self._weigh()

    def _weigh(self) -> None:
        value = self.when.value
        self.set.setEnabled(value is not None and (value, type(value)) != (self._known, type(self._known)))

    def _give(self) -> None:
        if self.set.isEnabled() and self.when.value is not None:
            self.given.emit(self.when.value)


class QuestionCard(Card):
    """A question and ways to answer it."""

    answered = Signal(object, object)
    """The fact asked for, and its value: a text, or a day or time."""
    onward = Signal(str)
    """How the trip goes on: `back`, `leaves` or `stays`."""

    def __init__(self, words: Words) -> None:
        """Offer the names of `words`."""
        super().__init__(raised=True)
        self._words = words
        self.about: FactRef | None = None
        self.text = Label()
        self.column.addWidget(self.text)
        self.buttons: list[AnswerButton] = []
        self._flow = flowing(gap=0.3)
        self.column.addWidget(self._flow)
        self.time = TimeAnswer(_("Answer"))
        self.time.given.connect(lambda when: self.answered.emit(self.about, when))
        self.search = SearchField(_("Answer"), words.countries, placeholder=_("Type a country"), chars=16)
        self.search.picked.connect(self._picked)
        self.column.addWidget(self.time)
        self.column.addWidget(self.search)
        self.why = Label(size=0.88, tone=Tone.MUTED)
        self.column.addWidget(self.why)

    def show_question(self, question: Question, assessment: Assessment, *, fresh: bool) -> None:
        """Show a question of an assessment."""
        self.about = question.about
        self.set_verdict(Verdict.REFER)
        asked = say(question.text)
        self.text.say(asked)
        if question.about.fact == "onward":
            offered = [("back", _("Back the same way"), None), ("leaves", _("It leaves the area"), None)]
            offered.append(("stays", _("It stays there"), None))
            found: list[tuple[str, str, Range | None]] = list(offered)
        else:
            found = [
                (one.value, self._answer_text(question, one.value), one.range)
                for one in question.answers
                if one.value is not None
            ]
        self._show_buttons(found, asked)
        times = question.about.fact in TIMES
        _shown(self.time, shown=times)
        if times:
            self.time.when.setAccessibleName(asked)
            if fresh:
                self.time.when.set_value(None)
            self.time.know(_stated(assessment, question.about))
        countries = question.about.fact == "nationality"
        if countries and fresh:
            self.search.clear()
        self.search.setAccessibleName(asked)
        _shown(self.search, shown=countries)
        waiting = sorted(self._words.rules(question.rules), key=lambda rule: _GRAVITY.index(rule.effect))
        titles = [say(rule.title) for rule in waiting]
        why = _("Matters for: {rules}").format(rules=in_turn(titles[:2])) if titles else ""
        self.why.say(why)
        _shown(self.why, shown=bool(why))

    def _answer_text(self, question: Question, value: str) -> str:
        fact = question.about.fact
        if fact == "nationality" and value == OTHER_COUNTRY:
            return _("another country")
        if fact == "roles" and value == NO_ROLE:
            return _("none of these")
        if fact in TIMES:
            moment = datetime.fromisoformat(value)
            days = {datetime.fromisoformat(one.value).date() for one in question.answers if one.value}
            hour = hour_text(moment.time())
            return hour if len(days) == 1 else f"{day_text(moment.date())}, {hour}"
        return self._words.value(fact, value)

    def _show_buttons(self, found: list[tuple[str, str, Range | None]], asked: str) -> None:
        layout = self._flow.layout()
        while len(self.buttons) < len(found) and layout is not None:
            button = AnswerButton()
            button.clicked.connect(lambda _checked=False, button=button: self._press(button.value))
            layout.addWidget(button)
            self.buttons.append(button)
        for button, one in zip(self.buttons, found, strict=False):
            button.show_answer(*one, asked)
        for number, button in enumerate(self.buttons):
            _shown(button, shown=number < len(found))
        _shown(self._flow, shown=bool(found))

    def _press(self, value: str) -> None:
        if self.about is None:
            return
        if self.about.fact == "onward":
            self.onward.emit(value)
        elif self.about.fact == "nationality" and value == OTHER_COUNTRY:
            self.search.setFocus()
        elif self.about.fact in TIMES:
            self.answered.emit(self.about, datetime.fromisoformat(value))
        else:
            self.answered.emit(self.about, value)

    def _picked(self, country: str) -> None:
        self.search.clear()
        if self.about is not None:
            self.answered.emit(self.about, country)


def _stated(assessment: Assessment, about: FactRef) -> date | datetime | None:
    if about.step is None or about.step >= len(assessment.trip.itinerary):
        return None
    step: Step = assessment.trip.itinerary[about.step]
    if isinstance(step, Leg):
        return step.depart if about.fact == "depart" else step.arrive
    return step.start if about.fact == "from" else step.until


def _shown(widget: QWidget, *, shown: bool) -> None:
    if shown is widget.isHidden():
        widget.setVisible(shown)


class QuestionsSection(Section):
    """All questions, the one that settles most first."""

    answered = Signal(object, object)
    onward = Signal(str)

    def __init__(self, words: Words) -> None:
        """None yet."""
        super().__init__(_("What we need to know"))
        self._words = words
        self.cards: Rows[QuestionCard] = Rows(self._card, gap=0.35)
        self.content.addWidget(self.cards)

    def _card(self) -> QuestionCard:
        card = QuestionCard(self._words)
        card.answered.connect(self.answered)
        card.onward.connect(self.onward)
        return card

    def show_questions(self, assessment: Assessment) -> None:
        """Show the questions of an assessment."""
        questions = assessment.questions
        _shown(self, shown=bool(questions))
        self.cards.show_keys(
            [one.about for one in questions],
            lambda card, place, fresh: card.show_question(questions[place], assessment, fresh=fresh),
        )
