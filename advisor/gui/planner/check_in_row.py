"""A check-in of the journey plan as a row of fields: when, how often, with whom, where."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from enum import Enum

from PySide6.QtWidgets import QWidget

from advisor.gui.language import _, say
from advisor.gui.planner.place_field import PlaceField
from advisor.gui.planner.plan_rows import EntryRow, Unreadable, complain
from advisor.gui.planner.words import Words
from advisor.gui.widgets.combo import Combo
from advisor.gui.widgets.fields import Captioned, Field, ReadField
from advisor.gui.widgets.when import read_hour
from advisor.gui.widgets.when_field import WhenField, hour_text
from advisor.model.journey_plan import CheckIn, CheckInEach

MOST_HOURS = 1000


class Manner(Enum):
    """When a check-in is due; the last is more than one row can show."""

    DEPARTURE = "departure"
    ARRIVAL = "arrival"
    BOTH = "both"
    EVERY = "every"
    DAILY = "daily"
    MOMENT = "moment"
    SEVERAL = "several"


_USUAL_HOURS = 2.0
_USUAL_EVENING = time(18)


class CheckInRow(EntryRow[CheckIn]):
    """When the party reports, and to whom."""

    def __init__(self, words: Words) -> None:
        """Offer the places of `words`."""
        super().__init__(CheckIn(), _("Check-in"), _("change of a check-in"))
        self._asked: Manner | None = None
        self.manner = Combo(_("When"), chars=22)
        self.manner.chosen.connect(self._choose)
        self.hours = ReadField(_("Every so many hours"), read_hours, _number_text, chars=5)
        self.daily = ReadField(_("Hours of the day"), read_clock, _clock_text, placeholder="07:00, 18:00", chars=12)
        self.at = WhenField(_("Check-in at"))
        self.whom = Field(_("With whom"), placeholder=_("Radio room …"), chars=12)
        self.place = PlaceField(_("Where"), words)
        self._blocks: dict[Manner, QWidget] = {
            Manner.EVERY: Captioned(_("Every so many hours"), self.hours),
            Manner.DAILY: Captioned(_("Hours of the day"), self.daily),
            Manner.MOMENT: self.at,
        }
        self.lay_out(
            Captioned(_("When"), self.manner),
            *self._blocks.values(),
            Captioned(_("With whom"), self.whom),
            self.place,
        )
        self.hours.edited.connect(self._edit_hours)
        self.hours.left.connect(self._complain)
        self.daily.edited.connect(self._edit_daily)
        self.daily.left.connect(self._complain)
        self.at.edited.connect(self._edit_at)
        self.whom.textEdited.connect(lambda text: self.tell("whom", whom=text))
        self.place.edited.connect(lambda place: self.tell("place", place=place))

    def _choose(self, chosen: str | None) -> None:
        if chosen is None:
            return
        manner = Manner(chosen)
        if manner in {self._shown_manner(), Manner.SEVERAL}:
            return
        self._asked = manner
        kept = CheckIn(place=self.entry.place, whom=self.entry.whom)
        each = {
            Manner.DEPARTURE: (CheckInEach.DEPARTURE.value,),
            Manner.ARRIVAL: (CheckInEach.ARRIVAL.value,),
            Manner.BOTH: (CheckInEach.DEPARTURE.value, CheckInEach.ARRIVAL.value),
        }.get(manner, ())
        changed = replace(
            kept,
            each=each,
            every_hours=_USUAL_HOURS if manner is Manner.EVERY else None,
            daily=(_USUAL_EVENING,) if manner is Manner.DAILY else (),
        )
        self.edited.emit(changed, self._label, "")
        self.fill()

    def _edit_hours(self) -> None:
        self._complain()
        if self.hours.value != self.entry.every_hours:
            self._asked = Manner.EVERY
            self.tell("hours", every_hours=self.hours.value)

    def _edit_daily(self) -> None:
        self._complain()
        if (self.daily.value or ()) != self.entry.daily:
            self._asked = Manner.DAILY
            self.tell("daily", daily=self.daily.value or ())

    def _edit_at(self, when: object) -> None:
        moment = when if isinstance(when, datetime) else None
        if moment != self.entry.at:
            self._asked = Manner.MOMENT
            self.tell("at", at=moment)

    def _complain(self) -> None:
        for field, manner, text in (
            (self.hours, Manner.EVERY, _("A number of hours, such as 2")),
            (self.daily, Manner.DAILY, _("Hours of the day, such as 07:00, 18:00")),
        ):
            block = self._blocks[manner]
            if isinstance(block, Captioned):
                complain(field, block, text)

    def forget(self) -> None:
        """No half-typed times, and nothing chosen."""
        self._asked = None
        self.hours.put_away()
        self.daily.put_away()
        self.at.set_value(None)
        self.at.day.put_away()
        self.at.hour.put_away()

    def _shown_manner(self) -> Manner | None:
        """What is stated, or was chosen to be stated."""
        found = manners(self.entry)
        if not found:
            return self._asked
        return found[0] if len(found) == 1 else Manner.SEVERAL

    def fill(self) -> None:
        """Show the check-in."""
        manner = self._shown_manner()
        choices = [
            (Manner.DEPARTURE, _("at every departure")),
            (Manner.ARRIVAL, _("at every arrival")),
            (Manner.BOTH, _("at departure and arrival")),
            (Manner.EVERY, _("on the way, every few hours")),
            (Manner.DAILY, _("every day")),
            (Manner.MOMENT, _("once")),
        ]
        if manner is Manner.SEVERAL:
            choices.append((Manner.SEVERAL, _("as the trip file says")))
        self.manner.set_choices(((None, _("not stated")), *((one.value, text) for one, text in choices)))
        self.manner.set_value(manner.value if manner is not None else None)
        self.hours.set_value(self.entry.every_hours)
        self.daily.set_value(self.entry.daily or None)
        if self.entry.at is not None or not isinstance(self.at.value, datetime):
            # a day alone is half typed: it is kept in the field
            self.at.set_value(self.entry.at if self.entry.at is not None else self.at.value)
        else:
            self.at.set_value(None)
        self.whom.show_text(self.entry.whom)
        self.place.set_value(self.entry.place)
        for one, block in self._blocks.items():
            if (one is manner) is block.isHidden():
                block.setVisible(one is manner)

    def first(self) -> QWidget:
        """When it is due."""
        return self.manner


def manners(check_in: CheckIn) -> list[Manner]:
    """The ways in which a check-in says when it is due."""
    found: list[Manner] = []
    each = set(check_in.each)
    if each:
        both = each == {CheckInEach.DEPARTURE, CheckInEach.ARRIVAL}
        found.append(Manner.BOTH if both else Manner(check_in.each[0]))
    found += [Manner.EVERY] if check_in.every_hours is not None else []
    found += [Manner.DAILY] if check_in.daily else []
    found += [Manner.MOMENT] if check_in.at is not None else []
    return found


def read_hours(text: str) -> float | Unreadable | None:
    """A number of hours, with a point or a comma; None for an empty text."""
    text = text.strip().replace(",", ".")
    if not text:
        return None
    try:
        hours = float(text)
    except ValueError:
        return Unreadable.NUMBER
    return hours if 0 < hours <= MOST_HOURS else Unreadable.NUMBER


def read_clock(text: str) -> tuple[time, ...] | Unreadable | None:
    """Hours of the day with commas between them; None for an empty text."""
    hours: list[time] = []
    for part in text.split(","):
        read = read_hour(part)
        if isinstance(read, time):
            hours.append(read)
        elif read is not None:
            return Unreadable.CLOCK
    return tuple(dict.fromkeys(hours)) or None


def _number_text(hours: float) -> str:
    return say(hours)


def _clock_text(hours: tuple[time, ...]) -> str:
    return ", ".join(hour_text(hour) for hour in hours)
