"""The smallest changes that help: all sets that bring a trip to the best verdict it can have, with nothing to spare.

Whatever stands between a trip and a better verdict must be touched by some change. So the search takes one finding that
stands in the way, tries every change that can touch it, and goes on from there, the cheapest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from advisor.engine.assess import DOUBT, assess
from advisor.engine.decide import decide
from advisor.engine.index import Index
from advisor.model.assessment import Assessment
from advisor.model.message import Message
from advisor.model.trip import Trip
from advisor.model.verdict import Range, Verdict
from advisor.planning.alternatives import DisagreementError
from advisor.planning.change import Change, applied
from advisor.planning.options import Options
from advisor.planning.search import Search
from advisor.planning.work import GoOn, StoppedError, always

MOST_SHOWN = 5
"""Sets of changes returned unless somebody asks for more."""

MOST_DECISIONS = 600
"""Trips decided before the search is cut short: some seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Changes that together bring the trip to a better verdict, and none of which can be left out.

    `trip` has them made; `assessment` is what it comes to.
    """

    changes: tuple[Change, ...]
    cost: int
    trip: Trip
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The cheapest suggestions first.

    `before`: what the trip comes to as it is. `best`: the best verdict found. Without suggestions nothing that the
    planner can change helps, as far as was looked; with `complete` that is proved, and so is that there is no better
    verdict and no cheaper way to it. `decided`: how many trips were decided.
    """

    before: Range
    best: Verdict
    suggestions: tuple[Suggestion, ...]
    complete: bool
    decided: int


def changes(  # noqa: PLR0913 - what may be left out
    trip: Trip,
    index: Index,
    as_of: date,
    *,
    most: int = MOST_SHOWN,
    budget: int = MOST_DECISIONS,
    caveat: Message | None = None,
    go_on: GoOn = always,
) -> Changes:
    """The smallest sets of changes that bring the trip to the best verdict it can have: one `ChangeSearch`."""
    return ChangeSearch(trip, index, as_of, most=most, caveat=caveat).run(budget, go_on)


class ChangeSearch:
    """Looks for the smallest changes that help one trip. Cut short, it can be asked to go on from where it was."""

    def __init__(
        self, trip: Trip, index: Index, as_of: date, *, most: int = MOST_SHOWN, caveat: Message | None = None
    ) -> None:
        """`most`: sets of changes to look for. `caveat`: as for `assess`; nothing is then better than REFER."""
        self._trip = trip
        self._index = index
        self._as_of = as_of
        self._most = most
        self._caveat = caveat
        self._before: Range | None = None
        self._options = Options(trip, index, as_of)
        self._searches: dict[Verdict, Search] = {}
        self._suggestions: dict[tuple[Change, ...], Suggestion] = {}

    @property
    def decided(self) -> int:
        """How many trips were decided so far."""
        return 1 + sum(search.decided for search in self._searches.values())

    def run(self, budget: int = MOST_DECISIONS, go_on: GoOn = always) -> Changes:
        """What is found until so many trips have been decided, those of earlier runs included.

        To run twice finds the same as to run once with the larger budget. DisagreementError where `assess` does not
        say what was found.
        """
        if self._before is None:
            now = decide(self._trip, self._index, self._as_of, explain=False).range
            self._before = now.joined(DOUBT) if self._caveat is not None else now
        before = self._before
        floor = Verdict.REFER if self._caveat is not None else Verdict.GO
        targets = [target for target in Verdict if floor <= target < before.reported]
        spent, complete = 1, True
        for number, target in enumerate(targets):

            def told(done: float, spent: int = spent) -> bool:
                return go_on(min(1.0, (spent + done) / budget))

            try:
                search = self._search(target, told)
            except StoppedError:
                complete = False
                break
            found = search.run(self._most, (budget - spent) // (len(targets) - number), told)
            spent += search.decided
            complete = complete and search.complete
            if found:
                shown = tuple(self._suggestion(one, target) for one in found)
                return Changes(before=before, best=target, suggestions=shown, complete=complete, decided=self.decided)
        return Changes(before=before, best=before.reported, suggestions=(), complete=complete, decided=self.decided)

    def _search(self, target: Verdict, go_on: GoOn) -> Search:
        """The search for one verdict, as far as it has come. StoppedError if it has not begun and is not to."""
        found = self._searches.get(target)
        if found is None:
            offered = self._options.towards(target, lambda: go_on(0))
            found = self._searches[target] = Search(self._trip, self._index, self._as_of, target, offered)
        return found

    def _suggestion(self, made: tuple[Change, ...], target: Verdict) -> Suggestion:
        known = self._suggestions.get(made)
        if known is not None:
            return known
        changed = applied(self._trip, made, self._index.pack)
        answer = assess(changed, self._index.pack, self._as_of, caveat=self._caveat, index=self._index)
        if answer.verdict > target:
            raise DisagreementError(
                f"{target.word} was found, but {answer.verdict.word} is what it comes to: {changed}"
            )
        cost = sum(one.cost for one in made)
        found = self._suggestions[made] = Suggestion(changes=made, cost=cost, trip=changed, assessment=answer)
        return found
