"""Trips put together out of movements and the stays between them, each of which is asked about once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import prod
from typing import NamedTuple, cast

from advisor.engine.decide import decide, of_faults, of_step
from advisor.engine.drafts import Drafts
from advisor.engine.expose import Exposed, expose, expose_stay
from advisor.engine.index import Index
from advisor.engine.judge import Judge
from advisor.engine.judged import Bite
from advisor.engine.risk import highest, risks
from advisor.engine.times import Between
from advisor.model.rule import Rule
from advisor.model.trip import Step, Trip
from advisor.model.verdict import CLEAR, Range, all_of
from advisor.planning.itineraries import adjusted, timeless
from advisor.planning.parts import Candidate, Option, Piece, Whole

MOST_TRIPS = 20_000
"""Trips put together; beyond that the least promising ways of each movement are left out."""

MOST_DECIDED = 300
"""Trips decided one by one, where times are so loose that movements can't be told apart."""

_OFTEN = 64
_LEVELS = "levels of what steps came to"


class _Begun(NamedTuple):
    """The first movements of a trip. `together`: what they and the stays between them come to, and `level` the risk.

    `together` is None where they have to be decided as a whole (`loose`), or their times do not follow one another.
    `until`: when the last of them arrives.
    """

    chosen: tuple[Option, ...]
    together: Range | None
    level: int = -1
    until: int | None = None
    loose: bool = False


class Assembly:
    """Puts trips together out of options."""

    def __init__(self, index: Index, as_of: date, told: Callable[[], None]) -> None:
        """For one pack and as-of day. `told` is called now and then; it may raise to stop the work."""
        self._told = told
        self._index = index
        self._pack = index.pack
        self._as_of = as_of
        self.complete = True

    def candidates(self, whole: Whole) -> Iterator[Candidate]:
        """All that can be put together; where movements can't be told apart, one of them changed at a time."""
        apart = not whole.planned.faults and all(
            after.first - before.last <= 2  # noqa: PLR2004 - a stay or a gap
            for before, after in pairwise(whole.parts)
        )
        yield from self._put_together(whole) if apart or len(whole.parts) == 1 else self._one_by_one(whole)

    # trips put together out of their parts

    def _put_together(self, whole: Whole) -> Iterator[Candidate]:
        """Every combination of options, from what each part comes to by itself; loose times are decided as a whole."""
        self._trim(whole)
        loose = 0
        for begun in self._joined(whole):
            if begun.together is not None:
                first, last = begun.chosen[0].span, begun.chosen[-1].span
                minutes = last[1] - first[0] if first is not None and last is not None else None
                yield Candidate(whole, begun.chosen, begun.together, begun.level, minutes)
                continue
            loose += 1
            if loose > MOST_DECIDED:
                self.complete = False
                continue
            yield self._decided(whole, begun.chosen)

    def _trim(self, whole: Whole) -> None:
        while prod(len(options) for options in whole.options) > MOST_TRIPS:
            self.complete = False
            longest = max(whole.options, key=len)
            del longest[-max(1, len(longest) // 10) :]

    def _joined(self, whole: Whole) -> Iterable[_Begun]:
        """Every combination whose times follow one another or are loose, in the order of the options.

        Combinations that begin alike share what that beginning comes to. A beginning whose times do not follow one
        another is given up at once, unless loose times later would have the whole trip decided.
        """
        begun: Iterable[_Begun] = (_Begun((), CLEAR),)
        for number in range(len(whole.options)):
            loose_later = any(option.span is None for later in whole.options[number + 1 :] for option in later)
            begun = self._longer(whole, number, begun, loose_later=loose_later)
            if number < len(whole.options) - 1:
                begun = tuple(begun)
        return begun

    def _longer(self, whole: Whole, number: int, begun: Iterable[_Begun], *, loose_later: bool) -> Iterator[_Begun]:
        """The beginnings with each option of the next movement."""
        tried = 0
        for one in begun:
            before = one.chosen[-1] if one.chosen else None
            here = before.ends if before is not None else frozenset()
            since, so_far, level = one.until, one.together, one.level
            for option in whole.options[number]:
                if tried % _OFTEN == 0:
                    self._told()
                tried += 1
                span = option.span
                if span is None or one.loose:
                    yield _Begun((*one.chosen, option), None, loose=True)
                elif so_far is None or (since is not None and since >= span[0]):
                    if loose_later:
                        yield _Begun((*one.chosen, option), None)
                else:
                    piece = option.pieces.get(here)
                    if piece is None:
                        piece = option.pieces[here] = self._piece(whole, number, option, before)
                    together, highest_level = so_far.joined(piece.range), max(level, piece.level)
                    if since is not None:
                        stay = self._stay_piece(whole, number, since, span[0])
                        together, highest_level = together.joined(stay.range), max(highest_level, stay.level)
                    yield _Begun((*one.chosen, option), together, highest_level, span[1])

    def _piece(self, whole: Whole, number: int, option: Option, before: Option | None) -> Piece:
        """A movement after another, with what comes before the first and after the last."""
        first, last = number == 0, number == len(whole.parts) - 1
        part, itinerary = whole.parts[number], whole.trip.itinerary
        changes = option.legs != part.of(whole.trip)
        ahead: tuple[Step, ...] = itinerary[: part.first]
        if before is None:
            ahead = adjusted(ahead, onward=option.legs[0] if changes else None, arrived=False)
        else:
            earlier = whole.parts[number - 1]
            ahead = (*itinerary[: earlier.first], *before.legs, *itinerary[earlier.last + 1 : part.first])
            ahead = tuple(timeless(step) for step in ahead)
        behind = adjusted(itinerary[part.last + 1 :], onward=None, arrived=changes) if last else ()
        trip = replace(whole.trip, itinerary=(*ahead, *option.legs, *behind))
        exposed = expose(trip, self._pack, self._index.network)
        mine = range(0 if first else len(ahead), len(trip.itinerary) if last else len(ahead) + len(option.legs))
        numbers = [
            at
            for at, step in enumerate(exposed.steps)
            if (step.written if step.written is not None else step.after) in mine and (last or step.written is not None)
        ]
        stay = exposed.steps[numbers[0] - 1] if not first else None
        floors = [stay.floor] if stay is not None and stay.faults else []
        return self._judged(trip, exposed, numbers, all_of((*floors, of_faults(exposed))))

    def _stay_piece(self, whole: Whole, number: int, start: int, end: int) -> Piece:
        """The stay before a movement."""
        key = (number, start, end)
        found = whole.stays.get(key)
        if found is None:
            planned = whole.stay_before(number)
            step = expose_stay(replace(planned, start=Between(start, start), end=Between(end, end)), self._pack)
            exposed = Exposed((step,), (), None)
            found = whole.stays[key] = self._judged(whole.trip, exposed, [0], CLEAR)
        return found

    def _judged(self, trip: Trip, exposed: Exposed, numbers: Sequence[int], floor: Range) -> Piece:
        judge = Judge(trip, self._index, self._as_of, exposed, explain=True)
        judged = {number: judge.step(number) for number in numbers}
        ranges = (of_step(exposed.steps[number], one.by_traveller) for number, one in judged.items())

        def level() -> int | None:
            answers = tuple(judged.values())
            key = tuple(map(id, answers))  # the engine remembers them; so are they here, lest an id be used again
            known = self._index.memory(_LEVELS)
            if key not in known:
                bites = [pair for one in answers for pair in one.bites]
                known[key] = (answers, self._level(trip, exposed, bites))
            _answers, found = known[key]
            return cast("int | None", found)

        return Piece(all_of(ranges).joined(floor), level)

    def _level(self, trip: Trip, exposed: Exposed, bites: Sequence[tuple[Rule, Bite]]) -> int | None:
        drafts = Drafts(self._index, exposed)
        drafts.take([pair for pair in bites if pair[0].risk is not None], (), ())
        return highest(risks(drafts.findings(), trip, self._index, exposed, self._as_of))

    # trips decided as a whole

    def _one_by_one(self, whole: Whole) -> Iterator[Candidate]:
        """One movement changed at a time, the others as they are."""
        written = tuple(options[0] for options in whole.options)
        yield self._decided(whole, written)
        tried = 0
        for number, options in enumerate(whole.options):
            for option in options[1:]:
                tried += 1
                if tried > MOST_DECIDED:
                    self.complete = False
                    return
                yield self._decided(whole, (*written[:number], option, *written[number + 1 :]))

    def _decided(self, whole: Whole, chosen: tuple[Option, ...]) -> Candidate:
        self._told()
        trip = whole.applied(chosen)
        decision = decide(trip, self._index, self._as_of, explain=True)

        level = highest(risks(decision.drafts.findings(), trip, self._index, decision.exposed, self._as_of))
        spans = [option.span for option in chosen]
        first, last = spans[0], spans[-1]
        minutes = last[1] - first[0] if first is not None and last is not None else None
        return Candidate(whole, chosen, decision.range, -1 if level is None else level, minutes)
