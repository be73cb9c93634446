"""The packs that were edited since the program began, and the one that is on the page; their edits outlive a crash."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from advisor.gui.language import _
from advisor.gui.rules.fixed import why_read_only
from advisor.model.message import Message
from advisor.services.pack_editor import PackEditor
from advisor.services.pack_memory import PackMemory
from advisor.services.paths import Paths

DRAFT_MILLISECONDS = 1000
"""How long before edits that are not saved are remembered."""


class Editors(QObject):
    """Keeps an editor for each pack, so that edits wait while another pack is in use."""

    changed = Signal()
    """`files` or `saved` of an editor is another."""
    told = Signal(str)
    """Something to say in the status line."""

    def __init__(self, paths: Paths) -> None:
        """Nothing is read before `open`."""
        super().__init__()
        self._paths = paths
        self._by_folder: dict[Path, PackEditor] = {}
        self.current: PackEditor | None = None
        """The pack on the page."""
        self._draft_soon = QTimer(self)
        self._draft_soon.setSingleShot(True)
        self._draft_soon.setInterval(DRAFT_MILLISECONDS)
        self._draft_soon.timeout.connect(self.keep_drafts)

    def open(self, folder: Path) -> PackEditor:
        """Put the pack in that folder on the page, with its edits. OSError if it can't be opened."""
        editor = self._by_folder.get(folder)
        if editor is None:
            editor = PackEditor(folder, PackMemory(self._paths.editing, folder))
            editor.open()
            editor.listen(self._follow)
            self._by_folder[folder] = editor
            if editor.recovered:
                self.told.emit(_("Changes to the rules that were never saved are here again."))
        self.current = editor
        return editor

    def _follow(self) -> None:
        self._draft_soon.start()
        self.changed.emit()

    # -- what may be changed

    @property
    def fixed(self) -> Message | None:
        """Why the pack on the page can't be changed; None where it can, and where there is none."""
        return why_read_only(self.current.folder, self._paths) if self.current is not None else None

    @property
    def writable(self) -> PackEditor | None:
        """The pack on the page, if it may be changed."""
        return self.current if self.fixed is None else None

    # -- what is not saved

    @property
    def dirty(self) -> tuple[PackEditor, ...]:
        """The packs with edits that are not saved."""
        return tuple(one for one in self._by_folder.values() if one.dirty)

    def discard(self) -> None:
        """Nobody wants any of the edits that are not saved."""
        for one in self._by_folder.values():
            one.discard()
        self._draft_soon.stop()

    def keep_drafts(self) -> None:
        """Remember edits that are not saved."""
        for one in self._by_folder.values():
            try:
                one.keep_draft()
            except (OSError, ValueError):
                self.told.emit(_("Changes to the rules can't be kept safe: save them."))

    def close(self) -> None:
        """The window is gone; what is not saved is remembered unless it was discarded."""
        self.keep_drafts()
        self._draft_soon.stop()
