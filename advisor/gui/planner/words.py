"""What places, modes, people and steps are called on this page: one pack, the language in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from advisor.gui.language import _, language, say, written
from advisor.gui.widgets.choices import Choice, ChoiceIndex, folded
from advisor.gui.widgets.when_field import day_text
from advisor.model.assessment import Assessment, FactRef, StepKind, StepResult
from advisor.model.message import message
from advisor.model.pack import Fact, FactScope, Named, Pack
from advisor.model.place import OUTSIDE, Place, PlaceKind
from advisor.model.rule import Rule
from advisor.model.source import Source
from advisor.model.text import Text
from advisor.model.trip import Gender, Leg, StaffKind, Traveller, Trip

Countries = Mapping[str, Mapping[str, str]]
"""The name of every country, by ISO 3166-1 alpha-2 code and then by language."""


class Words:
    """Names by id. An id the pack does not know is shown as it is written."""

    def __init__(self, pack: Pack, countries: Countries) -> None:
        """Gather the names of `pack` once."""
        self.pack = pack
        self.language = language()
        self.due: Mapping[tuple[str, str], date] = {}
        """By address and date of a source: the day of a newer text that was imported."""
        self.places = ChoiceIndex(self._place_choices())
        self._rules = {rule.id: (number, rule) for number, rule in enumerate(pack.rules)}
        self.countries = ChoiceIndex(_country_choices(countries, self.language, pack.country))

    def _place_choices(self) -> list[Choice]:
        places = list(self.pack.geography.places.values())
        shared: dict[str, int] = {}
        for place in places:
            key = folded(written(place.name))
            shared[key] = shared.get(key, 0) + 1
        order = (PlaceKind.TOWN, PlaceKind.ZONE, PlaceKind.REGION, PlaceKind.COUNTRY)
        choices = []
        for place in sorted(places, key=lambda place: (order.index(place.kind), folded(written(place.name)))):
            name = written(place.name) or place.id
            label = f"{name} ({kind_text(place.kind)})" if shared[folded(name)] > 1 else name
            others = (*place.name.by_language.values(), *place.aliases)
            choices.append(Choice(place.id, label, self._place_detail(place), others))
        outside = Choice(OUTSIDE, _("outside the area"), written(self.pack.title), (OUTSIDE,))
        return [*choices, outside]

    def _place_detail(self, place: Place) -> str:
        around = self.pack.geography.places.get(place.within) if place.within is not None else None
        kind = kind_text(place.kind)
        return f"{kind}, {written(around.name)}" if around is not None else kind

    def newer_text(self, source: Source | None) -> date | None:
        """The day of a newer text of a source that makes a review due, None where there is none."""
        return None if source is None or source.anonymous else self.due.get((source.url, source.date))

    # -- names by id

    def place(self, identifier: str) -> str:
        """A place."""
        return self.places.label(identifier) or identifier

    def place_name(self, identifier: str) -> str:
        """A place as a sentence needs it, never empty."""
        return self.place(identifier) if identifier else _("somewhere")

    def country(self, code: str) -> str:
        """A country."""
        return self.countries.label(code) or code

    def mode(self, identifier: str) -> str:
        """A mode."""
        return _title(self.pack.modes, identifier)

    def role(self, identifier: str) -> str:
        """A role."""
        return _title(self.pack.roles, identifier)

    def measure(self, identifier: str) -> str:
        """A measure."""
        return _title(self.pack.measures, identifier)

    def route(self, identifier: str) -> str:
        """A route, or a link that leads directly."""
        if identifier in self.pack.routes:
            return _title(self.pack.routes, identifier)
        return self.link(identifier) or identifier

    def rules(self, identifiers: Iterable[str]) -> list[Rule]:
        """Those of the pack's rules, in its order."""
        known = (self._rules[identifier] for identifier in identifiers if identifier in self._rules)
        return [rule for _number, rule in sorted(known, key=lambda pair: pair[0])]

    def link(self, identifier: str) -> str:
        """A link: its title, or what it joins."""
        link = self.pack.links.get(identifier)
        if link is None:
            return identifier
        return written(link.title) or f"{self.place(link.start)} – {self.place(link.end)}"

    def service(self, identifier: str) -> str:
        """A service."""
        return _title(self.pack.services, identifier)

    def level(self, index: int) -> str:
        """A risk level."""
        levels = self.pack.risk.levels
        return written(levels[index].title) if 0 <= index < len(levels) else str(index)

    def threat(self, identifier: str) -> str:
        """A threat."""
        return _title(self.pack.threats, identifier)

    def modes(self) -> tuple[tuple[str | None, str], ...]:
        """All modes, to choose from."""
        return tuple((mode.id, written(mode.title) or mode.id) for mode in self.pack.modes.values())

    def facts(self, scope: FactScope) -> tuple[Fact, ...]:
        """The facts the pack asks of a traveller, or of the trip."""
        return tuple(fact for fact in self.pack.facts.values() if fact.scope is scope)

    # -- answers

    def value(self, fact: str, value: str) -> str:
        """What the value of a fact is called."""
        named = {
            "nationality": self.country,
            "roles": self.role,
            "route": self.route,
            "operator": self.service,
            "place": self.place,
            "from": self.place,
            "mode": self.mode,
        }.get(fact)
        if fact == "nationality" and value == "foreign":
            return _("another country")
        if fact == "staff" and value in set(StaffKind):
            return staff_text(value)
        if fact == "gender" and value in set(Gender):
            return gender_text(value)
        if fact == "roles" and not value:
            return _("none of these")
        if fact in self.pack.facts:
            return fact_value_text(self.pack.facts[fact], value)
        return named(value) if named is not None else value

    def fact(self, about: FactRef) -> str:
        """What a fact is called."""
        if about.fact in self.pack.facts:
            return written(self.pack.facts[about.fact].title)
        return say(message(f"report.fact.{about.fact}"))


def _title(named: Mapping[str, object], identifier: str) -> str:
    found = named.get(identifier)
    title = getattr(found, "title", None)
    return (written(title) if isinstance(title, Text) else "") or identifier


def _country_choices(countries: Countries, in_language: str, first: str) -> list[Choice]:
    """All countries; the one the pack is about comes first, for most who travel there belong there."""
    choices = []
    for code, names in countries.items():
        label = names.get(in_language) or names.get("en") or code
        choices.append(Choice(code, label, code, tuple(names.values())))
    return sorted(choices, key=lambda choice: (choice.id != first, folded(choice.label)))


def kind_text(kind: PlaceKind) -> str:
    """A kind of place."""
    return {
        PlaceKind.COUNTRY: _("country"),
        PlaceKind.REGION: _("region"),
        PlaceKind.TOWN: _("town"),
        PlaceKind.ZONE: _("zone"),
    }[kind]


def staff_text(kind: str) -> str:
    """How somebody belongs to the organisation; an unknown word as it is."""
    return say(message(f"report.staff.{kind}")) if kind in set(StaffKind) else kind


def gender_text(gender: str) -> str:
    """A gender; an unknown word as it is."""
    return say(message(f"report.gender.{gender}")) if gender in set(Gender) else gender


def fact_value_text(fact: Fact, value: str) -> str:
    """What the value of a pack's fact is called."""
    found: Named | None = next((one for one in fact.values if one.id == value), None)
    title = written(found.title) if found is not None else ""
    return title or {"yes": _("yes"), "no": _("no")}.get(value, value)


def letter(index: int) -> str:
    """A, B, C … Z, AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def traveller_text(trip: Trip, index: int) -> str:
    """What a traveller is called: the name, or a letter."""
    name = trip.travellers[index].name.strip() if 0 <= index < len(trip.travellers) else ""
    return name or say(message("report.traveller", letter=letter(index)))


def course_text(words: Words, leg: Leg) -> str:
    """`Mopti → Gao`."""
    return f"{words.place(leg.origin) or '…'} → {words.place(leg.destination) or '…'}"


def result_text(words: Words, assessment: Assessment, index: int) -> str:
    """What a step of an assessment is called: `Step 3: Mopti → Gao`, with the number it has on the sheet."""
    if not 0 <= index < len(assessment.steps):
        return _("The trip as a whole")
    result = assessment.steps[index]
    written_as = result.written
    if written_as is None or written_as >= len(assessment.trip.itinerary):
        return numbered(result.index + 1, stay_text(words, result))
    step = assessment.trip.itinerary[written_as]
    if isinstance(step, Leg):
        return numbered(result.index + 1, course_text(words, step))
    return numbered(result.index + 1, _("Stay at {place}").format(place=words.place_name(step.place)))


def numbered(number: int, what: str) -> str:
    """`Step 3: Mopti → Gao`."""
    return _("Step {number}: {what}").format(number=number, what=what)


def stay_text(words: Words, result: StepResult) -> str:
    """What a stay that followed from the legs is called."""
    place = words.place_name(result.origin)
    if result.kind is StepKind.LEG:
        return f"{place} → {words.place_name(result.destination or '')}"
    return (_("Night at {place}") if result.overnight else _("Stop at {place}")).format(place=place)


def span_text(result: StepResult) -> str:
    """The days a step can take, as short as they allow."""
    if result.earliest is None and result.latest is None:
        return ""
    days = [moment.date() for moment in (result.earliest, result.latest) if moment is not None]
    return days_text(days[0], days[-1])


def days_text(first: date, last: date) -> str:
    """One day, or from one to another, as short as they allow."""
    if first == last:
        return day_text(first)
    last_text = day_text(last, weekday=False)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} – {last_text}"
    return f"{day_text(first, weekday=False)} – {last_text}"


def belongs_text(words: Words, who: Traveller) -> str:
    """What is known of a traveller, in a line."""
    parts: list[str] = []
    if who.nationality is not None:
        parts.append(", ".join(words.country(code) for code in who.nationality))
    if who.staff is not None:
        parts.append(staff_text(who.staff))
    if who.roles:
        parts.append(", ".join(words.role(role) for role in who.roles))
    if who.gender is not None:
        parts.append(gender_text(who.gender))
    return " · ".join(parts)


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
