"""What we need to know: the unknown facts that could change the verdict, the one that settles most first.

Every answer offered is tried: the trip with that answer goes through the same `decide`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from datetime import date, datetime

from advisor.engine.cells import cut
from advisor.engine.decide import Decision, decide
from advisor.engine.expose import BY_ITSELF, Exposed
from advisor.engine.index import Index, alike
from advisor.engine.times import Extent, to_local
from advisor.engine.ways import TooManyWaysError
from advisor.model.assessment import Answer, FactRef, Question
from advisor.model.message import Argument, Message, message
from advisor.model.place import OUTSIDE
from advisor.model.rule import FOREIGN
from advisor.model.text import Text
from advisor.model.trip import Gender, Leg, StaffKind, Stay, Step, Trip
from advisor.model.verdict import Range

MOST_ANSWERS = 12
"""More answers than this are not tried one by one; the question is then asked without them."""

MOST_WORK = 400_000
"""Sites looked at, once for every traveller, in trying answers: some seconds. Then the rest is asked without trying."""

OTHER_COUNTRY = "ZZ"
"""ISO 3166-1 leaves ZZ free for private use: a nationality that no rule names."""

NO_ROLE = ""
"""The answer "none of the roles"."""


def questions(trip: Trip, decision: Decision, index: Index, as_of: date) -> tuple[Question, ...]:
    """The questions, ranked. None when no answer could change what is reported, but for how the trip goes on."""
    asked = _Asker(trip, decision, index, as_of)
    settled = decision.range.settled
    refs = [ref for ref in decision.unknown if ref.fact == "onward" or not settled]
    ranked = sorted(((asked.question(ref)) for ref in refs), key=lambda pair: (-pair[0], pair[1].about.fact != "mode"))
    return tuple(question for _worth, question in ranked)


def work(trip: Trip, exposed: Exposed) -> int:
    """How much there is to decide about a trip: its sites, once for every traveller."""
    return max(1, len(trip.travellers)) * max(1, sum(len(way) for step in exposed.steps for way in step.ways))


class _Asker:
    def __init__(self, trip: Trip, decision: Decision, index: Index, as_of: date) -> None:
        self._trip = trip
        self._decision = decision
        self._exposed: Exposed = decision.exposed
        self._index = index
        self._pack = index.pack
        self._as_of = as_of
        self._tried: dict[Hashable, Range] = {}
        self._tries_left = MOST_WORK // work(trip, self._exposed)

    def question(self, ref: FactRef) -> tuple[float, Question]:
        """The question with its answers, and how much an answer narrows the range on average."""
        rules = tuple(sorted(self._decision.unknown[ref]))
        values = list(self._values(ref))
        tried = values if len(values) <= min(MOST_ANSWERS, self._tries_left) else []
        answers = [Answer(value=value, range=self._range_with(ref, value)) for value in tried]
        before = self._decision.range.worst - self._decision.range.best
        narrowed = [before - (answer.range.worst - answer.range.best) for answer in answers]
        worth = sum(narrowed) / len(narrowed) if narrowed else 0.0
        return worth + 0.001 * min(len(rules), 99), Question(
            about=ref, text=self._text(ref), answers=tuple(answers), rules=rules
        )

    def _range_with(self, ref: FactRef, value: str) -> Range:
        """What the trip comes to with an answer; the same for travellers whom nothing tells apart."""
        who = None if ref.traveller is None else alike(self._trip.travellers[ref.traveller])
        key = (ref.fact, ref.step, who, value)
        if key not in self._tried:
            self._tries_left -= 1
            answered = self.answered(ref, value)
            self._tried[key] = decide(answered, self._index, self._as_of, explain=False).range
        return self._tried[key]

    # the answers worth trying

    def _values(self, ref: FactRef) -> Iterator[str]:
        if ref.fact == "nationality":
            yield from self._countries(ref)
        elif ref.fact == "roles":
            yield from sorted(self._mentioned(ref) & self._pack.roles.keys())
            yield NO_ROLE
        elif ref.fact == "staff":
            yield from (kind.value for kind in StaffKind)
        elif ref.fact == "gender":
            yield from (gender.value for gender in Gender)
        elif ref.fact in self._pack.facts:
            yield from (value.id for value in self._pack.facts[ref.fact].values)
        elif ref.step is not None:
            yield from self._step_values(ref, self._trip.itinerary[ref.step])

    def _countries(self, ref: FactRef) -> Iterator[str]:
        held = self._trip.travellers[ref.traveller].nationality if ref.traveller is not None else None
        if held:  # several nationalities: which one is travelled on?
            yield from held
            return
        yield from dict.fromkeys((self._pack.country, *sorted(self._mentioned(ref) - {FOREIGN}), OTHER_COUNTRY))

    def _mentioned(self, ref: FactRef) -> set[str]:
        rules = self._decision.unknown[ref]
        return {
            value
            for rule in self._index.rules
            if rule.id in rules
            for who in rule.who
            for test in who
            if test.fact == ref.fact
            for value in test.values
        }

    def _step_values(self, ref: FactRef, step: Step) -> Iterator[str]:
        if isinstance(step, Leg):
            if ref.fact == "mode":
                yield from self._index.network.modes_between(step.origin, step.destination)
            elif ref.fact == "route":
                yield from self._routes(step)
            elif ref.fact == "operator":
                yield from self._operators(ref)
        if ref.fact == "place":
            yield from self._finer(step)
        if ref.fact in ("depart", "arrive", "from", "until"):
            yield from self._times(ref)

    def _operators(self, ref: FactRef) -> list[str]:
        """Those that list some link of the leg's ways."""
        ways = [way for step in self._exposed.steps if step.written == ref.step for way in step.ways]
        return sorted({service for way in ways for site in way for service in site.services} - {BY_ITSELF})

    def _routes(self, leg: Leg) -> Iterator[str]:
        if leg.mode is None:
            return
        for name in (*sorted(self._pack.routes), *sorted(self._pack.links)):
            try:
                found = self._index.network.ways(leg.origin, leg.destination, leg.mode, leg.via, name)
            except TooManyWaysError:
                continue
            if len(found) == 1:
                yield name

    def _finer(self, step: Step) -> Iterator[str]:
        place = step.destination if isinstance(step, Leg) else step.place
        if place == OUTSIDE:
            return
        geography = self._pack.geography
        yield from sorted(inside for inside in geography.subtree(place) if geography.places[inside].within == place)

    def _times(self, ref: FactRef) -> Iterator[str]:
        """One time in each cell of the stretch that is open: enough to try everything rules can tell apart."""
        for step in self._exposed.steps:
            if step.written != ref.step:
                continue
            bounds = step.start if ref.fact in ("depart", "from") else step.end
            place = self._pack.geography.places.get(
                step.destination if ref.fact == "arrive" and step.destination else step.origin
            )
            if bounds.earliest is None or bounds.latest is None or place is None:
                return
            zone = place.time_zone or "UTC"
            for cell in cut(Extent(bounds.earliest, bounds.latest, None, None), place, self._index.days):
                yield to_local(max(cell.start, bounds.earliest), zone).isoformat(timespec="minutes")
            return

    # an answer put into the trip

    def answered(self, ref: FactRef, value: str) -> Trip:
        """The same trip with one unknown answered."""
        return with_answer(self._trip, ref, value)

    # the words

    def _text(self, ref: FactRef) -> Message:
        args: dict[str, Argument] = {}
        if ref.traveller is not None:
            name = self._trip.travellers[ref.traveller].name
            args["traveller"] = name or message("traveller.unnamed", number=ref.traveller + 1)
        if ref.step is not None:
            step = self._trip.itinerary[ref.step]
            if isinstance(step, Leg):
                args |= {"origin": self._name(step.origin), "destination": self._name(step.destination)}
                args["place"] = self._name(step.destination)
            else:
                args["place"] = self._name(step.place)
        if ref.fact in self._pack.facts:
            whose = "question.fact" if ref.traveller is None else "question.fact-of-traveller"
            return message(whose, question=self._pack.facts[ref.fact].question, **args)
        return Message(f"question.{ref.fact}", args)

    def _name(self, place: str) -> Text | str:
        found = self._pack.geography.places.get(place)
        return found.name if found else place


def with_answer(trip: Trip, ref: FactRef, value: str) -> Trip:
    """The trip with one unknown fact stated. `value` as in an Answer; times in ISO form."""
    if ref.traveller is not None:
        person = trip.travellers[ref.traveller]
        if ref.fact == "nationality":
            person = replace(person, nationality=(value,))
        elif ref.fact == "roles":
            person = replace(person, roles=(value,) if value != NO_ROLE else ())
        elif ref.fact == "staff":
            person = replace(person, staff=value)
        elif ref.fact == "gender":
            person = replace(person, gender=value)
        else:
            person = replace(person, facts={**person.facts, ref.fact: value})
        people = (*trip.travellers[: ref.traveller], person, *trip.travellers[ref.traveller + 1 :])
        return replace(trip, travellers=people)
    if ref.step is None:
        return replace(trip, facts={**trip.facts, ref.fact: value})
    step = _step_with(trip.itinerary[ref.step], ref.fact, value)
    return replace(trip, itinerary=(*trip.itinerary[: ref.step], step, *trip.itinerary[ref.step + 1 :]))


def _step_with(step: Step, fact: str, value: str) -> Step:
    if isinstance(step, Leg):
        if fact == "depart":
            return replace(step, depart=datetime.fromisoformat(value))
        if fact == "arrive":
            return replace(step, arrive=datetime.fromisoformat(value))
        if fact == "place":
            return replace(step, destination=value)
        if fact == "mode":
            return replace(step, mode=value)
        return replace(step, route=value) if fact == "route" else replace(step, operator=value)
    return _stay_with(step, fact, value)


def _stay_with(stay: Stay, fact: str, value: str) -> Stay:
    if fact == "place":
        return replace(stay, place=value)
    if fact == "from":
        return replace(stay, start=datetime.fromisoformat(value))
    return replace(stay, until=datetime.fromisoformat(value))
