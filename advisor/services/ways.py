"""What else could be done about a trip, asked as `advise` asks for a verdict: the same rules, incidents and doubts."""

from __future__ import annotations

import sqlite3
from datetime import date

from advisor.model.trip import Trip
from advisor.planning.alternatives import Alternatives, alternatives
from advisor.planning.changes import MOST_DECISIONS, Changes, ChangeSearch
from advisor.planning.work import GoOn, always
from advisor.services.advice import UNREADABLE, asked, basis
from advisor.services.incident_library import NOTHING_IMPORTED, Known
from advisor.services.pack_library import LoadedPack


class ChangesSought:
    """The search for the smallest changes that help one trip. It goes on from where it was cut short.

    One thread at a time may use it.
    """

    def __init__(self, trip: Trip, loaded: LoadedPack, as_of: date, incidents: Known = NOTHING_IMPORTED) -> None:
        """As for `advise`. Nothing is looked for before `search`."""
        self._trip = trip
        self._loaded = loaded
        self._as_of = as_of
        self._incidents = incidents
        self._begun: ChangeSearch | None = None

    def search(self, budget: int = MOST_DECISIONS, go_on: GoOn = always) -> Changes:
        """What is found until so many trips have been tried, those of earlier calls included.

        ValueError if there is no pack at all. Whatever else is raised is an internal error, never an answer.
        """
        try:
            return self._search().run(budget, go_on)
        except sqlite3.Error:  # the store was damaged since it was opened: what was found with it counts no more
            self._incidents, self._begun = UNREADABLE, None
            return self._search().run(budget, go_on)

    def _search(self) -> ChangeSearch:
        if self._begun is None:
            index, caveat = basis(self._loaded, self._incidents)
            self._begun = ChangeSearch(self._trip, index, self._as_of, caveat=caveat)
        return self._begun


def other_ways(
    trip: Trip,
    loaded: LoadedPack,
    as_of: date,
    incidents: Known = NOTHING_IMPORTED,
    *,
    only: int | None = None,
    go_on: GoOn = always,
) -> Alternatives:
    """The best other ways to make a trip, the trip as it is among them.

    `only`: change only the movement of the written step of this number. ValueError if there is no pack at all.
    """
    return asked(
        lambda index, caveat: alternatives(trip, index, as_of, only=only, caveat=caveat, go_on=go_on), loaded, incidents
    )
