"""What nobody has told yet, and the answers a click away."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor.engine.questions import NO_ROLE, OTHER_COUNTRY
from advisor.gui.language import _, in_turn, say
from advisor.gui.planner.answer_fields import AnswerButton, TimeAnswer, range_runs
from advisor.gui.planner.words import Words
from advisor.gui.widgets.cards import Card, Section
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.rows import Rows
from advisor.gui.widgets.search_field import SearchField
from advisor.gui.widgets.text import Label, Tone, muted
from advisor.gui.widgets.when_field import day_text, hour_text
from advisor.model.assessment import Assessment, FactRef, Question
from advisor.model.rule import Effect
from advisor.model.trip import Leg, Step, Trip
from advisor.model.verdict import Range, Verdict

TIMES = frozenset({"depart", "arrive", "from", "until"})
"""Facts that are a day and an hour."""


_GRAVITY = (Effect.PROHIBIT, Effect.REFER, Effect.REQUIRE, Effect.ALLOW, Effect.CAUTION, Effect.INFORM)


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
        self._now: Range | None = None
        self._before: Range | None = None
        self._about: tuple[Trip, date, str] | None = None
        self._answering = False
        self.range = Label(size=0.92)
        self.content.addWidget(self.range)
        self.cards: Rows[QuestionCard] = Rows(self._card, gap=0.35)
        self.content.addWidget(self.cards)

    def _card(self) -> QuestionCard:
        card = QuestionCard(self._words)
        for signal in (card.answered, card.onward):
            signal.connect(self._note_answer)
        card.answered.connect(self.answered)
        card.onward.connect(self.onward)
        return card

    def show_questions(self, assessment: Assessment) -> None:
        """Show the questions of an assessment, and what is open between best and worst."""
        questions = assessment.questions
        self._tell_range(assessment)
        _shown(self, shown=bool(questions) or self._before is not None)
        self.cards.show_keys(
            [one.about for one in questions],
            lambda card, place, fresh: card.show_question(questions[place], assessment, fresh=fresh),
        )

    def _tell_range(self, assessment: Assessment) -> None:
        """The range as it is, after an answer also as it was: so one sees it narrow."""
        now, about = assessment.range, (assessment.trip, assessment.as_of, assessment.pack.fingerprint)
        if about != self._about:
            self._before = self._now if self._answering else None  # None: something else changed
            self._answering = False
        self._now, self._about = now, about
        if self._before is not None:
            after = _("now settled:") if now.settled else _("now:")
            runs = [muted(_("Before the answer:") + " "), *range_runs(self._before), muted(" → " + after + " ")]
            self.range.say(*runs, *range_runs(now))
        elif now.settled:
            self.range.say(muted(_("Whatever the answers, it stays") + " "), *range_runs(now))
        else:
            self.range.say(muted(_("Until this is answered:") + " "), *range_runs(now))

    def _note_answer(self) -> None:
        self._answering = self._now is not None
