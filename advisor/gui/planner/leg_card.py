"""A leg of the itinerary."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from advisor.engine.index import index_of
from advisor.engine.ways import TooManyWaysError
from advisor.gui.language import _, say
from advisor.gui.planner.journey_fields import LegJourney
from advisor.gui.planner.moving import called
from advisor.gui.planner.place_field import PlaceField
from advisor.gui.planner.step_card import StepCard, StepView
from advisor.gui.planner.step_form import StepForm
from advisor.gui.planner.words import Words, course_text, numbered
from advisor.gui.widgets.cards import Fold
from advisor.gui.widgets.combo import Combo
from advisor.gui.widgets.fields import Captioned
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.text import bold, muted
from advisor.gui.widgets.token_field import TokenField
from advisor.gui.widgets.when_field import WhenField, when_text
from advisor.model.assessment import StepResult
from advisor.model.trip import Leg, Step, When

SHORT_KM = 10
"""Below this the tenths count, as they do on the sheet."""


class LegForm(StepForm):
    """From where, to where, how, when."""

    def __init__(self, words: Words) -> None:
        """Empty until told a leg."""
        super().__init__(words)
        self.origin = PlaceField(_("From"), words)
        self.destination = PlaceField(_("To"), words)
        self.mode = Combo(_("By"), chars=16)
        self.depart = WhenField(_("Leaves"))
        self.arrive = WhenField(_("Arrives"))
        self.via = TokenField(
            _("Via, without stopping"), words.places, placeholder=_("Type a place"), free=True, unknown=lambda _text: ""
        )
        self.route = Combo(_("Route"), chars=24)
        self.operator = Combo(_("Operator"), chars=24)
        self._route_block = Captioned(_("Route"), self.route)
        self._operator_block = Captioned(_("Operator"), self.operator)
        self.more = Fold(_("Via, route, operator"))
        self.more.content.addWidget(self.via)
        self.more.content.addWidget(flowing(self._route_block, self._operator_block, line_gap=0.35))
        self._choices_for: tuple[object, ...] = ()
        self.fields.addWidget(flowing(self.origin, self.destination, line_gap=0.35))
        self.fields.addWidget(Captioned(_("By"), self.mode))
        self.fields.addWidget(flowing(self.depart, self.arrive, line_gap=0.35))
        self.fields.addWidget(self.more)
        self.fields.addWidget(self.measures)
        self.journey = LegJourney()
        self.fields.addWidget(self.journey)
        self.depart.day.suggest(lambda: self.suggested_day)
        self.arrive.day.suggest(lambda: self.depart.day.value or self.suggested_day)
        self._connect()

    def _connect(self) -> None:
        self.origin.edited.connect(lambda place: self.edit("origin", _("change of place"), origin=place))
        self.destination.edited.connect(lambda place: self.edit("destination", _("change of place"), destination=place))
        self.mode.chosen.connect(lambda mode: self.edit("mode", _("change of mode"), mode=mode))
        self.depart.edited.connect(lambda when: self.edit("depart", _("change of departure"), depart=when))
        self.arrive.edited.connect(lambda when: self.edit("arrive", _("change of arrival"), arrive=when))
        self.via.edited.connect(lambda places: self.edit("via", _("change of route"), via=places or ()))
        self.route.chosen.connect(lambda route: self.edit("route", _("change of route"), route=route))
        self.operator.chosen.connect(lambda service: self.edit("operator", _("change of operator"), operator=service))
        self.journey.edited.connect(lambda field, label, changes: self.edit(field, label, **changes))

    def field_of(self, fact: str) -> QWidget:
        """The field where a fact is stated, or the first that is worth filling in."""
        if fact in {"route", "operator"}:
            self.more.line.setChecked(True)
        fields: dict[str, QWidget] = {
            "depart": self.depart.day if self.depart.day.value is None else self.depart.hour,
            "arrive": self.arrive.day if self.arrive.day.value is None else self.arrive.hour,
            "mode": self.mode,
            "route": self.route,
            "operator": self.operator,
            "place": self.destination.search,
        }
        return fields.get(fact, self.destination.search if self.origin.value else self.origin.search)

    def show_step(self, step: Step, asked: Collection[str], *, begins: bool) -> None:
        """Show a leg."""
        super().show_step(step, asked, begins=begins)
        if not isinstance(step, Leg):
            return
        words = self.words
        self.origin.set_value(step.origin)
        self.destination.set_value(step.destination)
        strange = ((step.mode, step.mode),) if step.mode is not None and step.mode not in words.pack.modes else ()
        self.mode.set_choices(((None, _("not stated")), *words.modes(), *strange))
        self.mode.set_value(step.mode)
        self.depart.set_value(step.depart)
        self.arrive.set_value(step.arrive)
        self.via.set_value(step.via or None)
        self._show_choices(step)
        self.journey.show_leg(step, self.names)

    def _show_choices(self, leg: Leg) -> None:
        looked_for = (leg.origin, leg.destination, leg.mode, leg.via, leg.route, leg.operator)
        if looked_for == self._choices_for:
            return
        first = not self._choices_for
        self._choices_for = looked_for
        for combo, block, choices, held, name in (
            (self.route, self._route_block, route_choices(self.words, leg), leg.route, self.words.route),
            (self.operator, self._operator_block, operator_choices(self.words, leg), leg.operator, self.words.service),
        ):
            offered = choices if held is None or held in choices else (*choices, held)
            combo.set_choices(((None, _("not stated")), *((one, name(one)) for one in offered)))
            combo.set_value(held)
            useful = len(choices) > 1 or held is not None
            if useful is block.isHidden():
                block.setVisible(useful)
        if first and (leg.via or leg.route is not None or leg.operator is not None):
            self.more.line.setChecked(True)


class LegCard(StepCard):
    """A leg in two lines, or with its fields."""

    def make_form(self) -> StepForm:
        """The fields of a leg."""
        return LegForm(self.words)

    def summarise(self, number: int, view: StepView) -> None:
        """From where to where, how, when."""
        leg = self.step
        if not isinstance(leg, Leg):
            return
        course = course_text(self.words, leg)
        mode = self.words.mode(leg.mode) if leg.mode is not None else _("mode not stated")
        way = " · ".join(part for part in (mode, way_text(self.words, view.result)) if part)
        times = times_text(leg.depart, leg.arrive) or _("no date yet")
        stated = self.stated_text()
        known = leg.depart is not None or leg.arrive is not None
        detail = (times if known else muted(times), muted(f"\n{stated}" if stated else ""))
        spoken = numbered(number, course)
        called(self, spoken)
        self.summary.say((bold(f"{number}  {course}"), muted(f"   {way}")), detail, f"{spoken}, {way}, {times}")


def route_choices(words: Words, leg: Leg) -> tuple[str, ...]:
    """The routes and links that tell the ways of a leg apart; empty where there is but one way."""
    if leg.mode is None or not leg.origin or not leg.destination:
        return ()
    network = index_of(words.pack).network
    try:
        if len(network.ways(leg.origin, leg.destination, leg.mode, leg.via)) < 2:  # noqa: PLR2004 - a choice
            return ()
    except TooManyWaysError:
        pass
    named = []
    for name in (*words.pack.routes, *words.pack.links):
        try:
            found = network.ways(leg.origin, leg.destination, leg.mode, leg.via, name)
        except TooManyWaysError:
            continue
        if len(found) == 1:
            named.append(name)
    return tuple(named)


def operator_choices(words: Words, leg: Leg) -> tuple[str, ...]:
    """The services that run the leg's mode."""
    return tuple(service.id for service in words.pack.services.values() if service.mode == leg.mode)


def times_text(depart: When | None, arrive: When | None) -> str:
    """Departure and arrival in a line."""
    if depart is None and arrive is None:
        return ""
    start = when_text(depart) if depart is not None else "…"
    if arrive is None:
        return start
    end = when_text(arrive)
    day, comma, hour = end.partition(", ")
    if comma and start.startswith(f"{day}, "):
        end = hour
    return f"{start} → {end}"


def duration_text(hours: float) -> str:
    """How long something takes, roughly."""
    if hours < 1:
        return _("about {minutes} min").format(minutes=max(5, 5 * round(hours * 12)))
    return _("about {hours} h").format(hours=round(hours))


def way_text(words: Words, result: StepResult | None) -> str:
    """What is known of the way taken: its roads, how far, how long."""
    taken = result.links if result is not None else ()
    links = [words.pack.links[link] for link in taken if link in words.pack.links]
    if result is None or not links:
        return ""
    names: dict[str, None] = {}
    for link in links:
        on = [route.id for route in words.pack.routes.values() if link.id in route.links]
        if len(on) == 1:
            names[words.route(on[0])] = None
    parts = [", ".join(names)] if names else []
    lengths = [link.km for link in links if link.km is not None]
    if len(lengths) == len(links):
        km = sum(lengths)
        parts.append(_("{km} km").format(km=say(round(km, 1) if km < SHORT_KM else round(km))))
    hours = [link.hours[result.mode] for link in links if result.mode in link.hours]
    if len(hours) == len(links):
        parts.append(duration_text(sum(hours)))
    return " · ".join(parts)
