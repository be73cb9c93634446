"""A stay of the itinerary, written or brought about by a gap."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from advisor.gui.language import _, labelled
from advisor.gui.planner.journey_fields import StayJourney
from advisor.gui.planner.moving import called
from advisor.gui.planner.place_field import PlaceField
from advisor.gui.planner.step_card import StepCard, StepView
from advisor.gui.planner.step_form import StepForm
from advisor.gui.planner.words import Words, numbered, span_text, stay_text
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.cards import Card
from advisor.gui.widgets.fields import Captioned, Field
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.text import Label, bold, muted
from advisor.gui.widgets.verdict_mark import VerdictMark
from advisor.gui.widgets.when_field import WhenField, when_text
from advisor.model.assessment import StepResult
from advisor.model.trip import Stay, Step


class StayForm(StepForm):
    """Where, until when, under which roof."""

    def __init__(self, words: Words) -> None:
        """Empty until told a stay."""
        super().__init__(words)
        self.place = PlaceField(_("Stay in"), words)
        self.start = WhenField(_("From"))
        self.until = WhenField(_("Until"))
        self.lodging = Field(_("Lodging"), placeholder=_("Guest house, camp, host …"), chars=18)
        self.fields.addWidget(flowing(self.place, Captioned(_("Lodging"), self.lodging), line_gap=0.35))
        self.fields.addWidget(flowing(self.start, self.until, line_gap=0.35))
        self.fields.addWidget(self.measures)
        self.journey = StayJourney()
        self.fields.addWidget(self.journey)
        self.journey.edited.connect(lambda field, label, changes: self.edit(field, label, **changes))
        for field in (self.start, self.until):
            field.day.suggest(lambda: self.suggested_day)
        self.place.edited.connect(lambda place: self.edit("place", _("change of place"), place=place))
        self.start.edited.connect(lambda when: self.edit("start", _("change of a stay"), start=when))
        self.until.edited.connect(lambda when: self.edit("until", _("change of a stay"), until=when))
        self.lodging.textEdited.connect(lambda text: self.edit("lodging", _("change of lodging"), lodging=text))

    def field_of(self, fact: str) -> QWidget:
        """The field where a fact is stated, or the first that is worth filling in."""
        fields: dict[str, QWidget] = {
            "from": self.start.day if self.start.day.value is None else self.start.hour,
            "until": self.until.day if self.until.day.value is None else self.until.hour,
            "place": self.place.search,
        }
        return fields.get(fact, self.until.day if self.place.value else self.place.search)

    def show_step(self, step: Step, asked: Collection[str], *, begins: bool) -> None:
        """Show a stay. `begins`: no leg leads there, so it needs a start of its own."""
        super().show_step(step, asked, begins=begins)
        if not isinstance(step, Stay):
            return
        self.place.set_value(step.place)
        self.start.set_value(step.start)
        self.until.set_value(step.until)
        self.lodging.show_text(step.lodging)
        self.journey.show_stay(step)
        needs_start = begins or step.start is not None or bool(self.start.message)
        if needs_start is self.start.isHidden():
            self.start.setVisible(needs_start)


class StayCard(StepCard):
    """A stay in two lines, or with its fields."""

    def make_form(self) -> StepForm:
        """The fields of a stay."""
        return StayForm(self.words)

    def summarise(self, number: int, view: StepView) -> None:
        """Where, and until when."""
        del view
        stay = self.step
        if not isinstance(stay, Stay):
            return
        name = _("Stay at {place}").format(place=self.words.place_name(stay.place))
        parts = []
        if stay.start is not None:
            parts.append(_("from {when}").format(when=when_text(stay.start)))
        if stay.until is not None:
            parts.append(_("until {when}").format(when=when_text(stay.until)))
        times = " ".join(parts) or _("until the next leg")
        stated = self.stated_text()
        called(self, numbered(number, name))
        lodging = (muted(f"   {stay.lodging}"),) if stay.lodging else ()
        detail = (times if parts else muted(times), muted(f"\n{stated}" if stated else ""))
        self.summary.say((bold(f"{number}  {name}"), *lodging), detail, f"{numbered(number, name)}, {times}")


class FollowingCard(Card):
    """A stay that nobody wrote: a gap between legs, or the open end of the trip."""

    wanted = Signal()
    """The user wants it written, to say more of it."""

    def __init__(self, words: Words) -> None:
        """Empty until told a stay."""
        super().__init__()
        self._words = words
        self.title = Label()
        self.why = Label(size=0.92)
        self.mark = VerdictMark()
        self.write = Button(_("Say more"), ButtonKind.QUIET, size=0.9)
        self.write.clicked.connect(self.wanted)
        first = QHBoxLayout()
        first.setSpacing(em(0.5))
        first.addWidget(self.title, 1)
        first.addWidget(self.mark)
        second = flowing(self.why, self.write, line_gap=0.1, inset=1.0, centred=True)
        inset = QWidget()
        inset.setLayout(first)
        first.setContentsMargins(em(1.0), 0, em(1.7), 0)
        self.column.addWidget(inset)
        self.column.addWidget(second)
        self.result: StepResult | None = None

    def show_result(self, result: StepResult, *, ends: bool, stale: bool) -> None:
        """Show such a stay. `ends`: it follows the last leg."""
        self.result = result
        verdict = result.range.reported if result.assessed else None
        name = stay_text(self._words, result)
        number = result.index + 1
        self.title.say(bold(f"{number}  {name}"), muted(f"   {span}" if (span := span_text(result)) else ""))
        why = _("added because the trip ends here") if ends else _("follows from the times of the legs")
        self.why.say(muted(why))
        self.mark.show_verdict(verdict, faded=stale)
        self.set_verdict(verdict)
        self.write.setAccessibleName(_("Say more about: {what}").format(what=name))
        self.setAccessibleName(labelled(f"{numbered(number, name)}, {why}", self.mark.text()))
