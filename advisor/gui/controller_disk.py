"""The trip's file, watched: when another program writes to it, the window offers to read it again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from advisor.gui.controller_files import FileController
from advisor.gui.language import _
from advisor.gui.notices import NoticeBar
from advisor.services.session import SessionEvent, TripSession

SETTLING_MILLISECONDS = 300
"""How long the file must have been quiet: other programs write in several steps."""


class TripFileWatch(QObject):
    """Shows a bar while the file on disk is not what the trip on the desk began from. Nothing is read unasked."""

    def __init__(self, session: TripSession, files: FileController, bar: NoticeBar) -> None:
        """Watch the file of `session`; `files` reads it again."""
        super().__init__()
        self._session = session
        self._files = files
        self._bar = bar
        self._again = bar.offer(_("Read again"), self._read_again)
        self._keep = bar.offer(_("Keep mine"), bar.hide)
        self._watcher = QFileSystemWatcher(self)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLING_MILLISECONDS)
        self._settling.timeout.connect(self.look)
        # the folder too: many programs put a new file in the old one's place
        self._watcher.fileChanged.connect(self._settling.start)
        self._watcher.directoryChanged.connect(self._settling.start)
        self._stop_listening: Callable[[], None] = session.listen(self._follow)

    def close(self) -> None:
        """Watch nothing any more."""
        self._settling.stop()
        self._stop_listening()
        self._watch()

    def word(self) -> None:
        """Say everything again, in the language in force."""
        self._again.setText(_("Read again"))
        self._keep.setText(_("Keep mine"))
        if not self._bar.isHidden():
            self._say()

    def look(self) -> None:
        """Compare the file with what was read or written last."""
        self._watch(again=True)
        if self._session.differs_on_disk:
            self._say()
        else:
            self._bar.hide()

    def _say(self) -> None:
        path = self._session.path
        if path is not None:
            self._bar.say(
                _("“{file}” was changed by somebody else").format(file=path.name),
                _("The window still shows the trip as it was."),
            )

    def _read_again(self) -> None:
        path = self._session.path
        if path is not None and self._files.open(path):
            self._bar.hide()

    def _follow(self, event: SessionEvent) -> None:
        if event is SessionEvent.FILE_CHANGED:
            self._watch(again=True)
            if not self._bar.isHidden():
                self._settling.start()  # saved over it, or another trip by now

    def _watch(self, *, again: bool = False) -> None:
        path = self._session.path if again else None
        wanted = {str(one) for one in (path, path.parent) if one.exists()} if path is not None else set()
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if gone := watched - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := wanted - watched:
            self._watcher.addPaths(sorted(new))
