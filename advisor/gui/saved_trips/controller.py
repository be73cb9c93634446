"""Saved trips still to come, looked at again when rules come or a trip is saved; a bar says what got worse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from advisor.gui.actions import Act
from advisor.gui.jobs import Jobs, Ticket
from advisor.gui.language import _, say
from advisor.gui.main_window import MainWindow
from advisor.model.message import message
from advisor.services.incident_library import Known
from advisor.services.pack_library import LoadedPack
from advisor.services.wiring import Services

if TYPE_CHECKING:
    from advisor.services.saved_trips import Outcome

_JOB = "saved-trips"


class SavedTripsController(QObject):
    """Keeps `outcomes`, those that got worse first; `trouble` is what kept it from looking.

    What got worse is compared with the same earlier answer until the user has seen it; everything else is remembered at
    once.
    """

    looked = Signal()
    """`outcomes` or `trouble` is another one."""

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        jobs: Jobs,
        known: Callable[[], Known],
        open_trip: Callable[[Path], bool],
        make_dialog: Callable[[], QDialog],
    ) -> None:
        """Nothing is looked at before `use_rules`. `known`: the incidents; `open_trip` puts a file on the desk.

        `make_dialog` makes the window that shows what was found.
        """
        super().__init__()
        self._window, self._services, self._jobs = window, services, jobs
        self._known, self._open_trip, self._make_dialog = known, open_trip, make_dialog
        self._rules: LoadedPack | None = None
        self.outcomes: tuple[Outcome, ...] = ()
        self.trouble: BaseException | None = None
        self.dialog: QDialog | None = None
        self._see = window.saved.offer(_("See them"), self.open)
        window.actions_[Act.SAVED_TRIPS].triggered.connect(lambda _checked=False: self.open())

    @property
    def looking(self) -> bool:
        """Whether trips are being assessed."""
        return self._jobs.running(_JOB)

    @property
    def worse(self) -> int:
        """How many got worse."""
        return sum(_got_worse(one) for one in self.outcomes)

    def use_rules(self, rules: LoadedPack | None) -> None:
        """Look again with these rules, where they are others than before."""
        if rules is not self._rules:
            self._rules = rules
            self.look()

    def look(self) -> None:
        """Assess the saved trips again, beside the window."""
        rules, known, services = self._rules, self._known(), self._services
        if rules is None or rules.pack is None:
            return

        def work(ticket: Ticket) -> tuple[Outcome, ...]:
            from advisor.services.saved_trips import in_order, known_files, review, usual_rules

            found = []
            find = usual_rules(services.packs, services.clock, known, rules)
            for outcome in review(known_files(services.trips), find, services.assessed):
                ticket.check()
                found.append(outcome)
            return tuple(in_order(found))

        self._jobs.start(_JOB, work, self._take, self._fail)

    def open(self) -> None:
        """Show the window of saved trips; what it shows has then been seen."""
        if self.dialog is None:
            self.dialog = self._make_dialog()
            self.dialog.finished.connect(self._closed)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def open_trip(self, path: Path) -> None:
        """Put one on the desk, unless the user would rather keep what is there."""
        if self._open_trip(path) and self.dialog is not None:
            self.dialog.close()

    def say_again(self) -> None:
        """In the language in force."""
        self._see.setText(_("See them"))
        self._tell()
        self.looked.emit()

    def close(self) -> None:
        """The window is gone."""
        self._jobs.withdraw(_JOB)
        if self.dialog is not None:
            self.dialog.close()

    def _take(self, outcomes: tuple[Outcome, ...]) -> None:
        self.outcomes, self.trouble = outcomes, None
        self._remember(tuple(one for one in outcomes if not _got_worse(one)))
        self._tell()
        self.looked.emit()

    def _fail(self, error: BaseException) -> None:
        self.outcomes, self.trouble = (), error
        self._tell()
        self.looked.emit()

    def _tell(self) -> None:
        if self.worse:
            self._window.saved.say(_("Saved trips"), say(message("saved.summary", count=self.worse)))
        else:
            self._window.saved.hide()

    def _closed(self) -> None:
        if self.dialog is None:
            return
        self.dialog.deleteLater()
        self.dialog = None
        if self.worse:
            self._remember(self.outcomes)
            self._window.saved.hide()

    def _remember(self, outcomes: tuple[Outcome, ...]) -> None:
        from advisor.services.saved_trips import remember

        try:
            remember(outcomes, self._services.assessed, self._services.clock)
        except OSError as error:
            reason = error.strerror or str(error)
            self._window.status.showMessage(say(message("saved.not-remembered", reason=reason)), 6000)


def _got_worse(one: Outcome) -> bool:
    from advisor.planning.comparison import Course
    from advisor.services.saved_trips import Reviewed

    return isinstance(one, Reviewed) and one.comparison.course is Course.WORSE
