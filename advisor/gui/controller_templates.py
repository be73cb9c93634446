"""Templates at the desk: the trip kept as one, and a trip begun from one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from advisor.gui.actions import Act
from advisor.gui.dialogs_templates import SaveTemplateDialog, TemplatesDialog
from advisor.gui.language import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from advisor.gui.controller_files import FileController
    from advisor.gui.dialogs import Dialogs
    from advisor.gui.main_window import MainWindow
    from advisor.model.trip import Trip
    from advisor.services.session import TripSession
    from advisor.services.template_store import TemplateStore


class TemplateController(QObject):
    """Opens the two windows of templates and does what they were asked for."""

    def __init__(
        self, window: MainWindow, session: TripSession, files: FileController, store: TemplateStore, dialogs: Dialogs
    ) -> None:
        """`dialogs` tells what failed."""
        super().__init__()
        self._window, self._session, self._files, self._store = window, session, files, store
        self._dialogs = dialogs
        self.dialog: QDialog | None = None
        window.actions_[Act.SAVE_TEMPLATE].triggered.connect(self.keep)
        window.actions_[Act.FROM_TEMPLATE].triggered.connect(self.begin)

    def keep(self) -> None:
        """Ask what to keep of the trip on the desk, and keep it."""
        dialog = SaveTemplateDialog(self._session.trip, self._store, self._window)
        dialog.accepted.connect(lambda: self._save(dialog.template))
        self._open(dialog)

    def begin(self) -> None:
        """Ask which template to begin with; the trip on the desk is asked about if it is not saved."""
        dialog = TemplatesDialog(self._store, self._window)
        dialog.accepted.connect(lambda: self._begin_with(dialog))
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._end)
        dialog.open()

    def _end(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _save(self, template: Trip) -> None:
        try:
            self._store.save(template)
        except OSError as error:
            self._dialogs.failed(_("The template can't be saved"), error.strerror or str(error))
        else:
            self._files.told.emit(_("Saved as template “{name}”").format(name=template.title))

    def _begin_with(self, dialog: TemplatesDialog) -> None:
        if dialog.chosen is not None and dialog.chosen.trip is not None:
            self._files.new(dialog.chosen.trip)
