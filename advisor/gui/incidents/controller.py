"""Imported incidents beside the window: read in the background, read again when anybody changes them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from advisor.gui.dialogs import Dialogs
from advisor.gui.jobs import Jobs
from advisor.gui.language import _, say
from advisor.gui.notices import NoticeBar
from advisor.model.assessment import Assessment
from advisor.model.message import Message
from advisor.model.trip import Trip
from advisor.services.clock import Clock
from advisor.services.incident_library import BEING_READ, NOTHING_IMPORTED, IncidentLibrary, Known
from advisor.services.pack_library import LoadedPack

if TYPE_CHECKING:
    from advisor.gui.incidents.dialog import IncidentsDialog

LOOKING_MILLISECONDS = 2000
"""How often to look whether another program has imported something."""

PATIENCE_MILLISECONDS = 500
"""How long reading may take without a word about it."""

_JOB, _CHANGE = "incidents", "incidents-change"


class IncidentController(QObject):
    """Keeps what is known of imported incidents up to date. Until it is, rules that count them are in doubt.

    `reading`: another `known` is on its way.
    """

    changed = Signal()
    """`known` or `reading` is another one: assess again."""

    def __init__(
        self, library: IncidentLibrary, jobs: Jobs, dialogs: Dialogs, window: QWidget, bar: NoticeBar, clock: Clock
    ) -> None:
        """Nothing is read before `start`. `bar` tells of trouble, and of reading that takes long."""
        super().__init__()
        self._library = library
        self._jobs = jobs
        self._dialogs = dialogs
        self._window = window
        self._bar = bar
        self._clock = clock
        self._open_button = bar.offer(_("Incidents…"), self.open)
        self.known: Known = BEING_READ if library.exists() else NOTHING_IMPORTED
        self.reading = False
        self.dialog: IncidentsDialog | None = None
        self._changes: deque[Callable[[], object]] = deque()
        self._looking = QTimer(self)
        self._looking.setInterval(LOOKING_MILLISECONDS)
        self._looking.timeout.connect(self.look)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MILLISECONDS)
        self._patience.timeout.connect(self.word)

    def start(self) -> None:
        """Read what is stored, beside the window, and look out for changes from now on."""
        self._looking.start()
        if self._library.exists():
            self.read()

    def close(self) -> None:
        """Look out for nothing any more."""
        self._looking.stop()
        self._patience.stop()
        self._jobs.withdraw(_JOB)
        for change in self._changes:  # asked for and perhaps not begun; made twice they come to the same
            with suppress(Exception):
                change()
        self._library.close()

    def look(self) -> None:
        """Read again if anybody has changed the store."""
        nothing = not self._library.exists() and self.known is NOTHING_IMPORTED
        if not self.reading and not nothing and self._library.changed():
            self.read()

    def read(self) -> None:
        """Read the store. What was known before may be too little by now, so it counts no longer."""
        self.known, self.reading = BEING_READ, True
        self._patience.start()
        self._jobs.start(_JOB, lambda _ticket: self._library.known(), self._accept, self._fail)
        self.changed.emit()

    def advise(self, trip: Trip, rules: LoadedPack, as_of: date) -> Assessment:
        """Assess with what is known. Called from any thread."""
        from advisor.services.advice import advise  # the engine is read after the first paint

        return advise(trip, rules, as_of, self.known)

    def open(self) -> None:
        """Show what is stored."""
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        from advisor.gui.incidents.dialog import IncidentsDialog  # loads the store, long after the first paint

        dialog = IncidentsDialog(self._library, self._jobs, self._dialogs, self._clock, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.imported.connect(self.look)
        dialog.change_asked.connect(self._change)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def forget_all(self) -> str | None:
        """Forget everything imported; the reason where that can't be done."""
        from advisor.services.incident_store_file import StoreUnusableError

        try:
            self._library.forget_all()
        except StoreUnusableError as error:
            return say(error.what)
        except OSError as error:
            return error.strerror or str(error)
        finally:
            self.read()
        return None

    def exists(self) -> bool:
        """Whether there is anything to forget."""
        return self._library.exists()

    @property
    def changing(self) -> bool:
        """Whether a change of the store is still to be carried out."""
        return bool(self._changes)

    def word(self) -> None:
        """Say on the bar what is to be said, in the language in force."""
        self._open_button.setText(_("Incidents…"))
        if self.known.trouble is not None:
            self._bar.say(_("Imported incidents."), say(self.known.trouble))
        elif self.reading and not self._patience.isActive():
            self._bar.say(
                _("Imported incidents."),
                _("They are being read. Until then, rules that count incidents say REFER at best."),
            )
        else:
            self._bar.hide()

    def _change(self, change: Callable[[], object]) -> None:
        """Carry out a change beside the window, after those asked for before: none may be lost or overtake another."""
        self._changes.append(change)
        if len(self._changes) == 1:
            self._carry_out()

    def _carry_out(self) -> None:
        change = self._changes[0]
        self._jobs.start(_CHANGE, lambda _ticket: change(), self._carried_out, self._not_carried_out)

    def _carried_out(self, _result: object) -> None:
        self._changes.popleft()
        if self._changes:
            self._carry_out()
        self.look()
        if self.dialog is not None:
            self.dialog.refresh()

    def _not_carried_out(self, error: BaseException) -> None:
        from advisor.gui.incidents.dialog import reason_of

        self._carried_out(None)
        self._dialogs.failed(_("That could not be done"), reason_of(error))

    def _accept(self, known: Known) -> None:
        self._patience.stop()
        self.known, self.reading = known, False
        self.word()
        self.changed.emit()
        if self.dialog is not None:
            self.dialog.refresh()

    def _fail(self, error: BaseException) -> None:
        """Nothing that reading raises is expected; whatever it was, the incidents can't be had."""
        why = Message("incidents.failed", {"reason": f"{type(error).__name__}: {error}"})
        self._accept(Known(doubt=Message("caveat.incidents-unreadable"), trouble=why))

    def _closed(self) -> None:
        self.dialog = None
