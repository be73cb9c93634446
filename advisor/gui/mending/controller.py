"""What would change the verdict: looked for when typing rests, dropped at once when anything changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

from advisor.gui.language import _
from advisor.gui.mending.asked import Asked
from advisor.gui.mending.search import BackgroundSearch
from advisor.gui.mending.state import NOTHING, Ask, Mending, Phase
from advisor.model.assessment import Assessment
from advisor.model.verdict import Verdict
from advisor.services.incident_library import Known
from advisor.services.pack_library import LoadedPack
from advisor.services.session import SessionEvent, TripSession

if TYPE_CHECKING:
    from advisor.gui.mending.dialog import WaysDialog
    from advisor.model.trip import Trip
    from advisor.planning.alternatives import Alternative
    from advisor.planning.changes import Changes, Suggestion
    from advisor.report.naming import Naming
    from advisor.services.ways import ChangesSought

REST_MILLISECONDS = 700
"""How long typing must have rested before the search begins."""

FIRST_BUDGET = 600
"""Trips tried before the search is cut short: some seconds."""

FURTHER = 3
"""So many times as many trips are tried when somebody asks to search further."""


class Page(Protocol):
    """What it needs of the page on which a trip is planned."""

    mendingAsked: SignalInstance
    """Carries an Ask and the Suggestion it is about."""

    def show_mending(self, state: Mending) -> None:
        """Show how the search stands."""


class MendingController(QObject):
    """Searches for the changes that would help the trip of a session, and applies them to it.

    Made before the verdict's controller, so that a search has been withdrawn before a changed trip is assessed.
    """

    def __init__(self, session: TripSession, assets: Path, window: QWidget) -> None:
        """Nothing is searched for before `use`. `assets` name the countries; `window` owns the dialog."""
        super().__init__()
        self._session = session
        self._assets = assets
        self._window = window
        self._page: Page | None = None
        self._asked: Asked | None = None
        self._sought: ChangesSought | None = None
        self._budget = FIRST_BUDGET
        self.state = NOTHING
        self.dialog: WaysDialog | None = None
        self.search = BackgroundSearch(self)
        self.search.advanced.connect(self._advanced)
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(REST_MILLISECONDS)
        self.rest.timeout.connect(self._begin)
        self._stop_listening = session.listen(self._follow)

    def close(self) -> None:
        """Follow nothing any more, and wait for the search to end."""
        self._stop_listening()
        self.rest.stop()
        if self.dialog is not None:
            self.dialog.reject()
        self._page = None
        self.search.close()

    def serve(self, page: Page) -> None:
        """Show everything on this page from now on, and do what it asks for."""
        self._page = page
        page.mendingAsked.connect(self._do)
        page.show_mending(self.state)

    def use(self, assessment: Assessment | None, loaded: LoadedPack | None, known: Known) -> None:
        """Look for what would help the trip of an up-to-date assessment; None: there is none at the moment."""
        asked = Asked(assessment, loaded, known) if assessment is not None and loaded is not None else None
        if asked is not None and asked.same(self._asked):
            return
        self._withdraw()
        self._asked = asked
        if asked is None:  # the next verdict is on its way; what stands there is not to jump
            self._become(Mending(_until_then(self.state.phase), self.state.now))
        elif not (asked.trip.travellers and asked.trip.itinerary):
            self._become(NOTHING)
        elif asked.assessment.verdict is Verdict.GO:
            self._become(Mending(Phase.NOT_NEEDED, Verdict.GO))
        else:
            self._become(Mending(Phase.WAITING, asked.assessment.verdict))
            self.rest.start()
        if self.dialog is not None:
            self.dialog.use(asked, self._naming())

    # -- the search for changes

    def _follow(self, event: SessionEvent) -> None:
        if event is SessionEvent.TRIP_CHANGED and (self._asked is None or self._session.trip != self._asked.trip):
            self._withdraw()
            self._asked = None
            self._become(Mending(_until_then(self.state.phase), self.state.now))

    def _withdraw(self) -> None:
        self.rest.stop()
        self.search.withdraw()
        self._sought = None
        self._budget = FIRST_BUDGET

    def _begin(self) -> None:
        """Search, or search on."""
        asked = self._asked
        if asked is None:
            return
        from advisor.services.ways import ChangesSought  # the engine is read after the first paint

        if self._sought is None:
            self._sought = ChangesSought(asked.trip, asked.loaded, asked.assessment.as_of, asked.known)
        sought, budget = self._sought, self._budget
        self._become(replace(self.state, phase=Phase.SEARCHING, done=0))
        self.search.start(lambda go_on: sought.search(budget, go_on), self._came, self._failed)

    def _advanced(self) -> None:
        if self.state.phase is Phase.SEARCHING:
            self._become(replace(self.state, done=self.search.done))

    def _came(self, found: Changes) -> None:
        self._become(replace(self.state, phase=Phase.ENDED, found=found, naming=self._naming()))

    def _failed(self, _error: BaseException) -> None:
        """An error never suggests anything."""
        self._sought = None
        self._become(Mending(Phase.FAILED, self.state.now))

    def _become(self, state: Mending) -> None:
        if state != self.state:
            self.state = state
            if self._page is not None:
                self._page.show_mending(state)

    def _naming(self) -> Naming | None:
        if self._asked is None or self._asked.loaded.pack is None:
            return None
        from advisor.report.naming import Naming
        from advisor.services.countries import country_names

        return Naming(
            self._asked.assessment, self._asked.loaded.pack, names=True, countries=country_names(self._assets)
        )

    # -- what is asked for

    def _do(self, ask: Ask, about: Suggestion | None) -> None:
        """Once the event is over in which it was asked for: what was clicked is about to go."""
        QTimer.singleShot(0, self, lambda: self._do_now(ask, about))

    def _do_now(self, ask: Ask, about: Suggestion | None) -> None:
        if ask is Ask.STOP:
            self.search.stop()
        elif ask is Ask.FURTHER and not self.search.running:
            self._budget *= FURTHER
            self._begin()
        elif ask is Ask.WAYS:
            self.compare()
        elif ask is Ask.APPLY and about is not None and self._is_current(about):
            self.apply(about.trip, _("suggested change"))

    def _is_current(self, about: Suggestion) -> bool:
        return self.state.found is not None and about in self.state.found.suggestions

    def apply(self, trip: Trip, label: str) -> None:
        """Make another trip of the one that was searched about: one step to undo. Not if it has changed meanwhile."""
        if self._asked is not None and self._session.trip == self._asked.trip:
            self._session.apply(trip, label)

    # -- other ways to travel

    def compare(self) -> None:
        """Show other ways to travel side by side."""
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        from advisor.gui.mending.dialog import WaysDialog  # long after the first paint

        dialog = WaysDialog(self._window)
        dialog.taken.connect(self._take)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.use(self._asked, self._naming())
        dialog.open()

    def _take(self, way: Alternative) -> None:
        """Once the click is over: the dialog goes, and the page is shown anew."""
        QTimer.singleShot(0, self, lambda: self._take_now(way))

    def _take_now(self, way: Alternative) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.apply(way.trip, _("choice of another way"))

    def _closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.close_search()
            dialog.deleteLater()


def _until_then(phase: Phase) -> Phase:
    """The phase until the verdict is another."""
    return phase if phase is Phase.NOTHING else Phase.WAITING
