"""Trips kept as test trips of the pack on the page: the planned one, a saved one, one that refutes a statement."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from advisor.gui.language import _
from advisor.gui.rules.around import Around
from advisor.gui.rules.editors import Editors
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.trip import Trip
from advisor.model.verdict import Verdict
from advisor.services.advice import advise, usual_as_of
from advisor.services.clock import Clock
from advisor.services.pack_library import LoadedPack
from advisor.services.trip_tests import as_test, file_for


class KeptTests:
    """Adds files under `trips/` of the pack on the page, if it may be changed."""

    def __init__(self, editors: Editors, around: Around, clock: Clock) -> None:
        """`around` knows the planned trip and the incidents."""
        self._editors, self._around, self._clock = editors, around, clock

    def keep_planned(self) -> str | None:
        """Add the trip that is being planned; gives the file, None if there is no answer."""
        assessment = self._around.assessed()
        return self._keep(assessment, Verdict.GO) if assessment is not None else None

    def keep(self, trip: Trip, as_of: date | None, pack: Pack, worst: Verdict = Verdict.GO) -> str | None:
        """Add any trip, as these rules assess it, expected to be no better than `worst`; gives the file."""
        day = as_of if as_of is not None else usual_as_of(pack, self._clock)
        return self._keep(advise(trip, LoadedPack(Path(), pack, ()), day, self._around.incidents()), worst)

    def _keep(self, assessment: Assessment, worst: Verdict) -> str | None:
        editor = self._editors.writable
        if editor is None:
            return None
        try:
            text = as_test(assessment, worst)
        except ValueError:
            return None
        name = file_for(assessment.trip.title, editor.files.keys())
        editor.begin(name, text, _("new test trip"))
        return name
