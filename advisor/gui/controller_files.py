"""The trip and its file: new, open, save, recent files, unsaved work. Nothing is lost without being asked about."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from advisor.gui.dialogs import TRIP_SUFFIX, Clash, Dialogs, Unsure
from advisor.gui.dialogs_recover import Recovery
from advisor.gui.language import _
from advisor.model.diagnostic import has_errors
from advisor.model.trip import Trip
from advisor.services.exports import stem_of
from advisor.services.session import SessionEvent, TripSession
from advisor.services.trip_store import ChangedOnDiskError, TripStore

AUTOSAVE_MILLISECONDS = 1000
"""How long after the last change unsaved work is written down."""


class FileController(QObject):
    """Does what the File menu says, and asks before anything is lost.

    `may_forget_more` and `forget_more` are for what others keep: whether there is anything, and forgetting it, which
    gives the reason where that fails. `unsaved_rules` and `forget_rules` are for rules: in how many packs there are
    changes never saved, and forgetting all that is kept of rules, with those changes or without.
    """

    told = Signal(str)
    """Something was done that deserves a word in the status bar."""
    recent_changed = Signal()
    """The list of recent files is another one."""

    def __init__(self, session: TripSession, store: TripStore, dialogs: Dialogs) -> None:
        """Work on `session`; files and autosaves are `store`'s."""
        super().__init__()
        self._session = session
        self._store = store
        self._dialogs = dialogs
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.setInterval(AUTOSAVE_MILLISECONDS)
        self._autosave.timeout.connect(self.autosave)
        self._autosave_failed = False
        self.may_forget_more: Callable[[], bool] = lambda: False
        self.forget_more: Callable[[], str | None] = lambda: None
        self.unsaved_rules: Callable[[], int] = lambda: 0
        self.forget_rules: Callable[[bool], str | None] = lambda _unsaved: None
        self._stop_listening = session.listen(self._follow)

    def close(self) -> None:
        """Leave the session alone from now on."""
        self._autosave.stop()
        self._stop_listening()

    @property
    def name(self) -> str:
        """What the trip is called in questions: its title, else its file's name."""
        title = self._session.trip.title.strip()
        if title:
            return title
        return self._session.path.name if self._session.path is not None else _("Untitled trip")

    def new(self, trip: Trip | None = None) -> bool:
        """Start an empty trip, or with `trip`; says whether it was started."""
        if not self.may_leave():
            return False
        self._session.new(trip)
        return True

    def duplicate(self) -> bool:
        """Go on with a copy that belongs to no file and has yet to be saved; says whether it was made."""
        trip = self._session.trip  # as it stands, also where the changes to the original are given up
        if not self.may_leave():
            return False
        title = _("Copy of {title}").format(title=trip.title) if trip.title.strip() else trip.title
        self._session.begin_unsaved(replace(trip, title=title))
        return True

    def open(self, path: Path | None = None) -> bool:
        """Open a trip file, asking which if none is given; says whether it was opened."""
        if path is None:
            path = self._dialogs.open_path(self._folder())
        if path is None or not self.may_leave():
            return False
        try:
            faults = self._session.open(path)
        except OSError as error:
            self._dialogs.failed(_("“{file}” can't be opened").format(file=path.name), _reason(error))
            return False
        opened = not has_errors(faults)
        if opened:
            self._remember(path)
        if faults:
            self._dialogs.faulty_trip(path, faults, opened=opened)
        return opened

    def save(self) -> bool:
        """Save to the trip's file, asking where if it has none; says whether it was saved."""
        if self._session.path is None:
            return self.save_as()
        try:
            self._session.save()
        except ChangedOnDiskError as changed:
            return self._settle(changed.path)
        except OSError as error:
            return self._not_saved(self._session.path, error)
        return self._saved()

    def save_as(self) -> bool:
        """Save to another file; says whether it was saved."""
        path = self._dialogs.save_path(self.suggested(TRIP_SUFFIX))
        if path is None:
            return False
        try:
            self._session.save_as(path)
        except OSError as error:
            return self._not_saved(path, error)
        return self._saved()

    def may_leave(self) -> bool:
        """Whether the trip on the desk may go: it is saved, has just been saved, or the user gives it up."""
        if not self._session.dirty:
            return True
        answer = self._dialogs.unsaved(self.name)
        if answer is Unsure.SAVE:
            return self.save()
        return answer is Unsure.DISCARD

    def autosave(self) -> None:
        """Write unsaved work down in case of a crash. The first failure is told, later ones are not repeated."""
        try:
            self._session.autosave()
        except OSError as error:
            if not self._autosave_failed:
                self.told.emit(_("Unsaved work can't be kept for a crash: {reason}").format(reason=_reason(error)))
            self._autosave_failed = True
        else:
            self._autosave_failed = False

    def recover(self) -> bool:
        """Offer work that a crash left behind; says whether it was taken up."""
        while found := self._store.unsaved():
            answer, chosen = self._dialogs.recover(found)
            if answer is Recovery.FORGET:
                self._store.discard(chosen)
                continue
            if answer is Recovery.RESTORE:
                with suppress(OSError):  # the autosave that follows may fail; the work is on screen
                    self._session.recover(chosen)
                return True
            break
        return False

    def recent(self) -> tuple[Path, ...]:
        """The recent files, the latest first."""
        return tuple(one.path for one in self._store.recent())

    def forget(self) -> None:
        """Remove every trace of trips and edited rules but the files that were saved, if the user is sure."""
        answer = self._dialogs.forget(incidents=self.may_forget_more(), drafts=self.unsaved_rules())
        if answer is None:
            return
        self._dialogs.forget_places()
        failed = self.forget_rules(answer.drafts)
        if answer.incidents:
            failed = self.forget_more() or failed
        try:
            self._store.forget()
        except OSError as error:
            failed = _reason(error)
        if failed is not None:
            self._dialogs.failed(_("Not everything could be forgotten"), failed)
        else:
            self.told.emit(_("Recent files and unsaved work are forgotten"))
        self.recent_changed.emit()

    def suggested(self, suffix: str) -> Path:
        """A file name for the trip: beside its own file, or made of its title."""
        if self._session.path is not None:
            return self._session.path.with_suffix(suffix)
        return Path(stem_of(self._session.trip.title) + suffix)

    def _settle(self, path: Path) -> bool:
        """Somebody else wrote to the file."""
        answer = self._dialogs.changed_on_disk(path)
        if answer is Clash.SAVE_AS:
            return self.save_as()
        if answer is Clash.CANCEL:
            return False
        try:
            self._session.save(overwrite=True)
        except OSError as error:
            return self._not_saved(path, error)
        return self._saved()

    def _saved(self) -> bool:
        path = self._session.path
        if path is not None:
            self._remember(path)
            self.told.emit(_("Saved to {file}").format(file=path.name))
        return True

    def _not_saved(self, path: Path, error: OSError) -> bool:
        self._dialogs.failed(_("“{file}” can't be saved").format(file=path.name), _reason(error))
        return False

    def _remember(self, path: Path) -> None:
        with suppress(OSError):  # a convenience that is not worth a message
            self._store.remember(path)
        self.recent_changed.emit()

    def _folder(self) -> Path | None:
        if self._session.path is not None:
            return self._session.path.parent
        recent = self.recent()
        return recent[0].parent if recent else None

    def _follow(self, event: SessionEvent) -> None:
        if event is SessionEvent.TRIP_CHANGED:
            self._autosave.start()


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
